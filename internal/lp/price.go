package lp

import "math"

// noVariable stands for no variable: neither a column nor a surplus.
const noVariable = math.MinInt

// improves is the reduced cost below which a variable improves the programme, for costs up to 1e9; it grows with larger ones.
const improves = -1e-6

// heaviest is the weight beyond which the weights of all variables start again from 1.
const heaviest = 1e9

// entering picks the variable that improves the most for its weight, and returns its reduced cost. It returns noVariable when nothing
// improves.
func (p *Programme) entering() (int, float64) {
	if p.circling() {
		return p.firstImproving()
	}
	enter, best, at := noVariable, 0.0, 0.0
	for i, d := range p.slack {
		if d < improves && d*d > best*p.slackWeight[i] {
			enter, best, at = -1-i, d*d/p.slackWeight[i], d
		}
	}
	for j, d := range p.cut {
		if d < improves && d*d > best*p.weight[j] && d < improves*max(1, math.Abs(p.cost(j))*1e-9) {
			enter, best, at = j, d*d/p.weight[j], d
		}
	}
	return enter, at
}

// firstImproving is the lowest variable that improves: Bland's rule, with preferred.
func (p *Programme) firstImproving() (int, float64) {
	for v := -p.n; v < len(p.cols); v++ {
		if d := p.reduced(v); d < improves*max(1, math.Abs(p.cost(v))*1e-9) {
			return v, d
		}
	}
	return noVariable, 0
}

// reduced is the reduced cost of a column or a surplus outside the basis; that of a variable inside it is zero but for rounding.
func (p *Programme) reduced(v int) float64 {
	if v < 0 {
		return p.y[-1-v]
	}
	if p.inBasis[v] {
		return 0
	}
	c := &p.cols[v]
	d := c.Cost
	if p.phaseOne {
		d = 0
	}
	return d - c.times(p.y)
}

// times is the product of a row of numbers and a column.
func (c *Column) times(row []float64) float64 {
	v := 0.0
	if c.Coefs == nil {
		for _, r := range c.Rows {
			v += row[r]
		}
		return v
	}
	for k, r := range c.Rows {
		v += row[r] * c.Coefs[k]
	}
	return v
}

// reprice computes the reduced costs of all variables from the duals.
func (p *Programme) reprice() {
	for j := range p.cols {
		p.cut[j] = p.reduced(j)
	}
	copy(p.slack, p.y)
}

// weigh moves the reduced costs and the weights of all variables along a change of basis that is to come: a variable enters in the
// place of that of a row. The weight of a variable estimates how far it is, in the variables of the first basis, from a vertex to
// the next along its edge (Harris 1973).
func (p *Programme) weigh(leave, enter int, reduced float64) {
	row := p.inv[leave*p.n : (leave+1)*p.n]
	pivot := p.direction[leave]
	step := reduced / pivot
	heavy := p.weightOf(enter) / (pivot * pivot)
	for j := range p.cols {
		if p.inBasis[j] {
			continue
		}
		if a := p.cols[j].times(row); a != 0 {
			p.cut[j] -= step * a
			p.weight[j] = max(p.weight[j], a*a*heavy)
		}
	}
	for i, a := range row {
		if a != 0 {
			p.slack[i] += step * a
			p.slackWeight[i] = max(p.slackWeight[i], a*a*heavy)
		}
	}
	if b := p.basis[leave]; b >= 0 {
		p.cut[b], p.weight[b] = -step, max(heavy, 1)
	} else if !p.artificial(b) {
		p.slack[-1-b], p.slackWeight[-1-b] = -step, max(heavy, 1)
	}
	if enter >= 0 {
		p.cut[enter] = 0
	} else {
		p.slack[-1-enter] = 0
	}
	if heavy > heaviest {
		for j := range p.weight {
			p.weight[j] = 1
		}
		for i := range p.slackWeight {
			p.slackWeight[i] = 1
		}
	}
}

// weightOf is the weight of a variable.
func (p *Programme) weightOf(v int) float64 {
	if v < 0 {
		return p.slackWeight[-1-v]
	}
	return p.weight[v]
}
