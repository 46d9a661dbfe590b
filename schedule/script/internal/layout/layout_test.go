package layout_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// typed reads a page typed on a machine: ten letters an inch, a piece ends at three spaces. "\f" starts a page.
func typed(text string) []layout.Line {
	var out []layout.Line
	for p, page := range strings.Split(text, "\f") {
		blank := true
		for n, l := range strings.Split(strings.Trim(page, "\n"), "\n") {
			if strings.TrimSpace(l) == "" {
				blank = true
				continue
			}
			line := layout.Line{At: script.PageLine(p+1, n+1), Page: p + 1, Y: 72 + 12*float64(n), Blank: blank}
			at := 0
			for _, piece := range strings.Split(l, "   ") {
				lead := len(piece) - len(strings.TrimLeft(piece, " "))
				if t := strings.TrimSpace(piece); t != "" {
					x := layout.Width * float64(at+lead)
					line.Pieces = append(line.Pieces, layout.Piece{X: x, Right: x + layout.Width*float64(len([]rune(t))), Text: t})
				}
				at += len([]rune(piece)) + 3
			}
			out = append(out, line)
			blank = false
		}
	}
	return out
}

// shown prints the elements, one a line.
func shown(es []script.Element) string {
	var b strings.Builder
	for _, e := range es {
		fmt.Fprintf(&b, "%d %s", e.Line, e.Kind)
		if e.Number != "" {
			fmt.Fprintf(&b, " #%s#", e.Number)
		}
		if e.Dual != "" {
			fmt.Fprintf(&b, " %s", e.Dual)
		}
		if e.Scene != nil {
			fmt.Fprintf(&b, " %d/8", e.Scene.Eighths)
		}
		fmt.Fprintf(&b, ": %s\n", strings.ReplaceAll(e.Text, "\n", "⏎"))
	}
	return b.String()
}

const first = `
          INT. CUISINE - JOUR

          Marie entre et pose son sac sur la table de la cuisine où
          Paul attend.

                              MARIE
                         (bas)
                    Tu savais.

          AU FOND DU COULOIR

          Une porte bat.
`

func TestRead(t *testing.T) {
	got := layout.Read(typed(first), layout.Settings{French: true})
	assert.Equal(t, `1001 heading 2/8: INT. CUISINE - JOUR
1003 action: Marie entre et pose son sac sur la table de la cuisine où Paul attend.
1006 cue: MARIE
1007 parenthetical: (bas)
1008 dialogue: Tu savais.
1010 action: AU FOND DU COULOIR
1012 action: Une porte bat.
`, shown(got.Elements))
}

// kept sees that every word of the lines is in an element, in the title page, or quoted in the report.
func kept(t *testing.T, lines []layout.Line, got layout.Result) {
	t.Helper()
	var b strings.Builder
	for _, e := range got.TitlePage {
		b.WriteString(e.Value + " ")
	}
	for _, e := range got.Elements {
		b.WriteString(e.Number + " " + e.Text + " " + e.After + " ")
	}
	for _, i := range got.Issues {
		b.WriteString(i.Message + " ")
	}
	have := squeezed(b.String())
	for _, l := range lines {
		for _, p := range l.Pieces {
			for w := range strings.FieldsSeq(p.Text) {
				if w = squeezed(w); !strings.Contains(have, w) && !series(got, w) {
					t.Fatalf("%q of line %d is neither read nor named", w, l.At)
				}
			}
		}
	}
}

// squeezed takes off what joins and numbers may take off: spaces, hyphens, the signs around a scene number, the marks between a number and
// its heading.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) {
			return r
		}
		return -1
	}, s)
}

// series tells whether a number stands in a series of the report: « 2. » à « 118. ».
func series(got layout.Result, w string) bool {
	for _, i := range got.Issues {
		if strings.Contains(i.Message, "\u00a0» à «") && strings.TrimLeft(w, "0123456789") != w {
			return true
		}
	}
	return false
}
