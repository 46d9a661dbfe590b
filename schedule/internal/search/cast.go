package search

import (
	"math/bits"
	"slices"
)

// cast is a role with its scenes.
type cast struct {
	r     int
	mask  uint32
	whole bool // the days it is held are reckoned at its end, from all its days
	drops bool
	base  int64 // paid by any plan beside its days worked
}

// role pays and checks the day of a role: at work, held, or neither.
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
		if o.MaxDays > 0 && int(c[rWorked]) > o.MaxDays || o.RestAfter > 0 && int(c[rRun]) > o.RestAfter || !x.rested(c, who, o, d, turns) {
			return false
		}
		if !x.lean {
			if !began {
				n.cost += o.Travel
			}
			if who.drops && began {
				x.gap(n, c, o)
			}
			x.pay(n, c, o, o.Rate)
		}
		c[rSince] = 0
	case began && !ends:
		c[rEnd], c[rRun] = none, 0
		if who.drops && !x.lean {
			c[rHolds]++
		} else if o.HoldPaid && !x.lean && !who.whole {
			x.pay(n, c, o, o.Hold)
		}
	}
	if works && ends {
		switch {
		case x.lean:
		case who.whole:
			n.cost += x.heldPay(who, n, d)
		default:
			n.cost += int64(max(0, o.MinDays-int(c[rPaid]))) * o.Rate
		}
		clear(c)
		c[rEnd] = none
	}
	return true
}

// pay adds a day at a price.
func (x *exact) pay(n *label, c []int64, o *Role, price int64) {
	c[rPaid]++
	n.cost += x.m.RoleDay
	if o.Week > 0 {
		before := c[rWeek]
		after := min(before+price, o.Week)
		n.cost += after - before
		c[rWeek] = after
		return
	}
	n.cost += price
}

// gap ends the days a role was held: paid, unless this gap is the one to drop.
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

// rested checks a role's rest since the date before and a child's week, and notes the end of the day.
func (x *exact) rested(c []int64, who *cast, o *Role, d int, turns []*turn) bool {
	m := x.m
	if !m.Clocked {
		return true
	}
	for u, t := range turns {
		if t == nil || t.mask&who.mask == 0 {
			continue
		}
		if o.Child == nil {
			if int64(t.e.hours.Call)-c[rEnd] < int64(m.Slots[d*m.Units+u].Law.CastRest) {
				return false
			}
			c[rEnd] = int64(t.e.hours.Wrap - m.WrapUp)
			return true
		}
		at := slices.IndexFunc(t.kids, func(k stay) bool { return k.role == who.r })
		if int64(t.kids[at].from)-c[rEnd] < int64(o.Child.Rest) {
			return false
		}
		c[rEnd] = int64(t.kids[at].to)
		c[rKidDays] |= 1 << ((m.Dates[d].Pos + m.weekShift()) % 7)
		if o.Child.WeekWork > 0 {
			for b := t.mask & who.mask; b != 0; b &= b - 1 {
				c[rKidTime] += int64(m.Scenes[bits.TrailingZeros32(b)].Minutes)
			}
		}
		free, best := 0, 0
		for i := range 7 {
			if c[rKidDays]>>i&1 == 1 {
				free = 0
				continue
			}
			free++
			best = max(best, free)
		}
		return best >= o.Child.WeekFree && (o.Child.WeekWork == 0 || int(c[rKidTime]) <= o.Child.WeekWork)
	}
	return true
}

// heldPay is what the days a role is held add to those it works, reckoned at its end from all its days.
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
	// What was paid day by day: the stay and the days worked, week by week.
	o := &x.m.Roles[who.r]
	first, last := firstLast(mask)
	worked := countBetween(mask, first, last)
	clear(s.usedMask)
	return pay - o.Travel - int64(worked)*x.m.RoleDay - s.weekly(o, mask, first, last, -1, -1)
}
