package schedule_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule"
)

// TestGrowth prints how the search grows with the number of scenes: time to the first lawful plan, gap to the proved bound
// after each of three times, memory. MOTEUR_GROWTH gives the longest time of each size ("60s"); the two others are a sixth and
// a sixtieth of it.
//
//	MOTEUR_GROWTH=60s go test ./schedule -run TestGrowth -v -timeout 30m
func TestGrowth(t *testing.T) {
	text := os.Getenv("MOTEUR_GROWTH")
	if text == "" {
		t.Skip("set MOTEUR_GROWTH to the time of each size, 60s for instance")
	}
	longest, err := time.ParseDuration(text)
	require.NoError(t, err)
	at := []time.Duration{longest / 60, longest / 6, longest}
	fmt.Printf("%8s %10s", "scenes", "first")
	for _, d := range at {
		fmt.Printf(" %22s", fmt.Sprintf("cost (gap) at %s", d.Round(time.Millisecond)))
	}
	fmt.Printf(" %8s\n", "memory")
	for _, n := range []int{14, 28, 56, 112, 225, 450, 600} {
		p := bigProblem(n)
		ctx, cancel := context.WithTimeout(context.Background(), longest)
		start := time.Now()
		var first time.Duration
		seen := make([]string, len(at))
		cell := func(cost, bound decimal.Decimal) string {
			if cost.IsZero() {
				return "–"
			}
			return fmt.Sprintf("%s (%s %%)", cost.Round(0), cost.Sub(bound).Mul(decimal.NewFromInt(100)).DivRound(cost, 1))
		}
		res, err := schedule.Solve(ctx, p, schedule.Settings{Workers: runtime.NumCPU(), Progress: func(g schedule.Progress) {
			d := time.Since(start)
			if first == 0 {
				first = d
			}
			for i := range at {
				if d <= at[i] {
					seen[i] = cell(g.Cost, g.Bound)
				}
			}
		}})
		cancel()
		require.NoError(t, err)
		if res.Status != schedule.Interrupted {
			require.NoError(t, res.Report.Err())
		}
		seen[len(at)-1] = cell(res.Cost, res.Bound)
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		fmt.Printf("%8d %10s", n, first.Round(100*time.Microsecond))
		for _, s := range seen {
			fmt.Printf(" %22s", s)
		}
		fmt.Printf(" %5d MB\n", mem.Sys>>20)
	}
}
