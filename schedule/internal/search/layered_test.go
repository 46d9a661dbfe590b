package search

import (
	"context"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// heldProblem draws a tiny problem of one unit whose roles are paid between two days worked, each at its own rate, and which lacks
// some other features now and then so that the order of the days is free.
func heldProblem(r *rand.Rand, scenes, roles int) Problem {
	p := randomProblem(r, scenes, 5+r.IntN(3))
	thaw(&p)
	p.Step = 60
	p.Units, p.UnitDay = 1, p.UnitDay[:1]
	p.Slots = slices.DeleteFunc(p.Slots, func(s Slot) bool { return s.Unit > 0 })
	for i := range p.Scenes {
		p.Scenes[i].Allowed = p.Scenes[i].Allowed[:len(p.Slots)]
		p.Scenes[i].Allowed[i%len(p.Slots)] = true
		p.Scenes[i].Child = false
	}
	if r.IntN(4) > 0 {
		loosen(&p)
	}
	// The prices that are not those of people are small now and then, so that holds decide.
	if r.IntN(2) == 0 {
		p.UnitDay[0] = int64(r.IntN(300))
		p.LocDay, p.Idle = int64(r.IntN(3))*40, int64(r.IntN(2))*900
	}
	p.Minutes = 120 + 60*r.IntN(6)
	for i := range p.Slots {
		p.Slots[i].Law.Room = p.Minutes
	}
	p.Roles = nil
	same := r.IntN(3) == 0
	for range roles {
		o := Role{Rate: int64(100 + r.IntN(900)), HoldPaid: true, MaxDays: r.IntN(2) * 4, RestAfter: r.IntN(4) / 3 * 2}
		o.Hold, o.Due = o.Rate, o.Rate
		if r.IntN(3) == 0 {
			o.Hold = int64(r.IntN(1200))
		}
		if same {
			o.Rate, o.Hold, o.Due = 100, 100, 100
		}
		switch r.IntN(14) {
		case 0:
			o.Drop = 1 + r.IntN(3)
		case 1:
			o.Week, o.Floor = 2*o.Rate, r.Int64N(4)*o.Rate
		case 2:
			o.MinDays = 1 + r.IntN(3)
		case 3:
			o.HoldPaid = false
		case 4:
			o.Travel = 70
		case 5:
			o.Child = &Child{Limits: Limits{Work: 240, Latest: 1200, Earliest: 360, Rest: 840, WeekFree: 2}}
		}
		p.Roles = append(p.Roles, o)
	}
	percent := 20 + r.IntN(50)
	for i := range p.Scenes {
		s := &p.Scenes[i]
		s.Roles, s.Short, s.Minutes = nil, nil, 30*(1+r.IntN(6))
		for k := range roles {
			if r.IntN(100) < percent {
				s.Roles = append(s.Roles, k)
				s.Child = s.Child || p.Roles[k].Child != nil
			}
		}
	}
	if r.IntN(2) == 0 {
		// Each scene fills a day or most of it.
		for i := range p.Scenes {
			p.Scenes[i].Minutes = p.Minutes - 30*r.IntN(3)
			p.Scenes[i].Loc = r.IntN(2)
		}
		p.MaxDates = 0
	}
	return p
}

// allHeld are the roles that may be in a cast.
func (c *covering) allHeld() []int {
	var out []int
	for r, v := range c.open {
		if v > 0 {
			out = append(out, r)
		}
	}
	return out
}

// drawCast draws a cast, the last role of which is a side role or not; nil when there is none.
func drawCast(r *rand.Rand, c *covering) ([]int, bool) {
	all := c.allHeld()
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var cast, rest []int
	for _, o := range all {
		if len(cast) < 5 && c.meets(o, cast) {
			cast = append(cast, o)
		} else {
			rest = append(rest, o)
		}
	}
	if len(cast) > 0 && len(rest) > 0 && r.IntN(2) == 0 {
		return append(cast, rest[0]), true
	}
	return cast, false
}

// The layered bound of any cast never passes the cost of the best plan an enumeration finds.
func TestLayeredHolds(t *testing.T) {
	above, aside, tight := 0, 0, 0
	stop := func() bool { return false }
	for seed := range seeds(t, 300) {
		r := rand.New(rand.NewPCG(seed, 77))
		m := New(heldProblem(r, 3+r.IntN(5), 2+r.IntN(7)))
		best := Exact(context.Background(), m, NoPlan, 1_000_000)
		if !best.Complete || best.Plan == nil {
			continue
		}
		covered := int64(0)
		Strengthen(context.Background(), m, nil, 40, func(v int64) { covered = max(covered, v) })
		c := newCovering(m)
		for range 3 {
			cast, side := drawCast(r, c)
			if len(cast) == 0 {
				continue
			}
			l := newLayers(c, cast, side)
			var at Plan
			if r.IntN(2) == 0 {
				at = best.Plan
			}
			g := newDeepening(l, at, nil, make([]float64, l.rows))
			g.best = max(0, (covered-c.constant)*grain*3/4)
			most := int64(0)
			g.improve(30, stop, func(v int64) { most = max(most, c.claim(v)) })
			require.LessOrEqual(t, most, best.Cost, "seed %d: cast %v, side %v", seed, cast, side)
			if side {
				aside++
			}
			if most > covered {
				above++
			}
			if most >= best.Cost-2 && covered < best.Cost-2 {
				tight++
			}
		}
	}
	t.Logf("%d above the covering, %d tight, %d with a side role", above, tight, aside)
	require.Positive(t, above)
	require.Positive(t, aside)
}

// The cheapest pair of chains is that of trying all orders and all stages of a side role.
func TestChainsAgree(t *testing.T) {
	sided := 0
	for seed := range seeds(t, 300) {
		r := rand.New(rand.NewPCG(seed, 78))
		m := New(heldProblem(r, 3+r.IntN(6), 2+r.IntN(6)))
		c := newCovering(m)
		cast, side := drawCast(r, c)
		if len(cast) == 0 || len(cast) > 5 {
			continue
		}
		l := newLayers(c, cast, side)
		y := make([]float64, l.rows)
		for i := range y {
			y[i] = float64(r.IntN(1000) * r.IntN(2))
		}
		prices := l.prices(y)
		x := newChains(l)
		x.price(prices)
		got, ch := x.best()
		require.Equal(t, x.costOf(ch, prices), got, "seed %d", seed)
		best := int64(1) << 60
		try := func(starts, ends []int, u, v int) { best = min(best, x.costOf(x.chain(starts, ends, u, v), prices)) }
		n := len(cast)
		permute(n, func(starts []int) {
			permute(n, func(ends []int) { try(starts, ends, -1, -1) })
		})
		straight := best
		if side {
			n--
			partners := uint32(0)
			for _, in := range l.in {
				if in>>n&1 == 1 {
					partners |= in &^ (1 << n)
				}
			}
			permute(n, func(starts []int) {
				for v := range n {
					set := uint32(0)
					for _, k := range starts[:v] {
						set |= 1 << k
					}
					if partners&^set != 0 {
						continue
					}
					for u := range v + 1 {
						permute(n, func(ends []int) { try(starts, ends, u, v) })
					}
				}
			})
		}
		require.Equal(t, best, got, "seed %d: cast %v, side %v", seed, cast, side)
		if got < straight {
			sided++
		}
	}
	require.Positive(t, sided)
}

// costOf is the cost of depths at given prices.
func (x *chains) costOf(ch depths, y layeredPrices) int64 {
	var v int64
	for s, in := range x.l.in {
		for q := bits.OnesCount32(in) + 1; q <= ch.scene[s]; q++ {
			v += y.more[q][s]
		}
	}
	for k, d := range ch.days {
		v += y.level[k] * d
	}
	return v
}

// permute calls see with each order of n numbers.
func permute(n int, see func([]int)) {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	var from func(i int)
	from = func(i int) {
		if i == n {
			see(p)
			return
		}
		for j := i; j < n; j++ {
			p[i], p[j] = p[j], p[i]
			from(i + 1)
			p[i], p[j] = p[j], p[i]
		}
	}
	from(0)
}
