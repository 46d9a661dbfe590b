package film

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/schedule"
)

// The day of a role is typed once, in the plan or in the devis; the other side takes it, and the folder given is not changed.
func TestRatesOnce(t *testing.T) {
	rate := decimal.RequireFromString
	line := func(from, unit, typed string) budget.Line {
		return budget.Line{From: from, Unit: unit, Status: budget.Salaried, Rate: rate(typed)}
	}
	var f Folder
	f.Shoot.Roles = []Role{{Role: schedule.Role{ID: "A", DayRate: rate("450")}}, {Role: schedule.Role{ID: "B"}},
		{Role: schedule.Role{ID: "C", WeekRate: rate("2000")}}}
	f.Budget.Lines = []budget.Line{line("plan:role:A", "day", "0"), line("plan:role:B", "day", "620"), line("plan:role:C", "day", "500"),
		line("plan:role:A", "week", "0"), line("plan:travel:A", "day", "0")}
	got := ratesOnce(f)
	for i, want := range []string{"450", "620", "500", "0", "0"} {
		assert.Equal(t, want, got.Budget.Lines[i].Rate.String(), i)
	}
	for i, want := range []string{"450", "620", "0"} {
		assert.Equal(t, want, got.Shoot.Roles[i].DayRate.String(), i)
	}
	assert.True(t, f.Budget.Lines[0].Rate.IsZero() && f.Shoot.Roles[1].DayRate.IsZero(), "the folder given")
}

// A producer's part is what the plan de financement says its firm brings; the first delegate has the rest.
func TestProducersShareThePlan(t *testing.T) {
	firm := func(name string, delegate bool) points.Producer {
		return points.Producer{Company: moteur.Company{Name: name}, Delegate: delegate, Share: decimal.NewFromInt(1)}
	}
	plan := financing.Plan{Cost: decimal.NewFromInt(300), Resources: []financing.Resource{
		{Party: "Ostende", Amount: decimal.NewFromInt(30)}, {Party: "OSTENDE", Amount: decimal.NewFromInt(10)},
		{Party: "Une chaîne", Amount: decimal.NewFromInt(200)}}}
	got := producers([]points.Producer{firm("Ostende", false), firm("Déléguée", true), firm("Absente", false)}, plan)
	for i, want := range []string{"0.133333", "0.866667", "0"} {
		assert.Equal(t, want, got[i].Share.String(), i)
	}
}
