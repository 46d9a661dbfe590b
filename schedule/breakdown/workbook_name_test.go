package breakdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// A name that a person emptied comes back, and its cell is named; a row emptied whole is taken out.
func TestEmptiedNames(t *testing.T) {
	before := breakdown.New(french(pistols), breakdown.Settings{})
	for name, c := range map[string]struct {
		sheet, column string
		row           int
		was           string
	}{
		"element": {"Éléments", "Élément", elementRow(t, before, "revolver"), "revolver"},
		"group":   {"Figuration", "Groupe", 1, before.Scenes[0].Extras[0].Kind},
		"signal":  {"Signaux", "Signal", 1, before.Scenes[0].Flags[0].Kind.Label()},
		"role":    {"Rôles", "Rôle", 1, "ANNA"},
		"who":     {"Présences", "Rôle", 1, "ANNA"},
	} {
		t.Run(name, func(t *testing.T) {
			old, rep := readEdited(t, before, func(set setCell) { set(c.sheet, c.column, c.row, "") })
			require.Len(t, rep.Issues, 1)
			assert.True(t, strings.HasPrefix(rep.Issues[0].Path, c.sheet+"!"), rep.Issues[0].Path)
			assert.Contains(t, rep.Issues[0].Message, c.was)
			same, _ := readEdited(t, before, func(setCell) {})
			assert.Equal(t, same, old)
		})
	}
	old, rep := readEdited(t, before, func(set setCell) {
		for _, column := range []string{"Séquence", "Catégorie", "Élément", "État", "Mots du texte", "Ligne", "Fois"} {
			set("Éléments", column, elementRow(t, before, "revolver"), "")
		}
	})
	assert.Empty(t, rep.Issues)
	assert.Len(t, old.Scenes[0].Elements, len(before.Scenes[0].Elements)-1)
}

// A role that a person typed in a scene and that the sheet of roles does not have is told once, by its cell.
func TestNewRolesAreTold(t *testing.T) {
	before := breakdown.New(french(pistols), breakdown.Settings{})
	for column, sheet := range map[string]string{"Rôle": "Présences", "Rôles": "Séquences"} {
		old, rep := readEdited(t, before, func(set setCell) { set(sheet, column, 1, "ANNAH") })
		require.Len(t, rep.Issues, 1)
		assert.True(t, strings.HasPrefix(rep.Issues[0].Path, sheet+"!"), rep.Issues[0].Path)
		assert.Contains(t, rep.Issues[0].Message, "ANNA")
		assert.Len(t, old.Roles, 2)
		_, rep = readEdited(t, before, func(set setCell) {
			set(sheet, column, 1, "ROSE")
			set("Rôles", "Rôle", 1, "ROSE")
		})
		assert.False(t, rep.Has("breakdown/role-new"), "%v", rep.Issues)
	}
}

// Only a signal in doubt is printed with the mark of a doubt.
func TestMarksOfSignals(t *testing.T) {
	b := breakdown.New(french(pistols), breakdown.Settings{})
	require.True(t, b.Scenes[0].Flags[0].Sure)
	assert.NotContains(t, text.String(breakdown.Sheets{Breakdown: b}.Document()), "[?] Armes")
	b.Scenes[0].Flags[0].Sure = false
	assert.Contains(t, text.String(breakdown.Sheets{Breakdown: b}.Document()), "[?] Armes")
}
