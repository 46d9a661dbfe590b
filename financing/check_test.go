package financing_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
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
	assert.True(t, financing.Check(p).Has(financing.RuleMissing))
	p.Date = day(2024, 1, 1)
	r := financing.Check(p)
	assert.False(t, r.Has(financing.RuleMissing))
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

func TestSupportRules(t *testing.T) {
	hundred := decimal.NewFromInt(100)
	for points, want := range map[string]string{"100": "1", "80": "1", "79": "0.97", "70": "0.7", "69": "0.69", "0": "0", "79.5": "1", "79.49": "0.97", "69.5": "0.7", "69.49": "0.69"} {
		got, rep := financing.PointsCoefficient(eur(points), snapshot)
		require.NoError(t, rep.Err())
		require.NoError(t, got.Verify())
		assert.True(t, eur(want).Equal(got.Value), "%s points: %s, want %s", points, got.Value, want)
		assert.Equal(t, !eur(points).IsInteger(), rep.Has("financing/points-rounding"), "a count that is not whole is said: %s", points)
	}
	for _, bad := range []string{"-1", "100.5"} {
		_, rep := financing.PointsCoefficient(eur(bad), snapshot)
		require.Error(t, rep.Err())
	}
	two, err := financing.SplitSupport(financing.SplitCase{Support: eur("351227.31"), DelegateShare: eur("0.5"), Delegates: 2, Date: snapshot,
		Others: []financing.SplitShare{{Name: "Arte", Weight: eur("1"), TV: true}, {Name: "Autre", Weight: eur("2")}}})
	require.NoError(t, err)
	require.Len(t, two.Delegates, 2)
	assert.True(t, two.Delegates[0].Add(two.Delegates[1]).Equal(two.Delegate))
	assert.True(t, two.Delegates[0].Sub(two.Delegates[1]).Abs().LessThanOrEqual(eur("0.01")), "equal shares")
	assert.True(t, two.Shares[0].Amount.Add(two.Shares[1].Amount).Equal(two.Others))
	assert.True(t, two.Delegate.Add(two.Others).Equal(eur("351227.31")))
	for name, c := range map[string]financing.SplitCase{
		"three delegates": {Support: hundred, DelegateShare: one, Delegates: 3, Date: snapshot},
		"no weight":       {Support: eur("400000"), DelegateShare: eur("0.5"), Others: []financing.SplitShare{{Name: "x"}}, Date: snapshot},
		"more than all":   {Support: hundred, DelegateShare: eur("1.01"), Date: snapshot},
		"negative":        {Support: eur("-1"), DelegateShare: one, Date: snapshot},
	} {
		_, err := financing.SplitSupport(c)
		assert.Error(t, err, name)
	}
	for _, c := range []struct {
		name, base, parity string
		b                  financing.BonusCase
	}{
		{"delegate", "236.78", "0", financing.BonusCase{Delegate: true}},
		{"delegate, animation, parity", "473.55", "142.07", financing.BonusCase{Delegate: true, Animation: true, Parity: true}},
		{"other", "142.07", "0", financing.BonusCase{Parity: true}},
		{"other, on conditions", "236.78", "0", financing.BonusCase{Conditions: true}},
		{"preparation", "236.78", "0", financing.BonusCase{Preparation: true}},
		{"preparation in French", "473.55", "0", financing.BonusCase{Preparation: true, FrenchWriting: true}},
	} {
		c.b.Invested, c.b.Date = decimal.NewFromInt(1000), snapshot
		got, err := financing.ReinvestmentBonus(c.b)
		require.NoError(t, err)
		same(t, c.base, got.Base, c.name)
		same(t, c.parity, got.Parity, c.name)
		require.NoError(t, got.Step.Verify())
	}
	last, err := financing.RepayAdvance(financing.AdvanceCase{Advance: eur("400000"), Support: eur("2000000"), Rate: eur("0.25"), AlreadyRepaid: eur("310000"), Date: snapshot})
	require.NoError(t, err)
	same(t, "10000", last.Repaid, "what the ceiling leaves")
	same(t, "0", last.Left, "the rest is a subsidy")
	none, err := financing.RepayAdvance(financing.AdvanceCase{Advance: eur("400000"), Support: eur("50000"), Rate: eur("0.25"), Date: snapshot})
	require.NoError(t, err)
	same(t, "0", none.Repaid, "under the franchise")
	_, err = financing.RepayAdvance(financing.AdvanceCase{Advance: eur("400000"), Support: eur("50000"), Rate: eur("0.2499"), Date: snapshot})
	require.Error(t, err)
	for cost, want := range map[string]string{"1000000": "100000", "2300000": "230000", "2300001": "230000"} {
		got, rep := financing.PreparationLimit(eur(cost), false, snapshot)
		require.NoError(t, rep.Err())
		same(t, want, got.Value, "preparation of "+cost)
	}
	boost, err := financing.DistributorBonus(eur("1000"), eur("8000000.01"), snapshot)
	require.NoError(t, err)
	assert.True(t, boost.Amount.IsZero(), "no bonus over 8 M")
}

// TestVintage: receipts count within the years of their origin, the last day included, the first day after left out.
func TestVintage(t *testing.T) {
	release := day(2024, 1, 17)
	points := decimal.NewFromInt(80)
	all := func(origin string, last moteur.Date) []financing.Earning {
		return []financing.Earning{{Origin: origin, Date: last, Amount: eur("1000")}, {Origin: origin, Date: last.AddDays(1), Amount: eur("1000")}}
	}
	for origin, last := range map[string]moteur.Date{"salles": day(2029, 1, 16), "télévision": day(2032, 1, 16), "vidéo": day(2030, 1, 16)} {
		got, rep := financing.FilmSupport(release, all(origin, last), points, snapshot)
		require.NoError(t, rep.Err())
		require.Len(t, got, 1)
		same(t, "1000", got[0].Receipts, origin)
		assert.True(t, rep.Has("financing/support-vintage"))
	}
	_, rep := financing.FilmSupport(release, []financing.Earning{{Origin: "radio", Amount: one}}, points, snapshot)
	require.Error(t, rep.Err())
	got, rep := financing.FilmSupport(release, []financing.Earning{{Origin: "export", Amount: eur("100000")}}, points, snapshot)
	require.NoError(t, rep.Err())
	same(t, "66000", got[0].Amount, "export")
}

func TestFindAids(t *testing.T) {
	profile := financing.ProfileOf(moteur.Film{Kind: moteur.Feature, Language: "fr"}, financing.Plan{Cost: eur("3000000")})
	profile.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7), moteur.Released: day(2027, 9, 15)}
	find := func(id string, on moteur.Date, extra ...financing.AidSheet) financing.AidMatch {
		list, rep := financing.FindAids(profile, extra, on)
		require.NoError(t, rep.Err())
		for _, m := range list {
			if m.Sheet.ID == id {
				return m
			}
		}
		t.Fatalf("no sheet %s", id)
		return financing.AidMatch{}
	}
	m := find("avance-avant", day(2026, 9, 6))
	assert.Equal(t, financing.Unknown, m.Verdict)
	assert.Len(t, m.Missing, 1, "the number of requests is not given")
	assert.Equal(t, day(2026, 9, 6), m.By)
	profile.Figures["requests"] = decimal.Zero
	assert.Equal(t, financing.Fits, find("avance-avant", day(2026, 9, 6)).Verdict)
	assert.Equal(t, financing.Excluded, find("avance-avant", day(2026, 9, 7)).Verdict, "the first shooting day is too late")
	profile.Figures["requests"] = decimal.NewFromInt(3)
	assert.Equal(t, financing.Excluded, find("avance-avant", day(2026, 9, 6)).Verdict)
	profile.Figures["vfx_spend_france"] = eur("2000000")
	same(t, "400000", find("vfx", day(2026, 6, 1)).Amount, "20 % of VFX")
	profile.Figures["vfx_spend_france"] = eur("9000000")
	same(t, "500000", find("vfx", day(2026, 6, 1)).Amount, "capped")
	profile.Figures["vfx_spend_france"] = eur("999999.99")
	assert.Equal(t, financing.Excluded, find("vfx", day(2026, 6, 1)).Verdict)
	profile.Spend = map[string]decimal.Decimal{"FR-67": eur("180000"), "FR-29": eur("500000")}
	profile.Facts["carbon_footprint"] = true
	same(t, "180000", find("grand-est", day(2026, 6, 1)).Amount, "no more than what is spent there")
	profile.Spend["FR-57"] = eur("200000")
	same(t, "300000", find("grand-est", day(2026, 6, 1)).Amount, "no more than the sheet")
	own := financing.AidSheet{ID: "moi", Label: "Fonds local", Kind: financing.Regional, From: day(2026, 6, 1), Source: moteur.Source{Text: "règlement", Verified: true}, Max: ptr(eur("10000"))}
	m = find("moi", day(2026, 6, 1), own)
	assert.Equal(t, financing.Fits, m.Verdict)
	r := m.Resource()
	assert.Equal(t, financing.Expected, r.State)
	same(t, "10000", r.Amount, "resource")
	list, rep := financing.FindAids(profile, []financing.AidSheet{own}, day(2026, 5, 31))
	for _, x := range list {
		assert.NotEqual(t, "moi", x.Sheet.ID, "a sheet is not used before its first day")
	}
	assert.True(t, rep.Has("financing/sheet-date"))
	assert.NotEmpty(t, rep.Unverified(), "sheets without source are said")
	sheets, err := financing.AidSheets()
	require.NoError(t, err)
	for _, s := range sheets {
		assert.True(t, s.Kind.Valid(), s.ID)
		assert.False(t, s.From.IsZero(), s.ID)
		for _, c := range s.Conditions {
			assert.NotEmpty(t, c.Text)
		}
	}
}
