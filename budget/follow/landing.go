package follow

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// charges computes the charges of actual pay, line by line, with the status and profile of the devis.
func (k *tracker) charges() {
	if k.tree == nil {
		return
	}
	dues := budget.NewDues(k.e)
	for i, m := range k.pay {
		row, ok := k.rows[m.Line]
		if !ok || row >= len(k.e.Budget.Lines) {
			k.out.Report.Warnf(movementPath(i, &m), "budget/track-pay-unplanned",
				"Le salaire « %s » n'est à aucune ligne de salaire du devis : ses charges ne sont pas calculées.", fr.Clip(m.Label))
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
			k.out.Report.Errorf("to_come", "budget/track-line", "Le reste à dépenser n° %d vise une ligne absente du devis : %q%s.",
				f.Number, fr.Clip(f.Line), k.near(f.Line))
			continue
		}
		if money.Guard(f.Amount) != nil {
			k.out.Report.Errorf("to_come", "budget/amount", "Le reste à dépenser n° %d est hors limites.", f.Number)
			continue
		}
		if k.out.Rows[k.rows[f.Line]].Kind == RowReserve {
			k.out.Report.Warnf("to_come", "budget/track-reserve",
				"Le reste à dépenser n° %d n'est pas lu : ce qui reste des imprévus se calcule.", f.Number)
			continue
		}
		if f.Amount.IsNegative() {
			k.out.Report.Warnf("to_come", "budget/track-negative", "Le reste à dépenser n° %d de %s est négatif : %s.", f.Number,
				fr.Quote(fr.Clip(k.out.Rows[k.rows[f.Line]].Label)), fr.Euros(f.Amount))
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
		case r.Kind == RowReserve:
			continue // what is left of it is known once every other row is
		case said:
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
	k.unsortedDues()
	k.reserve(decimal.Max(decimal.Zero, overrun))
	k.out.Rows = slices.Concat(k.only(false), k.only(true))
	for _, r := range k.out.Rows {
		k.out.Total.add(r)
	}
	k.out.Total.Kind, k.out.Total.Label = "total", "Total"
}

// unsortedDues compares the booked charges of no account with all those computed.
func (k *tracker) unsortedDues() {
	if k.unsorted.IsZero() {
		return
	}
	computed := decimal.Zero
	for _, r := range k.out.Rows {
		if r.Kind == RowCharges {
			computed = computed.Add(r.Actual)
		}
	}
	k.out.Report.Notef("charges", "budget/track-booked",
		"Charges comptabilisées sans compte du devis : %s ; charges calculées de tous les comptes : %s.", fr.Euros(k.unsorted),
		fr.Euros(computed))
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

// reserve lands the contingency: what is spent on it, then what the overruns of all other rows leave of it.
func (k *tracker) reserve(overrun decimal.Decimal) {
	k.out.Used = overrun
	left := overrun
	for i := range k.out.Rows {
		r := &k.out.Rows[i]
		if r.Kind != RowReserve {
			continue
		}
		spent := r.Actual.Add(r.Committed)
		free := decimal.Max(decimal.Zero, r.Budget.Sub(spent))
		eaten := decimal.Min(left, free)
		left = left.Sub(eaten)
		k.out.Contingency, k.out.Used = k.out.Contingency.Add(r.Budget), k.out.Used.Add(spent)
		if !r.Closed {
			r.ToCome = free.Sub(eaten)
		}
		r.Final = spent.Add(r.ToCome)
		r.Variance = r.Final.Sub(r.Budget)
	}
	k.out.Left = k.out.Contingency.Sub(k.out.Used)
	if k.out.Left.IsNegative() {
		k.out.Report.Warnf("contingency", "budget/track-over", "Les dépassements (%s) vont au-delà des imprévus (%s).",
			fr.Euros(k.out.Used), fr.Euros(k.out.Contingency))
	}
}

// only keeps the rows that are percents, or those that are not.
func (k *tracker) only(percents bool) []CostRow {
	var out []CostRow
	for _, r := range k.out.Rows {
		if (r.Kind == RowPercent || r.Kind == RowReserve) == percents {
			out = append(out, r)
		}
	}
	return out
}
