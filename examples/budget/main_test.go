package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/examples/internal/cli"
)

func invoke(out, errs *bytes.Buffer, args ...string) int {
	return cli.Run(context.Background(), program(), append([]string{"-moves", "2000"}, args...), out, errs)
}

// The devis of the sample film, one rate changed; then its own workbook, read back, gives the same devis.
func TestRun(t *testing.T) {
	var out, log bytes.Buffer
	dir := filepath.Join(t.TempDir(), "devis")
	require.Zero(t, invoke(&out, &log, "-out", dir), log.String())
	for _, want := range []string{"Le Dernier Bac", "Récapitulatif", "Total hors taxes", "Comparaison de devis", "Tarif", "Base du pourcentage", "à confirmer"} {
		assert.Contains(t, out.String(), want)
	}
	for _, name := range []string{"devis.pdf", "devis.xlsx", "devis-mmb.txt", "comparaison.pdf", "comparaison.xlsx", "carbone.csv"} {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.Greater(t, info.Size(), int64(100), name)
	}

	var again bytes.Buffer
	require.Zero(t, invoke(&again, &log, "-in", filepath.Join(dir, "devis.xlsx"), "-rate", "L167=2 400,00"), log.String())
	assert.Contains(t, again.String(), "le classeur et la bibliothèque donnent le même total")
	assert.Contains(t, again.String(), "Caméra")

	for name, args := range map[string][]string{
		"unknown flag": {"-zut"}, "no file": {"-in", filepath.Join(dir, "absent.xlsx")}, "no workbook": {"-in", filepath.Join(dir, "devis.pdf")}, "no folder": {"-film", filepath.Join(dir, "absent")}, "argument": {dir},
		"both": {"-in", filepath.Join(dir, "devis.xlsx"), "-film", dir}, "unknown line": {"-in", filepath.Join(dir, "devis.xlsx"), "-rate", "L999=1"},
		"no rate": {"-in", filepath.Join(dir, "devis.xlsx"), "-rate", "L167"}, "bomb": {"-in", filepath.Join(dir, "devis.xlsx"), "-rate", "L167=1e1000000000"},
	} {
		var out, errs bytes.Buffer
		assert.Equal(t, 2, invoke(&out, &errs, args...), name)
		assert.NotEmpty(t, errs.String(), name)
	}
}

// The devis on each other nomenclature keeps its total; the devis type of each kind has its lines and no price.
func TestGridsAndTemplates(t *testing.T) {
	var out, log bytes.Buffer
	require.Zero(t, invoke(&out, &log), log.String())
	total := regexp.MustCompile(`Total hors taxes +([\d\x{202f}]+,\d\d)`).FindStringSubmatch(out.String())
	require.NotNil(t, total)
	require.Len(t, others(), 4)
	for _, id := range others() {
		out.Reset()
		dir := filepath.Join(t.TempDir(), id)
		require.Zero(t, invoke(&out, &log, "-grid", id, "-out", dir), log.String())
		assert.Regexp(t, `(?m)^ *Total.* `+total[1], out.String(), id)
		assert.FileExists(t, filepath.Join(dir, "devis-"+id+".xlsx"))
	}
	for _, kind := range moteur.Kind("").Accepted() {
		out.Reset()
		code := invoke(&out, &log, "-template", kind)
		if _, _, err := budget.Template(moteur.Kind(kind), moteur.NewDate(2026, 12, 1)); err != nil {
			assert.Equal(t, 2, code, kind)
			continue
		}
		require.Zero(t, code, kind)
		assert.Contains(t, out.String(), "Devis type – "+moteur.Kind(kind).Label())
	}
	for want, args := range map[string][]string{
		`nomenclature "x" inconnue`:    {"-grid", "x"},
		`genre "film" inconnu`:         {"-template", "film"},
		"-template fait un devis vide": {"-template", "short", "-rate", "L1=2"},
		"sans -rate":                   {"-grid", "funder", "-rate", "L167=2"},
	} {
		log.Reset()
		assert.Equal(t, 2, invoke(&out, &log, args...), want)
		assert.Contains(t, log.String(), want)
	}
}
