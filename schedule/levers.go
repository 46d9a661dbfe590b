package schedule

import (
	"fmt"
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// lever is a constraint that can be taken away from a problem.
type lever struct {
	Constraint
	// without frees the problem of the constraint.
	without func(*Problem)
	// eased makes the n-th smallest change (1 first) that loosens the constraint, and says it in French; "" when there is none.
	// It is nil when the constraint can only be taken away whole.
	eased func(*Problem, int) string
}

// levers lists the constraints of a problem that can be named and taken away, each with an ID of its own.
func levers(p Problem) []lever {
	out := slices.Concat(shapeLevers(p), unitLevers(p))
	for i := range p.Roles {
		out = append(out, roleLevers(p, i)...)
	}
	for i := range p.Locations {
		out = append(out, locationLevers(p, i)...)
	}
	out = slices.Concat(out, equipmentLevers(p), precedenceLevers(p), fixedLevers(p), calendarLevers(p))
	seen := map[string]int{}
	for i := range out {
		id := out[i].ID
		if seen[id]++; seen[id] > 1 {
			out[i].ID = fmt.Sprintf("%s/%d", id, seen[id])
		}
	}
	return out
}

// shapeLevers are the constraints of the shape of a day: mixed lights, days after nights, moves.
func shapeLevers(p Problem) []lever {
	var out []lever
	sh := p.Shape
	if sh.Separate {
		out = append(out, lever{Constraint{"light-mix", "Les séquences de jour et de nuit ne se mêlent pas."},
			func(q *Problem) { q.Shape.Separate = false }, nil})
	}
	if sh.NoDayAfterNight {
		out = append(out, lever{Constraint{"day-after-night", "Pas de journée le lendemain d'une nuit."},
			func(q *Problem) { q.Shape.NoDayAfterNight = false }, nil})
	}
	if sh.MaxMoves > 0 {
		text := fmt.Sprintf("Au plus %s par jour.", fr.Plural(sh.MaxMoves, "déplacement", "déplacements"))
		out = append(out, lever{Constraint{"max-moves", text}, func(q *Problem) { q.Shape.MaxMoves = 0 },
			func(q *Problem, n int) string {
				q.Shape.MaxMoves += n
				return fmt.Sprintf("Permettre %d déplacements par jour.", q.Shape.MaxMoves)
			}})
	}
	return out
}

// unitLevers are the scenes kept for a unit and the units that shoot nothing else.
func unitLevers(p Problem) []lever {
	var out []lever
	for i, s := range p.Scenes {
		if s.Unit != "" {
			out = append(out, lever{Constraint{"unit/" + s.ID, fmt.Sprintf("La séquence %s est réservée à l'équipe %s.", s.ID, s.Unit)},
				func(q *Problem) { q.Scenes[i].Unit = "" }, nil})
		}
	}
	for i, u := range p.Units {
		if u.Reserved {
			text := fmt.Sprintf("L'équipe %s ne tourne que ce qui lui est réservé.", u.ID)
			out = append(out, lever{Constraint{"unit-reserved/" + u.ID, text},
				func(q *Problem) { q.Units[i].Reserved = false }, nil})
		}
	}
	return out
}

// roleLevers are the constraints of one role: its dates, its numbers of days, a child's hours.
func roleLevers(p Problem, i int) []lever {
	o := p.Roles[i]
	var out []lever
	if len(o.Free) > 0 || len(o.Busy) > 0 {
		out = append(out, lever{Constraint{"role-free/" + o.ID, freeText(o)},
			func(q *Problem) { q.Roles[i].Free, q.Roles[i].Busy = nil, nil },
			func(q *Problem, n int) string {
				q.Roles[i].Free = widen(o.Free, n)
				q.Roles[i].Busy = slices.DeleteFunc(widen(o.Busy, -n), func(s moteur.Span) bool {
					return !s.From.IsZero() && !s.To.IsZero() && s.To.Before(s.From)
				})
				return fmt.Sprintf("Obtenir %s %s de plus autour de ses dates.", o.label(), fr.Plural(n, "jour", "jours"))
			}})
	}
	if o.MaxDays > 0 {
		text := fmt.Sprintf("%s tourne au plus %s.", o.label(), fr.Plural(o.MaxDays, "jour", "jours"))
		out = append(out, lever{Constraint{"role-max-days/" + o.ID, text}, func(q *Problem) { q.Roles[i].MaxDays = 0 },
			func(q *Problem, n int) string {
				q.Roles[i].MaxDays += n
				return fmt.Sprintf("Engager %s pour %d jours.", o.label(), q.Roles[i].MaxDays)
			}})
	}
	if o.RestAfter > 0 {
		text := fmt.Sprintf("%s tourne au plus %s de suite.", o.label(), fr.Plural(o.RestAfter, "jour", "jours"))
		out = append(out, lever{Constraint{"role-rest/" + o.ID, text}, func(q *Problem) { q.Roles[i].RestAfter = 0 },
			func(q *Problem, n int) string {
				q.Roles[i].RestAfter += n
				return fmt.Sprintf("Faire tourner %s %d jours de suite.", o.label(), q.Roles[i].RestAfter)
			}})
	}
	if o.Child != nil {
		text := fmt.Sprintf("%s (%d ans) ne tourne qu'aux heures et aux dates permises à un enfant.", o.label(), o.Child.Age)
		out = append(out, lever{Constraint{"child/" + o.ID, text}, func(q *Problem) { q.Roles[i].Child = nil }, nil})
	}
	return out
}

// freeText says in French when a performer is free.
func freeText(o Role) string {
	switch {
	case len(o.Free) == 0:
		return o.label() + " n'est pas libre " + spans(o.Busy) + "."
	case len(o.Busy) == 0:
		return o.label() + " n'est libre que " + spans(o.Free) + "."
	}
	return o.label() + " n'est libre que " + spans(o.Free) + ", sauf " + spans(o.Busy) + "."
}

// locationLevers are the constraints of one location: its periods, its Sundays, its hours.
func locationLevers(p Problem, i int) []lever {
	l := p.Locations[i]
	var out []lever
	if len(l.Windows) > 0 {
		text := fmt.Sprintf("%s n'est disponible que %s.", l.label(), spans(l.Windows))
		out = append(out, lever{Constraint{"location-window/" + l.ID, text},
			func(q *Problem) { q.Locations[i].Windows, q.Locations[i].PrepDays = nil, 0 },
			func(q *Problem, n int) string {
				q.Locations[i].Windows = widen(l.Windows, n)
				return fmt.Sprintf("Obtenir %s %s de plus.", l.label(), fr.Plural(n, "jour", "jours"))
			}})
	}
	if !l.SundaysOK && slices.ContainsFunc(p.Calendar.On, func(d moteur.Date) bool { return d.Weekday() == time.Sunday }) {
		out = append(out, lever{Constraint{"location-sunday/" + l.ID, l.label() + " ferme le dimanche."},
			func(q *Problem) { q.Locations[i].SundaysOK = true }, nil})
	}
	if l.Opens.Known() || l.Closes.Known() {
		text := fmt.Sprintf("%s n'est autorisé que de %s à %s.", l.label(), l.Opens.Label(moteur.Date{}), l.Closes.Label(moteur.Date{}))
		out = append(out, lever{Constraint{"location-hours/" + l.ID, text},
			func(q *Problem) { q.Locations[i].Opens, q.Locations[i].Closes = labour.Clock{}, labour.Clock{} }, nil})
	}
	return out
}

// equipmentLevers are the periods of the equipment.
func equipmentLevers(p Problem) []lever {
	var out []lever
	for i, e := range p.Equipment {
		if len(e.Windows) == 0 {
			continue
		}
		text := fmt.Sprintf("%s n'est disponible que %s.", e.label(), spans(e.Windows))
		out = append(out, lever{Constraint{"equipment-window/" + e.ID, text},
			func(q *Problem) { q.Equipment[i].Windows = nil },
			func(q *Problem, n int) string {
				q.Equipment[i].Windows = widen(e.Windows, n)
				return fmt.Sprintf("Louer %s %s de plus.", e.label(), fr.Plural(n, "jour", "jours"))
			}})
	}
	return out
}

// precedenceLevers are the raccords, each once however often the problem gives it.
func precedenceLevers(p Problem) []lever {
	var out []lever
	for i, c := range p.Precedences {
		if slices.Contains(p.Precedences[:i], c) {
			continue
		}
		text := fmt.Sprintf("La séquence %s se tourne avant la séquence %s", c.Before, c.After)
		if c.GapDays > 1 {
			text += fmt.Sprintf(", %d jours au moins", c.GapDays)
		}
		if c.Reason != "" {
			text += " (" + c.Reason + ")"
		}
		out = append(out, lever{Constraint{fmt.Sprintf("precedence/%s/%s", c.Before, c.After), text + "."}, func(q *Problem) {
			q.Precedences = slices.DeleteFunc(q.Precedences, func(o Precedence) bool { return o == p.Precedences[i] })
		}, nil})
	}
	return out
}

// fixedLevers are the scenes pinned to dates and the frozen days.
func fixedLevers(p Problem) []lever {
	var out []lever
	for i, c := range p.Pins {
		text := fmt.Sprintf("La séquence %s est fixée %s.", c.Scene, spans([]moteur.Span{c.Span}))
		out = append(out, lever{Constraint{"pin/" + c.Scene, text}, func(q *Problem) {
			q.Pins = slices.DeleteFunc(q.Pins, func(o Pin) bool { return o == p.Pins[i] })
		}, nil})
	}
	for i, d := range p.Frozen {
		text := fmt.Sprintf("La journée %d (%s) est figée.", d.Number, fr.Date(d.Date))
		out = append(out, lever{Constraint{fmt.Sprintf("frozen/%d", d.Number), text}, func(q *Problem) {
			q.Frozen = slices.DeleteFunc(q.Frozen, func(o Day) bool {
				return o.Number == p.Frozen[i].Number && o.Date == p.Frozen[i].Date && o.Unit == p.Frozen[i].Unit
			})
		}, nil})
	}
	return out
}

// calendarLevers are the law, the days off, the capacity of a day and the end of the shoot.
func calendarLevers(p Problem) []lever {
	var out []lever
	c, sh := p.Calendar, p.Shape
	if p.Rules.Agreement != NoLaw && !c.Dateless {
		out = append(out, lever{Constraint{"law", "Les durées et les repos de la convention collective sont respectés."},
			func(q *Problem) { q.Rules.Agreement = NoLaw }, nil})
	}
	if len(c.Off) > 0 {
		text := fmt.Sprintf("Le calendrier compte %s.", fr.Plural(len(c.Off), "jour chômé", "jours chômés"))
		out = append(out, lever{Constraint{"days-off", text}, func(q *Problem) { q.Calendar.Off = nil }, nil})
	}
	if sh.Minutes > 0 {
		text := fmt.Sprintf("Une journée compte au plus %d minutes de tournage et de déplacement.", sh.Minutes)
		out = append(out, lever{Constraint{"capacity-minutes", text}, func(q *Problem) { q.Shape.Minutes = maxMinute },
			func(q *Problem, n int) string {
				q.Shape.Minutes += 30 * n
				return fmt.Sprintf("Tourner %d minutes par jour.", q.Shape.Minutes)
			}})
	}
	if sh.Eighths > 0 {
		text := fmt.Sprintf("Une journée compte au plus %s pages.", fr.Eighths(sh.Eighths))
		out = append(out, lever{Constraint{"capacity-eighths", text}, func(q *Problem) { q.Shape.Eighths = maxMinute },
			func(q *Problem, n int) string {
				q.Shape.Eighths += 2 * n
				return fmt.Sprintf("Tourner %s pages par jour.", fr.Eighths(q.Shape.Eighths))
			}})
	}
	if c.MaxDays > 0 {
		text := fmt.Sprintf("Le tournage compte au plus %s.", fr.Plural(c.MaxDays, "jour", "jours"))
		out = append(out, lever{Constraint{"max-days", text}, func(q *Problem) { q.Calendar.MaxDays = 0 },
			func(q *Problem, n int) string {
				q.Calendar.MaxDays += n
				return fmt.Sprintf("Tourner %s de plus (%d).", fr.Plural(n, "jour", "jours"), q.Calendar.MaxDays)
			}})
	}
	if !c.Last.IsZero() && !c.Dateless {
		text := fmt.Sprintf("Le tournage finit au plus tard le %s.", fr.Date(c.Last))
		out = append(out, lever{Constraint{"last-day", text}, func(q *Problem) { q.Calendar.Last = moteur.Date{} },
			func(q *Problem, n int) string {
				q.Calendar.Last = c.Last.AddDays(n)
				return fmt.Sprintf("Finir le %s.", fr.Date(q.Calendar.Last))
			}})
	}
	return out
}

// spans lists periods in French.
func spans(list []moteur.Span) string {
	var out []string
	for _, s := range list {
		switch {
		case s.From.IsZero() && s.To.IsZero():
			out = append(out, "toujours")
		case s.From.IsZero():
			out = append(out, "jusqu'au "+fr.Date(s.To))
		case s.To.IsZero():
			out = append(out, "à partir du "+fr.Date(s.From))
		case s.From == s.To:
			out = append(out, "le "+fr.Date(s.From))
		default:
			out = append(out, "du "+fr.Date(s.From)+" au "+fr.Date(s.To))
		}
	}
	return fr.List(out)
}

// widen opens each span by n days on both sides.
func widen(list []moteur.Span, n int) []moteur.Span {
	out := slices.Clone(list)
	for i := range out {
		if !out[i].From.IsZero() {
			out[i].From = out[i].From.AddDays(-n)
		}
		if !out[i].To.IsZero() {
			out[i].To = out[i].To.AddDays(n)
		}
	}
	return out
}
