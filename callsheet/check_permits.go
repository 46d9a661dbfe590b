package callsheet

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/script"
)

// CheckPermits compares the days of a plan with the permits, as known on a date: every exterior needs a granted permit of
// its place for its day and hours; what is still to ask is measured against the authority's delay. Interiors are checked
// only where a permit of their place exists.
func CheckPermits(p schedule.Problem, plan schedule.Plan, permits []Permit, on moteur.Date) moteur.Report {
	var r moteur.Report
	scenes := map[string]schedule.Scene{}
	for _, s := range p.Scenes {
		scenes[s.ID] = s
	}
	names := map[string]string{}
	for _, l := range p.Locations {
		names[l.ID] = l.Name
	}
	for i, d := range plan.Days {
		if d.Date.IsZero() {
			continue
		}
		slots := map[string]schedule.Slot{}
		for _, s := range p.Timetable(d) {
			slots[s.Scene] = s
		}
		done := map[string]bool{}
		for _, id := range d.Scenes {
			s, ok := scenes[id]
			if !ok {
				continue
			}
			place := placeID(s)
			list := slices.DeleteFunc(slices.Clone(permits), func(x Permit) bool { return x.Place != place })
			name := names[place]
			if name == "" {
				name = place
			}
			path := fmt.Sprintf("days[%d]", i)
			if len(list) == 0 && s.Place == script.Interior {
				continue
			}
			n := slices.IndexFunc(list, func(x Permit) bool { return x.covers(d.Date) })
			if n < 0 {
				if !done[place] {
					missing(&r, path, name, d.Date, list, on)
					done[place] = true
				}
				continue
			}
			from, to := slots[id].From, slots[id].To
			if x := list[n]; from.Before(x.Opens) || to.After(x.Closes) {
				r.Errorf(path, "callsheet/permit-hours", "%s, le %s : séquence %s de %s à %s, l'autorisation va de %s à %s.", name,
					fr.ShortDate(d.Date), id, from.Label(d.Date), to.Label(d.Date), x.Opens.Label(d.Date), x.Closes.Label(d.Date))
			}
		}
	}
	return r
}

// missing says what is wanting at a place on a day, and how late it is; the first permit of the place speaks for it.
func missing(r *moteur.Report, path, name string, day moteur.Date, list []Permit, on moteur.Date) {
	if len(list) == 0 {
		r.Warnf(path, "callsheet/permit-none", "%s, le %s : aucune autorisation pour un tournage en extérieur.", name, fr.ShortDate(day))
		return
	}
	x := list[0]
	by := day.AddDays(-x.AskBefore)
	what := join(", ", x.What, x.Authority)
	switch x.State {
	case Refused:
		r.Errorf(path, "callsheet/permit-refused", "%s, le %s : autorisation refusée (%s).", name, fr.ShortDate(day), what)
	case Asked:
		r.Warnf(path, "callsheet/permit-asked", "%s, le %s : autorisation demandée le %s, pas encore accordée (%s).", name,
			fr.ShortDate(day), fr.ShortDate(x.Asked), what)
	case Granted:
		r.Errorf(path, "callsheet/permit-dates", "%s, le %s : l'autorisation accordée va du %s au %s.", name, fr.ShortDate(day),
			fr.ShortDate(x.Span.From), fr.ShortDate(x.Span.To))
	default:
		if x.AskBefore > 0 && on.After(by) {
			r.Errorf(path, "callsheet/permit-late", "%s, le %s : autorisation à demander avant le %s (%s).", name, fr.ShortDate(day),
				fr.ShortDate(by), what)
			return
		}
		r.Warnf(path, "callsheet/permit-to-ask", "%s, le %s : autorisation à demander%s (%s).", name, fr.ShortDate(day), before(x, by),
			what)
	}
}

func before(x Permit, by moteur.Date) string {
	if x.AskBefore == 0 {
		return ""
	}
	return " avant le " + fr.ShortDate(by)
}
