package schedule_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// TestFeatureRows prints the rows of feature films of BENCHMARKS.md: cost, proved bound and gap after the time that MOTEUR_BENCH gives, on
// all cores. -run TestFeatureRows/board runs one row.
//
//	MOTEUR_BENCH=10s go test ./schedule -run TestFeatureRows -v -timeout 30m
func TestFeatureRows(t *testing.T) {
	text := os.Getenv("MOTEUR_BENCH")
	if text == "" {
		t.Skip("set MOTEUR_BENCH to the time of each row, 10s for instance")
	}
	limit, err := time.ParseDuration(text)
	require.NoError(t, err)
	rows := featureRows(t)
	for _, row := range rows {
		rows = append(rows, featureRow{row.name + ", light and hours", lit(row.problem)})
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), limit)
			defer cancel()
			start := time.Now()
			var first time.Duration
			res, err := schedule.Solve(ctx, row.problem, schedule.Settings{Workers: runtime.NumCPU(), Seed: 1, Progress: func(schedule.Progress) {
				if first == 0 {
					first = time.Since(start)
				}
			}})
			require.NoError(t, err)
			require.NoError(t, res.Report.Err())
			fmt.Printf("| %s | %d | %s | %s | %s %% | %s | first plan %s |\n", row.name, len(row.problem.Scenes), res.Cost, res.Bound,
				res.Gap.Mul(decimal.NewFromInt(100)).Round(1), limit, first.Round(time.Millisecond))
		})
	}
}

// lit is a feature under the law, from 3 May 2027 in Paris: its exteriors wait for their light, its days have hours, nights and Sundays their
// rests. The weights stay the only prices.
func lit(p schedule.Problem) schedule.Problem {
	p.Calendar = schedule.Calendar{First: moteur.NewDate(2027, 5, 3)}
	p.Rules, p.Home = schedule.Rules{}, schedule.Position{LatMilli: 48_857, LonMilli: 2_352}
	p.Shape.Prep, p.Shape.Meal, p.Shape.WrapUp = 60, 60, 30
	return p
}

// featureRow is a row of the table of features.
type featureRow struct {
	name    string
	problem schedule.Problem
}

// featureRows are the features of BENCHMARKS.md, made of the longest screenplay of the shared cases.
func featureRows(t *testing.T) []featureRow {
	pages := schedule.DayShape{Eighths: 40, Oversize: true}
	few := schedule.DayShape{Eighths: 24, Oversize: true}
	apart := schedule.DayShape{Eighths: 40, Oversize: true, Separate: true}
	minutes := schedule.DayShape{Minutes: 600, MoveMinutes: 60, Oversize: true}
	rates := func(r *rand.Rand) int { return 400 + 100*r.IntN(27) }
	return []featureRow{
		{"25 roles, mixed days, 600 min, moves 60 min, weights 10000, 2000, 300", feature(t, 0, minutes, 10000, 2000, 300, nil)},
		{"25 roles, 5 pages, weights 10000, 2000, 300", feature(t, 0, pages, 10000, 2000, 300, nil)},
		{"25 roles, 5 pages, days and nights apart, weights 10000, 1000, 100", feature(t, 0, apart, 10000, 1000, 100, nil)},
		{"50 roles, 5 pages, weights 20000, 3000, 500", feature(t, 25, pages, 20000, 3000, 500, nil)},
		{"50 roles, 5 pages, weights 10, 3, 1", feature(t, 25, pages, 10, 3, 1, nil)},
		{"50 roles, 3 pages, weights 10, 2, 1", feature(t, 25, few, 10, 2, 1, nil)},
		{"50 roles, 5 pages, rates of 400 to 3000, weights 8000, 1500", feature(t, 25, pages, 8000, 1500, 0, rates)},
		{"50 roles, days and nights apart, weights 5000, 1000, 1000", feature(t, 25, apart, 5000, 1000, 1000, nil)},
		{"50 roles, weights 1, 1, 1", feature(t, 25, pages, 1, 1, 1, nil)},
		{"50 roles, weights 0, 0, 1", feature(t, 25, pages, 0, 0, 1, nil)},
		{"board: 54 roles, 28 eighths, weights 0, 2, 1", boardProblem(169, 54)},
	}
}

// feature is the screenplay with its 25 busiest roles and some small roles more, drawn by seed: each has one to six scenes, near each
// other, as small parts have. Prices are per day, location-day and role-day paid; rate, when set, draws the day rate of a role.
func feature(t *testing.T, more int, shape schedule.DayShape, day, locationDay, roleDay int, rate func(*rand.Rand) int) schedule.Problem {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(testkit.Cases(t, "scripts/full"), "gasadadava-second-draft.fountain"))
	require.NoError(t, err)
	from := schedule.FromBreakdown(breakdown.New(script.ParseText(string(b), script.Settings{}), breakdown.Settings{}), schedule.Defaults{HoldPaid: true})
	r := rand.New(rand.NewPCG(166, uint64(more)))
	p := schedule.Problem{Title: from.Title, Locations: from.Locations, Calendar: schedule.Calendar{Dateless: true}, Shape: shape,
		Rules: schedule.Rules{Agreement: schedule.NoLaw}}
	p.Wishes.DayCost, p.Wishes.LocationDayCost, p.Wishes.RoleDayCost = euros(day), euros(locationDay), euros(roleDay)
	for i := range p.Locations {
		p.Locations[i].DayRate = decimal.Zero
	}
	plays := map[string]int{}
	for _, s := range from.Scenes {
		for _, id := range s.Roles {
			plays[id]++
		}
	}
	slices.SortStableFunc(from.Roles, func(a, b schedule.Role) int { return cmp.Compare(plays[b.ID], plays[a.ID]) })
	known := map[string]bool{}
	for _, o := range from.Roles[:min(len(from.Roles), 25)] {
		known[o.ID] = true
		p.Roles = append(p.Roles, schedule.Role{ID: o.ID, Name: o.Name, HoldPaid: true})
	}
	for _, s := range from.Scenes {
		s.Roles = slices.DeleteFunc(s.Roles, func(id string) bool { return !known[id] })
		s.Extras, s.Needs, s.StoryDay = nil, nil, 0
		// The pages of this draft are short: five eighths of them make a usual page count for its length.
		s.Eighths = max(1, (5*s.Eighths+4)/8)
		s.Minutes = 15 * s.Eighths
		p.Scenes = append(p.Scenes, s)
	}
	for k := range more {
		id := fmt.Sprintf("PETIT RÔLE %d", k+1)
		p.Roles = append(p.Roles, schedule.Role{ID: id, Name: id, HoldPaid: true})
		at := r.IntN(len(p.Scenes))
		for range 1 + r.IntN(6) {
			if s := &p.Scenes[(at+r.IntN(12))%len(p.Scenes)]; !contains(s.Roles, id) {
				s.Roles = append(s.Roles, id)
			}
		}
	}
	if rate != nil {
		for i := range p.Roles {
			p.Roles[i].DayRate = euros(rate(r))
		}
	}
	return p
}

// boardProblem is a feature drawn by seed, in the measures of a real board: a day holds 28 eighths, a location-day costs 2 and a role-day 1,
// all holds are paid. No role is in more than a third of the scenes; five threads of the story, which meet, have places and
// parts of their own.
func boardProblem(scenes, roles int) schedule.Problem {
	r := rand.New(rand.NewPCG(uint64(scenes), uint64(roles)))
	p := schedule.Problem{Title: "Plan en bandes", Calendar: schedule.Calendar{Dateless: true}, Shape: schedule.DayShape{Eighths: 28, Oversize: true},
		Rules: schedule.Rules{Agreement: schedule.NoLaw}}
	p.Wishes.LocationDayCost, p.Wishes.RoleDayCost = euros(2), euros(1)
	for k := range roles {
		p.Roles = append(p.Roles, schedule.Role{ID: fmt.Sprint(k + 1), Name: fmt.Sprintf("Rôle %d", k+1), HoldPaid: true})
	}
	const threads, leads, places = 5, 8, 45
	for k := range places {
		p.Locations = append(p.Locations, schedule.Location{ID: fmt.Sprint("lieu ", k+1), Name: fmt.Sprint("Lieu ", k+1)})
	}
	low := func(n int) int { return int(float64(n) * r.Float64() * r.Float64()) }
	for i := range scenes {
		thread := (i*threads/scenes + low(threads)) % threads
		s := schedule.Scene{ID: fmt.Sprint(i + 1), Set: "décor", Eighths: 1 + low(20)}
		s.Minutes = 15 * s.Eighths
		s.Location = p.Locations[(thread+threads*low(places/threads))%places].ID
		add := func(k int) {
			if id := p.Roles[k%roles].ID; !contains(s.Roles, id) {
				s.Roles = append(s.Roles, id)
			}
		}
		add((thread + low(4)) % leads)
		for range low(11) {
			if r.IntN(3) > 0 {
				add((thread + low(leads)) % leads)
			} else {
				add(leads + (thread+threads*low((roles-leads)/threads))%(roles-leads))
			}
		}
		p.Scenes = append(p.Scenes, s)
	}
	return p
}
