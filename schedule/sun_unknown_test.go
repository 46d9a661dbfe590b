package schedule_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// A plan whose film has no coordinates has no hours for what waits for the sun: its strips, its weeks and its calendar say so, and print
// no hour of a night that nobody knows. Interiors keep their hours. With a base, or without exteriors, nothing is said.
func TestHoursWithoutASun(t *testing.T) {
	const screenplay = "EXT. RUE - NUIT\n\nANNA attend.\n\nINT. CUISINE - JOUR\n\nANNA lit.\n"
	b := breakdown.New(script.ParseText(screenplay, script.Settings{French: true}), breakdown.Settings{})
	const said = "heures à fixer : soleil inconnu"
	first := moteur.NewDate(2027, 3, 1)
	for _, c := range []struct {
		name string
		home schedule.Position
		told bool
	}{{"no base", schedule.Position{}, true}, {"Paris", schedule.Position{LatMilli: 48_857, LonMilli: 2_352}, false}} {
		p := schedule.FromBreakdown(b, schedule.Defaults{First: first, Home: c.home})
		plan := solved(t, p).Plan
		paper := schedule.Paper{Problem: p, Plan: plan, Date: first}
		var ics bytes.Buffer
		require.NoError(t, paper.WriteICS(&ics))
		unfolded := strings.ReplaceAll(strings.ReplaceAll(ics.String(), "\r\n ", ""), "\\,", ",")
		board := text.String(paper.Document())
		for where, out := range map[string]string{"plan": board, "weeks": text.String(paper.Weeks()), "calendar": unfolded} {
			assert.Equal(t, c.told, strings.Contains(strings.ToLower(out), said), "%s, %s:\n%s", c.name, where, out)
		}
		for _, strip := range paper.Board().Strips {
			if len(strip.Cells) > 0 && strip.Cells[0] == "1" {
				assert.Equal(t, c.told, strip.Cells[1] == "à fixer", "%s: %v", c.name, strip.Cells)
			}
			if len(strip.Cells) > 0 && strip.Cells[0] == "2" {
				assert.Contains(t, strip.Cells[1], ":", c.name)
			}
		}
		for _, d := range plan.Days {
			var want []string
			if c.told && (d.Scenes[0] == "1" || len(d.Scenes) > 1) {
				want = []string{"1"}
			}
			assert.Equal(t, want, p.SunUnknown(d), c.name)
		}
	}
}

// A day whose last light is the dusk is no night on the plan nor on its weeks; one with a scene by night is.
func TestADayThatEndsAtDuskIsNoNight(t *testing.T) {
	for screenplay, want := range map[string]string{"EXT. RUE - CRÉPUSCULE\n\nANNA attend.\n": "CRÉPUSCULE, ",
		"EXT. RUE - CRÉPUSCULE\n\nANNA attend.\n\nEXT. RUE - NUIT\n\nANNA attend.\n": "NUIT, "} {
		b := breakdown.New(script.ParseText(screenplay, script.Settings{French: true}), breakdown.Settings{})
		first := moteur.NewDate(2027, 3, 1)
		p := schedule.FromBreakdown(b, schedule.Defaults{First: first, Home: schedule.Position{LatMilli: 48_857, LonMilli: 2_352}})
		paper := schedule.Paper{Problem: p, Plan: solved(t, p).Plan}
		assert.Contains(t, text.String(paper.Weeks()), "J1 "+want)
		for _, s := range paper.Board().Strips {
			if strings.HasPrefix(s.Banner, "JOUR 1") {
				assert.Contains(t, s.Banner, strings.TrimSuffix(want, ", ")+" – convocation")
			}
		}
	}
}
