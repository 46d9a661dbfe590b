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

func TestSampleDay(t *testing.T) {
	dir := t.TempDir()
	var out, messages bytes.Buffer
	require.Zero(t, cli.Run(context.Background(), program(), []string{"-day", "2", "-out", filepath.Join(dir, "feuille")}, &out, &messages), messages.String())
	assert.Contains(t, out.String(), "Feuille de service – jour 2 /")
	assert.Contains(t, out.String(), "Contrôles avant envoi")
	for _, pattern := range []string{"j02-feuille-de-service.pdf", "j02-feuille-de-service.xlsx", "j02-epreuve-interne.pdf", "j02-convocation-*.pdf", "j02-convocation-*.ics", "j02-sms-*.txt"} {
		found, err := filepath.Glob(filepath.Join(dir, "feuille", pattern))
		require.NoError(t, err)
		require.NotEmpty(t, found, pattern)
		info, err := os.Stat(found[0])
		require.NoError(t, err)
		assert.Positive(t, info.Size(), found[0])
	}
}

func TestRefusals(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "input.json")
	require.NoError(t, os.WriteFile(bad, []byte(`{"plann": {}}`), 0o644))
	empty := filepath.Join(t.TempDir(), "empty.json")
	require.NoError(t, os.WriteFile(empty, []byte(`{}`), 0o644))
	for _, args := range [][]string{{"-nope"}, {"-day", "900"}, {bad}, {empty}, {"absent.json"}} {
		var out, messages bytes.Buffer
		assert.Equal(t, 2, cli.Run(context.Background(), program(), args, &out, &messages), args)
		assert.NotEmpty(t, messages.String(), args)
	}
}
