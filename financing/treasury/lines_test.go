package treasury_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
)

// paidOn is what a line of the devis pays, by date: net and VAT.
func paidOn(c treasury.CashFlow, line string) map[string][2]decimal.Decimal {
	out := map[string][2]decimal.Decimal{}
	for _, m := range c.Movements {
		if m.Line == line && !m.In {
			d := out[m.Date.String()]
			out[m.Date.String()] = [2]decimal.Decimal{d[0].Add(m.Net), d[1].Add(m.VAT)}
		}
	}
	return out
}

// A premium is paid in its real instalments, and a line has the VAT it says.
func TestLinesSayHowTheyArePaid(t *testing.T) {
	in := cashInput()
	in.Settings.Lines = map[string]treasury.LineCash{
		"assurance": {VAT: ptr(eur("0")), Instalments: []financing.Instalment{{Date: day(2026, 8, 1), Share: eur("0.25")}, {Event: moteur.ShootStart, LagDays: 3, Share: eur("0.75")}}},
		"L10":       {VAT: ptr(eur("0.1"))},
		"L8":        {Instalments: []financing.Instalment{{Date: day(2026, 10, 5), Share: eur("1")}}},
	}
	c, err := treasury.Cash(in)
	require.NoError(t, err)
	premium := paidOn(c, "assurance")
	require.Len(t, premium, 2)
	assert.Equal(t, "5000", premium["2026-08-01"][0].String())
	assert.Equal(t, "15000", premium["2026-09-10"][0].String(), "three days after the first day of shooting")
	assert.True(t, premium["2026-08-01"][1].IsZero())
	camera := paidOn(c, "L8")
	require.Len(t, camera, 1)
	assert.Equal(t, "48000", camera["2026-10-05"][0].String(), "a date of its own takes no lag")
	assert.Equal(t, "9600", camera["2026-10-05"][1].String(), "the usual VAT")
	net, vat := decimal.Zero, decimal.Zero
	for _, v := range paidOn(c, "L10") {
		net, vat = net.Add(v[0]), vat.Add(v[1])
	}
	assert.Equal(t, "31000", net.String())
	assert.True(t, vat.Sub(eur("3100")).Abs().LessThan(eur("0.5")), "10 %%: %s", vat)
}

// What a line says wrong is refused by name.
func TestLinesSayWrong(t *testing.T) {
	bomb := decimal.New(1, 1_000_000_000)
	for path, lines := range map[string]map[string]treasury.LineCash{
		"settings.lines.asurance":                 {"asurance": {VAT: ptr(eur("0"))}},
		"settings.lines.L8.vat":                   {"L8": {VAT: ptr(eur("-0.1"))}},
		"settings.lines.L9.vat":                   {"L9": {VAT: &bomb}},
		"settings.lines.L8.instalments":           {"L8": {Instalments: []financing.Instalment{{Date: day(2026, 8, 1), Share: eur("0.5")}}}},
		"settings.lines.assurance.instalments[0]": {"assurance": {Instalments: []financing.Instalment{{Event: "zut", Share: eur("1")}}}},
	} {
		in := cashInput()
		in.Settings.Lines = lines
		c, err := treasury.Cash(in)
		require.Error(t, err, path)
		assert.True(t, has(c.Report, moteur.Error, path), "%s: %v", path, c.Report.Of(moteur.Error))
	}
	in := cashInput()
	in.Settings.Lines = map[string]treasury.LineCash{"asurance": {}}
	_, err := treasury.Cash(in)
	require.ErrorContains(t, err, "assurance", "the nearest is named")
	in.Settings.Lines = map[string]treasury.LineCash{"L8": {VAT: ptr(eur("20"))}}
	c, err := treasury.Cash(in)
	require.NoError(t, err)
	assert.True(t, has(c.Report, moteur.Warning, "settings.lines.L8.vat"), "20 reads 2 000 %%")
}
