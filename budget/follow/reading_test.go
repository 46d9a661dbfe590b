package follow_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/internal/doc"
)

const fecHead = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|" +
	"EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n"

// purchase is a row of a FEC: an account, a label and its amounts.
func purchase(num int, account, label, debit, credit string) string {
	return fmt.Sprintf("AC|Achats|%d|20260515|%s|Compte|||F%d|20260515|%s|%s|%s|||20260531||\n", num, account, num, label, debit, credit)
}

func readFEC(t testing.TB, rows ...string) ([]follow.Movement, moteur.Report) {
	t.Helper()
	list, report, err := follow.ReadFEC(strings.NewReader(fecHead+strings.Join(rows, "")), "f.txt")
	require.NoError(t, err)
	return list, report
}

func total(list []follow.Movement) decimal.Decimal {
	sum := decimal.Zero
	for _, m := range list {
		sum = sum.Add(m.Amount)
	}
	return sum
}

// A FEC has no quoting: a quote is a letter of a label, wherever it stands.
func TestFECQuotes(t *testing.T) {
	for _, label := range []string{`"Le Phare" SAS`, `"Le Phare`, `Écran 24"`, `"`, `""`, `"Location"`, `"a""b`} {
		list, report := readFEC(t, purchase(1, "6135", label, "100,00", "0,00"), purchase(2, "6135", "Suite", "5080,00", "0,00"))
		require.Len(t, list, 2, label)
		assert.Equal(t, label, list[0].Label)
		equal(t, d("5180"), total(list), label)
		require.NoError(t, report.Err(), label)
	}
}

// In a CSV a quote opens a field only if it closes before a separator or the end of the line.
func TestCSVQuotes(t *testing.T) {
	for label, want := range map[string]string{
		`"Le Phare" SAS`: `"Le Phare" SAS`, `"Le Phare`: `"Le Phare`, `Écran 24"`: `Écran 24"`, `"Caméra; mai"`: "Caméra; mai",
		`"Dite ""la grue"""`: `Dite "la grue"`, `"`: `"`, `""`: "", "\"Caméra\nmai\"": "Caméra\nmai",
	} {
		text := "date;libellé;montant\n15/05/2026;" + label + ";100,00\n16/05/2026;Écran 24\";5 080,00\n"
		list, report, err := follow.ReadMovements(strings.NewReader(text), "m.csv", nil)
		require.NoError(t, err)
		require.Len(t, list, 2, label)
		assert.Equal(t, want, list[0].Label)
		equal(t, d("5180"), total(list), label)
		require.NoError(t, report.Err(), label)
	}
}

// A line cut in two is an error on both halves; nothing of it is counted and the others are.
func TestCutLines(t *testing.T) {
	whole := purchase(1, "6135", "Location caméra", "100,00", "0,00")
	cut := strings.Replace(purchase(2, "6135", "Location grue", "80,00", "0,00"), "Location ", "Location\n", 1)
	list, report := readFEC(t, whole, cut, purchase(3, "6135", "Suite", "5000,00", "0,00"))
	equal(t, d("5100"), total(list))
	require.Len(t, report.Of(moteur.Error), 2)
	assert.True(t, hasPath(report, "f.txt:3") && hasPath(report, "f.txt:4"), "%v", report.Issues)

	for name, text := range map[string]string{
		"in the label": "date;libellé;montant\n15/05/2026;Caméra;100\n16/05/2026;Location\n grue;80,00\n17/05/2026;Suite;5000\n",
		"amount first": "date;montant;libellé;ligne\n15/05/2026;100;Caméra;camera\n16/05/2026;80,00;Location\n grue;camera\n17/05/2026;5000;Suite;camera\n",
	} {
		list, report, err := follow.ReadMovements(strings.NewReader(text), "m.csv", nil)
		require.NoError(t, err)
		equal(t, d("5100"), total(list), name)
		require.Len(t, report.Of(moteur.Error), 2, name)
		assert.True(t, hasPath(report, "m.csv:3") && hasPath(report, "m.csv:4"), "%s: %v", name, report.Issues)
	}
}

// A row with more fields than titles has lost the place of its amount: it is an error, unless what is beyond is blank.
func TestWideRows(t *testing.T) {
	list, report, err := follow.ReadMovements(strings.NewReader("date,libellé,montant\n2026-05-15,Caméra,12,50\n2026-05-15,Grue,7,,\n"), "m.csv", nil)
	require.NoError(t, err)
	equal(t, d("7"), total(list))
	require.Len(t, report.Of(moteur.Error), 1)
	assert.True(t, hasPath(report, "m.csv:2"), "%v", report.Issues)
	for _, label := range []string{"Caméra|", "Caméra|5", "|", "Caméra|mai|juin", "Caméra|20260515"} {
		list, report = readFEC(t, purchase(1, "6135", label, "12,50", "0,00"))
		require.NoError(t, report.Err(), label)
		require.Len(t, list, 1, label)
		assert.Equal(t, label, list[0].Label)
		equal(t, d("12.5"), total(list), "a separator inside a label is read with it")
		assert.True(t, hasPath(report, "f.txt:2"), label)
	}
	list, report, err = follow.ReadFEC(strings.NewReader("JournalCode|EcritureNum|EcritureDate|CompteNum|EcritureLib|Debit|Credit|X|Y\n"+
		"AC|1|20260515|6135|Grue|5|6|7|0||\n"), "f.txt")
	require.NoError(t, err)
	assert.Empty(t, list, "5 less 6, or 7: nobody can tell")
	require.ErrorContains(t, report.Err(), "plusieurs façons")
	assert.True(t, hasPath(report, "f.txt:2"), "%v", report.Issues)
}

// Debit and credit on one line is a notice; the movement is their difference.
func TestDebitAndCredit(t *testing.T) {
	list, report := readFEC(t, purchase(1, "6135", "Location", "100,00", "30,00"))
	equal(t, d("70"), total(list))
	require.NoError(t, report.Err())
	assert.True(t, report.Has("budget/debit-credit") && hasPath(report, "f.txt:2"), "%v", report.Issues)
	list, report, err := follow.ReadMovements(strings.NewReader("Date;Libellé;Débit;Crédit\n15/05/2026;Location;100,00;30,00\n"), "m.csv", nil)
	require.NoError(t, err)
	equal(t, d("70"), total(list))
	assert.True(t, report.Has("budget/debit-credit") && hasPath(report, "m.csv:2"), "%v", report.Issues)
}

// Exports of accounting programs: sep=, titles above the header, debit and credit, totals at the foot.
func TestRealExports(t *testing.T) {
	text := "sep=;\r\nSARL du Phare;;;;\r\nGrand livre du 01/01/2027 au 31/12/2027;;;;\r\n\r\n" +
		"Date;Journal;Libellé;Débit;Crédit\r\n" +
		"15.01.2027;AC;Location caméra;1.234,50;\r\n" +
		"5/2/2027;AC;Avoir caméra;;34,50\r\n" +
		"2027-02-06;AC;Grue;1 000,00;\r\n" +
		"Total;;;2 234,50;34,50\r\n"
	list, report, err := follow.ReadMovements(strings.NewReader(text), "gl.csv", nil)
	require.NoError(t, err)
	require.NoError(t, report.Err())
	require.Len(t, list, 3)
	equal(t, d("2200"), total(list))
	assert.Equal(t, moteur.NewDate(2027, 1, 15), list[0].Date)
	assert.Equal(t, moteur.NewDate(2027, 2, 5), list[1].Date)
	assert.True(t, hasPath(report, "gl.csv:2") && hasPath(report, "gl.csv:3"), "what stands above the titles is told: %v", report.Issues)
	assert.True(t, hasPath(report, "gl.csv:9"), "the total at the foot is told: %v", report.Issues)
	assert.Equal(t, "gl.csv:6", list[0].Place, "the line of the file")

	list, _, err = follow.ReadMovements(strings.NewReader("sep=,\nDate,Montant\n15/01/2027,\"1,5\"\n"), "m.csv", nil)
	require.NoError(t, err)
	equal(t, d("1.5"), total(list))
}

// Amounts as accounting programs write them; what can be read in two ways is an error that says so.
func TestWrittenAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"(120,00)": "-120", "120,00-": "-120", "-120,00": "-120", "−120,00": "-120", "+120,00": "120", "1.234,50": "1234.5", "1,234.50": "1234.5",
		"1.234.567,89": "1234567.89", "1.234.567": "1234567", "1'234.50": "1234.5", "1 234,50 €": "1234.5", "1234,5": "1234.5", "12": "12",
		"(1.234,50) €": "-1234.5", "0,125": "0.125", "120,00 EUR": "120", "1.234,50-": "-1234.5",
	} {
		list, report, err := follow.ReadMovements(strings.NewReader("date;montant\n15/05/2026;"+text+"\n"), "m.csv", nil)
		require.NoError(t, err)
		require.NoError(t, report.Err(), text)
		equal(t, d(want), total(list), text)
		list, report = readFEC(t, purchase(1, "6135", "Location", text, "0,00"))
		require.NoError(t, report.Err(), text)
		equal(t, d(want), total(list), text)
	}
	for _, text := range []string{"1.234", "12,345", "(120,00", "-120-", "--1", "-(120)", "1.23,50", "1,2,3", "12.34.567", "1.234,567.89", "abc", "()", "-"} {
		list, report, err := follow.ReadMovements(strings.NewReader("date;montant\n15/05/2026;"+text+"\n"), "m.csv", nil)
		require.NoError(t, err)
		assert.Empty(t, list, text)
		require.ErrorContains(t, report.Err(), text)
		assert.True(t, hasPath(report, "m.csv:2"), text)
	}
}

// Dates as accounting programs write them.
func TestWrittenDates(t *testing.T) {
	for text, want := range map[string]string{"15.01.2027": "2027-01-15", "15/01/2027": "2027-01-15", "15-01-2027": "2027-01-15", "15/1/27": "2027-01-15",
		"20270115": "2027-01-15", "2027-01-15 00:00:00": "2027-01-15", "15/01/2027 00:00": "2027-01-15", "2027/01/15": "2027-01-15", "1.2.2027": "2027-02-01"} {
		list, report, err := follow.ReadMovements(strings.NewReader("date;montant\n"+text+";1\n"), "m.csv", nil)
		require.NoError(t, err)
		require.NoError(t, report.Err(), text)
		assert.Equal(t, want, list[0].Date.String(), text)
	}
	for _, text := range []string{"31/02/2027", "15/13/2027", "hier", "15/01", "1/2/3/4", "0/1/2027", "15 janvier", "99999999"} {
		list, report, err := follow.ReadMovements(strings.NewReader("date;montant\n"+text+";1\n"), "m.csv", nil)
		require.NoError(t, err)
		assert.Empty(t, list, text)
		require.ErrorContains(t, report.Err(), text)
	}
}

// An avoir subtracts, however its amount is signed in a file of invoices.
func TestAvoir(t *testing.T) {
	list, report, err := follow.ReadMovements(strings.NewReader("date;nature;montant\n15/05/2026;facture;1000\n16/05/2026;avoir;200\n17/05/2026;Avoir;-50\n"), "m.csv", nil)
	require.NoError(t, err)
	require.NoError(t, report.Err())
	equal(t, d("750"), total(list))
	_, report, err = follow.ReadMovements(strings.NewReader("date;libellé;nature;montant\n15/05/2026;Avoir n° 12;facture;1000\n"), "m.csv", nil)
	require.NoError(t, err)
	assert.True(t, report.Has("budget/avoir-added") && hasPath(report, "m.csv:2"), "an avoir that adds is told: %v", report.Issues)
}

// A workbook keeps dates as days and numbers with a point, its titles may stand below others, and it has debit and credit too.
func TestWorkbookOfTheAccounts(t *testing.T) {
	row := func(day moteur.Date, label string, debit, credit doc.Cell) doc.Row {
		return doc.Row{Cells: []doc.Cell{doc.D(day), doc.S(label), debit, credit, doc.D(day), doc.D(day.AddDays(6))}}
	}
	book := doc.Document{Title: "Export du logiciel", Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{Title: "Date", Kind: doc.Date}, {Title: "Libellé"},
		{Title: "Débit", Kind: doc.Amount}, {Title: "Crédit", Kind: doc.Amount}, {Title: "Du", Kind: doc.Date}, {Title: "Au", Kind: doc.Date}},
		Rows: []doc.Row{row(moteur.NewDate(2027, 1, 15), "Caméra", doc.Eur(d("1234.567")), doc.S("")), row(moteur.NewDate(2027, 1, 16), "Avoir", doc.S(""), doc.S("(34,50)"))}}}}
	list, report, err := follow.ReadMovementsXLSX(bytes.NewReader(xlsxOf(t, book)), nil)
	require.NoError(t, err)
	require.NoError(t, report.Err())
	require.Len(t, list, 2)
	equal(t, d("1234.567").Add(d("34.5")), total(list), "a credit of less than nothing adds")
	assert.Equal(t, moteur.Span{From: moteur.NewDate(2027, 1, 15), To: moteur.NewDate(2027, 1, 21)}, list[0].Span)
}
