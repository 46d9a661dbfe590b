package pdf_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

// A speech printed on the line of its name is one in a PDF too.
func TestSpeechesOnTheLineOfTheirName(t *testing.T) {
	sheets := typeset([]script.Element{{Kind: script.Heading, Text: "INT. GRANGE - NUIT", Number: "1"}, {Kind: script.Action, Text: "Du foin."},
		{Kind: script.Action, Text: "IRIS : Qui est là ?"}, {Kind: script.Action, Text: "LUC : Moi."}, {Kind: script.Action, Text: "IRIS (bas) : Entre."},
		{Kind: script.Action, Text: "Il entre."}}, style{numbers: "left"})
	var spoken []string
	for _, e := range parse(t, testkit.PressPlain.PDF(sheets)).Elements {
		if e.Kind == script.Cue || e.Kind == script.Dialogue {
			spoken = append(spoken, e.Name+e.Text)
		}
	}
	assert.Equal(t, []string{"IRISIRIS :", "Qui est là ?", "LUCLUC :", "Moi.", "IRISIRIS (bas) :", "Entre."}, spoken)
}
