package points_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/cnc/points"
)

func TestResultsReadBack(t *testing.T) {
	advice, err := points.Advise(fiction(), nil, points.Goal{Points: dec("64")}, day)
	require.NoError(t, err)
	readsBack(t, advice, &points.Advice{})
}

// readsBack writes a value as JSON and reads it back.
func readsBack(t *testing.T, v, back any) {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.JSONEq(t, string(b), string(again))
}
