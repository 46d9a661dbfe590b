package search

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// randomPricer draws a pricer of a few scenes with its prices.
func randomPricer(r *rand.Rand) (*pricer, prices) {
	m := randomModel(r, 3+r.IntN(8), 6)
	c := newCovering(m)
	y := prices{scene: make([]int64, len(m.Scenes)), loc: make([]int64, len(c.p.locs)), res: make([]int64, len(c.p.rates)), day: r.Int64N(c.p.base + 1)}
	for i := range y.scene {
		y.scene[i] = r.Int64N(9000 * grain)
	}
	for l := range y.loc {
		y.loc[l] = r.Int64N(c.p.locCost[l] + 1)
	}
	for k := range y.res {
		y.res[k] = r.Int64N(c.idle[k] + 1)
	}
	return c.p, y
}

// every calls see with each set of items a day can hold.
func (p *pricer) every(see func(chosen []int)) {
	for set := 1; set < 1<<len(p.items); set++ {
		var chosen, locs []int
		weight, limited := 0, 0
		at := map[int]bool{}
		for i := range p.items {
			if set>>i&1 == 1 {
				chosen = append(chosen, i)
				weight += p.items[i].weight
				limited += p.items[i].part
				if l := p.items[i].loc; !at[l] {
					at[l] = true
					locs = append(locs, l)
				}
			}
		}
		if weight+p.locMove*len(locs) > p.room || limited > p.limit {
			continue
		}
		for k := range p.kinds {
			if p.fits(k, chosen) {
				see(chosen)
				break
			}
		}
	}
}

// The pricer's bound is never below the day that is worth most, and is that day once it has the time; its shares never pay more
// than the whole price of a resource on any day.
func TestPricerAgreesWithEveryDay(t *testing.T) {
	never := func() bool { return false }
	shared := 0
	for seed := range uint64(300) {
		p, y := randomPricer(rand.New(rand.NewPCG(seed, 11)))
		most := int64(0)
		p.every(func(chosen []int) { most = max(most, p.worth(y, chosen)) })
		for _, nodes := range []int{0, 2, 1 << 20} {
			bound, days := p.best(y, nodes, never)
			require.GreaterOrEqual(t, bound, most, "seed %d, %d nodes", seed, nodes)
			for _, d := range days {
				require.Equal(t, p.worth(y, d.items), d.worth, "seed %d", seed)
				require.LessOrEqual(t, d.worth, most, "seed %d", seed)
			}
			if nodes > 2 {
				require.Equal(t, most, bound, "seed %d", seed)
			}
		}
		p.every(func(chosen []int) {
			paid := make([]int64, len(p.rates))
			for _, i := range chosen {
				for k, r := range p.items[i].res {
					paid[r] += p.items[i].share[k]
				}
			}
			for r, v := range paid {
				require.LessOrEqual(t, v, whole, "seed %d, resource %d", seed, r)
				if v > whole/2 {
					shared++
				}
			}
		})
	}
	assert.Positive(t, shared)
}
