package treasury

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// lows finds the lowest period and day, and says what makes them low.
func (c *CashFlow) lows(led *ledger, set settings) {
	if len(c.Rows) == 0 {
		return
	}
	c.Lowest = Low{Row: 0, Date: c.Rows[0].Span.To, Amount: c.Rows[0].Closing}
	for i, r := range c.Rows {
		if r.Closing.LessThan(c.Lowest.Amount) {
			c.Lowest = Low{Row: i, Date: r.Span.To, Amount: r.Closing}
		}
	}
	if c.Lowest.Amount.IsNegative() {
		c.PeakNeed = c.Lowest.Amount.Neg()
	}
	mirrored := map[string]bool{}
	for k := range led.flows {
		if f := &led.flows[k]; f.basis == basisMirror {
			mirrored[led.rows[f.row].key] = true
		}
	}
	c.Lowest.Cause = c.cause(c.Lowest.Row, mirrored)
	c.lowestDay(led, set)
}

// lowestDay finds the lowest end of day and what weighs most on the descent to it.
func (c *CashFlow) lowestDay(led *ledger, set settings) {
	first, last := c.Rows[0].Span.From, c.Rows[len(c.Rows)-1].Span.To
	net := make([]int64, last.Sub(first)+1)
	led.each(func(day moteur.Date, v int64, _ int32) {
		if k := day.Sub(first); k >= 0 && k < len(net) {
			net[k] += v
		}
	})
	bal, low, at := set.opening, set.opening, -1
	high, after, from := bal, 0, 0 // the highest end of day, the day after it, and that day for the lowest one
	for k, v := range net {
		if bal += v; bal < low {
			low, at, from = bal, k, after
		}
		if bal >= high {
			high, after = bal, k+1
		}
	}
	c.LowestDay = Low{Date: first, Amount: euros(low), Cause: "ouverture"}
	if at < 0 {
		return
	}
	day, row := first.AddDays(at), 0
	for row < len(c.Rows)-1 && c.Rows[row].Span.To.Before(day) {
		row++
	}
	c.LowestDay = Low{Row: row, Date: day, Amount: euros(low), Cause: led.heaviest(first.AddDays(from), day)}
}

// The rows of what is no line of the ledger.
const (
	ofVAT  int32 = -1
	ofLoan int32 = -2
)

// each gives every flow with its day, its effect on the balance and its row.
func (l *ledger) each(do func(day moteur.Date, v int64, row int32)) {
	for k := range l.flows {
		f := &l.flows[k]
		v := f.net + f.vat
		if !f.in {
			v = -v
		}
		do(f.day, v, f.row)
	}
	for _, f := range l.vats {
		do(f.day, f.net, ofVAT)
	}
	for _, f := range l.loans {
		do(f.day, f.net, ofLoan)
	}
}

// heaviest names the row that takes most from the balance between two days, both included.
func (l *ledger) heaviest(from, to moteur.Date) string {
	taken := map[int32]int64{}
	l.each(func(day moteur.Date, v int64, row int32) {
		if v < 0 && !day.Before(from) && !day.After(to) {
			taken[row] -= v
		}
	})
	most := ofVAT
	for _, row := range slices.Sorted(maps.Keys(taken)) {
		if taken[row] > taken[most] {
			most = row
		}
	}
	switch most {
	case ofVAT:
		return "TVA à payer"
	case ofLoan:
		return "banque"
	}
	return l.rows[most].label
}

// descent is the first row of the descent to a row: the one after the highest closing before it.
func (c *CashFlow) descent(row int) int {
	high, from := c.Rows[0].Opening, 0
	for i, r := range c.Rows[:row] {
		if !r.Closing.LessThan(high) {
			high, from = r.Closing, i+1
		}
	}
	return from
}

// cause tells what brought the treasury down to a period since it was last high: the largest payments of the whole descent, and the
// next receipt in money still to come.
func (c *CashFlow) cause(row int, mirrored map[string]bool) string {
	type part struct {
		label string
		v     decimal.Decimal
	}
	from := c.descent(row)
	var repaid, interest, vat, sum decimal.Decimal
	for _, r := range c.Rows[from : row+1] {
		repaid, interest = repaid.Add(r.Repaid), interest.Add(r.Interest).Add(r.Fees)
		vat = vat.Add(decimal.Max(r.VAT.Neg(), decimal.Zero))
		sum = sum.Add(r.Out)
	}
	sum = sum.Add(repaid).Add(interest).Add(vat)
	var parts []part
	for _, p := range c.Payments {
		if v := money.Sum(p.Amounts[from : row+1]...); v.IsPositive() {
			parts = append(parts, part{p.Label, v})
		}
	}
	parts = append(parts, part{"remboursement du crédit bancaire", repaid}, part{"intérêts et commissions", interest},
		part{"TVA à payer", vat})
	slices.SortStableFunc(parts, func(a, b part) int { return b.v.Cmp(a.v) })
	text := "aucun paiement dans la période"
	if parts[0].v.IsPositive() {
		since := ""
		if from < row {
			since = " depuis " + c.Rows[from].Label
		}
		text = fmt.Sprintf("%s à payer%s, dont %s pour %s", fr.Euros(sum), since, parts[0].label, fr.Euros(parts[0].v))
	}
	for i := row + 1; i < len(c.Rows); i++ {
		best := part{}
		for _, r := range c.Receipts {
			if v := r.Amounts[i]; v.GreaterThan(best.v) && !mirrored[r.Key] {
				best = part{r.Label, v}
			}
		}
		if best.v.IsPositive() {
			return text + fmt.Sprintf(" ; prochaine recette : %s, %s en %s", best.label, fr.Euros(best.v), c.Rows[i].Label)
		}
	}
	return text + " ; aucune recette ensuite"
}
