package search

import "slices"

func (m *Model) way(a, b int) Way {
	a, b = m.Locs[a].Base, m.Locs[b].Base
	if m.Way == nil || a == b {
		return Way{Minutes: m.MoveMinutes}
	}
	return m.Way[a][b]
}

// arrange sets w.order to the shooting order of a day: by light, then by location with as few changes as that allows,
// children first.
func (m *Model) arrange(slot int, scenes []int, w *scratch) {
	w.order = append(w.order[:0], scenes...)
	if m.Slots[slot].Fixed && len(scenes) == len(m.Slots[slot].Order) {
		w.order = append(w.order[:0], m.Slots[slot].Order...)
		return
	}
	slices.SortFunc(w.order, func(a, b int) int {
		x, y := &m.Scenes[a], &m.Scenes[b]
		switch {
		case m.rank[a] != m.rank[b]:
			return m.rank[a] - m.rank[b]
		case x.Child != y.Child:
			if x.Child {
				return -1
			}
			return 1
		}
		return a - b
	})
	for i := range w.phases {
		w.phases[i] = w.phases[i][:0]
	}
	// The locations of each phase, those with children first.
	phaseOf := func(s int) Phase {
		if !m.LightOrder {
			return Day
		}
		ph := m.Scenes[s].Phase
		if ph != Any {
			return ph
		}
		best := Night + 1
		for _, o := range w.order {
			if q := m.Scenes[o].Phase; q != Any && m.Scenes[o].Loc == m.Scenes[s].Loc && q < best {
				best = q
			}
		}
		if best <= Night {
			return best
		}
		return Day
	}
	for _, s := range w.order {
		ph := phaseOf(s)
		if l := m.Scenes[s].Loc; !slices.Contains(w.phases[ph], l) {
			w.phases[ph] = append(w.phases[ph], l)
		}
	}
	prev := -1
	sorted := w.order
	w.begin = w.begin[:0]
	for ph := Dawn; ph <= Night; ph++ {
		locs := w.phases[ph]
		if len(locs) == 0 {
			continue
		}
		next := -1
		for q := ph + 1; q <= Night; q++ {
			if len(w.phases[q]) > 0 {
				for _, l := range locs {
					if slices.Contains(w.phases[q], l) && (next < 0 || l != prev) {
						next = l
					}
				}
				break
			}
		}
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
		for _, l := range locs {
			for _, s := range sorted {
				if m.Scenes[s].Loc == l && phaseOf(s) == ph {
					w.begin = append(w.begin, s)
				}
			}
			prev = l
		}
	}
	w.order = append(w.order[:0], w.begin...)
}

// shortest visits the locations of a phase by the shortest way from the previous one, the last one kept when the next phase
// begins there; beyond six, by the nearest neighbour.
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
	for i := start; i < end; i++ {
		if prev >= 0 {
			best := i
			for j := i; j < end; j++ {
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

// routes tries the orders of free from k on.
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

// leg is the length of a move: its minutes first, its price next.
func (m *Model) leg(a, b int) int {
	if a == b {
		return 0
	}
	y := m.way(a, b)
	return y.Minutes<<20 + int(min((y.Cost+int64(y.Km)*m.Km)/100, 1<<20-1))
}
