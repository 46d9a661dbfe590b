package talent

import "math/bits"

// bounder computes lower bounds of the idle pay still to come. Each worker has
// its own: it keeps scratch space.
//
// Every constraint says that somebody waits: "one of these actors waits during
// this scene". The bound packs such constraints, each paid out of what the
// actors it names cost that day, so that no day of an actor is counted twice.
type bounder struct {
	m    *model
	pay  []int64    // scene x actor: pay of a day not yet used
	idle [64]uint64 // by scene, actors of either end with pay left
	meet [64]uint64 // by actor, the live actors met in a scene left
	pair []int64    // actor x actor: what i can pay for waiting for j
	unit [65]int64  // the scale of bounds, divided by k
	prev [64]uint8  // of a chain

	// Scenes that wait nowhere less than at the end of the state named, and
	// open nobody there: known after bound.
	left, right uint64
}

func newBounder(m *model) *bounder {
	b := &bounder{m: m, pay: make([]int64, 64*m.m), pair: make([]int64, m.m*m.m)}
	for k := range b.unit {
		b.unit[k] = m.unit / int64(max(1, k))
	}
	return b
}

// bound is a lower bound of the idle pay of a state; once it is sure to reach
// need it may return any valid value that does.
func (b *bounder) bound(st state, need int64) int64 {
	m, l, r := b.m, st.l, st.r
	b.left, b.right = 0, 0
	if l == 0 && r == 0 {
		return 0
	}
	u := m.live(st.q, l, r) & m.playing(st.q) &^ (l | r)
	b.meetings(st.q, l, r, u)
	var h int64
	for x := st.q; x != 0; x &= x - 1 {
		s := bits.TrailingZeros64(x)
		c := m.cast[s]
		li, ri := l&^c, r&^c
		row := b.pay[s*m.m : (s+1)*m.m]
		for y := li | ri; y != 0; y &= y - 1 {
			i := bits.TrailingZeros64(y)
			row[i] = m.cost[i]
		}
		if li == 0 || ri == 0 {
			b.idle[s] = li | ri
			continue
		}
		v, idle := b.cut(row, li, ri, u&^c)
		b.idle[s] = idle
		if h += v * m.dur[s]; h >= need {
			return h
		}
		if idle&li == 0 && c&(r|u) == 0 {
			b.left |= 1 << s
		} else if idle&ri == 0 && c&(l|u) == 0 {
			b.right |= 1 << s
		}
	}
	h *= m.unit
	need *= m.unit
	if h += b.side(st.q, l); h < need {
		h += b.side(st.q, r)
	}
	return (h + m.unit - 1) / m.unit
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
// along every chain of actors who meet, from one end to the other, somebody is
// there. It packs chains, takes their pay out of row, and returns the actors
// of either end who have some left.
func (b *bounder) cut(row []int64, li, ri, ui uint64) (v int64, idle uint64) {
	var h int64
	for y := li; y != 0; y &= y - 1 {
		i := bits.TrailingZeros64(y)
		p := row[i]
		for z := b.meet[i] & ri; z != 0; z &= z - 1 {
			j := bits.TrailingZeros64(z)
			if p < row[j] {
				row[j] -= p
				h += p
				p = 0
				li &^= 1 << i
				break
			}
			h += row[j]
			p -= row[j]
			ri &^= 1 << j
			if p == 0 {
				li &^= 1 << i
				break
			}
		}
		row[i] = p
	}
	if ui == 0 || li == 0 || ri == 0 {
		return h, li | ri
	}
	for y := ui; y != 0; y &= y - 1 {
		k := bits.TrailingZeros64(y)
		row[k] = b.m.cost[k]
	}
	for y := li; y != 0; y &= y - 1 {
		i := bits.TrailingZeros64(y)
		for {
			v, end := b.chain(row, i, ui, ri)
			if v == 0 {
				break
			}
			h += v
			for j := end; j != i; j = int(b.prev[j]) {
				if row[j] -= v; row[j] == 0 {
					ui &^= 1 << j
					ri &^= 1 << j
				}
			}
			if row[i] -= v; row[i] == 0 {
				li &^= 1 << i
				break
			}
		}
	}
	return h, li | ri
}

// chain finds the shortest chain of untouched actors from i to one of r, what
// it can pay and its end; b.prev leads back.
func (b *bounder) chain(row []int64, i int, u, r uint64) (v int64, end int) {
	var queue [64]uint8
	head, tail := 0, 0
	from := i
	for {
		if hit := b.meet[from] & r; hit != 0 && from != i {
			end = bits.TrailingZeros64(hit)
			b.prev[end] = uint8(from)
			v = min(row[i], row[end])
			for j := from; j != i; j = int(b.prev[j]) {
				v = min(v, row[j])
			}
			return v, end
		}
		next := b.meet[from] & u
		u &^= next
		for ; next != 0; next &= next - 1 {
			k := bits.TrailingZeros64(next)
			b.prev[k] = uint8(from)
			queue[tail] = uint8(k)
			tail++
		}
		if head == tail {
			return 0, 0
		}
		from = int(queue[head])
		head++
	}
}

// side adds, for each two actors open on one end, the cheaper of: one waits for
// all the scenes the other has alone, or the reverse. What an absent actor can
// still pay in a scene is shared among those of his end who play in it.
func (b *bounder) side(q, open uint64) int64 {
	m := b.m
	if open&(open-1) == 0 {
		return 0
	}
	for x := open; x != 0; x &= x - 1 {
		row := b.pair[bits.TrailingZeros64(x)*m.m:]
		for y := open; y != 0; y &= y - 1 {
			row[bits.TrailingZeros64(y)] = 0
		}
	}
	for x := q; x != 0; x &= x - 1 {
		s := bits.TrailingZeros64(x)
		there, idle := m.cast[s]&open, b.idle[s]&open
		if there == 0 || idle == 0 {
			continue
		}
		w := m.dur[s] * b.unit[bits.OnesCount64(there)]
		pay := b.pay[s*m.m : (s+1)*m.m]
		for y := idle; y != 0; y &= y - 1 {
			i := bits.TrailingZeros64(y)
			p := pay[i] * w
			row := b.pair[i*m.m : (i+1)*m.m]
			for z := there; z != 0; z &= z - 1 {
				row[bits.TrailingZeros64(z)] += p
			}
		}
	}
	var h int64
	for x := open; x != 0; x &= x - 1 {
		i := bits.TrailingZeros64(x)
		for y := x & (x - 1); y != 0; y &= y - 1 {
			j := bits.TrailingZeros64(y)
			h += min(b.pair[i*m.m+j], b.pair[j*m.m+i])
		}
	}
	return h
}
