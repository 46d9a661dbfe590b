package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	var out, log bytes.Buffer
	dir := t.TempDir()
	require.NoError(t, run([]string{"-out", dir}, &out, &log), log.String())
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
	require.NoError(t, run([]string{"-lose", "canal"}, &out, &log), log.String())
	for _, want := range []string{"Plan actuel", "Sans Canal+", "Reste à trouver", "Trésorerie au plus bas", "Intensité"} {
		assert.Contains(t, out.String(), want)
	}
	err := run([]string{"-lose", "personne"}, &out, &log)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "canal", "the message lists the sources of the plan")
}
