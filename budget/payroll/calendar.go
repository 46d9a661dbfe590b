package payroll

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/fr"

	"github.com/moteur-film/moteur"
)

// Calendar knows the jours fériés of France, and local ones. Build it with NewCalendar; it is not safe for concurrent use.
type Calendar struct {
	alsace bool
	local  map[moteur.Date]bool
	years  map[int]map[moteur.Date]bool
}

// NewCalendar returns the calendar of the eleven legal days off, with Good Friday and 26 December for Alsace-Moselle when
// asked, and with the given local days.
func NewCalendar(alsace bool, local ...moteur.Date) *Calendar {
	c := &Calendar{alsace: alsace, local: make(map[moteur.Date]bool, len(local)), years: map[int]map[moteur.Date]bool{}}
	for _, d := range local {
		c.local[d] = true
	}
	return c
}

// Holiday tells whether a date is a day off by law or locally.
func (c *Calendar) Holiday(d moteur.Date) bool {
	if d.IsZero() {
		return false
	}
	y := d.Year()
	days, ok := c.years[y]
	if !ok {
		days = c.year(y)
		c.years[y] = days
	}
	return days[d] || c.local[d]
}

func (c *Calendar) year(y int) map[moteur.Date]bool {
	days := make(map[moteur.Date]bool, 13)
	list := fr.Holidays
	if c.alsace {
		list = append(append([]*cal.Holiday{}, list...), aa.GoodFriday, aa.ChristmasDay2)
	}
	for _, h := range list {
		if actual, _ := h.Calc(y); !actual.IsZero() {
			days[moteur.NewDate(actual.Year(), actual.Month(), actual.Day())] = true
		}
	}
	return days
}

// Working tells whether a date is a jour ouvré: Monday to Friday, not a day off.
func (c *Calendar) Working(d moteur.Date) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday && !c.Holiday(d)
}

// Business tells whether a date is a jour ouvrable: Monday to Saturday, not a day off.
func (c *Calendar) Business(d moteur.Date) bool { return d.Weekday() != time.Sunday && !c.Holiday(d) }

// Back returns the n-th working day (jour ouvré) before a date; n of 0 is the date itself.
func (c *Calendar) Back(d moteur.Date, n int) moteur.Date { return c.walk(d, n, -1, c.Working) }

// Ahead returns the n-th working day after a date.
func (c *Calendar) Ahead(d moteur.Date, n int) moteur.Date { return c.walk(d, n, 1, c.Working) }

// BusinessBack returns the n-th jour ouvrable before a date.
func (c *Calendar) BusinessBack(d moteur.Date, n int) moteur.Date {
	return c.walk(d, n, -1, c.Business)
}

// BusinessAhead returns the n-th jour ouvrable after a date.
func (c *Calendar) BusinessAhead(d moteur.Date, n int) moteur.Date {
	return c.walk(d, n, 1, c.Business)
}

func (c *Calendar) walk(d moteur.Date, n, step int, is func(moteur.Date) bool) moteur.Date {
	n = min(n, 3660)
	for n > 0 && !d.IsZero() {
		if d = d.AddDays(step); is(d) {
			n--
		}
	}
	return d
}
