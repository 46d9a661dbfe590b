package talent

import (
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"
)

type layer [shards]shard

// search is one layered search of a model: the states with n scenes left are
// all known before the first of them is expanded. Nothing in its result
// depends on the number of workers: a layer is a set, its least waits are
// minima, and ties between parents go to the lesser one.
type search struct {
	m       *model
	limit   int64 // only what waits less is looked for
	workers int
	width   int   // states expanded in a layer, the rest is dropped; 0 = all
	most    int64 // states held at once
	stop    *atomic.Bool

	layers  [65]*layer
	mu      [65]sync.Mutex
	count   atomic.Int64
	dropped atomic.Int64 // least bound of a state dropped, never when none
	found   *goal

	states, expanded, bounds int64
}

// goal is the end of an order better than the limit.
type goal struct {
	wait   int64
	parent ref
	from   state
}

const never = int64(1) << 62

// run searches; it tells whether the search was complete, and a lower bound of
// the wait otherwise.
func (s *search) run() (complete bool, low int64) {
	s.dropped.Store(never)
	start := s.limit
	s.insert(child{state{s.m.all, 0, 0}, 0, 0}, none)
	for n := s.m.n; n > 0; n-- {
		l := s.layers[n]
		if l == nil {
			continue
		}
		low = max(low, min(s.rest(n), s.dropped.Load(), s.limit))
		cut := s.narrow(l)
		var next atomic.Int64
		var wg sync.WaitGroup
		best := make([]*goal, s.workers)
		for w := range s.workers {
			wg.Add(1)
			go func() {
				defer wg.Done()
				best[w] = s.work(l, n, cut, &next)
			}()
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
		if s.stop.Load() {
			return false, min(max(low, min(s.rest(n), s.dropped.Load())), start, s.limit)
		}
	}
	if d := s.dropped.Load(); d < s.limit {
		return false, max(low, d)
	}
	return true, s.limit
}

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

// rank orders the states of a layer: by bound, then by name.
type rank struct {
	f int64
	state
}

// narrow finds the last state of a layer to be expanded.
func (s *search) narrow(l *layer) rank {
	last := rank{f: never}
	size := 0
	for k := range l {
		size += l[k].size
	}
	width := s.width
	if left := s.most - s.count.Load(); s.most > 0 && (width == 0 || left < int64(width)*4) {
		// Memory runs out: keep what the layers to come can hold.
		if room := max(left/16, 1000); left < int64(size)*4 {
			width = int(room)
		}
	}
	if width == 0 || size <= width {
		return last
	}
	all := make([]rank, 0, size)
	for k := range l {
		for i := range l[k].size {
			if e := l[k].at(i); e.f < s.limit {
				all = append(all, rank{e.f, e.state})
			}
		}
	}
	if len(all) <= width {
		return last
	}
	slices.SortFunc(all, rank.compare)
	s.drop(all[width].f)
	return all[width-1]
}

func (r rank) compare(o rank) int {
	switch {
	case r.f != o.f:
		return compare(r.f, o.f)
	case r.state == o.state:
		return 0
	case r.state.less(o.state):
		return -1
	}
	return 1
}

func (s *search) drop(f int64) {
	for {
		d := s.dropped.Load()
		if f >= d || s.dropped.CompareAndSwap(d, f) {
			return
		}
	}
}

// work expands shards of a layer until none is left.
func (s *search) work(l *layer, n int, cut rank, next *atomic.Int64) *goal {
	var best *goal
	x := &expander{m: s.m, b: newBounder(s.m), limit: s.limit, known: s.lookup}
	var expanded, states int64
	for {
		k := int(next.Add(1) - 1)
		if k >= shards {
			break
		}
		sh := &l[k]
		for i := 0; i < sh.size && !s.stop.Load(); i++ {
			e := sh.at(i)
			if e.f >= s.limit || cut.f < never && (rank{e.f, e.state}).compare(cut) > 0 {
				continue
			}
			expanded++
			from := makeRef(n, k, i)
			for _, c := range x.children(e.state, e.g) {
				if c.q == 0 {
					if g := (&goal{c.g, from, e.state}); best == nil || g.better(best) {
						best = g
					}
				} else if s.insert(c, from) {
					states++
				}
			}
		}
	}
	atomic.AddInt64(&s.states, states)
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

// insert adds a state or lowers its wait; it tells whether the state is new.
func (s *search) insert(c child, from ref) bool {
	h := c.hash()
	sh := &s.layer(bits.OnesCount64(c.q))[h>>58]
	sh.mu.Lock()
	defer sh.mu.Unlock()
	e := sh.find(c.state, h)
	switch {
	case e == nil:
		if s.most > 0 && s.count.Load() >= s.most {
			s.drop(c.f)
			return false
		}
		s.count.Add(1)
		sh.add(entry{c.state, c.g, c.f, from}, h)
		return true
	case c.g < e.g:
		e.f += c.g - e.g
		e.g, e.from = c.g, from
		sh.low = min(sh.low, e.f)
	case c.g == e.g && from != none && e.from != none && s.entry(from).state.less(s.entry(e.from).state):
		e.from = from
	}
	return false
}
