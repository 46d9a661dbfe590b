package search

import "slices"

// LaidDay is a day of a plan with its scenes in shooting order and its hours, in minutes after midnight: Starts has one for each scene.
type LaidDay struct {
	Order  []int
	Starts []int
	Kind   int // 0 a day unit, 1 a night unit, 2 a mixed one, 3 one that begins at dawn
	Hours  Hours
}

// Laid is a plan with what is chosen inside its days, by slot: the shooting order of its scenes and its hours, or its call alone, of which
// the best hours follow. A slot without order stands in the order the search uses; without Hours they are those the search chooses.
type Laid struct {
	Plan  Plan
	Order [][]int
	Hours []Hours
}

// keep leaves a day the hours told, where they are one of its options.
func (e *dayEval) keep(h Hours) {
	if k := slices.IndexFunc(e.opts, func(o option) bool { return o.hours == h }); k >= 0 {
		e.opts, e.pref = e.opts[k:k+1], 0
	}
}

// stateOf is the state of a plan laid as told; calls that are not told are chosen among the multiples of step, 0 for those the local
// search looks at.
func (m *Model) stateOf(p Laid, step int) *state {
	s := newState(m)
	s.load(p.Plan)
	if m.simple() {
		return s
	}
	if p.Order != nil {
		s.order = slices.Clone(p.Order)
	}
	for i := range m.Slots {
		if !s.day[i].used || (p.Order == nil || p.Order[i] == nil) && p.Hours == nil && step == 0 {
			continue
		}
		if s.order == nil {
			s.order = make([][]int, len(m.Slots))
		}
		if s.order[i] == nil {
			s.arrange(i)
			s.order[i] = slices.Clone(s.w.order)
		}
		if p.Hours != nil {
			s.w.told, s.w.every = &p.Hours[i].Call, true
		}
		e := m.ordered(i, s.order[i], step, &s.w)
		if p.Hours != nil {
			e.keep(p.Hours[i])
		}
		s.w.told, s.w.every = nil, false
		s.dayCost += e.cost - s.day[i].cost
		s.dayViol += e.viol - s.day[i].viol
		s.day[i] = e
	}
	s.again()
	return s
}

// again chooses all hours anew, and brings up to date what hangs on them.
func (s *state) again() {
	for i := range s.m.Slots {
		s.touchSlot(i)
	}
	if s.m.Clocked {
		s.choose()
	}
	for r := range s.m.Roles {
		if s.m.personal(r) {
			s.settleRole(r)
		}
	}
	for e := range s.m.Equip {
		if s.m.Equip[e].leaves() {
			s.settleEquip(e)
		}
	}
	if s.sequential {
		s.resequence()
	}
	s.clean()
	s.commit()
}

// Lay gives the days of a plan, one for each slot; those of empty slots have no scenes.
func (m *Model) Lay(p Laid) []LaidDay {
	s := m.stateOf(p, 0)
	out := make([]LaidDay, len(m.Slots))
	for i := range out {
		if len(s.slots[i]) == 0 {
			continue
		}
		d := &out[i]
		d.Kind = s.day[i].kind
		if m.Clocked {
			s.relay(i)
			d.Hours = s.hours(i).hours
		} else {
			s.arrange(i)
			d.Hours = m.layHours(d.Kind, &s.w)
		}
		d.Order, d.Starts = slices.Clone(s.w.order), slices.Clone(s.w.begin)
	}
	return out
}

// LayDay is a day of a slot that holds all scenes, in their order, with the hours that follow from a call.
func (m *Model) LayDay(slot, call int) LaidDay {
	w := scratch{mark: make([]int32, len(m.Locs))}
	for i := range m.Scenes {
		w.order = append(w.order, i)
	}
	out := LaidDay{Order: w.order, Kind: m.kindOf(w.order)}
	if m.Clocked {
		law := m.lawAt(slot, w.order)
		m.read(law, &w)
		out.Hours = m.called(law, &w, out.Kind, 1, call).hours
		m.relaid(law, &w, out.Hours, 1)
	} else {
		out.Hours = m.layHours(out.Kind, &w)
	}
	out.Starts = w.begin
	return out
}

// arrange sets the order of a slot in s.w: the one told, or the one the search uses.
func (s *state) arrange(i int) {
	switch {
	case s.order != nil && s.order[i] != nil:
		s.w.order = append(s.w.order[:0], s.order[i]...)
	case s.day[i].order != nil:
		s.w.order = append(s.w.order[:0], s.day[i].order...)
	case s.m.simple():
		s.m.arrange(i, s.slots[i], &s.w)
	default:
		s.evalTethered(i, s.slots[i]) // leaves the order it chose
	}
}

// ordered evaluates a slot whose scenes stand in a given order, with the calls that are multiples of step.
func (m *Model) ordered(slot int, order []int, step int, w *scratch) dayEval {
	var e dayEval
	minutes, eighths, _, children := m.contents(slot, order, w, &e)
	w.order = append(w.order[:0], order...)
	w.grid = step
	e = m.evalOrder(slot, e, minutes, eighths, children, w)
	w.grid = 0
	e.opts, e.order = slices.Clone(e.opts), slices.Clone(order)
	return e
}

// Value is the cost of a plan, in cents, and its violation, 0 when it is lawful.
func (m *Model) Value(p Laid) (cost, viol int64) {
	s := m.stateOf(p, 0)
	return s.cost(), s.viol()
}

// Settle chooses the calls of a plan among all the multiples of the step of the model, its days and orders kept: the
// cheapest lawful ones, of those the nearest to the wishes. A plan that comes out worse is returned as it is.
func (m *Model) Settle(p Laid) Laid {
	if !m.Clocked {
		return p
	}
	cost, viol := m.Value(p)
	s := m.stateOf(Laid{Plan: p.Plan, Order: p.Order}, m.Step)
	if s.viol() > viol || s.viol() == viol && s.cost() > cost {
		return p
	}
	out := Laid{Plan: p.Plan, Order: s.order, Hours: make([]Hours, len(m.Slots))}
	for i := range m.Slots {
		if s.day[i].used {
			out.Hours[i] = s.hours(i).hours
		}
	}
	return out
}
