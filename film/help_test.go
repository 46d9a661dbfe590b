package film_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/film"
)

func help(t *testing.T, key string) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, film.WriteHelp(&b, key))
	return b.String()
}

// The help of a key prints its closed list, or that of the table its values come from.
func TestHelp(t *testing.T) {
	for key, words := range map[string][]string{
		"status": {"budget.lines[].status", "salarie (salarié)", "etranger"}, "financing.resources.kind": {"preachat_tv", "sofica"},
		"profile": {"technicien_cadre", "complement"}, "film.kind": {"feature (long métrage de fiction)"},
		"from": {"plan:shoot_days (jours de tournage)", "plan:role:ID"}, "account": {"1211 (", "9111 ("}, "unit": {"meal (repas)", "week (semaine)"},
		"job": {"Directeur de la photographie cinéma", "1er assistant réalisateur cinéma"}, "grid": {"cnc-2018", "none"}, "suppliers": {"71 ("},
		"number": {"absente, elle vaut 1"}, "clés": {"shoot.scenes.*.light", "release.weeks[].admissions"},
	} {
		for _, w := range words {
			assert.Contains(t, help(t, key), w, key)
		}
	}
	err := film.WriteHelp(&strings.Builder{}, "statut")
	require.Error(t, err)
	assert.Contains(t, err.Error(), "status")
}

// The figures of the help are those of the sample film's plan, identifiers apart.
func TestHelpListsAllFigures(t *testing.T) {
	folder, err := film.Open(film.Sample())
	require.NoError(t, err)
	c, err := film.Run(context.Background(), folder, film.Settings{Moves: 1})
	require.NoError(t, err)
	printed := help(t, "from")
	single := regexp.MustCompile(`^plan:[a-z_]+$`)
	for name := range c.Figures {
		word := name + " ("
		if !single.MatchString(name) {
			word = name[:strings.LastIndexByte(name, ':')] + ":"
			if strings.HasPrefix(name, "plan:extras:") {
				word = "plan:extras:SORTE"
			}
		}
		assert.Contains(t, printed, word, name)
	}
}
