package schedule_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule"
)

// TestGrowth prints how the search grows with the number of scenes: time to the first lawful plan, cost and gap to the proved
// bound after each of three times, memory. The first table is a series, whose episodes share sets and leads and have guests of
// their own; the second is drawn without structure, which is harder than any film. MOTEUR_GROWTH gives the longest time of each
// size ("60s"); the two others are a sixth and a sixtieth of it.
//
//	MOTEUR_GROWTH=60s go test ./schedule -run TestGrowth -v -timeout 40m
func TestGrowth(t *testing.T) {
	text := os.Getenv("MOTEUR_GROWTH")
	if text == "" {
		t.Skip("set MOTEUR_GROWTH to the time of each size, 60s for instance")
	}
	longest, err := time.ParseDuration(text)
	require.NoError(t, err)
	at := []time.Duration{longest / 60, longest / 6, longest}
	for _, table := range []struct {
		name    string
		problem func(int) schedule.Problem
	}{{"series", seriesProblem}, {"random", bigProblem}} {
		fmt.Printf("\n%s\n| scenes | first plan |", table.name)
		for _, d := range at {
			fmt.Printf(" %s |", d.Round(time.Millisecond))
		}
		fmt.Println(" memory |\n| --- | --- | --- | --- | --- | --- |")
		for _, n := range []int{14, 28, 56, 112, 225, 450, 600} {
			grow(t, table.problem(n), at)
		}
	}
}

// grow prints the line of one problem.
func grow(t *testing.T, p schedule.Problem, at []time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), at[len(at)-1])
	defer cancel()
	debug.FreeOSMemory()
	seen := make([]string, len(at))
	cell := func(cost, bound decimal.Decimal) string {
		if cost.IsZero() {
			return "–"
		}
		return fmt.Sprintf("%s (%s %%)", cost.Round(0), cost.Sub(bound).Mul(decimal.NewFromInt(100)).DivRound(cost, 1))
	}
	start := time.Now()
	var first time.Duration
	var last schedule.Progress
	passed := 0
	// A mark is read when the search next tells something: its best plan by then, and the bound of that moment.
	pass := func(now time.Duration) {
		for passed < len(at)-1 && now > at[passed] {
			seen[passed] = cell(last.Cost, last.Bound)
			passed++
		}
	}
	res, err := schedule.Solve(ctx, p, schedule.Settings{Workers: runtime.NumCPU(), Progress: func(g schedule.Progress) {
		now := time.Since(start)
		if first == 0 {
			first = now
		}
		pass(now)
		last = g
	}})
	require.NoError(t, err)
	if res.Status != schedule.Interrupted {
		require.NoError(t, res.Report.Err())
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	last.Cost, last.Bound = res.Cost, res.Bound
	pass(at[len(at)-1] + 1)
	seen[len(at)-1] = cell(res.Cost, res.Bound)
	fmt.Printf("| %d | %s |", len(p.Scenes), first.Round(100*time.Microsecond))
	for _, s := range seen {
		fmt.Printf(" %s |", s)
	}
	fmt.Printf(" %d MB |\n", (mem.HeapSys-mem.HeapReleased)>>20)
}

// seriesProblem is a series of n scenes cross-boarded as one shoot, some 75 scenes an episode: the studio sets and the leads come back
// in every episode, a few places and parts in some, and each episode has places and guests of its own, who seldom leave them.
func seriesProblem(n int) schedule.Problem {
	r := rand.New(rand.NewPCG(uint64(n), 4))
	p := schedule.Problem{Title: fmt.Sprintf("Série de %d séquences", n), Calendar: schedule.Calendar{Dateless: true}, Shape: schedule.DayShape{Minutes: 600, MoveMinutes: 60, Oversize: true},
		Rules: schedule.Rules{Agreement: schedule.NoLaw}}
	p.Crew.DayRate = euros(15000)
	role := func(id string, rate int) string {
		p.Roles = append(p.Roles, schedule.Role{ID: id, DayRate: euros(rate), HoldPaid: true})
		return id
	}
	place := func(id string, rate int) string {
		p.Locations = append(p.Locations, schedule.Location{ID: id, DayRate: euros(rate)})
		return id
	}
	var leads, parts, studio, town []string
	for i := range 5 {
		leads = append(leads, role(fmt.Sprintf("Principal %d", i+1), []int{3000, 2500, 1500, 1500, 1200}[i]))
		studio = append(studio, place(fmt.Sprintf("Studio %d", i+1), 1200))
	}
	episodes := max(1, (n+37)/75)
	for i := range 4 + episodes {
		parts = append(parts, role(fmt.Sprintf("Récurrent %d", i+1), 700))
	}
	for i := range 3 + episodes/2 {
		town = append(town, place(fmt.Sprintf("Ville %d", i+1), 2000))
	}
	pick := func(list []string) string { return list[int(float64(len(list))*r.Float64()*r.Float64())] }
	for e := range episodes {
		var guests, places []string
		for i := range 5 {
			guests = append(guests, role(fmt.Sprintf("Invité %d.%d", e+1, i+1), 450))
		}
		for i := range 3 {
			places = append(places, place(fmt.Sprintf("Épisode %d lieu %d", e+1, i+1), 2500))
		}
		for i := n * e / episodes; i < n*(e+1)/episodes; i++ {
			s := schedule.Scene{ID: fmt.Sprintf("%d.%d", e+1, i-n*e/episodes+1), Set: "décor", Eighths: 1 + int(14*r.Float64()*r.Float64())}
			s.Minutes = 25 * s.Eighths
			cast := 1 + r.IntN(3)
			add := func(id string) {
				if !contains(s.Roles, id) {
					s.Roles = append(s.Roles, id)
				}
			}
			switch k := r.IntN(100); {
			case k < 50: // at home
				s.Location = pick(studio)
				add(pick(leads))
				for range cast {
					if r.IntN(3) == 0 {
						add(parts[(e+r.IntN(4))%len(parts)])
					} else {
						add(pick(leads))
					}
				}
			case k < 70: // in town
				s.Location = town[(e+r.IntN(3))%len(town)]
				add(pick(leads))
				for range cast {
					add(parts[(e+r.IntN(4))%len(parts)])
				}
			default: // the story of the episode
				s.Location = pick(places)
				add(pick(guests))
				for range cast {
					if r.IntN(3) == 0 {
						add(pick(leads))
					} else {
						add(pick(guests))
					}
				}
			}
			p.Scenes = append(p.Scenes, s)
		}
	}
	return p
}
