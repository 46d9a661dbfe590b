package layout_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// at makes a line of pieces: a left edge, then a text, and so on.
func at(no int, y float64, blank bool, pieces ...any) layout.Line {
	l := layout.Line{At: script.PageLine(1, no), Page: 1, Y: y, Blank: blank}
	for i := 0; i < len(pieces); i += 2 {
		x, text := float64(pieces[i].(int)), pieces[i+1].(string)
		l.Pieces = append(l.Pieces, layout.Piece{X: x, Right: x + layout.Width*float64(len([]rune(text))), Text: text})
	}
	return l
}

// Revision marks in either margin, and numbers that touch what stands beside them, leave the headings and the speeches as they are.
func TestMargins(t *testing.T) {
	lines := []layout.Line{
		at(1, 72, true, 60, "7", 108, "INT. FORGE - JOUR", 540, "7*"),
		at(2, 96, true, 108, "Le soufflet ronfle."),
		at(3, 120, true, 40, "*", 252, "RENÉ"),
		at(4, 132, false, 40, "* (bas)", 180, "Tiens-la bien."),
		at(5, 156, true, 40, "*", 60, "8", 108, "EXT. COUR - NUIT", 540, "8.", 560, "**"),
		at(6, 180, true, 252, "RENÉ"),
		at(7, 192, false, 180, "Encore."),
		at(8, 216, true, 60, "9", 108, "INT. GRANDE SALLE DU CHÂTEAU DES COMTES DE LA TOUR ET DU VIVIER 9"),
		at(9, 228, false, 108, "D'EN HAUT - SOIR"),
		at(10, 252, true, 60, "10", 108, "INT. CHAMBRE 10", 540, "10"),
	}
	lines[7].Pieces[1].Right = 540 + layout.Width
	got := layout.Read(lines, layout.Settings{French: true})
	text := shown(got.Elements)
	for _, want := range []string{"#7# 1/8: INT. FORGE - JOUR\n", "#8# 1/8: EXT. COUR - NUIT\n", "cue: RENÉ\n", "dialogue: Encore.\n",
		"#9# 1/8: INT. GRANDE SALLE DU CHÂTEAU DES COMTES DE LA TOUR ET DU VIVIER D'EN HAUT - SOIR\n", "#10# 1/8: INT. CHAMBRE 10\n"} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "*")
	kept(t, lines, got)
}

// What says that a scene or a speech goes on over the page is put aside, under a running head too.
func TestGoesOn(t *testing.T) {
	const body = "          Le soufflet ronfle et la pluie tombe sur le toit.\n\n" +
		"                              RENÉ\n                    Tiens-la.\n"
	for name, page := range map[string]string{
		"numbers": "14        SUITE :                                      14\n\n" + body,
		"under a head": "                    FORGE - V3                         2.\n\n" +
			"14        SUITE :                                      14\n\n" + body,
		"(PLUS)":        body + "                              (PLUS)\n",
		"(suite page…)": body + "                    (suite page suivante)\n",
		"à la page":     body + "\n                    (SUITE À LA PAGE SUIVANTE)\n",
	} {
		t.Run(name, func(t *testing.T) {
			lines := typed("14        INT. FORGE - JOUR                            14\n\n" + body + "\f" + page)
			got := layout.Read(lines, layout.Settings{French: true})
			text := shown(got.Elements)
			assert.NotRegexp(t, "(?i)suite|plus", text)
			assert.NotContains(t, text, "parenthetical")
			kept(t, lines, got)
		})
	}
}
