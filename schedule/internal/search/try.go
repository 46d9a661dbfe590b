package search

import "slices"

// A trial prices a move without making it: most moves of a cooled search are refused. It is exact, or says that it cannot tell.

// loose tells that the slots differ in nothing, that a day's price asks for little more than sums, and that of what depends on
// the order of the days only the night before a day is ruled: any day may stand anywhere.
func (m *Model) loose() bool {
	if !m.simple() || m.Units > 1 || m.Kinds > 0 || len(m.Prec) > 0 || len(m.Equip) > 0 ||
		m.Idle > 0 || m.StoryOrder > 0 || m.NightRun > 0 || m.LightSwitch > 0 || m.LateExt > 0 || m.CoverLess > 0 {
		return false
	}
	for i := range m.Slots {
		if m.class[i] != 0 {
			return false
		}
	}
	for i := range m.Scenes {
		sc := &m.Scenes[i]
		if sc.Child || m.PerDiem > 0 && m.Locs[sc.Loc].Away || slices.Contains(sc.Allowed, false) {
			return false
		}
	}
	return true
}

// plain tells that a role's pay is a sum over its days worked and held: more days never cost less.
func (m *Model) plain() bool {
	for i := range m.Roles {
		if o := &m.Roles[i]; o.Week > 0 || o.Drop > 0 || o.MinDays > 0 {
			return false
		}
	}
	return true
}

// trial is the room of a trial.
type trial struct {
	stamp int32
	role  []int32
	more  []int // by role: scenes it has more on the second slot
	roles []int
}

// try prices moving some scenes from a slot to another and some others back: what it adds to the cost and to the violations.
// The first scenes are out of the plan when from is -1; then what passes most, with violations at a price, may be given short.
func (s *state) try(from, to int, there, back []int, price, most int64) (cost, viol int64, ok bool) {
	if !s.fast {
		return 0, 0, false
	}
	m, k := s.m, &s.trial
	day := func(slot int, come, leave []int) dayEval {
		t := s.tally[slot]
		s.sum(&t, slot, leave, -1)
		s.sum(&t, slot, come, 1)
		e, old := t.price(m), &s.day[slot]
		s.sum(&t, slot, come, -1)
		s.sum(&t, slot, leave, 1)
		cost += e.cost - old.cost
		viol += e.viol - old.viol
		return e
	}
	last := day(to, there, back)
	first := dayEval{}
	if from >= 0 {
		first = day(from, back, there)
	}
	if m.NoDayAfterNight {
		viol += s.nightsWith(from, to, &first, &last)
	}
	if from < 0 && s.plain && cost+price*viol >= most {
		return cost, viol, true // the roles only add to it
	}
	if k.stamp++; k.stamp == 1<<31-1 {
		clear(k.role)
		k.stamp = 1
	}
	k.roles = k.roles[:0]
	count := func(scenes []int, n int) {
		for _, o := range scenes {
			for _, r := range m.Scenes[o].Roles {
				if k.role[r] != k.stamp {
					k.role[r], k.more[r] = k.stamp, 0
					k.roles = append(k.roles, r)
				}
				k.more[r] += n
			}
		}
	}
	count(there, 1)
	count(back, -1)
	opens := last.used != s.day[to].used
	closes := from >= 0 && first.used != s.day[from].used
	if opens || closes {
		dates := s.dates
		if opens {
			s.usedMask[to>>6] ^= 1 << (to & 63)
			dates++
		}
		if closes {
			s.usedMask[from>>6] ^= 1 << (from & 63)
			dates--
		}
		viol += s.tooMany(dates) - s.tooMany(s.dates)
		for r := range s.role {
			o := &s.role[r]
			more, less := opens && o.first < to && to < o.last, closes && o.first < from && from < o.last
			if !more && !less || k.role[r] == k.stamp {
				continue
			}
			if role := &m.Roles[r]; s.plain {
				if role.HoldPaid && more != less {
					hold := role.Hold + m.RoleDay
					if less {
						hold = -hold
					}
					cost += hold
				}
			} else if role.HoldPaid {
				now := s.rolePrice(r)
				cost += now.pay - o.pay
				viol += now.viol - o.viol
			}
		}
	}
	d, w := len(m.Dates), m.words()
	for _, r := range k.roles {
		n := k.more[r]
		leaves := from >= 0 && (s.roleN[r*d+from] > 0) != (int(s.roleN[r*d+from]) > n)
		comes := (s.roleN[r*d+to] > 0) != (int(s.roleN[r*d+to])+n > 0)
		if !leaves && !comes && !opens && !closes {
			continue
		}
		mask := s.roleMask[r*w : r*w+w]
		if leaves {
			mask[from>>6] ^= 1 << (from & 63)
		}
		if comes {
			mask[to>>6] ^= 1 << (to & 63)
		}
		now := s.rolePrice(r)
		if leaves {
			mask[from>>6] ^= 1 << (from & 63)
		}
		if comes {
			mask[to>>6] ^= 1 << (to & 63)
		}
		cost += now.pay - s.role[r].pay
		viol += now.viol - s.role[r].viol
	}
	if opens {
		s.usedMask[to>>6] ^= 1 << (to & 63)
	}
	if closes {
		s.usedMask[from>>6] ^= 1 << (from & 63)
	}
	return cost, viol, true
}

// nightsWith is what two days changed add to the nights right before a day.
func (s *state) nightsWith(a, b int, first, last *dayEval) int64 {
	m := s.m
	var n int64
	for k, i := range [4]int{a, a + 1, b, b + 1} {
		if i < 1 || i >= len(m.Slots) || k < 2 && a < 0 || k == 2 && a >= 0 && i == a+1 || k == 3 && a >= 0 && i == a || m.Dates[i].Pos-m.Dates[i-1].Pos != 1 {
			continue
		}
		p, e := &s.day[i-1], &s.day[i]
		if p.used && e.used && p.kind == 1 && e.kind != 1 {
			n--
		}
		switch i - 1 {
		case a:
			p = first
		case b:
			p = last
		}
		switch i {
		case a:
			e = first
		case b:
			e = last
		}
		if p.used && e.used && p.kind == 1 && e.kind != 1 {
			n++
		}
	}
	return n * broken
}
