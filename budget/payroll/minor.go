package payroll

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Authorisation is the autorisation individuelle of a child, given by the préfet, and the night derogation of the labour
// inspectorate. What it says wins over any table.
type Authorisation struct {
	Ref   string      `json:"ref,omitempty"`
	Span  moteur.Span `json:"span"`
	Hours int         `json:"hours,omitempty"` // presence a day, meals included, minutes; 0 means the table
	// Earliest and Latest bound the hours of presence; unset means the table.
	Earliest labour.Clock `json:"earliest,omitzero"`
	Latest   labour.Clock `json:"latest,omitzero"`
	// Dates restricts the days, when the authorisation lists them.
	Dates []moteur.Date `json:"dates,omitempty"`
	// NightUntil is the hour the inspectorate allows, 24:00 at most; unset means no derogation.
	NightUntil labour.Clock `json:"night_until,omitzero"`
	// WeeklyRest36 tells that 36 hours of weekly rest are allowed by agreement or inspectorate.
	WeeklyRest36 bool `json:"weekly_rest_36,omitempty"`
}

// Minor is a child or teenager at work.
type Minor struct {
	Birth         moteur.Date    `json:"birth"`
	Authorisation *Authorisation `json:"authorisation,omitempty"`
	// SchoolHolidays are the periods without school; outside them the shorter hours apply.
	SchoolHolidays []moteur.Span `json:"school_holidays,omitempty"`
	// Guardian tells that a responsable des enfants is present.
	Guardian bool `json:"guardian,omitempty"`
	// Clock is the time zone of the hours: Europe/Paris when empty.
	Clock labour.TimeZone `json:"clock,omitempty"`
}

// child gives the limits of working time that the minor keeps, and the papers of one under 16.
func (m Minor) child() (labour.Child, labour.ChildPapers) {
	c := labour.Child{Birth: m.Birth, SchoolDays: true, SchoolHolidays: m.SchoolHolidays}
	p := labour.ChildPapers{Missing: m.Authorisation == nil, Guardian: m.Guardian}
	if a := m.Authorisation; a != nil {
		c.MaxMinutes, c.NightUntil, c.WeeklyRest36 = a.Hours, a.NightUntil, a.WeeklyRest36
		c.Earliest, c.Latest = a.Earliest, a.Latest
		p.Authorised, p.Dates = []moteur.Span{a.Span}, a.Dates
	}
	return c, p
}

// CheckMinor checks the days of a person under 18: authorisation, presence by age, night, rest, pauses, guardian. Days from
// the 18th birthday on are left aside. The limits come from the individual authorisation first, then from the tables.
func CheckMinor(m Minor, days []labour.Day) (moteur.Report, error) {
	var rep moteur.Report
	if m.Birth.IsZero() {
		return rep, fmt.Errorf("payroll : %w : date de naissance du mineur manquante", labour.ErrDay)
	}
	child, papers := m.child()
	regime := labour.Regime{Scope: labour.Performer, Clock: m.Clock, Child: &child}
	var young []labour.Day
	for _, d := range days {
		if child.AgeOn(d.Date) < 18 {
			young = append(young, d)
		}
	}
	found, err := labour.Check(regime, labour.Before{}, young)
	if err != nil {
		return rep, fmt.Errorf("payroll : %w", err)
	}
	for _, d := range young {
		if d.Kind == labour.HolidayOff {
			continue
		}
		lacks, err := papers.Check(child, d.Date)
		if err != nil {
			return rep, fmt.Errorf("payroll : %w", err)
		}
		l, err := labour.LimitsOn(regime, d.Date, d.Studio)
		if err != nil {
			return rep, fmt.Errorf("payroll : %w", err)
		}
		found = append(found, lacks...)
		rep.Merge("minor", l.Doubts)
		l.Stretch.Say(&rep, "minor")
	}
	for _, f := range found {
		rep.Add(f.Issue(f.Date.String(), ""))
	}
	return rep, nil
}
