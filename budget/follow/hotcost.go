package follow

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// HotDay is what the production report of a day says of money: people and things at work, hours paid beyond.
type HotDay struct {
	Date   moteur.Date `json:"date"`
	Number int         `json:"number,omitempty"` // of the shooting day
	Items  []HotItem   `json:"items"`
}

// HotItem is one line of the devis on that day.
type HotItem struct {
	Line string `json:"line"`
	// Planned and Used are quantities in the line's own unit, each counted for all the persons or things of the line: days of a
	// role, meals, days of figuration, days of equipment.
	Planned decimal.Decimal `json:"planned"`
	Used    decimal.Decimal `json:"used"`
	// Extra is what the day adds in pay: overtime, night and other premiums, in euros gross, for all the persons of the line.
	Extra decimal.Decimal `json:"extra,omitzero"`
	Note  string          `json:"note,omitempty"`
}

// HotRow is a line of the hot cost.
type HotRow struct {
	Line    string          `json:"line"`
	Account string          `json:"account"`
	Label   string          `json:"label"`
	Planned decimal.Decimal `json:"planned"` // euros with charges
	Actual  decimal.Decimal `json:"actual"`
	Extra   decimal.Decimal `json:"extra"`    // part of Actual that comes from Extra, with its charges
	Gap     decimal.Decimal `json:"variance"` // actual less planned: positive is an overrun
	Note    string          `json:"note,omitempty"`
}

// HotCost is the coût de la veille: the budgeted day against the day that was shot.
type HotCost struct {
	Title   string          `json:"title"`
	Date    moteur.Date     `json:"date"`
	Number  int             `json:"number,omitempty"`
	Rows    []HotRow        `json:"rows"`
	Planned decimal.Decimal `json:"planned"`
	Actual  decimal.Decimal `json:"actual"`
	Gap     decimal.Decimal `json:"variance"`
	Report  moteur.Report   `json:"report"`
}

// Hot computes the hot cost of a day at the rates of the frozen devis. Charges follow pay in the proportion that the devis
// computed for the line; the cost report computes them exactly once the pay is known.
func Hot(frozen budget.Estimate, day HotDay) (HotCost, error) {
	out := HotCost{Title: frozen.Budget.Title, Date: day.Date, Number: day.Number}
	if err := frozen.Report.Err(); err != nil {
		return out, fmt.Errorf("devis refusé : %w", err)
	}
	index := map[string]int{}
	for i, a := range frozen.Lines {
		index[a.Line] = i
	}
	for k, item := range day.Items {
		path := "items[" + decimal.NewFromInt(int64(k)).String() + "]"
		i, ok := index[item.Line]
		if !ok {
			out.Report.Errorf(path+".line", "budget/track-line", "Le rapport nomme une ligne absente du devis : %q.", fr.Clip(item.Line))
			continue
		}
		if money.Guard(item.Planned) != nil || money.Guard(item.Used) != nil || money.Guard(item.Extra) != nil {
			out.Report.Errorf(path, "budget/amount", "Le rapport porte un nombre hors limites pour « %s ».", fr.Clip(item.Line))
			continue
		}
		l, a := &frozen.Budget.Lines[i], frozen.Lines[i]
		charge := money.Share(a.Charges, a.Amount, 8)
		if a.Amount.IsZero() && l.Status == budget.Salaried && !(item.Used.IsZero() && item.Extra.IsZero()) {
			out.Report.Warnf(path, "budget/track-charges", "« %s » est à zéro au devis : les charges de cette paie ne sont pas estimées.",
				fr.Clip(l.Label))
		}
		rate := l.Rate.Mul(frozen.Budget.ExchangeRate(l.Currency)).Mul(persons(l))
		row := HotRow{Line: l.ID, Account: l.Account, Label: l.Label, Note: item.Note}
		with := func(d decimal.Decimal) decimal.Decimal { return d.Mul(decimal.NewFromInt(1).Add(charge)).Round(2) }
		row.Planned = with(item.Planned.Mul(rate))
		row.Extra = with(item.Extra)
		row.Actual = with(item.Used.Mul(rate)).Add(row.Extra)
		row.Gap = row.Actual.Sub(row.Planned)
		out.Rows = append(out.Rows, row)
		out.Planned, out.Actual, out.Gap = out.Planned.Add(row.Planned), out.Actual.Add(row.Actual), out.Gap.Add(row.Gap)
	}
	return out, out.Report.Err()
}

// persons is how many persons or things a line counts: one when it does not say.
func persons(l *budget.Line) decimal.Decimal {
	if l.Number.IsZero() {
		return decimal.NewFromInt(1)
	}
	return l.Number
}
