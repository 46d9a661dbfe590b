package film_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
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
	require.Len(t, files, 2)
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
