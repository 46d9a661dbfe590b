package schedule_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// oneDay is a problem of one scene and one day near Brest, its light being kept.
func oneDay() schedule.Problem {
	p := oneADay(1)
	p.Calendar.Last = monday
	p.Locations[0].LatMilli, p.Locations[0].LonMilli = 48_400, -4_500
	return p
}

// What binds people and light is named in a conflict and never lifted: other ways are found.
func TestWaysOutOfWhatIsBound(t *testing.T) {
	for _, c := range []struct {
		name  string
		p     func() schedule.Problem
		named string // a constraint of the conflict
		says  string // its words
		id    string
		text  string
	}{
		{"a night shot by day", func() schedule.Problem {
			p := oneDay()
			p.Scenes[0].Light, p.Scenes[0].Minutes = script.Night, 300
			p.Locations[0].Opens, p.Locations[0].Closes = labour.At(8, 0), labour.At(20, 0)
			return p
		}, "light", "La séquence 1 se tourne dans le noir", "day-for-night/1", "Tourner la séquence 1 en nuit américaine, de jour."},
		{"a dusk shot by day", func() schedule.Problem {
			p := oneDay()
			p.Scenes[0].Light, p.Scenes[0].Minutes = script.Dusk, 180
			return p
		}, "light", "La séquence 1 se tourne au crépuscule", "by-day/1", "Tourner la séquence 1 (crépuscule) de jour."},
		{"windows covered", func() schedule.Problem {
			p := oneDay()
			p.Scenes[0].Place, p.Scenes[0].Light, p.Scenes[0].Minutes = script.Interior, script.Night, 300
			p.Locations[0].Daylight = true
			p.Locations[0].Opens, p.Locations[0].Closes = labour.At(8, 0), labour.At(20, 0)
			return p
		}, "light", "dans le noir", "cover-windows/port", "Occulter les fenêtres : Le port."},
		{"a dusk of two days", func() schedule.Problem {
			p := oneDay()
			p.Scenes[0].Light, p.Scenes[0].Minutes = script.Dusk, 120
			return p
		}, "light", "au crépuscule", "last-day", "Finir le 8 juin 2027."},
		{"hours of a child's authorisation", func() schedule.Problem {
			p := oneDay()
			p.Scenes[0].Place, p.Scenes[0].Minutes = script.Interior, 60
			p.Locations[0].Opens, p.Locations[0].Closes = labour.At(20, 0), labour.At(22, 0)
			p.Roles[0].Child = &labour.Child{Age: 12, MaxMinutes: 240, Latest: labour.At(20, 0)}
			return p
		}, "child/NORA", "Nora (12 ans) ne tourne qu'aux heures", "authorisation-evening/NORA", "Demander pour Nora (12 ans) une autorisation individuelle qui permette la présence de 06:00 à 21:00."},
		{"a performer at the theatre", func() schedule.Problem {
			p := oneDay()
			p.Scenes[0].Place = script.Interior
			p.Roles[0].Until = labour.At(14, 0)
			p.Roles[0].From = labour.At(9, 0)
			return p
		}, "role-hours/NORA", "Nora n'est là que de 09:00 à 14:00", "role-hours/NORA/until", "Obtenir Nora de 09:00 à "},
		{"an accessible place", func() schedule.Problem {
			p := oneDay()
			p.Roles[0].Access = true
			return p
		}, "access/port", "Un lieu accessible est demandé (Nora), et Le port ne l'est pas", "access/port", "Rendre accessible ce lieu : Le port."},
		{"a longer day than a member's", func() schedule.Problem {
			p := oneDay()
			p.Crew.Members = []schedule.Member{{Name: "Ali", MaxMinutes: 360}}
			return p
		}, "member-presence/Ali", "Ali est là 6 h au plus par jour", "last-day", "Finir le "},
		{"a holiday of the place", func() schedule.Problem {
			p := oneDay()
			p.Calendar.First, p.Calendar.Last = moteur.NewDate(2027, 3, 26), moteur.NewDate(2027, 3, 26)
			p.Locations[0].Region = "FR-57"
			return p
		}, "holiday/2027-03-26", "Le 26 mars 2027 est férié (Vendredi saint : Le port)", "on/2027-03-26", "Tourner le vendredi 26 mars 2027 (jour férié, Vendredi saint"},
		{"a crane for two units", func() schedule.Problem {
			p := oneDay()
			p.Units = []schedule.Unit{{ID: "A"}, {ID: "B"}}
			p.Equipment = []schedule.Equipment{{ID: "grue", Name: "Grue", DayRate: euros(900)}}
			p.Scenes[0].Needs, p.Scenes[0].Unit = []string{"grue"}, "A"
			p.Scenes = append(p.Scenes, p.Scenes[0])
			p.Scenes[1].ID, p.Scenes[1].Roles, p.Scenes[1].Unit = "2", nil, "B"
			return p
		}, "equipment-copies/grue", "Grue est en 1 exemplaire", "equipment-copies/grue", "Louer 1 exemplaire de plus : Grue."},
		{"a scene longer than a lawful day", func() schedule.Problem {
			p := oneDay()
			p.Shape.Minutes = 1200
			p.Scenes[0].Place, p.Scenes[0].Minutes = script.Interior, 900
			return p
		}, "law", "Les durées et les repos de la convention collective sont respectés", "last-day", "Finir le "},
		{"the past", func() schedule.Problem {
			p := oneDay()
			p.Scenes = append(p.Scenes, p.Scenes[0])
			p.Scenes[1].ID, p.Scenes[1].Minutes, p.Scenes[0].Minutes = "2", 120, 120
			p.Frozen = []schedule.Day{{Number: 1, Date: monday, Scenes: []string{"2"}, Call: labour.At(8, 0), Ready: labour.At(9, 0),
				Meal: labour.At(13, 0), Wrap: labour.At(17, 30)}}
			return p
		}, "frozen/1", "La journée du 7 juin 2027 est figée", "last-day", "Finir le 8 juin 2027."},
		{"a half day", func() schedule.Problem {
			p := oneDay()
			p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Span: on(monday)}}
			return p
		}, "form/half/2027-06-07/2027-06-07", "Les journées sont des demi-journées le 7 juin 2027", "last-day", "Finir le "},
		{"parts by wish", func() schedule.Problem {
			p := oneDay()
			p.Scenes[0].Parts = 2
			return p
		}, "parts/1", "La séquence 1 se tourne en 2 parties", "lift/parts/1", "Lever la contrainte : La séquence 1 se tourne en 2 parties"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := c.p()
			require.NoError(t, p.Check().Err())
			got := refused(t, p)
			plain := func(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
			assert.Contains(t, constraints(got), c.named)
			assert.Contains(t, plain(got.String()), c.says)
			said, ok := texts(got)[c.id]
			require.True(t, ok, "%s is not among %v, conflict %s", c.id, texts(got), got)
			assert.Contains(t, plain(said), c.text)
		})
	}
}

// Conflicts of problems with the light, hours, parts, places and the past of the set are minimal too.
func TestFullConflictsAreMinimal(t *testing.T) {
	done := 0
	for seed := uint64(0); done < rounds(t, 2) && seed < 3000; seed++ {
		r := rand.New(rand.NewPCG(seed, 14))
		p := fuller(r, randomProblem(r, 4))
		if p.Calendar.Dateless || p.Check().Err() != nil {
			continue
		}
		p.Calendar.Last = p.Calendar.First.AddDays(6)
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000, Seed: seed})
		require.NoError(t, err)
		if res.Status != schedule.Infeasible {
			continue
		}
		done++
		ids := constraints(res.Conflict)
		solve := func(keep []string) schedule.Status {
			got, err := schedule.Solve(context.Background(), schedule.KeepOnly(p, keep), schedule.Settings{Moves: 2000})
			require.NoError(t, err)
			return got.Status
		}
		require.Equal(t, schedule.Infeasible, solve(ids), "seed %d: %v are possible together", seed, ids)
		for i := range ids {
			fewer := append(slices.Clone(ids[:i]), ids[i+1:]...)
			require.NotEqual(t, schedule.Infeasible, solve(fewer), "seed %d: %s is not needed in %v", seed, ids[i], ids)
		}
		for _, way := range res.Conflict.Relaxations {
			require.NotContains(t, way.Text, "convention")
		}
	}
	require.Positive(t, done)
}
