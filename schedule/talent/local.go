package talent

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
)

// chains is the number of independent local searches, whatever the number of
// cores: results must not depend on the machine.
const chains = 4

// climber is one iterated local search over the orders of a part.
type climber struct {
	t     *part
	plays [][]int // by actor, blocks
	rng   *rand.Rand
	stop  *atomic.Bool

	order, best []int
	cost, top   int64

	// scratch of one evaluation
	rest        []int
	clock       []int64
	value       []int64
	first, last []int
	spare       []int
}

func newClimber(t *part, seed, chain uint64, stop *atomic.Bool) *climber {
	n, m := len(t.dur), len(t.cost)
	c := &climber{t: t, stop: stop, rng: rand.New(rand.NewPCG(seed, chain+1)),
		plays: make([][]int, m), rest: make([]int, n), clock: make([]int64, n+2), value: make([]int64, n+2),
		first: make([]int, m), last: make([]int, m), spare: make([]int, n)}
	for b, cast := range t.cast {
		for _, i := range cast {
			c.plays[i] = append(c.plays[i], b)
		}
	}
	c.order = c.rng.Perm(n)
	c.cost = t.wait(c.order)
	c.best = append([]int(nil), c.order...)
	c.top = c.cost
	return c
}

// gaps values every place of a block in the order without it: c.value[k] is
// the wait it adds when laid before the k-th of the others.
func (c *climber) gaps(at int) {
	t, n := c.t, len(c.order)-1
	s := c.order[at]
	copy(c.rest, c.order[:at])
	copy(c.rest[at:], c.order[at+1:])
	rest, clock, value := c.rest[:n], c.clock[:n+1], c.value[:n+2]
	clear(value)
	for i := range c.first {
		c.first[i] = -1
	}
	clock[0] = 0
	for k, b := range rest {
		clock[k+1] = clock[k] + t.dur[b]
		for _, i := range t.cast[b] {
			if c.first[i] < 0 {
				c.first[i] = k
			}
			c.last[i] = k
		}
	}
	d := t.dur[s]
	for i, f := range c.first {
		if f >= 0 && f < c.last[i] {
			value[f+1] += t.cost[i] * d
			value[c.last[i]+1] -= t.cost[i] * d
		}
	}
	for k := 1; k <= n; k++ {
		value[k] += value[k-1]
	}
	for _, i := range t.cast[s] {
		f, e, pay := c.first[i], c.last[i], t.cost[i]
		if f < 0 {
			continue
		}
		for k := 0; k < f; k++ {
			value[k] += pay * (clock[f] - clock[k])
		}
		for k := f + 1; k <= e; k++ {
			value[k] -= pay * d
		}
		for k := e + 2; k <= n; k++ {
			value[k] += pay * (clock[k] - clock[e+1])
		}
	}
}

// move lays the block at a place again, at the best gap; it tells whether the
// wait fell.
func (c *climber) move(at int) bool {
	c.gaps(at)
	best := at
	for k := range c.value[:len(c.order)] {
		if c.value[k] < c.value[best] {
			best = k
		}
	}
	if best == at {
		return false
	}
	c.cost += c.value[best] - c.value[at]
	s := c.order[at]
	copy(c.order, c.rest[:best])
	c.order[best] = s
	copy(c.order[best+1:], c.rest[best:len(c.order)-1])
	return true
}

// descend moves blocks one by one until none can be laid better.
func (c *climber) descend() {
	n := len(c.order)
	queue := c.rng.Perm(n)
	where := func(s int) int {
		for k, b := range c.order {
			if b == s {
				return k
			}
		}
		return 0
	}
	for quiet := 0; quiet < n; {
		for _, s := range queue {
			if c.stop.Load() {
				return
			}
			if c.move(where(s)) {
				quiet = 0
			} else if quiet++; quiet >= n {
				break
			}
		}
	}
}

// shake changes the order at random, in one of the ways schedules differ.
func (c *climber) shake() {
	n := len(c.order)
	switch c.rng.IntN(4) {
	case 0: // turn a stretch round
		a, b := c.stretch()
		for a < b {
			c.order[a], c.order[b] = c.order[b], c.order[a]
			a, b = a+1, b-1
		}
	case 1: // move a stretch elsewhere
		a, b := c.stretch()
		seg := append(c.spare[:0], c.order[a:b+1]...)
		rest := append(append(c.rest[:0], c.order[:a]...), c.order[b+1:]...)
		k := c.rng.IntN(len(rest) + 1)
		copy(c.order, rest[:k])
		copy(c.order[k:], seg)
		copy(c.order[k+len(seg):], rest[k:])
	case 2: // gather the scenes of one actor
		i := c.rng.IntN(len(c.plays))
		in := make([]bool, n)
		for _, b := range c.plays[i] {
			in[b] = true
		}
		pivot := c.rng.IntN(n)
		var before, mine, after []int
		for k, b := range c.order {
			switch {
			case in[b]:
				mine = append(mine, b)
			case k < pivot:
				before = append(before, b)
			default:
				after = append(after, b)
			}
		}
		k := copy(c.order, before)
		k += copy(c.order[k:], mine)
		copy(c.order[k:], after)
	default: // scatter a few
		for range 2 + c.rng.IntN(4) {
			a, b := c.rng.IntN(n), c.rng.IntN(n)
			c.order[a], c.order[b] = c.order[b], c.order[a]
		}
	}
	c.cost = c.t.wait(c.order)
}

func (c *climber) stretch() (a, b int) {
	n := len(c.order)
	a = c.rng.IntN(n)
	b = min(n-1, a+1+c.rng.IntN(max(1, n/2)))
	return a, b
}

// climb runs rounds of shaking and descending from the order at hand.
func (c *climber) climb(rounds int) {
	c.descend()
	c.record()
	home := append([]int(nil), c.order...)
	homeCost, idle := c.cost, 0
	for range rounds {
		if c.stop.Load() {
			return
		}
		c.shake()
		c.descend()
		switch {
		case c.cost < homeCost:
			idle = 0
		case c.cost == homeCost || c.cost-homeCost <= homeCost/200 && c.rng.IntN(8) == 0:
			idle++
		default:
			idle++
			if idle%200 == 0 { // back to the best
				copy(c.order, c.best)
				c.cost = c.top
			} else {
				copy(c.order, home)
				c.cost = homeCost
				continue
			}
		}
		copy(home, c.order)
		homeCost = c.cost
		c.record()
	}
}

func (c *climber) record() {
	if c.cost < c.top {
		c.top = c.cost
		copy(c.best, c.order)
	}
}

// climbAll runs every chain for a number of rounds, on the workers given.
func climbAll(cs []*climber, rounds, workers int) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, len(cs)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				k := int(next.Add(1) - 1)
				if k >= len(cs) {
					return
				}
				cs[k].climb(rounds)
			}
		}()
	}
	wg.Wait()
}
