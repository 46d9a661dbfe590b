package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// Rule is the value of a rule of working time in force on a date, as the table writes it: "07:00", "12", "11:00-14:30".
// Ids are those of the reports: "t2.snack.before", "t3.meal.lunch", "minor.night.lt16.from". Other rooms read them here, so
// that each rule has one table. Errors wrap law.ErrUnknown, law.ErrEmpty or law.ErrBefore.
func Rule(id string, on moteur.Date) (moteur.Cited[string], error) {
	t, err := workingTable()
	if err != nil {
		return moteur.Cited[string]{}, err
	}
	c, err := t.Text(id, on)
	if err != nil {
		return c, fmt.Errorf("payroll : %w", err)
	}
	return c, nil
}

// RuleNumber is a rule whose value is a number: hours, minutes, days, a fraction.
func RuleNumber(id string, on moteur.Date) (moteur.Cited[decimal.Decimal], error) {
	t, err := workingTable()
	if err != nil {
		return moteur.Cited[decimal.Decimal]{}, err
	}
	c, err := t.Decimal(id, on)
	if err != nil {
		return c, fmt.Errorf("payroll : %w", err)
	}
	return c, nil
}
