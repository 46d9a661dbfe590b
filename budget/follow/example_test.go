package follow_test

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
)

// The order of the camera was 12 000 euros, its invoice is 13 450: the line overruns, and the contingency pays.
func ExampleTrack() {
	n := decimal.NewFromInt
	frozen, err := budget.Compute(budget.Budget{
		Title: "Le Phare d'Élise", Version: "v1", Date: moteur.NewDate(2026, 3, 2),
		Lines: []budget.Line{
			{ID: "camera", Account: "7111", Label: "Caméra", Quantity: n(20), Unit: "day", Rate: n(650)},
			{ID: "mixage", Account: "8614", Label: "Mixage", Quantity: n(6), Unit: "day", Rate: n(1500)},
		},
		Percents: []budget.Percent{{ID: "imprevus", Account: "IM", Label: "Imprévus", Rate: decimal.New(10, -2), Base: "direct"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	movements, _, err := follow.ReadMovements(strings.NewReader("date;nature;ligne;montant ht;n°;engagement\n"+
		"02/03/2026;engagement;camera;12 000,00;B1;\n"+
		"30/04/2026;facture;camera;13 450,00;F1;B1\n"), "mouvements.csv", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := follow.Track(frozen, follow.Tracking{Date: moteur.NewDate(2026, 5, 1), Movements: movements})
	if err != nil {
		fmt.Println(err)
		return
	}
	camera := r.Rows[0]
	fmt.Println("caméra : devis", camera.Budget, "coût final", camera.Final, "écart", camera.Variance)
	fmt.Println("imprévus restants", r.Left)
	// Output:
	// caméra : devis 13000 coût final 13450 écart 450
	// imprévus restants 1750
}

// A supplier asks less than the devis: the definitive devis takes the retained quote in place of the estimate.
func ExampleCompareQuotes() {
	n := decimal.NewFromInt
	devis, err := budget.Compute(budget.Budget{Date: moteur.NewDate(2026, 3, 2), Lines: []budget.Line{
		{ID: "camera", Account: "7111", Label: "Caméra", Quantity: n(20), Unit: "day", Rate: n(650)}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	quotes := []follow.Quote{{ID: "D-12", Supplier: "Loueur du port", Lines: []string{"camera"}, Amount: n(11_800), Retained: true}}
	rows, report := follow.CompareQuotes(devis, quotes, moteur.NewDate(2026, 3, 10))
	fmt.Println(rows[0].Gap, report.Err())
	after, err := budget.Compute(follow.Retain(devis, quotes))
	fmt.Println(after.Total, err)
	// Output:
	// -1200 <nil>
	// 11800 <nil>
}
