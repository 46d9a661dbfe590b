package testkit

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

// Boundaries reads every value of a table of the package under test ("rules/credit.json") on its first day and the day before,
// on its last and the day after: the right value answers, or none, and an unknown start is said. It returns the table and one
// line a change, for a golden that a human reads again when the table changes.
func Boundaries(t testing.TB, file string) (table law.Table, changes []string) {
	t.Helper()
	table, err := law.Load(os.DirFS("."), file)
	require.NoError(t, err)
	for _, e := range table.Entries {
		at := table.ID + "/" + e.ID
		for i, v := range e.Values {
			assert.NoError(t, v.Check(), at)
			if v.Timeless {
				answers(t, table, e.ID, v, moteur.NewDate(1950, 1, 1))
				continue
			}
			first := v.From
			if first.IsZero() {
				first = moteur.NewDate(1950, 1, 1)
			}
			answers(t, table, e.ID, v, first)
			before := first.AddDays(-1)
			switch {
			case v.StartUnknown:
				answers(t, table, e.ID, v, before)
				var r moteur.Report
				c, err := table.Text(e.ID, before)
				require.NoError(t, err, at)
				c.Use(&r, "")
				assert.True(t, r.Has(moteur.RuleStart) || r.Has(moteur.RuleUnverified), "%s on %s: the unknown start is said", at, before)
			case i == 0 || e.Values[i-1].To.Before(before) && !e.Values[i-1].To.IsZero():
				_, err := table.Text(e.ID, before)
				assert.ErrorIs(t, err, law.ErrBefore, "%s the day before its first value", at)
			default:
				answers(t, table, e.ID, e.Values[i-1], before)
				changes = append(changes, fmt.Sprintf("%s %s: %s > %s", at, v.From, e.Values[i-1].Value, v.Value))
			}
			ends(t, table, e, i)
		}
	}
	return table, changes
}

// ends reads the last day of a value and the day after.
func ends(t testing.TB, table law.Table, e law.Entry, i int) {
	t.Helper()
	v := e.Values[i]
	if v.To.IsZero() {
		return
	}
	answers(t, table, e.ID, v, v.To)
	if i+1 == len(e.Values) {
		_, err := table.Text(e.ID, v.To.AddDays(1))
		assert.ErrorIs(t, err, law.ErrBefore, "%s/%s the day after its last", table.ID, e.ID)
	}
}

func answers(t testing.TB, table law.Table, id string, v law.Value, on moteur.Date) {
	t.Helper()
	got, err := table.Text(id, on)
	require.NoError(t, err, "%s/%s on %s", table.ID, id, on)
	assert.Equal(t, v.Value, got.Value, "%s/%s on %s", table.ID, id, on)
	assert.Equal(t, v.Source, got.Source.Text, "%s/%s on %s", table.ID, id, on)
	assert.Equal(t, v.Verified, got.Source.Verified, "%s/%s on %s", table.ID, id, on)
}
