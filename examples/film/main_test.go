package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/testkit"
)

// invoke runs the program and returns its output, its messages and its exit code.
func invoke(args ...string) (out, messages string, code int) {
	var stdout, stderr bytes.Buffer
	code = cli.Run(context.Background(), program(), args, &stdout, &stderr)
	return stdout.String(), stderr.String(), code
}

// made is the dossier of the sample film, made once for all the tests.
type made struct {
	dir, out, messages string
	code               int
	files              map[string][]byte
}

var build = sync.OnceValue(func() made {
	dir, err := os.MkdirTemp("", "moteur-film-")
	if err != nil {
		return made{messages: err.Error(), code: -1}
	}
	m := made{dir: filepath.Join(dir, "dossier")}
	m.out, m.messages, m.code = invoke("-out", m.dir)
	m.files = read(m.dir)
	return m
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir := build().dir; dir != "" {
		os.RemoveAll(filepath.Dir(dir))
	}
	os.Exit(code)
}

func sampleDossier(t *testing.T) made {
	t.Helper()
	m := build()
	require.Zero(t, m.code, m.messages)
	return m
}

func read(dir string) map[string][]byte {
	files := map[string][]byte{}
	_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			files[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	return files
}

func ending(m made, suffix string) map[string][]byte {
	out := map[string][]byte{}
	for name, b := range m.files {
		if strings.HasSuffix(name, suffix) {
			out[name] = b
		}
	}
	return out
}

func TestSampleFilm(t *testing.T) {
	m := sampleDossier(t)
	for _, want := range []string{"66", "Tournage", "Devis", "Reste à trouver", "Trésorerie au plus bas", "Points", "Ce qui bloque l'agrément"} {
		assert.Contains(t, m.out, want)
	}
	assert.Contains(t, m.messages, "Plan de travail", "progress is told in plain lines when the output is not a terminal")
	assert.Greater(t, len(m.files), 40)
}

// The same folder gives the same bytes.
func TestSameBytes(t *testing.T) {
	m := sampleDossier(t)
	again := filepath.Join(t.TempDir(), "dossier")
	out, messages, code := invoke("-out", again)
	require.Zero(t, code, messages)
	assert.Equal(t, strings.ReplaceAll(m.out, m.dir, ""), strings.ReplaceAll(out, again, ""))
	files := read(again)
	require.Len(t, files, len(m.files))
	for name, b := range m.files {
		assert.True(t, bytes.Equal(b, files[name]), "%s differs between two runs", name)
	}
}

func TestPDFs(t *testing.T) {
	qpdf := testkit.Tool(t, "qpdf")
	text := testkit.Tool(t, "pdftotext")
	m := sampleDossier(t)
	for name := range ending(m, ".pdf") {
		path := filepath.Join(m.dir, filepath.FromSlash(name))
		out, err := exec.Command(qpdf, "--check", path).CombinedOutput()
		require.NoError(t, err, "%s: %s", name, out)
		words, err := exec.Command(text, "-layout", path, "-").Output()
		require.NoError(t, err, name)
		assert.NotContains(t, string(words), "\uFFFD", name)
		assert.Contains(t, string(words), "Le Dernier Bac", name)
	}
}

// Every formula of every workbook computes, in LibreOffice, the value written beside it.
func TestWorkbooks(t *testing.T) {
	testkit.Tool(t, "soffice")
	books := map[string][]byte{}
	for name, b := range ending(sampleDossier(t), ".xlsx") {
		if testkit.Formulas(t, b) > 0 {
			books[strings.ReplaceAll(name, "/", "_")] = b
		}
	}
	require.GreaterOrEqual(t, len(books), 4)
	testkit.Live(t, books)
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "vide.fountain")
	require.NoError(t, os.WriteFile(empty, []byte("\n\nRien qu'une phrase.\n"), 0o644))
	bad := filepath.Join(dir, "film")
	require.NoError(t, os.MkdirAll(bad, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(bad, "film.json"), []byte("{\n\"film\": {\"title\": 3}}"), 0o644))
	for name, c := range map[string]struct {
		args []string
		said string
	}{
		"wrong flag":        {[]string{"-nope"}, "nope"},
		"argument":          {[]string{"film"}, "argument inattendu"},
		"absent screenplay": {[]string{"-script", filepath.Join(dir, "absent.fountain")}, "absent.fountain"},
		"empty screenplay":  {[]string{"-script", empty}, "aucune séquence"},
		"wrong date":        {[]string{"-script", empty, "-start", "demain"}, "-start"},
		"absent folder":     {[]string{"-film", filepath.Join(dir, "absent")}, "film.json"},
		"bad film.json":     {[]string{"-film", bad}, "film.json:2"},
		"both":              {[]string{"-film", bad, "-script", empty}, "ne vont pas ensemble"},
	} {
		out := filepath.Join(dir, "sortie")
		_, messages, code := invoke(append([]string{"-out", out}, c.args...)...)
		assert.Equal(t, 2, code, name)
		assert.Contains(t, messages, c.said, name)
		assert.NoDirExists(t, out, name)
	}
	_, messages, code := invoke("-out", empty)
	assert.Equal(t, 2, code)
	assert.Contains(t, messages, "n'est pas un dossier")
}

// Every full screenplay of the shared cases gets a plan, a devis and call sheets from its text alone.
func TestScreenplayAloneCases(t *testing.T) {
	for _, script := range testkit.Glob(t, testkit.Cases(t, "scripts/full"), "*.fountain") {
		out := filepath.Join(t.TempDir(), "dossier")
		summary, messages, code := invoke("-script", script, "-out", out)
		require.Zero(t, code, "%s: %s", script, messages)
		assert.Contains(t, summary, "Devis", script)
		assert.NotEmpty(t, ending(made{files: read(out)}, ".pdf"), script)
	}
}

// A Final Draft screenplay alone goes through the same chain.
func TestFinalDraftAlone(t *testing.T) {
	dir := t.TempDir()
	fdx := filepath.Join(dir, "essai.fdx")
	require.NoError(t, os.WriteFile(fdx, []byte(`<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
<Paragraph Number="1" Type="Scene Heading"><Text>INT. CUISINE - JOUR</Text></Paragraph>
<Paragraph Type="Action"><Text>Anna entre.</Text></Paragraph>
<Paragraph Type="Character"><Text>ANNA</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Bonjour.</Text></Paragraph>
</Content></FinalDraft>`), 0o644))
	out := filepath.Join(dir, "dossier")
	summary, messages, code := invoke("-script", fdx, "-out", out)
	require.Zero(t, code, messages)
	assert.Contains(t, summary, "essai — long métrage")
	assert.FileExists(t, filepath.Join(out, "03-devis.xlsx"))
}

// An impossible plan is an answer: what cannot hold together, and what would free it.
func TestImpossibleIsExplained(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "film")
	require.NoError(t, os.CopyFS(dir, film.Sample()))
	name := filepath.Join(dir, "film.json")
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	free := []byte(`"free": [{"from": "2027-05-10", "to": "2027-05-21"}`)
	require.True(t, bytes.Contains(b, free), "the star's dates")
	require.NoError(t, os.WriteFile(name, bytes.Replace(b, free, []byte(`"free": [{"from": "2027-05-10", "to": "2027-05-11"}`), 1), 0o644))
	b, err = os.ReadFile(name)
	require.NoError(t, err)
	second := []byte(`, {"from": "2027-06-01", "to": "2027-06-04"}`)
	require.True(t, bytes.Contains(b, second), "the star's second stay")
	require.NoError(t, os.WriteFile(name, bytes.Replace(b, second, nil, 1), 0o644))
	out := filepath.Join(t.TempDir(), "dossier")
	_, messages, code := invoke("-film", dir, "-out", out)
	assert.Equal(t, 1, code)
	assert.Contains(t, messages, "Solange Arvor n'est libre que du 10 mai 2027 au 11 mai 2027")
	assert.Contains(t, messages, "possible si")
	assert.NoDirExists(t, out)
}
