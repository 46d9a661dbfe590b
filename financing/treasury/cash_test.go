package treasury_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/financing/treasury"
)

// paid gives the dates and amounts of a line of the devis, by basis.
func paid(c treasury.CashFlow, line, basis string) map[string]string {
	out := map[string]string{}
	for _, m := range c.Movements {
		if m.Line == line && (basis == "" || m.Basis == basis) {
			out[m.Date.String()] = m.Net.StringFixed(2)
		}
	}
	return out
}

// TestRealDates: each line of the fixture is paid on the days the plan de travail gives, curves only where no date exists.
func TestRealDates(t *testing.T) {
	c, err := treasury.Cash(cashInput())
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"2026-09-11": "40000.00"}, paid(c, "L4", "jours du rôle au plan de travail"), "Anna plays five days of one week, paid on its Friday")
	assert.Equal(t, map[string]string{"2026-09-11": "10000.00", "2026-09-18": "15000.00"}, paid(c, "L5", "jours du rôle au plan de travail"), "Bruno plays two days, then three")
	assert.Equal(t, map[string]string{"2026-10-15": "22000.00"}, paid(c, "L4", "charges de la paie"), "charges the month after, on the 15th")
	assert.Equal(t, map[string]string{"2026-09-11": "90000.00", "2026-09-18": "90000.00"}, paid(c, "L3", "jours de tournage du plan de travail"), "the crew is paid by the week")
	assert.Equal(t, map[string]string{"2026-10-11": "16666.67", "2026-10-18": "3333.33"}, paid(c, "L6", "jours du lieu au plan de travail"), "five days then one at the lighthouse, 30 days after")
	assert.Equal(t, map[string]string{"2026-10-18": "16000.00"}, paid(c, "L7", "jours du matériel au plan de travail"), "the crane works the last four days")
	assert.Len(t, paid(c, "L9", "dates de la ligne"), 7, "grading over the seven weeks of its own dates")
	assert.NotEmpty(t, paid(c, "L8", "courbe du poste"), "the camera has no date: the curve of its post")
	vat := decimal.Zero
	for _, m := range c.Movements {
		if m.Line == "L7" {
			vat = vat.Add(m.VAT)
		}
		if m.Line == "L3" || m.Line == "L11" || m.Line == "L1" {
			assert.True(t, m.VAT.IsZero(), "no VAT on pay, authors and foreign firms")
		}
	}
	assert.True(t, eur("3200").Equal(vat), "20 % on the crane")
	for _, m := range c.Movements {
		if m.In && m.Key == "canal" {
			assert.True(t, m.Net.Mul(eur("0.1")).Round(2).Equal(m.VAT), "10 % on rights")
		}
		if m.In && (m.Key == "us" || m.Key == "region" || m.Key == "coprod") {
			assert.True(t, m.VAT.IsZero(), "none on foreign sales, subsidies and calls for funds")
		}
	}
}

// TestPeriods: months and weeks are two views of one treasury.
func TestPeriods(t *testing.T) {
	in := cashInput()
	month, err := treasury.Cash(in)
	require.NoError(t, err)
	in.Settings.By = treasury.Week
	week, err := treasury.Cash(in)
	require.NoError(t, err)
	assert.True(t, month.Closing.Equal(week.Closing))
	assert.True(t, month.LowestDay.Amount.Equal(week.LowestDay.Amount))
	assert.Equal(t, month.LowestDay.Date, week.LowestDay.Date)
	assert.False(t, week.Lowest.Amount.GreaterThan(month.Lowest.Amount), "weeks see lower")
	for i, r := range week.Rows {
		assert.Equal(t, 7, r.Span.Days())
		if i > 0 {
			assert.Equal(t, 1, r.Span.From.Sub(week.Rows[i-1].Span.To))
		}
	}
}

// TestShift: everything that hangs on the shoot moves with it; contracts do not.
func TestShift(t *testing.T) {
	in := cashInput()
	in.Plan.Timeline[moteur.Contract] = day(2026, 5, 7)
	before, err := treasury.Cash(in)
	require.NoError(t, err)
	after, err := treasury.Cash(treasury.Shift(in, 35))
	require.NoError(t, err)
	dates := func(c treasury.CashFlow, id string) (out []moteur.Date) {
		for _, m := range c.Movements {
			if m.In && m.Key == id {
				out = append(out, m.Date)
			}
		}
		return out
	}
	a, b := dates(before, "canal"), dates(after, "canal")
	require.Len(t, b, 5)
	assert.Equal(t, a[0], b[0], "the contract is signed")
	for i := 1; i < 5; i++ {
		assert.Equal(t, 35, b[i].Sub(a[i]), "instalment %d", i+1)
	}
	assert.Equal(t, day(2026, 10, 12), after.Timeline[moteur.ShootStart])
	assert.True(t, before.Closing.Equal(after.Closing), "the same money in the end")
	assert.Equal(t, day(2026, 9, 7), in.Schedule.Days[0].Date, "the input is not modified")
	late := treasury.Shift(in, 120) // the last day falls in the next financial year: the credit comes a year later
	moved, err := treasury.Cash(late)
	require.NoError(t, err)
	assert.Equal(t, day(2027, 6, 30), dates(before, "credit")[0])
	assert.Equal(t, day(2028, 6, 30), dates(moved, "credit")[0])
}

// TestFacility is a credit counted by hand: one contract of 100 000 € lent at 80 %, 3.6 % a year.
func TestFacility(t *testing.T) {
	zero := 0
	in := treasury.Input{
		Plan: financing.Plan{Date: day(2026, 1, 5), Timeline: moteur.Timeline{moteur.ShootStart: day(2026, 2, 2), moteur.ShootEnd: day(2026, 2, 27)}, Resources: []financing.Resource{
			{ID: "c", Label: "Contrat", Kind: financing.Other, Amount: eur("100000"), State: financing.Contracted, Date: day(2026, 1, 5), Instalments: []financing.Instalment{{Date: day(2026, 4, 11), Share: one}}}}},
		Extra: []treasury.Movement{{Date: day(2026, 1, 10), Key: "2", Label: "Paies", Net: eur("60000")}},
		Settings: treasury.Settings{VATDueLag: &zero, VATRefundLag: &zero, To: day(2026, 4, 30),
			Facility: &treasury.Facility{Reference: eur("0.02"), Margin: ptr(eur("0.016")), IFCIC: true, Guaranteed: eur("0.5"), Assigned: []treasury.Assignment{{Resource: "c", Rate: ptr(eur("0.8"))}}}},
	}
	c, err := treasury.Cash(in)
	require.NoError(t, err)
	conserved(t, c)
	type move struct {
		on     string
		kind   treasury.LoanKind
		amount string
	}
	var got []move
	for _, m := range c.Loans {
		got = append(got, move{m.Date.String(), m.Kind, m.Amount.StringFixed(2)})
	}
	// January: 21 nights at 60 000 × 3.6 % / 360 = 126.00; fee (60 000 + half of 20 000) × 0.5 × 1 % / 12 = 29.17; both are drawn.
	// February: 28 nights at 60 155.17 = 168.43. March: 31 at 60 352.80 = 187.09. April: 11 at 60 569.13 = 66.63.
	want := []move{{"2026-01-10", treasury.Draw, "60000.00"}, {"2026-01-31", treasury.Interest, "126.00"}, {"2026-01-31", treasury.Fee, "29.17"}, {"2026-01-31", treasury.Draw, "155.17"},
		{"2026-02-28", treasury.Interest, "168.43"}, {"2026-02-28", treasury.Fee, "29.20"}, {"2026-02-28", treasury.Draw, "197.63"},
		{"2026-03-31", treasury.Interest, "187.09"}, {"2026-03-31", treasury.Fee, "29.24"}, {"2026-03-31", treasury.Draw, "216.33"},
		{"2026-04-11", treasury.Repay, "60569.13"}, {"2026-04-30", treasury.Interest, "66.63"}}
	assert.Equal(t, want, got)
	assert.False(t, c.Lowest.Amount.IsNegative(), "the credit covers the need")

	in.Settings.Facility.From = day(2026, 2, 1)
	c, err = treasury.Cash(in)
	require.NoError(t, err)
	assert.True(t, c.Report.Has("financing/uncovered"), "nothing can be drawn before the credit opens")
	assert.Equal(t, day(2026, 2, 1), c.Loans[0].Date)

	in.Settings.Facility.Margin = nil
	_, err = treasury.Cash(in)
	require.Error(t, err, "the bank's margin is an empty slot")
	in.Settings.Given = credit.Given{"bank/margin": eur("0.016")}
	c, err = treasury.Cash(in)
	require.NoError(t, err)
	assert.True(t, c.Report.Has(credit.RuleGiven))
	in.Settings.Facility.Assigned[0].Resource = "x"
	_, err = treasury.Cash(in)
	require.Error(t, err)
}

// TestInterest is actual days over 360.
func TestInterest(t *testing.T) {
	for days, want := range map[int]string{120: "1000", 365: "3041.67"} {
		got, err := treasury.ActualInterest(eur("100000"), eur("0.03"), days, 360)
		require.NoError(t, err)
		assert.True(t, eur(want).Equal(got), "%d days over 360: %s", days, got)
	}
	_, err := treasury.ActualInterest(eur("100000"), eur("0.03"), 120, 0)
	assert.Error(t, err, "a year of no days")
}

func TestFinanceCostsOnce(t *testing.T) {
	in := cashInput()
	est := *in.Estimate
	est.Budget.Lines[8].Account, est.Lines[8].Account = "9411", "9411"
	in.Estimate = &est
	plain, err := treasury.Cash(in)
	require.NoError(t, err)
	assert.NotEmpty(t, paid(plain, "L9", ""))
	in.Settings.Facility = &treasury.Facility{Margin: ptr(eur("0.02"))}
	c, err := treasury.Cash(in)
	require.NoError(t, err)
	assert.Empty(t, paid(c, "L9", ""), "the interest of the credit replaces the provision of the devis")
	assert.True(t, c.Report.Has("financing/finance-costs"))
}

func TestCashRefusals(t *testing.T) {
	for name, edit := range map[string]func(*treasury.Input){
		"no shooting date": func(in *treasury.Input) { in.Schedule = nil },
		"instalments of 90 %": func(in *treasury.Input) {
			in.Plan.Resources[7].Instalments = []financing.Instalment{{Event: moteur.ShootStart, Share: eur("0.9")}}
		},
		"unknown event": func(in *treasury.Input) {
			in.Plan.Resources[7].Instalments = []financing.Instalment{{Event: "fête", Share: one}}
		},
		"negative resource": func(in *treasury.Input) { in.Plan.Resources[7].Amount = eur("-1") },
		"tenth of a cent": func(in *treasury.Input) {
			in.Extra = []treasury.Movement{{Date: day(2026, 1, 1), Net: eur("0.001")}}
		},
		"movement without date": func(in *treasury.Input) { in.Extra = []treasury.Movement{{Net: eur("1")}} },
		"actual without date": func(in *treasury.Input) {
			in.Actuals = []treasury.Actual{{Key: "canal", In: true, Net: eur("1")}}
		},
		"monstrous opening": func(in *treasury.Input) { in.Settings.Opening = decimal.New(1, 300) },
		"monstrous movement": func(in *treasury.Input) {
			in.Extra = []treasury.Movement{{Date: day(2026, 1, 1), Net: decimal.New(1, 999999)}}
		},
		"unknown period":     func(in *treasury.Input) { in.Settings.By = "siècle" },
		"lag of ten years":   func(in *treasury.Input) { in.Settings.VATDueLag = ptr(121) },
		"table of a century": func(in *treasury.Input) { in.Settings.To = day(2126, 1, 1) },
		"last day before first": func(in *treasury.Input) {
			in.Schedule = nil
			in.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7), moteur.ShootEnd: day(2026, 9, 6)}
		},
	} {
		in := cashInput()
		in.Plan.Resources = append([]financing.Resource{}, in.Plan.Resources...)
		edit(&in)
		_, err := treasury.Cash(in)
		assert.Error(t, err, name)
	}
	empty, err := treasury.Cash(treasury.Input{})
	require.NoError(t, err, "nothing gives an empty treasury")
	assert.Empty(t, empty.Rows)
}

func TestScenarios(t *testing.T) {
	in := cashInput()
	got, err := treasury.Compare(in, treasury.Scenario{Name: "x", Lose: []string{"canal"}, Set: map[string]decimal.Decimal{"region": eur("50000")}})
	require.NoError(t, err)
	require.Len(t, got.Outcomes, 2)
	now, lost := got.Outcomes[0], got.Outcomes[1]
	assert.True(t, lost.Summary.Gap.Sub(now.Summary.Gap).Equal(eur("250000")), "the gap widens by what is lost")
	assert.True(t, now.Cash.Closing.Sub(lost.Cash.Closing).Equal(eur("250000")))
	assert.True(t, lost.Cash.Lowest.Amount.LessThan(now.Cash.Lowest.Amount))
	_, err = treasury.Compare(in, treasury.Scenario{Lose: []string{"personne"}})
	require.Error(t, err)
	_, err = treasury.Compare(in, treasury.Scenario{Set: map[string]decimal.Decimal{"personne": one}})
	require.Error(t, err)
	_, err = treasury.Bank(in)
	require.Error(t, err, "no credit asked")
}

// TestInKind: a supplier's participation enters and leaves the same days; the VAT of its invoice is still paid, once.
func TestInKind(t *testing.T) {
	in := cashInput()
	in.Plan.Resources = append(append([]financing.Resource{}, in.Plan.Resources...), financing.Resource{ID: "loueur", Label: "Participation du loueur", Kind: financing.InKind, Amount: eur("30000"), State: financing.Contracted, Mirror: []string{"L8"}})
	c, err := treasury.Cash(in)
	require.NoError(t, err)
	conserved(t, c)
	received, still, paid, vat := map[moteur.Date]decimal.Decimal{}, map[moteur.Date]decimal.Decimal{}, decimal.Zero, decimal.Zero
	for _, m := range c.Movements {
		switch {
		case m.Key == "loueur":
			received[m.Date] = received[m.Date].Add(m.Net)
			assert.True(t, m.VAT.IsZero())
		case m.Line == "L8":
			still[m.Date] = still[m.Date].Add(m.Net)
			paid, vat = paid.Add(m.Net), vat.Add(m.VAT)
		}
	}
	assert.True(t, eur("48000").Equal(paid), "the line is paid whole: %s", paid)
	assert.True(t, eur("9600").Sub(vat).Abs().LessThanOrEqual(eur("0.10")), "20 %% of 48 000, rounded by payment: %s", vat)
	sum := decimal.Zero
	for day, v := range received {
		assert.False(t, v.GreaterThan(still[day]), "nothing comes in on a day the line is not paid")
		sum = sum.Add(v)
	}
	assert.True(t, eur("30000").Equal(sum))
}
