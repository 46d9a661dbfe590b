package treasury_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/internal/testkit"
)

// TestLawBoundaries reads every dated value of the room the day before and the day of its start, and the day after its end.
func TestLawBoundaries(t *testing.T) {
	values, empty := testkit.Tables(t)
	assert.Greater(t, values, 28)
	assert.Equal(t, 1, empty, "empty slot: the margin of the bank")
}
