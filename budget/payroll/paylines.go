package payroll

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

var slotRules = [slots]string{slotBase: "base", slotNightBeyond: "t2.night.beyond8", slotMay1: "law.may1", slotUnrecovered: "recovery",
	slotHolidayOff: "t2.holiday.unworked", slotBreak: "t2.continuous_day", slotGuarantee: "t2.week.guaranteed"}

var slotLabels = [slots]string{slotBase: "Heures de travail", slotMay1: "1er mai, heures doublées",
	slotUnrecovered: "Récupération non donnée", slotHolidayOff: "Jour férié chômé", slotBreak: "Pause payée de la journée continue",
	slotGuarantee: "Complément à la durée garantie"}

// weekLines writes the pay lines of a tally.
func (c *counter) weekLines(monday moteur.Date, s *scale, t *tally, wh *WeekHours) {
	var units int64
	for k := range slots {
		units += t.units[k]
		if t.units[k] == 0 {
			continue
		}
		l := PayLine{Rule: slotRules[k], Label: slotLabels[k], Week: monday, Rate: one, Hourly: c.hourly}
		if p, ok := s.premium(k); ok {
			l.Rule, l.Label, l.Source, l.Rate = p.Rule, p.Label, p.Source, p.Ratio()
			moteur.Cited[decimal.Decimal]{ID: p.Rule, Value: p.Ratio(), From: p.From, Source: p.Source}.Use(&c.out.Report, "lines")
		}
		switch k {
		case slotBase, slotMay1, slotUnrecovered, slotHolidayOff, slotBreak, slotGuarantee:
			switch {
			case k == slotGuarantee && s.perDay:
				l.Label = "Complément au minimum de la journée"
			case k == slotGuarantee && c.terms.Agreement == Audiovisual:
				l.Rule, l.Label = "av.half_hour", "Arrondi de la semaine à la demi-heure"
			}
			l.Rate = one
		}
		l.Hours = t.hoursWorked(k)
		l.Amount = t.amount(k, c.hourly)
		if c.opts.RoundRates && l.Rate.LessThan(one) {
			uplift := c.hourly.Mul(one.Add(l.Rate)).Round(2).Sub(c.hourly)
			l.Amount = t.hoursPaid(k).DivRound(l.Rate, 10).Mul(uplift).Round(2)
		}
		c.line(l)
		wh.Gross = wh.Gross.Add(l.Amount)
	}
	den := decimal.NewFromInt(60 * t.den)
	base := t.minutes[slotBase] + t.minutes[slotGuarantee] + t.minutes[slotHolidayOff] + t.minutes[slotBreak] + t.minutes[slotUnrecovered]
	wh.Paid = decimal.NewFromInt(base).DivRound(den, 4)
	wh.Weighted = decimal.NewFromInt(units).DivRound(den.Mul(decimal.NewFromInt(10000)), 4)
}

// premium is the majoration of a slot, if it is one.
func (s *scale) premium(k slot) (labour.Premium, bool) {
	switch k {
	case slotBand0, slotBand1, slotBand2:
		if i := int(k - slotBand0); i < len(s.bands) {
			return s.bands[i].Premium, true
		}
	case slotOver10:
		return s.Over10, true
	case slotNight:
		return s.Night, true
	case slotNightBeyond:
		return s.NightBeyond, true
	case slotSunday:
		return s.Sunday, true
	case slotHoliday:
		return s.Holiday, true
	case slotSixth:
		return s.SixthDay, true
	case slotRest, slotRestApart:
		return s.ShortRest, true
	}
	return labour.Premium{}, false
}

// modestLine pays transport or travel at the base hour, the machiniste's at most.
func (c *counter) modestLine(p labour.Premium, monday moteur.Date, minutes int) {
	if minutes == 0 {
		return
	}
	if c.modest.IsZero() {
		c.modest = c.hourly
		if grip, err := FindJob("machiniste-de-prise-de-vues"); err == nil {
			if h, err := (minimum{job: grip, on: c.pricedOn, rep: &c.out.Report}).hourly(); err == nil && h.Value.LessThan(c.hourly) {
				c.modest = h.Value
			}
		}
	}
	hours := decimal.NewFromInt(int64(minutes)).DivRound(decimal.NewFromInt(60), 4)
	c.line(PayLine{Rule: p.Rule, Label: p.Label, Week: monday, Hours: hours, Rate: one, Hourly: c.modest, Source: p.Source,
		Amount: c.modest.Mul(decimal.NewFromInt(int64(minutes))).DivRound(decimal.NewFromInt(60), 2)})
}

// allowances adds meals, the early snack and the per diem of a day.
func (c *counter) allowances(d labour.Day, monday moteur.Date) {
	meal := "meal"
	if t, err := minimaTable(); err == nil && c.job.Title == 3 && law.Open(d.Date, nil, t).Has("meal.performers") {
		meal = "meal.performers"
	}
	if d.MealsOwed > 0 {
		c.allowance(meal, "t2.meal.producer", d, monday, d.MealsOwed)
	}
	if d.RDV.Known() && d.RDV.Minutes() < c.limits.Snack.Value && d.Kind != labour.Travelling && !c.opts.SnackServed && c.job.Title == 2 {
		c.allowance("snack", "t2.snack.before", d, monday, 1)
	}
	if d.Away && c.terms.PerDiem.IsPositive() {
		c.line(PayLine{Rule: "t2.perdiem", Label: "Défraiement", Week: monday, Hours: one, Rate: one, Hourly: c.terms.PerDiem,
			Amount: money.Cents(c.terms.PerDiem), Allowance: true})
	}
}

func (c *counter) allowance(id, rule string, d labour.Day, monday moteur.Date, n int) {
	t, err := minimaTable()
	if err != nil {
		return
	}
	b := law.Open(d.Date, &c.out.Report, t).At("allowances")
	if !b.Has(id) {
		c.out.Report.Notef(d.Date.String(), "payroll/rate-missing", "%s : montant inconnu au %s.", id, d.Date)
		return
	}
	v, count := b.Number(id), decimal.NewFromInt(int64(n))
	c.line(PayLine{Rule: rule, Label: b.Label(id), Week: monday, Hours: count, Rate: one, Hourly: v, Amount: money.Times(count, v),
		Allowance: true, Source: b.Source(id)})
}
