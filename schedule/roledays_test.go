package schedule_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
)

// The days of roles and equipment of a plan of five dates, by hand.
func TestRoleDays(t *testing.T) {
	monday := moteur.NewDate(2026, 5, 4)
	n := decimal.NewFromInt
	p := schedule.Problem{Calendar: schedule.Calendar{First: monday, Last: monday.AddDays(30)},
		Roles: []schedule.Role{
			{ID: "ANNA", DayRate: n(100), HoldPaid: true},
			{ID: "LUC", DayRate: n(100), MinDays: 4},
			{ID: "MIA", DayRate: n(100), HoldPaid: true, DropAfter: 2, Travel: n(50), TravelDays: 1},
			{ID: "NOBODY", DayRate: n(100), MinDays: 3, TravelDays: 1},
		},
		Equipment: []schedule.Equipment{{ID: "grue", DayRate: n(10), BySpan: true}, {ID: "drone", DayRate: n(10), MinDays: 2}, {ID: "train", DayRate: n(10)}},
		Scenes: []schedule.Scene{{ID: "1", Roles: []string{"ANNA", "LUC", "MIA"}, Needs: []string{"grue"}}, {ID: "2"}, {ID: "3", Needs: []string{"drone"}},
			{ID: "4", Roles: []string{"ANNA"}, Needs: []string{"grue"}}, {ID: "5", Roles: []string{"MIA"}}}}
	var plan schedule.Plan
	for i, s := range p.Scenes {
		plan.Days = append(plan.Days, schedule.Day{Number: i + 1, Date: monday.AddDays(i), Scenes: []string{s.ID, "unknown"}})
	}
	assert.Equal(t, map[string]schedule.RoleDays{
		"ANNA":   {Worked: 2, Held: 2, Paid: 4, Stays: 1, Holds: []moteur.Date{monday.AddDays(1), monday.AddDays(2)}},
		"LUC":    {Worked: 1, Paid: 4, Stays: 1},
		"MIA":    {Worked: 2, Paid: 2, Stays: 2, Travel: 4},
		"NOBODY": {Paid: 3},
	}, plan.RoleDays(p))
	assert.Equal(t, map[string]int{"grue": 4, "drone": 2, "train": 0}, plan.EquipmentDays(p))
	f := plan.Figures(p)
	assert.Equal(t, []int{7, 2, 4}, []int{f.RoleDaysPaid, f.HoldDays, f.TravelDays}, "who never works does not travel")
}
