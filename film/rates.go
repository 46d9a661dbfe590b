package film

import (
	"slices"

	"github.com/moteur-film/moteur/budget"
)

// ratesOnce is the folder with the day of each role typed once: a line of the devis that pays the days of a role and has no rate takes
// the role's, and a role without one takes its line's. Two rates that differ stay as they are, and are told.
func ratesOnce(f Folder) Folder {
	f.Budget.Lines, f.Shoot.Roles = slices.Clone(f.Budget.Lines), slices.Clone(f.Shoot.Roles)
	for i := range f.Budget.Lines {
		l := &f.Budget.Lines[i]
		kind, id := figureOf(l.From)
		at := slices.IndexFunc(f.Shoot.Roles, func(o Role) bool { return o.ID == id })
		if kind != "role" || at < 0 || l.Status != budget.Salaried || l.Unit != "day" || l.Currency != "" && l.Currency != "EUR" {
			continue
		}
		switch o := &f.Shoot.Roles[at]; {
		case l.Rate.IsZero():
			l.Rate = o.DayRate
		case o.DayRate.IsZero() && o.WeekRate.IsZero():
			o.DayRate = l.Rate
		}
	}
	return f
}
