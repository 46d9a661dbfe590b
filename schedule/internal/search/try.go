package search

import (
	"math/bits"
	"slices"
)

// A trial prices a move without making it: most moves of a cooled search are refused. It is exact, or says that it cannot tell.

// loose tells that the slots differ in nothing, that a day's price asks for little more than sums, and that of what depends on
// the order of the days only the night before a day is ruled: any day may stand anywhere.
func (m *Model) loose() bool {
	if !m.simple() || m.Units > 1 || m.Kinds > 0 || len(m.Prec) > 0 || len(m.Equip) > 0 || m.Idle > 0 || m.StoryOrder > 0 || m.NightRun > 0 || m.LightSwitch > 0 || m.LateExt > 0 || m.CoverLess > 0 {
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

// tally is what the price of a day of a loose model is made of.
type tally struct {
	n, minutes, eighths int
	places              int
	rent                int64
	lights              [3]int // scenes of the dawn, the day, the night
	sides               [2]int // minutes by day, by night
}

// sum adds scenes to a slot's tally, or takes them off. How many scenes of each place the slot has is kept in s.placeN.
func (s *state) sum(t *tally, slot int, scenes []int, sign int) {
	m := s.m
	row := s.placeN[slot*len(m.Locs) : (slot+1)*len(m.Locs)]
	for _, o := range scenes {
		sc := &m.Scenes[o]
		t.n += sign
		t.minutes += sign * sc.Minutes
		t.eighths += sign * sc.Eighths
		before := row[sc.Loc] > 0
		row[sc.Loc] += int16(sign)
		if now := row[sc.Loc] > 0; now != before {
			t.places += sign
			t.rent += int64(sign) * (m.Locs[sc.Loc].Day + m.LocDay)
		}
		light := sc.Phase
		if m.Separate {
			light = sc.Side
			switch sc.Side {
			case Day:
				t.sides[0] += sign * sc.Minutes
			case Night:
				t.sides[1] += sign * sc.Minutes
			}
		}
		switch light {
		case Dawn:
			t.lights[0] += sign
		case Day:
			t.lights[1] += sign
		case Dusk, Night:
			t.lights[2] += sign
		}
	}
}

// price prices a tally as evalDay prices its scenes.
func (t *tally) price(m *Model) (e dayEval) {
	if t.n == 0 {
		return e
	}
	e.used = true
	switch day := t.lights[0]+t.lights[1] > 0; {
	case day && t.lights[2] > 0:
		e.kind = 2
	case t.lights[0] > 0:
		e.kind = 3
	case t.lights[2] > 0:
		e.kind = 1
	}
	moves := t.places - 1
	e.cost = m.UnitDay[0] + t.rent + int64(moves)*m.Move
	if !m.Oversize || t.n > 1 {
		if over := t.minutes + moves*m.MoveMinutes - m.Minutes; m.Minutes > 0 && over > 0 {
			e.viol += int64(over)
		}
		if over := t.eighths - m.Eighths; m.Eighths > 0 && over > 0 {
			e.viol += int64(over) * 15
		}
	}
	if over := moves - m.MaxMoves; m.MaxMoves > 0 && over > 0 {
		e.viol += int64(over) * broken
	}
	if e.kind == 2 && m.Separate {
		e.viol += broken + int64(min(t.sides[0], t.sides[1]))
	}
	return e
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
	} else if s.plain && cost+price*viol >= most {
		return cost, viol, true // the roles only add to it
	}
	if m.NoDayAfterNight {
		viol += s.nightsWith(from, to, &first, &last)
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

// trial is the room of a trial.
type trial struct {
	stamp int32
	role  []int32
	more  []int // by role: scenes it has more on the second slot
	roles []int
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

// reshuffle is a change of the order of the days from a to b.
type reshuffle struct {
	kind reshuffleKind
	a, b int
	step int // between slots of a unit
	by   int // of shifted: how far the first ones move back
}

type reshuffleKind uint8

const (
	shifted  reshuffleKind = iota // the first by days come last
	reversed                      // the last comes first
	swapped                       // a and b change places
)

// dest is where a reshuffle puts day i.
func (t reshuffle) dest(i int) int {
	switch t.kind {
	case shifted:
		if i -= t.by; i < t.a {
			i += t.b - t.a + t.step
		}
		return i
	case reversed:
		return t.a + t.b - i
	}
	switch i {
	case t.a:
		return t.b
	case t.b:
		return t.a
	}
	return i
}

// bits turns the bits of a mask of the days from a on.
func (t reshuffle) bits(x uint64) uint64 {
	n := t.b - t.a + 1
	switch t.kind {
	case shifted:
		return x>>t.by | x<<(n-t.by)&(1<<n-1)
	case reversed:
		return bits.Reverse64(x) >> (64 - n)
	}
	if x&1 != x>>(n-1)&1 {
		x ^= 1 | 1<<(n-1)
	}
	return x
}

// window reads the n bits of a mask from a on; n is at most 63.
func window(mask []uint64, a, n int) uint64 {
	x := mask[a>>6] >> (a & 63)
	if a&63+n > 64 {
		x |= mask[a>>6+1] << (64 - a&63)
	}
	return x & (1<<n - 1)
}

// flip changes the bits of a mask from a on.
func flip(mask []uint64, a int, x uint64) {
	mask[a>>6] ^= x << (a & 63)
	if hi := x >> (64 - a&63); a&63 > 0 && hi != 0 {
		mask[a>>6+1] ^= hi
	}
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

// tryReshuffle prices a reshuffle of at most 63 days of a loose model.
func (s *state) tryReshuffle(t reshuffle) (cost, viol int64, ok bool) {
	m := s.m
	if !s.fast || t.b-t.a > 62 {
		return 0, 0, false
	}
	n := t.b - t.a + 1
	used := window(s.usedMask, t.a, n)
	usedBits := used ^ t.bits(used)
	flip(s.usedMask, t.a, usedBits)
	w := m.words()
	for r := range s.role {
		o := &s.role[r]
		if o.first > t.b || o.last < t.a {
			continue
		}
		role := &m.Roles[r]
		if o.first < t.a && o.last > t.b && role.Week == 0 && role.Drop == 0 && role.RestAfter == 0 {
			continue // as many days worked and held as before
		}
		mask := s.roleMask[r*w : r*w+w]
		x := window(mask, t.a, n)
		x ^= t.bits(x)
		flip(mask, t.a, x)
		now := s.rolePrice(r)
		flip(mask, t.a, x)
		cost += now.pay - o.pay
		viol += now.viol - o.viol
	}
	flip(s.usedMask, t.a, usedBits)
	if m.NoDayAfterNight {
		viol += s.reshuffledNights(t)
	}
	return cost, viol, true
}

// reshuffledNights is what a reshuffle adds to the nights right before a day.
func (s *state) reshuffledNights(t reshuffle) int64 {
	m := s.m
	count := func(place func(int) int) int64 {
		var n int64
		night, at := false, -2
		for i := max(t.a-1, 0); i <= min(t.b+1, len(m.Slots)-1); i++ {
			e := &s.day[place(i)]
			if !e.used {
				continue
			}
			if night && e.kind != 1 && m.Dates[i].Pos-at == 1 {
				n++
			}
			night, at = e.kind == 1, m.Dates[i].Pos
		}
		return n
	}
	back := t // dest backwards
	if t.kind == shifted {
		back.by = t.b - t.a + 1 - t.by
	}
	return broken * (count(func(i int) int {
		if i < t.a || i > t.b {
			return i
		}
		return back.dest(i)
	}) - count(func(i int) int { return i }))
}
