package search

import "slices"

// A trial is the price of a move that is not made: most moves of a cooled search are refused, and taking them back costs more than
// this. It is exact, or says that it cannot tell.

// loose tells that any day may stand anywhere and that its price is a function of sums over its scenes: one unit, slots of one
// class, no hours, no raccords, no extras, no equipment, no child, and nothing that hangs on the order of the days but the
// rule of the night before a day. Only the moves of a loose model may be tried.
func (m *Model) loose() bool {
	if !m.simple() || m.Units > 1 || m.Kinds > 0 || len(m.Prec) > 0 || len(m.Equip) > 0 ||
		m.Idle > 0 || m.LateStart > 0 || m.KeepCover || m.StoryOrder > 0 || m.NightRun > 0 || m.LightSwitch > 0 || m.LateExt > 0 ||
		m.CoverLess > 0 {
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

// plain tells that a role's pay is a sum over the days it works and is held: more days never cost less.
func (m *Model) plain() bool {
	for i := range m.Roles {
		if o := &m.Roles[i]; o.Week > 0 || o.Drop > 0 || o.MinDays > 0 || o.Dear != nil {
			return false
		}
	}
	return true
}

// trial is the work space of a trial.
type trial struct {
	stamp int32
	role  []int32 // by role: the stamp of the last trial that counted it
	more  []int   // by role: the scenes it has more on the second slot
	roles []int   // the roles this trial counted
}

// try prices moving the scenes of there from one slot to another and those of back the other way: it returns what that adds to the
// cost and to the violation, and ok when the model is loose. With from -1 the scenes of there come from outside the plan; then
// the answer may leave out what roles cost, once the rest alone, violations counted at a price, passes most.
func (s *state) try(from, to int, there, back []int, price, most int64) (cost, viol int64, ok bool) {
	if !s.fast {
		return 0, 0, false
	}
	last := s.tryDay(to, there, back, &cost, &viol)
	first := dayEval{}
	if from >= 0 {
		first = s.tryDay(from, back, there, &cost, &viol)
	}
	if s.m.NoDayAfterNight {
		viol += s.nightsWith(from, to, &first, &last)
	}
	if from < 0 && s.plain && cost+price*viol >= most {
		return cost, viol, true // the roles only add to it
	}
	s.countRoles(there, back)
	opens := last.used != s.day[to].used
	closes := from >= 0 && first.used != s.day[from].used
	if opens || closes {
		s.flipUsed(from, to, opens, closes)
		dates := s.dates
		if opens {
			dates++
		}
		if closes {
			dates--
		}
		viol += s.tooMany(dates) - s.tooMany(s.dates)
		s.tryHolds(from, to, opens, closes, &cost, &viol)
	}
	s.tryRoles(from, to, opens || closes, &cost, &viol)
	if opens || closes {
		s.flipUsed(from, to, opens, closes)
	}
	return cost, viol, true
}

// tryDay is a slot once some scenes have come and others left; it adds what that changes to the cost and the violation.
func (s *state) tryDay(slot int, come, leave []int, cost, viol *int64) dayEval {
	t := s.tally[slot]
	s.sum(&t, slot, leave, -1)
	s.sum(&t, slot, come, 1)
	e, old := t.price(s.m), &s.day[slot]
	s.sum(&t, slot, come, -1)
	s.sum(&t, slot, leave, 1)
	*cost += e.cost - old.cost
	*viol += e.viol - old.viol
	return e
}

// countRoles counts by role the scenes that go there less those that come back.
func (s *state) countRoles(there, back []int) {
	k := &s.trial
	if k.stamp++; k.stamp == 1<<31-1 {
		clear(k.role)
		k.stamp = 1
	}
	k.roles = k.roles[:0]
	s.countRolesOf(there, 1)
	s.countRolesOf(back, -1)
}

// countRolesOf adds n to the count of each role of each scene.
func (s *state) countRolesOf(scenes []int, n int) {
	k := &s.trial
	for _, o := range scenes {
		for _, r := range s.m.Scenes[o].Roles {
			if k.role[r] != k.stamp {
				k.role[r], k.more[r] = k.stamp, 0
				k.roles = append(k.roles, r)
			}
			k.more[r] += n
		}
	}
}

// flipUsed turns the bits of the dates that a move would open and close; a second call turns them back.
func (s *state) flipUsed(from, to int, opens, closes bool) {
	if opens {
		s.usedMask[to>>6] ^= 1 << (to & 63)
	}
	if closes {
		s.usedMask[from>>6] ^= 1 << (from & 63)
	}
}

// tryHolds adds what a date opened or closed changes for the roles held on it that the move does not touch.
func (s *state) tryHolds(from, to int, opens, closes bool, cost, viol *int64) {
	m, k := s.m, &s.trial
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
				*cost += hold
			}
		} else if role.HoldPaid {
			now := s.rolePrice(r)
			*cost += now.pay - o.pay
			*viol += now.viol - o.viol
		}
	}
}

// tryRoles adds what the move changes for the roles of its scenes; all of them are priced anew when some date opened or closed,
// else those that begin or cease to work on a date.
func (s *state) tryRoles(from, to int, all bool, cost, viol *int64) {
	d, w := len(s.m.Dates), s.m.words()
	for _, r := range s.trial.roles {
		n := s.trial.more[r]
		leaves := from >= 0 && (s.roleN[r*d+from] > 0) != (int(s.roleN[r*d+from]) > n)
		comes := (s.roleN[r*d+to] > 0) != (int(s.roleN[r*d+to])+n > 0)
		if !leaves && !comes && !all {
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
		*cost += now.pay - s.role[r].pay
		*viol += now.viol - s.role[r].viol
	}
}

// nightsWith is what the new days of slots a and b, a -1 when there is one only, add to the violation of nights right before a day.
func (s *state) nightsWith(a, b int, first, last *dayEval) int64 {
	m := s.m
	now := func(i int) *dayEval {
		switch i {
		case a:
			return first
		case b:
			return last
		}
		return &s.day[i]
	}
	breaks := func(p, e *dayEval) bool { return p.used && e.used && p.kind == nightUnit && e.kind != nightUnit }
	var n int64
	for k, i := range [4]int{a, a + 1, b, b + 1} { // the days whose link with the day before may change, each once
		seen := k < 2 && a < 0 || k == 2 && a >= 0 && i == a+1 || k == 3 && a >= 0 && i == a
		if i < 1 || i >= len(m.Slots) || seen || m.Dates[i].Pos-m.Dates[i-1].Pos != 1 {
			continue
		}
		if breaks(&s.day[i-1], &s.day[i]) {
			n--
		}
		if breaks(now(i-1), now(i)) {
			n++
		}
	}
	return n * brokenRule
}
