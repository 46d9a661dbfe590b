package talent_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/talent"
)

// random makes a problem of n scenes and m actors, each scene cast with odds
// of one in spread.
func random(rng *rand.Rand, n, m, spread int) talent.Problem {
	p := talent.Problem{Name: "random"}
	for s := range n {
		p.Scenes = append(p.Scenes, talent.Scene{ID: fmt.Sprint("s", s), Duration: rng.Int64N(5)})
	}
	for a := range m {
		p.Actors = append(p.Actors, talent.Actor{ID: fmt.Sprint("a", a), Cost: rng.Int64N(20)})
		row := make([]bool, n)
		for s := range row {
			row[s] = rng.IntN(spread) == 0
		}
		p.In = append(p.In, row)
	}
	return p
}

// brute tries every order.
func brute(t *testing.T, p talent.Problem) int64 {
	order := make([]int, len(p.Scenes))
	for k := range order {
		order[k] = k
	}
	best := int64(-1)
	var visit func(k int)
	visit = func(k int) {
		if k == len(order) {
			c, err := talent.Cost(p, order)
			require.NoError(t, err)
			if best < 0 || c < best {
				best = c
			}
			return
		}
		for i := k; i < len(order); i++ {
			order[k], order[i] = order[i], order[k]
			visit(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	visit(0)
	return best
}

// subsets is the optimum by dynamic programming over all sets of scenes, a slow
// twin that reaches a little further than brute.
func subsets(p talent.Problem) int64 {
	n := len(p.Scenes)
	best := make([]int64, 1<<n)
	for done := 1; done < 1<<n; done++ {
		best[done] = -1
		for s := range n {
			if done>>s&1 == 0 {
				continue
			}
			before := done &^ (1 << s)
			cost := best[before]
			for a := range p.Actors {
				in := p.In[a][s]
				var was, will bool
				for o := range n {
					if p.In[a][o] && o != s {
						if before>>o&1 == 1 {
							was = true
						} else {
							will = true
						}
					}
				}
				if in || was && will {
					cost += p.Actors[a].Cost * p.Scenes[s].Duration
				}
			}
			if best[done] < 0 || cost < best[done] {
				best[done] = cost
			}
		}
	}
	return best[1<<n-1]
}

func solve(t *testing.T, p talent.Problem, set talent.Settings) talent.Solution {
	t.Helper()
	s, err := talent.Solve(t.Context(), p, set)
	require.NoError(t, err)
	check(t, p, s)
	return s
}

// check verifies what any answer must satisfy.
func check(t *testing.T, p talent.Problem, s talent.Solution) {
	t.Helper()
	cost, err := talent.Cost(p, s.Order)
	require.NoError(t, err)
	require.Equal(t, cost, s.Cost)
	require.Equal(t, p.Base()+s.Wait, s.Cost)
	require.LessOrEqual(t, s.Bound, s.Cost)
	require.GreaterOrEqual(t, s.Bound, p.Base())
	require.Equal(t, s.Status == talent.Optimal, s.Bound == s.Cost)
}

func TestSolveAgreesWithBruteForce(t *testing.T) {
	for seed := range uint64(250) {
		rng := rand.New(rand.NewPCG(seed, 1))
		n := 1 + rng.IntN(7)
		if testing.Short() {
			n = min(n, 6)
		}
		p := random(rng, n, rng.IntN(8), 2+rng.IntN(2))
		s := solve(t, p, talent.Settings{Seed: seed})
		require.Equal(t, talent.Optimal, s.Status)
		require.Equal(t, brute(t, p), s.Cost, "seed %d", seed)
	}
}

func TestSolveAgreesWithSubsets(t *testing.T) {
	for seed := range uint64(soak(300)) {
		rng := rand.New(rand.NewPCG(seed, 2))
		p := random(rng, 8+rng.IntN(4), 2+rng.IntN(9), 2+rng.IntN(3))
		s := solve(t, p, talent.Settings{Seed: seed})
		require.Equal(t, talent.Optimal, s.Status)
		require.Equal(t, subsets(p), s.Cost, "seed %d", seed)
	}
}

// TestTies looks for orders lost between rules that each keep one of several
// equal ones: few distinct costs and durations.
func TestTies(t *testing.T) {
	for seed := range uint64(soak(400)) {
		rng := rand.New(rand.NewPCG(seed, 13))
		p := random(rng, 6+rng.IntN(5), 2+rng.IntN(8), 2+rng.IntN(2))
		for s := range p.Scenes {
			p.Scenes[s].Duration = rng.Int64N(2)
		}
		for a := range p.Actors {
			p.Actors[a].Cost = 1 + rng.Int64N(2)
		}
		require.Equal(t, subsets(p), solve(t, p, talent.Settings{Seed: seed, Workers: 1}).Cost, "seed %d", seed)
	}
}

// soak is the number of random problems of a test, MOTEUR_TALENT_SOAK times n.
func soak(n int) int {
	if k, err := strconv.Atoi(os.Getenv("MOTEUR_TALENT_SOAK")); err == nil && k > 0 {
		return k * n
	}
	return n
}

// Amounts near the limit must not overflow a bound.
func TestLargeAmounts(t *testing.T) {
	for seed := range uint64(20) {
		p := random(rand.New(rand.NewPCG(seed, 14)), 12, 6, 3)
		want := subsets(p)
		for s := range p.Scenes {
			p.Scenes[s].Duration *= 1_000_000
		}
		for a := range p.Actors {
			p.Actors[a].Cost *= 100_000
		}
		require.Equal(t, want*100_000_000_000, solve(t, p, talent.Settings{}).Cost, "seed %d", seed)
	}
}

func TestCostIsTheSameBackwards(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 3))
		p := random(rng, 1+rng.IntN(30), rng.IntN(12), 3)
		order := rng.Perm(len(p.Scenes))
		a, err := talent.Cost(p, order)
		require.NoError(t, err)
		slices.Reverse(order)
		b, err := talent.Cost(p, order)
		require.NoError(t, err)
		require.Equal(t, a, b, "seed %d", seed)
	}
}

func TestOptimumIgnoresTheOrderGiven(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 4))
		p := random(rng, 16, 8, 3)
		q := talent.Problem{}
		scenes, actors := rng.Perm(16), rng.Perm(8)
		for _, s := range scenes {
			q.Scenes = append(q.Scenes, p.Scenes[s])
		}
		for _, a := range actors {
			q.Actors = append(q.Actors, p.Actors[a])
			row := []bool{}
			for _, s := range scenes {
				row = append(row, p.In[a][s])
			}
			q.In = append(q.In, row)
		}
		a, b := solve(t, p, talent.Settings{}), solve(t, q, talent.Settings{})
		require.Equal(t, a.Cost, b.Cost, "seed %d", seed)
	}
}

func TestSameAnswerOnAnyNumberOfCores(t *testing.T) {
	for seed := range uint64(12) {
		p := random(rand.New(rand.NewPCG(seed, 5)), 20, 9, 3)
		one := solve(t, p, talent.Settings{Workers: 1, Seed: seed})
		for _, w := range []int{2, 5} {
			many := solve(t, p, talent.Settings{Workers: w, Seed: seed})
			require.Equal(t, one.Order, many.Order, "seed %d", seed)
			require.Equal(t, one.Bound, many.Bound, "seed %d", seed)
		}
	}
}

func TestInputIsNotModified(t *testing.T) {
	p := random(rand.New(rand.NewPCG(1, 6)), 12, 6, 3)
	before, err := json.Marshal(p)
	require.NoError(t, err)
	solve(t, p, talent.Settings{})
	after, err := json.Marshal(p)
	require.NoError(t, err)
	assert.JSONEq(t, string(before), string(after))
}

func TestIndependentPartsAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 7))
	a, b := random(rng, 8, 5, 2), random(rng, 9, 5, 2)
	p := talent.Problem{}
	p.Scenes = append(append(p.Scenes, a.Scenes...), b.Scenes...)
	p.Actors = append(append(p.Actors, a.Actors...), b.Actors...)
	for _, row := range a.In {
		p.In = append(p.In, append(slices.Clone(row), make([]bool, 9)...))
	}
	for _, row := range b.In {
		p.In = append(p.In, append(make([]bool, 8), row...))
	}
	assert.Equal(t, subsets(a)+subsets(b), solve(t, p, talent.Settings{}).Cost)
}

func TestCancelledSolveReturnsAtOnce(t *testing.T) {
	for _, n := range []int{60, 64, 300} {
		p := random(rand.New(rand.NewPCG(uint64(n), 8)), n, 20, 4)
		for _, after := range []time.Duration{0, 20 * time.Millisecond, 300 * time.Millisecond} {
			ctx, cancel := context.WithTimeout(t.Context(), after)
			var late time.Duration
			s, err := talent.Solve(ctx, p, talent.Settings{Workers: 2})
			if deadline, ok := ctx.Deadline(); ok {
				late = time.Since(deadline)
			}
			cancel()
			require.NoError(t, err)
			check(t, p, s)
			assert.Equal(t, talent.Interrupted, s.Status)
			t.Logf("%d scenes, cancelled after %v: late by %v", n, after, late)
		}
	}
}

func TestLittleMemoryStillAnswers(t *testing.T) {
	p := random(rand.New(rand.NewPCG(1, 9)), 26, 12, 3)
	full := solve(t, p, talent.Settings{})
	require.Equal(t, talent.Optimal, full.Status)
	s := solve(t, p, talent.Settings{Memory: 1 << 16})
	assert.LessOrEqual(t, s.Bound, full.Cost)
	assert.GreaterOrEqual(t, s.Cost, full.Cost)
	assert.Positive(t, s.Bound-p.Base())
}

func TestLargeProblemsHaveABound(t *testing.T) {
	p := random(rand.New(rand.NewPCG(1, 10)), 150, 30, 6)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s, err := talent.Solve(ctx, p, talent.Settings{Progress: func(now talent.Progress) {
		if now.Bound > p.Base() {
			cancel()
		}
	}})
	require.NoError(t, err)
	check(t, p, s)
	assert.Greater(t, s.Bound, p.Base())
}

func TestProgressOnlyGetsBetter(t *testing.T) {
	p := random(rand.New(rand.NewPCG(3, 11)), 24, 10, 3)
	var seen []talent.Progress
	s := solve(t, p, talent.Settings{Progress: func(now talent.Progress) { seen = append(seen, now) }})
	require.NotEmpty(t, seen)
	for k := 1; k < len(seen); k++ {
		assert.LessOrEqual(t, seen[k].Cost, seen[k-1].Cost)
		assert.GreaterOrEqual(t, seen[k].Bound, seen[k-1].Bound)
	}
	assert.Equal(t, s.Cost, seen[len(seen)-1].Cost)
	assert.Equal(t, s.Bound, seen[len(seen)-1].Bound)
}

func TestTrivialProblems(t *testing.T) {
	tests := []struct {
		name string
		p    talent.Problem
		cost int64
	}{
		{"empty", talent.Problem{}, 0},
		{"no actor", talent.Problem{Scenes: []talent.Scene{{Duration: 3}}}, 0},
		{"one scene", talent.Problem{Scenes: []talent.Scene{{Duration: 3}}, Actors: []talent.Actor{{Cost: 2}}, In: talent.Presence{{true}}}, 6},
		{"absent actor", talent.Problem{Scenes: []talent.Scene{{Duration: 3}}, Actors: []talent.Actor{{Cost: 2}}, In: talent.Presence{{false}}}, 0},
		{"free actor", talent.Problem{Scenes: []talent.Scene{{Duration: 3}}, Actors: []talent.Actor{{}}, In: talent.Presence{{true}}}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := solve(t, test.p, talent.Settings{})
			assert.Equal(t, test.cost, s.Cost)
			assert.Equal(t, talent.Optimal, s.Status)
			assert.Len(t, s.Order, len(test.p.Scenes))
		})
	}
}

func TestBadProblemsAreRefused(t *testing.T) {
	one := []talent.Scene{{ID: "1", Duration: 1}}
	tests := []struct {
		name string
		p    talent.Problem
		text string
	}{
		{"negative duration", talent.Problem{Scenes: []talent.Scene{{ID: "7", Duration: -1}}}, `scenes[0] "7" : durée -1`},
		{"negative cost", talent.Problem{Actors: []talent.Actor{{ID: "Ana", Cost: -3}}, In: talent.Presence{{}}}, `actors[0] "Ana" : coût -3`},
		{"missing row", talent.Problem{Scenes: one, Actors: []talent.Actor{{}}}, "in a 0 lignes pour 1 interprètes"},
		{"short row", talent.Problem{Scenes: one, Actors: []talent.Actor{{}}, In: talent.Presence{{}}}, "in[0] a 0 colonnes pour 1 séquences"},
		{"too dear", talent.Problem{Scenes: []talent.Scene{{Duration: 1 << 40}}, Actors: []talent.Actor{{Cost: 1 << 40}}, In: talent.Presence{{true}}}, "au-delà de"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := talent.Solve(t.Context(), test.p, talent.Settings{})
			assert.ErrorContains(t, err, test.text)
			_, err = talent.Cost(test.p, nil)
			assert.ErrorContains(t, err, test.text)
		})
	}
	_, err := talent.Cost(talent.Problem{Scenes: one}, []int{1})
	assert.ErrorContains(t, err, "order[0] = 1")
}

func TestSolutionReadsBack(t *testing.T) {
	s := solve(t, random(rand.New(rand.NewPCG(1, 12)), 9, 4, 2), talent.Settings{})
	text, err := json.Marshal(s)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"status":"optimal"`)
	var back talent.Solution
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, s, back)
	assert.Error(t, json.Unmarshal([]byte(`{"status":"great"}`), &back))
}

func TestReadNamesThePlace(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"broken", "{\n\"name\": }", "ligne 2"},
		{"kind", "{\n\n\"scenes\": [{\"id\":\"1\",\"duration\":1.5}]}", "ligne 3"},
		{"value", `{"scenes":[{"id":"1","duration":1}],"actors":[{"id":"1","cost":1}],"in":[[2]]}`, "ligne 1"},
		{"missing", `{"scenes":[]}`, "obligatoires"},
		{"shape", `{"scenes":[{"id":"1","duration":1}],"actors":[{"id":"1","cost":1}],"in":[[1,0]]}`, "in[0] a 2 colonnes"},
		{"null", `null`, "null n'est pas une valeur"},
		{"key", `{"scene":[]}`, "clés acceptées les plus proches : scenes"},
		{"long", strings.Repeat(" ", talent.MaxFile+1), "plus de"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := talent.Read(strings.NewReader(test.text))
			assert.ErrorContains(t, err, test.want)
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"name":"a","scenes":[{"id":"1","duration":1},{"id":"2","duration":2}],"actors":[{"id":"x","cost":3}],"in":[[1,0]]}`)
	f.Add(`{"scenes":[],"actors":[],"in":[]}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := talent.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		out, err := json.Marshal(p)
		require.NoError(t, err)
		q, err := talent.Read(strings.NewReader(string(out)))
		require.NoError(t, err)
		require.Equal(t, p, q)
		if len(p.Scenes) <= 10 && len(p.Actors) <= 10 {
			s, err := talent.Solve(t.Context(), p, talent.Settings{Workers: 1})
			require.NoError(t, err)
			check(t, p, s)
		}
	})
}
