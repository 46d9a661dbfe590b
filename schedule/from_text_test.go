package schedule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// planned is the problem of a French screenplay.
func planned(text string) schedule.Problem {
	return schedule.FromBreakdown(breakdown.New(script.ParseText(text, script.Settings{French: true}), breakdown.Settings{}), schedule.Defaults{})
}

// What a heading and a cue say reaches the plan: spellings of one place, omitted scenes, nights shot by day, the age of a role.
func TestHeadingsReachThePlan(t *testing.T) {
	t.Run("one place", func(t *testing.T) {
		p := planned("INT. MAISON D'ANNA - CUISINE - JOUR\n\nRien.\n\nINT. MAISON D’ANNA - SALON - JOUR\n\nRien.\n\n" +
			"INT. Maison d'Anna — Cuisine - JOUR\n\nRien.\n\nINT. CAFE - JOUR\n\nRien.\n\nINT. CAFÉ - SOIR\n\nRien.\n")
		assert.Len(t, p.Locations, 2)
	})
	t.Run("omitted", func(t *testing.T) {
		p := planned("INT. RUE - JOUR #1#\n\nRien.\n\nOMIS #2#\n\nEXT. PORT - NUIT #3#\n\nRien.\n")
		require.Len(t, p.Scenes, 2)
		assert.Equal(t, "3", p.Scenes[1].ID)
	})
	t.Run("day for night", func(t *testing.T) {
		p := planned("EXT. FORÊT - NUIT AMÉRICAINE\n\nRien.\n\nEXT. PORT - NUIT\n\nRien.\n")
		assert.True(t, p.Scenes[0].DayForNight)
		assert.False(t, p.Scenes[1].DayForNight)
	})
	t.Run("age", func(t *testing.T) {
		p := planned("INT. CAVE - JOUR\n\nLUCIE (8 ans)\nNon.\n")
		require.NotNil(t, p.Roles[0].Child)
		assert.Equal(t, 8, p.Roles[0].Child.Age)
	})
}

// A child read from a screenplay has its preparation and its release: its presence is counted from its HMC on.
func TestAChildOfTheTextHasItsPreparation(t *testing.T) {
	b := breakdown.New(script.ParseText("INT. SALON - JOUR\n\nLÉA (8 ans) entre.\n\nLÉA\nOui.\n", script.Settings{French: true}), breakdown.Settings{})
	p := schedule.FromBreakdown(b, schedule.Defaults{})
	require.NotNil(t, p.Roles[0].Child)
	assert.Equal(t, [2]int{45, 15}, [2]int{p.Roles[0].Child.Before, p.Roles[0].Child.After})
	p = schedule.FromBreakdown(b, schedule.Defaults{ChildBefore: 60, ChildAfter: 20})
	assert.Equal(t, [2]int{60, 20}, [2]int{p.Roles[0].Child.Before, p.Roles[0].Child.After})
}
