package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// CheckMinimum compares a rate, euros gross on a basis, with the minimum: a rate below it is an issue with the gap in
// euros. The annexes of pay do not bind a short film: there the gap is a warning.
func CheckMinimum(job string, on moteur.Date, b Basis, rate decimal.Decimal, kind moteur.Kind) (moteur.Report, error) {
	least, rep, err := Minimum(job, on, b)
	if err != nil {
		return rep, err
	}
	if gap := least.Value.Sub(rate); gap.IsPositive() {
		sev, why := moteur.Error, ""
		if kind == moteur.Short {
			sev, why = moteur.Warning, " (les annexes de salaires n'obligent pas un court métrage)"
		}
		j, _ := FindJob(job)
		src := moteur.Source{}
		least.Walk(func(_ int, s moteur.Step) {
			if src.Text == "" {
				src = s.Source
			}
		})
		rep.Add(moteur.Issue{Path: "rate", Severity: sev, Rule: "payroll/below-minimum", Source: src,
			Message: fmt.Sprintf("%s : %s pour la base « %s », sous le minimum de %s : il manque %s%s.", j.Name, fr.Euros(rate), b.Label(),
				fr.Euros(least.Value), fr.Euros(gap), why)})
	}
	return rep, nil
}
