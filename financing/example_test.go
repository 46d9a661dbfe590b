package financing_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
)

// A plan says what is acquired, what is missing, and how far public aid goes.
func ExampleSummarize() {
	euros := func(n int64) decimal.Decimal { return decimal.NewFromInt(n) }
	plan := financing.Plan{Title: "Le Phare", Cost: euros(3_000_000), Date: moteur.NewDate(2025, 3, 3), Resources: []financing.Resource{
		{ID: "canal", Label: "Canal+", Kind: financing.PayTVPresale, Amount: euros(900_000), State: financing.Contracted},
		{ID: "avance", Label: "Avance sur recettes", Kind: financing.AdvanceOnReceipts, Amount: euros(500_000), State: financing.Confirmed},
		{ID: "region", Label: "Région Bretagne", Kind: financing.Regional, Amount: euros(300_000), State: financing.Requested},
		{ID: "credit", Label: "Crédit d'impôt", Kind: financing.TaxCredit, Amount: euros(800_000), State: financing.Expected},
	}}
	s := financing.Summarize(plan)
	fmt.Println("acquis", s.Secured, "en cours", s.Pending, "reste à trouver", s.Gap)
	fmt.Println("aides", s.Intensity.Amount, "plafond", s.Intensity.Max, "dépassé par", s.Intensity.Breaks)
	for _, i := range financing.Check(plan).Of(moteur.Error) {
		fmt.Println(i.Rule)
	}
	// Output:
	// acquis 1400000 en cours 300000 reste à trouver 500000
	// aides 1600000 plafond 1500000 dépassé par credit
	// financing/public-intensity
}

// The best mix is exact: two regions, one of which asks for spend that the film does not have there.
func ExampleBestMix() {
	euros := func(n int64) decimal.Decimal { return decimal.NewFromInt(n) }
	region := func(id string, n int64) []financing.Resource {
		return []financing.Resource{{ID: id, Label: id, Kind: financing.Regional, Amount: euros(n), State: financing.Expected}}
	}
	r, err := financing.BestMix(financing.MixProblem{
		Plan:        financing.Plan{Cost: euros(1_000_000), Date: moteur.NewDate(2025, 3, 3)},
		Spend:       map[string]decimal.Decimal{"FR-BRE": euros(200_000)},
		Obligations: []financing.Obligation{{Resource: "grandest", Territory: "FR-GES", Ratio: euros(1)}, {Resource: "bretagne", Territory: "FR-BRE", Ratio: euros(1)}},
		Choices: []financing.Choice{{Name: "région", Options: []financing.Option{
			{Name: "aucune"}, {Name: "Bretagne", Add: region("bretagne", 150_000)}, {Name: "Grand Est", Add: region("grandest", 250_000)}}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Best.Names, r.Best.Kept)
	for _, p := range r.Prices {
		if p.Gain.IsPositive() {
			fmt.Println(p.Label, p.Gain)
		}
	}
	// Output:
	// [Bretagne] 150000
	// dépenses territoriales 100000
}

// The finder says which aids fit, what is missing and by when.
func ExampleFindAids() {
	film := moteur.Film{Kind: moteur.Feature, Language: "fr"}
	profile := financing.ProfileOf(film, financing.Plan{Cost: decimal.NewFromInt(3_000_000)})
	profile.Timeline = moteur.Timeline{moteur.ShootStart: moteur.NewDate(2026, 9, 7)}
	profile.Figures["requests"] = decimal.Zero
	matches, _ := financing.FindAids(profile, nil, moteur.NewDate(2026, 6, 1))
	for _, m := range matches {
		if m.Sheet.Kind == financing.AdvanceOnReceipts {
			fmt.Println(m.Sheet.Label+",", m.Verdict.Label()+",", len(m.Missing), "à renseigner")
		}
	}
	// Output:
	// Avance sur recettes avant réalisation, convient, 0 à renseigner
	// Avance sur recettes après réalisation, à compléter, 1 à renseigner
}
