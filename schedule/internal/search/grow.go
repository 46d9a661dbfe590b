package search

import (
	"cmp"
	"context"
	"maps"
	"math/bits"
	"slices"

	"github.com/moteur-film/moteur/internal/lp"
)

// deepening is the column generation of the layered programme of one cast.
type deepening struct {
	l      *layers
	x      *chains
	lp     *lp.Programme
	rhs    []float64          // its right-hand sides before they are perturbed
	days   map[string]openDay // the days the master holds, by key
	shares [][]int32          // by set of open roles: where the shares of the pricer stand
	nodes  []int              // by set: the nodes the pricer may visit
	over   []int64            // by set: what a day was worth at most the last time
	center []float64          // the best prices
	merit  int64              // what they prove
	best   int64              // the best bound so far, of any cast
	top    int64              // the worth of the best day of the last round
	alpha  float64            // the part of the best prices in those tried
}

// newDeepening makes the master of a cast, from the days of others, the best plan, and prices to start from.
func newDeepening(l *layers, at Plan, from []openDay, center []float64) *deepening {
	n := len(l.cast)
	g := &deepening{l: l, x: newChains(l), days: map[string]openDay{}, shares: make([][]int32, 1<<n),
		nodes: make([]int, 1<<n), over: make([]int64, 1<<n), center: center, merit: -1, alpha: smooth}
	full := uint32(1)<<n - 1
	var cols []lp.Column
	y := l.prices(center)
	g.x.price(y)
	_, ch := g.x.best()
	if at != nil {
		// The best plan is the first basis: its chains, then its days.
		days, starts, ends := l.read(at)
		from = append(days, from...)
		ch = g.x.chain(starts, ends, -1, -1)
	}
	cols = append(cols, l.chainColumn(ch))
	for _, d := range from {
		k := d.key()
		if _, ok := g.days[k]; !ok {
			g.days[k] = d
			col := l.column(d.items, d.set)
			col.Key = k
			cols = append(cols, col)
		}
	}
	for i := range l.c.p.items {
		cols = append(cols, l.column([]int{i}, full))
	}
	for i := range l.c.p.items {
		cols = append(cols, l.column([]int{i}, l.in[l.c.p.items[i].scene]))
	}
	// What is due and not worked, and a level more than the days of the plan have, at its price.
	c := l.c
	cols = append(cols, lp.Column{Rows: []int{c.dayRow + l.shift}, Cost: float64(max(c.p.base, 0))})
	for i, v := range c.p.locCost {
		cols = append(cols, lp.Column{Rows: []int{c.locRow + l.shift + i}, Cost: float64(v)})
	}
	for r, v := range l.idle {
		cols = append(cols, lp.Column{Rows: []int{c.resRow + l.shift + r}, Cost: float64(v)})
	}
	for k, v := range l.most {
		cols = append(cols, lp.Column{Rows: []int{l.level + k}, Cost: float64(v)})
	}
	for i := range g.nodes {
		g.nodes[i] = firstNodes / 10
	}
	g.rhs = l.rhs()
	rhs := slices.Clone(g.rhs)
	for i := range rhs {
		rhs[i] += float64((i*7919+104729)%1000) * 2e-6 // as in the covering
	}
	g.lp = lp.New(rhs, cols)
	return g
}

// round is a round of column generation: it returns a bound of the cost beside the constant of the covering, and whether the master has
// anything new.
func (g *deepening) round(stop func() bool) (bound int64, fresh bool) {
	l := g.l
	g.lp.Solve(pivots, stop)
	g.x.price(l.prices(g.lp.Duals()))
	_, ch := g.x.best()
	g.addChain(ch)
	moving := g.lp.Solve(pivots, stop) != lp.Optimal
	for _, key := range g.lp.Purge(l.rows * 5) {
		delete(g.days, key)
	}
	blend := make([]float64, l.rows)
	for i, v := range g.lp.Duals() {
		blend[i] = g.alpha*g.center[i] + (1-g.alpha)*v
	}
	y := l.prices(blend)
	g.x.price(y)
	least, blended := g.x.best()
	value := l.flat(y) + least
	// Prices worth more than half way from the bound to the value of the master are scaled down to that: when no day is worth more
	// than its cost at them, the bound goes half the way at once.
	if target := g.best + int64(g.value()-float64(g.best))/2; value > target && target > 0 {
		for i := range blend {
			blend[i] *= float64(target) / float64(value)
		}
		y = l.prices(blend)
		g.x.price(y)
		least, blended = g.x.best()
		value = l.flat(y) + least
	}
	over, found := g.price(y, stop)
	bound = l.c.proved(value, over)
	if v := value - over*l.c.rhs[l.c.dayRow]; v > g.merit {
		g.merit, g.center = v, blend
	}
	fresh = g.addChain(blended)
	return bound, g.add(found) || fresh || moving
}

// improve runs rounds of column generation, a number of them or when that is 0 without end, until the programme has little more to give
// or stop tells; raise receives each better bound.
func (g *deepening) improve(rounds int, stop func() bool, raise func(int64)) {
	for round := 0; (rounds == 0 || round < rounds) && !stop(); round++ {
		bound, fresh := g.round(stop)
		better := bound > g.best+g.best/100000
		if bound > g.best {
			g.best = bound
			raise(bound)
		}
		switch {
		case fresh:
			g.alpha = min(smooth, g.alpha*1.2)
			if better && g.value()-float64(g.best) < g.value()/1000 {
				return
			}
		case g.alpha > 0.05:
			g.alpha /= 2
		case g.alpha > 0:
			g.alpha = 0
		case !better:
			return
		}
	}
}

// pivots is the number of pivots after which a round looks for new columns, even if the master is not at its optimum.
const pivots = 100

// smooth is the most part of the best prices in those tried.
const smooth = 0.3

// value is that of the master, with the true right-hand sides.
func (g *deepening) value() float64 {
	v := 0.0
	for i, y := range g.lp.Duals() {
		v += y * g.rhs[i]
	}
	return v
}

// price finds the day of each set of open roles that is worth most against prices: it returns what any is worth at most, and the best
// days met.
func (g *deepening) price(y layeredPrices, stop func() bool) (int64, []openDay) {
	p := g.l.c.p
	order := make([]uint32, len(g.over))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(g.over[b], g.over[a]) })
	var out []openDay
	var at prices
	g.top = 0
	visit := func(set uint32) {
		g.l.on(y, set, &at)
		if g.shares[set] != nil {
			p.setShares(g.shares[set])
		}
		tries := rootTries
		if g.shares[set] != nil {
			tries = rootTries / 5
		}
		over, days := p.explore(at, g.top, tries, g.nodes[set], stop)
		g.shares[set] = p.shares()
		g.over[set] = over
		slices.SortStableFunc(days, func(a, b found) int { return cmp.Compare(b.worth, a.worth) })
		for _, d := range days[:min(len(days), 4)] {
			out = append(out, openDay{items: d.items, set: set, worth: d.worth})
			g.top = max(g.top, d.worth)
		}
	}
	for _, set := range order {
		g.nodes[set] = max(firstNodes/10, g.nodes[set]*3/4)
		visit(set)
	}
	// The sets where a day may be worth much more than the best day met are looked at closer.
	for range len(g.over) / 2 {
		at := 0
		for i, v := range g.over {
			if v > g.over[at] {
				at = i
			}
		}
		if g.over[at] <= g.top+g.top/4 || g.nodes[at] >= mostNodes || stop() {
			break
		}
		g.nodes[at] *= 2
		visit(uint32(at))
	}
	return slices.Max(g.over), out
}

// addChain adds a pair of chains when it is worth something at the prices of the master.
func (g *deepening) addChain(ch depths) bool {
	col := g.l.chainColumn(ch)
	y := g.lp.Duals()
	v := 0.0
	for k, r := range col.Rows {
		v += y[r] * col.Coefs[k]
	}
	if v <= 1 {
		return false
	}
	g.lp.Add(col)
	return true
}

// add adds the days worth most that are worth something at the prices of the master.
func (g *deepening) add(list []openDay) bool {
	y := g.lp.Duals()
	slices.SortStableFunc(list, better)
	count, fresh := 0, false
	for _, d := range list {
		if count == 80 {
			break
		}
		key := d.key()
		if _, ok := g.days[key]; ok {
			continue
		}
		col := g.l.column(d.items, d.set)
		v := -col.Cost
		for k, r := range col.Rows {
			v += y[r] * col.Coefs[k]
		}
		if v <= 0 {
			continue
		}
		col.Key = key
		g.days[key] = d
		g.lp.Add(col)
		count++
		fresh = true
	}
	return fresh
}

// deepen strengthens the bound of the covering with casts that grow, until the context ends or no cast is left.
func (g *generation) deepen(ctx context.Context, cast []int, best int64, prices []float64, at func() Plan, raise func(int64)) {
	c := g.c
	stop := func() bool { return ctx.Err() != nil }
	l := newLayers(c, cast, false)
	var days []openDay
	for _, key := range slices.Sorted(maps.Keys(g.seen)) {
		d := openDay{}
		for k := 0; k < len(key); k += 2 {
			i := int(key[k]) | int(key[k+1])<<8
			d.items = append(d.items, i)
			d.set |= l.in[c.p.items[i].scene]
		}
		days = append(days, d)
	}
	center := l.lift(prices)
	for !stop() {
		var plan Plan
		if at != nil {
			plan = at()
		}
		g := newDeepening(l, plan, days, center)
		g.best = best
		g.improve(0, stop, raise)
		best = g.best
		next, side := c.next(l.cast)
		if next < 0 || l.side {
			return
		}
		days = days[:0]
		for _, d := range g.days {
			days = append(days, d)
		}
		slices.SortFunc(days, func(a, b openDay) int { return cmp.Compare(a.key(), b.key()) })
		l, center = l.with(next, side, g.center)
		for i := range days {
			for _, k := range days[i].items {
				days[i].set |= l.in[c.p.items[k].scene]
			}
		}
	}
}

// lift are prices of the layered programme that are worth those of the covering but for what the roles of the cast are paid.
func (l *layers) lift(y []float64) []float64 {
	out := make([]float64, l.rows)
	for i, v := range y {
		if i < l.c.dayRow {
			out[l.first[i]] = v
		} else {
			out[i+l.shift] = v
		}
	}
	return out
}

// with is the programme of a cast with one role more, and prices of it made of those of this one: a scene is worth one level higher what
// it was worth.
func (l *layers) with(role int, side bool, y []float64) (*layers, []float64) {
	to := newLayers(l.c, append(slices.Clone(l.cast), role), side)
	out := make([]float64, to.rows)
	bit := uint32(1) << len(l.cast)
	for s := range l.in {
		own := bits.OnesCount32(l.in[s])
		out[to.first[s]] = y[l.first[s]]
		for q := range l.top(s, len(l.cast)) - l.top(s, own) {
			k := q
			if to.in[s]&bit == 0 {
				k++
			}
			out[to.upper[s]+k] = y[l.upper[s]+q]
		}
	}
	for i := l.c.dayRow; i < len(l.c.rhs); i++ {
		out[i+to.shift] = y[i+l.shift]
	}
	for k := range l.cast {
		out[to.level+k+1] = y[l.level+k]
	}
	return to, out
}

// seed is the first cast.
func (c *covering) seed() []int {
	var cast []int
	for len(cast) < firstCast {
		r, side := c.next(cast)
		if r < 0 || side {
			break
		}
		cast = append(cast, r)
	}
	return cast
}

// next is the role to add to a cast, -1 when there is none: it shares a scene with each or, when there is no such role, is a side role.
func (c *covering) next(cast []int) (at int, side bool) {
	if len(cast) >= mostCast {
		return -1, false
	}
	best := int64(0)
	at = -1
	for r, v := range c.open {
		if v == 0 || slices.Contains(cast, r) {
			continue
		}
		meets := c.meets(r, cast)
		w := v * int64(len(c.needs[c.resOf[r]]))
		if meets && (side || w > best) || !meets && side && w > best || at < 0 {
			best, at, side = w, r, !meets
		}
	}
	return at, side
}

// The number of roles of the first cast, and of the last one: a pricing of a cast is one of the covering for each of its subsets.
const (
	firstCast = 6
	mostCast  = 9
)

// meets tells whether a role shares a scene with each of a cast.
func (c *covering) meets(r int, cast []int) bool {
	for _, o := range cast {
		if !slices.ContainsFunc(c.needs[c.resOf[r]], func(s int) bool { return slices.Contains(c.m.Scenes[s].Roles, o) }) {
			return false
		}
	}
	return true
}
