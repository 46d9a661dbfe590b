package follow_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
)

// The instalments of a devis add up to it.
func TestInstalmentsAddUp(t *testing.T) {
	b := sample(t)
	rapid.Check(t, func(t *rapid.T) {
		e, err := budget.Compute(draw(t, b))
		require.NoError(t, err)
		third := d("0.3333")
		terms := []follow.Term{{Accounts: []string{"1", "22"}, Parts: []follow.TermPart{{Fraction: third, Event: moteur.Contract}, {Fraction: third, Event: moteur.ShootStart, Days: -10}, {Fraction: d("0.3334"), Event: moteur.Delivery, Days: 30}}}}
		timeline := moteur.Timeline{moteur.Contract: moteur.NewDate(2026, 1, 5), moteur.ShootStart: moteur.NewDate(2026, 5, 4), moteur.ShootEnd: moteur.NewDate(2026, 7, 12), moteur.Delivery: moteur.NewDate(2027, 1, 4)}
		list, report := follow.Instalments(e, terms, timeline)
		require.NoError(t, report.Err())
		sum, want := decimal.Zero, decimal.Zero
		for _, i := range list {
			sum = sum.Add(i.Amount)
			require.False(t, i.Date.IsZero())
		}
		for i := range e.Lines {
			if e.Lines[i].Active {
				want = want.Add(e.Lines[i].Amount).Add(e.Lines[i].Charges)
			}
		}
		for _, p := range e.Percents {
			want = want.Add(p.Amount)
		}
		require.True(t, sum.Equal(want), "instalments %s, devis %s", sum, want)
	})
}

// draw takes some lines of a devis, at other rates, under another rounding.
func draw(t *rapid.T, b budget.Budget) budget.Budget {
	b.Rounding = budget.Rounding{Unit: rapid.SampledFrom([]string{"", "euro"}).Draw(t, "unit"),
		Mode: rapid.SampledFrom([]string{"", "half-even"}).Draw(t, "mode"), Level: rapid.SampledFrom([]string{"", "account", "total"}).Draw(t, "level")}
	b.GroupsOff = rapid.SampledFrom([][]string{nil, {"grue"}}).Draw(t, "off")
	lines := b.Lines
	b.Lines = nil
	for _, l := range lines {
		if l.Split == nil && rapid.IntRange(0, 2).Draw(t, "kept") > 0 {
			l.Rate = decimal.New(rapid.Int64Range(0, 900_000).Draw(t, "rate"), -rapid.Int32Range(0, 4).Draw(t, "places"))
			b.Lines = append(b.Lines, l)
		}
	}
	for i := range b.Percents {
		b.Percents[i].Except = nil
	}
	return b
}

// Hostile numbers are refused, by name, at once.
func TestDecimalAttacks(t *testing.T) {
	e := frozen(t)
	for name, v := range map[string]decimal.Decimal{"exponent": decimal.New(1, 1_000_000_000), "small exponent": decimal.New(1, -1_000_000_000),
		"10,000 digits": d("1" + strings.Repeat("0", 9_999) + "1")} {
		start := time.Now()
		refused, err := budget.Compute(budget.Budget{Lines: []budget.Line{{ID: "x", Account: "7111", Quantity: d("1"), Rate: v}}})
		require.Error(t, err)
		_, err = follow.Track(refused, follow.Tracking{})
		require.Error(t, err)
		_, report := follow.Instalments(e, []follow.Term{{Accounts: []string{"1"}, Parts: []follow.TermPart{{Fraction: v, Date: e.Budget.Date}}}}, nil)
		require.Error(t, report.Err(), name)
		_, report = follow.CompareQuotes(e, []follow.Quote{{Amount: v}}, e.Budget.Date)
		require.Error(t, report.Err(), name)
		_, err = follow.Hot(e, follow.HotDay{Items: []follow.HotItem{{Line: "camera", Used: v}}})
		require.Error(t, err, name)
		_, err = follow.Track(e, follow.Tracking{ToCome: []follow.ToCome{{Line: "camera", Amount: v}}})
		require.Error(t, err, name)
		assert.Less(t, time.Since(start), time.Second, name)
	}
}

// Nothing of the input is modified.
func TestInputsStayAsTheyAre(t *testing.T) {
	e := frozen(t)
	before, err := json.Marshal(e.Budget)
	require.NoError(t, err)
	_ = follow.Retain(e, []follow.Quote{{ID: "q", Lines: []string{"camera"}, Amount: d("10"), Retained: true}})
	_, err = follow.Track(e, tracking(t))
	require.NoError(t, err)
	after, err := json.Marshal(e.Budget)
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
}
