package financing_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
)

func TestCheckRules(t *testing.T) {
	base := film()
	require.NoError(t, financing.Check(base).Err(), "the fixture is lawful")
	edit := func(f func(*financing.Plan)) financing.Plan {
		p := film()
		p.Resources = append([]financing.Resource{}, p.Resources...)
		f(&p)
		return p
	}
	at := func(p *financing.Plan, id string) *financing.Resource {
		for i := range p.Resources {
			if p.Resources[i].ID == id {
				return &p.Resources[i]
			}
		}
		return &financing.Resource{}
	}
	for _, c := range []struct {
		name, rule string
		severity   moteur.Severity
		edit       func(*financing.Plan)
	}{
		{"hole", "financing/gap", moteur.Warning, func(p *financing.Plan) {}},
		{"too much money", "financing/over-financed", moteur.Error, func(p *financing.Plan) { p.Cost = eur("900000") }},
		{"public aid", "financing/public-intensity", moteur.Error, func(p *financing.Plan) { at(p, "region").Amount = eur("258000.01") }},
		{"SOFICA over half", "financing/sofica-share", moteur.Error, func(p *financing.Plan) { at(p, "sofica").Amount = eur("500000.01") }},
		{"SOFICA signed on the first day", "financing/sofica-date", moteur.Error, func(p *financing.Plan) {
			p.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7), moteur.ShootEnd: day(2026, 9, 18)}
			at(p, "sofica").Date = day(2026, 9, 7)
		}},
		{"SOFICA paid during the shoot", "financing/sofica-date", moteur.Error, func(p *financing.Plan) {
			p.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7)}
			at(p, "sofica").Instalments = []financing.Instalment{{Date: day(2026, 9, 7), Share: one}}
		}},
		{"pay over the ceiling", "financing/pay-ceiling", moteur.Error, func(p *financing.Plan) {
			p.Pays = []financing.GlobalPay{{Person: "Anna", Role: "premier rôle", Amount: eur("150000.01")}}
		}},
		{"small foreign part", "financing/treaty-share", moteur.Error, func(p *financing.Plan) { at(p, "coprod").Amount, at(p, "coprod").Sub = eur("99999.99"), nil }},
		{"no treaty", "financing/treaty-share", moteur.Warning, func(p *financing.Plan) { p.Treaty = "" }},
		{"unknown treaty", "financing/treaty-share", moteur.Warning, func(p *financing.Plan) { p.Treaty = "fr-xx" }},
		{"Eurimages, small part", "financing/eurimages-share", moteur.Error, func(p *financing.Plan) { at(p, "us").Kind = financing.Eurimages }},
		{"Eurimages, large grant", "financing/eurimages-repayable", moteur.Notice, func(p *financing.Plan) {
			at(p, "avance").Kind, at(p, "avance").Amount = financing.Eurimages, eur("150000.01")
		}},
		{"instalments of 99 %", "financing/instalments-total", moteur.Error, func(p *financing.Plan) {
			at(p, "region").Instalments = []financing.Instalment{{Event: moteur.ShootStart, Share: eur("0.99")}}
		}},
		{"instalment without date", "financing/instalment", moteur.Error, func(p *financing.Plan) {
			at(p, "region").Instalments = []financing.Instalment{{Share: one}}
		}},
		{"negative instalment", "financing/instalment", moteur.Error, func(p *financing.Plan) {
			at(p, "region").Instalments = []financing.Instalment{{Event: moteur.ShootStart, Share: eur("-1")}, {Event: moteur.ShootEnd, Share: eur("2")}}
		}},
		{"sub-plan that does not add up", "financing/sub-plan", moteur.Error, func(p *financing.Plan) { at(p, "coprod").Amount = eur("120000.01") }},
		{"rights sold twice", "financing/rights-share", moteur.Error, func(p *financing.Plan) { at(p, "canal").RightsShare = eur("0.89") }},
		{"same ID", "financing/id", moteur.Error, func(p *financing.Plan) { at(p, "canal").ID = "us" }},
		{"no ID", "financing/id", moteur.Warning, func(p *financing.Plan) { at(p, "canal").ID = "" }},
		{"unknown kind", "financing/kind", moteur.Error, func(p *financing.Plan) { at(p, "canal").Kind = "loto" }},
		{"unknown state", "financing/state", moteur.Error, func(p *financing.Plan) { at(p, "canal").State = "" }},
		{"negative amount", "financing/amount", moteur.Error, func(p *financing.Plan) { at(p, "canal").Amount = eur("-1") }},
		{"monstrous amount", "financing/amount", moteur.Error, func(p *financing.Plan) { at(p, "canal").Amount = decimal.New(1, 1_000_000) }},
		{"currency without rate", "financing/currency", moteur.Error, func(p *financing.Plan) { at(p, "us").Rate = decimal.Zero }},
		{"in kind for what", "financing/in-kind", moteur.Warning, func(p *financing.Plan) { at(p, "industrie").Mirror = nil }},
		{"contract without register", "financing/unregistered", moteur.Warning, func(p *financing.Plan) {}},
		{"late request", "financing/deadline", moteur.Warning, func(p *financing.Plan) { at(p, "region").Deadline = day(2026, 5, 31) }},
		{"little cash", "financing/own-share", moteur.Notice, func(p *financing.Plan) {}},
		{"usual instalments", "financing/hypothesis", moteur.Notice, func(p *financing.Plan) {}},
		{"television pays late", "financing/tv-paid", moteur.Notice, func(p *financing.Plan) {
			p.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7), moteur.ShootEnd: day(2026, 9, 18)}
			*at(p, "canal") = financing.Resource{ID: "canal", Label: "France 3 Cinéma", Kind: financing.TVCoproduction, Amount: eur("100000"), State: financing.Registered, Date: day(2026, 5, 1),
				Instalments: []financing.Instalment{{Event: moteur.Contract, Share: eur("0.89")}, {Event: moteur.Delivery, Share: eur("0.11")}}}
		}},
		{"plan without date", "financing/no-date", moteur.Notice, func(p *financing.Plan) { p.Date = moteur.Date{} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := financing.Check(edit(c.edit))
			found := false
			for _, i := range r.Issues {
				found = found || (i.Rule == c.rule && i.Severity == c.severity)
			}
			assert.True(t, found, "%s (%s) not in %v", c.rule, c.severity, r.Issues)
		})
	}
	for name, c := range map[string]struct {
		rule string
		edit func(*financing.Plan)
	}{
		"aid on the limit":           {"financing/public-intensity", func(p *financing.Plan) { at(p, "region").Amount = eur("258000") }},
		"SOFICA on the limit":        {"financing/sofica-share", func(p *financing.Plan) { at(p, "sofica").Amount = eur("500000") }},
		"pay on the ceiling":         {"financing/pay-ceiling", func(p *financing.Plan) { p.Pays = []financing.GlobalPay{{Person: "Anna", Amount: eur("150000")}} }},
		"part on the treaty's limit": {"financing/treaty-share", func(p *financing.Plan) { at(p, "coprod").Amount, at(p, "coprod").Sub = eur("100000"), nil }},
		"SOFICA the day before": {"financing/sofica-date", func(p *financing.Plan) {
			p.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7)}
			at(p, "sofica").Date = day(2026, 9, 6)
		}},
		"deadline today": {"financing/deadline", func(p *financing.Plan) { at(p, "region").Deadline = p.Date }},
		"balanced":       {"financing/gap", func(p *financing.Plan) { p.Cost = financing.Summarize(*p).Total }},
	} {
		assert.False(t, financing.Check(edit(c.edit)).Has(c.rule), name)
	}
}

// TestIntensityLimits: the limit follows the film, its cost and whether it takes the tax credit.
func TestIntensityLimits(t *testing.T) {
	credit := financing.Resource{ID: "c", Kind: financing.TaxCredit, Amount: eur("1")}
	for _, c := range []struct {
		name, cost, limit string
		difficult         bool
		credit            bool
	}{
		{"plain film", "4000000", "0.5", false, true},
		{"plain film, one cent over the small budget", "1250000.01", "0.5", false, true},
		{"small budget", "1250000", "0.6", false, true},
		{"second film", "4000000", "0.6", true, true},
		{"second film without credit", "4000000", "0.7", true, false},
		{"small budget without credit", "1250000", "0.7", false, false},
		{"plain film without credit", "4000000", "0.5", false, false},
	} {
		p := financing.Plan{Cost: eur(c.cost), Date: snapshot, DifficultFilm: c.difficult}
		if c.credit {
			p.Resources = append(p.Resources, credit)
		}
		s := financing.Summarize(p)
		assert.True(t, eur(c.limit).Equal(s.Intensity.Rate), "%s: %s, want %s", c.name, s.Intensity.Rate, c.limit)
	}
}

// TestSofaBefore2024: SOFICA law is known from 2024; the day before, it is said to be missing.
func TestSoficaDates(t *testing.T) {
	p := financing.Plan{Cost: eur("100"), Date: day(2023, 12, 31), Resources: []financing.Resource{{ID: "s", Kind: financing.Sofica, Amount: eur("60"), State: financing.Confirmed}}}
	assert.True(t, financing.Check(p).Has(credit.RuleMissing))
	p.Date = day(2024, 1, 1)
	r := financing.Check(p)
	assert.False(t, r.Has(credit.RuleMissing))
	assert.True(t, r.Has("financing/sofica-share"))
	p.Date = day(2025, 12, 31)
	assert.NotContains(t, ids(financing.Check(p)), "aid/sofica.share")
	p.Date = day(2026, 1, 1)
	assert.Contains(t, ids(financing.Check(p)), "aid/sofica.share", "the finance act for 2026 could not be checked")
}

// ids joins the messages of the values to confirm.
func ids(r moteur.Report) string {
	out := ""
	for _, i := range r.Unverified() {
		out += i.Message + "\n"
	}
	return out
}
