package search

import (
	"context"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

// ExactScenes is the number of scenes up to which Exact is worth trying.
const ExactScenes = 12

// Proof is the answer of Exact.
type Proof struct {
	Plan  Plan    // nil when no plan was found
	Order [][]int // by slot: its scenes in shooting order
	Cost  int64
	// Complete tells that everything was looked at: the plan is the cheapest of all, or there is none.
	Complete bool
}

// Exact looks for the cheapest lawful plan of a small problem, date by date. A label is what a plan laid up to a date leaves
// to the dates that follow: the scenes shot, and whatever the price or the lawfulness of later days hangs on. Plans that
// leave the same label are kept once, the cheapest; those that cannot end below the cheapest plan known are dropped. The
// order of the scenes of each day is chosen with the rest.
//
// Plans dearer than below, or as dear, are not looked for: pass NoPlan when none is known. budget bounds the days tried.
func Exact(ctx context.Context, m *Model, below int64, budget int) Proof {
	x := newExact(ctx, m, budget)
	x.best = below
	if below == NoPlan {
		// Any lawful plan first: what a plan costs leaves nothing to later dates.
		x.lean = true
		x.dive()
		if x.end == nil {
			return Proof{Complete: x.complete()}
		}
		x.lean = false
		x.end = x.replay(x.end)
		x.best = x.end.cost
	}
	x.run()
	if x.end == nil {
		return Proof{Complete: x.complete()}
	}
	out := Proof{Plan: make(Plan, len(m.Scenes)), Order: make([][]int, len(m.Slots)), Cost: x.end.cost, Complete: x.complete()}
	for l := x.end; l.from != nil; l = l.from {
		for u, t := range l.turns {
			if t == nil {
				continue
			}
			k := l.date*m.Units + u
			out.Order[k] = t.order
			for _, s := range t.order {
				out.Plan[s] = k
			}
		}
	}
	return out
}

// NoPlan is the price of no plan.
const NoPlan = math.MaxInt64

// Feasible tells whether a small problem has a lawful plan; complete is false when the budget did not suffice to know.
func Feasible(ctx context.Context, m *Model, budget int) (found, complete bool) {
	x := newExact(ctx, m, budget)
	x.lean, x.best = true, NoPlan
	x.dive()
	return x.end != nil, x.end != nil || x.complete()
}

// none is a time that binds nothing.
const none = int64(-1 << 28)

type exact struct {
	m    *Model
	ctx  context.Context
	s    *state // prices the roles whose pay hangs on all their days
	w    scratch
	all  uint32
	lean bool // look for any lawful plan, whatever its price
	left int
	tick int
	cut  bool // stopped before the end
	dead bool // some scene has no day at all
	// partial tells that some orders of a day were not looked at.
	partial bool
	best    int64
	end     *label

	allowed  []uint32 // by slot: the scenes it may hold
	deadline []uint32 // by date: the scenes no later date may hold
	groups   []uint32 // groups of scenes that may share a day
	turns    [][]turn // by slot
	prices   []int64  // by set of scenes: what its days cost at least
	days     []int    // by set of scenes: the days it takes at least, whatever else they hold

	roles  []cast
	equip  []uint32 // by piece: the scenes that need it
	covers uint32   // the scenes for bad weather
	call   int64    // the earliest call of any day
	rest   int64    // the longest rest any date asks for: of crew, performers, children
	week   []bool   // by date: the limits of its week hang on the first day worked in it
	width  int      // words of a context
	buf    []byte
}

// cast is a role with its scenes.
type cast struct {
	r     int
	mask  uint32
	whole bool // the days it is held are reckoned at its end, from all its days
	drops bool
	base  int64 // paid by any plan beside its days worked
}

// label is a plan up to a date, as later dates see it.
type label struct {
	shot  uint32
	cost  int64
	ctx   []int64
	from  *label
	date  int     // of its last day
	turns []*turn // of that date, by unit
}

// The words of a context: those of the whole plan, of each unit, of each role, then one for each piece of equipment and each raccord.
const (
	wUsed  = iota // dates used
	wTotal        // dates the whole plan will use
	wHead
)

const (
	uReady   = iota // the end of its last day, from midnight of the present date
	uNight          // its last day was a night unit, on the date before
	uKind           // light of its last day
	uStory          // story day of its last day
	uBase           // where its last day ended
	uNights         // nights in a row
	uMinutes        // minutes worked in the week
	uDays           // days worked in the week
	uLaw            // slot of the first day worked in the week
	uWords
)

const (
	rEnd     = iota // the end of its last day, from midnight of the present date
	rRun            // dates worked in a row, up to the date before
	rWorked         // days worked
	rPaid           // days paid, up to the minimum
	rWeek           // paid in the week
	rHolds          // days held since it last worked
	rSince          // calendar days since it last worked
	rLost           // days held of the gap dropped
	rKidDays        // days of the week a child worked
	rKidTime        // minutes of the week a child worked
	rWords
)

// newExact prepares a search.
func newExact(ctx context.Context, m *Model, budget int) *exact {
	m.prepare()
	n := len(m.Scenes)
	x := &exact{m: m, ctx: ctx, s: newState(m), left: budget, all: 1<<n - 1}
	x.w.mark = make([]int32, len(m.Locs))
	for r := range m.Roles {
		o := &m.Roles[r]
		c := cast{r: r, whole: o.HoldPaid && o.Drop > 0 && o.Week > 0, drops: o.HoldPaid && o.Drop > 0 && o.Week == 0}
		for i := range m.Scenes {
			if slices.Contains(m.Scenes[i].Roles, r) {
				c.mask |= 1 << i
			}
		}
		if c.mask == 0 {
			continue
		}
		each := o.Rate
		switch {
		case o.HoldPaid && o.Week > 0:
			each = min(each, m.RoleDay) // the week may pay the days held that count toward the minimum
		case o.HoldPaid:
			each = min(each, o.Hold+m.RoleDay)
		}
		c.base = o.Travel + int64(max(0, o.MinDays-bits.OnesCount32(c.mask)))*each
		if o.Week > 0 {
			c.base += min(o.Rate, o.Week)
		}
		x.roles = append(x.roles, c)
	}
	for e := range m.Equip {
		var mask uint32
		for i := range m.Scenes {
			if slices.Contains(m.Scenes[i].Equip, e) {
				mask |= 1 << i
			}
		}
		x.equip = append(x.equip, mask)
	}
	x.width = wHead + m.Units*uWords + len(x.roles)*rWords + len(m.Equip) + len(m.Prec)
	x.limits()
	x.dead = !x.group()
	return x
}

func (x *exact) roleAt(i int) int  { return wHead + x.m.Units*uWords + i*rWords }
func (x *exact) equipAt(e int) int { return x.roleAt(len(x.roles)) + e }
func (x *exact) precAt(p int) int  { return x.equipAt(len(x.equip)) + p }

// limits reads what bounds the memory of a label.
func (x *exact) limits() {
	m := x.m
	x.call = int64(slices.Min(m.Call[:]))
	if m.Light != nil {
		x.call = 0
	}
	for i := range m.Slots {
		sl := &m.Slots[i]
		if sl.HasHours {
			x.call = min(x.call, int64(sl.Hours.Call), int64(sl.Hours.Ready))
		}
		x.rest = max(x.rest, int64(sl.Law.Rest), int64(sl.Law.CastRest))
	}
	for _, c := range x.roles {
		if k := m.Roles[c.r].Child; k != nil {
			x.rest = max(x.rest, int64(k.Rest+k.Before))
		}
	}
	x.week = make([]bool, len(m.Dates))
	for d := range m.Dates {
		for e := range m.Dates {
			a, b := m.lawOf(d), m.lawOf(e)
			x.week[d] = x.week[d] || m.Dates[d].Week == m.Dates[e].Week && (a.WeekWork != b.WeekWork || a.WeekDays != b.WeekDays)
		}
	}
	x.allowed = make([]uint32, len(m.Slots))
	for i := range m.Scenes {
		if m.Scenes[i].Cover {
			x.covers |= 1 << i
		}
		for k, ok := range m.Scenes[i].Allowed {
			if ok {
				x.allowed[k] |= 1 << i
			}
		}
	}
}

// group lists the groups of scenes that may share a day, the orders of each on each slot, and what sets of scenes take at
// least; false when a scene has no day.
func (x *exact) group() bool {
	m := x.m
	pk := newPacker(m)
	joins := func(mask uint32, i int) bool {
		minutes, eighths := 0, 0
		var seen []int
		for b := mask | 1<<i; b != 0; b &= b - 1 {
			sc := &m.Scenes[bits.TrailingZeros32(b)]
			minutes += sc.Minutes
			eighths += sc.Eighths
			if !slices.Contains(seen, sc.Loc) {
				seen = append(seen, sc.Loc)
			}
		}
		moves := len(seen) - 1
		return (m.Minutes == 0 || minutes+moves*pk.move <= pk.room) && (pk.eighths() == 0 || eighths <= m.Eighths) && (m.MaxMoves == 0 || moves <= m.MaxMoves)
	}
	var grow func(mask uint32, from int)
	grow = func(mask uint32, from int) {
		for i := from; i < len(m.Scenes) && !x.stop(); i++ {
			if mask == 0 || joins(mask, i) {
				x.groups = append(x.groups, mask|1<<i)
				x.left--
				grow(mask|1<<i, i+1)
			}
		}
	}
	grow(0, 0)
	avoid := make([]uint32, len(m.Scenes))
	for i := range m.Scenes {
		for j := range m.Scenes {
			a, b := &m.Scenes[i], &m.Scenes[j]
			if meet(a.Roles, b.Roles) || meet(a.Equip, b.Equip) {
				avoid[i] |= 1 << j
			}
		}
	}
	// Slots of one law and unit hold a group alike.
	type class struct {
		law     Law
		unit    int
		allowed uint32
	}
	type alike struct {
		mask uint32
		law  Law
		unit int
	}
	same, met := map[class]int{}, map[alike][]turn{}
	x.turns = make([][]turn, len(m.Slots))
	least := map[uint32]int64{}
	for k := range m.Slots {
		sl := &m.Slots[k]
		c := class{sl.Law, sl.Unit, x.allowed[k]}
		if o, ok := same[c]; ok && !sl.Fixed {
			x.turns[k] = x.turns[o]
			continue
		}
		for _, g := range x.groups {
			if g&^x.allowed[k] != 0 || sl.Fixed && g != x.allowed[k] || x.stop() {
				continue
			}
			key := alike{g, sl.Law, sl.Unit}
			if !m.underSun(k, m.kindOf(members(g))) {
				key.law.Sky = 0
			}
			list, ok := met[key]
			if !ok || sl.Fixed {
				var work int
				var all bool
				list, work, all = m.turns(k, g, &x.w)
				x.left -= 1 + work/4
				x.partial = x.partial || !all
				if !sl.Fixed {
					met[key] = list
				}
			}
			for i := range list {
				for b := g; b != 0; b &= b - 1 {
					list[i].avoid |= avoid[bits.TrailingZeros32(b)]
				}
				if v, ok := least[g]; !ok || list[i].e.cost < v {
					least[g] = list[i].e.cost
				}
			}
			x.turns[k] = append(x.turns[k], list...)
		}
		slices.SortStableFunc(x.turns[k], func(a, b turn) int { return bits.OnesCount32(b.mask) - bits.OnesCount32(a.mask) })
		if !sl.Fixed {
			same[c] = k
		}
	}
	return x.narrow() && x.cover(least)
}

// narrow drops the days that no plan can hold: those on which a scene stands too early or too late for its raccords. It notes the
// last date of each scene; false when one has none.
func (x *exact) narrow() bool {
	m := x.m
	if x.cut {
		return true
	}
	slots := make([][]bool, len(m.Scenes))
	for again := true; again; {
		again = false
		for i := range slots {
			slots[i] = make([]bool, len(m.Slots))
		}
		for k, list := range x.turns {
			for _, t := range list {
				for b := t.mask; b != 0; b &= b - 1 {
					slots[bits.TrailingZeros32(b)][k] = true
				}
			}
		}
		if !follow(m, slots) {
			return false
		}
		for k, list := range x.turns {
			var may uint32
			for i := range slots {
				if slots[i][k] {
					may |= 1 << i
				}
			}
			if slices.ContainsFunc(list, func(t turn) bool { return t.mask&^may != 0 }) {
				again = true
				x.turns[k] = slices.DeleteFunc(slices.Clone(list), func(t turn) bool { return t.mask&^may != 0 })
			}
		}
	}
	x.deadline = make([]uint32, len(m.Dates))
	for i := range slots {
		last := 0
		for k, ok := range slots[i] {
			if ok {
				last = m.Slots[k].Date
			}
		}
		for d := last; d < len(m.Dates); d++ {
			x.deadline[d] |= 1 << i
		}
	}
	return true
}

func meet(a, b []int) bool {
	return slices.ContainsFunc(a, func(v int) bool { return slices.Contains(b, v) })
}

// cover prices the sets of scenes: the cheapest days that cover each, people and equipment paid by the day.
func (x *exact) cover(least map[uint32]int64) bool {
	m := x.m
	type day struct {
		mask uint32
		cost int64
	}
	by := make([][]day, len(m.Scenes))      // by lowest scene
	with := make([][]uint32, len(m.Scenes)) // by scene
	for _, g := range x.groups {
		v, ok := least[g]
		if !ok {
			continue
		}
		for _, c := range x.roles {
			if c.mask&g != 0 {
				v += m.RoleDay
				if m.Roles[c.r].Week == 0 {
					v += m.Roles[c.r].Rate
				}
			}
		}
		for e, mask := range x.equip {
			if mask&g != 0 {
				v += m.Equip[e].Rate
			}
		}
		low := bits.TrailingZeros32(g)
		by[low] = append(by[low], day{g, v})
		for b := g; b != 0; b &= b - 1 {
			i := bits.TrailingZeros32(b)
			with[i] = append(with[i], g)
		}
	}
	x.prices = make([]int64, x.all+1)
	x.days = make([]int, x.all+1)
	for u := uint32(1); u <= x.all; u++ {
		x.prices[u], x.days[u] = NoPlan, len(m.Scenes)+1
		low := bits.TrailingZeros32(u)
		for _, d := range by[low] {
			if d.mask&^u == 0 && x.prices[u&^d.mask] < NoPlan {
				x.prices[u] = min(x.prices[u], d.cost+x.prices[u&^d.mask])
			}
		}
		for _, g := range with[low] {
			x.days[u] = min(x.days[u], 1+x.days[u&^g])
		}
	}
	if x.prices[x.all] == NoPlan {
		return x.cut // what was not looked at may hold one
	}
	for u := uint32(1); u <= x.all; u++ {
		for _, c := range x.roles {
			if c.mask&^u == 0 && x.prices[u] < NoPlan {
				x.prices[u] += c.base
			}
		}
	}
	return true
}

// complete tells that nothing was left out.
func (x *exact) complete() bool { return !x.cut && !x.partial }

func (x *exact) stop() bool {
	if x.tick++; x.left <= 0 || x.tick&63 == 0 && x.ctx.Err() != nil {
		x.cut = true
	}
	return x.cut
}

// first returns the labels before the first date: one, or one for each number of dates a plan may use where a price hangs on it.
func (x *exact) first() []*label {
	m := x.m
	blank := func() *label {
		l := &label{ctx: make([]int64, x.width), date: -1}
		for u := range m.Units {
			at := wHead + u*uWords
			l.ctx[at+uReady], l.ctx[at+uKind], l.ctx[at+uBase] = none, -1, -1
		}
		for i := range x.roles {
			l.ctx[x.roleAt(i)+rEnd] = none
		}
		return l
	}
	if m.LateExt == 0 || x.lean {
		return []*label{blank()}
	}
	var out []*label
	for n := 1; n <= min(len(m.Scenes), len(m.Dates)); n++ {
		l := blank()
		l.ctx[wTotal] = int64(n)
		out = append(out, l)
	}
	return out
}

// run goes through the dates, with all labels of a date at once.
func (x *exact) run() {
	if x.cut || x.dead {
		return
	}
	now := x.first()
	for d := range x.m.Dates {
		next := map[string]*label{}
		var list []*label // in the order met: maps have none
		put := func(l *label) {
			if l == nil || !x.worth(l, d) {
				return
			}
			if l.shot == x.all {
				x.end, x.best = l, l.cost
				return
			}
			x.age(l, d)
			key := x.key(l, d)
			if old := next[string(key)]; old == nil {
				next[string(key)] = l
				list = append(list, l)
			} else if l.cost < old.cost {
				*old = *l
			}
		}
		for _, l := range now {
			put(x.skip(l, d))
			x.choose(l, d, 0, make([]*turn, x.m.Units), 0, put)
			if x.cut {
				return
			}
		}
		now = list
	}
}

// dive looks for any lawful plan, one date after the other, and comes back to no label twice.
func (x *exact) dive() {
	if x.cut || x.dead {
		return
	}
	seen := make([]map[string]bool, len(x.m.Dates))
	for d := range seen {
		seen[d] = map[string]bool{}
	}
	var down func(l *label, d int)
	down = func(l *label, d int) {
		put := func(l *label) {
			if l == nil || x.end != nil || !x.worth(l, d) {
				return
			}
			if l.shot == x.all {
				x.end = l
				return
			}
			x.age(l, d)
			if key := x.key(l, d); !seen[d][string(key)] {
				seen[d][string(key)] = true
				down(l, d+1)
			}
		}
		x.choose(l, d, 0, make([]*turn, x.m.Units), 0, put)
		put(x.skip(l, d))
	}
	for _, l := range x.first() {
		down(l, 0)
	}
}

// choose gives each unit a day, or none, on a date.
func (x *exact) choose(l *label, d, unit int, turns []*turn, taken uint32, put func(*label)) {
	if x.stop() || x.lean && x.end != nil {
		return
	}
	if unit == x.m.Units {
		if taken != 0 {
			put(x.shoot(l, d, turns))
		}
		return
	}
	list := x.turns[d*x.m.Units+unit]
	for i := range list {
		t := &list[i]
		if t.mask&(l.shot|taken) != 0 || unit > 0 && t.clash(turns[:unit]) {
			continue
		}
		x.left--
		if !x.lean {
			rest := x.all &^ (l.shot | taken | t.mask)
			if p := x.prices[rest]; p == NoPlan || l.cost+t.e.cost+p >= x.best {
				continue
			}
		}
		turns[unit] = t
		x.choose(l, d, unit+1, turns, taken|t.mask, put)
	}
	turns[unit] = nil
	x.choose(l, d, unit+1, turns, taken, put)
}

func (t *turn) clash(others []*turn) bool {
	for _, o := range others {
		if o != nil && o.avoid&t.mask != 0 {
			return true
		}
	}
	return false
}

// worth tells whether a label may still become a plan, cheaper than the best, on the dates after d.
func (x *exact) worth(l *label, d int) bool {
	rest := x.all &^ l.shot
	if rest == 0 {
		return (x.lean || x.m.LateExt == 0 || l.ctx[wUsed] == l.ctx[wTotal]) && (x.lean || l.cost < x.best)
	}
	if rest&x.deadline[d] != 0 || x.prices[rest] == NoPlan || !x.lean && l.cost+x.prices[rest] >= x.best {
		return false
	}
	m := x.m
	for e := d + 1; e < len(m.Dates); e++ {
		if due := rest & x.deadline[e]; due != 0 && x.days[due] > (e-d)*m.Units {
			return false
		}
	}
	dates := (x.days[rest] + m.Units - 1) / m.Units
	used := int(l.ctx[wUsed])
	if m.MaxDates > 0 && used+dates > m.MaxDates {
		return false
	}
	if t := int(l.ctx[wTotal]); t > 0 && (used+dates > t || used+bits.OnesCount32(rest) < t) {
		return false
	}
	for i := range x.roles {
		who := &x.roles[i]
		if most := m.Roles[who.r].MaxDays; most > 0 && int(l.ctx[x.roleAt(i)+rWorked])+x.days[who.mask&rest] > most {
			return false
		}
	}
	return true
}

// skip leaves a date without shooting.
func (x *exact) skip(l *label, d int) *label {
	n := *l
	n.ctx = slices.Clone(l.ctx)
	if l.shot != 0 && x.m.Dates[d].Works {
		n.cost += x.m.Idle
	}
	for u := range x.m.Units {
		n.ctx[wHead+u*uWords+uNight] = 0
	}
	for i := range x.roles {
		c := n.ctx[x.roleAt(i):]
		c[rEnd], c[rRun] = none, 0
	}
	return &n
}

// shoot lays a date; nil when that breaks a rule.
func (x *exact) shoot(l *label, d int, turns []*turn) *label {
	m := x.m
	n := &label{shot: l.shot, cost: l.cost, ctx: slices.Clone(l.ctx), from: l, date: d}
	var now uint32
	for u, t := range turns {
		if t == nil {
			n.ctx[wHead+u*uWords+uNight] = 0
			continue
		}
		now |= t.mask
		n.cost += t.e.cost
		if !x.unit(n, d, u, t) {
			return nil
		}
		if total := int(l.ctx[wTotal]); total > 0 && t.e.out && 2*int(l.ctx[wUsed]) >= total {
			n.cost += m.LateExt
		}
	}
	n.ctx[wUsed]++
	if m.MaxDates > 0 && int(n.ctx[wUsed]) > m.MaxDates || !x.raccords(n, now, turns) {
		return nil
	}
	n.shot |= now
	for i := range x.roles {
		if !x.role(n, l.shot, now, i, d, turns) {
			return nil
		}
	}
	if !x.lean {
		// An exterior day may count on the cover sets still to shoot; once none is left, each costs.
		if m.CoverLess > 0 && x.covers&^l.shot == 0 {
			for _, t := range turns {
				if t != nil && t.e.out {
					n.cost += m.CoverLess
				}
			}
		}
		for e, mask := range x.equip {
			x.hire(n, l.shot, now, e, mask)
		}
		if n.cost >= x.best {
			return nil
		}
	}
	n.turns = slices.Clone(turns)
	return n
}

// unit lays the day of a unit.
func (x *exact) unit(n *label, d, u int, t *turn) bool {
	m := x.m
	k := d*m.Units + u
	law := &m.Slots[k].Law
	c := n.ctx[wHead+u*uWords:][:uWords]
	e := &t.e
	if m.NoDayAfterNight {
		if c[uNight] == 1 && e.kind != 1 {
			return false
		}
		c[uNight] = int64(b2i(e.kind == 1))
	}
	if m.Clocked {
		if int64(e.hours.Call)-c[uReady] < int64(law.Rest) {
			return false
		}
		c[uReady] = int64(e.hours.Wrap)
		if c[uDays] == 0 {
			c[uLaw] = int64(k)
		}
		c[uMinutes] += int64(e.busy)
		c[uDays]++
		law := &m.Slots[c[uLaw]].Law
		if law.WeekWork > 0 && int(c[uMinutes]) > law.WeekWork || law.WeekDays > 0 && int(c[uDays]) > law.WeekDays {
			return false
		}
	}
	if x.lean {
		return true
	}
	if m.StoryOrder > 0 {
		if e.story > 0 && int(c[uStory]) > e.story {
			n.cost += m.StoryOrder
		}
		c[uStory] = int64(e.story)
	}
	if m.LightSwitch > 0 {
		if c[uKind] >= 0 && int(c[uKind]) != e.kind%3 {
			n.cost += m.LightSwitch
		}
		c[uKind] = int64(e.kind % 3)
	}
	if m.Way != nil {
		if b := c[uBase]; b >= 0 && int(b) != e.first {
			y := m.Way[b][e.first]
			n.cost += y.Cost + int64(y.Km)*m.Km
		}
		c[uBase] = int64(e.last)
	}
	if m.NightRun > 0 {
		if e.kind != 1 {
			c[uNights] = 0
		} else if c[uNights] < 3 {
			c[uNights]++
		} else {
			n.cost += m.NightRun
		}
	}
	return true
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// raccords checks the raccords of the scenes shot now.
func (x *exact) raccords(n *label, now uint32, turns []*turn) bool {
	for i, p := range x.m.Prec {
		c := &n.ctx[x.precAt(i)]
		before, after := uint32(1)<<p.Before, uint32(1)<<p.After
		if now&after != 0 && (n.shot&before == 0 || int(*c) < p.Gap) {
			if !p.SameDay || p.Gap > 0 || !slices.ContainsFunc(turns, func(t *turn) bool { return t != nil && t.mask&before != 0 && t.mask&after != 0 }) {
				return false
			}
		}
		if now&before != 0 && n.shot&after != 0 {
			return false
		}
		if now&after != 0 || now&before != 0 {
			*c = 0
		}
	}
	return true
}

// role pays and checks the day of a role: at work, held, or neither.
func (x *exact) role(n *label, shot, now uint32, i, d int, turns []*turn) bool {
	m := x.m
	who := &x.roles[i]
	o := &m.Roles[who.r]
	c := n.ctx[x.roleAt(i):][:rWords]
	works, began, ends := who.mask&now != 0, who.mask&shot != 0, who.mask&^n.shot == 0
	switch {
	case works:
		c[rWorked]++
		c[rRun]++
		if o.MaxDays > 0 && int(c[rWorked]) > o.MaxDays || o.RestAfter > 0 && int(c[rRun]) > o.RestAfter || !x.rested(c, who, o, d, turns) {
			return false
		}
		if !x.lean {
			if !began {
				n.cost += o.Travel
			}
			if who.drops && began {
				x.gap(n, c, o)
			}
			x.pay(n, c, o, o.Rate)
		}
		c[rSince] = 0
	case began && !ends:
		c[rEnd], c[rRun] = none, 0
		if who.drops && !x.lean {
			c[rHolds]++
		} else if o.HoldPaid && !x.lean && !who.whole {
			x.pay(n, c, o, o.Hold)
		}
	}
	if works && ends {
		switch {
		case x.lean:
		case who.whole:
			n.cost += x.heldPay(who, n, d)
		default:
			n.cost += int64(max(0, o.MinDays-int(c[rPaid]))) * o.Rate
		}
		clear(c)
		c[rEnd] = none
	}
	return true
}

// pay adds a day at a price.
func (x *exact) pay(n *label, c []int64, o *Role, price int64) {
	c[rPaid]++
	n.cost += x.m.RoleDay
	if o.Week > 0 {
		before := c[rWeek]
		after := min(before+price, o.Week)
		n.cost += after - before
		c[rWeek] = after
		return
	}
	n.cost += price
}

// gap ends the days a role was held: paid, unless this gap is the one to drop.
func (x *exact) gap(n *label, c []int64, o *Role) {
	each := o.Hold + x.m.RoleDay
	holds, lost := c[rHolds], c[rLost]
	c[rHolds] = 0
	if int(c[rSince])-1 < o.Drop || holds*each <= max(o.Travel, lost*each) {
		n.cost += holds * each
		c[rPaid] += holds
		return
	}
	if lost > 0 {
		n.cost += lost * each
		c[rPaid] += lost
	} else {
		n.cost += o.Travel
	}
	c[rLost] = holds
}

// rested checks a role's rest since the date before and a child's week, and notes the end of the day.
func (x *exact) rested(c []int64, who *cast, o *Role, d int, turns []*turn) bool {
	m := x.m
	if !m.Clocked {
		return true
	}
	for u, t := range turns {
		if t == nil || t.mask&who.mask == 0 {
			continue
		}
		if o.Child == nil {
			if int64(t.e.hours.Call)-c[rEnd] < int64(m.Slots[d*m.Units+u].Law.CastRest) {
				return false
			}
			c[rEnd] = int64(t.e.hours.Wrap - m.WrapUp)
			return true
		}
		at := slices.IndexFunc(t.kids, func(k stay) bool { return k.role == who.r })
		if int64(t.kids[at].from)-c[rEnd] < int64(o.Child.Rest) {
			return false
		}
		c[rEnd] = int64(t.kids[at].to)
		c[rKidDays] |= 1 << ((m.Dates[d].Pos + m.weekShift()) % 7)
		if o.Child.WeekWork > 0 {
			for b := t.mask & who.mask; b != 0; b &= b - 1 {
				c[rKidTime] += int64(m.Scenes[bits.TrailingZeros32(b)].Minutes)
			}
		}
		free, best := 0, 0
		for i := range 7 {
			if c[rKidDays]>>i&1 == 1 {
				free = 0
				continue
			}
			free++
			best = max(best, free)
		}
		return best >= o.Child.WeekFree && (o.Child.WeekWork == 0 || int(c[rKidTime]) <= o.Child.WeekWork)
	}
	return true
}

// heldPay is what the days a role is held add to those it works, reckoned at its end from all its days.
func (x *exact) heldPay(who *cast, n *label, d int) int64 {
	s := x.s
	w := x.m.words()
	mask := s.roleMask[who.r*w:][:w]
	clear(mask)
	clear(s.usedMask)
	mark := func(date int, works bool) {
		s.usedMask[date>>6] |= 1 << (date & 63)
		if works {
			mask[date>>6] |= 1 << (date & 63)
		}
	}
	mark(d, true)
	for l := n.from; l.from != nil; l = l.from {
		works := false
		for _, t := range l.turns {
			works = works || t != nil && t.mask&who.mask != 0
		}
		mark(l.date, works)
	}
	pay := s.rolePrice(who.r).pay
	// What was paid day by day: the stay and the days worked, week by week.
	o := &x.m.Roles[who.r]
	first, last := firstLast(mask)
	worked := countBetween(mask, first, last)
	clear(s.usedMask)
	return pay - o.Travel - int64(worked)*x.m.RoleDay - s.weekly(o, mask, first, last, -1, -1)
}

// hire pays the day of a piece of equipment.
func (x *exact) hire(n *label, shot, now uint32, e int, mask uint32) {
	q := &x.m.Equip[e]
	c := &n.ctx[x.equipAt(e)]
	if mask&now == 0 && (!q.BySpan || mask&shot == 0 || mask&^shot == 0) {
		return
	}
	n.cost += q.Rate
	*c++
	if mask&^n.shot == 0 {
		n.cost += int64(max(0, q.MinDays-int(*c))) * q.Rate
		*c = 0
	}
}

// age carries a label to the date after d and forgets what no longer matters.
func (x *exact) age(l *label, d int) {
	m := x.m
	days := m.Dates[d+1].Pos - m.Dates[d].Pos
	week := m.Dates[d+1].Week != m.Dates[d].Week
	rest := x.all &^ l.shot
	back := int64(days * 1440)
	if (m.MaxDates == 0 || int(l.ctx[wUsed])+bits.OnesCount32(rest) <= m.MaxDates) && l.ctx[wTotal] == 0 {
		l.ctx[wUsed] = 0
	}
	for u := range m.Units {
		c := l.ctx[wHead+u*uWords:][:uWords]
		if c[uReady] -= back; c[uReady]+x.rest <= x.call {
			c[uReady] = none
		}
		if days > 1 {
			c[uNight] = 0
		}
		if week {
			c[uMinutes], c[uDays], c[uLaw] = 0, 0, 0
		} else if !x.week[d] {
			// As many days as are left in the week, as long as they may be, pass no limit: forget it.
			left, law := 0, m.lawOf(d)
			for e := d + 1; e < len(m.Dates) && m.Dates[e].Week == m.Dates[d].Week; e++ {
				left++
			}
			left = min(left, bits.OnesCount32(rest))
			if law.WeekWork == 0 || law.Work > 0 && int(c[uMinutes])+left*law.Work <= law.WeekWork {
				c[uMinutes] = 0
			}
			if law.WeekDays == 0 || int(c[uDays])+left <= law.WeekDays {
				c[uDays] = 0
			}
			c[uLaw] = int64(d * m.Units)
		}
	}
	for i := range x.roles {
		who := &x.roles[i]
		o := &m.Roles[who.r]
		if who.mask&l.shot == 0 || who.mask&rest == 0 {
			continue
		}
		c := l.ctx[x.roleAt(i):][:rWords]
		if c[rEnd] -= back; days > 1 || c[rEnd]+x.rest <= x.call {
			c[rEnd] = none
		}
		if days > 1 || o.RestAfter == 0 {
			c[rRun] = 0
		}
		if left := bits.OnesCount32(who.mask & rest); o.MaxDays == 0 || int(c[rWorked])+left <= o.MaxDays {
			c[rWorked] = 0
		}
		if c[rPaid] = min(c[rPaid], int64(o.MinDays)); who.whole {
			c[rPaid] = 0
		}
		if (who.drops || who.whole) && !x.lean {
			c[rSince] = min(c[rSince]+int64(days), int64(o.Drop)+1)
		}
		if week {
			c[rWeek], c[rKidDays], c[rKidTime] = 0, 0, 0
		}
	}
	for e := range x.equip {
		c := &l.ctx[x.equipAt(e)]
		*c = min(*c, int64(m.Equip[e].MinDays))
	}
	for i, p := range m.Prec {
		if l.shot>>p.Before&1 == 1 && l.shot>>p.After&1 == 0 {
			c := &l.ctx[x.precAt(i)]
			*c = min(*c+int64(days), int64(max(p.Gap, 1)))
		}
	}
}

// key tells labels of the date after d apart.
func (x *exact) key(l *label, d int) []byte {
	x.buf = binary.AppendUvarint(x.buf[:0], uint64(l.shot))
	for _, v := range l.ctx {
		x.buf = binary.AppendVarint(x.buf, v)
	}
	for i := range x.roles {
		if c := &x.roles[i]; c.whole && !x.lean && c.mask&l.shot != 0 && c.mask&^l.shot != 0 {
			x.history(l, c, d)
		}
	}
	return x.buf
}

// history adds to the key the days of a role that is paid as a whole: for each date used, the last first, whether the role worked,
// whether the date after was of the same week, and whether the days before it worked again were enough to drop.
func (x *exact) history(l *label, c *cast, d int) {
	dates := x.m.Dates
	later := min(d+1, len(dates)-1)
	worked := -1 // the date it worked next
	for ; l.from != nil; l = l.from {
		var e byte
		if dates[l.date].Week == dates[later].Week {
			e |= 1
		}
		if slices.ContainsFunc(l.turns, func(t *turn) bool { return t != nil && t.mask&c.mask != 0 }) {
			e |= 2
			if worked >= 0 && dates[worked].Pos-dates[l.date].Pos-1 >= x.m.Roles[c.r].Drop {
				e |= 4
			}
			worked = l.date
		}
		x.buf = append(x.buf, e)
		if l.from.shot&c.mask == 0 {
			break
		}
		later = l.date
	}
	x.buf = append(x.buf, 255)
}

// replay prices the plan of a label again, this time with all its prices.
func (x *exact) replay(end *label) *label {
	var days []*label
	for l := end; l.from != nil; l = l.from {
		days = append(days, l)
	}
	slices.Reverse(days)
	best := x.best
	x.best = NoPlan
	defer func() { x.best = best }()
	first := x.first()
	l := first[min(len(days), len(first))-1]
	for d := range x.m.Dates {
		if len(days) > 0 && days[0].date == d {
			l = x.shoot(l, d, days[0].turns)
			days = days[1:]
		} else {
			l = x.skip(l, d)
		}
		if len(days) == 0 {
			break
		}
		x.age(l, d)
	}
	return l
}
