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
	"github.com/moteur-film/moteur/examples/internal/cli"
)

func invoke(args ...string) (out, messages string, code int) {
	var stdout, stderr bytes.Buffer
	code = cli.Run(context.Background(), program(), args, &stdout, &stderr)
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
