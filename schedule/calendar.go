package schedule

import (
	"fmt"
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
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

// week is the first day of the working week and the number of its days.
func (c Calendar) week() (first time.Weekday, days int) {
	first, days = time.Monday, 5
	if c.FirstDay > 0 {
		first = time.Weekday(c.FirstDay % 7)
	}
	if c.WorkDays > 0 {
		days = c.WorkDays
	}
	return first, days
}

// kindOf reads the calendar for one date.
func (c Calendar) kindOf(d moteur.Date) dayKind {
	holidays, _ := c.Holidays() // the check of the problem and newRulebook refuse an unknown zone
	k := dayKind{ok: true, holiday: holidays.Holiday(d)}
	if slices.Contains(c.Off, d) {
		return dayKind{why: "jour chômé du calendrier", holiday: k.holiday}
	}
	if slices.Contains(c.On, d) {
		return k
	}
	first, days := c.week()
	wd := d.Weekday()
	switch {
	case c.Zone == labour.NoHolidays && days == 7:
	case k.holiday != "":
		k.ok, k.why = false, "jour férié ("+k.holiday+")"
	case wd == time.Sunday:
		k.ok, k.why = false, "dimanche"
	case int(wd-first+7)%7 < days:
	case first == time.Monday:
		k.ok, k.why = false, "samedi d'une semaine de cinq jours"
	default:
		last := time.Weekday((int(first) + days - 1) % 7)
		k.ok, k.why = false, fmt.Sprintf("%s, hors de la semaine de tournage (%s à %s)", fr.Weekday(wd),
			fr.Weekday(first), fr.Weekday(last))
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

// localHoliday is the public holiday that closes a location on a date; "" when there is none or when On lists the date.
func (p Problem) localHoliday(x index, l *Location, d moteur.Date) string {
	if slices.Contains(p.Calendar.On, d) {
		return ""
	}
	return x.holidayAt(l.ID, d)
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

// offers tells whether a performer is free on a date for a role: in the free dates or in an option, and not busy.
func (r Role) offers(d moteur.Date) bool {
	free := len(r.Free) == 0 || inSpans(r.Free, d) ||
		slices.ContainsFunc(r.Options, func(o RoleOption) bool { return o.Span.Contains(d) })
	return free && !inSpans(r.Busy, d)
}

// engagedOn tells whether a role's performer is free on a date, and on the days it takes to come and to leave.
func (r Role) engagedOn(d moteur.Date) bool {
	if d.IsZero() {
		return true
	}
	for k := -r.TravelDays; k <= r.TravelDays; k++ { // a stay may begin or end on any date worked
		if !r.offers(d.AddDays(k)) {
			return false
		}
	}
	return true
}

// openOn tells whether scenes may be shot in the location on a date: inside a window, after its days of building and rigging and
// before those it takes to strike.
func (l Location) openOn(d moteur.Date) bool {
	if d.IsZero() || len(l.Windows) == 0 {
		return true
	}
	for _, w := range l.Windows {
		if !w.From.IsZero() {
			w.From = w.From.AddDays(l.PrepDays + l.RigDays)
		}
		if !w.To.IsZero() {
			w.To = w.To.AddDays(-l.StrikeDays)
		}
		if w.Contains(d) {
			return true
		}
	}
	return false
}
