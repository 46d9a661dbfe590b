package schedule_test

import (
	"cmp"
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

// laidDay is a day that breaks no rule by itself, as the day beside it sees it: what it costs alone, and numbers of which none is better
// when smaller, its call put before its wrap.
type laidDay struct {
	day  schedule.Day
	cost int64
	seen []int
}

// within tells whether a day does as well as another beside any other day.
func (d laidDay) within(o laidDay) bool {
	if d.cost > o.cost {
		return false
	}
	for i := range d.seen {
		if d.seen[i] > o.seen[i] {
			return false
		}
	}
	return true
}

// layings are the days of a date, its scenes in some order, of every call, beginning of each scene, break and end on a step, that break no
// rule by themselves and that no other does as well as.
func layings(p schedule.Problem, date moteur.Date, number int, scenes []int, step int) []laidDay {
	var out []laidDay
	for _, order := range permutations(scenes) {
		p.Calendar.First = date
		eachDay(p, order, step, 0, 24*60, func(d schedule.Day) {
			d.Number = number
			plan := schedule.Plan{Days: []schedule.Day{d}}
			c, err := schedule.Cost(p, plan)
			if err != nil {
				return
			}
			now := laidDay{day: d, cost: cents(c.Value), seen: []int{-d.Call.Minutes(), d.Wrap.Minutes()}}
			for _, o := range p.Roles {
				from, to := 1<<20, 0
				for k, i := range order {
					if slices.Contains(p.Scenes[i].Roles, o.ID) {
						end := d.Starts[k].Minutes() + p.Scenes[i].Minutes
						if d.Meal.Known() && d.Starts[k].Before(d.Meal) && d.Meal.Minutes() < end {
							end += p.Shape.Meal
						}
						from, to = min(from, d.Starts[k].Minutes()), max(to, end)
					}
				}
				now.seen = append(now.seen, -from, to)
			}
			if slices.ContainsFunc(out, func(o laidDay) bool { return o.within(now) }) {
				return
			}
			for _, i := range schedule.Check(p, plan).Issues {
				if i.Severity == moteur.Error && !slices.Contains(unsettled, i.Rule) {
					return
				}
			}
			out = append(slices.DeleteFunc(out, now.within), now)
		})
	}
	slices.SortFunc(out, func(a, b laidDay) int { return cmp.Compare(a.cost, b.cost) })
	return out
}

// everyPair is the least cost of the plans of two dates that Check accepts, the scenes of each told, and whether there is one.
func everyPair(p schedule.Problem, dates [2]moteur.Date, scenes [2][]int, steps [2]int) (cost int64, best []schedule.Day, found bool) {
	cost = math.MaxInt64
	second := layings(p, dates[1], 2, scenes[1], steps[1])
	for _, a := range layings(p, dates[0], 1, scenes[0], steps[0]) {
		for _, b := range second {
			plan := schedule.Plan{Days: []schedule.Day{a.day, b.day}}
			c, err := schedule.Cost(p, plan)
			if err == nil && cents(c.Value) < cost && schedule.Check(p, plan).Err() == nil {
				cost, best, found = cents(c.Value), plan.Days, true
			}
		}
	}
	return cost, best, found
}

// Of two days that rests tie together, none that Check accepts is cheaper than what is said to be the optimum, whatever their calls, their
// beginnings and their breaks; there is none when it is said that there is none, and no bound is above any.
func TestEveryHourOfTwoDays(t *testing.T) {
	counts := map[schedule.Status]int{}
	for _, seed := range seeds(t, 6) {
		r := rand.New(rand.NewPCG(seed, 29))
		p, dates, scenes := randomPair(r)
		steps := [2]int{60, 60}
		for i := range steps {
			if len(scenes[i]) > 1 {
				steps[i] = 120
			}
		}
		name := fmt.Sprintf("seed %d: %v %+v\n%+v", seed, dates, p.Scenes, p.Roles)
		counts[surePair(t, p, dates, scenes, steps, name)]++
	}
	t.Log(counts)
}

// surePair compares the answer of Solve with that of trying every laying of two days.
func surePair(t *testing.T, p schedule.Problem, dates [2]moteur.Date, scenes [2][]int, steps [2]int, name string) schedule.Status {
	t.Helper()
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	require.NoError(t, err, name)
	cost, days, found := everyPair(p, dates, scenes, steps)
	switch {
	case !found:
	case res.Status == schedule.Infeasible:
		assert.Fail(t, "said impossible", "%s: Check accepts %+v for %d", name, days, cost)
	default:
		assert.LessOrEqual(t, cents(res.Bound), cost, "%s: said %s with %+v, Check accepts %+v", name, res.Status, res.Plan.Days, days)
	}
	if res.Status == schedule.Optimal || res.Status == schedule.Feasible {
		assert.NoError(t, schedule.Check(p, res.Plan).Err(), name)
	}
	return res.Status
}

// randomPair draws two or three scenes pinned on two dates, with what ties the days together: nights, children, performers with hours and
// rests of their own, a long way, a week that ends.
func randomPair(r *rand.Rand) (p schedule.Problem, dates [2]moteur.Date, scenes [2][]int) {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	lights := []script.Light{script.Day, script.Night, script.Night, script.Dusk, ""}
	first := moteur.NewDate(2027, 1, 4).AddDays(r.IntN(360))
	for first.Weekday() == 0 || first.Weekday() == 6 {
		first = first.AddDays(1)
	}
	dates = [2]moteur.Date{first, first.AddDays(1)}
	if first.Weekday() == 5 {
		dates[1] = first.AddDays(3)
	}
	var list []schedule.Scene
	for i := range 2 + r.IntN(5)/4 {
		s := schedule.Scene{Place: []script.Place{script.Interior, script.Exterior}[r.IntN(2)], Light: lights[r.IntN(len(lights))], Minutes: 60 * (1 + r.IntN(4))}
		for _, id := range []string{"A", "B"} {
			if chance(60) {
				s.Roles = append(s.Roles, id)
			}
		}
		list = append(list, s)
		day := min(i, 1)
		if i == 2 {
			day = r.IntN(2)
		}
		scenes[day] = append(scenes[day], i)
	}
	p = hoursOf(first, list...)
	p.Calendar.Last, p.Calendar.On = dates[1], dates[:]
	for i, s := range p.Scenes {
		on := dates[0]
		if slices.Contains(scenes[1], i) {
			on = dates[1]
		}
		p.Pins = append(p.Pins, schedule.Pin{Scene: s.ID, Span: moteur.Span{From: on, To: on}})
	}
	for _, id := range []string{"A", "B"} {
		o := schedule.Role{ID: id, Name: id, DayRate: euros(100)}
		switch {
		case chance(35):
			o.Child = &labour.Child{Age: 16 + r.IntN(2), Before: 60 * r.IntN(2)}
		case chance(40):
			o.Turnaround = 60 * (12 + r.IntN(8))
		case chance(30):
			o.From = labour.At(8+r.IntN(8), 0)
		}
		p.Roles = append(p.Roles, o)
	}
	if chance(30) {
		p.Wishes.Waiting = euros(1 + r.IntN(400))
	}
	if chance(25) {
		p.Locations[0].Base = "Paris"
		p.Locations = append(p.Locations, schedule.Location{ID: "M", Name: "M", Region: "FR-06", LatMilli: 43700, LonMilli: 7260, Base: "Nice"})
		p.Shape.Moves = []schedule.Move{{From: "Paris", To: "Nice", Minutes: 60 * (2 + r.IntN(4))}}
		p.Scenes[1].Location = "M"
	}
	return p, dates, scenes
}

// A take begun later than it may alone keeps the rest of a performer, or of a child, between two days: the day before ends in the dark, and
// the scene before theirs needs the daylight.
func TestATakeBegunLaterForARest(t *testing.T) {
	first := moteur.NewDate(2027, 12, 6)
	for name, o := range map[string]schedule.Role{
		"a performer with a long rest": {Turnaround: 24 * 60},
		"a child of the evening":       {Child: &labour.Child{Age: 17}, Turnaround: 23 * 60},
	} {
		o.ID, o.Name, o.DayRate = "A", "A", euros(100)
		p := hoursOf(first, outside(script.Night, 120, "A"), outside(script.Day, 60), inside(60, "A"))
		p.Roles = []schedule.Role{o}
		p.Calendar.Last, p.Calendar.On = first.AddDays(1), []moteur.Date{first, first.AddDays(1)}
		for i, s := range p.Scenes {
			on := first.AddDays(min(i, 1))
			p.Pins = append(p.Pins, schedule.Pin{Scene: s.ID, Span: moteur.Span{From: on, To: on}})
		}
		dates, scenes := [2]moteur.Date{first, first.AddDays(1)}, [2][]int{{0}, {1, 2}}
		status := surePair(t, p, dates, scenes, [2]int{60, 120}, name)
		assert.NotEqual(t, schedule.Infeasible, status, name)
		assert.NotEqual(t, schedule.Interrupted, status, name)
	}
}
