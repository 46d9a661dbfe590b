package lp_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"
	gonum "gonum.org/v1/gonum/optimize/convex/lp"

	"github.com/moteur-film/moteur/internal/lp"
)

// gonum solves a problem by the simplex method of package gonum, which wants equalities: each row gets a surplus.
func (p problem) gonum() (float64, error) {
	n, m := len(p.cost), len(p.rows)
	a := mat.NewDense(m, n+m, nil)
	for i, row := range p.rows {
		for j, v := range row {
			a.Set(i, j, v)
		}
		a.Set(i, n+i, -1)
	}
	cost := append(append([]float64{}, p.cost...), make([]float64, m)...)
	value, _, err := gonum.Simplex(cost, a, p.rhs, 1e-9, nil)
	return value, err
}

// On random programmes, the status and the optimum are those of gonum, and the solution and its duals prove each other.
func TestAgreesWithGonum(t *testing.T) {
	seen := map[lp.Status]int{}
	unknown := 0 // programmes gonum gives up on
	for seed := range uint64(1500) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 3)))
		s := lp.New(p.rhs, p.columns())
		status := s.Solve(most, nil)
		if status == lp.Optimal {
			p.requireOptimal(t, s, "random")
		}
		value, err := p.gonum()
		switch err {
		case nil:
			require.Equal(t, lp.Optimal, status, "seed %d", seed)
			require.InDelta(t, value, s.Value(), 1e-5*max(1, math.Abs(value)), "seed %d", seed)
		case gonum.ErrInfeasible:
			require.Equal(t, lp.Infeasible, status, "seed %d", seed)
		case gonum.ErrUnbounded:
			require.Equal(t, lp.Unbounded, status, "seed %d", seed)
		default:
			unknown++
			continue
		}
		seen[status]++
	}
	t.Log(seen, unknown)
	assert.Greater(t, seen[lp.Optimal], 400)
	assert.Greater(t, seen[lp.Infeasible], 100)
	assert.Greater(t, seen[lp.Unbounded], 100)
	assert.Less(t, unknown, 100)
}
