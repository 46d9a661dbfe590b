package budget_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
)

// A name that the devis does not know is told with the nearest ones it knows.
func TestNearestNames(t *testing.T) {
	base := func() budget.Line {
		return budget.Line{ID: "a", Account: "2611", Label: "Image", Unit: "week", Quantity: d("1"), Rate: d("3000"), Status: budget.Salaried}
	}
	for _, c := range []struct {
		name   string
		change func(*budget.Budget, *budget.Line)
		rule   string
		says   string
	}{
		{"account", func(_ *budget.Budget, l *budget.Line) { l.Account = "26111" }, "budget/account", "2611 ("},
		{"unit", func(_ *budget.Budget, l *budget.Line) { l.Unit = "semaine" }, "budget/unit", "week (semaines)"},
		{"job", func(_ *budget.Budget, l *budget.Line) { l.Job = "Directeur de la fotographie" }, "budget/job", "Directeur de la photographie"},
		{"status", func(_ *budget.Budget, l *budget.Line) { l.Status = "salariee" }, "budget/status", "salarie (salarié)"},
		{"group", func(b *budget.Budget, l *budget.Line) { l.Group, b.GroupsOff = "grue", []string{"grues"} }, "budget/group", "valeurs acceptées : grue"},
		{"charge", func(b *budget.Budget, l *budget.Line) {
			b.Charges, l.Charges = []budget.Charge{{ID: "fringe", Label: "Charges", Rate: d("0.5")}}, []string{"fringes"}
		}, "budget/charge", "valeurs acceptées : fringe"},
		{"percent", func(b *budget.Budget, _ *budget.Line) {
			b.Percents = []budget.Percent{{ID: "fg", Account: "F.G", Label: "Frais généraux", Rate: d("0.07"), Base: "1..9"}}
		}, "budget/account", "FG ("},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, l := budget.Budget{Title: "Film", Date: moteur.NewDate(2026, 11, 16)}, base()
			c.change(&b, &l)
			b.Lines = []budget.Line{l}
			e, _ := budget.Compute(b)
			rep := e.Report
			rep.Merge("", budget.Check(e))
			require.True(t, rep.Has(c.rule), "%v", rep)
			for _, i := range rep.Issues {
				if i.Rule == c.rule {
					assert.Contains(t, i.Message, c.says)
					break
				}
			}
		})
	}
	l := base()
	l.From = "plan:rôle:NORA"
	rep := budget.Unfilled(budget.Budget{Lines: []budget.Line{l}}, map[string]decimal.Decimal{"plan:role:NORA": d("28"), "plan:shoot_days": d("30")})
	require.Error(t, rep.Err(), "the line would keep its own quantity")
	assert.Contains(t, rep.Issues[0].Message, "plan:role:NORA")
}
