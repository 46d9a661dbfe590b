package search

// propose changes the plan by one random move and tells whether it did.
func (c *chain) propose() bool {
	switch k := c.r.IntN(100); {
	case k < 42:
		return c.relocate()
	case k < 64:
		return c.swap()
	case k < 80:
		return c.group()
	case k < 92:
		return c.exchange()
	default:
		return c.rotate()
	}
}

func (c *chain) scene() int { return c.free[c.r.IntN(len(c.free))] }

// target picks a slot for a scene: where its location or one of its roles already is, or any.
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

func (c *chain) relocate() bool {
	i := c.scene()
	t := c.target(i)
	if t < 0 || t == c.s.at[i] || !c.m.Scenes[i].Allowed[t] {
		return false
	}
	c.s.place(i, t)
	return true
}

func (c *chain) swap() bool {
	i, j := c.scene(), c.scene()
	a, b := c.s.at[i], c.s.at[j]
	if a == b || a < 0 || b < 0 || !c.m.Scenes[i].Allowed[b] || !c.m.Scenes[j].Allowed[a] {
		return false
	}
	c.s.place(i, b)
	c.s.place(j, a)
	return true
}

// group moves all scenes of one location of a day to another day.
func (c *chain) group() bool {
	i := c.scene()
	from := c.s.at[i]
	t := c.target(i)
	if t < 0 || t == from {
		return false
	}
	c.buf = c.buf[:0]
	for _, o := range c.s.slots[from] {
		if sc := &c.m.Scenes[o]; sc.Loc == c.m.Scenes[i].Loc && sc.Fixed < 0 {
			if !sc.Allowed[t] {
				return false
			}
			c.buf = append(c.buf, o)
		}
	}
	// Sometimes what stood there of another location goes the other way.
	c.buf2 = c.buf2[:0]
	if c.r.IntN(2) == 0 && len(c.s.slots[t]) > 0 {
		back := c.m.Scenes[c.s.slots[t][c.r.IntN(len(c.s.slots[t]))]].Loc
		if back != c.m.Scenes[i].Loc {
			for _, o := range c.s.slots[t] {
				if sc := &c.m.Scenes[o]; sc.Loc == back && sc.Fixed < 0 && sc.Allowed[from] {
					c.buf2 = append(c.buf2, o)
				}
			}
		}
	}
	for _, o := range c.buf {
		c.s.place(o, t)
	}
	for _, o := range c.buf2 {
		c.s.place(o, from)
	}
	return true
}

// movable tells whether all scenes of a slot may go to another.
func (c *chain) movable(from, to int) bool {
	if c.m.Slots[from].Fixed || c.m.Slots[to].Fixed {
		return false
	}
	for _, o := range c.s.slots[from] {
		if !c.m.Scenes[o].Allowed[to] {
			return false
		}
	}
	return true
}

// exchange swaps two whole days.
func (c *chain) exchange() bool {
	a := c.s.at[c.scene()]
	b := c.r.IntN(len(c.m.Slots))
	if c.r.IntN(4) > 0 {
		b = c.s.at[c.scene()]
	}
	if a == b || !c.movable(a, b) || !c.movable(b, a) {
		return false
	}
	c.buf = append(c.buf[:0], c.s.slots[a]...)
	c.buf2 = append(c.buf2[:0], c.s.slots[b]...)
	for _, o := range c.buf {
		c.s.place(o, b)
	}
	for _, o := range c.buf2 {
		c.s.place(o, a)
	}
	return true
}

// rotate takes a day out and puts it elsewhere, the days between moving by one; or reverses a run of days.
func (c *chain) rotate() bool {
	m, s := c.m, c.s
	a := s.at[c.scene()]
	b := s.at[c.scene()]
	if c.r.IntN(5) == 0 {
		b = c.r.IntN(len(m.Slots))
	}
	if a > b {
		a, b = b, a
	}
	if b-a < 2 || b-a > 40 || m.Units > 1 && (b-a)%m.Units != 0 {
		return false
	}
	step := m.Units
	var dest func(i int) int
	switch c.r.IntN(3) {
	case 0:
		dest = func(i int) int {
			if i == a {
				return b
			}
			return i - step
		}
	case 1:
		dest = func(i int) int {
			if i == b {
				return a
			}
			return i + step
		}
	default:
		dest = func(i int) int { return a + b - i }
	}
	for i := a; i <= b; i += step {
		if d := dest(i); d != i && !c.movable(i, d) {
			return false
		}
	}
	c.buf, c.buf2 = c.buf[:0], c.buf2[:0]
	for i := a; i <= b; i += step {
		for _, o := range s.slots[i] {
			c.buf = append(c.buf, o)
			c.buf2 = append(c.buf2, dest(i))
		}
	}
	for k, o := range c.buf {
		s.place(o, c.buf2[k])
	}
	return true
}

// ruin takes related scenes out of the plan and puts each back where it costs least.
func (c *chain) ruin() { c.ruinAt(-1) }

// ruinAt takes a day out with another one, or what ruin likes when slot is -1.
func (c *chain) ruinAt(slot int) {
	m, s := c.m, c.s
	c.buf = c.buf[:0]
	add := func(i int) {
		if m.Scenes[i].Fixed < 0 && s.at[i] >= 0 {
			c.buf = append(c.buf, i)
			s.place(i, -1)
		}
	}
	seed := c.scene()
	limit := 4 + c.r.IntN(12)
	kind := c.r.IntN(4)
	if slot >= 0 {
		seed, kind = s.slots[slot][0], 3*c.r.IntN(2)
	}
	switch kind {
	case 0: // a day
		for _, o := range append([]int{}, s.slots[s.at[seed]]...) {
			add(o)
		}
	case 1: // a location
		for _, o := range c.byLoc[m.Scenes[seed].Loc] {
			if len(c.buf) < limit {
				add(o)
			}
		}
	case 2: // a role
		if r := m.Scenes[seed].Roles; len(r) > 0 {
			l := c.byRole[r[c.r.IntN(len(r))]]
			k := c.r.IntN(len(l))
			for i := range l {
				if len(c.buf) < limit {
					add(l[(k+i)%len(l)])
				}
			}
		}
	default: // two days
		a, b := s.at[seed], s.at[c.scene()]
		for _, o := range append([]int{}, s.slots[a]...) {
			add(o)
		}
		if b >= 0 && b != a {
			for _, o := range append([]int{}, s.slots[b]...) {
				add(o)
			}
		}
	}
	s.flush()
	list := append([]int{}, c.buf...)
	if c.r.IntN(2) == 0 {
		c.r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	} else {
		sortBy(list, func(a, b int) bool { return m.Scenes[a].Minutes > m.Scenes[b].Minutes })
	}
	for _, i := range list {
		c.insert(i, true)
	}
}
