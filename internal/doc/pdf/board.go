package pdf

import (
	"github.com/moteur-film/moteur/internal/doc"
)

// board prints strips in the trade's colours, one under the other, the heads again on every page.
func (p *page) board(b doc.Board) {
	cols := make([]column, len(b.Columns))
	t := doc.Table{Columns: b.Columns}
	from := make([]int, len(b.Columns)+1)
	for i, c := range b.Columns {
		s, _ := sideOf(c.Kind)
		w := c.Width
		if !(w > 0) || w > 1000 {
			w = 1
		}
		from[i+1] = i + 1
		cols[i] = column{title: p.clean(c.Title), weight: w, side: s}
	}
	for _, s := range b.Strips {
		if s.Banner == "" {
			t.Rows = append(t.Rows, doc.Row{Cells: stripCells(s, len(cols))})
		}
	}
	l := p.look(len(cols) > 9)
	if len(cols) > 0 {
		l = p.fitColumns(cols, l, t, from)
	}
	heads := p.headLines(cols, l)
	headH := headHeight(heads, l)
	p.space(3)
	p.need(headH + 2*(l.line+2*l.pad))
	again := func() { p.headRow(cols, heads, headH, l); p.y += 0.4 }
	again()
	for i, s := range b.Strips {
		if s.Banner != "" {
			p.banner(s, l, following(b.Strips[i+1:]), again)
			continue
		}
		p.strip(s, cols, l, again)
	}
}

func stripCells(s doc.Strip, n int) []doc.Cell {
	cells := make([]doc.Cell, min(n, len(s.Cells)))
	for i := range cells {
		cells[i] = doc.S(s.Cells[i])
	}
	return cells
}

// strip draws one strip, on at most three lines a cell.
func (p *page) strip(s doc.Strip, cols []column, l look, again func()) {
	const most = 3
	fill := s.Fill
	if _, _, _, ok := fill.RGB(); !ok {
		fill = paper
	}
	p.font(false, l.points)
	lines := make([][]string, min(len(cols), len(s.Cells)))
	n := 1
	for i := range lines {
		w := max(cols[i].w-2*l.gutter, 2)
		lines[i] = p.wrap(p.clean(s.Cells[i]), w)
		if len(lines[i]) > most {
			lines[i] = append(lines[i][:most-1], p.fit(lines[i][most-1]+"…", w))
		}
		n = max(n, len(lines[i]))
	}
	h := float64(n)*l.line + 2*l.pad
	if p.y+h > p.bottom() && p.y > p.bodyTop()+0.01 {
		p.newPage()
		again()
	}
	p.box(p.left, p.y, p.width(), h-0.25, fill)
	if doc.Contrast(fill, paper) < 1.15 { // a white strip needs an edge
		p.pen(hair, 0.15)
		p.p.Rect(p.left, p.y, p.width(), h-0.25, "D")
	}
	p.font(false, l.points)
	p.ink(doc.Readable(fill, s.Ink))
	x := p.left
	for i, ls := range lines {
		for k, line := range ls {
			y := p.y + l.pad - 0.1 + float64(k)*l.line
			switch cols[i].side {
			case right:
				p.textRight(x+cols[i].w-l.gutter, y, l.line, line)
			case centre:
				p.textCentre(x+cols[i].w/2, y, l.line, line)
			default:
				p.text(x+l.gutter, y, l.line, line)
			}
		}
		x += cols[i].w
	}
	p.y += h
	p.fresh = false
}

// following counts the banners at the head of strips, and the first strip after them.
func following(strips []doc.Strip) int {
	n := 0
	for n < len(strips) && strips[n].Banner != "" {
		n++
	}
	return min(n+1, len(strips))
}

// banner draws a strip that takes the whole width: a week, a day, a break, a move. It stays with the strips that follow it, n of them
// at most three.
func (p *page) banner(s doc.Strip, l look, n int, again func()) {
	fill := s.Fill
	if _, _, _, ok := fill.RGB(); !ok {
		fill = accent
	}
	ink := s.Ink
	if ink == "" && doc.Contrast(fill, paper) >= 4.5 {
		ink = paper
	}
	h := l.line + 2.6*l.pad
	keep := float64(min(n, 3)) * h
	if p.y+h+keep > p.bottom() && p.y > p.bodyTop()+0.01 {
		p.newPage()
		again()
	}
	p.box(p.left, p.y, p.width(), h-0.25, fill)
	p.ink(doc.Readable(fill, ink))
	_, text := p.shrink(p.clean(s.Banner), true, l.points, l.points*0.75, p.width()-2*l.gutter)
	p.text(p.left+l.gutter, p.y-0.1, h, text)
	p.y += h
	p.fresh = false
}
