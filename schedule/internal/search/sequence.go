package search

import "slices"

// sequential tells whether some term of the cost or some rule depends on the order of the days.
func (m *Model) sequential() bool {
	return m.Idle > 0 || m.Units > 1 || m.NoDayAfterNight || m.StoryOrder > 0 || m.NightRun > 0 || m.LightSwitch > 0 ||
		m.LateExt > 0 || m.CoverLess > 0 || m.Way != nil || m.Clocked || m.LateStart > 0 || m.KeepCover || len(m.next) > 0
}

// strand is a part of the cost and the violation that depend on the order of the days. They are kept in parts, so that a move computes
// again only those of the days it changed: for each slot, its link with the day before of its unit; for each date, what it and
// the date before ask together; for each week and unit, its hours and days; and last, what the whole plan alone tells.
type strand struct{ cost, viol int64 }

// savedPart is a part before the open move.
type savedPart struct {
	i   int
	old strand
}

// parts is the number of parts.
func (m *Model) parts() int { return len(m.Slots) + len(m.Dates) + len(m.weekFrom)*m.Units + 1 }

// setPart changes a part, and remembers what it was.
func (s *state) setPart(i int, now strand) {
	if old := s.part[i]; now != old {
		s.oldPart = append(s.oldPart, savedPart{i, old})
		s.seqCost += now.cost - old.cost
		s.seqViol += now.viol - old.viol
		s.part[i] = now
	}
}

// resequence computes anew the parts of the slots that changed, or whose hours did.
func (s *state) resequence() {
	m := s.m
	changed := append(s.run.again[:len(s.run.again):len(s.run.again)], s.dirtySlot...)
	if !m.Clocked {
		changed = s.dirtySlot
	}
	for _, i := range changed {
		prev, next := s.before(i), s.after(i)
		var here strand
		if s.day[i].used {
			here = s.link(prev, i)
			prev = i
		}
		s.setPart(i, here)
		if next >= 0 {
			s.setPart(next, s.link(prev, next))
		}
	}
	for _, i := range changed {
		d := m.Slots[i].Date
		if m.Clocked || m.Units > 1 {
			s.setPart(len(m.Slots)+d, s.around(d))
		}
		if m.Clocked {
			if d+1 < len(m.Dates) {
				s.setPart(len(m.Slots)+d+1, s.around(d+1))
			}
			s.reweeks(i)
		}
	}
	s.setPart(len(s.part)-1, s.whole())
}

// reweeks computes anew the parts of the civil weeks of a unit that a slot may change: its own, the one before, whose rest may end with
// it, and those after it, as long as the rest before them may be their own.
func (s *state) reweeks(i int) {
	m := s.m
	unit := m.Slots[i].Unit
	set := func(week int) { s.setPart(len(m.Slots)+len(m.Dates)+week*m.Units+unit, s.week(week, unit)) }
	own := m.weekAt[m.Slots[i].Date]
	if p := s.before(i); p >= 0 && m.weekAt[m.Slots[p].Date] < own {
		set(m.weekAt[m.Slots[p].Date])
	}
	set(own)
	for n := s.after(i); n >= 0; n = s.after(n) {
		if k := m.weekAt[m.Slots[n].Date]; k > own {
			if m.weekDay(m.Slots[n].Date) == 0 {
				return
			}
			set(k)
			own = k
		}
	}
}

// whole is the part that no pair of days and no week tells: late exteriors, nights in a row, cover sets, idle days, weeks of six days.
func (s *state) whole() strand {
	m := s.m
	var p strand
	if m.LateExt > 0 || m.NightRun > 0 || m.CoverLess > 0 {
		var nights [8]int
		rank, lastDate := -1, -1
		bare, covered := int64(0), -1 // the exterior days since the last date with a cover set; that date
		for i := range m.Slots {
			e := &s.day[i]
			if !e.used {
				continue
			}
			sl := &m.Slots[i]
			if sl.Date != lastDate {
				rank++
				lastDate = sl.Date
			}
			if e.out && 2*rank >= s.dates {
				p.cost += m.LateExt
			}
			switch {
			case e.cover:
				bare, covered = 0, sl.Date
			case e.out && sl.Date != covered:
				bare++
			}
			if e.kind != nightUnit {
				nights[sl.Unit] = 0
			} else if nights[sl.Unit]++; nights[sl.Unit] > 3 {
				p.cost += m.NightRun
			}
		}
		p.cost += bare * m.CoverLess
	}
	if m.Idle > 0 && s.dates > 0 {
		first, last := firstLast(s.usedMask)
		p.cost += m.Idle * int64(countBetween(m.works, first, last)-countBoth(m.works, s.usedMask, first, last))
	}
	if m.Clocked && m.SixDays {
		p.viol += max(0, s.sixDays()-m.hold.six)
	}
	if m.LateStart > 0 && s.dates > 0 {
		if first, _ := firstLast(s.usedMask); first > m.From {
			p.cost += m.LateStart * int64(countBetween(m.works, m.From, first-1))
		}
	}
	if m.KeepCover {
		p.viol += s.coverless() * brokenRule
	}
	for _, i := range m.next {
		p.viol += s.apart(&m.Prec[i])
	}
	return p
}

// coverless counts the exterior days that keep no scene for bad weather: one of that day or of a later one that may stand there.
func (s *state) coverless() int64 {
	m := s.m
	var n int64
	for i := range m.Slots {
		if !s.day[i].used || !s.day[i].out || m.Slots[i].Fixed {
			continue
		}
		d, kept := m.Slots[i].Date, false
		for c := range m.Scenes {
			if sc := &m.Scenes[c]; sc.Covers != nil && sc.Covers[i] && s.at[c] >= 0 && (m.Slots[s.at[c]].Date > d || s.at[c] == i) {
				kept = true
				break
			}
		}
		if !kept {
			n++
		}
	}
	return n
}

// apart is the violation of two scenes that must stand on shooting days in a row of one unit.
func (s *state) apart(p *Prec) int64 {
	m := s.m
	a, b := s.at[p.Before], s.at[p.After]
	switch {
	case a < 0 || b < 0 || m.Scenes[p.Before].Fixed >= 0 && m.Scenes[p.After].Fixed >= 0:
		return 0
	case m.Slots[a].Unit != m.Slots[b].Unit:
		return 4 * brokenRule
	case m.Slots[b].Date <= m.Slots[a].Date:
		return brokenRule + int64(m.Slots[a].Date-m.Slots[b].Date+1)*brokenRule/4
	}
	var n int64
	for k := a + m.Units; k < b; k += m.Units {
		if s.day[k].used {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return brokenRule + n*brokenRule/4
}

// link is the part of a used slot i and the used slot before it, p, -1 for none: the hours of the day, and with the day before the
// order of the story, the change of light, the way, the night before a day, the rest of the crew.
func (s *state) link(p, i int) strand {
	m := s.m
	var cost, viol int64
	b := &s.day[i]
	if m.Clocked {
		o := s.hours(i)
		cost, viol = o.cost, o.viol
	}
	if p < 0 {
		return strand{cost, viol}
	}
	a := &s.day[p]
	if a.story > 0 && b.story > 0 && b.story < a.story {
		cost += m.StoryOrder
	}
	if lightOfKind(a.kind) != lightOfKind(b.kind) {
		cost += m.LightSwitch
	}
	if from, to := m.Locs[a.last].Base, m.Locs[b.first].Base; m.Way != nil && from != to {
		cost += m.between(from, to)
		if first, last := m.Slots[p].Date+1, m.Slots[i].Date-1; m.legged() && first <= last {
			cost += m.legs(from, to, countBetween(m.works, first, last))
		}
	}
	gap := m.Dates[m.Slots[i].Date].Pos - m.Dates[m.Slots[p].Date].Pos
	if m.NoDayAfterNight && gap == 1 && a.kind == nightUnit && b.kind != nightUnit && !(m.Slots[i].Fixed && m.Slots[p].Fixed) {
		viol += brokenRule
	}
	if m.Clocked {
		j := s.jointOf(p, i)
		viol += s.lacks(&j, s.hours(p), s.hours(i), false)
	}
	return strand{cost, viol}
}

// between is the price in cents of the way between two bases of two days in a row, with the hours of its road.
func (m *Model) between(a, b int) int64 {
	y := m.Way[a][b]
	cost := y.Cost + int64(y.Km)*m.Km
	if y.Road > 0 {
		cost += roundDiv(int64(min(y.Road, m.Carry))*m.HourRate, 60)
	}
	return cost
}

// legged tells that a journey may be paid on several days.
func (m *Model) legged() bool { return m.Carry > 0 && m.HourRate > 0 && m.Way != nil }

// legs is what a journey between two bases costs more, in cents, when there are so many working days to lay it over.
func (m *Model) legs(a, b, days int) int64 {
	y := m.Way[a][b].Road
	n := min(days, m.mostLegs(y))
	if n < 2 {
		return 0
	}
	sum := -roundDiv(int64(m.Carry)*m.HourRate, 60)
	for k := range n {
		sum += roundDiv(int64(min(y*(k+1)/n-y*k/n, m.Carry))*m.HourRate, 60)
	}
	return sum
}

// mostLegs is the number of days over which a way of so many minutes is laid at most.
func (m *Model) mostLegs(minutes int) int { return (minutes + m.Carry - 1) / m.Carry }

// week is the part of a unit's civil week: its overtime, its minutes and days over the limits of its first day, and its rest in a row.
// What frozen days alone pass is told.
func (s *state) week(week, unit int) strand {
	m := s.m
	minutes, days, law, told := 0, 0, -1, true
	for d := m.weekFrom[week]; d < len(m.Dates) && m.weekAt[d] == week; d++ {
		i := d*m.Units + unit
		if !s.day[i].used {
			continue
		}
		if days == 0 {
			law = i
		}
		minutes += s.hours(i).busy
		days++
		told = told && m.Slots[i].Fixed
	}
	var p strand
	if days == 0 {
		return p
	}
	l := &m.Slots[law].Law
	p.cost = m.overtime(l, minutes)
	if !told {
		if l.WeekWork > 0 && minutes > l.WeekWork {
			p.viol += int64(minutes - l.WeekWork)
		}
		if l.WeekDays > 0 && days > l.WeekDays {
			p.viol += int64(days-l.WeekDays) * brokenRule
		}
	}
	if l.WeekRest > 0 {
		_, short := s.rested(law)
		p.viol += short
	}
	return p
}

// rested tells whether a civil week has its rest in a row between two of its days, or before the first of them, the slot given; short is
// by how much, in minutes, its longest rest falls short when the week ends without it on a Sunday worked. Another Sunday is in the rest
// itself: link tells what it lacks.
func (s *state) rested(first int) (rested bool, short int64) {
	m := s.m
	if p := s.before(first); p < 0 {
		rested = m.weekDay(m.Slots[first].Date) > 0 // nothing was worked before: the week began with a day of rest
	} else if m.weekDay(m.Slots[first].Date) > 0 {
		due := 1440
		if m.weekDay(m.Slots[p].Date) == 6 {
			if before, _ := s.rested(s.firstOf(p)); before {
				due = 0
			}
		}
		rested = s.freeAfter(p, first) >= due
	}
	least := 1 << 30
	for a := first; ; {
		n := s.after(a)
		if n < 0 {
			return rested, 0
		}
		free := s.freeAfter(a, n)
		least = min(least, -free)
		if m.weekAt[m.Slots[n].Date] != m.weekAt[m.Slots[a].Date] {
			if rested || least <= 0 || m.weekDay(m.Slots[a].Date) < 6 || m.Slots[a].Fixed && m.Slots[n].Fixed {
				return rested, 0
			}
			return rested, int64(least)
		}
		rested = rested || free >= 0
		a = n
	}
}

// freeAfter is by how many minutes the rest between two used slots in a row passes that of the week.
func (s *state) freeAfter(a, b int) int {
	m, law := s.m, s.day[b].law
	gap := (m.Dates[m.Slots[b].Date].Pos - m.Dates[m.Slots[a].Date].Pos) * 1440
	wrap := s.hours(a).hours.Wrap
	return law.instant(s.hours(b).hours.Call) + gap - s.day[a].law.instant(wrap) - s.taken(a, b) - law.WeekRest - law.late(wrap)
}

// firstOf is the first used slot of a unit in the civil week of a used slot.
func (s *state) firstOf(i int) int {
	for p := s.before(i); p >= 0 && s.m.weekAt[s.m.Slots[p].Date] == s.m.weekAt[s.m.Slots[i].Date]; p = s.before(p) {
		i = p
	}
	return i
}

// overtime is the price in cents of the overtime of a civil week.
func (m *Model) overtime(l *Law, minutes int) int64 {
	var sum int64
	if m.HourRate == 0 {
		return 0
	}
	for k, b := range l.Bands {
		if b.Rate == 0 || minutes <= b.After {
			continue
		}
		n := minutes - b.After
		if k+1 < len(l.Bands) && l.Bands[k+1].Rate > 0 {
			n = min(n, l.Bands[k+1].After-b.After)
		}
		sum += roundDiv(int64(n)*m.HourRate*int64(b.Rate), 600000)
	}
	return sum
}

// sixDays is the violation of six-day weeks in a row, of crews and performers. A plan without a week of six shooting dates has none.
func (s *state) sixDays() int64 {
	m := s.m
	some := false
	for k, from := range m.weekFrom {
		n := 0
		for d := from; d < len(m.Dates) && m.weekAt[d] == k; d++ {
			if s.usedN[d] > 0 {
				n++
			}
		}
		some = some || n >= 6
	}
	if !some {
		return 0
	}
	var viol int64
	for u := range m.Units {
		run, lastWeek := 0, -10
		for k, from := range m.weekFrom {
			days, law := 0, -1
			for d := from; d < len(m.Dates) && m.weekAt[d] == k; d++ {
				if i := d*m.Units + u; s.day[i].used {
					if days == 0 {
						law = i
					}
					days++
				}
			}
			week := m.Dates[from].Week
			switch {
			case days < 6:
				run = 0
			case week == lastWeek+1:
				run++
			default:
				run = 1
			}
			if days > 0 {
				lastWeek = week
				if l := &m.Slots[law].Law; l.Weeks6 > 0 && run > l.Weeks6 {
					viol += brokenRule
				}
			}
		}
	}
	for r := range m.Roles {
		viol += s.roleSixDays(r)
	}
	return viol
}

// roleSixDays is the violation of a performer's six-day weeks in a row.
func (s *state) roleSixDays(r int) int64 {
	m := s.m
	w := m.words()
	mask := s.roleMask[r*w : r*w+w]
	first, last := firstLast(mask)
	if first < 0 {
		return 0
	}
	var viol int64
	run, lastWeek := 0, -10
	for d := first; d <= last; {
		week, days, at := m.Dates[d].Week, 0, -1
		for d <= last && m.Dates[d].Week == week {
			if mask[d>>6]>>(d&63)&1 == 1 {
				if days == 0 {
					at = d
				}
				days++
			}
			d++
		}
		if days == 0 {
			continue
		}
		switch {
		case days < 6:
			run = 0
		case week == lastWeek+1:
			run++
		default:
			run = 1
		}
		lastWeek = week
		if limit := m.lawOf(at).CastWeeks6; limit > 0 && run > limit {
			viol += brokenRule
		}
	}
	return viol
}

// lawOf is the law of a date: that of its first unit.
func (m *Model) lawOf(date int) *Law {
	return &m.Slots[date*m.Units].Law
}

// around is the part of a date and the one before: the rest of performers between them, and the people and equipment that two units ask
// for on the date.
func (s *state) around(d int) strand {
	m := s.m
	var p strand
	if m.Units > 1 {
		p.viol += s.shared(d)
	}
	if !m.Clocked || d == 0 || m.Dates[d].Pos-m.Dates[d-1].Pos != 1 || s.usedN[d] == 0 || s.usedN[d-1] == 0 {
		return p
	}
	w := m.words()
	for r := range m.Roles {
		if (m.Units > 1 || m.Roles[r].Child != nil) && s.works(r, d, w) && s.works(r, d-1, w) {
			p.viol += s.restOf(r, d-1, d)
		}
	}
	return p
}

// works tells whether a role works on a date; w is the number of words of a mask.
func (s *state) works(r, d, w int) bool { return s.roleMask[r*w+d>>6]>>(d&63)&1 == 1 }

// restOf is the number of minutes the rest of a role lacks between two dates in a row. With one unit that of adults is the rest of the
// crew's days, which their joint counts.
func (s *state) restOf(r, da, db int) int64 {
	m := s.m
	a, b := s.duty(r, da), s.duty(r, db)
	if a.told && b.told {
		return 0
	}
	var sum int64
	if m.adult(r) && (m.Units > 1 || m.Roles[r].Child != nil) {
		sum += int64(max(0, b.law.CastRest-(b.law.instant(b.call)+1440-a.law.instant(a.wrap-m.WrapUp))))
	}
	if c := m.Roles[r].Child; c != nil {
		sum += int64(max(0, m.kidOn(b.law, r).Rest-(b.law.instant(b.from)+1440-a.law.instant(a.to))))
	}
	return sum
}

// adult tells whether the hours of the crew are those of a role.
func (m *Model) adult(r int) bool { c := m.Roles[r].Child; return c == nil || c.Adult }

// slotOf is the first slot a role works in on a date, -1 when there is none.
func (s *state) slotOf(r, d int) int {
	m := s.m
	for i := d * m.Units; i < (d+1)*m.Units; i++ {
		for _, sc := range s.slots[i] {
			if slices.Contains(m.Scenes[sc].Roles, r) {
				return i
			}
		}
	}
	return -1
}

// presence is the first and the last minute of a role in a slot.
func (s *state) presence(r, slot int) (begin, end int) {
	m := s.m
	if k := m.kid[r]; m.Roles[r].Child != nil && k < maxKids {
		t := s.hours(slot).kids[k]
		return int(t[0]), int(t[1])
	}
	s.relay(slot)
	return m.present(&s.w, r, s.hours(slot).hours.Meal)
}

// relay lays the scenes of a slot in s.w once more, at the hours chosen.
func (s *state) relay(slot int) {
	m, h := s.m, s.hours(slot).hours
	s.arrange(slot)
	sl := &m.Slots[slot]
	if sl.Fixed && sl.HasHours {
		m.given(sl, m.lawAt(slot, s.w.order), &s.w)
		return
	}
	law := m.lawAt(slot, s.w.order)
	m.read(law, &s.w)
	m.relaid(law, &s.w, h, 1)
}

// shared is the violation of the people and equipment that two units ask for on one date.
func (s *state) shared(date int) int64 {
	m := s.m
	if s.usedN[date] < 2 {
		return 0
	}
	var viol int64
	d, i := len(m.Dates), date*m.Units
	for r := range m.Roles {
		if s.roleN[r*d+date] > 1 {
			viol += s.twice(r, date)
		}
	}
	for e := range m.Equip {
		if n := m.Equip[e].Copies; n > 0 && s.equipN[e*d+date] > 1 {
			used := s.inSlots(i, date, func(sc int) bool { return slices.Contains(m.Scenes[sc].Equip, e) })
			viol += int64(max(0, used-n)) * brokenRule
		}
	}
	return viol
}

// twice is the violation of a role that two units may ask for on one date: its presences must leave the way between them, and its day
// keep to the span of performers.
func (s *state) twice(r, date int) int64 {
	m := s.m
	var viol int64
	var law *Law
	at, told := []stretch{}, true
	for i := date * m.Units; i < (date+1)*m.Units; i++ {
		if !slices.ContainsFunc(s.slots[i], func(sc int) bool { return slices.Contains(m.Scenes[sc].Roles, r) }) {
			continue
		}
		if !m.Clocked {
			viol += brokenRule
			continue
		}
		told = told && m.Slots[i].Fixed
		if law != nil && !law.sameClock(s.day[i].law) {
			viol += brokenRule
		}
		law = s.day[i].law
		s.relay(i)
		at = append(at, m.stretchOf(&s.w, r, s.hours(i).hours))
	}
	if !m.Clocked {
		return max(0, viol-brokenRule)
	}
	if told {
		return 0
	}
	return m.together(r, at, law) + viol
}

// stretch is what a unit asks of a role on a date: its presence, and the places where it begins and ends.
type stretch struct {
	from, to, first, last int
	meal, pause           int // the break inside it, -1 for none, and its length
}

// stretchOf reads the stretch of a role in a day laid in w.
func (m *Model) stretchOf(w *scratch, r int, h Hours) stretch {
	out := stretch{first: -1, meal: -1, pause: h.Break}
	out.from, out.to = m.present(w, r, h.Meal)
	if h.Break > 0 && out.from <= h.Meal && h.Meal+h.Break <= out.to {
		out.meal = h.Meal
	}
	for _, t := range w.order {
		if sc := &m.Scenes[t]; slices.Contains(sc.Roles, r) {
			if out.first < 0 {
				out.first = sc.Loc
			}
			out.last = sc.Loc
		}
	}
	return out
}

// together is by how many minutes the stretches of one role on a date overlap, with the ways between them, or make a day that passes its
// limits.
func (m *Model) together(r int, at []stretch, l *Law) int64 {
	if len(at) < 2 {
		return 0
	}
	slices.SortFunc(at, func(a, b stretch) int { return a.from - b.from })
	n := 0
	for k := 1; k < len(at); k++ {
		way := 0
		if a, b := at[k-1].last, at[k].first; a != b {
			way = m.way(a, b).Minutes + m.restOnWay(l, a, b)
		}
		n += max(0, at[k-1].to+way-at[k].from)
	}
	sum := int64(n)
	c := m.Roles[r].Child
	if m.adult(r) {
		sum += m.dayOf(l, at)
	}
	if c == nil {
		return sum
	}
	last := 0
	for _, s := range at {
		last = max(last, s.to)
	}
	there := last - at[0].from
	if c.Most > 0 {
		sum += int64(max(0, l.passed(at[0].from, last)-c.Most))
	}
	k := m.kidOn(l, r)
	for _, s := range at {
		if k.Breaks && s.meal >= 0 {
			there -= s.pause
		}
	}
	if k.Work > 0 && !c.ByShot {
		sum += int64(max(0, there-k.Work))
	}
	return sum
}

// inSlots counts the slots of a date, from slot i on, that hold a scene with a property.
func (s *state) inSlots(i, date int, has func(int) bool) int {
	n := 0
	for ; i < len(s.m.Slots) && s.m.Slots[i].Date == date; i++ {
		if slices.ContainsFunc(s.slots[i], has) {
			n++
		}
	}
	return n
}
