package search

import "slices"

// hopelessGrid is the step of the calls that are looked at of a day that none makes lawful, in minutes: what it breaks only has to be
// known about.
const hopelessGrid = 120

// untimely tells that a day of some scenes breaks a rule in whatever order and at whatever call: scenes that begin after a minute and end
// by another take longer than what lies between, the day is longer than the law allows, or a child is there too long.
func (m *Model) untimely(l *Law, scenes []int) bool {
	if len(scenes) < 2 {
		return false
	}
	var at [mostPermuted + 4]timing
	if len(scenes) > len(at) {
		return false
	}
	work, first, last := 0, Endless, 0
	for i, s := range scenes {
		sc := &m.Scenes[s]
		sky := m.hoursOf(l, sc)
		at[i] = timing{sky.start(0, sc.Minutes), max(sky.To, sky.Early)}
		work += sc.Minutes
		first, last = min(first, at[i].close-sc.Minutes), max(last, at[i].open+sc.Minutes)
	}
	if l.Span > 0 && max(last-first, work)+m.Prep+m.WrapUp-max(l.TurnBy, -l.TurnBy) > l.Span {
		return true
	}
	for i := range scenes {
		for k := range scenes {
			sum := 0
			for n, s := range scenes {
				if at[n].open >= at[i].open && at[n].close <= at[k].close {
					sum += m.Scenes[s].Minutes
				}
			}
			if sum > 0 && at[i].open+sum > at[k].close {
				return true
			}
		}
	}
	return m.kidsTooLong(l, scenes)
}

// kidsTooLong tells whether some scenes of one day keep a child there too long: all of its scenes but one are shot whole meanwhile.
func (m *Model) kidsTooLong(l *Law, scenes []int) bool {
	for i, s := range scenes {
		for _, r := range m.Scenes[s].Roles {
			c := m.Roles[r].Child
			if c == nil || c.ByShot || slices.ContainsFunc(scenes[:i], func(o int) bool { return slices.Contains(m.Scenes[o].Roles, r) }) {
				continue
			}
			whole, off := 0, 0
			for _, o := range scenes[i:] {
				if sc := &m.Scenes[o]; slices.Contains(sc.Roles, r) {
					whole, off = whole+sc.Minutes, max(off, sc.Minutes-sc.stays(r))
				}
			}
			if most := m.kidOn(l, r).Work; most > 0 && whole-off+c.Before+c.After > most {
				return true
			}
		}
	}
	return false
}
