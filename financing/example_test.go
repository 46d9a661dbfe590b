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

// The film credit prints its own derivation.
func ExampleFilmCredit() {
	eligible := decimal.NewFromInt(3_044_000)
	c, err := financing.FilmCredit(financing.FilmCase{CreditCase: financing.CreditCase{Date: moteur.NewDate(2025, 3, 3), Budget: decimal.NewFromInt(4_800_000), Eligible: &eligible,
		AssignedSubsidies: decimal.NewFromInt(120_000), OtherAid: decimal.NewFromInt(1_230_000)}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Amount, c.Step.Verify() == nil)
	c.Step.Walk(func(depth int, s moteur.Step) {
		if depth == 2 {
			fmt.Printf("%s : %s [%s]\n", s.Label, s.Value, s.Source)
		}
	})
	// Output:
	// 877200 true
	// crédit brut : 877200 []
	// plafond du crédit par œuvre : 30000000 [CGI art. 220 sexies VI 1]
	// plafond moins les autres aides : 1170000 []
	// zéro : 0 []
}

// Support is computed with the exact rates of the texts, then the coefficient of the points.
func ExampleCinemaSupport() {
	s, err := financing.CinemaSupport(decimal.NewFromInt(12_000_000), decimal.NewFromInt(79), moteur.NewDate(2025, 3, 3))
	fmt.Println(s.Amount, s.Coefficient, err)
	// Output: 1255735.25 0.97 <nil>
}

// A treasury of plain dated movements: a presale, a supplier, the VAT between them.
func ExampleCash() {
	day := func(m, d int) moteur.Date { return moteur.NewDate(2025, 1, 1).AddMonths(m - 1).AddDays(d - 1) }
	c, err := financing.Cash(financing.CashInput{Title: "Le Phare", Settings: financing.CashSettings{Opening: decimal.NewFromInt(10_000)}, Extra: []financing.Movement{
		{Date: day(1, 10), In: true, Key: "canal", Label: "Canal+", Net: decimal.NewFromInt(100_000), VAT: decimal.NewFromInt(10_000)},
		{Date: day(2, 10), Key: "7", Label: "Caméra", Net: decimal.NewFromInt(120_000), VAT: decimal.NewFromInt(24_000)},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range c.Rows {
		fmt.Println(r.Label, r.Operations.StringFixed(2), r.VAT.StringFixed(2), r.Closing.StringFixed(2))
	}
	fmt.Println("besoin", c.PeakNeed.StringFixed(2))
	// Output:
	// janvier 2025 110000.00 0.00 120000.00
	// février 2025 -144000.00 -10000.00 -34000.00
	// mars 2025 0.00 0.00 -34000.00
	// avril 2025 0.00 24000.00 -10000.00
	// besoin 34000.00
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
