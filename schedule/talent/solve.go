package talent

import (
	"context"
	"runtime"
	"sync/atomic"
)

// Status says how far an answer is proved.
type Status int

const (
	Optimal     Status = iota + 1 // no order costs less
	Feasible                      // the search gave up before a proof
	Interrupted                   // the context ended before a proof
)

// String returns the stable code of the status.
func (s Status) String() string {
	switch s {
	case Optimal:
		return "optimal"
	case Feasible:
		return "feasible"
	case Interrupted:
		return "interrupted"
	}
	return "unset"
}

// MarshalText writes the code of the status.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the code of a status; unknown codes are an error.
func (s *Status) UnmarshalText(text []byte) error {
	for v := Status(0); v <= Interrupted; v++ {
		if v.String() == string(text) {
			*s = v
			return nil
		}
	}
	return &statusError{string(text)}
}

type statusError struct{ text string }

func (e *statusError) Error() string { return "talent: unknown status " + e.text }

// Settings steers a search. The zero value is a sound default.
type Settings struct {
	Workers int    // goroutines; 0 = as many as the program has processors
	Seed    uint64 // of the local search; the same seed gives the same answer
	Memory  int64  // bytes the search may hold, about; 0 = 3 GB
	// Progress, when set, is called from the goroutine of Solve each time the
	// answer or the bound got better.
	Progress func(Progress)
}

// Progress is the state of a running search.
type Progress struct {
	Cost   int64 `json:"cost"`   // pay of the best order so far
	Bound  int64 `json:"bound"`  // no order costs less
	States int64 `json:"states"` // states expanded so far
}

// Solution is an order and what is proved about it.
type Solution struct {
	Order  []int  `json:"order"` // indexes of Problem.Scenes
	Cost   int64  `json:"cost"`  // pay of the cast, see Cost
	Wait   int64  `json:"wait"`  // its idle part: Cost less Problem.Base
	Bound  int64  `json:"bound"` // no order costs less than this
	Status Status `json:"status"`
	Stats  Stats  `json:"stats"`
}

// Stats counts the work done.
type Stats struct {
	Parts    int   `json:"parts"`    // independent parts after reduction
	Blocks   int   `json:"blocks"`   // scenes left once those alike are merged
	Actors   int   `json:"actors"`   // actors left who can wait
	States   int64 `json:"states"`   // states kept, all searches together
	Expanded int64 `json:"expanded"` // states expanded
	Bounds   int64 `json:"bounds"`   // lower bounds computed
}

// Gap is the part of the cost not proved necessary, (Cost - Bound) / Cost, in
// per mille rounded up; 0 when optimal.
func (s Solution) Gap() int64 {
	if s.Cost <= s.Bound || s.Cost == 0 {
		return 0
	}
	d := s.Cost - s.Bound
	return (d/s.Cost)*1000 + (d%s.Cost*1000+s.Cost-1)/s.Cost
}

// Solve looks for the order of least pay, and proves it when it can. It always
// returns an order; when the context ends it does so within a few milliseconds
// with the best one so far. The error is the one of Problem.Validate.
func Solve(ctx context.Context, p Problem, set Settings) (Solution, error) {
	if err := p.Validate(); err != nil {
		return Solution{}, err
	}
	if set.Workers <= 0 {
		set.Workers = runtime.GOMAXPROCS(0)
	}
	if set.Memory <= 0 {
		set.Memory = 3 << 30
	}
	r := &run{set: set}
	defer context.AfterFunc(ctx, func() { r.stop.Store(true) })()
	parts, rest := reduce(p)
	base := p.Base()
	for _, t := range parts {
		r.stats.Blocks += len(t.dur)
		r.stats.Actors += len(t.cost)
	}
	r.stats.Parts = len(parts)
	answers := make([]answer, len(parts))
	for k := range parts {
		answers[k] = answer{order: identity(len(parts[k].dur))}
		answers[k].wait = parts[k].wait(answers[k].order)
	}
	r.report = func() {
		if set.Progress == nil {
			return
		}
		now := Progress{Cost: base, Bound: base, States: r.stats.Expanded}
		for _, a := range answers {
			now.Cost += a.wait
			now.Bound += a.low
		}
		if now.Cost != r.last.Cost || now.Bound != r.last.Bound {
			r.last = now
			set.Progress(now)
		}
	}
	out := Solution{Status: Optimal, Bound: base}
	for k := range parts {
		r.solve(&parts[k], &answers[k])
	}
	for k, a := range answers {
		out.Order = append(out.Order, parts[k].scenes(a.order)...)
		out.Bound += a.low
		if a.low < a.wait {
			out.Status = Feasible
		}
	}
	out.Order = append(out.Order, rest...)
	if out.Status == Feasible && r.stop.Load() {
		out.Status = Interrupted
	}
	out.Stats = r.stats
	var err error
	out.Cost, err = Cost(p, out.Order)
	out.Wait = out.Cost - base
	return out, err
}

func identity(n int) []int {
	order := make([]int, n)
	for k := range order {
		order[k] = k
	}
	return order
}

// answer is the best order of a part and the bound of its wait.
type answer struct {
	order []int
	wait  int64
	low   int64
}

// run is one call of Solve.
type run struct {
	set    Settings
	stop   atomic.Bool
	stats  Stats
	last   Progress
	report func()
}

// solve alternates local search and layered search, each longer than the last,
// until a proof or the end of its means.
func (r *run) solve(t *part, a *answer) {
	cs := make([]*climber, chains)
	for k := range cs {
		cs[k] = newClimber(t, r.set.Seed, uint64(k), &r.stop)
	}
	n := len(t.dur)
	climb := func(rounds int) {
		climbAll(cs, rounds, r.set.Workers)
		for _, c := range cs {
			r.take(a, c.best, c.top)
		}
		r.report()
	}
	if !t.exact() {
		climb(2)
		r.relax(t, a)
		climb(2000)
		return
	}
	m := t.model()
	for _, step := range []struct {
		rounds int
		most   int64 // states
	}{
		{2 + max(0, n-20), 1500},
		{n, 6000},
		{n * n * n / 100, 60_000},
	} {
		climb(step.rounds)
		if r.layered(t, m, a, a.wait, 0, step.most) || r.stop.Load() {
			return
		}
	}
	climb(40 * n)
	// The bound first: what is left below it takes a fraction of the whole.
	for _, share := range []int64{40, 25, 14, 0} {
		limit := a.wait - a.wait*share/100
		if limit <= a.low {
			continue
		}
		if r.layered(t, m, a, limit, 0, 0) || r.stop.Load() {
			return
		}
	}
	r.layered(t, m, a, a.wait, 5000, 0)
	climb(200 * n)
}

// take keeps an order when it is better.
func (r *run) take(a *answer, order []int, wait int64) {
	if wait < a.wait {
		a.order = append(a.order[:0:0], order...)
		a.wait = wait
	}
}

// stateBytes is what a state takes, its place in the index included.
const stateBytes = 64

// layered looks for an order below limit, holding no more states than most (0 =
// as many as memory allows), and tells whether the answer is proved.
func (r *run) layered(t *part, m *model, a *answer, limit int64, width int, most int64) bool {
	if room := r.set.Memory / stateBytes; most == 0 || room < most {
		most = room
	}
	s := &search{m: m, limit: limit, workers: r.set.Workers, width: width, most: most,
		start: state{q: m.all}, stop: &r.stop}
	low := s.run()
	r.stats.States += s.count.Load()
	r.stats.Expanded += s.expanded
	r.stats.Bounds += s.bounds
	if s.found != nil {
		order := s.path()
		r.take(a, order, t.wait(order))
	}
	a.low = max(a.low, min(low, a.wait))
	r.report()
	return a.low == a.wait
}

// relax bounds a part too large for the layered search by its dearest actors
// alone, more and more of them while the search proves their best order.
func (r *run) relax(t *part, a *answer) {
	for k := 4; !r.stop.Load(); k += 2 {
		parts, ok := t.dearest(k)
		if !ok {
			return
		}
		var low int64
		proved := true
		for _, s := range parts {
			b := answer{order: identity(len(s.dur))}
			b.wait = s.wait(b.order)
			c := newClimber(&s, r.set.Seed, 0, &r.stop)
			c.climb(len(s.dur))
			r.take(&b, c.best, c.top)
			proved = r.layered(&s, s.model(), &b, b.wait, 0, 30_000) && proved
			low += b.low
		}
		a.low = max(a.low, min(low, a.wait))
		r.report()
		if !proved || k >= len(t.cost) {
			return
		}
	}
}
