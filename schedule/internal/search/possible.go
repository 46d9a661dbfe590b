package search

import "slices"

// Impossible proves, by counting and by propagation alone, that a model has no plan: a scene no slot may hold, raccords that cannot
// follow each other, a scene longer than any day, more days than there are dates for some set of scenes, a role with more days
// than its contract. open tells that the calendar goes on beyond the dates of the model, free for all. False proves nothing.
func Impossible(m *Model, open bool) bool {
	slots := make([][]bool, len(m.Scenes)) // by scene: the slots it may stand on
	for i := range m.Scenes {
		slots[i] = slices.Clone(m.Scenes[i].Allowed)
		if !slices.Contains(slots[i], true) {
			return true
		}
	}
	if !follow(m, slots) {
		return true
	}
	pk := newPacker(m)
	return pk.tooManyDays() || pk.tooLong() || pk.crowded(slots, open)
}

// tooManyDays tells whether the scenes still to be shot take more days than the past leaves of those of the shoot, or those of a role more
// than it leaves of those it may work. The past may have passed either: it is told.
func (p *packer) tooManyDays() bool {
	m := p.m
	free, slots := m.toShoot(m.all())
	if m.MaxDates > 0 && p.days(free) > max(m.MaxDates, m.hold.dates)*m.Units-slots {
		return true
	}
	for r, scenes := range m.byRole() {
		most := m.Roles[r].MaxDays
		if most == 0 {
			continue
		}
		free, worked := m.toShoot(scenes)
		if most = max(most, worked); m.Units == 1 { // another unit may shoot more of the role on a date of the past
			most -= worked
		}
		if p.days(free) > most {
			return true
		}
	}
	return false
}

// toShoot lists those of some scenes that are not shot yet, and counts the slots of the others.
func (m *Model) toShoot(scenes []int) (free []int, slots int) {
	var shot []int
	for _, s := range scenes {
		if f := m.Scenes[s].Fixed; f < 0 {
			free = append(free, s)
		} else if !slices.Contains(shot, f) {
			shot = append(shot, f)
		}
	}
	return free, len(shot)
}

// tooLong tells whether some scene is longer than a day may be, or than a child of it may work.
func (p *packer) tooLong() bool {
	m := p.m
	for i := range m.Scenes {
		sc := &m.Scenes[i]
		if sc.Fixed < 0 && !m.Oversize && (p.room > 0 && sc.Minutes > p.room || m.Eighths > 0 && sc.Eighths > m.Eighths) {
			return true
		}
		for _, r := range sc.Roles {
			if c := m.Roles[r].Child; c != nil && c.Work > 0 && sc.stays(r) > c.Work && sc.Fixed < 0 {
				return true
			}
		}
	}
	return false
}

// crowded tells whether the scenes confined to some set of slots take more days than the set has. The sets looked at are those of
// each scene; in an open calendar, a set that reaches the last slot goes on beyond it and holds anything.
func (p *packer) crowded(slots [][]bool, open bool) bool {
	n := len(p.m.Slots)
	done := map[string]bool{}
	for i := range slots {
		if open && slots[i][n-1] {
			continue
		}
		room := 0
		key := make([]byte, n)
		for k, ok := range slots[i] {
			if ok {
				room++
				key[k] = 1
			}
		}
		if done[string(key)] {
			continue
		}
		done[string(key)] = true
		var inside []int
		for j := range slots {
			if p.m.Scenes[j].Fixed < 0 && subset(slots[j], slots[i]) {
				inside = append(inside, j)
			}
		}
		if p.days(inside) > room {
			return true
		}
	}
	return false
}

// subset tells whether every slot of a is one of b.
func subset(a, b []bool) bool {
	for i, ok := range a {
		if ok && !b[i] {
			return false
		}
	}
	return true
}

// follow narrows the slots of scenes by the raccords until nothing changes: a scene that follows another stands far enough after the first
// slot of that one, and one that precedes another far enough before its last. It returns false when a scene has no slot left, as
// in a circle of raccords.
func follow(m *Model, slots [][]bool) bool {
	pos := func(k int) int { return m.Dates[m.Slots[k].Date].Pos }
	for changed := true; changed; {
		changed = false
		for _, p := range m.Prec {
			if m.Scenes[p.Before].Fixed >= 0 && m.Scenes[p.After].Fixed >= 0 {
				continue // the past is told
			}
			need := max(p.Gap, 1)
			if p.SameDay && p.Gap == 0 {
				need = 0
			}
			first := slices.Index(slots[p.Before], true)
			if first < 0 {
				return false
			}
			for k, ok := range slots[p.After] {
				if ok && pos(k)-pos(first) < need {
					slots[p.After][k] = false
					changed = true
				}
			}
			last := -1
			for k, ok := range slots[p.After] {
				if ok {
					last = k
				}
			}
			if last < 0 {
				return false
			}
			for k, ok := range slots[p.Before] {
				if ok && pos(last)-pos(k) < need {
					slots[p.Before][k] = false
					changed = true
				}
			}
			if p.Before == p.After && need > 0 {
				return false
			}
		}
	}
	for _, s := range slots {
		if !slices.Contains(s, true) {
			return false
		}
	}
	return true
}
