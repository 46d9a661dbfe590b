// Command devis is the example of the README: one line, its employer charges, the overheads, and the devis as PDF.
package main

import (
	"fmt"
	"os"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
)

func main() {
	if len(os.Args) > 1 {
		fmt.Fprintln(os.Stderr, "usage : go run ./examples/devis > devis.pdf")
		os.Exit(2)
	}
	estimate, err := budget.Compute(budget.Budget{
		Title: "Le Dernier Bac", Date: moteur.NewDate(2026, 11, 16),
		Lines: []budget.Line{{
			ID: "dop", Account: "2611", Label: "Directrice de la photographie", Status: budget.Salaried, Profile: payroll.Cadre,
			Unit: "week", Quantity: decimal.NewFromInt(8), Rate: decimal.NewFromInt(2900),
		}},
		Percents: []budget.Percent{{
			ID: "fg", Account: "FG", Label: "Frais généraux", Rate: decimal.RequireFromString("0.07"), Base: "1..9",
		}},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err) // every problem, by path
		os.Exit(2)
	}
	fmt.Fprintln(os.Stderr, estimate.Total)
	if err := estimate.WritePDF(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
