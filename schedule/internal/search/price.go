package search

import (
	"container/heap"
	"slices"
)

// pricer looks for the day that is worth most against given prices of the scenes: a knapsack of minutes in which each location and each
// resource (a role, a crane, a group of extras) is paid once. It is a branch and bound, best node first, that branches on the resources:
// a day uses the resource or does not. At a node the resources not decided are relaxed: each scene pays a share of them, such that
// the shares of the scenes one day can hold never pass the whole price, and a dynamic programme over the locations solves the
// rest. The shares move towards the scenes the relaxed day takes while that lowers the bound, and are kept from one pricing to
// the next. What it returns is a proved upper bound even when it stops early. Prices are in cents.
type pricer struct {
	items   []item  // by location, the heaviest first
	locs    [][]int // the items of each location
	locCost []int64 // the price of a day of each location
	locMove int     // the weight of the move to a location
	room    int     // the weight a day holds, the move to its first location included
	base    int64   // the price of a day of the cheapest unit, less that of a move
	rates   []int64 // the price of a day of each resource
	full    []int   // by resource: the most weight of its scenes a day holds
	of      [][]part
	kinds   []kindOfDay
	limit   int // the weight a day holds of the scenes of one child, when there is one: their items carry part

	// Work space.
	adj    []int64 // by item: its worth at the node, shares paid
	f, g   []int64 // by weight: see relax
	take   []bool  // by item, then weight: visitLocation took it
	open   []bool  // by location, then weight: relax visited it
	inUse  []bool  // by resource
	profit []int64 // by resource
}

// item is a scene in the pricer.
type item struct {
	scene, weight, loc int
	part, cluster      int     // its weight against the limit of the child; the cluster of its base
	res                []int   // its resources
	share              []int64 // the share it pays of the price of each of res, in parts of whole
	phase              Phase
	units              uint8 // the units that may shoot it, one bit each
}

// kindOfDay is a kind of day: the scenes it may hold, and the least its hours and its unit cost above a day of the cheapest unit, by the
// weight it holds.
type kindOfDay struct {
	may     [5]bool // by phase
	cluster int     // -1 for any
	unit    int     // -1 for any
	premium []int64
}

// maxOpen is the most shares kept with the open nodes: 64 MB of them.
const maxOpen = 16 << 20

// never is the worth of what is not possible.
const never = int64(-1) << 60

// node is a node of the branch and bound: days of a kind that use the resources of in and none of those of out, one bit each.
type node struct {
	kind    int
	in, out []uint64
	bound   int64
	chosen  []int   // the items of the day of the relaxation
	shares  []int32 // where the shares stood
}

// nodeHeap holds the open nodes, the one of the largest bound on top.
type nodeHeap []*node

func (h nodeHeap) Len() int           { return len(h) }
func (h nodeHeap) Less(i, j int) bool { return h[i].bound > h[j].bound }
func (h nodeHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *nodeHeap) Push(x any)        { *h = append(*h, x.(*node)) }
func (h *nodeHeap) Pop() any {
	old := *h
	n := old[len(old)-1]
	*h = old[:len(old)-1]
	return n
}

// prices are duals of the master in whole cents: of each scene, a day of each location, a day of each resource, a day.
type prices struct {
	scene, loc, res []int64
	day             int64
}

// found is a day with its true worth, and its cost when it is one of a list.
type found struct {
	items []int
	worth int64
	cost  int64
}

// best returns an upper bound of the worth of any day (its prices less its cost), and the days worth something that it met. It
// stops when no day can be worth more than the best one met, which is then the bound, after a number of nodes, or when stop tells.
func (p *pricer) best(y prices, nodes int, stop func() bool) (int64, []found) {
	return p.explore(y, 0, rootTries, nodes, stop)
}

// explore is best with a number of subgradient steps at the root, for days worth more than floor: the bound is never below it.
func (p *pricer) explore(y prices, floor int64, tries, nodes int, stop func() bool) (int64, []found) {
	b := branching{p: p, y: y, stop: stop, incumbent: floor}
	words := (len(p.rates) + 63) / 64
	for k := range p.kinds {
		b.visit(&node{kind: k, in: make([]uint64, words), out: make([]uint64, words)}, tries)
	}
	for count := 0; len(b.open) > 0; count++ {
		n := b.open[0]
		if n.bound <= b.incumbent {
			break
		}
		if count >= nodes || count&15 == 0 && stop() {
			return n.bound, b.days
		}
		heap.Pop(&b.open)
		r := p.branch(y, n)
		if r < 0 {
			// The relaxed day pays everything it uses: its bound is its worth.
			continue
		}
		if count&15 == 15 && len(b.open)*len(n.shares) > maxOpen {
			return n.bound, b.days
		}
		b.split(n, r)
	}
	return b.incumbent, b.days
}

// branching is one run of the branch and bound.
type branching struct {
	p         *pricer
	y         prices
	stop      func() bool
	open      nodeHeap
	days      []found
	incumbent int64 // the worth of the best day met
}

// split visits the two children of a node: in one the day uses resource r, in the other it does not.
func (b *branching) split(n *node, r int) {
	for side := range 2 {
		b.p.setShares(n.shares)
		c := &node{kind: n.kind, in: slices.Clone(n.in), out: slices.Clone(n.out)}
		if side == 0 {
			c.in[r>>6] |= 1 << (r & 63)
		} else {
			c.out[r>>6] |= 1 << (r & 63)
		}
		b.visit(c, nodeTries)
	}
}

// visit bounds a node: it relaxes it and moves its shares by subgradient steps, tries times at most. A node that may hold a better
// day than the best met stays open.
func (b *branching) visit(n *node, tries int) {
	n.bound = int64(1) << 60
	halvings, worse := 0, 0 // the steps are halved each time three of them in a row bring nothing
	for {
		v, chosen := b.p.relax(b.y, n)
		if v < n.bound {
			worse = 0
		} else if worse++; worse == 3 {
			worse, halvings = 0, min(halvings+1, 4)
		}
		n.bound, n.chosen = min(n.bound, v), chosen
		if len(chosen) > 0 {
			if w := b.p.worth(b.y, chosen); w > 0 {
				b.days = append(b.days, found{items: chosen, worth: w})
				b.incumbent = max(b.incumbent, w)
			}
		}
		if tries--; n.bound <= b.incumbent || tries < 0 || b.stop() || !b.p.reshare(b.y, n, (v-b.incumbent)>>halvings) {
			break
		}
	}
	if n.bound > b.incumbent {
		n.shares = b.p.shares()
		heap.Push(&b.open, n)
	}
}

// worth is the worth of a day of some items: the prices of its rows less its cost.
func (p *pricer) worth(y prices, chosen []int) int64 {
	w := y.day - p.base
	weight := 0
	var seenLoc []int
	clear(p.inUse)
	for _, i := range chosen {
		it := &p.items[i]
		w += y.scene[it.scene]
		weight += it.weight
		if !slices.Contains(seenLoc, it.loc) {
			seenLoc = append(seenLoc, it.loc)
			w += y.loc[it.loc] - p.locCost[it.loc]
			weight += p.locMove
		}
		for _, r := range it.res {
			if !p.inUse[r] {
				p.inUse[r] = true
				w += y.res[r] - p.rates[r]
			}
		}
	}
	return w - p.premium(chosen, weight)
}

// premium is the least that the hours and the unit of a day of some items of a weight cost.
func (p *pricer) premium(chosen []int, weight int) int64 {
	least := int64(1) << 60
	for k := range p.kinds {
		if p.fits(k, chosen) {
			least = min(least, p.kinds[k].premium[min(weight, p.room)])
		}
	}
	return least
}

// weight is the weight of a day of some items, moves included.
func (p *pricer) weight(chosen []int) int {
	weight := 0
	var locs []int
	for _, i := range chosen {
		it := &p.items[i]
		if weight += it.weight; !slices.Contains(locs, it.loc) {
			locs = append(locs, it.loc)
			weight += p.locMove
		}
	}
	return weight
}

// holds tells whether a day of the kind may hold an item.
func (k *kindOfDay) holds(it *item) bool {
	return k.may[it.phase] && (k.cluster < 0 || k.cluster == it.cluster) && (k.unit < 0 || it.units>>k.unit&1 == 1)
}

// fits tells whether a day of kind k may hold all items.
func (p *pricer) fits(k int, chosen []int) bool {
	for _, i := range chosen {
		if !p.kinds[k].holds(&p.items[i]) {
			return false
		}
	}
	return true
}

// branch picks the resource whose shares in the relaxed day fall shortest of its price, -1 when all are paid.
func (p *pricer) branch(y prices, n *node) int {
	short := p.profit[:len(p.rates)]
	clear(short)
	used := p.inUse
	clear(used)
	for _, i := range n.chosen {
		for k, r := range p.items[i].res {
			if bit(n.in, r) {
				continue
			}
			if !used[r] {
				used[r] = true
				short[r] = p.net(y, r)
			}
			short[r] -= p.share(y, i, k)
		}
	}
	best, at := int64(0), -1
	for r, v := range short {
		if used[r] && v > best {
			best, at = v, r
		}
	}
	if at >= 0 {
		return at
	}
	// A resource of in that the day does not use was paid for nothing: its true worth is higher, and there is nothing to branch on.
	return -1
}

// bit tells whether a mask has bit i.
func bit(m []uint64, i int) bool { return m[i>>6]>>(i&63)&1 == 1 }

// net is the price of a day of a resource less the dual of its row.
func (p *pricer) net(y prices, r int) int64 { return max(0, p.rates[r]-y.res[r]) }

// relax solves a node, shares given: it returns an upper bound of the worth of its days, and the day that reaches it. It is a dynamic
// programme over the locations: f holds the most that the locations seen so far are worth in a weight of at most u, for each
// u. A weight counts the limit+1 levels of the child's part inside each level of the day's room.
func (p *pricer) relax(y prices, n *node) (int64, []int) {
	kind := &p.kinds[n.kind]
	base := y.day - p.base
	for r := range p.rates {
		if bit(n.in, r) {
			base -= p.net(y, r)
		}
	}
	clear(p.f)
	for l, list := range p.locs {
		open := p.open[l*len(p.f) : (l+1)*len(p.f)]
		clear(open)
		gain := y.loc[l] - p.locCost[l]
		sum := gain
		for _, i := range list {
			p.adj[i] = p.adjust(y, n, kind, i)
			sum += p.adj[i]
		}
		if sum <= 0 {
			continue // all its scenes together do not pay for going there
		}
		p.visitLocation(list, gain)
		for u, v := range p.g {
			if v > p.f[u] {
				p.f[u] = v
				open[u] = true
			}
		}
	}
	best, at := never, 0
	for u, v := range p.f {
		if v -= kind.premium[u/(p.limit+1)]; v > best {
			best, at = v, u
		}
	}
	return best + base, p.trace(at)
}

// visitLocation sets g to the most that the locations of f and a further one, visited, are worth: a knapsack of the items of that one,
// each taken or not. gain is the worth of the visit itself.
func (p *pricer) visitLocation(items []int, gain int64) {
	f, g, w := p.f, p.g, len(p.f)
	lv := p.limit + 1
	shift := p.locMove * lv
	for u := range shift {
		g[u] = never
	}
	for u, v := range f[:w-shift] {
		g[u+shift] = v + gain
	}
	for _, i := range items {
		v := p.adj[i]
		if v <= 0 {
			continue
		}
		t := p.take[i*w : (i+1)*w]
		clear(t)
		q := p.items[i].part
		wt := p.items[i].weight*lv + q
		if wt >= w {
			continue
		}
		from, to, took := g[:w-wt], g[wt:], t[wt:]
		for u := len(from) - 1; u >= 0; u-- {
			if c := from[u] + v; c > to[u] && (q == 0 || u%lv+q < lv) {
				to[u] = c
				took[u] = true
			}
		}
	}
}

// trace lists the items of the best day of weight at, from the choices relax noted.
func (p *pricer) trace(at int) []int {
	w, lv := len(p.f), p.limit+1
	var chosen []int
	for l := len(p.locs) - 1; l >= 0; l-- {
		if !p.open[l*w+at] {
			continue
		}
		list := p.locs[l]
		for k := len(list) - 1; k >= 0; k-- {
			if i := list[k]; p.adj[i] > 0 && p.take[i*w+at] {
				chosen = append(chosen, i)
				at -= p.items[i].weight*lv + p.items[i].part
			}
		}
		at -= p.locMove * lv
	}
	return chosen
}

// adjust is the worth of an item at a node once its shares are paid, 0 when it is worth nothing or may not be used.
func (p *pricer) adjust(y prices, n *node, kind *kindOfDay, i int) int64 {
	it := &p.items[i]
	v := y.scene[it.scene]
	if v <= 0 || !kind.holds(it) {
		return 0
	}
	for k, r := range it.res {
		if bit(n.out, r) {
			return 0
		}
		if !bit(n.in, r) {
			if v -= p.share(y, i, k); v <= 0 {
				return 0
			}
		}
	}
	return v
}
