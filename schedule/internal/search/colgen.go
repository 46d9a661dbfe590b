package search

import (
	"cmp"
	"context"
	"slices"
)

// The strong bound. Every plan is a set of days; the cheapest way to cover all scenes by days, each paying its crew, its
// locations and its people but no hold, costs no more than any plan. Its linear relaxation is solved by column generation:
// a master programme proposes prices, a pricer finds the day that is worth most against them. Whatever the prices, when no
// day is worth more than v above its cost, prices scaled by least/(least+v) are dual feasible and their sum is a bound:
// this last step is done in whole numbers.

// The nodes the pricer may visit: few while days worth adding come easily, more and more as only the proof is wanting.
const (
	firstNodes = 100
	mostNodes  = 6400
	lastNodes  = 200000 // once no price moves any more
)

// Covering is what the strong bound works on.
type covering struct {
	m        *Model
	p        *pricer
	constant int64   // paid by every plan beside its days
	rhs      []int64 // rows: scenes, then days, locations, resources
	least    int64   // the cheapest day
	needs    [][]int // scenes of each resource
	idle     []int64 // price of a day of a resource due and not worked
	sizes    []int   // weight of each scene
	part     []int   // weight of each scene against the limit of a child
	unit     int     // minutes or eighths of a weight
	move     int     // minutes of a move, in the same measure
	rest     int64   // the counting bounds of locations and resources
	dayRow   int
	locRow   int
	resRow   int
}

// maxCoverScenes bounds the strong bound: beyond, its linear programme takes longer than it is worth.
const maxCoverScenes = 900

func newCovering(m *Model) *covering {
	pk := newPacker(m)
	c := &covering{m: m}
	p := &pricer{}
	c.p = p
	c.weigh(pk)
	p.base = m.UnitDay[0]
	for _, d := range m.UnitDay {
		p.base = min(p.base, d)
	}
	move := m.Move
	if move > p.base {
		move = 0
	}
	p.base -= move
	n := len(m.Scenes)
	c.dayRow, c.locRow = n, n+1
	c.resRow = c.locRow + len(m.Locs)
	c.rhs = make([]int64, c.resRow)
	all := make([]int, n)
	byLoc := make([][]int, len(m.Locs))
	for i := range all {
		all[i] = i
		c.rhs[i] = 1
		byLoc[m.Scenes[i].Loc] = append(byLoc[m.Scenes[i].Loc], i)
	}
	c.rhs[c.dayRow] = int64(pk.days(all))
	for l := range m.Locs {
		p.locCost = append(p.locCost, m.Locs[l].Day+m.LocDay+move)
		c.rhs[c.locRow+l] = int64(pk.oneLocation(byLoc[l]))
	}
	c.resources(pk)
	c.limitChild(pk)
	c.kinds(pk)
	// Items by location, the heaviest first.
	p.locs = make([][]int, len(m.Locs))
	for l, list := range byLoc {
		slices.SortStableFunc(list, func(a, b int) int { return c.weight(b) - c.weight(a) })
		for _, s := range list {
			p.locs[l] = append(p.locs[l], len(p.items))
			p.items = append(p.items, item{scene: s, weight: c.weight(s), loc: l, phase: c.phase(s), part: c.part[s],
				cluster: pk.cluster[m.Locs[l].Base]})
		}
	}
	c.attach()
	for l, cost := range p.locCost {
		c.rest += cost * c.rhs[c.locRow+l]
	}
	for r, rate := range c.idle {
		c.rest += rate * c.rhs[c.resRow+r]
	}
	w := (p.room + 1) * (p.limit + 1)
	p.adj = make([]int64, len(p.items))
	p.f, p.g = make([]int64, w), make([]int64, w)
	p.take = make([]bool, len(p.items)*w)
	p.open = make([]bool, len(p.locs)*w)
	p.inUse = make([]bool, len(p.rates))
	p.profit = make([]int64, len(p.rates))
	for i := range p.items {
		if k := c.column([]int{i}).cost; i == 0 || int64(k) < c.least {
			c.least = int64(k)
		}
	}
	return c
}

// weigh chooses the unit of weight: minutes, or eighths when they bound the day more.
func (c *covering) weigh(pk *packer) {
	m, p := c.m, c.p
	var minutes, eighths float64
	for i := range m.Scenes {
		minutes += float64(m.Scenes[i].Minutes)
		eighths += float64(m.Scenes[i].Eighths)
	}
	room, move := pk.room, pk.move
	size := func(s *Scene) int { return min(s.Minutes, pk.room) }
	if e := pk.eighths(); e > 0 && (room == 0 || eighths/float64(e) > minutes/float64(room)) {
		room, move = e, 0
		size = func(s *Scene) int { return min(s.Eighths, e) }
	}
	if room == 0 {
		room, move = 1, 0
		size = func(*Scene) int { return 0 }
	}
	unit := room + move
	gcd := func(a, b int) int {
		for b > 0 {
			a, b = b, a%b
		}
		return a
	}
	unit = gcd(unit, move)
	for i := range m.Scenes {
		unit = gcd(unit, size(&m.Scenes[i]))
	}
	const finest = 150
	if unit == 0 || (room+move)/unit > finest {
		unit = max(1, (room+move+finest-1)/finest)
	}
	p.room = (room + move) / unit
	p.locMove = move / unit
	c.unit = unit
	c.sizes = make([]int, len(m.Scenes))
	for i := range m.Scenes {
		c.sizes[i] = size(&m.Scenes[i]) / unit
	}
	c.move = move
}

func (c *covering) weight(s int) int { return c.sizes[s] }

// phase is what decides the kinds of day that may hold a scene.
func (c *covering) phase(s int) Phase {
	if c.m.Separate {
		return c.m.Scenes[s].Side
	}
	return c.m.Scenes[s].Phase
}

// resources lists what is paid by the day beside crew and locations, with the scenes that need it.
func (c *covering) resources(pk *packer) {
	m, p := c.m, c.p
	perWeek, most := map[int]int{}, 1
	for _, d := range m.Dates {
		perWeek[d.Week]++
		most = max(most, perWeek[d.Week])
	}
	// least days are due even when fewer are worked, each at the idle price.
	add := func(rate int64, scenes []int, least int, idle int64) {
		if rate <= 0 || len(scenes) == 0 {
			return
		}
		p.rates = append(p.rates, rate)
		c.rhs = append(c.rhs, int64(max(pk.days(scenes), least)))
		c.idle = append(c.idle, min(idle, rate))
		c.needs = append(c.needs, scenes)
		sum := 0
		for _, s := range scenes {
			sum += c.sizes[s]
		}
		p.full = append(p.full, max(1, min(sum, p.room-p.locMove)))
	}
	for r := range m.Roles {
		o := &m.Roles[r]
		var scenes []int
		for i := range m.Scenes {
			if slices.Contains(m.Scenes[i].Roles, r) {
				scenes = append(scenes, i)
			}
		}
		if len(scenes) == 0 {
			continue
		}
		rate, idle := o.Rate, o.Rate
		if o.Week > 0 {
			rate = min(rate, o.Week/int64(most))
		}
		if o.HoldPaid {
			idle = min(idle, o.Hold+m.RoleDay) // a paid hold counts toward the minimum
		}
		c.constant += o.Travel
		if rate+m.RoleDay == 0 || o.Week > 0 && o.MinDays > pk.days(scenes) {
			c.constant += roleLeast(m, r, pk.days(scenes)) - o.Travel
			continue
		}
		add(rate+m.RoleDay, scenes, o.MinDays, idle)
	}
	for e := range m.Equip {
		var scenes []int
		for i := range m.Scenes {
			if slices.Contains(m.Scenes[i].Equip, e) {
				scenes = append(scenes, i)
			}
		}
		if len(scenes) == 0 {
			continue
		}
		q := &m.Equip[e]
		add(q.Rate, scenes, q.MinDays, q.Rate)
	}
	for _, g := range m.crowds() {
		add(int64(g.least)*g.rate, g.scenes, 0, int64(g.least)*g.rate)
	}
	var away []int
	for i := range m.Scenes {
		if m.Locs[m.Scenes[i].Loc].Away {
			away = append(away, i)
		}
	}
	add(m.PerDiem, away, 0, m.PerDiem)
	c.constant += pk.travel()
}

// limitChild keeps the limit of the one child it binds most: a day holds no more of its scenes.
func (c *covering) limitChild(pk *packer) {
	m, p := c.m, c.p
	c.part = make([]int, len(m.Scenes))
	most, at := 0, -1
	for _, r := range sortedInts(pk.byChild) {
		if n := pk.days(pk.byChild[r]); n > most {
			most, at = n, r
		}
	}
	if at < 0 || c.unit == 0 {
		return
	}
	work := m.Roles[at].Child.shot(m.Clocked)
	unit := max(1, (work+23)/24)
	p.limit = work / unit
	for _, s := range pk.byChild[at] {
		c.part[s] = min(m.Scenes[s].Minutes, work) / unit
	}
}

// attach gives each item its resources.
func (c *covering) attach() {
	at := make([]int, len(c.m.Scenes))
	for i := range c.p.items {
		at[c.p.items[i].scene] = i
	}
	c.p.of = make([][]part, len(c.needs))
	for r, scenes := range c.needs {
		for _, s := range scenes {
			it := &c.p.items[at[s]]
			it.res = append(it.res, r)
			it.share = append(it.share, min(whole, whole*int64(it.weight)/int64(c.p.full[r])))
			c.p.of[r] = append(c.p.of[r], part{at[s], len(it.res) - 1})
		}
	}
}

// kinds lists the kinds of unit with the premium their hours cost at least.
func (c *covering) kinds(pk *packer) {
	m, p := c.m, c.p
	none := make([]int64, p.room+1)
	all := [5]bool{true, true, true, true, true}
	day := [5]bool{Day: true, Any: true}
	dawn := [5]bool{Dawn: true, Day: true, Any: true}
	mixed := [5]bool{Day: true, Any: true, Dusk: true, Night: true}
	night := [5]bool{Any: true, Dusk: true, Night: true}
	switch {
	case m.Clocked && m.HourRate > 0 && !m.Separate && !m.LightOrder:
		cheapest := c.premium(0)
		for kind := 1; kind < len(m.Call); kind++ {
			for u, v := range c.premium(kind) {
				cheapest[u] = min(cheapest[u], v)
			}
		}
		p.kinds = []kindOfDay{{all, -1, cheapest}}
	case m.Clocked && m.HourRate > 0:
		p.kinds = []kindOfDay{{day, -1, c.premium(0)}, {night, -1, c.premium(1)}}
		if !m.Separate {
			p.kinds = append(p.kinds, kindOfDay{mixed, -1, c.premium(2)}, kindOfDay{dawn, -1, c.premium(3)})
		}
	case m.Separate:
		p.kinds = []kindOfDay{{day, -1, none}, {night, -1, none}}
	case m.LightOrder:
		p.kinds = []kindOfDay{{dawn, -1, none}, {mixed, -1, none}}
	default:
		p.kinds = []kindOfDay{{all, -1, none}}
	}
	if pk.clusters > 1 {
		var near []kindOfDay
		for _, k := range p.kinds {
			for i := range pk.clusters {
				near = append(near, kindOfDay{k.may, i, k.premium})
			}
		}
		p.kinds = near
	}
	// A frozen day keeps its own hours, whatever they cost.
	for i := range m.Slots {
		if m.Slots[i].Fixed {
			for k := range p.kinds {
				p.kinds[k].premium = none
			}
		}
	}
}

// premium is the least premium of a kind of day by the weight it holds, over all dates.
func (c *covering) premium(kind int) []int64 {
	m, p := c.m, c.p
	out := make([]int64, p.room+1)
	var laws []Law
	for i := range m.Slots {
		l := m.Slots[i].Law
		l.Sky = 0
		if !slices.Contains(laws, l) {
			laws = append(laws, l)
		}
	}
	sky := m.awaited(kind)
	for u := range out {
		length := m.Prep + max(0, u*c.unit-c.move) + m.Meal + m.WrapUp
		best := int64(-1)
		for _, l := range laws {
			if !sky.sure {
				best = cheaper(best, m.premiums(&l, m.Call[kind], m.Call[kind]+length))
			}
			if sky.last > 0 {
				l, call := m.underSky(kind, sky, l, length)
				best = cheaper(best, m.premiums(&l, call, call+length))
			}
		}
		out[u] = max(0, best)
	}
	if c.sizes == nil || c.unit == 0 {
		clear(out)
	}
	return out
}

// cheaper is the smaller of two prices; -1 is none.
func cheaper(a, b int64) int64 {
	if a < 0 || b < a {
		return b
	}
	return a
}

// awaited is when the light that days of a kind wait for begins, over all dates and locations.
type awaited struct {
	first, last int
	shortest    int  // minutes of the shortest scene that waits
	sure        bool // every day of the kind has its light
}

func (m *Model) awaited(kind int) awaited {
	var s awaited
	if !m.Sunny[kind] || m.Light == nil {
		return s
	}
	s.sure = !m.Separate
	for i := range m.Scenes {
		sc := &m.Scenes[i]
		if wait := sc.Phase == Dawn && kind == 3 || (sc.Phase == Dusk || sc.Phase == Night) && kind != 3; !wait {
			continue
		}
		if s.shortest == 0 || sc.Minutes < s.shortest {
			s.shortest = sc.Minutes
		}
		for _, sky := range m.Light[1:] {
			at := sky[sc.Loc][sc.Phase]
			if at == 0 {
				s.sure = false
				continue
			}
			if s.last = max(s.last, at); s.first == 0 || at < s.first {
				s.first = at
			}
		}
	}
	return s
}

// underSky is a call, and the law without the hours that may not count, whose premiums are no more than those of any day of a
// kind and of a length at least. A day that waits for the night ends no sooner than the first night and its shortest scene: the
// later a day of one length stands, the more of it is night. One that waits for the dawn is called at the last dawn at the
// latest: only the night before it counts.
func (m *Model) underSky(kind int, sky awaited, l Law, length int) (Law, int) {
	if kind == 3 {
		l.NightFrom = 1440
		return l, max(sky.last-m.Prep, l.Meals[0][0]-mealLatest, 0)
	}
	at := sky.first
	if dinner := l.Meals[1][1]; dinner > 0 {
		at = min(at, dinner-m.Meal)
	}
	call := max(at+sky.shortest+m.WrapUp-length, m.Call[0])
	if call < l.NightTo-1440 || max(sky.last-m.Prep, m.Call[0]) > l.NightFrom || l.Over10 > 0 && (l.Cap == 0 || l.Over10 < l.Cap) {
		l.NightFrom, l.NightTo = 0, 0
	}
	return l, call
}

// column is a day as a column of the master programme.
func (c *covering) column(chosen []int) lpColumn {
	p := c.p
	cost := -p.worth(prices{scene: make([]int64, len(c.m.Scenes)), loc: make([]int64, len(p.locs)), res: make([]int64, len(p.rates))}, chosen)
	var rows []int
	for _, i := range chosen {
		it := &p.items[i]
		rows = append(rows, it.scene, c.locRow+it.loc)
		for _, r := range it.res {
			rows = append(rows, c.resRow+r)
		}
	}
	rows = append(rows, c.dayRow)
	slices.Sort(rows)
	return lpColumn{rows: slices.Compact(rows), cost: float64(cost)}
}

// chosen turns the scenes of a day into items.
func (c *covering) chosen(scenes []int) []int {
	var out []int
	for i := range c.p.items {
		if slices.Contains(scenes, c.p.items[i].scene) {
			out = append(out, i)
		}
	}
	return out
}

// prices reads duals as whole cents, inside the limits that keep the idle columns feasible.
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

// value is the sum of prices over the rows.
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

// proved is the bound that prices give when no day is worth more than over above its cost. A plan of k unit-days costs at
// least value - over·k, and at least k crew days with the counting bounds of all the rest: the least over k of the larger of
// the two is a bound, and so is value·least/(least+over), prices scaled down until they are feasible.
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

// Strengthen proves ever better bounds until it is done or the context ends; raise receives each. plans supplies days of good
// plans to start from; rounds bounds the work, 0 for no bound.
func Strengthen(ctx context.Context, m *Model, plans func() Plan, rounds int, raise func(int64)) {
	if len(m.Scenes) > maxCoverScenes || len(m.Scenes) == 0 {
		return
	}
	c := newCovering(m)
	stop := func() bool { return ctx.Err() != nil }
	n := len(m.Scenes)
	cols := make([]lpColumn, n)
	for i := range c.p.items {
		cols[c.p.items[i].scene] = c.column([]int{i})
	}
	rhs := make([]float64, len(c.rhs))
	for i, v := range c.rhs {
		// A little noise keeps the simplex from turning in circles; the duals are verified against the true figures.
		rhs[i] = float64(v) + float64((i*7919+104729)%1000)*2e-6
	}
	cols = append(cols, lpColumn{rows: []int{c.dayRow}, cost: float64(max(c.p.base, 0))})
	for l, v := range c.p.locCost {
		cols = append(cols, lpColumn{rows: []int{c.locRow + l}, cost: float64(v)})
	}
	for r, v := range c.idle {
		cols = append(cols, lpColumn{rows: []int{c.resRow + r}, cost: float64(v)})
	}
	lp := newMaster(rhs, cols, n)
	seen := map[string]bool{}
	add := func(chosen []int) bool {
		slices.Sort(chosen)
		key := make([]byte, 0, 2*len(chosen))
		for _, i := range chosen {
			key = append(key, byte(i), byte(i>>8))
		}
		if seen[string(key)] {
			return false
		}
		seen[string(key)] = true
		col := c.column(chosen)
		col.key = string(key)
		lp.add(col)
		return true
	}
	// The centre of the prices: those of the counting bound, which no day passes, then the best met.
	best, center := int64(-1), make([]float64, len(c.rhs))
	center[c.dayRow] = float64(max(c.p.base, 0))
	for l, v := range c.p.locCost {
		center[c.locRow+l] = float64(v)
	}
	for r, v := range c.idle {
		center[c.resRow+r] = float64(v)
	}
	merit := c.value(c.prices(center))
	alpha, nodes := 0.6, firstNodes
	blend := make([]float64, len(c.rhs))
	for round := 0; (rounds == 0 || round < rounds) && !stop(); round++ {
		if plans != nil && round%8 == 0 {
			if at := plans(); at != nil {
				days := map[int][]int{}
				for i, slot := range at {
					days[slot] = append(days[slot], i)
				}
				for _, slot := range sortedInts(days) {
					add(c.chosen(days[slot]))
				}
			}
		}
		lp.solve(2000, stop)
		for _, key := range lp.purge(len(c.rhs) * 5) {
			delete(seen, key)
		}
		for i := range blend {
			blend[i] = alpha*center[i] + (1-alpha)*lp.y[i]
		}
		y := c.prices(blend)
		over, days := c.p.best(y, nodes, stop)
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
		if v := c.proved(c.value(y), over); v > best {
			best = v
			raise(v + c.constant)
		}
		if v := c.value(y) - over*c.rhs[c.dayRow]; v > merit {
			merit = v
			center = slices.Clone(blend)
		}
		exact := c.prices(lp.y)
		fresh := 0
		for k, d := range days {
			if k >= 30 {
				break
			}
			if c.p.worth(exact, d.items) > 0 && add(d.items) {
				fresh++
			}
		}
		if fresh == 0 {
			switch {
			case alpha > 0.01:
				alpha /= 2
				if alpha < 0.05 {
					alpha = 0
				}
			case over > c.least/1000 && nodes < lastNodes:
				nodes *= 4
			default:
				return
			}
		} else if alpha > 0 {
			alpha = min(0.8, alpha*1.05)
		}
	}
}

func sortedInts(m map[int][]int) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
