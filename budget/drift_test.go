package budget_test

import (
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/money"
)

// printedDevis is what an outside document prints for a devis: figures to hold against the computed ones. They replace
// nothing.
type printedDevis struct {
	Accounts map[string]decimal.Decimal            `json:"accounts,omitempty"` // by account code
	Percents map[string]decimal.Decimal            `json:"percents,omitempty"` // by percent ID
	Axes     map[string]map[string]decimal.Decimal `json:"axes,omitempty"`     // printed shares of the total, fractions
	Total    *decimal.Decimal                      `json:"total,omitempty"`
}

// drift compares a computed devis with a printed one and reports every figure that does not follow (dérive), as a
// warning each. A published figure is held to the decimals it is printed with: 752.18 agrees with 752.176.
func drift(e budget.Estimate, p printedDevis) moteur.Report {
	var r moteur.Report
	say := func(path, what string, printed, computed decimal.Decimal) {
		if money.Guard(printed) != nil {
			r.Errorf(path, "budget/amount", "%s : montant publié hors limites.", what)
			return
		}
		if !computed.Round(places(printed)).Equal(printed) {
			r.Warnf(path, "budget/drift", "%s : %s publié, %s calculé (écart %s).", what, printed, computed, printed.Sub(computed))
		}
	}
	for _, code := range sorted(p.Accounts) {
		a, _ := e.Account(code)
		say("accounts."+code, strings.TrimSpace("Compte "+code+" "+a.Label), p.Accounts[code], a.Amount)
	}
	for _, a := range e.Percents {
		if printed, ok := p.Percents[a.ID]; ok {
			say("percents."+a.ID, "Pourcentage « "+a.ID+" »", printed, a.Computed)
		}
	}
	for _, axis := range sorted(p.Axes) {
		for _, value := range sorted(p.Axes[axis]) {
			printed := p.Axes[axis][value]
			share := decimal.Zero
			if !e.Exact.IsZero() {
				share = e.Axes[axis][value].DivRound(e.Exact, 12)
			}
			say("axes."+axis+"."+value, "Part "+value+" de l'axe "+axis, printed, share)
		}
	}
	if p.Total != nil {
		say("total", "Total", *p.Total, e.Exact)
	}
	return r
}

// places is the number of decimals a figure is printed with.
func places(d decimal.Decimal) int32 {
	return max(0, -d.Exponent())
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
