package talent

import (
	"math/bits"
	"sync/atomic"
)

// child is a state reached by one move.
type child struct {
	state
	g, f int64
}

// expander makes the moves of states; each worker has its own.
type expander struct {
	m      *model
	b      *bounder
	one    []child
	cap    int   // children beyond which the side is of no use
	limit  int64 // moves whose bound reaches it are dropped
	stop   *atomic.Bool
	known  func(state) (h int64, ok bool)
	out    []child
	bounds int64  // bounds computed
	want   *child // in a trace, the child looked for
	did    *deed  // how it came about

	// of the state being expanded
	q, l, r, live uint64
	cov, open     []group // scenes that open nobody, by falling cast; the others
}

// group is the scenes of a state with the same live cast.
type group struct {
	cast, set uint64
}

// live returns the actors of q not yet paid from end to end.
func (m *model) live(q, l, r uint64) uint64 {
	u := l | r
	for i, in := range m.in {
		if in&^q == 0 {
			u |= 1 << i
		}
	}
	return u
}

// closed drops the actors without scenes in q.
func (m *model) closed(actors, q uint64) uint64 {
	for x := actors; x != 0; x &= x - 1 {
		if i := bits.TrailingZeros64(x); m.in[i]&q == 0 {
			actors &^= 1 << i
		}
	}
	return actors
}

// settle lays at once every scene that costs nothing at an end: its cast is
// exactly the actors open there. It notes them in d, when given.
func (m *model) settle(st state, d *deed) state {
	live := m.live(st.q, st.l, st.r)
	for {
		var gone uint64
		for x := st.q; x != 0; x &= x - 1 {
			s := bits.TrailingZeros64(x)
			c := m.cast[s] & live
			if c != st.l && c != st.r {
				continue
			}
			gone |= 1 << s
			if d != nil && c == st.l {
				d.near = append(d.near, s)
			} else if d != nil {
				d.far = append(d.far, s)
			}
		}
		if gone == 0 {
			return st
		}
		st.q &^= gone
		l, r := m.closed(st.l, st.q), m.closed(st.r, st.q)
		if l == st.l && r == st.r {
			return st
		}
		live &^= (st.l &^ l) | (st.r &^ r)
		st.l, st.r = l, r
	}
}

// enough children on the first side tried make the other worth a try.
const enough = 3

// children makes the moves of a state by one end, the one with fewer of them.
// Either end alone is complete; it starts with the end where an actor is the
// sooner to leave.
func (x *expander) children(st state, g int64) []child {
	if x.m.soonest(st.q, st.r) < x.m.soonest(st.q, st.l) {
		st.l, st.r = st.r, st.l
	}
	x.out, x.cap = x.out[:0], 1<<30
	x.moves(st, g)
	if len(x.out) < enough {
		return x.out
	}
	x.one, x.out = x.out, x.one[:0]
	x.cap = len(x.one)
	x.moves(state{st.q, st.r, st.l}, g)
	if len(x.out) < len(x.one) {
		return x.out
	}
	return x.one
}

// soonest is the least time an open actor has left to play.
func (m *model) soonest(q, open uint64) int64 {
	t := never
	for ; open != 0; open &= open - 1 {
		t = min(t, m.length(q&m.in[bits.TrailingZeros64(open)]))
	}
	return t
}

// emit bounds a child, made by laying first then second, and keeps it when it
// may beat the limit.
func (x *expander) emit(st state, g int64, first, second uint64) {
	if x.want != nil {
		x.trace(st, g, first, second)
		return
	}
	if g >= x.limit || len(x.out) >= x.cap {
		return
	}
	for {
		st = x.m.settle(st, nil).canon()
		if st.q == 0 {
			x.out = append(x.out, child{st, g, g})
			return
		}
		h, ok := x.known(st)
		if !ok {
			h = x.b.bound(st, x.limit-g)
			x.bounds++
		}
		if g+h >= x.limit {
			return
		}
		if ok || x.b.left|x.b.right == 0 {
			x.out = append(x.out, child{st, g, g + h})
			return
		}
		st, g = x.m.press(st, g, x.b.left, x.b.right)
	}
}

// press lays at the ends of a state scenes that wait nowhere less.
func (m *model) press(st state, g int64, left, right uint64) (state, int64) {
	for y := left; y != 0; y &= y - 1 {
		s := bits.TrailingZeros64(y)
		g += m.dur[s] * m.rate(st.l&^m.cast[s])
	}
	for y := right; y != 0; y &= y - 1 {
		s := bits.TrailingZeros64(y)
		g += m.dur[s] * m.rate(st.r&^m.cast[s])
	}
	st.q &^= left | right
	st.l, st.r = m.closed(st.l, st.q), m.closed(st.r, st.q)
	return st, g
}

// lay returns the state after scenes taken have been laid at the left end, and
// the pay fixed by it.
func (x *expander) lay(q, l, taken, cast uint64) (state, int64) {
	m := x.m
	q &^= taken
	var paid int64
	for y := cast & x.r; y != 0; y &= y - 1 {
		j := bits.TrailingZeros64(y)
		paid += m.cost[j] * m.length(q&^m.in[j])
	}
	return state{q, m.closed(l|cast&x.live&^x.r, q), x.r &^ cast}, paid
}

// moves appends to x.out the children of a state by its left end.
func (x *expander) moves(st state, g int64) {
	m := x.m
	x.q, x.l, x.r = st.q, st.l, st.r
	x.live = m.live(st.q, st.l, st.r)
	x.cov, x.open = x.cov[:0], x.open[:0]
	var cov uint64
	for y := st.q; y != 0; y &= y - 1 {
		s := y & -y
		c := m.cast[bits.TrailingZeros64(y)] & x.live
		if c&^st.l == 0 {
			cov |= s
			x.cov = join(x.cov, c, s)
		} else {
			x.open = join(x.open, c, s)
		}
	}
	for i := 1; i < len(x.cov); i++ {
		for k := i; k > 0 && bits.OnesCount64(x.cov[k-1].cast) < bits.OnesCount64(x.cov[k].cast); k-- {
			x.cov[k-1], x.cov[k] = x.cov[k], x.cov[k-1]
		}
	}
	// Close an actor whose scenes open nobody.
	for y := st.l; y != 0; y &= y - 1 {
		i := bits.TrailingZeros64(y)
		t := m.in[i] & st.q
		if t&^cov != 0 || x.redundant(i, t) {
			continue
		}
		wait := g
		for z := t; z != 0; z &= z - 1 {
			s := bits.TrailingZeros64(z)
			wait += m.dur[s] * m.rate(st.l&^m.cast[s])
		}
		q := st.q &^ t
		x.emit(state{q, m.closed(st.l, q), st.r}, wait, t, 0)
	}
	x.valley(0, 0, g)
}

func join(gs []group, cast, set uint64) []group {
	for i := range gs {
		if gs[i].cast == cast {
			gs[i].set |= set
			return gs
		}
	}
	return append(gs, group{cast, set})
}

// redundant says that closing i is no better than closing another one first.
func (x *expander) redundant(i int, t uint64) bool {
	for y := x.l; y != 0; y &= y - 1 {
		j := bits.TrailingZeros64(y)
		u := x.m.in[j] & x.q
		if j != i && u&^t == 0 && (u != t || j < i) {
			return true
		}
	}
	return false
}

// valley lays a set of covered scenes, then one that opens somebody. The sets
// are closed upward: a scene goes in only with those that need more actors.
func (x *expander) valley(k int, taken uint64, g int64) {
	if x.stop.Load() {
		return
	}
	if k == len(x.cov) {
		x.opens(taken, g)
		return
	}
	x.valley(k+1, taken, g)
	m, c := x.m, x.cov[k]
	if x.want != nil && c.set&x.want.q != 0 {
		return
	}
	for _, o := range x.cov[:k] {
		if c.cast&^o.cast == 0 && taken&o.set == 0 {
			return
		}
	}
	q := x.q &^ taken &^ c.set
	for y := c.cast; y != 0; y &= y - 1 {
		if m.in[bits.TrailingZeros64(y)]&q == 0 {
			return // closes somebody: another move
		}
	}
	g += m.length(c.set) * m.rate(x.l&^c.cast)
	if g >= x.limit {
		return
	}
	if x.want == nil && g+x.b.bound(state{q, x.l, x.r}, x.limit-g) >= x.limit {
		return
	}
	x.valley(k+1, taken|c.set, g)
}

// opens lays, after the covered scenes taken, each group of scenes that opens
// somebody.
func (x *expander) opens(taken uint64, g int64) {
	m := x.m
	q := x.q &^ taken
next:
	for i, c := range x.open {
		if x.want != nil && c.set&x.want.q != 0 {
			continue
		}
		wide := x.l | c.cast
		for k, o := range x.open {
			// A scene with everybody open here, inside this slot, comes before.
			if k != i && x.l&^o.cast == 0 && o.cast&^wide == 0 {
				continue next
			}
		}
		st, paid := x.lay(q, x.l, c.set, c.cast)
		if taken != 0 && m.rate(wide&^x.l) <= m.rate(x.l&^st.l) {
			// The slot after is no dearer: what may wait for it does.
			for _, o := range x.cov {
				if o.set&taken != 0 && o.cast&^st.l == 0 {
					continue next
				}
			}
		}
		x.emit(st, g+paid+m.length(c.set)*m.rate(x.l&^c.cast), taken, c.set)
	}
}
