package office_test

import (
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
