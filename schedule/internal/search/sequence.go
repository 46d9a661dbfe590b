package search

import "slices"

// sequential tells whether any term depends on the order of the days.
func (m *Model) sequential() bool {
	if m.Idle > 0 || m.Units > 1 || m.NoDayAfterNight || m.StoryOrder > 0 || m.NightRun > 0 || m.LightSwitch > 0 || m.LateExt > 0 || m.CoverLess > 0 || m.Way != nil || m.Clocked {
		return true
	}
	return false
}

// sequence prices and checks what depends on the order of the days: travel between days, wishes, rests, weeks, and people
// asked by two units.
func (s *state) sequence() (cost, viol int64) {
	m := s.m
	var prev [8]int
	var nights [8]int
	for i := range prev {
		prev[i] = -1
	}
	rank, lastDate := -1, -1
	bare, covered := int64(0), -1 // exterior days since the last date with a cover set
	for i := range m.Slots {
		e := &s.day[i]
		if !e.used {
			continue
		}
		sl := &m.Slots[i]
		if sl.Date != lastDate {
			rank++
			lastDate = sl.Date
		}
		if m.LateExt > 0 && e.out && 2*rank >= s.dates {
			cost += m.LateExt
		}
		switch {
		case e.cover:
			bare, covered = 0, sl.Date
		case e.out && sl.Date != covered:
			bare++
		}
		if e.kind == 1 {
			if nights[sl.Unit]++; nights[sl.Unit] > 3 {
				cost += m.NightRun
			}
		} else {
			nights[sl.Unit] = 0
		}
		if p := prev[sl.Unit]; p >= 0 {
			c, v := s.link(p, i)
			cost += c
			viol += v
		}
		prev[sl.Unit] = i
	}
	cost += bare * m.CoverLess
	if m.Idle > 0 && s.dates > 0 {
		first, last := firstLast(s.usedMask)
		for d := first + 1; d < last; d++ {
			if s.usedN[d] == 0 && m.Dates[d].Works {
				cost += m.Idle
			}
		}
	}
	if m.Clocked {
		viol += s.weeks()
		viol += s.rests()
	}
	if m.Units > 1 {
		viol += s.shared()
	}
	return cost, viol
}

// link prices and checks two days of a unit in a row.
func (s *state) link(p, i int) (cost, viol int64) {
	m := s.m
	a, b := &s.day[p], &s.day[i]
	if a.story > 0 && b.story > 0 && b.story < a.story {
		cost += m.StoryOrder
	}
	if a.kind%3 != b.kind%3 {
		cost += m.LightSwitch
	}
	if m.Way != nil && a.last != b.first {
		y := m.Way[a.last][b.first]
		cost += y.Cost + int64(y.Km)*m.Km
	}
	gap := m.Dates[m.Slots[i].Date].Pos - m.Dates[m.Slots[p].Date].Pos
	if m.NoDayAfterNight && gap == 1 && a.kind == 1 && b.kind != 1 {
		viol += broken
	}
	if m.Clocked {
		if rest := b.hours.Call + gap*1440 - a.hours.Wrap; rest < m.Slots[i].Law.Rest {
			viol += int64(m.Slots[i].Law.Rest - rest)
		}
	}
	return cost, viol
}

// weeks measures the hours, days and six-day runs of the crews' and performers' civil weeks.
func (s *state) weeks() int64 {
	m := s.m
	var viol int64
	for u := range m.Units {
		run, lastWeek := 0, -10
		for i := 0; i < len(m.Slots); {
			week := m.Dates[m.Slots[i].Date].Week
			minutes, days := 0, 0
			law := &m.Slots[i].Law
			j := i
			for ; j < len(m.Slots) && m.Dates[m.Slots[j].Date].Week == week; j++ {
				if m.Slots[j].Unit != u || !s.day[j].used {
					continue
				}
				if days == 0 {
					law = &m.Slots[j].Law
				}
				minutes += s.day[j].busy
				days++
			}
			i = j
			if law.WeekWork > 0 && minutes > law.WeekWork {
				viol += int64(minutes - law.WeekWork)
			}
			if law.WeekDays > 0 && days > law.WeekDays {
				viol += int64(days-law.WeekDays) * broken
			}
			switch {
			case days < 6:
				run = 0
			case week == lastWeek+1:
				run++
			default:
				run = 1
			}
			if days > 0 {
				lastWeek = week
			}
			if law.Weeks6 > 0 && run > law.Weeks6 {
				viol += broken
			}
		}
	}
	if m.SixDays {
		for r := range m.Roles {
			viol += s.roleSixDays(r)
		}
	}
	return viol
}

// roleSixDays measures a performer's runs of six-day weeks.
func (s *state) roleSixDays(r int) int64 {
	m := s.m
	w := m.words()
	mask := s.roleMask[r*w : r*w+w]
	first, last := firstLast(mask)
	if first < 0 {
		return 0
	}
	var viol int64
	run, lastWeek := 0, -10
	for d := first; d <= last; {
		week, days, at := m.Dates[d].Week, 0, -1
		for d <= last && m.Dates[d].Week == week {
			if mask[d>>6]>>(d&63)&1 == 1 {
				if days == 0 {
					at = d
				}
				days++
			}
			d++
		}
		if days == 0 {
			continue
		}
		switch {
		case days < 6:
			run = 0
		case week == lastWeek+1:
			run++
		default:
			run = 1
		}
		lastWeek = week
		if limit := m.lawOf(at).CastWeeks6; limit > 0 && run > limit {
			viol += broken
		}
	}
	return viol
}

func (m *Model) lawOf(date int) *Law {
	return &m.Slots[date*m.Units].Law
}

// rests measures the rest of performers between two dates in a row.
func (s *state) rests() int64 {
	m := s.m
	var viol int64
	w := m.words()
	for d := 1; d < len(m.Dates); d++ {
		if m.Dates[d].Pos-m.Dates[d-1].Pos != 1 || s.usedN[d] == 0 || s.usedN[d-1] == 0 {
			continue
		}
		if m.Units > 1 {
			for r := range m.Roles {
				if s.works(r, d, w) && s.works(r, d-1, w) {
					viol += s.restOf(r, s.slotOf(r, d-1), s.slotOf(r, d))
				}
			}
			continue
		}
		// One unit: all adults have the same rest, so look for those who work both days only when it is short.
		if s.shortRest(d-1, d) > 0 {
			for r := range m.Roles {
				if m.Roles[r].Child == nil && s.works(r, d, w) && s.works(r, d-1, w) {
					viol += s.restOf(r, d-1, d)
				}
			}
		}
		for _, r := range s.kids {
			if s.works(r, d, w) && s.works(r, d-1, w) {
				viol += s.restOf(r, d-1, d)
			}
		}
	}
	return viol
}

func (s *state) works(r, d, w int) bool { return s.roleMask[r*w+d>>6]>>(d&63)&1 == 1 }

// shortRest is what the rest of an adult lacks between two slots of dates in a row.
func (s *state) shortRest(a, b int) int64 {
	m := s.m
	return int64(m.Slots[b].Law.CastRest - (s.day[b].hours.Call + 1440 - (s.day[a].hours.Wrap - m.WrapUp)))
}

// restOf measures the missing rest of a role between two slots of dates in a row.
func (s *state) restOf(r, a, b int) int64 {
	if a < 0 || b < 0 {
		return 0
	}
	c := s.m.Roles[r].Child
	if c == nil {
		return max(0, s.shortRest(a, b))
	}
	_, end := s.presence(r, a)
	begin, _ := s.presence(r, b)
	return max(0, int64(c.Rest-(begin+1440-end)))
}

// slotOf finds the slot a role works in on a date.
func (s *state) slotOf(r, d int) int {
	m := s.m
	for i := d * m.Units; i < (d+1)*m.Units; i++ {
		for _, sc := range s.slots[i] {
			if slices.Contains(m.Scenes[sc].Roles, r) {
				return i
			}
		}
	}
	return -1
}

// presence is the first beginning and the last end of a role in a slot.
func (s *state) presence(r, slot int) (begin, end int) {
	m := s.m
	if k := m.kid[r]; k < maxKids {
		t := s.day[slot].kids[k]
		return int(t[0]), int(t[1])
	}
	e := m.evalDay(slot, s.slots[slot], &s.w)
	m.clockDay(&m.Slots[slot], &s.w, &e)
	begin = 1 << 30
	for i, sc := range s.w.order {
		if slices.Contains(m.Scenes[sc].Roles, r) {
			begin = min(begin, s.w.begin[i])
			end = max(end, s.w.end[i])
		}
	}
	return begin, end
}

// shared counts the people and equipment asked by two units on one date.
func (s *state) shared() int64 {
	m := s.m
	var viol int64
	d := len(m.Dates)
	for date := range m.Dates {
		if s.usedN[date] < 2 {
			continue
		}
		i := date * m.Units
		for r := range m.Roles {
			if s.roleN[r*d+date] > 1 {
				viol += int64(s.inSlots(i, date, func(sc int) bool { return slices.Contains(m.Scenes[sc].Roles, r) })-1) * broken
			}
		}
		for e := range m.Equip {
			if s.equipN[e*d+date] > 1 {
				viol += int64(s.inSlots(i, date, func(sc int) bool { return slices.Contains(m.Scenes[sc].Equip, e) })-1) * broken
			}
		}
	}
	return viol
}

// inSlots counts the slots of a date that hold a scene with the property.
func (s *state) inSlots(i, date int, has func(int) bool) int {
	n := 0
	for ; i < len(s.m.Slots) && s.m.Slots[i].Date == date; i++ {
		if slices.ContainsFunc(s.slots[i], has) {
			n++
		}
	}
	return n
}
