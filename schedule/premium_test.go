package schedule_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// The search prices any hours of any day as Cost does, to the cent.
func TestSearchPricesHoursAsCostDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 4))
	special := []moteur.Date{moteur.NewDate(2026, 10, 24), moteur.NewDate(2026, 10, 25), moteur.NewDate(2027, 3, 27), moteur.NewDate(2027, 3, 28), moteur.NewDate(2026, 4, 30),
		moteur.NewDate(2026, 7, 13), moteur.NewDate(2026, 7, 14), moteur.NewDate(2026, 9, 30), moteur.NewDate(2027, 3, 20), moteur.NewDate(2026, 8, 14)}
	paid := 0
	for n := range 1500 {
		on := moteur.NewDate(2026, 1, 5).AddDays(r.IntN(800))
		if n%3 == 0 {
			on = special[r.IntN(len(special))]
		}
		p := small(on)
		p.Crew = schedule.Crew{HourRate: euros(137)}
		p.Roles[0].DayRate = euros(0)
		p.Calendar.On, p.Calendar.Zone = []moteur.Date{on}, []string{"FR", "FR-57", "none"}[r.IntN(3)]
		p.Rules = schedule.Rules{Agreement: []int{schedule.Cinema, schedule.Television}[r.IntN(2)], ParisRegion: r.IntN(2) == 0}
		p.Shape.Meal = 15 * r.IntN(7)
		call := r.IntN(1400)
		wrap := min(call+r.IntN(1300), 2879)
		meal := call - 100 + r.IntN(max(1, wrap-call+200))
		plan := schedule.Plan{Days: []schedule.Day{{Number: 1, Date: on, Scenes: []string{"1"}, Call: labour.ClockOf(call), Ready: labour.ClockOf(call), Meal: labour.ClockOf(max(0, meal)),
			Wrap: labour.ClockOf(wrap)}}}
		cost, searched, err := schedule.Prices(p, plan)
		require.NoError(t, err)
		require.Equal(t, cost, searched, "day %d: %s from %d to %d, meal %d: %+v", n, on, call, wrap, meal, p.Rules)
		paid += int(min(cost, 1))
	}
	assert.Greater(t, paid, 500)
}
