package search

import "reflect"

// Bounds are proved lower bounds of the cost of any lawful plan, term by term, in cents.
type Bounds struct {
	Days      int   // unit-days
	LocDays   int   // location-days
	RoleDays  int   // role-days worked
	Crew      int64 // the crews and the wish for fewer days
	Locations int64
	Night     int64 // the premiums of the scenes shot in the dark
	Roles     int64
	Extras    int64
	Equipment int64
	Travel    int64
}

// Total is the bound of the whole cost, in cents.
func (b Bounds) Total() int64 {
	return b.Crew + b.Night + b.Locations + b.Roles + b.Extras + b.Equipment + b.Travel
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
	b.Days = p.days(m.all())
	cheapest := m.UnitDay[0]
	for _, d := range m.UnitDay {
		cheapest = min(cheapest, d)
	}
	span, each := m.span(p, cheapest)
	b.Crew = int64(b.Days)*(cheapest-each) + span
	for l, scenes := range m.byLoc() {
		n := p.oneLocation(scenes)
		b.LocDays += n
		b.Locations += int64(n) * (m.Locs[l].Day + m.LocDay)
		if m.Locs[l].Away {
			// A day away pays the per diem once, however many places it visits.
			if k := p.moves; k > 0 && m.PerDiem > 0 {
				b.Locations += m.PerDiem * int64(n) / int64(k+1)
			}
		}
	}
	moves := max(0, b.LocDays-m.mostDays())
	b.Locations += int64(moves) * m.Move
	for r, scenes := range m.byRole() {
		if len(scenes) == 0 {
			b.Roles += m.Roles[r].unseen()
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
	b.Night = m.dark(nil)
	return b
}

// all lists the scenes of the problem.
func (m *Model) all() []int {
	out := make([]int, len(m.Scenes))
	for i := range out {
		out[i] = i
	}
	return out
}

// span is what the working days between the first date on which something may be shot and the last date any plan reaches cost at least,
// in cents, and the price of one of them: each is shot, stands idle or comes before a late start. A day of the crew is worth that much
// less than its price beside it. most is the most a day may give up.
func (m *Model) span(p *packer, most int64) (sum, each int64) {
	each = min(m.Idle, m.LateStart, most)
	if each <= 0 {
		return 0, 0
	}
	last := m.reaches(p, m.all())
	for _, scenes := range m.byLoc() {
		last = max(last, m.reaches(p, scenes))
	}
	for _, scenes := range m.byRole() {
		last = max(last, m.reaches(p, scenes))
	}
	for d := m.From; d <= last; d++ {
		if m.Dates[d].Works {
			sum += each
		}
	}
	return sum, each
}

// reaches is the earliest date on which the last of some scenes may be shot: so many days as they take after the first date that allows
// one of them, or the first date of any one.
func (m *Model) reaches(p *packer, scenes []int) int {
	if len(scenes) == 0 {
		return -1
	}
	may, last := make([]bool, len(m.Dates)), -1
	for _, s := range scenes {
		first := -1
		for k, ok := range m.Scenes[s].Allowed {
			if ok {
				d := m.Slots[k].Date
				may[d] = true
				if first < 0 {
					first = d
				}
			}
		}
		last = max(last, first)
	}
	need := (p.days(scenes) + m.Units - 1) / m.Units
	for d, ok := range may {
		if ok {
			if need--; need == 0 {
				return max(last, d)
			}
		}
	}
	return last
}

// dark is what the scenes shot in the dark cost at least in premiums of the night, in cents: the fewest minutes of night that each takes on
// the dates that allow it, at the lowest rate of the night. each, when set, receives what each scene costs.
func (m *Model) dark(each []int64) int64 {
	if !m.Clocked || m.HourRate == 0 || len(m.Light) < 2 {
		return 0
	}
	rate := -1
	for i := range m.Slots {
		t := &m.Slots[i].Law.Tariff
		if t.Len == 0 || m.Slots[i].Fixed || m.Slots[i].Law.TurnBy != 0 {
			return 0
		}
		for _, date := range t.Rates {
			for _, stage := range date[1:] {
				for _, v := range stage {
					if rate < 0 || v < rate {
						rate = v
					}
				}
			}
		}
	}
	var sum int64
	for i := range m.Scenes {
		sc := &m.Scenes[i]
		if !sc.Sun || sc.Effet != Night || sc.Fixed >= 0 {
			continue
		}
		least := -1
		for k, ok := range sc.Allowed {
			if !ok {
				continue
			}
			l := &m.Slots[k].Law
			if n := l.nightLeast(m.hoursOf(l, sc), sc.Minutes); least < 0 || n < least {
				least = n
			}
		}
		if least > 0 {
			v := max(0, int64(least)*int64(rate)*m.HourRate/600000-2*lineSlack)
			if sum += v; each != nil {
				each[i] = v
			}
		}
	}
	return sum
}

// nightLeast is the fewest minutes of night of a scene of a length inside the hours of its light, the break left out.
func (l *Law) nightLeast(sky Sky, minutes int) int {
	least := minutes
	for b := sky.open; b+minutes <= sky.Early; b++ {
		least = min(least, l.Tariff.dark(b, b+minutes))
	}
	for b := sky.From; sky.To > 0 && b+minutes <= min(sky.To, lastMinute); b++ {
		least = min(least, l.Tariff.dark(b, b+minutes))
	}
	return least
}

// dark is the minutes of night between two minutes.
func (t *Tariff) dark(from, to int) int {
	n, begin := 0, 0
	for k := range t.Len {
		end := t.Runs[k].Until
		if k == t.Len-1 {
			end = max(end, to)
		}
		if t.Runs[k].Night {
			n += max(0, min(end, to)-max(begin, from))
		}
		begin = end
	}
	return n
}

// mostDays is the largest number of unit-days of any plan.
func (m *Model) mostDays() int { return min(len(m.Slots), len(m.Scenes)) }

// roleLeast is the least pay, in cents, of a role that works n days at least, one at the fewest: it is never held, and its weeks are as
// full as they may be. No day paid beside the week is cheaper than the rate.
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
		if o.HoldPaid {
			each = min(each, o.Hold+m.RoleDay) // a paid hold counts toward the minimum
		}
		pay += int64(missing) * each
	}
	return max(pay, o.Floor) + o.Once + o.Travel + int64(n)*m.RoleDay
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
