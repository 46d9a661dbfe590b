package search

// hold is what the frozen days break by themselves: the past is told, so that it is no violation of a plan.
type hold struct {
	dates        int
	roles, equip []int64 // violations, by role and by piece of equipment
	six          int64
}

// readFrozen measures what the frozen days break.
func (m *Model) readFrozen() {
	some := false
	for i := range m.Slots {
		some = some || m.Slots[i].Fixed
	}
	if !some {
		return
	}
	s := newState(m)
	for i := range m.Scenes {
		if f := m.Scenes[i].Fixed; f >= 0 {
			s.place(i, f)
		}
	}
	s.flush()
	h := hold{dates: s.dates, roles: make([]int64, len(m.Roles)), equip: make([]int64, len(m.Equip))}
	for r := range m.Roles {
		h.roles[r] = s.role[r].viol
	}
	for e := range m.Equip {
		h.equip[e] = s.equipPay[e].viol
	}
	if m.Clocked && m.SixDays {
		h.six = s.sixDays()
	}
	m.hold = h
}
