package schedule_test

import (
	"context"
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

// mixed is a day at Douarnenez: three hours outdoors by day, an hour indoors, then a light to wait for.
func mixed(first moteur.Date, light script.Light) schedule.Problem {
	p := small(first)
	p.Locations[0].LatMilli, p.Locations[0].LonMilli = 48_093, -4_329
	p.Scenes[0].Minutes = 180
	p.Calendar.Last = first
	p.Scenes = append(p.Scenes, schedule.Scene{ID: "2", Set: "CABINE", Location: "port", Place: script.Interior, Light: script.Day, Minutes: 60, Roles: []string{"NORA"}},
		schedule.Scene{ID: "3", Set: "QUAI", Location: "port", Place: script.Exterior, Light: light, Minutes: 90, Roles: []string{"NORA"}})
	return p
}

// A mixed day is called so that its night is shot in the dark, whatever the season, as cheaply as that may be.
func TestCallFollowsTheSun(t *testing.T) {
	for _, c := range []struct {
		name  string
		first moteur.Date
		light script.Light
		shape func(*schedule.Problem)
		call  string
		at    string // the last scene, or the first at dawn
	}{
		// In Douarnenez the sun sets at 22:18, 19:09 and 17:24 on these dates, legal time.
		{"June", moteur.NewDate(2027, 6, 14), script.Night, nil, "17:00", "23:00"},
		{"October: the night before the dawn costs less than that of the evening", moteur.NewDate(2027, 10, 26), script.Night, nil, "05:50", "06:50"},
		{"December", moteur.NewDate(2027, 12, 6), script.Night, nil, "12:00", "18:00"},
		{"dusk", moteur.NewDate(2027, 6, 14), script.Dusk, func(p *schedule.Problem) { p.Scenes[2].Minutes = 60 }, "15:35", "21:35"},
		{"dawn", moteur.NewDate(2027, 6, 14), script.Dawn, func(p *schedule.Problem) { p.Scenes[2].Minutes = 60 }, "05:00", "06:00"},
		{"dawn in winter: first light", moteur.NewDate(2027, 12, 6), script.Dawn, func(p *schedule.Problem) { p.Scenes[2].Minutes = 60 }, "06:20", "08:20"},
		{"hours given are a wish, the light is not", moteur.NewDate(2027, 6, 14), script.Night, func(p *schedule.Problem) { p.Shape.MixedCall = labour.At(14, 0) }, "17:00", "23:00"},
		{"no coordinates", moteur.NewDate(2027, 6, 14), script.Night, func(p *schedule.Problem) { p.Locations[0].LatMilli, p.Locations[0].LonMilli = 0, 0 }, "13:00", "18:00"},
	} {
		p := mixed(c.first, c.light)
		if c.shape != nil {
			c.shape(&p)
		}
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
		require.NoError(t, err, c.name)
		require.NoError(t, res.Report.Err(), c.name)
		require.Len(t, res.Plan.Days, 1, c.name)
		d := res.Plan.Days[0]
		at := ""
		for _, s := range p.Timetable(d) {
			if s.Scene == "3" {
				at = s.From.Label(moteur.Date{})
			}
		}
		assert.Equal(t, c.call+" "+c.at, d.Call.String()+" "+at, "%s: %v", c.name, p.Timetable(d))
	}
}

// The hours Timed sets to the days of a plan of Solve are lawful and cost as much, the sun followed or not.
func TestSolvedHoursAreTimed(t *testing.T) {
	sunny := 0
	for seed := range uint64(rounds(t, 8)) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 11)), 10)
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 1500, Seed: seed})
		require.NoError(t, err)
		if len(res.Plan.Days) == 0 || p.Calendar.Dateless {
			continue
		}
		plan := schedule.Plan{Title: res.Plan.Title}
		for _, d := range res.Plan.Days {
			plan.Days = append(plan.Days, schedule.Day{Number: d.Number, Date: d.Date, Unit: d.Unit, Scenes: d.Scenes, Parts: d.Parts, Locked: d.Locked, Call: d.Call, Ready: d.Ready, Meal: d.Meal, Wrap: d.Wrap, Starts: d.Starts})
			if !slices.Contains([]int{5, 8, 13, 18}, d.Call.Minutes()/60) || d.Call.Minutes()%60 != 0 {
				sunny++
			}
		}
		timed := plan.Timed(p)
		require.NoError(t, schedule.Check(p, timed).Err(), "seed %d", seed)
		cost, err := schedule.Cost(p, timed)
		require.NoError(t, err)
		require.Equal(t, res.Cost.String(), cost.Value.String(), "seed %d", seed)
	}
	assert.Positive(t, sunny)
}
