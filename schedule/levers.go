package schedule

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// lever is a named constraint of a problem.
type lever struct {
	Constraint
	// without frees the problem of the constraint: so its part in a conflict is proved. Nobody is told to do it where bound is set.
	without func(*Problem)
	// bound constraints are those of the law, of a child, of the light, of what a person needs and of the past: they are named and
	// never lifted.
	bound bool
	// ways are the changes that loosen the constraint.
	ways []way
	// told says the constraint for the scenes of a conflict; nil keeps Text.
	told func([]Scene) string
}

// way is a sortie: a change of the problem, in so many steps, each looser than the one before unless uneven says that they are not.
type way struct {
	id     string
	steps  int
	uneven bool
	// last ways are tried when no other way of the same constraint frees the plan, those of last resort when no way of any does.
	last, resort bool
	// do makes the n-th step, 1 first, and says it in French.
	do func(q *Problem, n int) string
}

// graded is a way of fourteen steps.
func graded(id string, do func(q *Problem, n int) string) way { return way{id: id, steps: 14, do: do} }

// far is the n-th step of a way that begins by days and goes on by so many days: the end of a shoot may be weeks away.
func far(n, by int) int { return n + max(n-14, 0)*(by-1) }

// once is a way of one step.
func once(id string, do func(q *Problem) string) way {
	return way{id: id, steps: 1, do: func(q *Problem, _ int) string { return do(q) }}
}

// free is a constraint of the production's own making: it may be loosened in some ways, and lifted when they do not suffice.
func free(id, text string, without func(*Problem), ways ...way) lever {
	lift := once("lift/"+id, func(q *Problem) string {
		without(q)
		return "Lever la contrainte : " + text
	})
	lift.last = len(ways) > 0
	lift.resort = slices.ContainsFunc(ways, func(w way) bool { return w.resort })
	return lever{Constraint: Constraint{id, text}, without: without, ways: append(ways, lift)}
}

// bound is a constraint that is never lifted, with the ways it leaves.
func bound(id, text string, without func(*Problem), ways ...way) lever {
	return lever{Constraint: Constraint{id, text}, without: without, bound: true, ways: ways}
}

// levers lists the constraints of a problem that can be named, each with an ID of its own.
func levers(p Problem) []lever {
	out := shapeLevers(p)
	for i := range p.Roles {
		out = append(out, roleLevers(p, i)...)
	}
	for i := range p.Locations {
		out = append(out, locationLevers(p, i)...)
	}
	out = slices.Concat(out, equipmentLevers(p), precedenceLevers(p), fixedLevers(p), sceneLevers(p), needLevers(p), closedLevers(p),
		calendarLevers(p), boundLevers(p), capacityLevers(p), wayLevers(p), unitLevers(p), togetherLevers(p))
	seen := map[string]int{}
	for i := range out {
		id := out[i].ID
		if seen[id]++; seen[id] > 1 {
			out[i].ID = fmt.Sprintf("%s/%d", id, seen[id])
		}
	}
	return out
}

// shapeLevers are the constraints of the shape of a day: mixed lights, days after nights, moves, cover sets, forms of days.
func shapeLevers(p Problem) []lever {
	var out []lever
	sh := p.Shape
	if sh.Separate {
		out = append(out, free("light-mix", "Les séquences de jour et de nuit ne se mêlent pas.",
			func(q *Problem) { q.Shape.Separate = false }))
	}
	if sh.NoDayAfterNight {
		out = append(out, free("day-after-night", "Pas de journée le lendemain d'une nuit.",
			func(q *Problem) { q.Shape.NoDayAfterNight = false }))
	}
	if sh.MaxMoves > 0 {
		text := fmt.Sprintf("Au plus %s par jour.", fr.Plural(sh.MaxMoves, "déplacement", "déplacements"))
		out = append(out, free("max-moves", text, func(q *Problem) { q.Shape.MaxMoves = 0 },
			graded("max-moves", func(q *Problem, n int) string {
				q.Shape.MaxMoves += n
				return fmt.Sprintf("Permettre %d déplacements par jour.", q.Shape.MaxMoves)
			})))
	}
	if sh.KeepCover {
		out = append(out, free("keep-cover", "Chaque jour d'extérieur garde un décor de repli.",
			func(q *Problem) { q.Shape.KeepCover = false }))
	}
	for i, f := range p.Forms {
		text := fmt.Sprintf("Les journées sont des %s %s.", formNames[f.Kind], spans([]moteur.Span{f.Span}))
		if f.Unit != "" {
			text = fmt.Sprintf("Les journées de l'équipe %s sont des %s %s.", f.Unit, formNames[f.Kind], spans([]moteur.Span{f.Span}))
		}
		out = append(out, free(fmt.Sprintf("form/%s/%s", f.Kind, f.Span), text, func(q *Problem) {
			q.Forms = slices.DeleteFunc(q.Forms, func(o DayForm) bool { return o == p.Forms[i] })
		}))
	}
	return out
}

// formNames are the French names of the forms of a day, plural.
var formNames = map[FormKind]string{HalfDay: "demi-journées", ContinuousDay: "journées continues", TenHourDay: "journées de dix heures",
	SplitDay: "journées coupées"}

// unitLevers are the scenes kept for a unit and the units that shoot nothing else.
func unitLevers(p Problem) []lever {
	var out []lever
	for i, s := range p.Scenes {
		if s.Unit != "" {
			out = append(out, free("unit/"+s.ID, fmt.Sprintf("La séquence %s est réservée à l'équipe %s.", s.ID, s.Unit),
				func(q *Problem) { q.Scenes[i].Unit = "" }))
		}
	}
	for i, u := range p.Units {
		if u.Reserved {
			out = append(out, free("unit-reserved/"+u.ID, fmt.Sprintf("L'équipe %s ne tourne que ce qui lui est réservé.", u.ID),
				func(q *Problem) { q.Units[i].Reserved = false }))
		}
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
		id := fmt.Sprintf("precedence/%s/%s", c.Before, c.After)
		var ways []way
		if c.GapDays > 1 {
			ways = append(ways, way{id: id, steps: c.GapDays - 1, do: func(q *Problem, n int) string {
				for k := range q.Precedences {
					if q.Precedences[k] == c {
						q.Precedences[k].GapDays -= n
					}
				}
				return fmt.Sprintf("Ramener à %s l'écart entre les séquences %s et %s.", fr.Plural(c.GapDays-n, "jour", "jours"), c.Before,
					c.After)
			}})
		}
		out = append(out, free(id, text+".", func(q *Problem) {
			q.Precedences = slices.DeleteFunc(q.Precedences, func(o Precedence) bool { return o == c })
		}, ways...))
	}
	return out
}

// fixedLevers are the scenes pinned to dates and the frozen days.
func fixedLevers(p Problem) []lever {
	var out []lever
	for _, c := range p.Pins {
		text := fmt.Sprintf("La séquence %s est fixée %s.", c.Scene, spans([]moteur.Span{c.Span}))
		same := func(o Pin) bool { return o == c }
		out = append(out, free("pin/"+c.Scene, text, func(q *Problem) { q.Pins = slices.DeleteFunc(q.Pins, same) },
			graded("pin/"+c.Scene, func(q *Problem, n int) string {
				k := slices.IndexFunc(q.Pins, same)
				q.Pins[k].Span = widen([]moteur.Span{c.Span}, n)[0]
				return fmt.Sprintf("Fixer la séquence %s %s.", c.Scene, spans([]moteur.Span{q.Pins[k].Span}))
			})))
	}
	for _, d := range p.Frozen {
		text := fmt.Sprintf("La journée %d est figée.", d.Number)
		if !d.Date.IsZero() {
			text = fmt.Sprintf("La journée du %s est figée.", fr.Date(d.Date))
		}
		out = append(out, bound(fmt.Sprintf("frozen/%d", d.Number), text, func(q *Problem) {
			q.Frozen = slices.DeleteFunc(q.Frozen, func(o Day) bool {
				return o.Number == d.Number && o.Date == d.Date && o.Unit == d.Unit
			})
		}))
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
