package schedule

import (
	"cmp"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Journey is a voyage of a unit between two bases, longer than Shape.Journey: after the last scene of a day and before the first one of
// the next. Date is that of the journey: the evening of the day before when its hours leave room, else the morning of the day after,
// else a working day between
// them, a day of its own when nothing is shot on it (OnDay).
type Journey struct {
	Date    moteur.Date `json:"date,omitzero"`
	Unit    string      `json:"unit,omitempty"`
	From    string      `json:"from"` // bases
	To      string      `json:"to"`
	Minutes int         `json:"minutes"`
	Km      int         `json:"km,omitempty"`
	OnDay   bool        `json:"on_day,omitempty"`

	move         Move
	after, until int  // ranks of the days around it, in order of dates
	evening      bool // it counts in the hours of the day before
	morning      bool // it counts in the hours of the day after
}

// Journeys lists the journeys of a plan, by date and unit; none in a problem without dates, where no day has hours.
func (plan Plan) Journeys(p Problem) []Journey {
	c := costing{p: p, x: p.index(), book: rulebook{off: true}}
	if book, err := newRulebook(p); err == nil {
		c.book = book
	}
	if c.read(plan) != nil {
		return nil
	}
	return c.book.journeys(p, c.x, c.days)
}

// journeyOver is how long a way may be before it is a journey, minutes.
func (s DayShape) journeyOver() int {
	if s.Journey > 0 {
		return s.Journey
	}
	return 120
}

// journeys are those of days in order of dates.
func (b rulebook) journeys(p Problem, x index, days []checkedDay) []Journey {
	var out []Journey
	if p.Calendar.Dateless {
		return nil
	}
	last := map[string]int{}
	for i, d := range days {
		if len(d.scenes) == 0 {
			continue
		}
		before, known := last[d.Unit]
		last[d.Unit] = i
		if !known {
			continue
		}
		prev := days[before]
		from, to := prev.scenes[len(prev.scenes)-1].place(), d.scenes[0].place()
		if baseOf(x, from) == baseOf(x, to) {
			continue
		}
		w := p.way(x, from, to)
		if w.Minutes <= p.Shape.journeyOver() {
			continue
		}
		j := Journey{Unit: d.Unit, From: baseOf(x, from), To: baseOf(x, to), Minutes: w.Minutes, Km: w.Km, move: w, after: before, until: i}
		b.place(&j, p.Calendar, prev, d)
		out = append(out, j)
	}
	slices.SortStableFunc(out, func(a, b Journey) int {
		return cmp.Or(a.Date.Sub(b.Date), strings.Compare(a.Unit, b.Unit))
	})
	return out
}

// place lays a journey on a date: in the hours of the day before, else in those of the day after, else on a
// working day between them, else on the date before the second.
func (b rulebook) place(j *Journey, c Calendar, prev, next checkedDay) {
	span := func(d checkedDay) int { return labourSpan(b, d) }
	fits := func(d checkedDay, rest int) bool {
		most := 0
		if d.law != nil {
			most = d.law.crew.Span.Value
		}
		return most == 0 || span(d)+rest+j.Minutes <= most
	}
	rest := 0
	if next.law != nil {
		rest = next.law.crew.TravelRest.Value
	}
	switch {
	case fits(prev, 0):
		j.Date, j.evening = prev.Date, true
	case fits(next, rest):
		j.Date, j.morning = next.Date, true
	default:
		j.Date = c.quiet(prev.Date, next.Date)
		j.OnDay = j.Date != prev.Date
	}
}

// quiet is the day of a journey of its own between two shooting days: the last working day, else the day before the second.
func (c Calendar) quiet(prev, next moteur.Date) moteur.Date {
	for d := next.AddDays(-1); d.After(prev); d = d.AddDays(-1) {
		if c.idles(d) {
			return d
		}
	}
	return next.AddDays(-1)
}

// labourSpan is the amplitude of the crew in a day, minutes that really pass.
func labourSpan(b rulebook, d checkedDay) int {
	n, err := b.regime.Clock.Elapsed(labour.Moment{Date: d.Date, At: hour(d.Call)}, labour.Moment{Date: d.Date, At: hour(d.Wrap)})
	if err != nil {
		return d.Wrap - d.Call
	}
	return n
}

// journeys checks that each journey of a unit leaves its rest, and its room in the hours of a day: that of the crew and of the
// performers of both days.
func (c *checker) journeys() {
	if !c.clocked {
		return
	}
	for _, j := range c.trips {
		prev, next := c.days[j.after], c.days[j.until]
		if !prev.timed() || !next.timed() {
			continue
		}
		days := []int{j.until, j.after}
		crew := next.law.crew
		due := crew.Rest
		if crew.Span.Value > 0 && labourSpan(c.book, prev) > crew.Span.Value {
			due = crew.RestLong
		}
		free := c.between(prev, prev.Wrap, next, next.Call) - c.p.earliest() - c.p.Shape.Late - j.Minutes - crew.TravelRest.Value
		c.restAfter(days, j, "l'équipe", free, due)
		for _, a := range c.artists {
			c.restOf(a, days, j)
		}
		if span := crew.Span; span.Value > 0 && next.pos-prev.pos == 1 && !j.evening && !j.morning {
			c.fault(days, "schedule/journey", "",
				"%s : voyage de %s à %s de %s, la veille finit à %s et le jour commence à %s : il ne tient dans l'amplitude de %s d'aucun "+
					"des deux jours.", fr.Capital(next.name()), j.From, j.To, hm(j.Minutes), written(prev.Wrap), written(next.Call),
				hm(span.Value))
		}
		if c.unpriced(next) {
			c.r.Notef(next.path, "schedule/journey-rate", "%s : à confirmer, les heures du voyage de %s à %s ne sont pas comptées : la "+
				"convention n'en donne pas le prix.", fr.Capital(next.name()), j.From, j.To)
		}
		if most := crew.TravelPaid.Value; most > 0 && j.Minutes > most*max(1, next.pos-prev.pos-1) {
			c.r.Warnf(next.path, "schedule/journey-long", "%s : voyage de %s à %s de %s, %s payées au plus : à répartir sur deux jours.",
				fr.Capital(next.name()), j.From, j.To, hm(j.Minutes), hm(most))
		}
	}
}

// unpriced tells that the law pays hours of journey that it gives no price for.
func (c *checker) unpriced(d checkedDay) bool {
	return !c.book.off && !c.p.Crew.HourRate.IsZero() && d.law.rates.TravelMax == 0
}

// afterJourneys are the days of a person with the journeys of the units taken from the rest before the days that follow them: as if
// the rendez-vous came earlier by the journey and the rest due after it. moved tells that there is one.
func (c *checker) afterJourneys(t toil) (days []labour.Day, moved bool) {
	days = slices.Clone(t.days)
	for k := 1; k < len(days); k++ {
		for _, j := range c.trips {
			if !slices.Contains(t.from[k-1], j.after) || !slices.Contains(t.from[k], j.until) {
				continue
			}
			n := j.Minutes + c.days[j.until].law.crew.TravelRest.Value
			start := days[k].RDV.Minutes()
			days[k].RDV = hour(start - n)
			days[k].Start = t.days[k].Normal().Start
			moved = true
			if left := n - start; left > 0 && days[k-1].Back.Known() { // it begins the evening before
				last := days[k-1].Back.Minutes()
				days[k-1].End, days[k-1].Back = t.days[k-1].Normal().End, hour(max(last, min(last+left, 1440)))
			}
		}
	}
	return days, moved
}

// restAfter checks what a journey leaves of a rest.
func (c *checker) restAfter(days []int, j Journey, who string, free int, due labour.Limit) {
	if free >= due.Value {
		return
	}
	prev, next := c.days[j.after], c.days[j.until]
	c.fault(days, "schedule/journey", "", "%s : voyage de %s à %s de %s entre %s (%s) et %s, il reste %s de repos à %s, il en faut %s.",
		fr.Capital(next.name()), j.From, j.To, hm(j.Minutes), written(prev.Wrap), prev.name(), written(next.Call), hm(free), who,
		hm(due.Value))
}

// restOf checks the rest of a performer of both days around a journey.
func (c *checker) restOf(a artist, days []int, j Journey) {
	if c.book.off {
		return
	}
	s, in := c.stayIn(a, j.after)
	t, also := c.stayIn(a, j.until)
	if !in || !also {
		return
	}
	prev, next := c.days[j.after], c.days[j.until]
	due := next.law.cast.Rest
	from, to := max(prev.Call, prev.Wrap-c.p.Shape.WrapUp), next.Call
	if child := a.child(); child != nil {
		l, err := c.book.child(*child, next.Date, nil)
		if err != nil {
			return
		}
		due, from, to = l.Rest, s.to, t.from
	} else if before, after := a.around(); before+after > 0 {
		from, to = max(from, s.to), min(to, t.from)
	}
	c.restAfter(days, j, a.label(), c.between(prev, from, next, to)-j.Minutes-next.law.crew.TravelRest.Value, due)
}
