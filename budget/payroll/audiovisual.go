package payroll

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule/labour"
)

// audiovisual counts the days of IDCC 2642. The base hour must be given: its grid is not held.
func (c *counter) audiovisual(days []labour.Day) error {
	if c.terms.Hourly.IsZero() {
		return fmt.Errorf("payroll : %w : grille de salaires IDCC 2642 ; donnez Terms.Hourly", law.ErrEmpty)
	}
	c.hourly = c.terms.Hourly
	return eachWeek(days, func(monday moteur.Date, week []labour.Day) error {
		if err := c.rules(week[0].Date); err != nil {
			return err
		}
		c.avWeek(monday, week)
		return nil
	})
}

func (c *counter) avWeek(monday moteur.Date, week []labour.Day) {
	s := scale{Premiums: c.rates, bands: c.rates.Week}
	if c.terms.Daily {
		s.perDay, s.bands = true, c.rates.Day
	}
	t, wh := newTally(), WeekHours{Monday: monday}
	for _, day := range week {
		d, h := day.Normal(), c.hours(day.Date)
		if d.Kind == labour.HolidayOff || d.Kind == labour.Travelling {
			continue
		}
		c.countDay(&s, &t, &allowance{}, d, h)
		c.week(&wh, d, h)
	}
	if half := int64(s.RoundTo); half > 0 && !s.perDay { // the week is counted to the next half hour
		s.topUp(&t, (half-t.index%half)%half)
	}
	c.weekLines(monday, &s, &t, &wh)
	c.out.Weeks = append(c.out.Weeks, wh)
}
