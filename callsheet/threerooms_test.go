package callsheet_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// asked is what the three rooms are asked: who worked the day before and works today, and how.
type asked struct {
	who        string // technician, performer, child, extra
	age        int
	permit     int    // presence allowed by an authorisation, minutes; 0 for the tables
	papers     string // "given", "elsewhere" for an authorisation of the first day alone, "" for none
	earliest   labour.Clock
	latest     labour.Clock
	night      labour.Clock    // derogation of the inspectorate
	clock      labour.TimeZone // of the hours
	zone       string          // of the public holidays
	local      bool            // the zone is that of the place of each day, not of the film
	agreement  labour.Agreement
	paris      bool
	continuous bool
	meal       int // length of the break of both days, minutes; 0 for none
	days       [2]shift
}

// shift is the hours of one day.
type shift struct {
	date             moteur.Date
	call, meal, wrap int
}

// draw draws two days in a row: nights, continuous days, clock changes, short rests.
func draw(r *rand.Rand) asked {
	a := asked{who: []string{"technician", "performer", "child", "extra"}[r.IntN(4)], agreement: []labour.Agreement{labour.Cinema, labour.Television}[r.IntN(2)],
		paris: r.IntN(2) == 0, continuous: r.IntN(6) == 0, age: r.IntN(18), meal: []int{0, 19, 20, 30, 45, 59, 60, 60, 60, 75, 90}[r.IntN(11)]}
	if a.who == "child" && r.IntN(3) == 0 {
		a.permit = 60 + r.IntN(400)
	}
	on := moteur.NewDate(2026, 1, 5).AddDays(r.IntN(800))
	if r.IntN(4) == 0 { // the nights clocks change, and the changes of season of the night
		special := []string{"2026-10-23", "2026-10-24", "2027-03-26", "2027-03-27", "2026-09-30", "2026-12-20", "2027-03-31"}
		on = date(special[r.IntN(len(special))])
	}
	a.clock = []labour.TimeZone{"", "", "America/Montreal", "America/Cayenne", "Pacific/Auckland"}[r.IntN(5)]
	a.zone = []string{"FR", "FR-57", "FR-972", "CA"}[r.IntN(4)]
	a.local = r.IntN(2) == 0
	if r.IntN(5) == 0 {
		on = date([]string{"2026-07-13", "2027-03-25", "2026-10-31", "2027-04-30", "2026-10-11", "2026-06-30"}[r.IntN(6)]).AddDays(-r.IntN(2))
	}
	if a.who == "child" {
		a.papers = []string{"given", "given", "elsewhere", ""}[r.IntN(4)]
		if r.IntN(3) == 0 {
			a.earliest, a.latest = labour.ClockOf(60*(2+r.IntN(8))), labour.ClockOf(60*(17+r.IntN(8)))
		}
		if r.IntN(3) == 0 {
			a.night = labour.ClockOf(30 * (40 + r.IntN(9)))
		}
		if a.papers == "" {
			a.permit, a.earliest, a.latest, a.night = 0, labour.Clock{}, labour.Clock{}, labour.Clock{}
		}
	}
	for i := range a.days {
		s := shift{date: on.AddDays(i), call: 15 * (20 + r.IntN(64))}
		if a.who == "child" {
			s.call = 15 * (16 + r.IntN(60))
			s.wrap = s.call + 10*(1+r.IntN(48))
		} else {
			s.wrap = s.call + 10*(6+r.IntN(80))
		}
		if a.continuous && r.IntN(2) == 0 {
			s.call, s.wrap = 12*60-r.IntN(2)*15, 20*60+r.IntN(2)*15
		}
		if s.meal = s.call + 5*(1+r.IntN(1+max(0, (s.wrap-s.call-a.meal-10)/5))); s.meal+a.meal >= s.wrap {
			a.meal = 0
		}
		a.days[i] = s
	}
	for _, s := range a.days {
		if s.meal+a.meal >= s.wrap {
			a.meal = 0
		}
	}
	return a
}

// child is the minor of the plan and of the sheet.
func (a asked) child() labour.Child {
	c := labour.Child{Birth: a.birth(), MaxMinutes: a.permit, Earliest: a.earliest, Latest: a.latest, NightUntil: a.night}
	if a.papers != "" {
		c.Authorised = []moteur.Span{a.permitted()}
	}
	return c
}

// film is the place of the film, that of the days when they do not tell theirs.
func (a asked) film() labour.Place {
	if a.local {
		return labour.Place{Zone: labour.NoHolidays}
	}
	return labour.Place{Zone: a.zone}
}

func (a asked) birth() moteur.Date { return a.days[0].date.AddMonths(-12 * a.age).AddDays(-1) }

// permitted is the period of the authorisation.
func (a asked) permitted() moteur.Span {
	if a.papers == "elsewhere" {
		return moteur.Span{From: a.days[0].date, To: a.days[0].date}
	}
	return moteur.Span{From: a.days[0].date, To: a.days[1].date}
}

func date(s string) moteur.Date {
	d, err := moteur.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// answer is what a room says of the second day: rule, severity, and the sentence of the room of working time, which holds the excess.
func answer(rule string, severity moteur.Severity, sentence string) string {
	sentence = strings.TrimSuffix(sentence, ".")
	return rule + " " + severity.String() + " " + strings.ToLower(sentence[:1]) + sentence[1:]
}

// ofPlan asks schedule.Check.
func ofPlan(t *testing.T, a asked) []string {
	p := schedule.Problem{Title: "essai", Locations: []schedule.Location{{ID: "quai", SundaysOK: true}},
		Calendar: schedule.Calendar{First: a.days[0].date, WorkDays: 7, Zone: "none", Clock: string(a.clock)}, Shape: schedule.DayShape{Minutes: 1440, Oversize: true, Meal: a.meal, Continuous: a.continuous},
		Crew: schedule.Crew{DayRate: decimal.NewFromInt(1)}, Rules: schedule.Rules{Agreement: int(a.agreement), ParisRegion: a.paris}}
	who := ""
	switch a.who {
	case "performer":
		who = "Nora"
		p.Roles = []schedule.Role{{ID: "r", Name: who}}
	case "child":
		who = "Lou"
		child := new(labour.Child)
		*child = a.child()
		p.Roles = []schedule.Role{{ID: "r", Name: who, Child: child}}
	}
	var plan schedule.Plan
	for i, s := range a.days {
		sc := schedule.Scene{ID: fmt.Sprint(i + 1), Set: "QUAI", Location: "quai", Minutes: s.wrap - s.call - a.meal}
		if who != "" {
			sc.Roles = []string{"r"}
		}
		p.Scenes = append(p.Scenes, sc)
		plan.Days = append(plan.Days, schedule.Day{Number: i + 1, Date: s.date, Scenes: []string{sc.ID}, Call: labour.ClockOf(s.call), Ready: labour.ClockOf(s.call),
			Meal: labour.ClockOf(s.meal), Wrap: labour.ClockOf(s.wrap)})
	}
	var out []string
	for _, i := range schedule.Check(p, plan).Issues {
		day, sentence, _ := strings.Cut(i.Message, " : ")
		mine := who == ""
		for _, name := range []string{who, "artistes"} {
			if tail, ok := strings.CutPrefix(sentence, name+" : "); ok && name != "" {
				mine, sentence = name == who || a.who == "performer", tail
				if who == "" {
					mine = false
				}
			}
		}
		if mine && strings.HasPrefix(i.Path, "days[1]") && !strings.HasPrefix(day, "Semaine") && !strings.HasPrefix(i.Rule, "schedule/") && !isCrew(i, who) {
			out = append(out, left(i.Rule, i.Severity, sentence))
		}
	}
	return out
}

// left is the answer of a plan: the pauses it leaves to the sheet have the severity of their rule there.
func left(rule string, severity moteur.Severity, sentence string) string {
	if text, ok := strings.CutSuffix(sentence, " ; à prévoir sur la feuille de service."); ok && severity == moteur.Notice {
		sentence, severity = text, labour.SeverityOf(rule)
	}
	return answer(rule, severity, sentence)
}

// ofShape asks schedule whether it lays such days at all.
func ofShape(a asked) []string {
	var out []string
	p := schedule.Problem{Calendar: schedule.Calendar{First: a.days[0].date}, Shape: schedule.DayShape{Minutes: 1440, Meal: a.meal, Continuous: a.continuous}}
	for _, i := range p.Check().Issues {
		out = append(out, i.Rule)
	}
	return out
}

// isCrew tells an issue about the crew in a plan where somebody else is asked for.
func isCrew(i moteur.Issue, who string) bool {
	return who != "" && !strings.Contains(i.Message, " : "+who+" : ") && !strings.Contains(i.Message, " : artistes : ")
}

// ofPay asks the time sheet, or the check of minors.
func ofPay(t *testing.T, a asked) []string {
	var days []labour.Day
	for _, s := range a.days {
		d := labour.Day{Date: s.date, RDV: labour.ClockOf(s.call), End: labour.ClockOf(s.wrap), Continuous: a.continuous, Recovery: labour.Given}
		if a.meal > 0 {
			d.Breaks = []labour.Break{{From: labour.ClockOf(s.meal), To: labour.ClockOf(s.meal + a.meal), Meal: true}}
		}
		if a.local {
			d.Region, d.Clock = a.zone, cmp.Or(a.clock, "Europe/Paris")
		}
		days = append(days, d)
	}
	var out []string
	if a.who == "child" {
		m := payroll.Minor{Birth: a.birth(), Guardian: true, Clock: a.clock}
		if a.papers != "" {
			m.Authorisation = &payroll.Authorisation{Span: a.permitted(), Hours: a.permit, Earliest: a.earliest, Latest: a.latest, NightUntil: a.night}
		}
		rep, err := payroll.CheckMinor(m, days)
		require.NoError(t, err)
		for _, i := range rep.Issues {
			if i.Severity != moteur.Notice && i.Path == a.days[1].date.String() {
				out = append(out, answer(i.Rule, i.Severity, i.Message))
			}
		}
		return out
	}
	terms := payroll.Terms{Agreement: payroll.Agreement(a.agreement), Zone: labour.Region, Clock: a.clock, Hourly: decimal.NewFromInt(30),
		Job: map[string]string{"technician": "scripte", "performer": "artiste-interprète", "extra": "figuration"}[a.who]}
	if a.paris {
		terms.Zone = labour.ParisRegion
	}
	sheet, err := payroll.CountTime(terms, days, payroll.WorkSettings{Place: a.film()})
	require.NoError(t, err)
	if a.who == "technician" && a.agreement == labour.Cinema {
		out = append(out, counted(sheet.Days[1])...)
	}
	for _, f := range sheet.Findings {
		if f.Severity != moteur.Notice && f.Date == a.days[1].date && !f.Week {
			out = append(out, answer(f.Rule, f.Severity, f.Message))
		}
	}
	return out
}

// counted are the hours of a day that premiums are due on, as the sheet tells them.
func counted(d payroll.DayHours) []string {
	var out []string
	for _, p := range []struct {
		rule    string
		minutes int
	}{{"t2.night", d.Night}, {"t2.day.over10", d.Over10}, {"t2.sunday", d.Sunday}, {"t2.holiday", d.Holiday}} {
		if p.minutes > 0 {
			out = append(out, fmt.Sprintf("%s counted %d", p.rule, p.minutes))
		}
	}
	return out
}

var hoursTold = regexp.MustCompile(`(\d+)\s+h(?:\s+(\d\d))?`)

// toldBy reads the hours that the notices of a sheet count.
func toldBy(r moteur.Report) []string {
	minutes := map[string]int{}
	for _, i := range r.Of(moteur.Notice) {
		rule := strings.TrimSuffix(strings.TrimSuffix(i.Rule, ".first8"), ".beyond8")
		m := hoursTold.FindStringSubmatch(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(i.Message))
		if m != nil && slices.Contains([]string{"t2.night", "t2.day.over10", "t2.sunday", "t2.holiday"}, rule) {
			h, _ := strconv.Atoi(m[1])
			rest, _ := strconv.Atoi(m[2])
			minutes[rule] += 60*h + rest
		}
	}
	var out []string
	for rule, n := range minutes {
		out = append(out, fmt.Sprintf("%s counted %d", rule, n))
	}
	return out
}

// ofSheet asks callsheet.Check about the second day.
func ofSheet(t *testing.T, a asked) []string {
	was, s := a.days[0], a.days[1]
	sheet := day(s.date.String())
	holidays, err := labour.NewCalendar(labour.Place{Zone: a.zone})
	require.NoError(t, err)
	sheet.Zone, sheet.Holiday, sheet.HolidayNext = a.clock, holidays.Holiday(s.date), holidays.Holiday(s.date.AddDays(1))
	sheet.Agreement, sheet.ParisRegion, sheet.Continuous = a.agreement, a.paris, a.continuous
	sheet.Call, sheet.Ready, sheet.Wrap = labour.ClockOf(s.call), labour.ClockOf(s.call), labour.ClockOf(s.wrap)
	sheet.Meal, sheet.MealEnd = labour.Clock{}, labour.Clock{}
	if a.meal > 0 {
		sheet.Meal, sheet.MealEnd = labour.ClockOf(s.meal), labour.ClockOf(s.meal+a.meal)
	}
	sheet.Scenes = []callsheet.Scene{{ID: "2", Eighths: 8, From: sheet.Call, To: sheet.Wrap}}
	left := labour.Moment{Date: was.date, At: labour.ClockOf(was.wrap)}
	before := labour.Day{Date: was.date, RDV: labour.ClockOf(was.call), Back: left.At}
	past, err := labour.Past(labour.Regime{Agreement: a.agreement, Clock: a.clock}, []labour.Day{before}, s.date)
	require.NoError(t, err)
	span, err := sheet.Zone.Elapsed(labour.Moment{Date: was.date, At: labour.ClockOf(was.call)}, left)
	require.NoError(t, err)
	who := ""
	switch a.who {
	case "technician":
		who = "Toute l'équipe"
		sheet.PreviousWrap, sheet.WeekRested = left, past.Rested
	case "performer", "child":
		who = "Nora"
		k := callsheet.CastCall{Role: "r", Character: who, Status: callsheet.Works, Prep: sheet.Call, Ready: sheet.Call, Out: sheet.Wrap, Previous: left, PreviousSpan: span, Week: []labour.Day{before}}
		if a.who == "child" {
			k.Child = &callsheet.Minor{Child: a.child(), Guardian: "g"}
		}
		sheet.Cast = []callsheet.CastCall{k}
		sheet.Scenes[0].Roles = []string{"r"}
	case "extra":
		who = "Figuration passants"
		sheet.Extras = []callsheet.ExtraCall{{Kind: "passants", Count: 1, Call: sheet.Call, Out: sheet.Wrap}}
	}
	var out []string
	report := callsheet.Check(sheet, callsheet.Settings{})
	if a.who == "technician" && a.agreement == labour.Cinema {
		out = toldBy(report)
	}
	for _, i := range report.Issues {
		sentence, mine := strings.CutPrefix(i.Message, who+" : ")
		switch {
		case strings.HasPrefix(i.Rule, "callsheet/") || i.Severity == moteur.Notice || i.Rule == "t2.snack.before" || i.Rule == "t2.delegates":
			continue
		case mine:
		case a.who == "performer" && strings.HasPrefix(i.Message, "Artistes : "):
			sentence = strings.TrimPrefix(i.Message, "Artistes : ")
		case strings.HasPrefix(i.Message, "Artistes : "):
			continue
		case a.who == "technician" && (i.Path == "meal" || i.Path == "call"):
		case a.who == "technician" && i.Path == "date":
			sentence = strings.TrimPrefix(i.Message, "Équipe : ")
		default:
			continue
		}
		out = append(out, answer(i.Rule, i.Severity, sentence))
	}
	return out
}

// The plan, the pay and the call sheet answer alike: asked the same day of the same person, each names the same rules, with the same
// severity and the same excess. A plan does not call extras; the sheet knows of the day before only what it keeps.
func TestThreeRoomsOneLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	rules, quiet := map[string]int{}, 0
	for n := range 500 {
		a := draw(r)
		pay, sheet := ofPay(t, a), ofSheet(t, a)
		if a.who == "extra" { // the sheet calls a group: who rested is not known
			pay = slices.DeleteFunc(pay, func(s string) bool { return strings.Contains(s, "rest.") })
		}
		slices.Sort(pay)
		slices.Sort(sheet)
		if !assert.Equal(t, strings.Join(pay, "\n"), strings.Join(sheet, "\n"), "pay and sheet differ on day %d: %+v", n, a) {
			return
		}
		for _, s := range pay {
			rule, _, _ := strings.Cut(s, " ")
			rules[rule]++
		}
		if len(pay) == 0 {
			quiet++
		}
		if a.continuous && a.meal < 30 && a.agreement == labour.Cinema { // the plan refuses the shape of such days once, before it lays any
			assert.Contains(t, strings.Join(ofShape(a), " "), "t2.continuous_day")
		} else if a.who != "extra" {
			plan := ofPlan(t, a)
			pay = slices.DeleteFunc(pay, func(s string) bool {
				// the plan of the test knows no public holiday
				return strings.Contains(s, " counted ") || strings.Contains(s, "aucune autorisation") || strings.HasPrefix(s, "av.holiday")
			})
			slices.Sort(plan)
			if !assert.Equal(t, strings.Join(pay, "\n"), strings.Join(plan, "\n"), "pay and plan differ on day %d: %+v", n, a) {
				return
			}
		}
	}
	assert.Greater(t, quiet, 25, "some days are in order")
	assert.GreaterOrEqual(t, len(rules), 18, "the days broke many rules: %v", rules)
	for _, rule := range []string{"law.pause", "t2.continuous_day", "t2.rest.daily", "t3.meal", "av.rest.daily", "av.day.max", "minor.night.lt16", "t3.pause", "t3.pause.minor",
		"minor.authorisation", "t2.night", "t2.day.over10", "t2.sunday", "t2.holiday"} {
		assert.NotZero(t, rules[rule], rule)
	}
}

// An authorisation beyond midnight is refused by the three rooms in the same words.
func TestThreeRoomsRefuseMidnight(t *testing.T) {
	a := asked{who: "child", age: 12, papers: "given", zone: "FR", meal: 60, night: labour.At(24, 0), latest: labour.At(24, 0),
		days: [2]shift{{date("2027-03-01"), 600, 720, 840}, {date("2027-03-02"), 600, 720, 840}}}
	for _, w := range []struct {
		night, latest labour.Clock
		want          []string
	}{
		{a.night, a.latest, nil},
		{labour.At(24, 1), a.latest, []string{".night_until"}},
		{a.night, labour.At(25, 0), []string{".latest"}},
		{labour.At(30, 0), labour.At(26, 30), []string{".latest", ".night_until"}},
	} {
		a.night, a.latest = w.night, w.latest
		child := a.child()
		p := schedule.Problem{Calendar: schedule.Calendar{First: a.days[0].date}, Roles: []schedule.Role{{ID: "r", Child: &child}}}
		sheet := day("2027-03-01")
		sheet.Cast = []callsheet.CastCall{{Role: "r", Character: "Lou", Status: callsheet.Works, Child: &callsheet.Minor{Child: child}}}
		pay, err := payroll.CheckMinor(payroll.Minor{Birth: a.birth(), Authorisation: &payroll.Authorisation{Span: a.permitted(), Latest: a.latest, NightUntil: a.night}}, nil)
		require.NoError(t, err)
		for _, r := range []moteur.Report{p.Check(), pay, callsheet.Check(sheet, callsheet.Settings{})} {
			var got []string
			for _, i := range r.Issues {
				if i.Rule == "labour/child-hours" {
					got = append(got, i.Path[strings.LastIndexByte(i.Path, '.'):])
				}
			}
			assert.Equal(t, w.want, got, "%s %s", w.night, w.latest)
		}
	}
}

// The night of 16 October 2026: a call at 20:00, a meal from 24:30 to 25:30, a wrap at 30:00 is eight hours at 50 % and one at 100 %.
func TestOneNight(t *testing.T) {
	night := labour.Day{Date: date("2026-10-16"), RDV: labour.At(20, 0), End: labour.At(30, 0), Breaks: []labour.Break{{From: labour.At(24, 30), To: labour.At(25, 30), Meal: true}}}
	pay, err := payroll.CountTime(payroll.Terms{Job: "scripte", Hourly: decimal.NewFromInt(30)}, []labour.Day{night}, payroll.WorkSettings{})
	require.NoError(t, err)
	got := map[string]string{}
	for _, l := range pay.Lines {
		got[l.Rule] = l.Hours.String() + " × " + l.Rate.String()
	}
	assert.Equal(t, "8 × 0.5", got["t2.night.first8"])
	assert.Equal(t, "1 × 1", got["t2.night.beyond8"])
	s := day("2026-10-16")
	s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = night.RDV, night.RDV, labour.At(24, 30), labour.At(25, 30), night.End
	told := map[string]string{}
	for _, i := range callsheet.Check(s, callsheet.Settings{}).Issues {
		told[i.Rule] = i.Message
	}
	assert.True(t, strings.HasPrefix(told["t2.night.first8"], "8"+fr.NBSP+"h de nuit"), told["t2.night.first8"])
	assert.Contains(t, told["t2.night.first8"], "50")
	assert.True(t, strings.HasPrefix(told["t2.night.beyond8"], "1"+fr.NBSP+"h de nuit"), told["t2.night.beyond8"])
	assert.Contains(t, told["t2.night.beyond8"], "100")
}

// The sheet of a television film keeps the hours of its own agreement.
func TestSheetOfATelevisionFilm(t *testing.T) {
	s := day("2026-06-16")
	s.Agreement = labour.Television
	s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = labour.At(6, 0), labour.At(7, 0), labour.At(12, 0), labour.At(14, 0), labour.At(20, 0)
	r := callsheet.Check(s, callsheet.Settings{})
	assert.NoError(t, r.Err(), "fourteen hours from call to wrap: the agreement bounds the work, twelve hours, not the span")
	assert.False(t, r.Has("t2.snack.before"))
	s.Wrap = labour.At(20, 1)
	assert.True(t, callsheet.Check(s, callsheet.Settings{}).Has("av.day.max"))
	s.PreviousWrap = labour.Moment{Date: s.Date.AddDays(-1), At: labour.At(21, 0)}
	r = callsheet.Check(s, callsheet.Settings{})
	assert.True(t, r.Has("av.rest.short"))
	assert.False(t, r.Has("t2.rest.daily"))
}

// An artist and a group called after the meal of the crew owe their own pause, on the sheet as in pay; the sheet that is made writes it.
func TestPauseAfterTheMeal(t *testing.T) {
	s := day("2026-06-16")
	s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = labour.At(8, 0), labour.At(9, 0), labour.At(12, 0), labour.At(13, 0), labour.At(20, 0)
	s.Cast = []callsheet.CastCall{{Role: "r", Character: "Nora", Status: callsheet.Works, Prep: labour.At(13, 0), Ready: labour.At(13, 30), Out: labour.At(20, 30)}}
	s.Extras = []callsheet.ExtraCall{{Kind: "passants", Count: 1, Call: labour.At(13, 0), Out: labour.At(20, 30)}}
	pauses := func() []string {
		var out []string
		for _, i := range callsheet.Check(s, callsheet.Settings{}).Issues {
			if strings.HasSuffix(i.Rule, ".pause") {
				out = append(out, i.Path+" "+i.Rule+" "+i.Severity.String())
			}
		}
		return out
	}
	assert.Equal(t, []string{"cast[0] t3.pause error", "extras[0] law.pause error"}, pauses())
	own := []labour.Break{{From: labour.At(16, 30), To: labour.At(16, 50)}}
	s.Cast[0].Pauses, s.Extras[0].Pauses = own, own
	assert.Empty(t, pauses())
}

// The morning of 14 July is a holiday for who works until 05:00, on the sheet as in pay.
func TestHolidayAfterMidnight(t *testing.T) {
	night := labour.Day{Date: date("2027-07-13"), RDV: labour.At(20, 0), End: labour.At(29, 0)}
	pay, err := payroll.CountTime(payroll.Terms{Job: "scripte", Hourly: decimal.NewFromInt(30)}, []labour.Day{night}, payroll.WorkSettings{})
	require.NoError(t, err)
	s := day("2027-07-13")
	s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = night.RDV, night.RDV, labour.Clock{}, labour.Clock{}, night.End
	s.HolidayNext = "Fête nationale"
	told := toldBy(callsheet.Check(s, callsheet.Settings{}))
	assert.Contains(t, told, fmt.Sprintf("t2.holiday counted %d", pay.Days[0].Holiday))
	assert.Equal(t, 5*60, pay.Days[0].Holiday)
}

// The night clocks go forward or back, hours are those of the zone for all rooms.
func TestClockOfMontreal(t *testing.T) {
	for _, c := range []struct {
		date    string
		minutes int
	}{{"2026-10-24", 540}, {"2026-10-31", 600}, {"2027-03-13", 480}} {
		night := labour.Day{Date: date(c.date), RDV: labour.At(20, 0), End: labour.At(29, 0)}
		pay, err := payroll.CountTime(payroll.Terms{Job: "scripte", Clock: "America/Montreal", Hourly: decimal.NewFromInt(30)}, []labour.Day{night}, payroll.WorkSettings{})
		require.NoError(t, err)
		assert.Equal(t, c.minutes, pay.Days[0].Effective, c.date)
	}
}

func TestUnknownAgreementOfASheet(t *testing.T) {
	s := day("2026-06-16")
	s.Agreement = 1234
	r := callsheet.Check(s, callsheet.Settings{})
	assert.True(t, r.Has("callsheet/agreement"))
	assert.False(t, r.Has("law/before"))
}

// A week of the same hours: the sheet of its last day, told what went before, names what the time sheet and the plan name of the week.
func TestThreeRoomsOneWeek(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 2))
	seen := map[string]int{}
	for n := range 120 {
		a := asked{who: "technician", agreement: []labour.Agreement{labour.Cinema, labour.Television}[n%2], paris: r.IntN(2) == 0, meal: 60}
		monday := date("2026-06-01").AddDays(7 * r.IntN(40))
		last, call := 4+r.IntN(3), 60*(7+r.IntN(4))
		wrap := call + 15*(32+r.IntN(18))
		terms := payroll.Terms{Agreement: payroll.Agreement(a.agreement), Job: "scripte", Zone: labour.Region, Hourly: decimal.NewFromInt(30)}
		if a.paris {
			terms.Zone = labour.ParisRegion
		}
		p := schedule.Problem{Title: "essai", Locations: []schedule.Location{{ID: "quai", SundaysOK: true}}, Calendar: schedule.Calendar{First: monday, WorkDays: 7, Zone: "none"},
			Shape: schedule.DayShape{Minutes: 1440, Oversize: true, Meal: a.meal}, Crew: schedule.Crew{DayRate: decimal.NewFromInt(1)},
			Rules: schedule.Rules{Agreement: int(a.agreement), ParisRegion: a.paris}}
		var days []labour.Day
		var plan schedule.Plan
		for i := range last + 1 {
			on, meal := monday.AddDays(i), call+240
			days = append(days, labour.Day{Date: on, RDV: labour.ClockOf(call), End: labour.ClockOf(wrap), Recovery: labour.Given,
				Breaks: []labour.Break{{From: labour.ClockOf(meal), To: labour.ClockOf(meal + a.meal), Meal: true}}})
			id := fmt.Sprint(i + 1)
			p.Scenes = append(p.Scenes, schedule.Scene{ID: id, Set: "QUAI", Location: "quai", Minutes: wrap - call - a.meal})
			plan.Days = append(plan.Days, schedule.Day{Number: i + 1, Date: on, Scenes: []string{id}, Call: labour.ClockOf(call), Ready: labour.ClockOf(call),
				Meal: labour.ClockOf(meal), Wrap: labour.ClockOf(wrap)})
		}
		sheet, err := payroll.CountTime(terms, days, payroll.WorkSettings{})
		require.NoError(t, err)
		var pay, planned, told []string
		for _, f := range sheet.Findings {
			if f.Week {
				pay = append(pay, answer(f.Rule, f.Severity, f.Message))
			}
		}
		for _, i := range schedule.Check(p, plan).Issues {
			if when, sentence, ok := strings.Cut(i.Message, " : "); ok && strings.HasPrefix(when, "Semaine") {
				planned = append(planned, answer(i.Rule, i.Severity, sentence))
			}
		}
		s := day(days[last].Date.String())
		s.Agreement, s.ParisRegion, s.DaysThisWeek = a.agreement, a.paris, last
		s.Call, s.Ready, s.Wrap, s.Meal, s.MealEnd = labour.ClockOf(call), labour.ClockOf(call), labour.ClockOf(wrap), labour.ClockOf(call+240), labour.ClockOf(call+300)
		for _, d := range sheet.Days[:last] {
			s.WeekMinutes += d.Effective
		}
		sixth := false
		for _, i := range callsheet.Check(s, callsheet.Settings{}).Issues {
			if sentence, ok := strings.CutPrefix(i.Message, "Équipe : "); ok && strings.Contains(sentence, "semaine") {
				told = append(told, answer(i.Rule, i.Severity, sentence))
			}
			sixth = sixth || i.Rule == "t2.sixth_day.idf"
		}
		slices.Sort(pay)
		slices.Sort(planned)
		slices.Sort(told)
		if !assert.Equal(t, pay, planned, "pay and plan, week %d", n) || !assert.Equal(t, pay, told, "pay and sheet, week %d", n) {
			return
		}
		assert.Equal(t, sheet.Days[last].SixthDay, sixth, "sixth day, week %d", n)
		for _, f := range pay {
			rule, _, _ := strings.Cut(f, " ")
			seen[rule]++
		}
	}
	for _, rule := range []string{"t2.week.max.shoot", "t2.days.week.idf", "t2.days.week.region", "av.week.max", "law.week.days"} {
		assert.NotZero(t, seen[rule], "%s in %v", rule, seen)
	}
}

// ofTheWeek tells the rules of the week: its rest, its days, the hours of minors.
var ofTheWeek = regexp.MustCompile(`^(law\.rest\.weekly|t2\.rest\.weekly\.idf|t2\.lastday\.after24h|t2\.days\.week|law\.week\.days|minor\.rest\.weekly|minor\.week)`)

// fortnight draws the days of two weeks: nights, Saturdays, Sundays, days off.
func fortnight(r *rand.Rand, child bool) []labour.Day {
	monday := date("2026-06-01").AddDays(7 * r.IntN(60))
	var days []labour.Day
	for i := range []int{6, 7, 8, 8, 8, 9, 13, 14}[r.IntN(8)] {
		if r.IntN(20) == 0 || i%7 == 6 && r.IntN(3) > 0 || i%7 == 5 && r.IntN(3) == 0 {
			continue
		}
		call := 60 * (7 + r.IntN(4))
		if i%7 > 3 && r.IntN(2) == 0 {
			call = 60 * (12 + r.IntN(8))
		}
		wrap := call + 15*(20+r.IntN(24))
		if child {
			call, wrap = 600, 600+30*(1+r.IntN(18))
		}
		days = append(days, labour.Day{Date: monday.AddDays(i), RDV: labour.ClockOf(call), Back: labour.ClockOf(wrap)})
	}
	return days
}

// Two weeks of a person: of the last day, the time sheet, the call sheet and the plan name the same weekly rests, days of
// the week and hours of minors, with the same severity.
func TestThreeRoomsTwoWeeks(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 6))
	seen := map[string]int{}
	for n := range 600 {
		a := asked{who: []string{"technician", "performer", "child"}[n%3], agreement: []labour.Agreement{labour.Cinema, labour.Television}[r.IntN(2)], paris: r.IntN(2) == 0,
			age: 8 + r.IntN(10), papers: "given"}
		days := fortnight(r, a.who == "child")
		last := days[len(days)-1]
		a.days[0].date, a.days[1] = days[0].Date, shift{date: last.Date, call: last.RDV.Minutes(), wrap: last.Back.Minutes()}
		pay, sheet := ofTimeSheet(t, a, days), ofLastSheet(t, a, days)
		if !assert.Equal(t, pay, sheet, "pay and sheet, person %d: %+v", n, days) {
			return
		}
		if !assert.Equal(t, pay, ofTwoWeeksPlan(a, days), "pay and plan, person %d: %+v", n, days) {
			return
		}
		for _, f := range pay {
			rule, severity, _ := strings.Cut(f, " ")
			seen[rule]++
			if rule != "t2.days.week.idf" && rule != "t2.rest.weekly.idf.sunday" {
				assert.True(t, strings.HasPrefix(severity, "error"), f)
			}
		}
	}
	for _, rule := range []string{"law.rest.weekly", "t2.rest.weekly.idf", "t2.rest.weekly.idf.sunday", "t2.lastday.after24h", "t2.days.week.idf",
		"t2.days.week.region", "law.week.days", "minor.rest.weekly", "minor.week.16_17"} {
		assert.NotZero(t, seen[rule], "%s in %v", rule, seen)
	}
}

// ofTimeSheet asks the pay about the last of the days and its week.
func ofTimeSheet(t *testing.T, a asked, days []labour.Day) []string {
	last := days[len(days)-1].Date
	var out []string
	keep := func(rule string, severity moteur.Severity, message string) {
		if ofTheWeek.MatchString(rule) {
			out = append(out, answer(rule, severity, message))
		}
	}
	if a.who == "child" {
		m := payroll.Minor{Birth: a.birth(), Guardian: true, Authorisation: &payroll.Authorisation{Span: moteur.Span{From: days[0].Date, To: last}}}
		rep, err := payroll.CheckMinor(m, days)
		require.NoError(t, err)
		for _, i := range rep.Issues {
			if i.Path == last.Monday().String() { // both are rules of the whole week
				keep(i.Rule, i.Severity, i.Message)
			}
		}
		slices.Sort(out)
		return out
	}
	terms := payroll.Terms{Agreement: payroll.Agreement(a.agreement), Zone: labour.Region, Hourly: decimal.NewFromInt(30), Job: map[string]string{"technician": "scripte", "performer": "artiste-interprète"}[a.who]}
	if a.paris {
		terms.Zone = labour.ParisRegion
	}
	sheet, err := payroll.CountTime(terms, days, payroll.WorkSettings{})
	require.NoError(t, err)
	for _, f := range sheet.Findings {
		if !f.Week && f.Date == last || f.Week && f.Date == last.Monday() {
			keep(f.Rule, f.Severity, f.Message)
		}
	}
	slices.Sort(out)
	return out
}

// ofLastSheet asks the sheet of the last day.
func ofLastSheet(t *testing.T, a asked, days []labour.Day) []string {
	d, past := days[len(days)-1], days[:len(days)-1]
	s := day(d.Date.String())
	s.Agreement, s.ParisRegion, s.Call, s.Ready, s.Wrap, s.Meal, s.MealEnd = a.agreement, a.paris, d.RDV, d.RDV, d.Back, labour.Clock{}, labour.Clock{}
	s.Scenes = []callsheet.Scene{{ID: "2", Eighths: 8, From: s.Call, To: s.Wrap}}
	as := labour.Regime{Agreement: a.agreement, Zone: labour.Region}
	if a.paris {
		as.Zone = labour.ParisRegion
	}
	if a.who == "technician" {
		b, err := labour.Past(as, days, d.Date)
		require.NoError(t, err)
		s.PreviousWrap, s.WeekMinutes, s.DaysThisWeek, s.WeekRested, s.SixthRecovered = b.Last, b.WeekMinutes, b.WeekDays, b.Rested, b.Recovered
	} else {
		k := callsheet.CastCall{Role: "r", Character: "Nora", Status: callsheet.Works, Prep: d.RDV, Ready: d.RDV, Out: d.Back, Week: past}
		if a.who == "child" {
			k.Child = &callsheet.Minor{Child: a.authorisedOver(days), Guardian: "g"}
		}
		s.Cast, s.Scenes[0].Roles = []callsheet.CastCall{k}, []string{"r"}
	}
	var out []string
	for _, i := range callsheet.Check(s, callsheet.Settings{}).Issues {
		who, sentence, _ := strings.Cut(i.Message, " : ")
		if ofTheWeek.MatchString(i.Rule) && (who == "Nora") == (a.who != "technician") {
			out = append(out, answer(i.Rule, i.Severity, sentence))
		}
	}
	slices.Sort(out)
	return out
}

// authorisedOver is the minor of the sheet and of the plan over two weeks.
func (a asked) authorisedOver(days []labour.Day) labour.Child {
	return labour.Child{Birth: a.birth(), Authorised: []moteur.Span{{From: days[0].Date, To: days[len(days)-1].Date}}}
}

// ofTwoWeeksPlan asks the plan of the days of the person.
func ofTwoWeeksPlan(a asked, days []labour.Day) []string {
	p := schedule.Problem{Title: "essai", Locations: []schedule.Location{{ID: "quai", SundaysOK: true}}, Calendar: schedule.Calendar{First: days[0].Date, WorkDays: 7, Zone: "none"},
		Shape: schedule.DayShape{Minutes: 1440, Oversize: true}, Crew: schedule.Crew{DayRate: decimal.NewFromInt(1)}, Rules: schedule.Rules{Agreement: int(a.agreement), ParisRegion: a.paris}}
	var plan schedule.Plan
	var roles []string
	if a.who != "technician" {
		role := schedule.Role{ID: "r", Name: "Nora"}
		if a.who == "child" {
			c := a.authorisedOver(days)
			role.Child = &c
		}
		p.Roles, roles = []schedule.Role{role}, []string{"r"}
	}
	for i, d := range days {
		id := fmt.Sprint(i + 1)
		p.Scenes = append(p.Scenes, schedule.Scene{ID: id, Set: "QUAI", Location: "quai", Minutes: d.Back.Sub(d.RDV), Roles: roles})
		plan.Days = append(plan.Days, schedule.Day{Number: i + 1, Date: d.Date, Scenes: []string{id}, Call: d.RDV, Ready: d.RDV, Wrap: d.Back})
	}
	last := days[len(days)-1].Date
	var out []string
	for _, i := range schedule.Check(p, plan).Issues {
		when, sentence, _ := strings.Cut(i.Message, " : ")
		sentence, hers := strings.CutPrefix(sentence, "Nora : ")
		if ofTheWeek.MatchString(i.Rule) && hers == (a.who != "technician") && (i.Path == fmt.Sprintf("days[%d]", len(days)-1) && !strings.HasPrefix(when, "Semaine") || when == "Semaine du "+fr.Date(last.Monday())) {
			out = append(out, answer(i.Rule, i.Severity, sentence))
		}
	}
	slices.Sort(out)
	return out
}
