package search

// layHours gives hours to a day of a problem where they do not matter: the call of its kind, and the time its contents take.
func (m *Model) layHours(kind int, w *scratch) Hours {
	l := Law{Break: m.Meal}
	m.read(&l, w)
	o := m.called(&l, w, kind, 0, m.Call[kind])
	m.relaid(&l, w, o.hours, 0)
	return o.hours
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
	case h.Call <= l.Lunch[0] && w.end[n-1] >= l.Lunch[1]:
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

// idleBreak tells whether the break of a day comes so soon after its call that it interrupts no work: it is a wait.
func (m *Model) idleBreak(h Hours) bool { return h.Break > 0 && h.Meal-h.Call < m.MealAfter }
