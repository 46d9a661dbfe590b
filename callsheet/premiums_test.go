package callsheet_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// planned is a day of the crew as the plan prices it: the minutes of each premium, and what they cost when an hour costs a euro.
func planned(t *testing.T, a asked, s shift) (minutes [4]int, cost decimal.Decimal) {
	p := schedule.Problem{Scenes: []schedule.Scene{{ID: "1", Location: "quai"}}, Locations: []schedule.Location{{ID: "quai"}}, Calendar: schedule.Calendar{First: s.date},
		Shape: schedule.DayShape{Meal: a.meal, Continuous: a.continuous}, Crew: schedule.Crew{HourRate: decimal.NewFromInt(1)}, Rules: schedule.Rules{Agreement: int(a.agreement), ParisRegion: a.paris}}
	got, err := schedule.Cost(p, schedule.Plan{Days: []schedule.Day{{Number: 1, Date: s.date, Scenes: []string{"1"}, Call: labour.ClockOf(s.call), Ready: labour.ClockOf(s.call),
		Meal: labour.ClockOf(s.meal), Wrap: labour.ClockOf(s.wrap)}}})
	require.NoError(t, err)
	premiums := got.Parts[1]
	require.Equal(t, "Majorations", premiums.Label)
	for _, line := range premiums.Parts {
		n := int(line.Parts[0].Parts[0].Value.IntPart())
		for i, words := range [4][]string{{"nuit"}, {"dimanche"}, {"jour férié", "1er mai"}, {"au-delà de dix heures"}} {
			for _, w := range words {
				if strings.Contains(line.Label, w) {
					minutes[i] += n
				}
			}
		}
	}
	return minutes, premiums.Value
}

// paid is the same day as the pay counts it.
func paid(t *testing.T, a asked, s shift) [4]int {
	d := labour.Day{Date: s.date, RDV: labour.ClockOf(s.call), End: labour.ClockOf(s.wrap), Continuous: a.continuous, Recovery: labour.Given}
	if a.meal > 0 {
		d.Breaks = []labour.Break{{From: labour.ClockOf(s.meal), To: labour.ClockOf(s.meal + a.meal), Meal: true}}
	}
	terms := payroll.Terms{Agreement: payroll.Agreement(a.agreement), Zone: labour.Region, Hourly: decimal.NewFromInt(30), Job: "scripte"}
	if a.paris {
		terms.Zone = labour.ParisRegion
	}
	sheet, err := payroll.CountTime(terms, []labour.Day{d}, payroll.WorkSettings{})
	require.NoError(t, err)
	h := sheet.Days[0]
	out := [4]int{h.Night, h.Sunday, h.Holiday, h.Over10}
	if a.agreement == labour.Television {
		out[2] = 0 // no premium of a holiday was found for television
	}
	return out
}

// The plan prices the minutes that the pay counts, on any day: nights, Sundays and holidays that begin at midnight, clock changes.
func TestPlanPricesTheMinutesOfThePay(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 7))
	var seen [4]int
	for n := range 600 {
		a := draw(r)
		s := a.days[r.IntN(2)]
		if n%5 == 0 { // around the holidays of May, July, November and December
			s.date = date([]string{"2026-04-30", "2026-05-01", "2026-05-07", "2026-07-13", "2026-07-14", "2026-11-10", "2026-12-24", "2027-05-16"}[r.IntN(8)])
		}
		plan, _ := planned(t, a, s)
		pay := paid(t, a, s)
		require.Equal(t, pay, plan, "day %d: %+v", n, s)
		for i, minutes := range plan {
			seen[i] += min(minutes, 1)
		}
	}
	for i, days := range seen {
		assert.Greater(t, days, 20, "premium %d", i)
	}
}

// Days counted by hand: night, Sunday, holiday and tenth hour, in hours, and what they cost in hours of base pay.
func TestPremiumsByHand(t *testing.T) {
	for _, c := range []struct {
		name             string
		on               string
		call, meal, wrap float64
		want             [4]float64
		cost             string
	}{
		{"the meal by night is no work", "2026-06-17", 20, 24.5, 30, [4]float64{7}, "3.5"},
		{"Saturday night", "2026-06-27", 18, 21, 28, [4]float64{6, 4}, "5"},
		{"Sunday night", "2026-06-28", 18, 21, 28, [4]float64{6, 5}, "7"},
		{"an hour less: clocks go forward", "2027-03-27", 20, 24, 30, [4]float64{8, 4}, "6"},
		{"an hour more: clocks go back", "2026-10-24", 20, 24, 30, [4]float64{10, 6}, "8"},
		{"the eve of 14 July", "2026-07-13", 18, 21, 28, [4]float64{6, 0, 4}, "5"},
		{"14 July by night", "2026-07-14", 18, 21, 28, [4]float64{6, 0, 5}, "7"},
		{"the eve of 1 May, outside the cap", "2026-04-30", 20, 21, 28, [4]float64{6, 0, 4}, "7"},
		{"eleven hours of a Friday", "2026-06-19", 8, 12, 20, [4]float64{0, 0, 0, 1}, "1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := func(h float64) int { return int(h * 60) }
			a := asked{meal: 60, agreement: labour.Cinema}
			s := shift{date: date(c.on), call: at(c.call), meal: at(c.meal), wrap: at(c.wrap)}
			got, cost := planned(t, a, s)
			var want [4]int
			for i, h := range c.want {
				want[i] = at(h)
			}
			assert.Equal(t, want, got)
			assert.Equal(t, want, paid(t, a, s), "the pay")
			assert.Equal(t, c.cost, cost.String())
		})
	}
}
