package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// continuousOn tells whether a day is a journée continue.
func (p Problem) continuousOn(d Day) bool {
	f, ok := p.FormOf(d)
	return p.Shape.Continuous || ok && f.Kind == ContinuousDay
}

// onDuty is the working day of someone present from an hour to another, minutes after midnight. The break of the day is theirs when
// it falls inside.
func (p Problem) onDuty(d checkedDay, from, to int) labour.Day {
	day := labour.Day{Date: d.Date, RDV: hour(from), Back: hour(to), Continuous: p.continuousOn(d.Day), Clock: d.clock, Holidays: d.feasts}
	if d.breakInside(from, to) {
		day.Breaks = []labour.Break{{From: hour(d.Meal), To: hour(d.Meal + d.pause), Meal: true}}
	}
	return day
}

// onSet is the working day of an adult performer: from the call to the end of shooting, and for those who are there before or after,
// from their first minute to their last one. A meal eaten after the last take is nobody's break; in the long break of a split day, the
// meal is the hour that the law asks for.
func (c *checker) onSet(d checkedDay, from, to int) labour.Day {
	from, to = min(from, d.Call), max(to, d.Call, d.Wrap-c.p.Shape.WrapUp)
	day := c.p.onDuty(d, from, to)
	if n := len(d.end); n > 0 && d.Meal >= d.end[n-1] && to <= max(d.Call, d.Wrap-c.p.Shape.WrapUp) {
		day.Breaks, day.End = nil, hour(max(from, min(d.end[n-1], to)))
	}
	c.mealOf(d, &day)
	return day
}

// mealOf puts the meal of a split day at its hour, inside the long break.
func (c *checker) mealOf(d checkedDay, day *labour.Day) {
	f, ok := c.p.FormOf(d.Day)
	if !ok || f.Kind != SplitDay || len(day.Breaks) == 0 {
		return
	}
	need := d.law.cast.Meal.Value
	for _, w := range d.law.meals() {
		from := max(d.Meal, w[0])
		if to := from + need; need > 0 && to <= min(d.Meal+d.pause, w[1]) {
			day.Breaks = []labour.Break{{From: hour(d.Meal), To: hour(from)}, {From: hour(from), To: hour(to), Meal: true},
				{From: hour(to), To: hour(d.Meal + d.pause)}}
			return
		}
	}
}

// toil is a person's days of work and the days of the plan they come from.
type toil struct {
	days  []labour.Day
	from  [][]int
	trips []Journey
}

func (t *toil) add(day labour.Day, from ...int) {
	t.days, t.from = append(t.days, day), append(t.from, from)
}

// concerned are the days of the plan that a finding is about, the day itself first: with the day before for a rest, all those of the
// week for a week.
func (c *checker) concerned(t toil, f labour.Finding) []int {
	var out []int
	for k, d := range t.days {
		switch {
		case d.Date == f.Date && !f.Week:
			out = append(out, t.from[k]...)
			if k > 0 && (f.About == labour.AboutRest || f.About == labour.AboutWeekRest) {
				out = append(out, t.from[k-1]...)
			}
		case f.Week && d.Date.Monday() == f.Date:
			out = append(out, t.from[k]...)
		}
	}
	return out
}

// working asks the room of working time what the days of a person break, one day a date: found receives each finding with the days of
// the plan it is about.
func (c *checker) working(as labour.Regime, t toil, found func(days []int, f labour.Finding)) {
	list, err := labour.Check(as, labour.Before{}, t.days)
	if err != nil {
		c.r.Errorf("days", "schedule/hours", "%s.", fr.Capital(err.Error()))
		return
	}
	if days, moved := c.afterJourneys(t); moved { // a journey is no rest
		list = slices.DeleteFunc(list, func(f labour.Finding) bool { return f.About == labour.AboutWeekRest })
		if rests, err := labour.Check(as, labour.Before{}, days); err == nil {
			for _, f := range rests {
				if f.About == labour.AboutWeekRest {
					list = append(list, f)
				}
			}
		}
	}
	for _, f := range list {
		if days := c.concerned(t, f); len(days) > 0 {
			found(days, f)
		}
	}
}

// find notes a finding of a day or of a week. A plan counts on no exception: hours that the texts allow by exception are refused. What
// frozen days alone break is told.
func (c *checker) find(days []int, who string, f labour.Finding) {
	i, planned := c.culprit(days)
	d := c.days[i]
	when, path := fr.Capital(d.name()), d.path
	if f.Week {
		when = "Semaine du " + fr.Date(f.Date)
	}
	switch f.About {
	case labour.AboutPause, labour.AboutMeal:
		path += ".meal"
	}
	if who != "" {
		when += " : " + who
	}
	if !planned && f.Severity == moteur.Error {
		f.Severity = moteur.Warning
	}
	c.r.Add(f.Issue(path, when))
	if f.Exceptional {
		c.fault(days, "schedule/exceptional-hours", path[len(d.path):],
			"%s : ces heures ne sont permises que par exception, un plan ne les prévoit pas.", when)
	}
}

// onSheet leaves to the call sheet the pauses of one's own, which a plan does not place: they are told as a notice.
func onSheet(f labour.Finding) labour.Finding {
	if f.About == labour.AboutPause {
		f.Severity = moteur.Notice
		f.Message += " ; à prévoir sur la feuille de service"
	}
	return f
}

// unitIDs are the units of a problem; one without a name when it lists none.
func (p Problem) unitIDs() []string {
	if len(p.Units) == 0 {
		return []string{""}
	}
	var out []string
	for _, u := range p.Units {
		out = append(out, u.ID)
	}
	return out
}

// earliest is how long before the call the first of a crew comes: the first department, or a member who needs longer.
func (p Problem) earliest() int {
	n := p.Shape.Early
	for _, m := range p.Crew.Members {
		n = max(n, m.Before)
	}
	return n
}

// crews checks the working time of each unit's crew. The rest is that of the first to come and of the last to leave.
func (c *checker) crews() {
	if c.book.off {
		return
	}
	early, late := c.p.earliest(), c.p.Shape.Late
	for _, u := range c.p.unitIDs() {
		inner, outer := toil{trips: c.trips}, toil{trips: c.trips}
		for i, d := range c.days {
			if d.Unit != u || !d.timed() || len(inner.days) > 0 && inner.days[len(inner.days)-1].Date == d.Date {
				continue
			}
			inner.add(c.p.onDuty(d, d.Call, max(d.Call, d.Wrap)), i)
			outer.add(c.p.onDuty(d, d.Call-early, max(d.Call-early, d.Wrap+late)), i)
			if d.played() { // all artists of a day have the same hours
				var cast toil
				cast.add(c.onSet(d, d.Call, d.Call), i)
				c.working(c.book.as(labour.Performer), cast, func(days []int, f labour.Finding) {
					c.find(days, "artistes", onSheet(f)) // the search places the meal of the crew alone
				})
			}
		}
		as := c.book.as(labour.Technician)
		c.working(as, inner, func(days []int, f labour.Finding) {
			if f.About != labour.AboutRest {
				c.find(days, "", f)
			}
		})
		c.working(as, outer, func(days []int, f labour.Finding) {
			if f.About == labour.AboutRest {
				c.find(days, "", f)
			}
		})
	}
}

// played tells whether the day has a role.
func (d checkedDay) played() bool {
	return slices.ContainsFunc(d.scenes, func(s *Scene) bool { return len(s.Roles) > 0 })
}

// lawDay is the working day of an adult performer on a date; own tells that its hours are not those of all the artists of a unit.
func (c *checker) lawDay(a artist, p presence) (day labour.Day, own bool) {
	if len(p.days) == 1 {
		before, after := a.around()
		d := c.days[p.days[0]]
		if before+after == 0 {
			return c.onSet(d, d.Call, d.Call), false
		}
		return c.onSet(d, p.from, p.to), true
	}
	day = c.union(p)
	return day, true
}

// union is the working day of a performer of several units on one date: from the first minute to the last one, with the break of each.
func (c *checker) union(p presence) labour.Day {
	stays := slices.Clone(p.stays)
	slices.SortFunc(stays, func(a, b stay) int { return a.from - b.from })
	day := c.p.onDuty(c.days[p.days[0]], p.from, max(p.from, p.to))
	day.Breaks = nil
	at := p.from
	for _, s := range stays {
		d := c.days[s.day]
		if d.breakInside(s.from, s.to) && d.Meal >= at {
			day.Breaks = append(day.Breaks, labour.Break{From: hour(d.Meal), To: hour(d.Meal + d.pause), Meal: true})
			at = d.Meal + d.pause
		}
	}
	return day
}

// performer checks the days of an adult against each other, rest, six-day weeks in a row, and all of the days whose hours are the
// performer's own.
func (c *checker) performer(a artist, dates []presence) {
	t := toil{trips: c.personal(dates)}
	own := map[moteur.Date]bool{}
	for _, p := range dates {
		d := c.days[p.days[0]]
		if !d.timed() {
			continue
		}
		day, alone := c.lawDay(a, p)
		own[d.Date] = alone
		t.add(day, p.days...)
	}
	c.working(c.book.as(labour.Performer), t, func(days []int, f labour.Finding) {
		switch f.About {
		case labour.AboutRest, labour.AboutWeekDays, labour.AboutWeekRest, labour.AboutWeek:
			c.find(days, a.who(), f)
		default:
			if !f.Week && own[f.Date] {
				c.find(days, a.who(), onSheet(f))
			}
		}
	})
}

// childPauses are the stretches of a child, in a day to come, that leave no room for a pause between its takes.
func (c *checker) childPauses(a artist, p presence, day labour.Day) []labour.Unbroken {
	if slices.ContainsFunc(p.days, func(i int) bool { return c.days[i].frozen }) {
		return nil
	}
	_, told, err := labour.PlacePauses(c.book.minor(*a.child()), day, c.takes(a, p))
	if err != nil {
		return nil // told by working
	}
	return told
}

// child checks the days of a child: presence with what goes before the first take and after the last one, hours, pauses, rest, week.
func (c *checker) child(a artist, dates []presence) {
	t := toil{trips: c.personal(dates)}
	child, asked := *a.child(), false
	var when []string
	var last []labour.Unbroken
	for _, p := range dates {
		d := c.days[p.days[0]]
		if !d.timed() {
			continue
		}
		if _, err := c.book.child(child, d.Date, &c.doubts); err != nil {
			c.r.Errorf(d.path, "law/before", "%s : %s.", fr.Capital(d.name()), err)
			return
		}
		papers := child.Papers(false)
		papers.Missing, papers.Guardian = false, true // a plan is made before the commission sits, and names no guardian
		papers.Unknown = papers.Unknown && !asked
		lacks, err := papers.Check(child, d.Date)
		if err != nil {
			c.r.Errorf(d.path, "law/before", "%s : %s.", fr.Capital(d.name()), err)
			return
		}
		for _, f := range lacks {
			c.find(p.days, a.who(), f)
		}
		asked = true
		day := c.union(p)
		if told := c.childPauses(a, p, day); len(told) > 0 {
			last = told
			when = append(when, d.name()+", "+labour.UnbrokenText(told))
		}
		t.add(day, p.days...)
	}
	if len(when) > 0 {
		at := slices.IndexFunc(c.p.Roles, func(o Role) bool { return o.ID == a.role.ID })
		c.r.Warnf(fmt.Sprintf("roles[%d]", at), "schedule/child-pause", "%s, enfant : %s : %s.", fr.Capital(a.who()),
			strings.Join(when, " ; "), labour.UnbrokenRemedy(last))
	}
	c.working(c.book.minor(child), t, func(days []int, f labour.Finding) {
		c.find(days, a.who(), onSheet(f))
	})
}
