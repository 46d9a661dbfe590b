package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// extra counts the days of titre III, statut II (figuration): by the day, or by the week when Terms.WeekDays is set.
func (c *counter) extra(days []Workday) error {
	noted := false
	err := eachWeek(days, func(monday moteur.Date, week []Workday) error {
		on := week[0].Date
		if err := c.rules(on); err != nil {
			return err
		}
		if err := c.extraHour(on); err != nil {
			return err
		}
		s := scale{night: c.rs.nightOf, rest: premium{}, perDay: true, bands: c.rs.extraDayBands, minDay: c.rs.extraDay}
		if c.terms.WeekDays > 0 {
			s.perDay, s.bands, s.minDay = false, c.rs.extraWeekBands, 0
		}
		t := newTally()
		wh := WeekHours{Monday: monday}
		for _, day := range week {
			d := day.normal()
			if d.Kind == HolidayOff || d.Kind == Travelling {
				continue
			}
			wh.Days++
			st := c.dayState(&s, d)
			dh := c.countDay(&s, &t, &st, d)
			c.checkExtraDay(d, dh)
			c.allowances(d, monday)
			dh.Night = c.nightMinutes(&s, d)
			if !noted && (dh.Night > 0 || dh.Sunday > 0 || dh.Holiday > 0) {
				noted = true
				c.out.Report.Warnf(d.Date.String(), "payroll/rate-missing",
					"Acteur de complément : majorations de nuit, dimanche et jours fériés non relevées ; elles ne sont pas comptées.")
			}
			c.out.Days = append(c.out.Days, dh)
			wh.Effective += dh.Effective
			if d.Kind == Shooting {
				wh.Shooting++
			}
		}
		if !s.perDay {
			n := min(wh.Days, c.terms.WeekDays)
			s.topUp(&t, int64(n*c.rs.t3Day)-t.index)
		}
		c.weekLines(monday, &s, &t, &wh)
		c.out.Weeks = append(c.out.Weeks, wh)
		return nil
	})
	return err
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
	hours := decimal.NewFromInt(int64(c.rs.extraDay)).Mul(one.Add(c.rs.extraDayBands[0].premium.rate())).Div(decimal.NewFromInt(60))
	c.hourly = day.DivRound(hours, 10)
	return nil
}

func (c *counter) checkExtraDay(d Workday, dh DayHours) {
	if dh.MissingRest > 0 {
		c.breach("law.rest.daily", d.Date, moteur.Error, dh.MissingRest, decimal.Zero, "Repos quotidien de moins de %s : il manque %s.",
			minutes(c.rs.rest), minutes(dh.MissingRest))
	}
	if dh.Effective > c.rs.dayMaxShoot {
		c.breach("t2.day.max.exceptional", d.Date, moteur.Error, dh.Effective-c.rs.dayMaxShoot, decimal.Zero,
			"%s de travail, au-delà de %s.", minutes(dh.Effective), minutes(c.rs.dayMaxShoot))
	}
	if dh.Effective >= c.rs.pauseAfter && longestBreak(d) < c.rs.pauseMin {
		c.breach("law.pause.min", d.Date, moteur.Error, c.rs.pauseMin-longestBreak(d), decimal.Zero, "%s de travail sans pause de %s.",
			minutes(dh.Effective), minutes(c.rs.pauseMin))
	}
}

// nightMinutes counts the minutes of work of a day inside the night.
func (c *counter) nightMinutes(s *scale, d Workday) int {
	st := c.dayState(s, d)
	n := 0
	at := d.Start.Minutes()
	count := func(from, to int) {
		for m := from; m < to; {
			k := s.stretch(&st, m, to)
			if st.night(m) {
				n += k
			}
			m += k
		}
	}
	for _, b := range d.Breaks {
		count(at, b.From.Minutes())
		at = b.To.Minutes()
	}
	count(at, d.End.Minutes())
	return n
}
