package schedule

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/internal/search"
)

// Conflict is a minimal set of constraints that no plan can respect together: take any one away and the proof falls.
type Conflict struct {
	Constraints []Constraint `json:"constraints"`
	// Scenes are the scenes that suffice to prove it.
	Scenes []string `json:"scenes"`
	// Length says the pages and the shooting time of the scene, in French, when there is one.
	Length string `json:"length,omitempty"`
	// Others are the other scenes that no date can hold either.
	Others []string `json:"others,omitempty"`
	// Relaxations are changes that would free the plan, the cheapest first.
	Relaxations []Relaxation `json:"relaxations,omitempty"`
}

// Constraint is a named rule of the problem.
type Constraint struct {
	ID   string `json:"id"`   // stable: "role-free/SOLANGE", "max-days"
	Text string `json:"text"` // one French sentence
}

// Relaxation is a change of the problem, with the price of the best plan found once it is made. It never touches the law, the limits of a
// child beyond what an authorisation may allow, the light or the past.
type Relaxation struct {
	ID         string          `json:"id"`         // stable: "on/2027-04-06", "cut/12", "max-days"
	Constraint string          `json:"constraint"` // ID of the constraint it loosens; empty when it loosens none by name
	Text       string          `json:"text"`       // one French sentence
	Cost       decimal.Decimal `json:"cost"`       // of the plan, euros; zero when only the scenes of the conflict were planned
	// Saved is the difference with the plan it was compared with; zero after a conflict.
	Saved decimal.Decimal `json:"saved,omitzero"`

	step int // the step of its way
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
	who := scenesName(c.Scenes)
	if c.Length != "" {
		who += " (" + c.Length + ")"
	}
	said := fmt.Sprintf("Ne peuvent tenir ensemble, pour %s : %s.", who, strings.Join(parts, " ; "))
	if n := len(c.Others); n > 0 {
		said += fmt.Sprintf(" Aucune date ne permet non plus %s.", scenesName(c.Others))
	}
	return said
}

// Ways are the relaxations in French, a line each, with the price of their plans where it is known; those that free the scenes of the
// conflict alone say so.
func (c Conflict) Ways() []string {
	var out []string
	for _, r := range c.Relaxations {
		line := "possible si : " + r.Text
		if r.Cost.IsZero() && len(c.Others) > 0 {
			line = "possible, pour " + scenesName(c.Scenes) + " seulement, si : " + r.Text
		}
		if !r.Cost.IsZero() {
			line += " (plan à " + fr.WholeEuros(r.Cost) + ")"
		}
		out = append(out, line)
	}
	return out
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

// copyOf is a problem whose lists can be changed without touching the original.
func copyOf(p Problem) Problem {
	p.Scenes, p.Roles, p.Units = slices.Clone(p.Scenes), slices.Clone(p.Roles), slices.Clone(p.Units)
	p.Locations, p.Equipment = slices.Clone(p.Locations), slices.Clone(p.Equipment)
	p.Precedences, p.Pins, p.Frozen = slices.Clone(p.Precedences), slices.Clone(p.Pins), slices.Clone(p.Frozen)
	p.Forms, p.Crew.Members = slices.Clone(p.Forms), slices.Clone(p.Crew.Members)
	return p
}

// conflictDays bounds the days tried to prove that a small problem has no plan.
const conflictDays = 100_000

// Explaining a conflict stops after so many days tried, in all the proofs of its reasons, and so many days and moves, in all those of its
// ways out with the searches that price them: then what is known so far is said, a conflict of more constraints than it needs, or fewer
// ways. Both are some seconds. The reasons of a scene alone, which are told even without any time left, take less.
const (
	reasonDays = 800_000
	waysDays   = 600_000
	aloneDays  = 200_000
)

// slotDays is what a date of a unit made ready for a proof counts for, in days tried.
const slotDays = 16

// spending is what an explanation has cost: days tried and moves of searches.
type spending struct{ days, moves int64 }

// prover proves that a problem has no plan, with its calls on a step and a budget of days, and counts the days it took.
type prover func(ctx context.Context, p Problem, step, budget int) (ok bool, spent int)

// effort is what an explanation may still cost, in days and moves; once it is spent it stops.
type effort struct {
	proof prover
	left  int
	all   *spending
	stop  context.CancelFunc
}

// within is the context of the proofs of an explanation that may cost so many days and moves; what they cost is added to all.
func within(ctx context.Context, proof prover, days int, all *spending) (context.Context, *effort) {
	ctx, stop := context.WithCancel(ctx)
	return ctx, &effort{proof, days, all, stop}
}

// proves is the proof, within the effort left.
func (e *effort) proves(ctx context.Context, p Problem, step, budget int) bool {
	if ctx.Err() != nil {
		return false
	}
	ok, spent := e.proof(ctx, p, step, max(0, min(budget, e.left)))
	e.all.days += int64(spent)
	e.spend(spent)
	return ok
}

// price is the price of the best plan of a search of so many moves, which count in the effort.
func (e *effort) price(ctx context.Context, p Problem, moves int64) (decimal.Decimal, bool) {
	cost, ok, spent := searched(ctx, p, Plan{}, moves)
	e.all.moves += spent
	e.spend(int(spent))
	return cost, ok
}

func (e *effort) spend(n int) {
	if e.left -= n; e.left <= 0 {
		e.stop()
	}
}

// shortly proves that a problem has no plan on the dates looked at first, and counts the days it took; false means only that no proof was
// found. Making the problem ready counts for some.
func shortly(ctx context.Context, p Problem, step, budget int) (ok bool, spent int) {
	c, err := compile(p, nil, step)
	if err != nil {
		return false, 0
	}
	ok, spent = c.impossible(ctx, budget)
	return ok, spent + c.readied()
}

// later is shortly, and where the calendar has no end proves that no plan is found on the dates of a year.
func later(ctx context.Context, p Problem, step, budget int) (ok bool, spent int) {
	c, err := compile(p, nil, step)
	if err != nil {
		return false, 0
	}
	ok, spent = c.impossible(ctx, budget)
	if spent += c.readied(); !ok {
		return false, spent
	}
	far, open := c.farther()
	if !open || !far.small() {
		return true, spent
	}
	found, _, more := search.Feasible(ctx, far.m, budget)
	return !found, spent + more + far.readied()
}

// readied is what making a problem ready counts for, in days tried.
func (c *compiled) readied() int { return len(c.in.Slots) * (slotDays + len(c.in.Scenes)/8) }

func (c *compiled) impossible(ctx context.Context, budget int) (ok bool, spent int) {
	if c.short {
		return false, 0
	}
	if search.Impossible(c.m, c.open) {
		return true, 0
	}
	if !c.small() {
		return false, 0
	}
	found, complete, spent := search.Feasible(ctx, c.m, budget)
	return !found && complete, spent
}

// explain reduces an impossible problem to a minimal conflict by taking scenes, then constraints, then scenes again away one by one, and
// prices the changes that would free the plan. Calls stand on a step in minutes, 0 for that of the search.
func explain(ctx context.Context, p Problem, step int, all *spending) *Conflict {
	limited, e := within(ctx, shortly, reasonDays, all)
	rest, needed := reduced(limited, p, step, e)
	e.stop()
	limited, e = within(ctx, later, reasonDays, all)
	if !e.proves(limited, rest, step, conflictDays) { // what was taken away matters later in the year
		rest, needed = reduced(limited, p, step, e)
	}
	e.stop()
	list := levers(p)
	kept := make([]bool, len(list))
	for i, l := range list {
		kept[i] = slices.Contains(needed, l.ID)
	}
	out := &Conflict{}
	var core []Scene // as the problem gives them
	for _, s := range p.Scenes {
		if slices.ContainsFunc(rest.Scenes, func(o Scene) bool { return o.ID == s.ID }) {
			core = append(core, s)
			out.Scenes = append(out.Scenes, s.ID)
		}
	}
	for i, l := range list {
		if !kept[i] {
			continue
		}
		if l.told != nil {
			l.Text = l.told(core)
		}
		out.Constraints = append(out.Constraints, l.Constraint)
	}
	var needs []lever
	for i := range list {
		if kept[i] {
			needs = append(needs, list[i])
		}
	}
	limited, e = within(ctx, shortly, waysDays, all)
	defer e.stop()
	out.propose(limited, p, append(needs, lever{ways: openWays(p, core)}), e)
	return out
}

// propose finds the ways that free a problem from some of its constraints, the cheapest first. Those of last resort come when there is no
// other.
func (c *Conflict) propose(ctx context.Context, p Problem, needs []lever, e *effort) {
	for _, resort := range []bool{false, true} {
		for _, l := range needs {
			ways := slices.DeleteFunc(slices.Clone(l.ways), func(w way) bool { return w.resort != resort })
			if !resort || len(c.Relaxations) == 0 {
				c.Relaxations = append(c.Relaxations, eases(ctx, p, l.ID, ways, e)...)
			}
		}
	}
	c.sort()
}

// sort puts the cheapest way out first, and those without a price last.
func (c *Conflict) sort() {
	slices.SortStableFunc(c.Relaxations, func(a, b Relaxation) int {
		if a.Cost.IsZero() != b.Cost.IsZero() {
			return -a.Cost.Cmp(b.Cost)
		}
		return a.Cost.Cmp(b.Cost)
	})
}

// reduced takes scenes, then constraints, then scenes again away from an impossible problem as long as a proof holds, and lists the
// constraints it needs.
func reduced(ctx context.Context, p Problem, step int, e *effort) (rest Problem, needed []string) {
	fewer := func(q Problem) Problem {
		for i := 0; i < len(q.Scenes) && len(q.Scenes) > 1 && ctx.Err() == nil; {
			kept := q.Shape.KeepCover && q.Scenes[i].cover(q.index()) // without it an exterior lacks its cover set
			if o := without(q, q.Scenes[i].ID); !kept && e.proves(ctx, o, step, conflictDays) {
				q = o
			} else {
				i++
			}
		}
		return q
	}
	some := fewer(p) // the proofs of few scenes are short
	some, needed = lighten(ctx, some, step, e)
	return fewer(some), needed
}

// lighten takes away the constraints that an impossible problem does not need to be impossible, one by one, and lists those it needs.
func lighten(ctx context.Context, p Problem, step int, e *effort) (Problem, []string) {
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
			if kept[i] && e.proves(ctx, freed(i), step, conflictDays) {
				kept[i] = false
				again = true
			}
		}
	}
	var ids []string
	for i, l := range all {
		if kept[i] {
			ids = append(ids, l.ID)
		}
	}
	return freed(-1), ids
}

// without is the problem less one scene and all that names it.
func without(p Problem, id string) Problem {
	q := copyOf(p)
	q.Scenes = slices.DeleteFunc(q.Scenes, func(s Scene) bool { return s.ID == id })
	q.Precedences = slices.DeleteFunc(q.Precedences, func(c Precedence) bool { return c.Before == id || c.After == id })
	q.Pins = slices.DeleteFunc(q.Pins, func(c Pin) bool { return c.Scene == id })
	for i := range q.Frozen {
		q.Frozen[i] = q.Frozen[i].without(id)
	}
	q.Frozen = slices.DeleteFunc(q.Frozen, func(d Day) bool { return len(d.Scenes) == 0 })
	return q
}

// without is the day less one scene, with its hour and its part.
func (d Day) without(id string) Day {
	timed := len(d.Starts) == len(d.Scenes)
	scenes, starts := d.Scenes, d.Starts
	d.Scenes, d.Starts = nil, nil
	for i, s := range scenes {
		if s == id {
			continue
		}
		d.Scenes = append(d.Scenes, s)
		if timed {
			d.Starts = append(d.Starts, starts[i])
		}
	}
	d.Parts = slices.DeleteFunc(slices.Clone(d.Parts), func(p Part) bool { return p.Scene == id })
	return d
}

// easeMoves is the search put into the price of a relaxation, easeDays that into a proof that it does not suffice.
const (
	easeMoves = 8000
	easeDays  = 10_000
	easeCalls = 30 // minutes between the calls it looks at
	easeBelow = 3  // the steps below the one found that are searched once more
)

// eases prices those of the ways of a constraint that free the plan; the last ones when no other does.
func eases(ctx context.Context, p Problem, constraint string, ways []way, e *effort) []Relaxation {
	var out []Relaxation
	for _, last := range []bool{false, true} {
		for _, w := range ways {
			if w.last != last || last && len(out) > 0 || ctx.Err() != nil {
				continue
			}
			if r, ok := ease(ctx, p, w, e); ok {
				r.Constraint = constraint
				out = append(out, r)
			}
		}
	}
	return out
}

// ease finds the least step of a way that frees the plan, and its price: by halves where each step is looser than the one before. A
// step that a short search does not free, and no proof forbids, may free the plan all the same: the steps just below the one found are
// searched once more, longer.
func ease(ctx context.Context, p Problem, w way, e *effort) (Relaxation, bool) {
	proved := map[int]bool{} // the steps proved too short
	try := func(n int, moves int64) (Relaxation, bool) {
		q := copyOf(p)
		r := Relaxation{ID: w.id, Text: w.do(&q, n), step: n}
		if ctx.Err() != nil || proved[n] || q.Check().Err() != nil {
			return r, false
		}
		if proved[n] = e.proves(ctx, q, easeCalls, easeDays); proved[n] {
			return r, false
		}
		var ok bool
		r.Cost, ok = e.price(ctx, q, moves)
		return r, ok
	}
	if w.steps < 1 {
		return Relaxation{}, false
	}
	if w.uneven {
		for n := 1; n <= w.steps && ctx.Err() == nil; n++ {
			if r, frees := try(n, easeMoves); frees {
				return r, true
			}
		}
		return Relaxation{}, false
	}
	best, ok := try(w.steps, easeMoves)
	high := w.steps
	for low := 1; ok && low < high && ctx.Err() == nil; {
		n := (low + high) / 2
		if r, frees := try(n, easeMoves); frees {
			best, high = r, n
		} else {
			low = n + 1
		}
	}
	for n := high - 1; ok && n >= max(1, high-easeBelow) && ctx.Err() == nil; n-- {
		if r, frees := try(n, 4*easeMoves); frees {
			best = r
		}
	}
	return best, ok
}

// quick is the price of the best plan of a short search.
func quick(ctx context.Context, p Problem, start Plan) (decimal.Decimal, bool) {
	cost, ok, _ := searched(ctx, p, start, easeMoves)
	return cost, ok
}

// searched is the price of the best plan of a search of so many moves, and the moves it took.
func searched(ctx context.Context, p Problem, start Plan, moves int64) (cost decimal.Decimal, ok bool, spent int64) {
	c, err := compile(p, nil, 0)
	if err != nil || len(c.stuck) > 0 {
		return decimal.Zero, false, 0
	}
	opt := search.Settings{Workers: 1, Chains: 1, Moves: moves}
	if at := c.position(start); len(start.Days) > 0 && !slices.Contains(at, -1) {
		opt.Start = at
	}
	out := search.Anneal(ctx, c.m, opt)
	return decimal.New(out.Cost, -2), out.Plan != nil && out.Viol == 0, out.Moves
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
		for _, w := range l.ways {
			if ctx.Err() != nil || w.last || w.steps < 1 {
				continue
			}
			q := copyOf(p)
			text := w.do(&q, 1)
			if q.Check().Err() != nil {
				continue
			}
			if cost, ok := quick(ctx, q, plan); ok && cost.LessThan(base) {
				out = append(out, Relaxation{ID: w.id, Constraint: l.ID, Text: text, Cost: cost, Saved: base.Sub(cost)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Relaxation) int { return b.Saved.Cmp(a.Saved) })
	return out, nil
}
