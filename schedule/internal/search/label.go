package search

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// none marks a time so early that it does not constrain the day: no rest is due after it.
const none = int64(-1 << 28)

// label is a plan laid up to a date, as later dates see it: the scenes shot, what they cost, and the context, that is whatever the
// price or the lawfulness of later days hangs on.
type label struct {
	shot  uint32
	cost  int64 // cents
	ctx   []int64
	from  *label  // the label before its last day
	date  int     // the date of its last day
	turns []*turn // what that day shoots, by unit
}

// A context is a list of words: those of the whole plan, of each unit, of each role, then those of each piece of equipment
// and one for each raccord (the calendar days since its first scene).
const (
	wUsed  = iota // the dates used, kept only while a limit or a price hangs on it
	wTotal        // the dates the whole plan will use, 0 when no price hangs on it
	wHead
)

// The words of a unit.
const (
	uReady   = iota // the end of its last day, in minutes from midnight of the present date
	uNight          // 1 when it shot a night unit on the date before
	uKind           // the light of its last day, -1 before the first
	uStory          // the story day of its last day
	uBase           // the base where its last day ended, -1 before the first
	uNights         // its night units in a row
	uMinutes        // the minutes it worked in the week
	uDays           // the days it worked in the week
	uLaw            // the slot of the first day it worked in the week: its law is that of the week
	uSpan           // the span of its day of the date before, in minutes, -1 when it did not work then
	uLong           // the span of its last day, in minutes
	uWeek           // 1 when it worked in the week of the present date, 2 when its last day is of an earlier one, 0 before the first
	uFree           // 1 when the week of its last day had its rest in a row, kept only where a Sunday may be worked
	uLate           // what the hour its last day ended at adds to the rest of the week
	uSunday         // 1 when its last day is a Sunday
	uGone           // the working days since its last day, as far as a journey may be laid over them
	uLive           // 1 when a day of the week of its last day is not frozen
	uWords
)

// The words of a role that has begun and is not over.
const (
	rEnd     = iota // the end of its last day, in minutes from midnight of the present date
	rGone           // the end of its last presence, when it has hours of its own
	rTold           // 1 when its last day is frozen
	rRun            // the dates it worked in a row, up to the date before
	rWorked         // the days it worked
	rPaid           // the days it is paid, up to its least number
	rWeek           // what it is paid in the week, in cents
	rWeeks          // what its weeks pay, up to its floor, in cents
	rHolds          // the days it was held since it last worked
	rSince          // the calendar days since it last worked
	rLost           // the days it was held in the gap that is dropped
	rKidDays        // the days of the week a child worked, one bit each
	rKidTime        // the minutes a child worked in the week
	rUnit           // the unit of its last day, counted from 1, when its rests are its own
	rLoc            // the location where that day ended, counted from 1
	rAlong          // 1 when its unit has not shot since without it
	rSpan           // the span of its day of the date before, in minutes, 0 when it did not work then
	rLately         // 1 when it worked in the week of the present date, 2 when its last day is of an earlier one, 0 before the first
	rFree           // 1 when the week of its last day had its rest in a row
	rSunday         // 1 when its last day is a Sunday
	rWords
)

// roleAt is the first word of the i-th role.
func (x *exact) roleAt(i int) int { return wHead + x.m.Units*uWords + i*rWords }

// The words of a piece of equipment.
const (
	eDays = iota // the days it is paid, up to its least number unless it is let by blocks
	eOpen        // 1 when the last date used used it and a scene still needs it, left when all units ended that date elsewhere
	eWords
)

// left is the word of a place that all units left on its last date.
const left = 2

// equipAt is the first word of a piece of equipment.
func (x *exact) equipAt(e int) int { return x.roleAt(len(x.roles)) + e*eWords }

// precAt is the word of a raccord.
func (x *exact) precAt(p int) int { return x.equipAt(len(x.equip)) + p }

// skip is a label once a date has passed without shooting.
func (x *exact) skip(l *label, d int) *label {
	n := *l
	n.ctx = slices.Clone(l.ctx)
	if l.shot != 0 && x.m.Dates[d].Works {
		n.cost += x.m.Idle
	}
	if l.shot == 0 && x.m.Dates[d].Works && d >= x.m.From && !x.lean {
		n.cost += x.m.LateStart
	}
	for u := range x.m.Units {
		n.ctx[wHead+u*uWords+uNight] = 0
		n.ctx[wHead+u*uWords+uSpan] = -1
		x.away(n.ctx[wHead+u*uWords:], d)
	}
	if x.m.Dates[d].Works {
		for e := range x.equip {
			if c := n.ctx[x.equipAt(e):][:eWords]; x.m.Equip[e].Tight && c[eOpen] > 0 {
				return nil
			}
		}
	}
	for i := range x.roles {
		x.idle(n.ctx[x.roleAt(i):][:rWords], x.roles[i].r)
	}
	return &n
}

// away carries the words of a unit over a date on which it does not shoot.
func (x *exact) away(c []int64, d int) {
	if x.legs > 1 && c[uBase] >= 0 && x.m.Dates[d].Works {
		c[uGone] = min(c[uGone]+1, x.legs)
	}
}

// age carries a label to the date after d, and forgets what can change nothing there: labels that differ in nothing else become one.
func (x *exact) age(l *label, d int) {
	m := x.m
	days := m.Dates[d+1].Pos - m.Dates[d].Pos
	week := m.Dates[d+1].Week != m.Dates[d].Week
	left := bits.OnesCount32(x.all &^ l.shot)
	if (m.MaxDates == 0 || int(l.ctx[wUsed])+left <= m.MaxDates) && l.ctx[wTotal] == 0 {
		l.ctx[wUsed] = 0
	}
	for u := range m.Units {
		x.ageUnit(l.ctx[wHead+u*uWords:][:uWords], d, days, left, week)
	}
	for i := range x.roles {
		x.ageRole(l, i, days, week)
	}
	for e := range x.equip {
		if q := &m.Equip[e]; q.Block <= 1 {
			c := &l.ctx[x.equipAt(e)]
			*c = min(*c, int64(q.MinDays))
		}
	}
	for i, p := range m.Prec {
		if l.shot>>p.Before&1 == 1 && l.shot>>p.After&1 == 0 && !p.Next {
			c := &l.ctx[x.precAt(i)]
			*c = min(*c+int64(days), int64(max(p.Gap, 1)))
		}
	}
}

// ageUnit carries the words of a unit from date d to the next, days later and in another week when week is set; left scenes are
// still to shoot.
func (x *exact) ageUnit(c []int64, d, days, left int, week bool) {
	m := x.m
	if c[uReady] -= int64(days * 1440); c[uReady]+x.rest <= x.call {
		c[uReady], c[uLong] = none, 0
	}
	if days > 1 {
		c[uNight], c[uSpan] = 0, -1
	}
	if week {
		c[uMinutes], c[uDays], c[uLaw] = 0, 0, 0
		if c[uWeek] == 1 {
			c[uWeek] = 2
		}
	}
	if c[uReady] == none && c[uWeek] == 2 { // its rest is long enough whatever it is
		c[uFree], c[uLate], c[uSunday], c[uLive] = 0, 0, 0, 0
	}
	if week {
		return
	}
	if x.week[d] {
		return
	}
	// If all the days still possible in this week, as long as they may be, pass no limit, what was worked in it is forgotten.
	law, more := m.lawOf(d), 0
	for e := d + 1; e < len(m.Dates) && m.Dates[e].Week == m.Dates[d].Week; e++ {
		more++
	}
	more = min(more, left)
	if law.Bands[0].Rate > 0 && m.HourRate > 0 {
		return
	}
	if law.WeekWork == 0 || law.Work > 0 && int(c[uMinutes])+more*law.Work <= law.WeekWork {
		c[uMinutes] = 0
	}
	if law.WeekDays == 0 || int(c[uDays])+more <= law.WeekDays {
		c[uDays] = 0
	}
	c[uLaw] = int64(d * m.Units)
}

// ageRole carries the words of a role to a date days later, in another week when week is set. Those of a role that has not begun or
// is over are empty.
func (x *exact) ageRole(l *label, i, days int, week bool) {
	who := &x.roles[i]
	o := &x.m.Roles[who.r]
	rest := who.mask &^ l.shot
	if who.mask&l.shot == 0 || rest == 0 {
		return
	}
	c := l.ctx[x.roleAt(i):][:rWords]
	adult, kid := x.long(who.r)
	if c[rEnd] -= int64(days * 1440); days > 1 && !adult || c[rEnd]+x.rest <= x.call {
		c[rEnd] = none
	}
	if c[rGone] -= int64(days * 1440); days > 1 && !kid || c[rGone]+x.rest <= x.call {
		c[rGone] = none
	}
	if c[rEnd] == none && c[rGone] == none {
		c[rTold], c[rUnit], c[rLoc], c[rAlong] = 0, 0, 0, 0
	}
	if days > 1 || o.RestAfter == 0 {
		c[rRun] = 0
	}
	if days > 1 {
		c[rSpan] = 0
	}
	if o.MaxDays == 0 || int(c[rWorked])+bits.OnesCount32(rest) <= o.MaxDays {
		c[rWorked] = 0
	}
	if c[rPaid], c[rWeeks] = min(c[rPaid], int64(o.MinDays)), min(c[rWeeks], o.Floor); who.whole {
		c[rPaid], c[rWeeks] = 0, 0
	}
	if (who.drops || who.whole) && !x.lean {
		c[rSince] = min(c[rSince]+int64(days), int64(o.Drop)+1)
	}
	if week {
		c[rWeek], c[rKidDays], c[rKidTime] = 0, 0, 0
		if c[rLately] == 1 {
			c[rLately] = 2
		}
	}
	if c[rEnd] == none && c[rLately] == 2 { // its rest is long enough whatever it is
		c[rLately], c[rFree], c[rSunday] = 0, 0, 0
	}
}

// long tells whether the rests of a role are looked at beyond the next date: where there are journeys, and those of an adult with hours
// of their own or of several units, whose weeks are counted.
func (x *exact) long(r int) (adult, kid bool) {
	return x.m.adult(r) && (x.far || x.m.personal(r)), x.far
}

// idle carries the words of a role over a date on which it does not work.
func (x *exact) idle(c []int64, r int) {
	adult, kid := x.long(r)
	c[rSpan] = 0
	if c[rRun] = 0; !adult {
		c[rEnd] = none
	}
	if !kid {
		c[rGone] = none
	}
	if !adult && !kid {
		c[rTold] = 0
	}
}

// key tells labels of the date after d apart: later dates cannot tell two labels of one key from each other.
func (x *exact) key(l *label, d int) []byte {
	x.buf = binary.AppendUvarint(x.buf[:0], uint64(l.shot))
	for _, v := range l.ctx {
		x.buf = binary.AppendVarint(x.buf, v)
	}
	for i := range x.roles {
		if c := &x.roles[i]; c.whole && !x.lean && c.mask&l.shot != 0 && c.mask&^l.shot != 0 {
			x.history(l, c, d)
		}
	}
	return x.buf
}

// history adds to the key the days of a role that is paid as a whole: for each date used, the last first, whether the role worked,
// whether the date after was of the same week, and whether the gap before it worked again is long enough to be dropped.
func (x *exact) history(l *label, c *cast, d int) {
	dates := x.m.Dates
	later := min(d+1, len(dates)-1)
	worked := -1 // the date it worked next
	for ; l.from != nil; l = l.from {
		var e byte
		if dates[l.date].Week == dates[later].Week {
			e |= 1
		}
		if slices.ContainsFunc(l.turns, func(t *turn) bool { return t != nil && t.mask&c.mask != 0 }) {
			e |= 2
			if worked >= 0 && dates[worked].Pos-dates[l.date].Pos-1 >= x.m.Roles[c.r].Drop {
				e |= 4
			}
			worked = l.date
		}
		x.buf = append(x.buf, e)
		if o := &x.m.Roles[c.r]; e&2 != 0 && o.Dear != nil {
			x.buf = binary.AppendVarint(x.buf, 2*o.Dear[l.date]+int64(b2i(o.apart(l.date))))
		}
		if l.from.shot&c.mask == 0 {
			break
		}
		later = l.date
	}
	x.buf = append(x.buf, 255)
}
