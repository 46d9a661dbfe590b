package search

import (
	"cmp"
	"context"
	"slices"
)

// A large master is slow to find its way from the days of one plan: its duals put the price of a day on one of its scenes, and the
// days the pricer finds at such prices are of no use later. The prices therefore begin with those that share the cost of each day of
// a good plan among its scenes, and a dual ascent lowers the prices of the days worth more than they cost until few are; what it
// meets on the way are the first columns of the master.

// The ascent.
const (
	ascentScenes = 100    // the least scenes for which it is worth while
	ascentRounds = 25     // its pricings
	ascentMoves  = 50_000 // moves of the search for a plan when there is none yet
)

// ascend makes the prices that a large master begins with, from the best plan so far or one of its own; nil when the master is not
// large, or its days are listed.
func (g *generation) ascend(ctx context.Context, plans func() Plan, stop func() bool) []float64 {
	c := g.c
	if len(c.m.Scenes) < ascentScenes || plans == nil || g.list != nil {
		return nil
	}
	at := plans()
	if at == nil {
		at = Anneal(ctx, c.m, Settings{Workers: 1, Moves: ascentMoves}).Plan
	}
	if at == nil {
		return nil
	}
	g.addPlan(at)
	y := c.split(at)
	for round := 0; round < ascentRounds && !stop(); round++ {
		at := c.prices(y)
		_, days := c.p.best(at, firstNodes, stop)
		slices.SortStableFunc(days, func(a, b found) int { return cmp.Compare(b.worth, a.worth) })
		for _, d := range days {
			over := c.p.worth(at, d.items)
			if over <= 0 {
				continue
			}
			g.add(found{items: slices.Clone(d.items)})
			sum := int64(0)
			for _, i := range d.items {
				sum += at.scene[c.p.items[i].scene]
			}
			for _, i := range d.items {
				s := c.p.items[i].scene
				y[s] *= float64(sum-over) / float64(sum)
				at.scene[s] = int64(y[s])
			}
		}
	}
	return y
}

// split are the prices that share the cost of each day of a plan among its scenes, by weight: what the crew, a location or a resource is
// paid is shared by the scenes that need it.
func (c *covering) split(at Plan) []float64 {
	y := make([]float64, len(c.rhs))
	share := func(cost int64, list []int) {
		sum := 0
		for _, i := range list {
			sum += 10*c.p.items[i].weight + 1
		}
		for _, i := range list {
			y[c.p.items[i].scene] += float64(cost) * float64(10*c.p.items[i].weight+1) / float64(sum)
		}
	}
	days := map[int][]int{}
	for i, slot := range at {
		days[slot] = append(days[slot], i)
	}
	for _, slot := range sortedInts(days) {
		list := c.chosen(days[slot])
		locs, res := map[int][]int{}, map[int][]int{}
		for _, i := range list {
			it := &c.p.items[i]
			locs[it.loc] = append(locs[it.loc], i)
			for _, r := range it.res {
				res[r] = append(res[r], i)
			}
		}
		share(c.p.base, list)
		for _, l := range sortedInts(locs) {
			share(c.p.locCost[l], locs[l])
		}
		for _, r := range sortedInts(res) {
			share(c.p.rates[r], res[r])
		}
	}
	return y
}
