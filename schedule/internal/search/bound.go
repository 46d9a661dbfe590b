package search

import "reflect"

// Bounds are proved lower bounds of the cost of any lawful plan, term by term, in cents.
type Bounds struct {
	Days      int   // unit-days
	LocDays   int   // location-days
	RoleDays  int   // role-days worked
	Crew      int64 // the crews and the wish for fewer days
	Locations int64
	Roles     int64
	Extras    int64
	Equipment int64
	Travel    int64
}

// Total is the bound of the whole cost, in cents.
func (b Bounds) Total() int64 {
	return b.Crew + b.Locations + b.Roles + b.Extras + b.Equipment + b.Travel
}

// Divisor is the greatest common divisor of all prices of a problem, in cents, and so of the cost of every plan: a bound may be
// rounded up to a multiple of it. It is 1 when hours are paid, for a premium may be any part of a price. Every number of 64 bits of
// a problem is a price.
func (p *Problem) Divisor() int64 {
	if p.HourRate != 0 {
		return 1
	}
	d := int64(0)
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Int64:
			for a := v.Int(); a != 0; {
				d, a = a, d%a
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice, reflect.Array:
			if k := v.Type().Elem().Kind(); k == reflect.Bool || k == reflect.Int {
				return
			}
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		}
	}
	walk(reflect.ValueOf(*p))
	return max(1, d, -d)
}

// RoundUp is the least multiple of a divisor of all costs that is not below a bound.
func RoundUp(bound, divisor int64) int64 {
	if bound <= 0 {
		return bound
	}
	return (bound + divisor - 1) / divisor * divisor
}

// Bound proves a lower bound by counting: how many days the work fills, how many days each location, role, group of extras
// and piece of equipment needs at least, whatever the plan.
func Bound(m *Model) Bounds {
	p := newPacker(m)
	var b Bounds
	all := make([]int, len(m.Scenes))
	for i := range all {
		all[i] = i
	}
	b.Days = p.days(all)
	cheapest := m.UnitDay[0]
	for _, d := range m.UnitDay {
		cheapest = min(cheapest, d)
	}
	b.Crew = int64(b.Days) * cheapest
	for l, scenes := range m.byLoc() {
		n := p.oneLocation(scenes)
		b.LocDays += n
		b.Locations += int64(n) * (m.Locs[l].Day + m.LocDay)
		if m.Locs[l].Away {
			// A day away pays the per diem once, however many places it visits.
			if k := m.MaxMoves; k > 0 && m.PerDiem > 0 {
				b.Locations += m.PerDiem * int64(n) / int64(k+1)
			}
		}
	}
	moves := max(0, b.LocDays-m.mostDays())
	b.Locations += int64(moves) * m.Move
	for r, scenes := range m.byRole() {
		if len(scenes) == 0 {
			continue
		}
		n := p.days(scenes)
		b.RoleDays += n
		b.Roles += roleLeast(m, r, n)
	}
	for e, scenes := range m.byEquip() {
		if len(scenes) > 0 {
			q := &m.Equip[e]
			b.Equipment += int64(q.paid(p.days(scenes)))*q.Rate + q.Once + q.Stay
		}
	}
	b.Extras = extrasLeast(m, p)
	b.Travel = p.travel()
	return b
}

// mostDays is the largest number of unit-days of any plan.
func (m *Model) mostDays() int { return min(len(m.Slots), len(m.Scenes)) }

// roleLeast is the least pay, in cents, of a role that works n days at least: it is never held, and its weeks are as full as they may
// be.
func roleLeast(m *Model, r, n int) int64 {
	o := &m.Roles[r]
	pay := int64(n) * o.Rate
	if o.Week > 0 && o.Rate > 0 {
		if full := o.Week / o.Rate; full < 7 {
			weeks := int64(n) / 7
			pay = weeks*min(7*o.Rate, o.Week) + min((int64(n)%7)*o.Rate, o.Week)
		}
	}
	if missing := o.MinDays - n; missing > 0 {
		each := o.Rate
		switch {
		case o.HoldPaid && o.Week > 0:
			each = min(each, m.RoleDay) // a hold the week pays counts toward the minimum
		case o.HoldPaid:
			each = min(each, o.Hold+m.RoleDay) // a paid hold counts toward the minimum
		}
		pay += int64(missing) * each
	}
	return pay + o.Once + o.Travel + int64(n)*m.RoleDay
}

// crowd is a group of extras: the cents a person is paid a day, the fewest people any of its scenes asks for, and these scenes.
type crowd struct {
	rate   int64
	least  int
	scenes []int
}

// crowds gathers the scenes of each group of extras.
func (m *Model) crowds() []crowd {
	out := make([]crowd, m.Kinds)
	for i := range m.Scenes {
		for _, x := range m.Scenes[i].Extras {
			g := &out[x.Kind]
			if len(g.scenes) == 0 || x.Count < g.least {
				g.least = x.Count
			}
			if n := len(g.scenes); n == 0 || g.scenes[n-1] != i {
				g.scenes = append(g.scenes, i)
			}
			g.rate = x.Rate
		}
	}
	return out
}

// extrasLeast is the least pay of the extras, in cents: each group is called for the days its scenes take, at its fewest.
func extrasLeast(m *Model, p *packer) int64 {
	var sum int64
	for _, g := range m.crowds() {
		if len(g.scenes) == 0 {
			continue
		}
		sum += int64(p.days(g.scenes)) * int64(g.least) * g.rate
	}
	return sum
}
