package talent

import (
	"math/bits"
	"sync"
	"sync/atomic"
)

type layer [shards]shard

// search is one layered search of a model: the states with n scenes left are
// all known before the first of them is expanded. Nothing in a complete search
// depends on the number of workers: a layer is a set, its least waits are
// minima, and ties between parents go to the lesser one.
type search struct {
	m       *model
	start   state
	limit   int64 // only what waits less is looked for
	workers int
	width   int   // states expanded in a layer, about; 0 = all
	most    int64 // states held; the search gives up beyond
	stop    *atomic.Bool

	layers  [65]*layer
	mu      [65]sync.Mutex
	count   atomic.Int64 // states held
	dropped int64        // least bound of the states a width left out
	found   *goal

	expanded, bounds int64
}

// goal is the end of an order better than the limit.
type goal struct {
	wait   int64
	parent ref
	from   state
}

const never = int64(1) << 62

// run searches and returns a lower bound of the wait: the limit, or that of the
// order found, when the search was complete.
func (s *search) run() (low int64) {
	s.dropped = never
	s.insert(child{s.start, 0, 0}, none)
	for n := bits.OnesCount64(s.start.q); n > 0; n-- {
		l := s.layers[n]
		if l == nil {
			continue
		}
		low = max(low, min(s.rest(n), s.dropped, s.limit))
		cut := s.narrow(l)
		var next atomic.Int64
		var wg sync.WaitGroup
		best := make([]*goal, s.workers)
		for w := range s.workers {
			wg.Go(func() { best[w] = s.work(l, n, cut, &next) })
		}
		wg.Wait()
		for _, b := range best {
			if b != nil && b.wait < s.limit && (s.found == nil || b.better(s.found)) {
				s.found = b
			}
		}
		if s.found != nil {
			s.limit = min(s.limit, s.found.wait)
		}
		if s.over() {
			return min(max(low, min(s.rest(n), s.dropped)), s.limit)
		}
	}
	return max(low, min(s.dropped, s.limit))
}

// over says that the search must end before its time.
func (s *search) over() bool { return s.stop.Load() || s.count.Load() >= s.most }

func (g *goal) better(o *goal) bool {
	return g.wait < o.wait || g.wait == o.wait && g.from.less(o.from)
}

// rest is the least bound of the states of layer n and below.
func (s *search) rest(n int) int64 {
	low := never
	for ; n >= 0; n-- {
		if s.layers[n] == nil {
			continue
		}
		for k := range s.layers[n] {
			if sh := &s.layers[n][k]; sh.size > 0 {
				low = min(low, sh.low)
			}
		}
	}
	return low
}

// cut is the last state of a layer to be expanded: by bound, then by hash.
type cut struct {
	f    int64
	hash uint64
}

func (c cut) keeps(e *entry) bool {
	return e.f < c.f || e.f == c.f && (c.hash == ^uint64(0) || e.hash() <= c.hash)
}

// narrow finds where a layer must be cut to keep its most promising states, a
// width of them or so, and notes the bound of those left out.
func (s *search) narrow(l *layer) cut {
	all := cut{s.limit - 1, ^uint64(0)}
	lo, hi := s.limit, int64(0) // the bounds in the layer
	size := 0
	each := func(do func(e *entry)) {
		for k := range l {
			for i := 0; i < l[k].size && !s.stop.Load(); i++ {
				if e := l[k].at(i); e.f < s.limit {
					do(e)
				}
			}
		}
	}
	if s.width == 0 {
		return all
	}
	each(func(e *entry) { lo, hi, size = min(lo, e.f), max(hi, e.f), size+1 })
	if size <= s.width {
		return all
	}
	room := s.width
	for lo < hi {
		// Count by slices of bounds, and look into the one that is cut.
		var slices [1024]int
		step := (hi-lo)/int64(len(slices)) + 1
		each(func(e *entry) {
			if e.f >= lo && e.f <= hi {
				slices[(e.f-lo)/step]++
			}
		})
		k := 0
		for ; k < len(slices)-1 && slices[k] < room; k++ {
			room -= slices[k]
		}
		lo, hi, size = lo+int64(k)*step, min(hi, lo+int64(k+1)*step-1), slices[k]
	}
	c := cut{lo, ^uint64(0)}
	if size > room {
		c.hash = c.hash / uint64(size) * uint64(room)
		s.dropped = min(s.dropped, lo)
	}
	each(func(e *entry) {
		if e.f > lo {
			s.dropped = min(s.dropped, e.f)
		}
	})
	return c
}

// work expands shards of a layer until none is left.
func (s *search) work(l *layer, n int, last cut, next *atomic.Int64) *goal {
	var best *goal
	x := &expander{m: s.m, b: newBounder(s.m), limit: s.limit, known: s.lookup, stop: s.stop}
	var expanded int64
	for {
		k := int(next.Add(1) - 1)
		if k >= shards {
			break
		}
		sh := &l[k]
		for i := 0; i < sh.size && !s.over(); i++ {
			e := sh.at(i)
			if !last.keeps(e) {
				continue
			}
			expanded++
			from := makeRef(n, k, i)
			for _, c := range x.children(e.state, e.g) {
				if c.q == 0 {
					if g := (&goal{c.g, from, e.state}); best == nil || g.better(best) {
						best = g
					}
				} else {
					s.insert(c, from)
				}
			}
		}
	}
	atomic.AddInt64(&s.expanded, expanded)
	atomic.AddInt64(&s.bounds, x.bounds)
	return best
}

func (s *search) entry(r ref) *entry {
	return s.layers[r>>48][r>>40&0xff].at(int(r & (1<<40 - 1)))
}

// layer returns the table of the states with n scenes left.
func (s *search) layer(n int) *layer {
	s.mu[n].Lock()
	defer s.mu[n].Unlock()
	if s.layers[n] == nil {
		s.layers[n] = new(layer)
	}
	return s.layers[n]
}

// lookup returns the bound of a state already known.
func (s *search) lookup(st state) (int64, bool) {
	h := st.hash()
	sh := &s.layer(bits.OnesCount64(st.q))[h>>58]
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if e := sh.find(st, h); e != nil {
		return e.f - e.g, true
	}
	return 0, false
}

// insert adds a state or lowers its wait.
func (s *search) insert(c child, from ref) {
	h := c.hash()
	sh := &s.layer(bits.OnesCount64(c.q))[h>>58]
	sh.mu.Lock()
	defer sh.mu.Unlock()
	e := sh.find(c.state, h)
	switch {
	case e == nil:
		s.count.Add(1)
		sh.add(entry{c.state, c.g, c.f, from}, h)
	case c.g < e.g:
		e.f += c.g - e.g
		e.g, e.from = c.g, from
		sh.low = min(sh.low, e.f)
	case c.g == e.g && from != none && e.from != none && s.entry(from).state.less(s.entry(e.from).state):
		e.from = from
	}
}
