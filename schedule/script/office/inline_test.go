package office_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A text without styles may write each speech on the line of its name, in paragraphs or in the cells of a table.
func TestSpeechesOnTheLineOfTheirName(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"paragraphs": {p("", r("", "1. INT. GRANGE - NUIT")) + p("", r("", "Du foin.")) + p("", r("", "IRIS : Qui est là ?")) +
			p("", r("<w:b/>", "LUC :"), r("", " Moi.")) + p("", r("", "IRIS (bas) : Entre.")) + p("", r("", "Il entre.")),
			"heading #1#: INT. GRANGE - NUIT\naction: Du foin.\ncue: IRIS :\ndialogue: Qui est là ?\ncue: LUC :\ndialogue: Moi.\n" +
				"cue: IRIS (bas) :\ndialogue: Entre.\naction: Il entre.\n"},
		"a table of pictures and sounds": {p("", r("", "1. INT. GRANGE - NUIT")) + `<w:tbl><w:tr><w:tc>` + p("", r("", "Du foin.")) + `</w:tc><w:tc>` +
			p("", r("", "VOIX OFF : Il était une fois.")) + `</w:tc></w:tr></w:tbl>`,
			"heading #1#: INT. GRANGE - NUIT\naction: Du foin.\ncue: VOIX OFF :\ndialogue: Il était une fois.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := parse(t, word(t, c.body, nil))
			assert.Equal(t, c.want, listing(s))
			assert.Contains(t, said(s), "sur la même ligne")
		})
	}
}

// A cell that holds a name above words is a speech, in a table of any number of columns; a cell that holds a heading opens a scene.
func TestSpeechesInCells(t *testing.T) {
	cell := func(texts ...string) string {
		out := "<w:tc>"
		for _, text := range texts {
			out += p("", r("", text))
		}
		return out + "</w:tc>"
	}
	row := func(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
	for name, c := range map[string]struct{ body, want string }{
		"two columns": {row(cell("INT. GRANGE - NUIT", "Du foin."), cell("IRIS", "Qui est là ?")),
			"heading: INT. GRANGE - NUIT\naction: Du foin.\ncue: IRIS\ndialogue: Qui est là ?\n"},
		"pictures and sounds": {row(cell("INT. GRANGE - NUIT", "Du foin."), cell("Le vent.")), "heading: INT. GRANGE - NUIT\naction: Du foin.\naction: Le vent.\n"},
		"three columns": {row(cell("INT. GRANGE - NUIT"), cell("Du foin."), cell("IRIS", "(bas)", "Qui est là ?", "LUC", "Moi.")),
			"heading: INT. GRANGE - NUIT\naction: Du foin.\ncue: IRIS\nparenthetical: (bas)\ndialogue: Qui est là ?\ncue: LUC\ndialogue: Moi.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, listing(parse(t, word(t, "<w:tbl>"+c.body+"</w:tbl>", nil))))
		})
	}
}
