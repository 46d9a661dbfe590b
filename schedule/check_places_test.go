package schedule_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// elsewhere sends Nora, after her day with the first unit in Paris, to Brest with the second one on a later date, at a call.
func elsewhere(minutes int, date moteur.Date, hours, begin string) func(b *board) {
	return func(b *board) {
		b.units()
		b.p.Shape.Moves[0].Minutes = minutes
		b.scene("8").Location, b.scene("8").Roles = "phare", []string{"NORA"}
		d := &b.plan.Days[len(b.plan.Days)-1]
		d.Date = date
		b.hours(len(b.plan.Days), hours, begin)
	}
}

func TestWrongPlansOfClocksAndJourneys(t *testing.T) {
	abroad := func(zone string) func(b *board) {
		return func(b *board) { b.place("port").Clock, b.place("bar").Clock = "Europe/Paris", zone }
	}
	look(t, []wrongPlan{
		{"a performer of two units, 660 minutes away the next day", elsewhere(660, march(3), "08:00 09:00 12:00 13:30", "09:00"),
			"schedule/journey|t3.rest.daily", []string{"Nora", "11 h", "Paris", "Brest"}},
		{"the same with the time to go there", elsewhere(660, march(4), "08:00 09:00 12:00 13:30", "09:00"), "", nil},
		{"five hours away, too early", elsewhere(300, march(3), "09:00 10:00 12:00 14:30", "10:00"), "schedule/journey", []string{"Nora", "5 h"}},
		{"five hours away, late enough", elsewhere(300, march(3), "13:00 14:00 19:00 20:30", "14:00"), "", nil},
		{"a short way to another unit", elsewhere(120, march(3), "08:00 09:00 12:00 13:30", "09:00"), "", nil},
		{"one day on two clocks", func(b *board) { abroad("Europe/London")(b); b.scene("7").Location = "port"; b.p.Shape.MoveMinutes = 0 }, "schedule/two-clocks",
			[]string{"séquence 7", "Europe/London", "Europe/Paris"}},
		{"two places of one hour", func(b *board) {
			abroad("Europe/Brussels")(b)
			b.scene("7").Location = "port"
			b.p.Shape.MoveMinutes = 0
		}, "", nil},
		{"a wrap in Montréal before a call in Paris", abroad("America/Toronto"), "t2.rest.daily|t3.rest.daily|schedule/journey", []string{"8 h 30"}},
		{"a wrap an hour behind", abroad("Europe/London"), "", nil},
		{"the sun at the hour of the place", func(b *board) { b.place("phare").Clock = "Indian/Reunion" }, "schedule/light", []string{"séquence 6", "10:46"}},
		{"a permit at the hour of the place", func(b *board) {
			b.place("phare").Clock, b.place("phare").Opens = "Europe/London", at("10:01")
		}, "schedule/location-hours", []string{"10:01"}},
		{"unequal parts", func(b *board) {
			b.day(3).Parts[0].Minutes, b.day(4).Parts[0].Minutes = 310, 290
			b.hours(3, "08:00 09:00 12:00 15:40", "09:00")
		},
			"schedule/part", []string{"Séquence 4", "parts égales", "300 minutes"}},
		{"the shares asked for", func(b *board) {
			b.day(3).Parts[0].Minutes, b.day(4).Parts[0].Minutes = 310, 290
			b.hours(3, "08:00 09:00 12:00 15:40", "09:00")
			b.scene("4").Parts, b.scene("4").Shares = 0, []int{310, 290}
		}, "", nil},
		{"other shares than those asked for", func(b *board) { b.scene("4").Shares = []int{320, 280} }, "schedule/part", []string{"320 minutes"}},
	})
}

// A holiday of the place alone is worked at its price: Good Friday in Moselle under the agreement of the cinema. Under that of
// television nobody knows the price, and the plan says so.
func TestHolidaysOfPlacesHaveTheirPrice(t *testing.T) {
	friday := march(26)
	priced := func(edit func(p *schedule.Problem)) (schedule.Problem, schedule.Plan, moteur.Step) {
		b := right()
		b.alone("3", friday, "10:00 11:00 13:00 17:30", "11:00")
		b.p.Roles, b.p.Calendar.On = b.p.Roles[:2], []moteur.Date{friday}
		edit(&b.p)
		require.NoError(t, schedule.Check(b.p, b.plan).Err())
		cost, err := schedule.Cost(b.p, b.plan)
		require.NoError(t, err)
		return b.p, b.plan, cost
	}
	_, _, plain := priced(func(*schedule.Problem) {})
	p, plan, worked := priced(func(p *schedule.Problem) { p.Locations[1].Region = "FR-57" })
	rates, err := labour.PremiumsOn(labour.Regime{}, friday)
	require.NoError(t, err)
	minutes := int64(450 - 60) // from call to wrap, the break left out
	assert.Equal(t, euros(1000).Mul(rates.Holiday.Ratio()).Mul(euros(int(minutes))).DivRound(euros(60), 2).String(), worked.Value.Sub(plain.Value).String())
	assert.Equal(t, "Vendredi saint", p.HolidayOf(plan.Days[0], friday))

	p, plan, worked = priced(func(p *schedule.Problem) { p.Locations[1].Region, p.Rules.Agreement = "FR-57", schedule.Television })
	told := false
	for _, i := range schedule.Check(p, plan).Issues {
		told = told || i.Rule == "schedule/holiday-rate" && strings.Contains(i.Message, "Vendredi saint")
	}
	assert.True(t, told)
	_ = worked
}

// A journey longer than what is paid in a day is laid over the working days there are, each leg at its price, and told when there is
// one day alone.
func TestLongJourneysAreLaidOverDays(t *testing.T) {
	for _, c := range []struct {
		name   string
		second moteur.Date
		legs   []int
		paid   int
		told   bool
	}{
		{"one day between", march(3), []int{660}, 420, true},
		{"two days between", march(4), []int{330, 330}, 660, false},
		{"three days between", march(5), []int{330, 330}, 660, false},
		{"a weekend between", march(8), []int{330, 330}, 660, false},
	} {
		b := right()
		b.p.Shape.Moves[0] = schedule.Move{From: "Paris", To: "Brest", Minutes: 660}
		b.p.Scenes = []schedule.Scene{*b.scene("5"), *b.scene("6")}
		b.p.Scenes[0].Roles, b.p.Scenes[1].Roles = nil, nil
		b.plan = numbered(shoots(march(1), "09:00 10:00 12:00 18:30", "5 10:00"), shoots(c.second, "09:00 10:00 13:00 14:30", "6 10:00"))
		r := schedule.Check(b.p, b.plan)
		require.NoError(t, r.Err(), c.name)
		var legs []int
		for _, j := range b.plan.Journeys(b.p) {
			legs = append(legs, j.Minutes)
			assert.True(t, j.OnDay, c.name)
			assert.True(t, j.Date.After(march(1)) && j.Date.Before(c.second), c.name)
			assert.Equal(t, c.second, j.Next, c.name)
		}
		assert.Equal(t, c.legs, legs, c.name)
		told := false
		for _, i := range r.Issues {
			told = told || i.Rule == "schedule/journey-long"
		}
		assert.Equal(t, c.told, told, c.name)
		free := b.p
		free.Shape.Moves = nil
		with, err := schedule.Cost(b.p, b.plan)
		require.NoError(t, err)
		without, err := schedule.Cost(free, b.plan)
		require.NoError(t, err)
		assert.Equal(t, int64(c.paid*100_000/60), with.Value.Sub(without.Value).Shift(2).IntPart(), c.name)
	}
}

// Places whose holidays or legal time nobody knows are named.
func TestPlacesThatTellTooLittle(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(l *schedule.Location)
		rule string
		word string
	}{
		{"holidays of Portugal", func(l *schedule.Location) { l.Country = "PT" }, "schedule/holidays-unknown", "PT"},
		{"holidays of Grand Est", func(l *schedule.Location) { l.Region = "FR-GES" }, "schedule/holidays-unknown", "FR-67"},
		{"clock of the United States", func(l *schedule.Location) { l.Country = "US" }, "schedule/clock-place", "US"},
		{"coordinates far from the clock", func(l *schedule.Location) { l.LatMilli, l.LonMilli = -20_880, 55_450 }, "schedule/clock-place", "Le bar"},
		{"a region of another country", func(l *schedule.Location) { l.Region, l.Country = "FR-BRE", "DE" }, "schedule/region-country", "FR-BRE"},
		{"an unknown clock", func(l *schedule.Location) { l.Clock = "Europe/Brest" }, "schedule/clock", "Europe/Brest"},
		{"a place that tells all", func(l *schedule.Location) { l.Region, l.Country = "FR-974", "RE" }, "", ""},
	} {
		b := right()
		c.edit(b.place("bar"))
		var rules, words []string
		r := b.p.Check()
		for _, i := range r.Issues {
			if strings.HasPrefix(i.Path, "locations[1]") && i.Rule != "schedule/light-place" {
				rules, words = append(rules, i.Rule), append(words, i.Message)
				assert.NotEqual(t, moteur.Notice, i.Severity, c.name)
			}
		}
		if c.rule == "" {
			assert.Empty(t, rules, c.name)
			continue
		}
		assert.Contains(t, rules, c.rule, c.name)
		assert.Contains(t, strings.Join(words, "\n"), c.word, c.name)
	}
}

// Between a journey inside a day and the work after it stands an hour of rest, or the meal.
func TestRestAfterAJourneyInsideADay(t *testing.T) {
	b := right()
	p := b.p
	p.Scenes, p.Precedences, p.Pins = []schedule.Scene{*b.scene("1"), *b.scene("6")}, nil, nil
	for i := range p.Scenes {
		p.Scenes[i].Minutes, p.Scenes[i].Light, p.Scenes[i].Place = 60, script.Day, script.Interior
	}
	p.Shape.Moves[0].Minutes = 240
	starts := func(first, second, meal, wrap string) []string {
		d := schedule.Day{Number: 1, Date: march(1), Scenes: []string{"1", "6"}, Call: at("08:00"), Ready: at("09:00"), Meal: at(meal), Wrap: at(wrap),
			Starts: []labour.Clock{at(first), at(second)}}
		var out []string
		for _, i := range schedule.Check(p, schedule.Plan{Days: []schedule.Day{d}}).Issues {
			if i.Rule == "schedule/starts" {
				out = append(out, i.Message)
			}
		}
		return out
	}
	wrong := starts("09:00", "15:59", "10:00", "17:30") // an hour of meal, four of road
	require.Len(t, wrong, 1)
	assert.Contains(t, wrong[0], "pas avant 16:00")
	assert.Contains(t, wrong[0], "1 h de repos après le voyage")
	assert.Empty(t, starts("09:00", "16:00", "10:00", "17:30"))
	assert.Empty(t, starts("09:00", "15:00", "14:00", "16:30"), "the meal is the rest")
	p.Shape.Moves[0].Minutes = 120
	assert.Empty(t, starts("09:00", "13:00", "10:00", "14:30"), "two hours are no journey")
	p.Shape.Moves[0].Minutes = 150
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 3000})
	require.NoError(t, err)
	require.NoError(t, res.Report.Err())
}

// Two bases that no way joins are named, unless they are near each other.
func TestBasesWithoutWay(t *testing.T) {
	b := right()
	without := func() []string {
		var out []string
		for _, i := range b.p.Check().Issues {
			if i.Rule == "schedule/no-way" {
				out = append(out, i.Path+" "+i.Severity.String()+" "+i.Message)
			}
		}
		return out
	}
	assert.Empty(t, without())
	b.p.Shape.Moves = nil
	require.Len(t, without(), 1)
	assert.Contains(t, without()[0], "shape.moves warning")
	assert.Contains(t, without()[0], "Brest")
	for i := range b.p.Locations {
		b.p.Locations[i].LatMilli, b.p.Locations[i].LonMilli = 48_857, 2_352+i
	}
	assert.Empty(t, without(), "a few steps")
}

// A film in Paris and in La Réunion: hours are those of each place, and the search, the check and the cost agree.
func TestOneFilmOnTwoClocks(t *testing.T) {
	b := right()
	b.p.Scenes = []schedule.Scene{*b.scene("1"), *b.scene("6")}
	b.p.Scenes[1].Light, b.p.Scenes[1].Minutes = script.Night, 240
	l := b.place("phare")
	l.Region, l.Country, l.LatMilli, l.LonMilli = "FR-974", "FR", -20_880, 55_450
	res, err := schedule.Solve(context.Background(), b.p, schedule.Settings{Moves: 3000})
	require.NoError(t, err)
	require.Equal(t, schedule.Optimal, res.Status)
	require.NoError(t, res.Report.Err())
	for _, d := range res.Plan.Days {
		if d.Scenes[0] != "6" {
			assert.Empty(t, b.p.ClockLabel(d))
			continue
		}
		assert.Equal(t, labour.TimeZone("Indian/Reunion"), b.p.ClockOf(d))
		assert.Contains(t, b.p.ClockLabel(d), "+3\u00a0h")
		assert.GreaterOrEqual(t, d.Starts[0].String(), "19:0") // the sun of the place sets before seven
		assert.LessOrEqual(t, d.Starts[0].String(), "19:3")
	}
	cost, err := schedule.Cost(b.p, res.Plan)
	require.NoError(t, err)
	assert.True(t, cost.Value.Equal(res.Cost))
}

// The bar is free on two days between its stays: room for two days of works, not for three.
func TestRoomToBuildAgain(t *testing.T) {
	told := func(rig int) string {
		b := right()
		b.place("bar").PrepDays, b.place("bar").RigDays, b.place("bar").StrikeDays = 1, rig, 1
		out := ""
		for _, i := range schedule.Check(b.p, b.plan).Of(moteur.Warning) {
			if i.Rule == "schedule/stay-build" {
				out += i.Path + " " + strings.ReplaceAll(i.Message, fr.NBSP, " ")
			}
		}
		return out
	}
	assert.Empty(t, told(0))
	assert.Equal(t, "days[4] Jour 5, vendredi 5 mars 2027 : retour à Le bar, 2 jours libres après le séjour précédent : sa remise en état (1 jour) et "+
		"sa préparation (2 jours), comptées une fois par séjour, n'y tiennent pas.", told(1))
}

// The second stay in one period is prepared on the days before it, the first one from the beginning of the period.
func TestDatesOfPreparation(t *testing.T) {
	b := right()
	b.place("bar").PrepDays, b.place("bar").Windows = 1, span(march(1), march(8))
	weeks := text.String(schedule.Paper{Problem: b.p, Plan: b.plan, Date: march(1)}.Weeks())
	assert.Regexp(t, `(?m)^ +préparation : Le bar {50,}préparation : Le bar {5,}voyage Paris`, strings.ReplaceAll(weeks, fr.NBSP, " "))
}
