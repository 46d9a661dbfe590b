package labour_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

var scopes = []labour.Scope{labour.Technician, labour.Performer, labour.Extra}

// weekly keeps the findings about the rest of the week.
func weekly(list []string) []string {
	return slices.DeleteFunc(list, func(s string) bool {
		return !strings.HasPrefix(s, "law.rest.weekly") && !strings.HasPrefix(s, "t2.rest.weekly") && !strings.HasPrefix(s, "t2.lastday")
	})
}

// Saturday night from 19:00 to 05:30, then Monday at 08:00: 26 h 30 of rest are refused to everybody, everywhere.
func TestSaturdayNight(t *testing.T) {
	for _, a := range []labour.Agreement{labour.Cinema, labour.Television} {
		for _, scope := range scopes {
			for _, zone := range []labour.Zone{labour.ParisRegion, labour.Region, labour.Abroad} {
				r := labour.Regime{Agreement: a, Scope: scope, Zone: zone}
				var days []labour.Day
				for i := range 6 { // 1 June 2026 is a Monday
					days = append(days, dayOf(date("2026-06-01").AddDays(i).String(), 19, 29.5, meal(20, 21)))
				}
				days = append(days, dayOf("2026-06-08", 8, 12))
				got := weekly(said(t, r, labour.Before{}, days...))
				want := []string{fmt.Sprintf("law.rest.weekly error %d", 35*60-26*60-30)}
				if a == labour.Cinema && scope == labour.Technician {
					week := 35
					want = append(want, fmt.Sprintf("t2.lastday.after24h error %d", (week+10)*60-26*60-30))
				}
				assert.Equal(t, want, got, "%+v : the sixth day is recovered on the Friday", r)
			}
		}
	}
}

// 35 hours with the Sunday: the minute before and the minute of. When the Sunday is worked a rest inside the week does as well, and the week
// of the first day has what came before.
func TestThirtyFiveHours(t *testing.T) {
	six := func(sat labour.Day, mon labour.Day) []labour.Day {
		var days []labour.Day
		for i := range 5 {
			days = append(days, dayOf(date("2026-06-01").AddDays(i).String(), 8, 12))
		}
		return append(days, sat, mon)
	}
	for _, scope := range scopes {
		for _, a := range []labour.Agreement{labour.Cinema, labour.Television} {
			r := labour.Regime{Agreement: a, Scope: scope, Zone: labour.Region}
			assert.Empty(t, weekly(said(t, r, labour.Before{}, six(dayOf("2026-06-06", 17, 21), dayOf("2026-06-08", 8, 12))...)), "35 h")
			assert.Equal(t, []string{"law.rest.weekly error 1"},
				weekly(said(t, r, labour.Before{}, six(dayOf("2026-06-06", 17, minute(21, 1)), dayOf("2026-06-08", 8, 12))...)), "34 h 59")
			inside := slices.Delete(six(dayOf("2026-06-06", 17, 22), dayOf("2026-06-08", 8, 12)), 2, 3)
			assert.Equal(t, []string{"law.rest.weekly error 60"}, weekly(said(t, r, labour.Before{}, inside...)), "the Wednesday off is not the Sunday")
			inside = slices.Insert(inside, 5, dayOf("2026-06-07", 17, 21))
			assert.Empty(t, weekly(said(t, r, labour.Before{}, inside...)), "from Tuesday 12:00 to Thursday 08:00, with the Sunday worked")
			known := labour.Before{Last: labour.Moment{Date: date("2026-06-06"), At: at(22)}}
			assert.Equal(t, []string{"law.rest.weekly error 60"}, weekly(said(t, r, known, dayOf("2026-06-08", 8, 12))))
			known.Rested = true
			assert.Equal(t, []string{"law.rest.weekly error 60"}, weekly(said(t, r, known, dayOf("2026-06-08", 8, 12))))
			known.Last.Date = date("2026-06-07")
			assert.Empty(t, weekly(said(t, r, known, dayOf("2026-06-09", 8, 12))))
			known.Rested = false
			assert.Equal(t, []string{"law.rest.weekly error 60"}, weekly(said(t, r, known, dayOf("2026-06-09", 8, 12))))
		}
	}
	crew := labour.Regime{Zone: labour.Region}
	assert.Empty(t, weekly(said(t, crew, labour.Before{}, dayOf("2026-06-07", 8, 12), dayOf("2026-06-08", 8, 12))), "the first day of an engagement comes after rest")
	exact := six(dayOf("2026-06-07", 17, 22), dayOf("2026-06-09", 8, 12))
	exact[1] = dayOf("2026-06-02", 17, 21)
	exact = slices.Insert(slices.Delete(exact, 2, 3), 4, dayOf("2026-06-06", 8, 12))
	assert.Empty(t, weekly(said(t, crew, labour.Before{}, exact...)), "35 h from Tuesday 21:00 to Thursday 08:00")
	exact[1].End = at(minute(21, 1))
	assert.Equal(t, []string{"law.rest.weekly error 60"}, weekly(said(t, crew, labour.Before{}, exact...)), "34 h 59 inside, 34 h after")
	assert.Equal(t, []string{"law.rest.weekly error 60"}, weekly(said(t, crew, labour.Before{WeekDays: 5}, dayOf("2026-06-06", 19, 22), dayOf("2026-06-08", 8, 12))),
		"five days were worked before, whenever they ended")
	// A rest inside the week after a day that ended past midnight counts from 45 hours on, for technicians.
	inside := func(r labour.Regime, thursday float64) []string {
		days := slices.Clone(exact)
		days[1], days[2] = dayOf("2026-06-02", 20, 25), dayOf("2026-06-04", thursday, 23)
		return weekly(said(t, r, labour.Before{}, days...))
	}
	assert.Empty(t, inside(crew, 22), "45 h")
	assert.Equal(t, []string{"law.rest.weekly error 60"}, inside(crew, minute(22, -1)))
	assert.Empty(t, inside(labour.Regime{Scope: labour.Performer}, 12), "35 h are enough for a performer")
	// A Monday off is the rest of its week from 35 hours on.
	monday := func(sunday float64) []string {
		days := slices.Clone(exact)
		days[1] = dayOf("2026-06-02", 8, 12)
		days = append(days[:5], dayOf("2026-06-07", 8, sunday, meal(12, 13)))
		for i := range 7 {
			days = append(days, dayOf(date("2026-06-09").AddDays(i).String(), 8, 12))
		}
		return weekly(said(t, crew, labour.Before{}, days...))
	}
	assert.Empty(t, monday(21), "from Sunday 21:00 to Tuesday 08:00")
	assert.Equal(t, []string{"law.rest.weekly error 900"}, monday(minute(21, 1)), "20 h from Sunday to Monday")
	// One rest serves two weeks when it holds a day for each: 59 hours after a week that had no other.
	two := func(sunday float64) []string {
		var days []labour.Day
		for i := range 15 {
			if i != 7 {
				days = append(days, dayOf(date("2026-06-01").AddDays(i).String(), 8, 12))
			}
		}
		days[6] = dayOf("2026-06-07", sunday-3, sunday)
		days[7] = dayOf("2026-06-09", 23, 24)
		return weekly(said(t, crew, labour.Before{}, days...))
	}
	assert.Empty(t, two(12), "from Sunday 12:00 to Tuesday 23:00 are 59 hours")
	assert.Equal(t, []string{"law.rest.weekly error 900"}, two(minute(12, 1)), "a minute less serves the first week alone")
	// From Tuesday to Sunday, week after week: the Monday is the rest of each.
	var days []labour.Day
	for i := range 21 {
		if i%7 != 0 {
			days = append(days, dayOf(date("2026-06-01").AddDays(i).String(), 8, 12))
		}
	}
	assert.Empty(t, weekly(said(t, crew, labour.Before{}, days...)))
	assert.Empty(t, weekly(said(t, crew, labour.Before{}, append(days[:12:12], dayOf("2026-06-15", 8, 12))...)),
		"the week from Tuesday to Sunday had its Monday, even when the next one is worked")
}

// A last day that ends after 24:00 owes ten hours more, in every zone: 45 h elsewhere, 58 h in Île-de-France.
func TestLateLastDay(t *testing.T) {
	var week []labour.Day
	for i := range 4 {
		week = append(week, dayOf(date("2026-06-01").AddDays(i).String(), 8, 12))
	}
	ask := func(zone labour.Zone, end, next float64) []string {
		days := append(slices.Clone(week), dayOf("2026-06-05", 20, end), dayOf("2026-06-06", 20, end), dayOf("2026-06-08", next, next+2))
		return weekly(said(t, labour.Regime{Zone: zone}, labour.Before{}, days...))
	}
	for _, zone := range []labour.Zone{labour.Region, labour.Abroad} {
		assert.Empty(t, ask(zone, 24, 11), "it ended at 24:00")
		assert.Empty(t, ask(zone, minute(24, 1), minute(21, 1)), "45 h")
		assert.Equal(t, []string{"t2.lastday.after24h error 1"}, ask(zone, minute(24, 1), 21))
		assert.Equal(t, []string{"law.rest.weekly error 1", "t2.lastday.after24h error 601"}, ask(zone, minute(24, 1), 11))
	}
}

// An exceptional sixth day in Île-de-France leaves 35 hours when it is recovered on the Monday or the Friday that follow.
func TestSixthDayRecovered(t *testing.T) {
	days := func(recovery labour.Recovery, next ...int) []labour.Day {
		var out []labour.Day
		for i := range 6 {
			out = append(out, dayOf(date("2026-06-01").AddDays(i).String(), 8, 18, meal(12, 13)))
		}
		out[5].Recovery = recovery
		for _, i := range next {
			out = append(out, dayOf(date("2026-06-08").AddDays(i).String(), 8, 12))
		}
		return out
	}
	six, short := "t2.days.week.idf warning 1", "t2.rest.weekly.idf error 600"
	ask := func(d []labour.Day) []string { return said(t, labour.Regime{}, labour.Before{}, d...) }
	assert.ElementsMatch(t, []string{six, short}, ask(days("", 0, 1, 2, 3, 4)), "not recovered")
	assert.Equal(t, []string{six}, ask(days("", 0, 1, 2, 3)), "the Friday is off")
	assert.Equal(t, []string{six}, ask(days("", 0, 1, 2, 3, 5)), "the Friday is off, the Saturday is not")
	assert.Equal(t, []string{six}, ask(days("", 1, 2, 3, 4)), "the Monday is off")
	assert.Equal(t, []string{six}, ask(days(labour.Given, 0, 1, 2, 3, 4)), "said so")
	assert.ElementsMatch(t, []string{six, short}, ask(days(labour.Unrecovered, 0, 1, 2, 3)), "paid instead")
	travel := days("", 0, 1, 2, 3, 4)
	travel[10] = labour.Day{Date: date("2026-06-12"), Kind: labour.HolidayOff}
	assert.Equal(t, []string{six}, ask(travel))
	night := days("", 1, 2, 3, 4)
	night[5].RDV, night[5].End, night[5].Breaks = at(26), at(33), []labour.Break{{From: at(30), To: at(31)}}
	assert.NotContains(t, strings.Join(ask(night), " "), "t2.rest.weekly.idf", "47 h from Sunday 09:00 to Tuesday 08:00: the Monday is off")
	five := append(days("")[1:], days("", 0)[6:]...) // from Tuesday to Saturday: no sixth day to recover
	assert.Equal(t, []string{short}, ask(five))
	before := labour.Before{Last: labour.Moment{Date: date("2026-06-06"), At: at(18)}, Rested: true, Recovered: true}
	assert.Empty(t, said(t, labour.Regime{}, before, dayOf("2026-06-08", 8, 12)))
	before.Recovered = false
	assert.Equal(t, []string{short}, said(t, labour.Regime{}, before, dayOf("2026-06-08", 8, 12)))
	list, err := labour.Check(labour.Regime{}, labour.Before{}, days("", 0, 1, 2, 3))
	require.NoError(t, err)
	assert.Contains(t, list[0].Message, "se récupère le lundi ou le vendredi de la semaine suivante")
}

// Nobody works seven days of a civil week; six that go from one week to the next are not seven.
func TestSeventhDay(t *testing.T) {
	for _, c := range []struct {
		r    labour.Regime
		rule string
	}{
		{labour.Regime{Zone: labour.Region}, "t2.days.week.region"}, {labour.Regime{Scope: labour.Performer}, "law.week.days"}, {labour.Regime{Scope: labour.Extra}, "law.week.days"},
		{labour.Regime{Agreement: labour.Television}, "law.week.days"}, {labour.Regime{Agreement: labour.Television, Scope: labour.Performer}, "law.week.days"},
		{labour.Regime{Agreement: labour.Television, Scope: labour.Extra}, "law.week.days"},
	} {
		var days []labour.Day
		for i := range 7 {
			days = append(days, dayOf(date("2026-06-01").AddDays(i).String(), 15, 18))
		}
		assert.Equal(t, []string{c.rule + " error 1"}, said(t, c.r, labour.Before{}, days...))
		assert.NotContains(t, strings.Join(said(t, c.r, labour.Before{}, days[:6]...), " "), c.rule)
		assert.Equal(t, []string{c.rule + " error 1"}, said(t, c.r, labour.Before{WeekDays: 6}, days[6]))
	}
}

// drawn is a person and its days, drawn: two or three weeks with days off, nights and late calls.
func drawn(t *rapid.T) (labour.Regime, []labour.Day) {
	r := labour.Regime{Agreement: rapid.SampledFrom([]labour.Agreement{labour.Cinema, labour.Television}).Draw(t, "agreement"),
		Scope: rapid.SampledFrom(scopes).Draw(t, "scope"), Zone: rapid.SampledFrom([]labour.Zone{labour.ParisRegion, labour.Region}).Draw(t, "zone")}
	first := date("2026-06-01").AddDays(rapid.IntRange(0, 250).Draw(t, "first"))
	var days []labour.Day
	for i := range rapid.IntRange(2, 21).Draw(t, "length") {
		if rapid.IntRange(0, 9).Draw(t, "off") < 2 {
			continue
		}
		call := 15 * rapid.IntRange(20, 88).Draw(t, "call")
		days = append(days, labour.Day{Date: first.AddDays(i), RDV: labour.ClockOf(call), End: labour.ClockOf(call + 15*rapid.IntRange(4, 40).Draw(t, "work")),
			Recovery: rapid.SampledFrom([]labour.Recovery{"", "", "", labour.Given, labour.Unrecovered}).Draw(t, "recovery")})
	}
	return r, days
}

// slowWeeks is the rest of the week, written from the texts: each civil week has a rest of 35 hours in a row, which holds its Sunday; a
// week whose Sunday is worked has it inside, across its end, or before its first day with a day of it inside. In Île-de-France technicians
// have 48 hours around each Sunday off, unless a sixth day is recovered; after a day of technicians that ended past midnight the rest that
// counts has ten hours more.
func slowWeeks(r labour.Regime, days []labour.Day) map[string]bool {
	out := map[string]bool{}
	crew := r.Scope == labour.Technician && r.Agreement == labour.Cinema
	stamp := func(d moteur.Date, c labour.Clock) int {
		n, err := r.Clock.Elapsed(labour.Moment{Date: date("2026-01-01"), At: labour.At(0, 0)}, labour.Moment{Date: d, At: c})
		if err != nil {
			panic(err)
		}
		return n
	}
	worked := map[moteur.Date]bool{}
	for _, d := range days {
		worked[d.Date] = true
	}
	rest := func(i int) int { return stamp(days[i].Date, days[i].RDV) - stamp(days[i-1].Date, days[i-1].End) }
	late := func(i int) int { // owed after day i
		if crew && days[i].End.Minutes() > 1440 {
			return 600
		}
		return 0
	}
	has := map[moteur.Date]bool{}
	for i, d := range days {
		week := d.Date.Monday()
		inside := d.Date.Sub(week)*1440 + d.RDV.Minutes()
		if i == 0 {
			has[week] = inside >= 1440
			continue
		}
		was, full := days[i-1].Date.Monday(), 35*60+late(i-1)
		if was == week {
			has[week] = has[week] || rest(i) >= full
			continue
		}
		add := func(rule string, broken bool) {
			if broken {
				out[d.Date.String()+" "+rule] = true
			}
		}
		base := 0
		if !has[was] || !worked[was.AddDays(6)] {
			base = 35 * 60
			add("law.rest.weekly", rest(i) < base)
			has[week] = inside >= 1440 && rest(i) >= full+1440
		} else {
			has[week] = inside >= 1440 && rest(i) >= full
		}
		six := 0
		for k := range 7 {
			if worked[was.AddDays(k)] {
				six++
			}
		}
		sixth := six >= 6
		recovered := sixth && days[i-1].Recovery == labour.Given || sixth && days[i-1].Recovery == "" && !(worked[week] && worked[week.AddDays(4)])
		if crew && r.Zone == labour.ParisRegion && days[i-1].Date != was.AddDays(6) && !recovered {
			base = 48 * 60
			add("t2.rest.weekly.idf", rest(i) < base)
		}
		add("t2.lastday.after24h", base > 0 && late(i-1) > 0 && rest(i) < base+late(i-1))
	}
	return out
}

func TestWeeklyRestAgainstTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, days := drawn(t)
		list, err := labour.Check(r, labour.Before{}, days)
		require.NoError(t, err)
		got := map[string]bool{}
		for _, f := range list {
			if f.About == labour.AboutWeekRest && f.Rule != "t2.rest.weekly.idf.sunday" {
				got[f.Date.String()+" "+f.Rule] = true
				assert.Equal(t, moteur.Error, f.Severity)
			}
		}
		assert.Equal(t, slowWeeks(r, days), got)
	})
}

// A later call, an earlier wrap, never add a finding about rests; nor does a day off, the exceptional sixth day of Île-de-France and the
// Sunday aside.
func TestMoreRestBreaksNothing(t *testing.T) {
	rests := func(t *rapid.T, r labour.Regime, days []labour.Day) map[string]bool {
		list, err := labour.Check(r, labour.Before{}, days)
		require.NoError(t, err)
		out := map[string]bool{}
		for _, f := range list {
			if f.About == labour.AboutWeekRest && f.Severity == moteur.Error || f.About == labour.AboutWeekDays || f.About == labour.AboutRest && !f.Exceptional && f.Severity == moteur.Error {
				out[f.Date.String()+" "+f.Rule] = true
			}
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		r, days := drawn(t)
		if len(days) == 0 {
			return
		}
		r.Agreement = labour.Cinema // the third short rest of a week on television depends on the first two
		before := rests(t, r, days)
		more, i := slices.Clone(days), rapid.IntRange(0, len(days)-1).Draw(t, "which")
		switch what := rapid.IntRange(0, 2).Draw(t, "what"); {
		case what == 0:
			more[i].RDV = more[i].RDV.Add(15 * rapid.IntRange(1, 3).Draw(t, "later"))
		case what == 1:
			more[i].End = more[i].End.Add(-15 * rapid.IntRange(1, 3).Draw(t, "earlier"))
		case days[i].Date.Weekday() == time.Sunday: // off, it owes the rest of the week
		case r.Zone != labour.ParisRegion || r.Scope != labour.Technician:
			more = slices.Delete(more, i, i+1)
		}
		for k := range rests(t, r, more) {
			on, rule, _ := strings.Cut(k, " ")
			if !before[k] && !(rule == "law.rest.weekly" && before[on+" t2.lastday.after24h"]) {
				assert.Fail(t, "a finding more", "%s after more rest: %v", k, more)
			}
		}
	})
}

// RestDue is the line that Check draws between two days: a minute less is refused, the minute itself is not.
func TestRestDue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, days := drawn(t)
		if len(days) < 2 {
			return
		}
		last := len(days) - 1
		days[last].Date = days[last-1].Date.AddDays(rapid.IntRange(1, 3).Draw(t, "next"))
		past, err := labour.Past(r, days[:last], days[last].Date)
		require.NoError(t, err)
		limits, err := labour.LimitsOn(r, days[last].Date, false)
		require.NoError(t, err)
		g := labour.NewGap(past.Last, days[last].Date)
		g.Span, g.Rested, g.Paris, g.Recovered = past.Span, past.Rested, r.Zone == labour.ParisRegion, past.Recovered
		rest, err := r.Clock.Elapsed(past.Last, labour.Moment{Date: days[last].Date, At: days[last].RDV})
		require.NoError(t, err)
		list, err := labour.Check(r, past, days[last:])
		require.NoError(t, err)
		whole, err := labour.Check(r, labour.Before{}, days)
		require.NoError(t, err)
		refused := func(list []labour.Finding) bool {
			return slices.ContainsFunc(list, func(f labour.Finding) bool {
				return f.Date == days[last].Date && !f.Week && f.Rule != "t2.rest.weekly.idf.sunday" && (f.About == labour.AboutWeekRest || f.About == labour.AboutRest)
			})
		}
		assert.Equal(t, rest < limits.RestDue(g), refused(list), "%d of %d", rest, limits.RestDue(g))
		assert.Equal(t, refused(whole), refused(list), "the days before and what they leave say the same")
	})
	crew, err := labour.LimitsOn(labour.Regime{}, date("2026-06-02"), false)
	require.NoError(t, err)
	saturday := labour.Moment{Date: date("2026-06-06"), At: at(29.5)}
	for _, c := range []struct {
		g    labour.Gap
		want int
	}{
		{labour.NewGap(saturday, date("2026-06-07")), 11}, {labour.NewGap(saturday, date("2026-06-08")), 45},
		{labour.Gap{NewWeek: true}, 35}, {labour.Gap{NewWeek: true, Sunday: true, Rested: true}, 35}, {labour.Gap{NewWeek: true, Rested: true}, 11}, {labour.Gap{NewWeek: true, Rested: true, Late: true}, 11},
		{labour.Gap{NewWeek: true, Sunday: true, Paris: true}, 48}, {labour.Gap{NewWeek: true, Sunday: true, Paris: true, Rested: true, Late: true}, 58},
		{labour.Gap{NewWeek: true, Sunday: true, Paris: true, Recovered: true}, 35}, {labour.Gap{NewWeek: true, Paris: true}, 35}, {labour.Gap{Late: true}, 11},
	} {
		assert.Equal(t, c.want*60, crew.RestDue(c.g), "%+v", c.g)
	}
}

// What the days leave to a date: the last of them, and the minutes and days of its own week.
func TestPast(t *testing.T) {
	days := []labour.Day{dayOf("2026-05-31", 8, 12), dayOf("2026-06-01", 8, 18, meal(12, 13)), {Date: date("2026-06-02"), Kind: labour.Travelling, Travel: 60}, dayOf("2026-06-03", 9, 14),
		dayOf("2026-06-04", 8, 12)}
	past := func(next string) labour.Before {
		b, err := labour.Past(labour.Regime{}, days, date(next))
		require.NoError(t, err)
		return b
	}
	assert.Equal(t, labour.Before{}, past("2026-05-31"))
	assert.Equal(t, labour.Before{Last: labour.Moment{Date: date("2026-05-31"), At: at(12)}, Span: 240, Rested: true}, past("2026-06-01"))
	assert.Equal(t, labour.Before{Last: labour.Moment{Date: date("2026-06-03"), At: at(14)}, Span: 300, WeekMinutes: 540 + 300, WeekDays: 2, Rested: true}, past("2026-06-04"),
		"from Monday 18:00 to Wednesday 09:00 are 39 hours")
	_, err := labour.Past(labour.Regime{Agreement: 1}, days, date("2026-06-04"))
	assert.ErrorIs(t, err, labour.ErrAgreement)
}
