package follow_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/internal/testkit"
)

// written is a row of a FEC: journal, number, account, supplier, piece, debit, credit, lettering.
func written(journal, num, account, aux, piece, debit, credit, letter string) string {
	return fmt.Sprintf("%s|Journal|%s|20260515|%s|Compte|%s|%s|%s|20260515|Libellé|%s|%s|%s||20260531||\n", journal, num, account, aux, aux, piece, debit, credit, letter)
}

// paper is an invoice of two costs with VAT at 20 %: 1 000 of camera and 500 of crane, 1 800 owed.
func paper(num, letter string) string {
	return written("AC", num, "613500", "", "F"+num, "1000,00", "0,00", "") + written("AC", num, "606000", "", "F"+num, "500,00", "0,00", "") +
		written("AC", num, "445660", "", "F"+num, "300,00", "0,00", "") + written("AC", num, "401000", "TSF", "F"+num, "0,00", "1800,00", letter)
}

func paid(num, piece, amount, letter string) string {
	return written("BQ", num, "401000", "TSF", piece, amount, "0,00", letter) + written("BQ", num, "512000", "", piece, "0,00", amount, "")
}

func byKind(list []follow.Movement, kind follow.MovementKind) (out []follow.Movement) {
	for _, m := range list {
		if m.Kind == kind {
			out = append(out, m)
		}
	}
	return out
}

func tax(list []follow.Movement) decimal.Decimal {
	sum := decimal.Zero
	for _, m := range list {
		sum = sum.Add(m.Tax)
	}
	return sum
}

// A payment (401 against 512) is paid on the costs of the invoice that its lettering or its piece names, without VAT.
func TestFECPayments(t *testing.T) {
	mapping := follow.Mapping{Rules: []follow.MapRule{{Account: "6135", Line: "camera"}, {Account: "606", Line: "grue"}}}
	for name, c := range map[string]struct {
		rows                         []string
		camera, grue, tax, unmatched string
	}{
		"lettered":         {[]string{paper("1", "A"), paid("9", "V1", "1800,00", "A")}, "1000", "500", "300", "0"},
		"by piece":         {[]string{paper("1", ""), paid("9", "F1", "1800,00", "")}, "1000", "500", "300", "0"},
		"paid before":      {[]string{paid("9", "V1", "1800,00", "A"), paper("1", "A")}, "1000", "500", "300", "0"},
		"in part":          {[]string{paper("1", "A"), paid("9", "V1", "900,00", "A")}, "500", "250", "150", "0"},
		"one of two":       {[]string{paper("1", "A"), paper("2", "B"), paid("9", "V1", "1800,00", "B")}, "1000", "500", "300", "0"},
		"two at once":      {[]string{paper("1", "A"), paper("2", "A"), paid("9", "V1", "3600,00", "A")}, "2000", "1000", "600", "0"},
		"twice by halves":  {[]string{paper("1", "A"), paid("8", "V1", "900,00", "A"), paid("9", "V2", "900,00", "A")}, "1000", "500", "300", "0"},
		"nobody's invoice": {[]string{paper("1", "A"), paid("9", "V1", "1800,00", "Z")}, "0", "0", "0", "1800"},
		"other supplier":   {[]string{paper("1", "A"), strings.ReplaceAll(paid("9", "V1", "1800,00", "A"), "TSF", "RVZ")}, "0", "0", "0", "1800"},
	} {
		list, report := readFEC(t, c.rows...)
		require.NoError(t, report.Err(), name)
		if name == "lettered" {
			assert.Equal(t, "TSF", list[0].Party, "the costs of an invoice name its supplier")
		}
		payments := byKind(list, follow.Paid)
		equal(t, d(c.tax), tax(payments), name)
		equal(t, d(c.camera).Add(d(c.grue)).Add(d(c.unmatched)), total(payments), name)
		assert.Equal(t, c.unmatched != "0", report.Has("budget/payment-alone"), name)
		r := track(t, follow.Tracking{Movements: list, Mapping: mapping})
		equal(t, d(c.camera), row(t, r, "camera").Paid, name)
		equal(t, d(c.grue), row(t, r, "grue").Paid, name)
		equal(t, d(c.tax), r.PaidTax, name)
		equal(t, total(payments), r.Total.Paid, name)
	}
	list, _ := readFEC(t, paper("1", "A"), paid("9", "V1", "1800,00", "A"))
	r := track(t, follow.Tracking{Movements: list, Mapping: follow.Mapping{Rules: []follow.MapRule{{Account: "6135", Line: "camera"}, {Account: "606"}}}})
	equal(t, d("1000"), r.Total.Paid, "the payment of a cost that the mapping leaves out is left out")
	assert.Empty(t, r.Report.Issues)
}

// Costs against the till are petty cash, against the bank card payments; both are paid at once. Pay and social charges keep their kind.
func TestFECKinds(t *testing.T) {
	list, report := readFEC(t,
		written("CA", "1", "606000", "", "T1", "12,00", "0,00", "")+written("CA", "1", "530000", "", "T1", "0,00", "12,00", ""),
		written("BQ", "2", "627000", "", "R1", "8,00", "0,00", "")+written("BQ", "2", "512000", "", "R1", "0,00", "8,00", ""),
		written("CB", "3", "625000", "", "C1", "90,00", "0,00", "")+written("CB", "3", "467100", "", "C1", "0,00", "90,00", ""),
		written("PA", "4", "641100", "", "P1", "4200,00", "0,00", "")+written("PA", "4", "421000", "", "P1", "0,00", "4200,00", ""),
		written("PA", "5", "645100", "", "P1", "2000,00", "0,00", "")+written("PA", "5", "431000", "", "P1", "0,00", "2000,00", ""),
		written("AC", "6", "606000", "", "F6", "50,00", "0,00", "")+written("AC", "6", "401000", "TSF", "F6", "0,00", "50,00", "")+
			written("AC", "6", "401000", "TSF", "F6", "50,00", "0,00", "")+written("AC", "6", "530000", "", "F6", "0,00", "50,00", ""))
	require.Empty(t, report.Of(moteur.Warning))
	require.NoError(t, report.Err())
	var kinds []follow.MovementKind
	for _, m := range list {
		kinds = append(kinds, m.Kind)
	}
	assert.Equal(t, []follow.MovementKind{follow.PettyCash, follow.Card, follow.Invoiced, follow.PayrollPay, follow.BookedDues, follow.Invoiced, follow.Paid}, kinds)
	assert.Equal(t, []string{"530000", "512000", "467100"}, []string{list[0].Against, list[1].Against, list[2].Against})
	mapping := follow.Mapping{Rules: []follow.MapRule{{Account: "625", Against: "4671", Line: "grue", Kind: follow.Card, Abroad: true}, {Account: "641"}, {Account: "6", Line: "grue"}}}
	r := track(t, follow.Tracking{Movements: list, Mapping: mapping})
	x := row(t, r, "grue")
	equal(t, d("160"), x.Actual, "12 + 8 + 90 + 50, each once")
	equal(t, d("160"), x.Paid)
	equal(t, d("90"), x.Abroad)
}

// An export of the accounts with accounts, debit and credit is read as a FEC is: VAT, suppliers and banks are no cost.
func TestAccountsInCSV(t *testing.T) {
	text := "Date;Journal;Pièce;Compte;Tiers;Libellé;Débit;Crédit;Lettrage\n" +
		"15/05/2026;AC;F1;613500;;Caméra;1000,00;;\n15/05/2026;AC;F1;445660;;TVA;200,00;;\n15/05/2026;AC;F1;401000;TSF;Caméra;;1200,00;A\n" +
		"30/06/2026;BQ;V7;401000;TSF;Virement;600,00;;A\n30/06/2026;BQ;V7;512000;;Virement;;600,00;\n"
	list, report, err := follow.ReadMovements(strings.NewReader(text), "gl.csv", nil)
	require.NoError(t, err)
	require.Empty(t, report.Of(moteur.Warning))
	require.NoError(t, report.Err())
	require.False(t, report.Has("budget/column-unread"))
	r := track(t, follow.Tracking{Movements: list, Mapping: follow.Mapping{Rules: []follow.MapRule{{Account: "6135", Line: "camera"}}}})
	equal(t, d("1000"), row(t, r, "camera").Actual)
	equal(t, d("500"), row(t, r, "camera").Paid)
	equal(t, d("10000"), row(t, r, "camera").Final)
	assert.Empty(t, r.Report.Issues)

	for _, titles := range []string{"Date de pièce;Code journal;N° de pièce;N° compte général;Compte tiers;Libellé écriture;Débit;Crédit;Lettrage",
		"Date comptable;Journal;Numéro de pièce;Numéro de compte;Auxiliaire;Libellé;Débit;Crédit;Lettre"} {
		_, rows, _ := strings.Cut(text, "\n")
		same, report, err := follow.ReadMovements(strings.NewReader(titles+"\n"+rows), "gl.csv", nil)
		require.NoError(t, err)
		require.False(t, report.Has("budget/column-unread"), titles)
		assert.Equal(t, list, same, titles)
	}
	without := strings.ReplaceAll(strings.ReplaceAll(text, "Pièce;", ""), ";F1;", ";")
	list, report, err = follow.ReadMovements(strings.NewReader(strings.ReplaceAll(without, ";V7;", ";")), "gl.csv", nil)
	require.NoError(t, err)
	equal(t, d("1000"), total(list), "only the cost")
	assert.True(t, report.Has("budget/payments-unread"), "without numbers, payments cannot be told: said")
	require.NoError(t, report.Err())
	assert.Equal(t, moteur.NewDate(2026, 5, 15), list[0].Date)
}

// The accounts of a film over a year, fifty thousand rows: every movement is there, once, and every payment that answers nothing is
// named; reading takes no more memory a row than the tenth of them does.
func TestFECOfAYear(t *testing.T) {
	a := testkit.FEC(50_000, 1)
	require.GreaterOrEqual(t, a.Rows, 50_000)
	list, report, err := follow.ReadFEC(strings.NewReader(a.Text), "f.txt")
	require.NoError(t, err)
	require.NoError(t, report.Err())
	got := map[string]decimal.Decimal{}
	payments := decimal.Zero
	for _, m := range list {
		if m.Kind == follow.Paid {
			payments = payments.Add(m.Amount).Add(m.Tax)
			continue
		}
		got[m.Account] = got[m.Account].Add(m.Amount)
	}
	require.Len(t, got, len(a.Costs))
	for account, sum := range a.Costs {
		equal(t, sum, got[account], account)
	}
	equal(t, a.Paid, payments)
	unanswered := decimal.Zero
	alone := map[string]bool{}
	for _, i := range report.Issues {
		alone[i.Path] = alone[i.Path] || i.Rule == "budget/payment-alone"
	}
	for _, m := range list {
		if m.Kind == follow.Paid && m.Settles == "" {
			require.True(t, alone[m.Place], m.Place)
			unanswered = unanswered.Add(m.Amount)
		}
	}
	equal(t, a.Unanswered, unanswered)

	small := testkit.FEC(5_000, 1)
	read := func(text string) float64 {
		return testing.AllocsPerRun(1, func() { _, _, _ = follow.ReadFEC(strings.NewReader(text), "f.txt") })
	}
	require.Less(t, read(a.Text)/float64(a.Rows), 1.5*read(small.Text)/float64(small.Rows))
}
