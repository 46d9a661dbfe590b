package payroll

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Authorisation is the autorisation individuelle of a child, given by the préfet, and the night derogation of the labour
// inspectorate. What it says wins over any table.
type Authorisation struct {
	Ref   string      `json:"ref,omitempty"`
	Span  moteur.Span `json:"span"`
	Hours int         `json:"hours,omitempty"` // minutes a day; 0 means the table
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
}

// CheckMinor checks the days of a person under 18: authorisation, hours by age, night, rest, pauses, guardian. Days from
// the 18th birthday on are left aside. The limits come from the individual authorisation first, then from the tables.
func CheckMinor(m Minor, days []Workday) (moteur.Report, error) {
	var rep moteur.Report
	if m.Birth.IsZero() {
		return rep, fmt.Errorf("payroll : %w : date de naissance du mineur manquante", ErrWorkday)
	}
	week := map[moteur.Date]int{}
	off := map[moteur.Date]bool{} // weeks whose rest was checked
	var last *Workday
	for i, day := range days {
		d := day.normal()
		if err := d.check(); err != nil {
			return rep, err
		}
		age := ageOn(m.Birth, d.Date)
		if d.Kind == HolidayOff || age >= 18 {
			continue
		}
		l, err := LimitsOn(ScopeOfAge(age, ScopePerformer), d.Date, d.Studio)
		if err != nil {
			return rep, err
		}
		c := minorDay{Minor: m, d: d, age: age, l: l, rep: &rep}
		if err := c.check(); err != nil {
			return rep, err
		}
		if monday := d.Date.Monday(); !off[monday] {
			off[monday] = true
			c.weeklyRest(days[i:])
		}
		week[d.Date.Monday()] += c.worked()
		if n := week[d.Date.Monday()]; l.Week > 0 && n > l.Week {
			c.issue(moteur.Error, "minor.week.16_17", "%s de travail dans la semaine, au-delà de %s.", minutes(n), minutes(l.Week))
		}
		if last != nil {
			_, r := l.CheckRest(last.Back, d.RDV, d.Date.Sub(last.Date), 0, c.derogation())
			rep.Merge(d.Date.String(), r)
		}
		kept := d
		last = &kept
	}
	return rep, nil
}

// minorDay is the check of one day.
type minorDay struct {
	Minor
	d   Workday
	age int
	l   Limits
	rep *moteur.Report
}

func (c minorDay) issue(sev moteur.Severity, rule, format string, args ...any) {
	c.rep.Add(moteur.Issue{Path: c.d.Date.String(), Severity: sev, Rule: rule, Source: c.l.Sources[rule],
		Message: fmt.Sprintf(format, args...)})
}

func (c minorDay) derogation() bool {
	return c.Authorisation != nil && c.Authorisation.NightUntil.Known()
}

func (c minorDay) worked() int {
	n := c.d.End.Sub(c.d.Start)
	for _, b := range c.d.Breaks {
		n -= b.To.Sub(b.From)
	}
	return n
}

func (c minorDay) check() error {
	c.night()
	if longestRun(c.d) > c.l.PauseAfter && longestBreak(c.d) < c.l.Pause {
		c.issue(moteur.Error, "t3.pause.minor", "Plus de %s de travail sans pause de %s.", minutes(c.l.PauseAfter), minutes(c.l.Pause))
	}
	if c.l.Scope == ScopeTeenager {
		if n := c.worked(); n > c.l.Day {
			c.issue(moteur.Error, "minor.day.16_17", "%s de travail à %d ans, au-delà de %s.", minutes(n), c.age, minutes(c.l.Day))
		}
		return nil
	}
	c.authorised()
	return c.hours()
}

// night checks the forbidden hours; a derogation opens them until its own hour, midnight at most.
func (c minorDay) night() {
	rule := "minor.night.16_17"
	if c.l.Scope == ScopeChild {
		rule = "minor.night.lt16"
	}
	until := c.l.NightFrom
	if c.derogation() {
		until = c.Authorisation.NightUntil
		if midnight := labour.At(24, 0); until.After(midnight) {
			until = midnight
		}
	}
	if c.d.End.After(until) {
		c.issue(moteur.Error, rule, "Travail jusqu'à %s à %d ans ; interdit après %s.", c.d.End, c.age, until)
	}
	if c.d.Start.Before(c.l.NightTo) {
		c.issue(moteur.Error, rule, "Travail dès %s à %d ans ; interdit avant %s.", c.d.Start, c.age, c.l.NightTo)
	}
}

func (c minorDay) authorised() {
	a := c.Authorisation
	switch {
	case a == nil:
		c.issue(moteur.Error, "minor.authorisation", "Moins de 16 ans : aucune autorisation individuelle du préfet.")
	case !a.Span.Contains(c.d.Date):
		c.issue(moteur.Error, "minor.authorisation", "Jour hors de l'autorisation (%s).", a.Span)
	case len(a.Dates) > 0 && !slices.Contains(a.Dates, c.d.Date):
		c.issue(moteur.Error, "minor.authorisation", "Jour absent de la liste de l'autorisation.")
	}
	if _, due := c.l.Sources["minor.guardian"]; due && !c.Guardian {
		c.issue(moteur.Error, "minor.guardian", "Moins de 16 ans : un responsable des enfants doit être présent.")
	}
}

// hours checks the daily limit and the longest stretch of a child.
func (c minorDay) hours() error {
	holidays := slices.ContainsFunc(c.SchoolHolidays, func(s moteur.Span) bool { return s.Contains(c.d.Date) })
	var scratch moteur.Report
	limit, stretch, rule, src, err := childHours(c.age, holidays, c.d.Date, &scratch)
	if err != nil {
		return err
	}
	if c.Authorisation != nil && c.Authorisation.Hours > 0 {
		limit = c.Authorisation.Hours
		rule, src = "minor.authorisation", moteur.Source{Text: "autorisation individuelle " + c.Authorisation.Ref, Verified: true}
	} else {
		c.rep.Merge("", scratch)
	}
	if n := c.worked(); n > limit {
		c.rep.Add(moteur.Issue{Path: c.d.Date.String(), Severity: moteur.Error, Rule: rule, Source: src,
			Message: fmt.Sprintf("%s de travail à %d ans ; au plus %s.", minutes(n), c.age, minutes(limit))})
	}
	if n := longestRun(c.d); n > stretch {
		c.rep.Add(moteur.Issue{Path: c.d.Date.String(), Severity: moteur.Warning, Rule: "minor.stretch", Source: src,
			Message: fmt.Sprintf("%s de travail à la suite à %d ans ; une pause au plus tard après %s.", minutes(n), c.age,
				minutes(stretch))})
	}
	return nil
}
