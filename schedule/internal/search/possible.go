package search

import "slices"

// Impossible proves, by counting and by propagation alone, that a model has no plan: a scene no slot may hold, raccords that
// cannot follow each other, more days than there are dates for some set of scenes, a role with more days than its contract.
// open tells that later dates exist beyond those of the model,
// free for all.
func Impossible(m *Model, open bool) bool {
	n := len(m.Slots)
	slots := make([][]bool, len(m.Scenes))
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
	all := make([]int, len(m.Scenes))
	for i := range all {
		all[i] = i
	}
	if m.MaxDates > 0 && pk.days(all) > m.MaxDates*m.Units {
		return true
	}
	for r, scenes := range m.byRole() {
		if d := m.Roles[r].MaxDays; d > 0 && len(scenes) > 0 && pk.days(scenes) > d {
			return true
		}
	}
	if pk.room > 0 && !m.Oversize {
		for i := range m.Scenes {
			if sc := &m.Scenes[i]; sc.Fixed < 0 && sc.Minutes > pk.room {
				return true
			}
		}
	}
	if m.Eighths > 0 && !m.Oversize {
		for i := range m.Scenes {
			if sc := &m.Scenes[i]; sc.Fixed < 0 && sc.Eighths > m.Eighths {
				return true
			}
		}
	}
	for i := range m.Scenes {
		for _, r := range m.Scenes[i].Roles {
			if c := m.Roles[r].Child; c != nil && c.Work > 0 && m.Scenes[i].Minutes > c.Work {
				return true
			}
		}
	}
	// Scenes confined to a set of slots must fit in it.
	done := map[string]bool{}
	for i := range slots {
		last := n
		if open {
			last = n - 1 // a set that reaches the end of an open calendar goes on beyond it
		}
		if open && slots[i][last] {
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
			if subset(slots[j], slots[i]) {
				inside = append(inside, j)
			}
		}
		if pk.days(inside) > room {
			return true
		}
	}
	return false
}

func subset(a, b []bool) bool {
	for i, ok := range a {
		if ok && !b[i] {
			return false
		}
	}
	return true
}

// follow narrows the slots of scenes by the raccords until nothing changes; false when a scene has none left, as in a circle.
func follow(m *Model, slots [][]bool) bool {
	pos := func(k int) int { return m.Dates[m.Slots[k].Date].Pos }
	for changed := true; changed; {
		changed = false
		for _, p := range m.Prec {
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
