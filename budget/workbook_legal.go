package budget

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/budget/payroll"
)

// gross stands for the pay of one person in a formula of its charges.
const gross = "{pay}"

// legal writes the legal charges of one person of a line as a formula of the pay: one rounded product for each contribution, on the pay
// itself, the pay up to a ceiling, or the slice between two ceilings. The shape of each base is read by charging a tiny and
// a huge pay beside the real one; the formula is checked against the real charges, and "" is returned when it does not
// give them (a reduced rate, a deduction): the amount then stands as a value.
func (s *sheet) legal(bl *biller, i int) (formula string) {
	l, a := &s.b.Lines[i], &s.e.Lines[i]
	if !l.charged() {
		return ""
	}
	p, _, _ := bl.pays(l, a, bl.profileOf(l, &s.t.nodes[s.t.byCode[l.Account]].Account))
	real, err := bl.detail(p)
	if err != nil {
		return ""
	}
	tiny, huge := bl.probe(p, probeTiny), bl.probe(p, probeHuge)
	if tiny == nil || huge == nil {
		return ""
	}
	var parts []string
	var total decimal.Decimal
	for _, c := range real.Lines {
		if c.Amount.IsNegative() {
			continue
		}
		base, value := baseFormula(p.Gross, tiny[c.ID], huge[c.ID], huge)
		if base == "" || !value.Equal(c.Base) {
			return ""
		}
		parts = append(parts, fmt.Sprintf("ROUND(%s*%s,2)", base, c.Rate))
		total = total.Add(value.Mul(c.Rate).Round(2))
	}
	// Contributions that only a larger pay bears.
	for _, c := range huge.order() {
		if !has(real, c.ID) && !c.Amount.IsNegative() {
			base, value := baseFormula(p.Gross, tiny[c.ID], c, huge)
			if base == "" || !value.IsZero() {
				return ""
			}
			parts = append(parts, fmt.Sprintf("ROUND(%s*%s,2)", base, c.Rate))
		}
	}
	if reduction := s.reduction(bl, i, p); reduction != "" {
		parts = append(parts, reduction)
		total = total.Add(real.Reduction)
	}
	if !total.Equal(real.Total) {
		return ""
	}
	return strings.ReplaceAll(strings.Join(parts, "+"), "+-", "-")
}

// reduction writes the general reduction of one person of line i as a formula of the pay: the hours, and so the SMIC beside the pay,
// follow the quantity of the line where it gives them. Empty when the pay has none.
func (s *sheet) reduction(bl *biller, i int, p payroll.Pay) string {
	r, err := bl.ratesOn(p.Date)
	if err != nil {
		return ""
	}
	t := r.ReductionTerms(p)
	if !t.Pays.IsPositive() {
		return ""
	}
	top := t.Pays.String()
	if q := s.e.Lines[i].Quantity; !s.b.Lines[i].PerEpisode && q.IsPositive() {
		if unit := t.Pays.DivRound(q, 8); unit.Mul(q).Equal(t.Pays) {
			top = fmt.Sprintf("{lignes!l%d.quantity}*%s", i, unit)
		}
	}
	slope := fmt.Sprintf("POWER(MIN(1,(%s/%s-1)/%s),%s)", top, gross, t.Limit.Sub(decimal.NewFromInt(1)), t.Exponent)
	coefficient := fmt.Sprintf("MIN(%s,ROUND((%s+%s*%s)*%s,4))", t.Minimum.Add(t.Slope), t.Minimum, t.Slope, slope, t.Fund)
	return fmt.Sprintf("-IF(%[1]s>0,ROUND(%[1]s*IF(%[1]s<%[2]s,%[3]s,0),2),0)", gross, top, coefficient)
}

var (
	probeTiny = decimal.NewFromInt(100)
	probeHuge = decimal.NewFromInt(10_000_000)
)

// probes are the contributions of a probe by id.
type probes map[string]payroll.ChargeLine

func (p probes) order() []payroll.ChargeLine {
	var out []payroll.ChargeLine
	for _, id := range sortedKeys(p) {
		out = append(out, p[id])
	}
	return out
}

func has(c payroll.Charged, id string) bool {
	for _, l := range c.Lines {
		if l.ID == id {
			return true
		}
	}
	return false
}

func (bl *biller) probe(p payroll.Pay, gross decimal.Decimal) probes {
	p.Gross = gross
	c, err := bl.detail(p)
	if err != nil {
		return nil
	}
	out := probes{}
	for _, l := range c.Lines {
		out[l.ID] = l
	}
	return out
}

// baseFormula gives the base of a contribution as a formula of the gross, and its value for the real gross g.
func baseFormula(g decimal.Decimal, tiny, huge payroll.ChargeLine, all probes) (string, decimal.Decimal) {
	top := huge.Base
	switch {
	case tiny.Base.Equal(probeTiny) && top.Equal(probeHuge):
		return gross, g
	case tiny.Base.Equal(probeTiny):
		return fmt.Sprintf("MIN(%s,%s)", gross, top), decimal.Min(g, top)
	case !tiny.Base.IsZero():
		return "", decimal.Zero // a deduction stands between gross and base
	}
	// Nothing on a small pay: either the slice between the ceiling and eight times it, or the whole up to that once the
	// ceiling is passed.
	for _, c := range all {
		cap8 := c.Base.Mul(decimal.NewFromInt(8))
		switch {
		case cap8.Sub(c.Base).Equal(top):
			v := decimal.Max(decimal.Zero, decimal.Min(g, cap8).Sub(c.Base))
			return fmt.Sprintf("MAX(0,MIN(%s,%s)-%s)", gross, cap8, c.Base), v
		case cap8.Equal(top):
			v := decimal.Zero
			if g.GreaterThan(c.Base) {
				v = decimal.Min(g, top)
			}
			return fmt.Sprintf("IF(%[1]s>%[2]s,MIN(%[1]s,%[3]s),0)", gross, c.Base, top), v
		}
	}
	return "", decimal.Zero
}
