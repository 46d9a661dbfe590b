package callsheet_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// A performer of two roles has one call, with both characters, from the first scene of one to the last of the other.
func TestOnePersonOneCall(t *testing.T) {
	in := input()
	in.Problem.Roles[2].Performer = "p1" // Đặng is played by Élise's performer
	s := made(t, in, 0)
	require.Len(t, s.Cast, 2)
	c := call(t, s, "elise")
	assert.Equal(t, "Élise et Đặng", c.Characters())
	assert.True(t, c.Plays("dang") && c.Plays("elise") && !c.Plays("yann"))
	assert.Equal(t, "07:15", c.Prep.String(), "the earlier of both")
	assert.Equal(t, s.Scenes[1].To.Add(15), c.Out)
	assert.Equal(t, 2, s.Meals.Cast, "one person eats once")
	r := callsheet.Check(s, callsheet.Settings{})
	assert.True(t, r.Has("callsheet/two-roles"))
	assert.NoError(t, r.Err(), "%v", r.Issues)
	assert.Contains(t, text.String(s.Document()), "1, 3  Élise et Đặng")
	slip, err := s.Slip("dang")
	require.NoError(t, err)
	assert.Contains(t, text.String(slip), "Convocation – Élise et Đặng")
	assert.NotEmpty(t, s.Text("dang"))
	in.Problem.Roles[0].Busy = []moteur.Span{{From: s.Date, To: s.Date}}
	assert.NotEmpty(t, call(t, made(t, in, 1), "yann").Role)
	busy := call(t, made(t, in, 0), "elise")
	assert.NotEmpty(t, busy.Unavailable, "the dates of both roles are the performer's")
}

// The presence of a role is that which the plan counts.
func TestPresenceIsThatOfThePlan(t *testing.T) {
	in := input()
	in.Cast = nil
	in.Problem.Roles[1].Before, in.Problem.Roles[1].After = 120, 40
	in.Problem.Roles[3].Child = &labour.Child{Age: 10, Before: 20, After: 10}
	in.Problem.Scenes[1].Present = map[string]int{"dang": 30}
	s := made(t, in, 0)
	yann := call(t, s, "yann")
	assert.Equal(t, "07:00", yann.Prep.String(), "two hours before the first take")
	assert.Equal(t, s.Scenes[1].To.Add(40), yann.Out)
	assert.Equal(t, "08:00", call(t, s, "elise").Prep.String(), "the usual preparation, from the general call on")
	dang := call(t, s, "dang")
	assert.Equal(t, s.Scenes[1].From.Add(30+15), dang.Out, "needed for half an hour")
	lou := call(t, made(t, in, 3), "lou")
	assert.Equal(t, lou.Ready.Add(-20), lou.Prep)
	assert.Equal(t, made(t, in, 3).Scenes[0].To.Add(10), lou.Out)
	in.Cast = map[string]callsheet.CastUsual{"yann": {Drive: 30}}
	yann = call(t, made(t, in, 0), "yann")
	assert.Equal(t, "07:00", yann.Pickup.String(), "the ride is part of the presence")
	assert.Equal(t, "07:30", yann.Prep.String())
}

// A scene shot in parts has on each sheet its part, its pages and its share of the minutage.
func TestPartsOfAScene(t *testing.T) {
	in := input()
	in.Plan.Days[2].Scenes, in.Plan.Days[3].Scenes = []string{"6"}, []string{"6", "5"}
	in.Plan.Days[2].Parts = []schedule.Part{{Scene: "6", Number: 1, Of: 2, Minutes: 100, Eighths: 7}}
	in.Plan.Days[3].Parts = []schedule.Part{{Scene: "6", Number: 2, Of: 2, Minutes: 140, Eighths: 9}}
	one, two := made(t, in, 2), made(t, in, 3)
	assert.Equal(t, "6 (1/2)", one.Scenes[0].Name())
	assert.Equal(t, "6 (2/2)", two.Scenes[0].Name())
	assert.Equal(t, "5", two.Scenes[1].Name())
	assert.Equal(t, 16, one.Eighths()+two.Scenes[0].Eighths)
	assert.Equal(t, 120, one.Seconds()+two.Scenes[0].Seconds)
	assert.Contains(t, text.String(one.Document()), "6 (1/2)")
}

// The light of a scene is the one that the plan holds: the coordinates of its place, else of its base, else of the home of the film.
func TestLightOfThePlan(t *testing.T) {
	in := input()
	lit := func(day, scene int) []labour.Window { return made(t, in, day).Scenes[scene].Lit }
	assert.Equal(t, "06:04", lit(0, 0)[0].From.String())
	assert.Empty(t, lit(0, 1), "an interior is free")
	assert.Len(t, lit(1, 1), 2, "a night before dawn, or after dusk")
	in.Problem.Locations[0].Daylight = true
	assert.NotEmpty(t, lit(0, 1), "an interior that sees the daylight")
	in.Problem.Light.Day = 30
	assert.Equal(t, "06:34", lit(0, 0)[0].From.String())
	in.Problem.Light = schedule.LightMargins{Off: true}
	assert.Equal(t, "00:00", lit(0, 0)[0].From.String())
	in.Problem.Light = schedule.LightMargins{}
	for i := range in.Problem.Locations {
		in.Problem.Locations[i].LatMilli, in.Problem.Locations[i].LonMilli = 0, 0
	}
	assert.Equal(t, "00:00", lit(0, 0)[0].From.String(), "nobody knows the sun")
	in.Problem.Home = schedule.Position{LatMilli: 48_676, LonMilli: -1_852}
	assert.Equal(t, "06:04", lit(0, 0)[0].From.String())
	s := made(t, in, 0)
	assert.Equal(t, "06:04", s.Sun.Rise.String())
	in.Problem.Scenes[0].Light, in.Problem.Scenes[0].DayForNight = script.Night, true
	s = made(t, in, 0)
	assert.Equal(t, "EXT NUIT AMÉRICAINE", s.Scenes[0].Effect())
	assert.NoError(t, callsheet.Check(s, callsheet.Settings{}).Err())
}

// A day has the form that the production gave its period.
func TestFormsOfADay(t *testing.T) {
	in := input()
	on := in.Plan.Days[0].Date
	form := func(f schedule.DayForm) callsheet.Sheet {
		f.Span = moteur.Span{From: on, To: on}
		in.Problem.Forms = []schedule.DayForm{f}
		return made(t, in, 0)
	}
	for kind, words := range map[schedule.FormKind]string{schedule.HalfDay: "demi-journée", schedule.ContinuousDay: "journée continue",
		schedule.TenHourDay: "journée de dix heures", schedule.SplitDay: "journée coupée"} {
		s := form(schedule.DayForm{Kind: kind})
		assert.Contains(t, text.String(s.Document()), words)
		assert.Equal(t, kind == schedule.ContinuousDay, s.Continuous)
	}
	s := form(schedule.DayForm{Kind: schedule.SplitDay})
	assert.Equal(t, "16:00", s.MealEnd.String(), "three hours")
	assert.False(t, callsheet.Check(s, callsheet.Settings{}).Has("t3.meal"), "the meal is an hour of the pause")
	assert.Equal(t, "15:00", form(schedule.DayForm{Kind: schedule.SplitDay, Pause: 120}).MealEnd.String())
	assert.Empty(t, form(schedule.DayForm{Kind: schedule.SplitDay, Unit: "B"}).Form, "another unit's")
}

// The sessions of a day stand between the call and the preparation.
func TestSessionsOfADay(t *testing.T) {
	in := input()
	d := in.Plan.Days[0]
	in.Problem.Trainings = []schedule.Training{{Date: d.Date, Minutes: 150}, {Date: d.Date, Minutes: 30, Label: "exercice d'évacuation", Who: "la régie"},
		{Date: d.Date.AddDays(1), Minutes: 60}, {Date: d.Date, Minutes: 60, Unit: "B"}}
	s := made(t, in, 0)
	assert.Equal(t, []callsheet.Session{{Label: "formation VHSS", From: d.Call, To: d.Call.Add(150)},
		{Label: "exercice d'évacuation", From: d.Call.Add(150), To: d.Call.Add(180), Who: "la régie"}}, s.Sessions)
	assert.Contains(t, text.String(s.Document()), "toute l'équipe")
	assert.Contains(t, text.String(s.Document()), "Exercice d'évacuation")
}

// A place abroad or in Alsace and Moselle has holidays of its own.
func TestHolidaysOfThePlace(t *testing.T) {
	in := input()
	in.Plan.Days[0].Date = moteur.NewDate(2026, 7, 21)
	assert.Empty(t, made(t, in, 0).Holiday)
	in.Problem.Locations[0].Country = "BE"
	assert.NotEmpty(t, made(t, in, 0).Holiday, "the national day of Belgium")
}

// What a day already shot breaks is told, and forbids nothing.
func TestSettledDay(t *testing.T) {
	in := input()
	in.Plan.Days[0].Wrap = labour.At(23, 30)
	assert.Error(t, callsheet.Check(made(t, in, 0), callsheet.Settings{}).Err())
	in.Problem.Frozen = []schedule.Day{in.Plan.Days[0]}
	r := callsheet.Check(made(t, in, 0), callsheet.Settings{})
	assert.NoError(t, r.Err())
	assert.True(t, r.Has("t2.day.span"))
}

// A journey between two bases stands on the sheet of the day it leaves, and on that of the morning it ends.
func TestJourneysOfTheCompany(t *testing.T) {
	in := input()
	in.Problem.Locations[2].Base = "Paris" // the studio; the others are bases of their own
	in.Problem.Shape.Moves = []schedule.Move{{From: "phare", To: "Paris", Minutes: 300}}
	var on []int
	for day := range in.Plan.Days {
		for _, j := range made(t, in, day).Journeys {
			on = append(on, day)
			assert.Equal(t, 300, j.Minutes)
		}
	}
	assert.Equal(t, []int{1, 2}, on, "between the night by the sea and the studio, on the morning of the latter")
	assert.Contains(t, text.String(made(t, in, 1).Document()), "Voyage de l'équipe")
	assert.Contains(t, text.String(made(t, in, 1).English()), "Company travel")
}
