package search

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// listing is the list of all days a plan may hold, where a day holds few scenes and so there are not too many. The pricer of the covering
// then has nothing to search for, and may know more of a day: the lights and places that its scenes wait for, the hours of children, the
// rules that keep two scenes apart, and the premiums and the waits that no call of the day avoids. A day of the list may still break a
// rule; a day that is not in it does.
type listing struct {
	c     *covering
	ctx   context.Context
	kinds []kindOfHours
	wait  []timing   // by scene
	slots [][]uint64 // by scene: the slots it may stand in, one bit each
	apart [][]uint64 // by scene: the scenes no day holds with it, one bit each
	dark  []int64    // by scene: the premium of the night that the constant of the covering counts, cents
	kids  []int      // the roles with hours of their own
	days  []listed
	rows  []int32 // the rows of all days, one day after the other
	yield []int64 // by row: what it is worth
}

// listed is a day of the list.
type listed struct {
	from  int32   // its rows stand from this one on
	n     int16   // the number of its rows
	known bool    // its hours are priced
	items []int16 // by rank in the pricer
	cost  int64   // units
}

// timing is the hours a scene may be shot at, on whatever date: it begins at open or later, and ends by close.
type timing struct{ open, close int }

// kindOfHours is a unit with a law of its slots, and the slots that have it, one bit each.
type kindOfHours struct {
	unit  int
	law   Law
	slots []uint64
}

// The most days a list holds, and the most scenes a day of it.
const (
	mostListed = 60_000
	mostInDay  = 8
)

// newListing lists the days of a covering; nil when they are too many, when some days are told, or when the context ends.
func newListing(ctx context.Context, c *covering) *listing {
	m := c.m
	room := 0
	for i := range m.Slots {
		if m.Slots[i].Fixed {
			return nil
		}
		room = max(room, m.Slots[i].Law.Room)
	}
	if sizes := slices.Sorted(slices.Values(c.sizes)); len(sizes) > mostInDay {
		light := 0
		for _, v := range sizes[:mostInDay+1] {
			light += v
		}
		if room == 0 || light <= c.p.room-c.p.locMove {
			return nil // the lightest scenes make too long a day already
		}
	}
	x := &listing{c: c, ctx: ctx, yield: make([]int64, len(c.rhs)), dark: make([]int64, len(m.Scenes))}
	if m.dark(x.dark) == 0 {
		clear(x.dark)
	}
	for r := range m.Roles {
		if m.Roles[r].Child != nil {
			x.kids = append(x.kids, r)
		}
	}
	x.readSlots()
	x.readScenes()
	order := make([]int16, len(c.p.items))
	for i := range order {
		order[i] = int16(i)
	}
	day := listedDay{slots: make([]uint64, (len(m.Slots)+63)/64), allowed: make([]uint64, (len(m.Scenes)+63)/64)}
	for i := range day.slots {
		day.slots[i] = math.MaxUint64
	}
	if !x.extend(&day, order) {
		return nil
	}
	return x
}

// readSlots gathers the slots of one unit and one law.
func (x *listing) readSlots() {
	m := x.c.m
	words := (len(m.Slots) + 63) / 64
	for i := range m.Slots {
		sl := m.Slots[i]
		sl.Law.Sky, sl.Law.Kids = 0, 0
		k := slices.IndexFunc(x.kinds, func(o kindOfHours) bool { return o.unit == sl.Unit && o.law == sl.Law })
		if k < 0 {
			k = len(x.kinds)
			x.kinds = append(x.kinds, kindOfHours{sl.Unit, sl.Law, make([]uint64, words)})
		}
		x.kinds[k].slots[i>>6] |= 1 << (i & 63)
	}
}

// readScenes reads when and where scenes may be shot, and which of them never share a day.
func (x *listing) readScenes() {
	m := x.c.m
	for i := range m.Scenes {
		slots := make([]uint64, (len(m.Slots)+63)/64)
		for k, ok := range m.Scenes[i].Allowed {
			if ok {
				slots[k>>6] |= 1 << (k & 63)
			}
		}
		x.slots, x.wait = append(x.slots, slots), append(x.wait, x.timing(&m.Scenes[i]))
		x.apart = append(x.apart, make([]uint64, (len(m.Scenes)+63)/64))
	}
	for _, p := range m.Prec {
		if !p.SameDay || p.Gap > 0 || p.Next {
			a, b := p.Before, p.After
			x.apart[a][b>>6] |= 1 << (b & 63)
			x.apart[b][a>>6] |= 1 << (a & 63)
		}
	}
}

// timing is the widest hours of a scene over the slots that allow it.
func (x *listing) timing(sc *Scene) timing {
	m := x.c.m
	if !m.Clocked {
		return timing{0, Endless}
	}
	out := timing{Endless, 0}
	for k, ok := range sc.Allowed {
		if !ok {
			continue
		}
		l := &m.Slots[k].Law
		sky := m.hoursOf(l, sc)
		if !sky.holds(sc.Minutes) {
			continue
		}
		at := timing{sky.start(0, sc.Minutes), max(sky.To, sky.Early)}
		for _, r := range sc.Roles {
			if c := m.Roles[r].Child; c != nil {
				limits := m.kidOn(l, r)
				at.open = max(at.open, limits.Earliest+c.Before)
				if limits.Latest > 0 {
					at.close = min(at.close, limits.Latest-c.After+sc.Minutes-sc.stays(r))
				}
			}
		}
		out.open, out.close = min(out.open, at.open), max(out.close, at.close)
	}
	return out
}

// listedDay is a day being made.
type listedDay struct {
	items                  []int16
	slots                  []uint64 // the slots all its scenes may stand in
	allowed                []uint64 // the scenes it holds may not meet
	minutes, eighths, locs int
}

// extend adds to a day each of some items, and lists what comes out, with all that may follow; it returns false when there are too many, or
// the context ends.
func (x *listing) extend(d *listedDay, rest []int16) bool {
	if x.ctx.Err() != nil {
		return false
	}
	var next []int16
	var days []listedDay
	for _, i := range rest {
		if n, ok := x.with(d, i); ok {
			next, days = append(next, i), append(days, n)
		}
	}
	for k := range next {
		x.list(days[k].items)
		if len(x.days) > mostListed || len(days[k].items) > mostInDay || !x.extend(&days[k], next[k+1:]) {
			return false
		}
	}
	return true
}

// list adds a day to the list.
func (x *listing) list(items []int16) {
	from := len(x.rows)
	chosen := make([]int, len(items))
	for k, i := range items {
		chosen[k] = int(i)
	}
	col := x.c.column(chosen)
	for _, r := range col.Rows {
		x.rows = append(x.rows, int32(r))
	}
	x.days = append(x.days, listed{from: int32(from), n: int16(len(x.rows) - from), items: items, cost: int64(col.Cost)})
}

// with is a day with an item more, and whether any slot may hold it.
func (x *listing) with(d *listedDay, i int16) (listedDay, bool) {
	m, it := x.c.m, &x.c.p.items[i]
	sc := &m.Scenes[it.scene]
	n := listedDay{minutes: d.minutes + sc.Minutes, eighths: d.eighths + sc.Eighths, locs: d.locs + 1}
	if len(d.items) == 0 {
		n.items, n.slots, n.allowed = []int16{i}, x.slots[it.scene], x.apart[it.scene]
		return n, true
	}
	if d.allowed[it.scene>>6]>>(it.scene&63)&1 == 1 {
		return n, false
	}
	for _, o := range d.items {
		other := &x.c.p.items[o]
		if other.cluster != it.cluster {
			return n, false
		}
		if other.loc == it.loc {
			n.locs = d.locs
		}
	}
	if m.MaxMoves > 0 && n.locs-1 > m.MaxMoves {
		return n, false
	}
	n.slots = both(d.slots, x.slots[it.scene])
	n.items = append(slices.Clone(d.items), i)
	if !x.roomy(&n) || !x.c.p.fitsAny(n.items) || !x.timely(n.items) || !x.lawfulKids(n.items) {
		return n, false
	}
	n.allowed = slices.Clone(d.allowed)
	for k, v := range x.apart[it.scene] {
		n.allowed[k] |= v
	}
	return n, true
}

// both are the bits of two masks.
func both(a, b []uint64) []uint64 {
	out := make([]uint64, len(a))
	for i := range a {
		out[i] = a[i] & b[i]
	}
	return out
}

// roomy tells whether some slot of a day has room for its scenes and the ways between their locations.
func (x *listing) roomy(d *listedDay) bool {
	for k := range x.kinds {
		law := &x.kinds[k].law
		if share(x.kinds[k].slots, d.slots) && (law.Room == 0 || d.minutes+(d.locs-1)*x.c.way <= law.Room) &&
			(law.Pages == 0 || d.eighths <= law.Pages) {
			return true
		}
	}
	return false
}

// share tells whether two masks share a bit.
func share(a, b []uint64) bool {
	for i := range a {
		if a[i]&b[i] != 0 {
			return true
		}
	}
	return false
}

// fitsAny tells whether some kind of day may hold all items.
func (p *pricer) fitsAny(items []int16) bool {
	for k := range p.kinds {
		all := true
		for _, i := range items {
			all = all && p.kinds[k].holds(&p.items[i])
		}
		if all {
			return true
		}
	}
	return false
}

// timely tells whether the scenes of a day find room in their hours: those that begin after a minute and end by another take no more than
// what lies between.
func (x *listing) timely(items []int16) bool {
	for _, a := range items {
		open := x.at(a).open
		for _, b := range items {
			end, sum := x.at(b).close, 0
			for _, o := range items {
				if t := x.at(o); t.open >= open && t.close <= end {
					sum += x.scene(o).Minutes
				}
			}
			if sum > 0 && open+sum > end {
				return false
			}
		}
	}
	return true
}

func (x *listing) scene(i int16) *Scene { return &x.c.m.Scenes[x.c.p.items[i].scene] }

func (x *listing) at(i int16) timing { return x.wait[x.c.p.items[i].scene] }

// lawfulKids tells whether the scenes of a day leave each of those with hours of their own their limits: all of their scenes but one are
// shot whole while they are there.
func (x *listing) lawfulKids(items []int16) bool {
	m := x.c.m
	for _, r := range x.kids {
		shot, whole, off := 0, 0, 0
		for _, i := range items {
			if sc := x.scene(i); slices.Contains(sc.Roles, r) {
				n := sc.stays(r)
				shot, whole, off = shot+n, whole+sc.Minutes, max(off, sc.Minutes-n)
			}
		}
		c := m.Roles[r].Child
		if shot == 0 {
			continue
		}
		if c.Work > 0 && (c.ByShot || !m.Clocked) && shot > c.Work {
			return false
		}
		there := whole - off + c.Before + c.After
		if m.Clocked && (!c.ByShot && c.Work > 0 && there > c.Work || c.Most > 0 && there > c.Most) {
			return false
		}
	}
	return true
}

// alone is the cost of a day of one item.
func (x *listing) alone(item int) int64 {
	for i := range x.days {
		if d := &x.days[i]; len(d.items) == 1 && int(d.items[0]) == item {
			x.hours(d)
			return d.cost
		}
	}
	return impossible
}

// promise is a listed day with what it is worth at most.
type promise struct {
	at    int32
	worth int64
}

// best is the best of the pricer: the most any day of the list is worth, or more when it is stopped, and days worth something. Hours are
// priced as they are needed.
func (x *listing) best(y prices, stop func() bool) (int64, []found) {
	c := x.c
	copy(x.yield, y.scene)
	x.yield[c.dayRow] = y.day
	copy(x.yield[c.locRow:], y.loc)
	copy(x.yield[c.resRow:], y.res)
	var open []promise
	for i := range x.days {
		if v := x.worth(&x.days[i]); v > 0 {
			open = append(open, promise{int32(i), v})
		}
	}
	slices.SortFunc(open, func(a, b promise) int { return cmp.Or(cmp.Compare(b.worth, a.worth), int(a.at-b.at)) })
	var days []found
	over := int64(0)
	for _, o := range open {
		if o.worth <= over && len(days) >= mostFound {
			break
		}
		if stop() {
			return max(over, o.worth), days
		}
		d := &x.days[o.at]
		if !d.known {
			x.hours(d)
			o.worth = x.worth(d)
		}
		if o.worth <= 0 {
			continue
		}
		over = max(over, o.worth)
		items := make([]int, len(d.items))
		for k, i := range d.items {
			items[k] = int(i)
		}
		days = append(days, found{items, o.worth, d.cost})
	}
	return over, days
}

// mostFound is the number of days after which a pricing stops once it has proved its bound.
const mostFound = 60

// worth is what a listed day is worth.
func (x *listing) worth(d *listed) int64 {
	v := -d.cost
	for _, r := range x.rows[d.from : d.from+int32(d.n)] {
		v += x.yield[r]
	}
	return v
}
