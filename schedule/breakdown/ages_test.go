package breakdown_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// The age of a role is read where writers put it, in digits or in words, and the duties of a child follow.
func TestAgesOfRoles(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		role string
		age  int
	}{
		"beside the name":           {"NOÉ (neuf ans)\nOui.\n", "NOÉ", 9},
		"under the name":            {"NOÉ\n(9 ans)\nOui.\n", "NOÉ", 9},
		"under, with a voice":       {"NOÉ\n(9 ans, off)\nOui.\n", "NOÉ", 9},
		"of two, the youngest":      {"NOÉ (12-13 ans)\nOui.\n", "NOÉ", 12},
		"about":                     {"NOÉ, la dizaine, court.\n", "NOÉ", 10},
		"without a bracket":         {"NOÉ 9 ANS\nOui.\n", "NOÉ", 9},
		"in the name":               {"LE GAMIN DE 9 ANS\nOui.\n", "LE GAMIN DE 9 ANS", 9},
		"in the action, words":      {"Entre NOÉ, neuf ans, puis SAM.\n", "NOÉ", 9},
		"in the action, of two":     {"NOÉ (9 ou 10 ans) dort.\n", "NOÉ", 9},
		"in the action, small":      {"Noé, 9 ans, dort.\n\nNOÉ\nOui.\n", "NOÉ", 9},
		"in the action, about":      {"NOÉ, une quinzaine d'années, dort.\n", "NOÉ", 15},
		"a baby":                    {"NOÉ, six mois, dort.\n", "NOÉ", 1},
		"a time is no age":          {"NOÉ attend depuis neuf ans.\n\nNOÉ\nOui.\n", "NOÉ", 0},
		"years ago":                 {"NOÉ\n(il y a neuf ans)\nOui.\n", "NOÉ", 0},
		"a digit that numbers them": {"GARDE (1)\nOui.\n\nGARDE (2)\nOui.\n", "GARDE", 0},
	} {
		t.Run(name, func(t *testing.T) {
			b := breakdown.New(french("INT. RUE - JOUR\n\n"+c.text), breakdown.Settings{})
			var ages []int
			for _, r := range b.Roles {
				if r.Name == c.role {
					ages = append(ages, r.Age)
				}
			}
			assert.Equal(t, []int{c.age}, ages)
			flags := 0
			for _, f := range b.Scenes[0].Flags {
				if f.Kind == breakdown.FlagChildren {
					flags++
				}
			}
			assert.Equal(t, c.age > 0 && c.age < 18, flags > 0)
			for _, i := range b.Issues {
				assert.NotEqual(t, "breakdown/age-unread", i.Rule)
			}
		})
	}
	b := breakdown.New(french("INT. RUE - JOUR\n\nNOÉ (9)\nOui.\n"), breakdown.Settings{})
	assert.Equal(t, 0, b.Roles[0].Age)
	assert.True(t, slices.ContainsFunc(b.Issues, func(i moteur.Issue) bool {
		return i.Rule == "breakdown/age-unread" && strings.Contains(i.Message, "NOÉ (9)")
	}))
}

// Words to read on the screen name nobody, and years that pass are nobody's age.
func TestScreenWordsHaveNoAge(t *testing.T) {
	for _, line := range []string{"CARTON : « Huit ans »", "CARTON (3 ans)"} {
		assert.Empty(t, breakdown.New(french("INT. GRANGE - JOUR\n\n"+line+"\n\nElle dort.\n"), breakdown.Settings{}).Roles, line)
	}
	for _, line := range []string{"CARTON : « Trois ans plus tard »", "SUPER : dix ans après.", "PARIS, dix ans plus tard."} {
		b := breakdown.New(french("INT. GRANGE - JOUR\n\n"+line+"\n\nElle dort.\n"), breakdown.Settings{})
		assert.Empty(t, b.Roles, line)
		for _, f := range b.Scenes[0].Flags {
			assert.NotEqual(t, breakdown.FlagChildren, f.Kind, line)
		}
	}
	b := breakdown.New(french("INT. GRANGE - JOUR\n\nEVA (8 ans) entre. PAUL, huit ans, sort.\n"), breakdown.Settings{})
	require.Len(t, b.Roles, 2)
	assert.Equal(t, 8, b.Roles[0].Age)
}
