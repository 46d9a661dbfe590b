package search

import (
	"math/bits"
	"slices"
)

// firstLast returns the first and the last date of a mask, -1 when it is empty.
func firstLast(mask []uint64) (first, last int) {
	first, last = -1, -1
	for i, w := range mask {
		if w != 0 {
			if first < 0 {
				first = i<<6 + bits.TrailingZeros64(w)
			}
			last = i<<6 + 63 - bits.LeadingZeros64(w)
		}
	}
	return first, last
}

// countBetween counts the dates of a mask from first to last.
func countBetween(mask []uint64, first, last int) int { return countBoth(mask, mask, first, last) }

// countBoth counts the dates two masks share from first to last.
func countBoth(x, y []uint64, first, last int) int {
	n := 0
	a, b := first>>6, last>>6
	for i := a; i <= b; i++ {
		w := x[i] & y[i]
		if i == a {
			w &= ^uint64(0) << (first & 63)
		}
		if i == b {
			w &= ^uint64(0) >> (63 - last&63)
		}
		n += bits.OnesCount64(w)
	}
	return n
}

// rolePrice computes what a role costs, in cents, and its violation of the rules of days and weeks, from the dates it works and the dates
// used: days worked and held, by the week when it has a weekly rate, topped up to what is guaranteed, with its journeys.
func (s *state) rolePrice(r int) settled { return s.roleSettled(r, true) }

// roleSettled is rolePrice, without the hours of a child's weeks where those of its days are not laid yet.
func (s *state) roleSettled(r int, laid bool) settled {
	m := s.m
	o := &m.Roles[r]
	w := m.words()
	mask := s.roleMask[r*w : r*w+w]
	first, last := firstLast(mask)
	if first < 0 {
		return settled{pay: o.unseen(), first: -1, last: -1}
	}
	var pay, viol int64
	worked := countBetween(mask, first, last)
	if o.MaxDays > 0 && worked > o.MaxDays {
		viol += int64(worked-o.MaxDays) * brokenRule
	}
	if o.RestAfter > 0 {
		viol += m.runs(mask, first, last, o.RestAfter) * brokenRule
	}
	if o.Child != nil && m.Clocked && laid {
		viol += s.childWeeks(r, mask, first, last)
	}
	if m.hold.roles != nil {
		viol = max(0, viol-m.hold.roles[r]) // the past is told
	}
	held, stays := 0, 1
	if o.HoldPaid {
		held = countBetween(s.usedMask, first, last) - worked
	}
	dropFrom, dropTo := -1, -1
	if o.HoldPaid && o.Drop > 0 {
		var lost int
		dropFrom, dropTo, lost = s.drop(o, mask, first, last)
		if dropFrom >= 0 {
			held -= lost
			stays = 2
		}
	}
	if o.Week > 0 {
		weeks, apart := s.weekly(o, mask, first, last, dropFrom, dropTo)
		pay = max(weeks, o.Floor) + apart
	} else {
		pay = int64(worked)*o.Rate + int64(held)*o.Hold
		if o.Dear != nil {
			for d := first; d <= last; d++ {
				if mask[d>>6]>>(d&63)&1 == 1 {
					pay += o.Dear[d]
				}
			}
		}
	}
	if missing := o.MinDays - worked - held; missing > 0 {
		pay += int64(missing) * o.Due
	}
	return settled{pay + o.Once + int64(stays)*o.Travel + int64(worked+held)*m.RoleDay, viol, first, last}
}

// unseen is what a role without any scene costs, in cents: its guarantee, and what is paid once.
func (o *Role) unseen() int64 { return max(int64(o.MinDays)*o.Due, o.Floor) + o.Once }

// runs counts the dates worked beyond most in a row, on calendar days that follow each other.
func (m *Model) runs(mask []uint64, first, last, most int) int64 {
	over, n, pos := int64(0), 0, 0
	for d := first; d <= last; d++ {
		if mask[d>>6]>>(d&63)&1 == 0 {
			continue
		}
		if n > 0 && m.Dates[d].Pos == pos+1 {
			n++
		} else {
			n = 1
		}
		if pos = m.Dates[d].Pos; n > most {
			over++
		}
	}
	return over
}

// drop finds the gap worth dropping: of those of enough calendar days, the one whose days held cost the most, and more than a journey. It
// returns the dates around it and the days held in it; from is -1 when no gap is worth it.
func (s *state) drop(o *Role, mask []uint64, first, last int) (from, to, holds int) {
	from, to = -1, -1
	best := o.Travel
	prev, n := first, 0
	for d := first + 1; d <= last; d++ {
		switch {
		case mask[d>>6]>>(d&63)&1 == 1:
			if saved := int64(n) * (o.Hold + s.m.RoleDay); s.m.Dates[d].Pos-s.m.Dates[prev].Pos-1 >= o.Drop && saved > best {
				best, from, to, holds = saved, prev, d, n
			}
			prev, n = d, 0
		case s.usedMask[d>>6]>>(d&63)&1 == 1:
			n++
		}
	}
	return from, to, holds
}

// weekly is the pay of a role, in cents: its weeks, each at most the weekly rate, and the days paid beside them; the days held between
// dropFrom and dropTo are not paid.
func (s *state) weekly(o *Role, mask []uint64, first, last, dropFrom, dropTo int) (weeks, apart int64) {
	var week int64
	for d := first; d <= last; d++ {
		if d > first && s.m.Dates[d].Week != s.m.Dates[d-1].Week {
			weeks += min(week, o.Week)
			week = 0
		}
		switch {
		case mask[d>>6]>>(d&63)&1 == 1 && o.apart(d):
			apart += o.Rate + o.dear(d)
		case mask[d>>6]>>(d&63)&1 == 1:
			week += o.Rate + o.dear(d)
		case o.HoldPaid && s.usedMask[d>>6]>>(d&63)&1 == 1 && (dropFrom < 0 || d < dropFrom || d > dropTo):
			week += o.Hold
		}
	}
	return weeks + min(week, o.Week), apart
}

// apart tells whether a day worked on a date is paid beside the week.
func (o *Role) apart(date int) bool { return o.Apart != nil && o.Apart[date] }

// dear is what a day worked on a date costs beside the rate, in cents.
func (o *Role) dear(date int) int64 {
	if o.Dear == nil {
		return 0
	}
	return o.Dear[date]
}

// childWeeks is the violation of a child's weeks: the minutes of work over the most allowed, and the days of rest in a row that lack.
func (s *state) childWeeks(r int, mask []uint64, first, last int) int64 {
	m := s.m
	var viol int64
	for d := first; d <= last; {
		e := d
		worked, minutes, base := int64(0), 0, m.Dates[d].Week
		for e <= last && m.Dates[e].Week == base {
			if mask[e>>6]>>(e&63)&1 == 1 {
				worked |= 1 << m.weekDay(e)
				if m.Roles[r].Child.WeekWork > 0 {
					minutes += s.childMinutes(r, e)
				}
			}
			e++
		}
		c := m.kidOn(m.lawOf(d), r)
		if worked != 0 {
			viol += int64(c.lacks(worked)) * brokenRule
		}
		if c.WeekWork > 0 && minutes > c.WeekWork {
			viol += int64(minutes - c.WeekWork)
		}
		d = e
	}
	return viol
}

// childMinutes is the presence of a child on a date, in minutes.
func (s *state) childMinutes(r, date int) int {
	slot := s.slotOf(r, date)
	if slot < 0 {
		return 0
	}
	from, to := s.presence(r, slot)
	return s.m.presentFor(s.m.kidOn(&s.m.Slots[slot].Law, r), s.hours(slot).hours, from, to)
}

// equipPrice is what a piece of equipment or a place costs, in cents, and its violation: the dates it is used or, by the span, the
// shooting dates from its first to its last, by blocks and no less than its least number, with its stays. Those that the orders of days
// tell are left out when the days are not known yet.
func (s *state) equipPrice(e int, ordered bool) rent {
	m := s.m
	w := m.words()
	mask := s.equipMask[e*w : e*w+w]
	first, last := firstLast(mask)
	if first < 0 {
		return rent{}
	}
	q := &m.Equip[e]
	n := 0
	switch {
	case q.BySpan:
		n = countBetween(s.usedMask, first, last)
		if q.Copies > 1 && m.Units > 1 {
			n += s.copies(e, first, last) - countBetween(mask, first, last)
		}
	case q.Copies > 1 && m.Units > 1:
		n = s.copies(e, first, last)
	default:
		n = countBetween(mask, first, last)
	}
	out := rent{pay: int64(q.paid(n))*q.Rate + q.Once}
	if q.Stay > 0 || q.NoReturn {
		stays := 1
		for d := first; d <= last; d++ {
			if s.usedMask[d>>6]>>(d&63)&1 == 0 || mask[d>>6]>>(d&63)&1 == 1 {
				continue
			}
			for d < last && mask[d>>6]>>(d&63)&1 == 0 { // elsewhere until the next date in the place
				d++
			}
			stays++
		}
		out.pay += int64(stays) * q.Stay
		if q.NoReturn {
			if ordered {
				stays += s.goings(e, first, last)
			}
			out.viol += int64(stays-1) * brokenRule
		}
	}
	if q.Tight {
		out.viol += int64(countBetween(m.works, first, last)-countBoth(m.works, mask, first, last)) * brokenRule
	}
	if m.hold.equip != nil {
		out.viol = max(0, out.viol-m.hold.equip[e])
	}
	return out
}

// goings counts the returns to a place between two shooting dates in a row with it: the last unit there ended the first one elsewhere, or
// none began the second one there.
func (s *state) goings(e, first, last int) int {
	m, n := s.m, 0
	if !m.Equip[e].leaves() {
		return 0
	}
	place, mask, before := m.Equip[e].Place-1, s.equipMask[e*m.words():], -1
	for d := first; d <= last; d++ {
		if s.usedMask[d>>6]>>(d&63)&1 == 0 {
			continue
		}
		there := mask[d>>6]>>(d&63)&1 == 1
		if there && before >= 0 && (!s.stands(before, place, true) || !s.stands(d, place, false)) {
			n++
		}
		if before = -1; there {
			before = d
		}
	}
	return n
}

// stands tells whether a unit is in a place in the morning of a date or, when late, in the evening.
func (s *state) stands(date, place int, late bool) bool {
	for u := range s.m.Units {
		e := &s.day[date*s.m.Units+u]
		if e.used && (late && e.last == place || !late && e.first == place) {
			return true
		}
	}
	return false
}

// tether tells where a slot had better begin and end, so that no place is left for good too early: in those that were shot before its
// date, and in those that are shot later; both are ranks counted from 1, 0 for anywhere.
func (s *state) tether(slot int, scenes []int) (from, upto int) {
	m := s.m
	if !m.leaves {
		return 0, 0
	}
	w, d := m.words(), m.Slots[slot].Date
	for e := range m.Equip {
		q := &m.Equip[e]
		if !q.leaves() || !slices.ContainsFunc(scenes, func(sc int) bool { return m.Scenes[sc].Loc == q.Place-1 }) {
			continue
		}
		first, last := firstLast(s.equipMask[e*w : e*w+w])
		if first < d {
			from = q.Place
		}
		if last > d {
			upto = q.Place
		}
	}
	return from, upto
}

// paid is the number of days paid for n days of use.
func (q *Equip) paid(n int) int {
	if q.Block > 1 {
		n = (n + q.Block - 1) / q.Block * q.Block
	}
	return max(n, q.MinDays)
}

// copies counts the days of use of a piece of equipment in several copies: each unit that uses it on a date pays one.
func (s *state) copies(e, first, last int) int {
	n := 0
	for d := first; d <= last; d++ {
		if s.equipN[e*len(s.m.Dates)+d] > 0 {
			n += s.inSlots(d*s.m.Units, d, func(sc int) bool { return slices.Contains(s.m.Scenes[sc].Equip, e) })
		}
	}
	return n
}
