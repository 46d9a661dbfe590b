package search

// clockDay lays the hours of a day whose scenes stand in w.order, and adds to e what they cost and by how much they break the rules.
// w.begin and w.end receive the times of the scenes.
func (m *Model) clockDay(sl *Slot, w *scratch, e *dayEval) {
	m.layHours(sl, w, e)
	m.checkHours(sl, w, e)
	if m.HourRate > 0 {
		e.cost += m.premiums(&sl.Law, e.hours.Call, e.hours.Wrap)
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

// maxStretches is the number of stretches of day and night that the hours of a day are cut into at most: more than five days' worth.
const maxStretches = 12

// stretch is a run of minutes of a day, all in the hours of night or all outside them.
type stretch struct {
	n     int
	night bool
}

// premiums is the price in cents of the premiums of a day's hours. The minutes of one night stage on one side of the tenth hour are
// a line, rounded to the cent. The meal break is not work: it is taken off the hours of day first, whenever it stands.
func (m *Model) premiums(l *Law, call, wrap int) int64 {
	var room [maxStretches]stretch
	parts, byDay := l.stretches(&room, call, wrap)
	takeMeal(parts, m.Meal, min(m.Meal, byDay))
	tally := l.stages(parts)
	var sum int64
	for stage := range tally {
		for over, n := range tally[stage] {
			sum += roundDiv(int64(n)*m.HourRate*int64(l.premium(stage, over)), 600000)
		}
	}
	return sum
}

// stretches cuts the hours of a day where night begins and ends, and counts the minutes outside the night.
func (l *Law) stretches(room *[maxStretches]stretch, call, wrap int) (parts []stretch, byDay int) {
	k := 0
	for t := call; t < wrap && k < len(room); k++ {
		next, night := wrap, false
		if l.NightTo > l.NightFrom {
			day := t / 1440 * 1440
			night = t-day >= l.NightFrom || t-day < l.NightTo-1440
			for _, at := range [3]int{day + l.NightTo - 1440, day + l.NightFrom, day + 1440} {
				if at > t && at < next {
					next = at
				}
			}
		}
		room[k] = stretch{next - t, night}
		if !night {
			byDay += next - t
		}
		t = next
	}
	return room[:k], byDay
}

// takeMeal takes the minutes of the meal break off the stretches: byDay minutes off those outside the night, the rest off those of the
// night.
func takeMeal(parts []stretch, meal, byDay int) {
	left := [2]int{byDay, meal - byDay}
	for i := range parts {
		p := &parts[i]
		rest := &left[0]
		if p.night {
			rest = &left[1]
		}
		off := min(p.n, *rest)
		p.n, *rest = p.n-off, *rest-off
	}
}

// stages counts the minutes worked by stage of night (0 outside the night, 1 its first eight hours, 2 those beyond) and by side of the
// work after which overtime is paid (0 before, 1 after).
func (l *Law) stages(parts []stretch) (tally [3][2]int) {
	const firstNight = 480
	worked, late := 0, 0 // minutes so far: of work, of work at night
	for _, s := range parts {
		for n := s.n; n > 0; {
			d, stage, over := n, 0, 0 // the next minutes that are all of one stage and side
			if s.night {
				stage = 1
				if late >= firstNight {
					stage = 2
				} else {
					d = min(d, firstNight-late)
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
	return tally
}

// premium is the rate of the premiums of a minute, in hundredths of a percent: that of the date, of its stage of night, and of overtime
// when over is 1, together no more than the cap.
func (l *Law) premium(stage, over int) int {
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
	return rate
}

// roundDiv divides two positive numbers and rounds half up.
func roundDiv(a, b int64) int64 { return (a + b/2) / b }
