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
		bands: rs.bands, over10: rs.over10, over10h: rs.over10After, night: rs.nightOf, nightA: rs.night, nightB: rs.nightBeyond, nightH: rs.nightFirst,
		sunday: rs.sunday, holiday: rs.holiday, sixth: rs.sixth, rest: rs.restBreach, flatSixth: true, cap: rs.cap, restApart: c.opts.RestBreachApart, may1: true,
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

// equivalence is the class of a shooting week: minutes of presence, and minutes paid for them.
type equivalence struct{ paid, presence, days int }

func (c *counter) equivalenceOf(shooting int, on moteur.Date) (equivalence, bool, error) {
	if c.terms.Daily || c.terms.NoEquivalence || c.job.Class == "" || shooting == 0 {
		return equivalence{}, false, nil
	}
	least, err := minimaInt("equivalence.min_days", on)
	if err != nil {
		return equivalence{}, false, err
	}
	if n := c.terms.Span.Days(); (n > 0 && n < least) || (n == 0 && shooting < least) {
		return equivalence{}, false, nil
	}
	week, days := "week5", 5
	if shooting > 5 {
		week, days = "week6", 6
	}
	paid, err := minimaInt("class."+c.job.Class+"."+week+".effective", on)
	if err != nil {
		return equivalence{}, false, err
	}
	presence, err := minimaInt("class."+c.job.Class+"."+week+".presence", on)
	if err != nil {
		return equivalence{}, false, err
	}
	return equivalence{paid: paid * 60, presence: presence * 60, days: days}, true, nil
}

// minimaInt reads a whole number of the minima table.
func minimaInt(id string, on moteur.Date) (int, error) {
	t, err := minimaTable()
	if err != nil {
		return 0, err
	}
	c, err := t.Int(id, on)
	if err != nil {
		return 0, fmt.Errorf("payroll : %w", err)
	}
	return c.Value, nil
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
	c.weekLines(monday, &s, &t, &wh)
	c.modestLine("t2.transport.paid", monday, transport)
	c.modestLine("t2.travel.paid", monday, travel)
	c.out.Weeks = append(c.out.Weeks, wh)
	return nil
}

// missingPay is what a week's pay guarantees beyond the hours worked, in minutes × den: the presence of the equivalence
// class that was not used (the class is a week's pay), then the guaranteed week. These hours take the first ranks of the
// week, so that an hour worked instead of guaranteed never costs less.
func (c *counter) missingPay(t *tally, eq equivalence, allowance int, monday moteur.Date, week []Workday, worked, regionDays int) int64 {
	var shot, other, off, n int
	for _, day := range week {
		d := day.normal()
		switch d.Kind {
		case HolidayOff:
			off += c.rs.holidayOff
			continue
		case Travelling:
		default:
			n++
			if n > c.rs.daysIDF && c.terms.zoneOf(d) == ParisRegion { // a sixth day is paid apart
				continue
			}
		}
		if d.Kind == Shooting && eq.days > 0 {
			shot += c.effective(d)
		} else {
			other += c.effective(d)
		}
	}
	unused := int64(max(0, allowance-shot)) * int64(eq.paid)
	paid := int64(min(shot, allowance))*int64(eq.paid) + int64(max(0, shot-allowance)+other)*t.den + unused
	return unused + max(0, int64(c.guarantee(monday, week, worked, regionDays)-off)*t.den-paid)
}

// effective is the work of a day, breaks left out, and the way to the set beyond what is paid apart.
func (c *counter) effective(d Workday) int {
	n := int(d.End-d.Start) + max(0, int(d.Start-d.RDV)+int(d.Back-d.End)-c.rs.transport)
	for _, b := range d.Breaks {
		n -= int(b.To - b.From)
	}
	return n
}

// guarantee is the minutes paid at least in a week: 39 h, or 47 h in a six-day week outside Île-de-France, in proportion
// to the days in a week the engagement only touches.
func (c *counter) guarantee(monday moteur.Date, week []Workday, worked, regionDays int) int {
	s := c.terms.Span
	full := s.Days() > 0 && !s.From.After(monday) && !s.To.Before(monday.AddDays(4))
	if worked >= c.rs.daysRegion && regionDays == worked {
		return c.rs.weekGuaranteed6
	}
	n := len(week)
	if full || n > 5 {
		n = 5
	}
	return c.rs.weekGuaranteed * n / 5
}

// dayState prepares the clock facts of a day.
func (c *counter) dayState(s *scale, d Workday) dayState {
	st := dayState{date: d.Date, shooting: d.Kind == Shooting, studio: d.Studio}
	next := d.Date.AddDays(1)
	st.sunday = [2]bool{d.Date.Weekday() == time.Sunday, next.Weekday() == time.Sunday}
	st.holiday = [2]bool{c.cal.Holiday(d.Date), d.Back > 1440 && c.cal.Holiday(next)}
	st.may1 = [2]bool{isMay1(d.Date), isMay1(next)}
	st.window[0] = s.night(d.Date.AddDays(-1), d.Studio)
	st.window[1] = s.night(d.Date, d.Studio)
	st.windowNext = s.night(next, d.Studio)
	return st
}

func isMay1(d moteur.Date) bool { return d.Month() == time.May && d.Day() == 1 }

// countDay prices one day and returns its row. The state must hold the facts of the day.
func (c *counter) countDay(s *scale, t *tally, st *dayState, d Workday) DayHours {
	dh := DayHours{Date: d.Date, Kind: d.Kind, RDV: d.RDV, Back: d.Back, Zone: c.terms.zoneOf(d), Span: int(d.Back-d.RDV) + d.Travel, Travel: d.Travel, SixthDay: st.sixth}
	dh.Transport = int(d.Start-d.RDV) + int(d.Back-d.End)
	if !c.last.IsZero() && d.Kind != Travelling {
		gap := d.Date.Sub(c.last)*1440 + int(d.RDV-c.lastBack)
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
	at := d.Start
	paidBreak := 0
	for _, b := range d.Breaks {
		s.run(t, st, at, b.From)
		if d.Continuous && paidBreak == 0 {
			paidBreak = min(int(b.To-b.From), c.rs.continuousBreak)
		}
		at = b.To
	}
	end := d.End
	if extra := dh.Transport - c.rs.transport; extra > 0 { // beyond two hours a day the way is work
		end += Clock(extra)
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
			Message: fmt.Sprintf("%s : jour de récupération à donner, sinon %s au salaire de base (%s).", p.label, fr.Hours(time.Duration(minutes)*time.Minute), fr.Euros(price))})
	}
}

var slotRules = [slots]string{slotBase: "base", slotNightBeyond: "t2.night.beyond8", slotMay1: "law.may1", slotUnrecovered: "recovery", slotHolidayOff: "t2.holiday.unworked", slotBreak: "t2.continuous_day", slotGuarantee: "t2.week.guaranteed"}
var slotLabels = [slots]string{slotBase: "Heures de travail", slotMay1: "1er mai, heures doublées", slotUnrecovered: "Récupération non donnée", slotHolidayOff: "Jour férié chômé", slotBreak: "Pause payée de la journée continue", slotGuarantee: "Complément à la durée garantie"}

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
			l.Rule, l.Label, l.Source, l.Rate = p.id, p.label, p.source, p.rate()
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
func (s *scale) premium(k slot) (premium, bool) {
	switch k {
	case slotBand0, slotBand1, slotBand2:
		if i := int(k - slotBand0); i < len(s.bands) {
			return s.bands[i].premium, true
		}
	case slotOver10:
		return s.over10, true
	case slotNight:
		return s.nightA, true
	case slotNightBeyond:
		return s.nightB, true
	case slotSunday:
		return s.sunday, true
	case slotHoliday:
		return s.holiday, true
	case slotSixth:
		return s.sixth, true
	case slotRest, slotRestApart:
		return s.rest, true
	}
	return premium{}, false
}

// modestLine pays transport or travel at the base hour, the machiniste's at most.
func (c *counter) modestLine(rule string, monday moteur.Date, minutes int) {
	if minutes == 0 {
		return
	}
	if c.modest.IsZero() {
		c.modest = c.hourly
		if grip, err := FindJob("machiniste-de-prise-de-vues"); err == nil {
			if h, err := (minimum{job: grip, on: c.priced, rep: &c.out.Report}).hourly(); err == nil && h.Value.LessThan(c.hourly) {
				c.modest = h.Value
			}
		}
	}
	hours := decimal.NewFromInt(int64(minutes)).DivRound(decimal.NewFromInt(60), 4)
	c.line(PayLine{Rule: rule, Label: c.rs.labels[rule], Week: monday, Hours: hours, Rate: one, Hourly: c.modest, Source: c.rs.source(rule),
		Amount: c.modest.Mul(decimal.NewFromInt(int64(minutes))).DivRound(decimal.NewFromInt(60), 2)})
}

// allowances adds meals, the early snack and the per diem of a day.
func (c *counter) allowances(d Workday, monday moteur.Date) {
	meal := "meal"
	if t, err := minimaTable(); err == nil && c.job.Title == 3 {
		if _, err := t.Decimal("meal.performers", d.Date); err == nil {
			meal = "meal.performers"
		}
	}
	if d.MealsOwed > 0 {
		c.allowance(meal, "t2.meal.producer", d, monday, d.MealsOwed)
	}
	if d.RDV < c.rs.snackBefore && d.Kind != Travelling && !c.opts.SnackServed && c.job.Title == 2 {
		c.allowance("snack", "t2.snack.before", d, monday, 1)
	}
	if d.Away && c.terms.PerDiem.IsPositive() {
		c.line(PayLine{Rule: "t2.perdiem", Label: "Défraiement", Week: monday, Hours: one, Rate: one, Hourly: c.terms.PerDiem, Amount: money.Cents(c.terms.PerDiem), Allowance: true})
	}
}

func (c *counter) allowance(id, rule string, d Workday, monday moteur.Date, n int) {
	t, err := minimaTable()
	if err != nil {
		return
	}
	v, err := t.Decimal(id, d.Date)
	if err != nil {
		c.out.Report.Notef(d.Date.String(), "payroll/rate-missing", "%s : montant inconnu au %s.", id, d.Date)
		return
	}
	e, _ := t.Entry(id)
	count := decimal.NewFromInt(int64(n))
	c.line(PayLine{Rule: rule, Label: e.Label, Week: monday, Hours: count, Rate: one, Hourly: v.Use(&c.out.Report, "allowances"), Amount: money.Times(count, v.Value), Allowance: true, Source: v.Source})
}
