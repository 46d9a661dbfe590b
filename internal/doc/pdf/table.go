package pdf

import (
	"slices"

	"github.com/moteur-film/moteur/internal/doc"
)

// side is the setting of a text in its column.
type side uint8

const (
	left side = iota
	right
	centre
)

// look is the type and air of a table.
type look struct {
	points float64
	line   float64 // height of a line
	pad    float64 // above and below the lines of a row
	gutter float64 // on both sides of a text
}

func (p *page) look(compact bool) look {
	points := p.s.table
	if compact {
		points = p.s.compact
	}
	return look{points: points, line: points * mm * 1.22, pad: points * mm * 0.3, gutter: points * mm * 0.45}
}

func (l look) scaled(f float64) look {
	return look{l.points * f, l.line * f, l.pad * f, l.gutter * f}
}

// column is a printed column of a table.
type column struct {
	title  string
	weight float64
	side   side
	figure bool // a column of figures or dates, whose cells never wrap
	w      float64
}

// cell is a printed cell, cleaned.
type cell struct {
	text   string
	col    int // first printed column
	span   int // printed columns
	side   side
	whole  bool // never wraps: a figure or a date
	bold   bool
	muted  bool
	ink    doc.Colour
	fill   doc.Colour
	indent float64
	lines  []string
	points float64 // when shrunk to fit; 0 for the table's own
}

func sideOf(k doc.Kind) (s side, figure bool) {
	switch k {
	case doc.Amount, doc.Percent, doc.Number, doc.Int:
		return right, true
	case doc.Date:
		return left, true
	case doc.Centre:
		return centre, false
	}
	return left, false
}

// table prints a table, its heads again on every page.
func (p *page) table(t doc.Table) {
	var cols []column
	from := make([]int, len(t.Columns)+1) // first printed column at or after each column
	for i, c := range t.Columns {
		from[i] = len(cols)
		if !c.OnPaper() {
			continue
		}
		s, figure := sideOf(c.Kind)
		w := c.Width
		if !(w > 0) || w > 1000 {
			w = 1
		}
		cols = append(cols, column{title: p.clean(c.Title), weight: w, side: s, figure: figure})
	}
	from[len(t.Columns)] = len(cols)
	if len(cols) == 0 {
		return
	}
	l := p.fitColumns(cols, p.look(t.Compact), t, from)
	heads := p.headLines(cols, l)
	headH := headHeight(heads, l)
	p.space(3)
	first := p.rowHeight(t, 0, cols, from, l)
	titled := 0.0
	if t.Title != "" {
		titled = p.s.body*mm*1.9 - p.tight(1)
	}
	p.need(min(titled+headH+first, 60))
	if t.Title != "" {
		p.font(true, p.s.body)
		p.ink(black)
		p.text(p.left, p.y, p.s.body*mm*1.4, p.fit(p.clean(t.Title), p.width()))
		p.y += titled
	}
	p.headRow(cols, heads, headH, l)
	for i := range t.Rows {
		cells := p.rowCells(t.Columns, t.Rows[i], from, l)
		p.wrapCells(cells, cols, l)
		keep := 0.0
		if t.Rows[i].Style == doc.Section && i+1 < len(t.Rows) {
			keep = l.line + 2*l.pad
		}
		if i+2 == len(t.Rows) && t.Rows[i+1].Style == doc.Total {
			keep = l.line + 3*l.pad // a total never stands alone on a page
		}
		p.row(cells, t.Rows[i].Style, cols, l, keep, func() { p.headRow(cols, heads, headH, l) })
	}
	p.rule(p.left, p.right, p.y, 0.2, hair)
	p.fresh = false
}

// rowHeight measures row i, 0 when there is none.
func (p *page) rowHeight(t doc.Table, i int, cols []column, from []int, l look) float64 {
	if i >= len(t.Rows) {
		return 0
	}
	cells := p.rowCells(t.Columns, t.Rows[i], from, l)
	return float64(p.wrapCells(cells, cols, l))*l.line + 2*l.pad
}

// rowCells lays the cells of a row on the printed columns.
func (p *page) rowCells(columns []doc.Column, r doc.Row, from []int, l look) []cell {
	out := make([]cell, 0, len(r.Cells))
	col := 0
	indented := false
	for _, c := range r.Cells {
		if col >= len(columns) {
			break
		}
		span := max(c.Span, 1)
		end := len(columns)
		if span < end-col { // compared this way round, a huge span cannot overflow
			end = col + span
		}
		if shown := from[end] - from[col]; shown > 0 {
			out = append(out, p.makeCell(columns[col].Kind, c, r, from[col], shown))
			last := &out[len(out)-1]
			if !indented && c.Kind == doc.Text && last.side == left {
				last.indent, indented = float64(min(max(r.Indent, 0), 4))*l.points*mm*1.1, true
			}
		}
		col = end
	}
	return out
}

func (p *page) makeCell(column doc.Kind, c doc.Cell, r doc.Row, col, span int) cell {
	k := c.Kind
	if k == doc.Text && span == 1 {
		k = column
	}
	s, _ := sideOf(k)
	_, figure := sideOf(c.Kind)
	out := cell{text: p.clean(c.Label()), col: col, span: span, side: s, whole: figure && c.IsValue, fill: c.Fill}
	style := c.Style
	if style == doc.Normal {
		style = r.Style
	}
	out.bold = bolder(style) || bolder(r.Style) || r.Style == doc.Section
	out.muted = style == doc.Muted
	out.ink = inkOf(style)
	switch {
	case r.Style == doc.Total && c.Fill == "":
		out.ink = paper
	case r.Style == doc.Section && c.Style == doc.Normal:
		out.ink = accent
	}
	if c.Fill != "" {
		out.ink = doc.Readable(c.Fill, out.ink)
	}
	return out
}

// fitColumns gives the columns their widths: by weight, but wide enough for figures and for whole words. When even that does
// not fit the page, the type shrinks; figures that still do not fit shrink one by one when drawn.
func (p *page) fitColumns(cols []column, l look, t doc.Table, from []int) look {
	const least = 0.62
	scale := 1.0
	for {
		s := l.scaled(scale)
		need, total := p.leastWidths(cols, s, t, from)
		if total <= p.width() || scale <= least {
			distribute(cols, need, p.width())
			return s
		}
		scale = max(least, min(scale*0.97, scale*p.width()/total*1.02))
	}
}

// leastWidths measures the narrowest width of each column.
func (p *page) leastWidths(cols []column, l look, t doc.Table, from []int) (need []float64, total float64) {
	const slack = 0.05 // millimetres: what rounding may take from a width
	const sample = 400 // text columns are measured on their first rows: a longer word further on is cut, never lost
	need = make([]float64, len(cols))
	most := p.width() * 0.3
	p.font(true, l.points*0.92)
	for i, c := range cols {
		need[i] = min(p.longestWord(c.title), most) + 2*l.gutter + slack
	}
	widest := make([]string, len(cols))
	count := make([]int, len(cols))
	p.font(false, l.points)
	for n, r := range t.Rows {
		p.font(bolder(r.Style) || r.Style == doc.Section, l.points)
		col := 0
		for _, c := range r.Cells {
			if col >= len(t.Columns) {
				break
			}
			span := max(c.Span, 1)
			if span == 1 && t.Columns[col].OnPaper() {
				i := from[col]
				label := c.Label()
				switch _, figure := sideOf(c.Kind); {
				case figure && c.IsValue:
					// most figures are not longer than the longest seen: only those are measured
					if len(label) >= count[i] || r.Style != doc.Normal {
						count[i], widest[i] = max(count[i], len(label)), label
						need[i] = max(need[i], p.measure(p.clean(label))+2*l.gutter+slack)
					}
				case n < sample:
					need[i] = max(need[i], min(p.longestWord(p.clean(label)), most)+2*l.gutter+slack)
				}
			}
			if span >= len(t.Columns)-col {
				break
			}
			col += span
		}
	}
	for _, w := range need {
		total += w
	}
	return need, total
}

// distribute shares the width by weight, no column under its need as long as the sum of needs allows.
func distribute(cols []column, need []float64, width float64) {
	total := 0.0
	for _, n := range need {
		total += n
	}
	if total >= width {
		for i := range cols {
			cols[i].w = need[i] * width / total
		}
		return
	}
	fixed := make([]bool, len(cols))
	for {
		weights, room := 0.0, width
		for i, c := range cols {
			if fixed[i] {
				room -= c.w
			} else {
				weights += c.weight
			}
		}
		again := false
		for i := range cols {
			if fixed[i] {
				continue
			}
			cols[i].w = room * cols[i].weight / weights
			if cols[i].w < need[i] {
				cols[i].w, fixed[i], again = need[i], true, true
			}
		}
		if !again || !slices.Contains(fixed, false) {
			return
		}
	}
}

// wrapCells breaks the texts of a row in lines and returns the number of lines of the tallest.
func (p *page) wrapCells(cells []cell, cols []column, l look) int {
	most := 1
	for i := range cells {
		c := &cells[i]
		points := l.points
		if c.muted {
			points *= 0.92
		}
		p.font(c.bold, points)
		w := spanWidth(cols, c.col, c.span) - 2*l.gutter - c.indent
		c.points = points
		if c.whole {
			if got := p.measure(c.text); got > w && got > 0 {
				c.points = max(2.5, points*max(w, 1)/got*0.99)
			}
			c.lines = []string{c.text}
		} else {
			c.lines = p.wrap(c.text, max(w, 2))
		}
		most = max(most, len(c.lines))
	}
	return most
}

func spanWidth(cols []column, from, span int) float64 {
	w := 0.0
	for _, c := range cols[from:min(from+span, len(cols))] {
		w += c.w
	}
	return w
}

func offset(cols []column, n int) float64 {
	x := 0.0
	for _, c := range cols[:min(n, len(cols))] {
		x += c.w
	}
	return x
}

// row draws a row whole, on the next page if need be; a row taller than a page goes on over pages.
func (p *page) row(cells []cell, style doc.Style, cols []column, l look, keep float64, heads func()) {
	lines := 1
	for _, c := range cells {
		lines = max(lines, len(c.lines))
	}
	pad := l.pad
	if style == doc.Section || style == doc.Total {
		pad *= 1.5
	}
	height := float64(lines)*l.line + 2*pad
	whole := p.bottom() - p.s.top - 7 - 20
	if p.y+height+keep > p.bottom() && height <= whole {
		p.newPage()
		heads()
	}
	for done := 0; done < lines; {
		room := int((p.bottom() - p.y - 2*pad) / l.line)
		if room < 1 {
			if p.y <= p.bodyTop()+0.01 {
				room = 1
			} else {
				p.newPage()
				heads()
				if room = int((p.bottom() - p.y - 2*pad) / l.line); room < 1 {
					room = 1
				}
			}
		}
		n := min(room, lines-done)
		p.slice(cells, style, cols, l, pad, done, n)
		done += n
	}
}

// slice draws n lines of a row, from a given line on.
func (p *page) slice(cells []cell, style doc.Style, cols []column, l look, pad float64, from, n int) {
	h := float64(n)*l.line + 2*pad
	switch style {
	case doc.Subtotal:
		p.box(p.left, p.y, p.width(), h, band)
	case doc.Total:
		p.box(p.left, p.y, p.width(), h, accent)
	}
	for _, c := range cells {
		if c.fill != "" {
			const edge = 0.12 // a thread of paper between two cells of one colour
			p.box(p.left+offset(cols, c.col)+edge, p.y+edge, spanWidth(cols, c.col, c.span)-2*edge, h-2*edge, c.fill)
		}
	}
	for _, c := range cells {
		if from >= len(c.lines) {
			continue
		}
		p.font(c.bold, c.points)
		p.ink(c.ink)
		x, w := p.left+offset(cols, c.col), spanWidth(cols, c.col, c.span)
		for i, line := range c.lines[from:min(from+n, len(c.lines))] {
			y := p.y + pad + float64(i)*l.line
			switch c.side {
			case right:
				p.textRight(x+w-l.gutter, y, l.line, line)
			case centre:
				p.textCentre(x+w/2, y, l.line, line)
			default:
				p.text(x+l.gutter+c.indent, y, l.line, line)
			}
		}
	}
	p.y += h
	p.fresh = false
	switch style {
	case doc.Total:
	case doc.Section:
		p.rule(p.left, p.right, p.y, 0.2, accent)
	default:
		p.rule(p.left, p.right, p.y, 0.1, hair)
	}
}

// headLines wraps the column heads; nil when the table has none.
func (p *page) headLines(cols []column, l look) [][]string {
	out := make([][]string, len(cols))
	some := false
	p.font(true, l.points*0.92)
	for i, c := range cols {
		out[i] = p.wrap(c.title, max(c.w-2*l.gutter, 2))
		if len(out[i]) > 4 {
			out[i] = append(out[i][:3], p.fit(out[i][3]+"…", c.w-2*l.gutter))
		}
		some = some || c.title != ""
	}
	if !some {
		return nil
	}
	return out
}

func headHeight(heads [][]string, l look) float64 {
	if heads == nil {
		return 0
	}
	most := 1
	for _, h := range heads {
		most = max(most, len(h))
	}
	return float64(most)*l.line + 2.4*l.pad
}

// headRow prints the column heads, set on their last line, over a rule.
func (p *page) headRow(cols []column, heads [][]string, h float64, l look) {
	if heads == nil {
		return
	}
	p.font(true, l.points*0.92)
	p.ink(accent)
	x := p.left
	for i, c := range cols {
		for k, line := range heads[i] {
			y := p.y + h - l.pad - float64(len(heads[i])-k)*l.line
			switch c.side {
			case right:
				p.textRight(x+c.w-l.gutter, y, l.line, line)
			case centre:
				p.textCentre(x+c.w/2, y, l.line, line)
			default:
				p.text(x+l.gutter, y, l.line, line)
			}
		}
		x += c.w
	}
	p.y += h
	p.rule(p.left, p.right, p.y, 0.35, accent)
	p.fresh = false
}
