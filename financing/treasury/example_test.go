package treasury_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/treasury"
)

// A treasury of plain dated movements: a presale, a supplier, the VAT between them.
func ExampleCash() {
	day := func(m, d int) moteur.Date { return moteur.NewDate(2025, 1, 1).AddMonths(m - 1).AddDays(d - 1) }
	c, err := treasury.Cash(treasury.Input{Title: "Le Phare", Settings: treasury.Settings{Opening: decimal.NewFromInt(10_000)}, Extra: []treasury.Movement{
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
