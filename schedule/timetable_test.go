package schedule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule"
)

func TestTimetable(t *testing.T) {
	p := schedule.Problem{
		Scenes: []schedule.Scene{{ID: "1", Location: "a", Minutes: 120}, {ID: "2", Location: "b", Minutes: 60}, {ID: "3", Location: "b", Minutes: 60}},
		Shape:  schedule.DayShape{Meal: 60, MoveMinutes: 30},
	}
	d := schedule.Day{Scenes: []string{"1", "2", "absent", "3"}, Ready: 9 * 60, Meal: 12 * 60}
	assert.Equal(t, []schedule.Slot{{Scene: "1", From: 540, To: 660}, {Scene: "2", From: 690, To: 810, Move: 30}, {Scene: "3", From: 810, To: 870}}, p.Timetable(d), "the meal falls inside scene 2")
	d.Meal = 8 * 60
	assert.Equal(t, 750, p.Timetable(d)[1].To, "a meal eaten before the first take stops nothing")
}
