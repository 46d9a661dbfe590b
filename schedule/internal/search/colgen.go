package search

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/moteur-film/moteur/internal/lp"
)

// The strong bound is a set covering bound solved by column generation. Every plan is a set of days that hold all scenes. The cheapest
// such set, where each day pays its crew, its locations and its people but no day held, costs no more than any plan. Its
// linear relaxation is the master programme: it has a row for each scene, and rows for the least days, location-days and
// resource-days found by counting. The duals of the master are prices of the scenes; the pricer finds the day that is worth most
// against them. When no day is worth more than v above its cost, the prices scaled by least/(least+v) are dual feasible,
// least being the cost of the cheapest day, and their sum is a bound (Farley 1990): it is computed in whole numbers.

// The nodes the pricer may visit: few while it finds new days easily, more as only the proof is missing.
const (
	firstNodes = 100
	mostNodes  = 6400
	lastNodes  = 200000 // once the prices no longer move
)

// maxCoverScenes is the number of scenes beyond which the master takes longer than its bound is worth.
const maxCoverScenes = 900

// prices rounds duals down to whole cents, between 0 and the limits that keep the columns of idle days dual feasible.
func (c *covering) prices(y []float64) prices {
	p := c.p
	at := func(i int, most int64) int64 { return max(0, min(int64(y[i]), most)) }
	out := prices{scene: make([]int64, len(c.m.Scenes)), loc: make([]int64, len(p.locs)), res: make([]int64, len(p.rates))}
	for i := range out.scene {
		out.scene[i] = at(i, 1<<50)
	}
	out.day = at(c.dayRow, max(p.base, 0))
	for l := range out.loc {
		out.loc[l] = at(c.locRow+l, p.locCost[l])
	}
	for r := range out.res {
		out.res[r] = at(c.resRow+r, c.idle[r])
	}
	return out
}

// counting are the prices of the counting bound: the scenes are worth nothing, a day, a location-day and a resource-day their whole
// cost. No day is worth more than its cost at these prices.
func (c *covering) counting() []float64 {
	y := make([]float64, len(c.rhs))
	y[c.dayRow] = float64(max(c.p.base, 0))
	for l, v := range c.p.locCost {
		y[c.locRow+l] = float64(v)
	}
	for r, v := range c.idle {
		y[c.resRow+r] = float64(v)
	}
	return y
}

// value is the dual value of prices: their sum over the rows, each times its right-hand side, in cents.
func (c *covering) value(y prices) int64 {
	v := y.day * c.rhs[c.dayRow]
	for _, s := range y.scene {
		v += s
	}
	for l, d := range y.loc {
		v += d * c.rhs[c.locRow+l]
	}
	for r, d := range y.res {
		v += d * c.rhs[c.resRow+r]
	}
	return v
}

// proved is the bound, in cents, that prices of a dual value give when no day is worth more than over above its cost. A plan of k
// unit-days costs at least value - over·k (the Lagrangian bound), and at least k days of the cheapest crew and the counting
// bounds of all the rest: the least over k of the larger of the two is a bound. Farley's bound value·least/(least+over) is
// another. The larger of these two holds.
func (c *covering) proved(value, over int64) int64 {
	if over <= 0 {
		return value
	}
	best := int64(0)
	if d := c.least + over; c.least > 0 {
		best = value/d*c.least + value%d*c.least/d
	}
	low := int64(1) << 62
	for k := c.rhs[c.dayRow]; k <= int64(c.m.mostDays()); k++ {
		low = min(low, max(value-over*k, max(c.p.base, 0)*k+c.rest))
	}
	return max(best, low)
}

// Strengthen proves ever better lower bounds of the cost of any lawful plan, in cents, until prices no longer move or the context
// ends; raise receives each. plans, when set, gives the best plan so far, whose days enter the master; rounds is the most
// rounds of column generation, 0 for no limit.
func Strengthen(ctx context.Context, m *Model, plans func() Plan, rounds int, raise func(int64)) {
	if len(m.Scenes) > maxCoverScenes || len(m.Scenes) == 0 || ctx.Err() != nil {
		return
	}
	c := newCovering(m)
	g := newGeneration(c, newListing(ctx, c))
	claimed := func(v int64) { raise(c.claim(v)) }
	best, center := g.cover(ctx, plans, rounds, claimed)
	if cast := c.seed(); rounds == 0 && len(cast) > 0 && ctx.Err() == nil {
		g.deepen(ctx, cast, best, center, plans, claimed)
	}
}

// ripe is the part of the value of a master, in thousandths, at which its bound has nothing more to gain that the layered bound would not
// gain faster.
const ripe = 998

// cover runs the rounds of column generation of Strengthen; it returns what it proved and the best prices.
func (g *generation) cover(ctx context.Context, plans func() Plan, rounds int, raise func(int64)) (best int64, center []float64) {
	c := g.c
	stop := func() bool { return ctx.Err() != nil }
	// The prices tried are alpha parts of the best met, at first those of the counting bound, and the rest those of the master: this
	// smoothing (Wentges 1997) keeps them from swinging. When it finds no new day, alpha falls.
	best, center = -1, c.counting()
	merit := c.value(c.prices(center))
	pivots, most := 2000, 30
	warm := g.ascend(ctx, plans, stop)
	if warm != nil {
		center, merit = warm, math.MinInt64
		pivots, most = 300, 300
	}
	alpha, nodes := 0.6, firstNodes
	for round := 0; (rounds == 0 || round < rounds) && !stop(); round++ {
		if plans != nil && round%8 == 0 {
			g.addPlan(plans())
		}
		g.solve(pivots, stop)
		blend := g.blend(center, alpha)
		if warm != nil {
			g.lower(blend, best)
		}
		y := c.prices(blend)
		over, days := g.best(y, nodes, stop)
		if v := c.proved(c.value(y), over); v > best {
			best = v
			raise(v)
		}
		if rounds == 0 && best > g.value()/1000*ripe {
			break
		}
		if v := c.value(y) - over*c.rhs[c.dayRow]; v > merit {
			merit = v
			center = blend
		}
		slices.SortStableFunc(days, func(a, b found) int { return cmp.Compare(b.worth, a.worth) })
		top := int64(0)
		if len(days) > 0 {
			top = days[0].worth
		}
		switch {
		case over > 2*top:
			nodes = min(nodes+nodes/4, mostNodes)
		case over < top+top/4:
			nodes = max(nodes-nodes/4, firstNodes)
		}
		switch fresh := g.addBest(days, most); {
		case fresh && alpha > 0:
			alpha = min(0.8, alpha*1.05)
		case fresh:
		case alpha > 0.1:
			alpha /= 2
		case alpha > 0:
			alpha = 0
		case over > c.least/1000 && nodes < lastNodes:
			nodes *= 4
		default:
			return best, center
		}
	}
	return best, center
}

// generation is the master programme with the days it holds.
type generation struct {
	c    *covering
	lp   *lp.Programme
	seen map[string]bool // the days the master holds, by key
	list *listing        // all days a plan may hold, nil when they are too many
}

// best is the best of the list of days or, without one, of the pricer.
func (g *generation) best(y prices, nodes int, stop func() bool) (int64, []found) {
	if g.list != nil {
		return g.list.best(y, stop)
	}
	return g.c.p.best(y, nodes, stop)
}

// newGeneration makes a master that holds a day of its own for each scene, and the idle columns: a day, a location-day or a resource-day
// more than the days of the plan have, at its price.
func newGeneration(c *covering, list *listing) *generation {
	cols := make([]lp.Column, len(c.m.Scenes))
	for i := range c.p.items {
		col := c.column([]int{i})
		if list != nil {
			col.Cost = float64(list.alone(i))
		}
		cols[c.p.items[i].scene] = col
	}
	rhs := make([]float64, len(c.rhs))
	for i, v := range c.rhs {
		// A small perturbation of the right-hand sides spares the simplex method pivots that change nothing (Charnes 1952). The value
		// of the duals is computed with the true ones.
		rhs[i] = float64(v) + float64((i*7919+104729)%1000)*2e-6
	}
	for i, v := range c.counting() {
		if i >= len(c.m.Scenes) {
			cols = append(cols, lp.Column{Rows: []int{i}, Cost: v})
		}
	}
	return &generation{c, lp.New(rhs, cols), map[string]bool{}, list}
}

// add adds a day to the master, and tells whether it is new.
func (g *generation) add(d found) bool {
	chosen := d.items
	slices.Sort(chosen)
	key := make([]byte, 0, 2*len(chosen))
	for _, i := range chosen {
		key = append(key, byte(i), byte(i>>8))
	}
	if g.seen[string(key)] {
		return false
	}
	g.seen[string(key)] = true
	col := g.c.column(chosen)
	col.Key = string(key)
	if g.list != nil {
		col.Cost = float64(d.cost)
	}
	g.lp.Add(col)
	return true
}

// addPlan adds the days of a plan to the master, unless all days are listed.
func (g *generation) addPlan(at Plan) {
	if g.list != nil {
		return
	}
	days := map[int][]int{}
	for i, slot := range at {
		days[slot] = append(days[slot], i)
	}
	for _, slot := range sortedInts(days) {
		g.add(found{items: g.c.chosen(days[slot])})
	}
}

// addBest adds to the master those of the first days of a list, most of them, that are worth something at its prices, and tells whether
// one was new.
func (g *generation) addBest(days []found, most int) bool {
	y := g.c.prices(g.lp.Duals())
	fresh := false
	for _, d := range days[:min(len(days), most)] {
		if g.worth(y, d) > 0 && g.add(d) {
			fresh = true
		}
	}
	return fresh
}

// worth is what a day is worth.
func (g *generation) worth(y prices, d found) int64 {
	v := g.c.p.worth(y, d.items)
	if g.list != nil {
		v -= d.cost - int64(g.c.column(d.items).Cost)
	}
	return v
}

// blend are prices between others and the duals of the master.
func (g *generation) blend(center []float64, alpha float64) []float64 {
	out := make([]float64, len(center))
	for i, v := range g.lp.Duals() {
		out[i] = alpha*center[i] + (1-alpha)*v
	}
	return out
}

// lower scales prices down to two thirds of the way from a bound to the value of the master.
func (g *generation) lower(y []float64, best int64) {
	target := (max(best, 0) + 2*g.value()) / 3
	if value := g.c.value(g.c.prices(y)); value > target {
		for i := range y {
			y[i] *= float64(target) / float64(value)
		}
	}
}

// value is that of the master, in units, with the true right-hand sides.
func (g *generation) value() int64 {
	v := 0.0
	for i, y := range g.lp.Duals() {
		v += y * float64(g.c.rhs[i])
	}
	return int64(v)
}

// solve brings the master to its optimum, or some pivots nearer to it, and forgets the days it needs least.
func (g *generation) solve(pivots int, stop func() bool) {
	g.lp.Solve(pivots, stop)
	for _, key := range g.lp.Purge(len(g.c.rhs) * 5) {
		delete(g.seen, key)
	}
}

// sortedInts lists the keys of a map in rising order.
func sortedInts(m map[int][]int) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
