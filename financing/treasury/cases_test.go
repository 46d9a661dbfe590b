package treasury_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/testkit"
)

type treasuryCases struct {
	Cases []struct {
		ID      string
		Months  int
		Refund  int             `json:"vat_credit_refund_lag_months"`
		Due     int             `json:"vat_due_lag_months"`
		Annual  decimal.Decimal `json:"annual_rate"`
		Opening decimal.Decimal
		Lines   []struct {
			Month                 int
			Label, Net, Direction string
			VAT                   string `json:"vat_rate"`
		}
		Expected struct {
			Rows []struct {
				Month      int
				Operations string `json:"operations_ttc"`
				VAT        string `json:"vat_flow"`
				Balance    string
				Interest   string `json:"interest_memo"`
			}
			Deepest  string `json:"deepest_balance"`
			Interest string `json:"interest_memo_total"`
		}
	}
	IFCIC struct {
		Cases []struct{ Credit, Used, Share, Expected string }
	} `json:"ifcic_commission"`
}

func TestTreasuryCases(t *testing.T) {
	for name, f := range testkit.CaseFiles[treasuryCases](t, "financing", "treasury") {
		for _, c := range f.Cases {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				first := moteur.NewDate(2024, 1, 1)
				in := treasury.Input{Title: c.ID, Settings: treasury.Settings{VATDueLag: &c.Due, VATRefundLag: &c.Refund, AnnualRate: c.Annual, Opening: c.Opening,
					From: first, To: first.AddMonths(c.Months).AddDays(-1), Date: first}}
				for _, l := range c.Lines {
					net := testkit.Amount(t, l.Net)
					in.Extra = append(in.Extra, treasury.Movement{Date: first.AddMonths(l.Month - 1).AddDays(9), In: l.Direction == "in", Key: l.Label, Label: l.Label,
						Net: net, VAT: money.Times(net, testkit.Amount(t, l.VAT))})
				}
				got, err := treasury.Cash(in)
				require.NoError(t, err)
				require.Len(t, got.Rows, len(c.Expected.Rows))
				for i, w := range c.Expected.Rows {
					testkit.Same(t, w.Operations, got.Rows[i].Operations, "operations")
					testkit.Same(t, w.VAT, got.Rows[i].VAT, "vat")
					testkit.Same(t, w.Balance, got.Rows[i].Closing, "balance")
					testkit.Same(t, w.Interest, got.Rows[i].MemoInterest, "interest")
				}
				testkit.Same(t, c.Expected.Deepest, got.Lowest.Amount, "deepest")
				testkit.Same(t, c.Expected.Interest, got.MemoInterest, "interest total")
				conserved(t, got)
			})
		}
		for _, c := range f.IFCIC.Cases {
			got, rep := treasury.IFCICFee(testkit.Amount(t, c.Credit), testkit.Amount(t, c.Used), testkit.Amount(t, c.Share), snapshot)
			require.NoError(t, rep.Err())
			require.NoError(t, got.Verify())
			testkit.Same(t, c.Expected, got.Value, "IFCIC")
		}
	}
}

// conserved checks that cash is conserved in every row, TTC and without VAT, and that rows, receipts and payments agree.
func conserved(t require.TestingT, c treasury.CashFlow) {
	open, openHT := c.Opening, c.Opening
	for i, r := range c.Rows {
		require.True(t, r.Opening.Equal(open), "row %d opening %s, want %s", i, r.Opening, open)
		open = open.Add(r.In).Sub(r.Out).Add(r.VAT).Add(r.Draws).Sub(r.Repaid).Sub(r.Interest).Sub(r.Fees)
		openHT = openHT.Add(r.InHT).Sub(r.OutHT)
		require.True(t, r.Closing.Equal(open), "row %d closing %s, want %s", i, r.Closing, open)
		require.True(t, r.ClosingHT.Equal(openHT), "row %d closing HT %s, want %s", i, r.ClosingHT, openHT)
		in, out := decimal.Zero, decimal.Zero
		for _, l := range c.Receipts {
			in = in.Add(l.Amounts[i])
		}
		for _, l := range c.Payments {
			out = out.Add(l.Amounts[i])
		}
		require.True(t, in.Equal(r.In), "row %d in", i)
		require.True(t, out.Equal(r.Out), "row %d out", i)
	}
	require.True(t, c.Closing.Equal(open), "closing %s, want %s", c.Closing, open)
	if n := len(c.Rows); n > 0 {
		last := c.Rows[n-1].ClosingHT
		loans := decimal.Zero
		for _, r := range c.Rows {
			loans = loans.Add(r.Draws).Sub(r.Repaid).Sub(r.Interest).Sub(r.Fees)
		}
		// what is in the bank less what the State owes or is owed is the treasury without VAT
		require.True(t, c.Closing.Sub(c.VATPending).Sub(loans).Equal(last), "closing %s less VAT %s less loans %s, want %s", c.Closing, c.VATPending, loans, last)
	}
}
