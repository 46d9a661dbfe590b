package follow_test

import (
	"encoding/json"
	"fmt"
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

// fecRow is a row of a random FEC: what it says, and how it was broken when it was written.
type fecRow struct {
	num           int
	account       string
	debit, credit decimal.Decimal
	text          string
	lines         int  // of the file
	broken        bool // cut in two, or short of fields: nobody can read it
}

func drawFECRow(t *rapid.T, num int) fecRow {
	cents := func(name string) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-500, 900_000).Draw(t, name), -2)
	}
	text := func(name string) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"\"", "|", ";", "\t", ",", "Loc", "12", "é", " ", "5,00", "20260515"}), 1, 5).Draw(t, name), "")
	}
	r := fecRow{num: num, account: rapid.SampledFrom([]string{"613500", "606000", "641100", "645100", "401000", "512000"}).Draw(t, "account"),
		debit: cents("debit"), credit: decimal.Zero, lines: 1}
	if rapid.Bool().Draw(t, "side") {
		r.debit, r.credit = decimal.Zero, r.debit
	}
	if rapid.IntRange(0, 9).Draw(t, "both") == 0 {
		r.credit = cents("credit")
	}
	written := func(d decimal.Decimal) string { return strings.Replace(d.StringFixed(2), ".", ",", 1) }
	label := text("label")
	if rapid.IntRange(0, 9).Draw(t, "cut") == 0 {
		label, r.lines, r.broken = label+"\n"+text("tail"), 2, true
	}
	fields := []string{"AC", "Achats", fmt.Sprint(num), "20260515", r.account, strings.ReplaceAll(text("title"), "|", "/"), "", "", "F1", "20260515",
		label, written(r.debit), written(r.credit), rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "letter"), "", "20260531", "", ""}
	if rapid.IntRange(0, 9).Draw(t, "short") == 0 {
		fields, r.broken = fields[:rapid.IntRange(3, 12).Draw(t, "width")], true
	}
	r.text = strings.Join(fields, "|")
	r.lines = 1 + strings.Count(r.text, "\n")
	return r
}

// The movements read from a FEC add up to the file, account by account; a row that is not counted is named.
func TestFECAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		text.WriteString(fecHead)
		want, line := map[string]decimal.Decimal{}, 2
		var named []int
		rows := make([]fecRow, rapid.IntRange(0, 30).Draw(t, "rows"))
		for i := range rows {
			rows[i] = drawFECRow(t, i/3+1)
			text.WriteString(rows[i].text + "\n")
			for k, half := range strings.Split(rows[i].text, "\n") {
				if rows[i].broken && strings.TrimSpace(half) != "" {
					named = append(named, line+k)
				}
			}
			line += rows[i].lines
		}
		list, report, err := follow.ReadFEC(strings.NewReader(text.String()), "f.txt")
		require.NoError(t, err)
		refused := map[int]bool{}
		for _, i := range report.Of(moteur.Error) {
			var at int
			_, err := fmt.Sscanf(i.Path, "f.txt:%d", &at)
			require.NoError(t, err, i.Path)
			refused[at] = true
		}
		for _, at := range named {
			require.True(t, refused[at], "line %d is broken and not named:\n%s", at, text.String())
		}
		line = 2
		costs, banks := map[int]bool{}, map[int]bool{}
		for _, r := range rows {
			costs[r.num] = costs[r.num] || !refused[line] && r.account[0] == '6'
			banks[r.num] = banks[r.num] || !refused[line] && r.account[0] == '5'
			line += r.lines
		}
		line = 2
		for _, r := range rows {
			if !refused[line] && r.account[0] == '6' {
				want[r.account] = want[r.account].Add(r.debit).Sub(r.credit)
			}
			if !refused[line] && r.account[0] == '4' && banks[r.num] && (!costs[r.num] || r.debit.GreaterThan(r.credit)) {
				want[r.account] = want[r.account].Add(r.debit).Sub(r.credit)
			}
			if refused[line] && !r.broken {
				t.Fatalf("line %d reads well and is refused: %q, %v", line, r.text, report.Issues)
			}
			line += r.lines
		}
		got := map[string]decimal.Decimal{}
		for _, m := range list {
			got[m.Account] = got[m.Account].Add(m.Amount).Add(m.Tax)
		}
		for account := range got {
			want[account] = want[account].Add(decimal.Zero)
		}
		for account, sum := range want {
			require.True(t, sum.Equal(got[account]), "%s: file %s, movements %s\n%s", account, sum, got[account], text.String())
		}
	})
}
