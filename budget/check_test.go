package budget_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
)

func TestChecks(t *testing.T) {
	line := func(account string, l budget.Line) budget.Line {
		l.Account = account
		if l.ID == "" {
			l.ID = "l" + account
		}
		if l.Unit == "" {
			l.Unit = "week"
		}
		if l.Quantity.IsZero() {
			l.Quantity = d("1")
		}
		if l.Rate.IsZero() {
			l.Rate = d("1000")
		}
		return l
	}
	for _, c := range []struct {
		name string
		b    budget.Budget
		rule string
		path string
	}{
		{"no unit", budget.Budget{Lines: []budget.Line{{ID: "a", Account: "7111", Quantity: d("1"), Rate: d("5")}}}, "budget/line-without-unit", "lines[0].unit"},
		{"no status", budget.Budget{Lines: []budget.Line{line("2619", budget.Line{})}}, "budget/line-without-status", "lines[0].status"},
		{"invoice with a profile", budget.Budget{Lines: []budget.Line{line("2619", budget.Line{Status: budget.Invoice, Profile: payroll.Technician})}}, "budget/invoice-with-charges", "lines[0].profile"},
		{"invoice with charges", budget.Budget{Charges: []budget.Charge{{ID: "c", Label: "c", Rate: d("0.4")}}, Lines: []budget.Line{line("2619", budget.Line{Status: budget.Invoice, Charges: []string{"c"}})}}, "budget/invoice-with-charges", "lines[0].charges"},
		{"author in the crew", budget.Budget{Lines: []budget.Line{line("2211", budget.Line{Status: budget.Author})}}, "budget/author-in-crew", "lines[0].account"},
		{"unknown status", budget.Budget{Lines: []budget.Line{line("2211", budget.Line{Status: "bénévole"})}}, "budget/status", "lines[0].status"},
		{"below minimum", budget.Budget{Lines: []budget.Line{line("2311", budget.Line{Status: budget.Salaried, Job: "1er assistant réalisateur cinéma", Rate: d("400")})}}, "payroll/below-minimum", "lines[0].rate"},
		{"unknown job", budget.Budget{Lines: []budget.Line{line("2311", budget.Line{Status: budget.Salaried, Job: "capitaine"})}}, "budget/job", "lines[0].job"},
		{"twice", budget.Budget{Lines: []budget.Line{line("2619", budget.Line{Status: budget.Salaried, Person: "jean"}), line("2811", budget.Line{Status: budget.Salaried, Person: "jean"})}}, "budget/person-twice", "lines[1].person"},
		{"charges by hand", budget.Budget{Lines: []budget.Line{line("2619", budget.Line{Status: budget.Salaried}), {ID: "c", Account: "4311", Entered: ptr("500")}}}, "budget/charges-twice", "lines[1]"},
		{"band", budget.Budget{Kind: moteur.Documentary, Lines: []budget.Line{line("7111", budget.Line{})}}, "budget/band", "bands.technical"},
		{"producers", budget.Budget{Kind: moteur.Feature, Lines: []budget.Line{line("2111", budget.Line{Status: budget.Invoice, Rate: d("60")}), line("7111", budget.Line{})}}, "budget/producer-share", "accounts.21"},
		{"pay cap", budget.Budget{Kind: moteur.Feature, Lines: []budget.Line{line("3111", budget.Line{Status: budget.Salaried, Person: "star", Rate: d("400000")}), line("7111", budget.Line{Rate: d("1000000")})}}, "budget/pay-cap", "lines[0].person"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.b.Date = moteur.NewDate(2026, 3, 2)
			e, err := budget.Compute(c.b)
			require.NoError(t, err)
			r := budget.Check(e)
			found := false
			for _, i := range r.Issues {
				found = found || i.Rule == c.rule && i.Path == c.path
			}
			assert.True(t, found, "%s at %s in %v", c.rule, c.path, r.Issues)
		})
	}
	clean := frozen(t)
	for _, rule := range []string{"budget/line-without-unit", "budget/line-without-status", "budget/invoice-with-charges", "budget/charges-twice", "budget/loaded-as-gross", "budget/person-twice"} {
		assert.False(t, budget.Check(clean).Has(rule), rule)
	}
}

// A rate that is another one of the same account with its charges, within three per cent.
func TestLoadedAsGross(t *testing.T) {
	b := budget.Budget{Date: moteur.NewDate(2026, 3, 2), Lines: []budget.Line{
		{ID: "a", Account: "2629", Quantity: d("6"), Unit: "week", Rate: d("1000"), Status: budget.Salaried},
		{ID: "b", Account: "2629", Quantity: d("6"), Unit: "week", Rate: d("1000"), Status: budget.Salaried},
	}}
	e, err := budget.Compute(b)
	require.NoError(t, err)
	loaded := e.Lines[0].Amount.Add(e.Lines[0].Charges).DivRound(d("6"), 2)
	for _, c := range []struct {
		factor string
		want   bool
	}{{"1", true}, {"1.029", true}, {"0.971", true}, {"1.031", false}, {"0.969", false}} {
		b.Lines[1].Rate = loaded.Mul(d(c.factor)).Round(2)
		e, err := budget.Compute(b)
		require.NoError(t, err)
		assert.Equal(t, c.want, budget.Check(e).Has("budget/loaded-as-gross"), "loaded × %s", c.factor)
	}
}

func TestPayCap(t *testing.T) {
	first := moteur.NewDate(2015, 7, 1)
	for cost, want := range map[string]string{"0": "0", "1000000": "150000", "4000000": "600000", "4000001": "600000.08", "7000000": "840000", "8000000": "890000", "10000000": "990000", "25000000": "990000"} {
		s, _, err := budget.PayCap(d(cost), first)
		require.NoError(t, err)
		equal(t, d(want), s.Value, cost)
		require.NoError(t, s.Verify())
	}
	_, _, err := budget.PayCap(d("8000000"), first.AddDays(-1))
	require.Error(t, err, "the measure starts on 1 July 2015")
	_, _, err = budget.PayCap(d("1e14").Shift(1_000_000), first)
	require.Error(t, err)
}

func TestRatios(t *testing.T) {
	r := budget.Ratios(frozen(t))
	equal(t, d("32550").Add(d("13711.05")).Add(d("18185.94")), r.TechnicianPay, "director, first assistant, electricians; the invoiced one is no pay")
	equal(t, d("33309.9").Add(d("8989.6")), r.ArtistPay)
	assert.True(t, r.TechnicianShare.IsPositive() && r.TechnicianCharges.GreaterThan(d("0.4")))
}
