package pdf

import (
	"math"

	"github.com/go-pdf/fpdf"
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// plot is the frame of a chart: a rectangle of the page and the scale of its values.
type plot struct {
	x, y, w, h float64
	lo, hi     float64
	step       float64
	points     float64
}

// at is the height on the page of a value.
func (a plot) at(v float64) float64 {
	return a.y + a.h - (min(max(v, a.lo), a.hi)-a.lo)/(a.hi-a.lo)*a.h
}

// float is a value to draw: what cannot be drawn counts as zero.
func float(d decimal.Decimal) float64 {
	if e := d.Exponent(); e > 15 || e < -30 || d.NumDigits() > 60 {
		return 0
	}
	f := d.InexactFloat64()
	if math.IsNaN(f) || math.IsInf(f, 0) || math.Abs(f) > 1e18 {
		return 0
	}
	return f
}

// scale chooses round steps, with zero on the axis.
func scale(lo, hi float64, steps int) (from, to, step float64) {
	lo, hi = min(lo, 0), max(hi, 0)
	if hi-lo < 1e-9 {
		hi = lo + 1
	}
	raw := (hi - lo) / float64(steps)
	unit := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, k := range []float64{1, 2, 2.5, 5, 10} {
		if step = unit * k; step >= raw*0.999 {
			break
		}
	}
	return math.Floor(lo/step+1e-9) * step, math.Ceil(hi/step-1e-9) * step, step
}

// tick writes a value of the axis.
func tick(v, step float64) string {
	places := int32(0)
	for s := step; places < 6 && math.Abs(s-math.Round(s)) > 1e-6*s; places++ {
		s *= 10
	}
	return fr.Number(decimal.NewFromFloat(v).Round(places), places)
}

func colourOf(s doc.Series, i int) doc.Colour {
	if _, _, _, ok := s.Colour.RGB(); ok {
		return s.Colour
	}
	return palette[i%len(palette)]
}

// scaleTo sets the scale of a chart's values on about that many steps, with room below the curve for the words of low marks.
func (a *plot) scaleTo(c doc.Chart, steps int) {
	for i := range c.Labels {
		up, down := 0.0, 0.0
		for _, s := range c.Series {
			if i >= len(s.Values) {
				continue
			}
			v := float(s.Values[i])
			if c.Kind != doc.Stacked {
				a.lo, a.hi = min(a.lo, v), max(a.hi, v)
			} else if v < 0 {
				down += v
			} else {
				up += v
			}
		}
		a.lo, a.hi = min(a.lo, down), max(a.hi, up)
	}
	a.lo, a.hi, a.step = scale(a.lo, a.hi, steps)
	if c.Kind == doc.Stacked {
		return
	}
	for _, m := range c.Marks {
		if v, ok := markValue(c, m); ok && v < 0 && v < a.lo+a.step*0.7 {
			a.lo -= a.step
			return
		}
	}
}

func (p *page) chart(c doc.Chart) {
	h := c.Height
	if !(h > 0) || h > 1000 {
		h = 70
		if p.d.Page == doc.Slide {
			h = 105
		}
	}
	h = max(h, 30)
	points := p.s.compact * 1.05
	if c.Kind == doc.HBars {
		p.hbars(c, points)
		return
	}
	h = min(h, p.bottom()-p.s.top-12)
	p.space(4)
	p.need(h)
	bottom := p.y + h
	p.chartTitle(c)
	if len(c.Series) > 1 {
		p.legend(c, points)
	}
	a := plot{points: points}
	a.scaleTo(c, max(3, int((bottom-p.y)/13)))
	p.font(false, points)
	axis := 0.0
	for v := a.lo; v <= a.hi+a.step/2; v += a.step {
		axis = max(axis, p.measure(tick(v, a.step)))
	}
	labels := p.chartLabels(c, points, p.width()-axis-4)
	a.x, a.y = p.left+axis+2, p.y+2
	a.w, a.h = p.right-a.x-1, bottom-a.y-labels.height-1
	if a.h < 10 {
		a.h = 10
	}
	p.axis(a)
	switch c.Kind {
	case doc.Curve:
		p.curves(c, a)
	default:
		p.bars(c, a)
	}
	p.rule(a.x, a.x+a.w, a.at(0), 0.25, grey)
	p.drawLabels(labels, a, c.Kind == doc.Curve)
	p.marks(c, a)
	p.y = bottom
	p.fresh = false
}

func (p *page) chartTitle(c doc.Chart) {
	title := c.Title
	if c.Unit != "" {
		title = join(" ", title, "("+c.Unit+")")
	}
	if title == "" {
		return
	}
	h := p.s.body * mm * 1.5
	p.font(true, p.s.body)
	p.ink(black)
	p.text(p.left, p.y, h, p.fit(p.clean(title), p.width()))
	p.y += h + 0.5
}

func (p *page) legend(c doc.Chart, points float64) {
	p.font(false, points)
	h := points * mm * 1.5
	x := p.left
	for i, s := range c.Series {
		name := p.fit(p.clean(s.Name), p.width()*0.5)
		w := p.measure(name) + 9
		if x+w > p.right && x > p.left {
			x, p.y = p.left, p.y+h
		}
		p.box(x, p.y+h/2-0.9, 3, 1.8, colourOf(s, i))
		p.ink(black)
		p.text(x+4.2, p.y, h, name)
		x += w
	}
	p.y += h + 0.5
}

func (p *page) axis(a plot) {
	p.font(false, a.points)
	n := 0
	for v := a.lo; v <= a.hi+a.step/2 && n < 60; v += a.step {
		y := a.at(v)
		p.rule(a.x, a.x+a.w, y, 0.1, hair)
		p.ink(grey)
		p.textRight(a.x-1.5, y-2, 4, tick(v, a.step))
		n++
	}
}

// slotX is the middle of place i of n on the axis; points of a curve go from edge to edge.
func (a plot) slotX(i, n int, edge bool) float64 {
	if edge && n > 1 {
		inset := min(4, a.w/float64(n)/2)
		return a.x + inset + (a.w-2*inset)*float64(i)/float64(n-1)
	}
	return a.x + a.w*(float64(i)+0.5)/float64(max(n, 1))
}

func (p *page) curves(c doc.Chart, a plot) {
	n := len(c.Labels)
	for k, s := range c.Series {
		colour := colourOf(s, k)
		if len(c.Series) == 1 && n > 1 { // a pale ground between the curve and zero
			var area []fpdf.PointType
			for i := range min(n, len(s.Values)) {
				area = append(area, fpdf.PointType{X: a.slotX(i, n, true), Y: a.at(float(s.Values[i]))})
			}
			if len(area) > 1 {
				area = append(area, fpdf.PointType{X: area[len(area)-1].X, Y: a.at(0)}, fpdf.PointType{X: area[0].X, Y: a.at(0)})
				p.p.SetAlpha(0.12, "Normal")
				p.fill(colour)
				p.p.Polygon(area, "F")
				p.p.SetAlpha(1, "Normal")
			}
		}
		p.pen(colour, 0.55)
		for i := 1; i < min(n, len(s.Values)); i++ {
			p.p.Line(a.slotX(i-1, n, true), a.at(float(s.Values[i-1])), a.slotX(i, n, true), a.at(float(s.Values[i])))
		}
		if n <= 40 {
			p.fill(colour)
			for i := range min(n, len(s.Values)) {
				p.p.Circle(a.slotX(i, n, true), a.at(float(s.Values[i])), 0.65, "F")
			}
		}
	}
}

func (p *page) bars(c doc.Chart, a plot) {
	n := len(c.Labels)
	slot := a.w / float64(max(n, 1))
	p.font(false, a.points)
	for i := range n {
		up, down := 0.0, 0.0
		for k, s := range c.Series {
			if i >= len(s.Values) {
				continue
			}
			v := float(s.Values[i])
			if c.Kind == doc.Stacked {
				base := &up
				if v < 0 {
					base = &down
				}
				w := min(slot*0.62, 22)
				y1, y2 := a.at(*base), a.at(*base+v)
				p.box(a.slotX(i, n, false)-w/2, min(y1, y2), w, math.Abs(y2-y1), colourOf(s, k))
				*base += v
				continue
			}
			w := min(slot*0.7/float64(len(c.Series)), 18)
			x := a.slotX(i, n, false) + w*(float64(k)-float64(len(c.Series))/2)
			y1, y2 := a.at(0), a.at(v)
			colour := colourOf(s, k)
			if v < 0 && len(c.Series) == 1 && s.Colour == "" {
				colour = red
			}
			p.box(x, min(y1, y2), w*0.94, math.Abs(y2-y1), colour)
			if text := hbarFigure(s.Values[i], ""); n*len(c.Series) <= 16 && len(c.Marks) == 0 && p.measure(text) <= w*1.3 {
				h := a.points * mm * 1.3
				p.ink(black)
				if y := min(y1, y2) - h; v >= 0 && y >= a.y-2 {
					p.textCentre(x+w*0.47, y, h, text)
				} else if v < 0 && y2+h < a.y+a.h {
					p.textCentre(x+w*0.47, y2, h, text)
				}
			}
		}
	}
}

// labels is the words under the horizontal axis.
type labels struct {
	texts  []string
	turned bool
	every  int
	height float64
	points float64
}

func (p *page) chartLabels(c doc.Chart, points, width float64) labels {
	l := labels{points: points, every: 1}
	p.font(false, points)
	widest := 0.0
	for _, s := range c.Labels {
		t := p.fit(p.clean(s), 30)
		l.texts = append(l.texts, t)
		widest = max(widest, p.measure(t))
	}
	slot := width / float64(max(len(c.Labels), 1))
	line := points * mm * 1.25
	switch {
	case widest+1.5 <= slot:
		l.height = line + 1.5
	case widest+1.5 <= 2*slot && c.Kind == doc.Curve:
		l.height, l.every = line+1.5, 2
	default:
		l.turned, l.height = true, widest+2.5
		l.every = max(1, int(math.Ceil(line*1.05/slot)))
	}
	return l
}

func (p *page) drawLabels(l labels, a plot, edge bool) {
	p.font(false, l.points)
	p.ink(grey)
	n := len(l.texts)
	for i, t := range l.texts {
		if i%l.every != 0 {
			continue
		}
		x := a.slotX(i, n, edge)
		if l.turned {
			p.turned(x+l.points*mm*0.36, a.y+a.h+1.5+p.measure(t), t)
			continue
		}
		w := p.measure(t)
		x = min(max(x-w/2, p.left), p.right-w)
		p.text(x, a.y+a.h+1, l.points*mm*1.25, t)
	}
}

func markValue(c doc.Chart, m doc.Mark) (float64, bool) {
	if m.Series < 0 || m.Series >= len(c.Series) || m.Index < 0 || m.Index >= len(c.Series[m.Series].Values) || m.Index >= len(c.Labels) {
		return 0, false
	}
	return float(c.Series[m.Series].Values[m.Index]), true
}

// marks points at values: a ring and words, above or below, never out of the frame nor on one another.
func (p *page) marks(c doc.Chart, a plot) {
	type rect struct{ x1, y1, x2, y2 float64 }
	var taken []rect
	free := func(r rect) bool {
		for _, t := range taken {
			if r.x1 < t.x2 && t.x1 < r.x2 && r.y1 < t.y2 && t.y1 < r.y2 {
				return false
			}
		}
		return r.y1 >= a.y-1 && r.y2 <= a.y+a.h+0.5
	}
	for _, m := range c.Marks {
		v, ok := markValue(c, m)
		if !ok {
			continue
		}
		if c.Kind == doc.Stacked {
			v = 0
			for k := 0; k <= m.Series; k++ {
				if m.Index < len(c.Series[k].Values) {
					v += float(c.Series[k].Values[m.Index])
				}
			}
		}
		x, y := a.slotX(m.Index, len(c.Labels), c.Kind == doc.Curve), a.at(v)
		p.font(true, a.points)
		text := p.fit(p.clean(m.Text), a.w*0.6)
		w, h := p.measure(text), a.points*mm*1.25
		left := min(max(x-w/2, a.x+0.5), a.x+a.w-w-0.5)
		place := rect{}
		for k := range 24 {
			d := 1.6 + float64(k/2)*h*0.7
			if (v < 0) == (k%2 == 0) {
				place = rect{left, y + d, left + w, y + d + h}
			} else {
				place = rect{left, y - d - h, left + w, y - d}
			}
			if free(place) {
				break
			}
		}
		taken = append(taken, place)
		p.pen(red, 0.4)
		p.fill(paper)
		p.p.Circle(x, y, 1.1, "FD")
		if gap := place.y1 - y; gap > 4 {
			p.pen(red, 0.15)
			p.p.Line(x, y+1.1, x, place.y1)
		} else if gap := y - place.y2; gap > 4 {
			p.pen(red, 0.15)
			p.p.Line(x, y-1.1, x, place.y2)
		}
		p.box(place.x1-0.4, place.y1, w+0.8, h, paper)
		p.ink(red)
		p.text(place.x1, place.y1, h, text)
	}
}

// hbars prints one row a value: label, bar, figure; it goes on over pages.
// hbar is the frame of horizontal bars: the height of a bar, the widths of the labels and of the figures, the millimetres of a unit,
// and where zero stands.
type hbar struct {
	points, row   float64
	label, figure float64
	unit, zero    float64
}

// hbarFrame measures the labels and the figures, and shares the width of the page between them and the bars.
func (p *page) hbarFrame(c doc.Chart, points float64) hbar {
	f := hbar{points: points, row: points * mm * 1.9}
	p.font(false, points)
	lo, hi := 0.0, 0.0
	for _, s := range c.Labels {
		f.label = max(f.label, p.measure(p.clean(s)))
	}
	for _, s := range c.Series {
		for _, v := range s.Values {
			x := float(v)
			lo, hi = min(lo, x), max(hi, x)
			f.figure = max(f.figure, p.measure(hbarFigure(v, c.Unit)))
		}
	}
	f.label = min(f.label+3, p.width()*0.38)
	f.figure = min(f.figure+2, p.width()*0.3)
	span := max(hi-lo, 1e-9)
	room := max(p.width()-f.label-f.figure, 5)
	if lo < 0 {
		room = max(p.width()-f.label-2*f.figure, 5)
	}
	f.unit = room / span
	f.zero = p.left + f.label + room*(-lo/span)
	if lo < 0 {
		f.zero += f.figure
	}
	return f
}

func (p *page) hbars(c doc.Chart, points float64) {
	p.space(4)
	points *= 1.1
	rows := len(c.Labels) * max(len(c.Series), 1)
	p.need(min(8+float64(rows)*points*mm*1.9, 60))
	p.chartTitle(c)
	if len(c.Series) > 1 {
		p.legend(c, points)
	}
	f := p.hbarFrame(c, points)
	for i, name := range c.Labels {
		for k, s := range c.Series {
			if i >= len(s.Values) {
				continue
			}
			p.need(f.row)
			if k == 0 {
				p.ink(black)
				_, t := p.shrink(p.clean(name), false, points, points*0.8, f.label-2)
				p.text(p.left, p.y, f.row, t)
			}
			p.hbarOne(c, f, i, k)
			p.y += f.row
			p.fresh = false
		}
	}
}

// hbarOne draws the bar of a value: negative ones to the left of zero, in red unless the series has a colour.
func (p *page) hbarOne(c doc.Chart, f hbar, i, k int) {
	s := c.Series[k]
	v := float(s.Values[i])
	w := f.unit * math.Abs(v)
	colour := colourOf(s, k)
	if v < 0 && s.Colour == "" {
		colour = red
	}
	p.ink(black)
	_, text := p.shrink(p.clean(hbarFigure(s.Values[i], c.Unit)), false, f.points, f.points*0.6, f.figure-1.5)
	if v < 0 {
		p.box(f.zero-w, p.y+f.row*0.18, w, f.row*0.64, colour)
		p.textRight(f.zero-w-1.5, p.y, f.row, text)
	} else {
		p.box(f.zero, p.y+f.row*0.18, w, f.row*0.64, colour)
		p.text(f.zero+w+1.5, p.y, f.row, text)
	}
	for _, m := range c.Marks {
		x := f.zero + w + 3 + f.figure
		if m.Series != k || m.Index != i || v < 0 {
			continue
		}
		p.font(true, f.points*0.9)
		p.ink(red)
		if x < p.right-8 {
			p.text(x, p.y, f.row, p.fit(p.clean(m.Text), p.right-x))
		}
	}
	p.pen(hair, 0.15)
	p.p.Line(f.zero, p.y, f.zero, p.y+f.row)
}

func hbarFigure(v decimal.Decimal, unit string) string {
	if unit == "€" {
		if v.Equal(v.Round(0)) {
			return fr.WholeEuros(v)
		}
		return fr.Euros(v)
	}
	s := fr.Plain(v)
	if unit != "" {
		s += fr.NBSP + unit
	}
	return s
}
