package budget

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/money"
)

// sound tells whether every number of a line is one the trade may hold: printing or comparing others could cost hours.
func (l *Line) sound() bool {
	return soundAll(&l.Number, &l.Quantity, &l.Rate, l.Entered) && soundShares(l.Shares) && soundShares(l.Split)
}

func soundAll(list ...*decimal.Decimal) bool {
	for _, d := range list {
		if d != nil && money.Guard(*d) != nil {
			return false
		}
	}
	return true
}

func soundShares(m map[string]map[string]decimal.Decimal) bool {
	for _, values := range m {
		for _, d := range values {
			if money.Guard(d) != nil {
				return false
			}
		}
	}
	return true
}

// sound tells whether every number of a devis is one the trade may hold.
func (b *Budget) sound() bool {
	for i := range b.Lines {
		if !b.Lines[i].sound() {
			return false
		}
	}
	for k := range b.Percents {
		p := &b.Percents[k]
		if !soundAll(&p.Rate, p.Cap, p.Fixed, p.Entered) || !soundShares(p.Shares) {
			return false
		}
	}
	for k := range b.Charges {
		if !soundAll(&b.Charges[k].Rate, b.Charges[k].Ceiling) {
			return false
		}
	}
	return soundAll(b.AccidentRate) && soundShares(map[string]map[string]decimal.Decimal{"variables": b.Variables,
		"currencies": b.Currencies, "payroll": b.Payroll.Rates})
}
