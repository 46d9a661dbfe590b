package search

import (
	"context"
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
	Hours []Hours // by slot, where hours matter
	Cost  int64
	// Bound is a cost that no plan goes below, 0 when nothing is known.
	Bound int64
	// Complete tells that everything was looked at: the plan is the cheapest of all, or there is none.
	Complete bool
	// Tried counts the days tried.
	Tried int
}

// Exact looks for the cheapest lawful plan of a small problem by dynamic programming over the dates: a label-setting algorithm with
// completion bounds (see the package comment). A label is what a plan laid up to a date leaves to the dates that follow: the scenes
// shot, and whatever the price or the lawfulness of later days hangs on. Of the plans that leave the same label only the
// cheapest is kept; those that cannot end below the cheapest plan known are dropped. The order of the scenes of each day is
// chosen with the rest. The hours of each order and call are first laid in the cheapest way; where an ideal day may do better, once more in
// every way that some rest may ask for.
//
// Plans of a cost of below or more, in cents, are not looked for: pass NoPlan when no plan is known. budget is the most days tried.
func Exact(ctx context.Context, m *Model, below int64, budget int) Proof {
	spent := 0
	if below == NoPlan {
		never := false
		if never, spent = m.hopelessAnyway(ctx, budget); never {
			return Proof{Complete: true, Tried: spent}
		}
	}
	x := newExact(ctx, m, budget-spent, false)
	first := x.prove(below)
	first.Tried = budget - x.left
	if first.Complete || !x.loose || x.cut {
		return first
	}
	if first.Plan != nil {
		below = first.Cost
	}
	y := newExact(ctx, m, x.left, true)
	then := y.prove(below)
	then.Tried = budget - y.left
	then.Bound = max(then.Bound, first.Bound)
	if then.Plan == nil {
		then.Plan, then.Order, then.Hours, then.Cost = first.Plan, first.Order, first.Hours, first.Cost
	}
	return then
}

// prove looks for the cheapest plan below a cost with the ways to lay the hours of the run.
func (x *exact) prove(below int64) Proof {
	x.best = below
	if below == NoPlan {
		// First any lawful plan: labels without prices are fewer, and its cost cuts off most of the others.
		x.lean = true
		x.dive()
		if x.end == nil {
			return Proof{Complete: x.complete() && (!x.loose || x.hopeless())}
		}
		x.lean = false
		x.end = x.replay(x.end)
		x.best = x.end.cost
	}
	x.run()
	out := Proof{Complete: x.complete()}
	if out.Complete {
		if out.Bound = x.best; x.loose {
			out.Bound, out.Complete = x.idealCost()
		}
	}
	if x.end != nil {
		x.write(&out)
	}
	return out
}

// write puts the best plan found in a proof.
func (x *exact) write(out *Proof) {
	m := x.m
	out.Plan, out.Cost = make(Plan, len(m.Scenes)), x.end.cost
	out.Order, out.Hours = make([][]int, len(m.Slots)), make([]Hours, len(m.Slots))
	for l := x.end; l.from != nil; l = l.from {
		for u, t := range l.turns {
			if t == nil {
				continue
			}
			k := l.date*m.Units + u
			out.Order[k], out.Hours[k] = t.order, t.o.hours
			for _, s := range t.order {
				out.Plan[s] = k
			}
		}
	}
}

// NoPlan is the cost of no plan: more than that of any.
const NoPlan = math.MaxInt64

// Feasible tells whether a small problem has a lawful plan. complete is false when the budget of days did not suffice to know; spent is
// what it took of it.
func Feasible(ctx context.Context, m *Model, budget int) (found, complete bool, spent int) {
	never, spent := m.hopelessAnyway(ctx, budget)
	if never {
		return false, true, spent
	}
	left := budget - spent
	for _, every := range [2]bool{false, true} {
		x := newExact(ctx, m, left, every)
		x.lean, x.best = true, NoPlan
		x.dive()
		found = x.end != nil
		complete = found || x.complete() && (!x.loose || x.hopeless())
		if left = max(x.left, 0); complete || !x.loose || x.cut {
			break
		}
	}
	return found, complete, budget - left
}

// idealized is a run whose days are the ideals of those of another one.
func (x *exact) idealized() *exact {
	y := *x
	y.ideal, y.turns, y.end = true, x.ideals, nil
	y.dead = !(y.narrow() && y.cover(y.least()))
	return &y
}

// hopeless tells that there is no plan even if the hours of each day could be laid as well as any way lays them in each respect.
func (x *exact) hopeless() bool {
	y := x.idealized()
	y.lean, y.best = true, NoPlan
	y.dive()
	x.left = y.left
	return y.end == nil && y.complete()
}

// idealCost is a cost that no plan goes below, whatever the way to lay the hours of its days, 0 when nothing is known; proved tells that it
// is that of the best plan known.
func (x *exact) idealCost() (bound int64, proved bool) {
	y := x.idealized()
	y.best = x.best
	y.run()
	if x.left = y.left; !y.complete() {
		return 0, false
	}
	return y.best, y.end == nil
}

// exact is one run of the exact method. Sets of scenes are masks, one bit a scene.
type exact struct {
	m       *Model
	ctx     context.Context
	s       *state // prices the roles whose pay hangs on all their days
	w       scratch
	all     uint32 // all scenes
	lean    bool   // any lawful plan is looked for, whatever its price
	ideal   bool   // days are no worse than any way to lay their hours, and may be better than all
	every   bool   // the hours of days are laid in every way that some rest may ask for, not in the cheapest alone
	loose   bool   // some days may be laid in ways that are not looked at
	left    int    // the days that may still be tried
	cut     bool   // the run was stopped before its end
	dead    bool   // some scene has no day at all
	partial bool   // some orders of a day were not looked at
	best    int64  // the cost of the best plan known, cents
	end     *label // the best plan found

	allowed  []uint32 // by slot: the scenes it may hold
	deadline []uint32 // by date: the scenes no later date may hold
	groups   []uint32 // the sets of scenes that may share a day
	turns    [][]turn // by slot: the ways to shoot a group on it
	ideals   [][]turn // by slot: see listedTurns
	prices   []int64  // by set of scenes: what its days cost at least
	days     []int    // by set of scenes: the days it takes at least, whatever else they hold

	roles  []cast
	equip  []uint32 // by piece of equipment: the scenes that need it
	covers uint32   // the scenes for bad weather
	call   int64    // the earliest call of any day, in minutes after midnight
	rest   int64    // the longest rest any date asks for, of the crew, performers or children, journeys included, in minutes
	way    int64    // the longest way, in minutes, when ways may be journeys
	far    bool     // some ways are journeys
	legs   int64    // the days over which the longest of them may be laid
	turn   bool     // the clocks change in the calendar
	told   bool     // some days are frozen
	overs  [][]bool // by role and date: a frozen date on which frozen days alone pass the longest run
	lacks  [][]int  // by role and frozen date: the days off that the frozen days alone take from the week of a child
	worked []int    // by role: the frozen dates it works
	unseen int64    // what the roles without any scene cost, in cents
	week   []bool   // by date: the limits of its week hang on the first day worked in it
	width  int      // the words of a context
	buf    []byte   // work space of key
}

// newExact prepares a run that tries budget days at most.
func newExact(ctx context.Context, m *Model, budget int, every bool) *exact {
	n := len(m.Scenes)
	x := &exact{m: m, ctx: ctx, s: newState(m), left: budget, all: 1<<n - 1, every: every}
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
			x.unseen += o.unseen()
			continue
		}
		each := o.Rate
		if o.HoldPaid {
			each = min(each, o.Hold+m.RoleDay) // the days held count toward the minimum
		}
		c.base = o.Travel + o.Once + int64(max(0, o.MinDays-bits.OnesCount32(c.mask)))*each
		if o.Week > 0 {
			c.base += max(min(o.Rate, o.Week), o.Floor)
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
	x.width = wHead + m.Units*uWords + len(x.roles)*rWords + len(m.Equip)*eWords + len(m.Prec)
	x.limits()
	x.dead = !x.group()
	return x
}

// limits computes what tells whether a word of a context still matters, and which scenes a slot may hold.
func (x *exact) limits() {
	m, apart := x.m, int64(0)
	for i := range m.Slots {
		sl := &m.Slots[i]
		if sl.HasHours {
			x.call = min(x.call, int64(sl.Hours.Call), int64(sl.Hours.Ready))
		}
		l := &sl.Law
		apart = max(apart, int64(l.Apart))
		x.rest = max(x.rest, int64(max(l.Rest, l.CastRest, l.WeekRest+l.LateRest+1440, l.Sunday+l.LateRest, l.CastWeek+1440)))
		x.turn = x.turn || l.TurnBy != 0
		if sl.Fixed {
			x.told = true
		}
	}
	for _, c := range x.roles {
		if k := m.Roles[c.r].Child; k != nil {
			x.rest = max(x.rest, int64(k.Rest+k.Before))
			for _, row := range m.Kids {
				x.rest = max(x.rest, int64(row[c.r].Rest+k.Before))
			}
		}
	}
	rest := int64(0) // after a way
	for _, row := range m.Way {
		for _, y := range row {
			x.way, rest = max(x.way, int64(y.Road)), max(rest, int64(y.Rest))
		}
	}
	if x.way > 0 {
		x.rest += x.way + max(rest, apart)
	}
	x.call -= int64(m.latestClock())
	if x.far = m.far(); x.far && m.legged() {
		x.legs = int64(m.mostLegs(int(x.way)))
	}
	x.readTold()
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

// complete tells that the run looked at everything.
func (x *exact) complete() bool { return !x.cut && !x.partial }

// The toil of a run: that of looking at one turn is 1.
const (
	toilOfLaying = 4  // that of laying the scenes of a day once
	toilOfDay    = 64 // that which counts as a day tried
)

// stop tells that the budget or the context has ended. The toil since the last time is taken off the budget.
func (x *exact) stop() bool {
	if x.w.toil++; x.w.toil >= toilOfDay {
		x.left -= x.w.toil / toilOfDay
		x.w.toil %= toilOfDay
		x.cut = x.cut || x.ctx.Err() != nil
	}
	x.cut = x.cut || x.left <= 0
	return x.cut
}

// first lists the labels before the first date: one, or one for each number of dates the plan may use when a price hangs on that
// number.
func (x *exact) first() []*label {
	m := x.m
	blank := func() *label {
		l := &label{ctx: make([]int64, x.width), date: -1, cost: x.unseen}
		for u := range m.Units {
			at := wHead + u*uWords
			l.ctx[at+uReady], l.ctx[at+uKind], l.ctx[at+uBase], l.ctx[at+uSpan] = none, -1, -1, -1
		}
		for i := range x.roles {
			l.ctx[x.roleAt(i)+rEnd], l.ctx[x.roleAt(i)+rGone] = none, none
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

// run extends all labels of a date by every choice of turns before it goes to the next date, and keeps of the labels of one key the
// cheapest.
func (x *exact) run() {
	if x.cut || x.dead {
		return
	}
	now := x.first()
	for d := range x.m.Dates {
		next := map[string]*label{}
		var list []*label // the labels of next in the order they were met, because maps have none
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

// dive looks for any lawful plan, depth first, and follows no label twice.
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

// choose gives each unit from unit on a turn, or none, on date d, and passes each label it comes to to put. taken are the scenes of
// the turns chosen.
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
	var sooner []*turn // of the present line: earlier calls that came to a label
	for i := range list {
		t := &list[i]
		if x.stop() {
			return
		}
		if i > 0 && (list[i-1].mask != t.mask || list[i-1].line != t.line) {
			sooner = sooner[:0]
		}
		if t.mask&(l.shot|taken) != 0 || unit > 0 && x.clash(t, turns[:unit], d) || x.later(l, d, t, sooner) {
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
		met := false
		x.choose(l, d, unit+1, turns, taken|t.mask, func(n *label) {
			met = met || n != nil
			put(n)
		})
		if met && x.m.Units == 1 {
			sooner = append(sooner, t)
		}
	}
	turns[unit] = nil
	x.choose(l, d, unit+1, turns, taken, put)
}

// later tells whether a turn is no better than one of the same scenes in the same order that is called sooner after the same days: a day
// that ends sooner leaves more to the days that follow.
func (x *exact) later(l *label, d int, t *turn, sooner []*turn) bool {
	if len(sooner) == 0 || slices.ContainsFunc(x.roles, func(c cast) bool { return c.mask&t.mask != 0 && x.m.personal(c.r) }) {
		return false
	}
	for _, o := range sooner {
		if o.e.cost <= t.e.cost && o.o.busy <= t.o.busy && o.o.hours.Wrap-o.o.hours.Call <= t.o.hours.Wrap-t.o.hours.Call &&
			o.o.hours.Wrap <= t.o.hours.Wrap && !x.turn && x.restfulTurn(l, d, o) == x.restfulTurn(l, d, t) {
			return true
		}
	}
	return false
}

// restfulTurn is restful for a turn of the first unit after a label.
func (x *exact) restfulTurn(l *label, d int, t *turn) bool {
	c := l.ctx[wHead:][:uWords]
	if c[uReady] == none {
		return x.restful(c, d, t.e.law, 1<<28)
	}
	return x.restful(c, d, t.e.law, t.e.law.instant(t.o.hours.Call)-int(c[uReady])-x.taken(c, t))
}

// clash tells whether a turn asks for people or equipment of the turns of other units at the same time.
func (x *exact) clash(t *turn, others []*turn, d int) bool {
	m := x.m
	rival := false
	for _, o := range others {
		rival = rival || o != nil && o.avoid&t.mask != 0
	}
	if !rival {
		return false
	}
	if slices.ContainsFunc(others, func(o *turn) bool { return o != nil && x.needy(t, o) }) {
		return true
	}
	for _, mine := range t.units {
		at, told := []stretch{mine.at}, m.Slots[d*m.Units+len(others)].Fixed
		for k, o := range others {
			if o == nil {
				continue
			}
			for _, u := range o.units {
				if u.role != mine.role {
					continue
				}
				both := m.Slots[d*m.Units+len(others)].Fixed && m.Slots[d*m.Units+k].Fixed
				if !both && (!t.e.law.sameClock(o.e.law) || x.ideal && !x.apart(&mine, &u, t.e.law)) {
					return true
				}
				at, told = append(at, u.at), told && m.Slots[d*m.Units+k].Fixed
			}
		}
		if !told && !x.ideal && m.together(mine.role, at, t.e.law) > 0 {
			return true
		}
	}
	return false
}

// apart tells whether one of two ideal stays of a performer on a date may be over, the way included, before the other begins, within the
// span of a day.
func (x *exact) apart(a, b *unitStay, l *Law) bool {
	m := x.m
	follows := func(a, b *unitStay) bool {
		way := 0
		if a.at.last != b.at.first {
			way = m.way(a.at.last, b.at.first).Minutes + m.restOnWay(l, a.at.last, b.at.first)
		}
		long := m.adult(a.role) && l.CastSpan > 0 && a.least+way+b.least > l.CastSpan+max(0, -l.TurnBy)
		return a.at.to+way <= b.at.from && !long
	}
	return follows(a, b) || follows(b, a)
}

// needy tells whether two turns of one date ask for more copies of a piece of equipment than there are, or for one person where hours
// do not matter.
func (x *exact) needy(t, o *turn) bool {
	for e, mask := range x.equip {
		if mask&t.mask != 0 && mask&o.mask != 0 && x.m.Equip[e].Copies == 1 {
			return true
		}
	}
	return !x.m.Clocked && slices.ContainsFunc(x.roles, func(c cast) bool { return c.mask&t.mask != 0 && c.mask&o.mask != 0 })
}

// worth tells whether a label may still become a plan on the dates after d, and one cheaper than the best: its cost and the least price
// of the scenes left stay below it, and these scenes fit in the dates left to them.
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
	if m.MaxDates > 0 && used+dates > max(m.MaxDates, m.hold.dates) {
		return false
	}
	if t := int(l.ctx[wTotal]); t > 0 && (used+dates > t || used+bits.OnesCount32(rest) < t) {
		return false
	}
	for i := range x.roles {
		who := &x.roles[i]
		if most := max(m.Roles[who.r].MaxDays, x.worked[who.r]); m.Roles[who.r].MaxDays > 0 &&
			int(l.ctx[x.roleAt(i)+rWorked])+x.days[who.mask&rest] > most {
			return false
		}
	}
	return true
}

// replay extends the plan of a label found without prices once more, with all prices.
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
