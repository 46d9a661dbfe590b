package pdf

import (
	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// mm is the size of a point in millimetres.
const mm = 25.4 / 72

// paragraph prints a wrapped text from p.y on, over pages as needed; leading is the line height in sizes.
func (p *page) paragraph(s string, bold bool, points float64, c doc.Colour, leading float64) {
	p.flow(p.left, p.width(), s, bold, points, c, leading)
}

// flow prints a wrapped text at x in a width of w.
func (p *page) flow(x, w float64, s string, bold bool, points float64, c doc.Colour, leading float64) {
	p.font(bold, points)
	h := points * mm * leading
	for _, l := range p.wrap(p.clean(s), w) {
		p.need(h)
		p.font(bold, points)
		p.ink(c)
		p.text(x, p.y, h, l)
		p.y += h
		p.fresh = false
	}
}

func (p *page) heading(h doc.Heading, follows bool) {
	level := min(max(h.Level, 1), 3)
	points := p.s.heading[level-1]
	keep := points * mm * 1.5
	if follows {
		keep += 22 // a heading never stands alone at the foot of a page
	}
	p.space([]float64{7, 5, 3.5}[level-1])
	p.need(keep)
	c := accent
	if level == 3 {
		c = black
	}
	p.paragraph(h.Text, true, points, c, 1.25)
	if level == 1 {
		p.y += 1
		p.rule(p.left, p.right, p.y, 0.2, accent)
		p.y += 1
	}
	p.fresh = false
}

func (p *page) para(b doc.Para) {
	p.space(1.8)
	points, c := p.s.body, inkOf(b.Style)
	if b.Style == doc.Muted {
		points *= 0.85
	}
	bold := b.Style == doc.Strong || b.Style == doc.Subtotal || b.Style == doc.Total || b.Style == doc.Section
	switch b.Style {
	case doc.Warning, doc.Alert, doc.Good:
		p.marked(b.Text, points, c)
	default:
		p.paragraph(b.Text, bold, points, c, 1.38)
	}
}

// marked prints a paragraph behind a vertical bar of its colour.
func (p *page) marked(s string, points float64, c doc.Colour) {
	h := points * mm * 1.38
	p.font(false, points)
	for _, l := range p.wrap(p.clean(s), p.width()-4) {
		p.need(h)
		p.box(p.left, p.y, 0.8, h, c)
		p.font(false, points)
		p.ink(c)
		p.text(p.left+3.2, p.y, h, l)
		p.y += h
		p.fresh = false
	}
}

func (p *page) bullets(b doc.Bullets) {
	p.space(1.6)
	indent := p.s.body * mm * 1.4
	h := p.s.body * mm * 1.38
	for _, item := range b.Items {
		p.need(h)
		p.font(false, p.s.body)
		p.ink(accent)
		p.text(p.left+0.5, p.y, h, "–")
		before := p.y
		p.flow(p.left+indent, p.width()-indent, item, false, p.s.body, black, 1.38)
		if p.y == before {
			p.y += h
		}
		p.y += h * 0.18
		p.fresh = false
	}
}

// fields prints labels in grey and values in black, in columns, row by row.
func (p *page) fields(f doc.Fields) {
	n := f.Columns
	if n <= 0 {
		n = 2
	}
	n = min(n, 4)
	gap := 8.0
	col := (p.width() - gap*float64(n-1)) / float64(n)
	p.space(2)
	points := p.s.body
	small := points * 0.88
	label := 0.0
	p.font(false, small)
	for _, it := range f.Items {
		label = max(label, p.measure(p.clean(it.Label)))
	}
	label = min(label+3, col*0.46)
	h := points * mm * 1.35
	for i := 0; i < len(f.Items); i += n {
		row := f.Items[i:min(i+n, len(f.Items))]
		labels, values := make([][]string, len(row)), make([][]string, len(row))
		lines := 1
		for k, it := range row {
			p.font(false, small)
			labels[k] = p.wrap(p.clean(it.Label), label-2)
			p.font(bolder(it.Style), points)
			values[k] = p.wrap(p.clean(it.Value), col-label)
			lines = max(lines, len(labels[k]), len(values[k]))
		}
		if float64(lines)*h < p.bottom()-p.s.top-10 {
			p.need(float64(lines)*h + 1)
		}
		for l := range lines {
			p.need(h)
			for k, it := range row {
				x := p.left + float64(k)*(col+gap)
				if l < len(labels[k]) {
					p.font(false, small)
					p.ink(grey)
					p.text(x, p.y, h, labels[k][l])
				}
				if l < len(values[k]) {
					p.font(bolder(it.Style), points)
					p.ink(inkOf(it.Style))
					p.text(x+label, p.y, h, values[k][l])
				}
			}
			p.y += h
			p.fresh = false
		}
		p.y += 0.7
	}
}

func bolder(s doc.Style) bool {
	return s == doc.Strong || s == doc.Alert || s == doc.Total || s == doc.Subtotal
}

// figures prints key figures side by side, at most five a row.
func (p *page) figures(f doc.Figures) {
	const most = 5
	for i := 0; i < len(f.Items); i += most {
		p.figureRow(f.Items[i:min(i+most, len(f.Items))])
	}
}

func (p *page) figureRow(items []doc.Figure) {
	points := p.s.body * 2
	labelH, valueH, noteH := p.s.body*mm*1.3, points*mm*1.2, p.s.body*0.85*mm*1.35
	gap := 5.0
	w := (p.width() - gap*float64(len(items)-1)) / float64(len(items))
	notes, most := make([][]string, len(items)), 0
	p.font(false, p.s.body*0.85)
	for i, it := range items {
		notes[i] = p.wrap(p.clean(it.Note), w-3)
		if len(notes[i]) > 3 {
			notes[i] = append(notes[i][:2], p.fit(notes[i][2]+"…", w-3))
		}
		most = max(most, len(notes[i]))
	}
	h := labelH + valueH + noteH*float64(most) + 2
	p.space(3)
	p.need(h)
	for i, it := range items {
		x := p.left + float64(i)*(w+gap)
		p.box(x, p.y, 0.6, h-1, accentOf(it.Style))
		x += 3
		p.font(false, p.s.body*0.85)
		p.ink(grey)
		_, label := p.shrink(p.clean(it.Label), false, p.s.body*0.85, 5, w-3)
		p.text(x, p.y, labelH, label)
		p.ink(figureInk(it.Style))
		_, value := p.shrink(p.clean(it.Value), true, points, 6, w-3)
		p.text(x, p.y+labelH, valueH, value)
		p.font(false, p.s.body*0.85)
		p.ink(grey)
		for k, n := range notes[i] {
			p.text(x, p.y+labelH+valueH+float64(k)*noteH, noteH, n)
		}
	}
	p.y += h
	p.fresh = false
}

func figureInk(s doc.Style) doc.Colour {
	if c := inkOf(s); c != black {
		return c
	}
	return accent
}

func accentOf(s doc.Style) doc.Colour {
	switch s {
	case doc.Warning, doc.Alert, doc.Good:
		return inkOf(s)
	}
	return accent
}

// sides prints columns of blocks side by side: each starts at the same place; the longest decides where the page goes on.
func (p *page) sides(s doc.Side) {
	if len(s.Columns) == 0 {
		return
	}
	p.space(2)
	gap := 6.0
	total := 0.0
	weight := func(i int) float64 {
		if i < len(s.Weights) && s.Weights[i] > 0 {
			return s.Weights[i]
		}
		return 1
	}
	for i := range s.Columns {
		total += weight(i)
	}
	left, right, top, first, fresh := p.left, p.right, p.y, p.n, p.fresh
	avail := right - left - gap*float64(len(s.Columns)-1)
	x, lastPage, lastY := left, p.n, p.y
	for i, blocks := range s.Columns {
		w := avail * weight(i) / total
		if w < 20 { // too narrow to print anything readable: one under the other
			p.left, p.right = left, right
			p.blocks(blocks)
		} else {
			if p.n != first {
				p.n = first
				p.p.SetPage(first)
			}
			p.y, p.points, p.fresh = top, 0, true
			p.left, p.right = x, x+w
			p.blocks(blocks)
			x += w + gap
		}
		if p.n > lastPage || p.n == lastPage && p.y > lastY {
			lastPage, lastY = p.n, p.y
		}
	}
	if p.n != lastPage {
		p.p.SetPage(lastPage)
	}
	p.n, p.y, p.points = lastPage, lastY, 0
	p.left, p.right = left, right
	p.fresh = fresh && lastPage == first && lastY == top
}

func (p *page) signatures(s doc.Signatures) {
	const most = 3
	h := 34.0
	p.space(6)
	rows := (len(s.Names) + most - 1) / most
	p.need(min(8+h*float64(max(rows, 1)), 90))
	if s.Place != "" || !s.Date.IsZero() {
		p.paragraph("Fait à "+orDots(s.Place)+", le "+dayOr(s.Date), false, p.s.body, black, 1.4)
		p.y += 3
	}
	gap := 6.0
	for i := 0; i < len(s.Names); i += most {
		row := s.Names[i:min(i+most, len(s.Names))]
		n := max(len(row), 2)
		w := (p.width() - gap*float64(n-1)) / float64(n)
		p.need(h)
		for k, name := range row {
			x := p.left + float64(k)*(w+gap)
			p.pen(hair, 0.2)
			p.p.Rect(x, p.y, w, h-4, "D")
			p.font(false, p.s.body*0.9)
			p.ink(black)
			lh := p.s.body * mm * 1.25
			lines := p.wrap(p.clean(name), w-5)
			if len(lines) > 3 {
				lines = append(lines[:2], p.fit(lines[2]+" "+lines[3], w-5))
			}
			for l, line := range lines {
				p.text(x+2.5, p.y+2+float64(l)*lh, lh, line)
			}
		}
		p.y += h
		p.fresh = false
	}
}

func orDots(s string) string {
	if s == "" {
		return "……………………"
	}
	return s
}

func dayOr(d moteur.Date) string {
	if d.IsZero() {
		return "……………………"
	}
	return fr.Date(d)
}
