package pdf

import (
	"slices"

	"github.com/moteur-film/moteur/internal/doc"
)

// grid prints a matrix. Heads stand upright when they fit their cell, else turned by a quarter. A matrix too wide for the
// page is printed in parts, the row heads again beside each; a long one has its heads again on every page.
func (p *page) grid(g doc.Grid) {
	l := p.look(true)
	tails := len(g.TailHeads)
	for _, r := range g.Rows {
		tails = max(tails, len(r.Tail))
	}
	m := p.gridMeasures(g, l, tails)
	p.space(3)
	for from := 0; ; {
		room := p.width() - m.label
		n := max(1, int(room/m.cell))
		last := len(g.Heads)-from <= n && room-float64(len(g.Heads)-from)*m.cell >= m.tails()-0.01 // what rounding may take
		if !last {
			n = min(n, len(g.Heads)-from)
		} else {
			n = len(g.Heads) - from
		}
		p.gridPart(g, from, n, m, l, last)
		from += n
		if last {
			return
		}
		p.space(5)
	}
}

// gridSize is the measures of a grid.
type gridSize struct {
	label, cell, row float64
	head             float64
	turned           bool
	tail             []float64
}

func (m gridSize) tails() float64 {
	w := 0.0
	for _, t := range m.tail {
		w += t
	}
	return w
}

func (p *page) gridMeasures(g doc.Grid, l look, tails int) gridSize {
	m := gridSize{row: l.line + 1.6*l.pad, tail: make([]float64, tails)}
	p.font(false, l.points)
	label, widest := p.measure(p.clean(g.Corner)), 0.0
	for _, r := range g.Rows {
		label = max(label, p.measure(p.clean(r.Label)))
		for _, c := range r.Cells {
			widest = max(widest, p.measure(p.clean(c.Text)))
		}
		for i, t := range r.Tail {
			m.tail[i] = max(m.tail[i], min(p.measure(p.clean(t))+2*l.gutter, 30))
		}
	}
	m.label = min(label+2*l.gutter, p.width()*0.32)
	for i := range m.tail {
		m.tail[i] = max(m.tail[i], 6)
		if i < len(g.TailHeads) {
			m.tail[i] = max(m.tail[i], min(p.longestWord(p.clean(g.TailHeads[i]))*1.08+2*l.gutter, 24))
		}
	}
	if sum := m.tails(); sum > p.width()*0.3 {
		for i := range m.tail {
			m.tail[i] *= p.width() * 0.3 / sum
		}
	}
	p.font(true, l.points*0.92)
	heads := 0.0
	for _, h := range g.Heads {
		heads = max(heads, p.measure(p.clean(h)))
	}
	least := min(max(widest+1, 3.6), 16)
	room := p.width() - m.label - m.tails()
	fair := room / float64(max(len(g.Heads), 1))
	m.cell = min(max(least, min(fair, 9)), max(room, 4))
	if heads+2 <= 16 && heads+2 <= max(m.cell, fair) {
		m.cell = min(max(m.cell, heads+2), max(room, 4))
	}
	if m.turned = heads+0.6 > m.cell; m.turned {
		m.head = min(heads+2, 34)
	} else {
		m.head = l.line + 2*l.pad
	}
	if slices.ContainsFunc(g.TailHeads, func(s string) bool { return s != "" }) {
		m.head = max(m.head, 2*l.line+2*l.pad)
	}
	return m
}

// gridPart prints n columns of the matrix and, on its last part, the totals.
func (p *page) gridPart(g doc.Grid, from, n int, m gridSize, l look, last bool) {
	p.need(m.head + 2*m.row)
	p.gridHeads(g, from, n, m, l, last)
	for _, r := range g.Rows {
		if p.y+m.row > p.bottom() {
			p.newPage()
			p.gridHeads(g, from, n, m, l, last)
		}
		p.font(false, l.points)
		p.ink(black)
		_, label := p.shrink(p.clean(r.Label), false, l.points, l.points*0.8, m.label-l.gutter)
		p.text(p.left, p.y, m.row, label)
		x := p.left + m.label
		for i := from; i < from+n; i++ {
			if i < len(r.Cells) {
				p.gridCell(r.Cells[i], x, m, l)
			}
			p.pen(hair, 0.1)
			p.p.Rect(x, p.y, m.cell, m.row, "D")
			x += m.cell
		}
		if last {
			p.ink(black)
			for i, w := range m.tail {
				if i < len(r.Tail) {
					_, t := p.shrink(p.clean(r.Tail[i]), true, l.points, l.points*0.6, w-l.gutter)
					p.textRight(x+w-l.gutter*0.5, p.y, m.row, t)
				}
				x += w
			}
		}
		p.y += m.row
		p.fresh = false
		p.rule(p.left, x, p.y, 0.1, hair)
	}
}

func (p *page) gridCell(c doc.GridCell, x float64, m gridSize, l look) {
	ink := black
	if _, _, _, ok := c.Fill.RGB(); ok {
		p.box(x, p.y, m.cell, m.row, c.Fill)
		ink = doc.Readable(c.Fill, black)
	}
	if c.Text != "" {
		p.ink(ink)
		_, t := p.shrink(p.clean(c.Text), false, l.points, l.points*0.6, m.cell-0.4)
		p.textCentre(x+m.cell/2, p.y, m.row, t)
	}
}

func (p *page) gridHeads(g doc.Grid, from, n int, m gridSize, l look, last bool) {
	p.ink(accent)
	points := l.points * 0.92
	_, corner := p.shrink(p.clean(g.Corner), true, points, points*0.8, m.label-l.gutter)
	p.text(p.left, p.y+m.head-m.row, m.row, corner)
	x := p.left + m.label
	for i := from; i < from+n; i++ {
		h := p.clean(g.Heads[i])
		if m.turned {
			size, text := p.shrink(h, true, min(points, (m.cell-0.3)/mm/1.05), 3, m.head-1.5)
			p.turned(x+m.cell/2+size*mm*0.36, p.y+m.head-1, text)
		} else {
			p.font(true, points)
			p.textCentre(x+m.cell/2, p.y+m.head-m.row, m.row, p.fit(h, m.cell))
		}
		x += m.cell
	}
	if last {
		for i, w := range m.tail {
			if i < len(g.TailHeads) {
				p.font(true, points)
				lines := p.wrap(p.clean(g.TailHeads[i]), w-l.gutter)
				if len(lines) > 2 {
					lines = []string{lines[0], p.fit(lines[1]+"…", w-l.gutter)}
				}
				for k, line := range lines {
					p.textRight(x+w-l.gutter*0.5, p.y+m.head-l.pad-float64(len(lines)-k)*l.line, l.line, line)
				}
			}
			x += w
		}
	}
	p.y += m.head
	p.rule(p.left, x, p.y, 0.3, accent)
	p.fresh = false
}

// turned draws a text upwards, its baseline at x, starting at y.
func (p *page) turned(x, y float64, s string) {
	if s == "" {
		return
	}
	p.p.TransformBegin()
	p.p.TransformRotate(90, x, y)
	p.p.Text(x, y, s)
	p.p.TransformEnd()
}
