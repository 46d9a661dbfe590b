package budget

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/expr"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

// Axes with a meaning of their own.
const (
	// TerritoryAxis splits spending by country; what no line splits is spent in France (abroad for status etranger).
	TerritoryAxis = "territory"
	// France and Abroad are values of the territory axis; every value but France counts as abroad.
	France = "FR"
	Abroad = "abroad"
	// CreditAxis tells what counts for the tax credit.
	CreditAxis = "credit"
	// Eligible is the value of the credit axis that counts.
	Eligible = "eligible"
)

// Compute prices a devis (chiffrage): lines, charges, percent lines and the sums at every depth. It refuses, with an
// error that lists all problems by path, a devis with unknown accounts, formulas that do not compute, amounts out of
// bounds, axes that do not add up, or percent lines in a cycle (which it names). What deserves a look without stopping
// the computation is in the Report of the Estimate.
func Compute(b Budget) (Estimate, error) {
	c := newComputer(&b)
	c.lines()
	c.charges()
	c.sum()
	c.percents()
	c.close()
	return c.e, c.e.Report.Err()
}

// computer holds one computation. Its slices are indexed by node of the tree.
type computer struct {
	b       *Budget
	e       Estimate
	t       *tree
	round   rounder
	names   scope
	off     map[string]bool
	nodeOf  []int               // node of each line, -1 when unknown
	touched []bool              // something stands on the node or below
	units   []int64             // lines of the node itself counted in units of rounding, until sum
	own     []decimal.Decimal   // lines and charges of the node itself
	lower   []decimal.Decimal   // lines and charges of the node and below
	percent []decimal.Decimal   // percent lines so far, of the node and below
	axes    map[string][]values // axis → node → what is split, of the node itself until sum, then below too
	bases   [][]term
}

// values holds amounts by value of an axis.
type values map[string]decimal.Decimal

func newComputer(b *Budget) *computer {
	c := &computer{b: b, e: Estimate{Budget: *b}, axes: map[string][]values{}}
	r := &c.e.Report
	t, err := gridTree(b.Grid)
	if err != nil {
		r.Errorf("grid", "budget/grid", "%s.", err)
		t = &tree{byCode: map[string]int{}}
	}
	t, errs := t.with(b.Accounts)
	for _, err := range errs {
		path := "accounts"
		for k, a := range b.Accounts {
			if strings.Contains(err.Error(), fmt.Sprintf("compte %q", fr.Clip(a.Code))) {
				path = fmt.Sprintf("accounts[%d]", k)
			}
		}
		r.Errorf(path, "budget/account", "%s.", err)
	}
	c.t = t
	c.round, err = newRounder(b.Rounding)
	if err != nil {
		r.Errorf("rounding", "budget/rounding", "%s.", err)
	}
	n := len(t.nodes)
	c.touched, c.units = make([]bool, n), make([]int64, n)
	c.own, c.lower, c.percent = make([]decimal.Decimal, n), make([]decimal.Decimal, n), make([]decimal.Decimal, n)
	c.off = make(map[string]bool, len(b.GroupsOff))
	for k, g := range b.GroupsOff {
		c.off[g] = true
		if !c.group(g) {
			r.Warnf("groups_off["+strconv.Itoa(k)+"]", "budget/group", "Le groupe écarté %q n'est celui d'aucune ligne%s.",
				fr.Clip(g), c.nearGroup(g))
		}
	}
	return c
}

func gridTree(id string) (*tree, error) {
	switch id {
	case "":
		id = DefaultGrid
	case NoGrid:
		return newTree(Grid{ID: NoGrid})
	}
	return treeOf(id)
}

// lines prices every line and adds it to its account.
func (c *computer) lines() {
	b, r := c.b, &c.e.Report
	for name, v := range b.Variables {
		if money.Guard(v) != nil {
			r.Errorf("variables."+name, "budget/amount", "La variable %q est hors limites.", fr.Clip(name))
		}
	}
	for code, v := range b.Currencies {
		if money.Guard(v) != nil || !v.IsPositive() {
			r.Errorf("currencies."+code, "budget/currency", "Le cours de la devise %q doit être positif.", fr.Clip(code))
		}
	}
	c.e.Lines = make([]LineAmount, len(b.Lines))
	c.nodeOf = make([]int, len(b.Lines))
	c.names = scope{tree: c.t, lines: make(map[string]int, len(b.Lines)), percents: make(map[string]int, len(b.Percents))}
	for i := range b.Lines {
		l := &b.Lines[i]
		known := len(c.names.lines)
		c.names.lines[l.ID] = i // one look-up: an identifier already taken makes the map no longer
		if len(c.names.lines) == known || l.ID == "" {
			r.Errorf(linePath(i), "budget/line-id", "La ligne %s a un identifiant vide ou déjà pris : %q.", l.Name(), fr.Clip(l.ID))
		}
		node, ok := c.t.byCode[l.Account]
		if !ok {
			node = -1
			r.Errorf(linePath(i)+".account", "budget/account", "La ligne %s vise un compte inconnu : %q%s.", l.Name(), fr.Clip(l.Account),
				c.t.near(l.Account))
		}
		c.nodeOf[i] = node
		a, units, counted := c.price(i, l)
		if node >= 0 && a.Active {
			if counted {
				c.addUnits(node, units)
			} else {
				c.add(node, a.Amount)
			}
			if len(l.Shares)+len(l.Split) > 0 || l.Status == Foreign {
				c.share(i, l, node, a.Amount, true)
			}
		}
	}
}

func linePath(i int) string { return "lines[" + strconv.Itoa(i) + "]" }

// Name is how messages name a line: its label, else its ID, in French quotes.
func (l *Line) Name() string {
	switch {
	case l.Label != "":
		return "« " + fr.Clip(l.Label) + " »"
	case l.ID != "":
		return "« " + fr.Clip(l.ID) + " »"
	}
	return "sans libellé"
}

// price computes one line; its amount comes in units too when it was counted so.
func (c *computer) price(i int, l *Line) (a *LineAmount, units int64, counted bool) {
	a = &c.e.Lines[i]
	a.Line, a.Account, a.Active = l.ID, l.Account, true
	if l.Group != "" && c.off[l.Group] {
		a.Active = false
	}
	if money.Guard(l.Number) != nil || money.Guard(l.Quantity) != nil || money.Guard(l.Rate) != nil ||
		l.Entered != nil && money.Guard(*l.Entered) != nil {
		c.e.Report.Errorf(linePath(i), "budget/amount", "La ligne %s porte un nombre hors limites.", l.Name())
		return a, 0, false
	}
	q := l.Quantity
	if l.QuantityFormula != "" {
		v, err := expr.Decimal(l.QuantityFormula, c.b.Variables)
		if err != nil {
			c.e.Report.Errorf(linePath(i)+".quantity_formula", "budget/formula", "Ligne %s : %s%s.", l.Name(), err, c.b.nearVariable(err))
			return a, 0, false
		}
		q = v
	}
	if l.PerEpisode {
		episodes, ok := c.b.Variables["episodes"]
		if !ok || money.Guard(episodes) != nil {
			c.e.Report.Errorf(linePath(i)+".per_episode", "budget/episodes",
				"La ligne %s compte par épisode, la variable « episodes » manque.", l.Name())
			return a, 0, false
		}
		q = q.Mul(episodes)
	}
	a.Quantity = q
	if l.Entered == nil && (l.Currency == "" || l.Currency == "EUR") && c.round.level == levelLine {
		if units, ok := c.round.product(q, l.Rate, l.Number); ok {
			a.Computed = c.round.decimal(units)
			a.Amount = a.Computed
			return a, units, true
		}
	}
	v := q.Mul(l.Rate)
	if !l.Number.IsZero() {
		v = v.Mul(l.Number)
	}
	entered := l.Entered
	if l.Currency != "" && l.Currency != "EUR" {
		fx, ok := c.b.Currencies[l.Currency]
		if !ok {
			c.e.Report.Errorf(linePath(i)+".currency", "budget/currency", "La ligne %s est en %s, sans cours dans le devis%s.", l.Name(),
				fr.Clip(l.Currency), strict.SuggestCodes(l.Currency, slices.Sorted(maps.Keys(c.b.Currencies))))
			return a, 0, false
		}
		if money.Guard(fx) != nil {
			return a, 0, false // said once, with the currencies
		}
		v = v.Mul(fx)
		if entered != nil {
			e := entered.Mul(fx)
			entered = &e
		}
	}
	a.Computed = c.round.line(v)
	a.Amount = a.Computed
	if entered != nil {
		a.Amount = c.round.line(*entered)
		if !a.Amount.Equal(a.Computed) && !(q.IsZero() && l.Rate.IsZero()) {
			c.e.Report.Warnf(linePath(i)+".entered", "budget/entered-differs",
				"La ligne %s porte %s saisi pour %s calculé.", l.Name(), a.Amount, a.Computed)
		}
	}
	return a, 0, false
}

// add adds an amount to the account itself.
func (c *computer) add(node int, v decimal.Decimal) {
	c.own[node] = c.own[node].Add(v)
	c.touched[node] = true
}

// sum closes the accounts that hold lines and adds them upward.
func (c *computer) sum() {
	c.settleUnits()
	if c.round.level == levelAccount {
		for i := range c.own {
			exact := c.own[i]
			c.own[i] = c.round.to(exact)
			for _, nodes := range c.axes {
				c.closeAxis(nodes[i], exact, c.own[i])
			}
		}
	}
	copy(c.lower, c.own)
	for i := len(c.t.nodes) - 1; i >= 0; i-- {
		p := c.t.nodes[i].parent
		if p < 0 || !c.touched[i] {
			continue
		}
		c.touched[p] = true
		c.lower[p] = c.lower[p].Add(c.lower[i])
		for _, nodes := range c.axes {
			if nodes[i] == nil {
				continue
			}
			if nodes[p] == nil {
				nodes[p] = values{}
			}
			for v, d := range nodes[i] {
				nodes[p][v] = nodes[p][v].Add(d)
			}
		}
	}
}

// close writes the accounts and the totals.
func (c *computer) close() {
	e := &c.e
	printed := decimal.Zero
	for i := range c.t.nodes {
		n := &c.t.nodes[i]
		amount := c.lower[i].Add(c.percent[i])
		if n.parent < 0 {
			e.Exact = e.Exact.Add(amount)
			printed = printed.Add(c.round.to(amount))
			if n.direct {
				e.Direct = e.Direct.Add(amount)
			}
		} else if !c.touched[i] {
			continue
		}
		a := AccountAmount{Code: n.Code, Label: n.Label, Depth: n.depth, Amount: amount, Percents: c.percent[i], Proposed: !n.Verified &&
			!n.own}
		if n.parent >= 0 {
			a.Parent = c.t.nodes[n.parent].Code
		}
		a.France = amount
		for axis, nodes := range c.axes {
			rest := amount
			for _, d := range nodes[i] {
				rest = rest.Sub(d)
			}
			if axis == TerritoryAxis {
				a.France = rest.Add(nodes[i][France])
				a.Abroad = amount.Sub(a.France)
				continue
			}
			if a.Axes == nil {
				a.Axes = map[string]map[string]decimal.Decimal{}
			}
			a.Axes[axis] = withRest(nodes[i], "", rest)
		}
		e.Accounts = append(e.Accounts, a)
	}
	e.Total = c.round.to(e.Exact)
	if c.round.level != levelLine {
		e.Gap = e.Total.Sub(printed)
		c.gaps()
	}
	c.totals()
}

// gaps finds the accounts whose printed amount is not the sum of their printed rows.
func (c *computer) gaps() {
	rows := make([]decimal.Decimal, len(c.t.nodes))
	put := func(node int, v decimal.Decimal) {
		if node >= 0 {
			rows[node] = rows[node].Add(c.round.to(v))
		}
	}
	for i, l := range c.e.Lines {
		if l.Active {
			put(c.nodeOf[i], l.Amount)
		}
	}
	for _, ch := range c.e.Charges {
		put(c.t.byCode[ch.Account], ch.Amount)
	}
	for k := range c.e.Percents {
		if node, ok := c.t.byCode[c.b.Percents[k].Account]; ok {
			put(node, c.e.Percents[k].Amount)
		}
	}
	for _, a := range c.e.Accounts {
		put(c.t.nodes[c.t.byCode[a.Code]].parent, a.Amount)
	}
	for i := range c.e.Accounts {
		a := &c.e.Accounts[i]
		if a.Gap = c.round.to(a.Amount).Sub(rows[c.t.byCode[a.Code]]); !a.Gap.IsZero() {
			c.e.Report.Notef("accounts."+a.Code, "budget/print-gap",
				"Le compte %s imprime %s pour des lignes imprimées qui font %s : écart d'arrondi %s.",
				a.Code, c.round.to(a.Amount), rows[c.t.byCode[a.Code]], a.Gap)
		}
	}
}

// totals fills the axes of the whole devis.
func (c *computer) totals() {
	if len(c.axes) == 0 {
		return
	}
	c.e.Axes = map[string]map[string]decimal.Decimal{}
	for axis, nodes := range c.axes {
		all, rest := values{}, c.e.Exact
		for i := range c.t.nodes {
			if c.t.nodes[i].parent >= 0 {
				continue
			}
			for v, d := range nodes[i] {
				all[v] = all[v].Add(d)
				rest = rest.Sub(d)
			}
		}
		unsplit := ""
		if axis == TerritoryAxis {
			unsplit = France
		}
		c.e.Axes[axis] = withRest(all, unsplit, rest)
	}
}

func withRest(split values, name string, rest decimal.Decimal) map[string]decimal.Decimal {
	out := make(map[string]decimal.Decimal, len(split)+1)
	for v, d := range split {
		out[v] = d
	}
	if !rest.IsZero() {
		out[name] = out[name].Add(rest)
	}
	return out
}

// sortedKeys returns the keys of a map in order, so that results never depend on the order of maps.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
