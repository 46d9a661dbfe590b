package cli_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/schedule"
)

// A base is a latitude and a longitude in degrees, with points or with commas; what is neither is refused with the accepted form.
func TestParsePosition(t *testing.T) {
	for text, want := range map[string]schedule.Position{
		"":                {},
		"48.857,2.352":    {LatMilli: 48_857, LonMilli: 2_352},
		"48.857, 2.352":   {LatMilli: 48_857, LonMilli: 2_352},
		"48,857 2,352":    {LatMilli: 48_857, LonMilli: 2_352},
		"48,8566;2,3522":  {LatMilli: 48_857, LonMilli: 2_352},
		"-21.115,55.5364": {LatMilli: -21_115, LonMilli: 55_536},
	} {
		got, err := cli.ParsePosition(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"Paris", "48.857", "91,0", "48,181", "48.857,2.352,3", "1e9,0"} {
		_, err := cli.ParsePosition(text)
		assert.ErrorContains(t, err, "48.857,2.352", text)
	}
}
