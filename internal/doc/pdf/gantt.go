package pdf

import (
	"strconv"
	"time"

	"github.com/go-pdf/fpdf"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// gantt prints bars of time in rows under a calendar of months, weeks or years; the calendar again on every page.
func (p *page) gantt(g doc.Gantt) {
	span := g.Extent()
	if span.Days() == 0 {
		if span.From.IsZero() {
			p.para(doc.Para{Text: join(" : ", g.Title, "aucune date."), Style: doc.Muted})
			return
		}
		span.To = span.From
	}
	l := p.look(true)
	p.font(false, l.points)
	label := 0.0
	for _, r := range g.Rows {
		label = max(label, p.measure(p.clean(r.Label)))
	}
	a := timeAxis{span: span, l: l, row: l.line + 2.4*l.pad}
	a.label = min(label+3, p.width()*0.3)
	a.x, a.w = p.left+a.label, p.width()-a.label
	p.space(4)
	p.need(min(14+float64(len(g.Rows))*a.row, 60))
	if g.Title != "" {
		p.font(true, p.s.body)
		p.ink(black)
		h := p.s.body * mm * 1.7
		p.text(p.left, p.y, h, p.fit(p.clean(g.Title), p.width()))
		p.y += h
	}
	a.starts = a.divisions()
	p.calendar(a)
	for _, r := range g.Rows {
		lanes := p.lanes(r, a)
		h := a.row * float64(len(lanes))
		if p.y+h > p.bottom() && p.y > p.bodyTop()+8 {
			p.newPage()
			p.calendar(a)
		}
		p.ink(inkOf(r.Style))
		bold := bolder(r.Style) || r.Style == doc.Section
		_, t := p.shrink(p.clean(r.Label), bold, l.points, l.points*0.8, a.label-2)
		p.text(p.left, p.y, a.row, t)
		for i, lane := range lanes {
			if i > 0 && p.y+a.row > p.bottom() {
				p.newPage()
				p.calendar(a)
			}
			p.ticks(a)
			p.lane(lane, a)
			p.y += a.row
		}
		p.rule(p.left, p.right, p.y, 0.1, hair)
		p.fresh = false
	}
}

// timeAxis is the frame of a Gantt.
type timeAxis struct {
	span        moteur.Span
	l           look
	label, x, w float64
	row         float64
	starts      []moteur.Date // of the divisions of the calendar
}

// at is the left edge of a day on the page.
func (a timeAxis) at(d moteur.Date) float64 {
	n := float64(d.Sub(a.span.From)) / float64(max(a.span.Days(), 1))
	return a.x + a.w*min(max(n, 0), 1)
}

// ends are the edges of a bar on the page; an open end goes to the edge of the axis.
func (a timeAxis) ends(s moteur.Span) (x1, x2 float64) {
	x1, x2 = a.x, a.x+a.w
	if !s.From.IsZero() {
		x1 = a.at(s.From)
	}
	if !s.To.IsZero() {
		x2 = a.at(s.To.AddDays(1))
	}
	return x1, max(x2, x1)
}

// unit is the division of the calendar that suits the length of the axis: weeks, months or years.
func (a timeAxis) unit() (name, short func(moteur.Date) string, next func(moteur.Date) moteur.Date) {
	switch days := a.span.Days(); {
	case days <= 45:
		return func(d moteur.Date) string { return "sem. " + d.Time().Format("02/01") },
			func(d moteur.Date) string { return d.Time().Format("02/01") },
			func(d moteur.Date) moteur.Date { return d.Monday().AddDays(7) }
	case days > 900:
		return func(d moteur.Date) string { return strconv.Itoa(d.Year()) },
			func(d moteur.Date) string { return strconv.Itoa(d.Year() % 100) },
			func(d moteur.Date) moteur.Date { return moteur.NewDate(d.Year()+1, time.January, 1) }
	}
	return func(d moteur.Date) string { return fr.MonthYear(d) },
		func(d moteur.Date) string { return d.Time().Format("01/06") },
		func(d moteur.Date) moteur.Date { return moteur.NewDate(d.Year(), d.Month(), 1).AddMonths(1) }
}

// divisions are the first days of the weeks, months or years of the axis.
func (a timeAxis) divisions() []moteur.Date {
	const most = 400
	_, _, next := a.unit()
	var out []moteur.Date
	for d := a.span.From; !d.IsZero() && !d.After(a.span.To) && len(out) < most; d = next(d) {
		out = append(out, d)
	}
	return out
}

// calendar prints the head of the time axis.
func (p *page) calendar(a timeAxis) {
	h := a.l.line + 2*a.l.pad
	p.font(true, a.l.points*0.92)
	p.ink(accent)
	name, short, _ := a.unit()
	for i, d := range a.starts {
		x1, x2 := a.at(d), a.x+a.w
		if i+1 < len(a.starts) {
			x2 = a.at(a.starts[i+1])
		}
		t := name(d)
		if p.measure(t) > x2-x1-1.2 {
			t = short(d)
		}
		if p.measure(t) <= x2-x1-1 {
			p.text(x1+0.8, p.y, h, t)
		}
	}
	p.y += h
	p.rule(p.left, p.right, p.y, 0.3, accent)
	p.fresh = false
}

// ticks draws the divisions of the calendar behind a row.
func (p *page) ticks(a timeAxis) {
	p.pen(hair, 0.1)
	for i, d := range a.starts {
		if x := a.at(d); i > 0 {
			p.p.Line(x, p.y, x, p.y+a.row)
		}
	}
}

// placed is a bar of a Gantt with the place of its words.
type placed struct {
	x1, x2    float64
	milestone bool
	fill      doc.Colour
	text      string
	textX     float64
	inside    bool
}

// lanes sets the bars of a row so that neither bars nor words touch: a bar that meets another goes one lane down.
func (p *page) lanes(r doc.GanttRow, a timeAxis) [][]placed {
	p.font(false, a.l.points*0.92)
	lanes := [][]placed{nil}
	ends := [][][2]float64{nil}
	for _, b := range r.Bars {
		if b.Span.Days() == 0 && !b.Span.From.IsZero() && !b.Span.To.IsZero() ||
			!b.Span.From.IsZero() && b.Span.From.After(a.span.To) || !b.Span.To.IsZero() && b.Span.To.Before(a.span.From) {
			continue
		}
		pl := placed{fill: b.Fill, milestone: b.Milestone, text: p.clean(b.Label)}
		if _, _, _, ok := pl.fill.RGB(); !ok {
			pl.fill = palette[0]
			if b.Milestone {
				pl.fill = red
			}
		}
		pl.x1, pl.x2 = a.ends(b.Span)
		if b.Milestone {
			mid := (pl.x1 + pl.x2) / 2
			if !b.Span.From.IsZero() {
				mid = a.at(b.Span.From) + min(0.5*a.w/float64(a.span.Days()), 2)
			}
			mid = min(max(mid, a.x+1.4), a.x+a.w-1.4)
			pl.x1, pl.x2 = mid-1.4, mid+1.4
		}
		pl.x2 = max(pl.x2, pl.x1+0.5)
		from, to := pl.x1, pl.x2
		if pl.text != "" {
			w := p.measure(pl.text)
			switch {
			case !b.Milestone && w+2 <= pl.x2-pl.x1:
				pl.inside, pl.textX = true, pl.x1+1
			case pl.x2+1+w <= a.x+a.w:
				pl.textX = pl.x2 + 1
				to = pl.textX + w + 1
			case pl.x1-1-w >= a.x:
				pl.textX = pl.x1 - 1 - w
				from = pl.textX - 1
			default: // no side has room: shorten on the wider one
				if right := a.x + a.w - pl.x2 - 1; right >= pl.x1-a.x-1 {
					pl.text, pl.textX = p.fit(pl.text, right), pl.x2+1
					to = a.x + a.w
				} else {
					pl.text = p.fit(pl.text, pl.x1-a.x-1)
					pl.textX = pl.x1 - 1 - p.measure(pl.text)
					from = a.x
				}
			}
		}
		lane := 0
		for ; lane < len(lanes); lane++ {
			free := true
			for _, e := range ends[lane] {
				free = free && (to <= e[0] || from >= e[1])
			}
			if free {
				break
			}
		}
		if lane == len(lanes) {
			lanes, ends = append(lanes, nil), append(ends, nil)
		}
		lanes[lane] = append(lanes[lane], pl)
		ends[lane] = append(ends[lane], [2]float64{from, to})
	}
	return lanes
}

func (p *page) lane(bars []placed, a timeAxis) {
	top, h := p.y+a.row*0.16, a.row*0.68
	for _, b := range bars {
		if b.milestone {
			x, y, r := (b.x1+b.x2)/2, p.y+a.row/2, min(1.5, h/2)
			p.fill(b.fill)
			p.p.Polygon([]fpdf.PointType{{X: x, Y: y - r}, {X: x + r, Y: y}, {X: x, Y: y + r}, {X: x - r, Y: y}}, "F")
		} else {
			p.box(b.x1, top, b.x2-b.x1, h, b.fill)
		}
		if b.text == "" {
			continue
		}
		p.font(false, a.l.points*0.92)
		p.ink(black)
		if b.inside {
			p.ink(doc.Readable(b.fill, paper))
		}
		p.text(b.textX, p.y, a.row, b.text)
	}
}
