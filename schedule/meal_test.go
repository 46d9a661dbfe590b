package schedule_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// onTheDay plans the scenes of the problem on one day and returns it: the plan is lawful and the search prices it as Cost does.
func onTheDay(t *testing.T, p schedule.Problem) schedule.Day {
	t.Helper()
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	require.NoError(t, err)
	require.Equal(t, schedule.Optimal, res.Status)
	require.NoError(t, res.Report.Err())
	require.Len(t, res.Plan.Days, 1)
	cost, err := schedule.Cost(p, res.Plan)
	require.NoError(t, err)
	require.True(t, cost.Value.Equal(res.Cost), "%s, the search says %s", cost.Value, res.Cost)
	return res.Plan.Days[0]
}

// A day has its break when its work reaches six hours, or covers the whole of lunch; a shorter one ends without it.
func TestMealOfAShortDay(t *testing.T) {
	for _, c := range []struct {
		name    string
		minutes int
		set     func(p *schedule.Problem)
		hours   string // call, meal, wrap
	}{
		{"two hours", 120, nil, "08:00 – 11:30"},
		{"a morning that ends during lunch", 240, nil, "08:00 – 13:30"},
		{"a minute less than six hours", 269, nil, "08:00 – 13:59"},
		{"six hours", 270, nil, "08:00 13:30 15:00"},
		{"a minute less than the whole of lunch", 149, func(p *schedule.Problem) { p.Shape.DayCall = labour.At(11, 0) }, "11:00 – 14:59"},
		{"the whole of lunch, on the set", 240, func(p *schedule.Problem) { p.Shape.DayCall, p.Shape.WrapUp = labour.At(10, 30), 0 }, "10:30 13:30 16:30"},
		{"the whole of lunch, for the one who comes before", 200, func(p *schedule.Problem) {
			p.Shape.DayCall, p.Roles[0].Before, p.Shape.WrapUp = labour.At(11, 5), 120, 0
		}, "11:05 13:30 16:25"},
		{"the call of the afternoon", 200, func(p *schedule.Problem) { p.Shape.DayCall = labour.At(14, 0) }, "14:00 – 18:50"},
		{"a continuous day", 120, func(p *schedule.Problem) { p.Shape.Continuous, p.Shape.Meal = true, 30 }, "12:00 14:00 16:00"},
		{"a split day", 120, func(p *schedule.Problem) {
			p.Forms = []schedule.DayForm{{Kind: schedule.SplitDay, Span: moteur.Span{From: p.Calendar.First, To: p.Calendar.First}, Pause: 120}}
		}, ""},
		{"a split day whose break comes after the last take, not over the whole of lunch", 240, func(p *schedule.Problem) {
			p.Forms = []schedule.DayForm{{Kind: schedule.SplitDay, Span: moteur.Span{From: p.Calendar.First, To: p.Calendar.First}, Pause: 120}}
			p.Shape.DayCall = labour.At(10, 5)
			p.Locations[0].Opens, p.Locations[0].Closes = labour.At(11, 5), labour.At(16, 30)
		}, "11:05 16:05 18:35"},
		{"a half day", 240, func(p *schedule.Problem) {
			p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Span: moteur.Span{From: p.Calendar.First, To: p.Calendar.First}}}
		}, "08:00 – 13:30"},
		{"without any law", 120, func(p *schedule.Problem) { p.Rules.Agreement = schedule.NoLaw }, "08:00 – 11:30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := small(moteur.NewDate(2027, 5, 3))
			p.Calendar.Last = p.Calendar.First
			p.Scenes[0].Minutes, p.Scenes[0].Place = c.minutes, script.Interior
			if c.set != nil {
				c.set(&p)
			}
			d := onTheDay(t, p)
			if c.hours == "" {
				assert.True(t, d.Meal.Known())
				return
			}
			meal := "–"
			if d.Meal.Known() {
				meal = d.Meal.String()
			}
			assert.Equal(t, c.hours, d.Call.String()+" "+meal+" "+d.Wrap.String())
			assert.Equal(t, d.Meal.Known(), p.PauseOf(d) > 0)
		})
	}
}

// A scene may last as long as its light, to the minute: the dawn of 1 March in Paris goes from 07:02 to 08:18, the dusk from 17:49 to
// 19:05; its take begins on five minutes.
func TestASceneFillsItsLight(t *testing.T) {
	for _, c := range []struct {
		light   script.Light
		minutes int
		hours   string
	}{
		{script.Dawn, 73, "07:05 08:18"},
		{script.Dusk, 75, "17:50 19:05"},
	} {
		p := small(march(1))
		p.Calendar.Last = p.Calendar.First
		p.Locations[0].LatMilli, p.Locations[0].LonMilli = 48_857, 2_352
		p.Scenes[0].Light, p.Scenes[0].Minutes = c.light, c.minutes
		d := onTheDay(t, p)
		assert.Equal(t, c.hours, d.Starts[0].String()+" "+d.Starts[0].Add(c.minutes).String(), c.light)
	}
}

// A plan without the break that its day owes is refused, with the rule that asks for it.
func TestABreakOwed(t *testing.T) {
	p := small(moteur.NewDate(2027, 5, 3))
	p.Scenes[0].Place = script.Interior
	day := schedule.Day{Number: 1, Date: p.Calendar.First, Scenes: []string{"1"}, Call: labour.At(8, 0), Ready: labour.At(9, 0), Wrap: labour.At(14, 30)}
	rules := func() []string {
		var out []string
		for _, i := range schedule.Check(p, schedule.Plan{Days: []schedule.Day{day}}).Issues {
			if i.Severity == moteur.Error {
				out = append(out, i.Rule)
			}
		}
		return out
	}
	assert.Equal(t, []string{"law.pause"}, rules(), "six hours and a half of work")
	p.Scenes[0].Minutes, day.Wrap = 240, labour.At(13, 30)
	assert.Empty(t, rules())
	day.Call, day.Ready, day.Wrap = labour.At(11, 0), labour.At(12, 0), labour.At(16, 30)
	assert.Equal(t, []string{"t3.meal"}, rules(), "the whole of lunch")
}

// A break at the PAT interrupts no work: it is priced as a wait, and a plan that has one says so.
func TestABreakTooSoon(t *testing.T) {
	p := small(moteur.NewDate(2027, 5, 3))
	p.Calendar.Last = p.Calendar.First
	p.Scenes[0].Minutes, p.Scenes[0].Place, p.Shape.DayCall = 420, script.Interior, labour.At(12, 30)
	d := onTheDay(t, p)
	assert.GreaterOrEqual(t, d.Meal.Sub(d.Call), 90, "call %s, meal %s", d.Call, d.Meal)

	day := schedule.Day{Number: 1, Date: p.Calendar.First, Scenes: []string{"1"}, Call: labour.At(12, 30), Ready: labour.At(13, 30), Meal: labour.At(13, 30),
		Starts: []labour.Clock{labour.At(14, 30)}, Wrap: labour.At(22, 0)}
	plan := schedule.Plan{Days: []schedule.Day{day}}
	assert.ErrorContains(t, schedule.Check(p, plan).Err(), "schedule/idle-break", "seven hours and a half follow it")
	p.Scenes[0].Minutes, plan.Days[0].Wrap = 329, labour.At(20, 29)
	r := schedule.Check(p, plan)
	require.NoError(t, r.Err(), "a minute less than six hours follows it")
	assert.True(t, slices.ContainsFunc(r.Issues, func(i moteur.Issue) bool { return i.Rule == "schedule/early-meal" }), "%v", r)
	sooner, err := schedule.Cost(p, plan)
	require.NoError(t, err)
	p.Shape.MealAfter = 60
	later, err := schedule.Cost(p, plan)
	require.NoError(t, err)
	assert.Equal(t, p.Crew.HourRate.String(), sooner.Value.Sub(later.Value).String(), "an hour of waiting")
}

// A frozen day that passed the capacity is told, where hours do not matter too.
func TestThePastHasNoCapacity(t *testing.T) {
	p := oneADay(3)
	p.Calendar = schedule.Calendar{Dateless: true}
	p.Scenes[0].Minutes, p.Scenes[0].Eighths, p.Shape.Oversize = 1020, 28, false
	p.Frozen = []schedule.Day{{Number: 1, Scenes: []string{"1"}, Locked: true}}
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	require.NoError(t, err)
	require.Equal(t, schedule.Optimal, res.Status, "%v", res.Conflict)
	require.NoError(t, schedule.Check(p, res.Plan).Err())
}

// A frozen day waited for no light: who is there is there at the hours it tells.
func TestThePastWaitsForNoLight(t *testing.T) {
	p := small(moteur.NewDate(2027, 5, 3))
	p.Locations[0].LatMilli, p.Locations[0].LonMilli = 48_093, -4_329
	p.Locations = append(p.Locations, schedule.Location{ID: "ville", Name: "La ville", Base: "ville", Closes: labour.At(12, 0)})
	p.Shape.Moves = []schedule.Move{{From: "port", To: "ville", Minutes: 240}}
	p.Units = []schedule.Unit{{ID: "A", Name: "A"}, {ID: "B", Name: "B"}}
	p.Scenes[0].Light, p.Scenes[0].Minutes, p.Scenes[0].Unit = script.Dusk, 30, "A"
	p.Scenes = append(p.Scenes, schedule.Scene{ID: "2", Set: "BAR", Location: "ville", Place: script.Interior, Light: script.Day, Minutes: 60, Unit: "B", Roles: []string{"NORA"}})
	p.Calendar.Last = p.Calendar.First.AddDays(1)
	p.Frozen = []schedule.Day{{Number: 1, Date: p.Calendar.First, Unit: "A", Scenes: []string{"1"}, Call: labour.At(12, 0), Ready: labour.At(13, 0),
		Wrap: labour.At(14, 0), Locked: true}}
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	require.NoError(t, err)
	require.Equal(t, schedule.Optimal, res.Status)
	require.NoError(t, schedule.Check(p, res.Plan).Err())
	for _, d := range res.Plan.Days {
		if d.Unit == "B" {
			assert.Equal(t, p.Calendar.First, d.Date)
			assert.False(t, d.Wrap.After(labour.At(8, 30)), "Nora is at the harbour at 13:00, four hours away and an hour of rest: %v", d)
		}
	}
}

// A break before the first take is a pause of the six hours that follow at the hours of a meal alone: eight hours by daylight in December
// take two days, and the hour before them is no lunch.
func TestABreakBeforeTheFirstTake(t *testing.T) {
	p := small(moteur.NewDate(2027, 12, 6))
	p.Locations[0].LatMilli, p.Locations[0].LonMilli = 48_857, 2_352
	p.Scenes[0].Light, p.Scenes[0].Place, p.Scenes[0].Minutes, p.Scenes[0].Roles = script.Day, script.Exterior, 480, nil
	p.Calendar.Last = p.Calendar.First.AddDays(4)
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	require.NoError(t, err)
	require.NoError(t, res.Report.Err())
	assert.Len(t, res.Plan.Days, 2)

	check := func(minutes int, call, ready, meal, start, wrap string) string {
		p := small(moteur.NewDate(2027, 12, 6))
		p.Scenes[0].Minutes, p.Scenes[0].Place, p.Scenes[0].Roles = minutes, script.Interior, nil
		d := schedule.Day{Number: 1, Date: p.Calendar.First, Scenes: []string{"1"}, Call: at(call), Ready: at(ready), Meal: at(meal),
			Starts: []labour.Clock{at(start)}, Wrap: at(wrap)}
		var out []string
		for _, i := range schedule.Check(p, schedule.Plan{Days: []schedule.Day{d}}).Issues {
			if i.Severity != moteur.Notice && strings.HasSuffix(i.Path, ".meal") {
				out = append(out, i.Rule)
			}
		}
		return strings.Join(out, " ")
	}
	assert.Equal(t, "schedule/idle-break", check(480, "06:20", "08:50", "07:50", "08:50", "17:20"), "before the first take, in the morning")
	assert.Equal(t, "schedule/idle-break", check(330, "06:20", "08:50", "07:50", "08:50", "14:50"), "six hours follow")
	assert.Empty(t, check(329, "06:20", "08:50", "07:50", "08:50", "14:49"), "a minute less")
	assert.Empty(t, check(360, "11:30", "14:30", "13:00", "14:30", "21:00"), "at lunch")
	assert.Empty(t, check(360, "18:00", "20:30", "19:30", "20:30", "27:00"), "at dinner")
	assert.Equal(t, "schedule/idle-break", check(360, "20:30", "22:35", "20:30", "22:35", "29:05"), "at the call itself, be it at dinner")
}

// A day that owes no break has none, be the hours after it cheaper without: the search invents none, Check tells one.
func TestABreakThatIsNotDue(t *testing.T) {
	for _, minutes := range []int{120, 180, 240} {
		p := small(moteur.NewDate(2027, 6, 7))
		p.Locations[0].LatMilli, p.Locations[0].LonMilli = 48_857, 2_352
		p.Scenes[0].Light, p.Scenes[0].Place, p.Scenes[0].Minutes = script.Night, script.Exterior, minutes
		p.Crew.HourRate = euros(1500)
		p.Calendar.Last = p.Calendar.First
		d := onTheDay(t, p)
		assert.False(t, d.Meal.Known(), "%d minutes: %+v", minutes, d)
	}
	p := small(moteur.NewDate(2027, 5, 3))
	p.Scenes[0].Minutes, p.Scenes[0].Place = 200, script.Interior
	tells := func(call, ready, meal, wrap string) bool {
		d := schedule.Day{Number: 1, Date: p.Calendar.First, Scenes: []string{"1"}, Call: at(call), Ready: at(ready), Meal: at(meal), Wrap: at(wrap)}
		r := schedule.Check(p, schedule.Plan{Days: []schedule.Day{d}})
		require.NoError(t, r.Err())
		return slices.ContainsFunc(r.Issues, func(i moteur.Issue) bool { return i.Rule == "schedule/undue-break" })
	}
	assert.True(t, tells("08:00", "09:00", "11:30", "13:50"))
	assert.False(t, tells("10:30", "11:30", "12:30", "16:20"), "the artist is there for the whole of lunch")
}

// A day that nothing asks to be shot by night has no take before six, or before the hour its call is wished for leads to.
func TestNoTakeBeforeTheMorning(t *testing.T) {
	check := func(set func(p *schedule.Problem), begin string) []string {
		p := small(moteur.NewDate(2027, 5, 3))
		p.Scenes[0].Minutes, p.Scenes[0].Place = 120, script.Interior
		if set != nil {
			set(&p)
		}
		start := at(begin)
		d := schedule.Day{Number: 1, Date: p.Calendar.First, Scenes: []string{"1"}, Call: start.Add(-60), Ready: start, Starts: []labour.Clock{start},
			Wrap: start.Add(150)}
		var out []string
		for _, i := range schedule.Check(p, schedule.Plan{Days: []schedule.Day{d}}).Issues {
			if i.Rule == "schedule/before-morning" {
				out = append(out, i.Severity.Label())
			}
		}
		return out
	}
	assert.Equal(t, []string{"erreur"}, check(nil, "05:59"))
	assert.Empty(t, check(nil, "06:00"))
	assert.Empty(t, check(func(p *schedule.Problem) { p.Shape.DayCall = labour.At(4, 30) }, "05:30"), "wished for")
	assert.Empty(t, check(func(p *schedule.Problem) { p.Locations[0].Closes = labour.At(7, 0) }, "05:00"), "a market closes at seven")
	assert.Empty(t, check(func(p *schedule.Problem) { p.Roles[0].Until = labour.At(7, 30) }, "05:00"), "the actor leaves at half past seven")
	assert.Empty(t, check(func(p *schedule.Problem) { p.Scenes[0].Light, p.Scenes[0].Place = script.Dawn, script.Exterior }, "05:30"))
	assert.Equal(t, []string{"avertissement"}, check(func(p *schedule.Problem) { p.Scenes[0].Light = script.Night }, "05:00"), "an interior by night may be, and is told")

	// Île-de-France: nobody begins a Saturday at midnight to be back on Monday morning.
	p := small(moteur.NewDate(2027, 3, 6))
	p.Scenes[0].Place, p.Scenes[0].Minutes, p.Rules.ParisRegion, p.Calendar.WorkDays = script.Interior, 450, true, 6
	p.Scenes = append(p.Scenes, p.Scenes[0])
	p.Scenes[1].ID = "2"
	p.Calendar.Last = moteur.NewDate(2027, 3, 8)
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	require.NoError(t, err)
	for _, d := range res.Plan.Days {
		assert.GreaterOrEqual(t, d.Starts[0].Minutes(), 6*60, "%+v", d)
	}
}
