package distribution_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/distribution"
)

// A small release: the cinema, video, and the shares of those who wait for the receipts.
func ExampleSettle() {
	amount, rate := decimal.NewFromInt, decimal.RequireFromString
	statement, err := distribution.Settle(distribution.Release{
		Title: "Le Phare", Date: moteur.NewDate(2026, 3, 4), FilmCost: amount(2_400_000),
		Weeks:       []distribution.Week{{Admissions: 52_000, Price: rate("7.10"), RentalRate: rate("0.50")}},
		Theatrical:  distribution.Theatrical{Commission: []distribution.Tier{{Rate: rate("0.25")}}, ReleaseCosts: amount(60_000)},
		Modes:       []distribution.Mode{{ID: "video", Label: "Vidéo", Gross: amount(30_000), Commission: rate("0.25")}},
		Coproducers: []distribution.Coproducer{{Name: "Déléguée", Share: rate("0.7")}, {Name: "Associée", Share: rate("0.3")}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("RNPP", statement.Amount("R2").StringFixed(2))
	for _, share := range statement.Shares {
		if share.Amount.IsPositive() {
			fmt.Println(share.Party, share.Amount.StringFixed(2))
		}
	}
	// Output:
	// RNPP 78890.39
	// Déléguée 55223.27
	// Associée 23667.12
}

func ExampleWindows() {
	windows, _, err := distribution.Windows(moteur.NewDate(2026, 3, 4), -1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range windows[:3] {
		fmt.Println(w.Opens, w.Label)
	}
	// Output:
	// 2026-06-06 Vidéo avancée par dérogation du président du CNC
	// 2026-07-04 DVD, Blu-ray
	// 2026-07-04 Vidéo à la demande payante, à l'acte
}
