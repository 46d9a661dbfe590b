package follow

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
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
	// Contingency is the budget of the contingency; Used what is spent on it and what the rows overrun, all together, savings of
	// other rows taken off; Left what remains, negative when the film goes beyond.
	Contingency decimal.Decimal `json:"contingency"`
	Used        decimal.Decimal `json:"used"`
	Left        decimal.Decimal `json:"left"`
	// PaidTax is the VAT that left the bank with the payments, beside the Paid of the rows.
	PaidTax decimal.Decimal `json:"paid_tax,omitzero"`
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
	RowPercent   RowKind = "percent"   // insurance, overheads, fees: without an invoice they stay at their budget
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
// Percent lines land as lines do: those that nobody invoices stay at their budget; the contingency less what the rows overrun.
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

func (r *CostRow) add(o CostRow) {
	r.Budget, r.Committed, r.Actual, r.Paid = r.Budget.Add(o.Budget), r.Committed.Add(o.Committed), r.Actual.Add(o.Actual),
		r.Paid.Add(o.Paid)
	r.ToCome, r.Final, r.Variance, r.Abroad = r.ToCome.Add(o.ToCome), r.Final.Add(o.Final), r.Variance.Add(o.Variance),
		r.Abroad.Add(o.Abroad)
	r.Booked = r.Booked.Add(o.Booked)
}
