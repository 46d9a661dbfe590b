package payroll_test

import (
	"bytes"
	"github.com/moteur-film/moteur/schedule/labour"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
)

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

func TestDocuments(t *testing.T) {
	sheet := sampleSheet(t)
	charged, err := payroll.Charges(payroll.Pay{Profile: payroll.Cadre, Gross: sheet.Gross, Span: moteur.Span{From: date("2026-05-18"), To: date("2026-05-22")}}, payroll.Settings{Territory: "paris", Staff: 12})
	require.NoError(t, err)
	costs := payroll.ChargeSheet{Film: sampleFilm(), Date: date("2026-05-31"), Rows: []payroll.ChargeRow{{Name: "Héloïse Lefèvre-Œuvrard", Job: "1er assistant opérateur", Profile: payroll.Cadre, Charged: charged}}}
	for name, d := range map[string]doc.Document{"timesheet": sheet.Document(), "charges": costs.Document()} {
		t.Run(name, func(t *testing.T) { testkit.Golden(t, name+".txt", text.String(d)) })
	}
	var a, b bytes.Buffer
	require.NoError(t, sheet.WriteXLSX(&a))
	require.NoError(t, sheet.WriteXLSX(&b))
	assert.Equal(t, a.Bytes(), b.Bytes())
	a.Reset()
	require.NoError(t, costs.WriteXLSX(&a))
	require.NoError(t, costs.WritePDF(&a))
}

func sampleFilm() moteur.Film {
	return moteur.Film{Title: "Le Phare d'Élise", Kind: moteur.Feature, Company: moteur.Company{Name: "Les Films de la Côte"}}
}
