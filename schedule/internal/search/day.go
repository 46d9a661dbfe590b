package search

import "slices"

// brokenRule is the violation of a broken rule without a measure. That of a limit is the number of minutes over it.
const brokenRule = 60

// dayEval is a day as the rest of the plan sees it: what it costs by itself, and what its neighbours and its people need to know.
type dayEval struct {
	cost   int64 // cents
	viol   int64
	used   bool     // it holds scenes
	kind   int      // dayUnit, nightUnit, mixedUnit or dawnUnit
	story  int      // the earliest day of the story it shoots, 0 when unknown
	out    bool     // it holds an exterior
	cover  bool     // it holds a scene that may be shot in bad weather
	first  int      // its first location
	last   int      // its last location
	opts   []option // when hours matter: the ways to lay them, by rising call
	pref   int      // the one the day takes by itself
	order  []int    // when hours matter: its scenes in shooting order
	latest int      // the latest wrap of opts
	law    *Law     // that of its slot, on the clock and with the holidays of its places
}

// maxKids is the number of roles with hours of their own whose times are kept with each day; those of others are computed
// when they are needed.
const maxKids = 4

// scratch is the work space of one evaluation of a day.
type scratch struct {
	order   []int // the scenes of the day in shooting order
	begin   []int // when each of them begins, in minutes after midnight
	end     []int // when each of them ends
	kept    []int // until when a frozen day may have kept those of each of them; nil for another day
	ways    []int // the way before each of them, minutes
	rests   []int // the rest after that way, minutes
	skies   []Sky // the hours of each of them
	held    int   // the rank, counted from 1, of a scene that begins at until or later for the sake of somebody's rest; 0 for none
	until   int
	low     []int    // the minute before which each of them does not begin: performers have hours of their own
	lows    []int    // the same while some are moved
	total   int      // the minutes of the scenes and of the ways
	played  bool     // some scene has a role
	night   bool     // some scene asks for the night
	came    []int    // when each of them begins in a day without a break
	gone    []int    // when each of them ends in it
	meal    int      // the break, -1 when there is none
	chooser chooser  // the choice of the break of one call
	tried   []int    // the places of the break looked at, for chooser
	later   []callAt // the calls that no place of the break makes lawful, for options
	opts    []option
	grid    int      // the step of the calls, 0 for that of the local search
	told    *int     // the only call looked at; nil for all of them
	any     bool     // the first lawful call is enough
	most    int64    // when not 0: of a day that breaks more, only that has to be known
	every   bool     // every way to lay the hours that some rest may ask for, not the cheapest of each call alone
	found   []option // the lawful ways of one call, for layings
	toil    int      // see exact.stop
	locs    []int
	kinds   []int
	rates   []int64
	mark    []int32 // by location: the stamp of the last evaluation that counted it
	stamp   int32
	phases  [5][]int // by phase: its locations, for arrange
	from    int      // the location where the day had better begin, for arrange, counted from 1; 0 for any
	upto    int      // that where it had better end
	light   []Phase  // of each scene of order, for arrange
	child   []int
	first   []int
	perm    []int
}

// kindOf is the kind of day that scenes make.
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
		return mixedUnit
	case dawn:
		return dawnUnit
	case night:
		return nightUnit
	}
	return dayUnit
}

// simple tells that the order of the scenes inside a day changes neither its cost nor its violation.
func (m *Model) simple() bool {
	return m.Way == nil && !m.Clocked && !m.LightOrder && !m.SameDay && !m.returns
}

// evalDay evaluates a slot with its scenes, in the order arrange gives them. When that order breaks a rule that another may keep, and
// the scenes are four at most, it tries all orders and takes the best. w.order holds the order chosen.
func (m *Model) evalDay(slot int, scenes []int, w *scratch) dayEval {
	var e dayEval
	if len(scenes) == 0 {
		return e
	}
	minutes, eighths, moves, children := m.contents(slot, scenes, w, &e)
	if m.simple() {
		e.cost += int64(moves) * m.Move
		m.fill(&e, slot, scenes, minutes+moves*m.MoveMinutes, eighths, moves)
		if children > 0 {
			m.childDay(scenes, w, &e)
		}
		return e
	}
	m.arrange(slot, scenes, w)
	hopeless := m.Clocked && !m.Slots[slot].Fixed && m.untimely(&m.Slots[slot].Law, scenes)
	grid := w.grid
	if hopeless {
		w.grid = hopelessGrid
	}
	best := m.evalOrder(slot, e, minutes, eighths, children, w)
	w.grid = grid
	if viol, _ := best.worth(); viol > 0 && m.picky && len(scenes) <= mostPermuted && !m.Slots[slot].Fixed &&
		minutes <= m.Slots[slot].Law.Room && !hopeless {
		// The order itself breaks a rule: try every other one.
		w.first = append(w.first[:0], w.order...)
		w.perm = append(w.perm[:0], w.order...)
		best.opts = slices.Clone(best.opts)
		m.reorder(slot, e, minutes, eighths, children, w, 0, &best)
		w.order = append(w.order[:0], w.first...)
	} else {
		best.opts = slices.Clone(best.opts)
	}
	if m.Clocked {
		best.order = slices.Clone(w.order)
	}
	return best
}

// mostPermuted is the most scenes of a day whose orders are all tried.
const mostPermuted = 4

// worth is the violation and the price of a day by itself.
func (e *dayEval) worth() (viol, cost int64) {
	if len(e.opts) == 0 {
		return e.viol, e.cost
	}
	o := &e.opts[e.pref]
	return e.viol + o.viol, e.cost + o.cost
}

// contents adds to e what the scenes of a slot cost in any order, and returns their minutes, their eighths, the fewest moves between
// their locations and how many of them ask for a child.
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
		if sc.Child || sc.Watched {
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

// reorder tries all orders of w.perm from rank k on, until one breaks no rule, and keeps the best in w.first and best.
func (m *Model) reorder(slot int, e dayEval, minutes, eighths, children int, w *scratch, k int, best *dayEval) {
	if k == len(w.perm) {
		w.order = append(w.order[:0], w.perm...)
		if m.lightsOut(w.order) {
			return
		}
		v, c := best.worth()
		w.most = v
		o := m.evalOrder(slot, e, minutes, eighths, children, w)
		w.most = 0
		if viol, cost := o.worth(); viol < v || viol == v && cost < c {
			*best = o
			best.opts = slices.Clone(o.opts)
			w.first = append(w.first[:0], w.perm...)
		}
		return
	}
	for i := k; i < len(w.perm); i++ {
		if v, _ := best.worth(); v == 0 {
			return
		}
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

// evalOrder is the evaluation of a day whose contents are e, once its order stands in w.order: its moves, its hours, its children, its
// raccords.
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
		if m.returns && m.comesBack(w.order, i) {
			e.cost += m.Locs[b].Return
			if m.Locs[b].NoReturn && !m.Slots[slot].Fixed {
				e.viol += brokenRule
			}
		}
	}
	e.first, e.last = m.Scenes[w.order[0]].Loc, m.Scenes[w.order[len(w.order)-1]].Loc
	m.fill(&e, slot, w.order, minutes, eighths, moves)
	if m.SameDay && !m.Slots[slot].Fixed {
		m.sameDay(w, &e)
	}
	if m.Clocked {
		e.law = m.lawAt(slot, w.order)
		grid := w.grid
		if grid == 0 {
			grid = m.grid(e.law, w.order)
		}
		m.options(&m.Slots[slot], e.law, w, e.kind, children, grid)
		e.opts, e.pref = w.opts, preferred(w.opts)
		for i := range w.opts {
			e.latest = max(e.latest, w.opts[i].hours.Wrap)
		}
	} else if children > 0 {
		m.childDay(w.order, w, &e)
	}
	return e
}

// comesBack tells whether the scene of a rank in the order of a day, where the unit comes from another location, takes it back to one that
// it has left on that day.
func (m *Model) comesBack(order []int, rank int) bool {
	return slices.ContainsFunc(order[:rank], func(s int) bool { return m.Scenes[s].Loc == m.Scenes[order[rank]].Loc })
}

// fill adds to the violation of a day what it holds over its capacity, and the lights it may not mix. The past is told, not judged.
func (m *Model) fill(e *dayEval, slot int, scenes []int, minutes, eighths, moves int) {
	if m.Slots[slot].Fixed {
		return
	}
	alone := m.Oversize && len(scenes) == 1
	l := &m.Slots[slot].Law
	if l.Room > 0 && minutes > l.Room && !alone {
		e.viol += int64(minutes - l.Room)
	}
	if l.Pages > 0 && eighths > l.Pages && !alone {
		e.viol += int64(eighths-l.Pages) * 15
	}
	if m.MaxMoves > 0 && moves > m.MaxMoves {
		e.viol += int64(moves-m.MaxMoves) * brokenRule
	}
	e.viol += int64(m.clocks(slot, scenes)) * brokenRule
	if e.kind != mixedUnit {
		return
	}
	if m.Separate {
		e.viol += m.mixture(scenes)
	} else if m.LightOrder {
		for _, s := range scenes {
			if m.Scenes[s].Phase == Dawn {
				e.viol += brokenRule // no day runs from the dawn into the night
			}
		}
	}
}

// sameDay adds to the violation of a day the raccords shot in the wrong order inside it.
func (m *Model) sameDay(w *scratch, e *dayEval) {
	for _, p := range m.Prec {
		if p.SameDay && p.Gap == 0 {
			if i, j := slices.Index(w.order, p.Before), slices.Index(w.order, p.After); i > j && j >= 0 {
				e.viol += brokenRule
			}
		}
	}
}

// mixture is the violation of a day that mixes the sides of day and night: brokenRule and the minutes of the smaller side.
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
	return brokenRule + min(day, night)
}

// extras is what the extras of a day cost, in cents: each kind is hired for the day by its largest group.
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

// childBusy adds to the cost of a day the wish against more than one scene of a child, once for each child that has more.
func (m *Model) childBusy(scenes []int, w *scratch, e *dayEval) {
	if m.ChildBy == 0 {
		return
	}
	w.child = w.child[:0]
	for _, s := range scenes {
		for _, r := range m.Scenes[s].Roles {
			if c := m.Roles[r].Child; c != nil && !c.Adult {
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

// childDay checks the minutes each child of a day is shot, where hours do not matter.
func (m *Model) childDay(scenes []int, w *scratch, e *dayEval) {
	if m.Scenes[scenes[0]].Fixed >= 0 {
		return // the past is told, not judged
	}
	w.child = w.child[:0]
	for _, s := range scenes {
		for _, r := range m.Scenes[s].Roles {
			c := m.Roles[r].Child
			if c == nil || slices.Contains(w.child, r) {
				continue
			}
			w.child = append(w.child, r)
			if n := m.shotFor(scenes, r); c.Work > 0 && n > c.Work {
				e.viol += int64(n - c.Work)
			}
		}
	}
}
