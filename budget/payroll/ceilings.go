package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

// thresholds are the numbers of staff, of ceilings and of months that decide lines and bases.
type thresholds struct {
	fnal, mobility, apprenticeship int // staff
	unemployment, apec, retirement decimal.Decimal
	shortMonths                    int
}

func readThresholds(b law.Book) thresholds {
	out := thresholds{fnal: b.Int("staff.fnal"), apprenticeship: b.Int("staff.apprenticeship"),
		shortMonths:  b.Int("chomage_cddu_court.months"),
		unemployment: b.Number("ceiling.unemployment"), apec: b.Number("ceiling.apec"), retirement: b.Number("ceiling.retirement")}
	if b.Has("staff.mobility") { // as old as the rate of the levy itself
		out.mobility = b.Int("staff.mobility")
	}
	return out
}

type artistCeiling struct {
	day  decimal.Decimal // euros a day
	from int             // days in a row from which the ceiling by day ends
}

// pmss is the monthly ceiling in force on a date.
func (r *Rates) pmss(on moteur.Date) (decimal.Decimal, error) {
	c, err := r.table.Decimal("PMSS", on)
	if err != nil {
		return decimal.Zero, fmt.Errorf("payroll : plafond mensuel : %w", err)
	}
	return c.Value, nil
}

// monthEnd is the last day of the month of d.
func monthEnd(d moteur.Date) moteur.Date {
	return moteur.NewDate(d.Year(), d.Month(), 1).AddMonths(1).AddDays(-1)
}

// Ceilings gives the plafonds de sécurité sociale of an engagement, in euros: prorated by calendar days employed, and the
// full ceilings of the months touched.
func (r *Rates) Ceilings(s moteur.Span) (prorated, full decimal.Decimal, err error) {
	if s.Days() == 0 {
		return prorated, full, fmt.Errorf("payroll : %w : engagement sans dates", ErrPay)
	}
	for first := s.From; !first.After(s.To); first = monthEnd(first).AddDays(1) {
		last := monthEnd(first)
		month, err := r.pmss(last)
		if err != nil {
			return prorated, full, err
		}
		full = full.Add(month)
		days := min(last.Sub(first), s.To.Sub(first)) + 1
		prorated = prorated.Add(month.Mul(decimal.NewFromInt(int64(days))).DivRound(decimal.NewFromInt(int64(last.Day())), 2))
		if last.AddDays(1).IsZero() {
			break
		}
	}
	return prorated, full, nil
}

// shortCDDU tells whether the engagement is short enough for the unemployment surcharge; without dates it is.
func (r *Rates) shortCDDU(s moteur.Span) bool {
	return s.Days() == 0 || s.To.Before(s.From.AddMonths(r.limits.shortMonths))
}
