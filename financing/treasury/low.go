package treasury

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
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

// lowestDay finds the lowest end of day and what weighs most on it.
func (c *CashFlow) lowestDay(led *ledger, set settings) {
	first, last := c.Rows[0].Span.From, c.Rows[len(c.Rows)-1].Span.To
	n := last.Sub(first) + 1
	net, big, who := make([]int64, n), make([]int64, n), make([]int32, n)
	add := func(day moteur.Date, v int64, row int32) {
		k := day.Sub(first)
		if k < 0 || k >= n {
			return
		}
		net[k] += v
		if v < big[k] {
			big[k], who[k] = v, row
		}
	}
	for k := range led.flows {
		f := &led.flows[k]
		v := f.net + f.vat
		if !f.in {
			v = -v
		}
		add(f.day, v, f.row)
	}
	for _, f := range led.vats {
		add(f.day, f.net, -1)
	}
	for _, f := range led.loans {
		add(f.day, f.net, -2)
	}
	bal, low, at := set.opening, set.opening, -1
	for k, v := range net {
		if bal += v; bal < low {
			low, at = bal, k
		}
	}
	c.LowestDay = Low{Date: first, Amount: euros(low), Cause: "ouverture"}
	if at < 0 {
		return
	}
	label := ""
	switch who[at] {
	case -1:
		label = "TVA à payer"
	case -2:
		label = "banque"
	default:
		label = led.rows[who[at]].label
	}
	day, row := first.AddDays(at), 0
	for row < len(c.Rows)-1 && c.Rows[row].Span.To.Before(day) {
		row++
	}
	c.LowestDay = Low{Row: row, Date: day, Amount: euros(low), Cause: label}
}

// cause tells what weighs on a period: its largest payments, and the next receipt in money still to come.
func (c *CashFlow) cause(row int, mirrored map[string]bool) string {
	type part struct {
		label string
		v     decimal.Decimal
	}
	var parts []part
	for _, p := range c.Payments {
		if v := p.Amounts[row]; v.IsPositive() {
			parts = append(parts, part{p.Label, v})
		}
	}
	r := c.Rows[row]
	parts = append(parts, part{"remboursement du crédit bancaire", r.Repaid}, part{"intérêts et commissions", r.Interest.Add(r.Fees)},
		part{"TVA à payer", r.VAT.Neg()})
	slices.SortStableFunc(parts, func(a, b part) int { return b.v.Cmp(a.v) })
	text := "aucun paiement dans la période"
	if parts[0].v.IsPositive() {
		sum := r.Out.Add(r.Repaid).Add(r.Interest).Add(r.Fees).Add(decimal.Max(r.VAT.Neg(), decimal.Zero))
		text = fmt.Sprintf("%s à payer, dont %s pour %s", fr.Euros(sum), parts[0].label, fr.Euros(parts[0].v))
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
