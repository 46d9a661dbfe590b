package sun_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/sun"
)

// Paris at both solstices, within two minutes of the published tables, and the polar night of Tromsø.
func TestOn(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	june := sun.On(moteur.NewDate(2026, 6, 21), 48_857, 2_352, paris)
	assert.InDelta(t, 5*60+47, june.Rise, 2)
	assert.InDelta(t, 21*60+58, june.Set, 2)
	assert.Less(t, june.Dawn, june.Rise)
	assert.Greater(t, june.Dusk, june.Set)
	december := sun.On(moteur.NewDate(2026, 12, 21), 48_857, 2_352, paris)
	assert.InDelta(t, 8*60+41, december.Rise, 2)
	assert.InDelta(t, 16*60+56, december.Set, 2)
	assert.Zero(t, sun.On(moteur.NewDate(2026, 12, 21), 69_600, 18_900, paris).Rise)
}
