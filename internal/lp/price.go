package lp

import (
	"math"
	"slices"
)

// noVariable stands for no variable: neither a column nor a surplus.
const noVariable = math.MinInt

// improves is the reduced cost below which a variable improves the programme, for costs up to 1e9; it grows with larger ones.
const improves = -1e-6

// shortlist is the number of candidates looked at again before all variables are.
const shortlist = 24

// entering picks the variable that improves the most among the candidates of the last look at all of them, and returns its
// reduced cost; when none of them does, it looks at all again. It returns noVariable when nothing improves.
func (p *Programme) entering() (int, float64) {
	if p.circling() {
		return p.firstImproving()
	}
	for {
		fresh := len(p.list) == 0
		if fresh {
			p.scan()
		}
		enter, best := noVariable, improves
		for _, v := range p.list {
			if d := p.reduced(v); d < best*max(1, math.Abs(p.cost(v))*1e-9) {
				enter, best = v, d
			}
		}
		if enter != noVariable || fresh {
			return enter, best
		}
		p.list = p.list[:0]
	}
}

// firstImproving is the lowest variable that improves: Bland's rule, with preferred.
func (p *Programme) firstImproving() (int, float64) {
	p.list = p.list[:0]
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
	if c.Coefs == nil {
		for _, r := range c.Rows {
			d -= p.y[r]
		}
		return d
	}
	for k, r := range c.Rows {
		d -= p.y[r] * c.Coefs[k]
	}
	return d
}

// scan fills the list with the variables that improve the most.
func (p *Programme) scan() {
	worst := improves
	keep := func(v int) {
		d := p.reduced(v)
		if d >= worst {
			return
		}
		if len(p.list) < shortlist {
			p.list, p.gain = append(p.list, v), append(p.gain, d)
		} else {
			i := 0
			for k, g := range p.gain {
				if g > p.gain[i] {
					i = k
				}
			}
			p.list[i], p.gain[i] = v, d
		}
		if len(p.list) == shortlist {
			worst = slices.Max(p.gain)
		}
	}
	p.gain = p.gain[:0]
	for v := range p.cols {
		keep(v)
	}
	for i := range p.y {
		keep(-1 - i)
	}
}
