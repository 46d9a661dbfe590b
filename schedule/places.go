package schedule

import (
	"cmp"

	"github.com/moteur-film/moteur/schedule/labour"
)

// PlaceDays gives the jours de tournage of each location of the problem, by its ID: the dates on which something is shot there, whole or in
// part, by one unit or several, as the devis counts them. A day spent in several places counts in each.
func (p Plan) PlaceDays(problem Problem) map[string]int {
	return p.daysBy(problem, func(s *Scene) string { return s.place() })
}

// CountryDays gives the jours de tournage of each country, by its code, FR for a place that names none. A day spent in two countries counts
// in each, a day in several places of one country once.
func (p Plan) CountryDays(problem Problem) map[string]int {
	x := problem.index()
	return p.daysBy(problem, func(s *Scene) string {
		if l := x.location[s.place()]; l != nil {
			return cmp.Or(l.Country, "FR")
		}
		return "FR"
	})
}

// daysBy counts the dates on which a scene of each key is shot.
// BaseDays gives the jours de tournage of each base, by its name; a place without a base counts by its ID. A day spent in two bases counts
// in each.
func (p Plan) BaseDays(problem Problem) map[string]int {
	x := problem.index()
	return p.daysBy(problem, func(s *Scene) string {
		if l := x.location[s.place()]; l != nil {
			return cmp.Or(l.Base, l.ID)
		}
		return s.place()
	})
}

func (p Plan) daysBy(problem Problem, key func(*Scene) string) map[string]int {
	x := problem.index()
	type date struct {
		key string
		at  int
	}
	days, seen := map[string]int{}, map[date]bool{}
	for _, d := range p.Days {
		for _, id := range d.Scenes {
			s := x.scene[id]
			if s == nil {
				continue
			}
			if k := (date{key(s), d.at(problem.Calendar)}); !seen[k] {
				seen[k] = true
				days[k.key]++
			}
		}
	}
	return days
}

// Closing is the heure de fermeture of a place, unset when it has none: that of the next morning where Closes is a morning before an
// opening of the afternoon or the evening.
func (l *Location) Closing() labour.Clock {
	const noon = 12 * 60
	if l.Opens.Known() && l.Closes.Known() && l.Closes.Minutes() < noon && l.Opens.Minutes() >= noon {
		return l.Closes.Add(24 * 60)
	}
	return l.Closes
}
