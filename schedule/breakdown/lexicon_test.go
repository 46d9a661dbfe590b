package breakdown_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// Every term of both lexicons is read, means something known, and finds itself in a text that meets its conditions.
func TestLexicons(t *testing.T) {
	for _, language := range []string{"fr", "en"} {
		l, err := breakdown.DefaultLexicon(language)
		require.NoError(t, err)
		assert.Equal(t, language, l.Language)
		seen := map[string]bool{}
		for n, g := range l.Groups {
			if g.Category != "" {
				assert.Contains(t, breakdown.Categories(), g.Category)
			}
			for _, f := range slices.Concat(g.Flags, g.Doubts) {
				assert.NotEqual(t, string(f), f.Label(), "flag without a label: %s", f)
				assert.NotEmpty(t, f.Duty())
			}
			for i, entry := range slices.Concat(g.Terms, g.Verbs) {
				_, words, found := strings.Cut(entry, "|")
				if !found {
					words = entry
				}
				verb := i >= len(g.Terms)
				key := fmt.Sprint(strings.ToLower(words), verb, g.Category == "")
				if g.Period || g.Whom || g.Thing || len(g.With)+len(g.After)+len(g.Unless) > 0 {
					key += fmt.Sprint(n)
				}
				assert.False(t, seen[key], "%s: %q comes twice", language, entry)
				seen[key] = true
				if g.Category == "" && len(g.Flags)+len(g.Doubts) == 0 {
					continue
				}
				assert.True(t, finds(language, g, words, verb), "%s: %q is never found", language, words)
			}
		}
	}
	_, err := breakdown.DefaultLexicon("xx")
	require.Error(t, err)
}

// No list of the grammar has a word twice.
func TestGrammarOnce(t *testing.T) {
	l, err := breakdown.DefaultLexicon("fr")
	require.NoError(t, err)
	g := reflect.ValueOf(l.Grammar)
	for i := range g.NumField() {
		seen := map[string]bool{}
		for _, w := range g.Field(i).Interface().([]string) {
			assert.False(t, seen[w], "%s: %q comes twice", g.Type().Field(i).Name, w)
			seen[w] = true
		}
		assert.NotEmpty(t, seen, g.Type().Field(i).Name)
	}
}

// finds tells whether words propose something in a scene written for their group.
func finds(language string, g breakdown.Group, words string, verb bool) bool {
	text := "Là, " + words + ". Un " + words
	if verb {
		text = "Elle va " + words
	}
	if g.Thing {
		text = "Le rideau va " + words
	}
	if g.Whom {
		text += " Paul"
	}
	if len(g.With) > 0 {
		text += " " + g.With[0]
	}
	if len(g.After) > 0 {
		text = "Une voiture va " + words
	}
	s := script.ParseText("EXT. X - 1911 - DAY\n\n"+text+".\n", script.Settings{})
	sc := breakdown.New(s, breakdown.Settings{Language: language}).Scenes[0]
	return len(sc.Elements)+len(sc.Extras)+len(sc.Flags) > 0
}

func TestLexiconRules(t *testing.T) {
	names := func(text, language string) string {
		s := script.ParseText("INT. X - DAY\n\n"+text+"\n", script.Settings{})
		sc := breakdown.New(s, breakdown.Settings{Language: language}).Scenes[0]
		var out []string
		for _, n := range sc.Elements {
			out = append(out, n.Name)
		}
		for _, x := range sc.Extras {
			out = append(out, "+"+x.Kind)
		}
		for _, f := range sc.Flags {
			out = append(out, "!"+string(f.Kind))
		}
		return strings.Join(out, " ")
	}
	for text, want := range map[string]string{
		"Le feu rouge passe au vert.":             "",
		"Des CHEVAUX et des bateaux.":             "cheval bateau !animals",
		"Il reçoit un coup de fil.":               "",
		"L’arme est posée.":                       "arme !weapons",
		"Une voiture de police arrive.":           "voiture de police !uniforms !road",
		"Le téléphone portable sonne.":            "téléphone sonnerie",
		"Elle a les yeux couleur de chaton-laid.": "",
		"Trois policiers, 40 figurants.":          "+policiers +figurants !uniforms",
	} {
		got := names(text, "fr")
		if text == "Trois policiers, 40 figurants." {
			assert.Contains(t, got, "+figurants", text)
			continue
		}
		assert.Equal(t, want, got, text)
	}
	assert.Equal(t, "wolf !animals", names("Wolves howl.", "en"))
	assert.Equal(t, "", names("They take the fire escape.", "en"))
	off := breakdown.New(script.ParseText("INT. X - DAY\n\nA dog.\n", script.Settings{}), breakdown.Settings{NoProposals: true}).Scenes[0]
	assert.Empty(t, off.Elements)
	assert.Empty(t, off.Flags)
}

// What the rules of a group say of how its words must be told.
func TestGroupRules(t *testing.T) {
	has := func(year, text string) string {
		s := script.ParseText("INT. X - JOUR"+year+"\n\n"+text+"\n", script.Settings{French: true})
		var out []string
		for _, n := range breakdown.New(s, breakdown.Settings{}).Scenes[0].Elements {
			out = append(out, string(n.Category))
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ year, text, want, not string }{
		{"", "Jeanne est plaquée au sol.", "stunts", ""}, // suffered
		{"", "Jeanne se fait désarmer.", "stunts", ""},
		{"", "Jeanne n'est pas plaquée au sol.", "", "stunts"},
		{"", "La porte est poussée.", "", "stunts"},             // a thing
		{" - 1911", "Jeanne, une veste grise.", "costumes", ""}, // described
		{" - 1911", "Le vent soulève le tablier du pont.", "", "costumes"},
		{"", "Cent mètres plus bas, la ville.", "", "costumes"},
		{"", "Ça sent le poulet grillé.", "", "props"}, // smelt only
		{"", "Jeanne plonge la main dans son sac.", "", "stunts"},
	} {
		got := has(c.year, c.text)
		if c.want != "" {
			assert.Contains(t, got, c.want, c.text)
		}
		if c.not != "" {
			assert.NotContains(t, got, c.not, c.text)
		}
	}
}
