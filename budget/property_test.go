package budget_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
)

var someAccounts = []string{"1", "1211", "19", "22", "2315", "3111", "52", "5211", "5311", "6", "6611", "7111", "8811", "91"}

// drawBudget draws a devis with shares, groups, overrides and a chain of percents.
func drawBudget(t *rapid.T, rounding budget.Rounding) budget.Budget {
	amount := func(label string) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-200, 900_000).Draw(t, label), -rapid.Int32Range(0, 4).Draw(t, label+" places"))
	}
	b := budget.Budget{Title: "Tiré", Date: moteur.NewDate(2026, 3, 2), Rounding: rounding, Variables: map[string]decimal.Decimal{"weeks": decimal.New(rapid.Int64Range(0, 300).Draw(t, "weeks"), -1)}}
	for i := range rapid.IntRange(0, 12).Draw(t, "lines") {
		l := budget.Line{ID: fmt.Sprintf("l%d", i), Account: rapid.SampledFrom(someAccounts).Draw(t, "account"), Label: fmt.Sprint("Ligne ", i), Unit: "day", Quantity: amount("quantity"), Rate: amount("rate")}
		if rapid.Bool().Draw(t, "formula") {
			l.QuantityFormula = rapid.SampledFrom([]string{"weeks", "weeks * 5 - 1", "ceil(weeks / 3)", "max(weeks, 2)", "floor((weeks >= 4) * 3 - !weeks)", "(weeks <> 6 & weeks < 20 | weeks = 25) + 2"}).Draw(t, "text")
		}
		if rapid.IntRange(0, 3).Draw(t, "kind") == 0 {
			l.Number = decimal.NewFromInt(rapid.Int64Range(1, 9).Draw(t, "number"))
		}
		if rapid.IntRange(0, 4).Draw(t, "override") == 0 {
			v := amount("entered")
			l.Entered = &v
		}
		if rapid.IntRange(0, 2).Draw(t, "share") == 0 {
			f := decimal.New(rapid.Int64Range(0, 1000).Draw(t, "fraction"), -3)
			g := decimal.New(rapid.Int64Range(0, 1000).Draw(t, "third"), -3).Mul(decimal.NewFromInt(1).Sub(f))
			l.Shares = shares{"territory": {"FR": f, "BE": g, "CA": decimal.NewFromInt(1).Sub(f).Sub(g)}, "credit": {"eligible": g, "out": decimal.NewFromInt(1).Sub(g)}}
		}
		if rapid.IntRange(0, 4).Draw(t, "grouped") == 0 {
			l.Group = rapid.SampledFrom([]string{"a", "b"}).Draw(t, "group")
		}
		b.Lines = append(b.Lines, l)
	}
	if rapid.Bool().Draw(t, "off") {
		b.GroupsOff = []string{"a"}
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "percents") {
		p := budget.Percent{ID: fmt.Sprintf("p%d", i), Account: rapid.SampledFrom([]string{"91", "21", "FG", "IM"}).Draw(t, "paccount"), Label: fmt.Sprint("Pourcentage ", i),
			Rate: decimal.New(rapid.Int64Range(0, 2000).Draw(t, "prate"), -4), Base: rapid.SampledFrom([]string{"direct", "1..9", "1..8 - 1", "2 + 5"}).Draw(t, "pbase")}
		if i > 0 && rapid.Bool().Draw(t, "chained") {
			p.Base += fmt.Sprintf(" + p%d", i-1)
		}
		if rapid.Bool().Draw(t, "except") {
			p.Except = []string{rapid.SampledFrom([]string{"22", "5211"}).Draw(t, "excepted")}
		}
		b.Percents = append(b.Percents, p)
	}
	return b
}

func drawRounding(t *rapid.T) budget.Rounding {
	return budget.Rounding{Unit: rapid.SampledFrom([]string{"", "euro"}).Draw(t, "unit"), Mode: rapid.SampledFrom([]string{"", "half-even"}).Draw(t, "mode"),
		Level: rapid.SampledFrom([]string{"", "account", "total"}).Draw(t, "level")}
}

// The total is the same at every depth, children make their parent, every axis adds up, percents follow from their steps.
func TestSumsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, err := budget.Compute(drawBudget(t, drawRounding(t)))
		require.NoError(t, err)
		sums := map[string]decimal.Decimal{}
		total := decimal.Zero
		for _, a := range e.Accounts {
			if a.Parent == "" {
				total = total.Add(a.Amount)
			}
			sums[a.Parent] = sums[a.Parent].Add(a.Amount)
			require.True(t, a.France.Add(a.Abroad).Equal(a.Amount), "account %s: France %s + abroad %s, amount %s", a.Code, a.France, a.Abroad, a.Amount)
			for axis, values := range a.Axes {
				sum := decimal.Zero
				for _, v := range values {
					sum = sum.Add(v)
				}
				require.True(t, sum.Equal(a.Amount), "account %s, axis %s: %s for %s", a.Code, axis, sum, a.Amount)
			}
		}
		require.True(t, total.Equal(e.Exact), "posts %s, exact %s", total, e.Exact)
		require.True(t, e.Budget.Rounding.Print(e.Exact).Equal(e.Total))
		own := map[string]decimal.Decimal{}
		for _, l := range e.Lines {
			if l.Active {
				own[l.Account] = own[l.Account].Add(l.Amount)
			}
		}
		for k, p := range e.Percents {
			require.NoError(t, p.Step.Verify())
			own[e.Budget.Percents[k].Account] = own[e.Budget.Percents[k].Account].Add(p.Amount)
		}
		for _, a := range e.Accounts {
			if want := own[a.Code].Add(sums[a.Code]); e.Budget.Rounding.Level != "account" {
				require.True(t, want.Equal(a.Amount), "account %s: parts %s, amount %s", a.Code, want, a.Amount)
			}
		}
		for axis, values := range e.Axes {
			sum := decimal.Zero
			for _, v := range values {
				sum = sum.Add(v)
			}
			require.True(t, sum.Equal(e.Exact), "axis %s: %s for %s", axis, sum, e.Exact)
		}
	})
}

// The 64-bit way gives what plain decimals give, to the unit, ties and signs included.
func TestLinesAgainstPlainDecimals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) decimal.Decimal {
			return decimal.New(rapid.Int64().Draw(t, label), -rapid.Int32Range(-3, 20).Draw(t, label+" places"))
		}
		small := func(label string) decimal.Decimal {
			return decimal.New(rapid.Int64Range(-100_000, 100_000).Draw(t, label), -rapid.Int32Range(-1, 4).Draw(t, label+" places"))
		}
		pick := small
		if rapid.IntRange(0, 3).Draw(t, "wild") == 0 {
			pick = draw
		}
		r := drawRounding(t)
		r.Level = ""
		l := budget.Line{ID: "a", Account: "71", Quantity: pick("quantity"), Rate: pick("rate"), Number: pick("number")}
		e, err := budget.Compute(budget.Budget{Rounding: r, Lines: []budget.Line{l, {ID: "b", Account: "71", Quantity: l.Rate, Rate: l.Quantity}}})
		require.NoError(t, err)
		want := l.Quantity.Mul(l.Rate)
		second := r.Print(want)
		if !l.Number.IsZero() {
			want = want.Mul(l.Number)
		}
		require.True(t, r.Print(want).Equal(e.Lines[0].Amount), "%s × %s × %s: want %s got %s", l.Number, l.Quantity, l.Rate, r.Print(want), e.Lines[0].Amount)
		require.True(t, r.Print(want).Add(second).Equal(e.Total), "total")
	})
}

// The differences of two versions add up, and the patch re-applied gives the second.
func TestVersionsCompareAndReapply(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRounding(t)
		a, b := drawBudget(t, r), drawBudget(t, r)
		slices.Reverse(b.Lines)
		before, err := budget.Compute(a)
		require.NoError(t, err)
		after, err := budget.Compute(b)
		require.NoError(t, err)
		c := budget.Compare(before, after)
		sum := decimal.Zero
		for _, x := range c.Differences {
			sum = sum.Add(x.Amount)
		}
		require.True(t, sum.Equal(after.Total.Sub(before.Total)), "differences %s, totals %s", sum, after.Total.Sub(before.Total))
		again, err := budget.Apply(a, c.Amendment)
		require.NoError(t, err)
		want, err := json.Marshal(b)
		require.NoError(t, err)
		got, err := json.Marshal(again)
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(got))
		require.Empty(t, budget.Compare(after, after).Differences)
	})
}

// A frozen version does not move when its original does.
func TestFreezeIsDeep(t *testing.T) {
	b := sample()
	frozen, err := budget.Freeze(b, "v1")
	require.NoError(t, err)
	before, err := budget.Compute(frozen)
	require.NoError(t, err)
	b.Lines[0].Rate, b.Variables["shoot_weeks"], b.Lines[9].Shares["territory"]["FR"] = d("1"), d("99"), d("0")
	*b.Lines[5].Entered = d("1")
	b.Currencies["CHF"] = d("7")
	after, err := budget.Compute(frozen)
	require.NoError(t, err)
	equal(t, before.Total, after.Total)
}

// Nothing of the input is modified.
func TestInputsStayAsTheyAre(t *testing.T) {
	b := sample()
	before, err := json.Marshal(b)
	require.NoError(t, err)
	e, err := budget.Compute(b)
	require.NoError(t, err)
	_ = budget.Check(e)
	_ = e.Document()
	_ = e.Workbook()
	_ = budget.Fill(b, map[string]decimal.Decimal{"plan:role:ANNA": d("3"), "plan:shoot_days": d("12")})
	after, err := json.Marshal(b)
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
}
