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

func TestSampleRelease(t *testing.T) {
	var out, messages bytes.Buffer
	dir := filepath.Join(t.TempDir(), "releve")
	require.Zero(t, cli.Run(context.Background(), program(), []string{"-out", dir}, &out, &messages), messages.String())
	assert.Contains(t, out.String(), "Recettes nettes part producteur")
	assert.Contains(t, out.String(), "Chronologie des médias")
	for _, name := range []string{"releve.pdf", "releve.xlsx"} {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.Greater(t, info.Size(), int64(1000))
	}
}

func TestRefusals(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "release.json")
	require.NoError(t, os.WriteFile(bad, []byte(`{"weeks": 3}`), 0o644))
	for _, args := range [][]string{{"-nope"}, {bad}, {"absent.json"}} {
		var out, messages bytes.Buffer
		assert.Equal(t, 2, cli.Run(context.Background(), program(), args, &out, &messages), args)
		assert.NotEmpty(t, messages.String(), args)
	}
}
