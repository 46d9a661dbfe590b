package breakdown_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/uss"
)

// The readers are fuzzed one at a time, ten minutes each:
//
//	go test -run '^$' -fuzz FuzzNew -fuzztime 10m -fuzzminimizetime 1x ./schedule/breakdown
//
// Seeds are short on purpose: the corpus stays small.

// check breaks a script down and looks at what must hold for any text.
func check(t *testing.T, s script.Script) {
	t.Helper()
	b := breakdown.New(s, breakdown.Settings{})
	roles := map[string]bool{}
	for _, r := range b.Roles {
		require.False(t, roles[r.ID], "role twice: %q", r.ID)
		roles[r.ID] = true
	}
	require.Len(t, b.Scenes, headings(s))
	for _, sc := range b.Scenes {
		require.NotEmpty(t, sc.Number)
		require.Positive(t, sc.Eighths)
		for _, id := range sc.Roles {
			require.True(t, roles[id], "unknown role %q", id)
		}
		for _, n := range sc.Elements {
			require.Equal(t, breakdown.Proposed, n.State)
			require.NotEmpty(t, n.Text)
		}
	}
	b.Facts()
	breakdown.ToUSS(b, breakdown.USSHead{})
}

// FuzzNew breaks down any text, read as Fountain, and as FDX when the mode says so.
func FuzzNew(f *testing.F) {
	for _, seed := range []string{sample, "INT. A - DAY #1#\n\nBOB ^\n(x)\n~la\n  \nHi [[n\n  \nm]] /* b */\n", "Title:\n\tA\n\n.X\n\n> a <\n\n===\n# S\n= y\n@b\n!c\n", "a /* b", "[[ a", "\xff\xfe\x00\x01",
		"S\u00c9Q. 12 BIS - INT. X - JOUR\r\rFONDU AU NOIR\r\n\r\n#3# EXT. Y\r\n", "**INT. X - DAY**\n\nMARIE (8 ans) et 3 clients.\n"} {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(3))
	}
	f.Add([]byte(fdxSample), uint8(8))
	f.Fuzz(func(t *testing.T, data []byte, mode uint8) {
		set := script.Settings{French: mode&1 != 0, Markdown: mode&4 != 0, MaxBytes: 1 << 16}
		read := script.Parse
		if mode&8 != 0 {
			read = script.ParseFDX
		}
		if s, err := read(bytes.NewReader(data), set); err == nil {
			check(t, s)
		}
	})
}

func FuzzUSS(f *testing.F) {
	f.Add([]byte(ussSample))
	f.Add([]byte(`{"universalScheduleStandard":{"breakdowns":[{"scene":null,"pages":"1/8","type":1}],"elements":[null],"calendars":[[]]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		u, _, err := uss.Read(bytes.NewReader(data), "f.uss")
		if err != nil {
			return
		}
		var b bytes.Buffer
		require.NoError(t, uss.Write(&b, breakdown.ToUSS(breakdown.FromUSS(u), breakdown.USSHead{})))
		back, _, err := uss.Read(bytes.NewReader(b.Bytes()), "f.uss")
		require.NoError(t, err)
		require.Len(t, back.Breakdowns, len(u.Breakdowns))
		require.Len(t, back.Elements, len(u.Elements))
	})
}

func FuzzTables(f *testing.F) {
	f.Add([]byte("Seq;Décor;Pages;Rôles\n1;A;1,375;X, Y\n"))
	f.Add([]byte("Scene\tSet\tDay/Night\n\"1\n2\"\tA\tN\n"))
	f.Add([]byte(`{"scenes":[{"number":"1","place":"INT","roles":["A"],"elements":[{"name":"x"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.csv", "a.json", ""} {
			b, err := breakdown.Load(bytes.NewReader(data), breakdown.LoadSettings{Name: name})
			if err != nil {
				continue
			}
			require.NoError(t, b.WriteCSV(io.Discard, breakdown.CSVSettings{French: true}))
			j, err := json.Marshal(b)
			require.NoError(t, err)
			_, err = breakdown.ReadJSON(bytes.NewReader(j), "")
			require.NoError(t, err)
		}
	})
}

func FuzzWorkbook(f *testing.F) {
	var b bytes.Buffer
	require.NoError(f, breakdown.New(script.ParseText("INT. A - DAY\n\nA dog.\n", script.Settings{}), breakdown.Settings{}).WriteXLSX(&b))
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _, err := breakdown.ReadXLSX(bytes.NewReader(data))
		_ = err
	})
}

// Hostile inputs end quickly: what would be quadratic in a naive breakdown is not.
func TestHostileInputs(t *testing.T) {
	for name, text := range testkit.Hostile() {
		t.Run(name, func(t *testing.T) {
			for _, set := range []script.Settings{{}, {French: true, Markdown: true}} {
				b := breakdown.New(script.ParseText(strings.ReplaceAll(text, "\x00", "\uFFFD"), set), breakdown.Settings{})
				breakdown.Compare(b, b)
			}
		})
	}
}
