package follow

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// FinalRow is an account of the coût définitif.
type FinalRow struct {
	Code   string          `json:"code"`
	Label  string          `json:"label"`
	Depth  int             `json:"depth"`
	Budget decimal.Decimal `json:"budget"`
	Final  decimal.Decimal `json:"final"`
	Gap    decimal.Decimal `json:"variance"` // final less budget: positive is an overrun
	France decimal.Decimal `json:"france"`   // of Final
	Abroad decimal.Decimal `json:"abroad"`
	Change decimal.Decimal `json:"change"` // variance over budget, a fraction to 4 decimals; zero, printed blank, when nothing was planned
}

// FinalCost is the coût définitif of a film beside its devis, account by account, as the CNC and a statutory auditor read it.
type FinalCost struct {
	Title  string          `json:"title"`
	Date   moteur.Date     `json:"date"`
	Rows   []FinalRow      `json:"rows"`
	Budget decimal.Decimal `json:"budget"`
	Final  decimal.Decimal `json:"final"`
	France decimal.Decimal `json:"france"`
	Abroad decimal.Decimal `json:"abroad"`
	// Settled tells that nothing is left to commit, invoice or decide: the cost is final indeed.
	Settled bool          `json:"settled"`
	Report  moteur.Report `json:"report"`
}

// Definitive draws the final cost from a cost report: nothing is typed again. Rows that still have commitments or money to
// come are named; contingency that nobody spent is not a cost. Percent lines that nobody invoices stand at their budget:
// their real amount, when another one is agreed, is an entered amount of the devis. Spending out of France is what the movements say.
func Definitive(frozen budget.Estimate, c CostReport) FinalCost {
	out := FinalCost{Title: c.Title, Date: c.Date, Settled: true}
	t := accountsOf(frozen)
	if t == nil {
		out.Report.Errorf("grid", "budget/grid", "Nomenclature inconnue : %q.", fr.Clip(frozen.Budget.Grid))
		return out
	}
	n := len(t.grid.Accounts)
	planned, final, abroad := make([]decimal.Decimal, n), make([]decimal.Decimal, n), make([]decimal.Decimal, n)
	for _, r := range c.Rows {
		untouched := (r.Kind == RowPercent || r.Kind == RowReserve) && r.Actual.IsZero() && r.Committed.IsZero()
		if !untouched && (!r.Committed.IsZero() || !r.ToCome.IsZero()) {
			out.Settled = false
			out.Report.Warnf(r.ID, "budget/not-settled", "« %s » n'est pas soldé : %s engagés, %s à venir.", fr.Clip(r.Label),
				fr.Euros(r.Committed), fr.Euros(r.ToCome))
		}
		spent := r.Actual
		if r.Kind == RowPercent {
			spent = r.Final
		}
		i, ok := t.at[r.Account]
		if !ok {
			if !spent.IsZero() {
				out.Report.Warnf(r.ID, "budget/unmapped", "« %s » n'a pas de compte dans la nomenclature : %s hors postes.",
					fr.Clip(r.Label),
					fr.Euros(spent))
				out.Final, out.Abroad = out.Final.Add(spent), out.Abroad.Add(r.Abroad)
			}
			continue
		}
		for ; i >= 0; i = t.parent[i] {
			planned[i], final[i], abroad[i] = planned[i].Add(r.Budget), final[i].Add(spent), abroad[i].Add(r.Abroad)
		}
	}
	for i, account := range t.grid.Accounts {
		if t.parent[i] < 0 {
			out.Budget, out.Final, out.Abroad = out.Budget.Add(planned[i]), out.Final.Add(final[i]), out.Abroad.Add(abroad[i])
		}
		if planned[i].IsZero() && final[i].IsZero() && t.parent[i] >= 0 {
			continue
		}
		change := money.Share(final[i].Sub(planned[i]), planned[i], 4)
		out.Rows = append(out.Rows, FinalRow{Code: account.Code, Label: account.Label, Depth: t.depth[i], Budget: planned[i],
			Final: final[i], Gap: final[i].Sub(planned[i]),
			France: final[i].Sub(abroad[i]), Abroad: abroad[i], Change: change})
	}
	out.France = out.Final.Sub(out.Abroad)
	return out
}
