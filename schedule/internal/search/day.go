package search

import "slices"

// The weight of a broken rule, in the unit of violations: one minute over a limit counts 1, a broken rule without measure 60.
const broken = 60

// dayEval is all that a slot contributes by its contents alone.
type dayEval struct {
	cost  int64
	viol  int64
	used  bool
	kind  int // 0 day, 1 night, 2 mixed, 3 dawn
	story int
	out   bool
	cover bool // holds a scene for bad weather
	first int  // base of the first and last location
	last  int
	hours Hours
	busy  int               // minutes of work of the crew
	kids  [maxKids][2]int32 // first beginning and last end of each child
}

// maxKids is the number of children whose times are kept with each day; those of others are computed when asked.
const maxKids = 4

// work space of one evaluation.
type scratch struct {
	order  []int
	begin  []int
	end    []int
	locs   []int
	kinds  []int
	rates  []int64
	mark   []int32
	stamp  int32
	phases [5][]int
	child  []int
	first  []int
	perm   []int
}

func (m *Model) way(a, b int) Way {
	a, b = m.Locs[a].Base, m.Locs[b].Base
	if m.Way == nil || a == b {
		return Way{Minutes: m.MoveMinutes}
	}
	return m.Way[a][b]
}

func (m *Model) kindOf(scenes []int) int {
	dawn, day, night := false, false, false
	for _, s := range scenes {
		ph := m.Scenes[s].Phase
		if m.Separate {
			ph = m.Scenes[s].Side
		}
		switch ph {
		case Dawn:
			dawn = true
		case Day:
			day = true
		case Dusk, Night:
			night = true
		}
	}
	switch {
	case (day || dawn) && night:
		return 2
	case dawn:
		return 3
	case night:
		return 1
	}
	return 0
}

// arrange sets w.order to the shooting order of a day: by light, then by location with as few changes as that allows,
// children first.
func (m *Model) arrange(slot int, scenes []int, w *scratch) {
	w.order = append(w.order[:0], scenes...)
	if m.Slots[slot].Fixed && len(scenes) == len(m.Slots[slot].Order) {
		w.order = append(w.order[:0], m.Slots[slot].Order...)
		return
	}
	slices.SortFunc(w.order, func(a, b int) int {
		x, y := &m.Scenes[a], &m.Scenes[b]
		switch {
		case m.rank[a] != m.rank[b]:
			return m.rank[a] - m.rank[b]
		case x.Child != y.Child:
			if x.Child {
				return -1
			}
			return 1
		}
		return a - b
	})
	for i := range w.phases {
		w.phases[i] = w.phases[i][:0]
	}
	// The locations of each phase, those with children first.
	phaseOf := func(s int) Phase {
		if !m.LightOrder {
			return Day
		}
		ph := m.Scenes[s].Phase
		if ph != Any {
			return ph
		}
		best := Night + 1
		for _, o := range w.order {
			if q := m.Scenes[o].Phase; q != Any && m.Scenes[o].Loc == m.Scenes[s].Loc && q < best {
				best = q
			}
		}
		if best <= Night {
			return best
		}
		return Day
	}
	for _, s := range w.order {
		ph := phaseOf(s)
		if l := m.Scenes[s].Loc; !slices.Contains(w.phases[ph], l) {
			w.phases[ph] = append(w.phases[ph], l)
		}
	}
	prev := -1
	sorted := w.order
	w.begin = w.begin[:0]
	for ph := Dawn; ph <= Night; ph++ {
		locs := w.phases[ph]
		if len(locs) == 0 {
			continue
		}
		next := -1
		for q := ph + 1; q <= Night; q++ {
			if len(w.phases[q]) > 0 {
				for _, l := range locs {
					if slices.Contains(w.phases[q], l) && (next < 0 || l != prev) {
						next = l
					}
				}
				break
			}
		}
		if i := slices.Index(locs, prev); i > 0 {
			copy(locs[1:i+1], locs[:i])
			locs[0] = prev
		}
		if i := slices.Index(locs, next); i >= 0 && (locs[0] != prev || len(locs) == 1 || i > 0) {
			copy(locs[i:], locs[i+1:])
			locs[len(locs)-1] = next
		}
		if m.Way != nil {
			m.shortest(locs, prev, next)
		}
		for _, l := range locs {
			for _, s := range sorted {
				if m.Scenes[s].Loc == l && phaseOf(s) == ph {
					w.begin = append(w.begin, s)
				}
			}
			prev = l
		}
	}
	w.order = append(w.order[:0], w.begin...)
}

// shortest visits the locations of a phase by the shortest way from the previous one, the last one kept when the next phase
// begins there; beyond six, by the nearest neighbour.
func (m *Model) shortest(locs []int, prev, next int) {
	end := len(locs)
	if end > 0 && locs[end-1] == next {
		end--
	} else {
		next = -1
	}
	start := 0
	if end > 0 && locs[0] == prev {
		start = 1
	}
	if free := locs[start:end]; len(free) > 1 && len(free) <= 6 {
		var best [6]int
		least := -1
		m.routes(free, 0, prev, next, 0, &least, &best)
		copy(free, best[:len(free)])
		return
	}
	for i := start; i < end; i++ {
		if prev >= 0 {
			best := i
			for j := i; j < end; j++ {
				if m.leg(prev, locs[j]) < m.leg(prev, locs[best]) {
					best = j
				}
			}
			l := locs[best]
			copy(locs[i+1:best+1], locs[i:best])
			locs[i] = l
		}
		prev = locs[i]
	}
}

// routes tries the orders of free from k on.
func (m *Model) routes(free []int, k, prev, next, sum int, least *int, best *[6]int) {
	if *least >= 0 && sum >= *least {
		return
	}
	if k == len(free) {
		if next >= 0 {
			sum += m.leg(prev, next)
		}
		if *least < 0 || sum < *least {
			*least = sum
			copy(best[:], free)
		}
		return
	}
	for i := k; i < len(free); i++ {
		free[k], free[i] = free[i], free[k]
		step := 0
		if prev >= 0 {
			step = m.leg(prev, free[k])
		}
		m.routes(free, k+1, free[k], next, sum+step, least, best)
		free[k], free[i] = free[i], free[k]
	}
}

// leg is the length of a move: its minutes first, its price next.
func (m *Model) leg(a, b int) int {
	if a == b {
		return 0
	}
	y := m.way(a, b)
	return y.Minutes<<20 + int(min((y.Cost+int64(y.Km)*m.Km)/100, 1<<20-1))
}

// simple tells that the order of the scenes of a day changes nothing.
func (m *Model) simple() bool { return m.Way == nil && !m.Clocked && !m.LightOrder && !m.SameDay }

// evalDay prices a slot with its scenes, in the order arrange gives them or, when that breaks a rule another order may keep, in
// the best one; w.order holds it after.
func (m *Model) evalDay(slot int, scenes []int, w *scratch) dayEval {
	var e dayEval
	if len(scenes) == 0 {
		return e
	}
	minutes, eighths, moves, children := m.contents(slot, scenes, w, &e)
	if m.simple() {
		e.cost += int64(moves) * m.Move
		m.fill(&e, scenes, minutes+moves*m.MoveMinutes, eighths, moves)
		if children > 0 {
			m.childDay(scenes, w, &e)
		}
		return e
	}
	m.arrange(slot, scenes, w)
	best := m.evalOrder(slot, e, minutes, eighths, children, w)
	if best.viol > 0 && m.picky && len(scenes) <= 5 && !m.Slots[slot].Fixed {
		// The order itself breaks a rule: try every other one.
		w.first = append(w.first[:0], w.order...)
		w.perm = append(w.perm[:0], w.order...)
		m.reorder(slot, e, minutes, eighths, children, w, 0, &best)
		w.order = append(w.order[:0], w.first...)
		best = m.evalOrder(slot, e, minutes, eighths, children, w)
	}
	return best
}

// contents prices what the scenes of a slot cost in any order, and returns their minutes, eighths, least moves and how many of
// them ask for a child.
func (m *Model) contents(slot int, scenes []int, w *scratch, e *dayEval) (minutes, eighths, moves, children int) {
	e.used = true
	e.kind = m.kindOf(scenes)
	e.cost = m.UnitDay[m.Slots[slot].Unit]
	away := false
	if w.stamp++; w.stamp == 1<<31-1 {
		clear(w.mark)
		w.stamp = 1
	}
	for _, s := range scenes {
		sc := &m.Scenes[s]
		minutes += sc.Minutes
		eighths += sc.Eighths
		e.out = e.out || sc.Outside
		e.cover = e.cover || sc.Cover
		if sc.Story > 0 && (e.story == 0 || sc.Story < e.story) {
			e.story = sc.Story
		}
		if w.mark[sc.Loc] != w.stamp {
			w.mark[sc.Loc] = w.stamp
			e.cost += m.Locs[sc.Loc].Day + m.LocDay
			away = away || m.Locs[sc.Loc].Away
			moves++
		}
		if sc.Child {
			children++
		}
	}
	if away {
		e.cost += m.PerDiem
	}
	if m.Kinds > 0 {
		e.cost += m.extras(scenes, w)
	}
	if children > 1 {
		m.childBusy(scenes, w, e)
	}
	return minutes, eighths, moves - 1, children
}

// reorder tries the orders of w.perm from k on and keeps the best in w.first.
func (m *Model) reorder(slot int, e dayEval, minutes, eighths, children int, w *scratch, k int, best *dayEval) {
	if k == len(w.perm) {
		w.order = append(w.order[:0], w.perm...)
		if m.lightsOut(w.order) {
			return
		}
		if o := m.evalOrder(slot, e, minutes, eighths, children, w); o.viol < best.viol || o.viol == best.viol && o.cost < best.cost {
			*best = o
			w.first = append(w.first[:0], w.perm...)
		}
		return
	}
	for i := k; i < len(w.perm) && best.viol > 0; i++ {
		w.perm[k], w.perm[i] = w.perm[i], w.perm[k]
		m.reorder(slot, e, minutes, eighths, children, w, k+1, best)
		w.perm[k], w.perm[i] = w.perm[i], w.perm[k]
	}
}

// lightsOut tells whether an order puts an earlier light after a later one.
func (m *Model) lightsOut(order []int) bool {
	if !m.LightOrder {
		return false
	}
	latest := Dawn
	for _, s := range order {
		if ph := m.Scenes[s].Phase; ph != Any {
			if ph < latest {
				return true
			}
			latest = ph
		}
	}
	return false
}

// evalOrder adds to a day what its order in w.order decides.
func (m *Model) evalOrder(slot int, e dayEval, minutes, eighths, children int, w *scratch) dayEval {
	moves := 0
	for i := 1; i < len(w.order); i++ {
		a, b := m.Scenes[w.order[i-1]].Loc, m.Scenes[w.order[i]].Loc
		if a == b {
			continue
		}
		y := m.way(a, b)
		moves++
		minutes += y.Minutes
		e.cost += m.Move + y.Cost + int64(y.Km)*m.Km
	}
	e.first, e.last = m.Locs[m.Scenes[w.order[0]].Loc].Base, m.Locs[m.Scenes[w.order[len(w.order)-1]].Loc].Base
	m.fill(&e, w.order, minutes, eighths, moves)
	if m.Clocked {
		m.clockDay(&m.Slots[slot], w, &e)
	}
	if children > 0 {
		m.childDay(w.order, w, &e)
	}
	if m.SameDay {
		m.sameDay(w, &e)
	}
	return e
}

// fill checks the capacity and the lights of a day.
func (m *Model) fill(e *dayEval, scenes []int, minutes, eighths, moves int) {
	alone := m.Oversize && len(scenes) == 1
	if m.Minutes > 0 && minutes > m.Minutes && !alone {
		e.viol += int64(minutes - m.Minutes)
	}
	if m.Eighths > 0 && eighths > m.Eighths && !alone {
		e.viol += int64(eighths-m.Eighths) * 15
	}
	if m.MaxMoves > 0 && moves > m.MaxMoves {
		e.viol += int64(moves-m.MaxMoves) * broken
	}
	if e.kind != 2 {
		return
	}
	if m.Separate {
		e.viol += m.mixture(scenes)
	} else if m.LightOrder {
		for _, s := range scenes {
			if m.Scenes[s].Phase == Dawn {
				e.viol += broken // no day runs from the dawn into the night
			}
		}
	}
}

// sameDay counts the raccords inside a day shot in the wrong order.
func (m *Model) sameDay(w *scratch, e *dayEval) {
	for _, p := range m.Prec {
		if p.SameDay && p.Gap == 0 {
			if i, j := slices.Index(w.order, p.Before), slices.Index(w.order, p.After); i > j && j >= 0 {
				e.viol += broken
			}
		}
	}
}

// mixture measures how far a day is from one light: the minutes of the smaller side.
func (m *Model) mixture(scenes []int) int64 {
	var day, night int64
	for _, s := range scenes {
		switch sc := &m.Scenes[s]; sc.Side {
		case Day:
			day += int64(sc.Minutes)
		case Night:
			night += int64(sc.Minutes)
		}
	}
	return broken + min(day, night)
}

func (m *Model) extras(scenes []int, w *scratch) int64 {
	w.kinds = w.kinds[:0]
	w.locs = w.locs[:0]
	w.rates = w.rates[:0]
	for _, s := range scenes {
		for _, x := range m.Scenes[s].Extras {
			i := slices.Index(w.kinds, x.Kind)
			if i < 0 {
				w.kinds = append(w.kinds, x.Kind)
				w.locs = append(w.locs, x.Count)
				w.rates = append(w.rates, x.Rate)
			} else if x.Count > w.locs[i] {
				w.locs[i] = x.Count
			}
		}
	}
	var c int64
	for i := range w.kinds {
		c += int64(w.locs[i]) * w.rates[i]
	}
	return c
}

// clockDay lays the hours of a day and checks them; w.order holds its order, w.begin and w.end receive the times.
func (m *Model) clockDay(sl *Slot, w *scratch, e *dayEval) {
	h := Hours{Call: m.Call[e.kind]}
	if m.Sunny[e.kind] && sl.Law.Sky > 0 {
		h.Call = m.sunCall(&sl.Law, e.kind, w)
	}
	h.Ready = h.Call + m.Prep
	if sl.Fixed && sl.HasHours {
		h = sl.Hours
	} else {
		h.Meal = m.mealOf(h, sl.Law.Meals, w)
	}
	t, pause := h.Ready, m.Meal
	w.begin, w.end = w.begin[:0], w.end[:0]
	for i, s := range w.order {
		if i > 0 {
			if a, b := m.Scenes[w.order[i-1]].Loc, m.Scenes[s].Loc; a != b {
				t += m.way(a, b).Minutes
			}
		}
		if pause > 0 && t >= h.Meal {
			t, pause = t+pause, 0
		}
		w.begin = append(w.begin, t)
		t += m.Scenes[s].Minutes
		if pause > 0 && t > h.Meal {
			t, pause = t+pause, 0
		}
		w.end = append(w.end, t)
	}
	if !sl.Fixed || !sl.HasHours {
		h.Wrap = t + pause + m.WrapUp
	}
	e.hours = h
	span := h.Wrap - h.Call
	e.busy = span - m.Meal
	l := &sl.Law
	over := func(v, limit int) {
		if limit > 0 && v > limit {
			e.viol += int64(v - limit)
		}
	}
	over(span, l.Span)
	over(e.busy, l.Work)
	over(span-m.WrapUp, l.CastSpan)
	if n := len(w.end); n > 0 && m.Meal > 0 && h.Meal < w.end[n-1] && m.played(w.order) {
		e.viol += int64(Break{Length: m.Meal, Meals: l.Meals}.Outside(h.Meal))
	}
	if l.ContTo > 0 {
		over(h.Wrap, l.ContTo)
		if h.Call < l.ContFrom {
			e.viol += int64(l.ContFrom - h.Call)
		}
	}
	for i, s := range w.order {
		loc := &m.Locs[m.Scenes[s].Loc]
		if loc.Opens > 0 && w.begin[i] < loc.Opens {
			e.viol += int64(loc.Opens - w.begin[i])
		}
		over(w.end[i], loc.Closes)
	}
	if m.HourRate > 0 {
		e.cost += m.premiums(l, h.Call, h.Wrap)
	}
}

// mealLatest is the longest time from the call to the break.
const mealLatest = 360

// nextFive is a time of day or the next one that people write on a call sheet: a multiple of five minutes.
func nextFive(t int) int { return (t + 4) / 5 * 5 }

// sunCall is the call that brings the first scene by the light that names the kind of day to that light: the call of the kind when
// the sun is unknown there.
func (m *Model) sunCall(l *Law, kind int, w *scratch) int {
	before, at := m.Prep, 0
	for i, s := range w.order {
		sc := &m.Scenes[s]
		if i > 0 {
			if a := m.Scenes[w.order[i-1]].Loc; a != sc.Loc {
				before += m.way(a, sc.Loc).Minutes
			}
		}
		if sc.Phase == Dawn && kind == 3 || (sc.Phase == Dusk || sc.Phase == Night) && kind != 3 {
			at = m.Light[l.Sky][sc.Loc][sc.Phase]
			break
		}
		before += sc.Minutes
	}
	switch {
	case at == 0:
		return m.Call[kind]
	case kind == 3: // lunch comes in its hours, and in time
		return max(nextFive(at-before), l.Meals[0][0]-mealLatest, 0)
	}
	call := nextFive(at - before - m.Meal)
	if m.mealOf(Hours{Call: call, Ready: call + m.Prep}, l.Meals, w) > call+before {
		call = nextFive(at - before)
	}
	if lunch, dinner := l.Meals[0], l.Meals[1]; dinner[1] > 0 {
		if call > lunch[1]-m.Meal-m.Prep { // too late for lunch: not too early for dinner
			call = max(call, dinner[0]-mealLatest)
		}
		call = min(call, dinner[1]-m.Meal-m.Prep)
	}
	return max(call, m.Call[0])
}

// mealOf sets the break of a day; w.begin serves as room.
func (m *Model) mealOf(h Hours, meals [2][2]int, w *scratch) int {
	t := h.Ready
	w.begin = w.begin[:0]
	for i, s := range w.order {
		if i > 0 {
			if a, b := m.Scenes[w.order[i-1]].Loc, m.Scenes[s].Loc; a != b {
				t += m.way(a, b).Minutes
			}
		}
		w.begin = append(w.begin, t)
		t += m.Scenes[s].Minutes
	}
	return Break{Call: h.Call, Ready: h.Ready, Length: m.Meal, After: mealLatest, Meals: meals}.At(w.begin, t)
}

// played tells whether a day has a role.
func (m *Model) played(scenes []int) bool {
	for _, s := range scenes {
		if len(m.Scenes[s].Roles) > 0 {
			return true
		}
	}
	return false
}

// childBusy prices the days on which a child has more than one scene.
func (m *Model) childBusy(scenes []int, w *scratch, e *dayEval) {
	if m.ChildBy == 0 {
		return
	}
	w.child = w.child[:0]
	for _, s := range scenes {
		for _, r := range m.Scenes[s].Roles {
			if m.Roles[r].Child != nil {
				w.child = append(w.child, r)
			}
		}
	}
	slices.Sort(w.child)
	for i := 1; i < len(w.child); i++ {
		if w.child[i] == w.child[i-1] && (i == 1 || w.child[i] != w.child[i-2]) {
			e.cost += m.ChildBy
		}
	}
}

// childDay checks the hours of each child of a day.
func (m *Model) childDay(scenes []int, w *scratch, e *dayEval) {
	w.child = w.child[:0]
	for _, s := range scenes {
		for _, r := range m.Scenes[s].Roles {
			c := m.Roles[r].Child
			if c == nil || slices.Contains(w.child, r) {
				continue
			}
			w.child = append(w.child, r)
			if !m.Clocked {
				work := 0
				for _, t := range scenes {
					if slices.Contains(m.Scenes[t].Roles, r) {
						work += m.Scenes[t].Minutes
					}
				}
				if c.Work > 0 && work > c.Work {
					e.viol += int64(work - c.Work)
				}
				continue
			}
			from, to := 1<<30, 0 // presence
			for i, t := range w.order {
				if slices.Contains(m.Scenes[t].Roles, r) {
					from, to = min(from, w.begin[i]-c.Before), max(to, w.end[i]+c.After)
				}
			}
			if k := m.kid[r]; k < maxKids {
				e.kids[k] = [2]int32{int32(from), int32(to)}
			}
			present := to - from
			if c.Breaks && from <= e.hours.Meal && e.hours.Meal+m.Meal <= to {
				present -= m.Meal
			}
			if c.Work > 0 && present > c.Work {
				e.viol += int64(present - c.Work)
			}
			if c.Latest > 0 && to > c.Latest {
				e.viol += int64(to - c.Latest)
			}
			if from < c.Earliest {
				e.viol += int64(c.Earliest - from)
			}
		}
	}
}

// premiums prices the hours of a day: each kind of hour is one line, rounded to the cent. The meal is taken off the hours of
// day first, whatever its time.
func (m *Model) premiums(l *Law, call, wrap int) int64 {
	type stretch struct {
		n     int
		night bool
	}
	var parts [12]stretch
	k, byDay := 0, 0
	for t := call; t < wrap && k < len(parts); {
		next := wrap
		cut := func(at int) {
			if at > t && at < next {
				next = at
			}
		}
		night := false
		if l.NightTo > l.NightFrom {
			day := t / 1440 * 1440
			night = t-day >= l.NightFrom || t-day < l.NightTo-1440
			cut(day + l.NightTo - 1440)
			cut(day + l.NightFrom)
			cut(day + 1440)
		}
		parts[k] = stretch{next - t, night}
		k++
		if !night {
			byDay += next - t
		}
		t = next
	}
	mealDay := min(m.Meal, byDay)
	mealNight := m.Meal - mealDay
	// Minutes by (night stage, beyond ten hours).
	var tally [3][2]int
	worked, late := 0, 0
	for _, s := range parts[:k] {
		n := s.n
		if s.night {
			off := min(n, mealNight)
			n, mealNight = n-off, mealNight-off
		} else {
			off := min(n, mealDay)
			n, mealDay = n-off, mealDay-off
		}
		for n > 0 {
			d, stage, over := n, 0, 0
			if s.night {
				stage = 1
				if late >= 480 {
					stage = 2
				} else {
					d = min(d, 480-late)
				}
			}
			if l.Over10After > 0 {
				if worked >= l.Over10After {
					over = 1
				} else {
					d = min(d, l.Over10After-worked)
				}
			}
			tally[stage][over] += d
			worked += d
			if s.night {
				late += d
			}
			n -= d
		}
	}
	var sum int64
	for stage := range tally {
		for over, n := range tally[stage] {
			rate := l.DateRate
			switch stage {
			case 1:
				rate += l.NightFirst
			case 2:
				rate += l.NightMore
			}
			if over == 1 {
				rate += l.Over10
			}
			if l.Cap > 0 && rate > l.Cap {
				rate = l.Cap
			}
			sum += roundDiv(int64(n)*m.HourRate*int64(rate), 600000)
		}
	}
	return sum
}

// roundDiv divides two positive numbers and rounds half up.
func roundDiv(a, b int64) int64 { return (a + b/2) / b }
