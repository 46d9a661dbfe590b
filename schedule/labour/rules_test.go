package labour_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule/labour"
)

func table(t *testing.T) law.Table {
	t.Helper()
	tab, err := law.Load(os.DirFS("."), "rules/working_time.json")
	require.NoError(t, err)
	return tab
}

// A rule has one severity: all entries of its family are of one kind.
func TestOneSeverityARule(t *testing.T) {
	kinds := []string{"hard", "soft", "cost", "pay", "doc", "def", "duty", "required"}
	for _, e := range table(t).Entries {
		assert.Contains(t, kinds, e.Kind, e.ID)
	}
	for rule, want := range map[string]moteur.Severity{
		"law.pause": moteur.Error, "t2.day.span": moteur.Error, "t2.continuous_day": moteur.Error, "t2.rest.daily": moteur.Error, "t3.meal": moteur.Error,
		"t3.span": moteur.Warning, "t3.span.exceptional": moteur.Error, "t3.rest.daily": moteur.Error, "t3.rest.after_night": moteur.Warning,
		"t2.days.week.idf": moteur.Warning, "t2.days.week.region": moteur.Error, "av.rest.daily": moteur.Error, "av.rest.short": moteur.Warning,
		"minor.hours.6_11": moteur.Error, "minor.stretch": moteur.Warning, "minor.authorisation": moteur.Error, "minor.night.lt16": moteur.Error,
		"t2.day.over10": moteur.Notice, "t2.sunday": moteur.Notice, "t2.night.first8": moteur.Notice, "inconnue": moteur.Notice,
	} {
		assert.Equal(t, want, labour.SeverityOf(rule), rule)
	}
}

// Each value holds from its first day, and not the day before.
func TestFirstDays(t *testing.T) {
	n := 0
	for _, e := range table(t).Entries {
		for i, v := range e.Values {
			require.NoError(t, v.Check(), e.ID)
			if v.StartUnknown {
				continue
			}
			got, err := table(t).Text(e.ID, v.From)
			require.NoError(t, err, e.ID)
			assert.Equal(t, v.Value, got.Value, e.ID)
			got, err = table(t).Text(e.ID, v.From.AddDays(-1))
			if i == 0 {
				assert.ErrorIs(t, err, law.ErrBefore, e.ID)
			} else {
				assert.Equal(t, e.Values[i-1].Value, got.Value, e.ID)
			}
			n++
		}
	}
	assert.Greater(t, n, 100)
}

func TestDuties(t *testing.T) {
	text := func(id, on string) (string, error) {
		b, err := labour.Duties(date(on), nil)
		require.NoError(t, err)
		return b.Text(id), b.Err()
	}
	got, err := text("t2.delegates.election_within_first_days", "2026-06-02")
	require.NoError(t, err)
	assert.Equal(t, "3", got)
	for _, id := range []string{"t2.rest.daily", "t3.span", "t2.sunday.premium", "t9.unheard"} {
		_, err := text(id, "2026-06-02")
		assert.ErrorIs(t, err, law.ErrUnknown, id)
	}
	for id, last := range map[string]string{"vhss.training.online": "2024-12-31", "vhss.training.onsite.latest_day_after_start": "2024-12-31", "vhss.performer_share": "2024-12-31",
		"vhss.training.onsite.hours": "2025-01-31", "vhss.training.onsite.validity_months": "2025-12-31", "vhss.attendees": "2025-12-31", "vhss.training.tv_fiction": "2026-04-30"} {
		_, err := text(id, last)
		assert.ErrorIs(t, err, law.ErrBefore, id)
		_, err = text(id, date(last).AddDays(1).String())
		assert.NoError(t, err, id)
	}
}

func TestLimitsOn(t *testing.T) {
	hours := func(l labour.Limit) int { return l.Value / 60 }
	for _, c := range []struct {
		r               labour.Regime
		on              string
		studio          bool
		rest, span, max int
		night           string
	}{
		{labour.Regime{}, "2026-04-01", false, 11, 13, 13, "22:00 30:00"},
		{labour.Regime{}, "2026-03-31", false, 11, 13, 13, "20:00 30:00"},
		{labour.Regime{}, "2026-03-31", true, 11, 13, 13, "21:00 30:00"},
		{labour.Regime{}, "2026-09-30", true, 11, 13, 13, "22:00 30:00"},
		{labour.Regime{}, "2026-10-01", false, 11, 13, 13, "20:00 30:00"},
		{labour.Regime{Scope: labour.Performer}, "2026-06-01", false, 12, 12, 13, "22:00 30:00"},
		{labour.Regime{Scope: labour.Extra}, "2026-06-01", false, 11, 0, 0, "22:00 30:00"},
		{minorOf(labour.Child{Age: 15}), "2026-06-01", false, 14, 0, 0, "20:00 30:00"},
		{minorOf(labour.Child{Age: 16}), "2026-06-01", false, 12, 0, 0, "22:00 30:00"},
		{labour.Regime{Agreement: labour.Television}, "2026-12-20", false, 11, 0, 0, "22:00 31:00"},
		{labour.Regime{Agreement: labour.Television}, "2026-12-21", false, 11, 0, 0, "20:00 30:00"},
		{labour.Regime{Agreement: labour.Television}, "2026-03-20", true, 11, 0, 0, "20:00 30:00"},
		{labour.Regime{Agreement: labour.Television}, "2026-03-21", true, 11, 0, 0, "22:00 31:00"},
	} {
		l, err := labour.LimitsOn(c.r, date(c.on), c.studio)
		require.NoError(t, err)
		assert.Equal(t, []int{c.rest, c.span, c.max}, []int{hours(l.Rest), hours(l.Span), hours(l.SpanMax)}, "%+v", c)
		assert.Equal(t, c.night, l.Night.From.String()+" "+l.Night.To.String(), "%+v", c)
		assert.Equal(t, date(c.on), l.On)
	}
	cast, err := labour.LimitsOn(labour.Regime{Scope: labour.Performer}, date("2026-06-02"), false)
	require.NoError(t, err)
	assert.Equal(t, []int{11, 9, 8, 12}, []int{hours(cast.RestLong), hours(cast.RestLeast), hours(cast.Day), hours(cast.DayMax)})
	assert.Equal(t, "11:00 14:30 19:00 21:30", strings.Join([]string{cast.Lunch.From.String(), cast.Lunch.To.String(), cast.Dinner.From.String(), cast.Dinner.To.String()}, " "))
	crew, err := labour.LimitsOn(labour.Regime{}, date("2026-06-02"), false)
	require.NoError(t, err)
	assert.Equal(t, 7*60, crew.Snack.Value)
	assert.Equal(t, []int{10, 12, 60, 48, 46, 48, 10, 6, 1}, []int{hours(crew.Day), hours(crew.DayMax), hours(crew.Week), hours(crew.WeekMax), hours(crew.Average), hours(crew.WeekRestParis), hours(crew.LateLastDay), crew.PauseAfter / 60, hours(crew.TravelRest)})
	assert.Equal(t, []int{6, 5, 4, 20, 30}, []int{crew.WeekDays.Value, crew.WeekUsual.Value, crew.SixDayWeeks.Value, crew.Pause.Value, crew.ContinuousBreak.Value})
	assert.Empty(t, crew.Doubts.Of(moteur.Error))
}

// The hours of children are practice, not law: their limits say so, once, and only those that were used.
func TestDoubtsOfChildren(t *testing.T) {
	ids := func(c labour.Child) []string {
		l, err := labour.LimitsOn(minorOf(c), date("2026-06-02"), false)
		require.NoError(t, err)
		var out []string
		for _, i := range l.Doubts.Unverified() {
			for _, w := range strings.Fields(i.Message) {
				if id, ok := strings.CutPrefix(strings.TrimSuffix(w, ","), "working_time/"); ok {
					out = append(out, id)
				}
			}
		}
		slices.Sort(out)
		return out
	}
	assert.Equal(t, []string{"minor.hours.6_11.holidays"}, ids(labour.Child{Age: 8, SchoolHolidays: always}))
	assert.Equal(t, []string{"minor.hours.12_15.school"}, ids(labour.Child{Age: 12}))
	assert.Empty(t, ids(labour.Child{Age: 2, MaxMinutes: 30}), "the authorisation replaces the table")
	assert.Empty(t, ids(labour.Child{Age: 16}))
	l, err := labour.LimitsOn(minorOf(labour.Child{Age: 8}), date("2026-06-02"), false)
	require.NoError(t, err)
	var r moteur.Report
	l.Stretch.Say(&r, "minor")
	l.Stretch.Say(&r, "minor")
	l.Rest.Say(&r, "minor")
	require.Len(t, r.Issues, 1, "said once, and only what is unverified")
	assert.Contains(t, r.Issues[0].Message, "minor.stretch, valeur 1\u00a0h\u00a030")
}

func TestPremiumsOn(t *testing.T) {
	rates := func(r labour.Regime) []int {
		p, err := labour.PremiumsOn(r, date("2026-06-02"))
		require.NoError(t, err)
		return []int{p.Night.Rate, p.NightBeyond.Rate, p.NightFirst / 60, p.Over10.Rate, p.Over10After / 60, p.Sunday.Rate, p.Holiday.Rate, p.SixthDay.Rate, p.ShortRest.Rate, p.Cap, p.Overtime.Rate}
	}
	assert.Equal(t, []int{5000, 10000, 8, 10000, 10, 10000, 10000, 10000, 10000, 10000, 0}, rates(labour.Regime{}))
	assert.Equal(t, []int{5000, 10000, 8, 0, 0, 10000, 10000, 2500, 2500, 20000, 2500}, rates(labour.Regime{Scope: labour.Performer}))
	assert.Equal(t, []int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, rates(labour.Regime{Scope: labour.Extra}))
	assert.Equal(t, []int{2500, 2500, 48, 0, 0, 5000, 0, 0, 5000, 0, 0}, rates(labour.Regime{Agreement: labour.Television}))
	assert.Equal(t, []int{5000, 5000, 48, 0, 0, 5000, 0, 0, 5000, 0, 0}, rates(labour.Regime{Agreement: labour.Television, Craft: true}))
	bands := func(list []labour.Band) (out []int) {
		for _, b := range list {
			out = append(out, b.After/60, b.Premium.Rate)
		}
		return out
	}
	crew, err := labour.PremiumsOn(labour.Regime{}, date("2026-06-02"))
	require.NoError(t, err)
	assert.Equal(t, []int{35, 2500, 43, 5000, 48, 7500}, bands(crew.Week))
	assert.Equal(t, []int{0, 2500, 7, 5000, 10, 10000}, bands(crew.Day))
	assert.Equal(t, []int{0, 5000, 8, 10000}, bands(crew.Ad))
	assert.Equal(t, []int{7, 8, 39, 47, 7, 7, 210, 7, 2, 7, 30}, []int{crew.DayLeast / 60, crew.AdLeast / 60, crew.Guaranteed / 60, crew.Guaranteed6 / 60, crew.SundayOwed / 60, crew.HolidayOwed / 60,
		crew.SixthDayOwed, crew.HolidayOff / 60, crew.WayMost / 60, crew.TravelMax / 60, crew.PaidBreak})
	extra, err := labour.PremiumsOn(labour.Regime{Scope: labour.Extra}, date("2026-06-02"))
	require.NoError(t, err)
	assert.Equal(t, []int{0, 0, 8, 2500, 10, 5000}, bands(extra.Day))
	assert.Equal(t, []int{35, 2500, 48, 5000}, bands(extra.Week))
	craft, err := labour.PremiumsOn(labour.Regime{Agreement: labour.Television, Craft: true}, date("2026-06-02"))
	require.NoError(t, err)
	assert.Equal(t, []int{35, 2500, 43, 5000, 47, 10000}, bands(craft.Week))
	assert.Equal(t, []int{8, 2500, 11, 5000}, bands(craft.Day))
	tv, err := labour.PremiumsOn(labour.Regime{Agreement: labour.Television}, date("2026-06-02"))
	require.NoError(t, err)
	assert.Len(t, tv.Week, 2)
	assert.Equal(t, 30, tv.RoundTo)
	cast, err := labour.PremiumsOn(labour.Regime{Scope: labour.Performer}, date("2026-06-02"))
	require.NoError(t, err)
	assert.Equal(t, "60 2 5", strings.Join([]string{fmt.Sprint(cast.Prep), cast.DoubleUpTo.String(), cast.FreeFrom.String()}, " "))
}

// Duties have one severity whoever tells them.
func TestSeverityOfDuties(t *testing.T) {
	for rule, want := range map[string]moteur.Severity{"t2.delegates": moteur.Warning, "t3.callsheet": moteur.Warning, "minor.file": moteur.Warning,
		"dpae.window": moteur.Error, "t2.crew.dependency": moteur.Error, "minor.authorisation": moteur.Error, "t3.continuous_day": moteur.Error,
		"av.tdi": moteur.Notice, "t3.pause.pregnant_disabled": moteur.Notice, "t3x.signin": moteur.Notice} {
		assert.Equal(t, want, labour.SeverityOf(rule), rule)
	}
}
