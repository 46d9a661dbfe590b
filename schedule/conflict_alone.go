package schedule

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// wholeScenes is the number of scenes up to which a way out found for one of them is priced with all of them.
const wholeScenes = 30

// explainAlone explains the first scene that no date can hold whatever else is shot, from that scene alone: at once, however many there
// are, even without any time left. All such scenes are named in a report. It returns nil when there is none, or when the scene alone does
// not prove it.
func (c *compiled) explainAlone(ctx context.Context, r *moteur.Report, all *spending) *Conflict {
	var stuck []int
	for _, i := range c.stuck {
		if k := c.strips[i]; k.slot < 0 && !slices.Contains(stuck, k.scene) {
			stuck = append(stuck, k.scene)
		}
	}
	for _, i := range stuck {
		r.Warnf(fmt.Sprintf("scenes[%d]", i), "schedule/no-date", "La séquence %s (%s) ne peut se tourner à aucune date du calendrier.",
			c.p.Scenes[i].ID, c.p.lengthOf(c.p.Scenes[i]))
	}
	proof := lonely(c.in.Step)
	limited, e := within(context.WithoutCancel(ctx), proof, aloneDays, all)
	defer e.stop()
	for k, i := range stuck {
		alone := only(c.p, c.p.Scenes[i].ID)
		if !e.proves(limited, alone, 0, 0) {
			continue
		}
		out := c.p.conflictOf(ctx, alone, proof, shrunk(limited, alone, e), all)
		for _, o := range slices.Delete(slices.Clone(stuck), k, k+1) {
			out.Others = append(out.Others, c.p.Scenes[o].ID)
		}
		return out
	}
	return nil
}

// conflictOf is the conflict of a problem of one scene of p that a proof shows to be impossible, for the constraints needed.
func (p Problem) conflictOf(ctx context.Context, alone Problem, proof prover, needed []string, all *spending) *Conflict {
	s := alone.Scenes[0]
	out := &Conflict{Scenes: []string{s.ID}, Length: p.lengthOf(s)}
	var needs []lever
	for _, l := range levers(alone) {
		if !slices.Contains(needed, l.ID) {
			continue
		}
		if l.told != nil {
			l.Text = l.told(alone.Scenes)
		}
		out.Constraints, needs = append(out.Constraints, l.Constraint), append(needs, l)
	}
	limited, e := within(ctx, proof, waysDays, all)
	out.propose(limited, alone, append(needs, lever{ways: openWays(alone, alone.Scenes)}), e)
	e.stop()
	limited, e = within(ctx, shortly, waysDays, all)
	defer e.stop()
	for i := range out.Relaxations {
		if len(p.Scenes) > 1 {
			p.priceWhole(limited, &out.Relaxations[i], s, e)
		}
	}
	out.sort()
	return out
}

// lengthOf says the pages and the shooting time of a scene.
func (p Problem) lengthOf(s Scene) string {
	minutes := fmt.Sprintf("%d minutes de tournage", p.shootMinutes(s))
	if s.Eighths == 0 {
		return minutes
	}
	return pages(s.Eighths) + ", " + minutes
}

// lonely proves that a scene of a problem can stand on none of its dates, nor on those of a year when it has no last one: its light, its
// place, its performers and its dates leave it no hours. Calls stand on a step in minutes, 0 for that of the search.
func lonely(step int) prover {
	return func(_ context.Context, p Problem, _, _ int) (ok bool, spent int) {
		c, err := compile(p, nil, step)
		for open := true; err == nil && open; {
			if spent += c.readied(); c.short || len(c.stuck) == 0 {
				return false, spent
			}
			var far *compiled
			if far, open = c.farther(); open {
				c = far
			}
		}
		return err == nil, spent
	}
}

// only is the problem of one scene.
func only(p Problem, id string) Problem {
	q := copyOf(p)
	q.Scenes = slices.DeleteFunc(q.Scenes, func(s Scene) bool { return s.ID != id })
	q.Precedences = slices.DeleteFunc(q.Precedences, func(c Precedence) bool { return c.Before != id || c.After != id })
	q.Pins = slices.DeleteFunc(q.Pins, func(c Pin) bool { return c.Scene != id })
	for i := range q.Frozen {
		for _, s := range p.Frozen[i].Scenes {
			if s != id {
				q.Frozen[i] = q.Frozen[i].without(s)
			}
		}
	}
	q.Frozen = slices.DeleteFunc(q.Frozen, func(d Day) bool { return len(d.Scenes) == 0 })
	return q
}

// shrunk lists the constraints that a proof needs. Whole halves are taken away as long as the proof holds, those of the calendar first:
// what remains is then about people, light and places wherever these suffice.
func shrunk(ctx context.Context, p Problem, e *effort) []string {
	all := levers(p)
	first := func(l lever) bool {
		return slices.ContainsFunc([]string{"holiday/", "sundays", "week", "days-off", "max-days", "last-day"}, func(id string) bool {
			return strings.HasPrefix(l.ID, id)
		})
	}
	slices.SortStableFunc(all, func(a, b lever) int {
		if first(a) == first(b) {
			return 0
		} else if first(a) {
			return -1
		}
		return 1
	})
	gone := map[string]bool{}
	holds := func(list []lever) bool {
		q := copyOf(p)
		for _, l := range all {
			if gone[l.ID] || slices.ContainsFunc(list, func(o lever) bool { return o.ID == l.ID }) {
				l.without(&q)
			}
		}
		return e.proves(ctx, q, 0, 0)
	}
	var take func(list []lever)
	take = func(list []lever) {
		if holds(list) {
			for _, l := range list {
				gone[l.ID] = true
			}
			return
		}
		if n := len(list); n > 1 {
			take(list[:n/2])
			take(list[n/2:])
		}
	}
	take(all)
	var needed []string
	for _, l := range all {
		if !gone[l.ID] {
			needed = append(needed, l.ID)
		}
	}
	return needed
}

// priceWhole takes a way out that frees one scene as far as all the scenes of the problem need, and prices it: zero when they are many, or
// when it gives them no plan.
func (p Problem) priceWhole(ctx context.Context, r *Relaxation, s Scene, e *effort) {
	r.Cost = decimal.Zero
	if len(p.Scenes) > wholeScenes || ctx.Err() != nil {
		return
	}
	for _, l := range append(levers(p), lever{ways: openWays(p, []Scene{s})}) {
		for _, w := range l.ways {
			if w.id != r.ID || l.ID != r.Constraint || r.step > w.steps {
				continue
			}
			q := copyOf(p)
			if w.do(&q, r.step) != r.Text {
				continue
			}
			on := w
			on.steps, on.do = w.steps-r.step+1, func(q *Problem, n int) string { return w.do(q, n+r.step-1) }
			if whole, ok := ease(ctx, p, on, e); ok {
				r.Text, r.Cost = whole.Text, whole.Cost
			}
			return
		}
	}
}
