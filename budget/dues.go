package budget

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// Dues computes the employer charges (charges patronales) of pay as it is really paid, with the status, the profile and the
// user's own rates that a devis gives its lines. The ceilings of the user's rates are consumed pay after pay: pays are
// given in the order they are paid.
type Dues struct {
	e     Estimate
	tree  *tree
	legal *biller
	rates map[string]*Charge
	used  map[string]decimal.Decimal // pay already counted under a ceiling of the user's
}

// PaidWork is a pay (salaire brut) of one person of a line, in euros. Span is the period it pays, for the ceilings; unset,
// Days is the number of days paid, and both unset take the dates of the line.
type PaidWork struct {
	Gross decimal.Decimal
	Date  moteur.Date // of the payment; unset takes that of the devis
	Days  int
	Span  moteur.Span
}

// NewDues prepares the charges of the pays of a computed devis.
func NewDues(e Estimate) *Dues {
	d := &Dues{e: e, tree: e.tree(), rates: map[string]*Charge{}, used: map[string]decimal.Decimal{}}
	if d.tree != nil {
		d.legal = newBiller(&e.Budget, d.tree)
	}
	for i := range e.Budget.Charges {
		d.rates[e.Budget.Charges[i].ID] = &e.Budget.Charges[i]
	}
	return d
}

// Of returns the charges of a pay on line i of the devis, each with its account: none for a line without charges or with an
// unknown account, one for each of the user's rates the line names (to the cent), else one for the legal charges. An error
// of the legal charges (no date, no rates for that date) is returned.
func (d *Dues) Of(i int, p PaidWork) ([]ChargeAmount, error) {
	if d.tree == nil || i < 0 || i >= len(d.e.Budget.Lines) || p.Gross.IsZero() {
		return nil, nil
	}
	l := d.e.Budget.Lines[i]
	node, ok := d.tree.byCode[l.Account]
	switch {
	case !ok:
		return nil, nil
	case len(l.Charges) > 0:
		return d.own(&l, p.Gross), nil
	case !l.charged():
		return nil, nil
	}
	profile := d.legal.profileOf(&l, &d.tree.nodes[node].Account)
	// The time paid is that of the line in proportion to the pay of one person, unless the pay says it.
	quantity := d.e.Lines[i].Quantity
	if each, err := money.Div(d.e.Lines[i].Amount, factor(l.Number), 6); err == nil && each.GreaterThan(p.Gross) {
		if part, err := money.Div(quantity.Mul(p.Gross), each, 6); err == nil {
			quantity = part
		}
	}
	l.Number = decimal.Zero
	pay, _, _ := d.legal.pays(&l, &LineAmount{Amount: p.Gross, Quantity: quantity}, profile)
	pay.Date = p.Date
	switch {
	case p.Span.Days() > 0:
		pay.Span = p.Span
	case p.Days > 0:
		pay.Days, pay.Span, pay.Hours = p.Days, moteur.Span{}, decimal.Zero
	}
	if pay.Date.IsZero() {
		pay.Date = d.e.Budget.Date
	}
	b := d.legal.charge(pay)
	if b.err != nil {
		return nil, b.err
	}
	account := d.tree.nodes[d.tree.chargesNode(category(profile, &d.tree.nodes[node].Account), node)].Code
	return []ChargeAmount{{Account: account, Line: l.ID, Base: p.Gross, Amount: b.total}}, nil
}

// own applies the user's rates of a line, each up to what is left of its ceiling.
func (d *Dues) own(l *Line, gross decimal.Decimal) []ChargeAmount {
	var out []ChargeAmount
	for _, id := range l.Charges {
		ch := d.rates[id]
		if ch == nil {
			continue
		}
		base := gross
		if ch.Ceiling != nil {
			key := ch.key(l)
			if key == "" {
				key = ch.ID + "\x00line\x00" + l.ID
			}
			base = decimal.Min(base, ch.Ceiling.Sub(d.used[key]))
			d.used[key] = d.used[key].Add(base)
		}
		account := ch.Account
		if account == "" {
			account = l.Account
		}
		out = append(out, ChargeAmount{Account: account, Charge: id, Line: l.ID, Base: base, Amount: base.Mul(ch.Rate).Round(2)})
	}
	return out
}

// Charged tells whether pay on the line bears employer charges: the user's own, or the legal ones of its status.
func (l *Line) Charged() bool { return len(l.Charges) > 0 || l.charged() }
