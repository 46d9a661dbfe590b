package treasury

import (
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
)

// slot is a pay period: the day its work is paid and its weight.
type slot struct {
	day    moteur.Date
	weight int64
}

// usualStatus is the status of a line that gives none: by its post.
func usualStatus(account string) budget.Status {
	switch {
	case strings.HasPrefix(account, "1"):
		return budget.Author
	case strings.HasPrefix(account, "2"), strings.HasPrefix(account, "3"):
		return budget.Salaried
	case strings.HasPrefix(account, "4"):
		return budget.FlatRate
	}
	return budget.Invoice
}

// slots dates a line, from the surest to the least sure: the days of its role, of its location, of its equipment, the shooting
// days it counts, its own span, else the curve of its post.
func (d *dater) slots(l *budget.Line, account string) ([]slot, basis) {
	if l.Role != "" && len(d.byRole[l.Role]) > 0 {
		return d.ofDays(d.byRole[l.Role]), basisRole
	}
	if kind, id, ok := planFigure(l.From); ok {
		switch {
		case kind == "role" && len(d.byRole[id]) > 0:
			return d.ofDays(d.byRole[id]), basisRole
		case kind == "location" && len(d.byPlace[id]) > 0:
			return d.ofDays(d.byPlace[id]), basisLocation
		case kind == "equipment" && len(d.byNeed[id]) > 0:
			return d.ofDays(d.byNeed[id]), basisNeed
		case len(d.shoot) > 0: // shooting days and weeks, meals, kilometres: all follow the shooting days
			return d.ofDays(d.shoot), basisShoot
		}
	}
	if l.Span.Days() > 0 {
		return d.ofSpan(l.Span), basisSpan
	}
	return d.curve(account), basisCurve
}

// planFigure reads "plan:role:ANNA", "plan:location:PHARE", "plan:shoot_days".
func planFigure(from string) (kind, id string, ok bool) {
	rest, ok := strings.CutPrefix(from, "plan:")
	if !ok {
		return "", "", false
	}
	kind, id, _ = strings.Cut(rest, ":")
	return kind, id, true
}

// period is the first and last day of the pay period of a day.
func (d *dater) period(day moteur.Date) (first, last moteur.Date) {
	if d.set.payEvery == Month {
		end := day.MonthEnd()
		return moteur.NewDate(day.Year(), day.Month(), 1), end
	}
	m := day.Monday()
	return m, m.AddDays(6)
}

// payDay is when the work of a period is paid: its Friday by the week, its last day by the month.
func (d *dater) payDay(last moteur.Date) moteur.Date {
	if d.set.payEvery == Month {
		return last
	}
	return last.AddDays(-2)
}

// ofDays gives one slot a pay period, weighted by the days of work in it.
func (d *dater) ofDays(days []moteur.Date) []slot {
	var out []slot
	for _, day := range days {
		_, last := d.period(day)
		p := d.payDay(last)
		if n := len(out); n > 0 && out[n-1].day == p {
			out[n-1].weight++
			continue
		}
		out = append(out, slot{p, 1})
	}
	return out
}

// ofSpan gives one slot a pay period of the span, weighted by its weekdays; the last slot is not later than the pay day of the
// span's last period.
func (d *dater) ofSpan(s moteur.Span) []slot {
	if s.Days() == 0 || s.Days() > 36600 {
		return nil
	}
	if known, ok := d.spans[s]; ok {
		return known
	}
	var out []slot
	for from := s.From; !from.After(s.To); {
		_, last := d.period(from)
		to := last
		if to.IsZero() || to.After(s.To) {
			to = s.To
		}
		out = append(out, slot{d.payDay(last), int64(weekdays(from, to))})
		from = to.AddDays(1)
		if from.IsZero() {
			break
		}
	}
	if !slices.ContainsFunc(out, func(x slot) bool { return x.weight > 0 }) && len(out) > 0 {
		out[0].weight = 1
	}
	d.spans[s] = out
	return out
}

// weekdays counts the days from Monday to Friday, both ends included.
func weekdays(from, to moteur.Date) int {
	n := to.Sub(from) + 1
	if n <= 0 {
		return 0
	}
	full, rest := n/7, n%7
	count := full * 5
	day := int(from.Weekday())
	for i := range rest {
		if w := (day + i) % 7; w != 0 && w != 6 {
			count++
		}
	}
	return count
}

// curve spreads an amount over the five phases of the film by the usual percentages of its post.
func (d *dater) curve(account string) []slot {
	code, _ := d.post(account)
	if c, ok := d.curves[code]; ok {
		return c
	}
	key := code
	if !d.book.Has("curve/" + code) {
		key = "9"
	}
	text := d.book.At("settings").Text("curve/" + key)
	shares := strings.Split(text, ";")
	tl := d.tl
	phases := []moteur.Span{
		{From: tl[moteur.Contract], To: tl[moteur.PrepStart].AddDays(-1)},
		{From: tl[moteur.PrepStart], To: tl[moteur.ShootStart].AddDays(-1)},
		{From: tl[moteur.ShootStart], To: tl[moteur.ShootEnd]},
		{From: tl[moteur.ShootEnd].AddDays(1), To: tl[moteur.Delivery].AddDays(-1)},
		{From: tl[moteur.Delivery], To: tl[moteur.Delivery].AddDays(30)},
	}
	var out []slot
	for i, p := range phases {
		if i >= len(shares) {
			break
		}
		n := int64(whole(shares[i]))
		part := d.ofSpan(p)
		if n == 0 {
			continue
		}
		if len(part) == 0 { // an empty phase is paid on its first day
			if day := p.From; !day.IsZero() {
				out = append(out, slot{day, n * curveScale})
			}
			continue
		}
		if i == 2 && len(d.shoot) > 0 {
			part = d.ofDays(d.shoot)
		}
		d.weigh(part)
		d.amounts = splitCents(d.amounts, n*curveScale, d.weights)
		for k, w := range d.amounts {
			out = append(out, slot{part[k].day, w})
		}
	}
	d.curves[code] = out
	return out
}

// curveScale is the fineness of the weights inside a phase.
const curveScale = 1_000_000

// monthDay is the given day of the month some months later, or the last day of that month.
func monthDay(d moteur.Date, months, day int) moteur.Date {
	first := moteur.NewDate(d.Year(), d.Month(), 1).AddMonths(months)
	if day < 1 {
		day = 1
	}
	end := first.MonthEnd()
	if day > end.Day() {
		return end
	}
	return first.AddDays(day - 1)
}

// whole reads a whole number of a table, 0 when it is none.
func whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
