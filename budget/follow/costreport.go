package follow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// CostReport is the situation budgétaire: where the money went, what is committed, what the film will cost.
//
// The variance is the estimated final cost less the budget: positive means an overrun (dépassement).
type CostReport struct {
	Title   string      `json:"title"`
	Version string      `json:"version"` // of the frozen devis
	Date    moteur.Date `json:"date"`
	Rows    []CostRow   `json:"rows"` // in the order of the devis: lines, charges by account, then what nobody planned, then percents
	Total   CostRow     `json:"total"`
	// Contingency is the budget of the contingency; Used what the lines overrun, all together, savings of other
	// lines taken off; Left what remains, negative
	// when the film goes beyond.
	Contingency decimal.Decimal `json:"contingency"`
	Used        decimal.Decimal `json:"used"`
	Left        decimal.Decimal `json:"left"`
	// Proposals are what could bring the final cost down, largest first: lines whose work is over but that still hold money to
	// come, optional groups that have not started, orders above their line's budget, the contingency that is left.
	Proposals []Proposal    `json:"proposals,omitempty"`
	Report    moteur.Report `json:"report"`
}

// RowKind says what a row of the cost report is.
type RowKind string

// The kinds of row.
const (
	RowLine      RowKind = "line"
	RowCharges   RowKind = "charges"   // charges of one account, computed from actual pay
	RowUnplanned RowKind = "unplanned" // spending that no line of the devis expects
	RowPercent   RowKind = "percent"   // overheads, fees: nobody invoices them, they stay at their budget
	RowReserve   RowKind = "reserve"   // contingency
)

// CostRow is one row of a cost report, in euros.
type CostRow struct {
	Kind    RowKind         `json:"kind"`
	ID      string          `json:"id,omitempty"`
	Account string          `json:"account,omitempty"`
	Label   string          `json:"label"`
	Budget  decimal.Decimal `json:"budget"`
	// Committed is what is ordered and not yet invoiced; Actual what is invoiced, paid in salaries or in cash; Paid what left
	// the bank.
	Committed decimal.Decimal `json:"committed"`
	Actual    decimal.Decimal `json:"actual"`
	Paid      decimal.Decimal `json:"paid"`
	ToCome    decimal.Decimal `json:"to_come"`
	Final     decimal.Decimal `json:"final"`    // actual + committed + to come
	Variance  decimal.Decimal `json:"variance"` // final − budget: positive is an overrun
	Abroad    decimal.Decimal `json:"abroad"`   // part of Actual spent out of France
	Closed    bool            `json:"closed,omitempty"`
	// Booked is what the accounts show for charges, beside the computed Actual.
	Booked decimal.Decimal `json:"booked,omitzero"`
}

// Track computes the cost report of a frozen devis. Commitments count as spent until their invoice comes, and the
// invoice replaces them; a line lands at its budget, or at what it already cost when that is more, or exactly there once it
// is closed, unless a person recorded what remains to come. Charges are computed anew from actual gross pay, never typed.
// Overheads, fees and contingency stay at their budget, the contingency less what the lines overrun.
func Track(frozen budget.Estimate, t Tracking) (CostReport, error) {
	if err := frozen.Report.Err(); err != nil {
		return CostReport{Report: frozen.Report}, fmt.Errorf("devis refusé : %w", err)
	}
	k := newTracker(frozen, t)
	k.movements()
	k.charges()
	k.land()
	k.out.Proposals = k.proposals()
	return k.out, k.out.Report.Err()
}

type tracker struct {
	e      budget.Estimate
	t      Tracking
	tree   *accounts
	out    CostReport
	rows   map[string]int // line ID → row
	dues   map[string]int // charges account → row
	extra  map[string]int // unplanned key → row
	open   map[string]*commitment
	pay    []Movement
	closed map[string]bool
}

// commitment is what remains of an order.
type commitment struct {
	row  int
	left decimal.Decimal
	id   string
}

func newTracker(e budget.Estimate, t Tracking) *tracker {
	k := &tracker{e: e, t: t, tree: accountsOf(e), rows: map[string]int{}, dues: map[string]int{}, extra: map[string]int{},
		open: map[string]*commitment{}, closed: map[string]bool{}}
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
	for _, id := range t.Closed {
		if _, ok := k.rows[id]; !ok {
			k.out.Report.Errorf("closed", "budget/track-line", "La ligne soldée %q n'est pas dans le devis.", fr.Clip(id))
		}
		k.closed[id] = true
	}
	return k
}

func (k *tracker) due(account string) int {
	label := k.tree.label(account)
	k.dues[account] = len(k.out.Rows)
	k.out.Rows = append(k.out.Rows, CostRow{Kind: RowCharges, ID: "charges:" + account, Account: account, Label: label})
	return k.dues[account]
}

// place finds the row of a movement, and its kind after mapping; false leaves it out.
func (k *tracker) place(i int, m *Movement) (int, bool) {
	if m.Line == "" {
		for _, r := range k.t.Mapping.Rules {
			if r.fits(m) {
				if r.Line == "" && r.Kind != BookedDues {
					return 0, false
				}
				m.Line = r.Line
				if r.Kind != "" {
					m.Kind = r.Kind
				}
				break
			}
		}
	}
	if m.Kind == BookedDues {
		return -1, true
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
		k.out.Report.Warnf(movementPath(i, m), "budget/track-unplanned", "Mouvement « %s » (%s) : aucune ligne du devis ne l'attend.",
			fr.Clip(m.Label), fr.Clip(key))
	}
	return row, true
}

func (r MapRule) fits(m *Movement) bool {
	return strings.HasPrefix(m.Account, r.Account) && (r.Journal == "" || strings.EqualFold(r.Journal, m.Journal)) &&
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
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	// Commitments first, then facts by date: an invoice may be entered before the order it answers.
	slices.SortStableFunc(order, func(a, b int) int {
		ca, cb := list[a].Kind != Commitment, list[b].Kind != Commitment
		if ca != cb {
			if cb {
				return -1
			}
			return 1
		}
		return list[a].Date.Compare(list[b].Date)
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
		row, ok := k.place(i, m)
		if !ok {
			continue
		}
		k.book(path, m, row)
	}
}

// book adds a movement to its row.
func (k *tracker) book(path string, m *Movement, row int) {
	amount := m.Amount.Round(2)
	if m.Kind == BookedDues {
		r, ok := k.dues[m.Line]
		if !ok && len(k.dues) > 0 {
			for _, c := range sorted(k.dues) { // without an account named, the first charges row holds them
				r, ok = k.dues[c], true
				break
			}
		}
		if ok {
			k.out.Rows[r].Booked = k.out.Rows[r].Booked.Add(amount)
		}
		return
	}
	r := &k.out.Rows[row]
	switch m.Kind {
	case Commitment:
		r.Committed = r.Committed.Add(amount)
		if m.ID != "" {
			k.open[m.ID] = &commitment{row: row, left: amount, id: m.ID}
		}
		return
	case Paid:
		r.Paid = r.Paid.Add(amount)
		return
	case PayrollPay:
		k.pay = append(k.pay, *m)
		k.pay[len(k.pay)-1].Line = r.ID
	case Invoiced, PettyCash:
	default:
		k.out.Report.Errorf(path, "budget/track-kind", "Nature de mouvement inconnue : %q.", fr.Clip(string(m.Kind)))
		return
	}
	r.Actual = r.Actual.Add(amount)
	if m.Kind == PettyCash || m.Kind == PayrollPay {
		r.Paid = r.Paid.Add(amount)
	}
	if m.Abroad {
		r.Abroad = r.Abroad.Add(amount)
	}
	if m.Settles == "" {
		return
	}
	c, ok := k.open[m.Settles]
	if !ok {
		k.out.Report.Warnf(path, "budget/track-settles", "Le mouvement « %s » répond à un engagement inconnu : %q.", fr.Clip(m.Label),
			fr.Clip(m.Settles))
		return
	}
	use := decimal.Min(amount, c.left)
	if amount.IsNegative() {
		use = decimal.Zero
	}
	c.left = c.left.Sub(use)
	k.out.Rows[c.row].Committed = k.out.Rows[c.row].Committed.Sub(use)
	if amount.GreaterThan(use) && !amount.IsNegative() {
		k.out.Report.Warnf(path, "budget/track-over-commitment", "La facture « %s » dépasse de %s l'engagement %q.", fr.Clip(m.Label),
			fr.Euros(amount.Sub(use)), fr.Clip(m.Settles))
	}
}

// charges computes the charges of actual pay, line by line, with the status and profile of the devis.
func (k *tracker) charges() {
	if k.tree == nil {
		return
	}
	dues := budget.NewDues(k.e)
	for i, m := range k.pay {
		row, ok := k.rows[m.Line]
		if !ok {
			k.out.Report.Warnf(movementPath(i, &m), "budget/track-pay-unplanned",
				"Le salaire « %s » n'est à aucune ligne du devis : ses charges ne sont pas calculées.", fr.Clip(m.Label))
			continue
		}
		if l := &k.e.Budget.Lines[row]; !l.Charged() && !m.Amount.IsZero() {
			k.out.Report.Warnf(movementPath(i, &m), "budget/track-status",
				"Le salaire « %s » est à une ligne dont le statut (%s) n'a pas de charges.", fr.Clip(m.Label), l.Status.Label())
			continue
		}
		list, err := dues.Of(row, budget.PaidWork{Gross: m.Amount, Date: m.Date, Days: m.Days, Span: m.Span})
		if err != nil {
			k.out.Report.Errorf(movementPath(i, &m), "budget/charges", "Charges du salaire « %s » : %s.", fr.Clip(m.Label), err)
			continue
		}
		for _, c := range list {
			k.spend(c.Account, c.Amount, m)
		}
	}
}

func (k *tracker) spend(account string, amount decimal.Decimal, m Movement) {
	row, ok := k.dues[account]
	if !ok {
		row = k.due(account)
	}
	r := &k.out.Rows[row]
	r.Actual = r.Actual.Add(amount)
	if m.Abroad {
		r.Abroad = r.Abroad.Add(amount)
	}
}

// land estimates the final cost of every row.
func (k *tracker) land() {
	latest := map[string]ToCome{}
	for _, f := range k.t.ToCome {
		if !k.t.Date.IsZero() && f.Date.After(k.t.Date) {
			continue
		}
		if _, ok := k.rows[f.Line]; !ok {
			k.out.Report.Errorf("to_come", "budget/track-line", "Le reste à dépenser n° %d vise une ligne absente du devis : %q.", f.Number,
				fr.Clip(f.Line))
			continue
		}
		if money.Guard(f.Amount) != nil {
			k.out.Report.Errorf("to_come", "budget/amount", "Le reste à dépenser n° %d est hors limites.", f.Number)
			continue
		}
		if was, ok := latest[f.Line]; !ok || f.Number > was.Number {
			latest[f.Line] = f
		}
	}
	overrun := decimal.Zero
	for i := range k.out.Rows {
		r := &k.out.Rows[i]
		spent := r.Actual.Add(r.Committed)
		f, said := latest[r.ID]
		r.Closed = k.closed[r.ID]
		switch {
		case r.Closed:
		case said && r.Kind == RowLine:
			r.ToCome = f.Amount
		case r.Kind == RowCharges:
			// Charges follow the pay still to come on their lines, in the proportion of the devis.
			r.ToCome = k.duesToCome(r.Account)
		default:
			r.ToCome = decimal.Max(decimal.Zero, r.Budget.Sub(spent))
		}
		r.Final = spent.Add(r.ToCome)
		r.Variance = r.Final.Sub(r.Budget)
		overrun = overrun.Add(r.Variance)
		if r.Kind == RowCharges && !r.Booked.IsZero() && !r.Booked.Equal(r.Actual) {
			k.out.Report.Notef("charges:"+r.Account, "budget/track-booked", "Charges du compte %s : %s calculées, %s comptabilisées.",
				r.Account, fr.Euros(r.Actual), fr.Euros(r.Booked))
		}
	}
	k.percents(decimal.Max(decimal.Zero, overrun))
	for _, r := range k.out.Rows {
		k.out.Total.add(r)
	}
	k.out.Total.Kind, k.out.Total.Label = "total", "Total"
}

// duesToCome is the charges of what the lines still have to pay: each line's charges of the devis in proportion to the pay
// to come, rounded to the cent. It runs after the lines, which stand first.
func (k *tracker) duesToCome(account string) decimal.Decimal {
	total := decimal.Zero
	for _, c := range k.e.Charges {
		if c.Account != account {
			continue
		}
		i, ok := k.rows[c.Line]
		if !ok || k.e.Lines[i].Amount.IsZero() {
			continue
		}
		r := k.out.Rows[i]
		left := r.ToCome.Add(r.Committed)
		total = total.Add(c.Amount.Mul(left).DivRound(k.e.Lines[i].Amount, 2))
	}
	return total
}

// percents adds the rows that nobody invoices; overruns eat the contingency.
func (k *tracker) percents(overrun decimal.Decimal) {
	reserve := ""
	if k.tree != nil {
		reserve = k.tree.grid.Parts[budget.PartContingency]
	}
	k.out.Used = overrun
	left := overrun
	for i, a := range k.e.Percents {
		p := &k.e.Budget.Percents[i]
		r := CostRow{Kind: RowPercent, ID: p.ID, Account: p.Account, Label: p.Label, Budget: a.Amount, Final: a.Amount, ToCome: a.Amount}
		if reserve != "" && p.Account == reserve {
			r.Kind = RowReserve
			k.out.Contingency = k.out.Contingency.Add(a.Amount)
			eaten := decimal.Min(left, a.Amount)
			left = left.Sub(eaten)
			r.Final, r.ToCome = a.Amount.Sub(eaten), a.Amount.Sub(eaten)
			r.Variance = eaten.Neg()
		}
		k.out.Rows = append(k.out.Rows, r)
	}
	k.out.Left = k.out.Contingency.Sub(overrun)
	if k.out.Left.IsNegative() {
		k.out.Report.Warnf("contingency", "budget/track-over", "Les dépassements (%s) vont au-delà des imprévus (%s).", fr.Euros(overrun),
			fr.Euros(k.out.Contingency))
	}
}

func (r *CostRow) add(o CostRow) {
	r.Budget, r.Committed, r.Actual, r.Paid = r.Budget.Add(o.Budget), r.Committed.Add(o.Committed), r.Actual.Add(o.Actual),
		r.Paid.Add(o.Paid)
	r.ToCome, r.Final, r.Variance, r.Abroad = r.ToCome.Add(o.ToCome), r.Final.Add(o.Final), r.Variance.Add(o.Variance),
		r.Abroad.Add(o.Abroad)
	r.Booked = r.Booked.Add(o.Booked)
}
