package text

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// barWidth is the number of characters of the longest bar of a chart, ganttWidth that of a Gantt's time axis.
const (
	barWidth   = 30
	ganttWidth = 60
)

// chart prints one row a value, with a bar in proportion, pale when the value is negative.
func (p *printer) chart(c doc.Chart) {
	title := c.Title
	if c.Unit != "" {
		title += " (" + c.Unit + ")"
	}
	if title != "" {
		p.line(title)
	}
	var top decimal.Decimal
	for _, s := range c.Series {
		for _, v := range s.Values {
			top = decimal.Max(top, v.Abs())
		}
	}
	s := sheet{heads: []entry{{"", 1, left}}}
	many := len(c.Series) > 1
	if many {
		s.heads = append(s.heads, entry{"", 1, left})
	}
	s.heads = append(s.heads, entry{"", 1, right}, entry{"", 1, left})
	for i, label := range c.Labels {
		for k, series := range c.Series {
			if i >= len(series.Values) {
				continue
			}
			v := series.Values[i]
			row := []entry{{label, 1, left}}
			if k > 0 {
				row[0].text = ""
			}
			if many {
				row = append(row, entry{series.Name, 1, left})
			}
			drawn := bar(v, top)
			for _, m := range c.Marks {
				if m.Series == k && m.Index == i {
					drawn += " ◄ " + m.Text
				}
			}
			s.rows = append(s.rows, append(row, entry{figure(v, c.Unit), 1, right}, entry{drawn, 1, left}))
		}
	}
	p.sheet(s)
}

func bar(v, top decimal.Decimal) string {
	if top.IsZero() {
		return ""
	}
	n := int(v.Abs().Mul(decimal.NewFromInt(barWidth)).DivRound(top, 0).IntPart())
	if v.IsNegative() {
		return strings.Repeat("░", n)
	}
	return strings.Repeat("█", n)
}

func (p *printer) gantt(g doc.Gantt) {
	if g.Title != "" {
		p.line(g.Title)
	}
	span := g.Extent()
	label := 0
	for _, r := range g.Rows {
		label = max(label, width(r.Label))
	}
	p.line(strings.Repeat(" ", label+2) + fr.ShortDate(span.From) + strings.Repeat(" ", ganttWidth-20) + fr.ShortDate(span.To))
	for _, r := range g.Rows {
		axis := []rune(strings.Repeat("·", ganttWidth))
		var notes []string
		for _, b := range r.Bars {
			from, to := slot(span, b.Span.From, 0), slot(span, b.Span.To, ganttWidth-1)
			mark := '█'
			if b.Milestone {
				mark, to = '◆', from
			}
			for i := max(from, 0); i <= min(to, ganttWidth-1); i++ {
				axis[i] = mark
			}
			note := fr.ShortDate(b.Span.From)
			if b.Span.To != b.Span.From && !b.Milestone {
				note += " → " + fr.ShortDate(b.Span.To)
			}
			if b.Label != "" {
				note = b.Label + " " + note
			}
			notes = append(notes, note)
		}
		p.line(pad(strings.ReplaceAll(r.Label, "\n", " "), label, false) + sep + string(axis) + sep + strings.Join(notes, " ; "))
	}
}

// slot is the character of the axis where a date stands; open gives the place of an unset date.
func slot(span moteur.Span, d moteur.Date, open int) int {
	n := span.Days()
	if d.IsZero() || n == 0 {
		return open
	}
	return d.Sub(span.From) * ganttWidth / n
}

// figure writes a value of a chart: euros to the cent unless they are whole.
func figure(v decimal.Decimal, unit string) string {
	if unit == "€" && !v.Equal(v.Truncate(0)) {
		return fr.Number(v, 2)
	}
	return fr.Plain(v)
}
