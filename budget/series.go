package budget

import (
	"errors"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/money"
)

// Episodes is the cost of a series by episode (coût par épisode): its pattern and its amortised part.
type Episodes struct {
	Count     decimal.Decimal `json:"count"`
	Pattern   decimal.Decimal `json:"pattern"`   // lines by episode with their charges, whole series
	Amortised decimal.Decimal `json:"amortised"` // the other lines with their charges
	Indirect  decimal.Decimal `json:"indirect"`  // percent lines
	Total     decimal.Decimal `json:"total"`
	PerPart   decimal.Decimal `json:"per_episode"` // total over the count, to the cent
}

// PerEpisode splits a series devis between its pattern and its amortised costs. It needs the variable "episodes".
func PerEpisode(e Estimate) (Episodes, error) {
	n, ok := e.Budget.Variables["episodes"]
	if !ok || !n.IsPositive() || money.Guard(n) != nil {
		return Episodes{}, errors.New("coût par épisode : la variable « episodes » manque")
	}
	out := Episodes{Count: n, Total: e.Total}
	for i := range e.Lines {
		amount, charges := e.Counted(i)
		if e.Budget.Lines[i].PerEpisode {
			out.Pattern = out.Pattern.Add(amount).Add(charges)
		} else {
			out.Amortised = out.Amortised.Add(amount).Add(charges)
		}
	}
	for _, p := range e.Percents {
		out.Indirect = out.Indirect.Add(p.Amount)
	}
	var err error
	out.PerPart, err = money.Div(e.Exact, n, 2)
	return out, err
}
