package search

import (
	"math"
	"slices"
)

// read reads the scenes of w.order once for all the ways to lay their hours: the ways between them, the hours of their lights and places,
// and those of the performers who come later than the others.
func (m *Model) read(l *Law, w *scratch) {
	w.ways, w.rests, w.skies, w.low, w.total, w.played = w.ways[:0], w.rests[:0], w.skies[:0], w.low[:0], 0, false
	w.night = false
	for i, s := range w.order {
		sc := &m.Scenes[s]
		way, rest, low := 0, 0, 0
		if i > 0 {
			if a := m.Scenes[w.order[i-1]].Loc; a != sc.Loc {
				way, rest = m.way(a, sc.Loc).Minutes, m.restOnWay(l, a, sc.Loc)
			}
		}
		if m.Clocked && (sc.Child || sc.Watched) {
			for _, r := range sc.Roles {
				if c := m.Roles[r].Child; c != nil {
					low = max(low, m.kidOn(l, r).Earliest+c.Before)
				}
			}
		}
		w.ways, w.rests = append(w.ways, way), append(w.rests, rest)
		w.skies, w.low = append(w.skies, m.hoursOf(l, sc)), append(w.low, low)
		w.total += way + sc.Minutes
		w.played, w.night = w.played || len(sc.Roles) > 0, w.night || sc.ByNight
	}
}

// breakAt is where the break of a day stands: before the scene of a rank, or inside it, at a minute. The rank is -1 for a day without a
// break, and the number of scenes for a break after the last one.
type breakAt struct {
	rank   int
	inside bool
	at     int
	held   int // the rank, counted from 1, of a scene that does not begin before until; 0 for none
	until  int
}

// walk lays the scenes of w.order, as read, from a minute on, with the ways between them, the waits for their lights, their places and
// their performers, and the break. It fills w.begin, w.end and w.meal (-1 without a break), and returns the minutes by which scenes miss
// their hours, and the end of the work or of a break after it.
func (m *Model) walk(l *Law, w *scratch, t int, at breakAt) (miss, end int) {
	w.begin, w.end, w.kept = w.begin[:0], w.end[:0], nil
	return m.walkOn(l, w, t, at)
}

// walkOn is walk from the rank of the scene after those that stand in w.begin already.
func (m *Model) walkOn(l *Law, w *scratch, t int, at breakAt) (miss, end int) {
	w.toil += toilOfLaying
	w.meal = -1
	for i := len(w.begin); i < len(w.order); i++ {
		minutes := m.Scenes[w.order[i]].Minutes
		free := t
		t += w.ways[i]
		rested := t + w.rests[i] // a break after a journey is a rest too
		if i == at.rank && !at.inside {
			if w.meal = at.at; i > 0 {
				w.meal = max(at.at, free)
			}
			if w.meal < t {
				rested += l.Break
			}
			t = max(t, w.meal) + l.Break
		}
		t = max(t, rested)
		sky := &w.skies[i]
		low := w.low[i]
		if at.held == i+1 {
			low = max(low, at.until)
		}
		cut := 0
		if i == at.rank && at.inside {
			cut = l.Break
		}
		b := sky.start(max(t, low), minutes+cut)
		if cut > 0 {
			if w.meal = max(at.at, free); w.meal <= b { // it begins after the break
				cut = 0
				b = sky.start(max(max(t, w.meal)+l.Break, low), minutes)
			} else if w.meal >= b+minutes {
				miss += brokenRule
			}
		}
		e := b + minutes + cut
		miss += sky.miss(b, e)
		w.begin, w.end = append(w.begin, b), append(w.end, e)
		t = e
	}
	if at.rank == len(w.order) {
		w.meal = max(t, at.at)
		t = w.meal + l.Break
	}
	return miss, t
}

// relaid lays the scenes of w.order, as read, at hours already chosen.
func (m *Model) relaid(l *Law, w *scratch, h Hours, children int) {
	c := chooser{m: m, l: l, w: w, children: children, call: h.Call, ready: h.Call + l.Session + m.Prep}
	c.lay(h.at)
}

// idles is how many minutes after a call another one does as well: while the first scene waits for its hours, and as long as a break may
// stand before it at the hours of a meal.
func (m *Model) idles(l *Law, w *scratch, call int) int {
	begin := w.came[0]
	until := begin - l.Session - m.Prep
	if l.Break > 0 {
		latest := begin - l.Break
		if w.played && l.MealLeast > 0 {
			latest = -1 << 20
			for _, meal := range l.Meals {
				if at := min(begin, meal[1]) - l.Break; meal[1] > 0 && at >= meal[0] {
					latest = max(latest, at)
				}
			}
		}
		if latest >= call {
			until = min(until-l.Break, latest-m.MealAfter)
		}
	}
	return until - call
}

// chooser chooses the place of the break of a day at one call. The cheapest lawful way is kept, of those of one price the one that suits
// people best.
type chooser struct {
	m        *Model
	l        *Law
	w        *scratch
	children int
	call     int
	ready    int // the end of the preparation

	miss, end int   // what the scenes of the day without a break miss of their hours, and its end
	under     int   // every place of the break breaks so much at least
	most      int64 // no place that breaks more is wanted

	best   option
	odd    int // what speaks against the place of its break
	found  bool
	least  int64 // no way costs less
	strict bool  // performers have their meal at its hours
	all    bool  // every lawful place is kept in w.found, not the best alone
}

// called lays the hours of a day, as read, from its call.
func (m *Model) called(l *Law, w *scratch, kind, children, call int) option {
	c := m.opened(l, w, children, call)
	c.choose(kind)
	return c.best
}

// noLimit is more than any day breaks.
const noLimit = math.MaxInt64

// opened lays a day without a break, and computes what any way to lay it breaks at least: where that is something, no place of the break
// makes the day lawful.
func (m *Model) opened(l *Law, w *scratch, children, call int) *chooser {
	c := &w.chooser
	c.m, c.l, c.w, c.children, c.call, c.ready = m, l, w, children, call, call+l.Session+m.Prep
	c.most, c.found, c.all = noLimit, false, false
	c.miss, c.end = m.walk(l, w, c.ready, breakAt{rank: -1, held: w.held, until: w.until})
	w.came, w.gone = append(w.came[:0], w.begin...), append(w.gone[:0], w.end...)
	c.under = max(c.miss, c.late(c.end))
	return c
}

// choose chooses the place of the break of a day laid without one, when some place breaks no more than is wanted.
func (c *chooser) choose(kind int) {
	c.w.tried = c.w.tried[:0]
	if c.places(); !c.found {
		return
	}
	o := &c.best
	o.dev = max(c.call-c.m.Call[kind], c.m.Call[kind]-c.call) + 2*o.busy // a day that waits less comes first
	if c.m.idleBreak(o.hours) {
		o.dev += 2 * o.hours.Break
	}
}

// places tries the places of the break that may be the best: none, after the last take, at each change of scene, and where the hours of
// a meal, the longest work without a break, a wait or the hours of a tariff begin or end. Between these the price of a day changes
// evenly, and what is lawful at one minute is at one of them.
func (c *chooser) places() {
	m, l, w, end := c.m, c.l, c.w, c.end
	c.strict = w.played && l.MealLeast > 0
	if c.under == 0 {
		c.bound(end)
	}
	if l.Break == 0 || !l.Always && l.passed(c.call, end+m.WrapUp) < l.breakAfter() {
		c.take(breakAt{rank: -1, held: w.held, until: w.until}, 0, c.miss, end)
		if c.found && c.best.viol == 0 {
			return // no break is due
		}
	}
	if l.Break == 0 || c.done() {
		return
	}
	soon := c.call + m.MealAfter
	for _, meal := range l.Meals {
		if meal[1] > 0 && !c.done() {
			c.between(max(meal[0], soon), min(meal[1]-l.Break, c.call+mealLatest), end)
		}
	}
	if c.strict {
		for _, meal := range l.Meals {
			if meal[1] > 0 && !c.done() {
				c.between(max(meal[0], c.call), meal[1]-l.Break, end)
			}
		}
	}
	if !c.done() {
		c.try(breakAt{rank: len(w.order), at: end})
	}
	if !c.done() && (!c.strict || !c.found || c.best.viol > 0) {
		c.between(soon, c.call+mealLatest, end)
		c.between(c.call, end, end)
	}
}

// bound computes what no way to lay the day costs less than: the break takes what it may of the waits, and premiums are the same wherever
// it stands when the whole day is of one price.
func (c *chooser) bound(end int) {
	m, l, w := c.m, c.l, c.w
	wrap := max(end, c.ready+w.total+l.Break) + m.WrapUp
	h := Hours{Call: c.call, Meal: c.ready + m.MealAfter, Break: l.Break, Wrap: wrap}
	c.least = m.waitCost(l, w, h)
	if m.HourRate == 0 || l.Tariff.Len == 0 {
		return
	}
	for k := range l.Tariff.Len {
		run := &l.Tariff.Runs[k]
		if l.real(c.call) < run.Until || k == l.Tariff.Len-1 {
			if k == l.Tariff.Len-1 || l.real(wrap) <= run.Until {
				c.least += m.premiums(l, Hours{Call: c.call, Meal: c.call, Break: l.Break, Wrap: wrap})
			}
			return
		}
	}
}

// done tells that nothing better is to be found.
func (c *chooser) done() bool {
	return c.found && !c.all && (c.under > 0 || c.best.viol == 0 && c.odd == 0 && c.best.cost <= c.least)
}

// late is by how much a day laid in w without a break, its work done at a minute, passes a limit that a break only makes it pass by more.
func (c *chooser) late(end int) int {
	m, l, w := c.m, c.l, c.w
	pause := 0
	if l.Break > 0 && (l.Always || l.passed(c.call, end+m.WrapUp) >= l.breakAfter()) {
		pause = l.Break
	}
	wrap := max(end, c.ready+w.total+pause) + m.WrapUp
	span, most := l.passed(c.call, wrap), wrap-lastMinute
	over := func(n, limit int) {
		if limit > 0 {
			most = max(most, n-limit)
		}
	}
	over(span, l.Span)
	over(span, l.Most)
	over(span-l.Break, l.Work)
	over(wrap, l.ContTo)
	if l.ContTo > 0 {
		most = max(most, l.ContFrom-c.call)
	}
	if m.Clocked {
		most = max(most, w.begin[0]-lastCall)
	}
	if w.played {
		over(l.passed(c.call, wrap-m.WrapUp), l.CastSpan)
	}
	if most <= 0 && c.children > 0 {
		most = c.tired(end > c.ready+w.total)
	}
	return max(0, most)
}

// tired is by how much somebody with hours of their own is there too late, or too long in a day that waits for nothing, even without a
// break.
func (c *chooser) tired(waits bool) int {
	m, l, w := c.m, c.l, c.w
	for i, s := range w.order {
		for _, r := range m.Scenes[s].Roles {
			o := m.Roles[r].Child
			if o == nil || m.before(w, i, r) {
				continue
			}
			from, to := m.present(w, r, -1)
			k, there := m.kidOn(l, r), to-from
			if k.Breaks {
				there -= l.Break // it may fall after the last take, before the child leaves
			}
			switch {
			case k.Latest > 0 && to > k.Latest:
				return to - k.Latest
			case waits:
			case !o.ByShot && k.Work > 0 && there > k.Work:
				return there - k.Work
			case o.Most > 0 && l.passed(from, to) > o.Most:
				return l.passed(from, to) - o.Most
			}
		}
	}
	return 0
}

// between tries the places of the break from a minute to another, in a day that ends at a minute without it.
func (c *chooser) between(low, high, end int) {
	l, w := c.l, c.w
	if high < low {
		return
	}
	n := len(w.order)
	if end <= min(high, c.call+mealLatest) {
		c.try(breakAt{rank: n, at: end})
	}
	for i := n - 1; i >= 0 && !c.done(); i-- {
		free := c.ready
		if i > 0 {
			free = w.gone[i-1]
		}
		if free > high {
			continue
		}
		c.try(breakAt{rank: i, at: max(free, low)})
		if there := free + w.ways[i]; w.ways[i] > 0 && there <= high && !c.done() {
			c.try(breakAt{rank: i, at: max(there, low)})
		}
		if late := min(w.came[i]-l.Break, high); late > max(free, low) && !c.done() {
			c.try(breakAt{rank: i, at: late})
		}
	}
	at := func(t int) {
		if low <= t && t <= high && t < end && !c.done() {
			c.try(c.locate(t))
		}
	}
	at(high)
	at(low)
	if l.PauseBy > 0 {
		at(c.call + l.PauseBy)
		if l.TurnBy != 0 {
			at(c.call + l.PauseBy - l.TurnBy)
		}
	}
	at(c.call + c.m.MealAfter)
	if c.m.HourRate > 0 {
		for k := range l.Tariff.Len {
			edge := l.Tariff.Runs[k].Until
			if l.TurnBy != 0 && edge > l.TurnAt {
				edge -= l.TurnBy
			}
			at(edge)
			at(edge - l.Break)
		}
	}
	if c.children > 0 {
		c.short(at)
	}
}

// short tries the break where a performer has done who is needed for less than the scene.
func (c *chooser) short(at func(t int)) {
	for i, s := range c.w.order {
		for _, k := range c.m.Scenes[s].Short {
			at(c.w.came[i] + k.Minutes)
		}
	}
}

// locate is the place of a break at a minute before the end of the day.
func (c *chooser) locate(t int) breakAt {
	for i := range c.w.order {
		if t <= c.w.came[i] {
			return breakAt{rank: i, at: t}
		}
		if t < c.w.gone[i] {
			return breakAt{rank: i, inside: true, at: t}
		}
	}
	return breakAt{rank: len(c.w.order), at: t}
}

// try lays the day with its break at a place, unless that cannot be better than the best so far.
func (c *chooser) try(at breakAt) {
	m, l, w, b := c.m, c.l, c.w, &c.best
	free, meal := c.ready, at.at
	if at.rank > 0 {
		free = w.gone[at.rank-1]
	}
	if at.rank > 0 || at.inside {
		meal = max(meal, free)
	}
	place := meal<<16 | at.rank<<1 | b2i(at.inside)
	if slices.Contains(w.tried, place) {
		return
	}
	w.tried = append(w.tried, place)
	at.held, at.until = w.held, w.until
	odd := c.oddity(at, free, meal)
	if !c.all && c.found && b.viol == 0 && odd >= c.odd && b.cost <= c.least {
		return
	}
	if !c.all && (!c.found || b.viol > 0) {
		if miss := int64(c.spoils(at, meal)); miss > c.most || c.found && (miss > b.viol || miss > 0 && miss == b.viol && odd >= c.odd) {
			return
		}
	}
	from := at.rank // the scenes before the break stand as they do without it
	if c.miss > 0 {
		from, free = 0, c.ready
	}
	w.begin, w.end, w.kept = append(w.begin[:0], w.came[:from]...), append(w.end[:0], w.gone[:from]...), nil
	miss, end := m.walkOn(l, w, free, at)
	c.take(at, odd, miss, end)
}

// spoils is what a break that begins at a minute breaks at least: it is not at the hours of a meal, or comes after too much work.
func (c *chooser) spoils(at breakAt, meal int) int {
	l, miss := c.l, 0
	if c.strict && at.rank < len(c.w.order) {
		miss = l.outside(meal) + max(0, l.MealLeast-l.Break)
	}
	if l.PauseBy > 0 && l.TurnBy == 0 && c.ready-c.call+c.w.total+c.m.WrapUp >= l.PauseAfter {
		miss += max(0, meal-c.call-l.PauseBy)
	}
	return miss
}

// take keeps a way to lay the day, as it stands in w, when it is better than those before. odd is what speaks against the place of its
// break.
func (c *chooser) take(at breakAt, odd, miss, end int) {
	m, l, w, b := c.m, c.l, c.w, &c.best
	sure := c.found && b.viol == 0 && !c.all
	var cost int64
	if sure {
		h := c.clock(at, end)
		if cost = m.waitCost(l, w, h); miss > 0 || cost > b.cost || cost == b.cost && odd >= c.odd {
			return
		}
		if cost = m.hoursCost(l, w, h); cost > b.cost || cost == b.cost && odd >= c.odd {
			return
		}
	}
	o := c.hours(at, end)
	if o.viol = int64(miss) + m.overHours(l, w, &o); c.children == 0 && o.viol > c.most {
		return
	}
	if !c.all && c.found && (o.viol > b.viol || o.viol == b.viol && b.viol > 0 && odd >= c.odd) {
		return
	}
	if c.children > 0 {
		o.viol += m.presences(l, w, &o)
		if o.viol > 0 && miss == 0 && c.under == 0 {
			c.closer(at, &o)
		}
	}
	if o.viol == 0 {
		o.cost = m.hoursCost(l, w, o.hours)
		if c.all {
			w.found = append(w.found, o)
		}
	}
	if !c.found || o.viol < b.viol || o.viol == b.viol && (o.cost < b.cost || o.cost == b.cost && odd < c.odd) {
		*b, c.odd, c.found = o, odd, true
	}
}

// clock is the hours of a day as it stands in w, the end of its work or of a break after it told: it is ready to shoot when its first take
// begins.
func (c *chooser) clock(at breakAt, end int) Hours {
	h := Hours{Call: c.call, Ready: c.w.begin[0], Meal: c.w.meal, Wrap: end + c.m.WrapUp, at: at}
	if at.rank >= 0 {
		h.Break = c.l.Break
	}
	return h
}

// hours is the option of the hours of a day as it stands in w.
func (c *chooser) hours(at breakAt, end int) option {
	o := option{hours: c.clock(at, end)}
	o.busy = c.l.passed(c.call, o.hours.Wrap) - o.hours.Break
	return o
}

// lay lays the day at a place of its break, those who would be there too long called later.
func (c *chooser) lay(at breakAt) {
	miss, end := c.m.walk(c.l, c.w, c.ready, at)
	if c.children > 0 && miss == 0 {
		o := c.hours(at, end)
		if c.m.presences(c.l, c.w, &o) > 0 {
			c.closer(at, &o)
		}
	}
}

// closer moves the first takes of those who are there too long nearer to their last ones, where the day waits between them: the least
// that keeps all limits. A day that none keeps stays as it was.
func (c *chooser) closer(at breakAt, o *option) {
	m, l, w := c.m, c.l, c.w
	if w.end[len(w.end)-1] <= c.ready+w.total+o.hours.Break {
		return // it waits for nothing
	}
	w.lows = append(w.lows[:0], w.low...)
	for range 2 * len(w.order) {
		moved := false
		for i, s := range w.order {
			for _, r := range m.Scenes[s].Roles {
				if m.Roles[r].Child == nil || m.before(w, i, r) {
					continue
				}
				from, to := m.present(w, r, o.hours.Meal)
				if over := int(m.overstay(l, w, o, r, from, to)); over > 0 {
					w.low[i] = max(w.low[i], w.begin[i]+over)
					moved = true
				}
			}
		}
		if !moved {
			break
		}
		miss, end := m.walk(l, w, c.ready, at)
		again := c.hours(at, end)
		if again.viol = int64(miss) + m.overHours(l, w, &again) + m.presences(l, w, &again); again.viol == 0 {
			*o = again
			break
		}
		if miss > 0 {
			break
		}
	}
	w.low, w.lows = w.lows, w.low
	if o.viol > 0 {
		m.walk(l, w, c.ready, at)
	}
}

// before tells whether a role plays in a scene of the day before that of a rank.
func (m *Model) before(w *scratch, rank, r int) bool {
	for _, s := range w.order[:rank] {
		for _, q := range m.Scenes[s].Roles {
			if q == r {
				return true
			}
		}
	}
	return false
}

// oddity is what speaks against the place of a break: it comes too soon or too late, not at the hours of a meal, inside a scene or on the
// road. The work before it is done at a minute free, the break begins at meal.
func (c *chooser) oddity(at breakAt, free, meal int) int {
	n := 0
	if meal-c.call < c.m.MealAfter {
		n += 8
	}
	if meal-c.call > mealLatest {
		n += 4
	}
	if at.rank < len(c.w.order) && c.l.outside(meal) > 0 {
		n += 4
	}
	if at.inside || at.rank == len(c.w.order) && c.l.Always {
		n += 2
	}
	if i := at.rank; i > 0 && i < len(c.w.order) && !at.inside && meal > free && meal < free+c.w.ways[i] {
		n++
	}
	return n
}
