package schedule

import (
	"slices"

	"github.com/moteur-film/moteur/schedule/internal/search"
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
	c, err := compile(p, plan.Days, 0)
	if err != nil {
		return 0, 0, err
	}
	searched, _ = c.m.Value(search.Laid{Plan: c.position(plan)})
	return cents(sum.Value), searched, nil
}

// Layer lays the hours of single days as the search does, for those who try every order and every call.
type Layer struct{ c *compiled }

// NewLayer prepares a problem.
func NewLayer(p Problem) Layer {
	c, err := prepare(p, 0)
	if err != nil {
		panic(err)
	}
	return Layer{c}
}

// At is a day, its scenes in their order, with the hours that follow from a call.
func (l Layer) At(d Day, call labour.Clock) Day {
	c := *l.c
	c.strips = c.stripsOf([]Day{d})
	c.p.Frozen = nil
	c.build()
	laid := search.New(c.in).LayDay(c.strips[0].slot, call.Minutes())
	d.setHours(laid.Hours)
	if d.Starts = nil; c.in.Clocked {
		d.setStarts(laid.Starts)
	}
	return d
}
