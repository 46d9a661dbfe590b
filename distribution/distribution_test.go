package distribution_test

import (
	"bytes"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
)

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func sample() distribution.Release {
	return distribution.Release{
		Title: "Essai", Date: moteur.NewDate(2026, 3, 4), FilmCost: d("2400000"),
		Weeks:        []distribution.Week{{52000, d("7.10"), d("0.50")}, {31000, d("7.05"), d("0.50")}, {12000, d("6.90"), d("0.45")}},
		Theatrical:   distribution.Theatrical{Commission: []distribution.Tier{{Rate: d("0.25")}}, ReleaseCosts: d("120000"), Guarantee: d("40000"), CrossWith: []string{"video"}},
		Modes:        []distribution.Mode{{ID: "video", Label: "Vidéo", Gross: d("30000"), Commission: d("0.25")}, {ID: "ventes", Label: "Ventes internationales", Gross: d("90000"), Commission: d("0.25"), Costs: d("14000"), CostCap: d("10000")}},
		PlanReceipts: []distribution.PlanReceipt{{"Préachat", d("300000")}},
		Authors:      distribution.Authors{PublicPriceRate: d("0.01"), NetRate: d("0.02"), NetModes: []string{"ventes"}, Advance: d("5000")},
		Sofica:       distribution.Sofica{Invested: d("20000"), Modes: []string{"ventes"}, RateUntil: d("0.40"), RateAfter: d("0.10")},
		Region:       distribution.Region{Amount: d("50000"), Rate: d("0.03"), CapShare: d("0.5")},
		Coproducers:  []distribution.Coproducer{{"Déléguée", d("0.7")}, {"Autre", d("0.3")}},
	}
}

func TestStatementGolden(t *testing.T) {
	s, err := distribution.Settle(sample())
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, text.Write(&b, s.Document()))
	testkit.Golden(t, "statement.txt", b.String())
}

func TestSharesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := sample()
		for i := range r.Weeks {
			r.Weeks[i].Admissions = rapid.IntRange(0, 900000).Draw(t, "admissions")
		}
		r.Theatrical.Guarantee = decimal.New(rapid.Int64Range(0, 5e7).Draw(t, "mg"), -2)
		r.Modes[1].Gross = decimal.New(rapid.Int64Range(0, 9e7).Draw(t, "gross"), -2)
		r.Coproducers[0].Share = decimal.New(rapid.Int64Range(0, 1000).Draw(t, "share"), -3)
		r.Coproducers[1].Share = decimal.NewFromInt(1).Sub(r.Coproducers[0].Share)
		s, err := distribution.Settle(r)
		if err != nil {
			t.Fatal(err)
		}
		var sum decimal.Decimal
		for _, p := range s.Shares {
			if p.Amount.IsNegative() {
				t.Fatalf("negative share %v", p)
			}
			sum = sum.Add(p.Amount)
		}
		if !s.Report.Has("distribution/over-allocated") && !sum.Equal(s.Shareable) {
			t.Fatalf("shares add up to %s, want %s", sum, s.Shareable)
		}
		for _, l := range s.Steps {
			if err := l.Step.Verify(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestCheckRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*distribution.Release)
		rule   string
	}{
		"no date":       {func(r *distribution.Release) { r.Date = moteur.Date{} }, "distribution/release-date"},
		"over-promised": {func(r *distribution.Release) { r.Coproducers[1].Share = d("0.4") }, "distribution/shares"},
		"unknown mode":  {func(r *distribution.Release) { r.Sofica.Modes = []string{"radio"} }, "distribution/unknown-mode"},
		"twice":         {func(r *distribution.Release) { r.Modes[1].ID = "video" }, "distribution/mode-id"},
		"negative":      {func(r *distribution.Release) { r.Modes[0].Gross = d("-1") }, "distribution/negative"},
		"bomb":          {func(r *distribution.Release) { r.Modes[0].Gross = decimal.New(1, 1e9) }, "distribution/number"},
		"tier order": {func(r *distribution.Release) {
			r.Theatrical.Commission = append(r.Theatrical.Commission, distribution.Tier{})
		}, "distribution/tier-order"},
	} {
		r := sample()
		c.change(&r)
		_, err := distribution.Settle(r)
		require.Error(t, err, name)
		assert.True(t, distribution.Check(r).Has(c.rule), name)
	}
}

func TestWarnings(t *testing.T) {
	r := sample()
	r.Weeks[0].RentalRate = d("0.51")
	assert.True(t, distribution.Check(r).Has("distribution/rental-range"))
	r.Weeks[0].RentalRate = d("0.50")
	assert.False(t, distribution.Check(r).Has("distribution/rental-range"))
	r.Theatrical.Commission[0].Rate = d("0.36")
	assert.True(t, distribution.Check(r).Has("distribution/commission-cap"))
}

// Boundaries of the dated regimes: the day before and the day of.
func TestRegimeBoundaries(t *testing.T) {
	for _, c := range []struct {
		on moteur.Date
		ok bool
	}{
		{moteur.NewDate(2022, 2, 9), false}, {moteur.NewDate(2022, 2, 10), true}, {moteur.NewDate(2028, 2, 9), true}, {moteur.NewDate(2028, 2, 10), false},
	} {
		_, _, err := distribution.Windows(c.on, -1)
		assert.Equal(t, c.ok, err == nil, c.on)
	}
	before, _, err := distribution.Windows(moteur.NewDate(2022, 3, 10), 50)
	require.NoError(t, err)
	after, _, err := distribution.Windows(moteur.NewDate(2022, 3, 11), 50)
	require.NoError(t, err)
	assert.Len(t, after, len(before)+1, "the derogation under 100 000 entries starts on 11 March 2022")
}

func TestUnverifiedWindowsAreSaid(t *testing.T) {
	_, rep, err := distribution.Windows(moteur.NewDate(2026, 3, 4), -1)
	require.NoError(t, err)
	assert.NotEmpty(t, rep.Unverified())
}

// The support of a release is that of package support, to the cent, with the coefficient of the points; a notified one replaces it.
func TestSupportIsTheFilmsOwn(t *testing.T) {
	for _, c := range []struct{ admissions, price, points, want string }{
		{"100000", "7", "", "79954.18"},
		{"100000", "7", "75", "67961.05"},     // 5 points missing at 0.03: 0.85 of it
		{"3000000", "7.02", "", "2081047.45"}, // 9 225 000 at 1.25, 11 835 000 at 0.95
	} {
		r := sample()
		r.Weeks = []distribution.Week{{int(d(c.admissions).IntPart()), d(c.price), d("0.50")}}
		if c.points != "" {
			r.Points = d(c.points)
		}
		s, err := distribution.Settle(r)
		require.NoError(t, err)
		equal(t, c.want, s.Amount("S1"), c)
	}
	r := sample()
	r.Amortisation.Support = d("12345.67")
	s, err := distribution.Settle(r)
	require.NoError(t, err)
	equal(t, "12345.67", s.Amount("S1"))
	equal(t, s.Amount("R2").Add(d("12345.67")).String(), s.Amount("S3"))
}

// Receipts written before the release are a forecast and say so, the day before and not on the day.
func TestForecastIsHeaded(t *testing.T) {
	r := sample()
	for on, want := range map[moteur.Date]string{{}: "Relevé de recettes", r.Date: "Relevé de recettes",
		r.Date.AddDays(-1): "Relevé de recettes prévisionnel", r.Date.AddDays(90): "Relevé de recettes"} {
		r.On = on
		s, err := distribution.Settle(r)
		require.NoError(t, err)
		assert.Equal(t, want, s.Document().Title, on)
		if !on.IsZero() {
			assert.Equal(t, on, s.Document().Date)
		}
	}
}
