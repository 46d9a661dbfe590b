package search

import "slices"

// shoot is a label once a date has been shot by the turns of its units, nil when that breaks a rule or costs as much as the best plan.
func (x *exact) shoot(l *label, d int, turns []*turn) *label {
	m := x.m
	n := &label{shot: l.shot, cost: l.cost, ctx: slices.Clone(l.ctx), from: l, date: d}
	var now uint32
	for u, t := range turns {
		if t == nil {
			n.ctx[wHead+u*uWords+uNight] = 0
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
	if m.MaxDates > 0 && int(n.ctx[wUsed]) > m.MaxDates || !x.raccords(n, now, turns) {
		return nil
	}
	n.shot |= now
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
		for e, mask := range x.equip {
			x.hire(n, l.shot, now, e, mask)
		}
		if n.cost >= x.best {
			return nil
		}
	}
	n.turns = slices.Clone(turns)
	return n
}

// unit extends the words of a unit by its turn on date d, and adds to the cost of the label what hangs on the day before. It returns
// false when that breaks a rule.
func (x *exact) unit(n *label, d, u int, t *turn) bool {
	m := x.m
	k := d*m.Units + u
	law := &m.Slots[k].Law
	c := n.ctx[wHead+u*uWords:][:uWords]
	e := &t.e
	if m.NoDayAfterNight {
		if c[uNight] == 1 && e.kind != nightUnit {
			return false
		}
		c[uNight] = int64(b2i(e.kind == nightUnit))
	}
	if m.Clocked {
		if int64(e.hours.Call)-c[uReady] < int64(law.Rest) {
			return false
		}
		c[uReady] = int64(law.left(e.hours.Wrap))
		if c[uDays] == 0 {
			c[uLaw] = int64(k)
		}
		c[uMinutes] += int64(e.busy)
		c[uDays]++
		law := &m.Slots[c[uLaw]].Law
		if law.WeekWork > 0 && int(c[uMinutes]) > law.WeekWork || law.WeekDays > 0 && int(c[uDays]) > law.WeekDays {
			return false
		}
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
		if b := c[uBase]; b >= 0 && int(b) != e.first {
			y := m.Way[b][e.first]
			n.cost += y.Cost + int64(y.Km)*m.Km
		}
		c[uBase] = int64(e.last)
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

// b2i is 1 for true, 0 for false.
func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// raccords tells whether the scenes shot now keep the raccords, and starts those whose first scene is among them.
func (x *exact) raccords(n *label, now uint32, turns []*turn) bool {
	for i, p := range x.m.Prec {
		c := &n.ctx[x.precAt(i)]
		before, after := uint32(1)<<p.Before, uint32(1)<<p.After
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

// hire adds to the cost of the label the day of a piece of equipment, when it is used or, by the span, held, and what lacks to its least
// number of days once it is no longer needed.
func (x *exact) hire(n *label, shot, now uint32, e int, mask uint32) {
	q := &x.m.Equip[e]
	c := &n.ctx[x.equipAt(e)]
	if mask&now == 0 && (!q.BySpan || mask&shot == 0 || mask&^shot == 0) {
		return
	}
	n.cost += q.Rate
	*c++
	if mask&^n.shot == 0 {
		n.cost += int64(max(0, q.MinDays-int(*c))) * q.Rate
		*c = 0
	}
}
