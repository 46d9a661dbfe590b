package follow_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

const movementsCSV = "N°;Date;Nature;Ligne;Libellé;Fournisseur;Montant HT;Engagement;Étranger;Couleur\r\n" +
	"B1;02/03/2026;Engagement;camera;Location caméra;TSF;\"40 000,00\";;;\r\n" +
	"F1;15/05/2026;Facture;camera;Caméra, mai;TSF;\"25 000,50\";B1;;\r\n" +
	"F2;16/06/2026;Facture;camera;Caméra, juin;TSF;\"18 000,00\";B1;;\r\n" +
	"S1;29/05/2026;Salaire;elec;Paie mai;Durand;\"4 200,00\";;;\r\n" +
	"C1;20/05/2026;Caisse;decor;Petits frais du phare;;\"12,35\";;oui;\r\n" +
	"F3;21/05/2026;Facture;;Feux d'artifice;Ruggieri;\"3 100,00\";;;\r\n" +
	"R1;30/05/2026;Règlement;camera;Virement;TSF;\"25 000,50\";;;\r\n" +
	"F9;30/09/2026;Facture;mixage;Mixage;;\"9 999,00\";;;\r\n"

func tracking(t testing.TB) follow.Tracking {
	t.Helper()
	list, report, err := follow.ReadMovements(strings.NewReader(movementsCSV), "mouvements.csv", nil)
	require.NoError(t, err)
	require.NoError(t, report.Err())
	require.True(t, report.Has("budget/column-unread"), "the column Couleur is not read: said")
	return follow.Tracking{Date: moteur.NewDate(2026, 7, 1), Movements: list, Closed: []string{"bateau"},
		ToCome: []follow.ToCome{{Number: 1, Date: moteur.NewDate(2026, 5, 30), Line: "decor", Amount: d("15000")}, {Number: 2, Date: moteur.NewDate(2026, 6, 30), Line: "decor", Amount: d("14200")},
			{Number: 3, Date: moteur.NewDate(2026, 8, 30), Line: "decor", Amount: d("1")}}}
}

func row(t testing.TB, r follow.CostReport, id string) follow.CostRow {
	t.Helper()
	for _, x := range r.Rows {
		if x.ID == id {
			return x
		}
	}
	t.Fatalf("no row %s", id)
	return follow.CostRow{}
}

func TestCostReport(t *testing.T) {
	e := frozen(t)
	r, err := follow.Track(e, tracking(t))
	require.NoError(t, err)
	camera := row(t, r, "camera")
	equal(t, d("42900"), camera.Budget)
	equal(t, d("43000.5"), camera.Actual)
	equal(t, d("0"), camera.Committed, "the invoices have used up the order")
	equal(t, d("25000.5"), camera.Paid)
	equal(t, d("43000.5"), camera.Final)
	equal(t, d("100.5"), camera.Variance, "positive is an overrun")
	require.True(t, r.Report.Has("budget/track-over-commitment"))
	decor := row(t, r, "decor")
	equal(t, d("12.35"), decor.Abroad)
	equal(t, d("14212.35"), decor.Final, "the latest recorded estimate before the date")
	boat := row(t, r, "bateau")
	equal(t, d("0"), boat.Final, "a closed line lands where it is")
	equal(t, d("-3660"), boat.Variance)
	fire := row(t, r, "Feux d'artifice")
	assert.Equal(t, follow.RowUnplanned, fire.Kind)
	equal(t, d("3100"), fire.Variance)
	mix := row(t, r, "mixage")
	equal(t, d("0"), mix.Actual, "movements after the date are left out")

	// six weeks of 39 h at 1 010.33 €, in proportion to the pay
	hours := d("234").Mul(d("4200")).DivRound(d("6061.98"), 4)
	charged, err := payroll.Charges(payroll.Pay{Profile: payroll.Technician, Gross: d("4200"), Span: sample(t).Lines[4].Span, Date: moteur.NewDate(2026, 5, 29), Hours: hours}, payroll.Settings{Staff: 4, Territory: "paris"})
	require.NoError(t, err)
	dues := row(t, r, "charges:43")
	equal(t, charged.Total, dues.Actual, "charges are computed from the actual pay")

	sum := follow.CostRow{}
	used := decimal.Zero
	for _, x := range r.Rows {
		sum.Budget, sum.Final, sum.Variance, sum.Actual = sum.Budget.Add(x.Budget), sum.Final.Add(x.Final), sum.Variance.Add(x.Variance), sum.Actual.Add(x.Actual)
		if x.Kind != follow.RowPercent && x.Kind != follow.RowReserve {
			used = used.Add(x.Variance)
		}
		equal(t, x.Final.Sub(x.Budget), x.Variance, x.ID)
	}
	equal(t, sum.Budget, r.Total.Budget)
	equal(t, e.Total, r.Total.Budget, "the budget of the report is the devis")
	equal(t, sum.Final, r.Total.Final)
	equal(t, decimal.Max(decimal.Zero, used), r.Used)
	equal(t, r.Contingency.Sub(r.Used), r.Left)

	proposals := r.Proposals
	require.NotEmpty(t, proposals)
	for i := 1; i < len(proposals); i++ {
		assert.False(t, proposals[i].Amount.GreaterThan(proposals[i-1].Amount), "largest first")
	}
	final := follow.Definitive(e, r)
	assert.False(t, final.Settled)
	equal(t, e.Total, final.Budget)
	equal(t, final.Final, final.France.Add(final.Abroad))
}

func xlsxOf(t testing.TB, document doc.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, xlsx.Write(&out, document))
	return out.Bytes()
}

// The period paid gives the ceilings of the pay: the same gross over one month bears other charges than over the whole line.
func TestPayrollPeriods(t *testing.T) {
	e := frozen(t)
	may := moteur.Span{From: moteur.NewDate(2026, 5, 4), To: moteur.NewDate(2026, 5, 31)}
	list, report, err := follow.ReadMovements(strings.NewReader("date;nature;ligne;montant;du;au\n31/05/2026;salaire;real;14 000,00;04/05/2026;31/05/2026\n31/05/2026;salaire;real;1;hier;\n"), "paie.csv", nil)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Error(t, report.Err())
	r, err := follow.Track(e, follow.Tracking{Movements: list})
	require.NoError(t, err)
	want, err := payroll.Charges(payroll.Pay{Profile: payroll.Director, Gross: d("14000"), Span: may, Date: may.To}, payroll.Settings{Staff: 4, Territory: "paris"})
	require.NoError(t, err)
	equal(t, want.Total, row(t, r, "charges:43").Actual)
	list[0].Span = moteur.Span{}
	whole, err := follow.Track(e, follow.Tracking{Movements: list})
	require.NoError(t, err)
	assert.False(t, row(t, whole, "charges:43").Actual.Equal(want.Total), "over the six weeks of the line the ceilings are higher")
}

// Overruns beyond the contingency show in the total; below it they do not.
func TestContingencyAbsorbs(t *testing.T) {
	b := budget.Budget{Lines: []budget.Line{{ID: "a", Account: "71", Quantity: d("1"), Rate: d("1000"), Unit: "flat"}},
		Percents: []budget.Percent{{ID: "fg", Account: "FG", Label: "Frais généraux", Rate: d("0.07"), Base: "direct"}, {ID: "im", Account: "IM", Label: "Imprévus", Rate: d("0.1"), Base: "direct"}}}
	e, err := budget.Compute(b)
	require.NoError(t, err)
	for _, c := range []struct{ invoice, final, variance, used, left string }{
		{"900", "1170", "0", "0", "100"}, {"1000", "1170", "0", "0", "100"}, {"1060", "1170", "0", "60", "40"}, {"1250", "1320", "150", "250", "-150"},
	} {
		r, err := follow.Track(e, follow.Tracking{Movements: []follow.Movement{{Kind: follow.Invoiced, Line: "a", Amount: d(c.invoice)}}})
		require.NoError(t, err)
		equal(t, d(c.final), r.Total.Final, c.invoice, "final")
		equal(t, d(c.variance), r.Total.Variance, c.invoice, "variance")
		equal(t, d(c.used), r.Used, c.invoice, "used")
		equal(t, d(c.left), r.Left, c.invoice, "left")
		assert.Equal(t, c.invoice == "1250", r.Report.Has("budget/track-over"))
	}
	for name, m := range map[string]follow.Movement{"kind": {Kind: "gift", Line: "a", Amount: d("1")}, "bomb": {Kind: follow.Invoiced, Line: "a", Amount: decimal.New(1, 1_000_000_000)}} {
		_, err := follow.Track(e, follow.Tracking{Movements: []follow.Movement{m}})
		require.Error(t, err, name)
	}
	twice := follow.Movement{ID: "x", Kind: follow.Invoiced, Line: "a", Amount: d("1")}
	_, err = follow.Track(e, follow.Tracking{Movements: []follow.Movement{twice, twice}})
	require.ErrorContains(t, err, "deux fois")
	_, err = follow.Track(e, follow.Tracking{Closed: []string{"zz"}})
	require.Error(t, err)
}

// A FEC as the accountant sends it: Latin-1, a padded amount, a label with the separator, an entry that does not balance.
const fecText = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n" +
	"AC|Achats|1|20260515|613500|Locations|||F1|20260515|Location cam\xe9ra|0000025000,50|0,00|||20260531||\n" +
	"AC|Achats|1|20260515|445660|TVA|||F1|20260515|Location cam\xe9ra|5000,10|0,00|||20260531||\n" +
	"AC|Achats|1|20260515|401000|Fournisseurs|TSF|TSF|F1|20260515|Location cam\xe9ra|0,00|30000,60|||20260531||\n" +
	"PA|Paie|2|20260529|641100|Salaires|||P5|20260529|Paie mai | \xe9lectriciens|4200,00|0,00|||20260531||\n" +
	"PA|Paie|2|20260529|645100|URSSAF|||P5|20260529|Charges mai|2900,00|0,00|||20260531||\n" +
	"PA|Paie|2|20260529|421000|Personnel|||P5|20260529|Paie mai|0,00|7100,01|||20260531||\n" +
	"OD|Divers|3|20260601|901000|Analytique|||X|20260601|Hors plan|1,00|1,00|||20260630||\n" +
	"OD|Divers|4|2026|606000|Achats|||X|20260601|Mauvaise date|1,00|1,00|||20260630||\n"

func TestFEC(t *testing.T) {
	list, report, err := follow.ReadFEC(strings.NewReader(fecText), "123456789FEC20261231.txt")
	require.NoError(t, err)
	require.Len(t, list, 3)
	assert.Equal(t, []follow.MovementKind{follow.Invoiced, follow.PayrollPay, follow.BookedDues}, []follow.MovementKind{list[0].Kind, list[1].Kind, list[2].Kind})
	equal(t, d("25000.5"), list[0].Amount)
	assert.Equal(t, "Location caméra", list[0].Label)
	assert.Equal(t, "Paie mai | électriciens", list[1].Label)
	equal(t, d("4200"), list[1].Amount)
	for _, rule := range []string{"budget/fec-balance", "budget/fec-form", "budget/fec-account", "budget/fec-cell"} {
		assert.True(t, report.Has(rule), rule)
	}
	assert.True(t, hasPath(report, "123456789FEC20261231.txt:9"), "the line of the bad date is named")

	mapping := follow.Mapping{Rules: []follow.MapRule{{Account: "6135", Line: "camera"}, {Account: "641", Label: "electriciens", Line: "elec"}, {Account: "645", Kind: follow.BookedDues, Line: "43"}}}
	r, err := follow.Track(frozen(t), follow.Tracking{Movements: list, Mapping: mapping})
	require.NoError(t, err)
	equal(t, d("25000.5"), row(t, r, "camera").Actual)
	equal(t, d("4200"), row(t, r, "elec").Actual)
	dues := row(t, r, "charges:43")
	equal(t, d("2900"), dues.Booked, "booked charges stand beside the computed ones")
	assert.False(t, dues.Actual.Equal(dues.Booked))
	assert.True(t, r.Report.Has("budget/track-booked"))

	signed := "journalcode\tecriturenum\tecrituredate\tcomptenum\tecriturelib\tmontant\tsens\nAC\t1\t20260515\t6135\tLocation\t10,00\tD\nAC\t1\t20260515\t6135\tAvoir\t4,00\tC\n"
	list, _, err = follow.ReadFEC(strings.NewReader(signed), "fec.txt")
	require.NoError(t, err)
	equal(t, d("6"), list[0].Amount.Add(list[1].Amount))
	for name, text := range map[string]string{"empty": "", "no head": "a\tb\n1\t2\n", "no amount": "JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tEcritureLib\n"} {
		_, _, err := follow.ReadFEC(strings.NewReader(text), "fec.txt")
		require.ErrorIs(t, err, follow.ErrFile, name)
	}
}

func TestMovementFiles(t *testing.T) {
	text := "date\tobjet\tprix\tligne\n2026-05-04\tCaisse\t12.30\tdecor\n04/05/26\tMauvais\tabc\tdecor\nhier\tMauvais\t1\tdecor\n\n"
	list, report, err := follow.ReadMovements(strings.NewReader("\ufeff"+text), "m.tsv", follow.Columns{"amount": "Prix"})
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, follow.Invoiced, list[0].Kind, "without a nature, an invoice")
	assert.True(t, hasPath(report, "m.tsv:3") && hasPath(report, "m.tsv:4"), "%v", report.Issues)
	for name, text := range map[string]string{"empty": "", "no amount": "date;objet\n"} {
		_, _, err := follow.ReadMovements(strings.NewReader(text), "m.csv", nil)
		require.ErrorIs(t, err, follow.ErrFile, name)
	}
	for _, attack := range []string{"1e1000000000", strings.Repeat("9", 10_000), "NaN", "1.234", "Inf"} {
		list, report, err := follow.ReadMovements(strings.NewReader("date;montant\n2026-05-04;"+attack+"\n"), "m.csv", nil)
		require.NoError(t, err)
		assert.Empty(t, list, "%.20s", attack)
		require.Error(t, report.Err())
		_, report, err = follow.ReadFEC(strings.NewReader(strings.Replace(fecText, "0000025000,50", attack, 1)), "f.txt")
		require.NoError(t, err)
		require.Error(t, report.Err(), "%.20s", attack)
	}

	book := doc.Document{Title: "Journal", Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{Title: "Date", Kind: doc.Date}, {Title: "Nature"}, {Title: "Ligne"}, {Title: "Montant HT", Kind: doc.Amount}, {Title: "Étranger"}},
		Rows: []doc.Row{
			{Cells: []doc.Cell{doc.D(moteur.NewDate(2026, 5, 4)), doc.S("Facture"), doc.S("decor"), doc.Eur(d("1234.56")), doc.S("oui")}},
			{Cells: []doc.Cell{doc.D(moteur.NewDate(2026, 5, 5)), doc.S("Cadeau"), doc.S("decor"), doc.Eur(d("1")), {}}},
		}}}}
	list, report, err = follow.ReadMovementsXLSX(bytes.NewReader(xlsxOf(t, book)), nil)
	require.NoError(t, err)
	require.Len(t, list, 1)
	equal(t, d("1234.56"), list[0].Amount)
	assert.Equal(t, moteur.NewDate(2026, 5, 4), list[0].Date)
	assert.True(t, list[0].Abroad)
	require.Len(t, report.Of(moteur.Error), 1)
	assert.Contains(t, report.Of(moteur.Error)[0].Path, "Journal!B", "the cell is named")
}

func TestHotCost(t *testing.T) {
	e := frozen(t)
	h, err := follow.Hot(e, follow.HotDay{Date: moteur.NewDate(2026, 5, 6), Number: 3, Items: []follow.HotItem{
		{Line: "cantine", Planned: d("1"), Used: d("1.5"), Note: "renforts"}, {Line: "anna", Planned: d("1"), Used: d("1"), Extra: d("310")}, {Line: "decor", Planned: d("1"), Used: d("0")}}})
	require.NoError(t, err)
	equal(t, d("566.2"), h.Rows[0].Planned, "38 meals at 14,90")
	equal(t, d("283.1"), h.Rows[0].Gap)
	require.True(t, h.Rows[1].Extra.GreaterThan(d("310")), "overtime bears charges")
	equal(t, h.Rows[1].Extra, h.Rows[1].Gap)
	equal(t, d("-933.33"), h.Rows[2].Gap)
	equal(t, h.Actual.Sub(h.Planned), h.Gap)
	_, err = follow.Hot(e, follow.HotDay{Items: []follow.HotItem{{Line: "nobody"}}})
	require.Error(t, err)
}

func TestQuotes(t *testing.T) {
	e := frozen(t)
	quotes := []follow.Quote{
		{ID: "TSF-1", Supplier: "TSF", Date: moteur.NewDate(2026, 2, 1), Valid: moteur.NewDate(2026, 3, 1), Lines: []string{"camera", "mixage"}, Amount: d("60000")},
		{ID: "PHO-1", Supplier: "Photocinérent", Lines: []string{"mixage", "camera"}, Amount: d("57000.01"), Retained: true},
	}
	rows, report := follow.CompareQuotes(e, quotes, moteur.NewDate(2026, 4, 1))
	require.NoError(t, report.Err())
	require.True(t, report.Has("budget/quote-expired"))
	assert.False(t, rows[0].Best)
	assert.True(t, rows[1].Best)
	equal(t, d("68100"), rows[0].Estimate)
	equal(t, d("-11099.99"), rows[1].Gap)
	after, err := budget.Compute(follow.Retain(e, quotes))
	require.NoError(t, err)
	equal(t, d("57000.01"), after.Lines[13].Amount.Add(after.Lines[15].Amount))
	c := budget.Compare(e, after)
	equal(t, d("-11099.99"), c.ByCause()[budget.CauseEntered])
	_, report = follow.CompareQuotes(e, []follow.Quote{{ID: "x", Lines: []string{"zz"}, Amount: d("1")}}, moteur.Date{})
	require.Error(t, report.Err())
}

func TestInstalmentsRefuse(t *testing.T) {
	e := frozen(t)
	_, report := follow.Instalments(e, []follow.Term{{Accounts: []string{"1"}, Parts: []follow.TermPart{{Fraction: d("0.9"), Event: moteur.Released}}}}, nil)
	require.Len(t, report.Of(moteur.Error), 2, "no date, not a whole")
	list, report := follow.Instalments(e, []follow.Term{{Lines: []string{"scenario"}, Parts: []follow.TermPart{{Fraction: d("0.4"), Date: moteur.NewDate(2026, 1, 10)}, {Fraction: d("0.6"), Date: moteur.NewDate(2026, 9, 1)}}}}, nil)
	require.NoError(t, report.Err())
	equal(t, d("16984.8"), list[0].Amount, "40 % of 42 000 and their 462 of charges")
}
