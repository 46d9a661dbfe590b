package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

// performer counts the days of titre III, statut I: cachets or weeks, premiums of the day on the reference hour, overtime
// at the end of the engagement.
func (c *counter) performer(days []labour.Day) error {
	if len(days) == 0 {
		return nil
	}
	if err := c.rules(days[0].Date); err != nil {
		return err
	}
	rate, err := c.performerRate(days[0].Date)
	if err != nil {
		return err
	}
	allowed, worked := 0, 0
	err = eachWeek(days, func(monday moteur.Date, week []labour.Day) error {
		if err := c.rules(week[0].Date); err != nil {
			return err
		}
		a, w := c.performerWeek(monday, week, rate)
		allowed, worked = allowed+a, worked+w
		return nil
	})
	if err != nil {
		return err
	}
	if over := worked - allowed; over > 0 {
		hourly := rate.minHour.Mul(rate.multiple)
		hours := decimal.NewFromInt(int64(over)).DivRound(decimal.NewFromInt(60), 10)
		p := c.rates.Overtime
		c.line(PayLine{Rule: p.Rule, Label: p.Label, Week: days[0].Date, Hours: hours.Round(4), Rate: one.Add(p.Ratio()),
			Hourly: hourly.Round(4), Source: p.Source, Amount: money.Cents(hours.Mul(hourly).Mul(one.Add(p.Ratio())))})
	}
	return nil
}

// performerRate is what the hours of a performer are priced with.
type performerRate struct {
	minHour  decimal.Decimal
	unit     decimal.Decimal // a day's or a week's pay
	weekly   bool
	weekDays int
	multiple decimal.Decimal // pay over the minimum, 10 decimals
	factor   int             // reference hour over minimum hour: 2, 1, or 0 from five times the minimum
}

func (c *counter) performerRate(on moteur.Date) (performerRate, error) {
	m := minimum{job: c.job, on: on, rep: &c.out.Report}
	hour, err := m.step(Hour)
	if err != nil {
		return performerRate{}, fmt.Errorf("payroll : %w", err)
	}
	r := performerRate{minHour: hour.Value, unit: c.terms.DayPay, weekDays: c.terms.WeekDays}
	if c.terms.Hourly.IsPositive() {
		r.minHour = c.terms.Hourly
	}
	basis := DayBasis
	if c.terms.WeekPay.IsPositive() || c.terms.WeekDays > 0 {
		r.weekly, r.unit, basis = true, c.terms.WeekPay, Week5
		if r.weekDays != 6 {
			r.weekDays = 5
		} else {
			basis = Week6
		}
	}
	least, err := m.step(basis)
	if err != nil {
		return performerRate{}, fmt.Errorf("payroll : %w", err)
	}
	if r.unit.IsZero() {
		r.unit = least.Value
	}
	if gap := least.Value.Sub(r.unit); gap.IsPositive() {
		c.out.Report.Errorf("terms", "payroll/below-minimum",
			"Artiste-interprète : %s pour la base « %s », sous le minimum de %s : il manque %s.", r.unit, basis.Label(), least.Value, gap)
	}
	r.multiple = r.unit.DivRound(least.Value, 10)
	switch {
	case !r.multiple.GreaterThan(c.rates.DoubleUpTo):
		r.factor = 2
	case r.multiple.LessThan(c.rates.FreeFrom):
		r.factor = 1
	default:
		c.out.Report.Notef("terms", "t3.night",
			"Salaire d'au moins %s fois le minimum : les majorations de nuit, dimanche et jours fériés se négocient librement, aucune "+
				"n'est comptée.", c.rates.FreeFrom)
	}
	c.hourly = r.minHour
	return r, nil
}

// performerScale prices premiums in hours at the minimum: the reference hour is its double below twice the minimum.
func (c *counter) performerScale(r performerRate) scale {
	s := scale{Premiums: c.rates, restApart: c.opts.RestBreachApart}
	for _, p := range []*labour.Premium{&s.Night, &s.NightBeyond, &s.Sunday, &s.Holiday} {
		p.Rate *= r.factor
	}
	return s
}

// performerWeek prices a week and returns the minutes of work covered by the pay and the minutes worked.
func (c *counter) performerWeek(monday moteur.Date, week []labour.Day, r performerRate) (allowed, worked int) {
	s := c.performerScale(r)
	t := newTally()
	wh := WeekHours{Monday: monday}
	for _, day := range week {
		d, h := day.Normal(), c.hours(day.Date)
		switch d.Kind {
		case labour.HolidayOff:
			continue
		case labour.Travelling:
			c.performerTravel(d, monday)
			c.out.Days = append(c.out.Days, DayHours{Date: d.Date, Kind: d.Kind, Zone: h.Zone, Travel: d.Travel})
			continue
		}
		// an hour of HMC is inside the day's reference and is not counted as work
		h.Effective = max(0, h.Effective-min(d.Prep, c.rates.Prep))
		c.countDay(&s, &t, &allowance{}, d, h)
		c.allowances(d, monday)
		c.week(&wh, d, h)
	}
	n := wh.Days
	// work itself is paid by the cachets: only premiums are priced by the hour
	for _, k := range []slot{slotBase, slotBand0, slotBand1, slotBand2, slotBreak} {
		t.units[k], t.minutes[k] = 0, 0
	}
	count := decimal.NewFromInt(int64(n))
	label, rule := "Cachets", "t3.day.ref"
	amount := money.Cents(r.unit.Mul(count))
	if r.weekly {
		label, rule = "Semaine d'engagement", "t3.week5"
		if r.weekDays == 6 {
			rule = "t3.week6"
		}
		count = decimal.NewFromInt(int64(min(n, r.weekDays))).DivRound(decimal.NewFromInt(int64(r.weekDays)), 4)
		amount = r.unit.Mul(decimal.NewFromInt(int64(min(n, r.weekDays)))).DivRound(decimal.NewFromInt(int64(r.weekDays)), 2)
	}
	if n > 0 {
		c.line(PayLine{Rule: rule, Label: label, Week: monday, Hours: count, Rate: one, Hourly: r.unit, Amount: amount,
			Source: c.limits.Day.Source})
		wh.Gross = wh.Gross.Add(amount)
	}
	c.weekLines(monday, &s, &t, &wh)
	wh.Paid = decimal.NewFromInt(int64(wh.Effective)).DivRound(decimal.NewFromInt(60), 4)
	c.out.Weeks = append(c.out.Weeks, wh)
	return n * c.limits.Day.Value, wh.Effective
}

func (c *counter) performerTravel(d labour.Day, monday moteur.Date) {
	t, err := minimaTable()
	if err != nil {
		return
	}
	b := law.Open(d.Date, &c.out.Report, t).At("travel")
	id := ""
	for _, k := range []string{"2_4", "4_6", "6"} {
		if from := "performer.travel.from." + k; b.Has(from) {
			if n := b.Int(from) * 60; d.Travel > n || d.Travel == n && k != "6" {
				id = "performer.travel." + k
			}
		}
	}
	if b.Has(id) {
		v := b.Number(id)
		c.line(PayLine{Rule: id, Label: b.Label(id), Week: monday, Hours: one, Rate: one, Hourly: v, Amount: v, Source: b.Source(id)})
	}
}
