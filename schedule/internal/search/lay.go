package search

// LaidDay is a day of a plan with its scenes in shooting order and its hours.
type LaidDay struct {
	Order []int
	Kind  int // 0 day, 1 night, 2 mixed, 3 dawn
	Hours Hours
}

// Lay gives the days of a plan, one a slot; unused slots have no scenes.
func (m *Model) Lay(p Plan) []LaidDay {
	m.prepare()
	s := newState(m)
	s.load(p)
	out := make([]LaidDay, len(m.Slots))
	for i := range out {
		if len(s.slots[i]) == 0 {
			continue
		}
		if m.simple() {
			m.arrange(i, s.slots[i], &s.w)
		} else {
			m.evalDay(i, s.slots[i], &s.w) // leaves the order it chose
		}
		h := s.day[i].hours
		if !m.Clocked {
			// Problems without hours still print some: the call of their kind, and the time their contents take.
			var e dayEval
			e.kind = s.day[i].kind
			free := *m
			free.HourRate = 0
			free.clockDay(&Slot{}, &s.w, &e)
			h = e.hours
		}
		out[i] = LaidDay{Order: append([]int{}, s.w.order...), Kind: s.day[i].kind, Hours: h}
	}
	return out
}

// Value is the cost of a plan in cents and how far it breaks the rules.
func (m *Model) Value(p Plan) (cost, viol int64) {
	m.prepare()
	s := newState(m)
	s.load(p)
	return s.cost(), s.viol()
}
