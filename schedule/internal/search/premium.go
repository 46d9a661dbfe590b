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
	lengths := make([]int, len(out))
	for u := range out {
		lengths[u], out[u] = m.Prep+max(0, u*c.unit-c.move)+m.Meal+m.WrapUp, -1
	}
	for _, l := range laws {
		if l.Tariff.Len == 0 {
			clear(out)
			break
		}
		if !sky.sure {
			m.cheapest(&l, l.Tariff, l.real(m.Call[kind]), mealLatest, lengths, out, 0)
		}
		if sky.last > 0 {
			m.cheapestUnderSky(kind, sky, &l, lengths, out)
		}
	}
	for u := range out {
		out[u] = max(0, out[u])
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

// cheapest lowers each price of out to the least premiums, less slack, of the days of a length or more that are called at a minute and
// break at most latest minutes after it. On the night of a clock change a day may last less than its hours tell, and so may its
// break, or longer: the shortest day is priced with either break. Two places of the break cost the same when what enters the break
// and what leaves it are alike, so that only the others are tried. A longer day begins with the work of a shorter one, and costs no
// less.
func (m *Model) cheapest(l *Law, t Tariff, call, latest int, lengths []int, out []int64, slack int64) {
	breaks := []int{m.Meal}
	if l.TurnBy != 0 {
		breaks = append(breaks, max(0, m.Meal+l.TurnBy))
	}
	for _, pause := range breaks {
		for from := call; from <= call+latest; from++ {
			if from > call && t.like(from-1, from-1+pause) {
				continue
			}
			for u, n := range lengths {
				if n += min(0, l.TurnBy); from+pause <= call+n {
					out[u] = cheaper(out[u], max(0, t.broken(m.HourRate, call, from, pause, call+n)-slack))
				}
			}
		}
		for u, n := range lengths {
			if n+min(0, l.TurnBy) < pause {
				out[u] = 0
			}
		}
	}
}

// skySlack is more than what rounding may add to the price of a day beside that of another that costs as much: twice half a cent for
// each line of a tariff.
const skySlack = 12

// cheapestUnderSky lowers each price of out to one that no day of a kind that follows the sun and lasts that long may beat. Both dates
// of a night are priced at the cheaper one. A day that waits for the night does not end before the earliest night and the
// shortest scene: the later a day stands, the more of it is night, so that the day that ends then costs least. A day that waits
// for the dawn is called by the latest dawn: the hours of the night before the dawn alone count. Where this does not hold, the night
// is not counted at all.
func (m *Model) cheapestUnderSky(kind int, sky awaited, l *Law, lengths []int, out []int64) {
	t := l.Tariff.oneDate()
	if kind == dawnUnit {
		t.lift(720, t.Runs[t.Len-1].Until+1)
		call := l.real(max(nextFive(sky.last-m.Prep), l.Meals[0][0]-mealLatest, 0))
		m.cheapest(l, t, call, lengths[len(lengths)-1], lengths, out, skySlack)
		return
	}
	at := sky.first
	if dinner := l.Meals[1][1]; dinner > 0 {
		at = min(at, dinner-m.Meal)
	}
	evening := t.evening()
	late := max(nextFive(sky.last-m.Prep), m.Call[0]) > evening
	for u, n := range lengths {
		call, tu := max(at+sky.shortest+m.WrapUp-n, m.Call[0]), t
		if late || t.Runs[0].Night && call < t.Runs[0].Until || !t.overtimeAlone() || l.TurnBy != 0 && l.TurnAt <= evening {
			tu.lift(0, t.Runs[t.Len-1].Until+1)
		}
		m.cheapest(l, tu, call, n, lengths[u:u+1], out[u:u+1], skySlack)
	}
}

// oneDate is the tariff with both dates at the cheaper one.
func (t Tariff) oneDate() Tariff {
	for stage := range t.Rates[0] {
		for over, v := range t.Rates[0][stage] {
			v = min(v, t.Rates[1][stage][over])
			t.Rates[0][stage][over], t.Rates[1][stage][over] = v, v
		}
	}
	return t
}

// lift takes the night off the runs that begin between two minutes.
func (t *Tariff) lift(from, to int) {
	begin := 0
	for i := range t.Len {
		if from <= begin && begin < to {
			t.Runs[i].Night = false
		}
		begin = t.Runs[i].Until
	}
}

// evening is when the night of the date begins.
func (t *Tariff) evening() int {
	begin := 0
	for _, r := range t.Runs[:t.Len] {
		if r.Night && begin >= 720 {
			return begin
		}
		begin = r.Until
	}
	return lastMinute
}

// overtimeAlone tells whether the minutes of overtime cost the same by night, or overtime costs nothing.
func (t *Tariff) overtimeAlone() bool {
	none, same := true, true
	for _, r := range t.Rates {
		for stage := range r {
			none = none && r[stage][1] == r[stage][0]
			same = same && r[stage][1] == r[0][1]
		}
	}
	return none || same || t.Over10After == 0
}
