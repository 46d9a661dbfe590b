package callsheet_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/schedule/labour"
)

// hotDevis prices two roles by the day, figuration, meals and two electricians by the week, over ten shooting days.
func hotDevis(t *testing.T) budget.Estimate {
	t.Helper()
	n := decimal.NewFromInt
	e, err := budget.Compute(budget.Budget{Date: moteur.NewDate(2026, 6, 1), Staff: 10, Territory: "paris",
		Variables: map[string]decimal.Decimal{"shoot_days": n(10)},
		Lines: []budget.Line{
			{ID: "elec", Account: "2629", Label: "Électriciens", Number: n(2), Quantity: n(2), Unit: "week", Rate: n(1030), Status: budget.Salaried, Job: "Électricien de prise de vues cinéma", From: "plan:crew_weeks"},
			{ID: "real", Account: "2211", Label: "Réalisatrice", Quantity: n(2), Unit: "week", Rate: n(3050), Status: budget.Salaried, Job: "Réalisateur cinéma", From: "plan:crew_weeks"},
			{ID: "elise", Account: "3111", Label: "Élise", Quantity: n(6), Unit: "day", Rate: n(800), Role: "elise"},
			{ID: "yann", Account: "3112", Label: "Yann", Quantity: n(6), Unit: "day", Rate: n(500), Role: "yann"},
			{ID: "figu", Account: "3411", Label: "Figuration", Quantity: n(40), Unit: "day", Rate: n(112), From: "plan:extras"},
			{ID: "cantine", Account: "6611", Label: "Cantine", Quantity: n(400), Unit: "meal", Rate: n(20), From: "plan:meals"},
		}})
	require.NoError(t, err)
	return e
}

func item(t *testing.T, h follow.HotDay, line string) follow.HotItem {
	t.Helper()
	for _, i := range h.Items {
		if i.Line == line {
			return i
		}
	}
	t.Fatalf("no item %s", line)
	return follow.HotItem{}
}

// The report of a day beside its sheet is the hot day of the devis: who came, who did not, who was added, the hours beyond.
func TestHotDayOfAReport(t *testing.T) {
	s, err := callsheet.Make(input(), 0)
	require.NoError(t, err)
	require.Equal(t, 32, s.ExtraCount())
	same := callsheet.DayReport{Day: 1, Date: s.Date, Call: s.Call, Wrap: s.Wrap, Meal: s.Meal, MealEnd: s.MealEnd, Extras: s.ExtraCount()}
	for _, c := range s.Cast {
		same.People = append(same.People, callsheet.PersonTime{Role: c.Role, Name: c.Performer, In: c.Prep, Out: c.Out})
	}
	e := hotDevis(t)
	h, found := same.HotDay(s, nil, e)
	require.NoError(t, found.Err())
	require.Len(t, found.Of(moteur.Warning), 1, "%v", found.Issues)
	assert.Contains(t, found.Of(moteur.Warning)[0].Message, "dang", "the devis has no line for this role")
	priced, err := follow.Hot(e, h)
	require.NoError(t, err)
	assert.True(t, priced.Gap.IsZero(), "a day shot as planned costs what was planned: %s", priced.Gap)
	assert.Equal(t, "0.2", item(t, h, "elec").Planned.String(), "two weeks over ten days")
	assert.Equal(t, "1", item(t, h, "elise").Planned.String())
	assert.Equal(t, "32", item(t, h, "figu").Planned.String())

	real := same
	real.Wrap, real.Extras = s.Wrap.Add(120), 35
	real.People = []callsheet.PersonTime{{Role: "elise", Name: "Lise", Out: s.Wrap.Add(120)}, {Name: "Renfort", In: labour.At(5, 0), Out: labour.At(9, 0)}}
	h, found = real.HotDay(s, nil, e)
	require.NoError(t, found.Err())
	yann := item(t, h, "yann")
	assert.True(t, yann.Used.IsZero())
	assert.Equal(t, "convoqué, absent du rapport", yann.Note)
	assert.Equal(t, "35", item(t, h, "figu").Used.String())
	meals := item(t, h, "cantine")
	assert.Equal(t, "1", meals.Used.Sub(meals.Planned).String(), "three extras more, two performers less")
	assert.True(t, item(t, h, "elec").Extra.GreaterThan(decimal.NewFromFloat(80.8)), "a week of 46 h paid makes an hour of 20,20 €: two hours of two electricians, and more: %s", item(t, h, "elec").Extra)
	assert.True(t, item(t, h, "real").Extra.IsZero(), "a director is paid without hours")
	assert.True(t, found.Has("callsheet/hot-person"))

	busy := []callsheet.DayReport{}
	for n := 1; n <= 4; n++ { // the same day at the end of a full week, and of one that another week hides
		d := same
		d.Date = s.Date.AddDays(n - 1)
		busy = append(busy, d)
	}
	late := s
	late.Date, real.Date = s.Date.AddDays(4), s.Date.AddDays(4)
	full, found := real.HotDay(late, busy, e)
	require.NoError(t, found.Err())
	assert.True(t, item(t, full, "elec").Extra.IsZero(), "five short days: the hours guaranteed for the week pay them already")
	long := append([]callsheet.DayReport{}, busy...)
	for i := range long {
		long[i].Wrap = long[i].Wrap.Add(120)
	}
	full, found = real.HotDay(late, long, e)
	require.NoError(t, found.Err())
	assert.True(t, item(t, full, "elec").Extra.GreaterThan(item(t, h, "elec").Extra), "beyond them they are dearer: %s", item(t, full, "elec").Extra)
	for i := range busy {
		busy[i].Date = busy[i].Date.AddDays(-7)
	}
	fresh, _ := real.HotDay(late, busy, e)
	assert.True(t, item(t, fresh, "elec").Extra.Equal(item(t, h, "elec").Extra), "another week does not count")

	_, found = same.HotDay(late, nil, e)
	require.Error(t, found.Err(), "a sheet and a report of two dates")
}
