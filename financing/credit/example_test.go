package credit_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
)

// The film credit prints its own derivation.
func ExampleFilm() {
	eligible := decimal.NewFromInt(3_044_000)
	c, err := credit.Film(credit.FilmCase{Case: credit.Case{Date: moteur.NewDate(2025, 3, 3), Budget: decimal.NewFromInt(4_800_000), Eligible: &eligible,
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
