package follow_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
)

// small is a devis of two lines with insurance, overheads and contingency.
func small(t testing.TB) budget.Estimate {
	t.Helper()
	e, err := budget.Compute(budget.Budget{Lines: []budget.Line{
		{ID: "camera", Account: "7111", Label: "Caméra", Quantity: d("1"), Rate: d("10000"), Unit: "flat"},
		{ID: "grue", Account: "7211", Label: "Grue", Quantity: d("1"), Rate: d("2000"), Unit: "flat"}},
		Percents: []budget.Percent{{ID: "assurance", Account: "9111", Label: "Assurances", Rate: d("0.02"), Base: "1..8"},
			{ID: "fg", Account: "FG", Label: "Frais généraux", Rate: d("0.07"), Base: "direct"},
			{ID: "im", Account: "IM", Label: "Imprévus", Rate: d("0.1"), Base: "direct"}}})
	require.NoError(t, err)
	return e
}

func track(t testing.TB, tracking follow.Tracking) follow.CostReport {
	t.Helper()
	r, err := follow.Track(small(t), tracking)
	require.NoError(t, err)
	return r
}

// An invoice on a percent line lands on that line: 240 € of insurance are planned on 12,000 €.
func TestPercentLinesAreInvoiced(t *testing.T) {
	for _, c := range []struct {
		name, invoice, actual, final, used string
		closed                             []string
	}{
		{"part", "100", "100", "240", "0", nil}, {"closed below", "100", "100", "100", "0", []string{"assurance"}},
		{"whole", "240", "240", "240", "0", nil}, {"beyond", "300", "300", "300", "60", nil}, {"avoir", "-40", "-40", "240", "0", nil},
	} {
		r := track(t, follow.Tracking{Closed: c.closed, Movements: []follow.Movement{{Kind: follow.Invoiced, Line: "assurance", Amount: d(c.invoice)}}})
		x := row(t, r, "assurance")
		assert.Equal(t, follow.RowPercent, x.Kind, c.name)
		equal(t, d("240"), x.Budget, c.name)
		equal(t, d(c.actual), x.Actual, c.name)
		equal(t, d(c.final), x.Final, c.name)
		equal(t, d(c.used), r.Used, c.name)
		equal(t, r.Contingency.Sub(d(c.used)), row(t, r, "im").Final, c.name, "an overrun of a percent line eats the contingency too")
		assert.False(t, r.Report.Has("budget/track-unplanned"), c.name)
	}
	r := track(t, follow.Tracking{ToCome: []follow.ToCome{{Number: 1, Line: "assurance", Amount: d("500")}},
		Movements: []follow.Movement{{Kind: follow.Commitment, ID: "A1", Line: "assurance", Amount: d("90")}, {Kind: follow.Paid, Line: "assurance", Amount: d("90")}}})
	x := row(t, r, "assurance")
	equal(t, d("90"), x.Committed)
	equal(t, d("90"), x.Paid)
	equal(t, d("590"), x.Final, "what a person said remains to come")
	final := follow.Definitive(small(t), r)
	assert.True(t, hasPath(final.Report, "assurance"), "begun and not closed: named")
}

// An invoice on the contingency takes it: the reserve, its use and what is left say the same.
func TestContingencyIsInvoiced(t *testing.T) {
	r := track(t, follow.Tracking{Movements: []follow.Movement{{Kind: follow.Invoiced, Line: "im", Amount: d("300")},
		{Kind: follow.Invoiced, Line: "camera", Amount: d("10500")}}})
	reserve := row(t, r, "im")
	planned := r.Contingency
	equal(t, d("300"), reserve.Actual)
	equal(t, planned.Sub(d("500")), reserve.Final, "300 spent on it, and what is left once 500 of overrun is taken")
	equal(t, d("800"), r.Used)
	equal(t, planned.Sub(d("800")), r.Left)
	equal(t, d("0"), r.Total.Variance)
	r = track(t, follow.Tracking{ToCome: []follow.ToCome{{Number: 1, Line: "im", Amount: d("5")}}})
	assert.True(t, r.Report.Has("budget/track-reserve"), "what is left of the contingency is computed")
	equal(t, planned, row(t, r, "im").Final)
}

// A salary on a percent line is counted and its charges, which nobody can compute, are told.
func TestPayOnAPercentLine(t *testing.T) {
	r := track(t, follow.Tracking{Movements: []follow.Movement{{Kind: follow.PayrollPay, Line: "fg", Amount: d("100")}}})
	equal(t, d("100"), row(t, r, "fg").Actual)
	assert.True(t, r.Report.Has("budget/track-pay-unplanned"))
}

// What settles an order without naming a line takes the order's line, whatever the mapping says of its account.
func TestSettlingTakesTheLineOfTheOrder(t *testing.T) {
	mapping := follow.Mapping{Rules: []follow.MapRule{{Account: "6135", Line: "camera"}}}
	r := track(t, follow.Tracking{Mapping: mapping, Movements: []follow.Movement{
		{Kind: follow.Invoiced, ID: "F1", Date: moteur.NewDate(2026, 5, 2), Account: "6135", Settles: "B1", Amount: d("1500")},
		{Kind: follow.Paid, ID: "R1", Date: moteur.NewDate(2026, 5, 1), Settles: "F1", Amount: d("700")},
		{Kind: follow.Paid, ID: "R2", Date: moteur.NewDate(2026, 5, 9), Settles: "B1", Amount: d("300")},
		{Kind: follow.Commitment, ID: "B1", Date: moteur.NewDate(2026, 5, 3), Line: "grue", Amount: d("1800")},
	}})
	x := row(t, r, "grue")
	equal(t, d("1500"), x.Actual)
	equal(t, d("300"), x.Committed)
	equal(t, d("1000"), x.Paid, "a payment answers an invoice or an order, whatever comes first")
	equal(t, d("2000"), x.Final)
	equal(t, d("0"), row(t, r, "camera").Actual)
	assert.Empty(t, r.Report.Issues)
	r = track(t, follow.Tracking{Movements: []follow.Movement{{Kind: follow.Paid, ID: "R1", Line: "grue", Settles: "F9", Amount: d("1")}}})
	assert.True(t, r.Report.Has("budget/track-settles"), "a payment that answers nothing is told")
}

// A line that the devis does not have is named with the nearest one, in a movement and in a mapping.
func TestUnknownLinesAreNamed(t *testing.T) {
	r := track(t, follow.Tracking{Movements: []follow.Movement{{Kind: follow.Invoiced, Line: "camra", Amount: d("10"), Label: "Optiques", Place: "m.csv:4"}}})
	require.Len(t, r.Report.Issues, 1)
	assert.Equal(t, "m.csv:4", r.Report.Issues[0].Path)
	assert.Contains(t, r.Report.Issues[0].Message, "camra")
	assert.Contains(t, r.Report.Issues[0].Message, "camera")
	_, err := follow.Track(small(t), follow.Tracking{Mapping: follow.Mapping{Rules: []follow.MapRule{{Account: "6", Line: "camra"}}}})
	require.ErrorContains(t, err, "camra")
	require.ErrorContains(t, err, "camera")
	_, err = follow.Track(small(t), follow.Tracking{Mapping: follow.Mapping{Rules: []follow.MapRule{{Account: "6", Line: "camera", Kind: "invoise"}}}})
	require.ErrorContains(t, err, "invoise")
	require.ErrorContains(t, err, "invoice")
}

// A rule of the mapping sends movements abroad.
func TestMappingAbroad(t *testing.T) {
	r := track(t, follow.Tracking{Mapping: follow.Mapping{Rules: []follow.MapRule{{Account: "6135", Journal: "BE", Line: "camera", Abroad: true}, {Account: "6135", Line: "camera"}}},
		Movements: []follow.Movement{{Kind: follow.Invoiced, Account: "613500", Journal: "BE", Amount: d("70")}, {Kind: follow.Invoiced, Account: "613500", Journal: "AC", Amount: d("30")}}})
	equal(t, d("100"), row(t, r, "camera").Actual)
	equal(t, d("70"), row(t, r, "camera").Abroad)
}

// An invoice of the accounts names no order: it uses up those of its supplier on its line, oldest first, and says so. Orders of
// others on that line stay, which is told.
func TestInvoicesUseUpTheOrdersOfTheirSupplier(t *testing.T) {
	day := moteur.NewDate(2026, 5, 1)
	orders := []follow.Movement{
		{Kind: follow.Commitment, ID: "B2", Date: day.AddDays(1), Line: "camera", Party: "TSF", Amount: d("3000")},
		{Kind: follow.Commitment, ID: "B1", Date: day, Line: "camera", Party: "TSF", Amount: d("4000")},
		{Kind: follow.Commitment, ID: "B3", Date: day, Line: "camera", Party: "RVZ", Amount: d("500")},
		{Kind: follow.Commitment, ID: "B4", Date: day, Line: "grue", Party: "TSF", Amount: d("700")}}
	for _, c := range []struct{ party, amount, committed string }{
		{"tsf", "5000", "2500"}, {"TSF", "9000", "500"}, {"RVZ", "500", "7000"}, {"Autre", "5000", "7500"}, {"", "5000", "7500"}, {"TSF", "-100", "7500"},
	} {
		r := track(t, follow.Tracking{Movements: append([]follow.Movement{{Kind: follow.Invoiced, ID: "F1", Date: day.AddDays(9), Line: "camera", Party: c.party, Amount: d(c.amount), Place: "f.txt:7"}}, orders...)})
		x := row(t, r, "camera")
		equal(t, d(c.committed), x.Committed, c)
		equal(t, d(c.amount), x.Actual, c)
		equal(t, d("700"), row(t, r, "grue").Committed, "an order of another line stays")
		used := !d(c.committed).Equal(d("7500"))
		assert.Equal(t, used, r.Report.Has("budget/track-order-used"), c)
		assert.Equal(t, !used && d(c.amount).IsPositive(), r.Report.Has("budget/track-order-open"), c)
		assert.Equal(t, d(c.amount).IsPositive(), hasPath(r.Report, "f.txt:7"), c)
	}
}

// Booked charges go beside the charges of the account that the mapping names, which must be one; without an account they are compared
// as a whole.
func TestBookedCharges(t *testing.T) {
	booked := []follow.Movement{{Kind: follow.BookedDues, Account: "645100", Amount: d("2900")}}
	r, err := follow.Track(frozen(t), follow.Tracking{Movements: booked})
	require.NoError(t, err)
	for _, x := range r.Rows {
		equal(t, d("0"), x.Booked, x.ID)
	}
	assert.True(t, r.Report.Has("budget/track-booked"))
	rules := func(line string) follow.Mapping {
		return follow.Mapping{Rules: []follow.MapRule{{Account: "645", Kind: follow.BookedDues, Line: line}}}
	}
	r, err = follow.Track(frozen(t), follow.Tracking{Movements: booked, Mapping: rules("43")})
	require.NoError(t, err)
	equal(t, d("2900"), row(t, r, "charges:43").Booked)
	_, err = follow.Track(frozen(t), follow.Tracking{Movements: booked, Mapping: rules("4")})
	require.ErrorContains(t, err, "43", "no account of charges: the nearest is named")
}
