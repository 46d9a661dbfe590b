package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

// avRules are the rules of IDCC 2642 on one date; durations in minutes. They share nothing with titre II.
type avRules struct {
	bands, shortBands                 []band
	sunday, night, craft              premium
	winter, other                     nightWindow
	dayMax, rest, week, week12        int
	shortRest, shortPerWeek, halfHour int
	breach                            premium
}

func avRulesOn(on moteur.Date) (*avRules, *ruleset, error) {
	t, err := workingTable()
	if err != nil {
		return nil, nil, err
	}
	rs := &ruleset{from: on, sources: map[string]moteur.Source{}, labels: map[string]string{}}
	r := &ruleReader{t: t, on: on, rs: rs}
	named := func(from, prem, label string) band {
		b := band{from: r.hours(from), premium: r.premium(prem, prem)}
		b.premium.label = label
		return b
	}
	a := &avRules{
		bands: []band{named("av.ot.cddu.from_hour_25", "av.ot.cddu.premium_25", "Heures supplémentaires, 36e à 43e heure"),
			named("av.ot.cddu.from_hour_50", "av.ot.cddu.premium_50", "Heures supplémentaires, à partir de la 44e heure"),
			named("av.ot.cddu.from_hour_100_grip", "av.ot.cddu.premium_100_grip",
				"Heures supplémentaires, à partir de la 48e heure (machinerie, électricité, décoration)")},
		shortBands: []band{named("av.ot.short.from_hour_25", "av.ot.short.premium_25", "9e à 11e heure de la journée"),
			named("av.ot.short.from_hour_50", "av.ot.short.premium_50", "12e heure de la journée")},
		sunday: r.premium("av.sunday", "av.sunday"), night: r.premium("av.night.default",
			"av.night.default"), craft: r.premium("av.night.grip_electric_art", "av.night.grip_electric_art"),
		dayMax: r.hours("av.day.max"), rest: r.hours("av.rest.daily"), week: r.hours("av.week.max.max"),
		week12:    r.hours("av.week.max.avg12"),
		shortRest: r.hours("av.rest.short"), shortPerWeek: r.int("av.rest.short.per_week"), halfHour: r.int("av.half_hour"),
		breach: r.premium("av.rest.breach", "av.rest.breach"),
	}
	a.winter.from, a.winter.to = r.window("av.night.fiction_doc.winter")
	a.other.from, a.other.to = r.window("av.night.fiction_doc.other")
	if r.err == nil {
		a.winter.begin, r.err = monthDay(r.text("av.night.fiction_doc.winter_from"))
	}
	if r.err == nil {
		a.winter.end, r.err = monthDay(r.text("av.night.fiction_doc.winter_to"))
	}
	rs.rest, rs.pauseMin, rs.pauseAfter = a.rest, r.int("law.pause.min"), r.hours("law.pause.when_day_reaches_h")
	rs.transport = maxDayMinutes
	return a, rs, r.err
}

// nightOf is the window of fiction and documentary that starts on the evening of a date.
func (a *avRules) nightOf(d moteur.Date) nightWindow {
	if md := int(d.Month())*100 + d.Day(); md >= a.winter.begin || md <= a.winter.end {
		return a.winter
	}
	return a.other
}

// maxDayMinutes keeps the way to the set out of work time where no rule was found.
const maxDayMinutes = 2880

// audiovisual counts the days of IDCC 2642. The base hour must be given: its grid is not held.
func (c *counter) audiovisual(days []Workday) error {
	if c.terms.Hourly.IsZero() {
		return fmt.Errorf("payroll : %w : grille de salaires IDCC 2642 ; donnez Terms.Hourly", law.ErrEmpty)
	}
	c.hourly = c.terms.Hourly
	var a *avRules
	err := eachWeek(days, func(monday moteur.Date, week []Workday) error {
		if !c.rs.covers(week[0].Date) {
			var err error
			if a, c.rs, err = avRulesOn(week[0].Date); err != nil {
				return err
			}
		}
		c.avWeek(a, monday, week)
		return nil
	})
	if err != nil || a == nil {
		return err
	}
	for i := range c.out.Weeks {
		c.avWindows(a, i)
	}
	return nil
}

func (c *counter) avWeek(a *avRules, monday moteur.Date, week []Workday) {
	s := scale{bands: a.bands[:2], sunday: a.sunday, nightA: a.night, nightB: a.night, nightH: maxDayMinutes,
		night: func(d moteur.Date, _ bool) nightWindow { return a.nightOf(d) }}
	if c.terms.Craft {
		s.bands, s.nightA, s.nightB = a.bands, a.craft, a.craft
	}
	if c.terms.Daily {
		s.perDay, s.bands = true, a.shortBands
	}
	t := newTally()
	wh := WeekHours{Monday: monday}
	short := 0
	for _, day := range week {
		d := day.normal()
		if d.Kind == HolidayOff || d.Kind == Travelling {
			continue
		}
		wh.Days++
		st := c.dayState(&s, d)
		dh := c.countDay(&s, &t, &st, d)
		if dh.Holiday > 0 {
			c.out.Report.Warnf(d.Date.String(), "payroll/rate-missing",
				"Jour férié travaillé : majoration IDCC 2642 non relevée ; elle n'est pas comptée.")
		}
		if dh.Effective > a.dayMax {
			c.breach("av.day.max", d.Date, moteur.Error, dh.Effective-a.dayMax, decimal.Zero, "%s de travail, au-delà de %s.",
				minutes(dh.Effective), minutes(a.dayMax))
		}
		if dh.MissingRest > 0 {
			short++
			sev := moteur.Warning
			if dh.MissingRest > a.rest-a.shortRest || short > a.shortPerWeek {
				sev = moteur.Error
			}
			c.breach("av.rest.daily", d.Date, sev, dh.MissingRest, a.breach.rate(),
				"Repos de moins de %s : il manque %s ; %s au moins, %d fois par semaine au plus, logé ou à moins de 50 km.",
				minutes(a.rest), minutes(dh.MissingRest), minutes(a.shortRest), a.shortPerWeek)
		}
		c.out.Days = append(c.out.Days, dh)
		wh.Effective += dh.Effective
		if d.Kind == Shooting {
			wh.Shooting++
		}
	}
	if !s.perDay { // the week is counted to the next half hour
		if half := int64(a.halfHour); half > 0 {
			s.topUp(&t, (half-t.index%half)%half)
		}
	}
	c.weekLines(monday, &s, &t, &wh)
	c.out.Weeks = append(c.out.Weeks, wh)
}

func (c *counter) avWindows(a *avRules, i int) {
	w := c.out.Weeks[i]
	if w.Effective > a.week {
		c.breach("av.week.max.max", w.Monday, moteur.Error, w.Effective-a.week, decimal.Zero,
			"Semaine de %s de travail, au-delà de %s (54 à 60 heures par dérogation).", minutes(w.Effective), minutes(a.week))
	}
	sum := 0
	for k := i; k >= 0 && w.Monday.Sub(c.out.Weeks[k].Monday) < 84; k-- {
		sum += c.out.Weeks[k].Effective
	}
	if sum > a.week12*12 {
		c.breach("av.week.max.avg12", w.Monday, moteur.Error, sum-a.week12*12, decimal.Zero,
			"Moyenne de %s sur douze semaines, au-delà de %s.", minutes(sum/12), minutes(a.week12))
	}
}
