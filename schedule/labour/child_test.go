package labour_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// unpaused is the note of a day whose case does not ask about pauses.
const unpaused = "pauses laissées de côté"

// always are school holidays without an end.
var always = []moteur.Span{{}}

func minorOf(c labour.Child) labour.Regime { return labour.Regime{Scope: labour.Performer, Child: &c} }

func TestCheckOfChildren(t *testing.T) {
	const on, next = "2026-06-02", "2026-06-03"
	plan := func(from, to float64, breaks ...labour.Break) labour.Day { // the pauses of the day are not asked
		d := dayOf(on, from, to, breaks...)
		d.Note = unpaused
		return d
	}
	pause := func(h float64, n int) labour.Break { return labour.Break{From: at(h), To: at(minute(h, n))} }
	for _, c := range []struct {
		name  string
		child labour.Child
		days  []labour.Day
		want  []string
	}{
		{"a baby of two, an hour", labour.Child{Age: 2}, []labour.Day{plan(10, 11)}, nil},
		{"a baby, more", labour.Child{Age: 2}, []labour.Day{plan(10, minute(11, 1))}, []string{"minor.hours.0_2 error 1"}},
		{"three, two hours", labour.Child{Age: 3}, []labour.Day{plan(10, 12)}, nil},
		{"five, more", labour.Child{Age: 5}, []labour.Day{plan(10, minute(12, 1))}, []string{"minor.hours.3_5 error 1"}},
		{"six in the holidays, four hours", labour.Child{Age: 6, SchoolHolidays: always}, []labour.Day{plan(10, 14)}, nil},
		{"six on a school day, three", labour.Child{Age: 6}, []labour.Day{plan(10, minute(13, 1))}, []string{"minor.hours.6_11 error 1"}},
		{"eleven", labour.Child{Age: 11}, []labour.Day{plan(10, 13)}, nil},
		{"the school holidays", labour.Child{Age: 11, SchoolHolidays: []moteur.Span{{From: date(on), To: date(on)}}}, []labour.Day{plan(10, 14)}, nil},
		{"the day after them", labour.Child{Age: 11, SchoolHolidays: []moteur.Span{{From: date(on).AddDays(-9), To: date(on).AddDays(-1)}}}, []labour.Day{plan(10, 14)}, []string{"minor.hours.6_11 error 60"}},
		{"twelve, six hours", labour.Child{Age: 12, SchoolHolidays: always}, []labour.Day{plan(10, 16)}, nil},
		{"without a zone nor holidays, a day of school", labour.Child{Age: 12}, []labour.Day{plan(10, 16)}, []string{"minor.hours.12_15 error 120"}},
		{"twelve, school", labour.Child{Age: 12}, []labour.Day{plan(10, minute(14, 1))}, []string{"minor.hours.12_15 error 1"}},
		{"fifteen, more", labour.Child{Age: 15, SchoolHolidays: always}, []labour.Day{plan(10, minute(16, 1))}, []string{"minor.hours.12_15 error 1"}},
		{"sixteen, eight", labour.Child{Age: 16}, []labour.Day{plan(10, 19, meal(13, 14))}, nil},
		{"sixteen, more", labour.Child{Age: 16}, []labour.Day{plan(10, minute(19, 1), meal(13, 14))}, []string{"minor.day.16_17 error 1"}},
		{"eighteen is grown up", labour.Child{Age: 18}, []labour.Day{dayOf(on, 10, 22, meal(19, 20))}, []string{"t3.pause error 180"}},
		{"by birth: fifteen the day before", labour.Child{Birth: date("2010-06-03"), SchoolHolidays: always}, []labour.Day{plan(10, minute(16, 1))}, []string{"minor.hours.12_15 error 1"}},
		{"by birth: sixteen on the day", labour.Child{Birth: date("2010-06-02")}, []labour.Day{plan(10, minute(16, 1))}, nil},
		{"by birth: seventeen the day before", labour.Child{Birth: date("2008-06-03")}, []labour.Day{plan(10, 22.5)}, []string{"minor.day.16_17 error 270", "minor.night.16_17 error 30"}},
		{"the meal is presence", labour.Child{Age: 12, SchoolHolidays: always}, []labour.Day{plan(10, 17, meal(12, 13))}, []string{"minor.hours.12_15 error 60"}},
		{"so is a pause", labour.Child{Age: 12, SchoolHolidays: always}, []labour.Day{plan(10, minute(16, 1), pause(12, 60))}, []string{"minor.hours.12_15 error 1"}},
		{"with it as long as the table", labour.Child{Age: 12, SchoolHolidays: always}, []labour.Day{plan(10, 16, pause(12, 60))}, nil},
		{"the authorisation counts the meal", labour.Child{Age: 12, MaxMinutes: 360}, []labour.Day{plan(10, 17, meal(12, 13))}, []string{"minor.authorisation error 60"}},
		{"the authorisation allows more", labour.Child{Age: 12, MaxMinutes: 420}, []labour.Day{plan(10, 17, meal(12, 13))}, nil},
		{"and less", labour.Child{Age: 12, MaxMinutes: 60}, []labour.Day{plan(10, minute(11, 1))}, []string{"minor.authorisation error 1"}},
		{"the way there is no presence", labour.Child{Age: 2}, []labour.Day{{Date: date(on), RDV: at(9), Start: at(10), End: at(11), Back: at(12), Note: unpaused}}, nil},

		{"until eight", labour.Child{Age: 15}, []labour.Day{plan(17, 20)}, nil},
		{"a minute later", labour.Child{Age: 15}, []labour.Day{plan(17, minute(20, 1))}, []string{"minor.night.lt16 error 1"}},
		{"from six", labour.Child{Age: 15}, []labour.Day{plan(6, 8)}, nil},
		{"a minute earlier", labour.Child{Age: 15}, []labour.Day{plan(minute(6, -1), 8)}, []string{"minor.night.lt16 error 1"}},
		{"sixteen until ten", labour.Child{Age: 16}, []labour.Day{plan(17, 22)}, nil},
		{"sixteen, later", labour.Child{Age: 16}, []labour.Day{plan(17, minute(22, 1))}, []string{"minor.night.16_17 error 1"}},
		{"sixteen from six", labour.Child{Age: 17}, []labour.Day{plan(minute(6, -1), 8)}, []string{"minor.night.16_17 error 1"}},
		{"a derogation", labour.Child{Age: 15, Number: "2026-12", NightUntil: at(23)}, []labour.Day{plan(20, 23)}, nil},
		{"to its hour", labour.Child{Age: 15, Number: "2026-12", NightUntil: at(23)}, []labour.Day{plan(20, minute(23, 1))}, []string{"minor.night.lt16 error 1"}},
		{"never past midnight", labour.Child{Age: 15, Number: "2026-12", NightUntil: at(26)}, []labour.Day{plan(22, minute(24, 1))}, []string{"minor.night.lt16 error 1"}},
		{"the hours of the authorisation", labour.Child{Age: 15, Earliest: at(9), Latest: at(18), SchoolHolidays: always}, []labour.Day{plan(9, 15)}, nil},
		{"before them", labour.Child{Age: 15, Earliest: at(9)}, []labour.Day{plan(minute(9, -1), 10)}, []string{"minor.authorisation error 1"}},
		{"after them", labour.Child{Age: 15, Latest: at(18)}, []labour.Day{plan(17, minute(18, 1))}, []string{"minor.authorisation error 1"}},
		{"an authorisation never opens midnight", labour.Child{Age: 15, Latest: at(26)}, []labour.Day{plan(22, minute(24, 1))}, []string{"minor.authorisation error 1"}},
		{"nor three in the morning", labour.Child{Age: 15, Earliest: at(3)}, []labour.Day{plan(minute(4, -1), 6)}, []string{"minor.derogation.never error 1"}},
		{"four in the morning", labour.Child{Age: 15, Earliest: at(3)}, []labour.Day{plan(4, 6)}, nil},

		{"fourteen hours of rest", labour.Child{Age: 15}, []labour.Day{plan(18, 20), dayOf(next, 10, 11)}, nil},
		{"a minute less", labour.Child{Age: 15}, []labour.Day{plan(18, 20), dayOf(next, minute(10, -1), 11)}, []string{"minor.rest.lt16 error 1"}},
		{"twelve at sixteen", labour.Child{Age: 16}, []labour.Day{plan(18, 22), dayOf(next, 10, 11)}, nil},
		{"less", labour.Child{Age: 16}, []labour.Day{plan(18, 22), dayOf(next, minute(10, -1), 11)}, []string{"minor.rest.16_17 error 1"}},
		{"twelve under a derogation", labour.Child{Age: 15, Number: "2026-12", NightUntil: at(24)}, []labour.Day{plan(20, 23), dayOf(next, 11, 12)}, nil},
		{"less under a derogation", labour.Child{Age: 15, Number: "2026-12", NightUntil: at(24)}, []labour.Day{plan(20, 23), dayOf(next, minute(11, -1), 12)}, []string{"minor.rest.lt16 error 1"}},
		{"a late hour is no derogation", labour.Child{Age: 15, Latest: at(22)}, []labour.Day{plan(20, 22), dayOf(next, 11, 12)}, []string{"minor.rest.lt16 error 60"}},
		{"clocks forward", labour.Child{Age: 15}, []labour.Day{dayOf("2027-03-27", 18.5, 20), dayOf("2027-03-28", 10, 11)}, []string{"minor.rest.lt16 error 60"}},

		{"a stretch of two hours at twelve", labour.Child{Age: 12}, []labour.Day{dayOf(on, 10, 12)}, nil},
		{"a minute more", labour.Child{Age: 12}, []labour.Day{dayOf(on, 10, minute(12, 1))}, []string{"minor.stretch warning 1"}},
		{"an hour and a half at six", labour.Child{Age: 6}, []labour.Day{dayOf(on, 10, 11.5)}, nil},
		{"more at eleven", labour.Child{Age: 11}, []labour.Day{dayOf(on, 10, minute(11.5, 1))}, []string{"minor.stretch warning 1"}},
		{"an hour at three", labour.Child{Age: 3}, []labour.Day{dayOf(on, 10, minute(11, 1))}, []string{"minor.stretch warning 1"}},
		{"half an hour of a baby", labour.Child{Age: 0}, []labour.Day{dayOf(on, 10, minute(10.5, 1))}, []string{"minor.stretch warning 1"}},
		{"pauses cut the stretch", labour.Child{Age: 12, SchoolHolidays: always}, []labour.Day{dayOf(on, 10, 14.5, pause(12, 30))}, nil},
		{"the longest counts", labour.Child{Age: 12, SchoolHolidays: always}, []labour.Day{dayOf(on, 10, 15, pause(11, 30), pause(14, 30))}, []string{"minor.stretch warning 30"}},
		{"four hours and a half at seventeen", labour.Child{Age: 17}, []labour.Day{dayOf(on, 10, 14.5)}, nil},
		{"a minute more", labour.Child{Age: 17}, []labour.Day{dayOf(on, 10, minute(14.5, 1))}, []string{"t3.pause.minor error 30"}},
		{"with a pause too short", labour.Child{Age: 17}, []labour.Day{dayOf(on, 10, 16, pause(10.25, 29))}, []string{"t3.pause.minor error 1"}},
		{"with a pause of thirty minutes", labour.Child{Age: 17}, []labour.Day{dayOf(on, 10, 16, pause(10.5, 30))}, nil},
		{"television keeps children too", labour.Child{Age: 17}, []labour.Day{dayOf(on, 10, minute(14.5, 1))}, []string{"t3.pause.minor error 30"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, said(t, minorOf(c.child), labour.Before{}, c.days...))
			tv := minorOf(c.child)
			tv.Agreement = labour.Television
			if c.child.Age < 18 {
				assert.Equal(t, c.want, said(t, tv, labour.Before{}, c.days...), "on television")
			}
		})
	}
}

func TestWeeksOfChildren(t *testing.T) {
	const monday = "2026-06-01"
	days := func(from, to float64, on ...int) []labour.Day {
		var out []labour.Day
		for _, i := range on {
			d := dayOf(monday, from, to)
			d.Date, d.Note = d.Date.AddDays(i), unpaused
			out = append(out, d)
		}
		return out
	}
	child, teen := labour.Child{Age: 10, SchoolHolidays: always}, labour.Child{Age: 16}
	agreed := labour.Child{Age: 10, SchoolHolidays: always, WeeklyRest36: true}
	for _, c := range []struct {
		name  string
		child labour.Child
		days  []labour.Day
		want  []string
	}{
		{"thirty-five hours", teen, days(10, 17, 0, 1, 2, 3, 4), nil},
		{"more", teen, append(days(10, 17, 0, 1, 2, 3), days(10, minute(17, 1), 4)...), []string{"minor.week.16_17 error 1"}},
		{"children have no such week", child, days(10, 14, 0, 1, 2, 3, 4), nil},
		{"five days", child, days(10, 11, 0, 1, 2, 3, 4), nil},
		{"two days off in the middle", child, days(10, 11, 0, 1, 4, 5, 6), nil},
		{"two days off that do not follow", child, days(10, 11, 0, 2, 3, 5, 6), []string{"minor.rest.weekly error 1"}},
		{"six days", child, days(10, 11, 0, 1, 2, 3, 4, 5), []string{"minor.rest.weekly error 1"}},
		{"seven days", child, days(10, 11, 0, 1, 2, 3, 4, 5, 6), []string{"minor.rest.weekly error 2"}},
		{"thirty-six hours by agreement", agreed, append(days(10, 11, 0, 1, 2, 3, 4), days(11, 12, 5)...), nil},
		{"a minute less", agreed, append(days(10, 11, 0, 1, 2, 3, 4), days(11, minute(12, 1), 5)...), []string{"minor.rest.weekly error 1"}},
		{"the gap may be inside the week", agreed, append(days(18, 19, 0), days(10, 11, 2, 3, 4, 5, 6)...), nil},
		{"or before its first day", agreed, append(days(12, 13, 1), days(10, 11, 2, 3, 4, 5, 6)...), nil},
		{"each week by itself", child, days(10, 11, 3, 4, 5, 6, 7, 8, 9), nil},
	} {
		assert.Equal(t, c.want, said(t, minorOf(c.child), labour.Before{}, c.days...), c.name)
	}
	assert.Equal(t, []string{"minor.week.16_17 error 1"}, said(t, minorOf(teen), labour.Before{WeekMinutes: 2100 - 59}, days(10, 11, 4)...))
	assert.Equal(t, []string{"minor.week.16_17 error 60"}, said(t, minorOf(teen), labour.Before{WeekMinutes: 2100}, days(10, 11, 6, 7)...), "a new week begins")
}

func TestPapersOfChildren(t *testing.T) {
	on := date("2026-06-02")
	span := []moteur.Span{{From: on, To: on}}
	for _, c := range []struct {
		name   string
		child  labour.Child
		papers labour.ChildPapers
		on     moteur.Date
		want   []string
	}{
		{"in order", labour.Child{Age: 15}, labour.ChildPapers{Authorised: span, Dates: []moteur.Date{on}, Guardian: true}, on, nil},
		{"not told", labour.Child{Age: 15}, labour.ChildPapers{Guardian: true}, on, nil},
		{"none", labour.Child{Age: 15}, labour.ChildPapers{Missing: true}, on, []string{"minor.authorisation", "minor.guardian"}},
		{"another day", labour.Child{Age: 15}, labour.ChildPapers{Authorised: span, Guardian: true}, on.AddDays(1), []string{"minor.authorisation"}},
		{"not on the list", labour.Child{Age: 15}, labour.ChildPapers{Dates: []moteur.Date{on}, Guardian: true}, on.AddDays(1), []string{"minor.authorisation"}},
		{"sixteen", labour.Child{Age: 16}, labour.ChildPapers{Missing: true}, on, nil},
		{"sixteen, under an authorisation", labour.Child{Age: 16}, labour.ChildPapers{Authorised: span}, on, nil},
		{"sixteen, another day", labour.Child{Age: 16}, labour.ChildPapers{Authorised: span}, on.AddDays(1), []string{"minor.authorisation"}},
		{"the day before guardians", labour.Child{Age: 15}, labour.ChildPapers{}, date("2024-05-31"), nil},
		{"the first day of guardians", labour.Child{Age: 15}, labour.ChildPapers{}, date("2024-06-01"), []string{"minor.guardian"}},
		{"nothing known yet", labour.Child{Age: 15}, labour.ChildPapers{Missing: true, Unknown: true}, on, []string{"minor.authorisation", "minor.guardian"}},
	} {
		list, err := c.papers.Check(c.child, c.on)
		require.NoError(t, err)
		var got []string
		for _, f := range list {
			got = append(got, f.Rule)
			severity := moteur.Error
			if c.papers.Unknown {
				severity = moteur.Warning
			}
			assert.Equal(t, severity, f.Severity, c.name)
			assert.Equal(t, labour.AboutPapers, f.About)
			assert.NotEmpty(t, f.Source.Text)
		}
		assert.Equal(t, c.want, got, c.name)
	}
}

// The terms of a school zone tell the hours of a child, the day before and the day of each change; a date that they do not hold keeps
// those of school days, and says so.
func TestSchoolZoneOfAChild(t *testing.T) {
	for _, c := range []struct {
		zone   labour.SchoolZone
		on     string
		hours  int
		unsure bool
	}{
		{"A", "2027-02-12", 3, false}, {"A", "2027-02-13", 4, false}, {"A", "2027-02-28", 4, false}, {"A", "2027-03-01", 3, false},
		{"B", "2027-02-19", 3, false}, {"B", "2027-02-20", 4, false}, {"C", "2027-02-05", 3, false}, {"C", "2027-02-06", 4, false}, {"C", "2027-02-22", 3, false},
		{"A", "2027-07-02", 3, false}, {"A", "2027-07-03", 4, false}, {"A", "2027-09-01", 4, false}, {"A", "2027-09-02", 3, false},
		{"A", "2028-06-30", 3, false}, {"A", "2028-07-01", 3, true}, {"Corse", "2027-02-13", 3, true}, {"la reunion", "2027-07-10", 3, true},
	} {
		child := labour.Child{Age: 8, SchoolZone: c.zone}
		l, err := labour.LimitsOn(minorOf(child), date(c.on), false)
		require.NoError(t, err)
		assert.Equal(t, c.hours*60, l.Presence.Value, "%+v", c)
		assert.Equal(t, c.unsure, l.Doubts.Has("labour/school-unknown"), "%+v", c)
		assert.NotEmpty(t, l.Doubts.Unverified(), "practice and transcriptions: %+v", c)
		child.SchoolHolidays = []moteur.Span{{From: date(c.on), To: date(c.on)}}
		l, err = labour.LimitsOn(minorOf(child), date(c.on), false)
		require.NoError(t, err)
		assert.Equal(t, 240, l.Presence.Value, "holidays of one's own")
		child.MaxMinutes, child.Number = 300, "2027-118"
		l, err = labour.LimitsOn(minorOf(child), date(c.on), false)
		require.NoError(t, err)
		assert.False(t, l.Doubts.Has("labour/school-unknown"), "the authorisation replaces the tables")
	}
	for _, zone := range []labour.SchoolZone{"D", "Paris", "\xff"} {
		_, err := labour.LimitsOn(minorOf(labour.Child{Age: 8, SchoolZone: zone}), date("2027-02-12"), false)
		assert.ErrorIs(t, err, labour.ErrSchoolZone)
	}
	for _, code := range labour.SchoolZone("").Accepted() {
		_, err := labour.LimitsOn(minorOf(labour.Child{Age: 8, SchoolZone: labour.SchoolZone(code)}), date("2027-02-12"), false)
		assert.NoError(t, err, code)
		assert.NotEmpty(t, labour.SchoolZone(code).Label())
	}
}

// Birthdays change the hours on their day, not the day before.
func TestBirthdays(t *testing.T) {
	on := date("2027-07-10") // summer holidays
	for _, c := range []struct{ years, before, from int }{{3, 1, 2}, {6, 2, 4}, {12, 4, 6}, {16, 6, 8}} {
		for k, want := range []int{c.before, c.from} {
			child := labour.Child{Birth: on.AddMonths(-12 * c.years), SchoolZone: labour.SchoolB}
			l, err := labour.LimitsOn(minorOf(child), on.AddDays(k-1), false)
			require.NoError(t, err)
			assert.Equal(t, want*60, l.Presence.Value, "%d years, day %d", c.years, k-1)
		}
	}
	grown := labour.Child{Birth: on.AddMonths(-12 * 18)}
	l, err := labour.LimitsOn(minorOf(grown), on.AddDays(-1), false)
	require.NoError(t, err)
	assert.Equal(t, 480, l.Presence.Value)
	l, err = labour.LimitsOn(minorOf(grown), on, false)
	require.NoError(t, err)
	assert.Zero(t, l.Presence.Value, "eighteen")
}

// The individual authorisation replaces the hours by age, longer or shorter, on its days alone; without it nothing is allowed after
// 20:00, and what it cannot lift stays.
func TestAuthorisationOfAChild(t *testing.T) {
	given := labour.Child{Age: 10, SchoolHolidays: always, Number: "2027-118", Issued: date("2027-05-03"), MaxMinutes: 300, Latest: at(22), NightUntil: at(23),
		Authorised: []moteur.Span{{From: date("2027-05-03"), To: date("2027-05-28")}}}
	limits := func(c labour.Child, on string) labour.Limits {
		l, err := labour.LimitsOn(minorOf(c), date(on), false)
		require.NoError(t, err)
		return l
	}
	for _, c := range []struct {
		on                   string
		presence, late, rest int
	}{{"2027-05-02", 240, 20, 14}, {"2027-05-03", 300, 22, 12}, {"2027-05-28", 300, 22, 12}, {"2027-05-29", 240, 20, 14}} {
		l := limits(given, c.on)
		assert.Equal(t, []int{c.presence, c.late * 60, c.rest * 60}, []int{l.Presence.Value, l.Late.Value, l.Rest.Value}, c.on)
		assert.Equal(t, moteur.Error, l.Late.Severity)
	}
	short := given
	short.MaxMinutes = 60
	assert.Equal(t, 60, limits(short, "2027-05-04").Presence.Value, "shorter too")
	assert.False(t, limits(given, "2027-05-04").Doubts.Has("minor.authorisation"))
	unnumbered := given
	unnumbered.Number = ""
	assert.True(t, limits(unnumbered, "2027-05-04").Doubts.Has("minor.authorisation"), "the number is to confirm")
	assert.Equal(t, 300, limits(unnumbered, "2027-05-04").Presence.Value)
	none := labour.Child{Age: 10, NightUntil: at(23)}
	assert.Equal(t, []int{20 * 60, 14 * 60}, []int{limits(none, "2027-05-04").Late.Value, limits(none, "2027-05-04").Rest.Value}, "a derogation goes with an authorisation")
	teen := labour.Child{Age: 16, NightUntil: at(23)}
	assert.Equal(t, 23*60, limits(teen, "2027-05-04").Late.Value, "which nobody needs at sixteen")
	teen.SchoolZone, teen.MaxMinutes = labour.SchoolCorse, 0
	assert.False(t, limits(teen, "2027-05-04").Doubts.Has("labour/school-unknown"), "nor school days")
	teen.MaxMinutes = 120
	assert.False(t, limits(teen, "2027-05-04").Doubts.Has("minor.authorisation"))
	assert.Empty(t, limits(given, "2027-05-04").Doubts.Unverified())
	assert.NotEmpty(t, limits(given, "2027-05-29").Doubts.Unverified(), "the table again, which is practice")
	early := labour.Child{Age: 10, Number: "1", Earliest: at(2), Latest: at(26)}
	l := limits(early, "2027-05-04")
	assert.Equal(t, []int{4 * 60, 24 * 60}, []int{l.Early.Value, l.Late.Value}, "from midnight to four, never")
	assert.Equal(t, "minor.derogation.never", l.Early.Rule)
	early.Earliest = at(4)
	assert.Equal(t, "minor.authorisation", limits(early, "2027-05-04").Early.Rule)

	papers := func(c labour.Child, on string) []string {
		list, err := c.Papers(true).Check(c, date(on))
		require.NoError(t, err)
		var out []string
		for _, f := range list {
			out = append(out, f.Message)
		}
		return out
	}
	assert.Empty(t, papers(given, "2027-05-03"))
	assert.Equal(t, []string{"l'autorisation individuelle du 03/05/2027 vient après ce jour"}, papers(given, "2027-05-02"))
	assert.Len(t, papers(given, "2027-05-29"), 1)
	assert.Len(t, papers(none, "2027-05-04"), 1)
	assert.Empty(t, papers(labour.Child{Age: 10, Number: "2027-118"}, "2027-05-04"))
}
