package search

import (
	"math/bits"
	"slices"
)

// group prepares the search: it lists the groups of scenes that may share a day, the turns of each group on each slot, and what
// sets of scenes take at least. It returns false when some scene has no day.
func (x *exact) group() bool {
	pk := newPacker(x.m)
	x.grow(pk, 0, 0)
	x.listTurns()
	return x.narrow() && x.cover(x.least())
}

// grow lists the groups that add to a group scenes of rank from and beyond.
func (x *exact) grow(pk *packer, mask uint32, from int) {
	for i := from; i < len(x.m.Scenes) && !x.stop(); i++ {
		if mask == 0 || x.fits(pk, mask|1<<i) {
			x.groups = append(x.groups, mask|1<<i)
			x.left--
			x.grow(pk, mask|1<<i, i+1)
		}
	}
}

// fits tells whether the scenes of a group and the moves between them keep to the capacity of a day.
func (x *exact) fits(pk *packer, mask uint32) bool {
	m := x.m
	minutes, eighths := 0, 0
	var locs []int
	for b := mask; b != 0; b &= b - 1 {
		sc := &m.Scenes[bits.TrailingZeros32(b)]
		minutes += sc.Minutes
		eighths += sc.Eighths
		if !slices.Contains(locs, sc.Loc) {
			locs = append(locs, sc.Loc)
		}
	}
	moves := len(locs) - 1
	return (pk.room == 0 || minutes+moves*pk.move <= pk.room) && (pk.eighths() == 0 || eighths <= m.Eighths) &&
		(m.MaxMoves == 0 || moves <= m.MaxMoves)
}

// rivals are, by scene, the scenes another unit may not shoot on the same date at the same time: they ask for the same people or
// equipment.
func (m *Model) rivals() []uint32 {
	out := make([]uint32, len(m.Scenes))
	for i := range m.Scenes {
		for j := range m.Scenes {
			a, b := &m.Scenes[i], &m.Scenes[j]
			if meet(a.Roles, b.Roles) || meet(a.Equip, b.Equip) {
				out[i] |= 1 << j
			}
		}
	}
	return out
}

// alike names a group on a slot: slots of one law and unit shoot a group alike, whatever their date.
type alike struct {
	mask uint32
	law  Law
	unit int
}

// listTurns lists the turns of each slot, largest groups first, and their ideals.
func (x *exact) listTurns() {
	m := x.m
	rivals := m.rivals()
	same, met := map[alike]int{}, map[alike]listedTurns{} // the slot that lists the same turns; the turns of a group
	x.turns, x.ideals = make([][]turn, len(m.Slots)), make([][]turn, len(m.Slots))
	for k := range m.Slots {
		sl := &m.Slots[k]
		class := alike{x.allowed[k], sl.Law, sl.Unit}
		if o, ok := same[class]; ok && !sl.Fixed {
			x.turns[k], x.ideals[k] = x.turns[o], x.ideals[o]
			continue
		}
		for _, g := range x.groups {
			if g&^x.allowed[k] != 0 || sl.Fixed && g != x.allowed[k] || x.stop() {
				continue
			}
			found := x.turnsOf(k, g, met)
			for _, list := range [2][]turn{found.list, found.ideal} {
				for i := range list {
					for b := g; b != 0; b &= b - 1 {
						list[i].avoid |= rivals[bits.TrailingZeros32(b)]
					}
				}
			}
			x.turns[k], x.ideals[k] = append(x.turns[k], found.list...), append(x.ideals[k], found.ideal...)
		}
		largest := func(a, b turn) int { return bits.OnesCount32(b.mask) - bits.OnesCount32(a.mask) }
		slices.SortStableFunc(x.turns[k], largest)
		slices.SortStableFunc(x.ideals[k], largest)
		if !sl.Fixed {
			same[class] = k
		}
	}
}

// least is the least price of each group that has a turn.
func (x *exact) least() map[uint32]int64 {
	out := map[uint32]int64{}
	for _, list := range x.turns {
		for i := range list {
			t := &list[i]
			if v, ok := out[t.mask]; !ok || t.e.cost < v {
				out[t.mask] = t.e.cost
			}
		}
	}
	return out
}

// turnsOf lists the turns of a group on a slot, from those met on a slot like it when there are any.
func (x *exact) turnsOf(slot int, group uint32, met map[alike]listedTurns) listedTurns {
	sl := &x.m.Slots[slot]
	key := alike{group, sl.Law, sl.Unit}
	if !slices.ContainsFunc(members(group), func(s int) bool { return x.m.Scenes[s].Sun }) {
		key.law.Sky = 0
	}
	if found, ok := met[key]; ok && !sl.Fixed {
		return found
	}
	x.left--
	found := x.layTurns(slot, group)
	x.loose = x.loose || found.loose
	x.partial = x.partial || !found.all || x.m.Clocked && x.m.callStep(bits.OnesCount32(group)) > x.m.Step
	if !sl.Fixed {
		met[key] = found
	}
	return found
}

// narrow drops the turns no plan can hold, because one of their scenes stands too early or too late for its raccords, and notes the
// last date of each scene. It returns false when a scene has no date left.
func (x *exact) narrow() bool {
	m := x.m
	if x.cut {
		return true
	}
	slots := make([][]bool, len(m.Scenes)) // by scene and slot: some turn shoots it there
	for again := true; again; {
		x.standing(slots)
		if !follow(m, slots) {
			return false
		}
		again = x.drop(slots)
	}
	x.deadline = make([]uint32, len(m.Dates))
	for i := range slots {
		last := 0
		for k, ok := range slots[i] {
			if ok {
				last = m.Slots[k].Date
			}
		}
		for d := last; d < len(m.Dates); d++ {
			x.deadline[d] |= 1 << i
		}
	}
	return true
}

// standing notes the slots of each scene: those some turn shoots it on.
func (x *exact) standing(slots [][]bool) {
	for i := range slots {
		slots[i] = make([]bool, len(x.turns))
	}
	for k, list := range x.turns {
		for _, t := range list {
			for b := t.mask; b != 0; b &= b - 1 {
				slots[bits.TrailingZeros32(b)][k] = true
			}
		}
	}
}

// drop takes away the turns of scenes that may not stand on their slot, and tells whether there were any.
func (x *exact) drop(slots [][]bool) bool {
	some := false
	for k, list := range x.turns {
		var may uint32
		for i := range slots {
			if slots[i][k] {
				may |= 1 << i
			}
		}
		stray := func(t turn) bool { return t.mask&^may != 0 }
		if slices.ContainsFunc(list, stray) {
			some = true
			x.turns[k] = slices.DeleteFunc(slices.Clone(list), stray)
		}
	}
	return some
}

// meet tells whether two lists share a value.
func meet(a, b []int) bool {
	return slices.ContainsFunc(a, func(v int) bool { return slices.Contains(b, v) })
}

// cover computes, for every set of scenes, the least price of days that together hold it and the least number of days it takes: a
// dynamic programme over the sets, each of them covered first by a day that holds its lowest scene. People and equipment are
// paid by the day, least gives what else a group costs. cover returns false when no days hold all scenes.
func (x *exact) cover(least map[uint32]int64) bool {
	m := x.m
	type day struct {
		mask uint32
		cost int64
	}
	by := make([][]day, len(m.Scenes))      // by lowest scene: the groups and their prices
	with := make([][]uint32, len(m.Scenes)) // by scene: the groups that hold it
	for _, g := range x.groups {
		v, ok := least[g]
		if !ok {
			continue
		}
		low := bits.TrailingZeros32(g)
		by[low] = append(by[low], day{g, v + x.hands(g)})
		for b := g; b != 0; b &= b - 1 {
			i := bits.TrailingZeros32(b)
			with[i] = append(with[i], g)
		}
	}
	x.prices = make([]int64, x.all+1)
	x.days = make([]int, x.all+1)
	for u := uint32(1); u <= x.all; u++ {
		x.prices[u], x.days[u] = NoPlan, len(m.Scenes)+1
		low := bits.TrailingZeros32(u)
		for _, d := range by[low] {
			if d.mask&^u == 0 && x.prices[u&^d.mask] < NoPlan {
				x.prices[u] = min(x.prices[u], d.cost+x.prices[u&^d.mask])
			}
		}
		for _, g := range with[low] {
			x.days[u] = min(x.days[u], 1+x.days[u&^g])
		}
	}
	if x.prices[x.all] == NoPlan {
		return x.cut // what was not looked at may hold one
	}
	for u := uint32(1); u <= x.all; u++ {
		for _, c := range x.roles {
			if c.mask&^u == 0 && x.prices[u] < NoPlan {
				x.prices[u] += c.base
			}
		}
	}
	return true
}

// hands is the least price of the people and the equipment of a group for a day: a weekly rate may make the day of a role free.
func (x *exact) hands(group uint32) int64 {
	m := x.m
	var sum int64
	for _, c := range x.roles {
		if c.mask&group != 0 {
			sum += m.RoleDay
			if m.Roles[c.r].Week == 0 {
				sum += m.Roles[c.r].Rate
			}
		}
	}
	for e, mask := range x.equip {
		if mask&group != 0 {
			sum += m.Equip[e].Rate
		}
	}
	return sum
}
