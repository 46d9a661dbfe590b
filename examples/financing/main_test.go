package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/examples/internal/cli"
)

func invoke(out, errs *bytes.Buffer, args ...string) int {
	return cli.Run(context.Background(), program(), args, out, errs)
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
