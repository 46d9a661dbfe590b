package schedule_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
)

// lines are the amounts of some lines of the cost of a board.
func (b *board) lines(t *testing.T, labels ...string) []string {
	t.Helper()
	cost, err := schedule.Cost(b.p, b.plan)
	require.NoError(t, err)
	require.NoError(t, cost.Verify())
	var out []string
	for _, l := range labels {
		out = append(out, term(cost, l))
	}
	return out
}

// The right plan by hand: six days of crew; the first day has two hours and a half of night, the journey five hours; Nora works three
// days, Tom four, Lou one; no day of the calendar is lost.
func TestCostOfTheRightPlan(t *testing.T) {
	b := right()
	assert.Equal(t, []string{"90000", "1250", "5000", "1500", "1200", "200", "0", "0"}, b.lines(t, "Équipe", "Jour 1, nuit", "Voyage du ven. 05/03 : Paris → Brest, heures de voyage",
		"Nora", "Tom", "Lou", "Jours ouvrés sans tournage", "Commencer à la date demandée"))
	assert.Equal(t, []schedule.Journey{{Date: march(5), From: "Paris", To: "Brest", Minutes: 300, Km: 590}}, journeys(b))
	assert.Equal(t, map[string]schedule.RoleDays{"NORA": {Worked: 3, Paid: 3, Stays: 1}, "TOM": {Worked: 4, Paid: 4, Stays: 1}, "LOU": {Worked: 1, Paid: 1, Stays: 1}},
		b.plan.RoleDays(b.p))
}

// The hours of premium are those that the cost prices: two hours and a half of night at half the hour.
func TestPremiumHours(t *testing.T) {
	b := right()
	days, weeks, err := schedule.PremiumHours(b.p, b.plan)
	require.NoError(t, err)
	require.NoError(t, days.Verify())
	assert.Equal(t, "1.25", days.Value.String())
	assert.Equal(t, "0", weeks.Value.String())
	assert.Equal(t, []string{"1.25"}, []string{term(days, "Jour 1, nuit")})
	b.p.Crew.HourRate = decimal.Zero
	days, _, err = schedule.PremiumHours(b.p, b.plan)
	require.NoError(t, err)
	assert.Equal(t, "1.25", days.Value.String(), "whatever the rate of the crew's hour")
	b.p.Rules.Agreement = -1
	days, _, err = schedule.PremiumHours(b.p, b.plan)
	require.NoError(t, err)
	assert.Equal(t, "0", days.Value.String())
}

// journeys are those of a board, as their exported fields tell them.
func journeys(b *board) []schedule.Journey {
	var out []schedule.Journey
	for _, j := range b.plan.Journeys(b.p) {
		out = append(out, schedule.Journey{Date: j.Date, Unit: j.Unit, From: j.From, To: j.To, Minutes: j.Minutes, Km: j.Km, OnDay: j.OnDay})
	}
	return out
}

// A deal by the week: pro rata below it, never more than it, and what is guaranteed at least.
func TestWeeklyDeal(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(o *schedule.Role)
		want string
		paid int
	}{
		{"three days of a week of 1000", func(*schedule.Role) {}, "600", 3},
		{"ten days guaranteed", func(o *schedule.Role) { o.MinDays = 10 }, "2000", 10},
		{"two weeks guaranteed", func(o *schedule.Role) { o.Weeks = 2 }, "2000", 10},
		{"the greater of both", func(o *schedule.Role) { o.Weeks, o.MinDays = 1, 7 }, "1400", 7},
		{"a day rate of its own", func(o *schedule.Role) { o.DayRate = euros(450) }, "1350", 3},
		{"the week caps the days", func(o *schedule.Role) { o.DayRate = euros(600) }, "1600", 3},
		{"guaranteed days that the week pays already", func(o *schedule.Role) { o.DayRate, o.MinDays = euros(600), 4 }, "1600", 4},
		{"two weeks guaranteed beside a day rate", func(o *schedule.Role) { o.DayRate, o.MinDays = euros(500), 10 }, "2000", 10},
		{"days beyond the weeks at the day rate", func(o *schedule.Role) { o.DayRate, o.MinDays = euros(300), 12 }, "2600", 12},
		{"days beyond the weeks, a week at most", func(o *schedule.Role) { o.DayRate, o.MinDays = euros(300), 14 }, "3000", 14},
		{"two days of rehearsal", func(o *schedule.Role) { o.Paid = []schedule.PaidDays{{Label: "Répétitions", Days: 2}} }, "1000", 3},
		{"a fitting at its own rate", func(o *schedule.Role) {
			o.Paid = []schedule.PaidDays{{Label: "Essayage", Days: 1, DayRate: euros(50)}}
		}, "650", 3},
		{"a day in an option", func(o *schedule.Role) {
			o.Free, o.Options = span(march(1), march(5)), []schedule.RoleOption{{Span: span(march(8), march(8))[0], DayRate: euros(500)}}
		}, "900", 3},
		{"an option beside the week", func(o *schedule.Role) {
			o.Free, o.Options = span(march(1), march(5)), []schedule.RoleOption{{Span: span(march(8), march(8))[0], DayRate: euros(1500)}}
		}, "1900", 3},
		{"an option beside the weeks guaranteed", func(o *schedule.Role) {
			o.Free, o.Options = span(march(1), march(5)), []schedule.RoleOption{{Span: span(march(8), march(8))[0], DayRate: euros(1500)}}
			o.Weeks = 1
		}, "2500", 6},
		{"an option on a free day", func(o *schedule.Role) {
			o.Free, o.Options = span(march(1), march(9)), []schedule.RoleOption{{Span: span(march(8), march(8))[0], DayRate: euros(500)}}
		}, "600", 3},
		{"holds", func(o *schedule.Role) { o.HoldPaid = true }, "1200", 6}, // four days at 200 are under the week
	} {
		b := right()
		o := b.role("NORA")
		o.DayRate, o.WeekRate = decimal.Zero, euros(1000)
		c.edit(o)
		assert.Equal(t, []string{c.want}, b.lines(t, "Nora"), c.name)
		assert.Equal(t, c.paid, b.plan.RoleDays(b.p)["NORA"].Paid, c.name)
	}
	b := right()
	o := b.role("NORA")
	o.DayRate, o.WeekRate, b.p.Calendar.WorkDays = decimal.Zero, euros(1000), 6
	assert.Equal(t, []string{"500.01"}, b.lines(t, "Nora"), "a sixth of a week, to the cent")
}

// What is guaranteed is due without any scene; so are the rehearsals. Nobody travels for them.
func TestWhoIsEngagedIsPaid(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(o *schedule.Role)
		want string
		paid int
	}{
		{"nothing guaranteed", func(*schedule.Role) {}, "0", 0},
		{"days", func(o *schedule.Role) { o.MinDays = 4 }, "2000", 4},
		{"weeks", func(o *schedule.Role) { o.WeekRate, o.Weeks = euros(1000), 2 }, "2000", 10},
		{"days of rehearsal", func(o *schedule.Role) { o.Paid = []schedule.PaidDays{{Label: "Répétitions", Days: 2}} }, "1000", 0},
	} {
		b := right()
		o := b.role("NORA")
		o.Travel, o.TravelDays, o.TravelRate = euros(100), 1, euros(50)
		c.edit(o)
		for _, id := range []string{"1", "2", "3", "6"} {
			b.scene(id).Roles = nil
		}
		assert.Equal(t, []string{c.want}, b.lines(t, "Nora"), c.name)
		assert.Equal(t, schedule.RoleDays{Paid: c.paid}, b.plan.RoleDays(b.p)["NORA"], c.name)
		assert.Equal(t, c.want != "0", slices.ContainsFunc(schedule.Check(b.p, b.plan).Issues, func(i moteur.Issue) bool {
			return i.Rule == "schedule/paid-unseen" && i.Severity == moteur.Warning
		}), c.name)
	}
}

// One person in two roles is paid once a day, by the engagement of the first role.
func TestCostOfAPerformerOfTwoRoles(t *testing.T) {
	b := right()
	b.role("NORA").Performer, b.role("TOM").Performer = "p", "p"
	b.scene("3").Roles = []string{"NORA", "TOM"}
	assert.Equal(t, []string{"3000", "0", "0"}, b.lines(t, "Nora et Tom", "Nora", "Tom"), "six dates at 500")
	days := b.plan.RoleDays(b.p)
	assert.Equal(t, schedule.RoleDays{Worked: 3, Paid: 6, Stays: 1}, days["NORA"])
	assert.Equal(t, schedule.RoleDays{Worked: 4}, days["TOM"])
	assert.Equal(t, 7, b.plan.Figures(b.p).RoleDaysPaid, "six dates and Lou's")
}

// Places are paid by blocks, their building once a stay; gear by copy, with its preparation.
func TestCostOfPlacesAndGear(t *testing.T) {
	b := right()
	bar := b.place("bar")
	bar.DayRate = euros(100)
	assert.Equal(t, []string{"200"}, b.lines(t, "Le bar"), "two days")
	bar.Block = 7
	assert.Equal(t, []string{"700"}, b.lines(t, "Le bar"), "a week")
	bar.MinDays = 10
	assert.Equal(t, []string{"1000"}, b.lines(t, "Le bar"), "ten days at least")
	bar.PrepDays, bar.RigDays, bar.StrikeDays, bar.PrepRate = 2, 1, 1, euros(30)
	around := "Le bar : préparation, prélight et remise en état"
	assert.Equal(t, []string{"240"}, b.lines(t, around), "two stays of four days")
	b.day(5).Date = march(3)
	b.day(3).Date, b.day(4).Date = march(4), march(5)
	assert.Equal(t, []string{"120"}, b.lines(t, around), "one stay")

	b = right()
	b.place("port").PrepDays, b.place("port").PrepRate = 1, euros(30)
	around = "Le port : préparation, prélight et remise en état"
	assert.Equal(t, []string{"60"}, b.lines(t, around), "the first day, and the third and the fourth")
	b.thereAndBack()
	assert.Equal(t, []string{"90"}, b.lines(t, around), "twice on the first day")

	b = right()
	b.scene("3").Needs, b.scene("7").Needs = []string{"grue"}, []string{"grue"}
	assert.Equal(t, []string{"1800"}, b.lines(t, "Grue"))
	b.p.Equipment[0].PrepDays, b.p.Equipment[0].TravelDays = 1, 2
	assert.Equal(t, []string{"1800", "2700"}, b.lines(t, "Grue", "Grue : préparation et transport"))
	assert.Equal(t, 5, b.plan.EquipmentDays(b.p)["grue"])
	b.units()
	b.scene("8").Needs, b.scene("1").Needs, b.p.Equipment[0].Copies = []string{"grue"}, []string{"grue"}, 2
	assert.Equal(t, []string{"3600"}, b.lines(t, "Grue"), "two units on the first day")
}

// Days lost are priced: those in the middle of the shoot, and those before its start.
func TestCostOfIdleDaysAndOfALateStart(t *testing.T) {
	idle, late := "Jours ouvrés sans tournage", "Commencer à la date demandée"
	b := right()
	b.day(6).Date = march(10)
	assert.Equal(t, []string{"30000"}, b.lines(t, idle), "two days at the rate of the crew")
	b.p.Crew.IdleRate = euros(4000)
	assert.Equal(t, []string{"8000"}, b.lines(t, idle))
	b.p.Crew.IdleFree = true
	assert.Equal(t, []string{"0"}, b.lines(t, idle))

	b = right()
	b.p.Calendar.First = march(1).AddDays(-7)
	assert.Equal(t, []string{"75000"}, b.lines(t, late), "a week of five days")
	b.p.Wishes.LateStart = euros(100)
	assert.Equal(t, []string{"500"}, b.lines(t, late))
	for _, l := range []string{"port", "bar", "phare"} {
		b.place(l).Windows = span(march(1).AddDays(-3), march(31)) // from the Friday on
	}
	assert.Equal(t, []string{"100"}, b.lines(t, late), "nothing could be shot before the Friday")
	b.p.Calendar.Off = []moteur.Date{march(1).AddDays(-3)}
	assert.Equal(t, []string{"0"}, b.lines(t, late))
}

// Hours beyond those of a week are priced by band; under 3097 the bands begin after 35, 43 and 48 hours.
func TestCostOfTheHoursOfAWeek(t *testing.T) {
	b := right() // 8 h 30, 6 h 30, 6 h 30, 6 h 30, 4 h 30
	week := "Semaine du lun. 01/03, heures supplémentaires de la semaine à "
	assert.Equal(t, []string{"0"}, b.lines(t, week+"25\u00a0%"))
	for n := 2; n <= 5; n++ {
		b.day(n).Wrap = b.day(n).Call.Add(660) // ten hours of work: 48 h 30 in the week
	}
	assert.Equal(t, []string{"2000", "2500", "375"}, b.lines(t, week+"25\u00a0%", week+"50\u00a0%", week+"75\u00a0%"), "eight hours, five hours, half an hour")
	b.p.Rules.Agreement = schedule.NoLaw
	assert.Equal(t, []string{"0"}, b.lines(t, week+"25\u00a0%"))
}

// A journey is paid up to seven hours; it takes place in the evening, in the morning or on a day of its own.
func TestJourneys(t *testing.T) {
	for _, c := range []struct {
		name    string
		edit    func(b *board)
		date    moteur.Date
		onDay   bool
		minutes int // paid
	}{
		{"the evening", func(*board) {}, march(5), false, 300},
		{"after a night that wraps at two", func(b *board) { b.day(5).Call, b.day(5).Wrap = at("18:00"), at("26:00") }, march(6), false, 300},
		{"the morning", func(b *board) { b.day(5).Wrap, b.day(6).Date = at("17:01"), march(6) }, march(6), false, 300},
		{"a day of its own", func(b *board) {
			b.day(5).Wrap = at("17:01")
			b.hours(6, "09:00 10:00 13:00 19:00", "10:00")
		}, march(6), true, 300},
		{"longer than what is paid", func(b *board) { b.p.Shape.Moves[0].Minutes = 450 }, march(5), false, 420},
	} {
		b := right()
		b.day(5).Wrap = at("14:00")
		c.edit(b)
		list := b.plan.Journeys(b.p)
		require.Len(t, list, 1, c.name)
		assert.Equal(t, c.date, list[0].Date, c.name)
		assert.Equal(t, c.onDay, list[0].OnDay, c.name)
		cost, err := schedule.Cost(b.p, b.plan)
		require.NoError(t, err)
		found := ""
		cost.Walk(func(_ int, s moteur.Step) {
			if len(s.Label) > 6 && s.Label[:6] == "Voyage" && s.Op == moteur.OpRatio {
				found = s.Value.String()
			}
		})
		assert.Equal(t, decimal.NewFromInt(int64(c.minutes)).Mul(euros(1000)).DivRound(euros(60), 2).String(), found, c.name)
	}
	b := right()
	b.day(5).Wrap = at("14:00")
	b.p.Shape.Moves[0].Minutes = 120
	short := b.plan.Journeys(b.p)
	require.Len(t, short, 1)
	assert.True(t, short[0].Short, "two hours are a trajet")
	assert.Equal(t, "trajet", short[0].Title())
	assert.Equal(t, []string{"2000"}, b.lines(t, "Trajet du ven. 05/03 : Paris → Brest, heures de trajet"), "paid as a voyage is")
	b.p.Shape.Journey = 119
	assert.False(t, b.plan.Journeys(b.p)[0].Short)
	b.p.Shape.Moves = nil
	assert.Empty(t, b.plan.Journeys(b.p), "bases that no way joins are near each other")
}

// A Saturday is the sixth day of a week when the calendar works the five days before it.
func TestSixthDayOfTheCalendar(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(b *board)
		want string
	}{
		{"from Monday to Saturday", func(b *board) { b.p.Calendar.WorkDays = 6 }, "4500"},
		{"from Tuesday to Saturday", func(b *board) { b.p.Calendar.FirstDay = 2 }, "0"},
		{"a Saturday allowed", func(b *board) { b.p.Calendar.On = []moteur.Date{march(6)} }, "4500"},
		{"a day off in the week", func(b *board) { b.p.Calendar.WorkDays, b.p.Calendar.Off = 6, []moteur.Date{march(3)} }, "0"},
	} {
		b := right()
		b.p.Rules.ParisRegion = true
		b.day(5).Date = march(6)
		c.edit(b)
		assert.Equal(t, []string{c.want}, b.lines(t, "Jour 5, sixième jour"), c.name)
	}
}
