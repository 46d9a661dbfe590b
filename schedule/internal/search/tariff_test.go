package search

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// someLaw is a law whose premiums are of any kind of date, some on the night of a clock change.
func someLaw(r *rand.Rand) Law {
	l := Law{Tariff: someTariff(r.IntN(2) == 0, r.IntN(2) == 0)}
	if r.IntN(3) == 0 {
		l.TurnAt, l.TurnBy = 1620, 60-120*r.IntN(2)
		for i := 3; i < l.Tariff.Len; i++ {
			l.Tariff.Runs[i].Until += l.TurnBy
		}
	}
	return l
}

// No day costs less than the premiums the bound counts for its work: wherever its break stands, whenever it is called.
func TestPremiumsAreBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 17))
	costly := 0
	for range 400 {
		m := &Model{Problem: Problem{HourRate: 61234, Prep: 60, WrapUp: 30}}
		l := someLaw(r)
		l.Break = 30 * r.IntN(4)
		work := r.IntN(800)
		least := l.Tariff.atLeast(work+min(0, l.TurnBy), m.HourRate)
		if least > 0 {
			costly++
		}
		for range 100 {
			length := l.Break + work + r.IntN(200)
			call := r.IntN(lastMinute - length)
			meal := call + r.IntN(length-l.Break+1)
			require.LessOrEqual(t, least, m.premiums(&l, Hours{Call: call, Meal: meal, Break: l.Break, Wrap: call + length}), "called at %d for %d: %+v",
				call, length, l)
		}
	}
	require.Positive(t, costly)
}
