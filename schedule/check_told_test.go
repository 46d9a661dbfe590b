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

// keptLate is a problem whose first day kept a child until two in the morning, and tells no more than its hours.
func keptLate(fillers int) schedule.Problem {
	p := schedule.Problem{
		Roles:     []schedule.Role{{ID: "K", Name: "Kim", DayRate: euros(500), Child: &labour.Child{Age: 9}}, {ID: "A", Name: "Ada", DayRate: euros(300)}},
		Locations: []schedule.Location{{ID: "P", Name: "Le port", LatMilli: 48_857, LonMilli: 2_352}},
		Calendar:  schedule.Calendar{First: march(1), Last: march(20)},
		Shape:     schedule.DayShape{Minutes: 480, Prep: 60, Meal: 60, WrapUp: 30},
		Crew:      schedule.Crew{DayRate: euros(16000), HourRate: euros(1600)},
	}
	for i := range 2 + fillers {
		s := schedule.Scene{ID: fmt.Sprint(i + 1), Set: "port", Location: "P", Place: script.Interior, Light: script.Day, Minutes: 100, Eighths: 6, Roles: []string{"A"}}
		if i < 2 {
			s.Roles = []string{"K"}
		}
		p.Scenes = append(p.Scenes, s)
	}
	p.Frozen = []schedule.Day{shoots(march(1), "16:00 17:00 20:00 26:00", "1")}
	p.Frozen[0].Number = 1
	return p
}

// The rest of a child counts from the real wrap of a day already shot, in what is checked and in what is searched; the night of the child is told.
func TestAFrozenDayKeepsItsChildUntilTheWrap(t *testing.T) {
	for _, c := range []struct {
		name  string
		next  string
		start string
		rule  string
	}{
		{"fourteen hours after the wrap", "15:00 16:00 19:00 21:10", "2 16:00", ""},
		{"five minutes less", "14:55 15:55 19:00 20:05", "2 15:55", "child.rest"},
	} {
		p := keptLate(0)
		plan := numbered(p.Frozen[0], shoots(march(2), c.next, c.start))
		plan.Days[1].Meal = at("17:40")
		plan.Days[1].Wrap = at("19:10")
		r := schedule.Check(p, plan)
		assert.Equal(t, c.rule == "", r.Err() == nil, "%s: %v", c.name, r.Err())
		if c.rule != "" {
			assert.Contains(t, r.Err().Error(), "mardi 2 mars")
		}
		told := ""
		for _, i := range r.Of(moteur.Warning) {
			told += i.Message + "\n"
		}
		assert.Contains(t, told, "Kim", "the night of the child is told: %s", told)
	}
	for _, fillers := range []int{0, 12} { // by enumeration, and by search alone
		p := keptLate(fillers)
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 3000})
		require.NoError(t, err)
		require.NotEmpty(t, res.Plan.Days)
		require.NoError(t, schedule.Check(p, res.Plan).Err())
		for _, d := range res.Plan.Days {
			for _, s := range p.Timetable(d) {
				if s.Scene == "2" && d.Date == march(2) {
					assert.False(t, s.From.Before(labour.At(16, 0)), "%s", s.From)
				}
			}
		}
	}
}

// The beginnings of the scenes of a frozen day tell when a child left, except in a last scene that lasted until the wrap.
func TestAFrozenDayThatTellsItsScenes(t *testing.T) {
	for _, c := range []struct {
		name   string
		scenes []string
		wrap   string
		lawful bool
	}{
		{"the child left before the last scene", []string{"1 15:00", "3 16:40"}, "21:30", true},
		{"the last scene overran", []string{"3 15:00", "1 16:40"}, "21:30", false},
		{"the wrap of the scenes", []string{"3 15:00", "1 16:40"}, "18:50", true},
	} {
		p := keptLate(1)
		p.Frozen = []schedule.Day{shoots(march(1), "12:30 15:00 13:30 "+c.wrap, c.scenes...)}
		p.Frozen[0].Number = 1
		next := shoots(march(2), "08:55 09:55 12:00 14:05", "2 09:55")
		next.Meal, next.Wrap = at("11:35"), at("13:05")
		err := schedule.Check(p, numbered(p.Frozen[0], next)).Err()
		assert.Equal(t, c.lawful, err == nil, "%s: %v", c.name, err)
	}
}

// What is missing or out of order in a plan is named in words.
func TestWordsOfThePlan(t *testing.T) {
	plain := func(r moteur.Report) string {
		var out []string
		for _, i := range r.Issues {
			out = append(out, strings.ReplaceAll(i.Message, "\u00a0", " "))
		}
		return strings.Join(out, "\n")
	}
	for _, c := range []struct {
		name  string
		edit  func(b *board)
		words string
		never string
	}{
		{"a call missing", func(b *board) { b.day(2).Call = labour.Clock{} }, "ses heures manquent : la convocation.", "00:00"},
		{"days out of order", func(b *board) { b.day(2).Number = 7 }, "mardi 2 mars 2027 : son numéro est 7, c'est la journée 2", ""},
		{"hours of a performer without a beginning", func(b *board) { b.role("NORA").Until = at("15:00") }, "n'est libre que jusqu'à 15:00", "à confirmer à"},
		{"hours of a place without an end", func(b *board) { b.place("bar").Opens = at("12:00") }, "n'est autorisé qu'à partir de 12:00", "à à confirmer"},
		{"two roles of one person", func(b *board) {
			b.role("NORA").Performer, b.role("TOM").Performer = "p", "p"
			b.role("NORA").Until = at("15:00")
		}, "l'interprète de Nora et Tom est là", ""},
		{"a scene longer than a day", func(b *board) { b.p.Shape.Minutes, b.p.Shape.Oversize = 290, true }, "mardi 2 mars 2027 : 300 minutes de tournage, plus que les 290 d'une journée : la séquence 3 y est seule.", ""},
		{"a raccord without a reason", func(b *board) { b.p.Precedences = []schedule.Precedence{{Before: "5", After: "3"}} }, "avant la séquence 3 (jour 2, mardi 2 mars 2027).", ": ."},
	} {
		b := right()
		c.edit(b)
		said := plain(schedule.Check(b.p, b.plan))
		assert.Contains(t, said, c.words, c.name)
		if c.never != "" {
			assert.NotContains(t, said, c.never, c.name)
		}
	}
}
