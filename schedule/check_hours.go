package schedule

import (
	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// lastClock is 47:59, the last minute of a working day.
const lastClock = 48*60 - 1

// hour is the clock of a number of minutes after midnight, kept inside a working day.
func hour(minutes int) labour.Clock { return labour.ClockOf(min(max(minutes, 0), lastClock)) }

// written is an hour of the search as papers write it: "08:30", "01:30 (+1)".
func written(minutes int) string { return hour(minutes).Label(moteur.Date{}) }

// onDuty is the working day of someone present from an hour to another, minutes after midnight. The break of the day is theirs when
// it falls inside.
func (p Problem) onDuty(d checkedDay, from, to int) labour.Day {
	day := labour.Day{Date: d.Date, RDV: hour(from), Back: hour(to), Continuous: p.Shape.Continuous}
	if n := p.Shape.Meal; n > 0 && from <= d.Meal && d.Meal+n <= to {
		day.Breaks = []labour.Break{{From: hour(d.Meal), To: hour(d.Meal + n), Meal: true}}
	}
	return day
}

// onSet is the working day of an adult performer: from the call to the end of shooting. A meal eaten after the last take is nobody's
// break.
func (c *checker) onSet(d checkedDay) labour.Day {
	day := c.p.onDuty(d, d.Call, max(d.Call, d.Wrap-c.p.Shape.WrapUp))
	if n := len(d.end); n > 0 && d.Meal >= d.end[n-1] {
		day.Breaks, day.End = nil, hour(min(d.end[n-1], day.Back.Minutes()))
	}
	return day
}

// working asks the room of working time what some days of a person break, one day a date: found receives each finding with the day of
// the plan it is about, the first of its week for a week.
func (c *checker) working(as labour.Regime, plan []checkedDay, days []labour.Day, found func(d checkedDay, f labour.Finding)) {
	list, err := labour.Check(as, labour.Before{}, days)
	if err != nil {
		c.r.Errorf("days", "schedule/hours", "%s.", fr.Capital(err.Error()))
		return
	}
	for _, f := range list {
		for _, d := range plan {
			if d.Date == f.Date || f.Week && d.Date.Monday() == f.Date {
				found(d, f)
				break
			}
		}
	}
}

// find notes a finding of a day or of a week. A plan counts on no exception: hours that the texts allow by exception are refused.
func (c *checker) find(d checkedDay, who string, f labour.Finding) {
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
	c.r.Add(f.Issue(path, when))
	if f.Exceptional {
		c.r.Errorf(path, "schedule/exceptional-hours",
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

// crews checks the working time of each unit's crew. The rest is that of the first department to come and of the last to leave.
func (c *checker) crews() {
	if c.book.off {
		return
	}
	units := []string{""}
	if len(c.p.Units) > 0 {
		units = nil
		for _, u := range c.p.Units {
			units = append(units, u.ID)
		}
	}
	s := c.p.Shape
	for _, u := range units {
		var plan []checkedDay
		var days, outer []labour.Day
		for _, d := range c.days {
			if d.Unit != u || len(plan) > 0 && plan[len(plan)-1].Date == d.Date {
				continue
			}
			plan = append(plan, d)
			days = append(days, c.p.onDuty(d, d.Call, max(d.Call, d.Wrap)))
			outer = append(outer, c.p.onDuty(d, d.Call-s.Early, max(d.Call-s.Early, d.Wrap+s.Late)))
		}
		as := c.book.as(labour.Technician)
		c.working(as, plan, days, func(d checkedDay, f labour.Finding) {
			if f.About != labour.AboutRest {
				c.find(d, "", f)
			}
		})
		c.working(as, plan, outer, func(d checkedDay, f labour.Finding) {
			if f.About == labour.AboutRest {
				c.find(d, "", f)
			}
		})
		for i, d := range plan { // all artists of a day have the same hours
			if d.played() {
				c.working(c.book.as(labour.Performer), plan[i:i+1], []labour.Day{c.onSet(d)}, func(d checkedDay, f labour.Finding) {
					c.find(d, "artistes", onSheet(f)) // the search places the meal of the crew alone
				})
			}
		}
	}
}

// performer checks the days of an adult against each other: rest, six-day weeks in a row.
func (c *checker) performer(o *Role) {
	var plan []checkedDay
	var days []labour.Day
	for _, d := range c.days {
		if d.works(o.ID) && (len(plan) == 0 || plan[len(plan)-1].Date != d.Date) {
			plan, days = append(plan, d), append(days, c.onSet(d))
		}
	}
	c.working(c.book.as(labour.Performer), plan, days, func(d checkedDay, f labour.Finding) {
		switch f.About {
		case labour.AboutRest, labour.AboutWeekDays:
			c.find(d, o.label(), f)
		}
	})
}

// child checks the days of a child: presence with what goes before the first take and after the last one, hours, rest, week.
func (c *checker) child(o *Role) {
	var plan []checkedDay
	var days []labour.Day
	for _, d := range c.days {
		if !d.works(o.ID) || len(plan) > 0 && plan[len(plan)-1].Date == d.Date {
			continue
		}
		if _, err := c.book.child(*o.Child, d.Date, &c.doubts); err != nil {
			c.r.Errorf(d.path, "law/before", "%s : %s.", fr.Capital(d.name()), err)
			return
		}
		papers := o.Child.Papers(true)
		papers.Missing = false // a plan is made before the commission sits
		lacks, err := papers.Check(*o.Child, d.Date)
		if err != nil {
			c.r.Errorf(d.path, "law/before", "%s : %s.", fr.Capital(d.name()), err)
			return
		}
		for _, f := range lacks {
			c.find(d, o.label(), f)
		}
		from, to := d.childTimes(o)
		plan, days = append(plan, d), append(days, c.p.onDuty(d, from, max(from, to)))
	}
	c.working(c.book.minor(*o.Child), plan, days, func(d checkedDay, f labour.Finding) { c.find(d, o.label(), onSheet(f)) })
}
