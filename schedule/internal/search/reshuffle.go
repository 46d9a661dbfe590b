package search

import "math/bits"

// reshuffle is a change of the order of the slots from a to b.
type reshuffle struct {
	kind reshuffleKind
	a, b int
	step int // from a slot of a unit to its next
	by   int // for shifted: how many slots each moves back
}

// reshuffleKind is what a reshuffle does.
type reshuffleKind uint8

// The reshuffles.
const (
	shifted  reshuffleKind = iota // the first slots come last
	reversed                      // the last comes first
	swapped                       // a and b change places
)

// dest is the slot where a reshuffle puts what slot i holds.
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

// bits reshuffles a mask of the slots from a to b.
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

// flip turns the bits of x in a mask, from bit a on.
func flip(mask []uint64, a int, x uint64) {
	mask[a>>6] ^= x << (a & 63)
	if hi := x >> (64 - a&63); a&63 > 0 && hi != 0 {
		mask[a>>6+1] ^= hi
	}
}

// tryReshuffle prices a reshuffle of at most 63 slots of a loose model without making it, as try does.
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
		if o.first < t.a && o.last > t.b && role.Week == 0 && role.Drop == 0 && role.RestAfter == 0 && role.Dear == nil {
			continue // the role works and is held as many days as before
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

// reshuffledNights is what a reshuffle adds to the violation of nights right before a day.
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
			if night && e.kind != nightUnit && m.Dates[i].Pos-at == 1 {
				n++
			}
			night, at = e.kind == nightUnit, m.Dates[i].Pos
		}
		return n
	}
	back := t // the reshuffle that takes t back
	if t.kind == shifted {
		back.by = t.b - t.a + 1 - t.by
	}
	return brokenRule * (count(func(i int) int {
		if i < t.a || i > t.b {
			return i
		}
		return back.dest(i)
	}) - count(func(i int) int { return i }))
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

// exchange swaps what two slots hold: the slot of a scene and, in 3 draws of 4, that of another, else any.
func (c *chain) exchange() (move, bool) {
	a := c.s.at[c.scene()]
	b := c.r.IntN(len(c.m.Slots))
	if c.r.IntN(4) > 0 {
		b = c.s.at[c.scene()]
	}
	if a == b || a < 0 || b < 0 {
		return move{}, false
	}
	return c.reshuffle(reshuffle{kind: swapped, a: min(a, b), b: max(a, b)})
}

// rotate inserts a day elsewhere, the days between moving by one, or reverses a run of days.
func (c *chain) rotate() (move, bool) {
	m, s := c.m, c.s
	a := s.at[c.scene()]
	b := s.at[c.scene()]
	if c.r.IntN(5) == 0 {
		b = c.r.IntN(len(m.Slots))
	}
	if a > b {
		a, b = b, a
	}
	if a < 0 || b-a < 2*m.Units || b-a > 62 || (b-a)%m.Units != 0 {
		return move{}, false
	}
	t := reshuffle{kind: shifted, a: a, b: b, step: m.Units}
	switch c.r.IntN(3) {
	case 0:
		t.by = m.Units
	case 1:
		t.by = b - a
	default:
		t.kind = reversed
	}
	return c.reshuffle(t)
}

// reshuffle proposes a reshuffle: it tries it or, when the model does not allow it, places the scenes.
func (c *chain) reshuffle(t reshuffle) (move, bool) {
	if cost, viol, ok := c.s.tryReshuffle(t); ok {
		return move{tried: true, cost: cost, viol: viol, days: t}, true
	}
	step := c.m.Units
	if t.kind == swapped {
		step = t.b - t.a
	}
	for i := t.a; i <= t.b; i += step {
		if d := t.dest(i); d != i && !c.movable(i, d) {
			return move{}, false
		}
	}
	c.place(t)
	return move{}, true
}

// place places the scenes of a reshuffle.
func (c *chain) place(t reshuffle) {
	s := c.s
	step := c.m.Units
	if t.kind == swapped {
		step = t.b - t.a
	}
	c.buf, c.buf2 = c.buf[:0], c.buf2[:0]
	for i := t.a; i <= t.b; i += step {
		for _, o := range s.slots[i] {
			c.buf = append(c.buf, o)
			c.buf2 = append(c.buf2, t.dest(i))
		}
	}
	for k, o := range c.buf {
		s.place(o, c.buf2[k])
	}
}
