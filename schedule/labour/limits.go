package labour

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
)

// Limits are the hours a person must keep on a date, for plans and documents. A limit whose Value is zero does not exist in the texts.
type Limits struct {
	On moteur.Date `json:"on"`
	// Span is the amplitude, rendez-vous to return, minutes; SpanMax is what exceptional reasons allow.
	Span    Limit `json:"span"`
	SpanMax Limit `json:"span_max"`
	// Rest is the daily rest, minutes. RestLong replaces it after a day longer than Span. RestLeast is the least that an exception
	// leaves: after a night for performers, ShortRests times a week under IDCC 2642.
	Rest       Limit `json:"rest"`
	RestLong   Limit `json:"rest_long"`
	RestLeast  Limit `json:"rest_least"`
	ShortRests int   `json:"short_rests,omitempty"`
	// Day is the working day, or the day of reference of performers and extras, minutes; DayMax the most a shoot allows.
	Day    Limit `json:"day"`
	DayMax Limit `json:"day_max"`
	// Week is the most a shooting week allows, WeekMax other weeks, minutes; Average the mean of twelve weeks in a row.
	Week    Limit `json:"week"`
	WeekMax Limit `json:"week_max"`
	Average Limit `json:"average"`
	// WeekDays is the number of days of work in a week, WeekUsual that of Île-de-France, SixDayWeeks how many six-day weeks may follow
	// each other, and SixDayWeeksAbroad the same abroad.
	WeekDays          Limit `json:"week_days"`
	WeekUsual         Limit `json:"week_usual"`
	SixDayWeeks       Limit `json:"six_day_weeks"`
	SixDayWeeksAbroad Limit `json:"six_day_weeks_abroad"`
	// WeekRest is the rest in a row that each civil week owes, whatever the zone, minutes: 24 h and the 11 h of a daily rest. It holds the
	// Sunday; when the Sunday is worked, it stands between two days of the week, or between its last day and the next one. WeekRestParis
	// is the rest around the Sunday in Île-de-France; LateLastDay what a last day that ends after midnight adds to either, in every zone.
	WeekRest      Limit `json:"week_rest"`
	WeekRestParis Limit `json:"week_rest_paris"`
	LateLastDay   Limit `json:"late_last_day"`
	// Pause is the length of the pause, minutes; it begins at the latest when the work reaches PauseAfter minutes.
	Pause      Limit `json:"pause"`
	PauseAfter int   `json:"pause_after"`
	// Continuous are the hours of a journée continue; ContinuousBreak its break, minutes, which begins after ContinuousAfter minutes of
	// work at the latest; ContinuousWork the most work an artist's may hold, minutes.
	Continuous      Window `json:"continuous"`
	ContinuousWork  Limit  `json:"continuous_work"`
	ContinuousBreak Limit  `json:"continuous_break"`
	ContinuousAfter int    `json:"continuous_after"`
	// Meal is the length of an artist's meal, minutes, inside Lunch or Dinner.
	Meal   Limit  `json:"meal"`
	Lunch  Window `json:"lunch"`
	Dinner Window `json:"dinner"`
	// Announced tells that a continuous day is announced to the artists on the sheet of the day before; its Value is zero.
	Announced Limit `json:"announced"`
	// Night are the night hours that begin on the evening of the date.
	Night Window `json:"night"`
	// TravelRest is due between a journey and work, minutes. TravelPaid is the most of a journey that is paid in one day, minutes: a
	// longer one is laid over two days. Snack is the hour before which a rendez-vous owes the casse-croûte, in minutes after midnight.
	TravelRest Limit `json:"travel_rest"`
	TravelPaid Limit `json:"travel_paid"`
	Snack      Limit `json:"snack"`

	// Presence is how long a minor may be there in a day, minutes; MealsCount tells that meals and pauses are part of it. Early and
	// Late bound that presence, minutes after midnight. Stretch is the longest time without a pause, FreeDays the days off in a row
	// of a week, FreeHours what an agreement may leave of them, minutes.
	Presence   Limit `json:"presence"`
	MealsCount bool  `json:"meals_count,omitempty"`
	Early      Limit `json:"early"`
	Late       Limit `json:"late"`
	Stretch    Limit `json:"stretch"`
	FreeDays   Limit `json:"free_days"`
	FreeHours  int   `json:"free_hours,omitempty"`

	// Doubts are the notices of the unverified values among these limits.
	Doubts moteur.Report `json:"doubts"`
}

// LimitsOn gives the limits of a person on a date; studio moves the winter night to 21:00. Errors wrap ErrAgreement, ErrTimeZone, ErrDay
// for an unknown scope or zone, or law.ErrBefore before the first day of a rule.
func LimitsOn(r Regime, on moteur.Date, studio bool) (Limits, error) {
	if err := r.check(); err != nil {
		return Limits{}, fmt.Errorf("labour : %w", err)
	}
	a, _ := r.Agreement.known()
	rs, err := rulesOn(a, on)
	if err != nil {
		return Limits{}, fmt.Errorf("labour : %w", err)
	}
	l := *rs.limitsOf(r, on)
	l.On = on
	if c := r.minorOn(on); c != nil {
		l.Doubts, err = rs.doubtsOf(*c, on)
		return l, err
	}
	l.Night = rs.nights.on(on, studio)
	return l, nil
}

// limitsOf are the limits of a person on the date of the ruleset, night hours left out.
func (rs *ruleset) limitsOf(r Regime, on moteur.Date) *Limits {
	if c := r.minorOn(on); c != nil {
		l := rs.minorOf(c.AgeOn(on)).limits(*c, on)
		return &l
	}
	return rs.limits[r.Scope]
}

func (rs *ruleset) minorOf(age int) minorRules {
	if age < 16 {
		return rs.minors[0]
	}
	return rs.minors[1]
}

// ruleset reads all that Check and Count need of one agreement.
func (b book) ruleset(a Agreement) (*ruleset, error) {
	rs := &ruleset{limits: map[Scope]*Limits{}, nights: b.nights(a), minors: [2]minorRules{b.minor(0), b.minor(16)}}
	rs.minors[0].bands = b.bands()
	for _, s := range []Scope{Technician, Performer, Extra} {
		var doubts moteur.Report
		own, err := open(b.On(), &doubts)
		if err != nil {
			return nil, err
		}
		l := own.scope(a, s)
		if err := own.Err(); err != nil {
			return nil, err
		}
		l.Doubts.Issues = slices.Clip(doubts.Issues)
		rs.limits[s] = &l
	}
	rs.limits[""] = rs.limits[Technician]
	rs.premium = b.premiums(a)
	rs.way = -1
	if a == Cinema {
		b.CitedText("t2.studio.day_off")
		rs.studio = b.limit("t2.studio.day_off", 0)
		b.CitedText("t2.rest.weekly.idf.sunday")
		rs.sunday = b.limit("t2.rest.weekly.idf.sunday", 0)
		rs.way, rs.usual = b.Hours("t2.transport.paid"), rs.limits[Technician].WeekUsual.Value
	}
	return rs, b.Err()
}

// scope reads the limits of a scope.
func (b book) scope(a Agreement, s Scope) Limits {
	var l Limits
	switch {
	case a == Television:
		l = b.television()
	case s == Performer:
		l = b.performer()
	case s == Extra:
		l = b.extra()
	default:
		l = b.technician()
	}
	daily := b.Hours("law.rest.daily")
	l.WeekRest = b.hourLimit("law.rest.weekly")
	l.WeekRest.Value += daily
	return l
}

// pause reads the pause of a family of rules: its length and when it is due.
func (b book) pause(l *Limits, rule string) {
	n := b.Int(rule + ".min")
	l.Pause, l.PauseAfter = b.limit(rule, n), b.Hours(rule+".after_h")
}

// technician reads the limits of titre II.
func (b book) technician() Limits {
	l := Limits{
		Span: b.hourLimit("t2.day.span"), Rest: b.hourLimit("t2.rest.daily"), Day: b.hourLimit("t2.day.max.common_law"),
		DayMax: b.hourLimit("t2.day.max.exceptional"), Week: b.hourLimit("t2.week.max.shoot"), WeekMax: b.hourLimit("t2.week.max"),
		Average: b.hourLimit("t2.week.avg12"), WeekDays: b.countLimit("t2.days.week.region"), WeekUsual: b.countLimit("t2.days.week.idf"),
		SixDayWeeks: b.countLimit("t2.weeks6.consecutive.max"), WeekRestParis: b.hourLimit("t2.rest.weekly.idf"),
		LateLastDay: b.hourLimit("t2.lastday.after24h"), TravelRest: b.hourLimit("t2.travel.rest"),
		TravelPaid: b.hourLimit("t2.travel.paid"),
	}
	l.SpanMax, l.RestLong, l.SixDayWeeksAbroad = l.Span, l.Rest, l.SixDayWeeks
	b.pause(&l, "law.pause")
	l.Continuous = b.mealWindow("t2.continuous_day.window")
	n := b.Int("t2.continuous_day.break_min")
	l.ContinuousBreak, l.ContinuousAfter = b.limit("t2.continuous_day", n), b.Hours("t2.continuous_day.after_h_max")
	at := b.Clock("t2.snack.before")
	l.Snack = b.limit("t2.snack.before", at)
	return l
}

// performer reads the limits of titre III, statut I.
func (b book) performer() Limits {
	l := Limits{
		Span: b.hourLimit("t3.span"), SpanMax: b.hourLimit("t3.span.exceptional"), Rest: b.hourLimit("t3.rest.daily"),
		RestLeast: b.hourLimit("t3.rest.after_night"), Day: b.hourLimit("t3.day.ref"), DayMax: b.hourLimit("t3.day.max.exceptional"),
		SixDayWeeks: b.countLimit("t3.weeks6.region"), SixDayWeeksAbroad: b.countLimit("t3.weeks6.abroad"),
		WeekDays: b.countLimit("law.week.days"),
	}
	long := b.Hours("t3.rest.exceptional")
	l.RestLong = b.limit("t3.rest.daily", long)
	b.CitedText("t3.continuous_day.announced")
	l.Announced = b.limit("t3.continuous_day", 0)
	b.pause(&l, "t3.pause")
	n := b.Int("t3.continuous_day.effective_min")
	l.ContinuousWork = b.limit("t3.continuous_day", n)
	n = b.Int("t3.continuous_day.collective_pause_min")
	l.ContinuousBreak, l.ContinuousAfter = b.limit("t3.continuous_day", n), l.PauseAfter
	n = b.Int("t3.meal.min")
	l.Meal, l.Lunch, l.Dinner = b.limit("t3.meal", n), b.mealWindow("t3.meal.lunch"), b.mealWindow("t3.meal.dinner")
	return l
}

// extra reads the limits of titre III, statut II.
func (b book) extra() Limits {
	l := Limits{Rest: b.hourLimit("law.rest.daily"), Day: b.hourLimit("t3x.day"), DayMax: b.hourLimit("t2.day.max.exceptional"),
		WeekDays: b.countLimit("law.week.days")}
	l.RestLong = l.Rest
	b.pause(&l, "law.pause")
	return l
}

// television reads the limits of IDCC 2642, the same for all.
func (b book) television() Limits {
	l := Limits{
		Rest: b.hourLimit("av.rest.daily"), RestLeast: b.hourLimit("av.rest.short"), ShortRests: b.Int("av.rest.short.per_week"),
		DayMax: b.hourLimit("av.day.max"), Week: b.hourLimit("av.week.max"), Average: b.hourLimit("av.week.avg12"),
		WeekDays: b.countLimit("law.week.days"),
	}
	l.RestLong, l.WeekMax = l.Rest, l.Week
	b.pause(&l, "law.pause")
	return l
}

// nights reads the night hours of an agreement.
func (b book) nights(a Agreement) nights {
	if a == Television {
		n := nights{season: b.Period("av.night.window.winter.period"), in: b.nightWindow("av.night.window.winter"),
			out: b.nightWindow("av.night.window.other")}
		n.studioOut = n.out
		return n
	}
	n := nights{season: b.Period("t2.night.window.summer.period"), in: b.nightWindow("t2.night.window.summer"),
		out: b.nightWindow("t2.night.window.winter")}
	n.studioOut = n.out
	if from := ClockOf(b.Clock("t2.night.window.winter.studio_agree_from")); from.After(n.out.From) {
		n.studioOut.From = from
	}
	return n
}
