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

	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/internal/testkit"
)

func invoke(out, errs *bytes.Buffer, args ...string) int {
	return cli.Run(context.Background(), program(), args, out, errs)
}

func TestRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "papiers")
	var out, errs bytes.Buffer
	require.Zero(t, invoke(&out, &errs, "-out", dir), errs.String())
	testkit.Golden(t, "summary.txt", out.String())

	for _, name := range []string{"charges.pdf", "charges.xlsx", "registre.pdf", "registre.xlsx", "emargement.pdf", "obligations.pdf", "paie.csv", "releves/dubois.pdf", "releves/dubois.xlsx",
		"releves/bosc.pdf", "contrats/dubois.pdf", "contrats/marchal.pdf", "contrats/stoll.pdf", "enfants/bosc.pdf", "heures.xlsx"} {
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
		require.NoError(t, err, name)
		assert.NotZero(t, info.Size(), name)
	}
	f, err := os.Open(filepath.Join(dir, "dpae-essai.xml"))
	require.NoError(t, err)
	defer f.Close()
	require.NoError(t, hiring.ValidateDPAE(f).Err())

	var input hiring.Input
	require.NoError(t, readJSON("", "hiring.json", &input))
	shared := out.String() + read(t, dir, "paie.csv")
	for _, p := range input.People {
		if !p.NIR.IsZero() {
			assert.NotContains(t, shared, p.NIR.Body())
		}
	}

	var same bytes.Buffer // the form, read again, gives the same pay
	require.Zero(t, invoke(&same, &errs, "-days", filepath.Join(dir, "heures.xlsx")), errs.String())
	assert.Equal(t, out.String(), same.String())

	again := filepath.Join(t.TempDir(), "papiers")
	require.Zero(t, invoke(&bytes.Buffer{}, &errs, "-out", again), errs.String())
	for _, name := range []string{"charges.pdf", "charges.xlsx", "registre.xlsx", "dpae-essai.xml", "paie.csv", "releves/marchal.xlsx", "contrats/marchal.pdf"} {
		assert.Equal(t, read(t, dir, name), read(t, again, name), "%s: same input, same bytes", name)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	require.NoError(t, err)
	return string(b)
}

func TestRunRefuses(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "days.json")
	require.NoError(t, os.WriteFile(bad, []byte(`[{"date":"2027-05-03","rdv":"25h"}`), 0o600))
	for name, args := range map[string][]string{"flag": {"-nope"}, "folder": {"-film", t.TempDir()}, "days": {"-days", bad}, "absent": {"-hiring", filepath.Join(t.TempDir(), "x.json")}} {
		var out, errs bytes.Buffer
		assert.Equal(t, 2, invoke(&out, &errs, args...), name)
		assert.Empty(t, strings.TrimSpace(out.String()), name)
	}
}
