package search

import (
	"cmp"
	"math"
	"slices"
)

// hours prices the hours of a listed day: it raises its cost to what its unit, its premiums and its waits cost at least, at whatever
// call.
func (x *listing) hours(d *listed) {
	if d.known {
		return
	}
	d.known = true
	m, p := x.c.m, x.c.p
	if !m.Clocked || m.HourRate == 0 && m.Wait == 0 && m.Units == 1 {
		return
	}
	items := make([]int, len(d.items))
	slots := slices.Clone(x.slots[p.items[d.items[0]].scene])
	counted := int64(0)
	for k, i := range d.items {
		items[k] = int(i)
		s := p.items[i].scene
		slots = both(slots, x.slots[s])
		counted += x.dark[s]
	}
	w := x.working(d.items)
	least := int64(never)
	cheapest := slices.Min(m.UnitDay)
	for k := range x.kinds {
		h := &x.kinds[k]
		if !share(h.slots, slots) {
			continue
		}
		unit := m.UnitDay[h.unit] - cheapest
		if least >= 0 && unit-counted >= least {
			continue
		}
		if v, ok := x.cheapestCall(&h.law, &w); ok {
			if v += unit - counted; least == never || v < least {
				least = v
			}
		}
	}
	if least > 0 {
		d.cost += max(0, least*grain-p.premium(items, p.weight(items)))
	} else if least == never {
		d.cost = impossible
	}
}

// impossible is the cost of a listed day that no call makes lawful, in units.
const impossible = int64(1) << 50

// working is what the hours of a day are priced from.
type working struct {
	scenes  []timing // by rising open
	lengths []int    // of each
	work    int      // minutes of scenes
	ways    int      // the least minutes between locations
	most    int      // the most minutes of them
	played  bool
	latest  int // the latest minute the first scene may begin at
}

// working reads the scenes of a day.
func (x *listing) working(items []int16) working {
	m := x.c.m
	list := slices.Clone(items)
	slices.SortFunc(list, func(a, b int16) int { return cmp.Or(cmp.Compare(x.at(a).open, x.at(b).open), int(a-b)) })
	var w working
	var locs []int
	for _, i := range list {
		sc := x.scene(i)
		w.scenes, w.lengths = append(w.scenes, x.at(i)), append(w.lengths, sc.Minutes)
		w.work += sc.Minutes
		w.played = w.played || len(sc.Roles) > 0
		if !slices.Contains(locs, sc.Loc) {
			locs = append(locs, sc.Loc)
		}
	}
	if w.ways = (len(locs) - 1) * x.c.way; len(locs) > 1 {
		moves := len(list) - 1
		if m.MaxMoves > 0 {
			moves = min(moves, m.MaxMoves)
		}
		w.most = moves * x.c.longest
	}
	// The scenes are laid from the last to the first, each as late as its hours allow, in the order of their ends.
	slices.SortFunc(list, func(a, b int16) int { return cmp.Or(cmp.Compare(x.at(b).close, x.at(a).close), int(a-b)) })
	w.latest = Endless
	for _, i := range list {
		w.latest = min(w.latest, x.at(i).close) - x.scene(i).Minutes
	}
	return w
}

// end is the earliest minute the scenes of a day may be done by when they begin at a minute.
func (w *working) end(at int) int {
	for k := range w.scenes {
		at = max(at, w.scenes[k].open) + w.lengths[k]
	}
	return at
}

// callBlock is how many minutes of calls are priced at once.
const callBlock = 15

// cheapestCall is the least that the premiums and the waits of a day cost under a law, in cents, and whether any call is lawful.
func (x *listing) cheapestCall(l *Law, w *working) (int64, bool) {
	m, prep := x.c.m, x.c.m.Prep+l.Session
	slack := max(l.TurnBy, -l.TurnBy)
	first := 0
	if l.Span > 0 {
		first = max(0, w.end(prep)+m.WrapUp-l.Span-slack)
	}
	best, found := int64(0), false
	if l.Work > 0 && w.work+w.ways+prep+m.WrapUp-slack > l.Work {
		return 0, false
	}
	for call := first; call <= min(lastCall, w.latest-prep); call += callBlock {
		// The hours of a block of calls all hold what lies between its last call and the earliest wrap of its first one.
		ready, from := call+prep, call+callBlock-1
		end := w.end(ready)
		done := max(end, ready+w.work+w.ways)
		late := true
		for _, pause := range [2]int{0, l.Break} {
			if pause == 0 && l.Break > 0 && (l.Always || done+m.WrapUp-from-slack >= l.breakAfter()) {
				continue // too long a day to have no break
			}
			wrap := max(end, ready+w.work+w.ways+pause) + m.WrapUp
			if wrap > lastMinute || l.ContTo > 0 && wrap > l.ContTo {
				continue
			}
			late = false
			if l.Span > 0 && wrap-from-slack > l.Span || l.ContTo > 0 && from < l.ContFrom {
				continue
			}
			if v := x.leastHours(l, w, Hours{Call: from, Meal: done, Break: pause, Wrap: wrap}); !found || v < best {
				best, found = v, true
			}
		}
		if late || found && best == 0 {
			break
		}
	}
	return best, found
}

// leastHours is the least that the premiums and the waits cost of a day that begins at h.Call or before, ends at h.Wrap or later, and whose
// scenes are done at h.Meal or later, in cents; its break lasts h.Break minutes, 0 for a day without one.
func (x *listing) leastHours(l *Law, w *working, h Hours) int64 {
	m := x.c.m
	var sum int64
	if idle := h.Wrap - h.Call - l.Session - m.Prep - m.WrapUp - h.Break - w.work - w.most; m.Wait > 0 && idle > 0 {
		sum = max(0, int64(idle)*m.Wait/60-1)
	}
	if m.HourRate == 0 || l.Tariff.Len == 0 {
		return sum
	}
	// The break is after the work, or inside it.
	after := h
	after.Wrap = max(h.Wrap, h.Meal+h.Break+m.WrapUp)
	least := m.premiums(l, after)
	if least > 0 && h.Break > 0 {
		least = min(least, x.brokenHours(l, w, h.Call, h.Wrap))
	}
	return sum + max(0, least-2*lineSlack)
}

// brokenHours is the least that the premiums of a day cost whose break is inside its work, in cents.
func (x *listing) brokenHours(l *Law, w *working, from, wrap int) int64 {
	m := x.c.m
	least := int64(math.MaxInt64)
	try := func(at int) {
		least = min(least, m.premiums(l, Hours{Call: from, Meal: at, Break: l.Break, Wrap: wrap}))
	}
	// Inside the hours of a meal the premiums change their slope only where the break meets the end of a run of the tariff.
	inside := func(low, high int) {
		first, last := max(low, from), min(high, wrap-l.Break)
		switch {
		case high < from-callBlock:
			return
		case high < from:
			try(from)
			return
		case first > last:
			try(wrap - l.Break)
			return
		}
		try(first)
		try(last)
		for k := range l.Tariff.Len {
			for _, at := range [2]int{l.Tariff.Runs[k].Until, l.Tariff.Runs[k].Until - l.Break} {
				if first < at && at < last {
					try(at)
				}
			}
		}
	}
	if !w.played || l.MealLeast == 0 {
		inside(from, wrap)
		return least
	}
	for _, meal := range l.Meals {
		if meal[1] > 0 {
			inside(meal[0], meal[1]-l.Break)
		}
	}
	return least
}
