package search

// LaidDay is a day of a plan with its scenes in shooting order and its hours.
type LaidDay struct {
	Order []int
	Kind  int // 0 a day unit, 1 a night unit, 2 a mixed one, 3 one that begins at dawn
	Hours Hours
}

// Lay gives the days of a plan, one for each slot; those of empty slots have no scenes. order, when not nil, gives by slot the shooting
// order of its scenes; a slot without one stands in the order the search uses.
func (m *Model) Lay(p Plan, order [][]int) []LaidDay {
	s := newState(m)
	s.load(p)
	out := make([]LaidDay, len(m.Slots))
	for i := range out {
		if len(s.slots[i]) == 0 {
			continue
		}
		e := s.day[i]
		switch {
		case order != nil && order[i] != nil:
			e = m.ordered(i, order[i], &s.w)
		case m.simple():
			m.arrange(i, s.slots[i], &s.w)
		default:
			m.evalDay(i, s.slots[i], &s.w) // leaves the order it chose
		}
		if !m.Clocked {
			// Problems without hours still print some: the call of their kind, and the time their contents take.
			m.layHours(&Slot{}, &s.w, &e)
		}
		out[i] = LaidDay{Order: append([]int{}, s.w.order...), Kind: e.kind, Hours: e.hours}
	}
	return out
}

// ordered evaluates a slot whose scenes stand in a given order.
func (m *Model) ordered(slot int, order []int, w *scratch) dayEval {
	var e dayEval
	minutes, eighths, _, children := m.contents(slot, order, w, &e)
	w.order = append(w.order[:0], order...)
	return m.evalOrder(slot, e, minutes, eighths, children, w)
}

// Value is the cost of a plan, in cents, and its violation, 0 when it is lawful; order is as in Lay.
func (m *Model) Value(p Plan, order [][]int) (cost, viol int64) {
	s := newState(m)
	s.load(p)
	for k, o := range order {
		if o != nil {
			e := m.ordered(k, o, &s.w)
			s.dayCost += e.cost - s.day[k].cost
			s.dayViol += e.viol - s.day[k].viol
			s.day[k] = e
		}
	}
	if s.sequential {
		s.seqCost, s.seqViol = s.sequence()
	}
	return s.cost(), s.viol()
}
