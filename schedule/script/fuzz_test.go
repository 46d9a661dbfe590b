package script_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/script"
)

// The readers are fuzzed one at a time, ten minutes each:
//
//	go test -run '^$' -fuzz FuzzFountain -fuzztime 10m -fuzzminimizetime 1x ./schedule/script
//
// Seeds are short on purpose: the corpus stays small.

// check breaks a script down and looks at what must hold for any text.
func check(t *testing.T, s script.Script) {
	t.Helper()
	b := script.BreakDown(s, script.Settings{})
	roles := map[string]bool{}
	for _, r := range b.Roles {
		require.False(t, roles[r.ID], "role twice: %q", r.ID)
		roles[r.ID] = true
	}
	headings := 0
	for _, e := range s.Elements {
		if e.Kind == script.Heading {
			headings++
		}
		for _, m := range e.Marks {
			require.LessOrEqual(t, m.At, len(e.Text))
			require.GreaterOrEqual(t, m.At, 0)
		}
	}
	require.Len(t, b.Scenes, headings)
	for _, sc := range b.Scenes {
		require.NotEmpty(t, sc.Number)
		require.Positive(t, sc.Eighths)
		for _, id := range sc.Roles {
			require.True(t, roles[id], "unknown role %q", id)
		}
		for _, n := range sc.Elements {
			require.Equal(t, script.Proposed, n.State)
			require.NotEmpty(t, n.Text)
		}
	}
	script.Measure(b)
	script.NewUSS(b, script.USSHead{})
}

func FuzzFountain(f *testing.F) {
	for _, seed := range []string{sample, "INT. A - DAY #1#\n\nBOB ^\n(x)\n~la\n  \nHi [[n\n  \nm]] /* b */\n", "Title:\n\tA\n\n.X\n\n> a <\n\n===\n# S\n= y\n@b\n!c\n", "a /* b", "[[ a", "\xff\xfe\x00\x01",
		"S\u00c9Q. 12 BIS - INT. X - JOUR\r\rFONDU AU NOIR\r\n\r\n#3# EXT. Y\r\n", "**INT. X - DAY**\n\nMARIE (8 ans) et 3 clients.\n"} {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(3))
	}
	f.Fuzz(func(t *testing.T, data []byte, mode uint8) {
		opt := script.Options{French: mode&1 != 0, Tags: mode&2 != 0, Markdown: mode&4 != 0, MaxBytes: 1 << 16}
		if mode&8 != 0 {
			opt.Dialect = script.Loose
		}
		s, err := script.Parse(bytes.NewReader(data), opt)
		if err != nil {
			require.ErrorIs(t, err, script.ErrTooLarge)
			return
		}
		last := 0
		for _, e := range s.Elements {
			require.True(t, utf8.ValidString(e.Text))
			require.GreaterOrEqual(t, e.Line, last)
			last = e.Line
		}
		check(t, s)
		script.DetectFrench(string(data))
		// What was written once is stable: writing, reading and writing again gives the same text.
		var one, two bytes.Buffer
		_, err = script.WriteFountain(&one, s)
		require.NoError(t, err)
		back := script.ParseText(one.String(), script.Options{French: opt.French})
		_, err = script.WriteFountain(&two, back)
		require.NoError(t, err)
		var fdx bytes.Buffer
		_, err = script.WriteFDX(&fdx, s)
		require.NoError(t, err)
		_, err = script.ParseFDX(&fdx, script.Options{})
		require.NoError(t, err)
	})
}

func FuzzFDX(f *testing.F) {
	f.Add([]byte(fdxSample))
	f.Add([]byte("<FinalDraft><Content><Paragraph Type='Action'><Text Style='Bold'>a *b_</Text></Paragraph></Content></FinalDraft>"))
	f.Add([]byte("<?xml version='1.0' encoding='iso-8859-1'?><FinalDraft><TitlePage><Content><Paragraph><Text>\xe9</Text></Paragraph></Content></TitlePage><Content/></FinalDraft>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := script.ParseFDX(bytes.NewReader(data), script.Options{MaxBytes: 1 << 16})
		if err != nil {
			return
		}
		check(t, s)
		var b bytes.Buffer
		_, err = script.WriteFDX(&b, s)
		require.NoError(t, err)
		back, err := script.ParseFDX(bytes.NewReader(b.Bytes()), script.Options{})
		require.NoError(t, err, b.String())
		require.Len(t, script.BreakDown(back, script.Settings{}).Scenes, len(script.BreakDown(s, script.Settings{}).Scenes))
	})
}

func FuzzUSS(f *testing.F) {
	f.Add([]byte(ussSample))
	f.Add([]byte(`{"universalScheduleStandard":{"breakdowns":[{"scene":null,"pages":"1/8","type":1}],"elements":[null],"calendars":[[]]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		u, _, err := script.ReadUSS(bytes.NewReader(data), "f.uss")
		if err != nil {
			return
		}
		var b bytes.Buffer
		require.NoError(t, script.WriteUSS(&b, script.NewUSS(u.Breakdown(), script.USSHead{})))
		back, _, err := script.ReadUSS(bytes.NewReader(b.Bytes()), "f.uss")
		require.NoError(t, err)
		require.Len(t, back.Breakdowns, len(u.Breakdowns))
		require.Len(t, back.Elements, len(u.Elements))
	})
}

func FuzzTables(f *testing.F) {
	f.Add([]byte("Seq;Décor;Pages;Rôles\n1;A;1,375;X, Y\n"))
	f.Add([]byte("Scene\tSet\tDay/Night\n\"1\n2\"\tA\tN\n"))
	f.Add([]byte(`{"scenes":[{"number":1,"int_ext":"INT","cast":["A"],"elements":[{"name":"x"}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.csv", "a.json", ""} {
			b, err := script.Load(bytes.NewReader(data), script.LoadSettings{Name: name})
			if err != nil {
				continue
			}
			require.NoError(t, script.WriteCSV(io.Discard, b, script.CSVSettings{French: true}))
			j, err := json.Marshal(b)
			require.NoError(t, err)
			_, err = script.ReadJSON(bytes.NewReader(j), "")
			require.NoError(t, err)
		}
		_, err := script.ReadWatch(bytes.NewReader(data), "a.json")
		_ = err
	})
}

func FuzzWorkbook(f *testing.F) {
	var b bytes.Buffer
	require.NoError(f, script.BreakDown(script.ParseText("INT. A - DAY\n\nA dog.\n", script.Options{}), script.Settings{}).WriteXLSX(&b))
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _, err := script.ReadXLSX(bytes.NewReader(data))
		_ = err
	})
}

func FuzzHeading(f *testing.F) {
	for _, s := range []string{"INT. / EXT. VOITURE - JOUR (Crépuscule) #12 BIS# x", "SÉQ. 3A – EXTÉRIEUR/INT. X. NUIT", "I./E. a - b - DAY - LATER", "(((", "INT", "#"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		script.ParseHeading(s)
		script.LightOf(s)
		script.PlaceOf(s)
		script.ParseEighths(s)
		for _, sp := range script.Spans(s) {
			require.NotEmpty(t, sp.Text)
		}
	})
}

// Hostile inputs end quickly: what would be quadratic in a naive reader is not.
func TestHostileInputs(t *testing.T) {
	const n = 80_000
	for name, text := range map[string]string{
		"open notes": strings.Repeat("[[", n), "open boneyards": strings.Repeat("/*", n), "mixed marks": strings.Repeat("[[/*", n/2), "one long line": strings.Repeat("x", 4*n), "stars": strings.Repeat("*a ", n),
		"title": "Title:\n" + strings.Repeat("   a\n", n), "lyrics": strings.Repeat("~a\n", n), "capitals": strings.Repeat("A\nb\n\n", n/4), "headings": strings.Repeat("INT. A - DAY\n\n", n/4),
		"dialogue": "A\n" + strings.Repeat("b\n  \n", n), "sections": "# " + strings.Repeat("a", n) + "\n" + strings.Repeat("## b\n", n/4), "brackets": "INT. " + strings.Repeat("(", n) + "\n\n",
		"dashes": "INT. " + strings.Repeat(" - DAY", n/4) + "\n\n", "names": cues(20_000), "dogs": "INT. A - DAY\n\n" + strings.Repeat("dog cat car ", n/4), "ages": "INT. A - DAY\n\n" + strings.Repeat("BOB (8) ", n/8),
		"words in capitals": "INT. A - DAY\n\n" + strings.Repeat("AB ", n) + "8 ans", "closed notes": strings.Repeat("[[a]]", n/2), "cr": strings.Repeat("\r", n), "hash": "INT. " + strings.Repeat("#", n) + "\n\n",
		"accents": strings.Repeat("e\u0301", n/2), "nul": strings.Repeat("\x00", n), "invalid": strings.Repeat("\xff", n),
	} {
		t.Run(name, func(t *testing.T) {
			for _, opt := range []script.Options{{}, {French: true, Markdown: true}, {Dialect: script.Loose, Tags: true}} {
				s, err := script.Parse(strings.NewReader(text), opt)
				require.NoError(t, err)
				b := script.BreakDown(s, script.Settings{})
				script.Compare(b, b)
				_, err = script.WriteFountain(io.Discard, s)
				require.NoError(t, err)
			}
			script.DetectFrench(text)
			_, err := script.ParseFDX(strings.NewReader(text), script.Options{})
			require.Error(t, err)
		})
	}
}

// cues makes a screenplay with many roles, all different.
func cues(n int) string {
	var b strings.Builder
	b.WriteString("INT. A - DAY\n\n")
	for i := range n {
		b.WriteString("ROLE " + strings.Repeat("I", i%7) + string(rune('A'+i%26)) + strings.Repeat("X", i%11) + strings.Repeat("V", i/1000) + "\nHi.\n\n")
	}
	return b.String()
}
