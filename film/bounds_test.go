package film_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// A shooting time of a second on screen beyond any shoot is refused, not computed.
func TestMinutesPerSecondOutOfBounds(t *testing.T) {
	b := breakdown.Breakdown{Scenes: []breakdown.Scene{{Number: "1", Seconds: 60}}}
	for _, m := range []decimal.Decimal{decimal.New(1, 1_000_000_000), decimal.New(1, -1_000_000_000), decimal.NewFromInt(1_000_000)} {
		_, report := film.Shoot{MinutesPerSecond: m}.Problem("Film", b)
		require.True(t, report.Has("film/minutes-per-second"))
	}
	_, report := film.Shoot{MinutesPerSecond: decimal.New(267, -2)}.Problem("Film", b)
	require.False(t, report.Has("film/minutes-per-second"))
}
