package talent

import (
	"math/bits"
	"slices"
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
		x := &expander{m: s.m, b: newBounder(s.m), limit: never, cap: 1 << 30,
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

// trace notes how the child wanted came about, if this move makes it.
func (x *expander) trace(st state, g int64, first, second uint64) {
	if x.did != nil || g != x.want.g {
		return
	}
	d := &deed{}
	for _, set := range []uint64{first, second} {
		for ; set != 0; set &= set - 1 {
			d.near = append(d.near, bits.TrailingZeros64(set))
		}
	}
	end := x.m.settle(st, d)
	if end.canon() == x.want.state {
		d.turned = end.canon() != end
		x.did = d
	}
}
