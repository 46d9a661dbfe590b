package schedule

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/internal/search"
)

// Conflict is a minimal set of constraints that no plan can respect together: take any one away and the proof falls.
type Conflict struct {
	Constraints []Constraint `json:"constraints"`
	// Scenes are the scenes that suffice to prove it.
	Scenes []string `json:"scenes"`
	// Relaxations are changes that would free the plan, the cheapest first.
	Relaxations []Relaxation `json:"relaxations,omitempty"`
}

// Constraint is a named rule of the problem.
type Constraint struct {
	ID   string `json:"id"`   // stable: "role-free/SOLANGE", "max-days"
	Text string `json:"text"` // one French sentence
}

// Relaxation is a change of the problem, with the price of the best plan found once it is made.
type Relaxation struct {
	Constraint string          `json:"constraint"` // ID
	Text       string          `json:"text"`       // one French sentence
	Cost       decimal.Decimal `json:"cost"`       // of the plan, euros
	// Saved is the difference with the plan it was compared with; zero after a conflict.
	Saved decimal.Decimal `json:"saved,omitzero"`
}

// String is the conflict in French: what cannot hold together.
func (c Conflict) String() string {
	var parts []string
	for _, k := range c.Constraints {
		parts = append(parts, strings.TrimSuffix(k.Text, "."))
	}
	if len(parts) == 0 {
		return fmt.Sprintf("Les séquences %s ne tiennent dans aucun plan.", fr.List(c.Scenes))
	}
	return fmt.Sprintf("Ne peuvent tenir ensemble, pour %s : %s.", scenesName(c.Scenes), strings.Join(parts, " ; "))
}

func scenesName(ids []string) string {
	if len(ids) == 1 {
		return "la séquence " + ids[0]
	}
	if len(ids) > 12 {
		return fmt.Sprintf("%d séquences", len(ids))
	}
	return "les séquences " + fr.List(ids)
}

// lever is a constraint that can be taken away: without is the problem freed of it; eased, when set, is the problem with the
// least change, and says it.
type lever struct {
	Constraint
	without func(*Problem)
	eased   func(*Problem, int) string // the n-th step, 1 at first; "" when there is none
}

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

// levers lists the constraints of a problem that can be named and taken away.
func levers(p Problem) []lever {
	var out []lever
	add := func(id, text string, without func(*Problem), eased func(*Problem, int) string) {
		out = append(out, lever{Constraint{id, text}, without, eased})
	}
	sh := p.Shape
	if sh.Separate {
		add("light-mix", "Les séquences de jour et de nuit ne se mêlent pas.", func(q *Problem) { q.Shape.Separate = false }, nil)
	}
	if sh.NoDayAfterNight {
		add("day-after-night", "Pas de journée le lendemain d'une nuit.", func(q *Problem) { q.Shape.NoDayAfterNight = false }, nil)
	}
	if sh.MaxMoves > 0 {
		add("max-moves", fmt.Sprintf("Au plus %s par jour.", fr.Plural(sh.MaxMoves, "déplacement", "déplacements")),
			func(q *Problem) { q.Shape.MaxMoves = 0 },
			func(q *Problem, n int) string {
				q.Shape.MaxMoves += n
				return fmt.Sprintf("Permettre %d déplacements par jour.", q.Shape.MaxMoves)
			})
	}
	for i, s := range p.Scenes {
		if s.Unit != "" {
			add("unit/"+s.ID, fmt.Sprintf("La séquence %s est réservée à l'équipe %s.", s.ID, s.Unit),
				func(q *Problem) { q.Scenes[i].Unit = "" }, nil)
		}
	}
	for i, u := range p.Units {
		if u.Reserved {
			add("unit-reserved/"+u.ID, fmt.Sprintf("L'équipe %s ne tourne que ce qui lui est réservé.", u.ID),
				func(q *Problem) { q.Units[i].Reserved = false }, nil)
		}
	}
	for i := range p.Roles {
		out = append(out, roleLevers(p, i)...)
	}
	for i, l := range p.Locations {
		if len(l.Windows) > 0 {
			add("location-window/"+l.ID, fmt.Sprintf("%s n'est disponible que %s.", l.label(), spans(l.Windows)),
				func(q *Problem) { q.Locations[i].Windows, q.Locations[i].PrepDays = nil, 0 },
				func(q *Problem, n int) string {
					q.Locations[i].Windows = widen(l.Windows, n)
					return fmt.Sprintf("Obtenir %s %s de plus.", l.label(), fr.Plural(n, "jour", "jours"))
				})
		}
		if !l.SundaysOK && slices.ContainsFunc(p.Calendar.On, func(d moteur.Date) bool { return d.Weekday() == time.Sunday }) {
			add("location-sunday/"+l.ID, l.label()+" ferme le dimanche.", func(q *Problem) { q.Locations[i].SundaysOK = true }, nil)
		}
		if l.Opens > 0 || l.Closes > 0 {
			add("location-hours/"+l.ID, fmt.Sprintf("%s n'est autorisé que de %s à %s.", l.label(), fr.Clock(l.Opens), fr.Clock(l.Closes)),
				func(q *Problem) { q.Locations[i].Opens, q.Locations[i].Closes = 0, 0 }, nil)
		}
	}
	for i, e := range p.Equipment {
		if len(e.Windows) > 0 {
			add("equipment-window/"+e.ID, fmt.Sprintf("%s n'est disponible que %s.", e.label(), spans(e.Windows)),
				func(q *Problem) { q.Equipment[i].Windows = nil },
				func(q *Problem, n int) string {
					q.Equipment[i].Windows = widen(e.Windows, n)
					return fmt.Sprintf("Louer %s %s de plus.", e.label(), fr.Plural(n, "jour", "jours"))
				})
		}
	}
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
		add(fmt.Sprintf("precedence/%s/%s", c.Before, c.After), text+".", func(q *Problem) {
			q.Precedences = slices.DeleteFunc(q.Precedences, func(o Precedence) bool { return o == p.Precedences[i] })
		}, nil)
	}
	for i, c := range p.Pins {
		add("pin/"+c.Scene, fmt.Sprintf("La séquence %s est fixée %s.", c.Scene, spans([]moteur.Span{c.Span})), func(q *Problem) {
			q.Pins = slices.DeleteFunc(q.Pins, func(o Pin) bool { return o == p.Pins[i] })
		}, nil)
	}
	for i, d := range p.Frozen {
		add(fmt.Sprintf("frozen/%d", d.Number), fmt.Sprintf("La journée %d (%s) est figée.", d.Number, fr.Date(d.Date)), func(q *Problem) {
			q.Frozen = slices.DeleteFunc(q.Frozen, func(o Day) bool {
				return o.Number == p.Frozen[i].Number && o.Date == p.Frozen[i].Date && o.Unit == p.Frozen[i].Unit
			})
		}, nil)
	}
	out = append(out, calendarLevers(p)...)
	seen := map[string]int{}
	for i := range out {
		id := out[i].ID
		if seen[id]++; seen[id] > 1 {
			out[i].ID = fmt.Sprintf("%s/%d", id, seen[id])
		}
	}
	return out
}

func roleLevers(p Problem, i int) []lever {
	o := p.Roles[i]
	var out []lever
	if len(o.Free) > 0 || len(o.Busy) > 0 {
		text := o.label() + " n'est "
		switch {
		case len(o.Free) == 0:
			text += "pas libre " + spans(o.Busy)
		case len(o.Busy) == 0:
			text += "libre que " + spans(o.Free)
		default:
			text += "libre que " + spans(o.Free) + ", sauf " + spans(o.Busy)
		}
		out = append(out, lever{Constraint{"role-free/" + o.ID, text + "."},
			func(q *Problem) { q.Roles[i].Free, q.Roles[i].Busy = nil, nil },
			func(q *Problem, n int) string {
				q.Roles[i].Free = widen(o.Free, n)
				q.Roles[i].Busy = slices.DeleteFunc(widen(o.Busy, -n),
					func(s moteur.Span) bool { return !s.From.IsZero() && !s.To.IsZero() && s.To.Before(s.From) })
				return fmt.Sprintf("Obtenir %s %s de plus autour de ses dates.", o.label(), fr.Plural(n, "jour", "jours"))
			}})
	}
	if o.MaxDays > 0 {
		out = append(out, lever{Constraint{"role-max-days/" + o.ID, fmt.Sprintf("%s tourne au plus %s.", o.label(),
			fr.Plural(o.MaxDays, "jour", "jours"))},
			func(q *Problem) { q.Roles[i].MaxDays = 0 },
			func(q *Problem, n int) string {
				q.Roles[i].MaxDays += n
				return fmt.Sprintf("Engager %s pour %d jours.", o.label(), q.Roles[i].MaxDays)
			}})
	}
	if o.RestAfter > 0 {
		out = append(out, lever{Constraint{"role-rest/" + o.ID, fmt.Sprintf("%s tourne au plus %s de suite.", o.label(),
			fr.Plural(o.RestAfter, "jour", "jours"))},
			func(q *Problem) { q.Roles[i].RestAfter = 0 },
			func(q *Problem, n int) string {
				q.Roles[i].RestAfter += n
				return fmt.Sprintf("Faire tourner %s %d jours de suite.", o.label(), q.Roles[i].RestAfter)
			}})
	}
	if o.Child != nil {
		out = append(out,
			lever{Constraint{"child/" + o.ID, fmt.Sprintf("%s (%d ans) ne tourne qu'aux heures et aux dates permises à un enfant.",
				o.label(), o.Child.Age)},
				func(q *Problem) { q.Roles[i].Child = nil }, nil})
	}
	return out
}

func calendarLevers(p Problem) []lever {
	var out []lever
	c, sh := p.Calendar, p.Shape
	if p.Rules.Agreement != NoLaw && !c.Dateless {
		out = append(out, lever{Constraint{"law", "Les durées et les repos de la convention collective sont respectés."},
			func(q *Problem) { q.Rules.Agreement = NoLaw }, nil})
	}
	if len(c.Off) > 0 {
		out = append(out, lever{Constraint{"days-off", fmt.Sprintf("Le calendrier compte %s.",
			fr.Plural(len(c.Off), "jour chômé", "jours chômés"))}, func(q *Problem) { q.Calendar.Off = nil }, nil})
	}
	if sh.Minutes > 0 {
		out = append(out, lever{Constraint{"capacity-minutes",
			fmt.Sprintf("Une journée compte au plus %d minutes de tournage et de déplacement.", sh.Minutes)},
			func(q *Problem) { q.Shape.Minutes = maxMinute },
			func(q *Problem, n int) string {
				q.Shape.Minutes += 30 * n
				return fmt.Sprintf("Tourner %d minutes par jour.", q.Shape.Minutes)
			}})
	}
	if sh.Eighths > 0 {
		out = append(out, lever{Constraint{"capacity-eighths", fmt.Sprintf("Une journée compte au plus %s pages.", fr.Eighths(sh.Eighths))},
			func(q *Problem) { q.Shape.Eighths = maxMinute },
			func(q *Problem, n int) string {
				q.Shape.Eighths += 2 * n
				return fmt.Sprintf("Tourner %s pages par jour.", fr.Eighths(q.Shape.Eighths))
			}})
	}
	if c.MaxDays > 0 {
		out = append(out, lever{Constraint{"max-days", fmt.Sprintf("Le tournage compte au plus %s.",
			fr.Plural(c.MaxDays, "jour", "jours"))}, func(q *Problem) { q.Calendar.MaxDays = 0 },
			func(q *Problem, n int) string {
				q.Calendar.MaxDays += n
				return fmt.Sprintf("Tourner %s de plus (%d).", fr.Plural(n, "jour", "jours"), q.Calendar.MaxDays)
			}})
	}
	if !c.Last.IsZero() && !c.Dateless {
		out = append(out, lever{Constraint{"last-day", fmt.Sprintf("Le tournage finit au plus tard le %s.", fr.Date(c.Last))},
			func(q *Problem) { q.Calendar.Last = moteur.Date{} },
			func(q *Problem, n int) string {
				q.Calendar.Last = c.Last.AddDays(n)
				return fmt.Sprintf("Finir le %s.", fr.Date(q.Calendar.Last))
			}})
	}
	return out
}

// copyOf is a problem whose lists can be changed without touching the original.
func copyOf(p Problem) Problem {
	p.Scenes, p.Roles, p.Locations, p.Equipment = slices.Clone(p.Scenes), slices.Clone(p.Roles), slices.Clone(p.Locations),
		slices.Clone(p.Equipment)
	p.Units = slices.Clone(p.Units)
	p.Precedences, p.Pins, p.Frozen = slices.Clone(p.Precedences), slices.Clone(p.Pins), slices.Clone(p.Frozen)
	return p
}

// conflictDays bounds the days tried to prove that a small problem has no plan.
const conflictDays = exactDays

// impossible proves that a problem has no plan; false means only that no proof was found.
func impossible(ctx context.Context, p Problem, budget int) bool {
	c, err := compile(p, nil)
	if err != nil {
		return false
	}
	return c.impossible(ctx, budget)
}

func (c *compiled) impossible(ctx context.Context, budget int) bool {
	if c.short {
		return false
	}
	if search.Impossible(c.m, c.open) {
		return true
	}
	if !c.small() {
		return false
	}
	found, complete := search.Feasible(ctx, c.m, budget)
	return !found && complete
}

// explain reduces an impossible problem to a minimal conflict by taking constraints, then scenes, away one by one, and prices
// the changes that would free the plan.
func explain(ctx context.Context, p Problem) *Conflict {
	all := levers(p)
	kept := make([]bool, len(all))
	for i := range kept {
		kept[i] = true
	}
	freed := func(but int) Problem {
		q := copyOf(p)
		for i := range all {
			if !kept[i] || i == but {
				all[i].without(&q)
			}
		}
		return q
	}
	// The proof is not complete, so that a constraint kept at first may fall once others have: go on until none does.
	for again := true; again; {
		again = false
		for i := range all {
			if kept[i] && ctx.Err() == nil && impossible(ctx, freed(i), conflictDays) {
				kept[i] = false
				again = true
			}
		}
	}
	out := &Conflict{}
	rest := freed(-1)
	for i := 0; i < len(rest.Scenes) && len(rest.Scenes) > 1 && ctx.Err() == nil; {
		if q := without(rest, rest.Scenes[i].ID); impossible(ctx, q, conflictDays) {
			rest = q
		} else {
			i++
		}
	}
	for _, s := range rest.Scenes {
		out.Scenes = append(out.Scenes, s.ID)
	}
	for i := range all {
		if kept[i] {
			out.Constraints = append(out.Constraints, all[i].Constraint)
		}
	}
	for i := range all {
		if kept[i] && ctx.Err() == nil {
			if r, ok := ease(ctx, p, all[i]); ok {
				out.Relaxations = append(out.Relaxations, r)
			}
		}
	}
	slices.SortStableFunc(out.Relaxations, func(a, b Relaxation) int { return a.Cost.Cmp(b.Cost) })
	return out
}

// without is the problem less one scene and all that names it.
func without(p Problem, id string) Problem {
	q := copyOf(p)
	q.Scenes = slices.DeleteFunc(q.Scenes, func(s Scene) bool { return s.ID == id })
	q.Precedences = slices.DeleteFunc(q.Precedences, func(c Precedence) bool { return c.Before == id || c.After == id })
	q.Pins = slices.DeleteFunc(q.Pins, func(c Pin) bool { return c.Scene == id })
	for i := range q.Frozen {
		q.Frozen[i].Scenes = slices.DeleteFunc(slices.Clone(q.Frozen[i].Scenes), func(s string) bool { return s == id })
	}
	q.Frozen = slices.DeleteFunc(q.Frozen, func(d Day) bool { return len(d.Scenes) == 0 })
	return q
}

// easeMoves is the search put into the price of a relaxation, easeDays that into a proof that it does not suffice.
const (
	easeMoves = 8000
	easeDays  = 100_000
)

// ease finds the least step of a lever that frees the plan, and its price.
func ease(ctx context.Context, p Problem, l lever) (Relaxation, bool) {
	for n := 1; n <= 15 && ctx.Err() == nil; n++ {
		q := copyOf(p)
		text := ""
		if l.eased != nil && n < 15 {
			text = l.eased(&q, n)
		} else {
			l.without(&q)
			text = "Lever la contrainte : " + l.Text
			n = 15
		}
		if impossible(ctx, q, easeDays) {
			continue
		}
		if cost, ok := quick(ctx, q, Plan{}); ok {
			return Relaxation{Constraint: l.ID, Text: text, Cost: cost}, true
		}
	}
	return Relaxation{}, false
}

// quick is the price of the best plan of a short search.
func quick(ctx context.Context, p Problem, start Plan) (decimal.Decimal, bool) {
	c, err := compile(p, nil)
	if err != nil || len(c.stuck) > 0 {
		return decimal.Zero, false
	}
	opt := search.Options{Workers: 1, Chains: 1, Moves: easeMoves}
	if at := c.position(start); len(start.Days) > 0 && !slices.Contains(at, -1) {
		opt.Start = at
	}
	out := search.Anneal(ctx, c.m, opt)
	return decimal.New(out.Cost, -2), out.Plan != nil && out.Viol == 0
}

// Worth is the shadow price of the constraints of a problem: for each one that can be eased by a step (a day more of a
// performer, of a place, of the shoot…), the cost of the best plan found once it is, from the given plan on, and what that
// saves. Only those that save something are returned, the most first.
func Worth(ctx context.Context, p Problem, plan Plan) ([]Relaxation, error) {
	if err := p.Check().Err(); err != nil {
		return nil, err
	}
	base, ok := quick(ctx, p, plan)
	if !ok {
		return nil, fmt.Errorf("le plan donné n'est pas réalisable")
	}
	var out []Relaxation
	for _, l := range levers(p) {
		if ctx.Err() != nil {
			break
		}
		q := copyOf(p)
		text := ""
		if l.eased != nil {
			text = l.eased(&q, 1)
		} else {
			l.without(&q)
			text = "Lever la contrainte : " + l.Text
		}
		if cost, ok := quick(ctx, q, plan); ok && cost.LessThan(base) {
			out = append(out, Relaxation{Constraint: l.ID, Text: text, Cost: cost, Saved: base.Sub(cost)})
		}
	}
	slices.SortStableFunc(out, func(a, b Relaxation) int { return b.Saved.Cmp(a.Saved) })
	return out, nil
}
