package search

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
	if m.HourRate > 0 {
		e.cost += m.premiums(l, h.Call, h.Wrap)
	}
}

// mealLatest is the longest time from the call to the break.
const mealLatest = 360

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
