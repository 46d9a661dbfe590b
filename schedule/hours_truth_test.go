package schedule_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// hoursOf is a problem of one date with one place in Paris, its crew dear enough for premiums and waits to count.
func hoursOf(date moteur.Date, scenes ...schedule.Scene) schedule.Problem {
	p := schedule.Problem{Calendar: schedule.Calendar{First: date, Last: date},
		Shape:     schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30},
		Crew:      schedule.Crew{DayRate: euros(5000), HourRate: euros(800)},
		Locations: []schedule.Location{{ID: "L", Name: "L", Region: "FR-75", LatMilli: 48857, LonMilli: 2352, DayRate: euros(500)}}}
	for i, s := range scenes {
		s.ID, s.Set, s.Eighths = fmt.Sprint(i+1), "L", 8
		if s.Location == "" {
			s.Location = "L"
		}
		p.Scenes = append(p.Scenes, s)
	}
	return p
}

func outside(l script.Light, minutes int, roles ...string) schedule.Scene {
	return schedule.Scene{Place: script.Exterior, Light: l, Minutes: minutes, Roles: roles}
}

func inside(minutes int, roles ...string) schedule.Scene {
	return schedule.Scene{Place: script.Interior, Light: script.Day, Minutes: minutes, Roles: roles}
}

// everyHour tries every call, beginning of each scene, break and end of a day on a step, the scenes in both orders, and returns the
// least cost of those that Check accepts. It knows the problem through Check and Cost alone.
func everyHour(p schedule.Problem, step, first, last int) (cost int64, best schedule.Day, found bool) {
	cost = math.MaxInt64
	var ids []int
	for i := range p.Scenes {
		ids = append(ids, i)
	}
	for _, order := range permutations(ids) {
		eachDay(p, order, step, first, last, func(d schedule.Day) {
			plan := schedule.Plan{Days: []schedule.Day{d}}
			c, err := schedule.Cost(p, plan)
			if err == nil && cents(c.Value) < cost && schedule.Check(p, plan).Err() == nil {
				cost, best, found = cents(c.Value), d, true
			}
		})
	}
	return cost, best, found
}

// eachDay gives every day on the first date of a problem whose scenes stand in an order, on a step, called from a minute to another.
func eachDay(p schedule.Problem, order []int, step, first, last int, see func(schedule.Day)) {
	day := schedule.Day{Number: 1, Date: p.Calendar.First, Night: onlyNight(p, order)}
	for _, i := range order {
		day.Scenes = append(day.Scenes, p.Scenes[i].ID)
	}
	for call := first; call <= min(last, 24*60-1); call += step {
		day.Call = labour.ClockOf(call)
		eachStart(p, order, call+p.Shape.Prep, call+13*60, step, func(begin []int, end int) {
			day.Starts = nil
			for _, at := range begin {
				day.Starts = append(day.Starts, labour.ClockOf(at))
			}
			day.Ready = labour.ClockOf(begin[0])
			for meal := call - step; meal <= end; meal += step {
				d, over := day, end
				if d.Meal = (labour.Clock{}); meal >= call {
					d.Meal = labour.ClockOf(meal)
					over = ended(p, order, begin, meal)
				}
				if d.Wrap = labour.ClockOf(over + p.Shape.WrapUp); over+p.Shape.WrapUp < 48*60 {
					see(d)
				}
			}
		})
	}
}

// onlyNight tells whether a day of some scenes is a night.
func onlyNight(p schedule.Problem, order []int) bool {
	night := false
	for _, i := range order {
		switch p.Scenes[i].Light {
		case script.Day, script.Dawn:
			return false
		case script.Night, script.Dusk:
			night = true
		}
	}
	return night
}

// eachStart gives the scenes of an order every beginning on a step, one after the other, and tells when the last one is done.
func eachStart(p schedule.Problem, order []int, from, to, step int, see func(begin []int, end int)) {
	var begin []int
	var next func(t int)
	next = func(t int) {
		if len(begin) == len(order) {
			see(begin, t)
			return
		}
		for at := t; at+p.Scenes[order[len(begin)]].Minutes <= to; at += step {
			begin = append(begin, at)
			next(at + p.Scenes[order[len(begin)-1]].Minutes)
			begin = begin[:len(begin)-1]
		}
	}
	next(from)
}

// ended is when a day is done whose break begins at a minute.
func ended(p schedule.Problem, order, begin []int, meal int) int {
	end := 0
	for k, i := range order {
		end = begin[k] + p.Scenes[i].Minutes
		if begin[k] < meal && meal < end {
			end += p.Shape.Meal
		}
	}
	if meal >= end {
		return meal + p.Shape.Meal
	}
	return end
}

// sure compares the answer of Solve with that of trying every hour on a step.
func sure(t *testing.T, p schedule.Problem, step int, name string) schedule.Result {
	t.Helper()
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	require.NoError(t, err, name)
	if step == 0 {
		return res
	}
	cost, day, found := everyHour(p, step, 0, 24*60)
	switch res.Status {
	case schedule.Infeasible:
		assert.False(t, found, "%s: said impossible, Check accepts %+v for %d", name, day, cost)
	case schedule.Optimal:
		assert.NoError(t, schedule.Check(p, res.Plan).Err(), name)
		if found {
			assert.LessOrEqual(t, cents(res.Cost), cost, "%s: said optimal with %+v, Check accepts %+v", name, res.Plan.Days, day)
		}
	}
	return res
}

// Of days of one or two scenes, none that Check accepts is cheaper than what is said to be the optimum, whatever its call, its
// beginnings and its break; and there is none when it is said that there is none.
func TestEveryHour(t *testing.T) {
	counts := map[schedule.Status]int{}
	for _, seed := range seeds(t, 6) {
		r := rand.New(rand.NewPCG(seed, 23))
		p := randomDay(r)
		step := 30
		if len(p.Scenes) > 1 {
			step = 60
		}
		counts[sure(t, p, step, fmt.Sprintf("seed %d: %+v\n%+v", seed, p.Scenes, p.Roles)).Status]++
	}
	t.Log(counts)
	assert.Positive(t, counts[schedule.Optimal])
}

// randomDay draws a day of one or two scenes with lights, hours of places and people, and children.
func randomDay(r *rand.Rand) schedule.Problem {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	lights := []script.Light{script.Day, script.Night, script.Dawn, script.Dusk, ""}
	date := moteur.NewDate(2027, 1, 4).AddDays(r.IntN(360))
	for date.Weekday() == 0 {
		date = date.AddDays(1)
	}
	var scenes []schedule.Scene
	for range 1 + r.IntN(2) {
		s := schedule.Scene{Place: []script.Place{script.Interior, script.Exterior}[r.IntN(2)], Light: lights[r.IntN(len(lights))], Minutes: 30 * (1 + r.IntN(9))}
		for _, id := range []string{"A", "B"} {
			if chance(40) {
				s.Roles = append(s.Roles, id)
			}
		}
		scenes = append(scenes, s)
	}
	p := hoursOf(date, scenes...)
	p.Calendar.On = []moteur.Date{date}
	for _, id := range []string{"A", "B"} {
		o := schedule.Role{ID: id, Name: id, DayRate: euros(100)}
		switch {
		case chance(25):
			o.From = labour.At(8+r.IntN(12), 30*r.IntN(2))
		case chance(25):
			o.Until = labour.At(10+r.IntN(14), 0)
		case chance(15):
			o.MaxMinutes = 60 * (2 + r.IntN(6))
		case chance(15):
			o.Before, o.After = 30*r.IntN(4), 30*r.IntN(2)
		case chance(15):
			o.Child = &labour.Child{Age: 17}
		}
		p.Roles = append(p.Roles, o)
	}
	if chance(20) {
		p.Locations[0].Opens, p.Locations[0].Closes = labour.At(9+r.IntN(12), 0), labour.At(22+r.IntN(8), 0)
	}
	if chance(20) {
		p.Wishes.Waiting = euros(1 + r.IntN(400))
	}
	if chance(10) {
		p.Rules.Agreement = schedule.NoLaw
	}
	return p
}

// thereAndBack is a day of a scene in L, one in M and one in L again, in lights of their own, the preparation of L paid once a stay.
func thereAndBack(first, second, third script.Light) schedule.Problem {
	p := hoursOf(moteur.NewDate(2027, 3, 1), outside(first, 60), outside(second, 60), outside(third, 60))
	p.Rules.Agreement = schedule.NoLaw
	p.Scenes[1].Location = "M"
	p.Locations[0].PrepDays, p.Locations[0].PrepRate = 1, euros(700)
	p.Locations = append(p.Locations, schedule.Location{ID: "M", Name: "M", Region: "FR-75", LatMilli: 48857, LonMilli: 2352, DayRate: euros(500)})
	return p
}

// A unit that leaves a place and comes back to it on one day pays a second stay, and breaks the rule of a place left for good: none of the
// days that Check accepts, of any order and hours, is cheaper than the optimum, nor is there one when it is said that there is none.
func TestEveryHourOfAReturn(t *testing.T) {
	lights := []script.Light{script.Dawn, script.Day, script.Dusk, script.Night}
	counts := map[schedule.Status]int{}
	for _, seed := range seeds(t, 6) {
		r := rand.New(rand.NewPCG(seed, 31))
		p := thereAndBack(lights[r.IntN(4)], lights[r.IntN(4)], lights[r.IntN(4)])
		p.Locations[r.IntN(2)].NoReturn = r.IntN(2) == 0
		p.Wishes.Waiting = euros(10 + r.IntN(300))
		counts[sure(t, p, 120, fmt.Sprintf("seed %d: %+v\n%+v", seed, p.Scenes, p.Locations)).Status]++
	}
	t.Log(counts)
	assert.Positive(t, counts[schedule.Optimal])
}

// The day between dawn and dusk in L has a scene of the afternoon in M: three moves' worth of places, two stays. Where L is left for good,
// no date holds them all, and two do.
func TestAReturnInsideADay(t *testing.T) {
	solve := func(p schedule.Problem) schedule.Result {
		t.Helper()
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
		require.NoError(t, err)
		if res.Status != schedule.Infeasible {
			require.Equal(t, schedule.Optimal, res.Status)
			require.NoError(t, schedule.Check(p, res.Plan).Err())
			cost, err := schedule.Cost(p, res.Plan)
			require.NoError(t, err)
			assert.True(t, cost.Value.Equal(res.Cost), "%s, the search says %s", cost.Value, res.Cost)
		}
		return res
	}
	p := thereAndBack(script.Dawn, script.Day, script.Dusk)
	p.Locations[1].Opens, p.Locations[1].Closes = labour.At(12, 0), labour.At(14, 0)
	back := solve(p)
	p.Locations[0].PrepRate = euros(0)
	assert.Equal(t, int64(2*70_000), cents(back.Cost)-cents(solve(p).Cost), "the first stay and the second one")
	p.Locations[0].NoReturn = true
	none := solve(p)
	require.Equal(t, schedule.Infeasible, none.Status)
	assert.Contains(t, none.Conflict.String(), "On ne revient pas à ce lieu")
	p.Calendar.Last, p.Calendar.On = p.Calendar.First.AddDays(1), nil
	assert.Len(t, solve(p).Plan.Days, 2)
}

// A place left for good is shot whole, beside others on its first and its last day alone: the first one ends there, the last one begins there.
// So few days need both.
func TestLeftForGoodAcrossDays(t *testing.T) {
	for _, elsewhere := range [][]int{{0, 1}, {6, 7}, {13, 14}, {0, 14}} { // the ranks of the scenes in another place
		var scenes []schedule.Scene
		for i := range 15 {
			scenes = append(scenes, inside(90))
			if slices.Contains(elsewhere, i) {
				scenes[i].Location = "M"
			}
		}
		p := hoursOf(moteur.NewDate(2027, 3, 1), scenes...)
		p.Locations = append(p.Locations, schedule.Location{ID: "M", Name: "M", Region: "FR-75", LatMilli: 48857, LonMilli: 2352})
		p.Calendar.Last, p.Shape.MoveMinutes, p.Locations[0].NoReturn = p.Calendar.First.AddDays(2), 20, true
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 20_000})
		require.NoError(t, err)
		require.NoError(t, schedule.Check(p, res.Plan).Err(), "%v", elsewhere)
		require.Len(t, res.Plan.Days, 3, "%v", elsewhere)
	}
}

// What a stranger found by hand: plans that Check accepts where the search said there is none, or none cheaper.
func TestHoursFoundByHand(t *testing.T) {
	at := moteur.NewDate
	march := at(2027, 3, 1)
	roles := func(p schedule.Problem, list ...schedule.Role) schedule.Problem {
		for _, o := range list {
			o.Name, o.DayRate = o.ID, euros(400)
			p.Roles = append(p.Roles, o)
		}
		return p
	}
	for _, c := range []struct {
		name string
		p    schedule.Problem
		days int
		most int64 // cents
	}{
		{"lunch before a performer of the afternoon", roles(hoursOf(at(2027, 12, 6), outside(script.Day, 210, "A")), schedule.Role{ID: "A", From: labour.At(12, 30)}), 1, 0},
		{"a performer of the morning, another of the afternoon", roles(hoursOf(march, inside(100, "A"), inside(100, "B")), schedule.Role{ID: "A", Until: labour.At(11, 0)},
			schedule.Role{ID: "B", From: labour.At(15, 0)}), 1, 896_667},
		{"an adult until ten in the evening", roles(hoursOf(march, outside(script.Night, 150, "A")), schedule.Role{ID: "A", Until: labour.At(22, 0)}), 1, 673_333},
		{"the break during the wait for the night", hoursOf(march, outside(script.Day, 80), outside(script.Night, 240)), 1, 693_333},
		{"a long night of August", hoursOf(at(2027, 8, 2), outside(script.Night, 360)), 1, 0},
		{"a long night of September", roles(hoursOf(at(2027, 9, 15), outside(script.Night, 360, "A")), schedule.Role{ID: "A", From: labour.At(11, 0)}), 1, 0},
		{"half an hour at dusk", hoursOf(at(2027, 10, 21), outside(script.Dusk, 30)), 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := sure(t, c.p, map[bool]int{true: 30}[len(c.p.Scenes) == 1], c.name)
			require.Equal(t, schedule.Optimal, res.Status)
			require.Len(t, res.Plan.Days, c.days)
			if c.most > 0 {
				assert.LessOrEqual(t, cents(res.Cost), c.most, "%+v", res.Plan.Days)
			}
		})
	}
	minor := roles(hoursOf(march, outside(script.Night, 300, "K")), schedule.Role{ID: "K", Child: &labour.Child{Age: 17}})
	minor.Calendar.Last = moteur.Date{}
	res := sure(t, minor, 0, "a minor of the night")
	assert.Equal(t, schedule.Optimal, res.Status)
	assert.LessOrEqual(t, cents(res.Cost), int64(1_350_000), "%+v", res.Plan.Days)
}

// A day is of the date of its first take: no call five minutes before midnight makes a Sunday or a holiday of the next date.
func TestADayIsOfItsDate(t *testing.T) {
	sunday, ascension := moteur.NewDate(2027, 3, 7), moteur.NewDate(2027, 5, 6)
	for name, p := range map[string]schedule.Problem{
		"a performer free on a Sunday alone": func() schedule.Problem {
			p := hoursOf(sunday, inside(300, "A"))
			p.Roles = []schedule.Role{{ID: "A", Name: "A", DayRate: euros(400), Free: []moteur.Span{{From: sunday, To: sunday}}}}
			p.Locations[0].SundaysOK = true
			return p
		}(),
		"a public holiday": hoursOf(ascension, inside(300)),
	} {
		p.Calendar.On = []moteur.Date{p.Calendar.First}
		res := sure(t, p, 0, name)
		require.Equal(t, schedule.Optimal, res.Status, name)
		d := res.Plan.Days[0]
		assert.Less(t, d.Starts[0].Minutes(), 24*60, name)
		d.Call, d.Ready, d.Starts, d.Wrap, d.Meal = labour.At(23, 55), labour.At(24, 55), []labour.Clock{labour.At(24, 55)}, labour.At(30, 25), labour.Clock{}
		assert.ErrorContains(t, schedule.Check(p, schedule.Plan{Days: []schedule.Day{d}}).Err(), "schedule/date", name)
	}
}

// The break may come before the road: nobody eats in the last five minutes of a scene because of it. The hour of rest after the road is one
// that the crew waits.
func TestABreakBeforeTheRoad(t *testing.T) {
	far := inside(100)
	far.Location = "M"
	p := hoursOf(moteur.NewDate(2027, 3, 1), inside(100), far)
	p.Locations[0].Base = "Paris"
	p.Locations = append(p.Locations, schedule.Location{ID: "M", Name: "M", Region: "FR-06", LatMilli: 43700, LonMilli: 7260, DayRate: euros(500), Base: "Nice"})
	p.Shape.Moves = []schedule.Move{{From: "Paris", To: "Nice", Minutes: 240, Cost: euros(900), Km: 930}}
	res := sure(t, p, 0, "two bases")
	require.Equal(t, schedule.Optimal, res.Status)
	assert.LessOrEqual(t, cents(res.Cost), int64(690_000+80_000))
	slots := p.Timetable(res.Plan.Days[0])
	for _, s := range slots {
		assert.Equal(t, 100, s.To.Sub(s.From), "no break inside a scene: %+v", res.Plan.Days[0])
	}
}

// A shop from 21:00 to 06:00 is a shop from 21:00 to 30:00: the same plan, the same price, the takes by night.
func TestShopOfTheNight(t *testing.T) {
	solved := func(closes labour.Clock) schedule.Result {
		p := hoursOf(moteur.NewDate(2027, 3, 1), inside(120), inside(90))
		p.Locations[0].Opens, p.Locations[0].Closes = labour.At(21, 0), closes
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
		require.NoError(t, err)
		require.NoError(t, schedule.Check(p, res.Plan).Err())
		return res
	}
	morning, next := solved(labour.At(6, 0)), solved(labour.At(30, 0))
	assert.Equal(t, next.Plan, morning.Plan)
	assert.Equal(t, next.Cost, morning.Cost)
	assert.GreaterOrEqual(t, morning.Plan.Days[0].Starts[0].Minutes(), 21*60)
}

// A continuous day has half an hour of pause, or its own, whatever the meal of the other days.
func TestPauseOfAContinuousDay(t *testing.T) {
	for pause, want := range map[int]int{0: 30, 45: 45} {
		p := hoursOf(moteur.NewDate(2027, 3, 1), inside(180), inside(150))
		p.Forms = []schedule.DayForm{{Kind: schedule.ContinuousDay, Span: moteur.Span{From: p.Calendar.First, To: p.Calendar.First}, Pause: pause}}
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
		require.NoError(t, err)
		require.NoError(t, schedule.Check(p, res.Plan).Err())
		d := res.Plan.Days[0]
		assert.Equal(t, want, p.PauseOf(d))
		assert.Equal(t, 60+330+want+30, d.Wrap.Sub(d.Call), "preparation, takes, pause, wrap-up: %s – %s", d.Call, d.Wrap)
	}
}

// What no hours can mend is proved without them, on a calendar without an end too: a place left for good, between two scenes of it.
func TestContradictionWithoutEnd(t *testing.T) {
	p := hoursOf(moteur.NewDate(2027, 3, 1), inside(90), inside(90), inside(90))
	p.Calendar.Last, p.Scenes[1].Location, p.Locations[0].NoReturn = moteur.Date{}, "M", true
	p.Locations = append(p.Locations, schedule.Location{ID: "M", Name: "M", Region: "FR-75"})
	p.Precedences = []schedule.Precedence{{Before: "1", After: "2", GapDays: 1}, {Before: "2", After: "3", GapDays: 1}}
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	require.NoError(t, err)
	require.Equal(t, schedule.Infeasible, res.Status)
	assert.Len(t, res.Conflict.Constraints, 3)
	assert.Contains(t, res.Conflict.String(), "On ne revient pas à ce lieu")
}
