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
	if dark := m.dark(nil); dark > 0 {
		c.constant += dark
	} else if m.Clocked && m.HourRate > 0 {
		none = c.premium()
	}
	switch {
	case pk.told:
		p.kinds = []kindOfDay{{all, -1, -1, none}}
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

// premium is the least premium of a day, in cents, by the weight it holds, over all dates: its calls are free, so that only the work
// beyond the ordinary day is sure to cost.
func (c *covering) premium() []int64 {
	m, p := c.m, c.p
	out := make([]int64, p.room+1)
	if c.sizes == nil || c.unit == 0 {
		return out
	}
	var laws []Law
	for i := range m.Slots {
		l := m.Slots[i].Law
		l.Sky = 0
		if !slices.Contains(laws, l) {
			laws = append(laws, l)
		}
	}
	for u := range out {
		least := int64(-1)
		for i := range laws {
			worked := m.Prep + max(0, u*c.unit-c.move) + m.WrapUp + min(0, laws[i].TurnBy)
			if v := laws[i].Tariff.atLeast(worked, m.HourRate); least < 0 || v < least {
				least = v
			}
		}
		out[u] = max(0, least)
	}
	return out
}

// lineSlack is more than what rounding may take off the price of a day, in cents: half a cent for each line of a tariff.
const lineSlack = 6

// atLeast is a price in cents that no day of so many minutes of work goes below: the hours of night and the dearer date are not counted.
func (t *Tariff) atLeast(worked int, hour int64) int64 {
	if t.Len == 0 || worked <= 0 {
		return 0
	}
	plain, over := t.Rates[0][0][0], t.Rates[0][0][1]
	for _, date := range t.Rates {
		for _, stage := range date {
			plain, over = min(plain, stage[0]), min(over, stage[1])
		}
	}
	late := 0
	if t.Over10After > 0 {
		late = max(0, worked-t.Over10After)
	}
	return (int64(worked-late)*int64(plain)+int64(late)*int64(over))*hour/600000 - lineSlack
}
