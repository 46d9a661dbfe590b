package moteur_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// An amount prints its own derivation.
func ExampleStep() {
	eligible := moteur.Given("dépenses éligibles", decimal.NewFromInt(3_044_000))
	rate := moteur.Given("taux", decimal.RequireFromString("0.30")).Because(moteur.Source{Text: "CGI, art. 220 sexies", Verified: true})
	ceiling := moteur.Given("plafond", decimal.NewFromInt(900_000))
	credit := moteur.Least("crédit d'impôt", moteur.Times("base × taux", eligible, rate), ceiling)

	credit.Walk(func(depth int, s moteur.Step) {
		fmt.Println(strings.TrimRight(fmt.Sprintf("%s%s %s %s", strings.Repeat("  ", depth), s.Label, s.Value, s.Source), " "))
	})
	fmt.Println(credit.Verify())
	// Output:
	// crédit d'impôt 900000
	//   base × taux 913200
	//     dépenses éligibles 3044000
	//     taux 0.3 CGI, art. 220 sexies
	//   plafond 900000
	// <nil>
}

// A legal value says its source, and that nobody has verified it.
func ExampleCited() {
	rate := moteur.Cited[string]{ID: "indemnité repas", Value: "17,61 €", From: moteur.NewDate(2019, time.July, 1),
		Source: moteur.Source{Text: "IDCC 3097, annexe"}}
	var report moteur.Report
	fmt.Println(rate.Use(&report, "devis"))
	fmt.Println(report.Issues[0])
	// Output:
	// 17,61 €
	// information devis : À confirmer : indemnité repas, valeur 17,61 € depuis le 2019-07-01 (IDCC 3097, annexe). [law/unverified]
}

func ExampleDate_AddMonths() {
	fmt.Println(moteur.NewDate(2024, time.October, 31).AddMonths(4))
	// Output: 2025-02-28
}
