package film

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
)

// plausible asks about numbers that a film rarely has: a zero too many, a unit taken for another.
func (r *referee) plausible() {
	const people, shootingDay = 500, 720
	shape, crew := r.f.Shoot.Shape, r.f.Shoot.Crew
	if crew.People > people {
		r.ask("shoot.crew.people", "L'équipe est de %d personnes.", crew.People)
	}
	for i, d := range r.f.Sheets.Crew {
		if d.People > people {
			r.ask(fmt.Sprintf("sheets.crew[%d].people", i), "L'équipe %s est de %d personnes.", fr.Quote(fr.Clip(d.Name)), d.People)
		}
	}
	if shape.Minutes > shootingDay {
		r.ask("shoot.shape.minutes", "La journée de tournage est de %d minutes.", shape.Minutes)
	}
	if m := r.f.Film.Minutes; r.f.Film.Kind == moteur.Feature && (m < 30 || m > 300) {
		r.ask("film.minutes", "Le long métrage dure %d minutes.", m)
	}
	r.bounds()
	r.pays()
}

// ask is a warning on a number that is possible and rare.
func (r *referee) ask(path, format string, args ...any) {
	r.found.Warnf(path, "film/implausible", "%s Est-ce bien le nombre ?", fmt.Sprintf(format, args...))
}

// bounds checks the days that contracts ask for against the days there are.
func (r *referee) bounds() {
	cal := r.f.Shoot.Calendar
	horizon := cal.MaxDays
	if !cal.First.IsZero() && !cal.Last.IsZero() && !cal.Last.Before(cal.First) {
		if n := cal.Last.Sub(cal.First) + 1; horizon == 0 || n < horizon {
			horizon = n
		}
	}
	few := func(path, name string, least, most int) {
		switch {
		case most > 0 && least > most:
			r.found.Warnf(path+".min_days", "film/days", "%s : au moins %d jours et au plus %d.", name, least, most)
		case horizon > 0 && least > horizon:
			r.found.Warnf(path+".min_days", "film/days", "%s : au moins %d jours, le tournage en a au plus %d.", name, least, horizon)
		}
	}
	for i, o := range r.f.Shoot.Roles {
		few(fmt.Sprintf("shoot.roles[%d]", i), "Le rôle "+fr.Quote(o.ID), o.MinDays, o.MaxDays)
	}
	for i, e := range r.f.Shoot.Equipment {
		few(fmt.Sprintf("shoot.equipment[%d]", i), "Le matériel "+fr.Quote(e.ID), e.MinDays, 0)
	}
}

// pays checks the lines and percentages of the devis.
func (r *referee) pays() {
	top := decimal.NewFromInt(50_000)
	const slack = 4 // several persons, weeks paid after the work
	for i, l := range r.f.Budget.Lines {
		at := fmt.Sprintf("budget.lines[%d]", i)
		if l.Unit == "week" && l.Status == budget.Salaried && l.Rate.GreaterThan(top) {
			r.ask(at+".rate", "La ligne %s paie %s par semaine.", l.Name(), fr.Euros(l.Rate))
		}
		span := map[string]int{"day": 1, "week": 7}[l.Unit]
		if span == 0 || l.Span.From.IsZero() || l.Span.To.Before(l.Span.From) || l.From != "" || l.QuantityFormula != "" {
			continue // Before holds for a span without end
		}
		days := l.Span.To.Sub(l.Span.From) + 1
		if l.Quantity.Mul(decimal.NewFromInt(int64(span))).GreaterThan(decimal.NewFromInt(int64(slack * max(days, 7)))) {
			r.ask(at+".quantity", "La ligne %s compte %s %s en %s.", l.Name(), fr.Plain(l.Quantity), budget.UnitLabel(l.Unit),
				fr.Plural(days, "jour", "jours"))
		}
	}
	quarter := decimal.New(25, -2)
	for i, p := range r.f.Budget.Percents {
		if p.Rate.GreaterThan(quarter) && p.Fixed == nil && p.Entered == nil {
			r.ask(fmt.Sprintf("budget.percents[%d].rate", i), "%s : %s de la base.", fr.Quote(fr.Clip(p.Label)), fr.Percent(p.Rate, 1))
		}
	}
	if n := r.f.Film.Episodes; n > 0 {
		if v, ok := r.f.Budget.Variables["episodes"]; !ok || !v.Equal(decimal.NewFromInt(int64(n))) {
			r.found.Warnf("film.episodes", "film/unread", "Le nombre d'épisodes que le devis lit est « budget.variables.episodes » : %s.",
				fr.Plain(v))
		}
	}
	for i, c := range r.f.Film.CoProducers {
		if !slices.ContainsFunc(r.f.Financing.Resources, func(x financing.Resource) bool { return x.Party == c.Name }) {
			r.found.Warnf(fmt.Sprintf("film.co_producers[%d].name", i), "film/unread",
				"%s n'apporte rien au plan de financement : aucun document ne le nomme.", fr.Quote(fr.Clip(c.Name)))
		}
	}
}
