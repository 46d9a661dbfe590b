package follow_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/internal/doc/text"
)

// An orders file gives commitments without saying it; each keeps its number for the invoices that answer it.
func TestReadOrders(t *testing.T) {
	list, report, err := follow.ReadOrders(strings.NewReader("N°;Date;Ligne;Fournisseur;Montant HT\nB1;02/03/2026;camera;TSF;9 000,00\n"), "commandes.csv", nil)
	require.NoError(t, err)
	require.NoError(t, report.Err())
	require.Len(t, list, 1)
	assert.Equal(t, follow.Commitment, list[0].Kind)
	assert.Equal(t, "B1", list[0].ID)
	_, report, err = follow.ReadOrders(strings.NewReader("Date;Nature;Ligne;Montant\n02/03/2026;Facture;camera;9\n"), "commandes.csv", nil)
	require.NoError(t, err)
	require.ErrorContains(t, report.Err(), "Facture", "an invoice is no order")
}

// What is invoiced and not paid is due at the date of the report, the rest on the dates of the line.
func TestCashToCome(t *testing.T) {
	at := moteur.NewDate(2026, 5, 31)
	terms := []follow.Term{{Lines: []string{"camera"}, Parts: []follow.TermPart{{Fraction: d("0.5"), Date: moteur.NewDate(2026, 5, 1)},
		{Fraction: d("0.3"), Date: moteur.NewDate(2026, 6, 30)}, {Fraction: d("0.2"), Date: moteur.NewDate(2026, 7, 31)}}}}
	r := track(t, follow.Tracking{Date: at, Movements: []follow.Movement{
		{Kind: follow.Commitment, ID: "B1", Line: "camera", Amount: d("8000"), Date: moteur.NewDate(2026, 4, 1)},
		{Kind: follow.Invoiced, ID: "F1", Settles: "B1", Amount: d("6000"), Date: moteur.NewDate(2026, 5, 2)},
		{Kind: follow.Paid, Settles: "F1", Amount: d("2500"), Date: moteur.NewDate(2026, 5, 20)},
		{Kind: follow.Paid, Line: "grue", Amount: d("500"), Date: moteur.NewDate(2026, 5, 20)}}})
	list, report := follow.CashToCome(small(t), r, terms, nil)
	require.NoError(t, report.Err())
	type due struct {
		line, date string
	}
	got := map[due]decimal.Decimal{}
	for _, i := range list {
		got[due{i.Line, i.Date.String()}] = got[due{i.Line, i.Date.String()}].Add(i.Amount)
	}
	equal(t, d("3500"), got[due{"camera", "2026-05-31"}], "6 000 invoiced, 2 500 paid")
	equal(t, d("2400"), got[due{"camera", "2026-06-30"}], "three fifths of the 4 000 that remain")
	equal(t, d("1600"), got[due{"camera", "2026-07-31"}])
	equal(t, d("1500"), got[due{"grue", "2026-05-31"}], "2 000 of devis, 500 paid ahead")
	printed := text.String(follow.CashToComeDocument(small(t), r, list))
	assert.Contains(t, printed, "Trésorerie à venir")
	assert.Contains(t, printed, "31 mai 2026")
	_, report = follow.CashToCome(small(t), r, []follow.Term{{Lines: []string{"camera"}}}, nil)
	require.Error(t, report.Err(), "terms that do not make a whole")
}

// What is to come adds up to the final cost less what is paid and the charges already counted.
func TestCashToComeAddsUp(t *testing.T) {
	e := frozen(t)
	ids := []string{"camera", "grue", "elec", "anna", "mixage", "decor"}
	rapid.Check(t, func(t *rapid.T) {
		var list []follow.Movement
		for range rapid.IntRange(0, 12).Draw(t, "movements") {
			m := follow.Movement{Kind: rapid.SampledFrom([]follow.MovementKind{follow.Commitment, follow.Invoiced, follow.Paid, follow.PettyCash, follow.PayrollPay}).Draw(t, "kind"),
				Line: rapid.SampledFrom(ids).Draw(t, "line"), Amount: decimal.New(rapid.Int64Range(-100_000, 9_000_000).Draw(t, "amount"), -2), Date: e.Budget.Date}
			if m.Kind == follow.PayrollPay {
				m.Amount = m.Amount.Abs()
			}
			list = append(list, m)
		}
		r, err := follow.Track(e, follow.Tracking{Date: e.Budget.Date.AddDays(rapid.IntRange(0, 200).Draw(t, "day")), Movements: list})
		require.NoError(t, err)
		dues := decimal.Zero
		for _, x := range r.Rows {
			if x.Kind == follow.RowCharges {
				dues = dues.Add(x.Actual)
			}
		}
		got, report := follow.CashToCome(e, r, nil, nil)
		require.NoError(t, report.Err())
		sum := decimal.Zero
		for _, i := range got {
			require.False(t, i.Date.Before(r.Date))
			sum = sum.Add(i.Amount)
		}
		want := r.Total.Final.Sub(r.Total.Paid).Sub(dues)
		require.True(t, want.Equal(sum), "want %s got %s", want, sum)
	})
}
