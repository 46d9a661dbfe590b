package follow_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
)

func TestDocuments(t *testing.T) {
	e := frozen(t)
	report, err := follow.Track(e, tracking(t))
	require.NoError(t, err)
	hot, err := follow.Hot(e, follow.HotDay{Date: moteur.NewDate(2026, 5, 6), Number: 3, Items: []follow.HotItem{{Line: "cantine", Planned: d("1"), Used: d("1.5"), Note: "renforts"}}})
	require.NoError(t, err)
	list, _ := follow.Instalments(e, nil, nil)
	testkit.Golden(t, "suivi.txt", text.String(report.Document()))
	testkit.Golden(t, "veille.txt", text.String(hot.Document()))
	testkit.Golden(t, "definitif.txt", text.String(follow.Definitive(e, report).Document()))
	testkit.Golden(t, "echeancier.txt", text.String(follow.InstalmentsDocument(e, list)))
}

// Every formula of every workbook gives, in another spreadsheet program, the cents the library wrote.
func TestLibreOffice(t *testing.T) {
	e := frozen(t)
	report, err := follow.Track(e, tracking(t))
	require.NoError(t, err)
	list, _ := follow.Instalments(e, nil, nil)
	a := testkit.FEC(2_000, 3)
	movements, _, err := follow.ReadFEC(strings.NewReader(a.Text), "f.txt")
	require.NoError(t, err)
	year, err := follow.Track(e, follow.Tracking{Date: moteur.NewDate(2027, 6, 30), Movements: movements, Closed: []string{"assurances"},
		Mapping: follow.Mapping{Rules: []follow.MapRule{{Account: "641", Line: "elec"}, {Account: "6135", Line: "camera", Abroad: true}, {Account: "6213", Line: "assurances"}, {Account: "604", Line: "imprevus"}}}})
	require.NoError(t, err)
	due, _ := follow.CashToCome(e, year, nil, nil)
	testkit.Live(t, map[string][]byte{"annee.xlsx": xlsxOf(t, year.Document()), "a-venir.xlsx": xlsxOf(t, follow.CashToComeDocument(e, year, due)),
		"suivi.xlsx":     xlsxOf(t, report.Document()),
		"definitif.xlsx": xlsxOf(t, follow.Definitive(e, report).Document()), "echeancier.xlsx": xlsxOf(t, follow.InstalmentsDocument(e, list))})
}

// Every printable result prints on paper and as a workbook; quotes print beside the estimate.
func TestWriters(t *testing.T) {
	e := frozen(t)
	report, err := follow.Track(e, tracking(t))
	require.NoError(t, err)
	hot, err := follow.Hot(e, follow.HotDay{Items: []follow.HotItem{{Line: "cantine", Planned: d("1"), Used: d("1")}}})
	require.NoError(t, err)
	final := follow.Definitive(e, report)
	for _, write := range []func(io.Writer) error{report.WritePDF, report.WriteXLSX, hot.WritePDF, final.WritePDF, final.WriteXLSX} {
		var out bytes.Buffer
		require.NoError(t, write(&out))
		require.NotZero(t, out.Len())
	}
	rows, checked := follow.CompareQuotes(e, []follow.Quote{{ID: "Q1", Supplier: "TSF", Lines: []string{"camera"}, Amount: d("40000")},
		{ID: "Q2", Supplier: "RVZ", Lines: []string{"camera"}, Amount: d("41000"), Retained: true}}, moteur.NewDate(2026, 4, 1))
	require.NoError(t, checked.Err())
	printed := text.String(follow.QuotesDocument(e, rows))
	for _, want := range []string{"le moins cher", "retenu", "TSF"} {
		require.Contains(t, printed, want)
	}
}

// A paper prints ten findings of a rule and says how many more there are; errors are all printed, and the report holds everything.
func TestManyFindings(t *testing.T) {
	var c follow.CostReport
	for i := range 25 {
		c.Report.Notef(fmt.Sprintf("f.txt:%d", i+1), "budget/fec-form", "Remarque.")
	}
	for i := range 12 {
		c.Report.Errorf(fmt.Sprintf("f.txt:%d", i+101), "budget/fec-cell", "Erreur.")
	}
	printed := text.String(c.Document())
	require.Equal(t, 10, strings.Count(printed, "Remarque."))
	require.Equal(t, 12, strings.Count(printed, "Erreur."))
	require.Contains(t, printed, "Autres constats de cette règle : 15, jusqu'à f.txt:25")
	require.Len(t, c.Report.Issues, 37)
}
