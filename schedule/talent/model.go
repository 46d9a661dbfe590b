package talent

import "math/bits"

// model is one connected, reduced problem of at most 64 scenes and 64 actors,
// the form the exact search works on: no two scenes alike, every actor in at
// least two scenes, every cost positive.
type model struct {
	n, m  int
	dur   []int64  // by scene
	cost  []int64  // by actor
	cast  []uint64 // by scene, mask of actors
	in    []uint64 // by actor, mask of scenes
	all   uint64   // mask of all scenes
	costs [][256]int64
	days  [][256]int64
	unit  int64 // scale of bounds, a multiple of small integers
}

func newModel(dur, cost []int64, cast []uint64) *model {
	m := &model{n: len(dur), m: len(cost), dur: dur, cost: cost, cast: cast, unit: 2520}
	m.in = make([]uint64, m.m)
	for s, c := range cast {
		m.all |= 1 << s
		for x := c; x != 0; x &= x - 1 {
			m.in[bits.TrailingZeros64(x)] |= 1 << s
		}
	}
	m.costs, m.days = sums(cost), sums(dur)
	return m
}

// sums tabulates the subset sums of each group of eight values.
func sums(v []int64) [][256]int64 {
	out := make([][256]int64, (len(v)+7)/8)
	for b := range out {
		for x := 1; x < 256; x++ {
			low := bits.TrailingZeros(uint(x))
			out[b][x] = out[b][x&(x-1)]
			if k := 8*b + low; k < len(v) {
				out[b][x] += v[k]
			}
		}
	}
	return out
}

// rate is the pay per day of a set of actors.
func (m *model) rate(actors uint64) int64 {
	var t int64
	for b := range m.costs {
		t += m.costs[b][byte(actors)]
		actors >>= 8
	}
	return t
}

// length is the duration of a set of scenes.
func (m *model) length(scenes uint64) int64 {
	var t int64
	for b := range m.days {
		t += m.days[b][byte(scenes)]
		scenes >>= 8
	}
	return t
}

// playing is the mask of the actors of some scenes.
func (m *model) playing(q uint64) uint64 {
	var a uint64
	for ; q != 0; q &= q - 1 {
		a |= m.cast[bits.TrailingZeros64(q)]
	}
	return a
}
