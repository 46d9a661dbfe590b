package follow

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Quote is a devis prestataire: what a supplier asks for lines of the devis, in euros without VAT.
type Quote struct {
	ID       string          `json:"id"`
	Supplier string          `json:"supplier"`
	Date     moteur.Date     `json:"date"`
	Valid    moteur.Date     `json:"valid,omitzero"` // last day of the offer
	Lines    []string        `json:"lines"`          // IDs of the devis lines it covers
	Amount   decimal.Decimal `json:"amount"`         // for all of them
	// Retained tells that the offer was accepted: the definitive devis takes it.
	Retained bool   `json:"retained,omitempty"`
	Note     string `json:"note,omitempty"`
}

// QuoteRow compares one quote with the estimate.
type QuoteRow struct {
	Quote    Quote           `json:"quote"`
	Estimate decimal.Decimal `json:"estimate"` // of the lines covered
	Gap      decimal.Decimal `json:"gap"`      // quote less estimate: positive is dearer
	Best     bool            `json:"best"`     // the cheapest of those for the same lines
}

// CompareQuotes holds suppliers' quotes against the devis on a date. Unknown lines and amounts out of bounds are errors of
// the report; expired offers and lines retained twice are warnings.
func CompareQuotes(e budget.Estimate, quotes []Quote, on moteur.Date) ([]QuoteRow, moteur.Report) {
	var r moteur.Report
	index := map[string]int{}
	for i, a := range e.Lines {
		index[a.Line] = i
	}
	key := func(q Quote) string {
		ids := slices.Clone(q.Lines)
		slices.Sort(ids)
		s := ""
		for _, id := range ids {
			s += id + "\x00"
		}
		return s
	}
	best := map[string]int{}
	retained := map[string]string{}
	var out []QuoteRow
	for _, q := range quotes {
		path := "quotes." + q.ID
		if money.Guard(q.Amount) != nil || q.Amount.IsNegative() {
			r.Errorf(path, "budget/amount", "Le devis de %s porte un montant hors limites.", fr.Clip(q.Supplier))
			continue
		}
		row := QuoteRow{Quote: q}
		for _, id := range q.Lines {
			i, ok := index[id]
			if !ok {
				r.Errorf(path, "budget/quote-line", "Le devis de %s vise une ligne inconnue : %q.", fr.Clip(q.Supplier), fr.Clip(id))
				continue
			}
			amount, _ := e.Counted(i)
			row.Estimate = row.Estimate.Add(amount)
			if q.Retained {
				if other, twice := retained[id]; twice {
					r.Warnf(path, "budget/quote-twice", "La ligne %s est retenue deux fois : %s et %s.", e.Budget.Lines[i].Name(),
						fr.Clip(other), fr.Clip(q.ID))
				}
				retained[id] = q.ID
			}
		}
		row.Gap = q.Amount.Sub(row.Estimate)
		if !q.Valid.IsZero() && on.After(q.Valid) && !q.Retained {
			r.Warnf(path, "budget/quote-expired", "L'offre de %s a expiré le %s.", fr.Clip(q.Supplier), fr.ShortDate(q.Valid))
		}
		if b, ok := best[key(q)]; !ok || q.Amount.LessThan(out[b].Quote.Amount) {
			best[key(q)] = len(out)
		}
		out = append(out, row)
	}
	for _, i := range best {
		out[i].Best = true
	}
	return out, r
}

// Retain is the devis with the retained quotes in place of its estimates (devis définitif): each line covered takes its part
// of the quote as an entered amount, in proportion to its estimate. Lines in a foreign currency take euros; splits by amounts
// follow in proportion.
func Retain(e budget.Estimate, quotes []Quote) budget.Budget {
	b := e.Budget
	b.Lines = slices.Clone(b.Lines)
	index := map[string]int{}
	for i := range b.Lines {
		index[b.Lines[i].ID] = i
	}
	for _, q := range quotes {
		if !q.Retained || money.Guard(q.Amount) != nil {
			continue
		}
		var lines []int
		var weights []decimal.Decimal
		for _, id := range q.Lines {
			if i, ok := index[id]; ok {
				lines = append(lines, i)
				weights = append(weights, e.Lines[i].Amount.Abs())
			}
		}
		parts, err := money.Split(q.Amount, weights)
		if err != nil { // nothing estimated: equal parts
			for i := range weights {
				weights[i] = decimal.NewFromInt(1)
			}
			if parts, err = money.Split(q.Amount, weights); err != nil {
				continue
			}
		}
		for k, i := range lines {
			l := &b.Lines[i]
			l.Entered, l.Currency, l.Rate = &parts[k], "", l.Rate.Mul(e.Budget.ExchangeRate(l.Currency))
			l.Note = "Devis " + q.ID + ", " + q.Supplier
		}
	}
	b, _ = b.Rescaled() // what is rescaled is what the quote moved
	return b
}
