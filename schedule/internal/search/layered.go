package search

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"

	"github.com/moteur-film/moteur/internal/lp"
)

// The layered bound charges what people are paid between two days worked, which the covering leaves out. Take some roles that pairwise
// share a scene, the cast. Each role is open from its first to its last day worked; as two of them share a scene, their spans
// meet, and so all of them are open on one day. Before that day the set of the open roles only grows, after it only
// shrinks: the sets met are those of two chains, one of the roles by their start, one by their end. A day with q open
// roles is of level q: it pays all of them, and holds only scenes whose roles of the cast are among them. The depth of a scene
// under two chains is the least level whose set, of either chain, holds its roles: no plan shoots it on a lower level.
//
// The master programme has a row for each scene and each level: the days of this level or above that hold the scene are one at
// least if the scene is as deep as that. Its columns are days with the set of their open roles, and pairs of chains, of which it
// mixes one whole. Duals are prices of a scene on a level, which rise with the level. The bound of prices is what they give the
// cheapest pair of chains, found by chains.go, less the most that a day is worth above its cost: that day is found by the pricer of
// the covering, once for each set of open roles.

// layers is the layered programme of a cast.
type layers struct {
	c     *covering
	cast  []int    // its roles
	side  bool     // the last one may end before the others have all begun
	in    []uint32 // by scene: its roles of the cast, one bit each
	pay   []int64  // by role of the cast: what a day open costs, worked or not
	paid  []int64  // by set of open roles: what they are paid
	res   []int    // by role of the cast: its resource
	idle  []int64  // by resource: the most its row may be worth
	first []int    // by scene: the row of its least level
	upper []int    // by scene: the row of the level above, which it shares with the scenes of the same roles of the cast
	share []int64  // by scene: its coefficient there
	shift int      // the rows of days, locations and resources stand shift rows after those of the covering
	level int      // the first row of the levels: row level+k counts the days above level k
	most  []int64  // by level: the most its row may be worth
	one   int      // the row of the chains
	rows  int
	cap   int // the most weight of scenes a day holds
}

// held is what every shooting day between the first and the last day worked of a role costs at least, worked or not: a role for
// which that is something may be in a cast. It is 0 for a role that may be dropped, or is paid by the week, whose least days are
// met by days held, and where several units shoot on one date.
func held(m *Model, pk *packer, r int, scenes []int) int64 {
	o := &m.Roles[r]
	if !o.HoldPaid || o.Drop > 0 || o.Week > 0 || m.Units > 1 || o.MinDays > pk.days(scenes) {
		return 0
	}
	return min(o.Hold, o.Rate) + m.RoleDay
}

// newLayers makes the layered programme of a cast.
func newLayers(c *covering, cast []int, side bool) *layers {
	n := len(cast)
	s := len(c.m.Scenes)
	l := &layers{c: c, cast: cast, side: side, in: make([]uint32, s), paid: make([]int64, 1<<n), first: make([]int, s),
		upper: make([]int, s), share: make([]int64, s), idle: slices.Clone(c.idle), cap: max(1, c.p.room-c.p.locMove)}
	for i := range c.m.Scenes {
		for k, r := range cast {
			if slices.Contains(c.m.Scenes[i].Roles, r) {
				l.in[i] |= 1 << k
			}
		}
	}
	for _, r := range cast {
		e := c.resOf[r]
		v := c.open[r]
		l.res, l.pay = append(l.res, e), append(l.pay, v)
		l.idle[e] = min(l.idle[e], c.p.rates[e]-v)
	}
	for set := 1; set < len(l.paid); set++ {
		l.paid[set] = l.paid[set&(set-1)] + l.pay[bits.TrailingZeros(uint(set))]
	}
	l.most = slices.Sorted(slices.Values(l.pay))
	l.one = 0
	at := 1
	for i := range c.m.Scenes {
		l.first[i] = at
		at++
	}
	group := map[uint32]int{}
	for i := range c.m.Scenes {
		l.share[i] = int64(max(1, c.weight(i)))
		own := bits.OnesCount32(l.in[i])
		if _, ok := group[l.in[i]]; !ok {
			group[l.in[i]] = at
			at += l.top(i, n) - own
		}
		l.upper[i] = group[l.in[i]]
	}
	l.shift = at - c.dayRow
	l.level = len(c.rhs) + l.shift
	l.rows = l.level + n
	return l
}

// top is the highest level that counts of a scene: a scene without a role of the cast stands on any.
func (l *layers) top(s, level int) int {
	if l.in[s] == 0 {
		return 0
	}
	return level
}

// rhs are the right-hand sides of the rows.
func (l *layers) rhs() []float64 {
	out := make([]float64, l.rows)
	for i, v := range l.c.rhs {
		if i < l.c.dayRow {
			out[l.first[i]] = float64(v)
		} else {
			out[i+l.shift] = float64(v)
		}
	}
	out[l.one] = 1
	return out
}

// layeredPrices are duals of the layered programme in whole cents: of each scene from its least level to each higher one, what it
// is worth more there; of each level; of the rest, as in the covering.
type layeredPrices struct {
	prices
	more  [][]int64 // by level, then scene: what a scene is worth more on that level than on the one below; at its least level all
	level []int64   // by level: what a day above it is worth more
}

// prices rounds duals down to whole cents, between 0 and the limits that keep the columns of idle days dual feasible.
func (l *layers) prices(y []float64) layeredPrices {
	c := l.c
	at := func(i int, most int64) int64 { return max(0, min(int64(y[i]), most)) }
	n := len(l.cast)
	out := layeredPrices{more: make([][]int64, n+1), level: make([]int64, n)}
	out.loc, out.res = make([]int64, len(c.p.locs)), make([]int64, len(c.p.rates))
	for q := range out.more {
		out.more[q] = make([]int64, len(c.m.Scenes))
	}
	for s := range c.m.Scenes {
		own := bits.OnesCount32(l.in[s])
		out.more[own][s] = at(l.first[s], 1<<50)
		for q := own + 1; q <= l.top(s, n); q++ {
			out.more[q][s] = max(0, min(int64(y[l.upper[s]+q-own-1]*float64(l.share[s])), 1<<50))
		}
	}
	out.day = at(c.dayRow+l.shift, max(c.p.base, 0))
	for i := range out.loc {
		out.loc[i] = at(c.locRow+l.shift+i, c.p.locCost[i])
	}
	for r := range out.res {
		out.res[r] = at(c.resRow+l.shift+r, l.idle[r])
	}
	for k := range out.level {
		out.level[k] = at(l.level+k, l.most[k])
	}
	return out
}

// flat is what prices are worth beside the chains: their sum over the rows, each times its right-hand side, in cents.
func (l *layers) flat(y layeredPrices) int64 {
	c := l.c
	v := y.day * c.rhs[c.dayRow]
	for s := range c.m.Scenes {
		v += y.more[bits.OnesCount32(l.in[s])][s]
	}
	for i, d := range y.loc {
		v += d * c.rhs[c.locRow+i]
	}
	for r, d := range y.res {
		v += d * c.rhs[c.resRow+r]
	}
	return v
}

// on are the prices of the pricer for days on which exactly the roles of a set are open: only the scenes whose roles of the cast
// are in it are worth something.
func (l *layers) on(y layeredPrices, set uint32, out *prices) {
	q := bits.OnesCount32(set)
	out.loc, out.day = y.loc, y.day-l.paid[set]
	for _, v := range y.level[:q] {
		out.day += v
	}
	if out.scene == nil {
		out.scene, out.res = make([]int64, len(l.in)), make([]int64, len(y.res))
	}
	for s, in := range l.in {
		out.scene[s] = 0
		if in&^set == 0 {
			for k := bits.OnesCount32(in); k <= l.top(s, q); k++ {
				out.scene[s] += y.more[k][s]
			}
		}
	}
	copy(out.res, y.res)
	for k, r := range l.res {
		out.res[r] += l.pay[k] // what an open role is paid is in the price of the set
	}
}

// column is the column of a day of some items on which the roles of a set are open.
func (l *layers) column(chosen []int, set uint32) lp.Column {
	c := l.c
	plain := c.column(chosen)
	q := bits.OnesCount32(set)
	cost := plain.Cost + float64(l.paid[set])
	coefs := map[int]float64{}
	for _, r := range plain.Rows {
		if r >= c.dayRow {
			coefs[r+l.shift] = 1
			if k := slices.Index(l.res, r-c.resRow); k >= 0 {
				cost -= float64(l.pay[k])
			}
			continue
		}
		coefs[l.first[r]] = 1
		for k := range max(0, l.top(r, q)-bits.OnesCount32(l.in[r])) {
			coefs[l.upper[r]+k] += float64(l.share[r])
		}
	}
	for k := range q {
		coefs[l.level+k] = 1
	}
	return sparse(coefs, cost)
}

// sparse makes a column of coefficients by row.
func sparse(coefs map[int]float64, cost float64) lp.Column {
	col := lp.Column{Rows: slices.Sorted(maps.Keys(coefs)), Cost: cost}
	for _, r := range col.Rows {
		col.Coefs = append(col.Coefs, coefs[r])
	}
	return col
}

// chainColumn is the column of a pair of chains.
func (l *layers) chainColumn(ch depths) lp.Column {
	coefs := map[int]float64{l.one: 1}
	for s, d := range ch.scene {
		for k := range max(0, d-bits.OnesCount32(l.in[s])) {
			if l.in[s] != 0 {
				coefs[l.upper[s]+k] -= float64(l.share[s])
			}
		}
	}
	for k, n := range ch.days {
		if n > 0 {
			coefs[l.level+k] = -float64(n)
		}
	}
	return sparse(coefs, 0)
}

// openDay is a day with the set of its open roles.
type openDay struct {
	items []int
	set   uint32
	worth int64
}

// key names a day with its open roles.
func (d *openDay) key() string {
	slices.Sort(d.items)
	key := make([]byte, 0, 2*len(d.items)+4)
	key = append(key, byte(d.set), byte(d.set>>8))
	for _, i := range d.items {
		key = append(key, byte(i), byte(i>>8))
	}
	return string(key)
}

// read tells the days of a plan with their open roles, and the orders in which these start and end.
func (l *layers) read(at Plan) (out []openDay, starts, ends []int) {
	dates := map[int][]int{}
	for i, slot := range at {
		dates[slot] = append(dates[slot], i)
	}
	order := sortedInts(dates)
	from, to := make([]int, len(l.cast)), make([]int, len(l.cast))
	for k := range l.cast {
		from[k] = -1
		for d, slot := range order {
			for _, s := range dates[slot] {
				if l.in[s]>>k&1 == 1 {
					if from[k] < 0 {
						from[k] = d
					}
					to[k] = d
				}
			}
		}
	}
	for d, slot := range order {
		day := openDay{items: l.c.chosen(dates[slot])}
		for k := range l.cast {
			if from[k] >= 0 && from[k] <= d && d <= to[k] {
				day.set |= 1 << k
			}
		}
		out = append(out, day)
	}
	for k := range l.cast {
		starts, ends = append(starts, k), append(ends, k)
	}
	slices.SortStableFunc(starts, func(a, b int) int { return cmp.Compare(from[a], from[b]) })
	slices.SortStableFunc(ends, func(a, b int) int { return cmp.Compare(to[b], to[a]) })
	return out, starts, ends
}

// better sorts days by falling worth.
func better(a, b openDay) int { return cmp.Compare(b.worth, a.worth) }
