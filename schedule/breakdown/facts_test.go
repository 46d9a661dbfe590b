package breakdown_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

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
	assert.Equal(t, 1, labels["Feu"])
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

// What a role sings it says: the words are the same whether the file marks them as a song or not.
func TestSungWordsAreSaid(t *testing.T) {
	sung := breakdown.New(french("INT. BAR - NUIT\n\nMARIE\n~Dans le port\n~y a des marins\n\nIl dort.\n"), breakdown.Settings{})
	said := breakdown.New(french("INT. BAR - NUIT\n\nMARIE\nDans le port\ny a des marins\n\nIl dort.\n"), breakdown.Settings{})
	assert.Equal(t, 7, sung.Scenes[0].DialogueWords)
	assert.Equal(t, said.Roles[0].Words, sung.Roles[0].Words)
}
