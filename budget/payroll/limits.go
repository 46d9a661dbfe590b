package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Scope is the group of rules a person works under.
type Scope string

// The scopes. Children are those under 16, teenagers are 16 or 17.
const (
	ScopeTechnician Scope = "technician"
	ScopePerformer  Scope = "performer"
	ScopeExtra      Scope = "extra"
	ScopeChild      Scope = "child"
	ScopeTeenager   Scope = "teenager"
	ScopeTV         Scope = "tv" // technician under IDCC 2642
)

// ScopeOfAge gives the scope of a minor of that age, or the adult's own.
func ScopeOfAge(age int, adult Scope) Scope {
	switch {
	case age < 16:
		return ScopeChild
	case age < 18:
		return ScopeTeenager
	}
	return adult
}

// Limits are the hours a scope must keep on a date, for plans, call sheets and reports. Durations are minutes; zero means
// that the texts give none.
type Limits struct {
	Scope Scope       `json:"scope"`
	On    moteur.Date `json:"on"`
	// Span is the amplitude; SpanMax is what exceptional reasons allow.
	Span    int `json:"span"`
	SpanMax int `json:"span_max"`
	// Rest is the daily rest; RestAfterLong replaces it after a span longer than Span; RestException is the least that a night
	// followed by a morning allows (performers), or that a night derogation leaves (minors).
	Rest          int `json:"rest"`
	RestAfterLong int `json:"rest_after_long"`
	RestException int `json:"rest_exception"`
	// Day is the working day in common law, DayMax the exceptional maximum, Week the weekly maximum of a shoot.
	Day    int `json:"day"`
	DayMax int `json:"day_max"`
	Week   int `json:"week"`
	// Pause is due after PauseAfter minutes of work.
	Pause      int `json:"pause"`
	PauseAfter int `json:"pause_after"`
	// NightFrom and NightTo bound the night: dearer for adults, forbidden to minors.
	NightFrom labour.Clock `json:"night_from"`
	NightTo   labour.Clock `json:"night_to"`
	// WeeklyDays is the number of days off in a row that a week owes (minors); WeeklyHours what an agreement may leave.
	WeeklyDays  int `json:"weekly_days"`
	WeeklyHours int `json:"weekly_hours"`
	// Sources gives the text of each rule, by rule id.
	Sources map[string]moteur.Source `json:"sources"`
}

// LimitsOn gives the limits of a scope on a date; studio moves the winter night to 21:00.
func LimitsOn(scope Scope, on moteur.Date, studio bool) (Limits, error) {
	rs, err := rulesOn(on)
	if err != nil {
		return Limits{}, err
	}
	w := rs.nightOf(on, studio)
	l := Limits{Scope: scope, On: on, Span: rs.span, SpanMax: rs.span, Rest: rs.rest, RestAfterLong: rs.rest, Day: rs.dayMaxLaw,
		DayMax: rs.dayMaxShoot,
		Week:   rs.weekMaxShoot, Pause: rs.pauseMin, PauseAfter: rs.pauseAfter, NightFrom: w.from, NightTo: w.to, Sources: rs.sources}
	switch scope {
	case ScopeTechnician:
	case ScopeExtra:
		l.Span, l.SpanMax = 0, 0
	case ScopePerformer:
		l.Span, l.SpanMax, l.Rest, l.RestAfterLong, l.RestException = rs.t3Span, rs.t3SpanMax, rs.t3Rest, rs.t3RestLong, rs.t3RestNight
		l.Day, l.DayMax, l.Pause, l.PauseAfter = rs.t3Day, rs.t3DayMax, rs.t3PauseMin, rs.t3PauseAfter
	case ScopeChild, ScopeTeenager:
		return minorLimits(l, rs, on)
	case ScopeTV:
		a, av, err := avRulesOn(on)
		if err != nil {
			return Limits{}, err
		}
		night := a.nightOf(on)
		return Limits{Scope: scope, On: on, Rest: a.rest, RestAfterLong: a.rest, DayMax: a.dayMax, Week: a.week, Pause: av.pauseMin,
			PauseAfter: av.pauseAfter,
			NightFrom:  night.from, NightTo: night.to, Sources: av.sources}, nil
	default:
		return Limits{}, fmt.Errorf("payroll : régime de travail inconnu : %q", scope)
	}
	return l, nil
}

// NightWindow gives the hours of night that start on the evening of a date, titre II art. 40.
func NightWindow(on moteur.Date, studio bool) (from, to labour.Clock, err error) {
	rs, err := rulesOn(on)
	if err != nil {
		return from, to, err
	}
	w := rs.nightOf(on, studio)
	return w.from, w.to, nil
}

func (l Limits) ids() (span, spanMax, rest string) {
	switch l.Scope {
	case ScopePerformer:
		return "t3.span", "t3.span.exceptional", "t3.rest.daily"
	case ScopeExtra:
		return "", "", "law.rest.daily"
	case ScopeTV:
		return "", "", "av.rest.daily"
	case ScopeChild:
		return "", "", "minor.rest.lt16"
	case ScopeTeenager:
		return "", "", "minor.rest.16_17"
	}
	return "t2.day.span", "t2.day.span", "t2.rest.daily"
}

// CheckSpan checks an amplitude from rendez-vous (or HMC) to release. Within the exceptional limit it is a warning that
// asks for a reason; beyond it, an error.
func (l Limits) CheckSpan(from, to labour.Clock) (excess int, rep moteur.Report) {
	span := to.Sub(from)
	id, idMax, _ := l.ids()
	switch {
	case l.Span == 0 || span <= l.Span:
	case span <= l.SpanMax:
		excess = span - l.Span
		rep.Add(moteur.Issue{Severity: moteur.Warning, Rule: id, Source: l.Sources[id],
			Message: fmt.Sprintf("Amplitude de %s, au-delà de %s : un motif exceptionnel est à noter.", minutes(span), minutes(l.Span))})
	default:
		excess = span - l.SpanMax
		rep.Add(moteur.Issue{Severity: moteur.Error, Rule: idMax, Source: l.Sources[idMax],
			Message: fmt.Sprintf("Amplitude de %s, au-delà de %s.", minutes(span), minutes(l.SpanMax))})
	}
	return excess, rep
}

// RestDue is the rest due after a day of that span; derogation tells that a minor works at night by permission.
func (l Limits) RestDue(span int, derogation bool) int {
	switch {
	case derogation && l.RestException > 0 && (l.Scope == ScopeChild || l.Scope == ScopeTeenager):
		return l.RestException
	case l.Span > 0 && span > l.Span:
		return l.RestAfterLong
	}
	return l.Rest
}

// CheckRest checks the rest between a release and the next rendez-vous, days apart.
func (l Limits) CheckRest(release, next labour.Clock, days, span int, derogation bool) (missing int, rep moteur.Report) {
	due := l.RestDue(span, derogation)
	if missing = max(0, due-(days*1440+next.Sub(release))); missing > 0 {
		_, _, id := l.ids()
		rep.Add(moteur.Issue{Severity: moteur.Error, Rule: id, Source: l.Sources[id],
			Message: fmt.Sprintf("Repos de moins de %s : il manque %s.", minutes(due), minutes(missing))})
	}
	return missing, rep
}

// CheckMeal checks a performer's meal: an hour, inside the lunch or the dinner hours.
func CheckMeal(b Break, on moteur.Date) (moteur.Report, error) {
	var rep moteur.Report
	rs, err := rulesOn(on)
	if err != nil {
		return rep, err
	}
	b.Meal = true
	for _, f := range mealFindings(rs, Workday{Date: on, Start: b.From, End: b.To, Breaks: []Break{b}}) {
		rep.Add(f.Issue())
	}
	return rep, nil
}

// CapPremiums is the sum of premiums on one hour (fractions) under the cap of a scope: 100 % for technicians, 200 % of
// the minimum hour for performers.
func CapPremiums(scope Scope, on moteur.Date, premiums ...decimal.Decimal) (decimal.Decimal, error) {
	rs, err := rulesOn(on)
	if err != nil {
		return decimal.Zero, err
	}
	limit := decimal.New(rs.cap, -4)
	if scope == ScopePerformer {
		limit = decimal.New(rs.t3Cap, -4)
	}
	var sum decimal.Decimal
	for _, p := range premiums {
		sum = sum.Add(p)
	}
	return decimal.Min(sum, limit), nil
}
