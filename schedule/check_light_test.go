package schedule_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// outdoor leaves one scene in the port, at an hour of the first day, in a day without a break.
func outdoor(light script.Light, minutes int, begin string) func(b *board) {
	return func(b *board) {
		b.p.Scenes = b.p.Scenes[:1]
		s := &b.p.Scenes[0]
		s.Light, s.Minutes, s.Roles = light, minutes, nil
		start := at(begin)
		d := schedule.Day{Date: march(1), Scenes: []string{"1"}, Starts: []labour.Clock{start}, Call: start.Add(-60), Ready: start, Wrap: start.Add(minutes + 30),
			Night: light == script.Night || light == script.Evening || light == script.Dusk}
		b.plan = numbered(d)
	}
}

func TestWrongPlansLight(t *testing.T) {
	away := func(b *board) { b.place("port").LatMilli, b.place("port").LonMilli = 0, 0 }
	look(t, []wrongPlan{
		{"by day, from sunrise", outdoor(script.Day, 60, "07:33"), "", nil},
		{"by day, before sunrise", outdoor(script.Day, 60, "07:32"), "schedule/light", []string{"séquence 1 (EXT/JOUR)", "07:32", "08:32", "07:33", "18:34", "lundi 1er mars"}},
		{"by day, until sunset", outdoor(script.Day, 60, "17:34"), "", nil},
		{"by day, after sunset", outdoor(script.Day, 60, "17:35"), "schedule/light", []string{"18:35", "se couche à 18:34"}},
		{"in the morning as by day", outdoor(script.Morning, 60, "07:32"), "schedule/light", nil},
		{"half an hour kept from sunset", and(outdoor(script.Day, 60, "17:05"), func(b *board) { b.p.Light.Day = 30 }), "schedule/light", []string{"marge de 30 minutes"}},
		{"by night in full daylight", outdoor(script.Night, 60, "14:00"), "schedule/light", []string{"EXT/NUIT", "14:00", "19:05"}},
		{"by night, from the end of twilight", outdoor(script.Night, 60, "19:05"), "", nil},
		{"by night, a minute early", outdoor(script.Night, 60, "19:04"), "schedule/light", []string{"19:04", "19:05"}},
		{"in the evening as by night", outdoor(script.Evening, 60, "19:04"), "schedule/light", nil},
		{"by night, ten minutes kept from the twilight", and(outdoor(script.Night, 60, "19:14"), func(b *board) { b.p.Light.Night = 10 }), "schedule/light", []string{"marge de 10 minutes"}},
		{"by night, before the dawn", outdoor(script.Night, 60, "06:02"), "", nil},
		{"by night, into the dawn", outdoor(script.Night, 60, "06:03"), "schedule/light", []string{"07:03", "avant 07:02"}},
		{"by night, into the next dawn", outdoor(script.Night, 240, "27:01"), "schedule/light|schedule/date", []string{"03:01 (+1)", "07:00 (+1)"}},
		{"by night, until the next dawn, wholly on the next date", outdoor(script.Night, 240, "27:00"), "schedule/date", []string{"03:00 (+1)", "lendemain"}},
		{"by night, from a minute before midnight", outdoor(script.Night, 240, "23:59"), "", nil},
		{"by night, from midnight", outdoor(script.Night, 240, "24:00"), "schedule/date", nil},
		{"at dawn, its whole window", outdoor(script.Dawn, 76, "07:02"), "", nil},
		{"at dawn, longer than the dawn", outdoor(script.Dawn, 77, "07:02"), "schedule/light", []string{"EXT/AUBE", "08:19"}},
		{"at dawn, at noon", outdoor(script.Dawn, 30, "12:00"), "schedule/light", []string{"EXT/AUBE", "12:00"}},
		{"at dawn, an hour after sunrise allowed", and(outdoor(script.Dawn, 91, "07:02"), func(b *board) { b.p.Light.DawnAfter = 60 }), "", nil},
		{"at dusk, its window", outdoor(script.Dusk, 76, "17:49"), "", nil},
		{"at dusk, a minute early", outdoor(script.Dusk, 60, "17:48"), "schedule/light", []string{"EXT/CRÉPUSCULE", "18:34"}},
		{"at dusk, an hour before sunset allowed", and(outdoor(script.Dusk, 60, "17:34"), func(b *board) { b.p.Light.DuskBefore = 60 }), "", nil},
		{"in and out", and(outdoor(script.Day, 60, "06:00"), func(b *board) { b.scene("1").Place = script.Both }), "schedule/light", nil},
		{"an interior", and(outdoor(script.Day, 60, "06:00"), func(b *board) { b.scene("1").Place = script.Interior }), "", nil},
		{"an interior that sees the daylight", and(outdoor(script.Day, 60, "06:00"), func(b *board) {
			b.scene("1").Place = script.Interior
			b.place("port").Daylight = true
		}), "schedule/light", []string{"INT/JOUR"}},
		{"day for night, by day", and(outdoor(script.Night, 60, "12:00"), func(b *board) { b.scene("1").DayForNight = true; b.day(1).Night = false }), "", nil},
		{"day for night, by night", and(outdoor(script.Night, 60, "20:00"), func(b *board) { b.scene("1").DayForNight = true; b.day(1).Night = false }), "schedule/light",
			[]string{"nuit américaine"}},
		{"the sun of another place of the base", and(outdoor(script.Day, 60, "07:32"), func(b *board) { b.scene("1").Location = "bar" }), "schedule/light", []string{"07:33"}},
		{"the sun of the film's base", and(outdoor(script.Day, 60, "07:32"), away, func(b *board) {
			b.place("phare").LatMilli, b.place("phare").LonMilli = 0, 0
			b.p.Home = schedule.Position{LatMilli: 48_857, LonMilli: 2_352}
		}), "schedule/light", []string{"07:33"}},
		{"the sun of the only place known", and(outdoor(script.Day, 60, "07:50"), away), "schedule/light", []string{"08:00"}}, // Brest
		{"no sun anywhere", and(outdoor(script.Day, 60, "06:30"), away, func(b *board) { b.place("phare").LatMilli, b.place("phare").LonMilli = 0, 0 }), "", nil},
		{"the light lifted", and(outdoor(script.Day, 60, "06:30"), func(b *board) { b.p.Light.Off = true }), "", nil},
		{"no law, the sun all the same", and(outdoor(script.Day, 60, "07:32"), func(b *board) { b.p.Rules.Agreement = schedule.NoLaw }), "schedule/light", nil},
		{"a night of June without darkness", and(outdoor(script.Night, 30, "23:30"), func(b *board) {
			b.place("port").LatMilli = 66_000
			b.p.Calendar.First, b.day(1).Date = moteur.NewDate(2027, 6, 21), moteur.NewDate(2027, 6, 21)
		}), "schedule/light", []string{"il ne fait pas nuit"}},
		{"a day of the polar night", and(outdoor(script.Day, 30, "12:00"), func(b *board) {
			b.place("port").LatMilli = 70_000
			b.p.Calendar.First, b.day(1).Date = moteur.NewDate(2027, 12, 20), moteur.NewDate(2027, 12, 20)
		}), "schedule/light", []string{"ne se lève pas"}},
		{"the order of lights where no sun is known", func(b *board) {
			b.p.Light.Off = true
			b.day(1).Scenes = []string{"2", "1"}
			b.hours(1, "13:00 14:00 19:00 22:30", "14:00", "16:00")
		}, "schedule/light-order", []string{"séquence 1 (JOUR)"}},
		{"a night before the day of one date", func(b *board) {
			b.day(1).Scenes = []string{"2", "1"}
			b.hours(1, "02:00 03:00 06:30 15:30", "03:00", "08:00")
			b.p.Roles[0].MaxMinutes = 0
			b.scene("1").Roles, b.scene("2").Roles = nil, nil
		}, "t2.day.span|t2.day.max.exceptional", []string{"13 h 30"}},
		{"eight hours of day in December", func(b *board) {
			b.alone("1", moteur.NewDate(2027, 12, 6), "07:25 08:25 12:00 17:55", "08:25")
			b.p.Scenes[0].Minutes = 480
		}, "schedule/light", []string{"16:5"}},
	})
}

// The clocks change in the nights before 28 March and 31 October: the day before and the day of, at one hour of the clock.
func TestLightAroundTheChangeOfClocks(t *testing.T) {
	for _, c := range []struct {
		date  moteur.Date
		begin string
		want  bool
	}{{moteur.NewDate(2027, 3, 27), "06:50", true}, {moteur.NewDate(2027, 3, 28), "06:50", false},
		{moteur.NewDate(2027, 10, 30), "07:45", false}, {moteur.NewDate(2027, 10, 31), "07:45", true}} {
		b := right()
		outdoor(script.Day, 60, c.begin)(b)
		b.p.Calendar.First, b.p.Calendar.On, b.place("port").SundaysOK = c.date, []moteur.Date{c.date}, true
		b.day(1).Date = c.date
		assert.Equal(t, c.want, schedule.Check(b.p, b.plan).Err() == nil, "%s", c.date)
	}
}

// The hours given for the light of a scene are those that the plan is checked with, as far north as the sun does not set.
func TestLightHoursAreThoseOfTheCheck(t *testing.T) {
	for _, lat := range []int{43_300, 63_430, 69_650, 78_220} {
		for month := time.January; month <= time.December; month++ {
			for _, light := range []script.Light{script.Dawn, script.Morning, script.Day, script.Dusk, script.Evening, script.Night} {
				for _, begin := range []string{"01:10", "05:20", "10:00", "16:50", "22:30"} {
					b := right()
					outdoor(light, 30, begin)(b)
					d, id := b.day(1), b.day(1).Scenes[0]
					d.Date = moteur.NewDate(2027, month, 21)
					b.p.Calendar.First = d.Date
					b.place("port").LatMilli, b.place("port").LonMilli = lat, 10_000
					at := d.Starts[0]
					held := slices.ContainsFunc(b.p.LightHours(*d)[id], func(w labour.Window) bool {
						return w.From.Known() && !at.Before(w.From) && !at.Add(30).After(w.To)
					})
					assert.Equal(t, held, !schedule.Check(b.p, b.plan).Has("schedule/light"), "%d, %s, %s at %s", lat, d.Date, light, begin)
				}
			}
		}
	}
}
