package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/examples/internal/cli"
)

func invoke(args ...string) (out, messages string, code int) {
	var stdout, stderr bytes.Buffer
	code = cli.Run(context.Background(), program(), append([]string{"-moves", "2000"}, args...), &stdout, &stderr)
	return stdout.String(), stderr.String(), code
}

func TestSampleFilm(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cnc")
	out, messages, code := invoke("-out", dir)
	require.Zero(t, code, messages)
	for _, want := range []string{"Agrément des investissements", "Agrément de production", "bloque, au plus tard le", "pièces à réunir, au plus tard le"} {
		assert.Contains(t, out, want)
	}
	zips, err := filepath.Glob(filepath.Join(dir, "*.zip"))
	require.NoError(t, err)
	require.Len(t, zips, 2)
	for _, name := range zips {
		z, err := zip.OpenReader(name)
		require.NoError(t, err)
		folder := strings.TrimSuffix(filepath.Base(name), ".zip")
		r, err := z.Open(folder + "/manifeste.json")
		require.NoError(t, err)
		var m cnc.Manifest
		require.NoError(t, json.NewDecoder(r).Decode(&m))
		assert.NotEmpty(t, m.Files)
		assert.NotEmpty(t, m.Missing)
		assert.False(t, m.Due.IsZero())
		for _, f := range m.Files {
			r, err := z.Open(folder + "/" + f.File)
			require.NoError(t, err)
			n, err := io.Copy(io.Discard, r)
			require.NoError(t, err)
			assert.Equal(t, f.Size, n)
		}
		require.NoError(t, z.Close())
	}
	for _, name := range []string{"eligibilite.pdf", "echeances.ics", "points.xlsx", "presentation.pdf", "valeur-des-points.pdf"} {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err, name)
		assert.Positive(t, info.Size(), name)
	}
}

func TestWrongInput(t *testing.T) {
	for name, args := range map[string][]string{"no folder": {"-film", "absent"}, "bad date": {"-on", "hier"}, "unknown flag": {"-x"}, "argument": {"x"}} {
		out := filepath.Join(t.TempDir(), "out")
		_, messages, code := invoke(append([]string{"-out", out}, args...)...)
		assert.Equal(t, 2, code, name)
		assert.NotEmpty(t, messages, name)
		_, err := os.Stat(out)
		assert.ErrorIs(t, err, os.ErrNotExist, name)
	}
}

// The advice is the cheapest of the choices that reach the goal, and who must be trained is told, in print, on paper and in JSON.
func TestAdviceAndTraining(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "conseil")
	out, messages, code := invoke("-advise", "exemple", "-training", "-json", "-out", dir)
	require.Zero(t, code, messages)
	var got struct {
		Advice   points.Advice
		Training []cnc.Trainee
	}
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	var taken []string
	for _, c := range got.Advice.Choices {
		taken = append(taken, c.ID)
	}
	assert.Equal(t, []string{"equipe-decor", "regie"}, taken)
	assert.Equal(t, "1500", got.Advice.Cost.String())
	assert.True(t, got.Advice.Reached)
	assert.GreaterOrEqual(t, len(got.Training), 5)
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	assert.Len(t, files, 4)
	for text, want := range map[string]string{
		`{"goal": {"points": "64"}, "choices": [{"id": "a", "label": "a", "engage": [{"job": "Chef constructeur", "nationality": "FR"}]}]}`: `choices[0].engage[0] : poste "Chef constructeur" inconnu du devis ; valeurs acceptées les plus proches : Chef constructeur cinéma`,
		`{"goal": {"points": "64"}, "choices": [{"id": "a", "label": "a", "engage": [{"role": "Loulou", "nationality": "FR"}]}]}`:           `rôle "Loulou" inconnu du film`,
		`{"goal": {"points": "64"}, "choices": [{"id": "a", "label": "a", "engage": [{"role": "Lou", "nationality": "France"}]}]}`:          "France",
		`{"gaol": {}}`: "goal",
	} {
		name := filepath.Join(t.TempDir(), "choix.json")
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		_, messages, code := invoke("-advise", name)
		assert.Equal(t, 2, code, text)
		assert.Contains(t, messages, want)
	}
}
