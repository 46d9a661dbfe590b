package search

import "slices"

// layings adds to w.opts the other ways to lay the hours of a day from the call of its last option: dearer ones that end sooner, work
// less or keep somebody with hours of their own for less of the day. A rest between two days may ask for one of them.
func (m *Model) layings(l *Law, w *scratch, kind, children, call int) {
	best := len(w.opts) - 1
	c := m.opened(l, w, children, call)
	if children == 0 && w.opts[best].hours.Wrap <= c.soonest() {
		return
	}
	w.found = w.found[:0]
	c.all = true
	c.choose(kind)
	if children > 0 {
		m.delays(l, w, kind, children, call)
	}
	slices.SortStableFunc(w.found, func(a, b option) int { return int(a.cost - b.cost) })
	for i := range w.found {
		o := &w.found[i]
		if !slices.ContainsFunc(w.opts[best:], func(p option) bool { return p.covers(o) }) {
			o.dev = max(call-m.Call[kind], m.Call[kind]-call) + 2*o.busy
			w.opts = append(w.opts, *o)
		}
	}
}

// soonest is a minute no way to lay the day ends before: its break takes what it may of the waits.
func (c *chooser) soonest() int {
	l, end := c.l, c.end
	if l.Break > 0 && (l.Always || l.passed(c.call, end+c.m.WrapUp) >= l.breakAfter()) {
		end = max(end, c.ready+c.w.total+l.Break)
	}
	return end + c.m.WrapUp
}

// delayStep is the step of the beginnings that are put off for somebody with hours of their own, minutes.
const delayStep = 30

// delays lays a day with the first scene of each of those with hours of their own begun later than it may, as far as a scene before it
// stands at an hour that no later call changes.
func (m *Model) delays(l *Law, w *scratch, kind, children, call int) {
	latest := m.latest(l, w, call)
	came := slices.Clone(w.came)
	bound := false // some scene so far keeps to an hour
	for i, s := range w.order {
		sc := &m.Scenes[s]
		first := false
		for _, r := range sc.Roles {
			first = first || m.Roles[r].Child != nil && !m.before(w, i, r)
		}
		for at := came[i] - came[i]%delayStep + delayStep; first && bound && at <= latest[i]; at += delayStep {
			w.held, w.until = i+1, at
			c := m.opened(l, w, children, call)
			c.all = true
			c.choose(kind)
		}
		w.held, w.until = 0, 0
		bound = bound || m.keepsHours(l, s)
	}
}

// keepsHours tells whether a scene keeps to hours: those of its light, of its place or of its performers.
func (m *Model) keepsHours(l *Law, scene int) bool {
	sc := &m.Scenes[scene]
	sky := m.hoursOf(l, sc)
	return sc.Child || sc.Watched || sky.To < Endless || sky.Early > 0
}

// latest are the minutes after which no scene of a day as read may begin, whatever its laying.
func (m *Model) latest(l *Law, w *scratch, call int) []int {
	const turn = 60 // the minutes a change of the clocks may add to a night
	end := lastMinute - m.WrapUp
	within := func(limit, after int) {
		if limit > 0 {
			end = min(end, call+limit+after+turn)
		}
	}
	within(l.Span, -m.WrapUp)
	within(l.Most, -m.WrapUp)
	if w.played {
		within(l.CastSpan, 0)
	}
	if l.ContTo > 0 {
		end = min(end, l.ContTo-m.WrapUp)
	}
	out := make([]int, len(w.order))
	for i := len(w.order) - 1; i >= 0; i-- {
		sc := &m.Scenes[w.order[i]]
		end = min(end, max(w.skies[i].To, w.skies[i].Early))
		for _, r := range sc.Roles {
			if c := m.Roles[r].Child; c != nil {
				if k := m.kidOn(l, r); k.Latest > 0 {
					end = min(end, k.Latest-c.After+sc.Minutes-sc.stays(r))
				}
			}
		}
		out[i] = end - sc.Minutes
		end = out[i] - w.ways[i]
	}
	return out
}

// covers tells whether a way to lay the hours of a day from a call does as well as another from the same call, whatever stands around it.
func (o *option) covers(p *option) bool {
	if o.cost > p.cost || o.hours.Wrap > p.hours.Wrap || o.busy > p.busy {
		return false
	}
	for k := range o.kids {
		if o.kids[k][1] > 0 && (o.kids[k][0] < p.kids[k][0] || o.kids[k][1] > p.kids[k][1]) {
			return false
		}
	}
	return true
}

// leastWork is a number of minutes that the crew works at least, whatever the way to lay the day.
func (c *chooser) leastWork() int {
	n := c.l.passed(c.call, max(c.end-c.l.Break, c.ready+c.w.total)+c.m.WrapUp)
	return min(n, n+c.l.TurnBy)
}

// idealize is a turn that is no worse than any way to lay the hours of the order in w.order from a call, whatever stands around it: it
// costs what the cheapest costs, ends and works as little as any, and each of those with hours of their own, or of several units, comes
// as late as the limits of the day let them and leaves as soon as if there were no break. A day that is lawful without a break has none,
// and until a scene keeps to an hour nobody comes later than the break puts them off: a later call does as well. ways are those known, the
// cheapest first.
func (o *ordering) idealize(ways []turn) turn {
	m, l, w := o.m, ways[0].e.law, o.w
	t := ways[0]
	for i := range ways {
		p := &ways[i].o
		t.e.cost = min(t.e.cost, ways[i].e.cost)
		t.o.hours.Wrap, t.o.busy = min(t.o.hours.Wrap, p.hours.Wrap), min(t.o.busy, p.busy)
	}
	if o.x.every && len(t.kids)+len(t.units) == 0 {
		return t
	}
	m.read(l, w)
	free := m.unmoved(l, w)
	if c := m.opened(l, w, o.children, t.o.hours.Call); !o.x.every {
		t.o.hours.Wrap = min(t.o.hours.Wrap, c.soonest())
		if free < len(w.order) || t.o.hours.Break > 0 {
			t.o.busy = min(t.o.busy, c.leastWork())
		}
	}
	latest := m.latest(l, w, t.o.hours.Call)
	t.kids, t.units = slices.Clone(t.kids), slices.Clone(t.units)
	bounds := func(r int) (from, to int) {
		from, to = m.present(w, r, -1)
		i := slices.IndexFunc(w.order, func(s int) bool { return slices.Contains(m.Scenes[s].Roles, r) })
		late := max(0, latest[i]-w.begin[i])
		if i < free {
			late = min(late, t.o.hours.Break)
		}
		return from + late, to
	}
	for i := range t.kids {
		k := &t.kids[i]
		k.from, k.to = bounds(k.role)
	}
	for i := range t.units {
		u := &t.units[i]
		u.at.from, u.at.to = bounds(u.role)
		u.least = m.leastStay(w, u.role)
	}
	return t
}

// unmoved is the number of scenes of a day as read, from the first one on, that begin no later than the break puts them off, whatever the
// way to lay the day from one call: those until the first that keeps to hours, as far as none waits for a light that comes after another.
func (m *Model) unmoved(l *Law, w *scratch) int {
	for i, s := range w.order {
		switch {
		case w.skies[i].Early > 0 && w.skies[i].To > 0:
			return i
		case m.keepsHours(l, s):
			return i + 1
		}
	}
	return len(w.order)
}

// leastStay is the least time from the first take of a role to the end of its last one, in minutes, in the order read in w.
func (m *Model) leastStay(w *scratch, r int) int {
	n, out := 0, 0 // the minutes since its first take, and until the end of the last one so far
	for i, s := range w.order {
		sc := &m.Scenes[s]
		plays := slices.Contains(sc.Roles, r)
		if n == 0 && !plays {
			continue
		}
		if n > 0 {
			n += w.ways[i]
		}
		if plays {
			out = n + sc.stays(r)
		}
		n += sc.Minutes
	}
	return out
}
