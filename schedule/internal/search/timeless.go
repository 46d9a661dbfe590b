package search

import (
	"context"
	"slices"
)

// timeless is the model without hours: no light, no rest, no limit that hangs on them. What is impossible in it is impossible in the model,
// and its days, which have one call, are few.
func (m *Model) timeless() *Model {
	p := m.Problem
	p.Clocked, p.Light, p.Clocks = false, nil, nil
	p.Scenes, p.Roles, p.Locs, p.Slots = slices.Clone(p.Scenes), slices.Clone(p.Roles), slices.Clone(p.Locs), slices.Clone(p.Slots)
	for i := range p.Scenes {
		s := &p.Scenes[i]
		s.Sun, s.Child, s.Watched = false, false, false
	}
	for i := range p.Roles {
		p.Roles[i].Child = nil
	}
	for i := range p.Locs {
		p.Locs[i].Clock = 0
	}
	for i := range p.Slots {
		l := &p.Slots[i].Law
		p.Slots[i].HasHours, l.Sky, l.Row = false, 0, 0
	}
	return New(p)
}

// hopelessAnyway tells that a model has no plan whatever its hours, within a share of a budget of days; spent is what that took.
func (m *Model) hopelessAnyway(ctx context.Context, budget int) (impossible bool, spent int) {
	if !m.Clocked || m.Units > 1 { // without hours nobody serves two units on one date
		return false, 0
	}
	found, complete, spent := Feasible(ctx, m.timeless(), budget/8)
	return complete && !found, spent
}
