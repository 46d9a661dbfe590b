package payroll

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// minutes writes a duration in French.
func minutes(n int) string { return fr.Hours(time.Duration(n) * time.Minute) }

// breach adds a finding with its excess in minutes and its price: hours × base hour × premium.
func (c *counter) breach(rule string, on moteur.Date, sev moteur.Severity, excess int, rate decimal.Decimal, format string, args ...any) {
	f := Finding{Rule: rule, Date: on, Severity: sev, Message: fmt.Sprintf(format, args...), Source: c.rs.source(rule), Excess: excess}
	if !rate.IsZero() {
		f.Price = c.hourly.Mul(rate).Mul(decimal.NewFromInt(int64(excess))).DivRound(decimal.NewFromInt(60), 2)
	}
	c.find(f)
}

// checkTechnicianDay is the first window: the day.
func (c *counter) checkTechnicianDay(d Workday, dh DayHours) {
	rs := c.rs
	if dh.Span > rs.span {
		c.breach("t2.day.span", d.Date, moteur.Error, dh.Span-rs.span, decimal.Zero, "Amplitude de %s, au-delà de %s.", minutes(dh.Span),
			minutes(rs.span))
	}
	switch {
	case d.Kind == Shooting && dh.Effective > rs.dayMaxShoot:
		c.breach("t2.day.max.exceptional", d.Date, moteur.Error, dh.Effective-rs.dayMaxShoot, decimal.Zero,
			"%s de travail, au-delà du maximum exceptionnel de %s.", minutes(dh.Effective), minutes(rs.dayMaxShoot))
	case d.Kind == Shooting && dh.Effective > rs.dayMaxLaw:
		c.breach("t2.day.over10", d.Date, moteur.Notice, dh.Effective-rs.dayMaxLaw, rs.over10.rate(),
			"%s de travail : le dépassement de %s doit être motivé et coûte la majoration des heures au-delà de la dixième.",
			minutes(dh.Effective), minutes(rs.dayMaxLaw))
	case d.Kind != Shooting && d.Kind != Travelling && dh.Effective > rs.dayMaxLaw:
		c.breach("t2.day.max.common_law", d.Date, moteur.Error, dh.Effective-rs.dayMaxLaw, decimal.Zero,
			"%s de travail hors tournage, au-delà de %s.", minutes(dh.Effective), minutes(rs.dayMaxLaw))
	}
	if dh.MissingRest > 0 {
		c.breach("t2.rest.daily", d.Date, moteur.Error, dh.MissingRest, rs.restBreach.rate(),
			"Repos quotidien de moins de %s : il manque %s.", minutes(rs.rest), minutes(dh.MissingRest))
	}
	if d.Studio && (dh.Sunday > 0 || dh.Holiday > 0) {
		rule, what := "t2.sunday", "le dimanche"
		if dh.Sunday == 0 {
			rule, what = "t2.holiday", "un jour férié"
		}
		c.breach(rule, d.Date, moteur.Error, 0, decimal.Zero, "Tournage en studio %s : interdit.", what)
	}
	if d.Travel > 0 && d.Arrival.Known() && d.RDV.Sub(d.Arrival) < rs.travelRest {
		c.breach("t2.travel.rest", d.Date, moteur.Error, rs.travelRest-d.RDV.Sub(d.Arrival), decimal.Zero,
			"Arrivée du voyage à %s : il faut %s de repos avant le travail.", d.Arrival, minutes(rs.travelRest))
	}
	c.checkBreaks(d, dh)
}

// checkBreaks checks the continuous day, or the pause of common law.
func (c *counter) checkBreaks(d Workday, dh DayHours) {
	rs := c.rs
	if d.Continuous {
		first := d.End
		length := 0
		if len(d.Breaks) > 0 {
			first, length = d.Breaks[0].From, d.Breaks[0].To.Sub(d.Breaks[0].From)
		}
		if d.Start.Before(rs.continuousFrom) || d.End.After(rs.continuousTo) {
			c.breach("t2.continuous_day.window", d.Date, moteur.Warning, 0, decimal.Zero, "Journée continue de %s à %s, hors de %s – %s.",
				d.Start, d.End, rs.continuousFrom, rs.continuousTo)
		}
		if length < rs.continuousBreak {
			c.breach("t2.continuous_day.break_min", d.Date, moteur.Error, rs.continuousBreak-length, decimal.Zero,
				"Journée continue : pause de %s, il en faut %s.", minutes(length), minutes(rs.continuousBreak))
		}
		if late := first.Sub(d.Start) - rs.continuousAfter; late > 0 {
			c.breach("t2.continuous_day.after_h_max", d.Date, moteur.Error, late, decimal.Zero,
				"Journée continue : la pause vient après plus de %s de travail.", minutes(rs.continuousAfter))
		}
		return
	}
	if dh.Effective >= rs.pauseAfter && longestBreak(d) < rs.pauseMin {
		c.breach("law.pause.min", d.Date, moteur.Error, rs.pauseMin-longestBreak(d), decimal.Zero, "%s de travail sans pause de %s.",
			minutes(dh.Effective), minutes(rs.pauseMin))
	}
}

func longestBreak(d Workday) int {
	n := 0
	for _, b := range d.Breaks {
		n = max(n, b.To.Sub(b.From))
	}
	return n
}

// windows are the second and third windows: the week, and twelve weeks; six-day weeks in a row; the weekly rest.
func (c *counter) windows() {
	run := 0
	for i, w := range c.out.Weeks {
		if c.rules(w.Monday.AddDays(6)) != nil {
			continue
		}
		c.weekWindow(w)
		c.average(i)
		if w.Days >= 6 {
			if i > 0 && c.out.Weeks[i-1].Days >= 6 && w.Monday.Sub(c.out.Weeks[i-1].Monday) == 7 {
				run++
			} else {
				run = 1
			}
			if run > c.rs.weeks6 {
				c.breach("t2.weeks6.consecutive.max", w.Monday, moteur.Error, 0, decimal.Zero,
					"%de semaine de six jours à la suite ; au plus %d.", run, c.rs.weeks6)
			}
		}
	}
	c.weeklyRest()
}

func (c *counter) weekWindow(w WeekHours) {
	rs := c.rs
	rule, most := "t2.week.max", rs.weekMax
	if w.Shooting > 0 && (!c.opts.LegalWeek || c.opts.ShootAdministered) {
		rule, most = "t2.week.max.shoot", rs.weekMaxShoot
	}
	if w.Effective > most {
		c.breach(rule, w.Monday, moteur.Error, w.Effective-most, decimal.Zero, "Semaine de %s de travail, au-delà de %s.",
			minutes(w.Effective), minutes(most))
	}
	zone, n := c.weekZone(w.Monday)
	switch {
	case zone == ParisRegion && n > rs.daysIDF:
		c.breach("t2.days.week.idf", w.Monday, moteur.Warning, 0, decimal.Zero,
			"%d jours de travail dans la semaine en Île-de-France ; %d en principe, le sixième est exceptionnel et se récupère.", n,
			rs.daysIDF)
	case zone != ParisRegion && n > rs.daysRegion:
		c.breach("t2.days.week.region.days", w.Monday, moteur.Error, 0, decimal.Zero, "%d jours de travail dans la semaine ; au plus %d.",
			n, rs.daysRegion)
	}
}

// weekZone is the zone of a week's days, Region as soon as one is elsewhere, and their number.
func (c *counter) weekZone(monday moteur.Date) (Zone, int) {
	zone, n := ParisRegion, 0
	for _, d := range c.out.Days {
		if d.Kind == HolidayOff || d.Kind == Travelling || d.Date.Before(monday) || d.Date.Sub(monday) > 6 {
			continue
		}
		n++
		if d.Zone != ParisRegion {
			zone = d.Zone
		}
	}
	return zone, n
}

// average checks the mean of the twelve weeks that end with week i; weeks without work count as zero.
func (c *counter) average(i int) {
	last := c.out.Weeks[i].Monday
	sum := 0
	for k := i; k >= 0 && last.Sub(c.out.Weeks[k].Monday) < 84; k-- {
		sum += c.out.Weeks[k].Effective
	}
	if most := c.rs.weekAvg12 * 12; sum > most {
		c.breach("t2.week.avg12", last, moteur.Error, sum-most, decimal.Zero,
			"Moyenne de %s sur les douze semaines qui finissent ici, au-delà de %s.", minutes(sum/12), minutes(c.rs.weekAvg12))
	}
}

// weeklyRest checks, in Île-de-France, 48 hours off in a row around each Sunday.
func (c *counter) weeklyRest() {
	days := c.out.Days
	for i := 1; i < len(days); i++ {
		a, b := days[i-1], days[i]
		if a.Kind == HolidayOff || b.Kind == HolidayOff || a.Zone != ParisRegion || b.Zone != ParisRegion {
			continue
		}
		sunday := a.Date.Monday().AddDays(6)
		if !a.Date.Before(sunday) || !b.Date.After(sunday) {
			continue
		}
		gap := b.Date.Sub(a.Date)*1440 + b.RDV.Sub(a.Back)
		if gap < c.rs.weeklyRestIDF {
			missing := c.rs.weeklyRestIDF - gap
			c.breach("t2.rest.weekly.idf", b.Date, moteur.Error, missing, c.rs.restBreach.rate(),
				"Repos hebdomadaire de moins de %s, dimanche compris : il manque %s.", minutes(c.rs.weeklyRestIDF), minutes(missing))
			continue
		}
		// a last day that ends after midnight owes a rest before the weekly rest begins
		if due := c.rs.weeklyRestIDF + c.rs.lateLastDay; a.Back.After(labour.At(24, 0)) && gap < due {
			c.breach("t2.lastday.after24h", b.Date, moteur.Warning, due-gap, decimal.Zero,
				"Dernier jour de la semaine fini après minuit : %s de repos précèdent le repos hebdomadaire, il manque %s.",
				minutes(c.rs.lateLastDay), minutes(due-gap))
		}
	}
}

// CheckSixDayWeeks checks a run of consecutive six-day weeks in a zone, for technicians and for performers.
func CheckSixDayWeeks(weeks int, zone Zone, on moteur.Date) (moteur.Report, error) {
	var rep moteur.Report
	rs, err := rulesOn(on)
	if err != nil {
		return rep, err
	}
	add := func(rule string, most int, who string) {
		if weeks > most {
			rep.Add(moteur.Issue{Path: "weeks", Severity: moteur.Error, Rule: rule, Source: rs.source(rule),
				Message: fmt.Sprintf("%d semaines de six jours à la suite pour les %s ; au plus %d.", weeks, who, most)})
		}
	}
	add("t2.weeks6.consecutive.max", rs.weeks6, "techniciens")
	if zone == Abroad {
		add("t3.weeks6.abroad", rs.t3Weeks6Abroad, "artistes à l'étranger")
	} else {
		add("t3.weeks6.region", rs.t3Weeks6Region, "artistes")
	}
	return rep, nil
}
