package breakdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// ofHeading gives the scene of a heading that stands alone in a French screenplay, and the messages about it.
func ofHeading(t *testing.T, line string) (breakdown.Scene, string) {
	t.Helper()
	s := script.ParseText("1. INT. RUE - JOUR\n\nIl entre.\n\n"+line+"\n\nElle sort.\n", script.Settings{French: true})
	b := breakdown.New(s, breakdown.Settings{})
	require.Len(t, b.Scenes, 2, line)
	var messages []string
	for _, i := range b.Issues {
		switch i.Rule { // those of the heading
		case "breakdown/words-before-place", "breakdown/two-numbers", "breakdown/two-lights", "breakdown/light-unknown",
			"breakdown/light-guessed", "breakdown/place-unknown", "script/almost-heading":
			messages = append(messages, i.Message)
		}
	}
	return b.Scenes[1], strings.Join(messages, "\n")
}

// What stands in front of INT or EXT and is neither a number, a light, a word of the story nor a kind is told, with what was made of it.
func TestWordsInFrontOfThePlaceAreTold(t *testing.T) {
	for _, c := range []struct{ line, set, number, told string }{
		{"MARSEILLE - INT. BAR - JOUR", "MARSEILLE - BAR", "1A", "«\u00a0MARSEILLE\u00a0», devant INT ou EXT, est lu comme le début du décor"},
		{"12½ INT. BAR - JOUR", "12½ - BAR", "1A", "«\u00a012½\u00a0», devant INT ou EXT, est lu comme le début du décor"},
		{"PREMIÈRE SÉQUENCE - INT. BAR - JOUR", "PREMIÈRE SÉQUENCE - BAR", "1A", "est lu comme le début du décor"},
		{"CUISINE - INT - JOUR", "CUISINE", "1A", "1\u00a0séquence : le décor est lu devant INT ou EXT (1A)"},
		{"12 HÔTEL - INT. JOUR", "HÔTEL", "12", "1\u00a0séquence : le décor est lu devant INT ou EXT (12)"},
		{"RETOUR INT. BAR - JOUR", "BAR", "1A", "«\u00a0RETOUR\u00a0», devant INT ou EXT, est laissé hors du décor"},
		{"SUITE INT. BAR - JOUR", "BAR", "1A", "est laissé hors du décor"},
		{"12 (suite) INT. BAR - JOUR", "BAR", "12", "est laissé hors du décor"},
		{"EP2 SC14 INT. BAR - JOUR", "BAR", "14", "«\u00a0EP2\u00a0», devant INT ou EXT, est laissé hors du décor"},
		{"ACTE I - SCÈNE 3 - INT. BAR - JOUR", "BAR", "3", "est laissé hors du décor"},
		{"45A EXT. RUE - JOUR 45B", "RUE", "45A", "porte un autre numéro, 45B"},
		{"12 INT. BAR - JOUR\t\t13", "BAR", "12", "porte un autre numéro, 13"},
		{"1979 - INT. BAR - JOUR", "BAR", "1A", "«\u00a01979\u00a0», devant INT ou EXT, est lu comme une année du récit, pas comme un numéro"},
		{"PARIS 1979 - INT. BAR - JOUR", "PARIS - BAR", "1A", "est lu comme le début du décor"},
		{"GÉNÉRIQUE - INT. BAR - JOUR", "BAR", "1A", ""},
		{"(1979) INT. BAR - JOUR", "BAR", "1A", ""},
		{"2 ANS PLUS TARD - INT. BAR - JOUR", "BAR", "1A", ""},
		{"6 JUIN 1944 - EXT. PLAGE - JOUR", "PLAGE", "1A", ""},
		{"RÊVE - INT. BAR - JOUR", "BAR", "1A", ""},
		{"12* INT. BAR - JOUR", "BAR", "12", ""},
		{"SÉQUENCE DOUZE - INT. BAR - JOUR", "BAR", "DOUZE", ""},
		{"JOUR - INT. BAR", "BAR", "1A", ""},
	} {
		sc, told := ofHeading(t, c.line)
		assert.Equal(t, c.set, sc.Set, c.line)
		assert.Equal(t, c.number, sc.Number, c.line)
		if c.told == "" {
			assert.Empty(t, told, c.line)
		} else {
			assert.Contains(t, told, c.told, c.line)
		}
	}
}

// A heading with two lights keeps both, in the order written, and says so.
func TestTwoLightsAreBothKept(t *testing.T) {
	for _, line := range []string{"INT. CUISINE - JOUR / EXT. JARDIN - NUIT", "INT. BAR - JOUR/EXT. RUE - NUIT", "INT. BAR - JOUR + EXT. RUE - NUIT",
		"INT. BAR - JOUR PUIS EXT. RUE - NUIT", "INT. BAR - JOUR 1 / NUIT 1", "INT. BAR - JOUR - NUIT", "INT. BAR - JOUR, NUIT",
		"INT. BAR - J/N", "INT. BAR - JOUR → NUIT", "INT. BAR - JOUR + NUIT", "INT. BAR - JOUR À NUIT", "JOUR - INT. BAR - NUIT",
		"INT/JOUR - BAR - NUIT", "INT. BAR - JOUR (NUIT)", "INT. BAR JOUR / EXT. RUE NUIT"} {
		sc, told := ofHeading(t, line)
		assert.Equal(t, script.Day, sc.Light, line)
		assert.Equal(t, []script.Light{script.Night}, sc.MoreLights, line)
		assert.Contains(t, told, "deux effets", line)
	}
	for line, more := range map[string][]script.Light{
		"EXT. PLAGE - JOUR/NUIT/AUBE": {script.Night, script.Dawn}, "EXT. PLAGE - JOUR / NUIT / AUBE": {script.Night, script.Dawn},
		"EXT. PLAGE - JOUR / MATIN": {script.Morning}, "INT. BAR - JOUR / EXT. RUE - JOUR": nil, "INT. BAR - JOUR - PLUS TARD": nil,
		"EXT. PLAGE - JOUR (EFFET NUIT)": nil, "EXT. PLAGE - JOUR (Crépuscule)": nil,
	} {
		sc, _ := ofHeading(t, line)
		assert.Equal(t, more, sc.MoreLights, line)
	}
	sc, _ := ofHeading(t, "INT. CUISINE - JOUR / EXT. JARDIN - NUIT")
	require.Len(t, sc.Flags, 1, "a night outside is one, even as the second light")
	assert.Equal(t, breakdown.FlagNightExt, sc.Flags[0].Kind)
}

// A scene that any words take out keeps its number, has no length and is not played, whatever stands around them.
func TestOmittedScenesAreNotPlayed(t *testing.T) {
	for line, number := range map[string]string{"12 OMIS - INT. CUISINE - JOUR": "12", "12 SUPPRIMÉE : INT. CUISINE - JOUR": "12",
		"OMIS - 12 INT. CUISINE - JOUR": "12", "12 OMIS - CUISINE - JOUR": "12", "12 OMIS : CUISINE": "12", "OMIS 12": "12", "OMIS - SÉQUENCE 12": "12",
		"SÉQUENCES 12 ET 13 SUPPRIMÉES": "12-13", "12 & 13 OMISES": "12-13", "12 AU 14 OMISES": "12-14", "(OMIS)": "1A", "(12 OMIS)": "12",
		"12 INT. CUISINE - JOUR OMIS": "12", "12 INT. OMIS": "12", "A12 OMIS": "A12", "12 OMIS 12": "12", "12 Omis - Int. cuisine - jour": "12"} {
		sc, _ := ofHeading(t, line)
		assert.True(t, sc.Omitted, line)
		assert.Equal(t, number, sc.Number, line)
		assert.Zero(t, sc.Eighths, line)
	}
}

// A delay of the story in a heading is no age of a child.
func TestADelayIsNoAge(t *testing.T) {
	for _, line := range []string{"DIX ANS PLUS TÔT - INT. BAR - JOUR", "INT. BAR - JOUR - DEUX ANS PLUS TARD", "DEUX ANS APRÈS - INT. BAR - JOUR",
		"CARTON : « DEUX ANS PLUS TARD » - INT. BAR - JOUR"} {
		sc, _ := ofHeading(t, line)
		assert.Empty(t, sc.Flags, line)
	}
}

// Whatever dash stands between two parts of a set, a table names its location and proposes what is near it.
func TestTablesProposePlaces(t *testing.T) {
	table := "Numéro;Décor\n1;MAISON D'ANNA - CUISINE\n2;MAISON D'ANNA ‒ CUISINE\n3;MAISON D'ANNA − CUISINE\n4;MAISON D'ANNA-CUISINE\n"
	b, err := breakdown.ReadCSV(strings.NewReader(table), "t.csv", breakdown.GuessMapping([]string{"Numéro", "Décor"}))
	require.NoError(t, err)
	for _, sc := range b.Scenes[:3] {
		assert.Equal(t, "MAISON D'ANNA", sc.Location, sc.Number)
		assert.Equal(t, "MAISON D'ANNA - CUISINE", sc.Set, sc.Number)
	}
	require.NotEmpty(t, b.PlaceAliases)
	assert.Equal(t, "MAISON D'ANNA-CUISINE", b.PlaceAliases[0].Other)
}

// Each spelling of one place is proposed once, SAINT and ST are one word, and a location may stand behind what it holds.
func TestNearPlacesAreProposedOnce(t *testing.T) {
	proposals := func(sets ...string) []breakdown.Alias {
		var text strings.Builder
		for _, set := range sets {
			text.WriteString("INT. " + set + " - JOUR\n\nIl entre.\n\n")
		}
		return breakdown.New(script.ParseText(text.String(), script.Settings{French: true}), breakdown.Settings{}).PlaceAliases
	}
	spellings := []string{"GRANDE MAISON BLEUE", "LA GRANDE MAISON BLEUE", "GRANDE-MAISON BLEUE", "MAISON BLEUE GRANDE", "GRANDE MAISON BLEU",
		"LA GRANDE MAISON BLEU", "GRANDEMAISON BLEUE"}
	assert.Len(t, proposals(spellings...), len(spellings)-1)
	for _, pair := range [][]string{{"HÔPITAL ST-LOUIS", "HÔPITAL SAINT-LOUIS"}, {"RUE STE ANNE", "RUE SAINTE-ANNE"},
		{"MAISON D'ANNA - CUISINE", "CUISINE - MAISON D'ANNA"}, {"CHÂTEAU - CAVE", "CHÂTEAU (CAVE)"}} {
		assert.Len(t, proposals(pair...), 1, pair)
	}
	assert.Empty(t, proposals("CHAMBRE 12", "CHAMBRE 13"))
}

// A heading with two numbers keeps the one between signs and names the other.
func TestTheOtherNumberIsTold(t *testing.T) {
	for line, want := range map[string][2]string{"12 INT. CAVE - NUIT #13#": {"13", "12"}, "#12# INT. CAVE - NUIT #13#": {"12", "13"},
		"12 OMIS #13#": {"13", "12"}, "45A INT. CAVE - NUIT 45B": {"45A", "45B"}} {
		b := breakdown.New(script.ParseText(line+"\n\nElle entre.\n", script.Settings{French: true}), breakdown.Settings{})
		require.Len(t, b.Scenes, 1, line)
		assert.Equal(t, want[0], b.Scenes[0].Number, line)
		said := ""
		for _, i := range b.Issues {
			if i.Rule == "breakdown/two-numbers" {
				said += i.Message
			}
		}
		assert.Contains(t, said, "un autre numéro, "+want[1], line)
	}
}
