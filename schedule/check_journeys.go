package schedule

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Journey is the way of a unit between two bases, after the last scene of a day and before the first one of the next: a voyage when it is
// longer than Shape.Journey, a trajet (Short) when it is not. Both are on the time of the amplitude of a day and none of the rest between
// the two (IDCC 3097, titre II, art. 27), and are paid at the base hour (art. 32 and 47); after a voyage an hour of rest is due before
// work. Date is that of the journey: the evening of the day before when its hours leave room, the date after it for a night that wraps
// past midnight, else the morning of the day after, else a working day between them, a day of its own when nothing is shot on it (OnDay).
// One longer than what the agreement pays in a day is laid over the working days between the two, as many as it takes: then each of its
// legs is a Journey, with its minutes.
type Journey struct {
	Date    moteur.Date `json:"date,omitzero"`
	Unit    string      `json:"unit,omitempty"`
	From    string      `json:"from"` // bases
	To      string      `json:"to"`
	Minutes int         `json:"minutes"`
	Km      int         `json:"km,omitempty"`
	Short   bool        `json:"short,omitempty"`
	OnDay   bool        `json:"on_day,omitempty"`
	Leg     int         `json:"leg,omitempty"` // of Legs; 0 for a journey of one day
	Legs    int         `json:"legs,omitempty"`
	// Next is the date of the shooting day after it.
	Next moteur.Date `json:"next,omitzero"`
	// Leaves and Arrives are its hours, in the legal time of the place it leaves: the soonest after the wrap and its rest. Over is what the
	// agreement pays in a day, minutes, when it is longer.
	Leaves  labour.Moment `json:"leaves,omitzero"`
	Arrives labour.Moment `json:"arrives,omitzero"`
	Over    int           `json:"over,omitempty"`

	move         Move
	after, until int  // ranks of the days around it, in order of dates
	evening      bool // it counts in the hours of the day before
	morning      bool // it counts in the hours of the day after
	apart        bool // neither has room for it, and it has a day of its own
	days         []moteur.Date
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
	var out []Journey
	for _, j := range c.book.journeys(p, c.x, c.days) {
		for _, leg := range j.legs() {
			leg.setHours(p, c.days[j.after], c.days[j.until])
			out = append(out, leg)
		}
	}
	return out
}

// RoleJourneys are the journeys of the performers, by the IDs of their roles: those of a unit that calls them on both days, and their
// own from one unit to another.
func (plan Plan) RoleJourneys(p Problem) map[string][]Journey {
	var r moteur.Report
	out := map[string][]Journey{}
	c, err := newChecker(p, plan, &r)
	if err != nil {
		return out
	}
	if c.read(); r.Err() != nil {
		return out
	}
	for _, a := range c.artists {
		own := c.personal(c.presences(a))
		for _, o := range a.roles {
			out[o.ID] = own
		}
	}
	return out
}

// legs are the days of a journey: itself, or a share of it on each of its days, equal to the minute.
func (j Journey) legs() []Journey {
	n := len(j.days)
	if n < 2 {
		return []Journey{j}
	}
	var out []Journey
	for k, on := range j.days {
		leg := j
		leg.Date, leg.Minutes, leg.Km = on, equalShare(j.Minutes, k, n), equalShare(j.Km, k, n)
		leg.OnDay, leg.Leg, leg.Legs = true, k+1, n
		out = append(out, leg)
	}
	return out
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
		j, goes := p.journey(x, from, to)
		if !goes {
			continue
		}
		j.Unit, j.Next, j.after, j.until = d.Unit, d.Date, before, i
		b.place(&j, p.Calendar, prev, d)
		out = append(out, j)
	}
	slices.SortStableFunc(out, func(a, b Journey) int {
		return cmp.Or(a.Date.Sub(b.Date), strings.Compare(a.Unit, b.Unit))
	})
	return out
}

// journey is the way from a place to another between two days; false when it takes no time of them.
func (p Problem) journey(x index, from, to string) (Journey, bool) {
	w := p.way(x, from, to)
	n := p.road(w)
	if n == 0 || baseOf(x, from) == baseOf(x, to) {
		return Journey{}, false
	}
	return Journey{From: baseOf(x, from), To: baseOf(x, to), Minutes: n, Km: w.Km, Short: n <= p.Shape.journeyOver(), move: w}, true
}

// Title is what people call it: "voyage", or "trajet" for a short one.
func (j Journey) Title() string {
	if j.Short {
		return "trajet"
	}
	return "voyage"
}

// place lays a journey on a date: in the hours of the day before, else in those of the day after, else on a
// working day between them, else on the date before the second.
func (b rulebook) place(j *Journey, c Calendar, prev, next checkedDay) {
	fits := func(d checkedDay, rest int) bool {
		most := 0
		if d.law != nil {
			most = d.law.crew.Span.Value
		}
		return most == 0 || labourSpan(d)+rest+j.Minutes <= most
	}
	rest := 0
	if next.law != nil {
		rest = j.RestAfter(next.law.crew)
	}
	j.apart = !fits(prev, 0) && !fits(next, rest) && next.pos-prev.pos > 1
	if j.days = j.spread(c, prev, next); len(j.days) > 1 {
		j.Date, j.OnDay = j.days[0], true
		return
	}
	switch {
	case fits(prev, 0):
		j.Date, j.evening = prev.Date.AddDays(max(0, prev.Wrap)/(24*60)), true
	case fits(next, rest):
		j.Date, j.morning = next.Date, true
	default:
		j.Date = c.quiet(prev.Date, next.Date)
		j.OnDay = j.Date != prev.Date
	}
}

// spread are the days over which a journey longer than what is paid in a day is laid: the last working days between two shooting days, as
// many as it takes; none when there are not two.
func (j *Journey) spread(c Calendar, prev, next checkedDay) []moteur.Date {
	if next.law == nil || next.law.rates.TravelMax == 0 || j.Minutes <= next.law.rates.TravelMax {
		return nil
	}
	var out []moteur.Date
	legs := (j.Minutes + next.law.rates.TravelMax - 1) / next.law.rates.TravelMax
	for d := next.Date.AddDays(-1); d.After(prev.Date) && len(out) < legs; d = d.AddDays(-1) {
		if c.idles(d) {
			out = append(out, d)
		}
	}
	if len(out) < 2 {
		return nil
	}
	slices.Reverse(out)
	return out
}

// quiet is the day of a journey of its own between two shooting days: the last working day, else the last one that is no Sunday, else the
// day before the second.
func (c Calendar) quiet(prev, next moteur.Date) moteur.Date {
	working := func(d moteur.Date) bool { return c.idles(d) && d.Weekday() != time.Sunday }
	weekday := func(d moteur.Date) bool { return d.Weekday() != time.Sunday }
	for _, fits := range []func(moteur.Date) bool{working, weekday} {
		for d := next.AddDays(-1); d.After(prev); d = d.AddDays(-1) {
			if fits(d) {
				return d
			}
		}
	}
	return next.AddDays(-1)
}

// RestAfter is the rest due between a journey and work, minutes, under the limits of the crew: none after a short one; a daily rest when no
// hours of the days around it have room for it, and it has a day of its own.
func (j Journey) RestAfter(crew labour.Limits) int {
	switch {
	case j.apart:
		return max(crew.TravelRest.Value, crew.Rest.Value)
	case j.Short:
		return 0
	}
	return crew.TravelRest.Value
}

// taken is what a journey takes from the rest between the two days around it, minutes: its length and the rest after it.
func (j Journey) taken(crew labour.Limits) int { return j.Minutes + j.RestAfter(crew) }

// restOnWay is the rest due between a journey from one scene of a day to the next and the work after it, minutes (IDCC 3097, art. 47).
func (p Problem) restOnWay(x index, d Day, from, to *Scene) int {
	if j, goes := p.journey(x, from.place(), to.place()); !goes || j.Short || p.Calendar.Dateless || p.Rules.Agreement == NoLaw {
		return 0
	}
	limits, err := labour.LimitsOn(labour.Regime{Agreement: labour.Agreement(p.Rules.Agreement)}, d.Date, false)
	if err != nil {
		return 0
	}
	return limits.TravelRest.Value
}

// labourSpan is the amplitude of the crew in a day, minutes that really pass.
func labourSpan(d checkedDay) int {
	n, err := d.clock.Elapsed(labour.Moment{Date: d.Date, At: hour(d.Call)}, labour.Moment{Date: d.Date, At: hour(d.Wrap)})
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
		if crew.Span.Value > 0 && labourSpan(prev) > crew.Span.Value {
			due = crew.RestLong
		}
		free := c.between(prev, prev.Wrap, next, next.Call) - c.p.earliest() - c.p.Shape.Late - j.taken(crew)
		c.restAfter(days, j, "l'équipe", free, due)
		if span := crew.Span; span.Value > 0 && next.pos-prev.pos == 1 && !j.evening && !j.morning {
			c.fault(days, "schedule/journey", "",
				"%s : %s de %s à %s de %s, la veille finit à %s et le jour commence à %s : il ne tient dans l'amplitude de %s d'aucun "+
					"des deux jours.", fr.Capital(next.name()), j.Title(), j.From, j.To, hm(j.Minutes), written(prev.Wrap),
				written(next.Call), hm(span.Value))
		}
		c.offTrip(next, j)
		if c.unpriced(next) {
			c.r.Notef(next.path, "schedule/journey-rate", "%s : à confirmer, les heures du %s de %s à %s ne sont pas comptées : la "+
				"convention n'en donne pas le prix.", fr.Capital(next.name()), j.Title(), j.From, j.To)
		}
		longest := slices.MaxFunc(j.legs(), func(a, b Journey) int { return a.Minutes - b.Minutes })
		if most := crew.TravelPaid.Value; most > 0 && longest.Minutes > most {
			c.r.Warnf(next.path, "schedule/journey-long", "%s : voyage de %s à %s de %s, %s payées au plus : à répartir sur deux jours.",
				fr.Capital(next.name()), j.From, j.To, hm(j.Minutes), hm(most))
		}
	}
}

// offTrip tells the price that is not known of a journey on a Sunday or a public holiday.
func (c *checker) offTrip(next checkedDay, j Journey) {
	holidays, _ := c.p.Calendar.Holidays()
	for _, leg := range j.legs() {
		what := holidays.Holiday(leg.Date)
		if leg.Date.Weekday() == time.Sunday {
			what = "dimanche"
		}
		if what != "" && !c.book.off {
			c.r.Notef(next.path, "schedule/journey-off", "%s : %s de %s à %s le %s (%s) : à confirmer, la convention ne dit pas si "+
				"ses heures y sont majorées, elles sont comptées sans majoration.", fr.Capital(next.name()), j.Title(), j.From, j.To,
				fr.Date(leg.Date), what)
		}
	}
}

// unpriced tells that the law pays hours of journey that it gives no price for.
func (c *checker) unpriced(d checkedDay) bool {
	return !c.book.off && !c.p.Crew.HourRate.IsZero() && d.law.rates.TravelMax == 0
}

// afterJourneys are the days of a person with their journeys and the rest due after each: they are no rest. moved tells that there is
// one.
func (c *checker) afterJourneys(t toil) (days []labour.Day, moved bool) {
	days = slices.Clone(t.days)
	for k := 1; k < len(days); k++ {
		for _, j := range t.trips {
			if slices.Contains(t.from[k-1], j.after) && slices.Contains(t.from[k], j.until) {
				days[k].Journey, moved = j.taken(c.days[j.until].law.crew), true
			}
		}
	}
	return days, moved
}

// personal are the journeys of a performer: those of the unit that calls them twice in a row, and from one unit to another their own.
func (c *checker) personal(dates []presence) []Journey {
	var out []Journey
	if !c.clocked {
		return nil
	}
	for k := 1; k < len(dates); k++ {
		last, first := dates[k-1].last(), dates[k].first()
		a, b := c.days[last.day], c.days[first.day]
		if a.Unit == b.Unit {
			for _, j := range c.trips {
				if j.after == last.day && j.until == first.day {
					out = append(out, j)
				}
			}
			continue
		}
		from, to := last.last.place(), first.first.place()
		if j, goes := c.p.journey(c.x, from, to); goes {
			j.Date, j.Unit, j.Next, j.after, j.until = b.Date, b.Unit, b.Date, last.day, first.day
			out = append(out, j)
		}
	}
	return out
}

// last is the presence that ends a date, first the one that begins it.
func (p presence) last() stay {
	return slices.MaxFunc(p.stays, func(a, b stay) int { return a.to - b.to })
}

func (p presence) first() stay {
	return slices.MinFunc(p.stays, func(a, b stay) int { return a.from - b.from })
}

// restAfter checks what a journey leaves of a rest.
func (c *checker) restAfter(days []int, j Journey, who string, free int, due labour.Limit) {
	if free >= due.Value {
		return
	}
	prev, next := c.days[j.after], c.days[j.until]
	c.fault(days, "schedule/journey", "", "%s : %s de %s à %s de %s entre %s (%s) et %s, il reste %s de repos à %s, il en faut %s.",
		fr.Capital(next.name()), j.Title(), j.From, j.To, hm(j.Minutes), written(prev.Wrap), prev.name(), written(next.Call), hm(free), who,
		hm(due.Value))
}

// restsOf checks the rests of a performer around journeys, from the last minute of a day to the first one of the next, and from one unit
// to another the hours of the two days: the way counts in those of one of them, when they follow each other.
func (c *checker) restsOf(a artist, dates []presence) {
	if c.book.off {
		return
	}
	for _, j := range c.personal(dates) {
		k := slices.IndexFunc(dates, func(p presence) bool { return slices.Contains(p.days, j.until) })
		prev, next := c.days[j.after], c.days[j.until]
		if !prev.timed() || !next.timed() {
			continue
		}
		days := slices.Concat(dates[k].days, dates[k-1].days)
		due := next.law.cast.Rest
		from, to := dates[k-1].to, dates[k].from
		if child := a.child(); child != nil {
			l, err := c.book.child(*child, next.Date, nil)
			if err != nil {
				continue
			}
			due = l.Rest
		} else {
			before, _ := c.lawDay(a, dates[k-1])
			after, _ := c.lawDay(a, dates[k])
			from, to = before.Back.Minutes(), after.RDV.Minutes()
			if prev.Unit != next.Unit && next.pos-prev.pos == 1 {
				c.spanOf(a, days, j, before, after)
			}
		}
		c.restAfter(days, j, a.who(), c.between(prev, from, next, to)-j.taken(next.law.crew), due)
	}
}

// spanOf checks that the journey of a performer from one unit to another, on the next date, counts in the hours of one of the two days.
func (c *checker) spanOf(a artist, days []int, j Journey, before, after labour.Day) {
	next := c.days[j.until]
	most, rest := next.law.cast.Span.Value, j.RestAfter(next.law.crew)
	evening := c.passed(c.days[j.after], before.RDV.Minutes(), before.Back.Minutes()) + j.Minutes
	morning := c.passed(next, after.RDV.Minutes(), after.Back.Minutes()) + rest + j.Minutes
	if most > 0 && evening > most && morning > most {
		c.fault(days, "schedule/journey", "", "%s : %s de %s à %s de %s, la veille de %s finit à %s et son jour commence à %s : il ne "+
			"tient dans l'amplitude de %s d'aucun des deux jours.", fr.Capital(next.name()), j.Title(), j.From, j.To, hm(j.Minutes),
			a.who(), written(before.Back.Minutes()), written(after.RDV.Minutes()), hm(most))
	}
}
