package labour

import (
	"slices"

	"github.com/moteur-film/moteur"
)

// ruleAuthorisation is the rule of the limits that a child's individual authorisation sets.
const ruleAuthorisation = "minor.authorisation"

// minorRules are the rules of an age group: under 16, or 16 and 17.
type minorRules struct {
	child       bool // under 16
	rest        Limit
	restByNight int // minutes due under a night derogation
	night       Limit
	from, to    int    // of the forbidden night, minutes after midnight; to is in the morning
	latest      int    // the latest hour of a derogation
	never       Limit  // the end of the hours that nothing allows, minutes after midnight
	pause       Limit  // length
	pauseAfter  int    // minutes of work in a row
	day, week   Limit  // 16 and 17
	bands       []band // under 16, by age
	freeDays    Limit
	freeHours   int
	permit      Limit
}

// band are the hours of children below an age.
type band struct {
	below            int
	school, holidays Limit
	stretch          Limit
}

// childAges are the age groups of children under 16, by the name of their rules.
var childAges = []struct {
	name  string
	below int
}{{"0_2", 3}, {"3_5", 6}, {"6_11", 12}, {"12_15", 16}}

// minor reads the rules of the group of an age.
func (b book) minor(age int) minorRules {
	m := minorRules{child: age < 16, restByNight: b.Hours("minor.derogation.rest"), latest: b.Clock("minor.derogation.until"),
		freeHours: b.Hours("minor.rest.weekly.by_agreement_h")}
	_, early := b.Window("minor.derogation.never")
	m.never = b.limit("minor.derogation.never", early)
	days := b.Int("minor.rest.weekly.days")
	m.freeDays = b.limit("minor.rest.weekly", days)
	n := b.Int("t3.pause.minor.min")
	m.pause, m.pauseAfter = b.limit("t3.pause.minor", n), b.Hours("t3.pause.minor.after_h")
	b.CitedText(ruleAuthorisation)
	m.permit = b.limit(ruleAuthorisation, 0)
	group := "16_17"
	if m.child {
		group = "lt16"
	} else {
		m.day, m.week = b.hourLimit("minor.day.16_17"), b.hourLimit("minor.week.16_17")
	}
	m.rest = b.hourLimit("minor.rest." + group)
	m.from, m.to = b.Clock("minor.night."+group+".from"), b.Clock("minor.night."+group+".to")
	m.night = b.limit("minor.night."+group, m.from)
	return m
}

// bands reads the hours of children, by age.
func (b book) bands() []band {
	var out []band
	for _, k := range childAges {
		rule := "minor.hours." + k.name
		school, holidays := b.Hours(rule+".school"), b.Hours(rule+".holidays")
		stretch := b.Hours("minor.stretch." + k.name)
		long := b.limit("minor.stretch", stretch)
		long.Source = b.Source("minor.stretch." + k.name)
		out = append(out, band{k.below, b.limit(rule, school), b.limit(rule, holidays), long})
	}
	return out
}

// leans names the values that the limits of a minor lean on: those of an age, of a school zone, of school days or not, of the tables or
// not, and the number of the authorisation.
type leans struct {
	age                     int
	zone                    SchoolZone
	school, table, numbered bool
}

// doubtsOf are the doubts on the limits of a minor.
func (rs *ruleset) doubtsOf(c Child, on moteur.Date) (moteur.Report, error) {
	permit := c.authorised(on)
	key := leans{c.AgeOn(on), c.SchoolZone, c.school(on, nil), c.MaxMinutes == 0 || !permit, c.Number != "" || !permit}
	if r, ok := rs.doubts.Load(key); ok {
		return r.(moteur.Report), nil
	}
	var r moteur.Report
	b, err := open(on, &r)
	if err != nil {
		return r, err
	}
	b.minorDoubts(c, key)
	if m := rs.minorOf(key.age); m.child && !key.numbered {
		r.Add(moteur.Issue{Path: "authorisation", Severity: moteur.Notice, Rule: ruleAuthorisation, Source: m.permit.Source,
			Message: "Autorisation individuelle sans numéro : numéro et date à confirmer."})
	} else if m.child && key.table {
		c.school(on, &r)
	}
	r.Issues = slices.Clip(r.Issues)
	rs.doubts.Store(key, r)
	return r, b.Err()
}

// minorDoubts reads, into the report, the values that the limits of a minor lean on.
func (b book) minorDoubts(c Child, l leans) {
	b.minor(c.AgeOn(b.On()))
	for _, k := range childAges {
		if l.age >= k.below {
			continue
		}
		when := ".holidays"
		if l.school {
			when = ".school"
		}
		if l.table {
			b.Hours("minor.hours." + k.name + when)
		}
		return
	}
}

// limits are the limits of a minor on a date: the individual authorisation first, which children under 16 need, then the tables.
func (m minorRules) limits(c Child, on moteur.Date) Limits {
	if m.child && !c.authorised(on) {
		c.MaxMinutes, c.Earliest, c.Latest, c.NightUntil = 0, Clock{}, Clock{}, Clock{}
	}
	l := Limits{Rest: m.rest, RestLong: m.rest, Pause: m.pause, PauseAfter: m.pauseAfter, Week: m.week, WeekMax: m.week,
		FreeDays: m.freeDays,
		Presence: m.day, Day: m.day, DayMax: m.day, Early: m.night, Late: m.night,
		Night: Window{ClockOf(m.from), ClockOf(m.to + 24*60)}}
	for _, k := range m.bands {
		if c.AgeOn(on) < k.below {
			l.Presence, l.Stretch, l.MealsCount = k.holidays, k.stretch, true
			if c.school(on, nil) {
				l.Presence = k.school
			}
			break
		}
	}
	if c.WeeklyRest36 {
		l.FreeHours = m.freeHours
	}
	l.Early.Value = m.to
	if c.NightUntil.Known() {
		l.Rest.Value = m.restByNight
		l.RestLong.Value = m.restByNight
		l.Late.Value = min(c.NightUntil.Minutes(), m.latest)
	}
	if c.MaxMinutes > 0 {
		l.Presence, l.MealsCount = m.permit, true
		l.Presence.Value = c.MaxMinutes
	}
	if c.Earliest.Known() {
		l.Early = m.permit
		if l.Early.Value = c.Earliest.Minutes(); l.Early.Value < m.never.Value {
			l.Early = m.never
		}
	}
	if c.Latest.Known() {
		l.Late = m.permit
		l.Late.Value = min(c.Latest.Minutes(), m.latest)
	}
	return l
}
