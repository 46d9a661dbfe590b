package payroll_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

// sampleDay is the date of cases that give none.
var sampleDay = date("2026-06-03")

func clock(t *testing.T, c labourCase, key string) labour.Clock {
	t.Helper()
	v, err := labour.ParseClock(get[string](t, c.Input, key))
	require.NoError(t, err)
	return v
}

// rules lists the rules of errors and warnings, once each, without those a case says nothing about.
func rules(rep moteur.Report) []string {
	var out []string
	for _, i := range rep.Issues {
		if i.Severity != moteur.Notice && !slices.Contains(out, i.Rule) {
			out = append(out, i.Rule)
		}
	}
	slices.Sort(out)
	return out
}

func violations(t *testing.T, c labourCase) []string {
	t.Helper()
	v := get[[]string](t, c.Expected, "violations")
	slices.Sort(v)
	return v
}

// restShape is a rest between a release and the next call, of an adult.
func restShape(c labourCase) bool {
	return c.in("next") && !c.in("age") && (c.in("back") || c.in("wrap") || c.in("out")) && (c.wants("violations") || c.wants("missing_h"))
}

func scheduleShape(c labourCase) bool {
	if restShape(c) {
		return true
	}
	for _, k := range []string{"rdv", "hmc", "meal", "age", "weeks"} {
		if c.in(k) {
			return c.wants("violations") || c.wants("excess_h") || c.wants("span_h")
		}
	}
	return false
}

func TestScheduleCases(t *testing.T) {
	for _, c := range labourCases(t, scheduleShape) {
		t.Run(c.ID, func(t *testing.T) {
			switch {
			case restShape(c):
				scope, release := payroll.ScopeTechnician, "back"
				if strings.Contains(c.ID+c.Source, "artist") || strings.Contains(c.Source, "Titre III") {
					scope = payroll.ScopePerformer
				}
				for _, k := range []string{"wrap", "out"} {
					if c.in(k) {
						release = k
					}
				}
				l, err := payroll.LimitsOn(scope, sampleDay, false)
				require.NoError(t, err)
				missing, rep := l.CheckRest(clock(t, c, release), clock(t, c, "next"), 1, 0, false)
				if c.wants("violations") {
					assert.Equal(t, violations(t, c), rules(rep))
				}
				if c.wants("missing_h") {
					within(t, get[decimal.Decimal](t, c.Expected, "missing_h"), decimal.NewFromInt(int64(missing)).DivRound(dec("60"), 4), decimal.Zero, "missing")
				}
			case c.in("rdv"):
				l, err := payroll.LimitsOn(payroll.ScopeTechnician, sampleDay, false)
				require.NoError(t, err)
				excess, rep := l.CheckSpan(clock(t, c, "rdv"), clock(t, c, "back"))
				if c.wants("violations") {
					assert.Equal(t, violations(t, c), rules(rep))
				}
				if c.wants("excess_h") {
					within(t, get[decimal.Decimal](t, c.Expected, "excess_h"), decimal.NewFromInt(int64(excess)).DivRound(dec("60"), 4), decimal.Zero, "excess")
				}
			case c.in("hmc"):
				l, err := payroll.LimitsOn(payroll.ScopePerformer, sampleDay, false)
				require.NoError(t, err)
				from, to := clock(t, c, "hmc"), clock(t, c, "out")
				within(t, get[decimal.Decimal](t, c.Expected, "span_h"), decimal.NewFromInt(int64(to.Sub(from))).DivRound(dec("60"), 4), decimal.Zero, "span")
				_, rep := l.CheckSpan(from, to)
				if c.wants("needs_reason") {
					assert.Equal(t, get[bool](t, c.Expected, "needs_reason"), len(rep.Of(moteur.Warning)) > 0)
				}
				if c.wants("rest_required_h") {
					within(t, get[decimal.Decimal](t, c.Expected, "rest_required_h"), decimal.NewFromInt(int64(l.RestDue(to.Sub(from), false))/60), decimal.Zero, "rest")
				}
			case c.in("meal"):
				times := get[[]labour.Clock](t, c.Input, "meal")
				rep, err := payroll.CheckMeal(payroll.Break{From: times[0], To: times[1]}, sampleDay)
				require.NoError(t, err)
				assert.Equal(t, violations(t, c), rules(rep))
			case c.in("age"):
				minorCase(t, c)
			case c.in("weeks"):
				rep, err := payroll.CheckSixDayWeeks(get[int](t, c.Input, "weeks"), payroll.Zone(get[string](t, c.Input, "zone")), sampleDay)
				require.NoError(t, err)
				assert.Equal(t, violations(t, c), rules(rep))
			}
		})
	}
}

func minorCase(t *testing.T, c labourCase) {
	age := get[int](t, c.Input, "age")
	start := sampleDay
	m := payroll.Minor{Birth: start.AddMonths(-12 * age).AddDays(-10), Guardian: true,
		Authorisation: &payroll.Authorisation{Span: moteur.Span{From: start, To: start.AddDays(30)}, Hours: 480}}
	if d := opt[bool](t, c.Input, "derogation"); d != nil && *d {
		m.Authorisation.NightUntil = at(24)
	}
	day := payroll.Workday{Date: start, RDV: at(14), End: at(15)}
	if c.in("from") {
		day.RDV = clock(t, c, "from")
	}
	if c.in("until") {
		day.End = clock(t, c, "until")
		day.RDV = day.End.Add(-hour)
	}
	if h := opt[decimal.Decimal](t, c.Input, "continuous_h"); h != nil {
		day.End = day.RDV.Add(inMinutes(*h))
	}
	days := []payroll.Workday{day}
	if c.in("next") {
		next := clock(t, c, "next")
		days = append(days, payroll.Workday{Date: start.AddDays(1), RDV: next, End: next.Add(hour)})
	}
	rep, err := payroll.CheckMinor(m, days)
	require.NoError(t, err)
	assert.Equal(t, violations(t, c), rules(rep))
	l, err := payroll.LimitsOn(payroll.ScopeOfAge(age, payroll.ScopePerformer), start, false)
	require.NoError(t, err)
	if c.wants("missing_h") {
		missing, _ := l.CheckRest(day.End, days[1].RDV, 1, 0, m.Authorisation.NightUntil.Known())
		within(t, get[decimal.Decimal](t, c.Expected, "missing_h"), decimal.NewFromInt(int64(missing)).DivRound(dec("60"), 4), decimal.Zero, "missing")
	}
	if c.wants("rest_required_h") {
		within(t, get[decimal.Decimal](t, c.Expected, "rest_required_h"), decimal.NewFromInt(int64(l.RestDue(0, m.Authorisation.NightUntil.Known()))/60), decimal.Zero, "rest due")
	}
}
