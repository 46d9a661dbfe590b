package film

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/fr"
)

// owners checks that what two parts of the file say of one person, role or firm is the same.
func (r *referee) owners() {
	r.rolesOfLines()
	r.firms()
	for i, a := range r.f.Request.Facts.Authors {
		if a.Role == points.Director && r.f.Film.Director != "" && a.Person != r.f.Film.Director {
			r.found.Warnf(fmt.Sprintf("request.facts.authors[%d].person", i), "film/director",
				"%s est l'auteur de la réalisation, et %s le réalisateur du film (« film.director »).", fr.Quote(fr.Clip(a.Person)),
				fr.Quote(fr.Clip(r.f.Film.Director)))
		}
	}
}

// rolesOfLines checks the lines of the devis that pay roles: the role, its performer, its price, the unit of the figure.
func (r *referee) rolesOfLines() {
	paid := map[string]string{}
	for i, l := range r.f.Budget.Lines {
		at := fmt.Sprintf("budget.lines[%d]", i)
		kind, id := figureOf(l.From)
		if unit := unitsOf[kind]; l.Unit != "" && unit != nil && !slices.Contains(unit, l.Unit) && wrongUnit(kind, l.Unit) {
			r.found.Warnf(at+".unit", "film/figure-unit", "La ligne %s compte en %s, le plan de travail donne %s en %s.", l.Name(),
				fr.Quote(budget.UnitLabel(l.Unit)), fr.Quote(l.From), fr.Quote(budget.UnitLabel(unit[0])))
		}
		if !slices.Contains([]string{"role", "worked", "travel", "stays"}, kind) {
			id = ""
		}
		if l.Role != "" && id != "" && l.Role != id {
			r.found.Warnf(at+".from", "film/line-role", "La ligne %s paie le rôle %s et compte les jours du rôle %s.", l.Name(),
				fr.Quote(l.Role), fr.Quote(id))
		}
		if kind == "role" && l.Status == budget.Salaried {
			if first := paid[id]; first != "" {
				r.found.Warnf(at+".from", "film/figure-twice", "Les jours du rôle %s paient déjà la ligne %s.", fr.Quote(id), first)
			}
			paid[id] = l.Name()
		}
		for _, o := range r.f.Shoot.Roles {
			if o.ID == l.Role || l.Role == "" && o.ID == id {
				r.roleOfLine(at, l, o, kind == "role")
			}
		}
	}
}

// roleOfLine checks a line against the role it pays; daily tells that its quantity is the days paid to the role.
func (r *referee) roleOfLine(at string, l budget.Line, o Role, daily bool) {
	if l.Person != "" && o.Performer != "" && l.Person != o.Performer {
		r.found.Warnf(at+".person", "film/performer", "La ligne %s paie %s, le rôle %s est tenu par %s.", l.Name(), fr.Quote(l.Person),
			fr.Quote(o.ID), fr.Quote(o.Performer))
	}
	if daily && l.Status == budget.Salaried && l.Unit == "day" && o.WeekRate.IsZero() && !o.DayRate.IsZero() && !l.Rate.IsZero() &&
		(l.Currency == "" || l.Currency == "EUR") && !l.Rate.Equal(o.DayRate) {
		r.found.Warnf(at+".rate", "film/role-rate", "La ligne %s paie la journée %s, le plan de travail la compte à %s.", l.Name(),
			fr.Euros(l.Rate), fr.Euros(o.DayRate))
	}
}

// figureOf cuts "plan:role:ANNA" in "role" and "ANNA".
func figureOf(from string) (kind, id string) {
	rest, ok := strings.CutPrefix(from, "plan:")
	if !ok {
		return "", ""
	}
	kind, id, _ = strings.Cut(rest, ":")
	return kind, id
}

// unitsOf are the units of the figures of the plan that are counted in days or weeks; a figure left out goes with any unit.
var unitsOf = map[string][]string{
	"shoot_days": days, "unit_days": days, "unit": days, "nights": {"night", "day"}, "away_days": days, "role": days, "worked": days,
	"travel": days, "role_days": days, "extras": days, "featured": days, "location": days, "equipment": days,
	"shoot_weeks": {"week"}, "crew_weeks": {"week"}, "km": {"km"}, "meals": {"meal"},
	"premium_hours": {"hour"}, "overtime_hours": {"hour"},
}

var days = []string{"day", "night"}

// wrongUnit tells whether a unit measures another thing than the figure: a duration of another length, a distance. What is paid by the
// day in meals, kilometres or pieces is counted in days too.
func wrongUnit(kind, unit string) bool {
	switch kind {
	case "km", "meals":
		return true
	}
	return slices.Contains([]string{"day", "half_day", "night", "week", "month", "hour", "minute"}, unit)
}

// firms checks the firms that the file names in several places.
func (r *referee) firms() {
	home := r.f.Film.Company
	r.firm("film.company", home)
	for i, c := range r.f.Film.CoProducers {
		r.firm(fmt.Sprintf("film.co_producers[%d]", i), c)
	}
	for i, p := range r.f.Request.Facts.Producers {
		at := fmt.Sprintf("request.facts.producers[%d]", i)
		r.firm(at+".company", p.Company)
		if p.CashPaid.GreaterThan(p.Company.Capital) {
			r.found.Warnf(at+".cash_paid", "film/cash-paid", "Le capital de %s versé en numéraire, %s, dépasse son capital, %s.",
				fr.Quote(fr.Clip(p.Company.Name)), fr.Euros(p.CashPaid), fr.Euros(p.Company.Capital))
		}
		if p.Company.Name != home.Name && (p.Company.SIRET == "" || p.Company.SIRET != home.SIRET) {
			continue
		}
		for _, k := range []struct {
			key, what  string
			here, film string
		}{
			{"name", "Le nom", p.Company.Name, home.Name}, {"siret", "Le SIRET", p.Company.SIRET, home.SIRET},
			{"country", "Le pays", p.Company.Country, home.Country},
			{"capital", "Le capital", capital(p.Company.Capital), capital(home.Capital)},
		} {
			if k.here != "" && k.film != "" && k.here != k.film {
				r.found.Warnf(at+".company."+k.key, "film/firm", "%s de la société est ici %s, et %s dans « film.company ».", k.what,
					fr.Quote(fr.Clip(k.here)), fr.Quote(fr.Clip(k.film)))
			}
		}
	}
}

func capital(d decimal.Decimal) string {
	if d.IsZero() {
		return ""
	}
	return fr.Euros(d)
}

// firm checks the numbers of one firm.
func (r *referee) firm(at string, c moteur.Company) {
	if m := c.FiscalYearEnd; m > 12 {
		r.found.Errorf(at+".fiscal_year_end", "film/month", "Le mois de clôture va de 1 à 12 : %d.", m)
	}
	if c.SIRET == "" || c.Country != "" && c.Country != "FR" {
		return
	}
	if _, err := hiring.CheckSIRET(c.SIRET); err != nil {
		r.found.Warnf(at+".siret", "film/siret", "%s.", fr.Capital(err.Error()))
	}
}
