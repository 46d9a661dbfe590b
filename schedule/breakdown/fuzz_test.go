package breakdown_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc"
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

// written writes what was read as a table and as JSON, and reads the JSON again: it is the same breakdown. Two scenes of one number, which
// the report names, are to be told apart by a person before that.
func written(t *testing.T, b breakdown.Breakdown) {
	t.Helper()
	require.NoError(t, b.WriteCSV(io.Discard, breakdown.CSVSettings{French: true}))
	j, err := json.Marshal(b)
	require.NoError(t, err)
	back, err := breakdown.ReadJSON(bytes.NewReader(j), "")
	if err != nil && strings.Contains(err.Error(), "est déjà celui de") {
		return
	}
	require.NoError(t, err, "%s", j)
	back.Issues = b.Issues // the JSON may have its own: a character that stands for another, lost
	again, err := json.Marshal(back)
	require.NoError(t, err)
	require.JSONEq(t, string(j), string(again))
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("Seq;Décor;Pages;Rôles\n1;A;1,375;X, Y\n"))
	f.Add([]byte("Scene\tSet\tDay/Night\n\"1\n2\"\tA\tN\n"))
	f.Add([]byte("N°,Intitulé,Minutage,Figuration,Véhicules\n12A,INT. BAR - NUIT,1'30,dix clients|3 agents,taxi\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := breakdown.Load(bytes.NewReader(data), breakdown.LoadSettings{Name: "a.csv"}); err == nil {
			written(t, b)
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"scenes":[{"number":"1","place":"INT","roles":["A"],"elements":[{"name":"x"}]}]}`))
	j, err := json.Marshal(breakdown.New(script.ParseText(sample, script.Settings{French: true}), breakdown.Settings{}))
	require.NoError(f, err)
	f.Add(j)
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := breakdown.ReadJSON(bytes.NewReader(data), "a.json"); err == nil {
			written(t, b)
		}
	})
}

// FuzzLoad lets the content tell the format.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(sample), "a.txt")
	f.Add([]byte("Seq;Décor\n1;A\n"), "")
	f.Add([]byte("<html><p class=\"sceneheading\">INT. A"), "a.celtx")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		if b, err := breakdown.Load(bytes.NewReader(data), breakdown.LoadSettings{Name: name}); err == nil {
			written(t, b)
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

// FuzzCells types two cells of a workbook: it is read, and what it gives can be written and read again.
func FuzzCells(f *testing.F) {
	b := breakdown.New(script.ParseText(sample, script.Settings{French: true}), breakdown.Settings{})
	var tables []doc.Table
	for _, block := range (breakdown.Sheets{Breakdown: b}).Workbook().Blocks {
		if table, ok := block.(doc.Table); ok && len(table.Columns) > 0 {
			tables = append(tables, table)
		}
	}
	for k := range tables {
		for _, typed := range []string{"1 2/8", "PAUL, MARC", "-1", "12A INT. BAR - NUIT"} {
			f.Add(uint8(k), uint8(k), uint8(1), typed, uint8(k+1), "2")
		}
	}
	f.Fuzz(func(t *testing.T, sheet, column, row uint8, typed string, second uint8, other string) {
		table := tables[int(sheet)%len(tables)]
		at := func(c uint8) string { return table.Columns[int(c)%len(table.Columns)].Title }
		file := edited(t, b, func(set func(string, string, int, any)) {
			set(table.Sheet, at(column), 1+int(row%32), typed)
			set(table.Sheet, at(second), 1+int(row%32), other)
		})
		if back, _, err := breakdown.ReadXLSX(bytes.NewReader(file)); err == nil {
			written(t, back)
		}
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
