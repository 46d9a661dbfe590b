package payroll_test

import (
	"github.com/moteur-film/moteur/schedule/labour"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
)

// lunch is a performer's meal of an hour, inside its hours.
var lunch = labour.Break{From: at(12.5), To: at(13.5), Meal: true}

func TestPerformerPay(t *testing.T) {
	day := func(i int, from, to float64) labour.Day {
		return labour.Day{Date: plainMonday.AddDays(i), RDV: at(from), End: at(to), Prep: 60, Breaks: []labour.Break{lunch}, Zone: labour.Region}
	}
	for _, c := range []struct {
		name  string
		terms payroll.Terms
		days  []labour.Day
		want  string
	}{
		// 2026: day 418.26, week of five 1267.60, hour 28.6529
		{"a day at the minimum", payroll.Terms{}, []labour.Day{day(0, 8, 18)}, "418.26"},
		{"the hour of HMC is inside the day", payroll.Terms{}, []labour.Day{day(0, 8, 18)}, "418.26"},
		{"an hour of overtime, 25 % more", payroll.Terms{}, []labour.Day{day(0, 8, 19)}, "454.08"},                               // + 28.6529 × 1.25
		{"hours make up for each other in an engagement", payroll.Terms{}, []labour.Day{day(0, 8, 19), day(1, 8, 17)}, "836.52"}, // 16 h in two days
		{"overtime follows the pay", payroll.Terms{DayPay: dec("836.52")}, []labour.Day{day(0, 8, 19)}, "908.15"},                // twice the minimum: + 2 × 28.6529 × 1.25
		{"a week", payroll.Terms{WeekDays: 5}, []labour.Day{day(0, 8, 18), day(1, 8, 18), day(2, 8, 18), day(3, 8, 18), day(4, 8, 18)}, "1267.6"},
		{"three days of a week", payroll.Terms{WeekDays: 5}, []labour.Day{day(0, 8, 18), day(1, 8, 18), day(2, 8, 18)}, "760.56"},
		{"Sunday at the minimum: twice the minimum hour", payroll.Terms{}, []labour.Day{day(6, 8, 18)}, "934.01"},               // + 9 × 28.6529 × 2
		{"Sunday between two and five times: once", payroll.Terms{DayPay: dec("1000")}, []labour.Day{day(6, 8, 18)}, "1257.88"}, // + 9 × 28.6529
		{"from five times, free", payroll.Terms{DayPay: dec("2091.30")}, []labour.Day{day(6, 8, 18)}, "2091.3"},
		{"a journey of five hours", payroll.Terms{}, []labour.Day{{Date: plainMonday, Kind: labour.Travelling, Travel: 300}}, "167.69"},
		{"a journey of an hour", payroll.Terms{}, []labour.Day{{Date: plainMonday, Kind: labour.Travelling, Travel: 60}}, "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.terms.Job = "artiste-interprète"
			within(t, dec(c.want), count(t, c.terms, c.days, payroll.WorkSettings{}).Gross, decimal.Zero, "gross")
		})
	}
	low := count(t, payroll.Terms{Job: "artiste-interprète", DayPay: dec("400")}, []labour.Day{day(0, 8, 18)}, payroll.WorkSettings{})
	assert.True(t, low.Report.Has("payroll/below-minimum"))
	free := count(t, payroll.Terms{Job: "artiste-interprète", DayPay: dec("2091.30")}, []labour.Day{day(6, 8, 18)}, payroll.WorkSettings{})
	assert.True(t, free.Report.Has("t3.night"), "free negotiation is said")
}

func TestPerformerFindings(t *testing.T) {
	meal := []labour.Break{lunch}
	for _, c := range []struct {
		name, rule string
		days       []labour.Day
		want       bool
	}{
		{"span of twelve hours", "t3.span", []labour.Day{{Date: plainMonday, RDV: at(7), End: at(19), Breaks: meal}}, false},
		{"over twelve", "t3.span", []labour.Day{{Date: plainMonday, RDV: at(7), End: at(19).Add(1), Breaks: meal}}, true},
		{"over thirteen", "t3.span.exceptional", []labour.Day{{Date: plainMonday, RDV: at(7), End: at(20).Add(1), Breaks: meal}}, true},
		{"twelve hours of rest", "t3.rest.daily", []labour.Day{{Date: plainMonday, RDV: at(10), End: at(20), Breaks: meal}, {Date: plainMonday.AddDays(1), RDV: at(8), End: at(11)}}, false},
		{"less", "t3.rest.daily", []labour.Day{{Date: plainMonday, RDV: at(10), End: at(20).Add(1), Breaks: meal}, {Date: plainMonday.AddDays(1), RDV: at(8), End: at(11)}}, true},
		{"eleven hours after a long span", "t3.rest.daily", []labour.Day{{Date: plainMonday, RDV: at(8), End: at(20.5), Breaks: meal}, {Date: plainMonday.AddDays(1), RDV: at(7.5), End: at(10)}}, false},
		{"nine hours after a night, by exception", "t3.rest.after_night", []labour.Day{{Date: plainMonday, RDV: at(14), End: at(23)}, {Date: plainMonday.AddDays(1), RDV: at(8), End: at(10)}}, true},
		{"less than nine", "t3.rest.daily", []labour.Day{{Date: plainMonday, RDV: at(14), End: at(23).Add(1)}, {Date: plainMonday.AddDays(1), RDV: at(8), End: at(10)}}, true},
		{"meal of an hour", "t3.meal", []labour.Day{{Date: plainMonday, RDV: at(8), End: at(16), Breaks: meal}}, false},
		{"meal of fifty-nine minutes", "t3.meal", []labour.Day{{Date: plainMonday, RDV: at(8), End: at(16), Breaks: []labour.Break{{From: at(12), To: at(13).Add(-1), Meal: true}}}}, true},
		{"no meal", "t3.meal", []labour.Day{{Date: plainMonday, RDV: at(8), End: at(16)}}, true},
		{"supper until half past nine", "t3.meal", []labour.Day{{Date: plainMonday, RDV: at(15), End: at(23), Breaks: []labour.Break{{From: at(20.5), To: at(21.5), Meal: true}}}}, false},
		{"later", "t3.meal", []labour.Day{{Date: plainMonday, RDV: at(15), End: at(23), Breaks: []labour.Break{{From: at(20.5).Add(1), To: at(21.5).Add(1), Meal: true}}}}, true},
		{"a minute under six hours", "t3.pause", []labour.Day{{Date: plainMonday, RDV: at(14.5), End: at(20.5).Add(-1)}}, false},
		{"six hours in a row", "t3.pause", []labour.Day{{Date: plainMonday, RDV: at(14.5), End: at(20.5)}}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, count(t, payroll.Terms{Job: "artiste-interprète", Zone: labour.Region}, c.days, payroll.WorkSettings{}).Report.Has(c.rule))
		})
	}
	six := func(weeks int, zone labour.Zone) payroll.TimeSheet {
		var days []labour.Day
		for w := range weeks {
			for i := range 6 {
				days = append(days, labour.Day{Date: plainMonday.AddDays(7*w + i), RDV: at(9), End: at(17), Breaks: meal})
			}
		}
		return count(t, payroll.Terms{Job: "artiste-interprète", Zone: zone}, days, payroll.WorkSettings{})
	}
	assert.False(t, six(3, labour.Region).Report.Has("t3.weeks6.region"))
	assert.True(t, six(4, labour.Region).Report.Has("t3.weeks6.region"))
	assert.False(t, six(6, labour.Abroad).Report.Has("t3.weeks6.abroad"))
	assert.True(t, six(7, labour.Abroad).Report.Has("t3.weeks6.abroad"))
	sixth := sumOf(six(1, labour.ParisRegion), "t3.sixth_day")
	within(t, dec("50.14"), sixth, decimal.Zero, "a quarter of 28.6529 for the 7 hours of the sixth day")
}

func TestExtraPay(t *testing.T) {
	one := func(terms payroll.Terms, hours int) decimal.Decimal {
		terms.Job = "figuration"
		return count(t, terms, spread(plainMonday, hours*60, 1, labour.Shooting, labour.Region), payroll.WorkSettings{}).Gross
	}
	within(t, dec("108.33"), one(payroll.Terms{}, 8), decimal.Zero, "the SMIC of June 2026 for eight hours and a tenth")
	within(t, dec("108.33"), one(payroll.Terms{}, 3), decimal.Zero, "eight hours are paid at least")
	within(t, dec("120"), one(payroll.Terms{DayPay: dec("120")}, 8), decimal.Zero, "an agreed day")
	within(t, dec("154.09"), one(payroll.Terms{DayPay: dec("120")}, 10), decimal.Zero, "120 + 2 × 13.636 × 1.25")
	week := count(t, payroll.Terms{Job: "figuration", WeekDays: 5, Hourly: dec("20")}, spread(plainMonday, 5*480, 5, labour.Shooting, labour.Region), payroll.WorkSettings{})
	within(t, dec("825"), week.Gross, decimal.Zero, "35 + 5 × 1.25 hours")
	short := count(t, payroll.Terms{Job: "figuration", WeekDays: 5, Hourly: dec("20")}, spread(plainMonday, 5*300, 5, labour.Shooting, labour.Region), payroll.WorkSettings{})
	within(t, dec("825"), short.Gross, decimal.Zero, "a week is paid whole")
	for _, c := range []struct {
		job, want string
		basis     payroll.Basis
	}{{"silhouette parlante", "250", payroll.DayBasis}, {"figuration", "507.79", payroll.Week5}, {"figuration", "630.89", payroll.Week6}, {"figuration", "12.31", payroll.Hour}} {
		got, _, err := payroll.Minimum(c.job, date("2026-06-01"), c.basis)
		require.NoError(t, err)
		within(t, dec(c.want), got.Value, decimal.Zero, "%s %s", c.job, c.basis)
	}
}

// IDCC 2642 has its own windows, bands and rests; nothing of titre II leaks in.
func TestAudiovisual(t *testing.T) {
	terms := payroll.Terms{Agreement: payroll.Audiovisual, Job: "opérateur", Hourly: dec("20")}
	pay := func(days ...labour.Day) payroll.TimeSheet { return count(t, terms, days, payroll.WorkSettings{}) }
	plain := labour.Day{Date: plainMonday, RDV: at(9), End: at(17), Breaks: []labour.Break{{From: at(12), To: at(13)}}}
	within(t, dec("140"), pay(plain).Gross, decimal.Zero, "seven hours, no guaranteed week")
	sunday := plain
	sunday.Date = plainMonday.AddDays(6)
	within(t, dec("210"), pay(sunday).Gross, decimal.Zero, "Sunday, half more")
	night := labour.Day{Date: plainMonday, RDV: at(18), End: at(25), Breaks: []labour.Break{{From: at(20), To: at(20.5)}}}
	within(t, dec("145"), pay(night).Gross, decimal.Zero, "6.5 h and a quarter more on the three hours after ten")
	winter := night
	winter.Date = date("2026-01-12")
	within(t, dec("152.50"), pay(winter).Gross, decimal.Zero, "after eight in the winter weeks, less the break: 4.5 h")
	long := plain
	long.End = at(22).Add(1)
	assert.True(t, pay(long).Report.Has("av.day.max"))
	short := labour.Day{Date: plainMonday.AddDays(1), RDV: at(4), End: at(8)}
	assert.False(t, pay(plain, short).Report.Has("av.rest.daily"), "eleven hours")
	short.RDV = short.RDV.Add(-1)
	assert.True(t, pay(plain, short).Report.Has("av.rest.short"), "by exception, twice a week")
	short.RDV = at(2).Add(-1)
	assert.True(t, pay(plain, short).Report.Has("av.rest.daily"), "under nine hours")
	terms.Daily = true
	within(t, dec("265"), pay(labour.Day{Date: plainMonday, RDV: at(8), End: at(20)}).Gross, decimal.Zero, "a day of 12 h: 8 + 3 × 1.25 + 1.5 = 13.25 hours")
	terms.Daily = false
	assert.True(t, count(t, terms, spread(plainMonday, 48*60+1, 6, labour.Shooting, labour.Region), payroll.WorkSettings{}).Report.Has("av.week.max"))

	for kind, want := range map[moteur.Kind]payroll.Agreement{moteur.Feature: payroll.Cinema, moteur.Short: payroll.Cinema, moteur.Documentary: payroll.Cinema, moteur.Series: payroll.Audiovisual, moteur.TVFilm: payroll.Audiovisual} {
		got, err := payroll.AgreementOf(kind)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := payroll.AgreementOf(moteur.Animation)
	require.Error(t, err)
}

// The public holidays are those of the place of work.
func TestPlaceOfWork(t *testing.T) {
	days := []labour.Day{{Date: date("2026-04-03"), RDV: at(9), End: at(13), Recovery: labour.Given}}
	for _, c := range []struct {
		place labour.Place
		want  int // minutes of holiday
	}{
		{labour.Place{}, 0}, {labour.Place{Zone: "FR-67"}, 240}, {labour.Place{Zone: "FR-67", NoGoodFriday: true}, 0},
		{labour.Place{Local: []moteur.Date{date("2026-04-03")}}, 240},
	} {
		s, err := payroll.CountTime(payroll.Terms{Job: "scripte", Hourly: dec("40")}, days, payroll.WorkSettings{Place: c.place})
		require.NoError(t, err)
		assert.Equal(t, c.want, s.Days[0].Holiday, c.place)
		assert.Equal(t, c.place.Zone == "FR-67" && !c.place.NoGoodFriday, len(s.Report.Unverified()) > 0 && strings.Contains(s.Report.Unverified()[0].Message, "vendredi_saint"), c.place)
	}
	_, err := payroll.CountTime(payroll.Terms{Job: "scripte", Hourly: dec("40")}, days, payroll.WorkSettings{Place: labour.Place{Zone: "FR-99"}})
	require.ErrorIs(t, err, labour.ErrZone)
}
