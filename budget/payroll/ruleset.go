package payroll

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

// premium is a majoration: a fraction of the base hour in ten-thousandths.
type premium struct {
	id, label string
	bp        int64
	from      moteur.Date
	source    moteur.Source
}

func (p premium) rate() decimal.Decimal { return decimal.New(p.bp, -4) }

// band is a run of hours of a week or a day under one premium; from is the first hour, in minutes: 36 × 60 for the 36th.
type band struct {
	from    int
	premium premium
}

// start is the index of the first minute of the band.
func (b band) start() int { return b.from - 60 }

// ruleset is the working_time table resolved on one date; durations are in minutes.
type ruleset struct {
	from, until moteur.Date // the values hold from this date, until the day before until (unset: no end)

	weekGuaranteed, weekGuaranteed6, weekMax, weekMaxShoot, weekAvg12      int
	dayMaxShoot, dayMaxLaw, span, rest                                     int
	pauseMin, pauseAfter                                                   int
	daysIDF, daysRegion, weeks6                                            int
	weeklyRestIDF                                                          int
	continuousFrom, continuousTo                                           labour.Clock
	continuousBreak, continuousAfter                                       int
	bands, dayBands, adBands, extraDayBands, extraWeekBands                []band
	over10After                                                            int
	over10, sixth, sunday, holiday, restBreach, night, nightBeyond         premium
	sixthUnrecovered, sundayUnrecovered, holidayUnrecovered, holidayOff    int
	dayMin, adMin, extraDay                                                int
	cap                                                                    int64
	summer, winter                                                         nightWindow
	studioFrom                                                             labour.Clock
	transport, travel, travelRest                                          int
	snackBefore                                                            labour.Clock
	t3Day, t3Span, t3SpanMax, t3DayMax, t3Rest, t3RestLong, t3RestNight    int
	t3Overtime, t3Night, t3NightBeyond, t3Sunday, t3Holiday, t3Sixth       premium
	t3RestBreach                                                           premium
	t3Cap                                                                  int64
	lateLastDay                                                            int
	nightFirst, t3NightFirst                                               int
	t3Prep                                                                 int
	t3DoubleUpTo, t3FreeFrom                                               decimal.Decimal
	t3MealMin, t3PauseMin, t3PauseAfter, t3MinorPauseMin, t3MinorPauseFrom int
	t3Lunch, t3Dinner                                                      [2]labour.Clock
	t3Weeks6Region, t3Weeks6Abroad                                         int
	sources                                                                map[string]moteur.Source
	labels                                                                 map[string]string
}

// nightWindow is a window of night hours and the part of the year it holds in, as month × 100 + day.
type nightWindow struct {
	from, to   labour.Clock
	begin, end int
}

// ruleReader reads entries of the table and keeps the first error.
type ruleReader struct {
	t   law.Table
	on  moteur.Date
	rs  *ruleset
	err error

	last moteur.Date // first day of the value read last
}

func (r *ruleReader) text(id string) string {
	c, err := r.t.Text(id, r.on)
	if err != nil {
		if r.err == nil {
			r.err = fmt.Errorf("payroll : %w", err)
		}
		return ""
	}
	r.rs.sources[id], r.last = c.Source, c.From
	e, _ := r.t.Entry(id)
	r.rs.labels[id] = e.Label
	for _, v := range e.Values {
		if v.From.After(r.on) && (r.rs.until.IsZero() || v.From.Before(r.rs.until)) {
			r.rs.until = v.From
		}
	}
	return c.Value
}

func (r *ruleReader) decimal(id string) decimal.Decimal {
	s := r.text(id)
	if r.err != nil {
		return decimal.Zero
	}
	d, err := money.Parse(s)
	if err != nil {
		r.err = fmt.Errorf("payroll : règle %s : %w", id, err)
	}
	return d
}

// hours reads a number of hours into minutes.
func (r *ruleReader) hours(id string) int {
	return int(r.decimal(id).Mul(decimal.NewFromInt(60)).Round(0).IntPart())
}

func (r *ruleReader) int(id string) int { return int(r.decimal(id).IntPart()) }

func (r *ruleReader) premium(id, rule string) premium {
	p := premium{id: rule, bp: r.decimal(id).Shift(4).Round(0).IntPart()}
	p.label, p.source, p.from = r.rs.labels[id], r.rs.sources[id], r.last
	r.rs.sources[rule], r.rs.labels[rule] = p.source, p.label
	return p
}

// knownClock reads an hour of a rule, which is never left to confirm.
func knownClock(s string) (labour.Clock, error) {
	c, err := labour.ParseClock(s)
	if err == nil && !c.Known() {
		err = labour.ErrClock
	}
	return c, err
}

func (r *ruleReader) clock(id string) labour.Clock {
	s := r.text(id)
	if r.err != nil {
		return labour.Clock{}
	}
	c, err := knownClock(s)
	if err != nil {
		r.err = fmt.Errorf("payroll : règle %s : %w", id, err)
	}
	return c
}

func (r *ruleReader) window(id string) (from, to labour.Clock) {
	s := r.text(id)
	if r.err != nil {
		return from, to
	}
	a, b, _ := strings.Cut(s, "-")
	from, err1 := knownClock(a)
	to, err2 := knownClock(b)
	if err1 != nil || err2 != nil {
		r.err = fmt.Errorf("payroll : règle %s : plage %q illisible", id, s)
	}
	return from, to
}

func (r *ruleReader) night(id string) nightWindow {
	w := nightWindow{from: r.clock(id + ".from"), to: r.clock(id + ".to")}
	s := r.text(id + ".period")
	if r.err != nil {
		return w
	}
	a, b, _ := strings.Cut(s, "/")
	if w.begin, r.err = monthDay(a); r.err == nil {
		w.end, r.err = monthDay(b)
	}
	return w
}

// monthDay reads "04-01" as 401.
func monthDay(s string) (int, error) {
	m, d, _ := strings.Cut(s, "-")
	month, err1 := strconv.Atoi(m)
	day, err2 := strconv.Atoi(d)
	if err1 != nil || err2 != nil {
		return 0, fmt.Errorf("payroll : jour %q illisible", s)
	}
	return month*100 + day, nil
}

func (r *ruleReader) band(prefix, from, prem, rule string) band {
	return band{from: r.hours(prefix + "." + from), premium: r.premium(prefix+"."+prem, rule)}
}

// rulesOn resolves the working-time rules of a date. Before the agreement's first date it is an error.
func rulesOn(on moteur.Date) (*ruleset, error) {
	t, err := workingTable()
	if err != nil {
		return nil, err
	}
	rs := &ruleset{from: on, sources: make(map[string]moteur.Source, 128), labels: make(map[string]string, 128)}
	r := &ruleReader{t: t, on: on, rs: rs}
	r.technician()
	r.performer()
	if r.err != nil {
		return nil, r.err
	}
	return rs, nil
}

func (r *ruleReader) technician() {
	rs := r.rs
	rs.weekGuaranteed, rs.weekGuaranteed6 = r.hours("t2.week.guaranteed"), r.hours("t2.days.week.region.guaranteed_h")
	rs.weekMax, rs.weekMaxShoot, rs.weekAvg12 = r.hours("t2.week.max"), r.hours("t2.week.max.shoot"), r.hours("t2.week.avg12")
	rs.dayMaxShoot, rs.dayMaxLaw = r.hours("t2.day.max.exceptional"), r.hours("t2.day.max.common_law")
	rs.span, rs.rest = r.hours("t2.day.span"), r.hours("t2.rest.daily")
	rs.pauseMin, rs.pauseAfter = r.int("law.pause.min"), r.hours("law.pause.when_day_reaches_h")
	rs.daysIDF, rs.daysRegion, rs.weeks6 = r.int("t2.days.week.idf"), r.int("t2.days.week.region.days"), r.int("t2.weeks6.consecutive.max")
	rs.weeklyRestIDF = r.hours("t2.rest.weekly.idf")
	rs.continuousFrom, rs.continuousTo = r.window("t2.continuous_day.window")
	rs.continuousBreak, rs.continuousAfter = r.int("t2.continuous_day.break_min"), r.hours("t2.continuous_day.after_h_max")
	for _, id := range []string{"t2.ot.25", "t2.ot.50", "t2.ot.75"} {
		rs.bands = append(rs.bands, r.band(id, "from_hour", "premium", id))
	}
	rs.over10After, rs.over10 = r.hours("t2.day.over10.from_hour")-60, r.premium("t2.day.over10.premium", "t2.day.over10")
	rs.sixth, rs.sixthUnrecovered = r.premium("t2.sixth_day.idf.premium", "t2.sixth_day.idf"), r.hours("t2.sixth_day.idf.unrecovered_h")
	rs.sunday, rs.sundayUnrecovered = r.premium("t2.sunday.premium", "t2.sunday"), r.hours("t2.sunday.unrecovered_h")
	rs.holiday, rs.holidayUnrecovered = r.premium("t2.holiday.premium", "t2.holiday"), r.hours("t2.holiday.unrecovered_h")
	rs.holidayOff = r.hours("t2.holiday.unworked_h")
	rs.restBreach = r.premium("t2.rest.daily.breach", "t2.rest.daily.breach")
	rs.night, rs.nightBeyond = r.premium("t2.night.first8", "t2.night.first8"), r.premium("t2.night.beyond8", "t2.night.beyond8")
	rs.nightFirst = r.hours("t2.night.first_hours")
	rs.summer, rs.winter = r.night("t2.night.window.summer"), r.night("t2.night.window.winter")
	rs.studioFrom = r.clock("t2.night.window.winter.studio_agree_from")
	rs.cap = r.premium("t2.premium.cap", "t2.premium.cap").bp
	base := r.premium("t2.day_engagement.base_premium", "t2.day_engagement")
	over7, over10 := r.premium("t2.day_engagement.over_7h", "t2.day_engagement.over_7h"), r.premium("t2.day_engagement.over_10h",
		"t2.day_engagement.over_10h")
	rs.dayMin = r.hours("t2.day_engagement.min_paid_h")
	base.label, over7.label, over10.label = "Engagement à la journée, base majorée", "Engagement à la journée, au-delà de 7 heures",
		"Engagement à la journée, au-delà de 10 heures"
	rs.dayBands = []band{{60, base}, {rs.dayMin + 60, over7}, {660, over10}}
	adBase, adOver := r.premium("t2.day_engagement.ads.base_premium", "t2.day_engagement.ads"), r.premium("t2.day_engagement.ads.over_8h",
		"t2.day_engagement.ads.over_8h")
	rs.adMin = r.hours("t2.day_engagement.ads.min_paid_h")
	adBase.label, adOver.label = "Engagement à la journée (publicité), base majorée",
		"Engagement à la journée (publicité), au-delà de 8 heures"
	rs.adBands = []band{{60, adBase}, {rs.adMin + 60, adOver}}
	rs.transport, rs.travel, rs.travelRest = r.hours("t2.transport.paid"), r.hours("t2.travel.paid"), r.hours("t2.travel.rest")
	rs.snackBefore = r.clock("t2.snack.before")
	rs.lateLastDay = r.hours("t2.lastday.after24h")
	r.text("law.rest.daily")
}

func (r *ruleReader) performer() {
	rs := r.rs
	rs.t3Day, rs.t3Span, rs.t3SpanMax, rs.t3DayMax = r.hours("t3.day.ref"), r.hours("t3.span"), r.hours("t3.span.exceptional"),
		r.hours("t3.day.max.exceptional")
	rs.t3Rest, rs.t3RestLong, rs.t3RestNight = r.hours("t3.rest.daily"), r.hours("t3.rest.exceptional"), r.hours("t3.rest.after_night")
	rs.t3Overtime, rs.t3RestBreach = r.premium("t3.ot", "t3.ot"), r.premium("t3.rest.breach", "t3.rest.breach")
	rs.t3Night, rs.t3NightBeyond = r.premium("t3.night.first8", "t3.night"), r.premium("t3.night.beyond8", "t3.night.beyond8")
	rs.t3Sunday, rs.t3Holiday, rs.t3Sixth = r.premium("t3.sunday", "t3.sunday"), r.premium("t3.holiday",
		"t3.holiday"), r.premium("t3.sixth_day.idf", "t3.sixth_day.idf")
	rs.t3NightFirst = r.hours("t3.night.first_hours")
	rs.t3Prep = r.int("t3.prep")
	rs.t3Cap = r.premium("t3.premium.cap", "t3.premium.cap").bp
	rs.t3DoubleUpTo, rs.t3FreeFrom = r.decimal("t3.reference.double_up_to"), r.decimal("t3.reference.free_from")
	rs.t3MealMin, rs.t3PauseMin, rs.t3PauseAfter = r.int("t3.meal.min"), r.int("t3.pause.min"), r.hours("t3.pause.after_h")
	rs.t3MinorPauseMin, rs.t3MinorPauseFrom = r.int("t3.pause.minor.min"), r.hours("t3.pause.minor.after_h")
	rs.t3Lunch[0], rs.t3Lunch[1] = r.window("t3.meal.lunch")
	rs.t3Dinner[0], rs.t3Dinner[1] = r.window("t3.meal.dinner")
	rs.t3Weeks6Region, rs.t3Weeks6Abroad = r.int("t3.weeks6.region"), r.int("t3.weeks6.abroad")
	rs.extraDay = r.hours("t3x.day")
	up := premium{id: "t3x.day", label: "Journée de l'acteur de complément, base majorée"}
	if t, err := minimaTable(); err == nil {
		if c, err := t.Decimal("extra.day_factor", r.on); err == nil {
			up.bp, up.source, up.from = c.Value.Sub(one).Shift(4).IntPart(), c.Source, c.From
		}
	}
	ot9, ot11 := r.premium("t3x.ot.9_10", "t3x.ot.9_10"), r.premium("t3x.ot.11_12", "t3x.ot.11_12")
	rs.extraDayBands = []band{{60, up}, {rs.extraDay + 60, ot9}, {rs.extraDay + 180, ot11}}
	w48, w49 := r.premium("t3x.week.ot.to_48", "t3x.week.ot"), r.premium("t3x.week.ot.from_49", "t3x.week.ot.from_49")
	rs.extraWeekBands = []band{{36 * 60, w48}, {49 * 60, w49}}
}

// nightOf is the window that starts on the evening of a date.
func (rs *ruleset) nightOf(d moteur.Date, studio bool) nightWindow {
	md := int(d.Month())*100 + d.Day()
	w := rs.winter
	if md >= rs.summer.begin && md <= rs.summer.end {
		return rs.summer
	}
	if studio && rs.studioFrom.After(w.from) {
		w.from = rs.studioFrom
	}
	return w
}

// covers tells whether the ruleset holds on a date.
func (rs *ruleset) covers(d moteur.Date) bool {
	return rs != nil && !d.Before(rs.from) && (rs.until.IsZero() || d.Before(rs.until))
}

func (rs *ruleset) source(id string) moteur.Source { return rs.sources[id] }
