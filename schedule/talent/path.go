package talent

import (
	"math/bits"
	"slices"
	"sync/atomic"
)

// path rebuilds the order of the goal found, by making again the moves between
// the states it came through.
func (s *search) path() []int {
	steps := []ref{}
	for r := s.found.parent; r != none; r = s.entry(r).from {
		steps = append(steps, r)
	}
	slices.Reverse(steps)
	var left, right []int // right from the end
	turned := false       // the state's left end is the order's right end
	for k, r := range steps {
		e := s.entry(r)
		to, g := state{}, s.found.wait
		if k+1 < len(steps) {
			f := s.entry(steps[k+1])
			to, g = f.state, f.g
		}
		x := &expander{stop: new(atomic.Bool), m: s.m, b: newBounder(s.m), limit: g + 1, cap: 1 << 30,
			known: func(state) (int64, bool) { return 0, true }, want: &child{to, g, 0}}
		for _, swap := range []bool{false, true} {
			st := e.state
			if swap {
				st.l, st.r = st.r, st.l
			}
			x.out = x.out[:0]
			x.moves(st, e.g)
			if x.did == nil {
				continue
			}
			near, far := &left, &right
			if turned != swap {
				near, far = far, near
			}
			*near = append(*near, x.did.near...)
			*far = append(*far, x.did.far...)
			turned = turned != swap != x.did.turned
			break
		}
	}
	slices.Reverse(right)
	return append(left, right...)
}

// deed is a move made again: the scenes laid at the near end and at the far
// end, each from the end inwards, and whether the state was mirrored after.
type deed struct {
	near, far []int
	turned    bool
}

// trace notes how the child wanted came about, if this move makes it: the move,
// then the same steps as emit.
func (x *expander) trace(st state, g int64, first, second uint64) {
	if x.did != nil {
		return
	}
	d := &deed{}
	d.near = append(append(d.near, scenes(first)...), scenes(second)...)
	for {
		st = x.m.settle(st, d)
		if c := st.canon(); c != st {
			st = c
			d.near, d.far = d.far, d.near
			d.turned = !d.turned
		}
		if st == x.want.state && g == x.want.g {
			break
		}
		if st.q&x.want.q != x.want.q || g > x.want.g {
			return
		}
		x.b.bound(st, never/x.m.unit)
		if x.b.left|x.b.right == 0 {
			return
		}
		d.near = append(d.near, scenes(x.b.left)...)
		d.far = append(d.far, scenes(x.b.right)...)
		st, g = x.m.press(st, g, x.b.left, x.b.right)
	}
	if d.turned {
		d.near, d.far = d.far, d.near
	}
	x.did = d
}

// scenes lists a set.
func scenes(set uint64) []int {
	var out []int
	for ; set != 0; set &= set - 1 {
		out = append(out, bits.TrailingZeros64(set))
	}
	return out
}
