package schedule_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// board is a problem and a plan laid by hand.
type board struct {
	p    schedule.Problem
	plan schedule.Plan
}

// at reads an hour of a day: "25:30" is half past one the next morning.
func at(s string) labour.Clock {
	c, err := labour.ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

// march is a date of March 2027, whose 1st is a Monday. In Paris the sun rises at 07:33 and sets at 18:34 on that day; the dawn comes at
// 07:02 and the night at 19:05.
func march(day int) moteur.Date { return moteur.NewDate(2027, 3, day) }

// shoots is a day of a plan: "call ready meal wrap", then its scenes with their beginnings: "1 14:00".
func shoots(date moteur.Date, hours string, scenes ...string) schedule.Day {
	h := strings.Fields(hours)
	d := schedule.Day{Date: date, Call: at(h[0]), Ready: at(h[1]), Meal: at(h[2]), Wrap: at(h[3])}
	for _, s := range scenes {
		f := strings.Fields(s)
		d.Scenes = append(d.Scenes, f[0])
		if len(f) > 1 {
			d.Starts = append(d.Starts, at(f[1]))
		}
	}
	return d
}

func numbered(days ...schedule.Day) schedule.Plan {
	n := map[string]int{}
	for i := range days {
		n[days[i].Unit]++
		days[i].Number = n[days[i].Unit]
	}
	return schedule.Plan{Days: days}
}

// right is a plan of seven scenes in six days that breaks nothing.
func right() *board {
	ext := func(id, place string, light script.Light, minutes int, roles ...string) schedule.Scene {
		return schedule.Scene{ID: id, Set: id, Location: place, Place: script.Exterior, Light: light, Minutes: minutes, Eighths: 8, Roles: roles}
	}
	in := func(id, place string, minutes int, roles ...string) schedule.Scene {
		s := ext(id, place, script.Day, minutes, roles...)
		s.Place = script.Interior
		return s
	}
	b := &board{p: schedule.Problem{
		Scenes: []schedule.Scene{ext("1", "port", script.Day, 180, "NORA"), ext("2", "port", script.Night, 120, "NORA"), in("3", "bar", 300, "NORA", "TOM"),
			ext("4", "port", script.Day, 600, "TOM"), in("5", "bar", 120, "LOU"), ext("6", "phare", script.Day, 180, "NORA"), in("7", "bar", 60, "TOM")},
		Roles: []schedule.Role{{ID: "NORA", Name: "Nora", DayRate: euros(500)}, {ID: "TOM", Name: "Tom", DayRate: euros(300)},
			{ID: "LOU", Name: "Lou", DayRate: euros(200), Child: &labour.Child{Age: 10, MaxMinutes: 240, Before: 30, After: 15}}},
		Locations: []schedule.Location{{ID: "port", Name: "Le port", Base: "Paris", LatMilli: 48_857, LonMilli: 2_352}, {ID: "bar", Name: "Le bar", Base: "Paris"},
			{ID: "phare", Name: "Le phare", Base: "Brest", LatMilli: 48_390, LonMilli: -4_486}},
		Equipment: []schedule.Equipment{{ID: "grue", Name: "Grue", DayRate: euros(900)}},
		Calendar:  schedule.Calendar{First: march(1)},
		Shape: schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30, MoveMinutes: 20,
			Moves: []schedule.Move{{From: "Paris", To: "Brest", Minutes: 300, Km: 590}}},
		Crew: schedule.Crew{DayRate: euros(15000), HourRate: euros(1000)},
	}}
	b.p.Scenes[3].Parts = 2
	days := []schedule.Day{
		shoots(march(1), "13:00 14:00 19:00 22:30", "1 14:00", "2 20:00"),
		shoots(march(2), "10:00 11:00 13:00 17:30", "3 11:00"),
		shoots(march(3), "08:00 09:00 12:00 15:30", "4 09:00"),
		shoots(march(4), "08:00 09:00 12:00 15:30", "4 09:00"),
		shoots(march(5), "09:00 10:00 12:00 14:30", "5 10:00", "7 13:00"),
		shoots(march(8), "09:00 10:00 13:00 14:30", "6 10:00"),
	}
	days[2].Parts = []schedule.Part{{Scene: "4", Number: 1, Of: 2, Minutes: 300, Eighths: 4}}
	days[3].Parts = []schedule.Part{{Scene: "4", Number: 2, Of: 2, Minutes: 300, Eighths: 4}}
	b.plan = numbered(days...)
	return b
}

// thereAndBack shoots the first day in the port, then in the bar, and then in the port again.
func (b *board) thereAndBack() {
	b.day(5).Scenes = []string{"5"}
	b.hours(5, "09:00 10:00 12:00 13:30", "10:00")
	b.day(1).Scenes = []string{"1", "7", "2"}
	b.hours(1, "13:00 14:00 19:00 22:30", "14:00", "17:20", "20:00")
}

// left makes the port a place left for good, shot on days 3 and 4 alone, one of which holds a scene of the bar too.
func (b *board) left(day int, scenes ...string) {
	b.p.Locations = append(b.p.Locations, *b.place("port"))
	b.p.Locations[len(b.p.Locations)-1].ID = "quai"
	b.place("port").NoReturn, b.scene("1").Location, b.scene("2").Location = true, "quai", "quai"
	b.day(5).Scenes = []string{"5"}
	b.hours(5, "09:00 10:00 12:00 13:30", "10:00")
	d, was := b.day(day), *b.day(day)
	*d = shoots(was.Date, "08:00 09:00 13:00 16:50", scenes...)
	d.Number, d.Parts = was.Number, was.Parts
}

// scene, role, place and day are those of a board, to be changed.
func (b *board) scene(id string) *schedule.Scene {
	for i := range b.p.Scenes {
		if b.p.Scenes[i].ID == id {
			return &b.p.Scenes[i]
		}
	}
	panic(id)
}

func (b *board) role(id string) *schedule.Role {
	for i := range b.p.Roles {
		if b.p.Roles[i].ID == id {
			return &b.p.Roles[i]
		}
	}
	panic(id)
}

func (b *board) place(id string) *schedule.Location {
	for i := range b.p.Locations {
		if b.p.Locations[i].ID == id {
			return &b.p.Locations[i]
		}
	}
	panic(id)
}

func (b *board) day(n int) *schedule.Day { return &b.plan.Days[n-1] }

// hours changes those of a day, and the beginnings of its scenes.
func (b *board) hours(n int, hours string, starts ...string) {
	h, d := strings.Fields(hours), b.day(n)
	d.Call, d.Ready, d.Meal, d.Wrap, d.Starts = at(h[0]), at(h[1]), at(h[2]), at(h[3]), nil
	for _, s := range starts {
		d.Starts = append(d.Starts, at(s))
	}
}

// units gives the board a second unit that shoots scene 8, by night, in the bar on the first day.
func (b *board) units() {
	b.p.Units = []schedule.Unit{{ID: "A"}, {ID: "B", Name: "Deuxième équipe", DayRate: euros(3000)}}
	for i := range b.plan.Days {
		b.plan.Days[i].Unit = "A"
	}
	s := *b.scene("7")
	s.ID, s.Minutes, s.Roles = "8", 60, nil
	b.p.Scenes = append(b.p.Scenes, s)
	d := shoots(march(1), "08:00 09:00 12:00 13:30", "8 09:00")
	d.Unit = "B"
	b.plan = numbered(append(b.plan.Days, d)...)
}

// alone keeps one scene and its day, at other hours.
func (b *board) alone(id string, date moteur.Date, hours, begin string) {
	s := *b.scene(id)
	b.p.Scenes = []schedule.Scene{s}
	b.plan = numbered(shoots(date, hours, id+" "+begin))
}

// wrongPlan is an edit of the right board, the rule it breaks, and words of the message; an edit without a rule breaks nothing. Rules
// after a bar are broken too, by the nature of things.
type wrongPlan struct {
	name  string
	edit  func(b *board)
	rule  string
	words []string
}

func look(t *testing.T, cases []wrongPlan) {
	t.Helper()
	for _, c := range cases {
		b := right()
		c.edit(b)
		r := schedule.Check(b.p, b.plan)
		if c.rule == "" {
			assert.NoError(t, r.Err(), c.name)
			continue
		}
		rules := strings.Split(c.rule, "|")
		found := ""
		for _, i := range r.Of(moteur.Error) {
			if i.Rule == rules[0] {
				found += strings.ReplaceAll(i.Message, "\u00a0", " ") + "\n"
			}
		}
		if !assert.NotEmpty(t, found, "%s: no %s in %v", c.name, c.rule, r.Of(moteur.Error)) {
			continue
		}
		for _, w := range c.words {
			assert.Contains(t, strings.ToLower(found), strings.ToLower(w), c.name)
		}
		for _, i := range r.Of(moteur.Error) {
			assert.Contains(t, rules, i.Rule, "%s: %s", c.name, i.Message)
		}
	}
}
