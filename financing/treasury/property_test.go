package treasury_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/money"
)

func TestSplitAgainstMoney(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(-1e14, 1e14).Draw(t, "amount")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000_000), 1, 90).Draw(t, "weights")
		if rapid.Bool().Draw(t, "equal") {
			for i := range weights {
				weights[i] = weights[0]
			}
		}
		got := treasury.SplitCents(amount, weights)
		sum := int64(0)
		ds := make([]decimal.Decimal, len(weights))
		for i, v := range got {
			sum += v
			ds[i] = decimal.NewFromInt(weights[i])
		}
		require.Equal(t, amount, sum, "the parts add up")
		want, err := money.Split(decimal.New(amount, -2), ds)
		if err != nil {
			return // all weights are zero: the last part takes all
		}
		for i := range want {
			require.True(t, want[i].Equal(decimal.New(got[i], -2)), "part %d = %d, want %s", i, got[i], want[i])
		}
	})
}

func TestSortDaysStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfN(rapid.IntRange(-400, 30000), 0, 60).Draw(t, "days")
		want := make([]int, len(days))
		for i := range want {
			want[i] = i
		}
		slices.SortStableFunc(want, func(a, b int) int { return days[a] - days[b] })
		require.Equal(t, want, treasury.SortDays(days))
	})
}

func drawPlan(t *rapid.T) financing.Plan {
	p := film()
	p.Cost = decimal.New(rapid.Int64Range(0, 1e9).Draw(t, "cost"), -2)
	p.Resources = nil
	for i := range rapid.IntRange(0, 12).Draw(t, "n") {
		r := financing.Resource{ID: string(rune('a' + i)), Label: "ressource", Kind: rapid.SampledFrom(financing.Kinds()).Draw(t, "kind"), State: rapid.SampledFrom(financing.States()).Draw(t, "state"),
			Amount: decimal.New(rapid.Int64Range(0, 1e8).Draw(t, "amount"), -2), Date: day(2026, 5, 1)}
		if rapid.IntRange(0, 4).Draw(t, "foreign") == 0 {
			r.Country, r.Currency, r.Rate = "BE", "GBP", decimal.New(rapid.Int64Range(1, 30000).Draw(t, "rate"), -4)
		}
		p.Resources = append(p.Resources, r)
	}
	return p
}

// TestCashProperties draws treasuries of random plans, periods, lags and credits.
func TestCashProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := cashInput()
		in.Plan = drawPlan(t)
		in.Plan.Timeline = film().Timeline
		set := &in.Settings
		set.By = rapid.SampledFrom([]treasury.Period{treasury.Month, treasury.Week}).Draw(t, "by")
		set.PayEvery = rapid.SampledFrom([]treasury.Period{treasury.Month, treasury.Week}).Draw(t, "pay")
		set.VATDueLag, set.VATRefundLag = ptr(rapid.IntRange(0, 3).Draw(t, "due")), ptr(rapid.IntRange(0, 6).Draw(t, "refund"))
		set.SupplierLag, set.ChargesLag = ptr(rapid.IntRange(0, 90).Draw(t, "supplier")), ptr(rapid.IntRange(0, 3).Draw(t, "charges"))
		set.Opening = decimal.New(rapid.Int64Range(-1e7, 1e7).Draw(t, "opening"), -2)
		if rapid.Bool().Draw(t, "shift") {
			in = treasury.Shift(in, rapid.IntRange(-40, 400).Draw(t, "days"))
		}
		plain, err := treasury.Cash(in)
		require.NoError(t, err)
		conserved(t, plain)
		require.True(t, plain.VATPending.IsZero(), "no VAT is lost: all is settled in the table")
		gap := financing.Summarize(in.Plan).Total.Sub(in.Estimate.Total)
		require.True(t, plain.Closing.Equal(plain.Opening.Add(gap)), "closing %s, want opening %s plus sources less uses %s", plain.Closing, plain.Opening, gap)
		for _, r := range in.Plan.Resources { // one euro of a source appears once
			got := decimal.Zero
			for _, m := range plain.Movements {
				if m.In && m.Key == r.ID {
					got = got.Add(m.Net)
				}
			}
			require.True(t, got.Equal(r.Euros()), "%s: received %s, want %s", r.Kind, got, r.Euros())
		}
		low := plain.Rows[0].Closing
		for _, r := range plain.Rows {
			low = decimal.Min(low, r.Closing)
		}
		require.True(t, low.Equal(plain.Lowest.Amount))
		require.False(t, plain.LowestDay.Amount.GreaterThan(low), "the lowest day is never above the lowest period")
		if len(in.Plan.Resources) == 0 {
			return
		}
		f := &treasury.Facility{Reference: eur("0.03"), Margin: ptr(eur("0.02")), IFCIC: rapid.Bool().Draw(t, "ifcic")}
		for _, r := range in.Plan.Resources {
			if r.Amount.IsPositive() && r.Euros().IsPositive() && rapid.Bool().Draw(t, "assigned") {
				f.Assigned = append(f.Assigned, treasury.Assignment{Resource: r.ID, Rate: ptr(eur("0.8"))})
			}
		}
		if rapid.Bool().Draw(t, "capped") {
			f.Commitment = decimal.New(rapid.Int64Range(1, 5e7).Draw(t, "commitment"), -2)
		}
		in.Settings.Facility = f
		loan, err := treasury.Cash(in)
		require.NoError(t, err)
		conserved(t, loan)
		for _, m := range loan.Loans {
			require.False(t, f.Commitment.IsPositive() && m.Outstanding.GreaterThan(f.Commitment), "%s lent on %s of %s", m.Outstanding, m.Date, f.Commitment)
		}
		lent := map[string]decimal.Decimal{}
		draws, repaid := decimal.Zero, decimal.Zero
		for _, m := range loan.Loans {
			switch m.Kind {
			case treasury.Draw:
				lent[m.Resource], draws = lent[m.Resource].Add(m.Amount), draws.Add(m.Amount)
			case treasury.Repay:
				lent[m.Resource], repaid = lent[m.Resource].Sub(m.Amount), repaid.Add(m.Amount)
			}
			require.False(t, m.Outstanding.IsNegative())
		}
		require.True(t, draws.Equal(repaid), "every draw is repaid by its contract")
		for id, v := range lent {
			require.True(t, v.IsZero(), "%s owes %s", id, v)
		}
		require.True(t, loan.Closing.Equal(plain.Closing.Sub(loan.Interest).Sub(loan.Fees)), "the credit costs its interest and fees, no more")
	})
}

func TestActualsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := cashInput()
		before, err := treasury.Cash(in)
		require.NoError(t, err)
		in.AsOf = day(2026, 9, 30).AddDays(rapid.IntRange(0, 200).Draw(t, "as of"))
		paid := map[string]decimal.Decimal{}
		for range rapid.IntRange(0, 6).Draw(t, "n") {
			id := rapid.SampledFrom([]string{"canal", "region", "avance", "sofica"}).Draw(t, "key")
			r, _ := in.Plan.Find(id)
			v := decimal.Min(decimal.New(rapid.Int64Range(1, 5_000_000).Draw(t, "net"), -2), r.Euros().Sub(paid[id]))
			if !v.IsPositive() {
				continue
			}
			paid[id] = paid[id].Add(v)
			in.Actuals = append(in.Actuals, treasury.Actual{Date: in.AsOf.AddDays(-rapid.IntRange(0, 60).Draw(t, "ago")), In: true, Key: id, Net: v})
		}
		got, err := treasury.Cash(in)
		require.NoError(t, err)
		conserved(t, got)
		for _, r := range in.Plan.Resources {
			total := func(c treasury.CashFlow) (v decimal.Decimal) {
				for _, m := range c.Movements {
					if m.In && m.Key == r.ID {
						v = v.Add(m.Net)
					}
				}
				return v
			}
			require.True(t, total(before).Equal(total(got)), "%s: an actual replaces a forecast, it does not add to it", r.ID)
		}
		for _, m := range got.Movements {
			inKind := m.Key == "industrie" || m.Key == "FG" || m.Key == "PD"
			require.True(t, m.Actual || inKind || m.Key == "TVA" || m.Date.After(in.AsOf), "no forecast stays before the day of the accounts: %s", m.Label)
		}
		for _, l := range got.Late {
			require.False(t, l.Date.After(in.AsOf))
		}
	})
}

// TestJSON writes and reads back every public value.
func TestJSON(t *testing.T) {
	again := func(v, into any) {
		a, err := json.Marshal(v)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(a, into))
		b, err := json.Marshal(into)
		require.NoError(t, err)
		require.JSONEq(t, string(a), string(b))
	}
	cash, err := treasury.Cash(cashInput())
	require.NoError(t, err)
	again(cashInput(), &treasury.Input{})
	again(cash, &treasury.CashFlow{})
}

// TestInputsAreNotModified computes everything twice from one input.
func TestInputsAreNotModified(t *testing.T) {
	in := cashInput()
	before, err := json.Marshal(in)
	require.NoError(t, err)
	_, err = treasury.Cash(in)
	require.NoError(t, err)
	_, err = treasury.Compare(in, treasury.Scenario{Name: "x", Lose: []string{"canal"}, Shift: 30})
	require.NoError(t, err)
	after, err := json.Marshal(in)
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
}
