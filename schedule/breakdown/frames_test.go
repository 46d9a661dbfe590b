package breakdown_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule/breakdown"
)

// What a sentence does tells what an element is: who or what falls, what is worn, dried, heard, sung, and how old a name in brackets is.
func TestFrames(t *testing.T) {
	for _, c := range []struct {
		text     string
		category breakdown.Category
		words    string
		is       bool
	}{
		{"Le plateau cède.", breakdown.Effects, "Le plateau cède", true},
		{"La digue, qui cède, gronde.", breakdown.Effects, "qui cède, gronde", false},
		{"Il cède enfin.", breakdown.Effects, "Il cède enfin", false},
		{"Un homme bascule.", breakdown.Effects, "Un homme bascule", false},
		{"Un gendarme tombe.", breakdown.Stunts, "Un gendarme tombe", true},
		{"Un gendarme tombe amoureux.", breakdown.Stunts, "Un gendarme tombe amoureux", false},
		{"Plus une brebis.", breakdown.Animals, "brebis", false},
		{"Elle est coiffée d'une bassine.", breakdown.Costumes, "coiffée d'une bassine", true},
		{"Elle est coiffée d'une bassine.", breakdown.Props, "bassine", false},
		{"Une serveuse coiffe la bouteille.", breakdown.Costumes, "coiffe la bouteille", false},
		{"Il agite un poisson séché.", breakdown.Props, "poisson", true},
		{"Il agite un poisson séché.", breakdown.Animals, "poisson", false},
		{"On entend une perceuse.", breakdown.Props, "perceuse", false},
		{"Une sono crache *Bella ciao* dehors.", breakdown.Music, "Bella ciao", true},
		{"Elle relit *Bella ciao* dehors.", breakdown.Music, "Bella ciao", false},
		{"ZOÉ (11) entre, Paul (52) sort.", breakdown.Minors, "ZOÉ (11", true},
		{"ANNE (52) entre.", breakdown.Minors, "ANNE (52", false},
		{"Elle dégoupille une grenade, la laisse rouler.", breakdown.Props, "laisse", false},
		{"ANNE entre, toque aplatie, plume à la main.", breakdown.Costumes, "toque aplatie", true},
		{"ANNE entre, toque aplatie, plume à la main.", breakdown.Props, "plume", true},
		{"Il se pose sur un clabaud.", breakdown.Props, "clabaud", false},
		{"Il pose un clabaud.", breakdown.Props, "clabaud", true},
		{"Les curseurs montent tout seuls.", breakdown.Effects, "montent tout seuls", true},
		{"Paul rit tout seul.", breakdown.Effects, "rit tout seul", false},
		{"Il lance une chaise.", breakdown.Props, "Il lance une chaise", true},
		{"Il tire une chaise.", breakdown.Props, "Il tire une chaise", false},
	} {
		b := breakdown.New(french("INT. A - JOUR\n\n"+c.text+"\n\nZOÉ\nOui.\n\nANNE\nNon.\n"), breakdown.Settings{})
		is := slices.ContainsFunc(b.Scenes[0].Elements, func(n breakdown.Need) bool { return n.Category == c.category && n.Text == c.words })
		assert.Equal(t, c.is, is, "%s %s: %v", c.text, c.category, b.Scenes[0].Elements)
	}
}

// An animal is not named by the role it carries.
func TestWhoAnAnimalCarries(t *testing.T) {
	b := breakdown.New(french("INT. A - JOUR\n\nL'âne porte Malo.\n\nMALO\nHue !\n\nINT. B - JOUR\n\nMalo lit.\n"), breakdown.Settings{})
	assert.Empty(t, b.Scenes[1].Elements)
}

// Several of a kin, and somebody told by an article alone, are figuration; the performer of a stunt is the stunt's.
func TestFigurationByItsArticle(t *testing.T) {
	for text, want := range map[string]int{
		"Une grosse femme sert du couscous.": 1, "Il sourit à trois cousins.": 1, "Son cousin sourit.": 0, "La grosse femme sert.": 0,
		"Un matelot passe par-dessus bord.": 0, "Un matelot passe. Il tombe à l'eau.": 1,
	} {
		assert.Len(t, breakdown.New(french("INT. A - JOUR\n\n"+text+"\n"), breakdown.Settings{}).Scenes[0].Extras, want, text)
	}
}

// A screenplay with accents counts them in each of its paragraphs, also in those that have none; a hyphen between blanks is a dash.
func TestAccentsOfTheWholeText(t *testing.T) {
	b := breakdown.New(french("INT. A - JOUR\n\nUne bande de gosses.\n\nLINA - 10 ans - entre, la main levée.\n\nLINA\nOui.\n"), breakdown.Settings{})
	for _, n := range b.Scenes[0].Elements {
		assert.NotEqual(t, breakdown.Makeup, n.Category, n.Text)
	}
	assert.True(t, slices.ContainsFunc(b.Scenes[0].Elements, func(n breakdown.Need) bool { return n.Name == "LINA" && n.Category == breakdown.Minors }))
}
