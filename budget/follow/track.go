package follow

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

type tracker struct {
	e      budget.Estimate
	t      Tracking
	tree   *accounts
	out    CostReport
	rows   map[string]int // ID of a line or of a percent → row
	dues   map[string]int // charges account → row
	extra  map[string]int // unplanned key → row
	open   map[string]*commitment
	orders map[int][]*commitment // row → its orders, oldest first
	told   map[int]bool          // rows whose open orders are told
	booked map[string]int        // ID of a movement → its row, or left
	pay    []Movement
	closed map[string]bool
	// unsorted are the booked charges whose account of the devis nobody says.
	unsorted decimal.Decimal
}

// commitment is what remains of an order.
type commitment struct {
	row   int
	left  decimal.Decimal
	id    string
	party string // folded
}

func newTracker(e budget.Estimate, t Tracking) *tracker {
	k := &tracker{e: e, t: t, tree: accountsOf(e), rows: map[string]int{}, dues: map[string]int{}, extra: map[string]int{},
		open: map[string]*commitment{}, booked: map[string]int{}, orders: map[int][]*commitment{}, told: map[int]bool{},
		closed: map[string]bool{}}
	k.out = CostReport{Title: e.Budget.Title, Version: e.Budget.Version, Date: t.Date}
	for i, a := range e.Lines {
		l := &e.Budget.Lines[i]
		amount, _ := e.Counted(i)
		k.rows[a.Line] = len(k.out.Rows)
		k.out.Rows = append(k.out.Rows, CostRow{Kind: RowLine, ID: l.ID, Account: l.Account, Label: l.Label, Budget: amount})
	}
	for _, c := range e.Charges {
		r, ok := k.dues[c.Account]
		if !ok {
			r = k.due(c.Account)
		}
		k.out.Rows[r].Budget = k.out.Rows[r].Budget.Add(c.Amount)
	}
	for i, a := range e.Percents {
		p := &e.Budget.Percents[i]
		r := CostRow{Kind: RowPercent, ID: p.ID, Account: p.Account, Label: p.Label, Budget: a.Amount}
		if k.tree != nil && p.Account == k.tree.grid.Parts[budget.PartContingency] {
			r.Kind = RowReserve
		}
		k.rows[p.ID] = len(k.out.Rows)
		k.out.Rows = append(k.out.Rows, r)
	}
	for _, id := range t.Closed {
		if _, ok := k.rows[id]; !ok {
			k.out.Report.Errorf("closed", "budget/track-line", "La ligne soldée %q n'est pas dans le devis%s.", fr.Clip(id), k.near(id))
		}
		k.closed[id] = true
	}
	k.mapping()
	return k
}

// near names the lines nearest to one that the devis does not have.
func (k *tracker) near(id string) string { return strict.SuggestCodes(id, sorted(k.rows)) }

// nearOrder names the orders nearest to one that is unknown, when there are few enough to choose among.
func (k *tracker) nearOrder(id string) string {
	if len(k.open) > 1000 {
		return ""
	}
	return strict.SuggestCodes(id, sorted(k.open))
}

// mapping refuses the rules that send movements to a line or a kind that does not exist.
func (k *tracker) mapping() {
	for i, r := range k.t.Mapping.Rules {
		path := fmt.Sprintf("mapping.rules[%d]", i)
		if _, ok := k.dues[r.Line]; !ok && r.Line != "" && r.Kind == BookedDues {
			k.out.Report.Errorf(path+".line", "budget/track-line",
				"La règle %d de la correspondance vise un compte sans charges au devis : %q%s.", i+1, fr.Clip(r.Line),
				strict.SuggestCodes(r.Line, sorted(k.dues)))
		}
		if _, ok := k.rows[r.Line]; !ok && r.Line != "" && r.Kind != BookedDues {
			k.out.Report.Errorf(path+".line", "budget/track-line",
				"La règle %d de la correspondance vise une ligne absente du devis : %q%s.", i+1, fr.Clip(r.Line), k.near(r.Line))
		}
		if kinds := r.Kind.Accepted(); r.Kind != "" && !slices.Contains(kinds, string(r.Kind)) {
			k.out.Report.Errorf(path+".kind", "budget/track-kind", "La règle %d de la correspondance donne une nature inconnue : %q%s.",
				i+1, fr.Clip(string(r.Kind)), strict.SuggestCodes(string(r.Kind), kinds))
		}
	}
}

func (k *tracker) due(account string) int {
	label := k.tree.label(account)
	k.dues[account] = len(k.out.Rows)
	k.out.Rows = append(k.out.Rows, CostRow{Kind: RowCharges, ID: "charges:" + account, Account: account, Label: label})
	return k.dues[account]
}

// left is the row of what is not in a row: left out by the mapping, or booked charges. Payments that answer it are left out too.
const left = -1

// place finds the row of a movement, and its kind after mapping; false leaves it out.
func (k *tracker) place(i int, m *Movement) (int, bool) {
	if row, ok := k.booked[m.Settles]; ok && m.Line == "" && m.Settles != "" {
		return row, row >= 0
	}
	if m.Line == "" {
		for _, r := range k.t.Mapping.Rules {
			if r.fits(m) {
				if r.Line == "" && r.Kind != BookedDues {
					k.booked[m.ID] = left
					return 0, false
				}
				m.Line, m.Abroad = r.Line, m.Abroad || r.Abroad
				if r.Kind != "" {
					m.Kind = r.Kind
				}
				break
			}
		}
	}
	if m.Kind == BookedDues {
		k.booked[m.ID] = left
		return left, true
	}
	if row, ok := k.rows[m.Line]; ok {
		return row, true
	}
	key := m.Line
	if key == "" {
		key = m.Account
	}
	if key == "" {
		key = m.Label
	}
	row, ok := k.extra[key]
	if !ok {
		label := m.Label
		if label == "" {
			label = m.Party
		}
		row = len(k.out.Rows)
		k.extra[key] = row
		k.out.Rows = append(k.out.Rows, CostRow{Kind: RowUnplanned, ID: key, Account: m.Account,
			Label: strings.TrimSpace("Non prévu : " + label)})
		near := ""
		if m.Line != "" {
			near = k.near(m.Line)
		}
		k.out.Report.Warnf(movementPath(i, m), "budget/track-unplanned", "Mouvement « %s » (%s) : aucune ligne du devis ne l'attend%s.",
			fr.Clip(m.Label), fr.Clip(key), near)
	}
	return row, true
}

func (r MapRule) fits(m *Movement) bool {
	return strings.HasPrefix(m.Account, r.Account) && strings.HasPrefix(m.Against, r.Against) &&
		(r.Journal == "" || strings.EqualFold(r.Journal, m.Journal)) &&
		(r.Label == "" || strings.Contains(fr.Fold(m.Label), fr.Fold(r.Label)) || strings.Contains(fr.Fold(m.Party), fr.Fold(r.Label)))
}

func movementPath(i int, m *Movement) string {
	if m.Place != "" {
		return m.Place
	}
	return "movements[" + decimal.NewFromInt(int64(i)).String() + "]"
}

func (k *tracker) movements() {
	list := slices.Clone(k.t.Movements)
	seen := map[string]bool{}
	aside, counted := k.twice(list), map[int]int{} // counted is the row of each movement
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	// Commitments first, then costs, those that another file counts, then payments, each by date: an invoice may be entered before the
	// order it answers.
	rank := func(i int) int {
		switch {
		case list[i].Kind == Commitment:
			return 0
		case list[i].Kind == Paid:
			return 3
		case aside[i] > 0:
			return 2
		}
		return 1
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(rank(a)-rank(b), list[a].Date.Compare(list[b].Date))
	})
	for _, i := range order {
		m := &list[i]
		path := movementPath(i, m)
		switch {
		case money.Guard(m.Amount) != nil:
			k.out.Report.Errorf(path, "budget/amount", "Le mouvement « %s » porte un montant hors limites.", fr.Clip(m.Label))
			continue
		case m.ID != "" && seen[m.ID]:
			k.out.Report.Errorf(path, "budget/track-twice", "Le mouvement %q est présent deux fois.", fr.Clip(m.ID))
			continue
		case !k.t.Date.IsZero() && m.Date.After(k.t.Date):
			continue
		}
		seen[m.ID] = true
		if row, twice := counted[aside[i]-1]; twice {
			k.booked[m.ID] = row // its payments are those of the invoice
			continue
		}
		row, ok := k.place(i, m)
		if !ok {
			continue
		}
		counted[i] = row
		k.book(path, m, row)
	}
}

// book adds a movement to its row.
func (k *tracker) book(path string, m *Movement, row int) {
	amount := m.Amount.Round(2)
	if m.Kind == BookedDues {
		if r, ok := k.dues[m.Line]; ok {
			k.out.Rows[r].Booked = k.out.Rows[r].Booked.Add(amount)
		} else {
			k.unsorted = k.unsorted.Add(amount)
		}
		return
	}
	if m.ID != "" && m.Kind != Paid {
		k.booked[m.ID] = row
	}
	r := &k.out.Rows[row]
	switch m.Kind {
	case Commitment:
		r.Committed = r.Committed.Add(amount)
		if m.ID != "" {
			c := &commitment{row: row, left: amount, id: m.ID, party: fr.Fold(m.Party)}
			k.open[m.ID], k.orders[row] = c, append(k.orders[row], c)
		}
		return
	case Paid:
		r.Paid = r.Paid.Add(amount)
		k.out.PaidTax = k.out.PaidTax.Add(m.Tax)
		if _, ok := k.booked[m.Settles]; !ok && m.Settles != "" {
			k.out.Report.Warnf(path, "budget/track-settles", "Le règlement « %s » répond à un engagement ou une facture inconnus : %q%s.",
				fr.Clip(m.Label), fr.Clip(m.Settles), k.nearOrder(m.Settles))
		}
		return
	case PayrollPay:
		k.pay = append(k.pay, *m)
		k.pay[len(k.pay)-1].Line = r.ID
	case Invoiced, PettyCash, Card:
	default:
		k.out.Report.Errorf(path, "budget/track-kind", "Nature de mouvement inconnue : %q.", fr.Clip(string(m.Kind)))
		return
	}
	r.Actual = r.Actual.Add(amount)
	if m.Kind == PettyCash || m.Kind == Card || m.Kind == PayrollPay {
		r.Paid = r.Paid.Add(amount)
	}
	if m.Abroad {
		r.Abroad = r.Abroad.Add(amount)
	}
	k.settle(path, m, row, amount)
}

// settle takes a cost off the order it answers: the one it names, else those of its supplier on its line, oldest first, which is told.
func (k *tracker) settle(path string, m *Movement, row int, amount decimal.Decimal) {
	if m.Settles == "" {
		k.match(path, m, row, amount)
		return
	}
	c, ok := k.open[m.Settles]
	if !ok {
		k.out.Report.Warnf(path, "budget/track-settles", "Le mouvement « %s » répond à un engagement inconnu : %q%s.", fr.Clip(m.Label),
			fr.Clip(m.Settles), k.nearOrder(m.Settles))
		return
	}
	use := k.use(c, amount)
	if amount.GreaterThan(use) && !amount.IsNegative() {
		k.out.Report.Warnf(path, "budget/track-over-commitment", "La facture « %s » dépasse de %s l'engagement %q.", fr.Clip(m.Label),
			fr.Euros(amount.Sub(use)), fr.Clip(m.Settles))
	}
}

// use takes an amount off what is left of an order, and returns what it took: nothing for an avoir.
func (k *tracker) use(c *commitment, amount decimal.Decimal) decimal.Decimal {
	taken := decimal.Max(decimal.Zero, decimal.Min(amount, c.left))
	c.left = c.left.Sub(taken)
	k.out.Rows[c.row].Committed = k.out.Rows[c.row].Committed.Sub(taken)
	return taken
}

// match uses up the orders that the supplier of a cost has on its line.
func (k *tracker) match(path string, m *Movement, row int, amount decimal.Decimal) {
	if !amount.IsPositive() || m.Kind == PayrollPay {
		return
	}
	var used []string
	others := decimal.Zero
	for _, c := range k.orders[row] {
		switch {
		case !c.left.IsPositive():
		case c.party == "" || c.party != fr.Fold(m.Party):
			others = others.Add(c.left)
		case amount.IsPositive():
			amount = amount.Sub(k.use(c, amount))
			used = append(used, "« "+fr.Clip(c.id)+" »")
		}
	}
	label := fr.Clip(m.Label)
	switch {
	case len(used) > 0:
		k.out.Report.Notef(path, "budget/track-order-used",
			"« %s » ne nomme pas d'engagement : ceux de son fournisseur sont soldés, %s.", label, fr.List(used))
	case others.IsPositive() && !k.told[row]:
		k.told[row] = true
		k.out.Report.Warnf(path, "budget/track-order-open",
			"« %s » ne nomme pas d'engagement et sa ligne en a d'autres fournisseurs (%s) : les deux sont comptés.", label,
			fr.Euros(others))
	}
}
