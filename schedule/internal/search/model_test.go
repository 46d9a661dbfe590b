package search

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// Any number of searches may share a model from the moment it is built: under -race, none writes in it, and after all of them it
// is what New made of the problem.
func TestModelNeverChanges(t *testing.T) {
	for seed := range uint64(12) {
		draw := func() Problem {
			r := rand.New(rand.NewPCG(seed, 21))
			p := randomProblem(r, 5+r.IntN(6), 6+r.IntN(6))
			dress(r, &p)
			if seed%3 == 0 {
				loosen(&p)
			}
			return p
		}
		m := New(draw())
		at := make(Plan, len(m.Scenes))
		for i, s := range m.Scenes {
			for k, ok := range s.Allowed {
				if ok {
					at[i] = k
				}
			}
		}
		var bound atomic.Int64
		ctx := context.Background()
		searches := []func(){
			func() { Anneal(ctx, m, Settings{Workers: 3, Moves: 300, Seed: seed, Bound: &bound}) },
			func() { Anneal(ctx, m, Settings{Workers: 1, Moves: 300, Seed: seed + 1, Start: at}) },
			func() { Strengthen(ctx, m, nil, 5, func(v int64) { bound.Store(v) }) },
			func() { Exact(ctx, m, NoPlan, 2000) },
			func() { Feasible(ctx, m, 2000) },
			func() { Bound(m) },
			func() { Impossible(m, true) },
			func() { Early(m, at) },
			func() { m.Lay(Laid{Plan: at}) },
			func() { m.Settle(Laid{Plan: at}) },
		}
		var wait sync.WaitGroup
		for _, search := range searches {
			wait.Go(search)
		}
		wait.Wait()
		require.Equal(t, New(draw()), m, "seed %d", seed)
	}
}
