package distribution_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/testkit"
)

// Every dated value, the day before it starts, the day it starts, and the days around its end.
func TestBoundariesOfTheTables(t *testing.T) {
	for _, name := range []string{"rules/receipts.json", "rules/chronology.json"} {
		table, _ := testkit.Boundaries(t, name)
		require.NotEmpty(t, table.Entries)
	}
}

// A ticket sold the day before the rate of VAT in the table is refused, not priced at another rate.
func TestTicketBeforeTheRates(t *testing.T) {
	week := distribution.Week{Admissions: 100, Price: d("7.42"), RentalRate: d("0.50")}
	_, err := distribution.Ticket(week, moteur.NewDate(2013, 12, 31))
	assert.ErrorIs(t, err, law.ErrBefore)
	_, err = distribution.Ticket(week, moteur.NewDate(2014, 1, 1))
	assert.NoError(t, err)
}
