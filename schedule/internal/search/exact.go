package search

import (
	"context"
	"math"
	"slices"
)

// ExactScenes is the number of scenes up to which Exact is worth trying.
const ExactScenes = 9

// Exact enumerates the plans of a small problem: every way to group the scenes into days, cheapest groups kept, then every way
// to lay those days on slots. It returns the cheapest lawful plan not dearer than the given one, and whether the enumeration
// was complete: then a nil plan proves that none exists, unless one was given. leaves bounds the plans looked at.
func Exact(ctx context.Context, m *Model, start Plan, cost int64, leaves int) (Plan, int64, bool) {
	m.prepare()
	e := &exact{m: m, s: newState(m), pk: newPacker(m), ctx: ctx, best: math.MaxInt64, left: leaves}
	if start != nil {
		e.plan, e.best = slices.Clone(start), cost
	}
	e.split(0, nil)
	return e.plan, e.best, !e.cut
}

type exact struct {
	m    *Model
	s    *state
	pk   *packer
	ctx  context.Context
	plan Plan
	best int64
	left int
	cut  bool
}

// party is a group of scenes shot on one day.
type party struct {
	scenes           []int
	locs             []int
	minutes, eighths int
	slots            []int
}

func (e *exact) stop() bool {
	if e.left <= 0 || e.left&255 == 0 && e.ctx.Err() != nil {
		e.cut = true
	}
	return e.cut
}

// split puts scene i in each group it fits, and in one of its own.
func (e *exact) split(i int, groups []party) {
	if e.stop() {
		return
	}
	if e.floor(groups) >= e.best {
		return
	}
	if i == len(e.m.Scenes) {
		e.lay(groups)
		return
	}
	e.left--
	for g := range groups {
		if q, ok := e.join(groups[g], i); ok {
			next := slices.Clone(groups)
			next[g] = q
			e.split(i+1, next)
		}
	}
	if e.m.MaxDates > 0 && len(groups) >= e.m.MaxDates*e.m.Units {
		return
	}
	if q, ok := e.join(party{}, i); ok {
		e.split(i+1, append(slices.Clone(groups), q))
	}
}

// join adds a scene to a group, unless no slot can hold both.
func (e *exact) join(q party, i int) (party, bool) {
	m := e.m
	sc := &m.Scenes[i]
	out := party{scenes: append(slices.Clone(q.scenes), i), locs: q.locs, minutes: q.minutes + sc.Minutes, eighths: q.eighths + sc.Eighths}
	if !slices.Contains(q.locs, sc.Loc) {
		out.locs = append(slices.Clone(q.locs), sc.Loc)
	}
	if len(q.scenes) == 0 {
		for k, ok := range sc.Allowed {
			if ok {
				out.slots = append(out.slots, k)
			}
		}
		return out, len(out.slots) > 0
	}
	moves := len(out.locs) - 1
	if m.Minutes > 0 && out.minutes+moves*e.pk.move > e.pk.room || e.pk.eighths() > 0 && out.eighths > m.Eighths || m.MaxMoves > 0 && moves > m.MaxMoves {
		return out, false
	}
	if m.Separate && m.kindOf(out.scenes) == 2 {
		return out, false
	}
	for _, o := range q.scenes {
		for _, p := range m.Prec {
			if (p.Before == i && p.After == o || p.Before == o && p.After == i) && (!p.SameDay || p.Gap > 0) {
				return out, false
			}
		}
	}
	for _, k := range q.slots {
		if sc.Allowed[k] {
			out.slots = append(out.slots, k)
		}
	}
	return out, len(out.slots) > 0
}

// floor is what groups cost at least, whatever comes after: crew, locations, and each role and piece of equipment by the day.
func (e *exact) floor(groups []party) int64 {
	m := e.m
	cheapest := slices.Min(m.UnitDay)
	var sum int64
	days := make([]int, len(m.Roles))
	crane := make([]int, len(m.Equip))
	for _, q := range groups {
		sum += cheapest
		for _, l := range q.locs {
			sum += m.Locs[l].Day + m.LocDay
		}
		seenR, seenE := map[int]bool{}, map[int]bool{}
		for _, s := range q.scenes {
			for _, r := range m.Scenes[s].Roles {
				if !seenR[r] {
					seenR[r] = true
					days[r]++
				}
			}
			for _, x := range m.Scenes[s].Equip {
				if !seenE[x] {
					seenE[x] = true
					crane[x]++
				}
			}
		}
	}
	for r, n := range days {
		if n > 0 {
			// Two units may employ a role on one date: count a date once.
			sum += roleLeast(m, r, (n+m.Units-1)/m.Units)
		}
	}
	for x, n := range crane {
		if n > 0 {
			sum += int64((n+m.Units-1)/m.Units) * m.Equip[x].Rate
		}
	}
	return sum
}

// lay puts each group on each slot it may take, those with the fewest first.
func (e *exact) lay(groups []party) {
	order := slices.Clone(groups)
	slices.SortStableFunc(order, func(a, b party) int { return len(a.slots) - len(b.slots) })
	used := make([]bool, len(e.m.Slots))
	e.put(order, used)
}

func (e *exact) put(groups []party, used []bool) {
	if e.stop() {
		return
	}
	s := e.s
	if len(groups) == 0 {
		e.left--
		s.flush()
		if s.viol() == 0 && s.cost() < e.best {
			e.best, e.plan = s.cost(), s.plan()
		}
		s.commit()
		return
	}
	q := groups[0]
	for _, k := range q.slots {
		if used[k] {
			continue
		}
		used[k] = true
		for _, i := range q.scenes {
			s.place(i, k)
		}
		if s.precViol == 0 {
			e.put(groups[1:], used)
		}
		for _, i := range q.scenes {
			s.place(i, -1)
		}
		s.commit()
		used[k] = false
		if e.cut {
			return
		}
	}
}
