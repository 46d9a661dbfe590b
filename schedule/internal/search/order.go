package search

import (
	"math/bits"
	"slices"
)

// turn is one way to shoot a group of scenes on a slot: an order that breaks no rule of a day, and the day as the rest of the plan sees
// it.
type turn struct {
	mask  uint32 // its scenes
	avoid uint32 // the scenes another unit may not shoot on the same date: they ask for the same people or equipment
	order []int  // its scenes in shooting order
	line  int    // the rank of its order among those of the group: turns of one line differ by their call alone
	e     dayEval
	o     option // its hours, whose price e counts
	kids  []stay
	units []unitStay // of every role, when there are several units
}

// stay is the presence in a day of a role with hours of its own, in minutes after midnight.
type stay struct{ role, from, to int }

// unitStay is the stretch of a role in the day of one unit.
type unitStay struct {
	role  int
	at    stretch
	least int // of an ideal turn: the minutes from the first take of the role to the end of its last one, at least
}

// listedTurns are the turns of a group on a slot.
type listedTurns struct {
	list []turn
	// one turn for all ways to lay the hours of an order from a call, no worse than any of them; those of list where it holds all that
	// some rest may ask for
	ideal []turn
	loose bool // list does not
	all   bool // no order was left out
}

// layTurns lists the lawful orders of a group on a slot that no other dominates: an order dominates another when it is no worse in anything
// the rest of the plan sees, that is price, call and wrap, first and last base, who is there from when to when. Every call
// on the step is a turn of its own, laid in the cheapest way, or in each that layings knows.
func (x *exact) layTurns(slot int, mask uint32) listedTurns {
	m := x.m
	o := ordering{x: x, m: m, slot: slot, w: &x.w, met: map[corner][]effort{}}
	o.scenes = members(mask)
	o.minutes, o.eighths, o.moves, o.children = m.contents(slot, o.scenes, o.w, &o.e)
	switch {
	case m.simple():
		e := o.e
		e.cost += int64(o.moves) * m.Move
		m.fill(&e, slot, o.scenes, o.minutes+o.moves*m.MoveMinutes, o.eighths, o.moves)
		m.arrange(slot, o.scenes, o.w)
		if o.children > 0 {
			m.childDay(o.scenes, o.w, &e)
		}
		o.w.opts = o.w.opts[:0]
		o.keep(e)
	case m.Slots[slot].Fixed:
		m.arrange(slot, o.scenes, o.w)
		o.try()
	default:
		// Then the call, or the price of the hours, hangs on the order.
		law := &m.Slots[slot].Law
		o.timed = m.Clocked && (m.Units > 1 || m.laws[slot] != nil || m.HourRate > 0 && law.Break > 0 && law.Tariff.Len > 0)
		for _, s := range o.scenes {
			sc := &m.Scenes[s]
			loc := &m.Locs[sc.Loc]
			o.timed = o.timed || m.Clocked && (sc.Child || sc.Watched || loc.Opens > 0 || loc.Closes > 0 || sc.Sun && law.Sky > 0)
		}
		if o.listKids() {
			o.next(0, Dawn, effort{})
		}
	}
	if !o.loose {
		o.ideal = o.out
	}
	for _, list := range [2][]turn{o.out, o.ideal} {
		for i := range list {
			list[i].mask = mask
		}
	}
	return listedTurns{o.out, o.ideal, o.loose, o.work <= mostOrders}
}

// members lists the scenes of a mask.
func members(mask uint32) []int {
	var out []int
	for ; mask != 0; mask &= mask - 1 {
		out = append(out, bits.TrailingZeros32(mask))
	}
	return out
}

// mostOrders is the most beginnings of a day looked at.
const mostOrders = 20_000

// ordering is the enumeration of the orders of one day: a depth first search over the beginnings of the day, which drops those that
// another beginning of the same scenes dominates, as Held and Karp (1962) do.
type ordering struct {
	x      *exact // counts the toil
	m      *Model
	slot   int
	w      *scratch
	ideal  []turn // see listedTurns
	loose  bool
	work   int     // the beginnings looked at
	scenes []int   // the scenes of the day
	e      dayEval // what they cost in any order

	minutes, eighths, moves, children int // as contents returns them

	timed bool                // the time of each scene matters, not only the end of the day
	kids  []minor             // the children a limit binds
	line  []int               // the beginning: the scenes so far, in order
	met   map[corner][]effort // what beginnings took to come to a corner
	out   []turn              // the orders that none dominates
	lines int                 // the orders evaluated
	done  bool                // no other order can be better
}

// minor is a child of a day: its scenes, by their rank in the day, and the most minutes from the start of its first scene to the end of
// its last.
type minor struct {
	scenes uint32
	limit  int
}

// listKids lists the children a limit binds. It returns false when the scenes of one last longer than its limit in any order.
func (o *ordering) listKids() bool {
	m := o.m
	for r := range m.Roles {
		c := m.Roles[r].Child
		if c == nil || c.Work == 0 {
			continue
		}
		k, minutes, short := minor{limit: c.Work}, 0, false
		if m.Clocked && !c.ByShot {
			k.limit -= c.Before + c.After
		}
		for i, s := range o.scenes {
			if slices.Contains(m.Scenes[s].Roles, r) {
				k.scenes |= 1 << i
				minutes += m.Scenes[s].stays(r)
				short = short || len(m.Scenes[s].Short) > 0
			}
		}
		if k.scenes != 0 && minutes > k.limit {
			return false
		}
		if k.scenes != 0 && m.Clocked && !c.ByShot && !short && c.Breaks {
			o.kids = append(o.kids, k)
		}
	}
	return true
}

// tooLong tells whether the present beginning already keeps a child beyond its limit, the meal break not counted. used are the scenes
// shot, by rank.
func (o *ordering) tooLong(used uint32) bool {
	for _, k := range o.kids {
		if k.scenes&used == 0 || k.scenes&^used == 0 {
			continue
		}
		shot := 0 // from its first scene on
		for i, s := range o.line {
			if shot > 0 || k.scenes>>slices.Index(o.scenes, s)&1 == 1 {
				if shot > 0 {
					if from := o.m.Scenes[o.line[i-1]].Loc; from != o.m.Scenes[s].Loc {
						shot += o.m.way(from, o.m.Scenes[s].Loc).Minutes
					}
				}
				shot += o.m.Scenes[s].Minutes
			}
		}
		for i, s := range o.scenes {
			if k.scenes&^used>>i&1 == 1 {
				shot += o.m.Scenes[s].Minutes
			}
		}
		if shot > k.limit {
			return true
		}
	}
	return false
}

// corner is what the rest of the day sees of its beginning.
type corner struct {
	used        uint32 // the scenes shot, by rank
	first, last int    // the base where it began, when ways have a price, or the location; and the location where it stands
	light       Phase  // the latest light
}

// effort is what the moves of the beginning of a day take.
type effort struct {
	moves, minutes int
	cost           int64 // cents
}

// next extends the beginning by each scene that may come now. used are the scenes shot, by rank, light the latest light, spent what the
// moves took.
func (o *ordering) next(used uint32, light Phase, spent effort) {
	m := o.m
	if len(o.line) == len(o.scenes) {
		o.w.order = append(o.w.order[:0], o.line...)
		o.try()
		// When the order decides nothing but the moves, no order is better than one with the fewest.
		o.done = len(o.out) > 0 && spent.moves == o.moves && m.Way == nil && !o.timed && !m.leaves
		return
	}
	room := m.Slots[o.slot].Law.Room
	if m.MaxMoves > 0 && spent.moves > m.MaxMoves || room > 0 && o.minutes+spent.minutes > room && len(o.scenes) > 1 {
		return
	}
	o.work++
	if o.x.stop() || o.tooLong(used) {
		return
	}
	if !o.timed && len(o.line) > 1 && o.beaten(used, light, spent) {
		return
	}
	for i, s := range o.scenes {
		if o.done || o.work > mostOrders || o.x.cut {
			return
		}
		sc := &m.Scenes[s]
		if used>>i&1 == 1 || m.LightOrder && sc.Phase != Any && sc.Phase < light || o.early(i, used) {
			continue
		}
		ph := light
		if sc.Phase != Any {
			ph = max(ph, sc.Phase)
		}
		o.line = append(o.line, s)
		if sum, ok := o.moved(spent); ok {
			o.next(used|1<<i, ph, sum)
		}
		o.line = o.line[:len(o.line)-1]
	}
}

// moved is what the moves of the beginning take with its last scene, spent without it. It is not ok when that scene is in a place left for
// good.
func (o *ordering) moved(spent effort) (sum effort, ok bool) {
	m, n := o.m, len(o.line)-1
	if n == 0 || m.Scenes[o.line[n-1]].Loc == m.Scenes[o.line[n]].Loc {
		return spent, true
	}
	to := &m.Locs[m.Scenes[o.line[n]].Loc]
	y := m.way(m.Scenes[o.line[n-1]].Loc, m.Scenes[o.line[n]].Loc)
	sum = effort{spent.moves + 1, spent.minutes + y.Minutes, spent.cost + y.Cost + int64(y.Km)*m.Km}
	if !m.returns || !m.comesBack(o.line, n) {
		return sum, true
	}
	sum.cost += to.Return
	return sum, !to.NoReturn
}

// beaten tells whether another beginning came to the same corner with no more effort, and notes this one when none did.
func (o *ordering) beaten(used uint32, light Phase, spent effort) bool {
	c := corner{used: used, last: o.m.Scenes[o.line[len(o.line)-1]].Loc, light: light}
	if o.m.Way != nil {
		c.first = o.m.Locs[o.m.Scenes[o.line[0]].Loc].Base
	}
	if o.m.leaves {
		c.first = o.m.Scenes[o.line[0]].Loc
	}
	for _, e := range o.met[c] {
		if e.moves <= spent.moves && e.minutes <= spent.minutes && e.cost <= spent.cost {
			return true
		}
	}
	o.met[c] = append(o.met[c], spent)
	return false
}

// early tells whether the scene of rank i may not come yet: a scene that must precede it is not shot, or a twin of lower rank is not
// (of two twins only one order is tried).
func (o *ordering) early(i int, used uint32) bool {
	m := o.m
	for k, t := range o.scenes[:i] {
		if used>>k&1 == 0 && o.twins(o.scenes[i], t) {
			return true
		}
	}
	if m.SameDay {
		for _, p := range m.Prec {
			if p.After == o.scenes[i] && p.SameDay && p.Gap == 0 {
				if k := slices.Index(o.scenes, p.Before); k >= 0 && k != i && used>>k&1 == 0 {
					return true
				}
			}
		}
	}
	return false
}

// twins tells whether two scenes may change places in any order of the day without changing anything.
func (o *ordering) twins(a, b int) bool {
	m := o.m
	x, y := &m.Scenes[a], &m.Scenes[b]
	if x.Loc != y.Loc || x.Phase != y.Phase {
		return false
	}
	if o.timed && (x.Minutes != y.Minutes || x.Sun != y.Sun || len(x.Short)+len(y.Short) > 0 ||
		(x.Child || y.Child || x.Watched || y.Watched || m.Units > 1) && !slices.Equal(x.Roles, y.Roles)) {
		return false
	}
	for _, p := range m.Prec {
		if p.SameDay && p.Gap == 0 && (p.Before == a || p.After == a || p.Before == b || p.After == b) {
			return false
		}
	}
	return true
}

// try evaluates the order in w.order at every call, and keeps what is worth it.
func (o *ordering) try() {
	o.w.grid, o.w.every = o.m.callStep(len(o.scenes)), o.x.every
	e := o.m.evalOrder(o.slot, o.e, o.minutes, o.eighths, o.children, o.w)
	o.w.grid, o.w.every = 0, false
	o.lines++
	o.keep(e)
}

// callStep is the step of the calls the exact method looks at for a group of scenes: that of the model, or a coarser one where the
// groups are many.
func (m *Model) callStep(scenes int) int {
	if len(m.Scenes) > everyCall || scenes > everyCall {
		return max(m.Step, (finer+m.Step-1)/m.Step*m.Step)
	}
	return m.Step
}

// everyCall is the most scenes of a problem whose every call is looked at.
const everyCall = 6

// keep adds the order in w.order to the turns, at each of its calls, unless it breaks a rule or a turn dominates it, and drops the turns
// it dominates.
func (o *ordering) keep(e dayEval) {
	if e.viol > 0 {
		return
	}
	m := o.m
	opts := o.w.opts
	e.opts = nil
	if !m.Clocked {
		o.add(&o.out, turn{e: e, line: o.lines})
		return
	}
	opts = slices.Clone(opts)
	for i := 0; i < len(opts) && !o.x.stop(); {
		n := i + 1
		for n < len(opts) && opts[n].hours.Call == opts[i].hours.Call {
			n++
		}
		if opts[i].viol == 0 {
			o.keepCall(e, opts[i:n])
		}
		i = n
	}
}

// keepCall adds the ways to lay the order in w.order from one call.
func (o *ordering) keepCall(e dayEval, ways []option) {
	turns := make([]turn, len(ways))
	for i, p := range ways {
		turns[i] = turn{e: e, o: p, line: o.lines}
		turns[i].e.cost += p.cost
		o.stays(&turns[i])
	}
	if o.m.Slots[o.slot].Fixed {
		o.add(&o.out, turns[0])
		return
	}
	ideal := o.idealize(turns)
	o.loose = o.loose || !slices.ContainsFunc(turns, func(t turn) bool { return t.beats(&ideal, o.m) })
	o.add(&o.ideal, ideal)
	for _, t := range turns {
		o.add(&o.out, t)
	}
}

// stays notes in a turn who is there from when to when.
func (o *ordering) stays(t *turn) {
	m := o.m
	if o.children == 0 && m.Units == 1 {
		return
	}
	sl := &m.Slots[o.slot]
	if sl.Fixed && sl.HasHours {
		m.given(sl, t.e.law, o.w)
	} else {
		m.read(t.e.law, o.w)
		m.relaid(t.e.law, o.w, t.o.hours, o.children)
	}
	for r := range m.Roles {
		if m.Units > 1 {
			if at := m.stretchOf(o.w, r, t.o.hours); at.first >= 0 {
				t.units = append(t.units, unitStay{role: r, at: at})
			}
		}
		if m.Roles[r].Child == nil {
			continue
		}
		if from, to := m.present(o.w, r, t.o.hours.Meal); to > 0 && from < 1<<29 {
			t.kids = append(t.kids, stay{r, from, to})
		}
	}
}

// add adds a turn of the order in w.order to a list.
func (o *ordering) add(list *[]turn, t turn) {
	out := *list
	n := len(out)
	o.w.toil += n
	near := func(i int) bool { return out[i].line != t.line || i >= n-8 } // of one order, calls far apart never compare
	for i := range out {
		if near(i) && out[i].beats(&t, o.m) {
			return
		}
	}
	kept := 0
	for i := range out {
		if near(i) && t.beats(&out[i], o.m) {
			continue
		}
		out[kept] = out[i]
		kept++
	}
	t.order = slices.Clone(o.w.order)
	*list = append(out[:kept], t)
}

// beats tells whether a turn dominates another of the same scenes and slot: it is no worse whatever stands around it.
func (t *turn) beats(b *turn, m *Model) bool {
	if t.e.cost > b.e.cost || t.o.hours.Wrap > b.o.hours.Wrap || t.o.hours.Call < b.o.hours.Call || t.o.busy > b.o.busy {
		return false
	}
	if !m.alike(t.e.first, b.e.first) || !m.alike(t.e.last, b.e.last) || t.e.law != b.e.law {
		return false
	}
	for i := range t.kids {
		if t.kids[i].from < b.kids[i].from || t.kids[i].to > b.kids[i].to {
			return false
		}
	}
	for i := range t.units {
		x, y := &t.units[i].at, &b.units[i].at
		if x.from < y.from || x.to > y.to || x.first != y.first || x.last != y.last {
			return false
		}
	}
	return true
}

// alike tells whether the days around one cannot tell two locations where it may begin or end apart.
func (m *Model) alike(a, b int) bool {
	return a == b || !m.leaves && (m.Way == nil || m.Locs[a].Base == m.Locs[b].Base)
}
