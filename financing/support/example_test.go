package support_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/support"
)

// Support is computed with the exact rates of the texts, then the coefficient of the points.
func ExampleCinema() {
	s, err := support.Cinema(decimal.NewFromInt(12_000_000), decimal.NewFromInt(79), moteur.NewDate(2025, 3, 3))
	fmt.Println(s.Amount, s.Coefficient, err)
	// Output: 1255735.25 0.97 <nil>
}
