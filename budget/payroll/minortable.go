package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

func minorLimits(l Limits, rs *ruleset, on moteur.Date) (Limits, error) {
	t, err := workingTable()
	if err != nil {
		return l, err
	}
	r := &ruleReader{t: t, on: on, rs: rs}
	l.Span, l.SpanMax, l.Pause, l.PauseAfter = 0, 0, rs.t3MinorPauseMin, rs.t3MinorPauseFrom
	l.RestException = r.hours("minor.derogation.rest")
	l.WeeklyDays, l.WeeklyHours = r.int("minor.rest.weekly.days"), r.hours("minor.rest.weekly.by_agreement_h")
	rs.sources["minor.rest.weekly"] = rs.sources["minor.rest.weekly.days"]
	group := "16_17"
	if l.Scope == ScopeChild {
		group = "lt16"
		l.Rest = r.hours("minor.rest.lt16")
		l.Day, l.DayMax, l.Week = 0, 0, 0
	} else {
		l.Rest = r.hours("minor.rest.16_17")
		l.Day, l.Week = r.hours("minor.day.16_17"), r.hours("minor.week.16_17")
		l.DayMax = l.Day
	}
	l.RestAfterLong = l.Rest
	l.NightFrom, l.NightTo = r.clock("minor.night."+group+".from"), r.clock("minor.night."+group+".to")
	rs.sources["minor.night."+group] = rs.sources["minor.night."+group+".from"]
	rs.sources["t3.pause.minor"] = rs.sources["t3.pause.minor.min"]
	if c, err := t.Text("minor.guardian", on); err == nil { // a duty with a start date of its own
		rs.sources["minor.guardian"] = c.Source
	}
	if c, err := t.Text("minor.authorisation.lead_days_min", on); err == nil {
		rs.sources["minor.authorisation"] = c.Source
	}
	return l, r.err
}

// ageOn is the age in full years.
func ageOn(birth, on moteur.Date) int {
	age, _ := moteur.Person{Birth: birth}.AgeOn(on)
	return age
}

// childHours is the daily limit of a child by the practice table, minutes, with the longest stretch before a pause.
func childHours(age int, holidays bool, on moteur.Date, rep *moteur.Report) (day, stretch int, rule string, src moteur.Source, err error) {
	rule = "minor.hours.0_2"
	switch {
	case age >= 12:
		rule = "minor.hours.12_15"
	case age >= 6:
		rule = "minor.hours.6_11"
	case age >= 3:
		rule = "minor.hours.3_5"
	}
	t, err := workingTable()
	if err != nil {
		return 0, 0, rule, src, err
	}
	id := rule + ".school"
	if holidays {
		id = rule + ".holidays"
	}
	c, err := t.Decimal(id, on)
	if err != nil {
		return 0, 0, rule, src, fmt.Errorf("payroll : %w", err)
	}
	p, err := t.Decimal(rule+".pause_after_h", on)
	if err != nil {
		return 0, 0, rule, src, fmt.Errorf("payroll : %w", err)
	}
	sixty := decimal.NewFromInt(60)
	return int(c.Use(rep, "minor").Mul(sixty).IntPart()), int(p.Use(rep, "minor").Mul(sixty).IntPart()), rule, c.Source, nil
}

// weeklyRest checks that the week leaves two days off in a row, or 36 hours where that is allowed. Days start with the
// first of the week.
func (c minorDay) weeklyRest(days []Workday) {
	monday := c.d.Date.Monday()
	end := 0 // minutes after the Monday's midnight
	gap, free, run := 0, 0, 0
	busy := [7]bool{}
	for _, day := range days {
		d := day.normal()
		k := d.Date.Sub(monday)
		if k > 6 {
			break
		}
		if d.Kind == HolidayOff {
			continue
		}
		busy[k] = true
		gap = max(gap, k*1440+d.RDV.Minutes()-end)
		end = k*1440 + d.Back.Minutes()
	}
	gap = max(gap, 7*1440-end)
	for _, b := range busy {
		if run++; b {
			run = 0
		}
		free = max(free, run)
	}
	due, hours := c.l.WeeklyDays, c.l.WeeklyHours
	if free >= due || (c.Authorisation != nil && c.Authorisation.WeeklyRest36 && gap >= hours) {
		return
	}
	c.issue(moteur.Error, "minor.rest.weekly", "Repos hebdomadaire du mineur : %s de suite au plus ; il en faut %d, ou %s par accord.",
		fr.Plural(free, "jour", "jours"), due, minutes(hours))
}

// ModelHours is the legal table of child models, the only statutory one: minutes a day, in a row and a week; film
// commissions use it as a yardstick.
type ModelHours struct{ Day, Stretch, Week int }

// ModelTable gives that table for an age in months, in school time or in holidays.
func ModelTable(months int, holidays bool, on moteur.Date) (ModelHours, error) {
	t, err := workingTable()
	if err != nil {
		return ModelHours{}, err
	}
	r := &ruleReader{t: t, on: on, rs: &ruleset{sources: map[string]moteur.Source{}, labels: map[string]string{}}}
	when := ".school"
	if holidays {
		when = ".holidays"
	}
	read := func(prefix, week string) ModelHours {
		return ModelHours{Day: r.hours(prefix + ".day"), Stretch: r.hours(prefix + ".continuous"), Week: r.hours(prefix + week)}
	}
	var h ModelHours
	switch age := months / 12; {
	case months < 6:
		h = read("minor.model.0_2", ".week.under_6_months")
	case age < 3:
		h = read("minor.model.0_2", ".week.from_6_months")
	case age < 6:
		h = read("minor.model.3_5", ".week")
	case age < 12:
		h = read("minor.model.6_11"+when, ".week")
	case age < 16 && !holidays:
		h = read("minor.model.12_15.school", ".week")
	case age < 14:
		h = read("minor.model.12_15.holidays", ".week.12_13")
	case age < 16:
		h = read("minor.model.12_15.holidays", ".week.14_15")
	default:
		return h, fmt.Errorf("payroll : %w : barème des enfants mannequins à %d ans", law.ErrUnknown, age)
	}
	return h, r.err
}
