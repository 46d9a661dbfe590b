package schedule

import (
	"fmt"
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// maxHorizon bounds the calendar days a problem may span: three years.
const maxHorizon = 3 * 366

// Holidays is the calendrier of the public holidays of the shoot's place. The error wraps labour.ErrZone.
func (c Calendar) Holidays() (labour.Calendar, error) {
	h, err := labour.NewCalendar(labour.Place{Zone: c.Zone, NoGoodFriday: c.NoGoodFriday})
	if err != nil {
		return h, fmt.Errorf("schedule : %w", err)
	}
	return h, nil
}

// dayKind says whether the shoot may use a calendar day, and its holiday.
type dayKind struct {
	ok      bool
	why     string // French reason when it may not be used
	holiday string
}

// kindOf reads the calendar for one date.
func (c Calendar) kindOf(d moteur.Date) dayKind {
	holidays, _ := c.Holidays() // the check of the problem and newRulebook refuse an unknown zone
	k := dayKind{ok: true, holiday: holidays.Holiday(d)}
	wd := d.Weekday()
	for _, off := range c.Off {
		if off == d {
			return dayKind{why: "jour chômé du calendrier", holiday: k.holiday}
		}
	}
	for _, on := range c.On {
		if on == d {
			return k
		}
	}
	switch {
	case c.Zone == labour.NoHolidays && c.WorkDays == 7:
	case k.holiday != "":
		k.ok, k.why = false, "jour férié ("+k.holiday+")"
	case wd == time.Sunday:
		k.ok, k.why = false, "dimanche"
	case wd == time.Saturday && c.WorkDays != 6:
		k.ok, k.why = false, "samedi d'une semaine de cinq jours"
	}
	return k
}

// idles tells whether a day on which nobody shoots is a working day all the same: not one that only On allows.
func (c Calendar) idles(d moteur.Date) bool { return c.kindOf(d).ok && !slices.Contains(c.On, d) }

// dates lists the dates the shoot may use, in order: from First to Last, or as many as n when Last is unset.
func (c Calendar) dates(n int) []moteur.Date {
	var out []moteur.Date
	for i := 0; i < maxHorizon; i++ {
		d := c.First.AddDays(i)
		if d.IsZero() || (!c.Last.IsZero() && d.After(c.Last)) || (c.Last.IsZero() && len(out) >= n) {
			break
		}
		if c.kindOf(d).ok {
			out = append(out, d)
		}
	}
	return out
}

func inSpans(spans []moteur.Span, d moteur.Date) bool {
	for _, s := range spans {
		if s.Contains(d) {
			return true
		}
	}
	return false
}

// freeOn tells whether a role's performer may work on a date: engaged then, and a child authorised.
func (r Role) freeOn(d moteur.Date) bool {
	return r.engagedOn(d) && (d.IsZero() || r.Child == nil || len(r.Child.Authorised) == 0 || inSpans(r.Child.Authorised, d))
}

// engagedOn tells whether a role's performer is free on a date, and on the days it takes to come and to leave.
func (r Role) engagedOn(d moteur.Date) bool {
	if d.IsZero() {
		return true
	}
	for k := -r.TravelDays; k <= r.TravelDays; k++ { // a stay may begin or end on any date worked
		if at := d.AddDays(k); len(r.Free) > 0 && !inSpans(r.Free, at) || inSpans(r.Busy, at) {
			return false
		}
	}
	return true
}

// openOn tells whether scenes may be shot in the location on a date: inside a window and after its building days.
func (l Location) openOn(d moteur.Date) bool {
	if d.IsZero() || len(l.Windows) == 0 {
		return true
	}
	for _, w := range l.Windows {
		if !w.From.IsZero() {
			w.From = w.From.AddDays(l.PrepDays)
		}
		if w.Contains(d) {
			return true
		}
	}
	return false
}
