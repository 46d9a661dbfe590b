package film_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/film"
)

// What is found alike in several documents is told once, under all their names; nothing is lost.
func TestControls(t *testing.T) {
	var c film.Chain
	for _, sheet := range []string{"J1", "J3", "J4", "J5", "J9"} {
		c.Report.Warnf("feuille de service "+sheet+".contacts", "t2.delegates", "Aucun délégué.")
	}
	c.Report.Warnf("feuille de service J4.crew", "t2.snack", "Casse-croûte dû.")
	c.Report.Errorf("plan de financement.resources", "financing/over-financed", "Trop.")
	c.Report.Notef("points.crew", "points/person", "Inconnue.")
	c.Report.Notef("devis.lines", "budget/unit", "Sans unité.")
	groups := c.Controls().Groups
	got := map[string][]string{}
	for _, g := range groups {
		for _, i := range g.Issues {
			got[g.Document] = append(got[g.Document], i.Path+" : "+i.Message)
		}
	}
	assert.Equal(t, map[string][]string{
		"Plan de financement":                 {"resources : Trop."},
		"Feuilles de service J1, J3 à J5, J9": {"contacts : Aucun délégué."},
		"Feuille de service J4":               {"crew : Casse-croûte dû."},
		"Points":                              {"crew : Inconnue."},
		"Devis":                               {"lines : Sans unité."},
	}, got)
	assert.Equal(t, moteur.Error, groups[0].Severity, "errors come first")
	assert.Equal(t, moteur.Notice, groups[len(groups)-1].Severity)
}
