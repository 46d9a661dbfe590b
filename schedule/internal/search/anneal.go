package search

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
)

// Settings steer a search.
type Settings struct {
	Seed    uint64
	Workers int // goroutines; at least 1
	Chains  int // independent searches; 0 means as many as Workers. The answer depends on it, never on Workers.
	// Moves is the budget of moves of each chain; 0 means until the context ends.
	Moves int64
	// Start is the plan the first chain starts from; nil makes it lay its own, as the others do.
	Start Plan
	// Bound is a proved lower bound of the cost, in cents, which may rise while the search runs: a plan of that cost ends the search.
	Bound *atomic.Int64
	// Better is called, one call at a time, with every lawful plan cheaper than all before and its cost in cents.
	Better func(Plan, int64)
}

// Outcome is the best plan a search found: the cheapest lawful one or, when it found none, the one that breaks the rules least.
type Outcome struct {
	Plan  Plan
	Cost  int64 // cents
	Viol  int64 // the violation of the plan, 0 when it is lawful
	Moves int64 // the moves tried
}

// board keeps the cost of the best lawful plan of all chains.
type board struct {
	mu    sync.Mutex
	best  int64 // cents, when found
	found bool
	opt   *Settings
	stop  context.CancelFunc
}

// offer tells Better of a lawful plan cheaper than all before, and ends a search without a budget when nothing can be cheaper.
func (b *board) offer(p func() Plan, cost int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.found && cost >= b.best {
		return
	}
	b.found, b.best = true, cost
	if b.opt.Better != nil {
		b.opt.Better(p(), cost)
	}
	if b.opt.Moves == 0 && b.proved(cost) {
		b.stop()
	}
}

// proved tells that no plan costs less.
func (b *board) proved(cost int64) bool { return b.opt.Bound != nil && cost <= b.opt.Bound.Load() }

// Anneal runs independent chains of simulated annealing until the context ends, the budget is spent or a plan reaches the bound,
// and returns the best plan of all. With a budget, the same seed and number of chains give the same plan.
func Anneal(ctx context.Context, m *Model, opt Settings) Outcome {
	chains := opt.Chains
	if chains <= 0 {
		chains = max(opt.Workers, 1)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	b := &board{opt: &opt, stop: stop}
	out := make([]Outcome, chains)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(opt.Workers, chains)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				i := int(next.Add(1)) - 1
				if i >= chains {
					return
				}
				c := chain{m: m, s: newState(m), r: rand.New(rand.NewPCG(opt.Seed, uint64(i)+1)), ctx: ctx, board: b, budget: opt.Moves}
				out[i] = c.run(opt.Start, i)
			}
		}()
	}
	wg.Wait()
	best := out[0]
	for _, o := range out[1:] {
		n := best.Moves + o.Moves
		if o.Plan != nil && (best.Plan == nil || o.Viol < best.Viol || o.Viol == best.Viol && o.Cost < best.Cost) {
			best = o
		}
		best.Moves = n
	}
	return best
}

// chain is one run of simulated annealing with steps of ruin and recreate.
type chain struct {
	m      *Model
	s      *state
	r      *rand.Rand
	ctx    context.Context
	board  *board
	budget int64
	moves  int64

	penalty  int64   // the price of a unit of violation, cents
	dear     int64   // about the price of a day, cents
	heat     float64 // the present temperature, cents
	best     Plan
	bestCost int64
	bestViol int64
	bestAt   int64   // the moves tried when it was found
	top      Outcome // the best plan before the chain began anew; without a plan when it never did
	byLoc    [][]int // the scenes of each location
	byRole   [][]int // the scenes of each role
	free     []int   // the scenes that may move
	there    []int   // the scenes of the proposed move that go from its first slot to its second
	back     []int   // those that go the other way
	buf      []int   // work space
	buf2     []int
	cand     []int
}

// value is what annealing lowers: the cost of the plan and the penalty of its violation, in cents.
func (c *chain) value() int64 { return c.s.cost() + c.penalty*c.s.viol() }

// done tells that the chain has to end.
func (c *chain) done() bool {
	// A chain with a budget stops by itself, whatever the pace of the others.
	if c.budget > 0 && (c.moves >= c.budget || c.best != nil && c.bestViol == 0 && c.board.proved(c.bestCost)) {
		return true
	}
	return c.ctx.Err() != nil
}

// keep remembers the current plan when it is the best: the smaller violation comes first, then the lower cost.
func (c *chain) keep() {
	v, cost := c.s.viol(), c.s.cost()
	if c.best != nil && (v > c.bestViol || v == c.bestViol && cost >= c.bestCost) {
		return
	}
	c.best = append(c.best[:0], c.s.at...)
	c.bestViol, c.bestCost, c.bestAt = v, cost, c.moves
	if v == 0 {
		c.board.offer(c.s.plan, cost)
	}
}

// run lays a first plan, or takes start when the chain is the first, and anneals it until the end.
func (c *chain) run(start Plan, number int) Outcome {
	m := c.m
	if !m.simple() {
		c.s.memo = newMemo(m)
	}
	c.byLoc, c.byRole = m.byLoc(), m.byRole()
	for i := range m.Scenes {
		if m.Scenes[i].Fixed < 0 {
			c.free = append(c.free, i)
		}
	}
	c.penalty = c.firstPenalty()
	if start != nil && number == 0 {
		c.s.load(start)
	} else {
		c.first()
	}
	c.keep()
	if len(c.free) == 0 {
		return c.outcome()
	}
	hot, mild, cold := c.sample()
	for !c.done() {
		c.rounds(hot, mild, cold)
	}
	return c.outcome()
}

// first lays a first plan.
func (c *chain) first() {
	c.construct()
	if len(c.free) > 0 {
		c.repair()
	}
}

// When a chain begins anew: with so many scenes at most, for more need a longer search, after leastRounds cycles at the soonest, once
// nothing better came for one in patience of its moves, or when it stands one in behind of the best cost above it.
const (
	mostAnew    = 100
	leastRounds = 5
	patience    = 3
	behind      = 128
)

// rounds anneals in cycles until the end, or until the chain is to begin anew.
//
// The first cycles are short and go on from the present plan: on problems with few good packings, one of many tries succeeds. Then
// cycles grow longer. Each starts at its own temperature, drawn between mild and hot on a logarithmic scale, because the
// temperature that suits one problem is too low for another; every second cycle starts from the best plan.
func (c *chain) rounds(hot, mild, cold float64) {
	began, length := c.moves, int64(15000+150*len(c.m.Scenes))
	for round := 0; !c.done(); round++ {
		from := mild * math.Pow(hot/mild, c.r.Float64())
		c.cycle(from, min(cold, from/4), length)
		if round >= 4 {
			length += length / 6
		}
		if c.bestViol > 0 {
			c.penalty = min(c.penalty*2, 1<<40)
		} else if round >= leastRounds && c.stuck(began) {
			c.anew()
			return
		}
		if round%2 == 1 || c.bestViol > 0 {
			c.reset(c.best)
		}
	}
}

// stuck tells whether a chain that began after a number of moves is to begin anew: what keeps its plan from being better is often a number
// of days that no move changes, and shows soon.
func (c *chain) stuck(began int64) bool {
	return len(c.free) <= mostAnew && (c.moves-c.bestAt)*patience > c.moves-began ||
		c.top.Plan != nil && c.bestCost > c.top.Cost+c.top.Cost/behind
}

// anew lays another first plan; the best one so far is kept as it is.
func (c *chain) anew() {
	c.top, c.best = c.outcome(), nil
	empty := make(Plan, len(c.m.Scenes))
	for i := range empty {
		empty[i] = -1
	}
	c.reset(empty)
	c.penalty = c.firstPenalty()
	c.first()
	c.keep()
}

// outcome is the best plan of the chain.
func (c *chain) outcome() Outcome {
	o := Outcome{Plan: c.best, Cost: c.bestCost, Viol: c.bestViol, Moves: c.moves}
	if c.top.Plan != nil && (o.Viol > c.top.Viol || o.Viol == c.top.Viol && o.Cost > c.top.Cost) {
		o = c.top
		o.Moves = c.moves
	}
	return o
}

// firstPenalty is the first price of a unit of violation, in cents: half an hour over a limit costs about as much as a day.
func (c *chain) firstPenalty() int64 {
	var day int64
	for _, d := range c.m.UnitDay {
		day = max(day, d)
	}
	var roles, locs int64
	for i := range c.m.Roles {
		roles += c.m.Roles[i].Rate + c.m.RoleDay
	}
	for i := range c.m.Locs {
		locs = max(locs, c.m.Locs[i].Day+c.m.LocDay)
	}
	c.dear = day + roles/4 + locs
	return c.dear/30 + 1
}

// reset makes a plan the present one.
func (c *chain) reset(p Plan) {
	c.s.begin()
	for i, slot := range p {
		c.s.place(i, slot)
	}
	c.s.flush()
	c.s.commit()
}

// construct lays a first plan by greedy insertion: each scene goes where it costs least, the scenes with the fewest possible slots
// first, then location by location, those with the most work first.
func (c *chain) construct() {
	m, s := c.m, c.s
	for i := range m.Scenes {
		if f := m.Scenes[i].Fixed; f >= 0 {
			s.place(i, f)
		}
	}
	s.flush()
	s.commit()
	c.buf = c.buf[:0]
	weight := make([]int, len(m.Locs))
	for _, i := range c.free {
		weight[m.Scenes[i].Loc] += m.Scenes[i].Minutes + 1
	}
	order := append([]int{}, c.free...)
	key := func(i int) int { return weight[m.Scenes[i].Loc]<<24 + m.Scenes[i].Loc<<12 + m.Scenes[i].Minutes&4095 }
	sortBy(order, func(a, b int) bool { return key(a) > key(b) || key(a) == key(b) && a < b })
	room := make([]int, len(m.Scenes))
	for _, i := range order {
		for _, ok := range m.Scenes[i].Allowed {
			if ok {
				room[i]++
			}
		}
	}
	// The penalty is so high that no rule is broken to save money while the first plan is laid.
	price := c.penalty
	c.penalty = min(price<<14, 1<<44)
	defer func() { c.penalty = price }()
	tight := len(m.Slots) / 4
	sortBy(order, func(a, b int) bool { return min(room[a], tight) < min(room[b], tight) })
	for _, i := range order {
		if c.ctx.Err() != nil { // the time is over: any possible slot will do
			s.place(i, slices.Index(m.Scenes[i].Allowed, true))
			continue
		}
		c.insert(i, false)
		s.begin()
	}
	s.flush()
	s.commit()
}

// repair makes the first plan lawful by ruin and recreate of the days that break a rule, each with another day, until no rule is
// broken or a number of moves is spent. Steps that do not raise the value are kept.
func (c *chain) repair() {
	m, s := c.m, c.s
	price := c.penalty
	c.penalty = min(price<<14, 1<<44)
	defer func() { c.penalty = price }()
	budget := c.moves + int64(4000+60*len(m.Scenes))
	var bad []int
	for s.viol() > 0 && c.moves < budget && c.ctx.Err() == nil {
		bad = bad[:0]
		for i := range m.Slots {
			if (s.day[i].viol > 0 || s.sequential && s.part[i].viol > 0) && !m.Slots[i].Fixed {
				bad = append(bad, i)
			}
		}
		slot := -1
		if len(bad) > 0 && c.r.IntN(4) > 0 {
			slot = bad[c.r.IntN(len(bad))]
		}
		before := c.value()
		s.begin()
		c.ruinAt(slot)
		s.flush()
		if c.value() <= before {
			s.commit()
		} else {
			s.rollback()
		}
	}
}

// candidates lists the slots a scene may try: first all that hold scenes, then of the empty ones the first three, those right after a slot
// listed, and one in eight of the others.
func (c *chain) candidates(scene int) []int {
	m, s := c.m, c.s
	c.cand, c.buf2 = c.cand[:0], c.buf2[:0]
	last := -1
	for i, ok := range m.Scenes[scene].Allowed {
		switch {
		case !ok:
		case s.day[i].used || len(s.slots[i]) > 0:
			c.cand = append(c.cand, i)
			last = i
		case len(c.buf2) < 3 || last >= 0 && last == i-1 || c.r.IntN(8) == 0:
			c.buf2 = append(c.buf2, i)
		}
	}
	c.cand = append(c.cand, c.buf2...)
	return c.cand
}

// insert puts a scene that is out of the plan where it costs least. With blinks, it passes over one slot in twenty at random
// (Christiaens and Vanden Berghe 2020).
func (c *chain) insert(scene int, blinks bool) {
	s := c.s
	base, now := saveOf(s), c.value()
	one := [1]int{scene}
	best, at := int64(math.MaxInt64), -1
	for _, slot := range c.candidates(scene) {
		if blinks && at >= 0 && c.r.IntN(20) == 0 {
			continue
		}
		c.moves++
		if cost, viol, ok := s.try(-1, slot, one[:], nil, c.penalty, best-now); ok {
			if v := now + cost + c.penalty*viol; v < best {
				best, at = v, slot
			}
			continue
		}
		s.place(scene, slot)
		if at < 0 || s.floor(c.penalty, base.t) < best-now {
			s.flush()
			if v := c.value(); v < best {
				best, at = v, slot
			}
		}
		base.back(s)
	}
	if at >= 0 {
		s.place(scene, at)
		s.flush()
	}
}

// savepoint is how far an open move has come: what is placed after it can be taken back without closing the move.
type savepoint struct {
	moved, day, role, equip, part, pick int
	t                                   totals
}

// saveOf is the savepoint of the present.
func saveOf(s *state) savepoint {
	return savepoint{len(s.moved), len(s.oldDay), len(s.oldRole), len(s.oldEquip), len(s.oldPart), len(s.oldPick), s.totals}
}

// back takes back what was placed after the savepoint: it rolls back a move made of that alone.
func (p savepoint) back(s *state) {
	moved, day, role, equip, part, pick, saved := s.moved, s.oldDay, s.oldRole, s.oldEquip, s.oldPart, s.oldPick, s.saved
	s.moved, s.oldDay, s.oldRole = moved[p.moved:], day[p.day:], role[p.role:]
	s.oldEquip, s.oldPart, s.oldPick, s.saved = equip[p.equip:], part[p.part:], pick[p.pick:], p.t
	s.rollback()
	s.moved, s.oldDay, s.oldRole = moved[:p.moved], day[:p.day], role[:p.role]
	s.oldEquip, s.oldPart, s.oldPick, s.saved = equip[:p.equip], part[:p.part], pick[:p.pick], saved
}

// sample measures how much 600 random moves that break no rule change the cost, and draws from it the temperatures of the cycles, in
// cents: each starts between mild and hot and ends at cold or below.
func (c *chain) sample() (hot, mild, cold float64) {
	var ds []float64
	for range 600 {
		if c.ctx.Err() != nil {
			break
		}
		score, viol := c.value(), c.s.viol()
		c.s.begin()
		if m, ok := c.propose(); ok {
			if d := c.change(m, score); d != 0 && (m.tried && m.viol <= 0 || !m.tried && c.s.viol() <= viol) {
				ds = append(ds, math.Abs(float64(d)))
			}
		}
		c.s.rollback()
	}
	if len(ds) == 0 {
		return float64(c.penalty), float64(c.penalty) / 10, float64(c.penalty) / 100
	}
	slices.Sort(ds)
	return ds[len(ds)/2] * 2 / 3, ds[len(ds)/20] * 5 / 4, ds[len(ds)/50] / 10
}

// change is what a proposed move adds to the value. A move that could not be tried is already placed; it is settled here.
func (c *chain) change(m move, score int64) int64 {
	if m.tried {
		return m.cost + c.penalty*m.viol
	}
	c.s.flush()
	return c.value() - score
}

// cycle anneals over length moves, the temperature falling geometrically from hot to cold. A move that raises the value by d is kept with
// probability exp(-d/t) (the rule of Metropolis): the most it may add is drawn first, so that a move that adds more by its roles and
// its places alone is given up before its hours are laid.
func (c *chain) cycle(hot, cold float64, length int64) {
	score := c.value()
	from := c.moves
	rare := 100 + 10*len(c.m.Slots) // one step in rare is a ruin: it tries all slots for each scene
	t := hot
	c.heat = t
	for c.moves-from < length {
		c.moves++
		if c.moves&63 == 0 {
			if c.done() {
				return
			}
			t = hot * math.Pow(cold/hot, float64(c.moves-from)/float64(length))
			c.heat = t
		}
		c.s.begin()
		var m move
		ok := true
		if c.r.IntN(rare) == 0 {
			c.ruin()
		} else {
			m, ok = c.propose()
		}
		if !ok {
			c.s.rollback()
			continue
		}
		most := int64(min(-t*math.Log(1-c.r.Float64()), 1<<60))
		if !m.tried && c.s.floor(c.penalty, c.s.saved) > most {
			c.s.rollback()
			continue
		}
		if d := c.change(m, score); d <= most {
			if m.tried {
				c.make(m)
				c.s.flush()
			}
			c.s.commit()
			score += d
			if c.s.viol() < c.bestViol || c.s.viol() == c.bestViol && c.s.cost() < c.bestCost {
				c.keep()
			}
		} else if !m.tried {
			c.s.rollback()
		}
	}
}

// sortBy sorts a list and keeps the order of equals. It is an insertion sort with binary search: lists are a few hundred long.
func sortBy(list []int, less func(a, b int) bool) {
	for i := 1; i < len(list); i++ {
		v := list[i]
		lo, hi := 0, i
		for lo < hi {
			if mid := (lo + hi) / 2; less(v, list[mid]) {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		copy(list[lo+1:i+1], list[lo:i])
		list[lo] = v
	}
}
