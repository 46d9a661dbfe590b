package schedule_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
)

// twoUnits is a problem of one day: a scene of seven hours for each of two units.
func twoUnits(first, second string) schedule.Problem {
	a, b := inside(420, first), inside(420, second)
	a.Unit, b.Unit, b.Location = "U1", "U2", "M"
	p := hoursOf(march(1), a, b)
	p.Locations = append(p.Locations, schedule.Location{ID: "M", Name: "M", LatMilli: 48857, LonMilli: 2352})
	p.Units = []schedule.Unit{{ID: "U1"}, {ID: "U2", DayRate: euros(3000)}}
	p.Roles = []schedule.Role{{ID: "A", Name: "Ada", DayRate: euros(400)}, {ID: "B", Name: "Bo", DayRate: euros(400)}}
	return p
}

// A refusal names the person who cannot be in two places, and the journey that takes the time, with ways out that help.
func TestRefusalsNameTheTrueReason(t *testing.T) {
	cinema := func(p schedule.Problem) schedule.Problem {
		p.Rules.Agreement = schedule.Cinema
		return p
	}
	for _, c := range []struct {
		name    string
		problem func() schedule.Problem
		reasons []string
		way     string
		not     []string
	}{
		{"one performer of two roles", func() schedule.Problem {
			p := twoUnits("A", "B")
			p.Roles[0].Performer, p.Roles[1].Performer = "X", "X"
			return p
		}, []string{"Ada et Bo ont le même interprète", "équipe U1", "équipe U2"}, "Confier Bo à un autre interprète.", []string{"480", "convention"}},
		{"long days", func() schedule.Problem {
			p := twoUnits("A", "B")
			p.Roles[0].Performer, p.Roles[1].Performer, p.Shape.Minutes = "X", "X", 1000
			return p
		}, []string{"Ada et Bo ont le même interprète"}, "Confier Bo à un autre interprète.", []string{"convention"}},
		{"one role of two units", func() schedule.Problem { return twoUnits("A", "A") },
			[]string{"Ada est demandé par les équipes U1 et U2"}, "Finir le 2 mars 2027.", []string{"480", "convention"}},
		{"one performer, other dates", func() schedule.Problem {
			p := twoUnits("A", "B")
			p.Roles[0].Performer, p.Roles[1].Performer, p.Calendar.Last = "X", "X", march(5)
			p.Roles[0].Free, p.Roles[1].Free = []moteur.Span{{From: march(1), To: march(1)}}, []moteur.Span{{From: march(3), To: march(3)}}
			return p
		}, []string{"Ada et Bo ont le même interprète"}, "Confier Bo à un autre interprète.", nil},
		{"a long journey", func() schedule.Problem {
			p := hoursOf(march(1), inside(460), inside(460))
			p.Scenes[1].Location = "M"
			p.Locations[0].Base = "Paris"
			p.Locations = append(p.Locations, schedule.Location{ID: "M", Name: "M", Base: "Brest"})
			p.Shape.Moves = []schedule.Move{{From: "Paris", To: "Brest", Minutes: 600}}
			p.Calendar.Last = march(2)
			return p
		}, []string{"Le voyage entre Paris et Brest prend 10 h"}, "le voyage entre Paris et Brest (train, avion", []string{"480"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			res, err := schedule.Solve(context.Background(), cinema(c.problem()), schedule.Settings{Workers: 1})
			require.NoError(t, err)
			require.Equal(t, schedule.Infeasible, res.Status)
			require.NotNil(t, res.Conflict)
			said := strings.ReplaceAll(res.Conflict.String(), "\u00a0", " ")
			for _, s := range c.reasons {
				assert.Contains(t, said, s)
			}
			for _, s := range c.not {
				assert.NotContains(t, said, s)
			}
			assert.Contains(t, strings.Join(res.Conflict.Ways(), "\n"), c.way)
		})
	}
}
