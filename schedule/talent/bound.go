package talent

import "math/bits"

// bounder computes lower bounds of the idle pay still to come. Each worker has
// its own: it keeps scratch space.
//
// Every constraint says that somebody waits: "i or j waits during s". The bound
// packs such constraints, each paid out of the pay of the actors it names for
// the days it names, so that no day of an actor is counted twice.
type bounder struct {
	m           *model
	left, right uint64
	pay         [64]int64  // pay a day not yet used, in the scene at hand
	meet        [64]uint64 // by actor, the live actors met in a scene left
	pair        []int64    // m x m: what i can pay for waiting for j
	units       [65]int64  // unit / k
}

func newBounder(m *model) *bounder {
	b := &bounder{m: m, pair: make([]int64, m.m*m.m)}
	for k := range b.units {
		b.units[k] = m.unit / int64(max(1, k))
	}
	return b
}

// bound is a lower bound of the idle pay of a state; once it is sure to reach
// need it may return any valid value that does. It leaves in b.left and b.right
// scenes that wait nowhere less than at that end of the state, and open nobody
// there.
func (b *bounder) bound(st state, need int64) int64 {
	m, l, r := b.m, st.l, st.r
	b.left, b.right = 0, 0
	if l == 0 && r == 0 {
		return 0
	}
	u := m.live(st.q, l, r) & m.playing(st.q) &^ (l | r)
	need *= m.unit
	b.clear(l)
	b.clear(r)
	b.meetings(st.q, l, r, u)
	var h int64
	for x := st.q; x != 0; x &= x - 1 {
		s := bits.TrailingZeros64(x)
		c := m.cast[s]
		li, ri := l&^c, r&^c
		for y := li | ri; y != 0; y &= y - 1 {
			i := bits.TrailingZeros64(y)
			b.pay[i] = m.cost[i]
		}
		if li != 0 && ri != 0 {
			v := b.cut(li, ri, u&^c)
			h += v * m.dur[s] * m.unit
			if h >= need {
				break
			}
			if c&(r|u) == 0 && v == m.rate(li) {
				b.left |= 1 << s
			} else if c&(l|u) == 0 && v == m.rate(ri) {
				b.right |= 1 << s
			}
		}
		b.share(li, l&c, m.dur[s])
		b.share(ri, r&c, m.dur[s])
	}
	if h < need {
		h += b.pairs(l)
		if h < need {
			h += b.pairs(r)
		}
	}
	return (h + m.unit - 1) / m.unit
}

func (b *bounder) clear(open uint64) {
	if open&(open-1) == 0 {
		return
	}
	for x := open; x != 0; x &= x - 1 {
		row := b.pair[bits.TrailingZeros64(x)*b.m.m:]
		for y := open; y != 0; y &= y - 1 {
			row[bits.TrailingZeros64(y)] = 0
		}
	}
}

// meetings notes who shares a scene left with whom, from l towards r.
func (b *bounder) meetings(q, l, r, u uint64) {
	m := b.m
	for x := l | u; x != 0; x &= x - 1 {
		i := bits.TrailingZeros64(x)
		t := m.in[i] & q
		var met uint64
		for y := r | u&^(1<<i); y != 0; y &= y - 1 {
			if m.in[bits.TrailingZeros64(y)]&t != 0 {
				met |= y & -y
			}
		}
		b.meet[i] = met
	}
}

// cut is what the cast paid across a scene costs a day beyond those who play:
// along every chain of actors from one end to the other somebody is there.
func (b *bounder) cut(li, ri, ui uint64) int64 {
	var h int64
	for y := li; y != 0; y &= y - 1 {
		i := bits.TrailingZeros64(y)
		p := b.pay[i]
		for z := b.meet[i] & ri; z != 0; z &= z - 1 {
			j := bits.TrailingZeros64(z)
			v := min(p, b.pay[j])
			b.pay[j] -= v
			h += v
			if p -= v; p == 0 {
				li &^= 1 << i
				break
			}
			ri &^= 1 << j
		}
		b.pay[i] = p
	}
	if ui == 0 || li == 0 || ri == 0 {
		return h
	}
	for y := ui; y != 0; y &= y - 1 {
		k := bits.TrailingZeros64(y)
		b.pay[k] = b.m.cost[k]
	}
	for y := li; y != 0; y &= y - 1 {
		i := bits.TrailingZeros64(y)
		for w := b.meet[i] & ui; w != 0 && b.pay[i] > 0; w &= w - 1 {
			k := bits.TrailingZeros64(w)
			for z := b.meet[k] & ri; z != 0; z &= z - 1 {
				j := bits.TrailingZeros64(z)
				v := min(b.pay[i], b.pay[k], b.pay[j])
				if v == 0 {
					continue
				}
				b.pay[i] -= v
				b.pay[k] -= v
				b.pay[j] -= v
				h += v
			}
		}
	}
	return h
}

// share offers what the absent can still pay in a scene to the pairs they form
// with those who play.
func (b *bounder) share(absent, there uint64, days int64) {
	if there == 0 {
		return
	}
	w := days * b.units[bits.OnesCount64(there)]
	for y := absent; y != 0; y &= y - 1 {
		i := bits.TrailingZeros64(y)
		p := b.pay[i]
		if p == 0 {
			continue
		}
		row := b.pair[i*b.m.m:]
		for z := there; z != 0; z &= z - 1 {
			row[bits.TrailingZeros64(z)] += p * w
		}
	}
}

// pairs adds, for each two actors open on one side, the cheaper of: one waits
// for all the scenes the other has alone, or the reverse.
func (b *bounder) pairs(open uint64) int64 {
	var h int64
	for x := open; x != 0; x &= x - 1 {
		i := bits.TrailingZeros64(x)
		for y := x & (x - 1); y != 0; y &= y - 1 {
			j := bits.TrailingZeros64(y)
			h += min(b.pair[i*b.m.m+j], b.pair[j*b.m.m+i])
		}
	}
	return h
}
