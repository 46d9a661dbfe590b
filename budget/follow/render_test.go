package follow_test

import (
	"bytes"
	"io"
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
	testkit.Live(t, map[string][]byte{"suivi.xlsx": xlsxOf(t, report.Document()),
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
