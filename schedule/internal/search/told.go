package search

import "slices"

// readTold reads what the frozen days alone hold and break: it is told, and breaks no rule of a plan.
func (x *exact) readTold() {
	m := x.m
	x.worked = make([]int, len(m.Roles))
	x.overs, x.lacks = make([][]bool, len(m.Roles)), make([][]int, len(m.Roles))
	if !x.told {
		return
	}
	for r := range m.Roles {
		x.overs[r], x.lacks[r] = make([]bool, len(m.Dates)), make([]int, len(m.Dates))
		run, at, week := 0, -2, int64(0)
		for d := range m.Dates {
			if d > 0 && m.Dates[d].Week != m.Dates[d-1].Week {
				week = 0
			}
			works := false
			for u := range m.Units {
				works = works || slices.ContainsFunc(m.Slots[d*m.Units+u].Order, func(s int) bool {
					return m.Scenes[s].Fixed == d*m.Units+u && slices.Contains(m.Scenes[s].Roles, r)
				})
			}
			if !works {
				continue
			}
			if run++; m.Dates[d].Pos != at+1 {
				run = 1
			}
			at = m.Dates[d].Pos
			x.worked[r]++
			x.overs[r][d] = m.Roles[r].RestAfter > 0 && run > m.Roles[r].RestAfter
			if week |= 1 << m.weekDay(d); m.Roles[r].Child != nil {
				x.lacks[r][d] = m.kidOn(m.lawOf(d), r).lacks(week)
			}
		}
	}
}

// lacks is the number of days off in a row that lack in a week, whose days worked are given, one bit each.
func (k *Limits) lacks(worked int64) int {
	free, best := 0, 0
	for i := range 7 {
		if worked>>i&1 == 1 {
			free = 0
			continue
		}
		free++
		best = max(best, free)
	}
	return max(0, k.WeekFree-best)
}
