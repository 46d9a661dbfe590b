package film

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// missing tells the values that nobody typed and that count as zero: a price, an amount, a number of admissions.
func (r *referee) missing(b breakdown.Breakdown) {
	r.unpriced(b)
	for i, x := range r.f.Financing.Resources {
		awaited := x.Kind == financing.TaxCredit && slices.IndexFunc(r.f.Financing.Resources, func(o financing.Resource) bool {
			return o.Kind == financing.TaxCredit && o.Amount.IsZero()
		}) == i // the dossier computes it
		if x.Amount.IsZero() && !awaited {
			r.found.Warnf(fmt.Sprintf("financing.resources[%d].amount", i), "film/missing",
				"Le montant de la ressource %s manque ou vaut zéro : elle n'apporte rien.", fr.Quote(fr.Clip(x.Label)))
		}
	}
	for i, w := range r.f.Release.Weeks {
		at := fmt.Sprintf("release.weeks[%d]", i)
		if w.Admissions == 0 {
			r.found.Warnf(at+".admissions", "film/missing", "Semaine %d : les entrées manquent ou valent zéro.", i+1)
		}
		if w.Price.IsZero() {
			r.found.Warnf(at+".avg_price_ttc", "film/missing", "Semaine %d : le prix moyen manque ou vaut zéro : aucune recette.", i+1)
		}
	}
	for i, m := range r.f.Release.Modes {
		if m.Gross.IsZero() {
			r.found.Warnf(fmt.Sprintf("release.other_modes[%d].gross", i), "film/missing",
				"Les recettes de %s manquent ou valent zéro.", fr.Quote(fr.Clip(m.Label)))
		}
	}
}

// unpriced tells what the plan uses without a price by day: its search would take it for free. A place may be free.
func (r *referee) unpriced(b breakdown.Breakdown) {
	s := r.f.Shoot
	free := func(path, name string, rate decimal.Decimal) {
		if rate.IsZero() {
			r.found.Warnf(path+".day_rate", "film/missing",
				"Le tarif d'une journée manque ou vaut zéro (%s) : le plan de travail le compte pour rien.", name)
		}
	}
	free("shoot.crew", "équipe", s.Crew.DayRate)
	r.unpaid()
	played, used := r.served(b)
	for i, o := range s.Roles {
		if played[o.ID] && o.WeekRate.IsZero() {
			free(fmt.Sprintf("shoot.roles[%d]", i), "rôle "+o.ID, o.DayRate)
		}
	}
	for i, e := range s.Equipment {
		if used[e.ID] {
			free(fmt.Sprintf("shoot.equipment[%d]", i), "matériel "+e.ID, e.DayRate)
		}
	}
	for number, note := range s.Scenes {
		for i, e := range note.Extras {
			at := fmt.Sprintf("shoot.scenes.%s.extras[%d]", number, i)
			free(at, e.Kind, e.DayRate)
			r.crowd(at, e)
		}
	}
}

// unpaid tells the lines of the devis without price or quantity, and the percentages without rate.
func (r *referee) unpaid() {
	for i, l := range r.f.Budget.Lines {
		at := fmt.Sprintf("budget.lines[%d]", i)
		if l.Entered != nil || slices.Contains(r.f.Budget.GroupsOff, l.Group) && l.Group != "" {
			continue
		}
		if l.Rate.IsZero() {
			r.found.Warnf(at+".rate", "film/missing", "Le prix de la ligne %s manque ou vaut zéro : elle ne coûte rien.", l.Name())
		}
		if l.Quantity.IsZero() && l.QuantityFormula == "" && l.From == "" {
			r.found.Warnf(at+".quantity", "film/missing", "La quantité de la ligne %s manque ou vaut zéro : elle ne coûte rien.", l.Name())
		}
	}
	for i, p := range r.f.Budget.Percents {
		if p.Rate.IsZero() && p.Fixed == nil && p.Entered == nil {
			r.found.Warnf(fmt.Sprintf("budget.percents[%d].rate", i), "film/missing", "Le taux de %s manque ou vaut zéro.",
				fr.Quote(fr.Clip(p.Label)))
		}
	}
}

// crowd tells a group of extras without a person, or with more than a film hires in a day.
func (r *referee) crowd(path string, e schedule.Extras) {
	const most = 1000
	switch {
	case e.Count == 0:
		r.found.Warnf(path+".count", "film/missing", "Le nombre de figurants manque ou vaut zéro (%s).", e.Kind)
	case e.Count > most:
		r.found.Warnf(path+".count", "film/implausible", "%d figurants un même jour (%s) : est-ce bien le nombre ?", e.Count, e.Kind)
	}
}

// thousands tells a number of three decimals that reads like thousands: "9.000" is nine. A number that is not of money may have three
// decimals (a rate of exchange, minutes a second) unless the last is a zero.
func thousands(r *moteur.Report, path string, d decimal.Decimal) {
	const decimals = 3
	if d.Exponent() != -decimals || d.Abs().LessThan(decimal.NewFromInt(1)) || d.Abs().GreaterThanOrEqual(decimal.NewFromInt(1000)) {
		return
	}
	if precise.MatchString(path) && !d.Truncate(decimals-1).Equal(d) {
		return
	}
	r.Warnf(path, "film/thousands", "%q est lu %s : le point sépare les décimales ; si c'est %s, écrivez %q.", d.StringFixed(decimals),
		fr.Plain(d), fr.Plain(d.Shift(decimals)), d.Shift(decimals).String())
}

// precise are the paths of numbers that are not of money.
var precise = regexp.MustCompile(`minutes_per_second|currencies|variables|\.quantity$|\.number$|^financing\..*\.rate$|repayable|kg_co2e`)
