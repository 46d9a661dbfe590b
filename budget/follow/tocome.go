package follow

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/money"
)

// CashToCome is what still leaves the bank after the date of a cost report, euros without VAT: invoices that are not paid, at that
// date; what is committed and to come, on the dates that Instalments gives the rest of the line (percents without one: on the dates of
// all), at the date of the report when nothing is left of them. What was paid ahead of its invoice is taken off the line. Charges of
// pay already counted are taken for paid. The instalments add up to the estimated final cost less what is paid and those charges. The
// report is that of Instalments.
func CashToCome(frozen budget.Estimate, c CostReport, terms []Term, timeline moteur.Timeline) ([]Instalment, moteur.Report) {
	planned, r := Instalments(frozen, terms, timeline)
	if r.Err() != nil {
		return nil, r
	}
	lines := map[string][]string{} // ID of a row → lines whose dates it follows
	for _, x := range frozen.Charges {
		lines["charges:"+x.Account] = append(lines["charges:"+x.Account], x.Line)
	}
	dated := map[string][]Instalment{}
	var all []Instalment
	for _, i := range planned {
		if i.Date.After(c.Date) {
			dated[i.Line] = append(dated[i.Line], i)
			all = append(all, i)
		}
	}
	var out []Instalment
	for _, row := range c.Rows {
		owed := row.Actual.Sub(row.Paid)
		if row.Kind == RowCharges {
			owed = decimal.Zero
		}
		rest := row.Committed.Add(row.ToCome).Add(decimal.Min(owed, decimal.Zero))
		at := Instalment{Date: c.Date, Account: row.Account, Line: row.ID, Label: row.Label}
		at.Amount = decimal.Max(owed, decimal.Zero)
		dates := dated[row.ID]
		switch row.Kind {
		case RowUnplanned:
			at.Account = "hors devis"
		case RowPercent, RowReserve:
			if len(dates) == 0 {
				dates = all
			}
		}
		for _, id := range lines[row.ID] {
			dates = append(dates, dated[id]...)
		}
		out = append(out, at)
		out = append(out, at.over(rest, dates)...)
	}
	out = slices.DeleteFunc(out, func(i Instalment) bool { return i.Amount.IsZero() })
	slices.SortStableFunc(out, func(a, b Instalment) int { return a.Date.Compare(b.Date) })
	return out, r
}

// over spreads an amount over the dates of other instalments, in proportion to them; without any, at its own date.
func (i Instalment) over(amount decimal.Decimal, dates []Instalment) []Instalment {
	weights := make([]decimal.Decimal, len(dates))
	for k, d := range dates {
		weights[k] = d.Amount.Abs()
	}
	parts, err := money.Split(amount, weights)
	if err != nil {
		i.Amount = amount
		return []Instalment{i}
	}
	out := make([]Instalment, len(dates))
	for k, d := range dates {
		out[k] = i
		out[k].Date, out[k].Amount = d.Date, parts[k]
	}
	return out
}

// CashToComeDocument prints what is still to be paid: one row a month, one column a post, and the running total.
func CashToComeDocument(e budget.Estimate, c CostReport, list []Instalment) doc.Document {
	d := InstalmentsDocument(e, list)
	d.Title, d.Date = "Trésorerie à venir", c.Date
	d.Subtitle = "Montants en euros hors taxes. Factures à régler à la date du suivi, puis ce qui est engagé et à venir, à ses " +
		"échéances ; ce qui reste de lignes aux dates passées est à la date du suivi."
	return d
}
