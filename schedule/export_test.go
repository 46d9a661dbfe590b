package schedule

import (
	"slices"

	"github.com/moteur-film/moteur/schedule/labour"
)

// KeepOnly is the problem freed of every named constraint but those given.
func KeepOnly(p Problem, ids []string) Problem {
	q := copyOf(p)
	for _, l := range levers(p) {
		if !slices.Contains(ids, l.ID) {
			l.without(&q)
		}
	}
	return q
}

// WayOut is a problem changed by one step of a way out.
type WayOut struct {
	ID, Constraint, Text string
	Problem              Problem
}

// WaysOut are all the steps of all the ways out of a problem, its conflict holding the scenes given.
func WaysOut(p Problem, core []Scene) []WayOut {
	var out []WayOut
	all := append(levers(p), lever{ways: openWays(p, core)})
	for _, l := range all {
		for _, w := range l.ways {
			for n := 1; n <= w.steps; n++ {
				q := copyOf(p)
				text := w.do(&q, n)
				out = append(out, WayOut{w.id, l.ID, text, q})
			}
		}
	}
	return out
}

// Prices are those of a plan in cents, of Cost and of the search; days keep their hours.
func Prices(p Problem, plan Plan) (cost, searched int64, err error) {
	sum, err := Cost(p, plan)
	if err != nil {
		return 0, 0, err
	}
	c, err := compile(p, plan.Days)
	if err != nil {
		return 0, 0, err
	}
	searched, _ = c.m.Value(c.position(plan), nil)
	return cents(sum.Value), searched, nil
}

// HoursAt lays the hours of a day that is called at a given hour, in its order.
func HoursAt(p Problem, d Day, call labour.Clock) Day {
	for _, c := range []*labour.Clock{&p.Shape.DayCall, &p.Shape.NightCall, &p.Shape.MixedCall, &p.Shape.DawnCall} {
		*c = call
	}
	return Plan{Days: []Day{d}}.Timed(p).Days[0]
}
