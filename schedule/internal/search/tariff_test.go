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

// No day costs less than the premiums the bound counts for its length: wherever its break stands within six hours of the call, however
// much longer it is, and under the sun, whenever it is called.
func TestPremiumsAreBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 17))
	for range 400 {
		m := &Model{Problem: Problem{HourRate: 61234, Meal: 30 * r.IntN(4), Prep: 60, WrapUp: 30, Call: [4]int{480, 1080, 780, 300}}}
		l := someLaw(r)
		kind := r.IntN(4)
		length := m.Prep + m.Meal + m.WrapUp + r.IntN(600)
		fixed, sunny := []int64{-1}, []int64{-1}
		m.cheapest(&l, l.Tariff, l.real(m.Call[kind]), mealLatest, []int{length}, fixed, 0)
		sky := awaited{first: 1100 + r.IntN(200), shortest: 30 + r.IntN(90), sure: true}
		sky.last = sky.first + r.IntN(90)
		early := max(sky.first+sky.shortest+m.WrapUp-length, m.Call[0]) // the earliest call of a day that waits for the night
		latest := max(nextFive(sky.last-m.Prep), m.Call[0])
		if kind == dawnUnit {
			sky.first, sky.last = 240+r.IntN(60), 300+r.IntN(200)
			early, latest = 0, max(nextFive(sky.last-m.Prep), l.Meals[0][0]-mealLatest, 0)
		}
		m.cheapestUnderSky(kind, sky, &l, []int{length}, sunny)
		for range 200 {
			more := length + r.IntN(200)
			meal := r.IntN(min(mealLatest, more-m.Meal) + 1)
			call := m.Call[kind]
			require.LessOrEqual(t, fixed[0], m.premiums(&l, Hours{Call: call, Meal: call + meal, Wrap: call + more}), "called at %d for %d: %+v", call, more, l)
			if early > latest {
				continue
			}
			call = early + r.IntN(latest-early+1)
			if kind != dawnUnit {
				call = max(call, sky.first+sky.shortest+m.WrapUp-more)
			}
			if call > latest || call+more > lastMinute {
				continue
			}
			require.LessOrEqual(t, sunny[0], m.premiums(&l, Hours{Call: call, Meal: call + meal, Wrap: call + more}), "kind %d under the sun, called at %d for %d: %+v", kind, call, more, l)
		}
	}
}

// Where the hours of the break are alike, its place changes no price.
func TestBreaksInFlatHours(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 18))
	for range 2000 {
		l := someLaw(r)
		call := r.IntN(1400)
		length := r.IntN(120)
		to := call + length + mealLatest + r.IntN(400)
		if l.Tariff.flat(call, call+mealLatest+length) {
			require.Equal(t, l.Tariff.broken(100, call, call, length, to), l.Tariff.broken(100, call, call+r.IntN(mealLatest+1), length, to))
		}
	}
}
