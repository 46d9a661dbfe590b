package labour

import (
	"github.com/moteur-film/moteur"
)

// week is a civil week of the walk.
type week struct {
	monday  moteur.Date
	days    []*workDay // that count
	minutes int        // of work, those before the first day included
	worked  int        // days, those before the first day included
	shoots  bool
	zone    Zone
}

// byWeek groups the days worked by civil week.
func (c *checker) byWeek() []week {
	var out []week
	for i := range c.days {
		d := &c.days[i]
		if !d.counts() {
			continue
		}
		if m := d.Date.Monday(); len(out) == 0 || out[len(out)-1].monday != m {
			w := week{monday: m, zone: ParisRegion}
			if m == c.days[0].Date.Monday() {
				w.minutes, w.worked = c.before.WeekMinutes, c.before.WeekDays
			}
			out = append(out, w)
		}
		w := &out[len(out)-1]
		w.days = append(w.days, d)
		w.worked++
		w.minutes += d.effective()
		w.shoots = w.shoots || d.Kind == Shooting
		if d.zone != ParisRegion {
			w.zone = d.zone
		}
	}
	return out
}

// weeks checks the weeks of a person: hours, days, twelve weeks in a row, six-day weeks in a row, rest of the week.
func (c *checker) weeks() {
	weeks := c.byWeek()
	run := 0
	for i, w := range weeks {
		last := w.days[len(w.days)-1]
		l := last.limits
		if c.r.minorOn(last.Date) != nil {
			c.minorWeek(w.monday, w.days)
			continue
		}
		if c.r.Scope == "" || c.r.Scope == Technician {
			c.weekHours(w, l)
			c.weekDays(w, l)
			c.average(weeks[:i+1], l)
		}
		if run = sixDays(run, weeks, i); w.worked < 6 {
			continue
		}
		six := l.SixDayWeeks
		if w.zone == Abroad {
			six = l.SixDayWeeksAbroad
		}
		if six.Value > 0 && run > six.Value {
			c.addWeek(six, AboutWeekDays, w.monday, run-six.Value, "%de semaine de six jours de suite, %d au plus", run, six.Value)
		}
	}
	for i := range c.days {
		if c.r.minorOn(c.days[i].Date) == nil {
			c.weekRest(&c.days[i])
		}
	}
}

// weekHours checks the hours of a week against those of a shoot, or of other weeks.
func (c *checker) weekHours(w week, l *Limits) {
	most := l.WeekMax
	if w.shoots && !c.r.LegalWeek {
		most = l.Week
	}
	if most.Value > 0 && w.minutes > most.Value {
		c.addWeek(most, AboutWeek, w.monday, w.minutes-most.Value, "%s de travail dans la semaine, %s au plus", long(w.minutes),
			long(most.Value))
	}
}

// weekDays checks the number of days of a week: five in principle in Île-de-France, six at most.
func (c *checker) weekDays(w week, l *Limits) {
	switch {
	case l.WeekDays.Value > 0 && w.worked > l.WeekDays.Value:
		c.addWeek(l.WeekDays, AboutWeekDays, w.monday, w.worked-l.WeekDays.Value,
			"%d jours de travail dans la semaine, %d au plus", w.worked,
			l.WeekDays.Value)
	case w.zone == ParisRegion && l.WeekUsual.Value > 0 && w.worked > l.WeekUsual.Value:
		c.addWeek(l.WeekUsual, AboutWeekDays, w.monday, w.worked-l.WeekUsual.Value,
			"%d jours de travail dans la semaine en Île-de-France, %d en principe : le sixième est exceptionnel et se récupère", w.worked,
			l.WeekUsual.Value)
	}
}

// averageWeeks is the number of weeks over which the weekly average is counted.
const averageWeeks = 12

// average checks the mean of the twelve weeks that end with the last one of a list; weeks without work count as zero.
func (c *checker) average(weeks []week, l *Limits) {
	monday := weeks[len(weeks)-1].monday
	sum := 0
	for _, w := range weeks {
		if monday.Sub(w.monday) < 7*averageWeeks {
			sum += w.minutes
		}
	}
	if most := l.Average.Value * averageWeeks; most > 0 && sum > most {
		c.addWeek(l.Average, AboutWeek, monday, sum-most, "%s de travail en moyenne sur douze semaines, %s au plus", long(sum/averageWeeks),
			long(l.Average.Value))
	}
}

// sixDays counts the six-day weeks in a row that end with week i.
func sixDays(run int, weeks []week, i int) int {
	switch {
	case weeks[i].worked < 6:
		return 0
	case i > 0 && weeks[i].monday.Sub(weeks[i-1].monday) == 7:
		return run + 1
	}
	return 1
}

// weekRest checks, in Île-de-France, the rest around a Sunday that comes before a day; a last day that ended after midnight owes a rest
// before that of the week begins.
func (c *checker) weekRest(d *workDay) {
	l := d.limits
	sunday := d.last.Date.Monday().AddDays(6)
	if !d.rested || l.WeekRest.Value == 0 || d.zone != ParisRegion || d.lastZone != ParisRegion || !d.last.Date.Before(sunday) ||
		!d.Date.After(sunday) {
		return
	}
	late := d.last.At.After(At(24, 0))
	switch due := l.WeekRest.Value + l.LateLastDay.Value; {
	case d.rest < l.WeekRest.Value:
		c.add(l.WeekRest, AboutWeekRest, d.Date, l.WeekRest.Value-d.rest,
			"%s de repos autour du dimanche, %s en Île-de-France, sauf sixième jour exceptionnel récupéré le lundi ou le vendredi suivant",
			rested(d.rest), long(l.WeekRest.Value))
	case late && d.rest < due:
		c.add(l.LateLastDay, AboutWeekRest, d.Date, due-d.rest,
			"dernier jour de la semaine fini après minuit : %s de repos précèdent le repos hebdomadaire, il manque %s",
			long(l.LateLastDay.Value), long(due-d.rest))
	}
}
