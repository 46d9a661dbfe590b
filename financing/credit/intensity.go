package credit

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

// AidLimit is the intensité maximale des aides publiques of a film of that cost on a date, as a fraction, and why it applies, in
// French (RGA art. 211-20 to 211-22): the general rule, or the derogations of a difficult film (first or second film of the
// director) and of a small budget, higher when the film takes no tax credit. A date before the law is an error of the report.
func AidLimit(cost decimal.Decimal, difficult, withCredit bool, on moteur.Date) (limit moteur.Step, why string, r moteur.Report) {
	limit, why = aidLimit(cost, difficult, withCredit, openRules(on, nil, &r), "")
	return limit, why, r
}

func aidLimit(cost decimal.Decimal, difficult, withCredit bool, b law.Book, path string) (limit moteur.Step, why string) {
	small := b.At(path).Cited("intensity/small_budget").Value
	isSmall := cost.IsPositive() && small.IsPositive() && !cost.GreaterThan(small)
	id := "intensity/derogation"
	switch {
	case !difficult && !isSmall:
		id, why = "intensity/normal", "règle générale"
	case withCredit && difficult:
		why = "film difficile"
	case withCredit:
		why = "film à petit budget"
	default:
		id, why = "intensity/no_credit", "film difficile ou à petit budget, sans crédit d'impôt"
	}
	return b.At(path).Quote("intensité maximale, "+why, id), why
}
