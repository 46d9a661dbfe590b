package search

import "slices"

// option is one way to lay the hours of a day: a call, and what follows from it.
type option struct {
	hours Hours
	cost  int64 // the premiums, cents
	viol  int64
	busy  int // minutes of work of the crew
	dev   int // what tells ways of one price apart: first the work, then the minutes between the call and the wish for it
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
	var least option
	for call := first; call <= last; call += grid {
		o := m.called(l, w, kind, children, call)
		if o.viol == 0 {
			w.opts = append(w.opts, o)
			if w.any {
				return
			}
		}
		if call == first || o.viol < least.viol || o.viol == least.viol && o.dev < least.dev {
			least = o
		}
		// While the first scene waits for its light or its place, an earlier call changes nothing but the wait.
		if wait := w.begin[0] - o.hours.Ready; wait >= grid && (o.hours.Break == 0 || o.hours.Meal >= w.begin[0]) {
			call += (wait/grid - 1) * grid
		}
	}
	if len(w.opts) == 0 {
		least.cost = m.hoursCost(l, w.order, least.hours)
		w.opts = append(w.opts, least)
	}
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

// called lays the hours of a day from its call.
func (m *Model) called(l *Law, w *scratch, kind, children, call int) option {
	o := option{hours: Hours{Call: call, Ready: call + l.Session + m.Prep}, dev: max(call-m.Call[kind], m.Call[kind]-call)}
	o.viol = m.layScenes(l, w, &o.hours)
	o.busy = l.passed(o.hours.Call, o.hours.Wrap) - o.hours.Break
	o.dev += o.busy * 1440 // a day that waits less comes first
	if m.idleBreak(o.hours) {
		o.dev += o.hours.Break * 1440
	}
	if o.hours.Wrap > lastMinute {
		o.viol += int64(o.hours.Wrap - lastMinute)
	}
	o.viol += m.overHours(l, w, &o)
	if children > 0 {
		o.viol += m.presences(l, w, &o)
	}
	if o.viol == 0 {
		o.cost = m.hoursCost(l, w.order, o.hours)
	}
	return o
}

// hoursCost is the price in cents of the hours of a day whose scenes stand in an order: its premiums, and the wish against waiting.
func (m *Model) hoursCost(l *Law, order []int, h Hours) int64 {
	var sum int64
	if m.HourRate > 0 {
		sum = m.premiums(l, h)
	}
	if m.Wait == 0 {
		return sum
	}
	wait := h.Wrap - h.Call - l.Session - m.Prep - m.WrapUp
	if !m.idleBreak(h) {
		wait -= h.Break
	}
	for i, s := range order {
		wait -= m.Scenes[s].Minutes
		if i > 0 {
			if a := m.Scenes[order[i-1]].Loc; a != m.Scenes[s].Loc {
				wait -= m.way(a, m.Scenes[s].Loc).Minutes
			}
		}
	}
	return sum + roundDiv(int64(max(0, wait))*m.Wait, 60)
}

// given is the option of a frozen day: its own hours, whatever they break.
func (m *Model) given(sl *Slot, l *Law, w *scratch) option {
	o := option{hours: sl.Hours}
	at := breakAt{gap: -1, cut: -1}
	if sl.Hours.Break > 0 {
		at.cut = sl.Hours.Meal
	}
	m.walk(l, w, sl.Hours.Ready, at)
	if len(sl.Begin) == len(w.order) { // the past waited for no light
		copy(w.begin, sl.Begin)
		copy(w.end, sl.End)
	}
	w.kept = sl.Kept
	o.busy = l.passed(o.hours.Call, o.hours.Wrap) - o.hours.Break
	m.presences(l, w, &o)
	o.cost = m.hoursCost(l, w.order, o.hours)
	return o
}

// breakAt is where the break of a day stands: before the scene of rank gap, not before the minute low, or at the minute cut, inside a
// scene if need be. Both -1: nowhere.
type breakAt struct{ gap, low, cut int }

// layScenes places the scenes of a day, from h.Ready on, and its break if it owes one, and sets h.Meal, h.Break and h.Wrap; it returns the
// minutes by which scenes miss the hours of their lights and places. The break stands inside the hours of the first meal that can be
// reached: at the change of scene that loses least time, the latest of those, else inside a scene. Work that ends before the break would
// begin is not interrupted.
func (m *Model) layScenes(l *Law, w *scratch, h *Hours) int64 {
	none := breakAt{-1, 0, -1}
	plain, end := m.walk(l, w, h.Ready, none)
	best, miss := none, plain
	h.Meal, h.Break = -1, 0
	if m.owed(l, w, h, end) {
		best, miss, end = m.placeBreak(l, w, h, plain, end)
		if best != none {
			miss, end = m.walk(l, w, h.Ready, best)
		}
		if h.Meal, h.Break = w.meal, l.Break; h.Meal < 0 {
			h.Meal, end = end, end+l.Break
		}
	}
	h.Wrap = end + m.WrapUp
	return int64(miss)
}

// placeBreak chooses the place of the break of a day whose scenes, without it, miss their hours by plain minutes and end at a minute.
func (m *Model) placeBreak(l *Law, w *scratch, h *Hours, plain, end int) (best breakAt, miss, last int) {
	latest := h.Call + mealLatest
	w.came = append(w.came[:0], w.arrive...)
	best, found := breakAt{-1, 0, -1}, false
	try := func(at breakAt) {
		if v, e := m.walk(l, w, h.Ready, at); !found || v < miss || v == miss && e < last {
			best, miss, last, found = at, v, e, true
		}
	}
	soon := max(h.Ready, h.Call+m.MealAfter)
	any := [2]int{0, latest + l.Break}
	// When no meal can be reached any hour will do, and a break too soon where artists must have theirs at its hours.
	hours, from := [6][2]int{l.Meals[0], l.Meals[1], any, l.Meals[0], l.Meals[1], any}, soon
	for k, meal := range hours {
		if k == 2 && (found || l.MealLeast > 0 && m.played(w.order)) {
			continue
		}
		if k == 3 {
			if found {
				break
			}
			from = h.Ready
		}
		low, high := max(meal[0], from), min(meal[1]-l.Break, latest)
		if meal[1] == 0 || high < low || k == 5 && found {
			continue
		}
		if end <= high {
			try(breakAt{-1, 0, -1})
			break
		}
		some := false
		for i := len(w.order) - 1; i >= 1; i-- {
			if w.came[i] <= high {
				try(breakAt{i, low, -1})
				some = true
			}
		}
		if !some || miss > plain || last > end+l.Break {
			try(breakAt{-1, 0, min(high, max(low, latest-60))})
		}
		if miss <= plain {
			break
		}
	}
	return best, miss, last
}

// walk lays the scenes of w.order from a minute on, with the ways between them, the waits for their lights and places, and the break. It
// fills w.begin, w.end, w.arrive (when the company is ready for each) and w.meal (-1 when the break is not inside the work), and
// returns the minutes by which scenes miss their hours, and the end of the last one.
func (m *Model) walk(l *Law, w *scratch, t int, at breakAt) (miss, end int) {
	w.begin, w.end, w.arrive, w.meal, w.kept = w.begin[:0], w.end[:0], w.arrive[:0], -1, nil
	for i, s := range w.order {
		sc := &m.Scenes[s]
		rest := 0 // after a journey inside the day; a meal is one too
		if i > 0 {
			if a := m.Scenes[w.order[i-1]].Loc; a != sc.Loc {
				t += m.way(a, sc.Loc).Minutes
				if m.trip(a, sc.Loc) > 0 {
					rest = l.TravelRest
				}
			}
		}
		w.arrive = append(w.arrive, t)
		ready := t + rest
		if i == at.gap {
			w.meal = max(t, at.low)
			t = w.meal + l.Break
		}
		sky := m.hoursOf(l, sc)
		b := sky.start(max(t, ready), sc.Minutes)
		if at.cut >= 0 && w.meal < 0 && at.cut <= b {
			w.meal = max(t, at.cut)
			t = w.meal + l.Break
			b = sky.start(max(t, ready), sc.Minutes)
		}
		e := b + sc.Minutes
		if at.cut >= 0 && w.meal < 0 && at.cut < e {
			w.meal = at.cut
			e += l.Break
		}
		miss += sky.miss(b, e)
		w.begin, w.end = append(w.begin, b), append(w.end, e)
		t = e
	}
	return miss, t
}

// Endless is the end of a light without end, in minutes after midnight.
const Endless = 1 << 20

// hoursOf are the hours a scene may be shot at: those of its light and of its place.
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
	if m.played(w.order) {
		over(l.passed(h.Call, h.Wrap-m.WrapUp), l.CastSpan)
		sum += m.mealMiss(h, l, w)
	}
	if l.PauseAfter > 0 && o.busy >= l.PauseAfter && h.Break < l.Pause {
		sum += l.Pause - h.Break
	}
	if l.PauseBy > 0 && o.busy >= l.PauseAfter && h.Break > 0 {
		over(l.passed(h.Call, h.Meal), l.PauseBy)
	}
	if l.ContTo > 0 {
		over(h.Wrap, l.ContTo)
		sum += max(0, l.ContFrom-h.Call)
	}
	return int64(sum)
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
			n := m.presentFor(k, o.hours, from, to)
			if c.ByShot {
				n = m.shotFor(w.order, r)
			}
			if k.Work > 0 && n > k.Work {
				sum += int64(n - k.Work)
			}
			if k.Latest > 0 && to > k.Latest {
				sum += int64(to - k.Latest)
			}
			if most := l.passed(from, to) - c.Most; c.Most > 0 && most > 0 {
				sum += int64(most)
			}
			sum += int64(max(0, k.Earliest-from))
			if c.Adult && (from < o.hours.Call || to > o.hours.Wrap-m.WrapUp) {
				sum += m.longDay(l, w, o.hours, from, to)
			}
		}
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
	if l.MealLeast > 0 && meals == 0 && from <= l.Meals[0][0] && to >= l.Meals[0][1] {
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
