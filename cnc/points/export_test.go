package points

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// Coefficient is the coefficient of a score on a date, as the points sheet reads it.
func Coefficient(s Score, on moteur.Date) (decimal.Decimal, error) {
	var r moteur.Report
	b, err := openBook(on, &r)
	if err != nil {
		return decimal.Zero, err
	}
	return b.coefficient(s)
}
