package search

import (
	"math"
	"math/bits"
)

// depths are what the master needs of a pair of chains: the depth of each scene, and by level the least days above it.
type depths struct {
	scene []int
	days  []int64
}

// chains finds the cheapest pair of chains at given prices, by dynamic programming over the pairs of sets of one size, of the
// roles that began first and of those that end last. The cost of a pair on level k is what the scenes deeper than k, those
// whose roles are in neither set, are worth more on level k+1, and what the days are worth that they take at least.
type chains struct {
	l    *layers
	n    int
	more [][]int64  // by level, then set: what the scenes with roles in the set are worth more one level higher
	vol  []int64    // by set: the weight of the scenes with roles in the set
	y    []int64    // by level: what a day above it is worth
	f    []int64    // by pair of sets
	sets [][]uint32 // by size
}

// newChains makes the programme of a cast; price gives it prices.
func newChains(l *layers) *chains {
	n := len(l.cast)
	x := &chains{l: l, n: n, more: make([][]int64, n), vol: make([]int64, 1<<n), f: make([]int64, 1<<(2*n)), sets: make([][]uint32, n+1)}
	for set := range uint32(1) << n {
		q := bits.OnesCount32(set)
		x.sets[q] = append(x.sets[q], set)
	}
	for s, in := range l.in {
		x.vol[in] += int64(l.c.weight(s))
	}
	x.sums(x.vol)
	for k := range x.more {
		x.more[k] = make([]int64, 1<<n)
	}
	return x
}

// sums turns values by set into their sums over all subsets.
func (x *chains) sums(v []int64) {
	for k := range x.n {
		for set := range v {
			if set>>k&1 == 1 {
				v[set] += v[set&^(1<<k)]
			}
		}
	}
}

// price sets the prices.
func (x *chains) price(y layeredPrices) {
	x.y = y.level
	for k, v := range x.more {
		clear(v)
		for s, in := range x.l.in {
			if bits.OnesCount32(in) <= k {
				v[in] += y.more[k+1][s]
			}
		}
		x.sums(v)
	}
}

// above is the cost on level k of what is not done by then: everything but what lies in a set of the first chain, in one of the second
// and, of the scenes of a side role, in done with its bit. none and all of them may be done.
func (x *chains) above(k int, first, last uint32, side uint32, done int) int64 {
	v := x.left(x.more[k], first, last, side, done)
	if p := x.y[k]; p > 0 {
		v += p * x.daysOf(x.left(x.vol, first, last, side, done))
	}
	return v
}

// How many scenes of the side role are done: none, those with roles in a set, all.
const (
	noneDone = iota
	someDone
	allDone
)

// left sums values over what is not done.
func (x *chains) left(v []int64, first, last, side uint32, done int) int64 {
	full := uint32(len(v) - 1)
	out := v[full] - v[first] - v[last] + v[first&last]
	bit := uint32(1) << (x.n - 1)
	switch done {
	case someDone:
		out -= v[side|bit] - v[side]
	case allDone:
		out -= v[full] - v[full&^bit]
	}
	return out
}

// daysOf is the least number of days that hold scenes of a weight.
func (x *chains) daysOf(weight int64) int64 { return (weight + int64(x.l.cap) - 1) / int64(x.l.cap) }

// pair is the index of a pair of sets.
func (x *chains) pair(first, last uint32) int { return int(first)<<x.n | int(last) }

// best returns the cheapest pair of chains and its cost, beside what every scene is worth on its least level.
func (x *chains) best() (int64, depths) {
	v, starts, ends := x.straight()
	ch := x.chain(starts, ends, -1, -1)
	if x.l.side {
		if w, other := x.aside(); w < v {
			v, ch = w, other
		}
	}
	return v, ch
}

// straight is the cheapest pair of chains when all roles of the cast meet, with the order of its starts and that of its ends.
func (x *chains) straight() (int64, []int, []int) {
	x.f[0] = x.above(0, 0, 0, 0, noneDone)
	for k := 1; k <= x.n; k++ {
		for _, a := range x.sets[k] {
			for _, b := range x.sets[k-1] {
				x.f[x.pair(a, b)] = x.leastFirst(a, b)
			}
		}
		for _, a := range x.sets[k] {
			for _, b := range x.sets[k] {
				v := x.leastLast(a, b)
				if k < x.n {
					v += x.above(k, a, b, 0, noneDone)
				}
				x.f[x.pair(a, b)] = v
			}
		}
	}
	full := uint32(1)<<x.n - 1
	starts, ends := make([]int, x.n), make([]int, x.n)
	a, b := full, full
	for k := x.n; k > 0; k-- {
		ends[k-1] = x.argLast(a, b)
		b &^= 1 << ends[k-1]
		starts[k-1] = x.argFirst(a, b)
		a &^= 1 << starts[k-1]
	}
	return x.f[x.pair(full, full)], starts, ends
}

// leastFirst is the least value of the pairs with one role less in the first set, leastLast of those with one less in the second.
func (x *chains) leastFirst(a, b uint32) int64 {
	best := int64(math.MaxInt64)
	for m := a; m != 0; m &= m - 1 {
		best = min(best, x.f[x.pair(a&^(m&-m), b)])
	}
	return best
}

func (x *chains) leastLast(a, b uint32) int64 {
	best := int64(math.MaxInt64)
	for m := b; m != 0; m &= m - 1 {
		best = min(best, x.f[x.pair(a, b&^(m&-m))])
	}
	return best
}

// argFirst and argLast are the roles that leastFirst and leastLast leave out.
func (x *chains) argFirst(a, b uint32) int {
	best := x.leastFirst(a, b)
	for k := range x.n {
		if a>>k&1 == 1 && x.f[x.pair(a&^(1<<k), b)] == best {
			return k
		}
	}
	return -1
}

func (x *chains) argLast(a, b uint32) int {
	best := x.leastLast(a, b)
	for k := range x.n {
		if b>>k&1 == 1 && x.f[x.pair(a, b&^(1<<k))] == best {
			return k
		}
	}
	return -1
}

// chain computes the depths under an order of starts and one of ends. With u at least 0 the last role of the cast is aside: it opens
// on stage u of the starts of the others and closes on stage v.
func (x *chains) chain(starts, ends []int, u, v int) depths {
	ch := depths{scene: make([]int, len(x.l.in)), days: make([]int64, x.n)}
	startAt, endAt := make([]int, x.n), make([]int, x.n)
	for k, r := range starts {
		startAt[r] = k + 1
	}
	for k, r := range ends {
		endAt[r] = k + 1
	}
	bit := uint32(1) << (x.n - 1)
	above := make([]int64, x.n)
	for s, in := range x.l.in {
		first, last := 0, 0 // the stages that hold its roles
		for k := range x.n {
			if in>>k&1 == 1 && (u < 0 || k < x.n-1) {
				first, last = max(first, startAt[k]), max(last, endAt[k])
			}
		}
		switch {
		case u >= 0 && in&bit != 0:
			ch.scene[s] = max(first, u) + 1
		case u >= 0 && u < first && first < v:
			ch.scene[s] = min(first+1, last)
		default:
			ch.scene[s] = min(first, last)
		}
		for k := range ch.scene[s] {
			above[k] += int64(x.l.c.weight(s))
		}
	}
	for k, w := range above {
		ch.days[k] = x.daysOf(w)
	}
	return ch
}
