package callsheet_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// The pauses of a child on its sheet stand between its takes, in order. Where they leave no room, the plan and the sheet tell the child, the
// day, the scene and what to do, in the same words; a role whose preparation nobody told says that its HMC is to be fixed.
func TestPausesOfAChildStandBetweenItsTakes(t *testing.T) {
	date := moteur.NewDate(2027, 6, 1)
	scene := func(id string, minutes int, roles ...string) schedule.Scene {
		return schedule.Scene{ID: id, Set: "SALON", Location: "salon", Place: script.Interior, Light: script.Day, Minutes: minutes, Roles: roles}
	}
	sheet := func(before int, scenes ...schedule.Scene) (callsheet.Sheet, moteur.Report, moteur.Report) {
		p := schedule.Problem{Scenes: scenes, Locations: []schedule.Location{{ID: "salon"}}, Calendar: schedule.Calendar{First: date},
			Shape: schedule.DayShape{Minutes: 480, Prep: 60, WrapUp: 30},
			Roles: []schedule.Role{{ID: "A", Name: "Anne"}, {ID: "LOU", Name: "Lou", Child: &labour.Child{Age: 8, Before: before, After: 15,
				MaxMinutes: 360, Number: "75-1", Issued: date.AddDays(-30)}}}}
		d := schedule.Day{Number: 1, Date: date, Call: labour.At(9, 0), Ready: labour.At(10, 0)}
		end := d.Ready
		for _, s := range scenes {
			d.Scenes, end = append(d.Scenes, s.ID), end.Add(s.Minutes)
		}
		d.Wrap = end.Add(30)
		plan := schedule.Plan{Days: []schedule.Day{d}}
		s, err := callsheet.Make(callsheet.Input{Problem: p, Plan: plan,
			Cast: map[string]callsheet.CastUsual{"LOU": {Guardian: "M. Exemple"}}}, 0)
		require.NoError(t, err)
		return s, schedule.Check(p, plan), callsheet.Check(s, callsheet.Settings{})
	}
	s, plan, found := sheet(30, scene("1", 30, "LOU"), scene("2", 60, "A"), scene("3", 60, "LOU"))
	lou := call(t, s, "LOU")
	require.Len(t, lou.Pauses, 1)
	assert.Equal(t, "11:00 11:30", lou.Pauses[0].From.String()+" "+lou.Pauses[0].To.String(), "while Anne plays alone, 90 minutes after 09:30")
	assert.False(t, plan.Has("schedule/child-pause") || found.Has("callsheet/child-pause"), "%v %v", plan, found)

	s, plan, found = sheet(0, scene("1", 30, "LOU"), scene("62", 160, "LOU"))
	assert.Empty(t, call(t, s, "LOU").Pauses, "no pause stands in a take")
	assert.Contains(t, call(t, s, "LOU").Note, "HMC à fixer")
	assert.Contains(t, text.String(s.Document()), "HMC à fixer")
	for rule, r := range map[string]moteur.Report{"schedule/child-pause": plan, "callsheet/child-pause": found} {
		var said []string
		for _, i := range r.Of(moteur.Warning) {
			if i.Rule == rule {
				said = append(said, i.Message)
			}
		}
		require.Len(t, said, 1, "%v", r)
		assert.Contains(t, said[0], "Lou")
		assert.Contains(t, said[0], "séquences 1, 62")
		assert.Contains(t, said[0], "couper la séquence ou y réduire sa présence")
	}
	assert.False(t, found.Has("minor.stretch"), "told once on the sheet: %v", found)

	long := scene("62", 160, "LOU")
	long.Present = map[string]int{"LOU": 45}
	_, plan, found = sheet(30, long)
	assert.False(t, plan.Has("schedule/child-pause") || found.Has("callsheet/child-pause"), "needed for 45 minutes of it: %v %v", plan, found)
}

// A day of service whose last light outdoors is the dusk says so, and not that it is a night.
func TestASheetThatEndsAtDusk(t *testing.T) {
	for light, want := range map[script.Light]string{script.Dusk: "crépuscule", script.Night: "nuit"} {
		s := callsheet.Sheet{Date: moteur.NewDate(2027, 6, 1), Day: 1, Night: true, Scenes: []callsheet.Scene{
			{ID: "1", Place: script.Exterior, Light: script.Dusk}, {ID: "2", Place: script.Exterior, Light: light}}}
		out := strings.SplitN(text.String(s.Document()), "Séq.", 2)[0]
		assert.Contains(t, out, want)
	}
}
