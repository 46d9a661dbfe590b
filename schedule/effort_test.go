package schedule_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// The work of Solve is bounded in days tried and in moves, the explanation of a conflict included; once the time is over nothing is
// searched or proved any more but the reasons of a scene that no date can hold.
func TestEffortIsBounded(t *testing.T) {
	const moves = 300
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	child := amongOthers(moteur.NewDate(2027, 5, 3), moteur.NewDate(2027, 5, 28), 14)
	child.Roles[0].Child = &labour.Child{Age: 7}
	problems := []schedule.Problem{child}
	for _, seed := range seeds(t, 8) {
		problems = append(problems, randomProblem(rand.New(rand.NewPCG(seed, 7)), setting(t, "MOTEUR_SCHEDULE_SCENES", 24)))
	}
	most, late, explained := int64(0), int64(0), 0
	for i, p := range problems {
		res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: moves})
		require.NoError(t, err, "problem %d", i)
		assert.LessOrEqual(t, res.Tried+res.Moves, schedule.MostEffort(p, moves), "problem %d: %s", i, res.Status)
		over, err := schedule.Solve(ended, p, schedule.Settings{Moves: moves})
		require.NoError(t, err, "problem %d", i)
		assert.Zero(t, over.Moves, "problem %d: %s", i, over.Status)
		assert.LessOrEqual(t, over.Tried, schedule.MostLate(p), "problem %d: %s", i, over.Status)
		if over.Status == schedule.Infeasible {
			explained++
			require.NotNil(t, over.Conflict, "problem %d", i)
			assert.NotEmpty(t, over.Conflict.Constraints, "problem %d", i)
		}
		most, late = max(most, res.Tried+res.Moves), max(late, over.Tried)
	}
	t.Logf("%d days tried and moves at most, %d days once the time was over, %d explained then", most, late, explained)
	require.Positive(t, explained)
}
