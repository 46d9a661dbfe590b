package search

import "math"

// asides finds the cheapest pair of chains when the last role of the cast, the side role, ends before the others have all begun;
// its mirror, when it begins after one of them has ended, costs the same. It opens on stage u of the starts of the others and
// closes on stage v, which is before their last one and holds all roles it plays with. Between stages u and v a day is one level
// higher, for the side role is open; its own scenes lie on stages u to v, one level higher. The chain of the ends is that of the
// others alone.
//
// By level k, the pair of sets and what is done of the scenes of the side role are: up to u, k roles in both sets and nothing;
// above u and below v, k-1 roles in the first set and what the side role plays with these; at v, v roles in both sets and what it
// plays with the first v-1; above v, k roles in both sets and everything.
type asides struct {
	x    *chains
	n    int     // the roles beside the side role
	head []int64 // by pair: the least cost up to its level, the side role not open
	from []int64 // by pair: the least cost from its level on, the side role closed
	tail []int64 // by pair: the same without its own level
	open []int64 // by pair of k-1 and k roles: the least cost up to level k, the side role open
	half []int64 // by pair of k-1 and k roles: the same without level k
}

// junction is where the side role opens and closes.
type junction struct {
	u, v        int
	first, last uint32 // the pair on stage v
	before      uint32 // the first set of stage v-1, when u is less than v
}

// noChains is the cost of what cannot be.
const noChains = int64(math.MaxInt64)

// aside is the cheapest pair of chains with a side role: its cost is noChains when the side role plays with all others.
func (x *chains) aside() (int64, depths) {
	size := len(x.f)
	a := &asides{x: x, n: x.n - 1, head: make([]int64, size), from: make([]int64, size), tail: make([]int64, size),
		open: make([]int64, size), half: make([]int64, size)}
	full := uint32(1)<<a.n - 1
	partners := uint32(0)
	for _, in := range x.l.in {
		if in>>a.n&1 == 1 {
			partners |= in & full
		}
	}
	if partners == full {
		return noChains, depths{}
	}
	a.before()
	a.after()
	best, at := noChains, junction{}
	for u := range a.n {
		if v, j := a.opening(u, partners); v < best {
			best, at = v, j
		}
	}
	if best == noChains {
		return noChains, depths{}
	}
	starts, ends := a.orders(at, partners)
	return best, x.chain(starts, ends, at.u, at.v)
}

// of calls see with each pair of sets of p and q roles beside the side role.
func (a *asides) of(p, q int, see func(first, last uint32, at int)) {
	for _, first := range a.x.sets[p] {
		if first>>a.n != 0 {
			continue
		}
		for _, last := range a.x.sets[q] {
			if last>>a.n == 0 {
				see(first, last, a.x.pair(first, last))
			}
		}
	}
}

// before computes head.
func (a *asides) before() {
	x := a.x
	x.f[0] = x.above(0, 0, 0, 0, noneDone)
	for k := 1; k < a.n; k++ {
		a.of(k, k-1, func(p, q uint32, at int) { x.f[at] = x.leastFirst(p, q) })
		a.of(k, k, func(p, q uint32, at int) { x.f[at] = x.leastLast(p, q) + x.above(k, p, q, 0, noneDone) })
	}
	copy(a.head, x.f)
}

// after computes tail and from.
func (a *asides) after() {
	for k := a.n; k >= 0; k-- {
		a.of(k, k, func(p, q uint32, at int) {
			if k < a.n {
				a.tail[at], _, _ = a.next(p, q)
				a.from[at] = a.tail[at] + a.x.above(k, p, q, 0, allDone)
			}
		})
	}
}

// next is the least value of from of the pairs with one role more in both sets, with these roles.
func (a *asides) next(p, q uint32) (best int64, i, j int) {
	best = noChains
	for f := range a.n {
		for l := range a.n {
			if p>>f&1 == 0 && q>>l&1 == 0 {
				if v := a.from[a.x.pair(p|1<<f, q|1<<l)]; v < best {
					best, i, j = v, f, l
				}
			}
		}
	}
	return best, i, j
}

// opening is the least cost when the side role opens on stage u, over all stages on which it may close.
func (a *asides) opening(u int, partners uint32) (best int64, at junction) {
	x := a.x
	best = noChains
	a.of(u, u, func(p, q uint32, i int) {
		if v := a.head[i] + a.tail[i]; partners&^p == 0 && v < best {
			best, at = v, junction{u, u, p, q, 0}
		}
	})
	for v := u + 1; v < a.n; v++ {
		a.keepOpen(u, v)
		a.of(v, v, func(p, q uint32, i int) {
			if partners&^p != 0 {
				return
			}
			for m := p; m != 0; m &= m - 1 {
				b := p &^ (m & -m)
				if w := a.half[x.pair(b, q)] + x.above(v, p, q, b, someDone) + a.tail[i]; w < best {
					best, at = w, junction{u, v, p, q, b}
				}
			}
		})
	}
	return best, at
}

// keepOpen computes half and open on level v, from those of level v-1 or, when the side role opens there, from head.
func (a *asides) keepOpen(u, v int) {
	x := a.x
	copy(x.f, a.head)
	if v > u+1 {
		copy(x.f, a.open)
		a.of(v-1, v-1, func(p, q uint32, at int) { x.f[at] = x.leastFirst(p, q) })
	}
	a.of(v-1, v, func(p, q uint32, at int) {
		a.half[at] = x.leastLast(p, q)
		a.open[at] = a.half[at] + x.above(v, p, q, p, someDone)
	})
}

// orders are the starts and the ends of the others that lead to a junction and on from there.
func (a *asides) orders(at junction, partners uint32) (starts, ends []int) {
	x := a.x
	starts, ends = make([]int, a.n), make([]int, a.n)
	p, q := at.first, at.last
	for k := at.v; k < a.n; k++ {
		_, f, l := a.next(p, q)
		starts[k], ends[k] = f, l
		p, q = p|1<<f, q|1<<l
	}
	p, q = at.first, at.last
	if at.v > at.u {
		a.opening(at.u, partners) // its values were those of another stage
		starts[at.v-1] = only(p &^ at.before)
		p = at.before
		for k := at.v; k > at.u; k-- {
			// half of (p, q): the second set loses a role, then, unless the side role has just opened, the first one.
			copy(x.f, a.head)
			if k > at.u+1 {
				copy(x.f, a.open)
				a.of(k-1, k-1, func(p, q uint32, at int) { x.f[at] = x.leastFirst(p, q) })
			}
			ends[k-1] = x.argLast(p, q)
			q &^= 1 << ends[k-1]
			if k > at.u+1 {
				starts[k-2] = x.argFirst(p, q)
				p &^= 1 << starts[k-2]
			}
		}
	}
	copy(x.f, a.head)
	for k := at.u; k > 0; k-- {
		ends[k-1] = x.argLast(p, q)
		q &^= 1 << ends[k-1]
		starts[k-1] = x.argFirst(p, q)
		p &^= 1 << starts[k-1]
	}
	return starts, ends
}

// only is the one role of a set.
func only(set uint32) int {
	for k := range 32 {
		if set>>k == 1 {
			return k
		}
	}
	return 0
}
