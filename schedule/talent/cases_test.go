package talent_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/talent"
)

// published is what a case says about its best order.
type published struct {
	Optimum       *int64 `json:"optimum"`
	OptimumWait   *int64 `json:"optimum_wait"`
	BestKnown     int64  `json:"best_known"`
	BestKnownWait int64  `json:"best_known_wait"`
}

func readCase(t testing.TB, file string) (talent.Problem, published) {
	t.Helper()
	text, err := os.Open(file)
	require.NoError(t, err)
	defer text.Close()
	p, err := talent.Read(text)
	require.NoError(t, err)
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	var want published
	require.NoError(t, json.Unmarshal(raw, &want))
	return p, want
}

// TestTalentCases solves every published case. Small ones are proved, the
// others only looked at for a moment, unless MOTEUR_TALENT_TIME gives a time
// a case (60s, say): then no cost may be above the best known.
func TestTalentCases(t *testing.T) {
	limit, long := 60*time.Millisecond, false
	if text := os.Getenv("MOTEUR_TALENT_TIME"); text != "" {
		var err error
		limit, err = time.ParseDuration(text)
		require.NoError(t, err)
		long = true
	}
	for _, file := range testkit.Glob(t, testkit.Cases(t, "talent"), "*.json") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			p, want := readCase(t, file)
			ctx := t.Context()
			quick := len(p.Scenes) <= 28 && len(p.Actors) <= 10
			if !quick {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, limit)
				defer cancel()
			}
			s, err := talent.Solve(ctx, p, talent.Settings{})
			require.NoError(t, err)
			check(t, p, s)
			assert.LessOrEqual(t, s.Bound, want.BestKnown)
			if want.Optimum != nil {
				assert.GreaterOrEqual(t, s.Cost, *want.Optimum)
			}
			if quick {
				require.Equal(t, talent.Optimal, s.Status)
			}
			if s.Status == talent.Optimal || long {
				assert.LessOrEqual(t, s.Cost, want.BestKnown)
			}
			if s.Status == talent.Optimal && want.Optimum != nil {
				assert.Equal(t, *want.Optimum, s.Cost)
				assert.Equal(t, *want.OptimumWait, s.Wait)
			}
			t.Logf("cost %d (best known %d), bound %d, %s", s.Cost, want.BestKnown, s.Bound, s.Status)
		})
	}
}

// BenchmarkCases solves the published cases, each with the time MOTEUR_TALENT_TIME
// (10s when unset), and prints a table.
func BenchmarkCases(b *testing.B) {
	limit := 10 * time.Second
	if text := os.Getenv("MOTEUR_TALENT_TIME"); text != "" {
		var err error
		limit, err = time.ParseDuration(text)
		require.NoError(b, err)
	}
	for _, file := range testkit.Glob(b, testkit.Cases(b, "talent"), "*.json") {
		p, want := readCase(b, file)
		b.Run(p.Name, func(b *testing.B) {
			var s talent.Solution
			for b.Loop() {
				ctx, cancel := context.WithTimeout(b.Context(), limit)
				var err error
				s, err = talent.Solve(ctx, p, talent.Settings{})
				cancel()
				require.NoError(b, err)
			}
			b.ReportMetric(float64(s.Stats.Expanded), "states")
			b.ReportMetric(float64(s.Gap())/10, "%gap")
			b.ReportMetric(float64(s.Cost-want.BestKnown), "above-best-known")
		})
	}
}

// BenchmarkGrowth solves random problems of growing size, one second each.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{14, 28, 56, 112, 225, 450} {
		p := random(rand.New(rand.NewPCG(1, uint64(n))), n, 8+n/8, 6)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			var s talent.Solution
			for b.Loop() {
				ctx, cancel := context.WithTimeout(b.Context(), time.Second)
				var err error
				s, err = talent.Solve(ctx, p, talent.Settings{})
				cancel()
				require.NoError(b, err)
			}
			b.ReportMetric(float64(s.Stats.Expanded), "states")
			b.ReportMetric(float64(s.Gap())/10, "%gap")
		})
	}
}
