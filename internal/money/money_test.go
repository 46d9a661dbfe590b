package money_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/internal/money"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1234.5", "1234.5"}, {"1 234,50 €", "1234.5"}, {"1\u202f234,50\u00a0€", "1234.5"}, {"-12", "-12"}, {"+3", "3"}, {"0,01", "0.01"},
		{"1e3", "1000"},
	} {
		got, err := money.Parse(c.in)
		require.NoError(t, err, c.in)
		assert.Equal(t, c.want, got.String(), c.in)
	}
	for _, in := range []string{"", "abc", "NaN", "Inf", "1.234,56", "1,234.56", "1,2,3", "--1", "=1+1"} {
		_, err := money.Parse(in)
		assert.ErrorIs(t, err, money.ErrSyntax, in)
	}
	for _, in := range []string{"1e1000000000", "1e-1000000000", "1e16"} {
		_, err := money.Parse(in)
		assert.Error(t, err, in)
	}
	_, err := money.Parse(strings.Repeat("9", 10000))
	assert.ErrorIs(t, err, money.ErrTooLong)
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1", "1,5", "1e9", "-0.01 €", "1e1000000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := money.Parse(s)
		if err == nil {
			_ = d.Add(decimal.NewFromInt(1)).StringFixed(2)
		}
	})
}

func TestDiv(t *testing.T) {
	got, err := money.Div(decimal.NewFromInt(100), decimal.NewFromInt(3), 2)
	require.NoError(t, err)
	assert.Equal(t, "33.33", got.String())
	_, err = money.Div(decimal.NewFromInt(1), decimal.Zero, 2)
	assert.ErrorIs(t, err, money.ErrZero)
	assert.Equal(t, "0.3333", money.Share(decimal.NewFromInt(1), decimal.NewFromInt(3), 4).String())
	assert.True(t, money.Share(decimal.NewFromInt(1), decimal.Zero, 4).IsZero(), "an empty whole has no parts")
}

func TestSplit(t *testing.T) {
	one := decimal.NewFromInt(1)
	parts, err := money.Split(decimal.NewFromInt(100), []decimal.Decimal{one, one, one})
	require.NoError(t, err)
	assert.Equal(t, "[33.34 33.33 33.33]", "["+parts[0].String()+" "+parts[1].String()+" "+parts[2].String()+"]")
	_, err = money.Split(one, nil)
	assert.Error(t, err)
	_, err = money.Split(one, []decimal.Decimal{one, one.Neg()})
	assert.Error(t, err)
}

func TestSplitAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "cents"), -2)
		var weights []decimal.Decimal
		for _, w := range rapid.SliceOfN(rapid.Int64Range(0, 1e6), 1, 12).Draw(t, "weights") {
			weights = append(weights, decimal.New(w, -3))
		}
		total := money.Sum(weights...)
		parts, err := money.Split(amount, weights)
		if total.IsZero() {
			if err == nil {
				t.Fatal("zero weights were accepted")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if sum := money.Sum(parts...); !sum.Equal(amount) {
			t.Fatalf("parts add up to %s, want %s", sum, amount)
		}
		for i, p := range parts {
			exact := amount.Mul(weights[i]).DivRound(total, 12)
			if p.Sub(exact).Abs().GreaterThan(decimal.New(1, -2)) {
				t.Fatalf("part %d = %s, exact share %s", i, p, exact)
			}
		}
	})
}
