package talent

import (
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// randomPart makes a part in which everybody plays.
func randomPart(rng *rand.Rand, n, m int) part {
	t := part{cast: make([][]int, n)}
	for b := range n {
		t.blocks = append(t.blocks, []int{b})
		t.dur = append(t.dur, rng.Int64N(6))
		for i := range m {
			if b == i%n || rng.IntN(3) == 0 {
				t.cast[b] = append(t.cast[b], i)
			}
		}
	}
	for range m {
		t.cost = append(t.cost, 1+rng.Int64N(50))
	}
	return t
}

// The incremental value of every place must agree with the slow evaluation.
func FuzzMoveAgreesWithWait(f *testing.F) {
	f.Add(uint64(1), uint8(10), uint8(5))
	f.Add(uint64(2), uint8(1), uint8(1))
	f.Add(uint64(3), uint8(40), uint8(12))
	f.Fuzz(func(t *testing.T, seed uint64, n, m uint8) {
		rng := rand.New(rand.NewPCG(seed, 0))
		p := randomPart(rng, 1+int(n%50), 1+int(m%20))
		c := newClimber(&p, seed, 0, new(atomic.Bool))
		for range 5 {
			at := rng.IntN(len(c.order))
			c.gaps(at)
			rest := slices.Delete(slices.Clone(c.order), at, at+1)
			for k := range c.order {
				order := slices.Insert(slices.Clone(rest), k, c.order[at])
				require.Equal(t, p.wait(order)-c.cost, c.value[k]-c.value[at])
			}
			c.move(at)
			require.Equal(t, p.wait(c.order), c.cost)
			c.shake()
			require.Equal(t, p.wait(c.order), c.cost)
			sorted := slices.Clone(c.order)
			slices.Sort(sorted)
			require.Equal(t, identity(len(sorted)), sorted)
		}
	})
}

// No bound may exceed the wait of an order that goes through the state.
func TestBoundIsNeverAboveAnOrder(t *testing.T) {
	for seed := range uint64(3000) {
		rng := rand.New(rand.NewPCG(seed, 20))
		n := 4 + rng.IntN(10)
		p := randomPart(rng, n, 2+rng.IntN(9))
		m := p.model()
		order := rng.Perm(n)
		c := newClimber(&p, seed, 0, new(atomic.Bool))
		c.order, c.cost = order, p.wait(order)
		c.descend()
		order = c.order
		a := rng.IntN(n)
		b := a + 1 + rng.IntN(n-a)
		// The residual wait of the actors open on one side only or untouched.
		var q, left, right uint64
		for k, s := range order {
			switch {
			case k < a:
				left |= m.cast[s]
			case k >= b:
				right |= m.cast[s]
			default:
				q |= 1 << s
			}
		}
		in := m.playing(q)
		st := state{q, left &^ right & in, right &^ left & in}
		live := m.live(q, st.l, st.r) & in
		var wait int64
		seen := st.l
		for k := a; k < b; k++ {
			seen |= m.cast[order[k]]
			var later uint64
			for _, s := range order[k:b] {
				later |= m.cast[s]
			}
			later |= st.r
			wait += m.dur[order[k]] * m.rate(seen&later&live&^m.cast[order[k]])
		}
		bound := newBounder(m).bound(st, never/m.unit)
		require.LessOrEqual(t, bound, wait, "seed %d", seed)
	}
}
