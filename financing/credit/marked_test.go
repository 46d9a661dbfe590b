package credit_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/financing/credit"
)

// spent is the French spend that the credit is put forward for, before its caps.
func spent(t require.TestingT, e budget.Estimate) decimal.Decimal {
	lines, rep := credit.SpendOf(e, "")
	require.NoError(t, rep.Err())
	sum := decimal.Zero
	for _, l := range lines {
		sum = sum.Add(l.Amount).Sub(l.Outside)
	}
	return sum
}

// The column of eligible spend of a devis is the French part of the lines of the credit's categories, with their charges.
func TestMarked(t *testing.T) {
	part := func(v string) map[string]map[string]decimal.Decimal {
		return map[string]map[string]decimal.Decimal{budget.TerritoryAxis: {"FR": eur(v), "BE": one.Sub(eur(v))}}
	}
	b := budget.Budget{Date: day(2026, 5, 4), Lines: []budget.Line{
		{ID: "decor", Account: "5312", Quantity: one, Rate: eur("1000"), Status: budget.Invoice},
		{ID: "hotel", Account: "6411", Quantity: eur("8"), Rate: eur("100"), Status: budget.Invoice, Shares: part("0.75")},
		{ID: "vfx", Account: "8311", Quantity: one, Rate: eur("500"), Status: budget.Invoice, Split: map[string]map[string]decimal.Decimal{budget.TerritoryAxis: {"FR": eur("200"), "BE": eur("300")}}},
		{ID: "labo", Account: "8411", Quantity: one, Rate: eur("70"), Status: budget.Foreign},
		{ID: "avocat", Account: "9311", Quantity: one, Rate: eur("9000"), Status: budget.Invoice},
		{ID: "dit", Account: "5411", Quantity: one, Rate: eur("40"), Status: budget.Invoice, Shares: map[string]map[string]decimal.Decimal{budget.CreditAxis: {"eligible": eur("0.5"), "out": eur("0.5")}}},
	}}
	marked, rep := credit.Marked(b)
	require.NoError(t, rep.Err())
	e, err := budget.Compute(marked)
	require.NoError(t, err)
	for code, want := range map[string]string{"5312": "1000", "6411": "600", "8311": "200", "8411": "0", "9311": "0", "5411": "20"} {
		a, ok := e.Account(code)
		require.True(t, ok, code)
		assert.True(t, eur(want).Equal(a.Axes[budget.CreditAxis][budget.Eligible]), "%s: %s", code, a.Axes[budget.CreditAxis][budget.Eligible])
	}
	assert.True(t, eur("1820").Equal(spent(t, e)), "%s", spent(t, e))
	lines, _ := credit.SpendOf(e, "")
	for _, l := range lines {
		if l.ID == "hotel" { // put forward whole, cut by name
			assert.Equal(t, "800", l.Amount.String())
			assert.Equal(t, "200", l.Outside.String())
		}
	}
	again, _ := credit.Marked(marked)
	assert.Equal(t, marked, again, "a line says its part once")
}

// To the cent, whatever the shares, the charges and the rounding of each part.
func TestMarkedAgreesWithTheCredit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := budget.Budget{Date: day(2026, 5, 4), Charges: []budget.Charge{{ID: "a", Rate: eur("0.317")}, {ID: "b", Rate: eur("0.1234")}}}
		for i := range rapid.IntRange(1, 6).Draw(t, "lines") {
			l := budget.Line{ID: string(rune('a' + i)), Account: rapid.SampledFrom([]string{"2611", "3212", "5312", "6411", "8311", "9311"}).Draw(t, "account"),
				Quantity: one, Rate: decimal.New(rapid.Int64Range(1, 999_999).Draw(t, "cents"), -2), Status: budget.Invoice}
			switch rapid.IntRange(0, 2).Draw(t, "pay") {
			case 1:
				l.Status, l.Charges = budget.Salaried, []string{"a", "b"}
			case 2:
				l.Status, l.Profile = budget.Salaried, payroll.Technician
			}
			if f := decimal.New(rapid.Int64Range(0, 9999).Draw(t, "france"), -4); !f.IsZero() {
				l.Shares = map[string]map[string]decimal.Decimal{budget.TerritoryAxis: {"FR": f, "BE": one.Sub(f)}}
			}
			b.Lines = append(b.Lines, l)
		}
		plain, err := budget.Compute(b)
		require.NoError(t, err)
		marked, _ := credit.Marked(b)
		e, err := budget.Compute(marked)
		require.NoError(t, err)
		require.True(t, spent(t, plain).Equal(e.Axes[budget.CreditAxis][budget.Eligible]), "%s %s", spent(t, plain), e.Axes[budget.CreditAxis][budget.Eligible])
		require.True(t, spent(t, plain).Equal(spent(t, e)))
	})
}
