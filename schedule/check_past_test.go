package schedule_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// past gives a board its first days as already shot.
func (b *board) past(days ...int) {
	for _, n := range days {
		b.p.Frozen = append(b.p.Frozen, *b.day(n))
	}
}

// The past is told, never judged: what frozen days alone break is a warning.
func TestThePastIsTold(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(b *board)
		rule string
	}{
		{"a day before the calendar", func(b *board) {
			b.day(1).Date = march(1).AddDays(-4) // a Thursday of February
			b.past(1)
		}, ""},
		{"a Sunday", func(b *board) {
			b.day(1).Date = march(1).AddDays(-1)
			b.past(1)
		}, "schedule/day-off"},
		{"a day too long", func(b *board) {
			b.day(4).Wrap = at("23:00")
			b.hours(5, "13:00 14:00 19:00 20:30", "14:00", "16:00")
			b.scene("5").Roles = nil
			b.past(4)
		}, "t2.day.span"},
		{"a night shot by day", func(b *board) {
			b.hours(1, "09:00 10:00 13:00 17:30", "10:00", "15:00")
			b.past(1)
		}, "schedule/light"},
		{"a place closed", func(b *board) { b.place("bar").Closes = at("16:59"); b.past(2) }, "schedule/location-hours"},
		{"an actor away", func(b *board) { b.role("NORA").Busy = span(march(1), march(2)); b.past(1, 2) }, "schedule/role-unavailable"},
		{"a wrap before the end of the work", func(b *board) { b.day(2).Wrap = at("16:00"); b.past(2) }, "schedule/hours"},
		{"a short rest between two frozen days", func(b *board) { b.hours(2, "08:00 09:00 12:00 15:30", "09:00"); b.past(1, 2) }, "t2.rest.daily"},
		{"a raccord broken by two frozen days", func(b *board) {
			b.p.Precedences = []schedule.Precedence{{Before: "3", After: "1"}}
			b.past(1, 2)
		}, "schedule/precedence"},
		{"a scene left unfinished, and owed", func(b *board) {
			b.scene("4").Parts = 0
			b.day(4).Date, b.day(5).Date = march(5), march(4)
			b.plan.Days[3], b.plan.Days[4] = b.plan.Days[4], b.plan.Days[3]
			b.past(3)
		}, ""},
		{"a scene shot twice", func(b *board) {
			b.scene("3").Minutes = 120
			d := shoots(march(1).AddDays(-4), "09:00 10:00 12:00 14:30", "3 10:00")
			b.plan.Days = append(b.plan.Days, d)
			b.past(2, 7)
		}, "schedule/scene-twice"},
	} {
		b := right()
		c.edit(b)
		r := schedule.Check(b.p, b.plan)
		assert.NoError(t, r.Err(), c.name)
		if c.rule != "" {
			assert.True(t, r.Has(c.rule), "%s: %v", c.name, r.Of(moteur.Warning))
		}
		b.p.Frozen = nil
		if c.rule != "" {
			assert.Error(t, schedule.Check(b.p, b.plan).Err(), "%s, when it is planned", c.name)
		}
	}
}

// What a planned day breaks against a frozen one is an error of the planned day; what is frozen may not change.
func TestWrongPlansPast(t *testing.T) {
	look(t, []wrongPlan{
		{"a short rest after a frozen day that overran", func(b *board) {
			b.day(1).Wrap = at("23:01")
			b.past(1)
		}, "t2.rest.daily|schedule/exceptional-hours", []string{"mardi 2 mars", "10 h 59"}},
		{"the real wrap of a day that wrapped early", func(b *board) {
			b.day(1).Wrap = at("20:00")
			b.past(1)
			b.hours(2, "08:00 09:00 12:00 15:30", "09:00")
		}, "", nil},
		{"a frozen day out of the plan", func(b *board) {
			d := *b.day(1)
			d.Date = march(1).AddDays(-4)
			b.p.Frozen = []schedule.Day{d}
		}, "schedule/frozen", []string{"manque"}},
		{"the scenes of a frozen day", func(b *board) {
			b.past(1)
			b.p.Frozen[0].Scenes = []string{"1"}
			b.p.Frozen[0].Starts = nil
		}, "schedule/frozen", []string{"séquences", "lundi 1er mars"}},
		{"the hours of a frozen day", func(b *board) { b.past(1); b.day(1).Wrap = at("22:31") }, "schedule/frozen|schedule/exceptional-hours", []string{"22:30", "22:31"}},
		{"the parts of a frozen day", func(b *board) {
			b.past(3)
			b.p.Frozen[0].Parts = []schedule.Part{{Scene: "4", Number: 1, Of: 2, Minutes: 299, Eighths: 4}}
		}, "schedule/frozen", []string{"parties"}},
		{"a scene left unfinished and not planned", func(b *board) {
			b.scene("4").Parts = 0
			b.past(3)
			b.plan.Days = append(b.plan.Days[:3], b.plan.Days[4:]...)
		}, "schedule/scene-missing", []string{"Séquence 4", "300 minutes"}},
		{"more planned than is owed", func(b *board) {
			b.scene("4").Parts, b.day(3).Parts[0].Minutes = 0, 310
			b.day(3).Wrap = at("15:40")
			b.past(3)
		}, "schedule/part", []string{"300 minutes", "290"}},
		{"a planned return to a place left for good on a frozen day", func(b *board) { b.place("bar").NoReturn = true; b.past(2) }, "schedule/no-return", []string{"jour 5"}},
		{"a week too full of frozen days for a planned one", func(b *board) { b.role("TOM").RestAfter = 3; b.past(2, 3, 4) }, "schedule/role-rest", []string{"vendredi 5 mars"}},
	})
}

// Whatever a plan says, it is read without a panic.
func TestHostilePlans(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	clock := func() labour.Clock { return labour.ClockOf(r.IntN(3200) - 100) } // some unknown
	for range 400 {
		b := right()
		if r.IntN(2) == 0 {
			b.units()
		}
		if r.IntN(3) == 0 {
			b.role("NORA").Performer, b.role("TOM").Performer = "p", "p"
		}
		if r.IntN(4) == 0 {
			b.p.Rules.Agreement = []int{schedule.NoLaw, schedule.Television}[r.IntN(2)]
		}
		for range 1 + r.IntN(6) {
			d := &b.plan.Days[r.IntN(len(b.plan.Days))]
			switch r.IntN(9) {
			case 0:
				d.Call, d.Ready = clock(), clock()
			case 1:
				d.Meal, d.Wrap = clock(), clock()
			case 2:
				for i := range d.Starts {
					d.Starts[i] = clock()
				}
			case 3:
				d.Date = march(1).AddDays(r.IntN(60) - 20)
			case 4:
				d.Scenes = append([]string{}, b.plan.Days[r.IntN(len(b.plan.Days))].Scenes...)
			case 5:
				d.Parts = append(d.Parts, schedule.Part{Scene: []string{"1", "4", "zut"}[r.IntN(3)], Number: r.IntN(4) - 1, Of: r.IntN(4), Minutes: r.IntN(900) - 100, Eighths: r.IntN(9) - 2})
			case 6:
				d.Unit = []string{"", "A", "B", "C"}[r.IntN(4)]
			case 7:
				b.p.Frozen = append(b.p.Frozen, *d)
			case 8:
				b.plan.Days = append(b.plan.Days, schedule.Day{Date: march(r.IntN(20)), Scenes: []string{"6"}, Starts: []labour.Clock{clock()}})
			}
		}
		require.NotPanics(t, func() {
			_ = schedule.Check(b.p, b.plan)
			if cost, err := schedule.Cost(b.p, b.plan); err == nil {
				assert.NoError(t, cost.Verify())
			}
			b.plan.Journeys(b.p)
			b.plan.RoleDays(b.p)
			b.plan.EquipmentDays(b.p)
			b.plan.Figures(b.p)
			schedule.Margins(b.p, b.plan)
		}, "%+v", b.plan)
	}
}

// A day before the first one of the law is refused by name, and has no price.
func TestTheLawHasAFirstDay(t *testing.T) {
	b := right()
	b.p.Calendar.First = moteur.NewDate(2016, 8, 8)
	for i := range b.plan.Days {
		b.day(i + 1).Date = moteur.NewDate(2016, 8, 8).AddDays(i + 2*(i/5))
	}
	r := schedule.Check(b.p, b.plan)
	assert.True(t, r.Has("law/before"))
	_, err := schedule.Cost(b.p, b.plan)
	assert.ErrorIs(t, err, law.ErrBefore)
}

// Days really shot beyond a maximum are told, and the rest is planned: nothing that is shot is placed again.
func TestThePastPassesAMaximum(t *testing.T) {
	shot := func(n int, s string) schedule.Day {
		return schedule.Day{Number: n, Date: march(n), Scenes: []string{s}, Call: at("08:00"), Ready: at("09:00"), Wrap: at("13:30")}
	}
	for _, c := range []struct {
		name  string
		set   func(p *schedule.Problem)
		days  int
		wants schedule.Status
	}{
		{"all is shot, in more days than the calendar may hold", func(p *schedule.Problem) {
			p.Scenes, p.Calendar.MaxDays = p.Scenes[:3], 1
		}, 3, schedule.Optimal},
		{"a role has worked more than its contract, what is left does without it", func(p *schedule.Problem) {
			p.Scenes[3].Roles, p.Roles[0].MaxDays = nil, 1
		}, 4, schedule.Optimal},
		{"what is left needs the role", func(p *schedule.Problem) { p.Roles[0].MaxDays = 1 }, 0, schedule.Infeasible},
		{"no day is left", func(p *schedule.Problem) { p.Calendar.MaxDays = 3 }, 0, schedule.Infeasible},
		{"one is left", func(p *schedule.Problem) { p.Calendar.MaxDays = 4 }, 4, schedule.Optimal},
	} {
		p := small(march(1))
		one := p.Scenes[0]
		p.Scenes = nil
		for _, id := range []string{"1", "2", "3", "4"} {
			one.ID, one.Minutes, one.Place = id, 240, script.Interior
			p.Scenes = append(p.Scenes, one)
		}
		p.Frozen = []schedule.Day{shot(1, "1"), shot(2, "2"), shot(3, "3")}
		p.Calendar.Last = march(31)
		c.set(&p)
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 1000})
		require.NoError(t, err, c.name)
		assert.Equal(t, c.wants, res.Status, c.name)
		assert.Len(t, res.Plan.Days, c.days, c.name)
	}
}

// Two days already shot by one unit on one date are one day: the problem is refused where the second one stands.
func TestTwoFrozenDaysOnOneDate(t *testing.T) {
	p := small(march(1))
	p.Scenes = append(p.Scenes, p.Scenes[0])
	p.Scenes[1].ID = "2"
	day := schedule.Day{Number: 1, Date: march(1), Scenes: []string{"1"}, Call: at("08:00"), Ready: at("09:00"), Wrap: at("13:30")}
	other := day
	other.Scenes, other.Call, other.Ready, other.Wrap = []string{"2"}, at("15:00"), at("15:30"), at("20:30")
	p.Frozen = []schedule.Day{day, other}
	_, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 10})
	require.ErrorContains(t, err, "frozen[1].date")
	other.Date = march(2)
	p.Frozen[1] = other
	assert.NoError(t, p.Check().Err())
}
