package schedule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

func TestTimetable(t *testing.T) {
	p := schedule.Problem{
		Scenes: []schedule.Scene{{ID: "1", Location: "a", Minutes: 120}, {ID: "2", Location: "b", Minutes: 60}, {ID: "3", Location: "b", Minutes: 60}},
		Shape:  schedule.DayShape{Meal: 60, MoveMinutes: 30},
	}
	d := schedule.Day{Scenes: []string{"1", "2", "absent", "3"}, Ready: labour.At(9, 0), Meal: labour.At(12, 0)}
	assert.Equal(t, []schedule.Slot{{Scene: "1", From: labour.At(9, 0), To: labour.At(11, 0)}, {Scene: "2", From: labour.At(11, 30), To: labour.At(13, 30), Move: 30}, {Scene: "3", From: labour.At(13, 30), To: labour.At(14, 30)}}, p.Timetable(d), "the meal falls inside scene 2")
	d.Meal = labour.At(8, 0)
	assert.Equal(t, labour.At(12, 30), p.Timetable(d)[1].To, "a meal eaten before the first take stops nothing")
	d.Meal = labour.Clock{}
	assert.Equal(t, labour.At(12, 30), p.Timetable(d)[1].To, "no meal stops nothing")
}

// The hours of a plan that tells them are those of the plan, waiting included; a scene in parts takes the minutes of its part; the
// break of a split day is its own.
func TestTimetableOfPlan(t *testing.T) {
	on := moteur.NewDate(2027, 3, 9)
	p := schedule.Problem{
		Scenes: []schedule.Scene{{ID: "1", Location: "a", Minutes: 120}, {ID: "2", Location: "b", Minutes: 600}, {ID: "3", Location: "b", Minutes: 60}},
		Shape:  schedule.DayShape{Meal: 60, MoveMinutes: 30},
	}
	part := schedule.Part{Scene: "2", Number: 2, Of: 3, Minutes: 200, Eighths: 9}
	d := schedule.Day{Date: on, Scenes: []string{"1", "2", "3"}, Parts: []schedule.Part{part}, Ready: labour.At(9, 0), Meal: labour.At(13, 0),
		Starts: []labour.Clock{labour.At(9, 0), labour.At(11, 45), labour.At(20, 5)}}
	assert.Equal(t, []schedule.Slot{
		{Scene: "1", From: labour.At(9, 0), To: labour.At(11, 0)},
		{Scene: "2", From: labour.At(11, 45), To: labour.At(16, 5), Move: 30, Part: part},
		{Scene: "3", From: labour.At(20, 5), To: labour.At(21, 5)},
	}, p.Timetable(d))
	d.Meal = labour.At(11, 45)
	assert.Equal(t, labour.At(15, 5), p.Timetable(d)[1].To, "a break at the beginning of a scene comes before it")
	d.Meal = labour.At(13, 0)
	p.Forms = []schedule.DayForm{{Kind: schedule.SplitDay, Span: moteur.Span{From: on, To: on}}}
	assert.Equal(t, labour.At(18, 5), p.Timetable(d)[1].To, "three hours unless the form says otherwise")
	p.Forms[0].Pause = 240
	assert.Equal(t, labour.At(19, 5), p.Timetable(d)[1].To)
	d.Starts = nil
	assert.Equal(t, labour.At(18, 50), p.Timetable(d)[1].To, "from Ready on")
	d.Starts = []labour.Clock{labour.At(9, 0)}
	assert.Equal(t, labour.At(11, 30), p.Timetable(d)[1].From, "hours that do not fit the scenes are not the plan's")
}

func TestPlaceDays(t *testing.T) {
	p := schedule.Problem{Scenes: []schedule.Scene{{ID: "1", Location: "a"}, {ID: "2", Set: "CAVE"}, {ID: "3", Location: "b"}}}
	plan := schedule.Plan{Days: []schedule.Day{{Number: 1, Scenes: []string{"absent", "1", "3", "1"}}, {Number: 1, Unit: "B", Scenes: []string{"3"}},
		{Number: 2, Scenes: []string{"1"}, Parts: []schedule.Part{{Scene: "1", Number: 2, Of: 2}}}, {Number: 3, Scenes: []string{"2", "3"}}, {Number: 4}}}
	assert.Equal(t, map[string]int{"a": 2, "b": 2, "CAVE": 1}, plan.PlaceDays(p), "each place, once a date")
	p.Locations = []schedule.Location{{ID: "a", Country: "BE"}, {ID: "b"}}
	assert.Equal(t, map[string]int{"BE": 2, "FR": 2}, plan.CountryDays(p), "each country, once a date")
}
