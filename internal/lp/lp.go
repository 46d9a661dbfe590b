// Package lp solves linear programmes whose columns come one after the other, as in column generation:
//
//	minimise cost·x subject to A·x ≥ rhs, x ≥ 0
//
// Columns are sparse; rows are all there from the beginning. The method is the revised simplex method with an explicit inverse of the
// basis (Dantzig and Orchard-Hays 1954; Chvátal, Linear Programming, 1983, chapter 7), made of three parts:
//
//   - lp.go: the programme, its first basis, the two phases. The first basis is triangular (a crash basis): for each row in turn
//     that the columns chosen so far leave short, the first column whose lowest row it is. Rows still short begin with an
//     artificial variable; phase one drives these to zero, or proves that the programme is infeasible.
//   - pivot.go: the ratio test and the change of basis.
//   - price.go: the choice of the column that enters. It is the one that improves the most for its weight, which estimates the length of
//     the edge it goes along (devex pricing, Harris 1973); after a long run of pivots that change nothing it is the first one that
//     improves, which cannot turn in circles (Bland 1977).
//
// A programme keeps its basis: after Add, Solve goes on from where it stopped. Everything is in floating point, with the
// tolerances improves and pivotLeast: figures that must be proved are to be recomputed by the caller, who may trust that
// the duals are close to those of an optimal basis and no more.
package lp

import "slices"

// Column is a variable: its cost and its coefficients.
type Column struct {
	Rows  []int     // the rows where its coefficient is not zero, each once
	Coefs []float64 // the coefficients, in the order of Rows; nil when all are 1
	Cost  float64
	Key   string // names a column that Purge may forget; empty for one that stays
}

// coef is the k-th coefficient of a column.
func (c *Column) coef(k int) float64 {
	if c.Coefs == nil {
		return 1
	}
	return c.Coefs[k]
}

// Status tells how a call of Solve ended.
type Status int

// The ends of a call of Solve.
const (
	Stopped    Status = iota // after its number of pivots, or because it was told to stop
	Optimal                  // no column improves
	Infeasible               // no x satisfies the rows
	Unbounded                // the cost falls without end
)

// Programme is a linear programme with its basis. A variable is named by a number: a column by its index, the surplus of row
// i by -1-i, the artificial variable of row i by -1-rows-i.
type Programme struct {
	rhs        []float64
	cols       []Column
	n          int       // rows
	inv        []float64 // the inverse of the basis, row by row
	basis      []int     // the variable of each row of the basis
	inBasis    []bool    // by column
	x          []float64 // the values of the variables of the basis
	y          []float64 // the duals
	phaseOne   bool      // some artificial variable may be positive
	degenerate int       // pivots in a row that changed no value

	direction []float64 // what one unit of the entering variable takes off the basis
	nonzero   []int32   // the columns of the pivot row that are not zero

	cut, weight        []float64 // by column: its reduced cost and its weight
	slack, slackWeight []float64 // by row: those of its surplus
}

// New makes a programme of right-hand sides and columns, with a basis to start from.
func New(rhs []float64, columns []Column) *Programme {
	n := len(rhs)
	p := &Programme{rhs: slices.Clone(rhs), n: n, inv: make([]float64, n*n), basis: make([]int, n), x: make([]float64, n),
		y: make([]float64, n), direction: make([]float64, n), slack: make([]float64, n), slackWeight: make([]float64, n)}
	for i := range p.slackWeight {
		p.slackWeight[i] = 1
	}
	for _, c := range columns {
		p.Add(c)
	}
	for i := range n {
		p.basis[i] = -1 - i
		p.inv[i*n+i] = -1
		p.x[i] = -rhs[i]
	}
	p.crash()
	p.refresh()
	for i := range n {
		if p.x[i] < 0 && p.basis[i] < 0 {
			p.negate(i)
			p.basis[i] = -1 - n - i
			p.phaseOne = true
		}
	}
	return p
}

// crash puts into the basis, for each row the basis leaves short, the first column whose lowest row it is.
func (p *Programme) crash() {
	first := make([]int, p.n)
	for i := range first {
		first[i] = noVariable
	}
	for j := range p.cols {
		c := &p.cols[j]
		if len(c.Rows) == 0 {
			continue
		}
		low := 0
		for k, r := range c.Rows {
			if r < c.Rows[low] {
				low = k
			}
		}
		if r := c.Rows[low]; first[r] == noVariable && c.coef(low) > pivotLeast {
			first[r] = j
		}
	}
	for i, j := range first {
		if p.x[i] < 0 && j != noVariable {
			p.aim(j)
			p.pivot(i, j)
		}
	}
}

// Add adds a column, outside the basis. Its slices belong to the programme from then on.
func (p *Programme) Add(c Column) {
	p.cols = append(p.cols, c)
	p.inBasis = append(p.inBasis, false)
	p.cut = append(p.cut, 0)
	p.weight = append(p.weight, 1)
}

// Solve pivots until no column improves, for a number of pivots, or until stop tells; stop may be nil. It goes on from the basis where
// the last call ended.
func (p *Programme) Solve(pivots int, stop func() bool) Status {
	if p.phaseOne {
		status, done := p.iterate(pivots, stop)
		if status != Optimal {
			return Stopped // the sum of the artificial variables cannot fall without end: Unbounded would be rounding
		}
		if !p.endPhaseOne() {
			return Infeasible
		}
		pivots -= done
	}
	status, _ := p.iterate(pivots, stop)
	return status
}

// iterate pivots towards the optimum of the present phase, and returns the number of pivots.
func (p *Programme) iterate(pivots int, stop func() bool) (Status, int) {
	for done := range pivots {
		if done&15 == 0 && stop != nil && stop() {
			p.duals()
			return Stopped, done
		}
		if done%64 == 0 {
			p.duals() // afresh, against drift
			p.reprice()
		}
		enter, reduced := p.entering()
		if enter == noVariable {
			p.duals()
			p.reprice()
			if enter, reduced = p.entering(); enter == noVariable {
				return Optimal, done
			}
		}
		p.aim(enter)
		leave := p.leaving()
		if leave < 0 {
			p.duals()
			return Unbounded, done
		}
		p.weigh(leave, enter, reduced)
		// The duals move along the row that leaves.
		step := reduced / p.direction[leave]
		for k, v := range p.inv[leave*p.n : (leave+1)*p.n] {
			p.y[k] += step * v
		}
		p.pivot(leave, enter)
	}
	p.duals()
	return Stopped, pivots
}

// endPhaseOne tells whether the artificial variables have come to zero, and then puts the surplus of its row in the place of each that
// is still in the basis.
func (p *Programme) endPhaseOne() bool {
	var sum, scale float64
	for i, b := range p.basis {
		scale = max(scale, p.rhs[i], -p.rhs[i])
		if p.artificial(b) {
			sum += p.x[i]
		}
	}
	if sum > feasible*max(1, scale) {
		return false
	}
	for i, b := range p.basis {
		if p.artificial(b) {
			p.basis[i] = b + p.n
			p.negate(i)
		}
	}
	p.phaseOne = false
	return true
}

// feasible is the sum of artificial variables that passes for zero, for right-hand sides about 1.
const feasible = 1e-7

// artificial tells whether a variable is artificial.
func (p *Programme) artificial(v int) bool { return v < -p.n }

// cost is the cost of a variable in the present phase.
func (p *Programme) cost(v int) float64 {
	switch {
	case p.phaseOne && p.artificial(v):
		return 1
	case p.phaseOne || v < 0:
		return 0
	}
	return p.cols[v].Cost
}

// negate changes the sign of a row of the inverse: the variable of the row gives its place to one of the opposite column.
func (p *Programme) negate(i int) {
	row := p.inv[i*p.n : (i+1)*p.n]
	for k, v := range row {
		row[k] = -v
	}
	p.x[i] = -p.x[i]
}

// refresh computes the values of the basis from the inverse.
func (p *Programme) refresh() {
	for i := range p.n {
		var v float64
		row := p.inv[i*p.n : (i+1)*p.n]
		for k, b := range p.rhs {
			v += row[k] * b
		}
		p.x[i] = v
	}
}

// duals computes the duals from the inverse: y = c·B⁻¹, c being the costs of the basis.
func (p *Programme) duals() {
	clear(p.y)
	for i, b := range p.basis {
		if c := p.cost(b); c != 0 {
			for k, v := range p.inv[i*p.n : (i+1)*p.n] {
				p.y[k] += c * v
			}
		}
	}
}

// Duals are the duals of the rows as the last Solve left them, those of phase one when it did not end. Callers do not change
// them.
func (p *Programme) Duals() []float64 { return p.y }

// Value is the cost of the present solution.
func (p *Programme) Value() float64 {
	var v float64
	for i, b := range p.basis {
		if b >= 0 {
			v += p.cols[b].Cost * p.x[i]
		}
	}
	return v
}

// Solution is the present value of each column, in the order they stand.
func (p *Programme) Solution() []float64 {
	out := make([]float64, len(p.cols))
	for i, b := range p.basis {
		if b >= 0 {
			out[b] = max(p.x[i], 0)
		}
	}
	return out
}

// Purge forgets, once there are more than most columns, the half of those with a key and outside the basis whose reduced cost is the
// largest, and returns their keys.
func (p *Programme) Purge(most int) []string {
	if len(p.cols) <= most {
		return nil
	}
	reduced := make([]float64, len(p.cols))
	var open []float64
	for j := range p.cols {
		if p.inBasis[j] || p.cols[j].Key == "" {
			continue
		}
		reduced[j] = p.reduced(j)
		open = append(open, reduced[j])
	}
	if len(open) < 2 {
		return nil
	}
	slices.Sort(open)
	limit := open[len(open)/2]
	var gone []string
	at := make([]int, len(p.cols)) // the new index of each column
	n := 0
	for j, c := range p.cols {
		if !p.inBasis[j] && c.Key != "" && reduced[j] > limit {
			gone = append(gone, c.Key)
			continue
		}
		at[j] = n
		p.cols[n], p.inBasis[n], p.weight[n] = c, p.inBasis[j], p.weight[j]
		n++
	}
	clear(p.cols[n:])
	p.cols, p.inBasis, p.cut, p.weight = p.cols[:n], p.inBasis[:n], p.cut[:n], p.weight[:n]
	for i, b := range p.basis {
		if b >= 0 {
			p.basis[i] = at[b]
		}
	}
	return gone
}
