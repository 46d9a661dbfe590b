package breakdown_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

func TestMeasure(t *testing.T) {
	f := sampleBreakdown(t).Facts()
	assert.Equal(t, 3, f.Scenes)
	assert.Equal(t, 3, f.Sets)
	assert.Equal(t, 4, f.SpeakingRoles)
	assert.Equal(t, 1, f.Minors)
	assert.Equal(t, "MARC", f.Speaking[0].Name)
	assert.Equal(t, 6, f.Speaking[0].Words)
	assert.Equal(t, "0.4", f.Speaking[0].Share.String(), "6 of 15 words")
	total := 0
	for _, s := range f.Speaking {
		total += s.Words
	}
	assert.Equal(t, 15, total)
	labels := map[string]int{}
	for _, d := range f.Drivers {
		labels[d.Label] = len(d.Scenes)
	}
	assert.Equal(t, 2, labels["Extérieur nuit"])
	assert.Equal(t, 1, labels["Armes"])
	assert.Equal(t, breakdown.Facts{}.Scenes, breakdown.Breakdown{}.Facts().Scenes)
}

// Attributes are declared, never guessed: a role nobody declared is counted apart.
func TestInclusion(t *testing.T) {
	b := sampleBreakdown(t)
	got := b.Inclusion([]breakdown.Declared{{Role: "Élise", Attribute: "genre", Value: "femme"}, {Role: "LÉA", Attribute: "Genre", Value: "Femme"}, {Role: "MARC", Attribute: "genre", Value: "homme"}, {Role: "LÉA", Attribute: "âge", Value: "enfant"}}, "genre")
	shares := map[string][2]int{}
	for _, s := range got {
		shares[s.Name] = [2]int{s.Words, s.Roles}
	}
	assert.Equal(t, map[string][2]int{"femme": {6, 2}, "homme": {6, 1}, breakdown.NotDeclared: {3, 1}}, shares)
	assert.Equal(t, breakdown.NotDeclared, b.Inclusion(nil, "genre")[0].Name)
}

func reading(t *testing.T) breakdown.Reading {
	r := breakdown.NewReading(sampleBreakdown(t), []breakdown.Declared{{Role: "ÉLISE", Attribute: "genre", Value: "femme"}})
	r.Author, r.Reader, r.Date, r.Verdict = "Une autrice", "Un lecteur", moteur.NewDate(2026, time.March, 2), "À développer"
	r.Pitch, r.Synopsis = "Une gardienne de phare attend son fils.\nLa mer décide.", "Élise garde le phare…"
	r.Strengths, r.Weaknesses, r.Recommendations = []string{"Un lieu fort"}, []string{"Le troisième acte manque"}, []string{"Écrire la fin"}
	eight, six := 8, 6
	r.Criteria[0].Mark, r.Criteria[1].Mark = &eight, &six
	r.Criteria[1].Comment = "Trois séquences"
	return r
}

func TestReading(t *testing.T) {
	r := reading(t)
	m, ok := r.Mark()
	require.True(t, ok)
	assert.Equal(t, "6.8", m.String(), "(8×2 + 6×3) / 5")
	assert.NoError(t, r.Check().Err())
	var b, p bytes.Buffer
	require.NoError(t, text.Write(&b, r.Document()))
	testkit.Golden(t, "fiche-de-lecture.txt", b.String())
	require.NoError(t, r.WritePDF(&p))
	j, err := json.Marshal(r)
	require.NoError(t, err)
	var back breakdown.Reading
	require.NoError(t, json.Unmarshal(j, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.JSONEq(t, string(j), string(again))
}

func TestReadingCheck(t *testing.T) {
	r := reading(t)
	r.Pitch = "a\nb\nc\nd"
	bad := 11
	r.Criteria[0].Mark = &bad
	r.Declared = append(r.Declared, breakdown.Declared{Role: "PERSONNE", Attribute: "genre", Value: "x"}, r.Declared[0])
	rep := r.Check()
	for _, rule := range []string{"reading/pitch-too-long", "reading/criterion-out-of-range", "reading/unknown-role", "reading/declared-twice"} {
		assert.True(t, rep.Has(rule), rule)
	}
	require.Error(t, rep.Err())
	_, ok := breakdown.Reading{Criteria: breakdown.DefaultCriteria()}.Mark()
	assert.False(t, ok)
	assert.True(t, breakdown.Reading{Criteria: []breakdown.Criterion{{Name: "x"}}}.Check().Has("reading/no-weight"))
}

func watch() breakdown.Watch {
	day := func(m time.Month, d int) moteur.Date { return moteur.NewDate(2026, m, d) }
	return breakdown.Watch{Title: "Littoral", Notes: []breakdown.WatchNote{
		{Date: day(3, 2), Source: "Ouest", Title: "Un phare à vendre", Text: "Mise à prix symbolique.", Tags: []string{"phare"}, Themes: []string{"Mer", "Patrimoine"}},
		{Date: day(1, 5), Source: "Ouest", Text: "Tempête.", Tags: []string{"phare", "tempête"}, Themes: []string{"mer"}},
		{Date: day(2, 1), Source: "Festival", Text: "Un court sur les gardiens.", Link: "https://example.org/court"},
	}}
}

func TestWatch(t *testing.T) {
	w := watch()
	assert.NoError(t, w.Check().Err())
	v := w.Synthesis(moteur.Span{})
	require.Len(t, v, 3)
	assert.Equal(t, "Mer", v[0].Theme)
	assert.Equal(t, moteur.Span{From: w.Notes[1].Date, To: w.Notes[0].Date}, v[0].Span)
	assert.Equal(t, []breakdown.Count{{Name: "phare", N: 2}, {Name: "tempête", N: 1}}, v[0].Tags)
	assert.Equal(t, []breakdown.Count{{Name: "Patrimoine", N: 1}}, v[0].Near)
	assert.Equal(t, breakdown.NoTheme, v[2].Theme)
	assert.Len(t, w.Synthesis(moteur.Span{From: moteur.NewDate(2026, 2, 1), To: moteur.NewDate(2026, 2, 28)}), 1)

	var b, p, x bytes.Buffer
	s := breakdown.WatchSheets{Watch: w, Date: moteur.NewDate(2026, 3, 3)}
	require.NoError(t, text.Write(&b, s.Document()))
	testkit.Golden(t, "veille.txt", b.String())
	require.NoError(t, s.WritePDF(&p))
	require.NoError(t, s.WriteXLSX(&x))

	j, err := json.Marshal(w)
	require.NoError(t, err)
	back, rep, err := breakdown.ReadWatch(bytes.NewReader(j), "veille.json")
	require.NoError(t, err)
	assert.Empty(t, rep.Issues)
	assert.Equal(t, w, back)
	_, rep, err = breakdown.ReadWatch(strings.NewReader("{\"notes\": [{\"sorce\": \"Ouest\"}]}"), "veille.json")
	require.NoError(t, err)
	assert.ErrorContains(t, rep.Err(), "source", "the nearest key")
	assert.Error(t, breakdown.Watch{Notes: []breakdown.WatchNote{{}}}.Check().Err())
}
