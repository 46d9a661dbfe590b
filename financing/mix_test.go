package financing_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
)

// mixProblem chooses a region, a studio and the sources of a film of 2 000 000 €.
func mixProblem() financing.MixProblem {
	eligible := eur("1100000")
	gap := eur("300000")
	region := func(id, label, amount string) []financing.Resource {
		return []financing.Resource{{ID: id, Label: label, Kind: financing.Regional, Amount: eur(amount), State: financing.Expected}}
	}
	return financing.MixProblem{
		Plan: financing.Plan{Title: "Le Phare", Cost: eur("2000000"), Date: day(2026, 6, 1), Resources: []financing.Resource{
			{ID: "canal", Label: "Canal+", Kind: financing.PayTVPresale, Amount: eur("700000"), State: financing.Confirmed},
			{ID: "avance", Label: "Avance sur recettes", Kind: financing.AdvanceOnReceipts, Amount: eur("450000"), State: financing.Confirmed}}},
		Credit:      &credit.FilmCase{Scale: &credit.ScaleScore{Points: eur("60"), Total: eur("100")}, Case: credit.Case{Date: day(2026, 6, 1), Eligible: &eligible}},
		Spend:       map[string]decimal.Decimal{"FR-BRE": eur("200000")},
		MaxGap:      &gap,
		Obligations: []financing.Obligation{{Resource: "bretagne", Territory: "FR-BRE", Ratio: eur("1.6")}, {Resource: "grandest", Territory: "FR-GES", Ratio: eur("1")}},
		Choices: []financing.Choice{
			{Name: "Région", Options: []financing.Option{{Name: "aucune"}, {Name: "Bretagne", Add: region("bretagne", "Région Bretagne", "200000")}, {Name: "Grand Est", Add: region("grandest", "Région Grand Est", "300000")}}},
			{Name: "Lieu", Options: []financing.Option{{Name: "comme au plan"}, {Name: "deux semaines de plus en Bretagne", Cost: eur("25000"), Spend: map[string]decimal.Decimal{"FR-BRE": eur("150000")}},
				{Name: "studio à Strasbourg", Cost: eur("40000"), Eligible: eur("30000"), Spend: map[string]decimal.Decimal{"FR-GES": eur("320000"), "FR-BRE": eur("-100000")}},
				{Name: "studio à Liège", Cost: eur("-60000"), Eligible: eur("-220000")}}},
			{Name: "SOFICA", Options: []financing.Option{{Name: "non"}, {Name: "oui", GivenUp: eur("30000"), Add: []financing.Resource{{ID: "sofica", Label: "SOFICA", Kind: financing.Sofica, Amount: eur("200000"), State: financing.Expected, Repayable: ptr(eur("0.8"))}}}}},
			{Name: "Coproduction belge", Options: []financing.Option{{Name: "non"}, {Name: "oui", GivenUp: eur("60000"), Needs: []string{"Lieu/studio à Liège"},
				Add: []financing.Resource{{ID: "be", Label: "Noordzee", Kind: financing.CoProducer, Country: "BE", Amount: eur("250000"), State: financing.Expected, Repayable: ptr(decimal.Zero)}}}}},
		}}
}

// bruteForce is the slow twin: every mix, its money counted by hand, its rules tested by hand.
func bruteForce(p financing.MixProblem, without string) (best decimal.Decimal, found bool) {
	picks := make([]int, len(p.Choices))
	for {
		if v, ok := byHand(p, picks, without); ok && (!found || v.GreaterThan(best)) {
			best, found = v, true
		}
		i := 0
		for ; i < len(picks); i++ {
			if picks[i]++; picks[i] < len(p.Choices[i].Options) {
				break
			}
			picks[i] = 0
		}
		if i == len(picks) {
			return best, found
		}
	}
}

// byHand counts a mix with plain decimals, without the room's functions: 30 % of min(spend, 80 % of the French cost), at most
// what the limit of public aid leaves; kept shares of the kinds used here.
func byHand(p financing.MixProblem, picks []int, without string) (decimal.Decimal, bool) {
	shares := map[financing.Kind]string{financing.PayTVPresale: "1", financing.AdvanceOnReceipts: "0.2", financing.Regional: "1", financing.TVPresale: "1"}
	public := map[financing.Kind]bool{financing.AdvanceOnReceipts: true, financing.Regional: true}
	cost, total, aid, keep, sofica, foreign, eligible := p.Plan.Cost, decimal.Zero, decimal.Zero, decimal.Zero, decimal.Zero, decimal.Zero, *p.Credit.Eligible
	spend := map[string]decimal.Decimal{}
	for k, v := range p.Spend {
		spend[k] = v
	}
	amounts := map[string]decimal.Decimal{}
	taken := map[string]bool{}
	list := append([]financing.Resource{}, p.Plan.Resources...)
	for i, n := range picks {
		o := p.Choices[i].Options[n]
		taken[p.Choices[i].Name+"/"+o.Name] = true
		list = append(list, o.Add...)
		cost, eligible, keep = cost.Add(o.Cost), eligible.Add(o.Eligible), keep.Sub(o.Cost).Sub(o.GivenUp)
		for k, v := range o.Spend {
			spend[k] = spend[k].Add(v)
		}
	}
	for i, n := range picks {
		for _, need := range p.Choices[i].Options[n].Needs {
			if !taken[need] {
				return decimal.Zero, false
			}
		}
	}
	for _, r := range list {
		total = total.Add(r.Amount)
		amounts[r.ID] = r.Amount
		if public[r.Kind] {
			aid = aid.Add(r.Amount)
		}
		if r.Kind == financing.Sofica {
			sofica = sofica.Add(r.Amount)
		}
		if r.Country == "BE" {
			foreign = foreign.Add(r.Amount)
		}
		if r.Repayable != nil {
			keep = keep.Add(r.Amount.Mul(decimal.NewFromInt(1).Sub(*r.Repayable)).Round(2))
		} else {
			keep = keep.Add(r.Amount.Mul(eur(shares[r.Kind])).Round(2))
		}
	}
	french := cost.Sub(foreign)
	limit := french.Mul(eur("0.5")).Round(2)
	if cost.LessThanOrEqual(eur("1250000")) {
		limit = french.Mul(eur("0.6")).Round(2)
	}
	credit := decimal.Min(decimal.Max(eligible, decimal.Zero), french.Mul(eur("0.8")).Round(2)).Mul(eur("0.3")).Round(2)
	if without != financing.MixIntensity {
		credit = decimal.Max(decimal.Min(credit, limit.Sub(aid)), decimal.Zero)
	}
	total, aid, keep = total.Add(credit), aid.Add(credit), keep.Add(credit)
	ok := without == financing.MixIntensity || aid.LessThanOrEqual(limit)
	ok = ok && (without == financing.MixOver || total.LessThanOrEqual(cost))
	ok = ok && (without == financing.MixSofica || sofica.LessThanOrEqual(cost.Mul(eur("0.5"))))
	ok = ok && (without == financing.MixGap || p.MaxGap == nil || cost.Sub(total).LessThanOrEqual(*p.MaxGap))
	for _, o := range p.Obligations {
		v, in := amounts[o.Resource]
		ok = ok && (without == financing.MixObligation || !in || v.Mul(o.Ratio).Round(2).LessThanOrEqual(spend[o.Territory]))
	}
	return keep, ok
}

func TestBestMixAgainstBruteForce(t *testing.T) {
	p := mixProblem()
	got, err := financing.BestMix(p)
	require.NoError(t, err)
	want, found := bruteForce(p, "")
	require.Equal(t, found, got.Found)
	assert.True(t, want.Equal(got.Best.Kept), "kept %s, want %s", got.Best.Kept, want)
	require.NoError(t, got.Best.Step.Verify())
	for _, x := range got.Best.Proofs {
		assert.True(t, x.OK, "%s: %s over %s", x.Label, x.Value, x.Limit)
	}
	prices := 0
	for _, price := range got.Prices {
		free, ok := bruteForce(p, price.Rule)
		require.True(t, ok)
		assert.True(t, free.Sub(want).Equal(price.Gain), "%s: price %s, want %s", price.Rule, price.Gain, free.Sub(want))
		assert.False(t, price.Gain.IsNegative(), "a rule less never costs")
		if price.Gain.IsPositive() {
			prices++
		}
	}
	assert.NotZero(t, prices, "the problem should have a rule that costs")
	assert.Equal(t, 48, got.Mixes)
}

func TestBestMixProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := mixProblem()
		amount := rapid.Int64Range(0, 60_000_000)
		kinds := []financing.Kind{financing.TVPresale, financing.Regional, financing.AdvanceOnReceipts}
		p.Plan.Cost = decimal.New(rapid.Int64Range(90_000_000, 300_000_000).Draw(t, "cost"), -2)
		e := decimal.New(rapid.Int64Range(0, 200_000_000).Draw(t, "eligible"), -2)
		p.Credit.Eligible = &e
		if rapid.Bool().Draw(t, "free gap") {
			p.MaxGap = nil
		}
		for i := range p.Choices {
			for k := range p.Choices[i].Options {
				o := &p.Choices[i].Options[k]
				o.Cost = decimal.New(rapid.Int64Range(-5_000_000, 5_000_000).Draw(t, "cost"), -2)
				o.Eligible = decimal.New(rapid.Int64Range(-9_000_000, 9_000_000).Draw(t, "eligible"), -2)
				o.Add = append([]financing.Resource{}, o.Add...)
				if rapid.Bool().Draw(t, "more") {
					o.Add = append(o.Add, financing.Resource{ID: o.Name, Label: o.Name, Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Amount: decimal.New(amount.Draw(t, "amount"), -2), State: financing.Expected})
				}
			}
		}
		p.Plan.Treaty = "conv-2017"
		p.Choices = p.Choices[:3] // without a foreign party no treaty applies
		got, err := financing.BestMix(p)
		require.NoError(t, err)
		want, found := bruteForce(p, "")
		require.Equal(t, found, got.Found)
		if found {
			require.True(t, want.Equal(got.Best.Kept), "kept %s, want %s", got.Best.Kept, want)
		}
	})
}

func TestBestMixConflict(t *testing.T) {
	p := mixProblem()
	none := decimal.Zero
	p.MaxGap = &none
	got, err := financing.BestMix(p)
	require.NoError(t, err)
	assert.False(t, got.Found)
	assert.Equal(t, []string{"reste à trouver"}, got.Conflict)
}

func TestBestMixRefusesLargeProblems(t *testing.T) {
	p := mixProblem()
	for range 20 {
		p.Choices = append(p.Choices, p.Choices[0])
	}
	_, err := financing.BestMix(p)
	require.Error(t, err)
	_, err = financing.BestMix(financing.MixProblem{Choices: []financing.Choice{{Name: "vide"}}})
	require.Error(t, err)
	_, err = financing.EvaluateMix(mixProblem(), []int{9, 0, 0, 0})
	require.Error(t, err)
}

// A name that is no resource and no option is refused, by its path, with the nearest ones: removing it would change nothing in silence.
func TestMixOfUnknownNames(t *testing.T) {
	option := func(change func(o *financing.Option)) financing.MixProblem {
		o := financing.Option{Name: "sans"}
		change(&o)
		return financing.MixProblem{Plan: financing.Plan{Cost: decimal.NewFromInt(100), Resources: []financing.Resource{{ID: "canal", Label: "Canal+", Kind: financing.PayTVPresale}}},
			Choices: []financing.Choice{{Name: "A", Options: []financing.Option{o, {Name: "avec"}}}}}
	}
	owed := option(func(*financing.Option) {})
	owed.Obligations = []financing.Obligation{{Resource: "region"}}
	for want, p := range map[string]financing.MixProblem{
		"choices[0].options[0].remove[0]": option(func(o *financing.Option) { o.Remove = []string{"cannal"} }),
		"choices[0].options[0].needs[0]":  option(func(o *financing.Option) { o.Needs = []string{"A/avecc"} }),
		"obligations[0].resource":         owed,
	} {
		_, err := financing.BestMix(p)
		require.ErrorContains(t, err, want)
	}
	_, err := financing.BestMix(option(func(o *financing.Option) { o.Remove = []string{"cannal"} }))
	require.ErrorContains(t, err, "«\u00a0cannal\u00a0» : inconnue ; valeurs acceptées : canal")
	_, err = financing.BestMix(option(func(o *financing.Option) { o.Remove = []string{"canal"} }))
	require.NoError(t, err)
}
