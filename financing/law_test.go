package financing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/testkit"
)

// TestLawBoundaries reads every dated value of the room the day before and the day of its start, and the day after its end.
func TestLawBoundaries(t *testing.T) {
	values, empty := testkit.Tables(t)
	assert.Greater(t, values, 50)
	assert.Equal(t, 0, empty, "no empty slot")
}

// TestPayCeilingDates: the RGA was recast on 2023-02-01; no ceiling is known before.
func TestPayCeilingDates(t *testing.T) {
	_, r := financing.PayCeiling(one, false, day(2023, 2, 1))
	require.NoError(t, r.Err())
	_, r = financing.PayCeiling(one, false, day(2023, 1, 31))
	require.ErrorContains(t, r.Err(), "2023-01-31", "the message names the day")
}
