package talent

import "sync"

// A state is what remains of a problem once scenes have been laid at both ends:
// the scenes left, the actors paid on from the left end only, the actors paid
// until the right end only. Its wait is the idle pay already certain.
type state struct {
	q, l, r uint64
}

// canon names a state and its mirror image alike.
func (s state) canon() state {
	if s.r < s.l {
		s.l, s.r = s.r, s.l
	}
	return s
}

func (s state) hash() uint64 {
	h := s.q*0x9E3779B97F4A7C15 ^ (s.l*0xC2B2AE3D27D4EB4F+s.r)*0x165667B19E3779F9
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	return h ^ h>>29
}

func (s state) less(t state) bool {
	if s.q != t.q {
		return s.q < t.q
	}
	if s.l != t.l {
		return s.l < t.l
	}
	return s.r < t.r
}

// entry is a state reached, with its least wait, a lower bound of the whole,
// and the state it was reached from.
type entry struct {
	state
	g, f int64
	from ref
}

// ref finds an entry: layer, shard, place.
type ref uint64

const none = ref(1<<64 - 1)

func makeRef(layer, shard, place int) ref {
	return ref(uint64(layer)<<48 | uint64(shard)<<40 | uint64(place))
}

const (
	shards    = 64
	chunkBits = 9
	chunkLen  = 1 << chunkBits
)

// shard is one part of a layer: entries in order of arrival, and an open
// addressing index into them (place + 1, 0 = free).
type shard struct {
	mu     sync.Mutex
	chunks [][]entry // all full but the last, the first one grown from small
	size   int
	low    int64 // least bound
	index  []uint32
}

func (t *shard) at(i int) *entry { return &t.chunks[i>>chunkBits][i&(chunkLen-1)] }

// find returns the entry of a state, nil when absent.
func (t *shard) find(s state, h uint64) *entry {
	if len(t.index) == 0 {
		return nil
	}
	mask := uint64(len(t.index) - 1)
	for k := h & mask; ; k = (k + 1) & mask {
		p := t.index[k]
		if p == 0 {
			return nil
		}
		if e := t.at(int(p - 1)); e.state == s {
			return e
		}
	}
}

// add appends a state known to be absent.
func (t *shard) add(e entry, h uint64) {
	if 4*(t.size+1) > 3*len(t.index) {
		t.grow()
	}
	k := t.size >> chunkBits
	switch {
	case k == len(t.chunks) && k == 0:
		t.chunks = append(t.chunks, make([]entry, 0, 8))
	case k == len(t.chunks):
		t.chunks = append(t.chunks, make([]entry, 0, chunkLen))
	}
	t.chunks[k] = append(t.chunks[k], e)
	if t.size == 0 || e.f < t.low {
		t.low = e.f
	}
	t.size++
	mask := uint64(len(t.index) - 1)
	p := h & mask
	for t.index[p] != 0 {
		p = (p + 1) & mask
	}
	t.index[p] = uint32(t.size)
}

func (t *shard) grow() {
	n := max(16, 2*len(t.index))
	t.index = make([]uint32, n)
	mask := uint64(n - 1)
	for i := 0; i < t.size; i++ {
		k := t.at(i).hash() & mask
		for t.index[k] != 0 {
			k = (k + 1) & mask
		}
		t.index[k] = uint32(i + 1)
	}
}
