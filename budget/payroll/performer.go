package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

// performer counts the days of titre III, statut I: cachets or weeks, premiums of the day on the reference hour, overtime
// at the end of the engagement.
func (c *counter) performer(days []Workday) error {
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
	err = eachWeek(days, func(monday moteur.Date, week []Workday) error {
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
		p := c.rs.t3Overtime
		c.line(PayLine{Rule: p.id, Label: p.label, Week: days[0].Date, Hours: hours.Round(4), Rate: one.Add(p.rate()),
			Hourly: hourly.Round(4), Source: p.source,
			Amount: money.Cents(hours.Mul(hourly).Mul(one.Add(p.rate())))})
	}
	c.performerWeeks6()
	return nil
}

// performerRate is what the hours of a performer are priced with.
type performerRate struct {
	minHour  decimal.Decimal
	unit     decimal.Decimal // a day's or a week's pay
	weekly   bool
	weekDays int
	multiple decimal.Decimal // pay over the minimum, 10 decimals
	factor   int64           // reference hour over minimum hour: 2, 1, or 0 from five times the minimum
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
	switch rs := c.rs; {
	case !r.multiple.GreaterThan(rs.t3DoubleUpTo):
		r.factor = 2
	case r.multiple.LessThan(rs.t3FreeFrom):
		r.factor = 1
	default:
		c.out.Report.Notef("terms", "t3.night",
			"Salaire d'au moins %s fois le minimum : les majorations de nuit, dimanche et jours fériés se négocient librement, aucune n'est comptée.", rs.t3FreeFrom)
	}
	c.hourly = r.minHour
	return r, nil
}

// performerScale prices premiums in hours at the minimum: the reference hour is its double below twice the minimum.
func (c *counter) performerScale(r performerRate) scale {
	rs := c.rs
	times := func(p premium) premium { p.bp *= r.factor; return p }
	return scale{
		night: rs.nightOf, nightA: times(rs.t3Night), nightB: times(rs.t3NightBeyond), nightH: rs.t3NightFirst, sunday: times(rs.t3Sunday),
		holiday: times(rs.t3Holiday), sixth: rs.t3Sixth, rest: rs.t3RestBreach, cap: rs.t3Cap, restApart: c.opts.RestBreachApart,
		may1: true,
	}
}

// performerWeek prices a week and returns the minutes of work covered by the pay and the minutes worked.
func (c *counter) performerWeek(monday moteur.Date, week []Workday, r performerRate) (allowed, worked int) {
	s := c.performerScale(r)
	t := newTally()
	wh := WeekHours{Monday: monday}
	n := 0
	for _, day := range week {
		d := day.normal()
		if d.Kind == HolidayOff {
			continue
		}
		if d.Kind == Travelling {
			c.performerTravel(d, monday)
			c.out.Days = append(c.out.Days, DayHours{Date: d.Date, Kind: d.Kind, Zone: c.terms.zoneOf(d), Travel: d.Travel})
			continue
		}
		n++
		st := c.dayState(&s, d)
		st.sixth = n > c.rs.daysIDF && c.terms.zoneOf(d) == ParisRegion
		required, exception := c.performerRest()
		dh := c.performerDay(&s, &t, &st, d, required)
		c.checkPerformerDay(d, dh, required, exception)
		c.allowances(d, monday)
		c.out.Days = append(c.out.Days, dh)
		wh.Effective += dh.Effective
		if d.Kind == Shooting {
			wh.Shooting++
		}
	}
	wh.Days = n
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
			Source: c.rs.source("t3.day.ref")})
		wh.Gross = wh.Gross.Add(amount)
	}
	c.weekLines(monday, &s, &t, &wh)
	wh.Paid = decimal.NewFromInt(int64(wh.Effective)).DivRound(decimal.NewFromInt(60), 4)
	c.out.Weeks = append(c.out.Weeks, wh)
	return n * c.rs.t3Day, wh.Effective
}

// performerDay prices a day's premiums; an hour of HMC is inside the day's reference and is not counted as work.
func (c *counter) performerDay(s *scale, t *tally, st *dayState, d Workday, required int) DayHours {
	c.restDue = required
	dh := c.countDay(s, t, st, d)
	dh.Effective = max(0, dh.Effective-min(d.Prep, c.rs.t3Prep))
	return dh
}

// performerRest is the rest due since the last day: 12 h, 11 h after a long span; exception is the least that a night
// followed by a morning allows, or 0.
func (c *counter) performerRest() (required, exception int) {
	required = c.rs.t3Rest
	if c.lastSpan > c.rs.t3Span {
		required = c.rs.t3RestLong
	}
	if c.lastNight {
		exception = c.rs.t3RestNight
	}
	return required, exception
}

func (c *counter) performerTravel(d Workday, monday moteur.Date) {
	t, err := minimaTable()
	if err != nil {
		return
	}
	id := ""
	for _, k := range []string{"2_4", "4_6", "6"} {
		if from, err := t.Int("performer.travel.from."+k, d.Date); err == nil &&
			(d.Travel > from.Value*60 || (d.Travel == from.Value*60 && k != "6")) {
			id = "performer.travel." + k
		}
	}
	if v, err := t.Decimal(id, d.Date); err == nil {
		e, _ := t.Entry(id)
		c.line(PayLine{Rule: id, Label: e.Label, Week: monday, Hours: one, Rate: one, Hourly: v.Use(&c.out.Report, "travel"),
			Amount: v.Value, Source: v.Source})
	}
}

func (c *counter) checkPerformerDay(d Workday, dh DayHours, required, exception int) {
	rs := c.rs
	switch {
	case dh.Span > rs.t3SpanMax:
		c.breach("t3.span.exceptional", d.Date, moteur.Error, dh.Span-rs.t3SpanMax, decimal.Zero,
			"Amplitude de l'artiste de %s, au-delà du maximum exceptionnel de %s.", minutes(dh.Span), minutes(rs.t3SpanMax))
	case dh.Span > rs.t3Span:
		c.breach("t3.span", d.Date, moteur.Warning, dh.Span-rs.t3Span, decimal.Zero,
			"Amplitude de l'artiste de %s, au-delà de %s : un motif exceptionnel est à noter (retard imprévu, fin de séquence, disponibilité limitée, HMC exceptionnel).", minutes(dh.Span), minutes(rs.t3Span))
	}
	if dh.Effective > rs.t3DayMax {
		c.breach("t3.day.max.exceptional", d.Date, moteur.Error, dh.Effective-rs.t3DayMax, decimal.Zero,
			"%s de travail de l'artiste, au-delà de %s.", minutes(dh.Effective), minutes(rs.t3DayMax))
	}
	if dh.MissingRest > 0 {
		sev, rule := moteur.Error, "t3.rest.daily"
		if exception > 0 && required-dh.MissingRest >= exception {
			sev, rule = moteur.Warning, "t3.rest.after_night"
		}
		c.breach(rule, d.Date, sev, dh.MissingRest, rs.t3RestBreach.rate(),
			"Repos de l'artiste de moins de %s : il manque %s, à rendre ou à payer.", minutes(required), minutes(dh.MissingRest))
	}
	for _, f := range mealFindings(rs, d) {
		c.find(f)
	}
	if longestRun(d) > rs.t3PauseAfter && longestBreak(d) < rs.t3PauseMin {
		c.breach("t3.pause.min", d.Date, moteur.Error, 0, decimal.Zero, "Plus de %s de travail sans pause de %s.", minutes(rs.t3PauseAfter),
			minutes(rs.t3PauseMin))
	}
}

// mealFindings checks that each meal lasts an hour inside the lunch or dinner hours.
func mealFindings(rs *ruleset, d Workday) []Finding {
	if d.Continuous {
		return nil
	}
	var out []Finding
	meals := 0
	inside := func(b Break, w [2]labour.Clock) bool { return !b.From.Before(w[0]) && !b.To.After(w[1]) }
	for _, b := range d.Breaks {
		if !b.Meal {
			continue
		}
		meals++
		if !inside(b, rs.t3Lunch) && !inside(b, rs.t3Dinner) {
			out = append(out, Finding{Rule: "t3.meal", Date: d.Date, Severity: moteur.Error, Source: rs.source("t3.meal.lunch"),
				Message: fmt.Sprintf("Repas de l'artiste de %s à %s, hors de %s – %s et de %s – %s.", b.From, b.To, rs.t3Lunch[0],
					rs.t3Lunch[1], rs.t3Dinner[0], rs.t3Dinner[1])})
		} else if n := b.To.Sub(b.From); n < rs.t3MealMin {
			out = append(out, Finding{Rule: "t3.meal", Date: d.Date, Severity: moteur.Error, Source: rs.source("t3.meal.min"),
				Excess:  rs.t3MealMin - n,
				Message: fmt.Sprintf("Repas de l'artiste de %s, il en faut %s.", minutes(n), minutes(rs.t3MealMin))})
		}
	}
	if meals == 0 && !d.Start.After(rs.t3Lunch[0]) && !d.End.Before(rs.t3Lunch[1]) {
		out = append(out, Finding{Rule: "t3.meal", Date: d.Date, Severity: moteur.Error, Source: rs.source("t3.meal.lunch"),
			Excess:  rs.t3MealMin,
			Message: fmt.Sprintf("Aucun repas entre %s et %s.", rs.t3Lunch[0], rs.t3Lunch[1])})
	}
	return out
}

// longestRun is the longest stretch of work without a break, minutes.
func longestRun(d Workday) int {
	at, n := d.Start, 0
	for _, b := range d.Breaks {
		n = max(n, b.From.Sub(at))
		at = b.To
	}
	return max(n, d.End.Sub(at))
}

func (c *counter) performerWeeks6() {
	run := 0
	for i, w := range c.out.Weeks {
		if w.Days < 6 {
			run = 0
			continue
		}
		if i == 0 || w.Monday.Sub(c.out.Weeks[i-1].Monday) != 7 {
			run = 0
		}
		run++
		zone, _ := c.weekZone(w.Monday)
		rule, most := "t3.weeks6.region", c.rs.t3Weeks6Region
		if zone == Abroad {
			rule, most = "t3.weeks6.abroad", c.rs.t3Weeks6Abroad
		}
		if run > most {
			c.breach(rule, w.Monday, moteur.Error, 0, decimal.Zero, "%de semaine de six jours à la suite pour l'artiste ; au plus %d.", run,
				most)
		}
	}
}
