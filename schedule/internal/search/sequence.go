package search

import "slices"

// sequential tells whether some term of the cost or some rule depends on the order of the days.
func (m *Model) sequential() bool {
	return m.Idle > 0 || m.Units > 1 || m.NoDayAfterNight || m.StoryOrder > 0 || m.NightRun > 0 || m.LightSwitch > 0 ||
		m.LateExt > 0 || m.CoverLess > 0 || m.Way != nil || m.Clocked
}

// strand is a part of the cost and the violation that depend on the order of the days. They are kept in parts, so that a move computes
// again only those of the days it changed: for each slot, its link with the day before of its unit; for each date, what it and
// the date before ask together; for each week and unit, its hours and days; and last, what the whole plan alone tells.
type strand struct{ cost, viol int64 }

// savedPart is a part before the open move.
type savedPart struct {
	i   int
	old strand
}

// parts is the number of parts.
func (m *Model) parts() int { return len(m.Slots) + len(m.Dates) + len(m.weekFrom)*m.Units + 1 }

// setPart changes a part, and remembers what it was.
func (s *state) setPart(i int, now strand) {
	if old := s.part[i]; now != old {
		s.oldPart = append(s.oldPart, savedPart{i, old})
		s.seqCost += now.cost - old.cost
		s.seqViol += now.viol - old.viol
		s.part[i] = now
	}
}

// sequence computes all parts anew.
func (s *state) sequence() (cost, viol int64) {
	for i := range s.m.Slots {
		s.touchSlot(i)
	}
	s.resequence()
	s.clean()
	return s.seqCost, s.seqViol
}

// resequence computes anew the parts of the slots that changed.
func (s *state) resequence() {
	m := s.m
	for _, i := range s.dirtySlot {
		prev, next := -1, -1
		for k := i - m.Units; k >= 0 && prev < 0; k -= m.Units {
			if s.day[k].used {
				prev = k
			}
		}
		for k := i + m.Units; k < len(m.Slots) && next < 0; k += m.Units {
			if s.day[k].used {
				next = k
			}
		}
		var here strand
		if s.day[i].used {
			if prev >= 0 {
				here = s.link(prev, i)
			}
			prev = i
		}
		s.setPart(i, here)
		if next >= 0 {
			here = strand{}
			if prev >= 0 {
				here = s.link(prev, next)
			}
			s.setPart(next, here)
		}
	}
	for _, i := range s.dirtySlot {
		d := m.Slots[i].Date
		if m.Clocked || m.Units > 1 {
			s.setPart(len(m.Slots)+d, s.around(d))
		}
		if m.Clocked {
			if d+1 < len(m.Dates) {
				s.setPart(len(m.Slots)+d+1, s.around(d+1))
			}
			k := m.weekAt[d]*m.Units + m.Slots[i].Unit
			s.setPart(len(m.Slots)+len(m.Dates)+k, s.week(m.weekAt[d], m.Slots[i].Unit))
		}
	}
	s.setPart(len(s.part)-1, s.whole())
}

// whole is the part that no pair of days and no week tells: late exteriors, nights in a row, cover sets, idle days, weeks of six days.
func (s *state) whole() strand {
	m := s.m
	var p strand
	if m.LateExt > 0 || m.NightRun > 0 || m.CoverLess > 0 {
		var nights [8]int
		rank, lastDate := -1, -1
		bare, covered := int64(0), -1 // the exterior days since the last date with a cover set; that date
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
			if e.out && 2*rank >= s.dates {
				p.cost += m.LateExt
			}
			switch {
			case e.cover:
				bare, covered = 0, sl.Date
			case e.out && sl.Date != covered:
				bare++
			}
			if e.kind != nightUnit {
				nights[sl.Unit] = 0
			} else if nights[sl.Unit]++; nights[sl.Unit] > 3 {
				p.cost += m.NightRun
			}
		}
		p.cost += bare * m.CoverLess
	}
	if m.Idle > 0 && s.dates > 0 {
		first, last := firstLast(s.usedMask)
		p.cost += m.Idle * int64(countBetween(m.works, first, last)-countBoth(m.works, s.usedMask, first, last))
	}
	if m.Clocked && m.SixDays {
		p.viol += s.sixDays()
	}
	return p
}

// link is the part of two days p and i of a unit in a row: the order of the story, the change of light, the way between them, the night
// before a day, the rest of the crew.
func (s *state) link(p, i int) strand {
	m := s.m
	var cost, viol int64
	a, b := &s.day[p], &s.day[i]
	if a.story > 0 && b.story > 0 && b.story < a.story {
		cost += m.StoryOrder
	}
	if lightOfKind(a.kind) != lightOfKind(b.kind) {
		cost += m.LightSwitch
	}
	if m.Way != nil && a.last != b.first {
		y := m.Way[a.last][b.first]
		cost += y.Cost + int64(y.Km)*m.Km
	}
	gap := m.Dates[m.Slots[i].Date].Pos - m.Dates[m.Slots[p].Date].Pos
	if m.NoDayAfterNight && gap == 1 && a.kind == nightUnit && b.kind != nightUnit {
		viol += brokenRule
	}
	if m.Clocked {
		if rest := b.hours.Call + gap*1440 - m.Slots[p].Law.left(a.hours.Wrap); rest < m.Slots[i].Law.Rest {
			viol += int64(m.Slots[i].Law.Rest - rest)
		}
	}
	return strand{cost, viol}
}

// week is the violation of a unit's civil week: minutes and days over the limits of its first day.
func (s *state) week(week, unit int) strand {
	m := s.m
	minutes, days, law := 0, 0, -1
	for d := m.weekFrom[week]; d < len(m.Dates) && m.weekAt[d] == week; d++ {
		if i := d*m.Units + unit; s.day[i].used {
			if days == 0 {
				law = i
			}
			minutes += s.day[i].busy
			days++
		}
	}
	var p strand
	if days == 0 {
		return p
	}
	l := &m.Slots[law].Law
	if l.WeekWork > 0 && minutes > l.WeekWork {
		p.viol += int64(minutes - l.WeekWork)
	}
	if l.WeekDays > 0 && days > l.WeekDays {
		p.viol += int64(days-l.WeekDays) * brokenRule
	}
	return p
}

// sixDays is the violation of six-day weeks in a row, of crews and performers. A plan without a week of six shooting dates has none.
func (s *state) sixDays() int64 {
	m := s.m
	some := false
	for k, from := range m.weekFrom {
		n := 0
		for d := from; d < len(m.Dates) && m.weekAt[d] == k; d++ {
			if s.usedN[d] > 0 {
				n++
			}
		}
		some = some || n >= 6
	}
	if !some {
		return 0
	}
	var viol int64
	for u := range m.Units {
		run, lastWeek := 0, -10
		for k, from := range m.weekFrom {
			days, law := 0, -1
			for d := from; d < len(m.Dates) && m.weekAt[d] == k; d++ {
				if i := d*m.Units + u; s.day[i].used {
					if days == 0 {
						law = i
					}
					days++
				}
			}
			week := m.Dates[from].Week
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
				if l := &m.Slots[law].Law; l.Weeks6 > 0 && run > l.Weeks6 {
					viol += brokenRule
				}
			}
		}
	}
	for r := range m.Roles {
		viol += s.roleSixDays(r)
	}
	return viol
}

// roleSixDays is the violation of a performer's six-day weeks in a row.
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
			viol += brokenRule
		}
	}
	return viol
}

// lawOf is the law of a date: that of its first unit.
func (m *Model) lawOf(date int) *Law {
	return &m.Slots[date*m.Units].Law
}

// around is the part of a date and the one before: the rest of performers between them, and the people and equipment that two units ask
// for on the date.
func (s *state) around(d int) strand {
	m := s.m
	var p strand
	if m.Units > 1 {
		p.viol += s.shared(d)
	}
	if !m.Clocked || d == 0 || m.Dates[d].Pos-m.Dates[d-1].Pos != 1 || s.usedN[d] == 0 || s.usedN[d-1] == 0 {
		return p
	}
	w := m.words()
	if m.Units > 1 {
		for r := range m.Roles {
			if s.works(r, d, w) && s.works(r, d-1, w) {
				p.viol += s.restOf(r, s.slotOf(r, d-1), s.slotOf(r, d))
			}
		}
		return p
	}
	// With one unit all adults have the same rest: those who work both days are looked for only when it is short.
	if s.shortRest(d-1, d) > 0 {
		for r := range m.Roles {
			if m.Roles[r].Child == nil && s.works(r, d, w) && s.works(r, d-1, w) {
				p.viol += s.restOf(r, d-1, d)
			}
		}
	}
	for _, r := range s.kids {
		if s.works(r, d, w) && s.works(r, d-1, w) {
			p.viol += s.restOf(r, d-1, d)
		}
	}
	return p
}

// works tells whether a role works on a date; w is the number of words of a mask.
func (s *state) works(r, d, w int) bool { return s.roleMask[r*w+d>>6]>>(d&63)&1 == 1 }

// shortRest is the number of minutes the rest of an adult lacks between two slots of dates in a row; it is negative when the rest is
// longer than it has to be.
func (s *state) shortRest(a, b int) int64 {
	m := s.m
	return int64(m.Slots[b].Law.CastRest - (s.day[b].hours.Call + 1440 - m.Slots[a].Law.left(s.day[a].hours.Wrap-m.WrapUp)))
}

// restOf is the number of minutes the rest of a role lacks between two slots of dates in a row.
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
	return max(0, int64(c.Rest-(begin+1440-s.m.Slots[a].Law.left(end))))
}

// slotOf is the slot a role works in on a date, -1 when there is none.
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

// presence is the first and the last minute of a child in a slot.
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
	if c := m.Roles[r].Child; c != nil {
		return begin - c.Before, end + c.After
	}
	return begin, end
}

// shared is the violation of the people and equipment that two units ask for on one date.
func (s *state) shared(date int) int64 {
	m := s.m
	if s.usedN[date] < 2 {
		return 0
	}
	var viol int64
	d, i := len(m.Dates), date*m.Units
	for r := range m.Roles {
		if s.roleN[r*d+date] > 1 {
			viol += int64(s.inSlots(i, date, func(sc int) bool { return slices.Contains(m.Scenes[sc].Roles, r) })-1) * brokenRule
		}
	}
	for e := range m.Equip {
		if s.equipN[e*d+date] > 1 {
			viol += int64(s.inSlots(i, date, func(sc int) bool { return slices.Contains(m.Scenes[sc].Equip, e) })-1) * brokenRule
		}
	}
	return viol
}

// inSlots counts the slots of a date, from slot i on, that hold a scene with a property.
func (s *state) inSlots(i, date int, has func(int) bool) int {
	n := 0
	for ; i < len(s.m.Slots) && s.m.Slots[i].Date == date; i++ {
		if slices.ContainsFunc(s.slots[i], has) {
			n++
		}
	}
	return n
}
