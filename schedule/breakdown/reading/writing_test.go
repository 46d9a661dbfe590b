package reading_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/breakdown/reading"
	"github.com/moteur-film/moteur/schedule/script"
)

func draft(text string) breakdown.Breakdown {
	return breakdown.New(script.ParseText(text, script.Settings{French: true}), breakdown.Settings{})
}

// drafts are two drafts: the second drops a scene, adds two, changes one, and brings a role.
func drafts() map[string]breakdown.Breakdown {
	return map[string]breakdown.Breakdown{
		"v1": draft("INT. A - JOUR #1#\n\nPAUL\nBon.\n\nINT. B - JOUR #2#\n\nRien.\n\nINT. C - JOUR #3#\n\nIl pleut.\n"),
		"V2": draft("INT. A - JOUR #1#\n\nPAUL\nBon.\n\nINT. C - JOUR #3#\n\nIl neige fort.\n\nINT. D - NUIT #4#\n\nMARIE\nNon.\n\nINT. E - NUIT #5#\n\nFin.\n"),
	}
}

func suivi() reading.Writing {
	return reading.Writing{Title: "Le Phare", Notes: []reading.WritingNote{
		{Version: "V1", Date: moteur.NewDate(2026, 1, 10), Reader: "Une lectrice", Text: "Le fils manque.", Asked: []string{"Donner une scène au fils"}},
		{Version: "V1", Date: moteur.NewDate(2026, 1, 12), Reader: "Le producteur", Text: "Trop long."},
		{Version: "V2", Date: moteur.NewDate(2026, 3, 2), Reader: "Une lectrice", Text: "La fin est là.", Asked: []string{"Couper la grange", "Tenir la mer"}},
	}}
}

func TestWritingMeasured(t *testing.T) {
	w, rep := suivi().Measured(drafts())
	assert.Empty(t, rep.Issues)
	assert.Nil(t, w.Notes[0].Changes, "the first draft has none before it")
	assert.Nil(t, w.Notes[1].Changes, "the same draft read again")
	c := w.Notes[2].Changes
	require.NotNil(t, c)
	b := drafts()
	want := breakdown.Compare(b["v1"], b["V2"])
	assert.Equal(t, reading.Changes{Since: "V1", Added: len(want.Added), Dropped: len(want.Dropped), Moved: len(want.Moved),
		Changed: len(want.Changed), Same: want.Same, Eighths: want.Eighths, RolesAdded: []string{"MARIE"}}, *c)
	assert.Equal(t, []int{2, 1, 1, 1}, []int{c.Added, c.Dropped, c.Changed, c.Same})
	assert.Contains(t, c.String(), "Depuis V1 : 2\u00a0séquences ajoutées, 1\u00a0supprimée")
	assert.Nil(t, suivi().Notes[2].Changes, "the notes given are not touched")

	w, rep = suivi().Measured(map[string]breakdown.Breakdown{"V2": b["V2"]})
	assert.True(t, rep.Has("writing/draft-unknown"))
	assert.Nil(t, w.Notes[2].Changes)
}

func TestWritingPrinted(t *testing.T) {
	w, _ := suivi().Measured(drafts())
	r := fiche(t)
	r.Writing = w.Notes
	var b, p bytes.Buffer
	require.NoError(t, text.Write(&b, r.Document()))
	for _, want := range []string{"Suivi de l'écriture", "V2", "Une lectrice", "La fin est là.", "Couper la grange", "rôles + MARIE"} {
		assert.Contains(t, b.String(), want)
	}
	require.NoError(t, r.WritePDF(&p))
	require.NoError(t, w.WritePDF(&p))
	b.Reset()
	require.NoError(t, text.Write(&b, fiche(t).Document()))
	assert.NotContains(t, b.String(), "Suivi de l'écriture")
}

func TestWritingCheck(t *testing.T) {
	assert.Empty(t, suivi().Check().Issues)
	w := suivi()
	w.Notes[1] = w.Notes[0]
	w.Notes[2].Date = moteur.NewDate(2025, 1, 1)
	rep := reading.Writing{Notes: append(w.Notes, reading.WritingNote{})}.Check()
	for _, rule := range []string{"writing/no-version", "writing/no-date", "writing/no-reader", "writing/empty", "writing/order", "writing/note-twice"} {
		assert.True(t, rep.Has(rule), rule)
	}
}

func TestReadWriting(t *testing.T) {
	j, err := json.Marshal(suivi())
	require.NoError(t, err)
	back, rep, err := reading.ReadWriting(bytes.NewReader(j), "suivi.json")
	require.NoError(t, err)
	assert.Empty(t, rep.Issues)
	assert.Equal(t, suivi(), back)
	_, rep, err = reading.ReadWriting(strings.NewReader("{\"notes\": [{\"vesion\": \"V1\"}]}"), "suivi.json")
	require.NoError(t, err)
	assert.ErrorContains(t, rep.Err(), "version", "the nearest key")
}

// What people write by hand never stops the readers.
func FuzzWriting(f *testing.F) {
	j, err := json.Marshal(suivi())
	require.NoError(f, err)
	f.Add(j)
	f.Add([]byte(`{"notes": [{"date": "2026-02-30", "version": "V1", "asked": [""]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if w, _, err := reading.ReadWriting(bytes.NewReader(data), "a.json"); err == nil {
			w.Check()
			w.Measured(nil)
			w.Document()
		}
	})
}

func FuzzWatch(f *testing.F) {
	f.Add([]byte(`{"notes": [{"date": "2026-02-03", "themes": ["mer"], "tags": ["x"], "text": "y", "viewing": {"work": "x", "marks": [{"at": "1:2:3"}]}}]}`))
	f.Add([]byte(`{"notes": [{"date": "2026-02-30", "source": "Le Monde", "viewing": {"work": "x", "year": -1}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if w, _, err := reading.ReadWatch(bytes.NewReader(data), "a.json"); err == nil {
			w.Check()
			w.Document(moteur.Span{}, moteur.Date{})
		}
	})
}

// A version noted with two screenplays, and the suivi of another film, are told.
func TestWritingOfAnotherFilm(t *testing.T) {
	w := suivi()
	w.Notes = append(w.Notes, w.Notes[0], w.Notes[0])
	w.Notes[0].Draft, w.Notes[len(w.Notes)-1].Draft = "v1.fountain", "v1b.fountain"
	assert.True(t, w.Check().Has("writing/two-drafts"))
	all := drafts()
	for v, b := range all {
		b.Title = "Un autre film"
		all[v] = b
	}
	w = suivi()
	w.Title = "La Gare"
	_, rep := w.Measured(all)
	assert.True(t, rep.Has("writing/other-film"))
}
