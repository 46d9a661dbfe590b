package schedule_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// amongOthers is a scene of a night exterior of an hour, N, among so many interiors that may be shot on any day.
func amongOthers(first, last moteur.Date, others int) schedule.Problem {
	place := func(id string) schedule.Location {
		return schedule.Location{ID: id, Name: id, Base: "Paris", Country: "FR", Region: "FR-IDF", LatMilli: 48_857, LonMilli: 2_352, DayRate: euros(600)}
	}
	p := schedule.Problem{
		Scenes:    []schedule.Scene{{ID: "N", Set: "Q", Location: "Q", Place: script.Exterior, Light: script.Night, Minutes: 60, Eighths: 6, Roles: []string{"A"}}},
		Roles:     []schedule.Role{{ID: "A", Name: "Ada", DayRate: euros(500)}, {ID: "B", Name: "Bob", DayRate: euros(500)}},
		Locations: []schedule.Location{place("P"), place("Q")},
		Calendar:  schedule.Calendar{First: first, Last: last},
		Shape:     schedule.DayShape{Minutes: 480, MoveMinutes: 45, Prep: 60, Meal: 60, WrapUp: 30},
		Crew:      schedule.Crew{DayRate: euros(16000), HourRate: euros(1600)},
	}
	for i := range others {
		s := schedule.Scene{ID: fmt.Sprint(i + 1), Set: "P", Location: "P", Place: script.Interior, Light: script.Day, Minutes: 100, Eighths: 6, Roles: []string{"B"}}
		p.Scenes = append(p.Scenes, s)
	}
	return p
}

// A scene that no date can hold is named alone, with its length, what forbids it and what would allow it, however many others there are
// and however short the time.
func TestASceneOfNoDateIsNamed(t *testing.T) {
	may := []moteur.Date{moteur.NewDate(2027, 5, 3), moteur.NewDate(2027, 5, 28)}
	spring := []moteur.Date{moteur.NewDate(2027, 3, 1), moteur.NewDate(2027, 6, 30)}
	child := func(p *schedule.Problem) { p.Roles[0].Child = &labour.Child{Age: 7} }
	for _, c := range []struct {
		name  string
		dates []moteur.Date
		edit  func(p *schedule.Problem)
		needs []string
		ways  []string
	}{
		{"a child after its hours", may, child, []string{"child/A", "light", "last-day", "law"}, []string{"authorisation-evening/A", "day-for-night/N"}},
		{"a performer on stage in the evening", spring, func(p *schedule.Problem) { p.Roles[0].From, p.Roles[0].Until = labour.At(8, 0), labour.At(18, 0) },
			[]string{"role-hours/A", "light", "last-day"}, []string{"role-hours/A/until", "day-for-night/N"}},
		{"a place closed at night", spring, func(p *schedule.Problem) {
			p.Locations[1].Opens, p.Locations[1].Closes = labour.At(9, 0), labour.At(17, 0)
		}, []string{"location-hours/Q", "light"}, []string{"location-hours/Q/until", "day-for-night/N"}},
		{"dates that never meet", spring, func(p *schedule.Problem) {
			p.Roles[0].Free, p.Locations[1].Windows = []moteur.Span{on(spring[0], spring[0].AddDays(4))}, []moteur.Span{on(spring[0].AddDays(9), spring[0].AddDays(11))}
		}, []string{"role-free/A", "location-window/Q"}, []string{"role-free/A", "location-window/Q"}},
	} {
		for _, others := range []int{0, 4, 14, 165} {
			t.Run(fmt.Sprintf("%s among %d", c.name, others), func(t *testing.T) {
				p := amongOthers(c.dates[0], c.dates[1], others)
				c.edit(&p)
				got := refused(t, p)
				assert.Equal(t, []string{"N"}, got.Scenes)
				assert.Contains(t, strings.ReplaceAll(got.String(), "\u00a0", " "), "pour la séquence N (6/8 page, 60 minutes de tournage)")
				assert.ElementsMatch(t, c.needs, constraints(got))
				said := texts(got)
				for _, id := range c.ways {
					assert.Contains(t, said, id)
				}
				for _, r := range got.Relaxations {
					assert.NotContains(t, r.Text, "août", "%s is no way out while there are others", r.Text)
					assert.Equal(t, others > 30, r.Cost.IsZero(), "%s has a price: %s", r.Text, r.Cost)
				}
				over, cancel := context.WithCancel(context.Background())
				cancel()
				res, err := schedule.Solve(over, p, schedule.Settings{})
				require.NoError(t, err)
				require.Equal(t, schedule.Infeasible, res.Status, "even without any time")
				assert.ElementsMatch(t, c.needs, constraints(res.Conflict))
				assert.True(t, res.Report.Has("schedule/no-date"))
			})
		}
	}
}

// The end of the shoot is put off by more than two weeks when nothing else helps.
func TestALaterEndIsTheLastResort(t *testing.T) {
	p := amongOthers(monday, monday.AddDays(2), 0)
	p.Scenes[0].Light, p.Scenes[0].Place = script.Day, script.Interior
	p.Roles[0].Free = []moteur.Span{on(monday.AddDays(60), monday.AddDays(62))}
	p.Locations[1].Windows = []moteur.Span{on(monday.AddDays(60), monday.AddDays(62))}
	assert.Contains(t, texts(refused(t, p)), "last-day")
}

// The reasons of a large impossible problem are looked for within a limit: what is said stays true, whatever was left to prove.
func TestReasonsAreBounded(t *testing.T) {
	for _, seed := range []uint64{80514, 80523, 80529} { // 26 to 39 scenes
		p := randomProblem(rand.New(rand.NewPCG(seed, 1)), 40)
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 300, Seed: seed})
		require.NoError(t, err, "seed %d", seed)
		if res.Status != schedule.Infeasible {
			continue
		}
		require.NotNil(t, res.Conflict, "seed %d", seed)
		assert.NotEmpty(t, res.Conflict.Scenes, "seed %d", seed)
		again, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 300, Seed: seed, Workers: 2})
		require.NoError(t, err)
		assert.Equal(t, res.Conflict, again.Conflict, "seed %d: a limit that is no clock", seed)
	}
}

// A way that frees one scene of several says for which: each of two holidays in the way of two scenes is not enough.
func TestWaysOfOneOfSeveral(t *testing.T) {
	ascension, monday := moteur.NewDate(2027, 5, 6), moteur.NewDate(2027, 5, 17)
	p := hoursOf(moteur.NewDate(2027, 5, 3), inside(400, "A"), inside(400, "A"))
	p.Calendar.Last = moteur.NewDate(2027, 5, 31)
	p.Roles = []schedule.Role{{ID: "A", Name: "A", DayRate: euros(400), Free: []moteur.Span{{From: ascension, To: ascension}, {From: monday, To: monday}}}}
	ways := func() string {
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 500})
		require.NoError(t, err)
		require.Equal(t, schedule.Infeasible, res.Status)
		return strings.Join(res.Conflict.Ways(), "\n")
	}
	assert.Contains(t, ways(), "possible, pour la séquence 1 seulement, si : Tourner le jeudi 6 mai 2027")
	p.Scenes = p.Scenes[:1]
	assert.Contains(t, ways(), "possible si : Tourner le jeudi 6 mai 2027")
}
