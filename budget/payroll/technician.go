package payroll

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

// technician counts the days of titre II.
func (c *counter) technician(days []labour.Day) error {
	if c.job.ID == "realisateur" {
		return fmt.Errorf("payroll : %w : %s, payé en cachets, sans référence horaire (titre II art. 53)", ErrBasis, c.job.Name)
	}
	return eachWeek(days, func(monday moteur.Date, week []labour.Day) error {
		if err := c.rules(week[0].Date); err != nil {
			return err
		}
		if err := c.price(week[0].Date); err != nil {
			return err
		}
		return c.technicianWeek(monday, week)
	})
}

// price finds the base hour of the person on a date.
func (c *counter) price(on moteur.Date) error {
	m := minimum{job: c.job, on: on, rep: &c.out.Report}
	c.hourly = c.terms.Hourly
	if c.hourly.IsZero() {
		h, err := m.hourly()
		if err != nil {
			return fmt.Errorf("payroll : %w", err)
		}
		c.hourly = h.Value
	}
	c.pricedOn, c.modest = on, decimal.Zero
	return nil
}

// technicianScale builds the prices of titre II.
func (c *counter) technicianScale() scale {
	s := scale{Premiums: c.rates, bands: c.rates.Week, flatSixth: true, restApart: c.opts.RestBreachApart}
	if !c.terms.Daily {
		return s
	}
	s.perDay, s.bands, s.minDay = true, c.rates.Day, c.rates.DayLeast
	if c.terms.Advertising {
		s.bands, s.minDay = c.rates.Ad, c.rates.AdLeast
	}
	if c.opts.StackDayOvertime {
		stacked := slices.Clone(s.bands)
		for i := 1; i < len(stacked); i++ {
			stacked[i].Premium.Rate += s.bands[0].Premium.Rate
		}
		s.bands = stacked
	}
	return s
}

func (c *counter) technicianWeek(monday moteur.Date, week []labour.Day) error {
	s, t, wh := c.technicianScale(), newTally(), WeekHours{Monday: monday}
	n := c.daysOf(week)
	eq, hasEq, err := c.equivalenceOf(min(n.shooting, 6), week[0].Date)
	if err != nil {
		return err
	}
	var left allowance
	if hasEq {
		t.den = int64(eq.presence)
		left = allowance{eq.presence * min(n.shooting, eq.days) / eq.days, int64(eq.paid)}
	}
	if !c.terms.Daily {
		s.topUp(&t, c.missingPay(&t, eq, left.minutes, monday, week, n))
	}
	var way, travel int
	for _, day := range week {
		d, h := day.Normal(), c.hours(day.Date)
		if d.Kind == labour.HolidayOff {
			t.units[slotHolidayOff] += int64(c.rates.HolidayOff) * 10000 * t.den
			t.minutes[slotHolidayOff] += int64(c.rates.HolidayOff) * t.den
			c.out.Days = append(c.out.Days, DayHours{Date: d.Date, Kind: d.Kind})
			continue
		}
		var none allowance
		used := &none
		if hasEq && d.Kind == labour.Shooting && !h.SixthDay {
			used = &left
		}
		c.countDay(&s, &t, used, d, h)
		way += min(h.Way, c.rates.WayMost)
		travel += min(d.Travel, c.rates.TravelMax)
		c.owedDays(&t, d, h)
		c.over10(d, h)
		c.allowances(d, monday)
		c.week(&wh, d, h)
	}
	if err := c.checkEngagementKind(monday, week); err != nil {
		return err
	}
	c.weekLines(monday, &s, &t, &wh)
	c.modestLine(c.rates.Way, monday, way)
	c.modestLine(c.rates.Travel, monday, travel)
	c.out.Weeks = append(c.out.Weeks, wh)
	return nil
}

// weekDays counts the days of a week: worked, worked outside Île-de-France, shot and paid by the week.
type weekDays struct{ worked, region, shooting int }

func (c *counter) daysOf(week []labour.Day) weekDays {
	var n weekDays
	for _, day := range week {
		if h := c.hours(day.Date); h.Kind != labour.HolidayOff && h.Kind != labour.Travelling {
			n.worked++
			if h.Zone != labour.ParisRegion {
				n.region++
			}
			if h.Kind == labour.Shooting && !h.SixthDay {
				n.shooting++
			}
		}
	}
	return n
}

// week adds a day to the hours of its week.
func (c *counter) week(wh *WeekHours, d labour.Day, h labour.Counted) {
	wh.Effective += h.Effective
	if d.Kind == labour.Shooting {
		wh.Shooting++
	}
	if d.Kind != labour.Travelling {
		wh.Days++
	}
}

// checkEngagementKind warns when an engagement by the day covers a run of days that makes it weekly.
func (c *counter) checkEngagementKind(monday moteur.Date, week []labour.Day) error {
	if !c.terms.Daily {
		return nil
	}
	least, err := minimaInt("equivalence.min_days", week[0].Date)
	if err != nil {
		return err
	}
	run := 0
	for i, d := range week {
		if i == 0 || d.Date.Sub(week[i-1].Date) != 1 {
			run = 0
		}
		if run++; run == least {
			c.find(Finding{Finding: labour.Finding{Rule: "t2.day_engagement", About: labour.AboutWeek, Date: monday,
				Severity: moteur.Warning,
				Source:   c.rates.Day[0].Premium.Source,
				Message: fmt.Sprintf("engagement à la journée pour %d jours de suite dans la semaine : il est à la semaine dès %d", run,
					least)}})
		}
	}
	return nil
}

// countDay prices one day and writes its row.
func (c *counter) countDay(s *scale, t *tally, left *allowance, d labour.Day, h labour.Counted) {
	if s.perDay {
		t.index = 0
	}
	for _, st := range h.Stretches {
		s.price(t, left, st)
	}
	if d.Continuous && len(d.Breaks) > 0 {
		paid := int64(min(d.Breaks[0].To.Sub(d.Breaks[0].From), s.PaidBreak)) * t.den
		t.units[slotBreak] += paid * 10000
		t.minutes[slotBreak] += paid
	}
	if s.perDay && d.Kind != labour.Travelling && t.index < int64(s.minDay)*t.den {
		s.topUp(t, int64(s.minDay)*t.den-t.index)
	}
	c.out.Days = append(c.out.Days, dayHours(d, h))
}

// dayHours is the row of a day on the sheet.
func dayHours(d labour.Day, h labour.Counted) DayHours {
	return DayHours{Date: d.Date, Kind: d.Kind, Zone: h.Zone, RDV: d.RDV, Back: d.Back, Span: h.Span, Effective: h.Effective,
		Transport: h.Way,
		Travel:    d.Travel, Night: h.Night + h.Beyond, Sunday: h.Sunday, Holiday: h.Holiday, Over10: h.Over10, MissingRest: h.ShortRest,
		SixthDay: h.SixthDay}
}

// over10 tells a shooting day beyond ten hours, with what they cost.
func (c *counter) over10(d labour.Day, h labour.Counted) {
	p := c.rates.Over10
	if h.Over10 == 0 || p.Rate == 0 {
		return
	}
	c.find(c.priced(labour.Finding{Rule: p.Rule, Date: d.Date, Severity: labour.SeverityOf(p.Rule), Source: p.Source, Excess: h.Over10,
		Message: fmt.Sprintf("%s de travail : le dépassement de %s doit être motivé et coûte la majoration des heures au-delà",
			minutes(h.Effective),
			minutes(c.rates.Over10After))}, p))
}

// owedDays adds the hours of a recovery that is paid instead of given, or says what is still to be given.
func (c *counter) owedDays(t *tally, d labour.Day, h labour.Counted) {
	var owed int
	var p labour.Premium
	switch {
	case h.Holiday > 0 && h.Off:
		owed, p = c.rates.HolidayOwed, c.rates.Holiday
	case h.Sunday > 0 && d.Date.Weekday() == time.Sunday:
		owed, p = c.rates.SundayOwed, c.rates.Sunday
	case h.SixthDay:
		owed, p = c.rates.SixthDayOwed, c.rates.SixthDay
	default:
		return
	}
	switch d.Recovery {
	case labour.Unrecovered:
		t.units[slotUnrecovered] += int64(owed) * 10000 * t.den
		t.minutes[slotUnrecovered] += int64(owed) * t.den
	case labour.ToGive:
		price := money.Cents(c.hourly.Mul(decimal.NewFromInt(int64(owed))).DivRound(decimal.NewFromInt(60), 4))
		c.find(Finding{Finding: labour.Finding{Rule: p.Rule, Date: d.Date, Severity: labour.SeverityOf(p.Rule), Source: p.Source,
			Message: fmt.Sprintf("%s : jour de récupération à donner, sinon %s au salaire de base (%s)", p.Label, minutes(owed),
				fr.Euros(price))},
			Price: price})
	}
}
