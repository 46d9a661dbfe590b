package payroll

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

// Authorisation is the autorisation individuelle of a child, given by the préfet, and the night derogation of the labour
// inspectorate. What it says wins over any table.
type Authorisation struct {
	Ref   string      `json:"ref,omitempty"`
	Span  moteur.Span `json:"span"`
	Hours int         `json:"hours,omitempty"` // minutes a day; 0 means the table
	// Dates restricts the days, when the authorisation lists them.
	Dates []moteur.Date `json:"dates,omitempty"`
	// NightUntil is the hour the inspectorate allows, 24:00 at most; 0 means no derogation.
	NightUntil Clock `json:"night_until,omitempty"`
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
		gap = max(gap, k*1440+int(d.RDV)-end)
		end = k*1440 + int(d.Back)
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
	c.issue(moteur.Error, "minor.rest.weekly", "Repos hebdomadaire du mineur : %s de suite au plus ; il en faut %d, ou %s par accord.", fr.Plural(free, "jour", "jours"), due, minutes(hours))
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
	c.rep.Add(moteur.Issue{Path: c.d.Date.String(), Severity: sev, Rule: rule, Source: c.l.Sources[rule], Message: fmt.Sprintf(format, args...)})
}

func (c minorDay) derogation() bool { return c.Authorisation != nil && c.Authorisation.NightUntil > 0 }

func (c minorDay) worked() int {
	n := int(c.d.End - c.d.Start)
	for _, b := range c.d.Breaks {
		n -= int(b.To - b.From)
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
		until = min(c.Authorisation.NightUntil, 24*60)
	}
	if c.d.End > until {
		c.issue(moteur.Error, rule, "Travail jusqu'à %s à %d ans ; interdit après %s.", c.d.End, c.age, until)
	}
	if c.d.Start < c.l.NightTo {
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
			Message: fmt.Sprintf("%s de travail à la suite à %d ans ; une pause au plus tard après %s.", minutes(n), c.age, minutes(stretch))})
	}
	return nil
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
