package credit_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
)

func TestCreditProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(0, 1_000_000_000)
		draw := func(name string) decimal.Decimal { return decimal.New(amount.Draw(t, name), -2) }
		f := filmCase()
		f.Lines = nil
		for range rapid.IntRange(1, 8).Draw(t, "lines") {
			f.Lines = append(f.Lines, credit.SpendLine{Label: "ligne", Category: rapid.SampledFrom([]credit.SpendCategory{"a", "b", "c", "d1", "e"}).Draw(t, "cat"), Amount: draw("amount"),
				Outside: draw("outside"), Director: rapid.Bool().Draw(t, "director"), Minimum: ptr(draw("minimum")),
				Span: moteur.Span{From: day(2026, 1, 1).AddDays(rapid.IntRange(0, 500).Draw(t, "from")), To: day(2027, 8, 1)}})
		}
		f.Budget, f.OtherAid, f.AssignedSubsidies, f.DeductFirst = draw("budget"), draw("aid"), draw("subsidy"), rapid.Bool().Draw(t, "order")
		f.Producers = []credit.ProducerShare{{Name: "A", Spend: draw("a").Add(one)}, {Name: "B", Spend: draw("b")}}
		c, err := credit.Film(f)
		require.NoError(t, err)
		require.NoError(t, c.Step.Verify())
		require.True(t, c.Step.Value.Equal(c.Amount))
		require.False(t, c.Amount.IsNegative())
		sum := decimal.Zero
		for _, l := range c.Lines {
			cuts := decimal.Zero
			for _, x := range l.Cuts {
				cuts = cuts.Add(x.Lost)
			}
			require.True(t, cuts.Equal(l.Lost) && l.Amount.Equal(l.Eligible.Add(l.Lost)) && !l.Eligible.IsNegative())
			sum = sum.Add(l.Eligible)
		}
		require.True(t, sum.Equal(c.Eligible))
		claims, spend, shares := decimal.Zero, decimal.Zero, decimal.Zero
		for _, x := range c.Claims {
			claims, spend = claims.Add(x.Amount), spend.Add(x.Spend)
		}
		for _, x := range c.Shares {
			shares = shares.Add(x.Amount)
		}
		if c.Eligible.IsPositive() {
			require.True(t, claims.Equal(c.Amount) && spend.Equal(c.Eligible), "one euro of credit appears once")
		}
		require.True(t, shares.Equal(c.Amount))
		require.False(t, c.Amount.GreaterThan(f.Budget.Mul(eur("0.8")).Mul(eur("0.3")).Round(2).Add(eur("0.01"))))
		f.DeductFirst = false
		low, err := credit.Film(f)
		require.NoError(t, err)
		f.DeductFirst = true
		high, err := credit.Film(f)
		require.NoError(t, err)
		require.False(t, low.Amount.GreaterThan(high.Amount), "cap first is the prudent order")
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
	tax, err := credit.Film(filmCase())
	require.NoError(t, err)
	again(filmCase(), &credit.FilmCase{})
	again(tax, &credit.Credit{})
}
