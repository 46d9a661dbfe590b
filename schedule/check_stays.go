package schedule

import (
	"slices"

	"github.com/moteur-film/moteur/internal/fr"
)

// visit is a run of the days of a location: no unit shoots on a date between two of them without shooting there.
type visit struct{ days []int }

// span is the first and the last date of a visit, by place on the calendar axis.
func (v visit) span(days []checkedDay) (first, last int) {
	return days[v.days[0]].pos, days[v.days[len(v.days)-1]].pos
}

// visitsOf are the stays in a location, in time: their days, as ranks in a list in order of dates.
func visitsOf(days []checkedDay, location string) []visit {
	var out []visit
	last, away := 0, true // the last date in the place, and whether something was shot on a later one
	for i := 0; i < len(days); {
		pos := days[i].pos
		var there []int
		for ; i < len(days) && days[i].pos == pos; i++ {
			if slices.ContainsFunc(days[i].scenes, func(s *Scene) bool { return s.place() == location }) {
				there = append(there, i)
			}
		}
		if len(there) == 0 {
			away = true
			continue
		}
		if len(out) == 0 || away && last != pos {
			out = append(out, visit{})
		}
		v := &out[len(out)-1]
		v.days, last, away = append(v.days, there...), pos, false
	}
	return out
}

// staysIn counts the stays in a location: its visits, and the returns of a unit that leaves it for another place on a day and comes back.
func staysIn(days []checkedDay, location string) int {
	n := len(visitsOf(days, location))
	for _, d := range days {
		n += len(d.returns(location))
	}
	return n
}

// returns are the ranks of the scenes with which a unit comes back to a location that it left on the same day.
func (d checkedDay) returns(location string) []int {
	var out []int
	seen := false
	for k, s := range d.scenes {
		if s.place() != location {
			continue
		}
		if seen && d.scenes[k-1].place() != location {
			out = append(out, k)
		}
		seen = true
	}
	return out
}

// stays checks the places that are left once for all, and those had on days in a row.
func (c *checker) stays() {
	for k := range c.p.Locations {
		l := &c.p.Locations[k]
		visits := visitsOf(c.days, l.ID)
		if l.NoReturn {
			c.leftForGood(l, visits)
		}
		c.builtBetween(l, visits)
		if !l.Contiguous {
			continue
		}
		var all []int
		for _, v := range visits {
			all = append(all, v.days...)
		}
		for n := 1; n < len(all); n++ {
			a, b := c.days[all[n-1]], c.days[all[n]]
			if off := c.p.worksBetween(a, b); off > 0 {
				c.fault([]int{all[n], all[n-1]}, "schedule/contiguous", "",
					"%s : les jours de %s se suivent, %s sans y tourner depuis le %s (séquence %s).", fr.Capital(b.name()), l.label(),
					fr.Plural(off, "jour ouvré", "jours ouvrés"), a.name(), c.firstAt(all[n], l.ID))
			}
		}
	}
}

// builtBetween warns of two stays between which a location can be neither restored nor built again.
func (c *checker) builtBetween(l *Location, visits []visit) {
	strike, build := l.StrikeDays, l.PrepDays+l.RigDays
	for n := 1; n < len(visits); n++ {
		_, left := visits[n-1].span(c.days)
		back, _ := visits[n].span(c.days)
		if free := back - left - 1; free < strike+build {
			i := visits[n].days[0]
			c.r.Warnf(c.days[i].path, "schedule/stay-build", "%s : retour à %s, %s après le séjour précédent : sa remise en état (%s) "+
				"et sa préparation (%s), comptées une fois par séjour, n'y tiennent pas.", fr.Capital(c.days[i].name()), l.label(),
				fr.Plural(free, "jour libre", "jours libres"), fr.Plural(strike, "jour", "jours"), fr.Plural(build, "jour", "jours"))
		}
	}
}

// leftForGood finds the returns to a location of some visits, on a later day or inside one.
func (c *checker) leftForGood(l *Location, visits []visit) {
	for n := 1; n < len(visits); n++ {
		before, back := visits[n-1].days, visits[n].days[0]
		c.fault([]int{back, before[len(before)-1]}, "schedule/no-return", "", "%s : retour à %s (séquence %s), quitté après le %s.",
			fr.Capital(c.days[back].name()), l.label(), c.firstAt(back, l.ID), c.days[before[len(before)-1]].name())
	}
	for _, v := range visits {
		c.leftBetween(l, v.days)
	}
	for i, d := range c.days {
		for _, k := range d.returns(l.ID) {
			c.fault([]int{i}, "schedule/no-return", "", "%s : retour à %s (séquence %s), quitté le même jour.", fr.Capital(d.name()),
				l.label(), d.scene(k))
		}
	}
}

// leftBetween finds the returns to a location between two dates in a row of one visit: everybody ended the first one elsewhere, or nobody
// began the second one there.
func (c *checker) leftBetween(l *Location, days []int) {
	var dates [][]int // the days of each date
	for _, i := range days {
		if n := len(dates) - 1; n >= 0 && c.days[dates[n][0]].pos == c.days[i].pos {
			dates[n] = append(dates[n], i)
		} else {
			dates = append(dates, []int{i})
		}
	}
	for n := 1; n < len(dates); n++ {
		before, back := dates[n-1][0], dates[n][0]
		why := ""
		if !slices.ContainsFunc(dates[n], func(i int) bool { return c.days[i].scenes[0].place() == l.ID }) {
			why = "où la journée ne commence pas"
		}
		if !slices.ContainsFunc(dates[n-1], func(i int) bool { s := c.days[i].scenes; return s[len(s)-1].place() == l.ID }) {
			why = "quitté avant la fin du " + c.days[before].name()
		}
		if why != "" {
			c.fault([]int{back, before}, "schedule/no-return", "", "%s : retour à %s (séquence %s), %s.", fr.Capital(c.days[back].name()),
				l.label(), c.firstAt(back, l.ID), why)
		}
	}
}

// firstAt is the first scene of a day shot in a location.
func (c *checker) firstAt(i int, location string) string {
	k := slices.IndexFunc(c.days[i].scenes, func(s *Scene) bool { return s.place() == location })
	return c.days[i].scene(max(k, 0))
}

// worksBetween counts the working days of the calendar strictly between two days; all of them without a calendar.
func (p Problem) worksBetween(a, b checkedDay) int {
	if p.Calendar.Dateless {
		return max(0, b.pos-a.pos-1)
	}
	n := 0
	for pos := a.pos + 1; pos < b.pos; pos++ {
		if p.Calendar.idles(p.Calendar.First.AddDays(pos)) {
			n++
		}
	}
	return n
}
