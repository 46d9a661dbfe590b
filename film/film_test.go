package film_test

import (
	"bytes"
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/film"
)

// A chain that stopped, or was never run, gives its controls and a summary.
func TestChainThatStopped(t *testing.T) {
	var c film.Chain
	c.Report.Errorf("plan de travail", "schedule/capacity", "Rien ne tient.")
	var b bytes.Buffer
	require.NoError(t, c.WriteSummary(&b))
	assert.Contains(t, b.String(), "Rien ne tient.")
	docs := film.Documents(c)
	require.Len(t, docs, 2)
	for _, d := range docs {
		require.NoError(t, d.Write(&b), d.Name)
	}
}

// A folder gives its files back, and they open to the same folder; one known by its screenplay alone has no film.json.
func TestFilesComeBack(t *testing.T) {
	f, err := film.Open(film.Sample())
	require.NoError(t, err)
	files, err := f.Files()
	require.NoError(t, err)
	require.Len(t, files, 6, "film.json, the screenplay, four pictures")
	memory := fstest.MapFS{}
	for _, file := range files {
		memory[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	again, err := film.Open(memory)
	require.NoError(t, err)
	back, err := again.Files()
	require.NoError(t, err)
	assert.Equal(t, files, back)
	_, err = film.Alone("a.fountain", nil, moteur.NewDate(2027, 3, 1)).Files()
	assert.Error(t, err)
}

// The folder gives the papers of the dossier: read when it is opened, checked when the dossier is assembled, named in film.json.
func TestPapersOfTheFolder(t *testing.T) {
	pdf := "%PDF-1.7\nstartxref\n9\n%%EOF\n"
	text := strings.Replace(sampleText(t), `"situation": {`, `"have": [{"piece": "com-kbis", "name": "pieces/kbis.pdf", "issued": "2026-11-02"},
	{"piece": "com-statuts", "name": "pieces/statuts.exe"}, {"piece": "com-bank", "name": "pieces/rib.pdf"}], "situation": {`, 1)
	script, err := fs.ReadFile(film.Sample(), "le-dernier-bac.fountain")
	require.NoError(t, err)
	dir := fstest.MapFS{"film.json": {Data: []byte(text)}, "le-dernier-bac.fountain": {Data: script}, "pieces/kbis.pdf": {Data: []byte(pdf)},
		"pieces/statuts.exe": {Data: []byte("MZ\x90\x00")}}
	_, err = film.Open(dir)
	require.ErrorContains(t, err, `"pieces/rib.pdf" n'est pas dans le dossier`)
	assert.Contains(t, err.Error(), "film.json:")
	dir["pieces/rib.pdf"] = &fstest.MapFile{Data: []byte(pdf)}
	f, err := film.Open(dir)
	require.NoError(t, err)
	files, err := f.Files()
	require.NoError(t, err)
	assert.Len(t, files, 5)
	c, err := film.Run(context.Background(), f, film.Settings{Moves: 2000})
	require.NoError(t, err)
	names := map[string]string{}
	for _, p := range c.Approval.Pieces {
		names[p.Name] = p.ID
	}
	assert.Equal(t, "com-kbis", names["kbis.pdf"])
	assert.Equal(t, "com-bank", names["rib.pdf"])
	assert.NotContains(t, names, "statuts.exe")
	assert.True(t, slices.ContainsFunc(c.Report.Of(moteur.Error), func(i moteur.Issue) bool {
		return i.Rule == "cnc/attachment-type" && strings.Contains(i.Path, "request.have[1]") && strings.Contains(i.Path, "film.json:")
	}), "%v", c.Report.Of(moteur.Error))
	assert.True(t, slices.ContainsFunc(c.Approval.List.Missing(), func(i cnc.PieceItem) bool { return i.ID == "com-statuts" }))
}

// The plan of a film known by its screenplay alone bears the date that the caller gives, not that of its first shooting day.
func TestDateOfThePlanOfAScreenplay(t *testing.T) {
	first, today := moteur.NewDate(2027, 3, 1), moteur.NewDate(2026, 12, 1)
	f := film.Alone("a.fountain", []byte("INT. SALON - JOUR\n\nANNA entre.\n\nANNA\nOui.\n"), first)
	for given, want := range map[moteur.Date]moteur.Date{today: today, {}: first} {
		c, err := film.Run(context.Background(), f, film.Settings{Moves: 100, Today: given})
		require.NoError(t, err)
		assert.Equal(t, want, c.Paper().Date)
	}
}
