package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/internal/testkit"
)

const screenplay = "Title: Essai\n\nINT. CAFÉ - JOUR\n\nMarie pose un couteau.\n\nMARIE\nBonjour.\n\nEXT. PLAGE - NUIT\n\nUn chien court.\n"

func write1(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

func invoke(out, errs *bytes.Buffer, args ...string) int {
	return cli.Run(context.Background(), program(), args, out, errs)
}

// Without a file, the screenplay of the film.
func TestSampleFilm(t *testing.T) {
	var out, errs bytes.Buffer
	require.Zero(t, invoke(&out, &errs), errs.String())
	assert.Contains(t, out.String(), "PORT DU ROSMEUR")
}

func TestRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "papiers")
	path := write1(t, "film.fountain", screenplay)
	xlsx, uss, csv := filepath.Join(dir, "depouillement.xlsx"), filepath.Join(dir, "depouillement.uss"), filepath.Join(dir, "depouillement.csv")
	var out, errs bytes.Buffer
	require.Zero(t, invoke(&out, &errs, "-json", "-out", dir, "-date", "2026-03-02", path), errs.String())
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
	for _, again := range []string{xlsx, uss, csv, filepath.Join(dir, "depouillement.json"), filepath.Join(dir, "scenario.fountain"),
		filepath.Join(dir, "scenario.fdx"), filepath.Join(dir, "scenario.pdf")} { // every file written is read
		out.Reset()
		require.Zero(t, invoke(&out, &errs, "-json", again), errs.String())
		require.NoError(t, json.Unmarshal(out.Bytes(), &got))
		assert.Len(t, got.Scenes, 2, again)
		assert.Equal(t, []string{"MARIE"}, got.Scenes[0].Roles, again)
	}
	errs.Reset()
	require.Zero(t, invoke(&out, &errs, "-json", "-update", xlsx, path))
	assert.Contains(t, errs.String(), "2\u00a0inchangées")
}

// A screenplay in every format.
func TestEveryFormat(t *testing.T) {
	const osf = `<document type="Open Screenplay Format document" version="40"><paragraphs><para><style basestyle="Scene Heading"/>` +
		`<text>INT. CAFÉ - JOUR</text></para><para><style basestyle="Action"/><text>Marie pose un couteau.</text></para></paragraphs></document>`
	const html = `<html><body><p class="sceneheading">INT. CAFÉ - JOUR</p><p class="action">Marie pose un couteau.</p></body></html>`
	const fdx = `<FinalDraft><Content><Paragraph Type="Scene Heading"><Text>INT. CAFÉ - JOUR</Text></Paragraph>` +
		`<Paragraph Type="Action"><Text>Marie pose un couteau.</Text></Paragraph></Content></FinalDraft>`
	const docx = `<document><body><p><r><t>INT. CAFÉ - JOUR</t></r></p><p/><p><r><t>Marie pose un couteau.</t></r></p></body></document>`
	const odt = `<document-content><body><text><p>INT. CAFÉ - JOUR</p><p/><p>Marie pose un couteau.</p></text></body></document-content>`
	for name, text := range map[string]string{
		"film.fountain": "INT. CAFÉ - JOUR\n\nMarie pose un couteau.\n", "film.fdx": fdx, "film.osf": osf, "film.html": html,
		"film.fadein": packed(t, "document.xml", osf), "film.celtx": packed(t, "project.rdf", "<a/>", "script-1.html", html),
		"film.docx": packed(t, "[Content_Types].xml", "<a/>", "word/document.xml", docx),
		"film.odt":  packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", odt),
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			require.Zero(t, invoke(&out, &errs, "-json", write1(t, name, text)), errs.String())
			var got struct {
				Scenes []struct{ Set string }
			}
			require.NoError(t, json.Unmarshal(out.Bytes(), &got))
			require.Len(t, got.Scenes, 1)
			assert.Equal(t, "CAFÉ", got.Scenes[0].Set)
			assert.Contains(t, out.String(), "un couteau")
		})
	}
	var out, errs bytes.Buffer
	require.Equal(t, 2, invoke(&out, &errs, write1(t, "film.rtf", `{\rtf1 INT. CAFE - JOUR}`)))
	assert.Contains(t, errs.String(), "Enregistrer sous")
}

// packed is an archive of parts given as name, content, name, content…
func packed(t testing.TB, parts ...string) string { return string(testkit.Zip(t, parts...)) }

func TestRunSettings(t *testing.T) {
	var out, errs bytes.Buffer
	table := write1(t, "plan.csv", "A;B;C\n7;GARE;nuit\n")
	mapping := write1(t, "m.json", `{"number":"a","set":"b","light":"c"}`)
	require.Zero(t, invoke(&out, &errs, "-json", "-mapping", mapping, table), errs.String())
	assert.Contains(t, out.String(), `"set": "GARE"`)
	out.Reset()
	words := write1(t, "w.json", `[{"category":"props","terms":["casier à homards"]}]`)
	text := write1(t, "f.fountain", "EXT. PORT - JOUR\n\nDes casiers à homards sèchent dans la cour, et le chien dort.\n")
	reading := filepath.Join(t.TempDir(), "papiers")
	require.Zero(t, invoke(&out, &errs, "-json", "-lexicon", words, "-out", reading, text), errs.String())
	assert.Contains(t, out.String(), "casiers à homards")
	assert.Contains(t, out.String(), "chien")
	assert.FileExists(t, filepath.Join(reading, "fiche-de-lecture.pdf"))
	assert.Equal(t, 2, invoke(&out, &errs, "-json", "-lexicon", text, text))
}

// The suivi d'écriture is read with the drafts it names, the veille with its viewings.
func TestWritingAndWatch(t *testing.T) {
	var out, errs bytes.Buffer
	dir := t.TempDir()
	out1 := filepath.Join(dir, "papiers")
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	write("v1.fountain", "INT. GARE - JOUR #1#\n\nMarie attend.\n")
	notes := write("suivi.json", `{"title": "La Gare", "notes": [
		{"version": "V1", "date": "2026-01-10", "reader": "Une lectrice", "draft": "v1.fountain", "asked": ["Une nuit"]},
		{"version": "V2", "date": "2026-03-02", "reader": "Une lectrice", "text": "La nuit est là."}]}`)
	seen := write("veille.json", `{"title": "Gares", "notes": [{"date": "2026-02-01", "text": "Le quai vide.",
		"viewing": {"work": "L'Arrivée d'un train", "year": 1896, "marks": [{"at": "0:12", "text": "la vapeur"}]}}]}`)
	fresh := write("v2.fountain", "INT. GARE - JOUR #1#\n\nMarie attend.\n\nEXT. QUAI - NUIT #2#\n\nUn train.\n")
	require.Zero(t, invoke(&out, &errs, "-json", "-writing", notes, "-watch", seen, "-out", out1, fresh), errs.String())
	for _, name := range []string{"fiche-de-lecture.pdf", "veille.pdf", "veille.xlsx"} {
		assert.FileExists(t, filepath.Join(out1, name))
	}
	for name, args := range map[string][]string{
		"no such file": {"-writing", "absent.json"}, "a key unknown": {"-writing", write("a.json", `{"note": []}`)},
		"a draft that is not there": {"-writing", write("b.json",
			`{"notes": [{"version": "V1", "date": "2026-01-10", "reader": "X", "text": "x", "draft": "absent.fountain"}]}`)},
		"no version":       {"-writing", write("c.json", `{"notes": [{"date": "2026-01-10", "reader": "X", "text": "x"}]}`)},
		"a time of a film": {"-watch", write("d.json", `{"notes": [{"date": "2026-01-10", "viewing": {"work": "X", "marks": [{"at": "12"}]}}]}`)},
	} {
		out.Reset()
		errs.Reset()
		assert.Equal(t, 2, invoke(&out, &errs, append(args, fresh)...), name)
		assert.NotEmpty(t, errs.String(), name)
	}
}

func TestRunRefuses(t *testing.T) {
	for name, args := range map[string][]string{
		"absent": {"absent.fountain"}, "unknown option": {"-no", "x"}, "bad xml": {write1(t, "a.fdx", "<FinalDraft>")},
		"bad uss": {write1(t, "a.uss", "{")}, "bad csv": {write1(t, "a.csv", "x;y\n1;2\n")}, "bad date": {"-date", "hier", write1(t, "a.fountain", screenplay)}, "a PDF": {write1(t, "a.bin", "%PDF-1.4")},
		"bad workbook": {write1(t, "a.xlsx", "x")}, "nowhere to write": {"-out", write1(t, "a", "x"), write1(t, "a.fountain", screenplay)},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Equal(t, 2, invoke(&out, &errs, args...))
			assert.NotEmpty(t, errs.String())
			assert.Empty(t, out.String())
		})
	}
}

// What holds no screenplay is an error of input, said on the error output; a text without a heading is made, and told there.
func TestNoScreenplay(t *testing.T) {
	for name, c := range map[string]struct {
		file, text string
		code       int
		said       string
	}{
		"empty":      {"film.pdf", "", 2, "vide"},
		"foreign":    {"film.fountain", "%!PS\n(x) show\n", 2, "PostScript"},
		"no heading": {"film.txt", "ANNA\nBonjour.\n\nElle sort.\n", 0, "Aucun intitulé"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Equal(t, c.code, invoke(&out, &errs, write1(t, c.file, c.text)))
			assert.Contains(t, errs.String(), c.said)
		})
	}
}
