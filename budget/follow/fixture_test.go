package follow_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
)

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func equal(t testing.TB, want, got decimal.Decimal, what ...any) {
	t.Helper()
	assert.True(t, want.Equal(got), "%v: want %s got %s", what, want, got)
}

func hasPath(r moteur.Report, path string) bool {
	for _, i := range r.Issues {
		if i.Path == path {
			return true
		}
	}
	return false
}

// sample is the small feature with one of everything of the tests of budget.
func sample(t testing.TB) budget.Budget {
	t.Helper()
	content, err := os.ReadFile("../testdata/sample.json")
	require.NoError(t, err)
	var b budget.Budget
	require.NoError(t, json.Unmarshal(content, &b))
	return b
}

func frozen(t testing.TB) budget.Estimate {
	t.Helper()
	e, err := budget.Compute(sample(t))
	require.NoError(t, err)
	return e
}
