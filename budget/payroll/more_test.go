package payroll_test

import (
	"bytes"
	"errors"
	"github.com/moteur-film/moteur/schedule/labour"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/testkit"
)

func TestOverrun(t *testing.T) {
	for weeks, want := range map[int]int{1: 1, 5: 5, 6: 6, 7: 12, 12: 12, 13: 13} {
		got, src, err := payroll.Overrun(weeks, date("2026-01-01"))
		require.NoError(t, err)
		assert.Equal(t, want, got, "%d weeks", weeks)
		assert.Contains(t, src.Text, "art. 19")
	}
	for _, c := range []struct {
		weeks int
		whole bool
		want  int
	}{{3, false, 3}, {8, true, 8}, {9, true, 15}} {
		got, _, err := payroll.PerformerOverrun(c.weeks, c.whole, date("2026-01-01"))
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
	}
	_, _, err := payroll.Overrun(0, date("2026-01-01"))
	require.Error(t, err)
	_, _, err = payroll.Overrun(6, date("2013-09-30"))
	assert.True(t, errors.Is(err, law.ErrBefore), "the day before the agreement")
}

func TestMinors(t *testing.T) {
	start := date("2026-05-18") // a Monday
	authorised := &payroll.Authorisation{Span: moteur.Span{From: start, To: start.AddDays(11)}}
	day := func(i int, from, to float64) labour.Day {
		return labour.Day{Date: start.AddDays(i), RDV: at(from), End: at(to)}
	}
	for _, c := range []struct {
		name  string
		age   int
		minor payroll.Minor
		days  []labour.Day
		want  []string
	}{
		{"nothing to say", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{day(0, 14, 15)}, nil},
		{"no authorisation, no guardian", 10, payroll.Minor{}, []labour.Day{day(0, 14, 15)}, []string{"minor.authorisation", "minor.guardian"}},
		{"outside the authorisation", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{day(12, 14, 15)}, []string{"minor.authorisation"}},
		{"three hours are the school day of 6 to 11", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{{Date: start, RDV: at(13), End: at(16), Breaks: []labour.Break{{From: at(14.25), To: at(14.75)}}}}, nil},
		{"a minute more", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{{Date: start, RDV: at(13), End: at(16).Add(1), Breaks: []labour.Break{{From: at(14.25), To: at(14.5)}}}}, []string{"minor.hours.6_11", "minor.stretch"}},
		{"longer in the holidays", 10, payroll.Minor{Authorisation: authorised, Guardian: true, SchoolHolidays: []moteur.Span{{From: start, To: start}}},
			[]labour.Day{{Date: start, RDV: at(13), End: at(17), Breaks: []labour.Break{{From: at(14), To: at(14.25)}, {From: at(15.75), To: at(16)}}}}, nil},
		{"the authorisation wins over the table", 10, payroll.Minor{Authorisation: &payroll.Authorisation{Span: authorised.Span, Hours: 60}, Guardian: true}, []labour.Day{day(0, 14, 15.25)}, []string{"minor.authorisation"}},
		{"dates of the authorisation", 10, payroll.Minor{Authorisation: &payroll.Authorisation{Span: authorised.Span, Dates: []moteur.Date{start}}, Guardian: true}, []labour.Day{day(1, 14, 15)}, []string{"minor.authorisation"}},
		{"until eight in the evening", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{day(0, 19, 20)}, nil},
		{"from six in the morning", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{day(0, 6, 7)}, nil},
		{"before six", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{day(0, 5.5, 6.5)}, []string{"minor.night.lt16"}},
		{"fourteen hours of rest", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{day(0, 18, 19), day(1, 9, 10)}, nil},
		{"less", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{day(0, 18, 19), day(1, 8.75, 9.75)}, []string{"minor.rest.lt16"}},
		{"a derogation never goes past midnight", 15, payroll.Minor{Authorisation: &payroll.Authorisation{Span: authorised.Span, NightUntil: at(25)}, Guardian: true}, []labour.Day{day(0, 23.5, 24.25)}, []string{"labour/child-hours", "minor.night.lt16"}},
		{"seventeen, eight hours", 17, payroll.Minor{}, []labour.Day{{Date: start, RDV: at(9), End: at(17.5), Breaks: []labour.Break{{From: at(13), To: at(13.5)}}}}, nil},
		{"seventeen, more", 17, payroll.Minor{}, []labour.Day{{Date: start, RDV: at(9), End: at(17.75), Breaks: []labour.Break{{From: at(13), To: at(13.5)}}}}, []string{"minor.day.16_17"}},
		{"eighteen is grown up", 18, payroll.Minor{}, []labour.Day{day(0, 9, 23)}, nil},
		{"six days leave one day off", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{day(0, 14, 15), day(1, 14, 15), day(2, 14, 15), day(3, 14, 15), day(4, 14, 15), day(5, 14, 15)}, []string{"minor.rest.weekly"}},
		{"thirty-six hours by agreement", 10, payroll.Minor{Authorisation: &payroll.Authorisation{Span: authorised.Span, WeeklyRest36: true}, Guardian: true},
			[]labour.Day{day(0, 14, 15), day(1, 14, 15), day(2, 14, 15), day(3, 14, 15), day(4, 14, 15), day(5, 11, 12)}, nil},
		{"five days", 10, payroll.Minor{Authorisation: authorised, Guardian: true}, []labour.Day{day(0, 14, 15), day(1, 14, 15), day(2, 14, 15), day(3, 14, 15), day(4, 14, 15)}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.minor.Birth = start.AddMonths(-12 * c.age)
			rep, err := payroll.CheckMinor(c.minor, c.days)
			require.NoError(t, err)
			assert.Equal(t, c.want, rules(rep), "%v", rep)
		})
	}
	_, err := payroll.CheckMinor(payroll.Minor{}, nil)
	require.Error(t, err)
	before := start.AddDays(-800) // 2024-03-09, before the guardian's duty
	rep, err := payroll.CheckMinor(payroll.Minor{Birth: before.AddMonths(-120), Authorisation: &payroll.Authorisation{Span: moteur.Span{From: before, To: before}}}, []labour.Day{{Date: before, RDV: at(14), End: at(15)}})
	require.NoError(t, err)
	assert.False(t, rep.Has("minor.guardian"))
}

// The three windows and the rules of the day, on both sides of each limit.
func TestWindows(t *testing.T) {
	terms := payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: labour.Region}
	has := func(t *testing.T, days []labour.Day, o payroll.WorkSettings, rule string) bool {
		t.Helper()
		return count(t, terms, days, o).Report.Has(rule)
	}
	week := func(total int, kind labour.Kind, n int) []labour.Day {
		var out []labour.Day
		for i := range n {
			out = append(out, spread(plainMonday.AddDays(7*i), total, 6, kind, labour.Region)...)
		}
		for i := range out {
			d := &out[i]
			d.Breaks = []labour.Break{{From: d.RDV.Add(240), To: d.RDV.Add(270)}}
			d.End = d.End.Add(30)
		}
		return out
	}
	assert.False(t, has(t, week(48*60, labour.Preparation, 1), payroll.WorkSettings{}, "t2.week.max"))
	assert.True(t, has(t, week(48*60+1, labour.Preparation, 1), payroll.WorkSettings{}, "t2.week.max"))
	assert.False(t, has(t, week(60*60, labour.Shooting, 1), payroll.WorkSettings{}, "t2.week.max.shoot"))
	assert.True(t, has(t, week(60*60+1, labour.Shooting, 1), payroll.WorkSettings{}, "t2.week.max.shoot"))
	assert.True(t, has(t, week(50*60, labour.Shooting, 1), payroll.WorkSettings{LegalWeek: true}, "t2.week.max"), "the legal maximum by option")
	assert.False(t, has(t, week(46*60, labour.Shooting, 12), payroll.WorkSettings{}, "t2.week.avg12"))
	assert.True(t, has(t, week(46*60+1, labour.Shooting, 12), payroll.WorkSettings{}, "t2.week.avg12"))
	assert.False(t, has(t, week(46*60+1, labour.Shooting, 11), payroll.WorkSettings{}, "t2.week.avg12"), "eleven weeks do not fill the window")
	assert.False(t, has(t, week(40*60, labour.Shooting, 4), payroll.WorkSettings{}, "t2.weeks6.consecutive.max"))
	assert.True(t, has(t, week(40*60, labour.Shooting, 5), payroll.WorkSettings{}, "t2.weeks6.consecutive.max"))

	for _, c := range []struct {
		name, rule string
		days       []labour.Day
		want       bool
	}{
		{"span of 13 h", "t2.day.span", []labour.Day{{Date: plainMonday, RDV: at(7), Start: at(8), End: at(19), Back: at(20), Breaks: []labour.Break{{From: at(12), To: at(13)}}}}, false},
		{"a minute more", "t2.day.span", []labour.Day{{Date: plainMonday, RDV: at(7), Start: at(8), End: at(19), Back: at(20).Add(1), Breaks: []labour.Break{{From: at(12), To: at(13)}}}}, true},
		{"rest of 11 h", "t2.rest.daily", []labour.Day{{Date: plainMonday, RDV: at(12), End: at(21)}, {Date: plainMonday.AddDays(1), RDV: at(8), End: at(12)}}, false},
		{"a minute less", "t2.rest.daily", []labour.Day{{Date: plainMonday, RDV: at(12), End: at(21).Add(1)}, {Date: plainMonday.AddDays(1), RDV: at(8), End: at(12)}}, true},
		{"six hours without a pause", "law.pause", []labour.Day{{Date: plainMonday, RDV: at(8), End: at(14)}}, true},
		{"a pause of twenty minutes", "law.pause", []labour.Day{{Date: plainMonday, RDV: at(8), End: at(15), Breaks: []labour.Break{{From: at(12), To: at(12).Add(20)}}}}, false},
		{"twelve hours of shooting", "t2.day.max.exceptional", []labour.Day{{Date: plainMonday, RDV: at(7), End: at(20), Breaks: []labour.Break{{From: at(12), To: at(13)}}}}, false},
		{"more", "t2.day.max.exceptional", []labour.Day{{Date: plainMonday, RDV: at(7), End: at(20).Add(1), Breaks: []labour.Break{{From: at(12), To: at(13)}}}}, true},
		{"eleven hours of preparation", "t2.day.max.common_law", []labour.Day{{Date: plainMonday, Kind: labour.Preparation, RDV: at(8), End: at(20), Breaks: []labour.Break{{From: at(12), To: at(13)}}}}, true},
		{"studio on a Sunday", "t2.studio.day_off", []labour.Day{{Date: plainMonday.AddDays(6), Studio: true, RDV: at(8), End: at(12), Recovery: labour.Given}}, true},
		{"arrival an hour before", "t2.travel.rest", []labour.Day{{Date: plainMonday, Travel: 180, Arrival: at(8), RDV: at(9), End: at(12)}}, false},
		{"arrival too late", "t2.travel.rest", []labour.Day{{Date: plainMonday, Travel: 180, Arrival: at(8).Add(1), RDV: at(9), End: at(12)}}, true},
		{"continuous day, pause at six hours", "t2.continuous_day", []labour.Day{{Date: plainMonday, Continuous: true, RDV: at(12), End: at(20), Breaks: []labour.Break{{From: at(18), To: at(18.5)}}}}, false},
		{"continuous day, pause later", "t2.continuous_day", []labour.Day{{Date: plainMonday, Continuous: true, RDV: at(12), End: at(20), Breaks: []labour.Break{{From: at(18).Add(1), To: at(18.5).Add(1)}}}}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, has(t, c.days, payroll.WorkSettings{}, c.rule))
		})
	}

	paris := payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: labour.ParisRegion}
	friday := labour.Day{Date: plainMonday.AddDays(4), RDV: at(12), End: at(22)}
	monday := labour.Day{Date: plainMonday.AddDays(7), RDV: at(8), End: at(12)}
	assert.False(t, count(t, paris, []labour.Day{friday, monday}, payroll.WorkSettings{}).Report.Has("t2.rest.weekly.idf"))
	late, next := friday, monday
	late.RDV, late.End = at(14), at(24.5) // half past midnight
	next.RDV, next.End = at(10.5), at(12) // fifty-eight hours later
	assert.False(t, count(t, paris, []labour.Day{late, next}, payroll.WorkSettings{}).Report.Has("t2.lastday.after24h"))
	next.RDV = next.RDV.Add(-1)
	assert.True(t, count(t, paris, []labour.Day{late, next}, payroll.WorkSettings{}).Report.Has("t2.lastday.after24h"))
	friday.Date = friday.Date.AddDays(1) // Saturday evening to Monday morning: 34 hours
	assert.True(t, count(t, paris, []labour.Day{friday, monday}, payroll.WorkSettings{}).Report.Has("t2.rest.weekly.idf"))
}

func TestCountTimeRefusals(t *testing.T) {
	terms := payroll.Terms{Job: "scripte", Hourly: dec("30")}
	for name, c := range map[string]struct {
		terms payroll.Terms
		days  []labour.Day
		want  error
	}{
		"no date":              {terms, []labour.Day{{RDV: at(8), End: at(9)}}, labour.ErrDay},
		"end before start":     {terms, []labour.Day{{Date: plainMonday, RDV: at(9), End: at(8)}}, labour.ErrDay},
		"twice a date":         {terms, []labour.Day{{Date: plainMonday, RDV: at(8), End: at(9)}, {Date: plainMonday, RDV: at(10), End: at(11)}}, labour.ErrDay},
		"break outside":        {terms, []labour.Day{{Date: plainMonday, RDV: at(8), End: at(9), Breaks: []labour.Break{{From: at(9), To: at(10)}}}}, labour.ErrDay},
		"past 47:59":           {terms, []labour.Day{{Date: plainMonday, RDV: at(8), End: at(48)}}, labour.ErrDay},
		"unknown job":          {payroll.Terms{Job: "dompteur"}, nil, payroll.ErrJob},
		"before the agreement": {terms, []labour.Day{{Date: date("2013-09-30"), RDV: at(8), End: at(9)}}, law.ErrBefore},
		"TV without a rate":    {payroll.Terms{Job: "scripte", Agreement: payroll.Audiovisual}, []labour.Day{{Date: plainMonday, RDV: at(8), End: at(9)}}, law.ErrEmpty},
		"huge hour":            {payroll.Terms{Job: "scripte", Hourly: decimal.New(1, 1000)}, nil, nil},
		"animation":            {payroll.Terms{Job: "scripte", Agreement: 2412}, nil, nil},
	} {
		_, err := payroll.CountTime(c.terms, c.days, payroll.WorkSettings{})
		require.Error(t, err, name)
		if c.want != nil {
			assert.True(t, errors.Is(err, c.want), "%s: %v", name, err)
		}
	}
}

// The options of unclear points change what they say and nothing else.
func TestWorkSettings(t *testing.T) {
	daily := payroll.Terms{Job: "scripte", Hourly: dec("30"), Daily: true, Zone: labour.Region}
	nine := spread(plainMonday, 9*60, 1, labour.Preparation, labour.Region)
	within(t, dec("352.50"), count(t, daily, nine, payroll.WorkSettings{}).Gross, decimal.Zero, "replaced: 7 × 1.25 + 2 × 1.5")
	within(t, dec("367.50"), count(t, daily, nine, payroll.WorkSettings{StackDayOvertime: true}).Gross, decimal.Zero, "stacked: 7 × 1.25 + 2 × 1.75")
	ads := daily
	ads.Advertising = true
	within(t, dec("420"), count(t, ads, nine, payroll.WorkSettings{}).Gross, decimal.Zero, "commercials: 8 × 1.5 + 1 × 2")

	short := []labour.Day{{Date: date("2026-06-06"), Kind: labour.Preparation, RDV: at(12), End: at(22)}, {Date: date("2026-06-07"), Kind: labour.Preparation, RDV: at(7), End: at(12), Recovery: labour.Given}}
	weekly := payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: labour.Region}
	inside, apart := count(t, weekly, short, payroll.WorkSettings{}), count(t, weekly, short, payroll.WorkSettings{RestBreachApart: true})
	within(t, dec("60"), apart.Gross.Sub(inside.Gross), decimal.Zero, "two anticipated hours of a Sunday: capped, or paid apart")

	snack := []labour.Day{{Date: plainMonday, RDV: at(6.5), End: at(10)}}
	assert.True(t, sumOf(count(t, weekly, snack, payroll.WorkSettings{}), "t2.snack").Equal(dec("7.54")))
	assert.True(t, sumOf(count(t, weekly, snack, payroll.WorkSettings{SnackServed: true}), "t2.snack").IsZero())

	way := []labour.Day{{Date: plainMonday, RDV: at(6), Start: at(7.5), End: at(16), Back: at(17.5), Breaks: []labour.Break{{From: at(12), To: at(13)}}}}
	s := count(t, weekly, way, payroll.WorkSettings{})
	assert.Equal(t, 8*60+30, s.Days[0].Effective, "an hour beyond two hours of transport is work")
	within(t, dec("50.45"), sumOf(s, "t2.transport"), decimal.Zero, "two hours at the machiniste's base, 25.226")

	tv := payroll.Terms{Job: "machiniste", Agreement: payroll.Audiovisual, Hourly: dec("20"), Craft: true}
	within(t, dec("1080"), count(t, tv, spread(plainMonday, 48*60+10, 5, labour.Preparation, labour.Region), payroll.WorkSettings{}).Gross, decimal.Zero, "48.5 h: 35 + 8 × 1.25 + 4 × 1.5 + 1.5 × 2")
}

// Equivalence: a shooting week is paid the class's hours, whatever presence was used; beyond its presence hour for hour;
// in proportion to the days of a broken week; not for a short engagement.
func TestEquivalence(t *testing.T) {
	scripte := payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: labour.Region, Span: moteur.Span{From: plainMonday, To: plainMonday.AddDays(25)}} // class 42/45, 51/55
	shoot := func(hours, days int) []labour.Day {
		return spread(plainMonday, hours*60, days, labour.Shooting, labour.Region)
	}
	for _, c := range []struct {
		name, weighted string
		terms          payroll.Terms
		days           []labour.Day
	}{
		{"the presence of the class", "43.75", scripte, shoot(45, 5)}, // 35 + 7 × 1.25
		{"less is paid the same", "43.75", scripte, shoot(30, 5)},
		{"two hours more", "46.5", scripte, shoot(47, 5)}, // 44 h: 35 + 8 × 1.25 + 1 × 1.5
		{"six days", "57.75", scripte, shoot(55, 6)},      // 51 h: 35 + 8 × 1.25 + 5 × 1.5 + 3 × 1.75
		{"no equivalence by choice", "48", payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: labour.Region, NoEquivalence: true}, shoot(45, 5)},
	} {
		t.Run(c.name, func(t *testing.T) {
			within(t, dec(c.weighted), count(t, c.terms, c.days, payroll.WorkSettings{}).Weeks[0].Weighted, dec("0.0002"), "weighted hours")
		})
	}
	broken := scripte
	broken.Span.From = plainMonday.AddDays(2)
	s := count(t, broken, spread(plainMonday.AddDays(2), 27*60, 3, labour.Shooting, labour.Region), payroll.WorkSettings{})
	within(t, dec("25.2"), s.Weeks[0].Paid, dec("0.0002"), "three fifths of 42")
	brief := scripte
	brief.Span = moteur.Span{From: plainMonday, To: plainMonday.AddDays(3)}
	within(t, dec("40"), count(t, brief, spread(plainMonday, 40*60, 4, labour.Shooting, labour.Region), payroll.WorkSettings{}).Weeks[0].Paid, dec("0.0002"), "four days: hour for hour")
}

// A result that leans on an unverified value says so, with its date.
func TestUnverifiedIsSaid(t *testing.T) {
	s := count(t, payroll.Terms{Job: "figuration", Hourly: dec("12.50")}, spread(plainMonday, 480, 1, labour.Shooting, labour.Region), payroll.WorkSettings{})
	require.Len(t, s.Report.Unverified(), 1, "the uplift of an isolated day was deduced, not read")
	assert.Contains(t, s.Report.Unverified()[0].Message, "2014-01-01")
	assert.Empty(t, count(t, payroll.Terms{Job: "scripte", Hourly: dec("30"), Daily: true}, spread(plainMonday, 480, 1, labour.Shooting, labour.Region), payroll.WorkSettings{}).Report.Unverified())
	night := spread(plainMonday, 480, 1, labour.Shooting, labour.Region)
	night[0].RDV, night[0].End = at(18), at(26)
	assert.True(t, count(t, payroll.Terms{Job: "figuration", Hourly: dec("12.50")}, night, payroll.WorkSettings{}).Report.Has("t3x.night"), "an empty slot is named")
	daily := count(t, payroll.Terms{Job: "scripte", Hourly: dec("30"), Daily: true}, spread(plainMonday, 5*480, 5, labour.Shooting, labour.Region), payroll.WorkSettings{})
	assert.True(t, daily.Report.Has("t2.day_engagement"), "five days in a row are a week")
	assert.False(t, count(t, payroll.Terms{Job: "scripte", Hourly: dec("30"), Daily: true}, spread(plainMonday, 4*480, 4, labour.Shooting, labour.Region), payroll.WorkSettings{}).Report.Has("t2.day_engagement"))
}

func TestWorkbooksAreLive(t *testing.T) {
	sheet := sampleSheet(t)
	charged, err := payroll.Charges(payroll.Pay{Profile: payroll.Technician, Gross: sheet.Gross, Span: moteur.Span{From: date("2026-05-18"), To: date("2026-05-22")}, Hours: dec("43.5")},
		payroll.Settings{Territory: "paris", Staff: 12, ShortContractSurcharge: true})
	require.NoError(t, err)
	costs := payroll.ChargeSheet{Film: sampleFilm(), Date: date("2026-05-31"), Rows: []payroll.ChargeRow{{Name: "A", Job: "B", Profile: payroll.Technician, Charged: charged}, {Name: "C", Job: "D", Profile: payroll.Technician, Charged: charged}}}
	files := map[string][]byte{}
	var b bytes.Buffer
	require.NoError(t, sheet.WriteXLSX(&b))
	files["releve.xlsx"] = bytes.Clone(b.Bytes())
	b.Reset()
	require.NoError(t, costs.WriteXLSX(&b))
	files["charges.xlsx"] = bytes.Clone(b.Bytes())
	testkit.Live(t, files)
}
