package schedule

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// waysOfDays bounds the Sundays, and the days out of the week, that are tried one by one.
const waysOfDays = 6

// closedLevers are the days on which the calendar does not work: the public holidays, each by its name, the Sundays, and the days out
// of the week of the shoot.
func closedLevers(p Problem) []lever {
	from, to := p.closedFrom()
	if from.IsZero() || to.Before(from) || to.Sub(from) >= maxHorizon {
		return nil
	}
	var out []lever
	var sundays, others []moteur.Date
	for d := from; !d.After(to); d = d.AddDays(1) {
		if slices.Contains(p.Calendar.Off, d) {
			continue
		}
		k := p.Calendar.kindOf(d)
		name, where := k.holiday, ""
		if name == "" && k.ok {
			name, where = p.holidayOf(d)
		}
		switch {
		case name != "" && (where != "" || !k.ok):
			text := fmt.Sprintf("Le %s est férié (%s%s).", fr.Date(d), name, where)
			out = append(out, bound("holiday/"+d.String(), text, opening(d), p.working(d)...))
		case k.ok:
		case d.Weekday() == time.Sunday:
			sundays = append(sundays, d)
		default:
			others = append(others, d)
		}
	}
	if len(sundays) > 0 {
		out = append(out, bound("sundays", "Le dimanche n'est pas travaillé.", opening(sundays...), p.working(sundays...)...))
	}
	if len(others) > 0 {
		first, days := p.Calendar.week()
		last := time.Weekday((int(first) + days - 1) % 7)
		text := fmt.Sprintf("La semaine de tournage va du %s au %s.", fr.Weekday(first), fr.Weekday(last))
		out = append(out, bound("week", text, opening(others...), p.working(others...)...))
	}
	return out
}

// closedFrom are the dates between which a day not worked may be in the way: those of the calendar, or to the last date that something
// names; zero where no such date exists.
func (p Problem) closedFrom() (from, to moteur.Date) {
	c := p.Calendar
	if c.Dateless || c.Zone == labour.NoHolidays {
		return
	}
	if !c.Last.IsZero() {
		return c.First, c.Last
	}
	look := func(list []moteur.Span) {
		for _, s := range list {
			if s.To.After(to) {
				to = s.To
			}
		}
	}
	for _, o := range p.Roles {
		look(o.Free)
		for _, op := range o.Options {
			look([]moteur.Span{op.Span})
		}
		if o.Child != nil {
			look(o.Child.Authorised)
		}
	}
	for _, l := range p.Locations {
		look(l.Windows)
	}
	for _, e := range p.Equipment {
		look(e.Windows)
	}
	for _, pin := range p.Pins {
		look([]moteur.Span{pin.Span})
	}
	return c.First, to
}

// holidayOf is the holiday that closes some place of the scenes on a date the calendar works, with the places it closes.
func (p Problem) holidayOf(d moteur.Date) (name, where string) {
	var places []string
	x := p.index()
	for i := range p.Locations {
		l := &p.Locations[i]
		if l.Region == "" && l.Country == "" || !slices.ContainsFunc(p.Scenes, func(s Scene) bool { return s.place() == l.ID }) {
			continue
		}
		if n := p.localHoliday(x, l, d); n != "" {
			name = n
			places = append(places, l.label())
		}
	}
	if name == "" {
		return "", ""
	}
	return name, " : " + fr.List(places)
}

// opening allows work on dates; on a Sunday, places open too.
func opening(days ...moteur.Date) func(*Problem) {
	return func(q *Problem) {
		q.Calendar.On = slices.Concat(q.Calendar.On, days)
		if slices.ContainsFunc(days, func(d moteur.Date) bool { return d.Weekday() == time.Sunday }) {
			for i := range q.Locations {
				q.Locations[i].SundaysOK = true
			}
		}
	}
}

// working are the ways to work on dates that the calendar does not: those on which some scene may be shot, each with its premium.
func (p Problem) working(days ...moteur.Date) []way {
	var out []way
	for _, d := range days {
		q := copyOf(p)
		opening(d)(&q)
		if len(out) == waysOfDays {
			break
		}
		if !q.shootable(q.index(), q.artists(), d) {
			continue
		}
		out = append(out, once("on/"+d.String(), func(q *Problem) string {
			opening(d)(q)
			return fmt.Sprintf("Tourner le %s (%s).", fr.LongDate(d), p.premiumOn(d))
		}))
	}
	return out
}

// premiumOn says what the hours of a date that the calendar does not work are paid more.
func (p Problem) premiumOn(d moteur.Date) string {
	book, err := newRulebook(p)
	if err != nil || book.off {
		return "hors calendrier"
	}
	l, err := book.on(d, nil)
	if err != nil {
		return "majoration à confirmer"
	}
	rate, what := l.rates.SixthDay.Rate, "sixième jour"
	k := p.Calendar.kindOf(d)
	local, _ := p.holidayOf(d)
	switch {
	case k.holiday != "" || local != "":
		rate, what = l.rates.Holiday.Rate, "jour férié"
		if k.holiday != "" {
			what += ", " + k.holiday
		} else {
			what += ", " + local
		}
	case d.Weekday() == time.Sunday:
		rate, what = l.rates.Sunday.Rate, "dimanche"
	}
	if rate == 0 {
		return what + " : majoration à confirmer"
	}
	return fmt.Sprintf("%s : heures majorées de %s", what, fr.Percent(decimal.New(int64(rate), -4), 0))
}

// daysOff are the ways to work on the days off on which some scene may be shot.
func (p Problem) daysOff() []way {
	var out []way
	for _, d := range slices.Compact(slices.SortedFunc(slices.Values(p.Calendar.Off), moteur.Date.Compare)) {
		work := func(q *Problem) {
			q.Calendar.Off = slices.DeleteFunc(slices.Clone(q.Calendar.Off),
				func(o moteur.Date) bool { return o == d })
		}
		q := copyOf(p)
		work(&q)
		if len(out) < waysOfDays && !d.Before(p.Calendar.First) && q.shootable(q.index(), q.artists(), d) {
			out = append(out, once("off/"+d.String(), func(q *Problem) string {
				work(q)
				return fmt.Sprintf("Travailler le %s, jour chômé du calendrier.", fr.LongDate(d))
			}))
		}
	}
	return out
}

// calendarLevers are the days off, the number of days and the end of the shoot.
func calendarLevers(p Problem) []lever {
	var out []lever
	c := p.Calendar
	if len(c.Off) > 0 && !c.Dateless {
		text := fmt.Sprintf("Le calendrier compte %s.", fr.Plural(len(c.Off), "jour chômé", "jours chômés"))
		out = append(out, free("days-off", text, func(q *Problem) { q.Calendar.Off = nil }, p.daysOff()...))
	}
	if c.MaxDays > 0 {
		text := fmt.Sprintf("Le tournage compte au plus %s.", fr.Plural(c.MaxDays, "jour", "jours"))
		out = append(out, free("max-days", text, func(q *Problem) { q.Calendar.MaxDays = 0 },
			way{id: "max-days", steps: 40, do: func(q *Problem, n int) string {
				q.Calendar.MaxDays += far(n, 5)
				return fmt.Sprintf("Tourner %s de plus (%d).", fr.Plural(far(n, 5), "jour", "jours"), q.Calendar.MaxDays)
			}}))
	}
	if c.Dateless {
		return out
	}
	if !c.Last.IsZero() {
		text := fmt.Sprintf("Le tournage finit au plus tard le %s.", fr.Date(c.Last))
		later := func(days func(n int) int) func(q *Problem, n int) string {
			return func(q *Problem, n int) string {
				q.Calendar.Last = c.Last.AddDays(days(n))
				return fmt.Sprintf("Finir le %s.", fr.Date(q.Calendar.Last))
			}
		}
		ways := []way{graded("last-day", later(func(n int) int { return n })),
			{id: "last-day", steps: 26, resort: true, do: later(func(n int) int { return 14 + 7*n })}}
		if len(p.Frozen) == 0 { // what is shot does not move
			ways = append(ways, way{id: "shift", steps: 8, uneven: true, do: func(q *Problem, n int) string {
				q.Calendar.First, q.Calendar.Last = c.First.AddDays(7*n), c.Last.AddDays(7*n)
				return fmt.Sprintf("Décaler le tournage de %s, du %s au %s.", fr.Plural(n, "semaine", "semaines"),
					fr.Date(q.Calendar.First),
					fr.Date(q.Calendar.Last))
			}})
		}
		out = append(out, free("last-day", text, func(q *Problem) { q.Calendar.Last = moteur.Date{} }, ways...))
	}
	return out
}
