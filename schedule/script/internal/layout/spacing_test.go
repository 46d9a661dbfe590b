package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// paragraphs is a screenplay whose elements are told: h heading, a action, c cue, p parenthetical, d dialogue.
const paragraphs = `h INT. PHARE - NUIT
a La lampe tourne. Le gardien descend les marches une par une et s'arrête au palier.
c YVON
d Qui a laissé la porte ouverte ?
c SOIZIC
p (du haut)
d C'est le vent, il a forcé le loquet cette nuit encore.
a Yvon hausse les épaules.
h EXT. JETÉE - JOUR
a Des casiers sèchent.
c SOIZIC (OFF)
d Tu viens ?
c YVON
d NON !
a Il tourne les talons.
h INT. PHARE - CUISINE - SOIR
c MAËL
p (petit)
d J'ai faim.
c YVON
d Il reste du pain.
a Mael sort.
`

// laid sets each paragraph where its kind stands, and tells the blanks.
func laid(left map[string]float64, centred, hard bool, blank func(i int, above, kind string) bool) (lines []layout.Line, want string) {
	var b strings.Builder
	above := ""
	for i, l := range strings.Split(strings.TrimSpace(paragraphs), "\n") {
		kind, text, _ := strings.Cut(l, " ")
		x, width := left[kind], layout.Width*float64(len([]rune(text)))
		if centred && strings.Contains("cpd", kind) {
			x = 216 - width/2
		}
		lines = append(lines, layout.Line{At: i + 1, Hard: hard, Blank: blank(i, above, kind),
			Pieces: []layout.Piece{{X: x, Right: x + width, Text: text}}})
		name := map[string]script.Kind{"h": script.Heading, "a": script.Action, "c": script.Cue, "p": script.Parenthetical,
			"d": script.Dialogue}[kind]
		fmt.Fprintf(&b, "%d %s: %s\n", i+1, name, text)
		above = kind
	}
	return lines, b.String()
}

// However the writer spaces paragraphs, the columns, the capitals and what follows tell the roles.
func TestSpacings(t *testing.T) {
	indents := map[string]float64{"c": 158, "p": 115, "d": 72}
	level := map[string]float64{"c": 90, "p": 90, "d": 90}
	for name, c := range map[string]struct {
		left    map[string]float64
		centred bool
	}{
		"indents":      {indents, false},
		"level":        {level, false},
		"flat":         {nil, false},
		"all centred":  {nil, true},
		"names nearer": {map[string]float64{"c": 40, "p": 100, "d": 100}, false},
	} {
		for spacing, blank := range map[string]func(i int, above, kind string) bool{
			"as printed": func(_ int, above, kind string) bool {
				return strings.Contains("hac", kind) || above == "h" || above == "d"
			},
			"all":                   func(int, string, string) bool { return true },
			"none":                  func(int, string, string) bool { return false },
			"headings":              func(_ int, _, kind string) bool { return kind == "h" },
			"around headings":       func(_ int, above, kind string) bool { return kind == "h" || above == "h" },
			"one":                   func(i int, _, _ string) bool { return i == 9 },
			"two, one under a name": func(i int, _, _ string) bool { return i == 3 || i == 12 },
			"under names":           func(_ int, above, _ string) bool { return above == "c" },
		} {
			t.Run(name+", "+spacing, func(t *testing.T) {
				lines, want := laid(c.left, c.centred, true, blank)
				got := layout.Read(lines, layout.Settings{French: true})
				assert.Equal(t, want, shown(got.Elements))
				kept(t, lines, got)
			})
		}
	}
}

// On one margin a name that is said once, without a bracket, is as well a title: it is told. So is the name of a role that has no words.
func TestPossibleNames(t *testing.T) {
	lines := func(texts ...string) (out []layout.Line) {
		for i, text := range texts {
			out = append(out, layout.Line{At: i + 1, Hard: true, Blank: true,
				Pieces: []layout.Piece{{X: 0, Right: layout.Width * float64(len(text)), Text: text}}})
		}
		return out
	}
	got := layout.Read(lines("INT. BAC - JOUR", "LUCAS", "Salut.", "NINA", "Salut.", "LUCAS", "Alors ?", "NINA", "Rien.",
		"LE PASSEUR", "On part."),
		layout.Settings{French: true})
	assert.Contains(t, shown(got.Elements), "2 cue: LUCAS\n3 dialogue: Salut.\n4 cue: NINA\n5 dialogue: Salut.\n")
	said := ""
	for _, i := range got.Issues {
		said += i.Rule + " " + i.Path + " " + i.Message + "\n"
	}
	assert.Contains(t, said, "script/almost-cue ligne 10 Nom de qui parle possible")
	assert.Contains(t, said, "script/spacing")
	got = layout.Read(lines("INT. BAC - JOUR", "LE RETOUR", "Un quai.", "LA NUIT D'AVANT", "Une rue.", "LE DÉPART", "Un bac."),
		layout.Settings{French: true})
	assert.NotContains(t, shown(got.Elements), "cue", "titles in capitals that never come back")
}

// Two names side by side speak at once, with a blank under them too; a name at the foot of a page speaks at the top of the next.
func TestSpacingsOverColumnsAndPages(t *testing.T) {
	got := layout.Read(typed(`
          INT. BAC - JOUR

          Le bac accoste sous la pluie.

                              LUCAS

                    On descend.

                              NINA

                    Attends.

                    LUCAS                    NINA

                    Non.                     Si.

          Ils attendent.

                              NINA
`+"\f"+`
                    Voilà.

                              LUCAS

                    Pas trop tôt.
`), layout.Settings{French: true})
	assert.Equal(t, `1001 heading 9/8: INT. BAC - JOUR
1003 action: Le bac accoste sous la pluie.
1005 cue: LUCAS
1007 dialogue: On descend.
1009 cue: NINA
1011 dialogue: Attends.
1013 cue left: LUCAS
1015 dialogue: Non.
1013 cue right: NINA
1015 dialogue: Si.
1017 action: Ils attendent.
1019 cue: NINA
2001 dialogue: Voilà.
2003 cue: LUCAS
2005 dialogue: Pas trop tôt.
`, shown(got.Elements))
}
