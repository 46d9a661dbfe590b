package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/fr"
)

func invoke(out, errs *bytes.Buffer, args ...string) int {
	return cli.Run(context.Background(), program(), append([]string{"-moves", "2000"}, args...), out, errs)
}

func TestRun(t *testing.T) {
	var out, log bytes.Buffer
	dir := filepath.Join(t.TempDir(), "money")
	require.Zero(t, invoke(&out, &log, "-out", dir), log.String())
	for _, want := range []string{"Plan de financement", "Reste à trouver", "Crédit d'impôt cinéma", "Chaque étape suit celles dont elle se calcule", "Plan de trésorerie mensuel", "Point bas"} {
		assert.Contains(t, out.String(), want)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	assert.Len(t, files, 6)
	for _, f := range files {
		info, err := os.Stat(f)
		require.NoError(t, err)
		assert.Greater(t, info.Size(), int64(1000))
	}
}

// TestLose: a lost source widens the gap by its amount and shows beside the plan as it stands.
func TestLose(t *testing.T) {
	var out, log bytes.Buffer
	require.Zero(t, invoke(&out, &log, "-lose", "canal"), log.String())
	for _, want := range []string{"Plan actuel", "Sans Canal+", "Reste à trouver", "Trésorerie au plus bas", "Intensité"} {
		assert.Contains(t, out.String(), want)
	}
	assert.Equal(t, 2, invoke(&out, &log, "-lose", "personne"))
	assert.Contains(t, log.String(), "canal", "the message lists the sources of the plan")
}

// written runs the program in a folder and returns what it printed and the files it made.
func written(t *testing.T, args ...string) (printed string, files []string) {
	t.Helper()
	var out, log bytes.Buffer
	dir := filepath.Join(t.TempDir(), "papiers")
	require.Zero(t, invoke(&out, &log, append(args, "-out", dir)...), log.String())
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	for _, p := range paths {
		info, err := os.Stat(p)
		require.NoError(t, err)
		assert.Greater(t, info.Size(), int64(1000), p)
		files = append(files, filepath.Base(p))
	}
	return strings.ReplaceAll(strings.ReplaceAll(out.String(), "\u00a0", " "), "\u202f", " "), files
}

// The file for the bank, the aids, the support and the best montage are those of the library on the chain of the film.
func TestHeadlinesOfTheFilm(t *testing.T) {
	printed, files := written(t, "-bank", "-aids", "-support", "-mix", "exemple")
	assert.Equal(t, []string{"aides.pdf", "aides.xlsx", "dossier-de-banque.pdf", "dossier-de-banque.xlsx", "meilleur-montage.pdf", "meilleur-montage.xlsx",
		"soutien-automatique.pdf", "soutien-automatique.xlsx"}, files)
	f, err := film.Open(film.Sample())
	require.NoError(t, err)
	c, err := film.Run(context.Background(), f, film.Settings{Moves: 2000})
	require.NoError(t, err)
	bank, err := treasury.Bank(c.CashInput())
	require.NoError(t, err)
	assert.Contains(t, printed, spaced(fr.WholeEuros(bank.With.PeakNeed.Neg())), "the low point with the credit")
	assert.Contains(t, printed, spaced(fr.Number(c.Statement.Amount("S1"), 2)), "the support is that of the receipts")
	assert.Regexp(t, `Région Grand Est, long métrage +Région Grand Est +\[\?\] à compléter +oui`, printed)
	assert.Regexp(t, `Avance sur recettes avant réalisation +CNC +\[\?\] à compléter +oui`, printed)
	assert.NotRegexp(t, `Avance sur recettes après réalisation +CNC +exclue +oui`, printed)
	made, err := mixed(c, cli.Example)
	require.NoError(t, err)
	if best := made[0].What.(financing.MixResult); best.Found { // the plan of a short search may leave too large a gap
		assert.Contains(t, printed, "Options retenues : "+strings.Join(best.Best.Names, " ; "))
	} else {
		assert.Contains(t, printed, "Aucun montage ne respecte toutes les règles")
	}
}

func spaced(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\u00a0", " "), "\u202f", " ")
}

// The credits of other works need no film, and refuse by name.
func TestCreditsOfOtherWorks(t *testing.T) {
	printed, files := written(t, "-credits", "exemple")
	assert.Len(t, files, 6)
	for _, want := range []string{"375 000,00", "66 000,00", "720 000,00"} {
		assert.Contains(t, printed, want)
	}
	for text, want := range map[string]string{
		`{}`: "aucune œuvre",
		`{"audiovisual": {"x": {"genre": "fictoin", "minutes": 90, "date": "2026-11-16", "budget": "2700000", "eligible": "1500000"}}}`: "fictoin",
		`{"c2i": {"x": {"D1a": 1}}, "audiovisual": {}}`:          "c2i.x",
		`{"international": {"x": {"date": "2026-13-40"}}}`:       "2026-13-40",
		`{"international": {"x": {}}, "c2i": {"x": {"D1a": 9}}}`: "c2i.x",
		`{"audiovisuel": {}}`:                                    "audiovisual",
	} {
		name := filepath.Join(t.TempDir(), "faux.json")
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		var out, log bytes.Buffer
		assert.Equal(t, 2, invoke(&out, &log, "-credits", name), text)
		assert.Contains(t, log.String(), want, text)
		assert.Empty(t, out.String())
	}
}

func TestMixRefusesByName(t *testing.T) {
	name := filepath.Join(t.TempDir(), "choix.json")
	require.NoError(t, os.WriteFile(name, []byte(`{"choices": [{"name": "A", "options": [{"name": "B", "remove": ["personne"]}]}]}`), 0o600))
	var out, log bytes.Buffer
	assert.Equal(t, 2, invoke(&out, &log, "-mix", name))
	assert.Contains(t, log.String(), "personne")
}
