package payroll

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// extra counts the days of titre III, statut II (figuration): by the day, or by the week when Terms.WeekDays is set.
func (c *counter) extra(days []labour.Day) error {
	return eachWeek(days, func(monday moteur.Date, week []labour.Day) error {
		on := week[0].Date
		if err := c.rules(on); err != nil {
			return err
		}
		if err := c.extraHour(on); err != nil {
			return err
		}
		s := scale{Premiums: c.rates, perDay: true, bands: c.extraBands(on), minDay: c.rates.DayLeast}
		if c.terms.WeekDays > 0 {
			s.perDay, s.bands, s.minDay = false, c.rates.Week, 0
		}
		t, wh := newTally(), WeekHours{Monday: monday}
		for _, day := range week {
			d, h := day.Normal(), c.hours(day.Date)
			if d.Kind == labour.HolidayOff || d.Kind == labour.Travelling {
				continue
			}
			c.countDay(&s, &t, &allowance{}, d, h)
			c.allowances(d, monday)
			c.week(&wh, d, h)
		}
		if !s.perDay {
			n := min(wh.Days, c.terms.WeekDays)
			s.topUp(&t, int64(n*c.limits.Day.Value)-t.index)
		}
		c.weekLines(monday, &s, &t, &wh)
		c.out.Weeks = append(c.out.Weeks, wh)
		return nil
	})
}

// extraHour is the base hour of an extra: that of the terms, that of the agreed day, or that of the minimum day.
func (c *counter) extraHour(on moteur.Date) error {
	if c.hourly = c.terms.Hourly; c.hourly.IsPositive() {
		return nil
	}
	m := minimum{job: c.job, on: on, rep: &c.out.Report}
	if c.terms.WeekDays > 0 {
		h, err := m.step(Hour)
		if err != nil {
			return fmt.Errorf("payroll : %w", err)
		}
		c.hourly = h.Value
		return nil
	}
	day := c.terms.DayPay
	if day.IsZero() {
		s, err := m.step(DayBasis)
		if err != nil {
			return fmt.Errorf("payroll : %w", err)
		}
		day = s.Value
	}
	up := c.extraBands(on)[0].Premium
	hours := decimal.NewFromInt(int64(c.rates.DayLeast)).Mul(one.Add(up.Ratio())).Div(decimal.NewFromInt(60))
	c.hourly = day.DivRound(hours, 10)
	return nil
}

// extraBands are the bands of a day; the uplift of its first eight hours is part of the minimum pay.
func (c *counter) extraBands(on moteur.Date) []labour.Band {
	bands := slices.Clone(c.rates.Day)
	if t, err := minimaTable(); err == nil {
		if up, err := t.Decimal("extra.day_factor", on); err == nil {
			p := &bands[0].Premium
			p.Rate, p.Source, p.From = int(up.Value.Sub(one).Shift(4).IntPart()), up.Source, up.From
		}
	}
	return bands
}
