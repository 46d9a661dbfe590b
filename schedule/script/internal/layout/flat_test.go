package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

const flatPage = `h INT. PHARE - NUIT
a La lampe tourne lentement au-dessus de la mer. Le gardien descend les marches une par une et s'arrête au palier.
c YVON
d Qui a laissé la porte ouverte cette nuit encore ? Je l'avais pourtant fermée avant de monter, j'en suis certain.
a Il referme la porte d'un coup d'épaule.
c SOIZIC
p (du haut)
d C'est le vent, il a forcé le loquet.
a Yvon hausse les épaules. Il remonte les marches, la lanterne à la main, et disparaît dans la fumée du poêle.
h EXT. JETÉE - JOUR
a Des casiers sèchent.
c SOIZIC (OFF)
d Tu viens ?
a Yvon ne bouge pas.
c YVON
d Non.
a Il tourne les talons et s'éloigne vers le bourg sans se retourner, le col relevé.
c SOIZIC
d Attends !
c YVON
d Quoi encore ? Tu ne vois pas que la marée monte et que le bateau n'attendra pas ? Viens.
a Soizic court vers lui.
`

// wrapped breaks a text at spaces, in a column of width letters.
func wrapped(text string, width int) []string {
	words := strings.Fields(text)
	out := words[:1:1]
	for _, w := range words[1:] {
		if last := &out[len(out)-1]; len([]rune(*last))+1+len([]rune(w)) <= width {
			*last += " " + w
		} else {
			out = append(out, w)
		}
	}
	return out
}

// flat prints paragraphs on one margin, without blanks, lines to a page; what is said keeps to a column of said letters.
func flat(text string, said, lines int) (rows []layout.Line, want string) {
	names := map[string]script.Kind{"h": script.Heading, "a": script.Action, "c": script.Cue, "p": script.Parenthetical, "d": script.Dialogue}
	var b strings.Builder
	for _, p := range strings.Split(strings.TrimSpace(text), "\n") {
		kind, words, _ := strings.Cut(p, " ")
		fmt.Fprintf(&b, "%s: %s\n", names[kind], words)
		width := 60
		if kind == "d" {
			width = said
		}
		for _, l := range wrapped(words, width) {
			n := len(rows)
			rows = append(rows, layout.Line{At: script.PageLine(n/lines+1, n%lines+1), Page: n/lines + 1, Y: 72 + 12*float64(n%lines),
				Pieces: []layout.Piece{{X: 108, Right: 108 + layout.Width*float64(len([]rune(l))), Text: l}}})
		}
	}
	return rows, b.String()
}

// Where all stands on one margin without a blank, a speech ends with its paragraph: a line that the next word would have filled, or one that
// its column does not hold. It goes on over a page in the middle of a sentence.
func TestOneMarginWithoutBlanks(t *testing.T) {
	for _, said := range []int{60, 35} {
		for _, page := range []int{200, 14, 9, 5} {
			rows, want := flat(flatPage, said, page)
			got := layout.Read(rows, layout.Settings{French: true})
			var b strings.Builder
			for _, e := range got.Elements {
				fmt.Fprintf(&b, "%s: %s\n", e.Kind, e.Text)
			}
			assert.Equal(t, want, b.String(), "%d letters, %d lines", said, page)
		}
	}
}

// Where a line is full at the end of a sentence nothing tells whether the speech goes on: it is named.
func TestOneMarginDoubts(t *testing.T) {
	rows, _ := flat("h INT. PHARE - NUIT\nc YVON\nd Qui a laissé la porte ouverte cette nuit encore une fois ?!\na Incroyable ! La lampe tourne lentement au-dessus de la mer.\n"+
		"c ANNA\nd Moi.\nc YVON\nd Toi.\nc ANNA\nd Oui.\n", 60, 200)
	got := layout.Read(rows, layout.Settings{French: true})
	said := ""
	for _, i := range got.Issues {
		if i.Rule == "script/spacing" && i.Severity.String() == "warning" {
			said += i.Message
		}
	}
	require.Contains(t, said, "Incroyable ! La lampe tourne lentement")
}

// A centred word stays centred in a text whose lines are all short.
func TestCentredInShortText(t *testing.T) {
	at := func(n int, x float64, text string) layout.Line {
		return layout.Line{At: script.PageLine(1, n), Page: 1, Y: 72 + 12*float64(n), Blank: true,
			Pieces: []layout.Piece{{X: x, Right: x + layout.Width*float64(len(text)), Text: text}}}
	}
	centre := 108 + 61*layout.Width/2
	got := layout.Read([]layout.Line{at(1, 108, "INT. CAVE - NUIT"), at(3, 108, "Il dort."), at(5, centre-1.5*layout.Width, "FIN"),
		at(7, 430, "FONDU AU NOIR.")}, layout.Settings{French: true})
	require.Len(t, got.Elements, 4)
	assert.Equal(t, script.Centred, got.Elements[2].Kind)
	assert.Equal(t, script.Transition, got.Elements[3].Kind)
}
