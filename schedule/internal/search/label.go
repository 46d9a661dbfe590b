package search

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// none is a time that binds nothing.
const none = int64(-1 << 28)

// label is a plan up to a date, as later dates see it.
type label struct {
	shot  uint32
	cost  int64
	ctx   []int64
	from  *label
	date  int     // of its last day
	turns []*turn // of that date, by unit
}

// The words of a context: those of the whole plan, of each unit, of each role, then one for each piece of equipment and each raccord.
const (
	wUsed  = iota // dates used
	wTotal        // dates the whole plan will use
	wHead
)

const (
	uReady   = iota // the end of its last day, from midnight of the present date
	uNight          // its last day was a night unit, on the date before
	uKind           // light of its last day
	uStory          // story day of its last day
	uBase           // where its last day ended
	uNights         // nights in a row
	uMinutes        // minutes worked in the week
	uDays           // days worked in the week
	uLaw            // slot of the first day worked in the week
	uWords
)

const (
	rEnd     = iota // the end of its last day, from midnight of the present date
	rRun            // dates worked in a row, up to the date before
	rWorked         // days worked
	rPaid           // days paid, up to the minimum
	rWeek           // paid in the week
	rHolds          // days held since it last worked
	rSince          // calendar days since it last worked
	rLost           // days held of the gap dropped
	rKidDays        // days of the week a child worked
	rKidTime        // minutes of the week a child worked
	rWords
)

func (x *exact) roleAt(i int) int { return wHead + x.m.Units*uWords + i*rWords }

func (x *exact) equipAt(e int) int { return x.roleAt(len(x.roles)) + e }

func (x *exact) precAt(p int) int { return x.equipAt(len(x.equip)) + p }

// skip leaves a date without shooting.
func (x *exact) skip(l *label, d int) *label {
	n := *l
	n.ctx = slices.Clone(l.ctx)
	if l.shot != 0 && x.m.Dates[d].Works {
		n.cost += x.m.Idle
	}
	for u := range x.m.Units {
		n.ctx[wHead+u*uWords+uNight] = 0
	}
	for i := range x.roles {
		c := n.ctx[x.roleAt(i):]
		c[rEnd], c[rRun] = none, 0
	}
	return &n
}

// age carries a label to the date after d and forgets what no longer matters.
func (x *exact) age(l *label, d int) {
	m := x.m
	days := m.Dates[d+1].Pos - m.Dates[d].Pos
	week := m.Dates[d+1].Week != m.Dates[d].Week
	rest := x.all &^ l.shot
	back := int64(days * 1440)
	if (m.MaxDates == 0 || int(l.ctx[wUsed])+bits.OnesCount32(rest) <= m.MaxDates) && l.ctx[wTotal] == 0 {
		l.ctx[wUsed] = 0
	}
	for u := range m.Units {
		c := l.ctx[wHead+u*uWords:][:uWords]
		if c[uReady] -= back; c[uReady]+x.rest <= x.call {
			c[uReady] = none
		}
		if days > 1 {
			c[uNight] = 0
		}
		if week {
			c[uMinutes], c[uDays], c[uLaw] = 0, 0, 0
		} else if !x.week[d] {
			// As many days as are left in the week, as long as they may be, pass no limit: forget it.
			left, law := 0, m.lawOf(d)
			for e := d + 1; e < len(m.Dates) && m.Dates[e].Week == m.Dates[d].Week; e++ {
				left++
			}
			left = min(left, bits.OnesCount32(rest))
			if law.WeekWork == 0 || law.Work > 0 && int(c[uMinutes])+left*law.Work <= law.WeekWork {
				c[uMinutes] = 0
			}
			if law.WeekDays == 0 || int(c[uDays])+left <= law.WeekDays {
				c[uDays] = 0
			}
			c[uLaw] = int64(d * m.Units)
		}
	}
	for i := range x.roles {
		who := &x.roles[i]
		o := &m.Roles[who.r]
		if who.mask&l.shot == 0 || who.mask&rest == 0 {
			continue
		}
		c := l.ctx[x.roleAt(i):][:rWords]
		if c[rEnd] -= back; days > 1 || c[rEnd]+x.rest <= x.call {
			c[rEnd] = none
		}
		if days > 1 || o.RestAfter == 0 {
			c[rRun] = 0
		}
		if left := bits.OnesCount32(who.mask & rest); o.MaxDays == 0 || int(c[rWorked])+left <= o.MaxDays {
			c[rWorked] = 0
		}
		if c[rPaid] = min(c[rPaid], int64(o.MinDays)); who.whole {
			c[rPaid] = 0
		}
		if (who.drops || who.whole) && !x.lean {
			c[rSince] = min(c[rSince]+int64(days), int64(o.Drop)+1)
		}
		if week {
			c[rWeek], c[rKidDays], c[rKidTime] = 0, 0, 0
		}
	}
	for e := range x.equip {
		c := &l.ctx[x.equipAt(e)]
		*c = min(*c, int64(m.Equip[e].MinDays))
	}
	for i, p := range m.Prec {
		if l.shot>>p.Before&1 == 1 && l.shot>>p.After&1 == 0 {
			c := &l.ctx[x.precAt(i)]
			*c = min(*c+int64(days), int64(max(p.Gap, 1)))
		}
	}
}

// key tells labels of the date after d apart.
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
// whether the date after was of the same week, and whether the days before it worked again were enough to drop.
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
		if l.from.shot&c.mask == 0 {
			break
		}
		later = l.date
	}
	x.buf = append(x.buf, 255)
}
