package payroll_test

import (
	"fmt"
	"io"
	"os"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

func ExampleCharges() {
	charged, err := payroll.Charges(payroll.Pay{
		Profile: payroll.Technician, Gross: decimal.NewFromInt(1000), Span: moteur.Span{From: moteur.NewDate(2026, 7, 1), To: moteur.NewDate(2026, 7, 31)},
	}, payroll.Settings{Staff: 12})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(charged.Lines[0])
	fmt.Println("coût :", charged.Cost)
	fmt.Println("à confirmer :", len(charged.Report.Unverified()))
	// Output:
	// Maladie, maternité, invalidité, décès : 1000 × 0.13 = 130
	// coût : 1655.91
	// à confirmer : 4
}

// To price a whole devis, resolve the rates once.
func ExampleRatesOn() {
	rates, err := payroll.RatesOn(moteur.NewDate(2026, 7, 1), payroll.Settings{Territory: "paris", Staff: 12})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range []payroll.Profile{payroll.Technician, payroll.Cadre, payroll.Performer, payroll.Director, payroll.Author} {
		c, err := rates.Charge(payroll.Pay{Profile: p, Gross: decimal.NewFromInt(1000)})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(p.Label(), c.Total)
	}
	// Output:
	// technicien non-cadre 687.91
	// technicien cadre 688.27
	// artiste-interprète 580.91
	// réalisateur 586.97
	// auteur 11
}

func ExampleMinimum() {
	least, report, err := payroll.Minimum("1er assistant opérateur", moteur.NewDate(2026, 5, 18), payroll.Shoot5)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(least.Label, ":", least.Value)
	fmt.Println("vérifié :", least.Verify() == nil, "; à confirmer :", len(report.Unverified()))
	// Output:
	// semaine de tournage, classe 43/46 : 1535.13
	// vérifié : true ; à confirmer : 0
}

func ExampleCheckMinimum() {
	report, err := payroll.CheckMinimum("scripte", moteur.NewDate(2026, 5, 18), payroll.Week39, decimal.NewFromInt(1300), payroll.Bound{Kind: moteur.Feature})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range report.Of(moteur.Error) {
		fmt.Println(i.Rule)
	}
	// Output:
	// payroll/below-minimum
}

// A night that ends at two in the morning, eleven hours after the call.
func ExampleCountTime() {
	night := labour.Day{Date: moteur.NewDate(2026, 6, 2), RDV: labour.At(15, 0), End: labour.At(26, 0), Breaks: []labour.Break{{From: labour.At(20, 0), To: labour.At(21, 0), Meal: true}}}
	sheet, err := payroll.CountTime(payroll.Terms{Job: "scripte", Hourly: decimal.NewFromInt(30), Daily: true}, []labour.Day{night}, payroll.WorkSettings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range sheet.Lines {
		fmt.Println(l.Rule, l.Hours, "h", l.Amount)
	}
	fmt.Println("brut", sheet.Gross)
	// Output:
	// base 10 h 300
	// t2.day_engagement 7 h 52.5
	// t2.day_engagement.over_7h 3 h 45
	// t2.night.first8 4 h 60
	// brut 457.5
}

func ExampleTimeSheet_Document() {
	sheet, err := payroll.CountTime(payroll.Terms{Job: "scripte", Hourly: decimal.NewFromInt(30), Daily: true}, []labour.Day{{Date: moteur.NewDate(2026, 6, 2), RDV: labour.At(8, 0), End: labour.At(13, 0)}}, payroll.WorkSettings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	sheet.Who, sheet.Film, sheet.Date = "Zoé Le Guénédal", "Le Phare", moteur.NewDate(2026, 6, 8)
	fmt.Println(sheet.Document().Title, "–", sheet.Who, sheet.Gross)
	if err := sheet.WritePDF(io.Discard); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	// Output:
	// Relevé d'heures et décompte – Zoé Le Guénédal 262.5
}
