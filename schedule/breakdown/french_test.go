package breakdown_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// A light that refers to the scene before takes its light, and the words are kept.
func TestRelativeLights(t *testing.T) {
	for _, word := range []string{"CONTINU", "PLUS TARD", "MÊME", "En même temps", "CONTINUOUS", "LATER", "MOMENTS LATER", "SAME", "UN PEU PLUS TARD", "2 HEURES PLUS TARD"} {
		s := french("INT. BAR - NUIT\n\nRien.\n\nINT. CAVE - " + word + "\n\nRien.\n")
		b := breakdown.New(s, breakdown.Settings{})
		require.Len(t, b.Scenes, 2, word)
		assert.Equal(t, "CAVE", b.Scenes[1].Set, word)
		assert.Equal(t, script.Night, b.Scenes[1].Light, word)
		assert.Equal(t, breakdown.Inherited, b.Scenes[1].LightFrom, word)
		assert.Equal(t, word, b.Scenes[1].LightText)
	}
}

// In French VO is the original version: the role is on screen. V.O. and Voix off are voices off, and all are one role.
func TestFrenchVoices(t *testing.T) {
	s := french("INT. BAR - JOUR\n\nMARIE (VO)\nHello.\n\nINT. CAVE - JOUR\n\nMARIE (Voix off)\nAllô ?\n\nINT. RUE - JOUR\n\nMARIE (V.O.)\nAllô ?\n")
	b := breakdown.New(s, breakdown.Settings{})
	require.Len(t, b.Roles, 1)
	assert.Equal(t, "MARIE", b.Roles[0].ID)
	assert.Equal(t, breakdown.Speaking, b.Scenes[0].Presences[0].Mode)
	assert.Equal(t, breakdown.Off, b.Scenes[1].Presences[0].Mode)
	assert.Equal(t, breakdown.Off, b.Scenes[2].Presences[0].Mode)
	assert.Empty(t, b.Scenes[1].OnCamera())
	assert.Equal(t, []string{"MARIE"}, b.Scenes[1].Roles)

	en := breakdown.New(script.ParseText("INT. BAR - DAY\n\nMARY (VO)\nHello.\n", script.Settings{}), breakdown.Settings{})
	assert.Equal(t, breakdown.Off, en.Scenes[0].Presences[0].Mode)
}

// A nuit américaine is told by the heading: the light of the story is the night, the shoot is by day.
func TestDayForNight(t *testing.T) {
	for light, want := range map[string]bool{"NUIT AMÉRICAINE": true, "NUIT (nuit américaine)": true, "JOUR (EFFET NUIT)": true, "EFFET NUIT": true,
		"JOUR POUR NUIT": true, "DAY FOR NIGHT": true, "NUIT": false, "NUIT (PLEINE LUNE)": false} {
		b := breakdown.New(french("EXT. JARDIN - "+light+"\n\nRien.\n"), breakdown.Settings{})
		require.Len(t, b.Scenes, 1, light)
		assert.Equal(t, "JARDIN", b.Scenes[0].Set, light)
		assert.Equal(t, want, b.Scenes[0].DayForNight(), light)
		if light != "JOUR (EFFET NUIT)" {
			assert.Equal(t, script.Night, b.Scenes[0].Light, light)
		}
	}
}
