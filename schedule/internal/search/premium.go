package search

import "slices"

// kinds lists the kinds of unit with the premium their hours cost at least.
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
		cheapest := c.premium(0)
		for kind := 1; kind < len(m.Call); kind++ {
			for u, v := range c.premium(kind) {
				cheapest[u] = min(cheapest[u], v)
			}
		}
		p.kinds = []kindOfDay{{all, -1, -1, cheapest}}
	case m.Clocked && m.HourRate > 0:
		p.kinds = []kindOfDay{{day, -1, -1, c.premium(0)}, {night, -1, -1, c.premium(1)}}
		if !m.Separate {
			p.kinds = append(p.kinds, kindOfDay{mixed, -1, -1, c.premium(2)}, kindOfDay{dawn, -1, -1, c.premium(3)})
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
	// A frozen day keeps its own hours, whatever they cost.
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

// premium is the least premium of a kind of day by the weight it holds, over all dates.
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

// cheaper is the smaller of two prices; -1 is none.
func cheaper(a, b int64) int64 {
	if a < 0 || b < a {
		return b
	}
	return a
}

// awaited is when the light that days of a kind wait for begins, over all dates and locations.
type awaited struct {
	first, last int
	shortest    int  // minutes of the shortest scene that waits
	sure        bool // every day of the kind has its light
}

func (m *Model) awaited(kind int) awaited {
	var s awaited
	if !m.Sunny[kind] || m.Light == nil {
		return s
	}
	s.sure = !m.Separate
	for i := range m.Scenes {
		sc := &m.Scenes[i]
		if wait := sc.Phase == Dawn && kind == 3 || (sc.Phase == Dusk || sc.Phase == Night) && kind != 3; !wait {
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

// underSky is a call, and the law without the hours that may not count, whose premiums are no more than those of any day of a
// kind and of a length at least. A day that waits for the night ends no sooner than the first night and its shortest scene: the
// later a day of one length stands, the more of it is night. One that waits for the dawn is called at the last dawn at the
// latest: only the night before it counts.
func (m *Model) underSky(kind int, sky awaited, l Law, length int) (Law, int) {
	if kind == 3 {
		l.NightFrom = 1440
		return l, max(nextFive(sky.last-m.Prep), l.Meals[0][0]-mealLatest, 0)
	}
	at := sky.first
	if dinner := l.Meals[1][1]; dinner > 0 {
		at = min(at, dinner-m.Meal)
	}
	call := max(at+sky.shortest+m.WrapUp-length, m.Call[0])
	if call < l.NightTo-1440 || max(nextFive(sky.last-m.Prep), m.Call[0]) > l.NightFrom || l.Over10 > 0 && (l.Cap == 0 || l.Over10 < l.Cap) {
		l.NightFrom, l.NightTo = 0, 0
	}
	return l, call
}
