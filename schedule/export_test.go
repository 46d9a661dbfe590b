package schedule

import (
	"slices"

	"github.com/moteur-film/moteur/schedule/internal/search"
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

// OnlyScenes is the problem less every scene but those given.
func OnlyScenes(p Problem, ids []string) Problem {
	for _, s := range p.Scenes {
		if !slices.Contains(ids, s.ID) {
			p = without(p, s.ID)
		}
	}
	return p
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
func NewLayer(p Problem) (Layer, error) {
	c, err := compile(p, nil, 30)
	return Layer{c}, err
}

// Pieces are what the search has to place, what frozen days have shot left out: scenes by their ID, with the part of those that are cut.
func (l Layer) Pieces() (scenes []string, parts []Part) {
	for _, s := range l.c.strips {
		if s.slot < 0 {
			scenes, parts = append(scenes, l.c.p.Scenes[s.scene].ID), append(parts, s.part)
		}
	}
	return scenes, parts
}

// Days are a day, its scenes in their order, with the hours that follow from each call of a day on a step in minutes; none when the
// search has no such day.
func (l Layer) Days(d Day, step int) []Day {
	c := *l.c
	c.p.Frozen = nil
	if c.strips = c.stripsOf([]Day{d}); len(c.strips) == 0 {
		return nil
	}
	c.in.Slots = slices.Clone(c.in.Slots)
	c.build()
	m := search.New(c.in)
	var out []Day
	for call := 0; call < 24*60; call += step {
		laid := m.LayDay(c.strips[0].slot, call)
		d.Starts, d.Night = nil, laid.Kind == int(nightUnit)
		d.setHours(laid.Hours)
		if c.in.Clocked {
			d.setStarts(laid.Starts)
		}
		out = append(out, d)
		if !c.in.Clocked {
			break // hours that do not matter are those of the shape
		}
	}
	return out
}

// MostEffort is the most that Solve may spend on a problem, in days tried and moves, when each chain has so many moves; each limit may be
// passed by the proof or the search that reaches it.
func MostEffort(p Problem, moves int64) int64 {
	over := int64(4*easeMoves) + MostLate(p) - aloneDays
	return moves + smallMoves + exactDays + aloneDays + 2*reasonDays + 2*waysDays + 5*over
}

// MostLate is the most that Solve may spend once its context has ended, in days tried.
func MostLate(p Problem) int64 {
	dates := int64(maxHorizon * max(len(p.Units), 1))
	return aloneDays + conflictDays + 3*dates*int64(slotDays+len(p.Scenes))
}
