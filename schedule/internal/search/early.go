package search

import "slices"

// earlyTries is the most moves Early tries: a search that is stopped answers at once.
const earlyTries = 1500

// Early moves whole days of a lawful plan to earlier empty slots wherever that costs nothing and breaks no rule: of two plans of one
// price, people want the one that ends first. A plan that breaks a rule is returned as it is.
func Early(m *Model, p Plan) Plan {
	s := newState(m)
	s.load(p)
	cost := s.cost()
	if s.viol() > 0 {
		return p
	}
	tries := 0
	for again := true; again; {
		again = false
		for from := range m.Slots {
			if len(s.slots[from]) == 0 || m.Slots[from].Fixed {
				continue
			}
			scenes := slices.Clone(s.slots[from])
			for to := range from {
				if len(s.slots[to]) > 0 || m.Slots[to].Fixed || m.Slots[to].Date == m.Slots[from].Date ||
					slices.ContainsFunc(scenes, func(i int) bool { return !m.Scenes[i].Allowed[to] }) {
					continue
				}
				if tries++; tries > earlyTries {
					return s.plan()
				}
				s.begin()
				for _, i := range scenes {
					s.place(i, to)
				}
				s.flush()
				if s.viol() == 0 && s.cost() <= cost {
					s.commit()
					cost, again = s.cost(), true
					break
				}
				s.rollback()
			}
		}
	}
	return s.plan()
}
