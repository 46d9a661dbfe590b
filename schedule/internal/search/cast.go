package search

import (
	"slices"
)

// cast is a role of the exact method, with its scenes.
type cast struct {
	r     int    // its index in the model
	mask  uint32 // its scenes, one bit each
	whole bool   // paid by the week with a gap that may be dropped: what it is held is computed when it ends, from all its days
	drops bool   // paid by the day with a gap that may be dropped
	base  int64  // the cents any plan pays beside the days it works
}

// role extends the words of a role by a date, on which it works, is held or neither, and adds its pay to the cost of the label. shot are
// the scenes shot before the date, now those shot on it. It returns false when the role breaks a rule.
func (x *exact) role(n *label, shot, now uint32, i, d int, turns []*turn) bool {
	m := x.m
	who := &x.roles[i]
	o := &m.Roles[who.r]
	c := n.ctx[x.roleAt(i):][:rWords]
	works, began, ends := who.mask&now != 0, who.mask&shot != 0, who.mask&^n.shot == 0
	switch {
	case works:
		c[rWorked]++
		c[rRun]++
		if o.MaxDays > 0 && int(c[rWorked]) > max(o.MaxDays, x.worked[who.r]) || !x.rested(n, c, who, d, turns) {
			return false
		}
		if o.RestAfter > 0 && int(c[rRun]) > o.RestAfter && !(x.told && x.overs[who.r][d]) {
			return false
		}
		if !x.lean {
			if !began {
				n.cost += o.Travel + o.Once
			}
			if who.drops && began {
				x.gap(n, c, o)
			}
			x.pay(n, c, o, o.Rate+o.dear(d), o.apart(d))
		}
		c[rSince] = 0
	case began && !ends:
		x.idle(c, who.r)
		if u := c[rUnit]; u > 0 && turns[u-1] != nil {
			c[rAlong] = 0
		}
		if who.drops && !x.lean {
			c[rHolds]++
		} else if o.HoldPaid && !x.lean && !who.whole {
			x.pay(n, c, o, o.Hold, false)
		}
	}
	if works && ends {
		switch {
		case x.lean:
		case who.whole:
			n.cost += x.heldPay(who, n, d)
		default:
			n.cost += max(0, int64(o.MinDays)-c[rPaid])*o.Due + max(0, o.Floor-c[rWeeks])
		}
		clear(c)
		c[rEnd], c[rGone] = none, none
	}
	return true
}

// pay adds a paid day at a price in cents; a weekly rate caps what the week adds up to, but for the days apart.
func (x *exact) pay(n *label, c []int64, o *Role, price int64, apart bool) {
	c[rPaid]++
	n.cost += x.m.RoleDay
	if o.Week > 0 && !apart {
		before := c[rWeek]
		after := min(before+price, o.Week)
		price = after - before
		c[rWeek] = after
		c[rWeeks] += price
	}
	n.cost += price
}

// gap ends a gap between two days worked: the days held in it are paid, unless it is the gap worth dropping. Of two gaps that may be
// dropped, the one with fewer days is paid after all; the drop costs a second journey.
func (x *exact) gap(n *label, c []int64, o *Role) {
	each := o.Hold + x.m.RoleDay
	holds, lost := c[rHolds], c[rLost]
	c[rHolds] = 0
	if int(c[rSince])-1 < o.Drop || holds*each <= max(o.Travel, lost*each) {
		n.cost += holds * each
		c[rPaid] += holds
		return
	}
	if lost > 0 {
		n.cost += lost * each
		c[rPaid] += lost
	} else {
		n.cost += o.Travel
	}
	c[rLost] = holds
}

// rested tells whether a role has its rest since the day before, and that of its week, and a child the hours of its week; it notes the
// end of the day.
func (x *exact) rested(n *label, c []int64, who *cast, d int, turns []*turn) bool {
	m := x.m
	if !m.Clocked {
		return true
	}
	now := x.duty(who.r, who.mask, d, turns)
	told := now.told && c[rTold] == 1
	c[rTold] = int64(b2i(now.told))
	trip, alone := x.trip(n, c, &now, turns)
	child := m.Roles[who.r].Child
	if m.adult(who.r) {
		rest := 1 << 28
		if c[rEnd] != none {
			rest = now.law.instant(now.call) - int(c[rEnd]) - trip
		}
		if alone && !told && c[rSpan] > 0 && m.trip(int(c[rLoc])-1, now.first.loc).over(int(c[rSpan]), now.span(m), now.law.CastSpan) > 0 {
			return false
		}
		if !told && rest < now.law.CastRest || !x.weekRest(c, who.r, now.law, d, rest, told) {
			return false
		}
		c[rEnd] = int64(now.law.instant(now.wrap - m.WrapUp))
	}
	x.leave(c, &now)
	if child == nil {
		return true
	}
	if !told && c[rGone] != none && now.law.instant(now.from)-int(c[rGone])-trip < m.kidOn(now.law, who.r).Rest {
		return false
	}
	c[rGone] = int64(now.law.instant(now.to))
	if child.WeekFree == 0 && child.WeekWork == 0 {
		return true
	}
	return x.childWeek(c, who.r, d, turns, now.told)
}

// duty is the day of a role on a date.
func (x *exact) duty(r int, mask uint32, d int, turns []*turn) duty {
	m := x.m
	now, units := duty{call: 1 << 30, from: 1 << 30, to: -1 << 30, told: true}, 0
	for u, t := range turns {
		if t == nil || t.mask&mask == 0 {
			continue
		}
		now.law, now.told = t.e.law, now.told && m.Slots[d*m.Units+u].Fixed
		now.call, now.wrap = min(now.call, t.o.hours.Call), max(now.wrap, t.o.hours.Wrap)
		at := stretch{from: t.o.hours.Call, to: t.o.hours.Wrap}
		if k := slices.IndexFunc(t.kids, func(k stay) bool { return k.role == r }); k >= 0 {
			at = stretch{from: t.kids[k].from, to: t.kids[k].to}
		}
		if k := slices.IndexFunc(t.units, func(k unitStay) bool { return k.role == r }); k >= 0 {
			at = t.units[k].at
		}
		if at.from < now.from {
			now.first = stop{u, at.first}
		}
		if at.to > now.to {
			now.last = stop{u, at.last}
		}
		now.from, now.to = min(now.from, at.from), max(now.to, at.to)
		units++
	}
	now.own(m, r, units)
	return now
}

// trip is the journey of a role since its last day and the rest after it, in minutes, 0 for none: that of its unit, or its own from one
// unit to another. turns are those of the date.
func (x *exact) trip(n *label, c []int64, now *duty, turns []*turn) (minutes int, alone bool) {
	if !x.far || c[rUnit] == 0 {
		return 0, false
	}
	u := now.first.slot
	if int(c[rUnit]) != u+1 {
		return x.m.trip(int(c[rLoc])-1, now.first.loc).taken(), true
	}
	if c[rAlong] == 0 {
		return 0, false
	}
	return x.taken(n.from.ctx[wHead+u*uWords:][:uWords], turns[u]), false
}

// weekRest tells whether an adult with rests of their own has that of the week that ends before a date; rest is the one before the date.
func (x *exact) weekRest(c []int64, r int, law *Law, d, rest int, told bool) bool {
	if !x.m.personal(r) || law.CastWeek == 0 {
		return true
	}
	free := x.m.weekDay(d) > 0
	switch c[rLately] {
	case 1:
		free = c[rFree] == 1 || rest >= law.CastWeek
	case 2:
		own := c[rFree] == 1 && c[rSunday] == 1 // the week that ended had its rest, and its Sunday was worked
		if !own && !told && rest < law.CastWeek {
			return false
		}
		free = free && rest >= law.CastWeek+1440*b2i(!own)
	}
	c[rLately], c[rFree], c[rSunday] = 1, int64(b2i(free)), int64(b2i(x.m.weekDay(d) == 6))
	return true
}

// leave notes in the words of a role with rests of its own where its day ended.
func (x *exact) leave(c []int64, now *duty) {
	if !x.far {
		return
	}
	c[rUnit], c[rAlong] = int64(now.last.slot+1), 1
	if x.m.Units > 1 {
		c[rLoc], c[rSpan] = int64(now.last.loc+1), int64(now.span(x.m))
	}
}

// childWeek tells whether a child keeps the hours and the rest of its week with its day on date d, told when it is frozen: what frozen days
// alone break is told.
func (x *exact) childWeek(c []int64, r, d int, turns []*turn, told bool) bool {
	m := x.m
	k := m.kidOn(m.lawOf(d), r)
	if c[rKidDays] |= 1 << m.weekDay(d); !told {
		c[rKidDays] |= planned
	}
	for _, t := range turns {
		if t == nil || k.WeekWork == 0 {
			continue
		}
		if at := slices.IndexFunc(t.kids, func(s stay) bool { return s.role == r }); at >= 0 {
			there := m.presentFor(k, t.o.hours, t.kids[at].from, t.kids[at].to)
			if x.ideal {
				there = max(0, t.kids[at].to-t.kids[at].from-t.o.hours.Break)
			}
			c[rKidTime] += int64(there)
			break
		}
	}
	lacks := k.lacks(c[rKidDays])
	if told {
		lacks -= x.lacks[r][d]
	}
	return lacks <= 0 && (k.WeekWork == 0 || int(c[rKidTime]) <= k.WeekWork || c[rKidDays]&planned == 0)
}

// planned tells in the days of a child's week that some of them are not frozen.
const planned = 1 << 7

// heldPay is what the days a role was held and its guarantee add to the pay of those it worked, in cents, computed from all its days
// once it is over.
func (x *exact) heldPay(who *cast, n *label, d int) int64 {
	s := x.s
	w := x.m.words()
	mask := s.roleMask[who.r*w:][:w]
	clear(mask)
	clear(s.usedMask)
	mark := func(date int, works bool) {
		s.usedMask[date>>6] |= 1 << (date & 63)
		if works {
			mask[date>>6] |= 1 << (date & 63)
		}
	}
	mark(d, true)
	for l := n.from; l.from != nil; l = l.from {
		works := false
		for _, t := range l.turns {
			works = works || t != nil && t.mask&who.mask != 0
		}
		mark(l.date, works)
	}
	pay := s.rolePrice(who.r).pay
	// The journey and the days worked, week by week, are paid already.
	o := &x.m.Roles[who.r]
	first, last := firstLast(mask)
	worked := countBetween(mask, first, last)
	clear(s.usedMask)
	weeks, apart := s.weekly(o, mask, first, last, -1, -1)
	return pay - o.Travel - o.Once - int64(worked)*x.m.RoleDay - weeks - apart
}
