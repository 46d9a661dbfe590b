package schedule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

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
}
