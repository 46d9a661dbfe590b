package breakdown_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// draft makes the breakdown of a French text.
func draft(text string) breakdown.Breakdown {
	return breakdown.New(script.ParseText(text, script.Settings{Name: "film.fountain", French: true}), breakdown.Settings{})
}

// ruled lists the messages of a rule.
func ruled(issues []moteur.Issue, rule string) []string {
	var out []string
	for _, i := range issues {
		if i.Rule == rule {
			out = append(out, i.Path+" "+i.Message)
		}
	}
	return out
}

// flagged gives the flag of a kind in a scene, nil when there is none.
func flagged(s breakdown.Scene, kind breakdown.FlagKind) *breakdown.Flag {
	for i := range s.Flags {
		if s.Flags[i].Kind == kind {
			return &s.Flags[i]
		}
	}
	return nil
}

func TestWeekdayIsNoLight(t *testing.T) {
	b := draft("INT. CAVE - NUIT\n\nPaul dort.\n\nEXT. PLAGE - DIMANCHE\n\nPaul marche.\n\nEXT. PORT - DIMANCHE MATIN\n\nPaul nage.\n\n" +
		"EXT. QUAI - LUNDI - JOUR\n\nPaul part.\n")
	require.Len(t, b.Scenes, 4)
	assert.Empty(t, b.Scenes[1].Light, "a day of the week says nothing of the light")
	assert.Equal(t, "PLAGE", b.Scenes[1].Set)
	assert.Equal(t, "DIMANCHE", b.Scenes[1].LightText)
	assert.Nil(t, flagged(b.Scenes[1], breakdown.FlagNightExt))
	assert.Len(t, ruled(b.Issues, "breakdown/light-unknown"), 1)
	assert.Equal(t, script.Morning, b.Scenes[2].Light)
	assert.Equal(t, script.Day, b.Scenes[3].Light)
	assert.Equal(t, "QUAI", b.Scenes[3].Set)
}

func TestInheritedNightElsewhereIsNotSure(t *testing.T) {
	b := draft("EXT. CAVE - NUIT\n\nPaul dort.\n\nEXT. CAVE - PLUS TARD\n\nPaul ronfle.\n\nEXT. PLAGE - PLUS TARD\n\nPaul marche.\n")
	require.Len(t, b.Scenes, 3)
	for i, sure := range []bool{true, true, false} {
		f := flagged(b.Scenes[i], breakdown.FlagNightExt)
		require.NotNil(t, f, "scene %d", i)
		assert.Equal(t, sure, f.Sure, "scene %d", i)
	}
}

func TestTwoAgesOfARole(t *testing.T) {
	for name, c := range map[string]struct {
		text         string
		child, adult int
	}{
		"adult first": {"INT. CAVE - NUIT\n\nMARIE (35 ans)\nOui.\n\nINT. SALON - JOUR\n\nMARIE (8 ans)\nNon.\n\nINT. RUE - JOUR\n\nMARIE\nOui.\n", 1, 0},
		"child first": {"INT. CAVE - NUIT\n\nMARIE (8 ans)\nOui.\n\nINT. SALON - JOUR\n\nMARIE (35 ans)\nNon.\n\nINT. RUE - JOUR\n\nMARIE\nOui.\n", 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			b := draft(c.text)
			f := flagged(b.Scenes[c.child], breakdown.FlagChildren)
			require.NotNil(t, f, "the scene that says 8 years has a child")
			assert.True(t, f.Sure)
			assert.Nil(t, flagged(b.Scenes[c.adult], breakdown.FlagChildren), "the scene that says 35 years has none")
			f = flagged(b.Scenes[2], breakdown.FlagChildren)
			require.NotNil(t, f, "nothing says which of the two it is")
			assert.False(t, f.Sure)
			told := ruled(b.Issues, "breakdown/two-ages")
			require.Len(t, told, 1)
			for _, words := range []string{"film.fountain:8", "ligne 3", "8\u00a0ans", "35\u00a0ans"} {
				assert.Contains(t, told[0], words)
			}
		})
	}
	same := draft("INT. CAVE - NUIT\n\nMARIE (8 ans)\nOui.\n\nINT. SALON - JOUR\n\nMARIE (8 ans)\nNon.\n")
	assert.Empty(t, ruled(same.Issues, "breakdown/two-ages"), "one age told twice is one age")
}

func TestItalianIsNoFrench(t *testing.T) {
	s := script.ParseText("INT. CASA - GIORNO\n\nAnna taglia una mela. Il cane dorme.\n\nANNA\nCiao. Dove sei stato?\n\nINT. STRADA - NOTTE\n\n"+
		"La pioggia cade. Marco corre.\n\nMARCO\nNon ce la faccio.\n", script.Settings{})
	assert.False(t, s.ReadsFrench())
	assert.Equal(t, "en", breakdown.New(s, breakdown.Settings{}).Language)
}

func TestOmittedTogether(t *testing.T) {
	scene := func(n, place, text string) string { return n + " INT. " + place + " - JOUR\n\n" + text + "\n\n" }
	first, last := scene("13", "RUE", "Paul marche en silence."), scene("17", "HÔTEL", "Ils boivent du thé vert.")
	old := draft(first + scene("14", "GARE", "Il attend le train de Nantes.") + scene("15", "TRAIN", "Il dort contre la vitre sale.") +
		scene("16", "QUAI", "Marie ouvre un parapluie bleu.") + last)
	fresh := draft(first + "SÉQUENCES 14 À 16 OMISES\n\n" + last)
	c := breakdown.Compare(old, fresh)
	assert.Empty(t, c.Added)
	assert.Empty(t, c.Dropped)
	var omitted []string
	for _, r := range c.Omitted {
		omitted = append(omitted, r.Number)
	}
	assert.Equal(t, []string{"14", "15", "16"}, omitted)

	single := draft(first + "14 OMIS\n\n15 OMIS\n\n16 OMIS\n\n" + last)
	for _, c := range []breakdown.Comparison{breakdown.Compare(single, fresh), breakdown.Compare(fresh, single)} {
		assert.Empty(t, c.Added)
		assert.Empty(t, c.Dropped)
		assert.Empty(t, c.Omitted, "they were omitted already")
	}
}

func TestOmittedUnderItsHeading(t *testing.T) {
	const text = "4 EXT. QUAI - NUIT\n\nOMIS\n\n5 INT. HÔTEL - NUIT\n\nIls boivent du thé.\n"
	b := draft(text)
	require.Len(t, b.Scenes, 2)
	assert.True(t, b.Scenes[0].Omitted)
	assert.Equal(t, "4", b.Scenes[0].Number)
	assert.Zero(t, b.Scenes[0].Eighths)
	tagged, rep := b.Tag(script.ParseText(text, script.Settings{French: true}))
	assert.NotEmpty(t, tagged.Elements)
	require.NoError(t, rep.Err())
	assert.Len(t, ruled(b.Issues, "breakdown/text-in-omitted-scene"), 1)
}

func TestNumberInAnotherSpelling(t *testing.T) {
	b := draft("12bis INT. CAVE - JOUR\n\na\n\n12 BIS INT. BAR - JOUR\n\nb\n\n13a INT. BAR - JOUR\n\nb\n\n13A INT. CAVE - JOUR\n\nb\n\n" +
		"14-16 OMIS\n\n16 OMIS\n")
	told := ruled(b.Issues, "breakdown/number-twice")
	require.Len(t, told, 3)
	assert.Contains(t, told[0], "film.fountain:5")
	assert.Contains(t, told[0], "écrit 12bis")
	assert.Contains(t, told[1], "écrit 13a")
	assert.Contains(t, told[2], "écrit 14-16")
}

func TestNumbersBetweenLockedOnes(t *testing.T) {
	scene := func(n string) string { return n + "INT. CAVE - JOUR\n\na\n\n" }
	var got []string
	for _, s := range draft(scene("12 ") + scene("") + scene("") + scene("12A ") + scene("") + scene("") + scene("12B ") + scene("") +
		"14-16 OMIS\n\n" + scene("") + scene("17 ")).Scenes {
		got = append(got, s.Number)
	}
	assert.Equal(t, []string{"12", "A12A", "B12A", "12A", "A12B", "B12B", "12B", "12C", "14-16", "16A", "17"}, got)
}

func TestHeadingWithoutASet(t *testing.T) {
	b := draft("INT JOUR\n\nPaul dort.\n\nINT. CAVE - JOUR\n\nPaul dort.\n")
	told := ruled(b.Issues, "breakdown/place-unknown")
	require.Len(t, told, 1)
	assert.Contains(t, told[0], "film.fountain:1")
	assert.Contains(t, told[0], "décor inconnu")
}

func TestOneControlCharacterIsNamed(t *testing.T) {
	for name, sign := range map[string]string{"U+0001": "\x01", "U+0000": "\x00"} {
		b, err := breakdown.Load(strings.NewReader("Titre: x\n\nINT. A - JOUR\n\nIl a "+sign+" et fin.\n"), breakdown.LoadSettings{Name: "ill.fountain"})
		require.NoError(t, err, name)
		require.Len(t, b.Scenes, 1, name)
		told := ruled(b.Issues, "file/encoding")
		require.Len(t, told, 1, name)
		assert.Contains(t, told[0], "ill.fountain:5")
		assert.Contains(t, told[0], name)
	}
}

func TestNumberInANewHeading(t *testing.T) {
	b, _ := readEdited(t, sampleBreakdown(t), func(set func(string, string, int, any)) {
		set("Séquences", "Intitulé", 4, "12 INT. GRENIER - NUIT")
	})
	s := b.Scenes[len(b.Scenes)-1]
	assert.Equal(t, "12", s.Number)
	assert.Equal(t, "INT. GRENIER - NUIT", s.Heading)
}

func TestReadJSONRefusesAndNames(t *testing.T) {
	read := func(scene string) (breakdown.Breakdown, error) {
		return breakdown.ReadJSON(strings.NewReader(`{"roles": [{"id": "MARIE"}], "scenes": [{"number": "1", `+scene+`}]}`), "film.json")
	}
	_, err := read(`"days_later": -3`)
	require.ErrorContains(t, err, "scenes[0].days_later : -3 est négatif")
	_, err = read(`"roles": ["MARIE", "MARIE"]`)
	require.ErrorContains(t, err, "scenes[0].roles[1] : le rôle MARIE est déjà")

	b, err := read(`"elements": [{"category": "accesoires", "name": "lampe"}]`)
	require.NoError(t, err)
	told := ruled(b.Issues, "breakdown/category-new")
	require.Len(t, told, 1)
	for _, words := range []string{"film.json", "scenes[0].elements[0].category", "accesoires", "Accessoires"} {
		assert.Contains(t, told[0], words)
	}
	text, err := json.Marshal(b)
	require.NoError(t, err)
	again, err := breakdown.ReadJSON(strings.NewReader(string(text)), "film.json")
	require.NoError(t, err)
	assert.Equal(t, b.Issues, again.Issues, "told once, however often it is read")
}

func TestTrainOfTheMetroIsNoOar(t *testing.T) {
	b := draft("INT. MÉTRO - JOUR\n\nLa rame entre en gare.\n\nINT. RAME DE METRO - JOUR\n\nElle lit.\n\nEXT. LAC - JOUR\n\nPaul rame vers la rive.\n")
	require.Len(t, b.Scenes, 3)
	assert.Nil(t, flagged(b.Scenes[0], breakdown.FlagWater))
	assert.Nil(t, flagged(b.Scenes[1], breakdown.FlagWater))
	assert.NotNil(t, flagged(b.Scenes[2], breakdown.FlagWater))
}
