package search

import (
	"math/bits"
	"slices"
)

// group lists the groups of scenes that may share a day, the orders of each on each slot, and what sets of scenes take at
// least; false when a scene has no day.
func (x *exact) group() bool {
	m := x.m
	pk := newPacker(m)
	joins := func(mask uint32, i int) bool {
		minutes, eighths := 0, 0
		var seen []int
		for b := mask | 1<<i; b != 0; b &= b - 1 {
			sc := &m.Scenes[bits.TrailingZeros32(b)]
			minutes += sc.Minutes
			eighths += sc.Eighths
			if !slices.Contains(seen, sc.Loc) {
				seen = append(seen, sc.Loc)
			}
		}
		moves := len(seen) - 1
		return (m.Minutes == 0 || minutes+moves*pk.move <= pk.room) && (pk.eighths() == 0 || eighths <= m.Eighths) && (m.MaxMoves == 0 || moves <= m.MaxMoves)
	}
	var grow func(mask uint32, from int)
	grow = func(mask uint32, from int) {
		for i := from; i < len(m.Scenes) && !x.stop(); i++ {
			if mask == 0 || joins(mask, i) {
				x.groups = append(x.groups, mask|1<<i)
				x.left--
				grow(mask|1<<i, i+1)
			}
		}
	}
	grow(0, 0)
	avoid := make([]uint32, len(m.Scenes))
	for i := range m.Scenes {
		for j := range m.Scenes {
			a, b := &m.Scenes[i], &m.Scenes[j]
			if meet(a.Roles, b.Roles) || meet(a.Equip, b.Equip) {
				avoid[i] |= 1 << j
			}
		}
	}
	// Slots of one law and unit hold a group alike.
	type class struct {
		law     Law
		unit    int
		allowed uint32
	}
	type alike struct {
		mask uint32
		law  Law
		unit int
	}
	same, met := map[class]int{}, map[alike][]turn{}
	x.turns = make([][]turn, len(m.Slots))
	least := map[uint32]int64{}
	for k := range m.Slots {
		sl := &m.Slots[k]
		c := class{sl.Law, sl.Unit, x.allowed[k]}
		if o, ok := same[c]; ok && !sl.Fixed {
			x.turns[k] = x.turns[o]
			continue
		}
		for _, g := range x.groups {
			if g&^x.allowed[k] != 0 || sl.Fixed && g != x.allowed[k] || x.stop() {
				continue
			}
			key := alike{g, sl.Law, sl.Unit}
			if !m.underSun(k, m.kindOf(members(g))) {
				key.law.Sky = 0
			}
			list, ok := met[key]
			if !ok || sl.Fixed {
				var work int
				var all bool
				list, work, all = m.turns(k, g, &x.w)
				x.left -= 1 + work/4
				x.partial = x.partial || !all
				if !sl.Fixed {
					met[key] = list
				}
			}
			for i := range list {
				for b := g; b != 0; b &= b - 1 {
					list[i].avoid |= avoid[bits.TrailingZeros32(b)]
				}
				if v, ok := least[g]; !ok || list[i].e.cost < v {
					least[g] = list[i].e.cost
				}
			}
			x.turns[k] = append(x.turns[k], list...)
		}
		slices.SortStableFunc(x.turns[k], func(a, b turn) int { return bits.OnesCount32(b.mask) - bits.OnesCount32(a.mask) })
		if !sl.Fixed {
			same[c] = k
		}
	}
	return x.narrow() && x.cover(least)
}

// narrow drops the days that no plan can hold: those on which a scene stands too early or too late for its raccords. It notes the
// last date of each scene; false when one has none.
func (x *exact) narrow() bool {
	m := x.m
	if x.cut {
		return true
	}
	slots := make([][]bool, len(m.Scenes))
	for again := true; again; {
		again = false
		for i := range slots {
			slots[i] = make([]bool, len(m.Slots))
		}
		for k, list := range x.turns {
			for _, t := range list {
				for b := t.mask; b != 0; b &= b - 1 {
					slots[bits.TrailingZeros32(b)][k] = true
				}
			}
		}
		if !follow(m, slots) {
			return false
		}
		for k, list := range x.turns {
			var may uint32
			for i := range slots {
				if slots[i][k] {
					may |= 1 << i
				}
			}
			if slices.ContainsFunc(list, func(t turn) bool { return t.mask&^may != 0 }) {
				again = true
				x.turns[k] = slices.DeleteFunc(slices.Clone(list), func(t turn) bool { return t.mask&^may != 0 })
			}
		}
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

func meet(a, b []int) bool {
	return slices.ContainsFunc(a, func(v int) bool { return slices.Contains(b, v) })
}

// cover prices the sets of scenes: the cheapest days that cover each, people and equipment paid by the day.
func (x *exact) cover(least map[uint32]int64) bool {
	m := x.m
	type day struct {
		mask uint32
		cost int64
	}
	by := make([][]day, len(m.Scenes))      // by lowest scene
	with := make([][]uint32, len(m.Scenes)) // by scene
	for _, g := range x.groups {
		v, ok := least[g]
		if !ok {
			continue
		}
		for _, c := range x.roles {
			if c.mask&g != 0 {
				v += m.RoleDay
				if m.Roles[c.r].Week == 0 {
					v += m.Roles[c.r].Rate
				}
			}
		}
		for e, mask := range x.equip {
			if mask&g != 0 {
				v += m.Equip[e].Rate
			}
		}
		low := bits.TrailingZeros32(g)
		by[low] = append(by[low], day{g, v})
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
