package schedule_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// small is a dated problem of one scene a day.
func small(first moteur.Date) schedule.Problem {
	return schedule.Problem{
		Scenes:    []schedule.Scene{{ID: "1", Set: "QUAI", Location: "port", Place: script.Exterior, Light: script.Day, Minutes: 300, Roles: []string{"NORA"}}},
		Roles:     []schedule.Role{{ID: "NORA", Name: "Nora", DayRate: euros(500)}},
		Locations: []schedule.Location{{ID: "port", Name: "Le port", SundaysOK: true}},
		Calendar:  schedule.Calendar{First: first},
		Shape:     schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30},
		Crew:      schedule.Crew{DayRate: euros(15000), HourRate: euros(1000)},
	}
}

// The days off of the shoot's place are in the calendar of the plan; a zone that does not exist is refused.
func TestHolidays(t *testing.T) {
	date := moteur.NewDate
	for _, c := range []struct {
		name     string
		calendar schedule.Calendar
		off      bool
	}{
		{"Good Friday, Finistère", schedule.Calendar{Zone: "FR-29"}, false},
		{"Good Friday, Moselle", schedule.Calendar{Zone: "FR-57"}, true},
		{"a commune without a Protestant church", schedule.Calendar{Zone: "FR-57", NoGoodFriday: true}, false},
		{"no zone is France", schedule.Calendar{}, false},
		{"Germany", schedule.Calendar{Zone: "DE"}, true},
	} {
		p := small(date(2027, 3, 26))
		p.Calendar.Zone, p.Calendar.NoGoodFriday = c.calendar.Zone, c.calendar.NoGoodFriday
		plan, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 100})
		require.NoError(t, err, c.name)
		want := date(2027, 3, 26)
		if c.off {
			want = date(2027, 3, 30) // Tuesday: Easter Monday is off too
		}
		if c.name == "Germany" {
			assert.NotEmpty(t, schedule.Check(p, plan.Plan).Of(moteur.Notice), "the days of the Länder are to be confirmed")
		}
		assert.Equal(t, want, plan.Plan.Days[0].Date, c.name)
	}
	for _, zone := range []string{"FRANCE", "FR-99", "US", "Bretagne"} {
		p := small(date(2027, 3, 26))
		p.Calendar.Zone = zone
		_, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 100})
		require.ErrorContains(t, err, zone)
		_, err = p.Calendar.Holidays()
		require.ErrorIs(t, err, labour.ErrZone)
	}
}

// The agreement's rules have a first day: before it, no guess.
func TestRulesHaveAFirstDay(t *testing.T) {
	for _, c := range []struct {
		name  string
		first moteur.Date
		ok    bool
	}{
		{"last day before the cap on premiums", moteur.NewDate(2013, 10, 7), false},
		{"first day of titre III", moteur.NewDate(2014, 1, 1), true},
		{"day before titre III", moteur.NewDate(2013, 12, 31), false},
		{"before the code of 2016 on pauses", moteur.NewDate(2016, 8, 9), false},
		{"the code of 2016", moteur.NewDate(2016, 8, 10), true},
	} {
		p := small(c.first)
		p.Calendar.Last = c.first.AddDays(4)
		_, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 100})
		if c.ok && c.first.Year() >= 2016 {
			assert.NoError(t, err, c.name)
		} else {
			assert.ErrorIs(t, err, law.ErrBefore, c.name)
		}
	}
}

// The television rules have a first day too.
func TestTelevisionHasAFirstDay(t *testing.T) {
	solve := func(first moteur.Date) error {
		p := small(first)
		p.Rules.Agreement = schedule.Television
		p.Calendar.Last = first.AddDays(4)
		_, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 100})
		return err
	}
	assert.ErrorIs(t, solve(moteur.NewDate(2017, 8, 24)), law.ErrBefore)
	assert.NoError(t, solve(moteur.NewDate(2017, 8, 25)))
}

// Each legal rule, the minute it holds and the minute it breaks.
func TestCheckNamesTheRule(t *testing.T) {
	first := moteur.NewDate(2027, 6, 7) // a Monday
	day := func(n int, call, wrap int, scenes ...string) schedule.Day {
		at := labour.ClockOf(call)
		return schedule.Day{Number: n + 1, Date: first.AddDays(n), Scenes: scenes, Call: at, Ready: at.Add(60), Meal: at.Add(210), Wrap: labour.ClockOf(wrap)}
	}
	two := small(first)
	two.Scenes = append(two.Scenes, schedule.Scene{ID: "2", Set: "QUAI", Location: "port", Place: script.Exterior, Light: script.Day, Minutes: 300, Roles: []string{"NORA"}})
	child := small(first)
	child.Roles[0].Child = &labour.Child{Age: 16}
	child.Scenes[0].Minutes = 480
	sunday := small(first)
	sunday.Calendar.On = []moteur.Date{first.AddDays(6)}
	for _, c := range []struct {
		name string
		p    schedule.Problem
		plan []schedule.Day
		rule string // "" for none
	}{
		{"performers twelve hours", two, []schedule.Day{day(0, 480, 480+750, "1"), day(2, 480, 960, "2")}, ""},
		{"performers a minute more", two, []schedule.Day{day(0, 480, 480+751, "1"), day(2, 480, 960, "2")}, "t3.span"},
		{"lawful", two, []schedule.Day{day(0, 480, 480+720, "1"), day(2, 480, 960, "2")}, ""},
		{"span beyond thirteen hours", two, []schedule.Day{day(0, 480, 480+781, "1"), day(2, 480, 960, "2")}, "t2.day.span"},
		{"twelve hours of rest", two, []schedule.Day{day(0, 600, 600+750, "1"), day(1, 600, 1080, "2")}, ""},
		{"performers lack a minute of rest", two, []schedule.Day{day(0, 600, 600+750, "1"), day(1, 599, 1080, "2")}, "t3.rest.daily"},
		{"crew lacks rest", two, []schedule.Day{day(0, 600, 600+780, "1"), day(1, 480+119, 1080, "2")}, "t2.rest.daily"},
		{"Saturday of a five-day week", small(first), []schedule.Day{day(5, 480, 960, "1")}, "schedule/day-off"},
		{"a Sunday allowed", sunday, []schedule.Day{day(6, 480, 960, "1")}, ""},
		{"child of 16, eight hours", child, []schedule.Day{day(0, 480, 480+660, "1")}, ""},
		{"a scene missing", two, []schedule.Day{day(0, 480, 960, "1")}, "schedule/scene-missing"},
		{"a scene twice", small(first), []schedule.Day{day(0, 480, 960, "1"), day(1, 480, 960, "1")}, "schedule/scene-twice"},
		{"not enough time", small(first), []schedule.Day{day(0, 480, 900, "1")}, "schedule/hours"},
	} {
		r := schedule.Check(c.p, schedule.Plan{Days: c.plan})
		if c.rule == "" {
			assert.NoError(t, r.Err(), c.name)
			continue
		}
		assert.True(t, r.Has(c.rule), "%s: %v", c.name, r.Issues)
		for _, i := range r.Issues {
			if i.Rule == c.rule && c.rule[0] == 't' {
				assert.NotEmpty(t, i.Source.Text, c.name)
			}
		}
	}
}

// Children's tables are unverified: the plan says so.
func TestUnverifiedValuesAreSaid(t *testing.T) {
	p := small(moteur.NewDate(2027, 6, 7))
	p.Roles[0].Child = &labour.Child{Age: 9}
	p.Scenes[0].Minutes = 120
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 100})
	require.NoError(t, err)
	require.NoError(t, res.Report.Err())
	require.NotEmpty(t, res.Report.Unverified())
	p.Roles[0].Child.MaxMinutes = 100 // the child's own authorisation is stricter
	res, err = schedule.Solve(context.Background(), p, schedule.Settings{Moves: 100})
	require.NoError(t, err)
	require.NoError(t, res.Report.Err())
	require.Len(t, res.Plan.Days, 2, "the scene is shot in two parts")
	require.Equal(t, schedule.Part{Scene: "1", Number: 2, Of: 2, Minutes: 60, Eighths: res.Plan.Days[1].Parts[0].Eighths}, res.Plan.Days[1].Parts[0])
}

// The premiums of one day, counted by hand: a night unit in June works from 18:00 to 23:00 and 00:00 to 02:30.
func TestPremiums(t *testing.T) {
	first := moteur.NewDate(2027, 6, 7)
	p := small(first)
	p.Scenes[0].Light = script.Night
	plan := schedule.Plan{Days: []schedule.Day{{Number: 1, Date: first, Scenes: []string{"1"}, Call: labour.At(18, 0), Ready: labour.At(19, 0), Meal: labour.At(23, 0), Wrap: labour.At(26, 30), Night: true}}}
	cost, err := schedule.Cost(p, plan)
	require.NoError(t, err)
	// 22:00 to 02:30, less the hour of the meal, is three and a half hours at half the hour's price.
	assert.Equal(t, "1750", cost.Parts[1].Value.String())
	plan.Days[0].Date = first.AddDays(6) // Sunday: five hours at the price of an hour, night included under the cap; then Monday's night
	cost, err = schedule.Cost(p, plan)
	require.NoError(t, err)
	assert.Equal(t, "6250", cost.Parts[1].Value.String())
}

func TestIllFormedProblems(t *testing.T) {
	p := small(moteur.NewDate(2027, 6, 7))
	p.Scenes[0].Roles = []string{"PERSONNE"}
	p.Scenes = append(p.Scenes, p.Scenes[0])
	_, err := schedule.Solve(context.Background(), p, schedule.Settings{})
	var re *moteur.ReportError
	require.True(t, errors.As(err, &re))
	assert.Len(t, re.Issues, 3)
}

// Twelve weeks of forty-six hours are the most on average; one minute more is told, and refuses nothing.
func TestAverageOfTwelveWeeks(t *testing.T) {
	first := moteur.NewDate(2027, 1, 4) // a Monday
	for _, c := range []struct {
		name  string
		more  int // minutes on one day
		weeks int
		skip  int // weeks without shooting after the sixth
		want  bool
	}{
		{"forty-six hours", 0, 12, 0, false},
		{"a minute more", 12, 12, 0, true},
		{"eleven weeks are not enough to break it", 30, 11, 0, false},
		{"a week of rest inside", 30, 12, 1, false},
		{"the law is a sliding window", 12, 13, 0, true},
	} {
		p := small(first)
		p.Calendar.Zone, p.Scenes = "none", nil
		p.Rules.Agreement = schedule.Cinema
		plan := schedule.Plan{}
		for w := range c.weeks {
			for d := range 5 {
				id := fmt.Sprintf("%d-%d", w, d)
				p.Scenes = append(p.Scenes, schedule.Scene{ID: id, Set: "QUAI", Location: "port", Minutes: 60})
				at := w
				if w >= 6 {
					at += c.skip
				}
				wrap := 480 + 60 + 46*60/5 // forty-six hours of work over five days, a meal each
				if len(plan.Days) == 0 {
					wrap += c.more
				}
				plan.Days = append(plan.Days, schedule.Day{Number: len(plan.Days) + 1, Date: first.AddDays(7*at + d), Scenes: []string{id}, Call: labour.At(8, 0), Ready: labour.At(9, 0), Meal: labour.At(12, 0), Wrap: labour.ClockOf(wrap)})
			}
		}
		r := schedule.Check(p, plan)
		assert.NoError(t, r.Err(), c.name)
		assert.Equal(t, c.want, r.Has("t2.week.avg12"), "%s: %v", c.name, r.Issues)
	}
}

// Forty-eight hours around a Sunday in the Paris region.
func TestRestAroundSunday(t *testing.T) {
	saturday := moteur.NewDate(2027, 6, 12)
	for _, c := range []struct {
		name  string
		wrap  int // of Saturday; Monday is called at noon
		paris bool
		want  bool
	}{
		{"forty-eight hours", 720, true, false},
		{"a minute less", 721, true, true},
		{"elsewhere", 721, false, false},
	} {
		p := small(saturday.AddDays(-5))
		p.Calendar.WorkDays, p.Rules.ParisRegion = 6, c.paris
		p.Scenes = append(p.Scenes, p.Scenes[0])
		p.Scenes[1].ID = "2"
		p.Scenes[0].Minutes, p.Scenes[1].Minutes = 60, 60
		call := labour.ClockOf(c.wrap - 210)
		plan := schedule.Plan{Days: []schedule.Day{
			{Number: 1, Date: saturday, Scenes: []string{"1"}, Call: call, Ready: call.Add(60), Meal: call.Add(120), Wrap: labour.ClockOf(c.wrap)},
			{Number: 2, Date: saturday.AddDays(2), Scenes: []string{"2"}, Call: labour.At(12, 0), Ready: labour.At(13, 0), Meal: labour.At(14, 0), Wrap: labour.At(15, 30)}}}
		r := schedule.Check(p, plan)
		assert.Equal(t, c.want, r.Err() != nil, c.name)
		assert.Equal(t, c.want, r.Has("t2.rest.weekly.idf"), "%s: %v", c.name, r.Issues)
	}
}

// A day of six hours of work or more has the legal break; Solve makes shorter days when the shape has none. A continuous day
// always has its own.
func TestBreaks(t *testing.T) {
	p := schedule.Problem{
		Scenes:    []schedule.Scene{{ID: "1", Set: "QUAI", Location: "port", Minutes: 180}, {ID: "2", Set: "QUAI", Location: "port", Minutes: 180}},
		Locations: []schedule.Location{{ID: "port"}},
		Calendar:  schedule.Calendar{First: moteur.NewDate(2027, 5, 3), Last: moteur.NewDate(2027, 5, 7)},
		Shape:     schedule.DayShape{Minutes: 480, Meal: 20},
		Crew:      schedule.Crew{DayRate: euros(15000)},
	}
	days := func(p schedule.Problem) int {
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
		require.NoError(t, err)
		require.Equal(t, schedule.Optimal, res.Status)
		require.NoError(t, res.Report.Err())
		return len(res.Plan.Days)
	}
	assert.Equal(t, 1, days(p), "twenty minutes are enough")
	p.Shape.Meal = 19
	assert.Equal(t, 2, days(p))
	p.Shape.Continuous, p.Shape.DayCall, p.Shape.Meal = true, labour.At(12, 0), 30
	assert.Equal(t, 1, days(p))
	p.Shape.Meal = 29
	_, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	assert.ErrorContains(t, err, "journée continue")
}

// A zone of public holidays that nobody knows has no cost, no more than it has a plan.
func TestCostOfAnUnknownZone(t *testing.T) {
	_, err := schedule.Cost(schedule.Problem{Calendar: schedule.Calendar{Zone: "FRANCE"}}, schedule.Plan{})
	assert.ErrorIs(t, err, labour.ErrZone)
}
