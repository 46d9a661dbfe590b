package follow

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Term says when lines are paid: parts of the amount on events or on dates of the line.
type Term struct {
	// Accounts, Lines and Percents name what the term applies to: accounts with what stands below, IDs of lines and percents.
	// A line's own term wins over its account's, a deeper account's over a higher one's.
	Accounts []string   `json:"accounts,omitempty"`
	Lines    []string   `json:"lines,omitempty"`
	Parts    []TermPart `json:"parts"`
}

// TermPart is a part of a Term.
type TermPart struct {
	Fraction decimal.Decimal `json:"fraction"`
	Event    moteur.Event    `json:"event,omitempty"`
	Days     int             `json:"days,omitempty"` // days after the event (or before, negative)
	Date     moteur.Date     `json:"date,omitzero"`  // in place of the event
}

// Instalment is one payment of the échéancier.
type Instalment struct {
	Date    moteur.Date     `json:"date"`
	Account string          `json:"account"`
	Line    string          `json:"line"` // line or percent
	Label   string          `json:"label"`
	Amount  decimal.Decimal `json:"amount"`
}

// Instalments is the échéancier of the devis: when each line, with its charges, is paid. A line follows its term; without
// one, it is spread over the months of its own dates, or over the shoot of the timeline, or paid at the date of the devis.
// Parts are split to the cent: the instalments add up to the total of the devis (Exact, at level total). Terms whose parts
// do not make a whole, and events without date, are errors of the report.
func Instalments(e budget.Estimate, terms []Term, timeline moteur.Timeline) ([]Instalment, moteur.Report) {
	s := instalments{e: e, terms: terms, timeline: timeline, tree: accountsOf(e)}
	for t, term := range terms {
		total := decimal.Zero
		for _, p := range term.Parts {
			if money.Guard(p.Fraction) != nil || p.Fraction.IsNegative() {
				s.r.Errorf("terms["+decimal.NewFromInt(int64(t)).String()+"]", "budget/amount", "Une part de l'échéance est hors limites.")
				continue
			}
			total = total.Add(p.Fraction)
			if p.Date.IsZero() && timeline[p.Event].IsZero() {
				s.r.Errorf("terms["+decimal.NewFromInt(int64(t)).String()+"]", "budget/term-date", "L'événement %q n'a pas de date.",
					fr.Clip(string(p.Event)))
			}
		}
		if !total.Equal(decimal.NewFromInt(1)) {
			s.r.Errorf("terms["+decimal.NewFromInt(int64(t)).String()+"]", "budget/term-sum",
				"Les parts de l'échéance font %s au lieu de 1.", total)
		}
	}
	if s.r.Err() != nil {
		return nil, s.r
	}
	for i := range e.Lines {
		amount, charges := e.Counted(i)
		l := &e.Budget.Lines[i]
		s.pay(l.Account, l.ID, l.Label, l.Span, amount.Add(charges))
	}
	for k, a := range e.Percents {
		p := &e.Budget.Percents[k]
		s.pay(p.Account, p.ID, p.Label, moteur.Span{}, a.Amount)
	}
	slices.SortStableFunc(s.out, func(a, b Instalment) int { return a.Date.Compare(b.Date) })
	return s.out, s.r
}

type instalments struct {
	e        budget.Estimate
	terms    []Term
	timeline moteur.Timeline
	tree     *accounts
	out      []Instalment
	r        moteur.Report
}

func (s *instalments) term(account, id string) *Term {
	for t := range s.terms {
		if slices.Contains(s.terms[t].Lines, id) {
			return &s.terms[t]
		}
	}
	if s.tree == nil {
		return nil
	}
	for n, ok := s.tree.at[account]; ok && n >= 0; n = s.tree.parent[n] {
		for t := range s.terms {
			if slices.Contains(s.terms[t].Accounts, s.tree.grid.Accounts[n].Code) {
				return &s.terms[t]
			}
		}
	}
	return nil
}

func (s *instalments) pay(account, id, label string, span moteur.Span, amount decimal.Decimal) {
	if amount.IsZero() {
		return
	}
	var dates []moteur.Date
	var weights []decimal.Decimal
	if t := s.term(account, id); t != nil {
		for _, p := range t.Parts {
			d := p.Date
			if d.IsZero() {
				d = s.timeline[p.Event].AddDays(p.Days)
			}
			dates, weights = append(dates, d), append(weights, p.Fraction)
		}
	} else {
		if span.Days() == 0 {
			span = moteur.Span{From: s.timeline[moteur.ShootStart], To: s.timeline[moteur.ShootEnd]}
		}
		dates, weights = months(span)
		if len(dates) == 0 {
			dates, weights = []moteur.Date{s.e.Budget.Date}, []decimal.Decimal{decimal.NewFromInt(1)}
		}
	}
	rest := amount
	parts, err := money.Split(amount, weights)
	if err != nil {
		parts = append([]decimal.Decimal{amount}, make([]decimal.Decimal, len(dates)-1)...)
	}
	for k, d := range dates {
		part := parts[k]
		if k == len(dates)-1 {
			part = rest // what an exact amount has below the cent
		}
		rest = rest.Sub(part)
		if !part.IsZero() {
			s.out = append(s.out, Instalment{Date: d, Account: account, Line: id, Label: label, Amount: part})
		}
	}
}

// months cuts a span by months: the last day of each (within the span), and the days it counts.
func months(s moteur.Span) (dates []moteur.Date, weights []decimal.Decimal) {
	for from := s.From; s.Days() > 0 && !from.After(s.To) && len(dates) < 1200; {
		end := moteur.NewDate(from.Year(), from.Month(), 1).AddMonths(1).AddDays(-1)
		if end.After(s.To) {
			end = s.To
		}
		dates = append(dates, end)
		weights = append(weights, decimal.NewFromInt(int64(end.Sub(from)+1)))
		from = end.AddDays(1)
	}
	return dates, weights
}
