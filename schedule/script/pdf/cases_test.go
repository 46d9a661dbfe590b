package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/pdf"
)

// twinOf reads the screenplay that a PDF of the shared cases was made from: the Fountain of the same name, else the FDX.
func twinOf(t *testing.T, file string) script.Script {
	t.Helper()
	base := strings.TrimSuffix(file, ".pdf")
	if f, err := os.Open(base + ".fountain"); err == nil {
		defer f.Close()
		s, err := script.Parse(f, script.Settings{})
		require.NoError(t, err)
		return s
	}
	f, err := os.Open(filepath.Join(filepath.Dir(filepath.Dir(file)), "fdx", filepath.Base(base)+".fdx"))
	require.NoError(t, err, "%s has no twin", file)
	defer f.Close()
	s, err := script.ParseFDX(f, script.Settings{})
	require.NoError(t, err)
	return s
}

// Each PDF of the shared cases gives the scenes, the roles and the words of its twin; a heading that nothing on paper tells from a
// description is listed as a possible one.
func TestTwinCases(t *testing.T) {
	for _, file := range testkit.Glob(t, testkit.Cases(t, "scripts/pdf"), "*.pdf") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			twin := twinOf(t, file)
			got, err := pdf.Parse(bytes.NewReader(readFile(t, file)), script.Settings{Name: "film.pdf"})
			require.NoError(t, err)
			var report strings.Builder
			for _, i := range got.Issues {
				report.WriteString(i.Path + " " + i.Message + "\n")
			}
			var scenes []string
			for _, e := range twin.Elements {
				heading := e.Kind == script.Heading
				if heading && e.Forced && script.KindOf(e.Text, false) != script.Heading && e.Number == "" {
					assert.Contains(t, report.String(), "Intitulé possible : «\u00a0"+e.Text)
				} else if heading {
					scenes = append(scenes, script.Plain(e.Text)+" #"+e.Number)
				}
			}
			var read []string
			for _, e := range got.Elements {
				if e.Kind == script.Heading {
					read = append(read, e.Text+" #"+e.Number)
					require.NotNil(t, e.Scene)
					assert.Positive(t, e.Scene.Eighths)
				}
			}
			assert.Equal(t, scenes, read)
			assert.Equal(t, speeches(twin), speeches(got))
			printedWords, words := bagOf(got), bagOf(twin)
			for w, n := range words {
				if latin(w) {
					assert.Equal(t, n, printedWords[w], "%q", w)
				}
			}
			for w := range printedWords {
				assert.Contains(t, words, w)
			}
		})
	}
}

// speeches counts the speeches of each role.
func speeches(s script.Script) map[string]int {
	out := map[string]int{}
	for _, e := range s.Elements {
		if e.Kind == script.Cue {
			out[e.Name]++
		}
	}
	return out
}

// bagOf counts the words on the title page and in what is printed.
func bagOf(s script.Script) map[string]int {
	out := map[string]int{}
	add := func(text string) {
		for w := range strings.FieldsSeq(script.Plain(text)) {
			out[w]++
		}
	}
	for _, e := range s.TitlePage {
		add(e.Value)
	}
	for _, e := range s.Elements {
		if e.PrintedLines() > 0 {
			add(e.Text)
		}
	}
	return out
}

// latin tells whether the fonts of the cases hold the letters of a word.
func latin(w string) bool {
	for _, r := range w {
		if r > unicode.MaxLatin1 && unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// The long screenplays of the shared cases, printed in the common layout, give their elements back: what no page tells apart (a forced
// heading, a description in capitals above another line) is what remains.
func TestLongCases(t *testing.T) {
	for _, file := range testkit.Glob(t, testkit.Cases(t, "scripts/full"), "*.fountain") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text := string(readFile(t, file))
			twin := script.ParseText(text, script.Settings{French: script.DetectFrench(text).French})
			sheets := typeset(twin.Elements, style{numbers: "both", more: true})
			got := parse(t, testkit.PressPlain.PDF(sheets))
			nothingLost(t, sheets, got)
			want, read := printed(twin.Elements), printed(got.Elements)
			have := map[string]int{}
			for _, e := range read {
				have[e]++
			}
			missed := 0
			for _, e := range want {
				if have[e]--; have[e] < 0 {
					missed++
					t.Logf("read otherwise: %s", e)
				}
			}
			assert.Less(t, 100*missed, len(want), "more than one element in a hundred reads otherwise")
		})
	}
}
