package search

import "slices"

// shoot is a label once a date has been shot by the turns of its units, nil when that breaks a rule or costs as much as the best plan.
func (x *exact) shoot(l *label, d int, turns []*turn) *label {
	m := x.m
	n := &label{shot: l.shot, cost: l.cost, ctx: slices.Clone(l.ctx), from: l, date: d}
	var now uint32
	for u, t := range turns {
		if t == nil {
			n.ctx[wHead+u*uWords+uNight], n.ctx[wHead+u*uWords+uSpan] = 0, -1
			x.away(n.ctx[wHead+u*uWords:], d)
			continue
		}
		now |= t.mask
		n.cost += t.e.cost
		if !x.unit(n, d, u, t) {
			return nil
		}
		if total := int(l.ctx[wTotal]); total > 0 && t.e.out && 2*int(l.ctx[wUsed]) >= total {
			n.cost += m.LateExt
		}
	}
	n.ctx[wUsed]++
	if m.MaxDates > 0 && int(n.ctx[wUsed]) > max(m.MaxDates, m.hold.dates) || !x.raccords(n, now, turns) {
		return nil
	}
	n.shot |= now
	if m.KeepCover && !x.covered(l.shot, d, turns) {
		return nil
	}
	for i := range x.roles {
		if !x.role(n, l.shot, now, i, d, turns) {
			return nil
		}
	}
	if !x.lean {
		// As long as a scene for bad weather is still to be shot, an exterior day has a cover set; once none is left, each costs.
		if m.CoverLess > 0 && x.covers&^l.shot == 0 {
			for _, t := range turns {
				if t != nil && t.e.out {
					n.cost += m.CoverLess
				}
			}
		}
	}
	for e, mask := range x.equip {
		if !x.hire(n, l.shot, now, e, mask, d, turns) {
			return nil
		}
	}
	if !x.lean && n.cost >= x.best {
		return nil
	}
	n.turns = slices.Clone(turns)
	return n
}

// unit extends the words of a unit by its turn on date d, and adds to the cost of the label what hangs on the day before. It returns
// false when that breaks a rule.
func (x *exact) unit(n *label, d, u int, t *turn) bool {
	m := x.m
	c := n.ctx[wHead+u*uWords:][:uWords]
	e := &t.e
	if m.NoDayAfterNight {
		if c[uNight] == 1 && e.kind != nightUnit && !(m.Slots[d*m.Units+u].Fixed && d > 0 && m.Slots[(d-1)*m.Units+u].Fixed) {
			return false
		}
		c[uNight] = int64(b2i(e.kind == nightUnit))
	}
	if m.Clocked && !x.unitHours(n, c, d, u, t) {
		return false
	}
	base, gone := c[uBase], int(c[uGone])
	c[uGone] = 0
	if m.Way != nil {
		c[uBase] = int64(m.Locs[e.last].Base)
	}
	if x.lean {
		return true
	}
	if m.StoryOrder > 0 {
		if e.story > 0 && int(c[uStory]) > e.story {
			n.cost += m.StoryOrder
		}
		c[uStory] = int64(e.story)
	}
	if m.LightSwitch > 0 {
		if c[uKind] >= 0 && int(c[uKind]) != lightOfKind(e.kind) {
			n.cost += m.LightSwitch
		}
		c[uKind] = int64(lightOfKind(e.kind))
	}
	if m.Way != nil {
		if b, to := base, m.Locs[e.first].Base; b >= 0 && int(b) != to {
			n.cost += m.between(int(b), to)
			if m.legged() {
				n.cost += m.legs(int(b), to, gone)
			}
		}
	}
	if m.NightRun > 0 {
		if e.kind != nightUnit {
			c[uNights] = 0
		} else if c[uNights] < 3 {
			c[uNights]++
		} else {
			n.cost += m.NightRun
		}
	}
	return true
}

// journey is the way of a unit to a turn since its last day; over is by how much it passes the span of both days.
func (x *exact) journey(c []int64, t *turn) (way Way, over int) {
	if c[uBase] < 0 {
		return Way{}, 0
	}
	way = x.m.journey(int(c[uBase]), x.m.Locs[t.e.first].Base)
	return way, way.over(int(c[uLong]), t.e.law.passed(t.o.hours.Call, t.o.hours.Wrap), t.e.law.Span)
}

// taken is what the journey of a unit to a turn takes from its rest, in minutes.
func (x *exact) taken(c []int64, t *turn) int {
	way, over := x.journey(c, t)
	if over > 0 && c[uSpan] < 0 {
		return way.Road + max(way.Rest, t.e.law.Apart)
	}
	return way.taken()
}

// restful tells whether the rest of a unit before a turn is the rest in a row of the week of the turn. c are its words before the turn.
func (x *exact) restful(c []int64, d int, law *Law, rest int) bool {
	due := law.WeekRest + int(c[uLate])
	switch c[uWeek] {
	case 1:
		return rest >= due
	case 2:
		if c[uFree] == 0 || c[uSunday] == 0 {
			due += 1440
		}
		return x.m.weekDay(d) > 0 && rest >= due
	}
	return x.m.weekDay(d) > 0 // nothing was worked before: the week began with a day of rest
}

// unitHours extends the words of the hours of a unit by its turn on date d. It returns false when that breaks a rule.
func (x *exact) unitHours(n *label, c []int64, d, u int, t *turn) bool {
	m := x.m
	k := d*m.Units + u
	law, h := t.e.law, t.o.hours
	told := m.Slots[k].Fixed
	rest := 1 << 28
	if c[uReady] != none {
		rest = law.instant(h.Call) - int(c[uReady]) - x.taken(c, t)
	}
	bothTold := told && x.lastTold(n, d, u)
	if !bothTold && rest < law.Rest {
		return false
	}
	if _, over := x.journey(c, t); !bothTold && over > 0 && c[uSpan] >= 0 {
		return false
	}
	free := x.restful(c, d, law, rest)
	switch c[uWeek] {
	case 1:
		free = free || c[uFree] == 1
		c[uLive] = int64(max(int(c[uLive]), b2i(!told)))
	case 2:
		due := law.WeekRest
		if c[uSunday] == 0 {
			due = max(due, law.Sunday)
		} else if c[uFree] == 1 {
			due = 0
		}
		if due > 0 && !bothTold && rest < due+int(c[uLate]) {
			return false
		}
		c[uLive] = int64(b2i(!told))
	default:
		c[uLive] = int64(b2i(!told))
	}
	c[uFree] = int64(b2i(free && m.sundays))
	c[uWeek], c[uLate], c[uSunday] = 1, int64(law.late(h.Wrap)), int64(b2i(m.weekDay(d) == 6))
	if law.WeekRest == 0 && law.Sunday == 0 {
		c[uWeek], c[uLate], c[uSunday], c[uFree] = 1, 0, 0, 0
	}
	if x.far {
		c[uSpan] = int64(law.passed(h.Call, h.Wrap))
		c[uLong] = c[uSpan]
	}
	c[uReady] = int64(law.instant(h.Wrap))
	return x.unitWeek(n, c, d, u, t)
}

// lastTold tells whether the last day of a unit before date d is frozen.
func (x *exact) lastTold(n *label, d, u int) bool {
	if !x.told {
		return false
	}
	for l := n.from; l != nil && l.from != nil; l = l.from {
		if l.turns[u] != nil {
			return x.m.Slots[l.date*x.m.Units+u].Fixed
		}
	}
	return false
}

// unitWeek extends the words of the week of a unit, and adds its overtime to the cost of the label.
func (x *exact) unitWeek(n *label, c []int64, d, u int, t *turn) bool {
	m := x.m
	if c[uDays] == 0 {
		c[uLaw] = int64(d*m.Units + u)
	}
	law := &m.Slots[c[uLaw]].Law
	before := int(c[uMinutes])
	c[uMinutes] += int64(t.o.busy)
	c[uDays]++
	if !x.lean {
		n.cost += m.overtime(law, int(c[uMinutes])) - m.overtime(law, before)
	}
	if c[uLive] == 0 {
		return true // what frozen days alone pass is told
	}
	return (law.WeekWork == 0 || int(c[uMinutes]) <= law.WeekWork) && (law.WeekDays == 0 || int(c[uDays]) <= law.WeekDays)
}

// covered tells whether each exterior day of a date keeps a scene for bad weather that is not shot before and may stand there.
func (x *exact) covered(before uint32, d int, turns []*turn) bool {
	m := x.m
	for u, t := range turns {
		if t == nil || !t.e.out || m.Slots[d*m.Units+u].Fixed {
			continue
		}
		kept, shot := false, before
		for k, o := range turns { // those another unit shoots that day are gone
			if o != nil && k != u {
				shot |= o.mask
			}
		}
		for i := range m.Scenes {
			kept = kept || shot>>i&1 == 0 && m.Scenes[i].Covers != nil && m.Scenes[i].Covers[d*m.Units+u]
		}
		if !kept {
			return false
		}
	}
	return true
}

// b2i is 1 for true, 0 for false.
func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// raccords tells whether the scenes shot now keep the raccords, and starts those whose first scene is among them.
func (x *exact) raccords(n *label, now uint32, turns []*turn) bool {
	m := x.m
	for i, p := range m.Prec {
		c := &n.ctx[x.precAt(i)]
		before, after := uint32(1)<<p.Before, uint32(1)<<p.After
		if m.Scenes[p.Before].Fixed >= 0 && m.Scenes[p.After].Fixed >= 0 {
			continue
		}
		if p.Next {
			if !nextDay(c, n.shot, before, after, turns) {
				return false
			}
			continue
		}
		if now&after != 0 && (n.shot&before == 0 || int(*c) < p.Gap) {
			both := func(t *turn) bool { return t != nil && t.mask&before != 0 && t.mask&after != 0 }
			if !p.SameDay || p.Gap > 0 || !slices.ContainsFunc(turns, both) {
				return false
			}
		}
		if now&before != 0 && n.shot&after != 0 {
			return false
		}
		if now&after != 0 || now&before != 0 {
			*c = 0
		}
	}
	return true
}

// nextDay tells whether two scenes stand on days in a row of one unit; the word holds that unit, counted from 1, once the first is shot.
func nextDay(c *int64, shot, before, after uint32, turns []*turn) bool {
	for u, t := range turns {
		if t == nil {
			continue
		}
		has := t.mask&after != 0
		if has && (shot&before == 0 || *c != int64(u+1)) {
			return false
		}
		if !has && *c == int64(u+1) && shot&after == 0 {
			return false
		}
		if has {
			*c = 0
		}
		if t.mask&before != 0 {
			*c = int64(u + 1)
		}
	}
	return true
}

// hire adds to the cost of the label the day of a piece of equipment or of a place, when it is used or, by the span, held, its stays, and
// what lacks to its least number of days once it is no longer needed. It returns false when that breaks a rule.
func (x *exact) hire(n *label, shot, now uint32, e int, mask uint32, d int, turns []*turn) bool {
	m := x.m
	q := &m.Equip[e]
	c := n.ctx[x.equipAt(e):][:eWords]
	began, ends := mask&shot != 0, mask&^n.shot == 0
	if mask&now == 0 {
		if !began || ends {
			return true
		}
		if q.Tight && m.Dates[d].Works {
			return false
		}
		if c[eOpen] = 0; !q.BySpan {
			return true
		}
		n.cost += q.Rate
		c[eDays]++
		return true
	}
	days := 1
	if q.Copies > 1 {
		days = 0
		for _, t := range turns {
			days += b2i(t != nil && t.mask&mask != 0)
		}
	}
	switch {
	case !began:
		n.cost += q.Stay + q.Once
	case c[eOpen] == 0:
		if q.NoReturn {
			return false
		}
		n.cost += q.Stay
	case q.leaves() && (c[eOpen] == left || !slices.ContainsFunc(turns, func(t *turn) bool { return t != nil && t.e.first == q.Place-1 })):
		return false
	}
	n.cost += int64(days) * q.Rate
	c[eDays] += int64(days)
	c[eOpen] = int64(b2i(q.Stay > 0 || q.NoReturn || q.Tight))
	if q.leaves() && !slices.ContainsFunc(turns, func(t *turn) bool { return t != nil && t.e.last == q.Place-1 }) {
		c[eOpen] = left
	}
	if ends {
		n.cost += int64(q.paid(int(c[eDays]))-int(c[eDays])) * q.Rate
		c[eDays], c[eOpen] = 0, 0
	}
	return true
}
