package search

import (
	"math"
	"slices"
)

// option is one way to lay the hours of a day: a call, and what follows from it.
type option struct {
	hours Hours
	cost  int64 // the premiums, cents
	viol  int64
	busy  int // minutes of work of the crew
	dev   int // what tells ways of one price apart: the minutes between the call and the wish for it, and twice the work
	// the first minute and the last minute each of the first of those with hours of their own is there; 0 when absent
	kids [maxKids][2]int32
}

// lastCall is the latest call of a day, in minutes after midnight of its date.
const lastCall = 24*60 - 1

// The steps of the calls the local search looks at, in minutes: calls that wait for a light or for a place are looked at more closely.
const (
	coarse = 60
	finer  = 30
)

// grid is the step of the calls of a day that the local search looks at.
func (m *Model) grid(l *Law, order []int) int {
	step := coarse
	for _, s := range order {
		sc := &m.Scenes[s]
		if loc := &m.Locs[sc.Loc]; sc.Sun && l.Sky > 0 || loc.Opens > 0 || loc.Closes > 0 || sc.Child {
			step = finer
		}
	}
	return (step + m.Step - 1) / m.Step * m.Step
}

// options lists in w.opts the hours of a day whose scenes stand in w.order: its lawful calls among the multiples of grid, or
// w.told alone, under its law; when none is lawful, the one that breaks the rules least. A frozen day has its own hours.
func (m *Model) options(sl *Slot, l *Law, w *scratch, kind, children, grid int) {
	w.opts = w.opts[:0]
	if sl.Fixed && sl.HasHours {
		w.opts = append(w.opts, m.given(sl, l, w))
		return
	}
	first, last := 0, lastCall
	if w.told != nil {
		first, last = *w.told, *w.told
	}
	m.read(l, w)
	least := option{viol: noLimit, dev: math.MaxInt}
	if w.most > 0 {
		least.viol = w.most
	}
	w.later = w.later[:0]
	for call := first; call <= last; call += grid {
		c := m.opened(l, w, children, call)
		// While the first scene waits long for its hours, an earlier call changes nothing but the wait.
		skip := 0
		if wait := m.idles(l, w, call); wait >= 2*grid {
			skip = (wait/grid - 1) * grid
		}
		switch {
		case c.under == 0 || l.TurnBy != 0:
			if children == 0 { // those who come later may mend what a place of the break breaks
				c.most = least.viol
			}
			if c.choose(kind); !c.found {
				break
			}
			if c.best.viol == 0 {
				w.opts, least.viol = append(w.opts, c.best), 0
				if w.any {
					return
				}
				if w.every {
					m.layings(l, w, kind, children, call)
				}
			} else if c.best.nearer(&least) {
				least = c.best
			}
		case len(w.opts) == 0:
			w.later = append(w.later, callAt{call, c.under})
		case c.miss > 0:
			return // nor is any later call lawful
		}
		call += skip
	}
	if len(w.opts) > 0 {
		return
	}
	for _, at := range w.later {
		if int64(at.under) <= least.viol {
			c := m.opened(l, w, children, at.call)
			if c.choose(kind); c.found && c.best.nearer(&least) {
				least = c.best
			}
		}
	}
	if least.dev == math.MaxInt {
		least.viol = noLimit >> 1 // more than is wanted
	}
	least.cost = m.hoursCost(l, w, least.hours)
	w.opts = append(w.opts, least)
}

// callAt is a call of a day, and what every place of its break breaks at least.
type callAt struct{ call, under int }

// nearer tells whether a way to lay the hours breaks the rules less than another, or as much nearer to the wish or, then, earlier.
func (o *option) nearer(p *option) bool {
	return o.viol < p.viol || o.viol == p.viol && (o.dev < p.dev || o.dev == p.dev && o.hours.Call < p.hours.Call)
}

// preferred is the option of a day taken by itself: the cheapest lawful one, of those the nearest to the wish.
func preferred(opts []option) int {
	best := 0
	for i := 1; i < len(opts); i++ {
		a, b := &opts[i], &opts[best]
		if a.viol < b.viol || a.viol == b.viol && (a.cost < b.cost || a.cost == b.cost && a.dev < b.dev) {
			best = i
		}
	}
	return best
}

// hoursCost is the price in cents of the hours of a day read in w: its premiums, and the wish against waiting.
func (m *Model) hoursCost(l *Law, w *scratch, h Hours) int64 {
	sum := m.waitCost(l, w, h)
	if m.HourRate > 0 {
		sum += m.premiums(l, h)
	}
	return sum
}

// waitCost is the price in cents of what a day read in w waits beside its work, its ways and its break.
func (m *Model) waitCost(l *Law, w *scratch, h Hours) int64 {
	if m.Wait == 0 {
		return 0
	}
	wait := h.Wrap - h.Call - l.Session - m.Prep - m.WrapUp - w.total
	if !m.idleBreak(h) {
		wait -= h.Break
	}
	return roundDiv(int64(max(0, wait))*m.Wait, 60)
}

// given is the option of a frozen day: its own hours, whatever they break.
func (m *Model) given(sl *Slot, l *Law, w *scratch) option {
	o := option{hours: sl.Hours}
	m.read(l, w)
	m.walk(l, w, sl.Hours.Ready, breakAt{rank: -1})
	if len(sl.Begin) == len(w.order) { // the past waited for no light
		copy(w.begin, sl.Begin)
		copy(w.end, sl.End)
	}
	w.kept = sl.Kept
	o.busy = l.passed(o.hours.Call, o.hours.Wrap) - o.hours.Break
	m.presences(l, w, &o)
	o.cost = m.hoursCost(l, w, o.hours)
	return o
}

// Endless is the end of a light without end, in minutes after midnight.
const Endless = 1 << 20

// NightEnds is when the night of a date ends, minutes after its midnight: what goes on after it is of the next date too.
const NightEnds = 30 * 60

// hoursOf are the hours a scene may be shot at: those of its light and of its place, until the end of the night where the next date is not
// one of its dates.
func (p *Problem) hoursOf(l *Law, sc *Scene) Sky {
	sky := Sky{To: Endless}
	if sc.Sun && l.Sky > 0 {
		sky = p.Light[l.Sky][sc.Loc][sc.Effet]
	}
	loc := &p.Locs[sc.Loc]
	sky.open = loc.Opens
	sky.From = max(sky.From, loc.Opens)
	if loc.Closes > 0 && sky.To > 0 {
		sky.To = min(sky.To, loc.Closes)
		sky.Early = min(sky.Early, loc.Closes)
	}
	if l.Next > 0 && sky.To > NightEnds && sc.Nights != nil && sc.Nights[l.Next] {
		sky.To = NightEnds
	}
	return sky
}

// start is when a scene that may begin at a minute does begin: at once, or when its hours do.
func (k Sky) start(t, minutes int) int {
	if early := max(t, k.open); early+minutes <= k.Early || k.To == 0 {
		return early
	}
	return max(t, k.From)
}

// miss is the minutes of a scene outside its hours, and brokenRule when there are none.
func (k Sky) miss(begin, end int) int {
	if end <= k.Early {
		return max(0, k.open-begin)
	}
	if k.To == 0 {
		return brokenRule + min(end-begin, end-k.Early)
	}
	return max(0, end-k.To) + max(0, k.From-begin)
}

// holds tells whether a scene of a length may be shot inside the hours.
func (k Sky) holds(minutes int) bool {
	return k.open+minutes <= k.Early || k.To > 0 && k.From+minutes <= k.To
}

// overHours is by how many minutes the hours of a day pass the limits of the law.
func (m *Model) overHours(l *Law, w *scratch, o *option) int64 {
	h, sum := o.hours, 0
	over := func(v, limit int) {
		if limit > 0 && v > limit {
			sum += v - limit
		}
	}
	over(l.passed(h.Call, h.Wrap), l.Span)
	over(l.passed(h.Call, h.Wrap), l.Most)
	over(o.busy, l.Work)
	over(h.Wrap, lastMinute)
	if m.Clocked {
		over(w.begin[0], lastCall) // the date of a day is that of its first take
		if !w.night {
			sum += w.afterMidnight(h)
			sum += max(0, m.Morning-w.begin[0])
		}
	}
	if w.played {
		over(l.passed(h.Call, h.Wrap-m.WrapUp), l.CastSpan)
		sum += m.mealMiss(h, l, w)
	}
	if l.PauseAfter > 0 && o.busy >= l.PauseAfter && h.Break < l.Pause {
		sum += l.Pause - h.Break
	}
	if l.PauseBy > 0 && o.busy >= l.PauseAfter && h.Break > 0 {
		over(l.passed(h.Call, h.Meal), l.PauseBy)
		idle := m.idleBreak(h) || h.Meal+h.Break <= w.begin[0] && l.outside(h.Meal) > 0
		if idle && !l.Always && l.passed(h.Meal+h.Break, h.Wrap) >= l.PauseBy {
			sum += l.Pause // it interrupts no work, and is no pause of the work that follows
		}
	}
	if l.ContTo > 0 {
		over(h.Wrap, l.ContTo)
		sum += max(0, l.ContFrom-h.Call)
	}
	return int64(sum)
}

// afterMidnight is by how many minutes the takes after midnight pass those before it, the break left out.
func (w *scratch) afterMidnight(h Hours) int {
	const midnight = 24 * 60
	if n := len(w.end); n == 0 || w.end[n-1] <= midnight {
		return 0
	}
	n := 0
	for i, end := range w.end {
		late, all := max(0, end-max(w.begin[i], midnight)), end-w.begin[i]
		if h.Break > 0 && w.begin[i] < h.Meal && h.Meal < end {
			all -= h.Break
			late -= max(0, h.Meal+h.Break-max(h.Meal, midnight))
		}
		n += 2*late - all
	}
	return max(0, n)
}

// presences notes when those with hours of their own are there, and returns by how many minutes they pass their limits.
func (m *Model) presences(l *Law, w *scratch, o *option) int64 {
	var sum int64
	w.child = w.child[:0]
	for _, s := range w.order {
		for _, r := range m.Scenes[s].Roles {
			c := m.Roles[r].Child
			if c == nil || slices.Contains(w.child, r) {
				continue
			}
			w.child = append(w.child, r)
			from, to := m.present(w, r, o.hours.Meal)
			if at := m.kid[r]; at < maxKids {
				o.kids[at] = [2]int32{int32(from), int32(to)}
			}
			k := m.kidOn(l, r)
			if k.Latest > 0 && to > k.Latest {
				sum += int64(to - k.Latest)
			}
			sum += m.overstay(l, w, o, r, from, to) + int64(max(0, k.Earliest-from))
		}
	}
	return sum
}

// overstay is by how many minutes a role with hours of its own, there from a minute to another, is there too long.
func (m *Model) overstay(l *Law, w *scratch, o *option, r, from, to int) int64 {
	c, k := m.Roles[r].Child, m.kidOn(l, r)
	var sum int64
	n := m.presentFor(k, o.hours, from, to)
	if c.ByShot {
		n = m.shotFor(w.order, r)
	}
	if k.Work > 0 && n > k.Work {
		sum += int64(n - k.Work)
	}
	if most := l.passed(from, to) - c.Most; c.Most > 0 && most > 0 {
		sum += int64(most)
	}
	if c.Adult && (from < o.hours.Call || to > o.hours.Wrap-m.WrapUp) {
		sum += m.longDay(l, w, o.hours, from, to)
	}
	return sum
}

// longDay is by how many minutes the day of a performer who is there before the others or after them passes the limits of the law:
// its span, its work and its meals.
func (m *Model) longDay(l *Law, w *scratch, h Hours, from, to int) int64 {
	day := stretch{from: min(h.Call, from), to: max(h.Wrap-m.WrapUp, to), meal: -1, pause: h.Break}
	if h.Break > 0 && day.from <= h.Meal && h.Meal+h.Break <= day.to {
		day.meal = h.Meal
	}
	last := w.end[len(w.end)-1]
	if h.Meal >= last && to <= h.Wrap-m.WrapUp {
		day.meal = -1 // a meal after the last take is nobody's break
	}
	return m.dayOf(l, []stretch{day})
}

// dayOf is by how many minutes a day of a performer made of stretches, in order, passes the limits of the law: its span, its work and
// its meals.
func (m *Model) dayOf(l *Law, at []stretch) int64 {
	from, to, meals, sum := at[0].from, at[0].to, 0, 0
	for _, s := range at {
		from, to = min(from, s.from), max(to, s.to)
	}
	work := l.passed(from, to)
	for _, s := range at {
		if s.meal < 0 {
			continue
		}
		work -= s.pause
		meals++
		if l.MealLeast > 0 {
			sum += l.outside(s.meal) + max(0, l.MealLeast-s.pause)
		}
	}
	if l.MealLeast > 0 && meals == 0 && from <= l.Lunch[0] && to >= l.Lunch[1] {
		sum += l.MealLeast
	}
	if l.CastSpan > 0 {
		sum += max(0, l.passed(from, to)-l.CastSpan)
	}
	if l.CastWork > 0 {
		sum += max(0, work-l.CastWork)
	}
	return int64(sum)
}

// stays is the minutes a role is needed in a scene, from its beginning.
func (sc *Scene) stays(r int) int {
	for _, s := range sc.Short {
		if s.Role == r {
			return s.Minutes
		}
	}
	return sc.Minutes
}

// present is when a role is there, in a day whose scenes stand in w.order, with the time before its first take and after its last one.
func (m *Model) present(w *scratch, r, meal int) (from, to int) {
	from, held := 1<<30, 0
	for i, t := range w.order {
		sc := &m.Scenes[t]
		if !slices.Contains(sc.Roles, r) {
			continue
		}
		end := w.end[i]
		if n := sc.stays(r); n < sc.Minutes {
			end = w.begin[i] + n
			if w.begin[i] < meal && meal < end {
				end += w.end[i] - w.begin[i] - sc.Minutes
			}
		}
		from, to = min(from, w.begin[i]), max(to, end)
		if len(w.kept) > 0 {
			held = max(held, w.kept[i])
		}
	}
	if c := m.Roles[r].Child; c != nil && to > 0 {
		from, to = from-c.Before, to+c.After
	}
	return from, max(to, held)
}

// shotFor is the minutes of the scenes of a role.
func (m *Model) shotFor(scenes []int, r int) int {
	n := 0
	for _, s := range scenes {
		if sc := &m.Scenes[s]; slices.Contains(sc.Roles, r) {
			n += sc.stays(r)
		}
	}
	return n
}

// presentFor is the presence of a child from an hour to another that its limits count, in minutes: the break inside it is not, unless
// an authorisation counts it.
func (m *Model) presentFor(c *Limits, h Hours, from, to int) int {
	if c.Breaks && from <= h.Meal && h.Meal+h.Break <= to {
		return to - from - h.Break
	}
	return to - from
}
