package payroll

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// technician counts the days of titre II.
func (c *counter) technician(days []Workday) error {
	if c.job.ID == "realisateur" {
		return fmt.Errorf("payroll : %s : payé en cachets, sans référence horaire (titre II art. 53)", c.job.Name)
	}
	err := eachWeek(days, func(monday moteur.Date, week []Workday) error {
		if err := c.rules(week[0].Date); err != nil {
			return err
		}
		if err := c.price(week[0].Date); err != nil {
			return err
		}
		return c.technicianWeek(monday, week)
	})
	if err != nil {
		return err
	}
	c.windows()
	return nil
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
	c.priced, c.modest = on, decimal.Zero
	return nil
}

// technicianScale builds the prices of titre II.
func (c *counter) technicianScale() scale {
	rs := c.rs
	s := scale{
		bands: rs.bands, over10: rs.over10, over10h: rs.over10After, night: rs.nightOf, nightA: rs.night, nightB: rs.nightBeyond,
		nightH: rs.nightFirst,
		sunday: rs.sunday, holiday: rs.holiday, sixth: rs.sixth, rest: rs.restBreach, flatSixth: true, cap: rs.cap,
		restApart: c.opts.RestBreachApart, may1: true,
	}
	if !c.terms.Daily {
		return s
	}
	s.perDay, s.bands, s.minDay = true, rs.dayBands, rs.dayMin
	if c.terms.Advertising {
		s.bands, s.minDay = rs.adBands, rs.adMin
	}
	if c.opts.StackDayOvertime {
		stacked := make([]band, len(s.bands))
		copy(stacked, s.bands)
		for i := 1; i < len(stacked); i++ {
			stacked[i].premium.bp += s.bands[0].premium.bp
		}
		s.bands = stacked
	}
	return s
}

func (c *counter) technicianWeek(monday moteur.Date, week []Workday) error {
	s := c.technicianScale()
	t := newTally()
	wh := WeekHours{Monday: monday}
	shootBase, worked, regionDays := 0, 0, 0
	sixthFrom := c.rs.daysIDF
	for _, d := range week {
		d = d.normal()
		if d.Kind == HolidayOff || d.Kind == Travelling {
			continue
		}
		worked++
		if c.terms.zoneOf(d) != ParisRegion {
			regionDays++
		}
		if d.Kind == Shooting && (c.terms.zoneOf(d) != ParisRegion || worked <= sixthFrom) {
			shootBase++
		}
	}
	eq, hasEq, err := c.equivalenceOf(min(shootBase, 6), week[0].Date)
	if err != nil {
		return err
	}
	allowance := 0
	if hasEq {
		t.den = int64(eq.presence)
		allowance = eq.presence * min(shootBase, eq.days) / eq.days
	}
	if !c.terms.Daily {
		s.topUp(&t, c.missingPay(&t, eq, allowance, monday, week, worked, regionDays))
	}
	n := 0
	var transport, travel int
	for _, day := range week {
		d := day.normal()
		if d.Kind == HolidayOff {
			t.units[slotHolidayOff] += int64(c.rs.holidayOff) * 10000 * t.den
			t.minutes[slotHolidayOff] += int64(c.rs.holidayOff) * t.den
			c.out.Days = append(c.out.Days, DayHours{Date: d.Date, Kind: d.Kind})
			continue
		}
		if d.Kind != Travelling {
			n++
		}
		st := c.dayState(&s, d)
		st.sixth = n > sixthFrom && c.terms.zoneOf(d) == ParisRegion
		if hasEq && d.Kind == Shooting && !st.sixth {
			st.allowance, st.ratio = allowance, int64(eq.paid)
		}
		dh := c.countDay(&s, &t, &st, d)
		if hasEq && d.Kind == Shooting && !st.sixth {
			allowance = st.allowance
		}
		transport += min(dh.Transport, c.rs.transport)
		travel += min(dh.Travel, c.rs.travel)
		c.owedDays(&t, d, st, dh)
		c.checkTechnicianDay(d, dh)
		c.allowances(d, monday)
		c.out.Days = append(c.out.Days, dh)
		wh.Effective += dh.Effective
		if d.Kind == Shooting {
			wh.Shooting++
		}
	}
	wh.Days = n
	if err := c.checkEngagementKind(monday, week); err != nil {
		return err
	}
	c.weekLines(monday, &s, &t, &wh)
	c.modestLine("t2.transport.paid", monday, transport)
	c.modestLine("t2.travel.paid", monday, travel)
	c.out.Weeks = append(c.out.Weeks, wh)
	return nil
}

// checkEngagementKind warns when an engagement by the day covers a run of days that makes it weekly.
func (c *counter) checkEngagementKind(monday moteur.Date, week []Workday) error {
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
			c.breach("t2.day_engagement", monday, moteur.Warning, 0, decimal.Zero,
				"Engagement à la journée pour %d jours de suite dans la semaine : il est à la semaine dès %d.", run, least)
		}
	}
	return nil
}

// dayState prepares the clock facts of a day.
func (c *counter) dayState(s *scale, d Workday) dayState {
	st := dayState{date: d.Date, shooting: d.Kind == Shooting, studio: d.Studio}
	next := d.Date.AddDays(1)
	st.sunday = [2]bool{d.Date.Weekday() == time.Sunday, next.Weekday() == time.Sunday}
	st.holiday = [2]bool{c.cal.Holiday(d.Date), d.Back.Minutes() > 1440 && c.cal.Holiday(next)}
	st.may1 = [2]bool{isMay1(d.Date), isMay1(next)}
	st.window[0] = s.night(d.Date.AddDays(-1), d.Studio)
	st.window[1] = s.night(d.Date, d.Studio)
	st.windowNext = s.night(next, d.Studio)
	return st
}

func isMay1(d moteur.Date) bool { return d.Month() == time.May && d.Day() == 1 }

// countDay prices one day and returns its row. The state must hold the facts of the day.
func (c *counter) countDay(s *scale, t *tally, st *dayState, d Workday) DayHours {
	dh := DayHours{Date: d.Date, Kind: d.Kind, RDV: d.RDV, Back: d.Back, Zone: c.terms.zoneOf(d), Span: d.Back.Sub(d.RDV) + d.Travel,
		Travel: d.Travel, SixthDay: st.sixth}
	dh.Transport = d.Start.Sub(d.RDV) + d.Back.Sub(d.End)
	if !c.last.IsZero() && d.Kind != Travelling {
		gap := d.Date.Sub(c.last)*1440 + d.RDV.Sub(c.lastBack)
		due := c.rs.rest
		if c.restDue > 0 {
			due = c.restDue
		}
		dh.MissingRest = max(0, due-max(0, gap))
		st.restLeft = dh.MissingRest
	}
	if s.perDay {
		t.index = 0
	}
	at := d.Start.Minutes()
	paidBreak := 0
	for _, b := range d.Breaks {
		s.run(t, st, at, b.From.Minutes())
		if d.Continuous && paidBreak == 0 {
			paidBreak = min(b.To.Sub(b.From), c.rs.continuousBreak)
		}
		at = b.To.Minutes()
	}
	end := d.End.Minutes()
	if extra := dh.Transport - c.rs.transport; extra > 0 { // beyond two hours a day the way is work
		end += extra
	}
	s.run(t, st, at, end)
	if paidBreak > 0 {
		t.units[slotBreak] += int64(paidBreak) * 10000 * t.den
		t.minutes[slotBreak] += int64(paidBreak) * t.den
	}
	if s.perDay && d.Kind != Travelling && t.index < int64(s.minDay)*t.den {
		s.topUp(t, int64(s.minDay)*t.den-t.index)
	}
	dh.Effective = st.worked
	p := st.premiums
	dh.Night, dh.Sunday, dh.Holiday, dh.Over10 = p.night, p.sunday, p.holiday, p.over10
	if d.Kind != Travelling {
		c.last, c.lastBack, c.lastNight, c.lastSpan = d.Date, d.Back, p.night > 0, dh.Span
	}
	return dh
}

// owedDays adds the hours of a recovery that is paid instead of given, or says what is still to be given.
func (c *counter) owedDays(t *tally, d Workday, st dayState, dh DayHours) {
	var minutes int
	var p premium
	switch {
	case dh.Holiday > 0 && st.holiday[0]:
		minutes, p = c.rs.holidayUnrecovered, c.rs.holiday
	case dh.Sunday > 0 && st.sunday[0]:
		minutes, p = c.rs.sundayUnrecovered, c.rs.sunday
	case dh.SixthDay:
		minutes, p = c.rs.sixthUnrecovered, c.rs.sixth
	default:
		return
	}
	switch d.Recovery {
	case Unrecovered:
		t.units[slotUnrecovered] += int64(minutes) * 10000 * t.den
		t.minutes[slotUnrecovered] += int64(minutes) * t.den
	case ToGive:
		price := money.Cents(c.hourly.Mul(decimal.NewFromInt(int64(minutes))).DivRound(decimal.NewFromInt(60), 4))
		c.find(Finding{Rule: p.id, Date: d.Date, Severity: moteur.Notice, Source: p.source, Price: price,
			Message: fmt.Sprintf("%s : jour de récupération à donner, sinon %s au salaire de base (%s).", p.label,
				fr.Hours(time.Duration(minutes)*time.Minute), fr.Euros(price))})
	}
}
