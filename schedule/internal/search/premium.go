package search

import "slices"

// kinds lists the kinds of day of the pricer, each with the least premium of its hours by the weight it holds: a kind of day of the law,
// then of each of them one a cluster of bases, one a unit when their prices differ.
func (c *covering) kinds(pk *packer) {
	m, p := c.m, c.p
	none := make([]int64, p.room+1)
	all := [5]bool{true, true, true, true, true}
	day := [5]bool{Day: true, Any: true}
	dawn := [5]bool{Dawn: true, Day: true, Any: true}
	mixed := [5]bool{Day: true, Any: true, Dusk: true, Night: true}
	night := [5]bool{Any: true, Dusk: true, Night: true}
	switch {
	case m.Clocked && m.HourRate > 0 && !m.Separate && !m.LightOrder:
		cheapest := c.premium(dayUnit)
		for kind := 1; kind < len(m.Call); kind++ {
			for u, v := range c.premium(kind) {
				cheapest[u] = min(cheapest[u], v)
			}
		}
		p.kinds = []kindOfDay{{all, -1, -1, cheapest}}
	case m.Clocked && m.HourRate > 0:
		p.kinds = []kindOfDay{{day, -1, -1, c.premium(dayUnit)}, {night, -1, -1, c.premium(nightUnit)}}
		if !m.Separate {
			p.kinds = append(p.kinds, kindOfDay{mixed, -1, -1, c.premium(mixedUnit)}, kindOfDay{dawn, -1, -1, c.premium(dawnUnit)})
		}
	case m.Separate:
		p.kinds = []kindOfDay{{day, -1, -1, none}, {night, -1, -1, none}}
	case m.LightOrder:
		p.kinds = []kindOfDay{{dawn, -1, -1, none}, {mixed, -1, -1, none}}
	default:
		p.kinds = []kindOfDay{{all, -1, -1, none}}
	}
	if pk.clusters > 1 {
		var near []kindOfDay
		for _, k := range p.kinds {
			for i := range pk.clusters {
				near = append(near, kindOfDay{k.may, i, -1, k.premium})
			}
		}
		p.kinds = near
	}
	// A frozen day keeps its own hours, whose premium may be any: then no premium is counted.
	for i := range m.Slots {
		if m.Slots[i].Fixed {
			for k := range p.kinds {
				p.kinds[k].premium = none
			}
		}
	}
	if cheapest := slices.Min(m.UnitDay); cheapest < slices.Max(m.UnitDay) {
		var each []kindOfDay
		for _, k := range p.kinds {
			for u, rate := range m.UnitDay {
				own := make([]int64, len(k.premium))
				for i, v := range k.premium {
					own[i] = v + rate - cheapest
				}
				each = append(each, kindOfDay{k.may, k.cluster, u, own})
			}
		}
		p.kinds = each
	}
}

// premium is the least premium of a kind of day, in cents, by the weight it holds, over all dates.
func (c *covering) premium(kind int) []int64 {
	m, p := c.m, c.p
	out := make([]int64, p.room+1)
	var laws []Law
	for i := range m.Slots {
		l := m.Slots[i].Law
		l.Sky = 0
		if !slices.Contains(laws, l) {
			laws = append(laws, l)
		}
	}
	sky := m.awaited(kind)
	for u := range out {
		length := m.Prep + max(0, u*c.unit-c.move) + m.Meal + m.WrapUp
		best := int64(-1)
		for _, l := range laws {
			if !sky.sure {
				best = cheaper(best, m.premiums(&l, m.Call[kind], m.Call[kind]+length))
			}
			if sky.last > 0 {
				l, call := m.underSky(kind, sky, l, length)
				best = cheaper(best, m.premiums(&l, call, call+length))
			}
		}
		out[u] = max(0, best)
	}
	if c.sizes == nil || c.unit == 0 {
		clear(out)
	}
	return out
}

// cheaper is the smaller of two prices, the second when the first is -1, for none.
func cheaper(a, b int64) int64 {
	if a < 0 || b < a {
		return b
	}
	return a
}

// awaited tells when the light that the days of a kind wait for begins, over all dates and locations, in minutes after midnight.
type awaited struct {
	first, last int  // the earliest and the latest, 0 when it is not known anywhere
	shortest    int  // the minutes of the shortest scene that waits for it
	sure        bool // every day of the kind knows its light
}

// awaited reads the light that the days of a kind wait for.
func (m *Model) awaited(kind int) awaited {
	var s awaited
	if !m.Sunny[kind] || m.Light == nil {
		return s
	}
	s.sure = !m.Separate
	for i := range m.Scenes {
		sc := &m.Scenes[i]
		wait := sc.Phase == Dawn && kind == dawnUnit || (sc.Phase == Dusk || sc.Phase == Night) && kind != dawnUnit
		if !wait {
			continue
		}
		if s.shortest == 0 || sc.Minutes < s.shortest {
			s.shortest = sc.Minutes
		}
		for _, sky := range m.Light[1:] {
			at := sky[sc.Loc][sc.Phase]
			if at == 0 {
				s.sure = false
				continue
			}
			if s.last = max(s.last, at); s.first == 0 || at < s.first {
				s.first = at
			}
		}
	}
	return s
}

// underSky returns a call and a law whose premiums are at most those of any day of a kind that follows the sun and lasts length minutes.
// A day that waits for the night does not end before the earliest night and the shortest scene: the later a day stands, the more
// of it is night, so that the day that ends then costs least. A day that waits for the dawn is called by the latest dawn: the hours of
// the night before the dawn alone count. Where this does not hold, the night is not counted at all.
func (m *Model) underSky(kind int, sky awaited, l Law, length int) (Law, int) {
	if kind == dawnUnit {
		l.NightFrom = 1440
		return l, max(nextFive(sky.last-m.Prep), l.Meals[0][0]-mealLatest, 0)
	}
	at := sky.first
	if dinner := l.Meals[1][1]; dinner > 0 {
		at = min(at, dinner-m.Meal)
	}
	call := max(at+sky.shortest+m.WrapUp-length, m.Call[0])
	late := max(nextFive(sky.last-m.Prep), m.Call[0]) > l.NightFrom
	if call < l.NightTo-1440 || late || l.Over10 > 0 && (l.Cap == 0 || l.Over10 < l.Cap) {
		l.NightFrom, l.NightTo = 0, 0
	}
	return l, call
}
