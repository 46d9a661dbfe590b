package schedule_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// A shoot that begins a week or more after the date asked, or stops as long, says from when to when, what keeps the scene, and how to shoot
// it sooner.
func TestALateStartIsTold(t *testing.T) {
	june := moteur.NewDate(2027, 6, 21)
	child := func(scenes ...schedule.Scene) schedule.Problem {
		p := hoursOf(june, scenes...)
		p.Calendar.Last, p.Rules.Agreement = moteur.Date{}, schedule.Cinema
		p.Roles = []schedule.Role{{ID: "K", Name: "Kim", DayRate: euros(300), Child: &labour.Child{Age: 8}}}
		return p
	}
	for _, c := range []struct {
		name    string
		problem func() schedule.Problem
		says    []string // nothing when the start is not put off
	}{
		{"a child by night", func() schedule.Problem { return child(outside(script.Night, 60, "K")) },
			[]string{"Le tournage, demandé le lundi 21 juin 2027, ne commence que le", "jours ouvrés plus tard", "la séquence 1", "Kim (8 ans)", "dans le noir",
				"autorisation individuelle", "nuit américaine"}},
		{"a child by day", func() schedule.Problem { return child(outside(script.Day, 60, "K")) }, nil},
		{"a shop that opens late, by day", func() schedule.Problem {
			p := child(outside(script.Day, 60))
			p.Calendar.First, p.Roles = march(1), nil
			p.Locations[0].Opens, p.Locations[0].Closes = at("21:00"), at("29:00")
			return p
		}, []string{"demandé le lundi 1er mars 2027", "L n'est autorisé que de 21:00 à 05:00", "entre le lever et le coucher", "Obtenir L de"}},
		{"a performer who comes in July", func() schedule.Problem {
			p := child(inside(60, "K"))
			p.Roles[0].Child, p.Roles[0].Free = nil, []moteur.Span{{From: moteur.NewDate(2027, 7, 12)}}
			return p
		}, []string{"ne commence que le lundi 12 juillet 2027, 15 jours ouvrés", "Kim n'est libre", "Obtenir Kim"}},
		{"a pause in the middle", func() schedule.Problem {
			p := child(inside(60, "K"), inside(60))
			p.Roles[0].Child, p.Roles[0].Free = nil, []moteur.Span{{From: moteur.NewDate(2027, 7, 12)}}
			p.Roles = append(p.Roles, schedule.Role{ID: "M", Name: "Mia", Free: []moteur.Span{{From: june, To: june}}})
			p.Scenes[1].Roles = []string{"M"}
			return p
		}, []string{"Le tournage s'arrête après le lundi 21 juin 2027 et ne reprend que le lundi 12 juillet 2027", "Kim n'est libre"}},
		{"a pin", func() schedule.Problem {
			p := child(inside(60))
			p.Roles = nil
			p.Pins = []schedule.Pin{{Scene: "1", Span: moteur.Span{From: moteur.NewDate(2027, 7, 1), To: moteur.NewDate(2027, 7, 2)}}}
			return p
		}, []string{"La séquence 1 est fixée"}},
		{"four days later", func() schedule.Problem {
			p := child(inside(60, "K"))
			p.Roles[0].Child, p.Roles[0].Free = nil, []moteur.Span{{From: moteur.NewDate(2027, 6, 25)}}
			return p
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			res, err := schedule.Solve(context.Background(), c.problem(), schedule.Settings{Workers: 1, Moves: 20_000})
			require.NoError(t, err)
			require.NotEmpty(t, res.Plan.Days)
			said := ""
			for _, i := range res.Report.Of(moteur.Warning) {
				if i.Rule == "schedule/put-off" {
					said += strings.ReplaceAll(i.Message, "\u00a0", " ")
				}
			}
			for _, s := range c.says {
				assert.Contains(t, said, s)
			}
			if c.says == nil {
				assert.Empty(t, said)
			}
			assert.NotContains(t, said, "05:30")
		})
	}
}
