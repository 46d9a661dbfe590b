package schedule_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// term is the amount of a line of the cost, wherever it stands; 0 when there is none.
func term(s moteur.Step, label string) string {
	found := "0"
	s.Walk(func(_ int, s moteur.Step) {
		if s.Label == label {
			found = s.Value.String()
		}
	})
	return found
}

// one a day: n scenes outdoors by day, each filling its day.
func oneADay(n int) schedule.Problem {
	p := small(moteur.NewDate(2027, 6, 7)) // a Monday
	p.Scenes[0].Minutes = 400
	for i := 1; i < n; i++ {
		s := p.Scenes[0]
		s.ID = string(rune('1' + i))
		p.Scenes = append(p.Scenes, s)
	}
	return p
}

// Days of travel: paid at both ends of a stay, on dates the performer must be free; shown as T.
func TestTravelDays(t *testing.T) {
	p := oneADay(2)
	p.Roles[0].TravelDays, p.Roles[0].TravelRate, p.Roles[0].Travel = 1, euros(200), euros(90)
	res := solved(t, p)
	cost, err := schedule.Cost(p, res.Plan)
	require.NoError(t, err)
	assert.Equal(t, "400", term(cost, "Jours de voyage"))
	assert.Equal(t, "90", term(cost, "Voyages"))
	assert.Equal(t, 2, res.Plan.Figures(p).TravelDays)
	assert.Equal(t, "490", p.Roles[0].Stay().String())
	grid := schedule.Paper{Problem: p, Plan: res.Plan}.OutOfDays()[0]
	var codes []string
	for _, c := range grid.Rows[0].Cells {
		codes = append(codes, c.Text)
	}
	assert.Equal(t, []string{"T", "SW", "WF", "T"}, codes)

	// Busy the day before the only dates: the journey does not fit.
	p.Calendar.Last = p.Calendar.First.AddDays(1)
	p.Roles[0].Busy = []moteur.Span{{From: p.Calendar.First.AddDays(-1), To: p.Calendar.First.AddDays(-1)}}
	assert.True(t, schedule.Check(p, res.Plan).Has("schedule/role-unavailable"))
	out, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 1000})
	require.NoError(t, err)
	assert.Equal(t, schedule.Infeasible, out.Status)
	p.Roles[0].TravelDays = 0
	assert.NoError(t, schedule.Check(p, res.Plan).Err())
}

// A drop is worth its holds against a second stay, days of travel included.
func TestDropAgainstTravelDays(t *testing.T) {
	p := oneADay(7)
	p.Roles = append(p.Roles, schedule.Role{ID: "LOU", Name: "Lou", DayRate: euros(100), HoldPaid: true, DropAfter: 4, TravelDays: 1, TravelRate: euros(100)})
	p.Scenes[0].Roles, p.Scenes[6].Roles = []string{"LOU"}, []string{"LOU"}
	var plan schedule.Plan
	for i, s := range p.Scenes {
		plan.Days = append(plan.Days, schedule.Day{Number: i + 1, Date: p.Calendar.First.AddDays(i + 2*(i/5)), Scenes: []string{s.ID}})
	}
	plan = plan.Timed(p)
	for _, c := range []struct {
		name, hold string
		rate       int
		drop       bool
	}{
		{"five holds cost as much as a second stay", "200", 40, false},
		{"a euro more a day", "0", 41, true},
	} {
		p.Roles[1].HoldRate = euros(c.rate)
		cost, err := schedule.Cost(p, plan)
		require.NoError(t, err)
		assert.Equal(t, c.hold, term(cost, "Jours de relâche payés"), c.name)
		grid := schedule.Paper{Problem: p, Plan: plan}.OutOfDays()[0]
		row := ""
		for _, r := range grid.Rows {
			if r.Label == "Lou" {
				for _, x := range r.Cells {
					row += x.Text + " "
				}
			}
		}
		if c.drop {
			assert.Equal(t, "T SWD T      T PWF T ", row, c.name)
		} else {
			assert.Equal(t, "T SW H H H H R R H WF T ", row, c.name)
		}
	}
}

// Rest after so many days in a row: Solve leaves a date, Check names the day without it.
func TestRestAfter(t *testing.T) {
	p := oneADay(3)
	p.Roles[0].RestAfter = 2
	res := solved(t, p)
	last := res.Plan.Days[2].Date
	assert.Equal(t, moteur.NewDate(2027, 6, 10), last)
	row := res.Plan
	row.Days[2].Date = moteur.NewDate(2027, 6, 9)
	assert.True(t, schedule.Check(p, row).Has("schedule/role-rest"))
}

// A reserved unit shoots what names it, nothing else, however cheap it is.
func TestReservedUnit(t *testing.T) {
	p := oneADay(3)
	p.Units = []schedule.Unit{{ID: "A"}, {ID: "B", Name: "Deuxième équipe", DayRate: euros(10), Reserved: true}}
	p.Scenes[2].Unit, p.Scenes[2].Roles = "B", nil
	res := solved(t, p)
	for _, d := range res.Plan.Days {
		assert.Equal(t, d.Unit == "B", d.Scenes[0] == "3")
	}
	res.Plan.Days[0].Unit = "B"
	assert.True(t, schedule.Check(p, res.Plan).Has("schedule/unit"))
}

// A child's authorisation may begin later than the law.
func TestChildEarliest(t *testing.T) {
	p := oneADay(1)
	p.Scenes[0].Minutes = 120
	p.Roles[0].Child = &labour.Child{Age: 10, MaxMinutes: 240, Earliest: labour.At(9, 0)}
	require.NoError(t, schedule.Check(p, solved(t, p).Plan).Err(), "ready at nine")
	p.Roles[0].Child.Earliest = labour.At(9, 1)
	later := solved(t, p)
	require.NoError(t, schedule.Check(p, later.Plan).Err())
	assert.False(t, later.Plan.Days[0].Starts[0].Before(labour.At(9, 1)), "the day is called for the child")
}

// Cover sets are kept for the last exterior day when it is worth more than anything else.
func TestCoverKeptInReserve(t *testing.T) {
	p := oneADay(3)
	p.Locations = append(p.Locations, schedule.Location{ID: "hangar", Name: "Hangar", CoverSet: true})
	p.Scenes[0].Location, p.Scenes[0].Place, p.Scenes[0].Set = "hangar", script.Interior, "HANGAR"
	p.Wishes.CoverLess = euros(100)
	res := solved(t, p)
	assert.Equal(t, []string{"1"}, res.Plan.Days[2].Scenes)
	print := text.String(schedule.Paper{Problem: p, Plan: res.Plan}.Document())
	assert.Contains(t, print, "Décors de repli")
	assert.Contains(t, print, "1 HANGAR (J3)")
	first := res.Plan
	first.Days[0].Scenes, first.Days[2].Scenes = first.Days[2].Scenes, first.Days[0].Scenes
	cost, err := schedule.Cost(p, first.Timed(p))
	require.NoError(t, err)
	assert.Equal(t, "200", term(cost, "Un décor de repli en réserve"))
}

// Kilometres are counted, priced as a wish and turned into carbon.
func TestKilometres(t *testing.T) {
	p := oneADay(3)
	p.Locations = append(p.Locations, schedule.Location{ID: "phare", Name: "Phare"})
	p.Scenes[1].Location = "phare"
	p.Shape.Moves = []schedule.Move{{From: "port", To: "phare", Minutes: 30, Km: 21}}
	p.Shape.CarbonGrams, p.Wishes.Kilometre = 2500, euros(3)
	res := solved(t, p)
	f := res.Plan.Figures(p)
	assert.Equal(t, 21, f.Kilometres, "there and not back")
	assert.Equal(t, 53, f.CarbonKg)
	cost, err := schedule.Cost(p, res.Plan)
	require.NoError(t, err)
	assert.Equal(t, "63", term(cost, "Souhait : peu de kilomètres"))
}

// What holds by half an hour is told; by a minute more it is not.
func TestMargins(t *testing.T) {
	p := oneADay(1)
	p.Roles[0].MaxDays, p.Calendar.MaxDays = 1, 1
	plan := solved(t, p).Plan
	has := func(rule string) bool {
		for _, m := range schedule.Margins(p, plan) {
			if m.Rule == rule {
				assert.NotEmpty(t, m.Text)
				return true
			}
		}
		return false
	}
	assert.True(t, has("schedule/max-days"))
	assert.True(t, has("schedule/role-max-days"))
	assert.False(t, has("t2.day.span"))
	plan.Days[0].Wrap = plan.Days[0].Call.Add(12*60 + 30)
	assert.True(t, has("t2.day.span"))
	plan.Days[0].Wrap = plan.Days[0].Wrap.Add(-1)
	assert.False(t, has("t2.day.span"))
	assert.Empty(t, schedule.Margins(schedule.Problem{}, plan), "nothing of a problem that is not one")
}
