package lp

import "math"

// pivotLeast is the least element to pivot on.
const pivotLeast = 1e-7

// aim computes the direction of an entering variable: B⁻¹ times its column.
func (p *Programme) aim(enter int) {
	n := p.n
	clear(p.direction)
	if enter < 0 {
		for i := range n {
			p.direction[i] = -p.inv[i*n-1-enter]
		}
		return
	}
	c := &p.cols[enter]
	for i := range n {
		row := p.inv[i*n : (i+1)*n]
		var v float64
		if c.Coefs == nil {
			for _, r := range c.Rows {
				v += row[r]
			}
		} else {
			for k, r := range c.Rows {
				v += row[r] * c.Coefs[k]
			}
		}
		p.direction[i] = v
	}
}

// leaving is the row whose variable first falls to zero along the direction, -1 when none does. Of rows that fall together it is the one
// with the largest pivot or, against circles, the one with the lowest variable.
func (p *Programme) leaving() int {
	leave, ratio := -1, math.Inf(1)
	for i, v := range p.direction {
		if v <= pivotLeast {
			continue
		}
		q := max(p.x[i], 0) / v
		switch {
		case q < ratio-1e-12:
		case q < ratio+1e-12 && leave >= 0 && p.preferred(i, leave):
		default:
			continue
		}
		ratio, leave = q, i
	}
	if ratio < 1e-12 {
		p.degenerate++
	} else {
		p.degenerate = 0
	}
	return leave
}

// preferred tells which of two rows that fall together leaves.
func (p *Programme) preferred(i, than int) bool {
	if p.circling() {
		return p.basis[i] < p.basis[than]
	}
	return p.direction[i] > p.direction[than]
}

// circling tells that so many pivots in a row changed nothing that the basis may turn in circles.
func (p *Programme) circling() bool { return p.degenerate > 50+2*p.n }

// pivot lets a variable, whose direction aim has computed, take the place of that of a row.
func (p *Programme) pivot(leave, enter int) {
	n := p.n
	e := p.direction[leave]
	row := p.inv[leave*n : (leave+1)*n]
	p.nonzero = p.nonzero[:0]
	for k, v := range row {
		if v != 0 {
			row[k] = v / e
			p.nonzero = append(p.nonzero, int32(k))
		}
	}
	p.x[leave] /= e
	for i := range n {
		if f := p.direction[i]; i != leave && f != 0 {
			other := p.inv[i*n : (i+1)*n]
			for _, k := range p.nonzero {
				other[k] -= f * row[k]
			}
			p.x[i] -= f * p.x[leave]
		}
	}
	if b := p.basis[leave]; b >= 0 {
		p.inBasis[b] = false
	}
	p.basis[leave] = enter
	if enter >= 0 {
		p.inBasis[enter] = true
	}
}
