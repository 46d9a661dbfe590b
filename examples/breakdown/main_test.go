package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const film = "Title: Essai\n\nINT. CAFÉ - JOUR\n\nMarie pose un couteau.\n\nMARIE\nBonjour.\n\nEXT. PLAGE - NUIT\n\nUn chien court.\n"

func write1(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	path := write1(t, "film.fountain", film)
	xlsx, pdf, uss, csv := filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.uss"), filepath.Join(dir, "a.csv")
	var out, errs bytes.Buffer
	require.Zero(t, run([]string{"-xlsx", xlsx, "-pdf", pdf, "-uss", uss, "-csv", csv, "-date", "2026-03-02", path}, &out, &errs), errs.String())
	var got struct {
		Scenes []struct {
			Number, Heading, Place, Set, Light string
			Eighths                            int
			Roles                              []string
		}
		Roles  []struct{ ID string }
		Issues []any
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	require.Len(t, got.Scenes, 2)
	assert.Equal(t, "CAFÉ", got.Scenes[0].Set)
	assert.Equal(t, "night", got.Scenes[1].Light)
	assert.Equal(t, []string{"MARIE"}, got.Scenes[0].Roles)
	assert.NotNil(t, got.Issues)
	for _, again := range []string{xlsx, uss, csv} { // every file written is read
		out.Reset()
		require.Zero(t, run([]string{again}, &out, &errs), errs.String())
		require.NoError(t, json.Unmarshal(out.Bytes(), &got))
		assert.Len(t, got.Scenes, 2, again)
	}
	errs.Reset()
	require.Zero(t, run([]string{"-update", xlsx, path}, &out, &errs))
	assert.Contains(t, errs.String(), "2\u00a0inchangées")
}

func TestRunSettings(t *testing.T) {
	var out, errs bytes.Buffer
	table := write1(t, "plan.csv", "A;B;C\n7;GARE;nuit\n")
	mapping := write1(t, "m.json", `{"number":"a","set":"b","light":"c"}`)
	require.Zero(t, run([]string{"-mapping", mapping, table}, &out, &errs), errs.String())
	assert.Contains(t, out.String(), `"set": "GARE"`)
	out.Reset()
	words := write1(t, "w.json", `[{"category":"props","terms":["casier à homards"]}]`)
	text := write1(t, "f.fountain", "EXT. PORT - JOUR\n\nDes casiers à homards sèchent dans la cour, et le chien dort.\n")
	reading := filepath.Join(t.TempDir(), "r.pdf")
	require.Zero(t, run([]string{"-lexicon", words, "-reading", reading, text}, &out, &errs), errs.String())
	assert.Contains(t, out.String(), "casiers à homards")
	assert.Contains(t, out.String(), "chien")
	assert.FileExists(t, reading)
	assert.Equal(t, 2, run([]string{"-lexicon", text, text}, &out, &errs))
}

func TestRunRefuses(t *testing.T) {
	for name, args := range map[string][]string{
		"no file": nil, "absent": {"absent.fountain"}, "unknown option": {"-no", "x"}, "bad xml": {write1(t, "a.fdx", "<FinalDraft>")},
		"bad uss": {write1(t, "a.uss", "{")}, "bad csv": {write1(t, "a.csv", "x;y\n1;2\n")}, "bad date": {"-date", "hier", write1(t, "a.fountain", film)}, "a PDF": {write1(t, "a.bin", "%PDF-1.4")},
		"bad workbook": {write1(t, "a.xlsx", "x")}, "nowhere to write": {"-pdf", "/nowhere/a.pdf", write1(t, "a.fountain", film)},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Equal(t, 2, run(args, &out, &errs))
			assert.NotEmpty(t, errs.String())
			assert.Empty(t, out.String())
		})
	}
}
