package search

import "slices"

// move is a proposed change of the plan.
type move struct {
	tried      bool      // it is priced and still to be made; otherwise its scenes are placed and the plan is still to be flushed
	cost, viol int64     // what it adds, when it is tried
	from, to   int       // the scenes of chain.there go from the first slot to the second, those of chain.back the other way
	days       reshuffle // or days change places
}

// propose draws a random move, and tells whether it is possible. Out of 150 draws, 42 relocate a scene, 22 exchange two scenes, 20
// exchange two scenes that fit, 30 gather a role, 16 move a location, 12 exchange two days and 8 rotate or reverse a run of
// days.
func (c *chain) propose() (move, bool) {
	switch k := c.r.IntN(150); {
	case k < 42:
		return c.relocate()
	case k < 64:
		return c.swap()
	case k < 84:
		return c.fit()
	case k < 114:
		return c.gather()
	case k < 130:
		return c.group()
	case k < 142:
		return c.exchange()
	default:
		return c.rotate()
	}
}

// make places the scenes of a move.
func (c *chain) make(m move) {
	if m.days.b > 0 {
		c.place(m.days)
		return
	}
	for _, o := range c.there {
		c.s.place(o, m.to)
	}
	for _, o := range c.back {
		c.s.place(o, m.from)
	}
}

// between proposes to move the scenes of c.there from one slot to another and those of c.back the other way: it tries the move or, when
// the model does not allow it, places the scenes.
func (c *chain) between(from, to int) (move, bool) {
	m := move{from: from, to: to}
	if m.cost, m.viol, m.tried = c.s.try(from, to, c.there, c.back, 0, 0); m.tried {
		return m, true
	}
	if c.hopeless(from, to) {
		return m, false
	}
	c.make(m)
	return m, true
}

// hopeless tells whether a move fills its days so far beyond what they hold that nothing it may save, at most about the price of a day,
// makes it worth pricing at the present temperature.
func (c *chain) hopeless(from, to int) bool {
	over := c.s.overfill(to, c.there, c.back) - c.s.overfill(to, nil, nil)
	if from >= 0 {
		over += c.s.overfill(from, c.back, c.there) - c.s.overfill(from, nil, nil)
	}
	return float64(over)*float64(c.penalty) > float64(c.dear)+12*c.heat
}

// scene draws a scene that may move.
func (c *chain) scene() int { return c.free[c.r.IntN(len(c.free))] }

// target draws a slot for a scene: in 9 draws of 20 the slot of a scene of its location, in 5 that of a scene of one of its roles, in
// 5 that of any scene, in 1 any slot. It is -1 when the scene drawn is out of the plan.
func (c *chain) target(scene int) int {
	m, s := c.m, c.s
	sc := &m.Scenes[scene]
	switch k := c.r.IntN(20); {
	case k < 9:
		l := c.byLoc[sc.Loc]
		return s.at[l[c.r.IntN(len(l))]]
	case k < 14 && len(sc.Roles) > 0:
		l := c.byRole[sc.Roles[c.r.IntN(len(sc.Roles))]]
		return s.at[l[c.r.IntN(len(l))]]
	case k < 19:
		return s.at[c.r.IntN(len(m.Scenes))]
	}
	return c.r.IntN(len(m.Slots))
}

// relocate moves a scene to another slot.
func (c *chain) relocate() (move, bool) {
	i := c.scene()
	t := c.target(i)
	if t < 0 || t == c.s.at[i] || !c.m.Scenes[i].Allowed[t] {
		return move{}, false
	}
	c.there, c.back = append(c.there[:0], i), c.back[:0]
	return c.between(c.s.at[i], t)
}

// swap exchanges the slots of two scenes: in 3 draws of 5 the second is of a slot that target draws for the first.
func (c *chain) swap() (move, bool) {
	i, j := c.scene(), c.scene()
	if c.r.IntN(5) < 3 {
		t := c.target(i)
		if t < 0 || len(c.s.slots[t]) == 0 {
			return move{}, false
		}
		if j = c.s.slots[t][c.r.IntN(len(c.s.slots[t]))]; c.m.Scenes[j].Fixed >= 0 {
			return move{}, false
		}
	}
	a, b := c.s.at[i], c.s.at[j]
	if a == b || a < 0 || b < 0 || !c.m.Scenes[i].Allowed[b] || !c.m.Scenes[j].Allowed[a] {
		return move{}, false
	}
	c.there, c.back = append(c.there[:0], i), append(c.back[:0], j)
	return c.between(a, b)
}

// fit exchanges a scene with the first one, from a random place on, of a slot that target draws, such that both days keep to their
// minutes and eighths.
func (c *chain) fit() (move, bool) {
	m, s := c.m, c.s
	i := c.scene()
	t := c.target(i)
	from := s.at[i]
	if t < 0 || t == from || from < 0 || !m.Scenes[i].Allowed[t] {
		return move{}, false
	}
	room := func(slot int, out, in int) bool {
		minutes, eighths := m.Scenes[in].Minutes, m.Scenes[in].Eighths
		for _, o := range s.slots[slot] {
			if o != out {
				minutes += m.Scenes[o].Minutes
				eighths += m.Scenes[o].Eighths
			}
		}
		return (m.Minutes == 0 || minutes <= m.Minutes) && (m.Eighths == 0 || eighths <= m.Eighths)
	}
	list := s.slots[t]
	k := c.r.IntN(len(list) + 1)
	for n := range list {
		j := list[(k+n)%len(list)]
		if m.Scenes[j].Fixed < 0 && m.Scenes[j].Allowed[from] && room(t, j, i) && room(from, i, j) {
			c.there, c.back = append(c.there[:0], i), append(c.back[:0], j)
			return c.between(from, t)
		}
	}
	return move{}, false
}

// gather moves all scenes of a role from its first or last date to another slot where it works. In half of the draws, scenes without the
// role, about as long, go the other way.
func (c *chain) gather() (move, bool) {
	m, s := c.m, c.s
	i := c.scene()
	if len(m.Scenes[i].Roles) == 0 {
		return move{}, false
	}
	r := m.Scenes[i].Roles[c.r.IntN(len(m.Scenes[i].Roles))]
	date := s.role[r].first
	if c.r.IntN(2) == 0 {
		date = s.role[r].last
	}
	if date < 0 {
		return move{}, false
	}
	from, t := s.slotOf(r, date), s.at[c.byRole[r][c.r.IntN(len(c.byRole[r]))]]
	if t < 0 || t == from {
		return move{}, false
	}
	c.there, c.back = c.there[:0], c.back[:0]
	for _, o := range s.slots[from] {
		if sc := &m.Scenes[o]; slices.Contains(sc.Roles, r) {
			if sc.Fixed >= 0 || !sc.Allowed[t] {
				return move{}, false
			}
			c.there = append(c.there, o)
		}
	}
	if c.r.IntN(2) == 0 {
		size := 0
		for _, o := range c.there {
			size += m.Scenes[o].Minutes
		}
		list := s.slots[t]
		k := c.r.IntN(len(list))
		for n := range list {
			o := list[(k+n)%len(list)]
			if sc := &m.Scenes[o]; size > 0 && sc.Fixed < 0 && sc.Allowed[from] && sc.Minutes <= size && !slices.Contains(sc.Roles, r) {
				c.back = append(c.back, o)
				size -= max(sc.Minutes, 1)
			}
		}
	}
	return c.between(from, t)
}

// group moves all scenes of one location from a slot to another. In half of the draws, those of another location there go the other
// way.
func (c *chain) group() (move, bool) {
	m, s := c.m, c.s
	i := c.scene()
	from := s.at[i]
	t := c.target(i)
	if t < 0 || t == from {
		return move{}, false
	}
	c.there, c.back = c.there[:0], c.back[:0]
	for _, o := range s.slots[from] {
		if sc := &m.Scenes[o]; sc.Loc == m.Scenes[i].Loc && sc.Fixed < 0 {
			if !sc.Allowed[t] {
				return move{}, false
			}
			c.there = append(c.there, o)
		}
	}
	if list := s.slots[t]; c.r.IntN(2) == 0 && len(list) > 0 {
		back := m.Scenes[list[c.r.IntN(len(list))]].Loc
		if back != m.Scenes[i].Loc {
			for _, o := range list {
				if sc := &m.Scenes[o]; sc.Loc == back && sc.Fixed < 0 && sc.Allowed[from] {
					c.back = append(c.back, o)
				}
			}
		}
	}
	return c.between(from, t)
}

// ruin is a step of ruin and recreate (Schrimpf and others 2000): it takes related scenes out of the plan, those of a day, of two days,
// of a location or of a role, and inserts each again where it costs least.
func (c *chain) ruin() { c.ruinAt(-1) }

// ruinAt is ruin of the day at a slot, alone or with a random other day; with slot -1 it draws what it takes out. In half of the
// draws the scenes come back in a random order, else the longest first.
func (c *chain) ruinAt(slot int) {
	m, s := c.m, c.s
	c.buf = c.buf[:0]
	seed := c.scene()
	limit := 4 + c.r.IntN(12) // the most scenes taken of a location or a role
	kind := c.r.IntN(4)
	if slot >= 0 {
		seed, kind = s.slots[slot][0], 3*c.r.IntN(2)
	}
	switch kind {
	case 0: // a day
		c.takeDay(s.at[seed])
	case 1: // a location
		for _, o := range c.byLoc[m.Scenes[seed].Loc] {
			if len(c.buf) < limit {
				c.takeOut(o)
			}
		}
	case 2: // a role
		if r := m.Scenes[seed].Roles; len(r) > 0 {
			l := c.byRole[r[c.r.IntN(len(r))]]
			k := c.r.IntN(len(l))
			for i := range l {
				if len(c.buf) < limit {
					c.takeOut(l[(k+i)%len(l)])
				}
			}
		}
	default: // two days
		a, b := s.at[seed], s.at[c.scene()]
		c.takeDay(a)
		if b >= 0 && b != a {
			c.takeDay(b)
		}
	}
	s.flush()
	list := slices.Clone(c.buf)
	if c.r.IntN(2) == 0 {
		c.r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	} else {
		sortBy(list, func(a, b int) bool { return m.Scenes[a].Minutes > m.Scenes[b].Minutes })
	}
	for _, i := range list {
		c.insert(i, true)
	}
}

// takeOut takes a scene out of the plan, if it may move, and notes it in c.buf.
func (c *chain) takeOut(scene int) {
	if c.m.Scenes[scene].Fixed < 0 && c.s.at[scene] >= 0 {
		c.buf = append(c.buf, scene)
		c.s.place(scene, -1)
	}
}

// takeDay takes all scenes of a slot out of the plan.
func (c *chain) takeDay(slot int) {
	for _, o := range slices.Clone(c.s.slots[slot]) {
		c.takeOut(o)
	}
}
