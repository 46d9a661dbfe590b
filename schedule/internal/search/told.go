package search

import "slices"

// readTold reads what the frozen days alone hold and break: it is told, and breaks no rule of a plan.
func (x *exact) readTold() {
	m := x.m
	x.worked = make([]int, len(m.Roles))
	x.overs = make([][]bool, len(m.Roles))
	if !x.told {
		return
	}
	for r := range m.Roles {
		x.overs[r] = make([]bool, len(m.Dates))
		run, at := 0, -2
		for d := range m.Dates {
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
		}
	}
}
