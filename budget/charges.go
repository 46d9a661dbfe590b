package budget

import (
	"maps"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

// charges computes the charges of every active line: the user's own rates when the line names some, else the legal ones
// of its status and profile.
func (c *computer) charges() {
	rates := make(map[string]int, len(c.b.Charges))
	for k := range c.b.Charges {
		ch := &c.b.Charges[k]
		path := "charges[" + strconv.Itoa(k) + "]"
		if _, twice := rates[ch.ID]; twice || ch.ID == "" {
			c.e.Report.Errorf(path, "budget/charge-id", "Le taux de charges « %s » a un identifiant vide ou déjà pris.", fr.Clip(ch.Label))
			continue
		}
		rates[ch.ID] = k
		if money.Guard(ch.Rate) != nil || ch.Rate.IsNegative() || ch.Ceiling != nil && money.Guard(*ch.Ceiling) != nil {
			c.e.Report.Errorf(path, "budget/amount", "Le taux de charges « %s » est hors limites.", fr.Clip(ch.Label))
		}
		if ch.Scope != "" && ch.Scope != "line" && ch.Scope != "account" && ch.Scope != "person" {
			c.e.Report.Errorf(path+".scope", "budget/charge-scope", "Le plafond de « %s » porte sur %q, attendu line, account ou person.",
				fr.Clip(ch.Label), fr.Clip(ch.Scope))
		}
		if ch.Account != "" {
			if _, ok := c.t.byCode[ch.Account]; !ok {
				c.e.Report.Errorf(path+".account", "budget/account", "Le taux de charges « %s » vise un compte inconnu : %q%s.",
					fr.Clip(ch.Label), fr.Clip(ch.Account), c.t.near(ch.Account))
			}
		}
	}
	if c.e.Report.Err() != nil {
		return
	}
	used := map[string]decimal.Decimal{} // pay already counted under a ceiling
	bl := newBiller(c.b, c.t)
	for i := range c.b.Lines {
		l, a := &c.b.Lines[i], &c.e.Lines[i]
		if !a.Active {
			continue
		}
		if len(l.Charges) > 0 {
			c.ownCharges(i, l, a, rates, used)
		} else if l.charged() {
			c.legalCharges(i, bl)
		}
	}
}

// ownCharges applies the user's rates to a line. A ceiling of an account or a person is consumed line after line.
func (c *computer) ownCharges(i int, l *Line, a *LineAmount, rates map[string]int, used map[string]decimal.Decimal) {
	for _, id := range l.Charges {
		k, ok := rates[id]
		if !ok {
			c.e.Report.Errorf(linePath(i)+".charges", "budget/charge", "La ligne %s nomme un taux de charges inconnu : %q%s.", l.Name(),
				fr.Clip(id), strict.SuggestCodes(id, slices.Sorted(maps.Keys(rates))))
			continue
		}
		ch := &c.b.Charges[k]
		base := a.Amount
		if ch.Ceiling != nil {
			room, key := *ch.Ceiling, ch.key(l)
			if key != "" {
				room = room.Sub(used[key])
			}
			if base.GreaterThan(room) {
				base = room
			}
			if key != "" {
				used[key] = used[key].Add(base)
			}
		}
		node := c.nodeOf[i]
		if ch.Account != "" {
			node = c.t.byCode[ch.Account]
		}
		c.charge(i, node, id, base, c.round.line(base.Mul(ch.Rate)))
	}
}

// charge records an amount of charges of a line on an account.
func (c *computer) charge(i, node int, id string, base, amount decimal.Decimal) {
	l, a := &c.b.Lines[i], &c.e.Lines[i]
	a.Charges = a.Charges.Add(amount)
	c.e.Charges = append(c.e.Charges, ChargeAmount{Account: c.t.nodes[node].Code, Charge: id, Line: l.ID, Base: base, Amount: amount})
	c.add(node, amount)
	if len(l.Shares)+len(l.Split) > 0 || l.Status == Foreign {
		c.share(i, l, node, amount, false)
	}
}
