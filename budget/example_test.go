package budget_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
)

func ExampleCompute() {
	n := decimal.NewFromInt
	b := budget.Budget{
		Title: "Le Phare d'Élise", Version: "v1", Date: moteur.NewDate(2026, 3, 2),
		Variables: map[string]decimal.Decimal{"shoot_days": n(20)},
		Lines: []budget.Line{
			{ID: "scenario", Account: "1211", Label: "Scénariste", Quantity: n(1), Unit: "flat", Rate: n(20000), Status: budget.Author},
			{ID: "chef-op", Account: "2611", Label: "Directrice de la photographie, en facture", QuantityFormula: "shoot_days + 2", Unit: "day", Rate: n(480), Status: budget.Invoice},
			{ID: "camera", Account: "7111", Label: "Caméra", QuantityFormula: "shoot_days", Unit: "day", Rate: n(650)},
			{ID: "mixage", Account: "8614", Label: "Mixage", Quantity: n(6), Unit: "day", Rate: n(1500)},
		},
		Percents: []budget.Percent{
			{ID: "assurances", Account: "9111", Label: "Assurances", Rate: decimal.New(2, -2), Base: "direct"},
			{ID: "fg", Account: "FG", Label: "Frais généraux", Rate: decimal.New(7, -2), Base: "1..9"},
			{ID: "imprevus", Account: "IM", Label: "Imprévus", Rate: decimal.New(10, -2), Base: "1..9 - 1"},
		},
	}
	e, err := budget.Compute(b)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range e.At(1) {
		if !a.Amount.IsZero() {
			fmt.Printf("%-3s%-40s%12s\n", a.Code, a.Label, a.Amount.StringFixed(2))
		}
	}
	fmt.Println("total", e.Total.StringFixed(2))
	// Output:
	// 1  Droits artistiques                          20000.00
	// 2  Personnel                                   10560.00
	// 4  Charges sociales et fiscales                  220.00
	// 7  Moyens techniques                           13000.00
	// 8  Postproduction image et son                  9000.00
	// 9  Assurances et divers                         1055.60
	// FG Frais généraux                               3768.49
	// IM Imprévus                                     3383.56
	// total 60987.65
}

// Percent lines that stand on each other are refused, the circle named.
func ExampleCompute_cycle() {
	_, err := budget.Compute(budget.Budget{Percents: []budget.Percent{
		{ID: "assurances", Account: "9111", Label: "Assurances", Rate: decimal.New(2, -2), Base: "direct + imprevus"},
		{ID: "imprevus", Account: "IM", Label: "Imprévus", Rate: decimal.New(10, -2), Base: "1..9 + assurances"},
	}})
	fmt.Println(err)
	// Output:
	// erreur percents : Les pourcentages se mordent la queue : assurances → imprevus → assurances. [budget/percent-cycle]
}

// A dearer day of camera moves its line and the percents that stand on it.
func ExampleCompare() {
	version := func(rate int64) budget.Estimate {
		e, err := budget.Compute(budget.Budget{
			Lines: []budget.Line{{ID: "camera", Account: "7111", Label: "Caméra", Quantity: decimal.NewFromInt(20), Unit: "day", Rate: decimal.NewFromInt(rate)}},
			Percents: []budget.Percent{
				{ID: "assurances", Account: "9111", Label: "Assurances", Rate: decimal.New(2, -2), Base: "direct"},
				{ID: "imprevus", Account: "IM", Label: "Imprévus", Rate: decimal.New(10, -2), Base: "1..9"},
			},
		})
		if err != nil {
			fmt.Println(err)
		}
		return e
	}
	c := budget.Compare(version(650), version(700))
	for _, d := range c.Differences {
		fmt.Printf("%-22s%-16s%10s\n", d.Cause.Label(), d.Line, d.Amount.StringFixed(2))
	}
	fmt.Println("en tout", c.After.Sub(c.Before).StringFixed(2))
	// Output:
	// tarif                 camera             1000.00
	// base du pourcentage   assurances           20.00
	// base du pourcentage   imprevus            102.00
	// en tout 1122.00
}

// The quantities of a devis come from the plan de travail by their keys.
func ExampleFill() {
	b := budget.Budget{Lines: []budget.Line{{ID: "anna", Account: "3111", Label: "Anna", Unit: "day", Rate: decimal.NewFromInt(900),
		Status: budget.Invoice, From: "plan:role:ANNA"}}}
	figures := map[string]decimal.Decimal{"plan:role:ANNA": decimal.NewFromInt(12)} // of budget.Figures(problem, plan)
	e, err := budget.Compute(budget.Fill(b, figures))
	fmt.Println(e.Total, err)
	// Output:
	// 10800 <nil>
}

func ExamplePayCap() {
	s, _, err := budget.PayCap(decimal.NewFromInt(8_000_000), moteur.NewDate(2026, 1, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Value)
	for _, p := range s.Parts {
		fmt.Println(p.Label, p.Value)
	}
	// Output:
	// 890000
	// tranche 1 600000
	// tranche 2 240000
	// tranche 3 50000
}

// A devis shown on the grid of somebody who finances it.
func ExampleRegroup() {
	n := decimal.NewFromInt
	e, err := budget.Compute(budget.Budget{Lines: []budget.Line{
		{ID: "droits", Account: "1211", Label: "Scénariste, droits", Quantity: n(1), Unit: "flat", Rate: n(20000)},
		{ID: "camera", Account: "7111", Label: "Caméra", Quantity: n(20), Unit: "day", Rate: n(650)},
		{ID: "mixage", Account: "8614", Label: "Mixage", Quantity: n(6), Unit: "day", Rate: n(1500)},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	grid, err := budget.LoadGrid("above-below")
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := budget.LoadGridMap("", "above-below")
	if err != nil {
		fmt.Println(err)
		return
	}
	v, err := budget.Regroup(e, table, grid)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range v.Accounts {
		if a.Depth == 1 {
			fmt.Println(a.Label, a.Amount)
		}
	}
	// Output:
	// Au-dessus de la ligne 20000
	// Sous la ligne : production 13000
	// Sous la ligne : postproduction 9000
	// Autres coûts 0
}
