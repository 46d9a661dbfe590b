package schedule_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
)

// bruteForce prices every plan of a tiny problem that Check accepts: each scene on each date and unit, in every order.
func bruteForce(p schedule.Problem, dates int) (best decimal.Decimal, found bool) {
	type slot struct {
		day  schedule.Day
		rank int
	}
	var slots []slot
	units := []string{""}
	if len(p.Units) > 0 {
		units = nil
		for _, u := range p.Units {
			units = append(units, u.ID)
		}
	}
	for i := range dates {
		for _, u := range units {
			d := schedule.Day{Number: i + 1, Unit: u}
			if !p.Calendar.Dateless {
				d.Date = p.Calendar.First.AddDays(i)
			}
			slots = append(slots, slot{d, i})
		}
	}
	at := make([]int, len(p.Scenes))
	for {
		for _, plan := range orders(p, at, func(k int) schedule.Day { return slots[k].day }) {
			plan = plan.Timed(p)
			if schedule.Check(p, plan).Err() != nil {
				continue
			}
			cost, err := schedule.Cost(p, plan)
			if err == nil && (!found || cost.Value.LessThan(best)) {
				best, found = cost.Value, true
			}
		}
		i := 0
		for ; i < len(at); i++ {
			if at[i]++; at[i] < len(slots) {
				break
			}
			at[i] = 0
		}
		if i == len(at) {
			return best, found
		}
	}
}

// orders lists the plans of an assignment: every order of the scenes of each day.
func orders(p schedule.Problem, at []int, day func(int) schedule.Day) []schedule.Plan {
	groups := map[int][]string{}
	for i, k := range at {
		groups[k] = append(groups[k], p.Scenes[i].ID)
	}
	var keys []int
	for k := range groups {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	plans := []schedule.Plan{{}}
	for _, k := range keys {
		var next []schedule.Plan
		for _, order := range permutations(groups[k]) {
			for _, plan := range plans {
				d := day(k)
				d.Scenes = order
				next = append(next, schedule.Plan{Days: append(slices.Clone(plan.Days), d)})
			}
		}
		plans = next
	}
	return plans
}

func permutations(list []string) [][]string {
	if len(list) <= 1 {
		return [][]string{slices.Clone(list)}
	}
	var out [][]string
	for i := range list {
		rest := append(slices.Clone(list[:i]), list[i+1:]...)
		for _, p := range permutations(rest) {
			out = append(out, append([]string{list[i]}, p...))
		}
	}
	return out
}

// On tiny problems the answer is that of trying everything.
func TestBruteForceAgrees(t *testing.T) {
	counts := map[string]int{}
	for seed := range uint64(rounds(t, 8)) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 5)), 4)
		dates := 7
		if !p.Calendar.Dateless {
			p.Calendar.Last = p.Calendar.First.AddDays(dates - 1)
		} else {
			dates = 4
			p.Shape.NoDayAfterNight, p.Precedences = false, nil
			for i := range p.Roles {
				p.Roles[i].DropAfter = 0
			}
		}
		want, found := bruteForce(p, dates)
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 5000, Seed: seed})
		require.NoError(t, err, "seed %d", seed)
		switch {
		case !found:
			counts["impossible"]++
			require.Equal(t, schedule.Infeasible, res.Status, "seed %d: trying everything finds no plan", seed)
		default:
			counts["possible"]++
			require.Equal(t, schedule.Optimal, res.Status, "seed %d", seed)
			if !res.Cost.Equal(want) {
				counts["order"]++
				// Solve keeps the scenes of a day in one order; only where the order itself has a price may another be cheaper.
				require.True(t, res.Cost.GreaterThan(want) && len(p.Shape.Moves) > 0, "seed %d: cost %s, trying everything finds %s", seed, res.Cost, want)
			}
		}
	}
	t.Log(counts)
	assert.Greater(t, counts["possible"], counts["impossible"]/4)
	assert.Less(t, counts["order"]*4, counts["possible"])
}

// A day more never makes a plan impossible or dearer, and names are only names.
func TestMoreDaysAndOtherNames(t *testing.T) {
	for seed := range uint64(rounds(t, 15)) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 6)), 7)
		if p.Calendar.Last.IsZero() && !p.Calendar.Dateless {
			p.Calendar.Last = p.Calendar.First.AddDays(16)
		}
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 4000, Seed: seed})
		require.NoError(t, err)
		if res.Status != schedule.Optimal {
			continue
		}
		more := p
		more.Calendar.Last = p.Calendar.Last.AddDays(3)
		if p.Calendar.MaxDays > 0 {
			more.Calendar.MaxDays++
		}
		wider, err := schedule.Solve(context.Background(), more, schedule.Settings{Moves: 4000, Seed: seed, Start: res.Plan})
		require.NoError(t, err)
		require.NotEqual(t, schedule.Infeasible, wider.Status, "seed %d", seed)
		require.False(t, wider.Cost.GreaterThan(res.Cost), "seed %d: %s with more days, %s before", seed, wider.Cost, res.Cost)

		renamed, err := schedule.Solve(context.Background(), rename(p, seed), schedule.Settings{Moves: 4000, Seed: seed + 1})
		require.NoError(t, err)
		if renamed.Status == schedule.Optimal && len(p.Shape.Moves) == 0 {
			require.True(t, renamed.Cost.Equal(res.Cost), "seed %d: %s once renamed, %s before", seed, renamed.Cost, res.Cost)
		}
	}
}

// rename gives every role and scene another name and shuffles both lists.
func rename(p schedule.Problem, seed uint64) schedule.Problem {
	r := rand.New(rand.NewPCG(seed, 9))
	role := func(s string) string { return "Z" + s }
	scene := func(s string) string { return "S" + s }
	p.Roles, p.Scenes, p.Precedences, p.Pins = slices.Clone(p.Roles), slices.Clone(p.Scenes), slices.Clone(p.Precedences), slices.Clone(p.Pins)
	for i := range p.Roles {
		p.Roles[i].ID = role(p.Roles[i].ID)
	}
	for i := range p.Scenes {
		p.Scenes[i].ID = scene(p.Scenes[i].ID)
		p.Scenes[i].Roles = slices.Clone(p.Scenes[i].Roles)
		for k := range p.Scenes[i].Roles {
			p.Scenes[i].Roles[k] = role(p.Scenes[i].Roles[k])
		}
	}
	for i := range p.Precedences {
		p.Precedences[i].Before, p.Precedences[i].After = scene(p.Precedences[i].Before), scene(p.Precedences[i].After)
	}
	for i := range p.Pins {
		p.Pins[i].Scene = scene(p.Pins[i].Scene)
	}
	r.Shuffle(len(p.Scenes), func(i, j int) { p.Scenes[i], p.Scenes[j] = p.Scenes[j], p.Scenes[i] })
	r.Shuffle(len(p.Roles), func(i, j int) { p.Roles[i], p.Roles[j] = p.Roles[j], p.Roles[i] })
	return p
}

// A conflict is impossible alone, and each of its constraints is needed.
func TestConflictsAreMinimal(t *testing.T) {
	done := 0
	for seed := uint64(0); done < rounds(t, 8) && seed < 5000; seed++ {
		p := randomProblem(rand.New(rand.NewPCG(seed, 7)), 5)
		if !p.Calendar.Dateless {
			p.Calendar.Last = p.Calendar.First.AddDays(8)
		}
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 3000, Seed: seed})
		require.NoError(t, err)
		if res.Status != schedule.Infeasible {
			continue
		}
		done++
		var ids []string
		for _, c := range res.Conflict.Constraints {
			ids = append(ids, c.ID)
			require.NotEmpty(t, c.Text)
		}
		alone := schedule.KeepOnly(p, ids)
		got, err := schedule.Solve(context.Background(), alone, schedule.Settings{Moves: 3000})
		require.NoError(t, err)
		require.Equal(t, schedule.Infeasible, got.Status, "seed %d: %v are possible together", seed, ids)
		for i := range ids {
			fewer := schedule.KeepOnly(p, append(slices.Clone(ids[:i]), ids[i+1:]...))
			got, err := schedule.Solve(context.Background(), fewer, schedule.Settings{Moves: 3000})
			require.NoError(t, err)
			require.NotEqual(t, schedule.Infeasible, got.Status, "seed %d: %s is not needed in %v", seed, ids[i], ids)
		}
		require.NotEmpty(t, res.Conflict.Scenes)
		require.NotEmpty(t, res.Conflict.String())
	}
	require.Positive(t, done)
}

func ExampleConflict() {
	day := func(d int) moteur.Date { return moteur.NewDate(2027, 5, d) }
	p := schedule.Problem{
		Scenes:    []schedule.Scene{{ID: "41", Set: "PORT", Location: "port", Minutes: 120}, {ID: "42", Set: "PHARE", Location: "phare", Minutes: 120, Roles: []string{"SOLANGE"}}},
		Roles:     []schedule.Role{{ID: "SOLANGE", Name: "Solange", Free: []moteur.Span{{From: day(3), To: day(7)}}}},
		Locations: []schedule.Location{{ID: "port", Name: "Le port"}, {ID: "phare", Name: "Le phare", Windows: []moteur.Span{{From: day(10), To: day(21)}}}},
		Calendar:  schedule.Calendar{First: day(3), Last: day(28)},
		Shape:     schedule.DayShape{Minutes: 480, Meal: 60},
		Crew:      schedule.Crew{DayRate: decimal.NewFromInt(15000)},
	}
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 1000})
	fmt.Println(res.Status, err)
	fmt.Println(res.Conflict)
	for _, r := range res.Conflict.Relaxations {
		fmt.Println(r.Text, r.Cost)
	}
	// Output:
	// infeasible <nil>
	// Ne peuvent tenir ensemble, pour la séquence 42 : Solange n'est libre que du 3 mai 2027 au 7 mai 2027 ; Le phare n'est disponible que du 10 mai 2027 au 21 mai 2027.
	// Obtenir Solange 3 jours de plus autour de ses dates. 15000
	// Obtenir Le phare 3 jours de plus. 15000
}
