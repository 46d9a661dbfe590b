package follow

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// Proposal is a mesure corrective: something to do, and what it saves on the final cost, in euros.
type Proposal struct {
	Kind   string          `json:"kind"` // close, contingency, switch-off, renegotiate
	ID     string          `json:"id"`   // line, group or commitment
	Label  string          `json:"label"`
	Amount decimal.Decimal `json:"amount"`
}

func (k *tracker) proposals() []Proposal {
	c := &k.out
	var out []Proposal
	groups := map[string]decimal.Decimal{}
	started := map[string]bool{}
	for i, r := range c.Rows {
		switch {
		case r.Kind == RowReserve && c.Left.IsPositive() && c.Used.IsPositive():
			out = append(out, Proposal{Kind: "contingency", ID: r.ID, Label: "Prendre le dépassement sur les imprévus",
				Amount: decimal.Min(c.Used, c.Contingency)})
		case r.Kind != RowLine || i >= len(k.e.Budget.Lines):
		default:
			l := &k.e.Budget.Lines[i]
			if l.Group != "" {
				groups[l.Group] = groups[l.Group].Add(r.ToCome)
				started[l.Group] = started[l.Group] || r.Actual.IsPositive() || r.Committed.IsPositive()
			}
			if over := !l.Span.To.IsZero() && l.Span.To.Before(c.Date); over && !r.Closed && r.ToCome.IsPositive() {
				out = append(out, Proposal{Kind: "close", ID: r.ID, Label: "Solder la ligne « " + l.Label + " », dont le travail est fini",
					Amount: r.ToCome})
			}
			if excess := r.Committed.Add(r.Actual).Sub(r.Budget); r.Committed.IsPositive() && excess.IsPositive() {
				out = append(out, Proposal{Kind: "renegotiate", ID: r.ID, Label: "Renégocier les engagements de « " + l.Label + " »",
					Amount: decimal.Min(excess, r.Committed)})
			}
		}
	}
	for _, g := range sorted(groups) {
		if !started[g] && groups[g].IsPositive() {
			out = append(out, Proposal{Kind: "switch-off", ID: g, Label: "Renoncer au groupe « " + g + " »", Amount: groups[g]})
		}
	}
	slices.SortStableFunc(out, func(a, b Proposal) int { return cmp.Or(b.Amount.Cmp(a.Amount), cmp.Compare(a.ID, b.ID)) })
	return out
}
