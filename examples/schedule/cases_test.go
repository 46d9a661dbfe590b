package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule"
)

// Every case of the shared set: a lawful plan whose cost the derivation confirms, a bound below it, and the bounds computed by
// hand reached by the counting ones.
func TestScheduleCases(t *testing.T) {
	for _, file := range testkit.Glob(t, testkit.Cases(t, "schedule"), "*.case.json") {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		var hand struct {
			Hand struct {
				Days         int `json:"days"`
				LocationDays int `json:"location_days"`
			} `json:"bound_by_hand"`
		}
		require.NoError(t, json.Unmarshal(b, &hand))
		f, err := os.Open(file)
		require.NoError(t, err)
		c, err := readBenchmark(f)
		require.NoError(t, f.Close())
		require.NoError(t, err, file)
		t.Run(c.Name, func(t *testing.T) {
			res, err := schedule.Solve(context.Background(), c.Problem, schedule.Settings{Moves: 400_000, Seed: 1})
			require.NoError(t, err)
			require.Contains(t, []schedule.Status{schedule.Optimal, schedule.Feasible}, res.Status)
			require.NoError(t, schedule.Check(c.Problem, res.Plan).Err())
			cost, err := schedule.Cost(c.Problem, res.Plan)
			require.NoError(t, err)
			require.NoError(t, cost.Verify())
			assert.True(t, cost.Value.Equal(res.Cost))
			assert.False(t, res.Bound.GreaterThan(res.Cost))
			assert.GreaterOrEqual(t, res.Least.Days, hand.Hand.Days)
			assert.GreaterOrEqual(t, res.Least.LocationDays, hand.Hand.LocationDays)
			t.Log(res.Status, res.Cost, res.Bound, res.Plan.Figures(c.Problem))
		})
	}
}

func FuzzReadBenchmark(f *testing.F) {
	f.Add(`{"name":"x","scenes":[{"id":1,"eighths":3,"location":"A","light":"day","roles":["a",2]}],"day":{"capacity_eighths":8},"roles":{"a":{"day_rate":"1.5"}}}`)
	f.Add(`{"scenes":[{"id":"1","minutes":10,"set":"B"}],"day":{"capacity_minutes":5,"units":"mixed"},"objective":["days","location_days","role_days"]}`)
	f.Fuzz(func(t *testing.T, s string) {
		c, err := readBenchmark(bytes.NewReader([]byte(s)))
		if err == nil {
			require.NoError(t, c.Problem.Check().Err())
		}
	})
}
