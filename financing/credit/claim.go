package credit

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// share splits the credit between the producers by their spend.
func (c *Credit) share(in Case) {
	if len(in.Producers) == 0 {
		return
	}
	if len(in.Producers) > 2 {
		c.Report.Errorf("producers", "financing/credit-producers", "Deux entreprises de production déléguées au plus (%d données).",
			len(in.Producers))
		return
	}
	weights := make([]decimal.Decimal, len(in.Producers))
	for i, p := range in.Producers {
		weights[i] = money.Sane(p.Spend)
	}
	parts, err := money.Split(c.Amount, weights)
	if err != nil {
		c.Report.Errorf("producers", "financing/credit-producers", "Les dépenses des producteurs ne se partagent pas : %v.", err)
		return
	}
	c.Shares = slices.Clone(in.Producers)
	for i := range c.Shares {
		c.Shares[i].Amount = parts[i]
	}
}

// claims spreads the credit over the financial years in which the spend falls, by days of each line.
func (c *Credit) claims(in Case) {
	if in.Spending.Days() == 0 {
		return
	}
	month := in.YearEndMonth
	if month < 1 || month > 12 {
		month = 12
	}
	byYear := map[moteur.Date]decimal.Decimal{}
	var years []moteur.Date
	add := func(end moteur.Date, v decimal.Decimal) {
		if _, seen := byYear[end]; !seen {
			years = append(years, end)
		}
		byYear[end] = byYear[end].Add(v)
	}
	spread := func(span moteur.Span, v decimal.Decimal) {
		if span.Days() == 0 || span.Days() > 36600 {
			span = in.Spending
		}
		var ends []moteur.Date
		var days []decimal.Decimal
		for from := span.From; !from.After(span.To) && len(ends) < 110; {
			end := YearEnd(from, month)
			last := end
			if last.IsZero() || last.After(span.To) {
				last = span.To
			}
			ends, days = append(ends, end), append(days, decimal.NewFromInt(int64(last.Sub(from)+1)))
			from = last.AddDays(1)
			if from.IsZero() {
				break
			}
		}
		if parts, err := money.Split(v, days); err == nil {
			for i, p := range parts {
				add(ends[i], p)
			}
		}
	}
	if len(c.Lines) == 0 {
		spread(in.Spending, c.Eligible)
	}
	for _, l := range c.Lines {
		if l.Eligible.IsPositive() {
			spread(l.Span, l.Eligible)
		}
	}
	slices.SortFunc(years, moteur.Date.Compare)
	weights := make([]decimal.Decimal, len(years))
	for i, y := range years {
		weights[i] = byYear[y]
	}
	parts, err := money.Split(c.Amount, weights)
	if err != nil {
		return
	}
	for i, y := range years {
		c.Claims = append(c.Claims, Claim{YearEnd: y, Spend: byYear[y], Amount: parts[i]})
	}
}

// YearEnd is the closing of the financial year a date falls in: the last day of the given month.
func YearEnd(d moteur.Date, month int) moteur.Date {
	y := d.Year()
	if int(d.Month()) > month {
		y++
	}
	return moteur.NewDate(y, time.Month(month), 1).MonthEnd()
}

// RefundDate is when the claim of a financial year is paid back, by usage: it is said in the report.
func RefundDate(yearEnd moteur.Date, r *moteur.Report) moteur.Date {
	b := openRules(yearEnd, nil, r)
	return yearEnd.AddDays(1).AddMonths(b.At("timeline").Int("credit/claim.refund_months")).AddDays(-1)
}
