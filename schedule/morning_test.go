package schedule_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// byNight is a problem of one night in a shop that opens at 21:00, with a performer and a crane, and its plan from a first take on.
func byNight(date moteur.Date, minutes int, first string) (schedule.Problem, schedule.Plan) {
	s := inside(minutes, "A")
	s.Needs = []string{"grue"}
	p := hoursOf(date, s)
	p.Calendar = schedule.Calendar{First: date, WorkDays: 6}
	p.Roles = []schedule.Role{{ID: "A", Name: "Ada", DayRate: euros(500)}}
	p.Equipment = []schedule.Equipment{{ID: "grue", Name: "La grue"}}
	p.Locations[0].Opens, p.Locations[0].SundaysOK = at("21:00"), true
	start := at(first).Minutes()
	d := shoots(date, "21:00 22:00 22:30 30:00", "1 "+first)
	d.Number, d.Ready, d.Call = 1, at(first), labour.ClockOf(start-90)
	d.Meal, d.Wrap = labour.ClockOf(start-60), labour.ClockOf(start+minutes+30)
	return p, schedule.Plan{Days: []schedule.Day{d}}
}

// What is shot after six in the morning is of the next date, which must be one of the place, of the people, of the equipment and of the
// calendar; until then the night is of the day before.
func TestTheNightIsOfTheDayBefore(t *testing.T) {
	monday, saturday := march(1), march(6)
	for _, c := range []struct {
		name  string
		date  moteur.Date
		first string
		edit  func(p *schedule.Problem)
		says  []string
	}{
		{"the next date is theirs too", monday, "23:50", func(*schedule.Problem) {}, nil},
		{"the place ends with the night", monday, "23:20", func(p *schedule.Problem) { p.Locations[0].Windows = []moteur.Span{{From: monday, To: monday}} }, nil},
		{"the place ends before the morning", monday, "23:25", func(p *schedule.Problem) { p.Locations[0].Windows = []moteur.Span{{From: monday, To: monday}} },
			[]string{"séquence 1 jusqu'à 06:05", "mardi 2 mars 2027", "L n'est plus disponible"}},
		{"the performer is busy on the next date", monday, "23:30", func(p *schedule.Problem) { p.Roles[0].Busy = []moteur.Span{{From: march(2), To: march(3)}} },
			[]string{"Ada n'est plus libre"}},
		{"the performer is not free on the next date", monday, "23:30", func(p *schedule.Problem) { p.Roles[0].Free = []moteur.Span{{From: monday, To: monday}} },
			[]string{"Ada n'est plus libre"}},
		{"an option ends", monday, "23:30", func(p *schedule.Problem) {
			p.Roles[0].Free = []moteur.Span{{From: march(20), To: march(22)}}
			p.Roles[0].Options = []schedule.RoleOption{{Span: moteur.Span{From: monday, To: monday}}}
		}, []string{"Ada n'est plus libre"}},
		{"the crane goes back", monday, "23:30", func(p *schedule.Problem) { p.Equipment[0].Windows = []moteur.Span{{From: monday, To: monday}} },
			[]string{"La grue n'est plus disponible"}},
		{"a Sunday", saturday, "23:25", func(*schedule.Problem) {}, []string{"dimanche 7 mars 2027", "c'est un dimanche"}},
		{"a Sunday that is worked", saturday, "23:25", func(p *schedule.Problem) { p.Calendar.On = []moteur.Date{march(7)} }, nil},
		{"a Sunday, over by six", saturday, "23:20", func(*schedule.Problem) {}, nil},
		{"a Sunday worked, the place closes", saturday, "23:25", func(p *schedule.Problem) {
			p.Calendar.On, p.Locations[0].SundaysOK = []moteur.Date{march(7)}, false
		}, []string{"L n'est plus disponible"}},
		{"the Saturday of five days", march(5), "23:25", func(p *schedule.Problem) { p.Calendar.WorkDays = 5 }, nil},
		{"a day off", monday, "23:25", func(p *schedule.Problem) { p.Calendar.Off = []moteur.Date{march(2)} }, []string{"c'est un jour chômé"}},
		{"the Ascension", moteur.NewDate(2027, 5, 5), "23:25", func(*schedule.Problem) {}, []string{"jeudi 6 mai 2027", "c'est un jour férié (Ascension)"}},
		{"after the last day", monday, "23:25", func(p *schedule.Problem) { p.Calendar.Last = monday }, []string{"après le dernier jour"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, plan := byNight(c.date, 400, c.first)
			c.edit(&p)
			r := schedule.Check(p, plan)
			found := ""
			for _, i := range r.Of(moteur.Error) {
				if i.Rule == "schedule/next-morning" {
					found += i.Message
				}
			}
			for _, s := range c.says {
				assert.Contains(t, found, s)
			}
			if c.says == nil {
				assert.Empty(t, found)
			}
		})
	}
}

// Solve ends a night by six where the next date is not the scene's, and finds none where its light begins later.
func TestSolveEndsTheNight(t *testing.T) {
	for _, c := range []struct {
		name   string
		date   moteur.Date
		closes string
		ends   int // the latest end of the scene, minutes after midnight
	}{
		{"before a Sunday", march(6), "", 30 * 60},
		{"before a Tuesday", march(1), "", 48 * 60},
		{"a place until five", march(1), "29:00", 29 * 60},
	} {
		p, _ := byNight(c.date, 400, "23:00")
		p.Calendar.Last = c.date.AddDays(1)
		p.Locations[0].Opens, p.Locations[0].Windows = at("21:00"), []moteur.Span{{From: c.date, To: c.date.AddDays(1)}}
		if c.closes != "" {
			p.Locations[0].Closes = at(c.closes)
		}
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Workers: 1})
		require.NoError(t, err)
		require.Equal(t, schedule.Optimal, res.Status, c.name)
		for _, d := range res.Plan.Days {
			assert.LessOrEqual(t, d.Starts[0].Minutes()+400, c.ends, c.name)
		}
	}
	p, _ := byNight(march(6), 400, "23:00")
	p.Calendar.Last, p.Locations[0].Opens, p.Scenes[0].Parts = march(6), at("23:30"), 1
	p.Locations[0].Closes = at("32:00")
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Workers: 1})
	require.NoError(t, err)
	assert.Equal(t, schedule.Infeasible, res.Status, "seven hours from 23:30 pass six o'clock on the Sunday")
}

// A day that nothing asks to be shot by night is not shot after midnight for its larger part, be it cheaper than a Sunday or a holiday; an
// interior by night may be and is told; what needs the night is not a word.
func TestMostOfADayIsOnItsDate(t *testing.T) {
	for _, c := range []struct {
		name  string
		edit  func(p *schedule.Problem)
		level moteur.Severity
	}{
		{"an interior by day", func(p *schedule.Problem) {}, moteur.Error},
		{"a morning", func(p *schedule.Problem) { p.Scenes[0].Light = script.Morning }, moteur.Error},
		{"an interior by night", func(p *schedule.Problem) { p.Scenes[0].Light = script.Night }, moteur.Warning},
		{"an exterior by night", func(p *schedule.Problem) { p.Scenes[0].Light, p.Scenes[0].Place = script.Night, script.Exterior }, 0},
		{"a nuit américaine", func(p *schedule.Problem) {
			p.Scenes[0].Light, p.Scenes[0].DayForNight = script.Night, true
		}, moteur.Error},
		{"a place that opens late", func(p *schedule.Problem) { p.Locations[0].Opens = at("21:00") }, 0},
		{"a performer on stage until 22:00", func(p *schedule.Problem) { p.Roles[0].From = at("22:00") }, 0},
	} {
		p, plan := byNight(march(1), 200, "23:30")
		p.Locations[0].Opens = labour.Clock{}
		c.edit(&p)
		plan.Days[0].Night = p.Scenes[0].Place == script.Exterior
		r := schedule.Check(p, plan)
		var found moteur.Severity
		for _, i := range r.Issues {
			if i.Rule == "schedule/after-midnight" {
				found = i.Severity
				assert.Contains(t, strings.ReplaceAll(i.Message, "\u00a0", " "), "2 h 50 de prises sur 3 h 20 sont après minuit, le mardi 2 mars 2027")
			}
		}
		assert.Equal(t, c.level, found, c.name)
	}
	for _, date := range []moteur.Date{march(7), moteur.NewDate(2027, 5, 6)} {
		p := hoursOf(date, inside(300, "A"))
		p.Roles = []schedule.Role{{ID: "A", DayRate: euros(500)}}
		p.Calendar.On, p.Locations[0].SundaysOK, p.Rules.Agreement = []moteur.Date{date}, true, schedule.Cinema
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Workers: 1})
		require.NoError(t, err)
		require.Equal(t, schedule.Optimal, res.Status)
		assert.LessOrEqual(t, res.Plan.Days[0].Starts[0].Minutes()+150, 24*60, "%s", date)
	}
}

// The hours after midnight are paid as those of their own date: a night that runs into the Ascension, and one that leaves it.
func TestHoursAfterMidnightArePaidByTheirDate(t *testing.T) {
	paid := func(date moteur.Date) string {
		p, plan := byNight(date, 330, "24:00")
		p.Rules.Agreement = schedule.Cinema
		plan.Days[0].Call, plan.Days[0].Ready = at("22:30"), at("24:00")
		cost, err := schedule.Cost(p, plan)
		require.NoError(t, err)
		return fmt.Sprint(cost)
	}
	eve := paid(moteur.NewDate(2027, 5, 5))
	assert.Contains(t, eve, "férié")
	assert.NotContains(t, paid(moteur.NewDate(2027, 5, 11)), "férié")
	p, plan := byNight(moteur.NewDate(2027, 5, 5), 330, "23:55")
	r := schedule.Check(p, plan)
	assert.Contains(t, fmt.Sprint(r.Of(moteur.Notice)), "les heures de minuit à 05:55 (jeu.) sont celles d'un jour férié (Ascension), payées comme telles")
	p.Calendar.On = []moteur.Date{moteur.NewDate(2027, 5, 6)}
	r = schedule.Check(p, plan)
	assert.NotContains(t, fmt.Sprint(r.Of(moteur.Notice)), "jour férié (Ascension), payées")
}
