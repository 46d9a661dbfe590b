package budget

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// Comparison is what changed between two versions of a devis (comparaison de versions).
type Comparison struct {
	Title       string          `json:"title"`
	From        string          `json:"from"`
	To          string          `json:"to"`
	Date        moteur.Date     `json:"date"`
	Before      decimal.Decimal `json:"before"`
	After       decimal.Decimal `json:"after"`
	Accounts    []AccountChange `json:"accounts"`    // accounts of either version, in the order of the nomenclature
	Differences []Difference    `json:"differences"` // in the order of the lines; they add up to After − Before
	// Amendment turns the first Budget into the second; see Apply.
	Amendment Amendment `json:"amendment"`
}

// ByCause adds the differences up by cause.
func (c Comparison) ByCause() map[Cause]decimal.Decimal {
	out := map[Cause]decimal.Decimal{}
	for _, d := range c.Differences {
		out[d.Cause] = out[d.Cause].Add(d.Amount)
	}
	return out
}

// Compare explains, cause by cause, what the second estimate changes to the first. A line that changes in several ways
// gives one difference a cause: quantity first, at the old price; then price; then currency; then what was entered by
// hand. A line moved to another account gives two that cancel out, at its old amount, before the others. The differences add up exactly
// to the difference of the totals. A devis that was refused has no amounts: only the Amendment is given then.
func Compare(before, after Estimate) Comparison {
	c := Comparison{Title: after.Budget.Title, From: before.Budget.Version, To: after.Budget.Version, Date: after.Budget.Date,
		Before: before.Total, After: after.Total, Amendment: Diff(before.Budget, after.Budget)}
	if before.Report.Err() != nil || after.Report.Err() != nil {
		return c
	}
	c.accounts(before, after)
	c.lines(before, after)
	c.percents(before, after)
	total := decimal.Zero
	for _, d := range c.Differences {
		total = total.Add(d.Amount)
	}
	if rest := c.After.Sub(c.Before).Sub(total); !rest.IsZero() {
		c.Differences = append(c.Differences, Difference{Cause: CauseRounding, Label: "Arrondis des comptes", Amount: rest})
	}
	return c
}

func (c *Comparison) accounts(before, after Estimate) {
	old := map[string]AccountAmount{}
	for _, a := range before.Accounts {
		old[a.Code] = a
	}
	for _, a := range after.Accounts {
		c.Accounts = append(c.Accounts, AccountChange{Code: a.Code, Label: a.Label, Depth: a.Depth,
			Before: old[a.Code].Amount, After: a.Amount, Change: a.Amount.Sub(old[a.Code].Amount)})
		delete(old, a.Code)
	}
	// An account that only the first version holds stands after the one it followed there.
	prev := ""
	for _, a := range before.Accounts {
		if _, gone := old[a.Code]; gone {
			at := 1 + slices.IndexFunc(c.Accounts, func(x AccountChange) bool { return x.Code == prev })
			c.Accounts = slices.Insert(c.Accounts, at, AccountChange{Code: a.Code, Label: a.Label, Depth: a.Depth, Before: a.Amount,
				Change: a.Amount.Neg()})
		}
		prev = a.Code
	}
}

func (c *Comparison) say(cause Cause, account, id, label, before, after string, amount decimal.Decimal) {
	if !amount.IsZero() {
		c.Differences = append(c.Differences, Difference{Cause: cause, Account: account, Line: id, Label: label, Before: before,
			After: after, Amount: amount})
	}
}

// Counted is what line i adds to the total, in euros: its amount and its charges, zero for a line of a group that is off.
func (e Estimate) Counted(i int) (amount, charges decimal.Decimal) {
	if !e.Lines[i].Active {
		return decimal.Zero, decimal.Zero
	}
	return e.Lines[i].Amount, e.Lines[i].Charges
}

func (c *Comparison) lines(before, after Estimate) {
	old := make(map[string]int, len(before.Lines))
	for i := range before.Lines {
		old[before.Lines[i].Line] = i
	}
	for j := range after.Lines {
		l := &after.Budget.Lines[j]
		i, ok := old[l.ID]
		delete(old, l.ID)
		b := after.Lines[j]
		amount, charges := after.Counted(j)
		if !ok || !before.Lines[i].Active || !b.Active {
			if ok {
				gone, goneCharges := before.Counted(i)
				c.say(CauseDropped, before.Lines[i].Account, l.ID, l.Label, "", "", gone.Neg())
				c.say(CauseDropped, before.Lines[i].Account, l.ID, l.Label+", charges", "", "", goneCharges.Neg())
			}
			c.say(CauseAdded, l.Account, l.ID, l.Label, "", "", amount)
			c.say(CauseAdded, l.Account, l.ID, l.Label+", charges", "", "", charges)
			continue
		}
		if from := before.Lines[i].Account; from != l.Account {
			was, _ := before.Counted(i)
			c.say(CauseMoved, from, l.ID, l.Label, from, l.Account, was.Neg())
			c.say(CauseMoved, l.Account, l.ID, l.Label, from, l.Account, was)
		}
		c.line(before, after, i, j)
		_, was := before.Counted(i)
		c.say(CauseCharges, l.Account, l.ID, l.Label, fr.Euros(was), fr.Euros(charges), charges.Sub(was))
	}
	for i := range before.Lines {
		if _, left := old[before.Lines[i].Line]; !left {
			continue
		}
		l := &before.Budget.Lines[i]
		amount, charges := before.Counted(i)
		c.say(CauseDropped, l.Account, l.ID, l.Label, fr.Euros(amount), "", amount.Neg())
		c.say(CauseDropped, l.Account, l.ID, l.Label+", charges", fr.Euros(charges), "", charges.Neg())
	}
}

// line walks from the old amount of a line to the new one, one cause after the other.
func (c *Comparison) line(before, after Estimate, i, j int) {
	a, b := before.Lines[i], after.Lines[j]
	l, m := &before.Budget.Lines[i], &after.Budget.Lines[j]
	round, _ := newRounder(after.Budget.Rounding)
	wasEntered, isEntered := l.Entered != nil, m.Entered != nil
	if a.Amount.Equal(b.Amount) {
		return
	}
	if wasEntered || isEntered {
		c.say(CauseEntered, m.Account, m.ID, m.Label, fr.Euros(a.Amount), fr.Euros(b.Amount), b.Amount.Sub(a.Amount))
		return
	}
	price := func(n, q, r, fx decimal.Decimal) decimal.Decimal { return round.line(n.Mul(q).Mul(r).Mul(fx)) }
	n, q, r, fx := factor(l.Number), a.Quantity, l.Rate, before.Budget.ExchangeRate(l.Currency)
	now := a.Amount
	step := func(cause Cause, was, is string) {
		v := price(n, q, r, fx)
		if was != is {
			c.say(cause, m.Account, m.ID, m.Label, was, is, v.Sub(now))
			now = v
		}
	}
	was := quantityText(n, q)
	n, q = factor(m.Number), b.Quantity
	step(CauseQuantity, was, quantityText(n, q))
	was, r = fr.Plain(r), m.Rate
	step(CauseRate, was, fr.Plain(r))
	was, fx = currencyText(l.Currency, fx), after.Budget.ExchangeRate(m.Currency)
	step(CauseCurrency, was, currencyText(m.Currency, fx))
	c.say(CauseRounding, m.Account, m.ID, m.Label, "", "", b.Amount.Sub(now))
}

func factor(n decimal.Decimal) decimal.Decimal {
	if n.IsZero() {
		return one
	}
	return n
}

func quantityText(n, q decimal.Decimal) string {
	if n.Equal(one) {
		return fr.Plain(q)
	}
	return fr.Plain(n) + " × " + fr.Plain(q)
}

func currencyText(code string, fx decimal.Decimal) string {
	if code == "" || code == "EUR" {
		return ""
	}
	return code + " " + fr.Plain(fx)
}

// ExchangeRate is the euros of one unit of a currency (ISO 4217), frozen with the devis: 1 for the euro, 0 for a currency it
// does not give.
func (b *Budget) ExchangeRate(code string) decimal.Decimal {
	if code == "" || code == "EUR" {
		return one
	}
	return b.Currencies[code]
}

func (c *Comparison) percents(before, after Estimate) {
	old := map[string]int{}
	for i := range before.Percents {
		old[before.Percents[i].ID] = i
	}
	round, _ := newRounder(after.Budget.Rounding)
	for j, b := range after.Percents {
		p := &after.Budget.Percents[j]
		i, ok := old[p.ID]
		delete(old, p.ID)
		if !ok {
			c.say(CauseAdded, p.Account, p.ID, p.Label, "", "", b.Amount)
			continue
		}
		a, q := before.Percents[i], &before.Budget.Percents[i]
		now := a.Amount
		if q.Entered == nil && p.Entered == nil && q.Fixed == nil && p.Fixed == nil {
			v := b.Base.Mul(q.Rate)
			if q.Cap != nil && v.GreaterThan(*q.Cap) {
				v = *q.Cap
			}
			v = round.row(v)
			c.say(CauseBase, p.Account, p.ID, p.Label, fr.Euros(a.Base), fr.Euros(b.Base), v.Sub(now))
			now = v
		}
		cause := CausePercent
		if q.Entered != nil || p.Entered != nil {
			cause = CauseEntered
		}
		c.say(cause, p.Account, p.ID, p.Label, percentText(q), percentText(p), b.Amount.Sub(now))
	}
	for i := range before.Percents {
		if p := &before.Budget.Percents[i]; i < len(before.Percents) {
			if _, left := old[p.ID]; left {
				c.say(CauseDropped, p.Account, p.ID, p.Label, percentText(p), "", before.Percents[i].Amount.Neg())
			}
		}
	}
}

func percentText(p *Percent) string {
	s := fr.Plain(p.Rate.Shift(2)) + fr.NBSP + "%"
	switch {
	case p.Entered != nil:
		s = fr.Euros(*p.Entered) + " saisi"
	case p.Fixed != nil:
		s = fr.Euros(*p.Fixed) + " forfait"
	}
	if p.Cap != nil {
		s += ", plafond " + fr.Euros(*p.Cap)
	}
	return s
}
