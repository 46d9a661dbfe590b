package schedule_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/script"
)

// Every plan that leaves Solve is lawful, costs what Cost says, and never less than the bound. MOTEUR_SCHEDULE_ROUNDS problems are drawn,
// of MOTEUR_SCHEDULE_SCENES scenes at most, each searched MOTEUR_SCHEDULE_SECONDS and MOTEUR_SCHEDULE_MOVES at most, and the log counts them as they ended, with the features they had.
func TestSolvedPlansAreLawful(t *testing.T) {
	seen, had := map[schedule.Status]int{}, map[string]int{}
	wrong := 0
	bad := func(seed uint64, p schedule.Problem, format string, args ...any) {
		wrong++
		t.Errorf("seed %d: %d scenes: %s\n    %v", seed, len(p.Scenes), fmt.Sprintf(format, args...), features(p))
	}
	list := seeds(t, 15)
	for n, seed := range list {
		if n%100 == 99 {
			t.Log(n, "problems:", seen, wrong, "wrong")
		}
		p := randomProblem(rand.New(rand.NewPCG(seed, 1)), setting(t, "MOTEUR_SCHEDULE_SCENES", 12))
		if err := p.Check().Err(); err != nil {
			bad(seed, p, "ill-formed: %v", err)
			continue
		}
		began := time.Now()
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(setting(t, "MOTEUR_SCHEDULE_SECONDS", 60))*time.Second)
		res, err := schedule.Solve(ctx, p, schedule.Settings{Moves: int64(setting(t, "MOTEUR_SCHEDULE_MOVES", 3000)), Seed: seed})
		cancel()
		if err != nil {
			bad(seed, p, "%v", err)
			continue
		}
		if spent := time.Since(began); spent > 20*time.Second {
			t.Logf("seed %d: %d scenes: %s in %s", seed, len(p.Scenes), res.Status, spent)
		}
		seen[res.Status]++
		for _, f := range features(p) {
			had[f]++
		}
		switch res.Status {
		case schedule.Optimal, schedule.Feasible:
			cost, err := schedule.Cost(p, res.Plan)
			switch {
			case schedule.Check(p, res.Plan).Err() != nil:
				bad(seed, p, "unlawful: %v", schedule.Check(p, res.Plan).Err())
			case err != nil:
				bad(seed, p, "no cost: %v", err)
			case cost.Verify() != nil:
				bad(seed, p, "the cost does not add up: %v", cost.Verify())
			case !cost.Value.Equal(res.Cost):
				bad(seed, p, "Cost = %s, Solve says %s", cost.Value, res.Cost)
			case res.Bound.GreaterThan(res.Cost):
				bad(seed, p, "bound %s above cost %s", res.Bound, res.Cost)
			}
		case schedule.Infeasible:
			if res.Conflict == nil {
				bad(seed, p, "impossible, without a reason")
			}
		case schedule.Interrupted:
			if len(res.Plan.Days) > 0 {
				bad(seed, p, "interrupted, with a plan")
			}
		}
	}
	t.Log(seen, wrong, "wrong")
	t.Log(had)
	if len(list) >= 15 { // of fewer problems some end in no other way
		assert.Positive(t, seen[schedule.Optimal])
		assert.Positive(t, seen[schedule.Infeasible])
	}
}

// A search with a budget gives the same result whatever the number of workers, whether it proves its plan or not.
func TestSolveIsReproducible(t *testing.T) {
	for _, seed := range []uint64{0, 1, 2, 4, 30, 41, 55, 56, 59} { // the search of the last six meets the bound
		p := randomProblem(rand.New(rand.NewPCG(seed, 1)), 12)
		one, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 4000, Chains: 3, Workers: 1, Seed: 7})
		require.NoError(t, err)
		two, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 4000, Chains: 3, Workers: 3, Seed: 7})
		require.NoError(t, err)
		require.Equal(t, one, two, "seed %d", seed)
	}
}

// A cancelled context gives the best plan so far, at once.
func TestSolveStopsWhenAsked(t *testing.T) {
	p := bigProblem(170)
	ctx, cancel := context.WithCancel(context.Background())
	var stopped time.Time
	go func() {
		time.Sleep(300 * time.Millisecond)
		stopped = time.Now()
		cancel()
	}()
	res, err := schedule.Solve(ctx, p, schedule.Settings{Workers: 2})
	late := time.Since(stopped)
	require.NoError(t, err)
	require.Equal(t, schedule.Feasible, res.Status)
	require.NoError(t, schedule.Check(p, res.Plan).Err())
	t.Log(late)
}

// bigProblem is a dateless problem of n scenes.
func bigProblem(n int) schedule.Problem {
	r := rand.New(rand.NewPCG(uint64(n), 3))
	p := schedule.Problem{Title: fmt.Sprintf("%d séquences", n), Calendar: schedule.Calendar{Dateless: true}, Shape: schedule.DayShape{Minutes: 600, MoveMinutes: 60, Oversize: true},
		Rules: schedule.Rules{Agreement: schedule.NoLaw}}
	p.Wishes.DayCost, p.Wishes.LocationDayCost = euros(15000), euros(2000)
	locations, roles := n/7+2, n/4+3
	for i := range locations {
		p.Locations = append(p.Locations, schedule.Location{ID: fmt.Sprintf("L%d", i)})
	}
	for i := range roles {
		rate := []int{3000, 3000, 1500, 1500, 1500, 1500}
		o := schedule.Role{ID: fmt.Sprintf("R%d", i), DayRate: euros(400), HoldPaid: true}
		if i < len(rate) {
			o.DayRate = euros(rate[i])
		}
		p.Roles = append(p.Roles, o)
	}
	skewed := func(n int) int { return int(float64(n) * r.Float64() * r.Float64()) }
	for i := range n {
		s := schedule.Scene{ID: fmt.Sprint(i + 1), Set: "décor", Location: fmt.Sprintf("L%d", skewed(locations)), Eighths: 1 + skewed(20)}
		s.Minutes = 15 * s.Eighths
		for k := range 1 + r.IntN(4) {
			if id := fmt.Sprintf("R%d", skewed(roles)); k == 0 || !contains(s.Roles, id) {
				s.Roles = append(s.Roles, id)
			}
		}
		p.Scenes = append(p.Scenes, s)
	}
	return p
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// The days of all scenes together are counted in the span that the crew is paid for: eight days at two places are not proved to be four.
func TestBoundCountsEveryDay(t *testing.T) {
	p := small(march(1))
	p.Calendar.Last = march(31)
	p.Locations = append(p.Locations, schedule.Location{ID: "phare", Name: "Le phare"})
	one := p.Scenes[0]
	p.Scenes = nil
	for i := range 8 {
		s := one
		s.ID, s.Place, s.Minutes, s.Location = fmt.Sprint(i+1), script.Interior, 400, []string{"port", "phare"}[i%2]
		p.Scenes = append(p.Scenes, s)
	}
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 2000})
	require.NoError(t, err)
	require.Len(t, res.Plan.Days, 8)
	assert.GreaterOrEqual(t, cents(res.Bound), int64(8*1_500_000))
}
