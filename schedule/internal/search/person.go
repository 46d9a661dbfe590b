package search

import "slices"

// personal tells whether the rests of a performer are not those of one crew: hours of their own, several units that may ask for them, or
// a Sunday that the crew may work without them.
func (m *Model) personal(r int) bool {
	return m.Clocked && (m.Units > 1 || m.Roles[r].Child != nil || m.sundays)
}

// far tells whether some way between two bases takes its time between two days.
func (m *Model) far() bool {
	return slices.ContainsFunc(m.Way, func(row []Way) bool { return slices.ContainsFunc(row, func(y Way) bool { return y.Road > 0 }) })
}

// duty is the day of a role over all units: from the first call to the last wrap, its presence, and where it begins and ends.
type duty struct {
	call, wrap, from, to int
	law                  *Law
	told                 bool
	first, last          stop
}

// stop is where a role begins or ends a day: the slot and the location.
type stop struct{ slot, loc int }

// duty reads the day of a role that works on a date.
func (s *state) duty(r, date int) duty {
	m := s.m
	out, days := duty{call: 1 << 30, from: 1 << 30, to: -1 << 30, told: true}, 0
	plays := func(sc int) bool { return slices.Contains(m.Scenes[sc].Roles, r) }
	first := date * m.Units
	for i := first; i < first+m.Units; i++ {
		if slices.ContainsFunc(s.slots[i], plays) {
			days++
		}
	}
	for i := first; i < first+m.Units; i++ {
		if !slices.ContainsFunc(s.slots[i], plays) {
			continue
		}
		h := s.hours(i).hours
		out.call, out.wrap, out.law = min(out.call, h.Call), max(out.wrap, h.Wrap), s.day[i].law
		out.told = out.told && m.Slots[i].Fixed
		from, to := h.Call, h.Wrap
		if m.Roles[r].Child != nil || days > 1 {
			from, to = s.presence(r, i)
		}
		order := s.day[i].order
		if from < out.from {
			out.first = stop{i, m.Scenes[order[slices.IndexFunc(order, plays)]].Loc}
		}
		if to > out.to {
			out.last = stop{slot: i}
			for _, sc := range order {
				if plays(sc) {
					out.last.loc = m.Scenes[sc].Loc
				}
			}
		}
		out.from, out.to = min(out.from, from), max(out.to, to)
	}
	out.own(m, r, days)
	return out
}

// own gives a duty the hours of a performer that are not those of the others: of one who is there before or after them, or serves
// several units.
func (d *duty) own(m *Model, r, units int) {
	c := m.Roles[r].Child
	switch {
	case units > 1:
		d.call, d.wrap = d.from, d.to+m.WrapUp
	case c != nil && c.Adult:
		d.call, d.wrap = min(d.call, d.from), max(d.wrap, d.to+m.WrapUp)
	}
}

// trip is the way of a role between two days of work and the rest after it, in minutes, 0 for none: that of the unit when the days follow
// each other in it, the role's own from one unit to another; alone tells which.
func (s *state) trip(a, b *duty) (minutes int, alone bool) {
	m := s.m
	if m.Slots[a.last.slot].Unit != m.Slots[b.first.slot].Unit {
		return m.trip(a.last.loc, b.first.loc).taken(), true
	}
	if s.before(b.first.slot) != a.last.slot {
		return 0, false
	}
	return s.taken(a.last.slot, b.first.slot), false
}

// trip is the way between two locations, zero inside a base.
func (m *Model) trip(a, b int) Way { return m.journey(m.Locs[a].Base, m.Locs[b].Base) }

// journey is the way between two bases, zero inside one.
func (m *Model) journey(a, b int) Way {
	if m.Way == nil || a == b {
		return Way{}
	}
	return m.Way[a][b]
}

// taken is what a way takes from the rest between two days, in minutes: its road and the rest after it.
func (y Way) taken() int { return y.Road + y.Rest }

// restsOf is by how many minutes the rests of a role between the days worked fall short: those of a journey, those of the civil weeks of
// an adult. Between two dates in a row without a journey they are counted with the dates.
func (s *state) restsOf(r int) int64 {
	m, w := s.m, s.m.words()
	mask := s.roleMask[r*w : r*w+w]
	first, last := firstLast(mask)
	if !m.personal(r) || first < 0 {
		return 0
	}
	var sum int64
	var prev duty
	at, free := -1, false // the date worked before, and whether its week had its rest
	for d := first; d <= last; d++ {
		if mask[d>>6]>>(d&63)&1 == 0 {
			continue
		}
		now := s.duty(r, d)
		if at < 0 {
			free = m.weekDay(d) > 0
		} else {
			var short int64
			short, free = s.restBefore(r, &prev, &now, at, d, free)
			if !prev.told || !now.told {
				sum += short
			}
		}
		prev, at = now, d
	}
	return sum
}

// restBefore is by how many minutes the rest of a role between two days worked falls short, and whether the week of the second one has
// its rest in a row; free tells it of the week of the first.
func (s *state) restBefore(r int, a, b *duty, da, db int, free bool) (short int64, next bool) {
	m := s.m
	gap := (m.Dates[db].Pos - m.Dates[da].Pos) * 1440
	trip, alone := s.trip(a, b)
	if c := m.Roles[r].Child; trip > 0 && c != nil {
		short += int64(max(0, m.kidOn(b.law, r).Rest-(b.law.instant(b.from)+gap-a.law.instant(a.to)-trip)))
	}
	if !m.adult(r) {
		return short, false
	}
	rest := b.law.instant(b.call) + gap - a.law.instant(a.wrap-m.WrapUp) - trip
	if trip > 0 {
		short += int64(max(0, b.law.CastRest-rest))
	}
	if alone {
		short += int64(m.spanOver(a, b, gap))
	}
	due := b.law.CastWeek
	if m.Dates[da].Week == m.Dates[db].Week {
		return short, free || rest >= due
	}
	if !free || m.weekDay(da) < 6 { // the rest holds the Sunday, unless it was worked and the week had another
		short += int64(max(0, due-rest))
		due += 1440
	}
	return short, m.weekDay(db) > 0 && rest >= due
}

// spanOver is by how many minutes a way of a performer alone, with the rest after it, passes the span of both days around it, when they
// leave it no day of its own.
func (m *Model) spanOver(a, b *duty, gap int) int {
	if gap > 1440 {
		return 0
	}
	return m.trip(a.last.loc, b.first.loc).over(a.span(m), b.span(m), b.law.CastSpan)
}

// span is the length of the day of an adult, minutes.
func (d *duty) span(m *Model) int { return d.law.passed(d.call, d.wrap-m.WrapUp) }
