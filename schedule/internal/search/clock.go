package search

// clockDay lays the hours of a day whose scenes stand in w.order, and adds to e what they cost and by how much they break the rules.
// w.begin and w.end receive the times of the scenes.
func (m *Model) clockDay(sl *Slot, w *scratch, e *dayEval) {
	m.layHours(sl, w, e)
	m.checkHours(sl, w, e)
	if m.HourRate > 0 {
		e.cost += m.premiums(&sl.Law, e.hours)
	}
}

// layHours sets the hours of a day and of its scenes: the scenes follow each other from Ready on, with the ways between them and the
// meal break. A frozen day keeps its own hours.
func (m *Model) layHours(sl *Slot, w *scratch, e *dayEval) {
	given := sl.Fixed && sl.HasHours
	h := sl.Hours
	if !given {
		h = Hours{Call: m.Call[e.kind]}
		if m.Sunny[e.kind] && sl.Law.Sky > 0 {
			h.Call = m.sunCall(&sl.Law, e.kind, w)
		}
		h.Ready = h.Call + m.Prep
		h.Meal = m.mealOf(h, sl.Law.Meals, w)
	}
	t, pause := h.Ready, m.Meal // pause is what is left of the break
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
	if !given {
		h.Wrap = t + pause + m.WrapUp
	}
	e.hours = h
	e.busy = sl.Law.passed(h.Call, h.Wrap) - m.Meal
}

// checkHours adds to the violation of a day the minutes by which its hours pass the limits of the law and of the locations.
func (m *Model) checkHours(sl *Slot, w *scratch, e *dayEval) {
	h, l := e.hours, &sl.Law
	span := l.passed(h.Call, h.Wrap)
	over := func(v, limit int) {
		if limit > 0 && v > limit {
			e.viol += int64(v - limit)
		}
	}
	over(span, l.Span)
	over(e.busy, l.Work)
	if m.played(w.order) {
		over(l.passed(h.Call, h.Wrap-m.WrapUp), l.CastSpan)
		e.viol += m.mealMiss(h, l, w)
	}
	if l.PauseAfter > 0 && e.busy >= l.PauseAfter && m.Meal < l.Pause {
		e.viol += int64(l.Pause - m.Meal)
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
}

// mealMiss is by how many minutes the meal of the performers misses its hours and its length; 0 when it is eaten after the last take,
// unless they worked through the whole of lunch.
func (m *Model) mealMiss(h Hours, l *Law, w *scratch) int64 {
	n := len(w.end)
	switch {
	case n == 0 || l.MealLeast == 0:
		return 0
	case m.Meal > 0 && h.Meal < w.end[n-1]:
		return int64(Break{Length: m.Meal, Meals: l.Meals}.Outside(h.Meal) + max(0, l.MealLeast-m.Meal))
	case h.Call <= l.Meals[0][0] && w.end[n-1] >= l.Meals[0][1]:
		return int64(l.MealLeast)
	}
	return 0
}

// mealLatest is the longest time from the call to the break, in minutes.
const mealLatest = 360

// sunCall is the call of a day that follows the sun: the first scene by the light that names the kind of day (the dawn of a dawn
// day, the dusk or the night of the others) begins when that light does. Where the sun is not known it is the call of the kind.
func (m *Model) sunCall(l *Law, kind int, w *scratch) int {
	before, at := m.Prep, 0 // minutes from the call to that scene; when its light begins
	for i, s := range w.order {
		sc := &m.Scenes[s]
		if i > 0 {
			if a := m.Scenes[w.order[i-1]].Loc; a != sc.Loc {
				before += m.way(a, sc.Loc).Minutes
			}
		}
		if sc.Phase == Dawn && kind == dawnUnit || (sc.Phase == Dusk || sc.Phase == Night) && kind != dawnUnit {
			at = m.Light[l.Sky][sc.Loc][sc.Phase]
			break
		}
		before += sc.Minutes
	}
	switch {
	case at == 0:
		return m.Call[kind]
	case kind == dawnUnit: // the call is not so early that lunch would come too late
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

// mealOf is the start of the meal break of a day whose scenes stand in w.order; w.begin is overwritten.
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

// played tells whether some scene has a role.
func (m *Model) played(scenes []int) bool {
	for _, s := range scenes {
		if len(m.Scenes[s].Roles) > 0 {
			return true
		}
	}
	return false
}
