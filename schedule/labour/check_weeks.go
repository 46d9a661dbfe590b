package labour

import (
	"fmt"

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
		c.weekDays(w, l)
		if c.r.Scope == "" || c.r.Scope == Technician {
			c.weekHours(w, l)
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
			"%d jours de travail dans la semaine en Île-de-France, %d en principe : le sixième est exceptionnel et "+
				"se récupère le lundi ou le vendredi de la semaine suivante", w.worked,
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

// weekRest checks the rest of the civil week that ended before a day: 35 hours in a row with its Sunday, or somewhere in it when the
// Sunday was worked, and in Île-de-France 48 around the Sunday; a last day that ended after midnight adds to either. Each rule is told
// for itself.
func (c *checker) weekRest(d *workDay) {
	l, g, rest := d.limits, d.gap, max(d.rest, 0)
	short := func(rule Limit, due int, format string, args ...any) {
		if rest < due {
			c.add(rule, AboutWeekRest, d.Date, due-rest, "%s de repos %s : il manque %s", rested(rest), fmt.Sprintf(format, args...),
				long(due-rest))
		}
	}
	short(l.WeekRest, l.lawDue(g), "après le dernier jour de la semaine, il en faut %s à la suite", long(l.WeekRest.Value))
	short(l.WeekRestParis, l.parisDue(g), "autour du dimanche, %s en Île-de-France, sauf sixième jour exceptionnel récupéré le lundi ou "+
		"le vendredi suivant", long(l.WeekRestParis.Value))
	if week, late := l.weekDue(g), l.lateDue(g); week > 0 && late > 0 {
		short(l.LateLastDay, week+late, "après un dernier jour de la semaine fini après minuit, %s précèdent les %s du repos hebdomadaire",
			long(late), long(week))
	}
}
