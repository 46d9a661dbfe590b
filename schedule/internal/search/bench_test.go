package search

import (
	"context"
	"math/rand/v2"
	"testing"
)

// benchModel draws a model of a size: loose when any day may stand anywhere, so that moves are tried without being made, else with
// every rule.
func benchModel(scenes, dates int, loose bool) *Model {
	r := rand.New(rand.NewPCG(5, 31))
	p := randomProblem(r, scenes, dates)
	p.Clocked, p.LightOrder, p.Separate, p.MaxDates, p.MaxMoves, p.Oversize = true, true, false, 0, 0, true
	dress(r, &p)
	if loose {
		loosen(&p)
	}
	return New(p)
}

// BenchmarkAnneal tells the moves a second of one chain.
func BenchmarkAnneal(b *testing.B) {
	for _, kind := range []struct {
		name  string
		loose bool
	}{{"loose", true}, {"ruled", false}} {
		b.Run(kind.name, func(b *testing.B) {
			m := benchModel(80, 45, kind.loose)
			var moves int64
			for b.Loop() {
				moves += Anneal(context.Background(), m, Settings{Workers: 1, Moves: 100_000, Seed: 1}).Moves
			}
			b.ReportMetric(float64(moves)/b.Elapsed().Seconds(), "moves/s")
		})
	}
}

// BenchmarkStrengthen tells the time of forty rounds of column generation.
func BenchmarkStrengthen(b *testing.B) {
	m := benchModel(80, 45, true)
	for b.Loop() {
		Strengthen(context.Background(), m, nil, 40, func(int64) {})
	}
}

// BenchmarkExact tells the time of the date by date proof of a small problem.
func BenchmarkExact(b *testing.B) {
	m := benchModel(7, 12, false)
	for b.Loop() {
		Exact(context.Background(), m, NoPlan, 200_000)
	}
}
