package schedule

import (
	"fmt"
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// locationLevers are the constraints of one location: its periods, its Sundays, its hours, its days in a row.
func locationLevers(p Problem, i int) []lever {
	l := p.Locations[i]
	var out []lever
	if len(l.Windows) > 0 {
		text := fmt.Sprintf("%s n'est disponible que %s.", l.label(), spans(l.Windows))
		if n := l.PrepDays + l.RigDays + l.StrikeDays; n > 0 {
			text = fmt.Sprintf("%s n'est disponible que %s, dont %s de construction, de prémontage et de remise en état.", l.label(),
				spans(l.Windows), fr.Plural(n, "jour", "jours"))
		}
		out = append(out, free("location-window/"+l.ID, text,
			func(q *Problem) {
				r := &q.Locations[i]
				r.Windows, r.PrepDays, r.RigDays, r.StrikeDays = nil, 0, 0, 0
			},
			graded("location-window/"+l.ID, func(q *Problem, n int) string {
				q.Locations[i].Windows = widen(l.Windows, n)
				return fmt.Sprintf("Obtenir %s %s de plus.", l.label(), fr.Plural(n, "jour", "jours"))
			})))
	}
	if !l.SundaysOK && slices.ContainsFunc(p.Calendar.On, func(d moteur.Date) bool { return d.Weekday() == time.Sunday }) {
		out = append(out, free("location-sunday/"+l.ID, l.label()+" ferme le dimanche.",
			func(q *Problem) { q.Locations[i].SundaysOK = true }))
	}
	if l.Opens.Known() || l.Closes.Known() {
		text := fmt.Sprintf("%s n'est autorisé %s.", l.label(), onlyHours(l.Opens, l.Closing()))
		out = append(out, free("location-hours/"+l.ID, text,
			func(q *Problem) { q.Locations[i].Opens, q.Locations[i].Closes = labour.Clock{}, labour.Clock{} },
			windowWays("location-hours/"+l.ID, l.Opens, l.Closing(), func(q *Problem, from, until labour.Clock) string {
				q.Locations[i].Opens, q.Locations[i].Closes = from, until
				return fmt.Sprintf("Obtenir %s %s.", l.label(), hoursOf(from, until))
			})...))
	}
	if l.Contiguous {
		out = append(out, free("location-contiguous/"+l.ID, l.label()+" se tourne en jours qui se suivent.",
			func(q *Problem) { q.Locations[i].Contiguous = false }))
	}
	if l.NoReturn {
		out = append(out, free("location-no-return/"+l.ID, "On ne revient pas à ce lieu : "+l.label()+".",
			func(q *Problem) { q.Locations[i].NoReturn = false }))
	}
	return out
}

// equipmentLevers are the periods of the equipment, and its number when there are several units.
func equipmentLevers(p Problem) []lever {
	var out []lever
	for i, e := range p.Equipment {
		if len(e.Windows) > 0 {
			text := fmt.Sprintf("%s n'est disponible que %s.", e.label(), spans(e.Windows))
			out = append(out, free("equipment-window/"+e.ID, text, func(q *Problem) { q.Equipment[i].Windows = nil },
				graded("equipment-window/"+e.ID, func(q *Problem, n int) string {
					q.Equipment[i].Windows = widen(e.Windows, n)
					return fmt.Sprintf("Louer %s %s de plus.", e.label(), fr.Plural(n, "jour", "jours"))
				})))
		}
		copies := max(e.Copies, 1)
		if copies >= len(p.Units) || !slices.ContainsFunc(p.Scenes, func(s Scene) bool { return slices.Contains(s.Needs, e.ID) }) {
			continue
		}
		text := fmt.Sprintf("%s est en %s : une équipe à la fois par exemplaire.", e.label(), fr.Plural(copies, "exemplaire",
			"exemplaires"))
		out = append(out, bound("equipment-copies/"+e.ID, text, func(q *Problem) { q.Equipment[i].Copies = len(p.Units) },
			way{id: "equipment-copies/" + e.ID, steps: len(p.Units) - copies, do: func(q *Problem, n int) string {
				q.Equipment[i].Copies = copies + n
				return fmt.Sprintf("Louer %s de plus : %s.", fr.Plural(n, "exemplaire", "exemplaires"), e.label())
			}}))
	}
	return out
}
