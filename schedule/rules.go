package schedule

import (
	"embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var ruleFiles embed.FS

// The agreements a plan may follow (IDCC numbers), and the value that switches labour law off.
const (
	Cinema     = 3097 // production cinématographique, the default
	Television = 2642 // production audiovisuelle
	NoLaw      = -1   // benchmark problems
)

// rulebook reads the dated rules of working time for one problem.
type rulebook struct {
	table     law.Table
	agreement int
	paris     bool
	off       bool
}

func newRulebook(p Problem) (rulebook, error) {
	b := rulebook{agreement: p.Rules.Agreement, paris: p.Rules.ParisRegion}
	if b.agreement == 0 {
		b.agreement = Cinema
	}
	if b.agreement == NoLaw || p.Calendar.Dateless {
		b.off = true
		return b, nil
	}
	if b.agreement != Cinema && b.agreement != Television {
		return b, fmt.Errorf("convention collective inconnue : %d", b.agreement)
	}
	var err error
	b.table, err = workingTime()
	return b, err
}

// workingTime is the table of rules, read once.
var workingTime = sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/working_time.json") })

// legal are the limits and premiums in force on one day; minutes, and premiums in hundredths of a percent. Zero means no rule.
type legal struct {
	span, work, rest      int // crew: amplitude, work, daily rest
	castSpan, castRest    int
	weekWork, weekDays    int
	weekAverage           int // over twelve weeks in a row
	weekRest              int // around an idle Sunday, in the Paris region
	weeks6, castWeeks6    int
	over10After           int
	over10, sixth         int
	nightFrom, nightTo    int // minutes after midnight; nightTo is on the next morning
	nightFirst, nightMore int
	sunday, holiday, cap  int
	contFrom, contTo      int
	contBreak             int
	meals                 [2][2]int // the hours of the artists' lunch and dinner: the whole break stands inside one
	pauseAfter, pause     int
}

// sources of the legal values, by rule id, with every unverified value used.
type lawUse struct {
	report  moteur.Report
	sources map[string]moteur.Source
}

func (u *lawUse) cite(rule string, src moteur.Source) {
	if u.sources == nil {
		u.sources = map[string]moteur.Source{}
	}
	u.sources[rule] = src
}

// on returns the rules in force on a date. Errors wrap law.ErrBefore for dates earlier than the agreement.
func (b rulebook) on(d moteur.Date, use *lawUse) (legal, error) {
	var l legal
	if b.off {
		return l, nil
	}
	r := reader{b: b, d: d, use: use}
	if b.agreement == Television {
		l.work = r.hours("av.day.max")
		l.rest = r.hours("av.rest.daily")
		l.castRest = l.rest
		l.weekWork = r.hours("av.week.max.hours")
		l.weekAverage = r.hours("av.week.avg12")
		l.weekDays = 6
		l.sunday = r.ratio("av.sunday")
		season := "other"
		if r.inPeriod("av.night.fiction_doc.winter.period") {
			season = "winter"
		}
		l.nightFrom = r.whole("av.night.fiction_doc." + season + ".from")
		l.nightTo = r.whole("av.night.fiction_doc."+season+".to") + 24*60
		l.nightFirst = r.ratio("av.night.default")
		l.nightMore = l.nightFirst
		l.pauseAfter, l.pause = r.hours("law.pause.after"), r.whole("law.pause.break")
		return l, r.err
	}
	l.span = r.hours("t2.day.span")
	l.work = r.hours("t2.day.max.exceptional")
	l.rest = r.hours("t2.rest.daily")
	l.castSpan = r.hours("t3.span")
	l.castRest = r.hours("t3.rest.daily")
	l.weekWork = r.hours("t2.week.max.shoot")
	l.weekAverage = r.hours("t2.week.avg12")
	l.weekDays = r.whole("t2.days.week.region")
	l.weeks6 = r.whole("t2.weeks6.consecutive.max")
	l.castWeeks6 = r.whole("t3.weeks6.region")
	l.over10After = r.hours("t2.day.over10.after")
	l.over10 = r.ratio("t2.day.over10.premium")
	if b.paris {
		l.sixth = r.ratio("t2.sixth_day.idf")
		l.weekRest = r.hours("t2.rest.weekly.idf")
	}
	season := "summer"
	if r.inPeriod("t2.night.window.winter.period") {
		season = "winter"
	}
	l.nightFrom = r.whole("t2.night.window." + season + ".from")
	l.nightTo = r.whole("t2.night.window."+season+".to") + 24*60
	l.nightFirst = r.ratio("t2.night.first8")
	l.nightMore = r.ratio("t2.night.beyond8")
	l.sunday = r.ratio("t2.sunday")
	l.holiday = r.ratio("t2.holiday")
	l.cap = r.ratio("t2.premium.cap")
	l.contFrom, l.contTo = r.whole("t2.continuous_day.from"), r.whole("t2.continuous_day.to")
	l.contBreak = r.whole("t2.continuous_day.break")
	l.pauseAfter, l.pause = r.hours("law.pause.after"), r.whole("law.pause.break")
	l.meals = [2][2]int{r.window("t3.meal.lunch"), r.window("t3.meal.dinner")}
	return l, r.err
}

// child are the limits of a child on one day; minutes. latest is the end of the authorised hours, earliest their start.
type child struct {
	work, latest, earliest, rest int
	weekWork, weekFreeDays       int
	ruleWork, ruleNight          string
	ruleRest                     string
}

// child returns the limits of a child on a date: its own authorisation first, then the tables.
func (b rulebook) child(c Child, d moteur.Date, use *lawUse) (child, error) {
	var l child
	if b.off {
		l.work, l.latest, l.earliest = c.MaxMinutes, c.Latest.Minutes(), c.Earliest.Minutes()
		l.ruleWork, l.ruleNight = "minor.authorisation", "minor.authorisation"
		return l, nil
	}
	r := reader{b: b, d: d, use: use}
	band, night := "", "lt16"
	switch {
	case c.Age < 3:
		band = "0_2"
	case c.Age < 6:
		band = "3_5"
	case c.Age < 12:
		band = "6_11"
	case c.Age < 16:
		band = "12_15"
	default:
		night = "16_17"
	}
	l.ruleRest = "minor.rest." + night
	l.rest = r.hours(l.ruleRest)
	l.ruleNight = "minor.night." + night
	l.latest = r.whole(l.ruleNight + ".from")
	l.earliest = r.whole(l.ruleNight + ".to")
	l.weekFreeDays = r.whole("minor.rest.weekly.days")
	switch {
	case c.MaxMinutes > 0:
		l.work, l.ruleWork = c.MaxMinutes, "minor.authorisation"
	case band == "":
		l.ruleWork = "minor.day.16_17"
		l.work = r.hours(l.ruleWork)
	default:
		l.ruleWork = "minor.hours." + band
		when := ".holidays"
		if c.SchoolDays {
			when = ".school"
		}
		l.work = r.hours(l.ruleWork + when)
	}
	if band == "" {
		l.weekWork = r.hours("minor.week.16_17")
	}
	if c.Earliest.Known() {
		l.earliest = c.Earliest.Minutes()
	}
	if c.Latest.Known() {
		l.latest, l.ruleNight = c.Latest.Minutes(), "minor.authorisation"
	}
	return l, r.err
}

// reader reads values of one day and keeps the first error.
type reader struct {
	b   rulebook
	d   moteur.Date
	use *lawUse
	err error
}

func (r *reader) note(id string, src moteur.Source, err error) bool {
	if err != nil {
		if r.err == nil {
			r.err = err
		}
		return false
	}
	if r.use != nil {
		r.use.cite(id, src)
	}
	return true
}

func (r *reader) hours(id string) int {
	c, err := r.b.table.Decimal(id, r.d)
	if !r.note(id, c.Source, err) {
		return 0
	}
	return int(r.used(c).Mul(decimal.NewFromInt(60)).Round(0).IntPart())
}

func (r *reader) ratio(id string) int {
	c, err := r.b.table.Decimal(id, r.d)
	if !r.note(id, c.Source, err) {
		return 0
	}
	return int(r.used(c).Shift(4).Round(0).IntPart())
}

func (r *reader) used(c moteur.Cited[decimal.Decimal]) decimal.Decimal {
	if r.use == nil {
		return c.Value
	}
	return c.Use(&r.use.report, "rules")
}

func (r *reader) whole(id string) int {
	c, err := r.b.table.Int(id, r.d)
	if !r.note(id, c.Source, err) {
		return 0
	}
	if r.use != nil {
		return c.Use(&r.use.report, "rules")
	}
	return c.Value
}

// window reads the hours of an entry "HH:MM-HH:MM" as minutes.
func (r *reader) window(id string) [2]int {
	c, err := r.b.table.Text(id, r.d)
	if !r.note(id, c.Source, err) {
		return [2]int{}
	}
	var h1, m1, h2, m2 int
	if _, err := fmt.Sscanf(c.Value, "%d:%d-%d:%d", &h1, &m1, &h2, &m2); err != nil {
		r.err = errors.Join(r.err, fmt.Errorf("heures illisibles : %s", strconv.Quote(c.Value)))
	}
	return [2]int{h1*60 + m1, h2*60 + m2}
}

// inPeriod tells whether the date is in a yearly period "MM-JJ/MM-JJ", which may run over the new year.
func (r *reader) inPeriod(id string) bool {
	c, err := r.b.table.Text(id, r.d)
	if !r.note(id, c.Source, err) {
		return false
	}
	from, to, ok := strings.Cut(c.Value, "/")
	if !ok || len(from) != 5 || len(to) != 5 {
		r.err = errors.Join(r.err, fmt.Errorf("période illisible : %s", strconv.Quote(c.Value)))
		return false
	}
	day := r.d.String()[5:]
	if from <= to {
		return from <= day && day <= to
	}
	return day >= from || day <= to
}

// sourceOf returns the source of a rule id, that of the first entry whose id starts with it.
func (u *lawUse) sourceOf(rule string) moteur.Source {
	if s, ok := u.sources[rule]; ok {
		return s
	}
	best := ""
	for id := range u.sources {
		if strings.HasPrefix(id, rule+".") && (best == "" || id < best) {
			best = id
		}
	}
	return u.sources[best]
}
