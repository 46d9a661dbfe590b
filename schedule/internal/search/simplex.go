package search

import (
	"math"
	"slices"
)

// master is the linear programme of column generation: minimise cost·x with A·x ≥ rhs, x ≥ 0, columns of ones. It is solved
// in floating point by the revised simplex method; only its duals leave it, and they are verified in whole numbers before
// anything is claimed from them.
type master struct {
	rhs   []float64
	cols  []lpColumn
	n     int       // rows
	inv   []float64 // inverse of the basis, row by row
	basis []int     // column of each row; -1-i is the surplus of row i
	inB   []bool    // by column
	x     []float64
	y     []float64
	work  []float64
	list  []int     // columns worth looking at first
	gain  []float64 // their reduced costs when all were looked at
	at    []int32   // columns of the pivot row that are not zero
}

type lpColumn struct {
	rows []int
	cost float64
	key  string // names the day; empty for columns that stay
}

// newMaster starts from a triangular basis: column i stands for row i. The first `unit` columns cover the first rows, one
// each, and perhaps later ones; a later row takes its surplus, or its own column when the first ones leave it short.
func newMaster(rhs []float64, cols []lpColumn, unit int) *master {
	n := len(rhs)
	l := &master{rhs: rhs, n: n, inv: make([]float64, n*n), basis: make([]int, n), x: make([]float64, n), y: make([]float64, n), work: make([]float64, n)}
	for _, c := range cols {
		l.add(c)
	}
	for i := range unit {
		l.basis[i] = i
		l.inB[i] = true
		l.inv[i*n+i] = 1
		for _, r := range cols[i].rows {
			if r >= unit {
				l.inv[r*n+i] = 1
			}
		}
	}
	for i := unit; i < n; i++ {
		l.basis[i] = -1 - i
		l.inv[i*n+i] = -1
	}
	l.refresh()
	for i := unit; i < n; i++ {
		if l.x[i] < 0 {
			l.basis[i] = i
			l.inB[i] = true
			for k, v := range l.inv[i*n : (i+1)*n] {
				l.inv[i*n+k] = -v
			}
			l.x[i] = -l.x[i]
		}
	}
	return l
}

func (l *master) add(c lpColumn) {
	l.cols = append(l.cols, c)
	l.inB = append(l.inB, false)
}

// refresh recomputes the basic solution from the inverse.
func (l *master) refresh() {
	for i := range l.n {
		var v float64
		row := l.inv[i*l.n : (i+1)*l.n]
		for k, b := range l.rhs {
			v += row[k] * b
		}
		l.x[i] = v
	}
}

// purge forgets the columns that are furthest from entering once there are more than most, and tells their keys.
func (l *master) purge(most int) []string {
	if len(l.cols) <= most {
		return nil
	}
	reduced := make([]float64, len(l.cols))
	var open []float64
	for j, c := range l.cols {
		if l.inB[j] || c.key == "" {
			continue
		}
		d := l.reduced(j)
		reduced[j] = d
		open = append(open, d)
	}
	if len(open) < 2 {
		return nil
	}
	slices.Sort(open)
	limit := open[len(open)/2]
	var gone []string
	at := make([]int, len(l.cols))
	n := 0
	for j, c := range l.cols {
		if !l.inB[j] && c.key != "" && reduced[j] > limit {
			gone = append(gone, c.key)
			continue
		}
		at[j] = n
		l.cols[n], l.inB[n] = c, l.inB[j]
		n++
	}
	clear(l.cols[n:])
	l.cols, l.inB = l.cols[:n], l.inB[:n]
	for i, b := range l.basis {
		if b >= 0 {
			l.basis[i] = at[b]
		}
	}
	return gone
}

func (l *master) costOf(b int) float64 {
	if b < 0 {
		return 0
	}
	return l.cols[b].cost
}

// duals computes y = cB·B⁻¹.
func (l *master) duals() {
	clear(l.y)
	for i, b := range l.basis {
		if c := l.costOf(b); c != 0 {
			row := l.inv[i*l.n : (i+1)*l.n]
			for k, v := range row {
				l.y[k] += c * v
			}
		}
	}
}

// solve pivots until no column improves, or for a number of pivots.
func (l *master) solve(limit int, stop func() bool) {
	const eps = 1e-7
	n := l.n
	l.list = l.list[:0]
	for it := range limit {
		if it&15 == 0 && stop() {
			break
		}
		if it%64 == 0 {
			l.duals()
		}
		enter, best := l.entering()
		if enter == noColumn {
			break
		}
		clear(l.work)
		if enter < 0 {
			for i := range n {
				l.work[i] = -l.inv[i*n-1-enter]
			}
		} else {
			rows := l.cols[enter].rows
			for i := range n {
				row := l.inv[i*n : (i+1)*n]
				var v float64
				for _, r := range rows {
					v += row[r]
				}
				l.work[i] = v
			}
		}
		leave, ratio := -1, math.Inf(1)
		for i, v := range l.work {
			if v > eps {
				if q := max(l.x[i], 0) / v; q < ratio-1e-12 || q < ratio+1e-12 && leave >= 0 && v > l.work[leave] {
					ratio, leave = q, i
				}
			}
		}
		if leave < 0 {
			break
		}
		// The duals move along the row that leaves.
		step := best / l.work[leave]
		for k, v := range l.inv[leave*n : (leave+1)*n] {
			l.y[k] += step * v
		}
		l.pivot(leave, enter)
	}
	l.duals()
}

// pivot lets a column, or a surplus, take the place of another.
func (l *master) pivot(leave, enter int) {
	n := l.n
	p := l.work[leave]
	row := l.inv[leave*n : (leave+1)*n]
	l.at = l.at[:0]
	for k, v := range row {
		if v != 0 {
			row[k] = v / p
			l.at = append(l.at, int32(k))
		}
	}
	l.x[leave] /= p
	for i := range n {
		if f := l.work[i]; i != leave && f != 0 {
			other := l.inv[i*n : (i+1)*n]
			for _, k := range l.at {
				other[k] -= f * row[k]
			}
			l.x[i] -= f * l.x[leave]
		}
	}
	if b := l.basis[leave]; b >= 0 {
		l.inB[b] = false
	}
	l.basis[leave] = enter
	if enter >= 0 {
		l.inB[enter] = true
	}
}

// noColumn stands for no column: neither an index nor -1 less a row.
const noColumn = math.MinInt

// shortlist is the number of columns looked at again before all are.
const shortlist = 24

// entering picks the column, or -1 less the row of a surplus, that improves the most among the short list left by the last look
// at all of them; when none of those does, it looks at all again.
func (l *master) entering() (int, float64) {
	for {
		fresh := len(l.list) == 0
		if fresh {
			l.scan()
		}
		enter, best := noColumn, -1e-6
		for _, j := range l.list {
			if d := l.reduced(j); d < best*max(1, math.Abs(l.costOf(j))*1e-9) {
				enter, best = j, d
			}
		}
		if enter != noColumn || fresh {
			return enter, best
		}
		l.list = l.list[:0]
	}
}

// reduced is the reduced cost of a column outside the basis, or of a surplus; 0 inside it.
func (l *master) reduced(j int) float64 {
	if j < 0 {
		return l.y[-1-j]
	}
	if l.inB[j] {
		return 0
	}
	d := l.cols[j].cost
	for _, r := range l.cols[j].rows {
		d -= l.y[r]
	}
	return d
}

// scan fills the short list with the columns that improve the most.
func (l *master) scan() {
	worst := -1e-6
	keep := func(j int) {
		d := l.reduced(j)
		if d >= worst {
			return
		}
		if len(l.list) < shortlist {
			l.list, l.gain = append(l.list, j), append(l.gain, d)
		} else {
			i := 0
			for k, g := range l.gain {
				if g > l.gain[i] {
					i = k
				}
			}
			l.list[i], l.gain[i] = j, d
		}
		if len(l.list) == shortlist {
			worst = slices.Max(l.gain)
		}
	}
	l.gain = l.gain[:0]
	for j := range l.cols {
		keep(j)
	}
	for i := range l.y {
		keep(-1 - i)
	}
}
