package treasury_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/doc/text"
)

// A setting out of its bounds is refused by name, at once.
func TestSettingsOutOfBounds(t *testing.T) {
	for name, edit := range map[string]func(*treasury.Settings){
		"settings.year_end_month": func(s *treasury.Settings) { s.YearEndMonth = 13 },
		"settings.vat_day":        func(s *treasury.Settings) { s.VATDay = 32 },
		"settings.charges_day":    func(s *treasury.Settings) { s.ChargesDay = -1 },
		"settings.late_lag":       func(s *treasury.Settings) { s.LateLag = -5 },
		"settings.annual_rate":    func(s *treasury.Settings) { s.AnnualRate = eur("-0.01") },
	} {
		in := cashInput()
		edit(&in.Settings)
		c, err := treasury.Cash(in)
		require.Error(t, err, name)
		assert.True(t, has(c.Report, moteur.Error, name), "%s: %v", name, c.Report.Issues)
	}
	for _, bomb := range []decimal.Decimal{decimal.New(1, 1_000_000_000), decimal.New(1, -1_000_000_000)} {
		done := make(chan error, 1)
		go func() {
			in := cashInput()
			in.Settings.AnnualRate = bomb
			_, err := treasury.Cash(in)
			done <- err
		}()
		select {
		case err := <-done:
			require.Error(t, err)
		case <-time.After(30 * time.Second):
			require.Fail(t, "the rate is being computed")
		}
	}
}

func has(r moteur.Report, s moteur.Severity, path string) bool {
	for _, i := range r.Of(s) {
		if i.Path == path {
			return true
		}
	}
	return false
}

// A rate outside what a rate can be is named: 5 reads 500 %.
func TestImplausibleRates(t *testing.T) {
	facility := func(reference, margin string) *treasury.Facility {
		return &treasury.Facility{Reference: eur(reference), Margin: ptr(eur(margin)), Assigned: []treasury.Assignment{{Resource: "canal"}}}
	}
	for path, edit := range map[string]func(*treasury.Input){
		"settings.annual_rate":        func(in *treasury.Input) { in.Settings.AnnualRate = eur("5") },
		"settings.facility.reference": func(in *treasury.Input) { in.Settings.Facility = facility("3", "0.02") },
		"settings.facility.margin":    func(in *treasury.Input) { in.Settings.Facility = facility("0.03", "2") },
		"plan.resources[3].vat_rate":  func(in *treasury.Input) { in.Plan.Resources[3].VATRate = ptr(eur("20")) },
	} {
		in := cashInput()
		in.Plan.Resources = append([]financing.Resource{}, in.Plan.Resources...)
		edit(&in)
		c, err := treasury.Cash(in)
		require.NoError(t, err, path)
		assert.True(t, has(c.Report, moteur.Warning, path), "%s: %v", path, c.Report.Of(moteur.Warning))
	}
	in := cashInput()
	in.Settings.AnnualRate, in.Settings.Facility = eur("0.065"), facility("0.03", "0.02")
	c, err := treasury.Cash(in)
	require.NoError(t, err)
	assert.False(t, c.Report.Has("financing/implausible"))
}

// A bank file of nothing prints.
func TestEmptyBankFile(t *testing.T) {
	assert.Contains(t, text.String(treasury.BankFile{}.Document()), "Dossier bancaire")
}

// Draws never pass the commitment: whatever it is, what is lent stays under it, and under what the contracts still bring.
func TestDrawsStayUnderTheCommitment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := cashInput()
		f := treasury.Facility{Reference: eur("0.03"), Margin: ptr(eur("0.02")), Commitment: decimal.New(rapid.Int64Range(1, 40_000_000).Draw(t, "commitment"), -2),
			Keep: decimal.New(rapid.Int64Range(0, 20_000_000).Draw(t, "keep"), -2), IFCIC: rapid.Bool().Draw(t, "ifcic")}
		for _, id := range []string{"canal", "avance", "coprod", "region"} {
			if rapid.Bool().Draw(t, id) {
				f.Assigned = append(f.Assigned, treasury.Assignment{Resource: id, Rate: ptr(decimal.New(rapid.Int64Range(0, 100).Draw(t, "rate"), -2))})
			}
		}
		in.Settings.Facility = &f
		c, err := treasury.Cash(in)
		require.NoError(t, err)
		lent, drawn := decimal.Zero, decimal.Zero
		for _, m := range c.Loans {
			switch m.Kind {
			case treasury.Draw:
				lent, drawn = lent.Add(m.Amount), drawn.Add(m.Amount)
			case treasury.Repay:
				lent = lent.Sub(m.Amount)
			}
			require.False(t, lent.GreaterThan(f.Commitment), "%s lent of %s on %s", lent, f.Commitment, m.Date)
			require.False(t, lent.IsNegative(), "%s on %s", lent, m.Date)
			require.True(t, lent.Equal(m.Outstanding), "%s on %s: %s", m.Outstanding, m.Date, lent)
		}
		rows := decimal.Zero
		for _, r := range c.Rows {
			rows = rows.Add(r.Draws)
		}
		require.True(t, rows.Equal(drawn))
	})
}
