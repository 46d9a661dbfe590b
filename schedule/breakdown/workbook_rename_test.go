package breakdown_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// row finds the row of an element, a group, a role… among those of all scenes.
func row[T any](t *testing.T, b breakdown.Breakdown, list func(breakdown.Scene) []T, is func(T) bool) int {
	t.Helper()
	n := 0
	for _, sc := range b.Scenes {
		for _, v := range list(sc) {
			if n++; is(v) {
				return n
			}
		}
	}
	require.Fail(t, "no such row")
	return 0
}

func elementRow(t *testing.T, b breakdown.Breakdown, name string) int {
	t.Helper()
	return row(t, b, func(sc breakdown.Scene) []breakdown.Need { return sc.Elements }, func(n breakdown.Need) bool { return n.Name == name })
}

// taggedWords lists the elements that the tags of a screenplay make: "words = category name".
func taggedWords(s script.Script) []string {
	out := []string{}
	again := breakdown.New(s, breakdown.Settings{})
	for _, sc := range again.Scenes {
		for _, n := range sc.Elements {
			if n.State == breakdown.Kept {
				out = append(out, n.Text+" = "+string(n.Category)+" "+n.Name)
			}
		}
	}
	return out
}

const pistols = "INT. CABANON - JOUR #1#\n\nAnna pose un revolver près de la voiture. Des clients attendent.\n\nANNA\nOui.\n"

// An element that a person renamed, or put in another category, keeps its words: in the workbook, in the next draft, in the tags.
func TestRenamedElementsKeepTheirWords(t *testing.T) {
	text := french(pistols)
	before := breakdown.New(text, breakdown.Settings{})
	was := before.Scenes[0]
	old, rep := readEdited(t, before, func(set setCell) {
		set("Éléments", "Élément", elementRow(t, before, "revolver"), "pistolet d'ordonnance")
		set("Éléments", "Catégorie", elementRow(t, before, "voiture"), "Son")
		set("Figuration", "Groupe", 1, "habitués")
		set("Signaux", "Signal", 1, "Cascades")
	})
	require.Empty(t, rep.Issues)
	again, rep := readEdited(t, old, func(setCell) {})
	require.Empty(t, rep.Issues)
	assert.Equal(t, old, again)
	for range 3 { // draft after draft
		old, _ = breakdown.Update(old, breakdown.New(french(pistols), breakdown.Settings{}))
		got := old.Scenes[0]
		require.Len(t, got.Elements, len(was.Elements))
		require.Len(t, got.Extras, len(was.Extras))
		require.Len(t, got.Flags, len(was.Flags))
		for i, n := range got.Elements {
			assert.Equal(t, was.Elements[i].Text, n.Text)
			assert.Equal(t, was.Elements[i].Line, n.Line)
			assert.Equal(t, was.Elements[i].Count, n.Count)
			switch was.Elements[i].Name {
			case "revolver":
				assert.Equal(t, "pistolet d'ordonnance", n.Name)
				assert.Equal(t, breakdown.Kept, n.State)
			case "voiture":
				assert.Equal(t, breakdown.Sound, n.Category)
				assert.Equal(t, breakdown.Kept, n.State)
			}
		}
		assert.Equal(t, "habitués", got.Extras[0].Kind)
		assert.Equal(t, was.Extras[0].Text, got.Extras[0].Text)
		assert.Equal(t, breakdown.FlagStunts, got.Flags[0].Kind)
		assert.Empty(t, old.Report().Of(moteur.Warning))
		assert.False(t, old.Report().Has("breakdown/kept-but-gone"))
	}
	s := rewrite(t, old, text)
	assert.ElementsMatch(t, []string{"revolver = weapons pistolet d'ordonnance", "voiture = sound voiture"}, taggedWords(s))
	next, _ := breakdown.Update(old, breakdown.New(s, breakdown.Settings{})) // the tags have the new names now
	assert.Len(t, next.Scenes[0].Elements, len(was.Elements))
	assert.False(t, next.Report().Has("breakdown/kept-but-gone"))
}

// The tags of a screenplay take the new name of their element, on the words where they stand.
func TestRenamedTags(t *testing.T) {
	s := readFDX(t, taggedFilm)
	before := breakdown.New(s, breakdown.Settings{})
	old, rep := readEdited(t, before, func(set setCell) {
		set("Éléments", "Élément", elementRow(t, before, "couteau de cuisine"), "couteau à pain")
		set("Éléments", "Catégorie", elementRow(t, before, "vélo de Marie"), "Accessoires")
		set("Éléments", "Élément", elementRow(t, before, "journal"), "quotidien")
	})
	require.Empty(t, rep.Issues)
	b, _ := breakdown.Update(old, breakdown.New(s, breakdown.Settings{}))
	out, _ := b.Tag(s)
	got := taggedWords(rewrite(t, b, s))
	assert.Contains(t, got, "couteau = props couteau à pain")
	assert.Contains(t, got, "vélo rouge = props vélo de Marie")
	assert.Contains(t, got, " = props quotidien")
	assert.Len(t, got, len(taggedWords(s)))
	for i := range s.Elements { // no stretch came or went
		assert.Len(t, out.Elements[i].Stretches, len(s.Elements[i].Stretches))
	}
}

// An element given to another scene is proposed no more in the one whose words named it; a presence stays, and is told.
func TestMovedRows(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	at := elementRow(t, before, "revolver")
	old, rep := readEdited(t, before, func(set setCell) { set("Éléments", "Séquence", at, "3") })
	require.Empty(t, rep.Issues)
	b, _ := breakdown.Update(old, breakdown.New(french(twoScenes), breakdown.Settings{}))
	state := func(sc breakdown.Scene) breakdown.State {
		i := slices.IndexFunc(sc.Elements, func(n breakdown.Need) bool { return n.Name == "revolver" })
		return sc.Elements[i].State
	}
	assert.Equal(t, breakdown.Rejected, state(b.Scenes[0]))
	assert.Equal(t, breakdown.Kept, state(b.Scenes[2]))
	_, rep = readEdited(t, before, func(set setCell) { set("Présences", "Séquence", 1, "3") })
	require.Len(t, rep.Issues, 1)
	assert.Contains(t, rep.Issues[0].Message, "reste")
}

// Scenes renumbered one into the place of the other keep what is theirs.
func TestRenumberedIntoEachOther(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	b, rep := readEdited(t, before, func(set setCell) {
		set("Séquences", "N°", 1, "2")
		set("Séquences", "N°", 2, "3")
		set("Séquences", "N°", 3, "4")
	})
	require.Empty(t, rep.Issues)
	for i := range b.Scenes {
		assert.Equal(t, before.Scenes[i].Elements, b.Scenes[i].Elements)
		assert.Equal(t, before.Scenes[i].Presences, b.Scenes[i].Presences)
	}
}

// A role renamed in the sheet of roles is renamed everywhere and in the next draft, whether the person changed the other sheets or not.
func TestRenamedRoles(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	for name, edit := range map[string]func(set setCell){
		"one cell": func(set setCell) { set("Rôles", "Rôle", 1, "ROSALIE") },
		"by hand everywhere": func(set setCell) {
			set("Rôles", "Rôle", 1, "ROSALIE")
			set("Rôles", "Nom imprimé", 1, "ROSALIE")
			set("Présences", "Rôle", 1, "ROSALIE")
			set("Séquences", "Rôles", 1, "ROSALIE")
		},
	} {
		t.Run(name, func(t *testing.T) {
			old, rep := readEdited(t, before, edit)
			require.Empty(t, rep.Issues)
			for range 3 {
				require.Len(t, old.Roles, 2)
				assert.Equal(t, "ROSALIE", old.Roles[0].ID)
				assert.Equal(t, "ROSALIE", old.Roles[0].Name)
				assert.Equal(t, 1, old.Roles[0].Number)
				assert.Equal(t, []string{"ROSALIE"}, old.Scenes[0].Roles)
				require.Len(t, old.Scenes[0].Presences, 1)
				assert.Equal(t, "ROSALIE", old.Scenes[0].Presences[0].Role)
				assert.NotEqual(t, breakdown.Rejected, old.Scenes[0].Presences[0].State)
				old, _ = breakdown.Update(old, breakdown.New(french(twoScenes), breakdown.Settings{}))
			}
		})
	}
	_, rep := readEdited(t, before, func(set setCell) { set("Rôles", "Rôle", 1, "Anna") })
	require.Len(t, rep.Issues, 1)
	assert.Contains(t, rep.Issues[0].Message, "nom imprimé")
	b, rep := readEdited(t, before, func(set setCell) { set("Rôles", "Rôle", 1, "Paul") })
	require.Len(t, rep.Issues, 1)
	assert.Contains(t, rep.Issues[0].Message, "réuni")
	require.Len(t, b.Roles, 1)
	assert.Equal(t, "PAUL", b.Roles[0].ID)
	b, rep = readEdited(t, before, func(set setCell) {
		set("Rôles", "Rôle", 1, "PAUL")
		set("Rôles", "Rôle", 2, "ANNA")
	})
	assert.Len(t, rep.Issues, 2, "an exchange of names is told")
	assert.Equal(t, before.Scenes[0].Roles, b.Scenes[0].Roles)
}

// The presence of a role given to another one: the first is in the scene no more.
func TestPresenceOfAnotherRole(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	old, rep := readEdited(t, before, func(set setCell) { set("Présences", "Rôle", 1, "PAUL") })
	require.Empty(t, rep.Issues)
	for range 2 {
		assert.Equal(t, []string{"PAUL"}, old.Scenes[0].Roles)
		require.Len(t, old.Scenes[0].Presences, 1)
		assert.Equal(t, breakdown.Kept, old.Scenes[0].Presences[0].State)
		old, _ = breakdown.Update(old, breakdown.New(french(twoScenes), breakdown.Settings{}))
	}
}

// A changed heading is read again; what its own cell tells, and what the heading tells no more, stay. A location follows its set.
func TestChangedHeading(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	for typed, want := range map[string]string{
		"EXT. GARE - QUAI - NUIT":      "EXT|GARE - QUAI|GARE|night||0",
		"INT. BAR - JOUR (FLASHBACK)":  "INT|BAR|BAR|day|FLASHBACK|0",
		"7 INT. CAVE - AUBE":           "INT|CAVE|CAVE|dawn||1",
		"CAVE":                         "INT|CAVE|CAVE|day||1",
		"INT. BAR - CUISINE - CONTINU": "INT|BAR - CUISINE|BAR|day||0",
	} {
		b, rep := readEdited(t, before, func(set setCell) { set("Séquences", "Intitulé", 1, typed) })
		s := b.Scenes[0]
		assert.Equal(t, want, string(s.Place)+"|"+s.Set+"|"+s.Location+"|"+string(s.Light)+"|"+s.Story+"|"+string(rune('0'+len(rep.Issues))), typed)
		out, _ := breakdown.Update(b, breakdown.New(french(twoScenes), breakdown.Settings{}))
		assert.Equal(t, s.Set+s.Location+string(s.Light)+s.Story, out.Scenes[0].Set+out.Scenes[0].Location+string(out.Scenes[0].Light)+out.Scenes[0].Story, typed)
	}
	b, rep := readEdited(t, before, func(set setCell) {
		set("Séquences", "Intitulé", 1, "EXT. GARE - NUIT")
		set("Séquences", "Décor", 1, "Bar de Paul - cave")
	})
	require.Empty(t, rep.Issues)
	assert.Equal(t, "Bar de Paul - cave", b.Scenes[0].Set)
	b, rep = readEdited(t, before, func(set setCell) { set("Séquences", "Décor", 1, "Bar de Paul - cave") })
	require.Empty(t, rep.Issues)
	assert.Equal(t, "Bar de Paul", b.Scenes[0].Location)
	b, _ = readEdited(t, before, func(set setCell) { set("Séquences", "Effet", 1, "NUIT") })
	b, rep = readEdited(t, b, func(set setCell) { set("Séquences", "Intitulé", 1, "INT. BAR - CAVE - JOUR") })
	require.Empty(t, rep.Issues)
	assert.Equal(t, "night", string(b.Scenes[0].Light), "the heading said JOUR before: the light typed stays")
	assert.Equal(t, "BAR - CAVE", b.Scenes[0].Set)
}

// A category that nobody had is named with the nearest accepted ones, once; one of the production stays quiet.
func TestTypedCategory(t *testing.T) {
	before := breakdown.New(french(twoScenes), breakdown.Settings{})
	at := elementRow(t, before, "revolver")
	b, rep := readEdited(t, before, func(set setCell) { set("Éléments", "Catégorie", at, "Accesoires") })
	require.Len(t, rep.Issues, 1)
	assert.Regexp(t, `^Éléments!B\d+$`, rep.Issues[0].Path)
	assert.Contains(t, rep.Issues[0].Message, "les plus proches : Accessoires")
	_, rep = readEdited(t, b, func(set setCell) { set("Éléments", "Élément", at, "colt") })
	assert.Empty(t, rep.Issues)
}
