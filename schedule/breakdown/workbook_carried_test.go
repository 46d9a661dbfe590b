package breakdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

type setCell = func(sheet, title string, row int, v any)

// twoScenes has a role, elements and numbers of its own.
const twoScenes = "INT. BAR - JOUR #1#\n\nAnna pose un revolver.\n\nANNA\nOui.\n\nEXT. RUE - NUIT #2#\n\nPaul marche sous la pluie.\n\nPAUL\nNon.\n\nINT. BAR - JOUR #3#\n\nRien.\n"

// What a person typed in the workbook is in the breakdown of the next draft.
func TestUpdateCarriesTypedCells(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	old, rep := readEdited(t, before, func(set setCell) {
		set("Séquences", "Intitulé", 1, "INT. BAR DU PORT - JOUR")
		set("Séquences", "Résumé", 1, "Anna menace.")
		set("Séquences", "Temps du récit", 1, "FLASHBACK")
		set("Séquences", "Partie", 1, "ACTE I")
		set("Séquences", "Nature", 1, "insert")
		set("Séquences", "Omise", 3, "oui")
		set("Séquences", "Huitièmes", 2, "1 2/8")
		set("Présences", "Présence", 1, "off")
		set("Rôles", "Autres noms", 1, "ANNE, NANA")
		set("Film", "Valeur", 1, "Le Bar")
	})
	require.Empty(t, rep.Issues)
	assert.Equal(t, 75, old.Scenes[1].Seconds, "a length typed gives the minutage")
	assert.Zero(t, old.Scenes[2].Eighths+old.Scenes[2].Seconds)
	again, rep := readEdited(t, old, func(set setCell) {})
	require.Empty(t, rep.Issues)
	assert.Equal(t, old, again)
	out, _ := breakdown.Update(old, breakdown.New(french(twoScenes+"\nElle sort.\n"), breakdown.Settings{}))
	s := out.Scenes[0]
	assert.Equal(t, "INT. BAR DU PORT - JOUR", s.Heading)
	assert.Equal(t, "Anna menace.", s.Summary)
	assert.Equal(t, breakdown.ByHand, s.SummaryFrom)
	assert.Equal(t, "FLASHBACK", s.Story)
	assert.Equal(t, "ACTE I", s.Section)
	assert.Equal(t, "insert", string(s.Kind))
	assert.Equal(t, breakdown.Off, s.Presences[0].Mode)
	assert.Equal(t, 10, out.Scenes[1].Eighths)
	assert.Equal(t, 75, out.Scenes[1].Seconds)
	assert.True(t, out.Scenes[2].Omitted)
	assert.Zero(t, out.Scenes[2].Eighths+out.Scenes[2].Seconds)
	assert.Equal(t, []string{"ANNE", "NANA"}, out.Roles[0].Aliases)
	assert.Equal(t, "Le Bar", out.Title)
}

// A scene added by hand comes back after the one it followed, under a number that is free.
func TestUpdateKeepsAddedScenes(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	old, rep := readEdited(t, before, func(set setCell) {
		set("Séquences", "N°", 5, "4")
		set("Séquences", "Intitulé", 5, "EXT. PLAGE - JOUR")
		set("Séquences", "Rôles", 5, "ANNA")
	})
	require.Empty(t, rep.Issues)
	for text, want := range map[string]string{twoScenes: "1 2 3 4", twoScenes + "\nINT. CAVE - NUIT #4#\n\nUn rat.\n": "1 2 3 3A 4"} {
		out, _ := breakdown.Update(old, breakdown.New(french(text), breakdown.Settings{}))
		var numbers []string
		for _, s := range out.Scenes {
			numbers = append(numbers, s.Number)
		}
		assert.Equal(t, want, strings.Join(numbers, " "))
		assert.Equal(t, "PLAGE", out.Scenes[3].Set)
		assert.Equal(t, []string{"ANNA"}, out.Scenes[3].Roles)
	}
	// Once the text has it, it goes with the text.
	out, _ := breakdown.Update(old, breakdown.New(french(twoScenes+"\nEXT. PLAGE - JOUR #4#\n\nLa mer.\n"), breakdown.Settings{}))
	require.Len(t, out.Scenes, 4)
	assert.NotContains(t, out.Scenes[3].ByHand, "added")
}

// A scene may be renumbered, or lose its number or its row: what the other sheets say of it follows.
func TestWorkbookRenumberedRows(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	for typed, want := range map[string]string{"2B": "2B", "": "1A"} {
		b, rep := readEdited(t, before, func(set setCell) { set("Séquences", "N°", 2, typed) })
		assert.Empty(t, rep.Issues, typed)
		assert.Equal(t, want, b.Scenes[1].Number)
		assert.Equal(t, before.Scenes[1].Presences, b.Scenes[1].Presences)
	}
	b, rep := readEdited(t, before, func(set setCell) {
		for _, title := range []string{"N°", "Intitulé", "Décor", "Lieu", "Rôles", "Résumé", "Huitièmes", "Secondes"} {
			set("Séquences", title, 2, "")
		}
	})
	require.Len(t, b.Scenes, 2)
	require.NotEmpty(t, rep.Issues)
	for _, i := range rep.Issues {
		assert.Equal(t, moteur.Notice, i.Severity, i.Message)
		assert.Contains(t, i.Message, "La séquence 2 n'est plus")
	}
}

func TestWorkbookCellsOnceIgnored(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	b, rep := readEdited(t, before, func(set setCell) { set("Séquences", "Rôles", 1, "") })
	assert.Empty(t, rep.Issues)
	assert.Empty(t, b.Scenes[0].Roles, "a role taken out of the list stays out")
	assert.Equal(t, breakdown.Rejected, b.Scenes[0].Presences[0].State)

	b, rep = readEdited(t, before, func(set setCell) {
		set("Séquences", "Décor", 5, "HANGAR")
		set("Séquences", "Remarques", 6, "voir le régisseur")
		set("Séquences", "N°", 7, "5")
		set("Séquences", "Intitulé", 7, "OMIS")
	})
	require.Len(t, b.Scenes, 5)
	assert.Equal(t, "HANGAR", b.Scenes[3].Set)
	assert.Equal(t, 1, b.Scenes[3].Eighths)
	assert.True(t, b.Scenes[4].Omitted)
	assert.Zero(t, b.Scenes[4].Eighths)
	require.Len(t, rep.Issues, 1)
	assert.Contains(t, rep.Issues[0].Message, "laissée de côté")

	for _, c := range []struct {
		sheet, title string
		typed        any
	}{{"Signaux", "Certain", "peut-être"}, {"Éléments", "Fois", 7}, {"Éléments", "Catégorie", ""}, {"Rôles", "Âge", 400}, {"Rôles", "N°", 2}, {"Séquences", "Huitièmes", 0}} {
		b, rep = readEdited(t, before, func(set setCell) { set(c.sheet, c.title, 1, c.typed) })
		require.Len(t, rep.Issues, 1, c.title)
		assert.Equal(t, moteur.Warning, rep.Issues[0].Severity)
		assert.GreaterOrEqual(t, b.Scenes[0].Eighths, 1)
	}
}

// A written length gives the minutage of a table, and an omitted scene has neither.
func TestCSVLengths(t *testing.T) {
	text := "N°;Décor;Pages\n1;BAR;1 2/8\n2;OMIS;3/8\n"
	b, err := breakdown.ReadCSV(strings.NewReader(text), "a.csv", breakdown.GuessMapping([]string{"N°", "Décor", "Pages"}))
	require.NoError(t, err)
	assert.Equal(t, 75, b.Scenes[0].Seconds)
	assert.True(t, b.Scenes[1].Omitted)
	assert.Zero(t, b.Scenes[1].Eighths+b.Scenes[1].Seconds)
}

func TestJSONRefused(t *testing.T) {
	for fault, text := range map[string]string{
		"scenes[0].elements[0].count : -1":      `{"scenes": [{"number": "1", "elements": [{"category": "props", "name": "a", "count": -1}]}]}`,
		"scenes[0].presences[0].words : -4":     `{"scenes": [{"number": "1", "presences": [{"role": "A", "mode": "off", "words": -4}]}]}`,
		"roles[0].cues : -9":                    `{"scenes": [], "roles": [{"id": "A", "cues": -9}]}`,
		"roles[0].number : -1":                  `{"scenes": [], "roles": [{"id": "A", "number": -1}]}`,
		"roles[1].id : le rôle A est déjà":      `{"scenes": [], "roles": [{"id": "A"}, {"id": "A"}]}`,
		"scenes[0].roles[0] : le rôle B n'est":  `{"scenes": [{"number": "1", "roles": ["B"]}], "roles": [{"id": "A"}]}`,
		"scenes[0] : une séquence omise n'a ni": `{"scenes": [{"number": "1", "omitted": true, "eighths": 3}]}`,
		"scenes[0].number : le numéro est vide": `{"scenes": [{"heading": "INT. A - JOUR"}]}`,
	} {
		_, err := breakdown.ReadJSON(strings.NewReader(text), "film.json")
		assert.ErrorContains(t, err, fault)
	}
}

// Places that may be one are decided in the workbook, as roles are.
func TestWorkbookPlaceProposals(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	before.PlaceAliases = []breakdown.Alias{{Role: "BAR", Other: "RUE", Reason: "essai", State: breakdown.Proposed}}
	b, rep := readEdited(t, before, func(set setCell) { set("Lieux proches", "État", 1, "gardé") })
	assert.Empty(t, rep.Issues)
	require.Len(t, b.PlaceAliases, 1)
	assert.Equal(t, map[string]string{"RUE": "BAR"}, b.PlaceMerges())
}

// A set and its location are one set, as in a heading, whether a table or a row of the workbook gives them apart.
func TestSetBelowItsLocation(t *testing.T) {
	text := "N°;Décor;Lieu\n1;CUISINE;MAISON\n2;MAISON - SALON;MAISON\n3;MAISON;\n4;;MAISON\n5;GARE - QUAI;12 rue du Port\n"
	b, err := breakdown.ReadCSV(strings.NewReader(text), "a.csv", breakdown.GuessMapping([]string{"N°", "Décor", "Lieu"}))
	require.NoError(t, err)
	want := []string{"MAISON - CUISINE|MAISON", "MAISON - SALON|MAISON", "MAISON|MAISON", "MAISON|MAISON", "GARE - QUAI|12 rue du Port"}
	for i, s := range b.Scenes {
		assert.Equal(t, want[i], s.Set+"|"+s.Location)
	}
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	b, rep := readEdited(t, before, func(set setCell) {
		set("Séquences", "Décor", 5, "CUISINE")
		set("Séquences", "Lieu", 5, "MAISON")
	})
	require.Empty(t, rep.Issues)
	assert.Equal(t, "MAISON - CUISINE|MAISON", b.Scenes[3].Set+"|"+b.Scenes[3].Location)
}

// A list of roles may be cut with other signs, when each part is a role.
func TestRolesCutWithOtherSigns(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	for typed, want := range map[string]string{"ANNA / PAUL": "ANNA PAUL", "ANNA et PAUL": "ANNA PAUL", "ANNA et INÈS": "ANNA et INÈS"} {
		b, _ := readEdited(t, before, func(set setCell) { set("Séquences", "Rôles", 3, typed) })
		assert.Equal(t, want, strings.Join(b.Scenes[2].Roles, " "), typed)
	}
}
