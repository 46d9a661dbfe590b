package search

import (
	"slices"

	"github.com/moteur-film/moteur/internal/lp"
)

// covering is the set covering programme of the strong bound. A resource is whatever a day pays once beside its crew and its locations: a
// role, a piece of equipment, a group of extras, the per diem. Prices are in cents.
type covering struct {
	m        *Model
	p        *pricer
	constant int64   // what every plan pays beside its days, cents
	divisor  int64   // of the cost of every plan, cents
	rhs      []int64 // right-hand sides of the rows: of each scene, then of the days, of each location, of each resource
	least    int64   // the cost of the cheapest day
	needs    [][]int // by resource: the scenes that need it
	idle     []int64 // by resource: the price of a day that is due and not worked
	resOf    []int   // by role: its resource, -1 when it has none
	open     []int64 // by role: what any shooting day between its first and its last day worked costs at least, 0 when nothing
	sizes    []int   // by scene: its weight
	part     []int   // by scene: its weight against the limit of a child
	unit     int     // the minutes, or eighths, of a weight of 1
	move     int     // the minutes, or eighths, of a move
	way      int     // the least minutes of a move
	longest  int     // the most minutes of a move inside a day
	rest     int64   // the counting bounds of locations and resources
	dayRow   int     // the row of the days
	locRow   int     // the first row of the locations
	resRow   int     // the first row of the resources
}

// newCovering makes the programme of a model, with the counting bounds in its right-hand sides and its pricer.
func newCovering(m *Model) *covering {
	pk := newPacker(m)
	c := &covering{m: m, divisor: m.Divisor()}
	p := &pricer{}
	c.p = p
	c.weigh(pk)
	c.ways(pk)
	p.base = m.UnitDay[0]
	for _, d := range m.UnitDay {
		p.base = min(p.base, d)
	}
	move := m.Move
	if move > p.base {
		move = 0
	}
	p.base -= move
	span, each := m.span(pk, p.base)
	c.constant += span
	p.base -= each
	n := len(m.Scenes)
	c.dayRow, c.locRow = n, n+1
	c.resRow = c.locRow + len(m.Locs)
	c.rhs = make([]int64, c.resRow)
	byLoc := m.byLoc()
	for i := range n {
		c.rhs[i] = 1
	}
	c.rhs[c.dayRow] = int64(pk.days(m.all()))
	for l := range m.Locs {
		p.locCost = append(p.locCost, m.Locs[l].Day+m.LocDay+move)
		c.rhs[c.locRow+l] = int64(pk.oneLocation(byLoc[l]))
	}
	c.resources(pk)
	c.limitChild(pk)
	c.kinds(pk)
	// The items stand by location, the heaviest first.
	p.locs = make([][]int, len(m.Locs))
	for l, list := range byLoc {
		slices.SortStableFunc(list, func(a, b int) int { return c.weight(b) - c.weight(a) })
		for _, s := range list {
			p.locs[l] = append(p.locs[l], len(p.items))
			p.items = append(p.items, item{scene: s, weight: c.weight(s), loc: l, phase: c.phase(s), part: c.part[s],
				cluster: pk.cluster[m.Locs[l].Base], units: m.unitsOf(s)})
		}
	}
	c.attach()
	c.refine()
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
		if k := c.column([]int{i}).Cost; i == 0 || int64(k) < c.least {
			c.least = int64(k)
		}
	}
	return c
}

// ways reads the shortest and the longest way of a day.
func (c *covering) ways(pk *packer) {
	c.way, c.longest = pk.move, c.m.MoveMinutes
	for a, row := range c.m.Way {
		for b, y := range row {
			if pk.cluster[a] == pk.cluster[b] {
				c.longest = max(c.longest, y.Minutes)
			}
		}
	}
}

// grain is the number of units of price in a cent: duals are rounded down to whole units, and where days cost little whole cents would
// lose too much.
const grain = 1000

// refine turns the prices of the pricer from cents into units.
func (c *covering) refine() {
	p := c.p
	p.base *= grain
	for _, list := range [][]int64{p.locCost, p.rates, c.idle, c.open} {
		for i := range list {
			list[i] *= grain
		}
	}
	done := map[*int64]bool{} // kinds of day may share one list
	for _, k := range p.kinds {
		if at := &k.premium[0]; !done[at] {
			done[at] = true
			for i := range k.premium {
				k.premium[i] *= grain
			}
		}
	}
}

// claim is the bound of the cost of a plan, in cents, that v units beside the constant prove. Costs are whole cents, and multiples of what
// divides all prices.
func (c *covering) claim(v int64) int64 {
	return RoundUp((v+grain-1)/grain+c.constant, c.divisor)
}

// unitsOf is the set of the units that may shoot a scene, one bit each.
func (m *Model) unitsOf(s int) uint8 {
	var units uint8
	for k, ok := range m.Scenes[s].Allowed {
		if ok {
			units |= 1 << m.Slots[k].Unit
		}
	}
	return units
}

// weigh chooses the measure of weights, minutes, or eighths of a page when these limit the day more, and its unit: the greatest common
// divisor of all weights, or what gives a day at most 150 of them. Weights are rounded down, so that the bound holds.
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

// weight is the weight of a scene.
func (c *covering) weight(s int) int { return c.sizes[s] }

// phase is the light of a scene that decides which kinds of day may hold it.
func (c *covering) phase(s int) Phase {
	if c.m.Separate {
		return c.m.Scenes[s].Side
	}
	return c.m.Scenes[s].Phase
}

// resources lists the resources, with the scenes that need them and the least days they work.
func (c *covering) resources(pk *packer) {
	m, p := c.m, c.p
	perWeek, most := map[int]int{}, 1
	for _, d := range m.Dates {
		perWeek[d.Week]++
		most = max(most, perWeek[d.Week])
	}
	// A resource of a rate a day; least days of it are due even when fewer are worked, each at the idle price.
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
	c.resOf, c.open = make([]int, len(m.Roles)), make([]int64, len(m.Roles))
	for r, scenes := range m.byRole() {
		o := &m.Roles[r]
		c.resOf[r] = -1
		if len(scenes) == 0 {
			c.constant += o.unseen()
			continue
		}
		rate, idle := o.Rate, o.Rate
		if o.Week > 0 {
			rate = min(rate, o.Week/int64(most))
		}
		if o.HoldPaid {
			idle = min(idle, o.Hold+m.RoleDay) // a paid hold counts toward the minimum
		}
		c.constant += o.Travel + o.Once
		if n := pk.days(scenes); rate+m.RoleDay == 0 || o.Floor > int64(n)*rate {
			c.constant += roleLeast(m, r, n) - o.Travel - o.Once
			continue
		}
		c.resOf[r], c.open[r] = len(p.rates), held(m, pk, r, scenes)
		add(rate+m.RoleDay, scenes, o.MinDays, idle)
	}
	for e, scenes := range m.byEquip() {
		q := &m.Equip[e]
		if len(scenes) > 0 {
			c.constant += q.Once + q.Stay
		}
		add(q.Rate, scenes, q.paid(pk.days(scenes)), q.Rate)
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

// limitChild gives the pricer the limit of one child, the one whose scenes take the most days: a day holds no more of them than it
// allows.
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

// attach gives each item its resources, with a first share of the price of each.
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

// column is the column of a day in the master: a 1 in the row of each of its scenes, locations and resources and in that of the days.
func (c *covering) column(chosen []int) lp.Column {
	p := c.p
	free := prices{scene: make([]int64, len(c.m.Scenes)), loc: make([]int64, len(p.locs)), res: make([]int64, len(p.rates))}
	cost := -p.worth(free, chosen)
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
	return lp.Column{Rows: slices.Compact(rows), Cost: float64(cost)}
}

// chosen lists the items of the scenes of a day.
func (c *covering) chosen(scenes []int) []int {
	var out []int
	for i := range c.p.items {
		if slices.Contains(scenes, c.p.items[i].scene) {
			out = append(out, i)
		}
	}
	return out
}
