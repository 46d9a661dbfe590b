package distribution_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/internal/law"
)

// Every dated value, the day before it starts, the day it starts, and the days around its end.
func TestBoundariesOfTheTables(t *testing.T) {
	for _, name := range []string{"rules/receipts.json", "rules/chronology.json"} {
		table, err := law.Load(os.DirFS("."), name)
		require.NoError(t, err)
		require.NotEmpty(t, table.Entries)
		for _, e := range table.Entries {
			for i, v := range e.Values {
				got, err := table.Text(e.ID, v.From)
				require.NoError(t, err, e.ID)
				assert.Equal(t, v.Value, got.Value, e.ID)
				assert.NotEmpty(t, got.Source.Text, e.ID)
				if i == 0 {
					_, err = table.Text(e.ID, v.From.AddDays(-1))
					assert.ErrorIs(t, err, law.ErrBefore, e.ID)
				}
				if !v.To.IsZero() {
					_, err = table.Text(e.ID, v.To)
					assert.NoError(t, err, e.ID)
					_, err = table.Text(e.ID, v.To.AddDays(1))
					assert.ErrorIs(t, err, law.ErrBefore, e.ID)
				}
			}
		}
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
