package search

import "slices"

// way is the way between two locations.
func (m *Model) way(a, b int) Way {
	a, b = m.Locs[a].Base, m.Locs[b].Base
	if m.Way == nil || a == b {
		return Way{Minutes: m.MoveMinutes}
	}
	return m.Way[a][b]
}

// restOnWay is the rest due between the way from a location to another inside a day and the work after it, in minutes.
func (m *Model) restOnWay(l *Law, a, b int) int {
	if m.trip(a, b).Rest == 0 {
		return 0
	}
	return l.TravelRest
}

// arrange sets w.order to the shooting order of a day: by light, then by location with as few changes as that allows, then by the
// raccords of the day, children first. A frozen day keeps its own order.
func (m *Model) arrange(slot int, scenes []int, w *scratch) {
	w.order = append(w.order[:0], scenes...)
	if m.Slots[slot].Fixed && len(scenes) == len(m.Slots[slot].Order) {
		w.order = append(w.order[:0], m.Slots[slot].Order...)
		return
	}
	slices.SortFunc(w.order, m.compareScenes)
	m.lights(w)
	w.begin = w.begin[:0]
	prev := -1 // the location the day stands at
	for ph := Dawn; ph <= Night; ph++ {
		locs := w.phases[ph]
		if len(locs) == 0 {
			continue
		}
		if len(w.begin) == 0 && slices.Contains(locs, w.from-1) {
			prev = w.from - 1
		}
		m.route(locs, prev, w.nextLocation(ph, prev))
		for _, l := range locs {
			for i, s := range w.order {
				if m.Scenes[s].Loc == l && w.light[i] == ph {
					w.begin = append(w.begin, s)
				}
			}
			prev = l
		}
	}
	w.order = append(w.order[:0], w.begin...)
}

// compareScenes orders the scenes of one location and light: by the raccords, children first, then by number.
func (m *Model) compareScenes(a, b int) int {
	switch x, y := m.Scenes[a].Child, m.Scenes[b].Child; {
	case m.rank[a] != m.rank[b]:
		return m.rank[a] - m.rank[b]
	case x != y:
		if x {
			return -1
		}
		return 1
	}
	return a - b
}

// lights gives each scene of w.order its phase in w.light, and lists in w.phases the locations of each phase, in the order
// met. A scene that may stand in any light stands with the first other scenes of its location, or else by day.
func (m *Model) lights(w *scratch) {
	for i := range w.phases {
		w.phases[i] = w.phases[i][:0]
	}
	w.light = w.light[:0]
	for _, s := range w.order {
		ph := m.lightIn(s, w.order)
		w.light = append(w.light, ph)
		if l := m.Scenes[s].Loc; !slices.Contains(w.phases[ph], l) {
			w.phases[ph] = append(w.phases[ph], l)
		}
	}
}

// lightIn is the phase of a scene among those of its day.
func (m *Model) lightIn(scene int, day []int) Phase {
	sc := &m.Scenes[scene]
	if sc.Sun && len(m.Light) > 1 {
		return sc.Effet
	}
	if !m.LightOrder && len(m.Light) < 2 {
		return Day
	}
	if sc.Phase != Any {
		return sc.Phase
	}
	if m.Clocked && m.Locs[sc.Loc].Opens >= evening {
		return Night
	}
	first := Night + 1
	for _, o := range day {
		if q := m.Scenes[o].Phase; q != Any && q < first && m.Scenes[o].Loc == m.Scenes[scene].Loc {
			first = q
		}
	}
	if first <= Night {
		return first
	}
	return Day
}

// evening is an hour after which a place that opens is a place of the night, in minutes after midnight.
const evening = 17 * 60

// nextLocation is a location of a phase where the next phase may begin, other than prev when there is a choice; -1 when there is
// none.
func (w *scratch) nextLocation(ph Phase, prev int) int {
	next := -1
	for q := ph + 1; q <= Night; q++ {
		if len(w.phases[q]) == 0 {
			continue
		}
		for _, l := range w.phases[ph] {
			if slices.Contains(w.phases[q], l) && (next < 0 || l != prev) {
				next = l
			}
		}
		return next
	}
	return w.upto - 1
}

// route puts the locations of a phase in the order they are visited: prev, where the phase before ended, comes first, next, where the
// following phase begins, comes last, and the others take the shortest way.
func (m *Model) route(locs []int, prev, next int) {
	if i := slices.Index(locs, prev); i > 0 {
		copy(locs[1:i+1], locs[:i])
		locs[0] = prev
	}
	if i := slices.Index(locs, next); i >= 0 && (locs[0] != prev || len(locs) == 1 || i > 0) {
		copy(locs[i:], locs[i+1:])
		locs[len(locs)-1] = next
	}
	if m.Way != nil {
		m.shortest(locs, prev, next)
	}
}

// shortest visits the locations of a phase by the shortest way from prev; the first one stays when it is prev, the last one when
// it is next. Up to six others are tried in every order, more are visited nearest first.
func (m *Model) shortest(locs []int, prev, next int) {
	end := len(locs)
	if end > 0 && locs[end-1] == next {
		end--
	} else {
		next = -1
	}
	start := 0
	if end > 0 && locs[0] == prev {
		start = 1
	}
	if free := locs[start:end]; len(free) > 1 && len(free) <= 6 {
		var best [6]int
		least := -1
		m.routes(free, 0, prev, next, 0, &least, &best)
		copy(free, best[:len(free)])
		return
	}
	m.nearest(locs[start:end], prev)
}

// nearest visits locations by the nearest neighbour rule: from prev, and then from each one, the nearest of those left.
func (m *Model) nearest(locs []int, prev int) {
	for i := range locs {
		if prev >= 0 {
			best := i
			for j := i; j < len(locs); j++ {
				if m.leg(prev, locs[j]) < m.leg(prev, locs[best]) {
					best = j
				}
			}
			l := locs[best]
			copy(locs[i+1:best+1], locs[i:best])
			locs[i] = l
		}
		prev = locs[i]
	}
}

// routes tries the orders of free from rank k on, from prev to next, and keeps the shortest in best: its length is least, -1 at
// first. sum is the length of the ways up to prev; orders that are already as long as the shortest are cut off.
func (m *Model) routes(free []int, k, prev, next, sum int, least *int, best *[6]int) {
	if *least >= 0 && sum >= *least {
		return
	}
	if k == len(free) {
		if next >= 0 {
			sum += m.leg(prev, next)
		}
		if *least < 0 || sum < *least {
			*least = sum
			copy(best[:], free)
		}
		return
	}
	for i := k; i < len(free); i++ {
		free[k], free[i] = free[i], free[k]
		step := 0
		if prev >= 0 {
			step = m.leg(prev, free[k])
		}
		m.routes(free, k+1, free[k], next, sum+step, least, best)
		free[k], free[i] = free[i], free[k]
	}
}

// leg compares moves: the more minutes the longer, and of those of equal minutes the dearer the longer.
func (m *Model) leg(a, b int) int {
	if a == b {
		return 0
	}
	y := m.way(a, b)
	return y.Minutes<<20 + int(min((y.Cost+int64(y.Km)*m.Km)/100, 1<<20-1))
}
