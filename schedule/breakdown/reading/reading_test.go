package reading_test

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
	"github.com/moteur-film/moteur/schedule/breakdown/reading"
	"github.com/moteur-film/moteur/schedule/script"
)

// sampleBreakdown is the breakdown of a screenplay of three scenes.
func sampleBreakdown(t testing.TB) breakdown.Breakdown {
	t.Helper()
	return breakdown.New(script.ParseText(sample, script.Settings{French: true}), breakdown.Settings{})
}

const sample = `Titre: Le Phare
Auteur: Une autrice

INT. PHARE - CUISINE - JOUR #1#

ÉLISE (62 ans) pose un couteau sur la table. Une dizaine de pêcheurs crient au loin.

ÉLISE
Tu rentres quand ?

MARC (Voix off)
Demain, si la mer le veut.

EXT. PORT - NUIT #2#

LÉA (8 ans) court avec son chien. Un feu brûle. Une chanson de Johnny Hallyday sort d'un bar.

LÉA
Papa !

INT. / EXT. VOITURE - CONTINU #3#

Marc conduit. Léa dort. Marc Kermadec chante.

MARC KERMADEC
C'est encore loin.
`

func fiche(t *testing.T) reading.Reading {
	r := reading.New(sampleBreakdown(t), []breakdown.Declared{{Role: "ÉLISE", Attribute: "genre", Value: "femme"}})
	r.Author, r.Reader, r.Date, r.Verdict = "Une autrice", "Un lecteur", moteur.NewDate(2026, time.March, 2), "À développer"
	r.Pitch, r.Synopsis = "Une gardienne de phare attend son fils.\nLa mer décide.", "Élise garde le phare…"
	r.Strengths, r.Weaknesses, r.Recommendations = []string{"Un lieu fort"}, []string{"Le troisième acte manque"}, []string{"Écrire la fin"}
	eight, six := 8, 6
	r.Criteria[0].Mark, r.Criteria[1].Mark = &eight, &six
	r.Criteria[1].Comment = "Trois séquences"
	return r
}

func TestReading(t *testing.T) {
	r := fiche(t)
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
	var back reading.Reading
	require.NoError(t, json.Unmarshal(j, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.JSONEq(t, string(j), string(again))
}

func TestReadingCheck(t *testing.T) {
	r := fiche(t)
	r.Pitch = "a\nb\nc\nd"
	bad := 11
	r.Criteria[0].Mark = &bad
	r.Declared = append(r.Declared, breakdown.Declared{Role: "PERSONNE", Attribute: "genre", Value: "x"}, r.Declared[0])
	rep := r.Check()
	for _, rule := range []string{"reading/pitch-too-long", "reading/criterion-out-of-range", "reading/unknown-role", "reading/declared-twice"} {
		assert.True(t, rep.Has(rule), rule)
	}
	require.Error(t, rep.Err())
	_, ok := reading.Reading{Criteria: reading.DefaultCriteria()}.Mark()
	assert.False(t, ok)
	assert.True(t, reading.Reading{Criteria: []reading.Criterion{{Name: "x"}}}.Check().Has("reading/no-weight"))
}

func watch() reading.Watch {
	day := func(m time.Month, d int) moteur.Date { return moteur.NewDate(2026, m, d) }
	return reading.Watch{Title: "Littoral", Notes: []reading.WatchNote{
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
	assert.Equal(t, []reading.Count{{Name: "phare", N: 2}, {Name: "tempête", N: 1}}, v[0].Tags)
	assert.Equal(t, []reading.Count{{Name: "Patrimoine", N: 1}}, v[0].Near)
	assert.Equal(t, reading.NoTheme, v[2].Theme)
	assert.Len(t, w.Synthesis(moteur.Span{From: moteur.NewDate(2026, 2, 1), To: moteur.NewDate(2026, 2, 28)}), 1)

	var b, p, x bytes.Buffer
	s := reading.WatchSheets{Watch: w, Date: moteur.NewDate(2026, 3, 3)}
	require.NoError(t, text.Write(&b, s.Document()))
	testkit.Golden(t, "veille.txt", b.String())
	require.NoError(t, s.WritePDF(&p))
	require.NoError(t, s.WriteXLSX(&x))

	j, err := json.Marshal(w)
	require.NoError(t, err)
	back, rep, err := reading.ReadWatch(bytes.NewReader(j), "veille.json")
	require.NoError(t, err)
	assert.Empty(t, rep.Issues)
	assert.Equal(t, w, back)
	_, rep, err = reading.ReadWatch(strings.NewReader("{\"notes\": [{\"sorce\": \"Ouest\"}]}"), "veille.json")
	require.NoError(t, err)
	assert.ErrorContains(t, rep.Err(), "source", "the nearest key")
	assert.Error(t, reading.Watch{Notes: []reading.WatchNote{{}}}.Check().Err())
}

// Notes of viewing stand in the log, with what was marked at which time of the film.
func TestViewing(t *testing.T) {
	w := reading.Watch{Notes: []reading.WatchNote{{Date: moteur.NewDate(2026, 3, 4), Text: "Le phare filmé comme un visage.", Themes: []string{"Mer"},
		Viewing: &reading.Viewing{Work: "Finis Terrae", Director: "Jean Epstein", Year: 1929, Where: "Cinémathèque",
			Marks: []reading.ViewingMark{{At: "12:30", Text: "le ralenti des vagues"}, {At: "1:02:45", Text: "les mains"}}}}}}
	require.Empty(t, w.Check().Issues)
	assert.Equal(t, []reading.Count{{Name: "Finis Terrae", N: 1}}, w.Synthesis(moteur.Span{})[0].Sources)
	var b bytes.Buffer
	require.NoError(t, text.Write(&b, reading.WatchSheets{Watch: w}.Document()))
	for _, want := range []string{"Finis Terrae (Jean Epstein, 1929), vu : Cinémathèque", "1:02:45 – les mains"} {
		assert.Contains(t, b.String(), want)
	}
	for at, rule := range map[string]string{"12": "watch/mark-time", "12:75": "watch/mark-time", "-1:00": "watch/mark-time", "a:10": "watch/mark-time",
		"0:10": "watch/mark-order"} {
		v := reading.Viewing{Work: "X", Marks: []reading.ViewingMark{{At: "5:00"}, {At: at}}}
		rep := reading.Watch{Notes: []reading.WatchNote{{Date: moteur.NewDate(2026, 3, 4), Viewing: &v}}}.Check()
		assert.True(t, rep.Has(rule), "%s: %v", at, rep.Issues)
	}
	assert.True(t, reading.Watch{Notes: []reading.WatchNote{{Source: "x", Viewing: &reading.Viewing{Year: 12}}}}.Check().Has("watch/no-work"))
}
