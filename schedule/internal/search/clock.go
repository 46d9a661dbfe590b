package search

// layHours gives hours to a day of a problem where they do not matter: the call of its kind, and the time its contents take.
func (m *Model) layHours(kind int, w *scratch) Hours {
	l := Law{Break: m.Meal}
	h := Hours{Call: m.Call[kind], Ready: m.Call[kind] + m.Prep}
	m.layScenes(&l, w, &h)
	return h
}

// mealMiss is by how many minutes the meal of the performers misses its hours and its length; 0 when it is eaten after the last take,
// unless they worked through the whole of lunch.
func (m *Model) mealMiss(h Hours, l *Law, w *scratch) int {
	n := len(w.end)
	switch {
	case n == 0 || l.MealLeast == 0:
		return 0
	case h.Break > 0 && h.Meal < w.end[n-1]:
		return l.outside(h.Meal) + max(0, l.MealLeast-h.Break)
	case h.Call <= l.Meals[0][0] && w.end[n-1] >= l.Meals[0][1]:
		return l.MealLeast
	}
	return 0
}

// outside is the number of minutes by which a break that begins at a minute misses the hours of the nearest meal, 0 when it stands
// inside those of one.
func (l *Law) outside(at int) int {
	miss := 0
	for _, m := range l.Meals {
		if m[1] == 0 {
			continue
		}
		d := max(m[0]-at, at+l.Break-m[1], 0)
		if d == 0 {
			return 0
		}
		if miss == 0 || d < miss {
			miss = d
		}
	}
	return miss
}

// mealLatest is the longest time from the call to the break, in minutes.
const mealLatest = 360

// breakAfter is the work at which a day has its break, in minutes: what the law says, else the time after which it is late.
func (l *Law) breakAfter() int {
	if l.PauseAfter > 0 {
		return l.PauseAfter
	}
	return mealLatest
}

// owed tells whether a day laid in w without a break, its last scene done at a minute, owes one: its work is long enough, or somebody is
// there for the whole of the hours of lunch.
func (m *Model) owed(l *Law, w *scratch, h *Hours, end int) bool {
	if l.Break == 0 {
		return false
	}
	if l.Always || l.passed(h.Call, end+m.WrapUp) >= l.breakAfter() {
		return true
	}
	lunch := l.Meals[0]
	if lunch[1] == 0 {
		return false
	}
	if h.Call <= lunch[0] && end >= lunch[1] {
		return true
	}
	for _, s := range w.order {
		for _, r := range m.Scenes[s].Roles {
			if c := m.Roles[r].Child; c != nil && c.Adult {
				if from, to := m.present(w, r, -1); min(from, h.Call) <= lunch[0] && max(to, end) >= lunch[1] {
					return true
				}
			}
		}
	}
	return false
}

// idleBreak tells whether the break of a day comes so soon after its call that it interrupts no work: it is a wait.
func (m *Model) idleBreak(h Hours) bool { return h.Break > 0 && h.Meal-h.Call < m.MealAfter }

// played tells whether some scene has a role.
func (m *Model) played(scenes []int) bool {
	for _, s := range scenes {
		if len(m.Scenes[s].Roles) > 0 {
			return true
		}
	}
	return false
}
