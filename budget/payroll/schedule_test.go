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
				regime, release := labour.Regime{Zone: labour.Region}, "back"
				if strings.Contains(c.ID+c.Source, "artist") || strings.Contains(c.Source, "Titre III") {
					regime.Scope = labour.Performer
				}
				for _, k := range []string{"wrap", "out"} {
					if c.in(k) {
						release = k
					}
				}
				next := clock(t, c, "next")
				list := found(t, regime, labour.Before{Last: labour.Moment{Date: sampleDay.AddDays(-1), At: clock(t, c, release)}},
					labour.Day{Date: sampleDay, RDV: next, End: next.Add(60)})
				if c.wants("violations") {
					assert.Equal(t, violations(t, c), ids(list))
				}
				if c.wants("missing_h") {
					assert.Equal(t, get[decimal.Decimal](t, c.Expected, "missing_h").String(), inHours(excess(list)).String(), "missing")
				}
			case c.in("rdv"):
				list := found(t, labour.Regime{}, labour.Before{}, labour.Day{Date: sampleDay, RDV: clock(t, c, "rdv"), End: clock(t, c, "back"),
					Breaks: []labour.Break{{From: at(11.5), To: at(13.5), Meal: true}}})
				if c.wants("violations") {
					assert.Equal(t, violations(t, c), ids(list))
				}
				if c.wants("excess_h") {
					assert.Equal(t, get[decimal.Decimal](t, c.Expected, "excess_h").String(), inHours(excess(list)).String(), "excess")
				}
			case c.in("hmc"):
				day := labour.Day{Date: sampleDay, RDV: clock(t, c, "hmc"), End: clock(t, c, "out"), Prep: 60, Breaks: []labour.Break{{From: at(11), To: at(12), Meal: true}}}
				hours, err := labour.Count(labour.Regime{Scope: labour.Performer}, labour.Before{}, []labour.Day{day})
				require.NoError(t, err)
				within(t, get[decimal.Decimal](t, c.Expected, "span_h"), inHours(hours[0].Span), decimal.Zero, "span")
				if c.wants("needs_reason") {
					list := found(t, labour.Regime{Scope: labour.Performer}, labour.Before{}, day)
					assert.Equal(t, get[bool](t, c.Expected, "needs_reason"), slices.ContainsFunc(list, func(f labour.Finding) bool { return f.Exceptional }))
				}
				if c.wants("rest_required_h") {
					due := get[int](t, c.Expected, "rest_required_h") * 60
					for short, want := range map[int]int{0: 0, 1: 1} {
						list := found(t, labour.Regime{Scope: labour.Performer}, labour.Before{Last: labour.Moment{Date: sampleDay.AddDays(-1), At: day.End}, Span: hours[0].Span},
							labour.Day{Date: sampleDay, RDV: day.End.Add(due - short - 1440), End: day.End.Add(due + 30 - 1440)})
						assert.Equal(t, want, excess(list), "rest")
					}
				}
			case c.in("meal"):
				times := get[[]labour.Clock](t, c.Input, "meal")
				list := found(t, labour.Regime{Scope: labour.Performer}, labour.Before{}, labour.Day{Date: sampleDay, RDV: times[0].Add(-60), End: times[1].Add(60),
					Breaks: []labour.Break{{From: times[0], To: times[1], Meal: true}}})
				assert.Equal(t, violations(t, c), ids(list))
			case c.in("age"):
				minorCase(t, c)
			case c.in("weeks"):
				var days []labour.Day
				for i := range 7 * get[int](t, c.Input, "weeks") {
					if i%7 < 6 {
						days = append(days, labour.Day{Date: plainMonday.AddDays(i), RDV: at(8), End: at(11)})
					}
				}
				zone := labour.Zone(get[string](t, c.Input, "zone"))
				both := append(ids(found(t, labour.Regime{Zone: zone}, labour.Before{}, days...)), ids(found(t, labour.Regime{Zone: zone, Scope: labour.Performer}, labour.Before{}, days...))...)
				slices.Sort(both)
				assert.Equal(t, violations(t, c), both)
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
	day := labour.Day{Date: start, RDV: at(14), End: at(15)}
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
	days := []labour.Day{day}
	if c.in("next") {
		next := clock(t, c, "next")
		days = append(days, labour.Day{Date: start.AddDays(1), RDV: next, End: next.Add(hour)})
	}
	rep, err := payroll.CheckMinor(m, days)
	require.NoError(t, err)
	assert.Equal(t, violations(t, c), rules(rep))
	if c.wants("missing_h") {
		child := labour.Child{Birth: m.Birth, NightUntil: m.Authorisation.NightUntil, MaxMinutes: m.Authorisation.Hours}
		list := found(t, labour.Regime{Scope: labour.Performer, Child: &child}, labour.Before{}, days...)
		within(t, get[decimal.Decimal](t, c.Expected, "missing_h"), inHours(excess(list)), decimal.Zero, "missing")
		due, err := labour.LimitsOn(labour.Regime{Scope: labour.Performer, Child: &child}, start, false)
		require.NoError(t, err)
		if c.wants("rest_required_h") {
			within(t, get[decimal.Decimal](t, c.Expected, "rest_required_h"), inHours(due.Rest.Value), decimal.Zero, "rest due")
		}
	}
}

// found are the findings of some days.
func found(t *testing.T, r labour.Regime, b labour.Before, days ...labour.Day) []labour.Finding {
	t.Helper()
	list, err := labour.Check(r, b, days)
	require.NoError(t, err)
	return list
}

// ids lists the rules of findings, once each, in order.
func ids(list []labour.Finding) []string {
	var out []string
	for _, f := range list {
		if !slices.Contains(out, f.Rule) {
			out = append(out, f.Rule)
		}
	}
	slices.Sort(out)
	return out
}

// excess is the sum of what findings measure, minutes.
func excess(list []labour.Finding) int {
	n := 0
	for _, f := range list {
		n += f.Excess
	}
	return n
}

func inHours(minutes int) decimal.Decimal {
	return decimal.NewFromInt(int64(minutes)).DivRound(dec("60"), 4)
}
