package budget_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/budget"
)

// What is spent abroad: a place, a supplier, the days of the plan in another country; nothing else leaves France.
func TestPlaced(t *testing.T) {
	p, plan := shoot() // four days: the second, on the quay, is in Belgium
	p.Locations[1].Country = "BE"
	own := map[string]map[string]decimal.Decimal{budget.TerritoryAxis: {"ES": d("1")}}
	for _, c := range []struct {
		name string
		line budget.Line
		want map[string]string // nil: in France
	}{
		{"the place abroad", budget.Line{From: "plan:location:quai"}, map[string]string{"BE": "1"}},
		{"the place in France", budget.Line{From: "plan:location:phare"}, nil},
		{"crew by shooting week", budget.Line{From: "plan:crew_weeks", Status: budget.Salaried}, map[string]string{"FR": "0.75", "BE": "0.25"}},
		{"nights by formula", budget.Line{QuantityFormula: "shoot_days * 30", Unit: "night", Status: budget.Invoice}, map[string]string{"FR": "0.75", "BE": "0.25"}},
		{"a role that works two days of three in France", budget.Line{From: "plan:role:ANNA", Status: budget.Salaried}, map[string]string{"FR": "0.6666666667", "BE": "0.3333333333"}},
		{"a role that works in France alone", budget.Line{From: "plan:role:LUC", Status: budget.Salaried}, nil},
		{"extras of the quay", budget.Line{From: "plan:extras:marins", Status: budget.Salaried}, map[string]string{"BE": "1"}},
		{"a supplier abroad", budget.Line{Account: "8311", Quantity: d("1"), Status: budget.Invoice}, map[string]string{"BE": "1"}},
		{"a French supplier, whatever the days", budget.Line{Account: "7111", From: "plan:shoot_days", Status: budget.Invoice}, nil},
		{"pay on the account of a foreign supplier", budget.Line{Account: "8311", Quantity: d("1"), Status: budget.Salaried}, nil},
		{"the line's own territory", budget.Line{From: "plan:location:quai", Shares: own}, map[string]string{"ES": "1"}},
		{"a variable of no plan", budget.Line{QuantityFormula: "prep_weeks * 2"}, nil},
		{"a figure of no day", budget.Line{From: "plan:role:PERSONNE"}, nil},
	} {
		got := budget.Placed(budget.Budget{Lines: []budget.Line{c.line}}, p, plan, map[string]string{"83": "BE", "7": "BE", "71": "FR"})
		shares := got.Lines[0].Shares[budget.TerritoryAxis]
		assert.Len(t, shares, len(c.want), c.name)
		for country, part := range c.want {
			assert.True(t, d(part).Equal(shares[country]), "%s: %s %s", c.name, country, shares[country])
		}
	}
}

// Placing a devis changes no amount, and each line's parts add up to it.
func TestPlacedKeepsTheTotal(t *testing.T) {
	p, plan := shoot()
	p.Locations[1].Country = "BE"
	b := budget.Fill(budget.Budget{Lines: []budget.Line{
		{ID: "hotels", Account: "6411", QuantityFormula: "shoot_days * 7", Unit: "night", Rate: d("71.37"), Status: budget.Invoice},
		{ID: "anna", Account: "3212", From: "plan:role:ANNA", Unit: "day", Rate: d("333.33"), Status: budget.FlatRate}}}, budget.Figures(p, plan))
	before, err := budget.Compute(b)
	require.NoError(t, err)
	after, err := budget.Compute(budget.Placed(b, p, plan, nil))
	require.NoError(t, err)
	equal(t, before.Total, after.Total)
	equal(t, after.Total, after.Axes[budget.TerritoryAxis][budget.France].Add(after.Axes[budget.TerritoryAxis]["BE"]))
	post, _ := after.Account("6411")
	equal(t, d("499.59"), post.Abroad) // 28 nights at 71.37 €, a quarter of them
}
