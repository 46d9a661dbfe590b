package hiring_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

func sampleFilm() moteur.Film {
	return moteur.Film{Title: "Le Phare d'Élise", Kind: moteur.Feature, Company: sampleEmployer().Company}
}

func date(s string) moteur.Date {
	d, err := moteur.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func at(h float64) labour.Clock { return labour.ClockOf(int(h * 60)) }

// sampleSheet is a small week with a late evening in it.
func sampleSheet(t testing.TB) payroll.TimeSheet {
	days := []labour.Day{
		{Date: date("2026-05-18"), RDV: at(6.5), Start: at(7), End: at(18), Back: at(18.5), Breaks: []labour.Break{{From: at(12), To: at(13), Meal: true}}},
		{Date: date("2026-05-19"), RDV: at(8), End: at(19), Breaks: []labour.Break{{From: at(13), To: at(14), Meal: true}}},
		{Date: date("2026-05-20"), RDV: at(16), End: at(27), Breaks: []labour.Break{{From: at(20), To: at(21), Meal: true}}, MealsOwed: 1},
		{Date: date("2026-05-21"), RDV: at(12.5), End: at(20.5), Continuous: true, Breaks: []labour.Break{{From: at(16), To: at(16.5)}}},
		{Date: date("2026-05-22"), RDV: at(8), End: at(18), Breaks: []labour.Break{{From: at(13), To: at(14), Meal: true}}},
	}
	s, err := payroll.CountTime(payroll.Terms{Job: "1er assistant opérateur", Hourly: dec("40"), Span: moteur.Span{From: date("2026-05-18"), To: date("2026-06-26")}}, days, payroll.WorkSettings{})
	require.NoError(t, err)
	s.Who, s.Film, s.Company, s.Date = "Héloïse Lefèvre-Œuvrard", "Le Phare d'Élise", "Les Films de la Côte", date("2026-05-25")
	return s
}
