package credit_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/testkit"
)

// paidLine is an estimate of one salaried line, its charges half of its pay.
func paidLine(l budget.Line) budget.Estimate {
	l.ID, l.Label, l.Status = "L1", "Rôle", budget.Salaried
	n := l.Number
	if n.IsZero() {
		n = one
	}
	gross := n.Mul(l.Quantity).Mul(l.Rate).Round(2)
	return budget.Estimate{Budget: budget.Budget{Date: day(2026, 5, 4), Lines: []budget.Line{l}},
		Lines: []budget.LineAmount{{Line: l.ID, Account: l.Account, Quantity: l.Quantity, Computed: gross, Amount: gross, Charges: gross.Div(eur("2")).Round(2), Active: true}}}
}

// kept is what the base keeps of the line of an estimate.
func kept(t *testing.T, e budget.Estimate) (credit.SpendResult, moteur.Report) {
	t.Helper()
	lines, rep := credit.SpendOf(e, "")
	require.NoError(t, rep.Err())
	require.Len(t, lines, 1)
	out, more := credit.EligibleSpend(lines, eur("1000000"), day(2026, 5, 4), moteur.Date{}, nil)
	require.NoError(t, more.Err())
	rep.Merge("", more)
	if m := lines[0].MinimumPay; m != nil {
		require.NoError(t, m.Step.Verify())
		require.True(t, m.Step.Value.Equal(*lines[0].Minimum))
		listed(t, m.Step, more)
	}
	return out[0], rep
}

const aboveMinimum = "au-delà du minimum de la convention collective"

// TestPerformerMinimum: the pay is kept up to the minimum of its unit, its charges (half of the pay) in proportion.
func TestPerformerMinimum(t *testing.T) {
	on := func(y, m, d int) moteur.Span { return moteur.Span{From: day(y, m, d), To: day(y, m, d).AddDays(30)} }
	now := on(2026, 9, 7)
	role := func(rate, unit, quantity string, span moteur.Span) budget.Line {
		return budget.Line{Account: "3111", Profile: payroll.Performer, Rate: eur(rate), Unit: unit, Quantity: eur(quantity), Span: span}
	}
	with := func(l budget.Line, edit func(*budget.Line)) budget.Line { edit(&l); return l }
	for _, c := range []struct {
		name string
		line budget.Line
		want string // eligible spend, pay and charges
	}{
		{"above, by the day", role("1000", "day", "10", now), "6273.90"}, // 10 × 418.26 × 1.5
		{"at, by the day", role("418.26", "day", "10", now), "6273.90"},
		{"below, by the day", role("400", "day", "10", now), "6000.00"},
		{"a cent above", role("418.27", "day", "10", now), "6273.90"},
		{"above, by the week", role("3000", "week", "4", now), "7605.60"}, // 4 × 1 267.60 × 1.5
		{"at, by the week", role("1267.60", "week", "4", now), "7605.60"},
		{"below, by the week", role("1200", "week", "4", now), "7200.00"},
		{"week of six days", with(role("3000", "week", "4", now), func(l *budget.Line) { l.Basis = payroll.Week6 }), "9427.50"}, // 4 × 1 571.25 × 1.5
		{"half days of count", role("1000", "day", "2.5", now), "1568.48"},                                                      // 1 045.65 × 1.5, to the cent
		{"three persons", with(role("1000", "day", "10", now), func(l *budget.Line) { l.Number = eur("3") }), "18821.70"},
		{"eve of the grid of 2023-09-01", role("1000", "day", "10", on(2023, 8, 31)), "6181.20"}, // 412.08
		{"day of the grid of 2023-09-01", role("1000", "day", "10", on(2023, 9, 1)), "6273.90"},
		{"eve of the grid of 2022-01-01", role("3000", "week", "1", on(2021, 12, 31)), "1854.75"}, // 1 236.50
		{"day of the grid of 2022-01-01", role("3000", "week", "1", on(2022, 1, 1)), "1873.31"},   // 1 248.87 × 1.5 = 1 873.305
		{"no date: that of the devis", role("1000", "day", "10", moteur.Span{}), "6273.90"},
		{"half eligible", with(role("1000", "day", "10", now), func(l *budget.Line) {
			l.Shares = map[string]map[string]decimal.Decimal{"credit": {"eligible": eur("0.5"), "out": eur("0.5")}}
		}), "3136.95"},
		{"half abroad: half of the minimum", with(role("1000", "day", "10", now), func(l *budget.Line) {
			l.Shares = map[string]map[string]decimal.Decimal{"territory": {"FR": eur("0.5"), "BE": eur("0.5")}}
		}), "3136.95"},
		{"profile of the account", with(role("1000", "day", "10", now), func(l *budget.Line) { l.Profile = "" }), "6273.90"},
		{"stand-in", budget.Line{Account: "3413", Rate: eur("300"), Unit: "day", Quantity: eur("10"), Span: now}, "2475.00"},                                    // 165
		{"silent silhouette", budget.Line{Account: "3412", Job: "silhouette-muette", Rate: eur("300"), Unit: "day", Quantity: eur("10"), Span: now}, "2250.00"}, // 150
	} {
		t.Run(c.name, func(t *testing.T) {
			e := paidLine(c.line)
			got, rep := kept(t, e)
			testkit.Same(t, c.want, got.Eligible, "eligible")
			assert.False(t, rep.Has("financing/spend-minimum"), "the minimum is known")
			lost := decimal.Zero
			for _, x := range got.Cuts {
				if x.Reason == aboveMinimum {
					lost = lost.Add(x.Lost)
					assert.Contains(t, x.Source.Text, "CGI annexe III art. 46 quater-0 YM 1 b ; ", "the text of the cap, then that of the minimum")
					require.NotNil(t, x.By)
				} else {
					lost = lost.Add(x.Lost)
				}
			}
			testkit.Same(t, got.Amount.Sub(got.Eligible).String(), lost, "every euro lost has its cut")
		})
	}
}

// TestMinimumUnknown: without a minimum for the line, it stays whole and it is said.
func TestMinimumUnknown(t *testing.T) {
	base := budget.Line{Account: "3111", Profile: payroll.Performer, Rate: eur("1000"), Unit: "day", Quantity: eur("10"), Span: moteur.Span{From: day(2026, 9, 7)}}
	for name, edit := range map[string]func(*budget.Estimate, *budget.Line){
		"flat":                    func(_ *budget.Estimate, l *budget.Line) { l.Unit = "flat" },
		"hour":                    func(_ *budget.Estimate, l *budget.Line) { l.Unit = "hour" },
		"basis of another unit":   func(_ *budget.Estimate, l *budget.Line) { l.Basis = payroll.Week5 },
		"invoice":                 func(_ *budget.Estimate, l *budget.Line) { l.Status = budget.Invoice },
		"rehearsals":              func(_ *budget.Estimate, l *budget.Line) { l.Account = "3116" },
		"dubbing":                 func(_ *budget.Estimate, l *budget.Line) { l.Account = "3713" },
		"silhouette, which?":      func(_ *budget.Estimate, l *budget.Line) { l.Account, l.Profile = "3412", payroll.Extra },
		"technician":              func(_ *budget.Estimate, l *budget.Line) { l.Profile = payroll.Technician },
		"job of another profile":  func(_ *budget.Estimate, l *budget.Line) { l.Job = "figuration" },
		"unknown job":             func(_ *budget.Estimate, l *budget.Line) { l.Job = "dompteur" },
		"before the first grid":   func(_ *budget.Estimate, l *budget.Line) { l.Span.From = day(2018, 12, 31) },
		"television":              func(e *budget.Estimate, _ *budget.Line) { e.Budget.Kind = moteur.TVFilm },
		"no date":                 func(e *budget.Estimate, l *budget.Line) { l.Span, e.Budget.Date = moteur.Span{}, moteur.Date{} },
		"entered without a count": func(e *budget.Estimate, _ *budget.Line) { e.Lines[0].Quantity = decimal.Zero },
		"hostile count":           func(e *budget.Estimate, _ *budget.Line) { e.Lines[0].Quantity = decimal.New(1, 1_000_000_000) },
	} {
		t.Run(name, func(t *testing.T) {
			e := paidLine(base)
			edit(&e, &e.Budget.Lines[0])
			e.Lines[0].Account = e.Budget.Lines[0].Account
			got, rep := kept(t, e)
			testkit.Same(t, "15000", got.Eligible, "whole")
			assert.True(t, rep.Has("financing/spend-minimum"))
		})
	}
	e := paidLine(base) // the same line, by the grid of short films
	e.Budget.Kind = moteur.Short
	got, _ := kept(t, e)
	testkit.Same(t, "2187.30", got.Eligible, "10 × 145.82 × 1.5")
}

// TestMinimumSaid: an unverified minimum is said once for all its lines, and by the credit that leans on it.
func TestMinimumSaid(t *testing.T) {
	l := budget.Line{Account: "3111", Profile: payroll.Performer, Rate: eur("1000"), Unit: "day", Quantity: eur("10"), Span: moteur.Span{From: day(2026, 9, 7), To: day(2026, 9, 20)}}
	e := paidLine(l)
	second := e.Budget.Lines[0]
	second.ID = "L2"
	e.Budget.Lines = append(e.Budget.Lines, second)
	e.Lines = append(e.Lines, e.Lines[0])
	e.Lines[1].Line = "L2"
	lines, rep := credit.SpendOf(e, "")
	f := filmCase()
	f.Lines = lines
	c, err := credit.Film(f)
	require.NoError(t, err)
	count := func(r moteur.Report) (n int) {
		for _, i := range r.Unverified() {
			if i.Source.Text == "412,08 × 1,015 ; avenant du 2023-08-01" {
				n++
			}
		}
		return n
	}
	assert.Equal(t, 1, count(rep))
	assert.Equal(t, 1, count(c.Report))
	rep.Merge("", c.Report)
	assert.Equal(t, 1, count(rep), "the same words in both reports")
	require.NotEmpty(t, c.Losses)
	assert.Equal(t, aboveMinimum, c.Losses[0].Limit)
	testkit.Same(t, "17452.20", c.Losses[0].Spend, "2 × (15 000 − 6 273.90)")
	assert.False(t, c.Lines[0].Cuts[0].Source.Verified, "the cut leans on a value to confirm")

	e.Budget.Lines[0].Span.From = day(2023, 8, 31) // verified grid
	e.Budget.Lines = e.Budget.Lines[:1]
	got, rep := kept(t, e)
	assert.Zero(t, count(rep))
	assert.True(t, got.Cuts[0].Source.Verified)

	raw, err := json.Marshal(lines)
	require.NoError(t, err)
	var back []credit.SpendLine
	require.NoError(t, json.Unmarshal(raw, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.JSONEq(t, string(raw), string(again))
	back[0].Minimum = ptr(eur("5000")) // the caller's own minimum
	out, _ := credit.EligibleSpend(back, eur("1000000"), day(2026, 5, 4), moteur.Date{}, nil)
	testkit.Same(t, "5000", out[0].Eligible, "the caller's minimum holds")
	assert.Nil(t, out[0].Cuts[0].By, "and the derivation of another is not shown for it")
}

// TestMinimumRequest: the part of the pay before the request leaves with its part of the minimum.
func TestMinimumRequest(t *testing.T) {
	lines := []credit.SpendLine{{Label: "Rôle", Category: credit.SpendPerformers, Amount: eur("10000"), Minimum: ptr(eur("4000")), Span: moteur.Span{From: day(2026, 9, 1), To: day(2026, 9, 10)}}}
	out, rep := credit.EligibleSpend(lines, eur("1000000"), day(2026, 9, 1), day(2026, 9, 6), nil)
	require.NoError(t, rep.Err())
	testkit.Same(t, "2000", out[0].Eligible, "five days of ten: half of 4 000")
}

// TestMinimumComputed: on a computed devis, the kept spend is the pay at the minimum with the charges of the line in proportion,
// and no minimum ever raises a spend.
func TestMinimumComputed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		least := eur("418.26")
		rate := decimal.New(rapid.Int64Range(100, 900000).Draw(t, "rate"), -2)
		n := decimal.NewFromInt(rapid.Int64Range(1, 40).Draw(t, "days"))
		e, err := budget.Compute(budget.Budget{Date: day(2026, 5, 4), Staff: 5, Lines: []budget.Line{{ID: "a", Account: "3211", Label: "Rôle", Status: budget.Salaried, Unit: "day", Quantity: n, Rate: rate,
			Span: moteur.Span{From: day(2026, 9, 7), To: day(2026, 11, 7)}}}})
		require.NoError(t, err)
		lines, _ := credit.SpendOf(e, "")
		out, rep := credit.EligibleSpend(lines, e.Total, day(2026, 5, 4), moteur.Date{}, nil)
		require.NoError(t, rep.Err())
		total := e.Lines[0].Amount.Add(e.Lines[0].Charges)
		want := total
		if rate.GreaterThan(least) {
			want = total.Mul(least).DivRound(rate, 2)
		}
		require.True(t, want.Equal(out[0].Eligible), "%s %s", want, out[0].Eligible)
		require.False(t, out[0].Eligible.GreaterThan(total))
	})
}
