package budget

import (
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

var one = decimal.NewFromInt(1)

// weights returns how a line splits on each axis: fractions or amounts, checked when check is set.
func (c *computer) weights(path, name string, shares, split map[string]map[string]decimal.Decimal, amount decimal.Decimal,
	check bool) map[string]values {
	out := make(map[string]values, len(shares)+len(split))
	for _, axis := range sortedKeys(shares) {
		v := shares[axis]
		if !check || c.checkAxis(path, name, axis, v, one) {
			out[axis] = v
		}
	}
	for _, axis := range sortedKeys(split) {
		v := split[axis]
		if _, twice := shares[axis]; twice {
			c.e.Report.Errorf(path+".split."+axis, "budget/axis-twice", "La ligne %s est répartie deux fois sur l'axe %q.", name,
				fr.Clip(axis))
			continue
		}
		if !check || c.checkAxis(path, name, axis, v, amount) {
			out[axis] = v
		}
	}
	return out
}

// checkAxis tells whether the shares of an axis are sound and add up to the whole.
func (c *computer) checkAxis(path, name, axis string, v values, whole decimal.Decimal) bool {
	var total decimal.Decimal
	for value, d := range v {
		if money.Guard(d) != nil || d.IsNegative() != whole.IsNegative() && !d.IsZero() {
			c.e.Report.Errorf(path+".shares."+axis, "budget/axis-share", "La ligne %s a une part %q hors limites sur l'axe %q.", name,
				fr.Clip(value), fr.Clip(axis))
			return false
		}
		total = total.Add(d)
	}
	if !total.Equal(whole) {
		c.e.Report.Errorf(path+".shares."+axis, "budget/axis-sum", "La ligne %s est répartie sur l'axe %q pour %s au lieu de %s.", name,
			fr.Clip(axis), total, whole)
		return false
	}
	return true
}

// share spreads an amount of a line (or of its charges) that stands on a node over the axes.
func (c *computer) share(i int, l *Line, node int, amount decimal.Decimal, check bool) {
	var w map[string]values
	if len(l.Shares)+len(l.Split) > 0 {
		w = c.weights(linePath(i), l.Name(), l.Shares, l.Split, c.e.Lines[i].Amount, check)
	}
	if l.Status == Foreign {
		if _, said := w[TerritoryAxis]; !said {
			w = maps.Clone(w)
			if w == nil {
				w = map[string]values{}
			}
			w[TerritoryAxis] = values{Abroad: one}
		}
	}
	c.spread(node, amount, w)
}

// spread adds the parts of an amount to the axes of a node.
func (c *computer) spread(node int, amount decimal.Decimal, w map[string]values) {
	if amount.IsZero() {
		return
	}
	for axis, fractions := range w {
		nodes := c.axes[axis]
		if nodes == nil {
			nodes = make([]values, len(c.t.nodes))
			c.axes[axis] = nodes
		}
		if nodes[node] == nil {
			nodes[node] = values{}
		}
		for value, part := range c.parts(axis, amount, fractions) {
			nodes[node][value] = nodes[node][value].Add(part)
		}
	}
}

// parts splits an amount in proportion to weights. Values are taken in order of names, the home value of the axis first;
// each part is what the rounded running total grows by, so that the parts always add up, each within a unit of its exact
// share, and the home value is simply its rounded share: a spreadsheet can recompute it. Exact amounts are split exactly.
func (c *computer) parts(axis string, amount decimal.Decimal, weights values) values {
	keys := axisKeys(axis, weights)
	out := make(values, len(keys))
	var total, sum, before decimal.Decimal
	for _, key := range keys {
		total = total.Add(weights[key].Abs())
	}
	if total.IsZero() {
		return out
	}
	for k, key := range keys {
		sum = sum.Add(weights[key].Abs())
		upTo := amount
		if k < len(keys)-1 {
			upTo = amount.Mul(sum)
			if !total.Equal(one) {
				upTo = upTo.DivRound(total, 16)
			}
			upTo = c.round.line(upTo)
		}
		out[key] = upTo.Sub(before)
		before = upTo
	}
	return out
}

// axisKeys orders the values of an axis: the home value first, then by name.
func axisKeys(axis string, v values) []string {
	keys := sortedKeys(v)
	home := France
	if axis == CreditAxis {
		home = Eligible
	}
	slices.SortStableFunc(keys, func(a, b string) int {
		switch {
		case a == b:
			return 0
		case a == home:
			return -1
		case b == home:
			return 1
		}
		return strings.Compare(a, b)
	})
	return keys
}

// closeAxis rounds the parts of a node whose amount was just rounded, so that they still add up to it: what rounding
// leaves goes to the largest part, unless part of the node is not split at all.
func (c *computer) closeAxis(v values, exact, rounded decimal.Decimal) {
	if len(v) == 0 {
		return
	}
	split, sum, largest := decimal.Zero, decimal.Zero, ""
	for _, key := range sortedKeys(v) {
		split = split.Add(v[key])
		v[key] = c.round.to(v[key])
		sum = sum.Add(v[key])
		if largest == "" || v[key].Abs().GreaterThan(v[largest].Abs()) {
			largest = key
		}
	}
	if split.Equal(exact) {
		v[largest] = v[largest].Add(rounded.Sub(sum))
	}
}

// LineShares returns how the amount and the charges of line i (an index of Lines) spread on the axes the line is split
// on: axis → value → euros.
func (e Estimate) LineShares(i int) map[string]map[string]decimal.Decimal {
	if e.Report.Err() != nil || i < 0 || i >= len(e.Lines) || i >= len(e.Budget.Lines) || !e.Lines[i].Active {
		return nil
	}
	l := &e.Budget.Lines[i]
	c := &computer{b: &e.Budget}
	c.round, _ = newRounder(e.Budget.Rounding)
	c.e.Lines = e.Lines
	w := c.weights("", "", l.Shares, l.Split, e.Lines[i].Amount, false)
	if _, said := w[TerritoryAxis]; !said {
		w[TerritoryAxis] = values{France: one}
		if l.Status == Foreign {
			w[TerritoryAxis] = values{Abroad: one}
		}
	}
	out := make(map[string]map[string]decimal.Decimal, len(w))
	for axis, fractions := range w {
		out[axis] = c.parts(axis, e.Lines[i].Amount, fractions)
		for _, charge := range e.chargesOf(i) {
			for value, d := range c.parts(axis, charge, fractions) {
				out[axis][value] = out[axis][value].Add(d)
			}
		}
	}
	return out
}

// chargesOf are the amounts of charges of line i, each as it stands on its account.
func (e Estimate) chargesOf(i int) []decimal.Decimal {
	if len(e.Budget.Lines[i].Charges) < 2 {
		return []decimal.Decimal{e.Lines[i].Charges}
	}
	var out []decimal.Decimal
	for _, ch := range e.Charges {
		if ch.Line == e.Lines[i].Line {
			out = append(out, ch.Amount)
		}
	}
	return out
}
