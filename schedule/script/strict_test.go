package script_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

// Where the letter of Fountain 1.1 and the screenplay-tools programs part ways, and why. Elsewhere the strict reader gives their dumps too.
var strictDiffers = map[string]string{
	"Boneyards":     "a boneyard is taken out of the whole text first: the line it leaves is blank, and CUT TO: above it is a transition",
	"Character":     "a cue may start with a digit: 3CPO, 2E POLICIER",
	"Notes":         "a note that meets an empty line is no note, and never keeps a dialogue open",
	"Parenthetical": "two parentheticals may follow each other",
	"Sections":      "a heading needs a blank line after it, and CUT TO: opens no title page",
	"Tags":          "#tags are not in the standard",
}

func TestStrictReaderOnFountainToolsCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/fountain-suite/fountain-tools")
	for _, path := range testkit.Glob(t, dir, "*.fountain") {
		name := strings.TrimSuffix(filepath.Base(path), ".fountain")
		for _, form := range []string{"", "-Merged"} {
			want, err := os.ReadFile(filepath.Join(dir, name+form+".txt"))
			if err != nil || strings.HasPrefix(string(want), "<") {
				continue
			}
			t.Run(name, func(t *testing.T) {
				text := readCase(t, path)
				got := toolsDump(text, running(script.ParseText(text, script.Settings{}), text), nil, nil)
				if why, ok := strictDiffers[name]; ok {
					assert.NotEqual(t, string(want), got, "the difference is gone: %s", why)
					return
				}
				assert.Equal(t, string(want), got)
			})
		}
	}
}

// running joins paragraphs of action as their dumps do, gives centred text its spaces back and takes (CONT'D) off cues.
func running(s script.Script, text string) script.Script {
	lines := strings.Split(text, "\n")
	var out []script.Element
	end := 0 // last line of the element before
	for _, e := range s.Elements {
		n := e.Line + strings.Count(e.Text, "\n")
		switch e.Kind {
		case script.Action:
			if k := len(out) - 1; k >= 0 && out[k].Kind == script.Action {
				out[k].Text += strings.Repeat("\n", e.Line-end) + e.Text
				end = n
				continue
			}
		case script.Centred:
			e.Text = strings.Trim(strings.TrimSpace(lines[e.Line-1]), "<>")
		case script.Cue:
			e.Extension = strings.Trim(strings.ReplaceAll(strings.ReplaceAll(e.Extension, "CONT'D", ""), "CONT’D", ""), ", ")
		case script.Lyrics: // one element a line
			for i, l := range strings.Split(e.Text, "\n") {
				out = append(out, script.Element{Kind: e.Kind, Text: l, Line: e.Line + i})
			}
			end = n
			continue
		}
		out = append(out, e)
		end = n
	}
	s.Elements = out
	return s
}
