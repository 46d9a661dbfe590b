package talent

import (
	"math/rand/v2"
	"os"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// least is the least wait by dynamic programming over all sets of blocks.
func least(t *part) int64 {
	n := len(t.dur)
	in := make([]int, len(t.cost))
	for b, cast := range t.cast {
		for _, i := range cast {
			in[i] |= 1 << b
		}
	}
	best := make([]int64, 1<<n)
	for done := 1; done < 1<<n; done++ {
		best[done] = never
		for b := range n {
			before := done &^ (1 << b)
			if before == done {
				continue
			}
			v := best[before]
			for i, c := range t.cost {
				if in[i]>>b&1 == 0 && in[i]&before != 0 && in[i]&^done != 0 {
					v += c * t.dur[b]
				}
			}
			best[done] = min(best[done], v)
		}
	}
	return best[1<<n-1]
}

// The layered search alone, without a local search before it, must find an
// optimum under a limit far, just above it, and nothing under the optimum.
func TestSearchAlone(t *testing.T) {
	rounds := uint64(1500)
	if k, err := strconv.Atoi(os.Getenv("MOTEUR_TALENT_SOAK")); err == nil && k > 0 {
		rounds *= uint64(k)
	}
	for seed := range rounds {
		rng := rand.New(rand.NewPCG(seed, 30))
		p := randomPart(rng, 3+rng.IntN(7), 2+rng.IntN(8))
		if rng.IntN(2) == 0 { // many ties
			for i := range p.cost {
				p.cost[i] = 1 + rng.Int64N(2)
			}
			for b := range p.dur {
				p.dur[b] = rng.Int64N(2)
			}
		}
		opt := least(&p)
		m := p.model()
		for _, limit := range []int64{1 << 40, opt + 1, opt} {
			s := &search{m: m, start: state{q: m.all}, limit: limit, workers: 1, most: 1 << 30, stop: new(atomic.Bool)}
			low := s.run()
			require.Equal(t, opt, low, "seed %d, limit %d", seed, limit)
			if limit == opt {
				require.Nil(t, s.found)
				continue
			}
			require.NotNil(t, s.found, "seed %d, limit %d", seed, limit)
			order := s.path()
			require.Len(t, order, len(p.dur))
			require.Equal(t, opt, p.wait(order), "seed %d, limit %d", seed, limit)
		}
	}
}

// A search cut short must still bound the optimum from below.
func TestSearchCutShort(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 31))
		p := randomPart(rng, 9, 6)
		opt := least(&p)
		m := p.model()
		for _, s := range []*search{{width: 1, most: 1 << 30}, {width: 5, most: 1 << 30}, {most: 1}, {most: 20}} {
			s.m, s.start, s.limit, s.workers, s.stop = m, state{q: m.all}, 1<<40, 2, new(atomic.Bool)
			require.LessOrEqual(t, s.run(), opt, "seed %d", seed)
			if s.found != nil {
				require.Equal(t, s.found.wait, p.wait(s.path()))
				require.GreaterOrEqual(t, s.found.wait, opt)
			}
		}
	}
}
