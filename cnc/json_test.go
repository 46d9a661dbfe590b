package cnc_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/cnc"
)

func TestResultsReadBack(t *testing.T) {
	r := request()
	e, err := cnc.Eligible(r, day)
	require.NoError(t, err)
	readsBack(t, e, &cnc.Eligibility{})
	list, err := cnc.Checklist(r, cnc.InvestmentApproval, day)
	require.NoError(t, err)
	readsBack(t, list, &cnc.PieceList{})
	d, err := cnc.Calendar(r, day)
	require.NoError(t, err)
	readsBack(t, d, &cnc.Deadlines{})
	readsBack(t, r, &cnc.Request{})
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
