package lp_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/lp"
)

// problem is a programme written out in full: a row of coefficients for each right-hand side.
type problem struct {
	cost []float64
	rows [][]float64
	rhs  []float64
}

// columns are the columns of a problem; the coefficients of a column of ones are left out.
func (p problem) columns() []lp.Column {
	out := make([]lp.Column, len(p.cost))
	for j, cost := range p.cost {
		out[j].Cost = cost
		ones := true
		for i, row := range p.rows {
			if row[j] != 0 {
				out[j].Rows = append(out[j].Rows, i)
				out[j].Coefs = append(out[j].Coefs, row[j])
				ones = ones && row[j] == 1
			}
		}
		if ones {
			out[j].Coefs = nil
		}
	}
	return out
}

// most is enough pivots for any programme of these tests.
const most = 100_000

// requireOptimal checks that a solution and its duals prove each other: both are feasible and worth the same.
func (p problem) requireOptimal(t require.TestingT, s *lp.Programme, name string) {
	const eps = 1e-5
	x, y := s.Solution(), s.Duals()
	var primal, dual float64
	for j, v := range x {
		require.GreaterOrEqual(t, v, 0.0, "%s: x[%d]", name, j)
		primal += p.cost[j] * v
	}
	for i, row := range p.rows {
		var sum float64
		for j, a := range row {
			sum += a * x[j]
		}
		require.GreaterOrEqual(t, sum, p.rhs[i]-eps*max(1, math.Abs(p.rhs[i])), "%s: row %d", name, i)
		require.GreaterOrEqual(t, y[i], -eps, "%s: dual %d", name, i)
		dual += y[i] * p.rhs[i]
	}
	for j, cost := range p.cost {
		reduced := cost
		for i, row := range p.rows {
			reduced -= row[j] * y[i]
		}
		require.GreaterOrEqual(t, reduced, -eps*max(1, math.Abs(cost)), "%s: reduced cost %d", name, j)
	}
	require.InDelta(t, primal, dual, eps*max(1, math.Abs(primal)), "%s: duality", name)
	require.InDelta(t, primal, s.Value(), eps*max(1, math.Abs(primal)), "%s: value", name)
}

func TestKnownProgrammes(t *testing.T) {
	for _, test := range []struct {
		name   string
		p      problem
		status lp.Status
		value  float64
	}{
		{"one row", problem{[]float64{3, 2}, [][]float64{{1, 1}}, []float64{4}}, lp.Optimal, 8},
		{"nothing is asked", problem{[]float64{3, 2}, [][]float64{{1, 1}}, []float64{0}}, lp.Optimal, 0},
		{"no column", problem{nil, [][]float64{{}}, []float64{0}}, lp.Optimal, 0},
		{"no column, something is asked", problem{nil, [][]float64{{}}, []float64{1}}, lp.Infeasible, 0},
		// Dantzig's 1963 transport problem: canneries of 350 and 600 cases, markets of 325, 300 and 275.
		{"transport", problem{
			[]float64{.225, .153, .162, .225, .162, .126},
			[][]float64{{-1, -1, -1, 0, 0, 0}, {0, 0, 0, -1, -1, -1}, {1, 0, 0, 1, 0, 0}, {0, 1, 0, 0, 1, 0}, {0, 0, 1, 0, 0, 1}},
			[]float64{-350, -600, 325, 300, 275}}, lp.Optimal, 153.675},
		// The optimum of a production plan, 3x + 5y with x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 (Hillier and Lieberman).
		{"production", problem{[]float64{-3, -5}, [][]float64{{-1, 0}, {0, -2}, {-3, -2}}, []float64{-4, -12, -18}}, lp.Optimal, -36},
		{"equality as two rows", problem{[]float64{1, 3}, [][]float64{{1, 1}, {-1, -1}, {1, -1}}, []float64{2, -2, -1}}, lp.Optimal, 2},
		{"a row twice", problem{[]float64{1, 1}, [][]float64{{1, 2}, {1, 2}, {2, 4}}, []float64{2, 2, 4}}, lp.Optimal, 1},
		// Three scenes, every pair fits in a day: one day and a half.
		{"odd cover", problem{[]float64{1, 1, 1}, [][]float64{{1, 1, 0}, {1, 0, 1}, {0, 1, 1}}, []float64{1, 1, 1}}, lp.Optimal, 1.5},
		// Beale's example, 1955: the simplex method with the steepest reduced cost turns in circles on it.
		{"Beale", problem{
			[]float64{-.75, 150, -.02, 6},
			[][]float64{{-.25, 60, .04, -9}, {-.5, 90, .02, -3}, {0, 0, -1, 0}}, []float64{0, 0, -1}}, lp.Optimal, -.05},
		// Kuhn's example of a circle.
		{"Kuhn", problem{
			[]float64{-2, -3, 1, 12},
			[][]float64{{2, 9, -1, -9}, {-1. / 3, -1, 1. / 3, 2}, {-2, -3, 1, 12}}, []float64{0, 0, -2}}, lp.Optimal, -2},
		{"Kuhn without its last row", problem{
			[]float64{-2, -3, 1, 12}, [][]float64{{2, 9, -1, -9}, {-1. / 3, -1, 1. / 3, 2}}, []float64{0, 0}}, lp.Unbounded, 0},
		{"unbounded", problem{[]float64{-1, 1}, [][]float64{{1, -1}}, []float64{1}}, lp.Unbounded, 0},
		{"infeasible", problem{[]float64{1, 1}, [][]float64{{1, 1}, {-1, -1}}, []float64{3, -2}}, lp.Infeasible, 0},
		{"infeasible for want of a column", problem{[]float64{1}, [][]float64{{1}, {0}}, []float64{1, 1}}, lp.Infeasible, 0},
		{"infeasible, and unbounded but for that", problem{[]float64{-1, 0}, [][]float64{{0, 0}, {1, 1}}, []float64{1, 0}}, lp.Infeasible, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := lp.New(test.p.rhs, test.p.columns())
			require.Equal(t, test.status, s.Solve(most, nil))
			if test.status == lp.Optimal {
				assert.InDelta(t, test.value, s.Value(), 1e-6)
				test.p.requireOptimal(t, s, test.name)
			}
		})
	}
}

// The cube of Klee and Minty (1972), on which the simplex method may visit every corner.
func TestKleeMinty(t *testing.T) {
	const n = 7
	p := problem{}
	for i := range n {
		row := make([]float64, n)
		for j := range i {
			row[j] = -math.Pow(2, float64(i-j+1))
		}
		row[i] = -1
		p.rows = append(p.rows, row)
		p.rhs = append(p.rhs, -math.Pow(5, float64(i+1)))
		p.cost = append(p.cost, -math.Pow(2, float64(n-1-i)))
	}
	s := lp.New(p.rhs, p.columns())
	require.Equal(t, lp.Optimal, s.Solve(most, nil))
	assert.InDelta(t, -math.Pow(5, n), s.Value(), 1e-6)
}

// Assignment problems are degenerate at every corner; their optimum is that of the best permutation.
func TestAssignment(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 2 + r.IntN(4)
		p := problem{rhs: make([]float64, 3*n), rows: make([][]float64, 3*n)}
		for i := range p.rows {
			p.rows[i], p.rhs[i] = make([]float64, n*n), 1
		}
		for j := range n * n {
			p.cost = append(p.cost, float64(1+r.IntN(9)))
			p.rows[j/n][j], p.rows[n+j%n][j], p.rows[2*n+j/n][j] = 1, 1, -1
			p.rhs[2*n+j/n] = -1
		}
		best := math.Inf(1)
		var permute func(i int, used int, sum float64)
		permute = func(i, used int, sum float64) {
			if i == n {
				best = min(best, sum)
			}
			for k := range n {
				if i < n && used>>k&1 == 0 {
					permute(i+1, used|1<<k, sum+p.cost[i*n+k])
				}
			}
		}
		permute(0, 0, 0)
		s := lp.New(p.rhs, p.columns())
		require.Equal(t, lp.Optimal, s.Solve(most, nil), "seed %d", seed)
		require.InDelta(t, best, s.Value(), 1e-6, "seed %d", seed)
		p.requireOptimal(t, s, "assignment")
	}
}

// randomProblem draws a programme: covering ones with columns of ones, and general ones, which may have no solution or no optimum.
func randomProblem(r *rand.Rand) problem {
	n, m := 1+r.IntN(12), 1+r.IntN(8)
	cover := r.IntN(3) == 0
	p := problem{}
	for range n {
		p.cost = append(p.cost, float64(r.IntN(40)-8))
		if cover {
			p.cost[len(p.cost)-1] = float64(1 + r.IntN(40))
		}
	}
	for range m {
		row := make([]float64, n)
		for j := range row {
			switch {
			case r.IntN(2) == 0:
			case cover:
				row[j] = 1
			default:
				row[j] = float64(r.IntN(13)-4) / float64(1+r.IntN(2))
			}
		}
		p.rows = append(p.rows, row)
		v := float64(r.IntN(8))
		if !cover && r.IntN(4) == 0 {
			v = -v
		}
		p.rhs = append(p.rhs, v)
	}
	for j := range p.cost { // gonum calls a column of zeros that earns unbounded, even where no solution is feasible
		if !slices.ContainsFunc(p.rows, func(row []float64) bool { return row[j] != 0 }) {
			p.rows[r.IntN(m)][j] = 1
		}
	}
	return p
}

// Columns added one by one, as in column generation, come to the same optimum; so do those that were forgotten and come back.
func TestColumnsAddedAndForgotten(t *testing.T) {
	purged := 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		p := randomProblem(r)
		all := p.columns()
		whole := lp.New(p.rhs, all)
		want := whole.Solve(most, nil)
		first := r.IntN(len(all) + 1)
		s := lp.New(p.rhs, all[:first])
		s.Solve(most, nil)
		byKey := map[string]lp.Column{}
		for j, c := range all[first:] {
			c.Key = string(rune('a' + j))
			byKey[c.Key] = c
			s.Add(c)
			if r.IntN(2) == 0 {
				s.Solve(1+r.IntN(3), nil)
			}
		}
		for _, key := range s.Purge(r.IntN(6)) {
			purged++
			require.Contains(t, byKey, key)
			s.Solve(2, nil)
			s.Add(byKey[key])
		}
		require.Equal(t, want, s.Solve(most, nil), "seed %d", seed)
		if want == lp.Optimal {
			require.InDelta(t, whole.Value(), s.Value(), 1e-5*max(1, math.Abs(whole.Value())), "seed %d", seed)
		}
	}
	assert.Greater(t, purged, 50)
}

func TestSolveStops(t *testing.T) {
	p := problem{[]float64{-3, -5}, [][]float64{{-1, 0}, {0, -2}, {-3, -2}}, []float64{-4, -12, -18}}
	s := lp.New(p.rhs, p.columns())
	assert.Equal(t, lp.Stopped, s.Solve(0, nil))
	assert.Zero(t, s.Value())
	assert.Equal(t, lp.Stopped, s.Solve(1, nil))
	assert.Equal(t, lp.Stopped, s.Solve(most, func() bool { return true }))
	assert.Equal(t, lp.Optimal, s.Solve(most, func() bool { return false }))
	assert.InDelta(t, -36, s.Value(), 1e-9)
	assert.InDeltaSlice(t, []float64{2, 6}, s.Solution(), 1e-9)
	assert.InDeltaSlice(t, []float64{0, 1.5, 1}, s.Duals(), 1e-9)
}
