package budget

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// percents computes the chain of percent lines, in order.
func (c *computer) percents() {
	b, r := c.b, &c.e.Report
	ids := make([]string, len(b.Percents))
	for k := range b.Percents {
		p := &b.Percents[k]
		ids[k] = p.ID
		if _, twice := c.names.percents[p.ID]; twice || p.ID == "" {
			r.Errorf(percentPath(k), "budget/percent-id", "Le pourcentage « %s » a un identifiant vide ou déjà pris : %q.",
				fr.Clip(p.Label),
				fr.Clip(p.ID))
			continue
		}
		if _, line := c.names.lines[p.ID]; line {
			r.Errorf(percentPath(k), "budget/percent-id", "Le pourcentage « %s » porte l'identifiant d'une ligne : %q.", fr.Clip(p.Label),
				fr.Clip(p.ID))
			continue
		}
		c.names.percents[p.ID] = k
	}
	c.bases = make([][]term, len(b.Percents))
	for k := range b.Percents {
		c.checkPercent(k, &b.Percents[k])
	}
	if loop := cycle(ids, c.bases); loop != nil {
		r.Errorf("percents", "budget/percent-cycle", "Les pourcentages se mordent la queue : %s.", strings.Join(loop, " → "))
	} else {
		for k, terms := range c.bases {
			for _, t := range terms {
				if t.kind == termPercent && t.percent >= k {
					r.Errorf(percentPath(k)+".base", "budget/percent-order",
						"Le pourcentage « %s » a pour base « %s », qui vient après lui : changez l'ordre.", fr.Clip(b.Percents[k].Label),
						fr.Clip(b.Percents[t.percent].Label))
				}
			}
		}
	}
	c.e.Percents = make([]PercentAmount, len(b.Percents))
	if r.Err() != nil {
		return
	}
	for k := range b.Percents {
		c.percentLine(k, &b.Percents[k])
	}
}

func percentPath(k int) string { return "percents[" + strconv.Itoa(k) + "]" }

func (c *computer) checkPercent(k int, p *Percent) {
	r, path := &c.e.Report, percentPath(k)
	if _, ok := c.t.byCode[p.Account]; !ok {
		r.Errorf(path+".account", "budget/account", "Le pourcentage « %s » vise un compte inconnu : %q%s.", fr.Clip(p.Label),
			fr.Clip(p.Account), c.t.near(p.Account))
	}
	for _, d := range []*decimal.Decimal{&p.Rate, p.Cap, p.Fixed, p.Entered} {
		if d != nil && money.Guard(*d) != nil {
			r.Errorf(path, "budget/amount", "Le pourcentage « %s » porte un nombre hors limites.", fr.Clip(p.Label))
			return
		}
	}
	if p.Rate.GreaterThan(one) {
		r.Warnf(path+".rate", "budget/percent-rate", "Le taux de « %s » est de %s %% : un taux s'écrit en fraction (0,07 pour 7 %%).",
			fr.Clip(p.Label), p.Rate.Shift(2))
	}
	if p.Fixed != nil && p.Base == "" {
		return
	}
	terms, err := c.names.parseBase(p.Base)
	if err != nil {
		r.Errorf(path+".base", "budget/formula", "Base du pourcentage « %s » : %s.", fr.Clip(p.Label), err)
		return
	}
	c.bases[k] = terms
	for _, x := range p.Except {
		if !c.names.known(x) && !c.group(x) {
			r.Errorf(path+".except", "budget/percent-except",
				"Le pourcentage « %s » exclut %q, qui n'est ni un compte, ni une ligne, ni un groupe%s.", fr.Clip(p.Label), fr.Clip(x),
				c.names.near(x))
		}
	}
}

func (c *computer) group(name string) bool {
	for i := range c.b.Lines {
		if c.b.Lines[i].Group == name {
			return true
		}
	}
	return false
}

// percentLine computes one percent line and adds it to its account.
func (c *computer) percentLine(k int, p *Percent) {
	node := c.t.byCode[p.Account]
	base := c.base(k, p)
	var step moteur.Step
	switch {
	case p.Fixed != nil:
		step = moteur.Given(p.Label+", forfait", *p.Fixed)
	default:
		step = moteur.TimesExact(p.Label, base, moteur.Given("taux", p.Rate))
	}
	if p.Cap != nil {
		step = moteur.Least(p.Label+", plafonné", step, moteur.Given("plafond", *p.Cap))
	}
	if rounded := c.round.row(step.Value); !rounded.Equal(step.Value) {
		if c.round.even {
			step = moteur.Sum(p.Label+", arrondi au pair", step, moteur.Given("arrondi", rounded.Sub(step.Value)))
		} else {
			step = moteur.Round(p.Label, step, c.round.places)
		}
	}
	out := PercentAmount{ID: p.ID, Base: base.Value, Computed: step.Value, Amount: step.Value, Step: step}
	if p.Entered != nil {
		out.Amount = c.round.row(*p.Entered)
		out.Step = moteur.Given(p.Label+", saisi", out.Amount)
		if !out.Amount.Equal(out.Computed) {
			c.e.Report.Warnf(percentPath(k)+".entered", "budget/entered-differs", "« %s » porte %s saisi pour %s calculé.",
				fr.Clip(p.Label),
				out.Amount, out.Computed)
		}
	}
	c.e.Percents[k] = out
	for i := node; i >= 0; i = c.t.nodes[i].parent {
		c.percent[i] = c.percent[i].Add(out.Amount)
		c.touched[i] = true
	}
	if len(p.Shares) > 0 {
		w := c.weights(percentPath(k), "« "+fr.Clip(p.Label)+" »", p.Shares, nil, out.Amount, true)
		for i := node; i >= 0; i = c.t.nodes[i].parent {
			c.spread(i, out.Amount, w)
		}
	}
}

// base computes the base of a percent line as the sum of its terms, less what is excluded.
func (c *computer) base(k int, p *Percent) moteur.Step {
	var plus, minus []moteur.Step
	for _, t := range c.bases[k] {
		s := moteur.Given(t.text, c.termValue(t))
		if t.minus {
			minus = append(minus, s)
		} else {
			plus = append(plus, s)
		}
	}
	if len(p.Except) > 0 {
		if x := c.excluded(k, p); !x.IsZero() {
			minus = append(minus, moteur.Given("exclu : "+strings.Join(p.Except, ", "), x))
		}
	}
	c.noteLater(k, p)
	step := moteur.Sum("base", plus...)
	if len(minus) > 0 {
		step = moteur.Minus("base", step, minus...)
	}
	return step
}

func (c *computer) termValue(t term) decimal.Decimal {
	var v decimal.Decimal
	switch t.kind {
	case termAccount:
		for _, i := range c.names.accounts(t) {
			v = v.Add(c.lower[i]).Add(c.percent[i])
		}
	case termDirect:
		for i := range c.t.nodes {
			if c.t.nodes[i].parent < 0 && c.t.nodes[i].direct {
				v = v.Add(c.lower[i])
			}
		}
	case termLine:
		if a := c.e.Lines[t.line]; a.Active {
			v = a.Amount
		}
	case termPercent:
		v = c.e.Percents[t.percent].Amount
	}
	return v
}

// noteLater says which percent lines stand on accounts of the base without being counted in it, because they come later in
// the chain.
func (c *computer) noteLater(k int, p *Percent) {
	for j := k; j < len(c.b.Percents); j++ {
		node := c.t.byCode[c.b.Percents[j].Account]
		for _, t := range c.bases[k] {
			if t.kind != termAccount {
				continue
			}
			for _, i := range c.names.accounts(t) {
				if c.t.under(node, i) {
					c.e.Report.Notef(percentPath(k)+".base", "budget/percent-later",
						"La base de « %s » (%s) ne compte pas « %s », qui ne vient pas avant.", fr.Clip(p.Label), fr.Clip(p.Base),
						fr.Clip(c.b.Percents[j].Label))
				}
			}
		}
	}
}

// excluded adds up what the exceptions of a percent line take out of its base.
func (c *computer) excluded(k int, p *Percent) decimal.Decimal {
	var v decimal.Decimal
	c.exclude(k, p, func(kind byte, i int, n int64) {
		var amount decimal.Decimal
		switch kind {
		case 'l':
			amount = c.e.Lines[i].Amount
		case 'c':
			amount = c.e.Charges[i].Amount
		case 'p':
			amount = c.e.Percents[i].Amount
		}
		v = v.Add(amount.Mul(decimal.NewFromInt(n)))
	})
	return v
}

// exclude visits what the exceptions of a percent line take out of its base: each line ('l'), charge ('c', excluded with
// its line too) and earlier percent ('p') that the base counts and that an exception names, with how many times the base
// counts it.
func (c *computer) exclude(k int, p *Percent, visit func(kind byte, i int, n int64)) {
	count := func(node int, kind byte, i int) int64 {
		var n int64
		for _, t := range c.bases[k] {
			hit := false
			switch t.kind {
			case termAccount:
				for _, a := range c.names.accounts(t) {
					hit = hit || c.t.under(node, a)
				}
			case termDirect:
				hit = kind != 'p' && c.t.nodes[node].direct
			case termLine:
				hit = kind == 'l' && i == t.line
			case termPercent:
				hit = kind == 'p' && i == t.percent
			}
			switch {
			case hit && t.minus:
				n--
			case hit:
				n++
			}
		}
		return n
	}
	take := func(node int, kind byte, i int, id, group string) {
		for _, x := range p.Except {
			a, account := c.t.byCode[x]
			if x == id || group != "" && x == group || account && c.t.under(node, a) {
				if n := count(node, kind, i); n != 0 {
					visit(kind, i, n)
				}
				return
			}
		}
	}
	for i := range c.b.Lines {
		if c.e.Lines[i].Active {
			take(c.nodeOf[i], 'l', i, c.b.Lines[i].ID, c.b.Lines[i].Group)
		}
	}
	for i, ch := range c.e.Charges {
		take(c.t.byCode[ch.Account], 'c', i, ch.Line, c.b.Lines[c.names.lines[ch.Line]].Group)
	}
	for j := 0; j < k; j++ {
		take(c.t.byCode[c.b.Percents[j].Account], 'p', j, c.b.Percents[j].ID, "")
	}
}
