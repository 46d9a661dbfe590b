package search

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// dayOfToil is more than the budget that laying one day in one order, at every call and in every way, may take beyond what is left.
const dayOfToil = 20_000

// The proof of a small problem ends with its budget or with its context, wherever it stands: in the list of its days too. What it does is
// counted in days tried, so that it does not hang on the pace of the machine.
func TestExactKeepsItsBudget(t *testing.T) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	most, cut := 0, 0
	for seed := range seeds(t, 60) {
		r := rand.New(rand.NewPCG(seed, 17))
		p := randomProblem(r, 3+int(seed%6), 8)
		if p.Clocked {
			p.Step = 5
		}
		m := New(p)
		for _, budget := range []int{0, 1, 100, 3000, 1 << 40} {
			ctx := context.Background()
			if budget > 3000 {
				ctx = ended
			}
			x := newExact(ctx, m, budget, seed%2 == 0)
			x.best = NoPlan
			x.run()
			over := -x.left
			if ctx == ended {
				over = budget - x.left
			}
			most = max(most, over)
			assert.LessOrEqual(t, over, dayOfToil, "seed %d, budget %d", seed, budget)
			if x.cut {
				cut++
			} else {
				assert.Positive(t, x.left, "seed %d, budget %d", seed, budget)
			}
		}
	}
	t.Logf("%d cut, %d days tried too many at most", cut, most)
	assert.Positive(t, cut)
}
