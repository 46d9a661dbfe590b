package points_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/law"
)

func rules(t *testing.T, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("rules", name))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, into))
}

// TestMembershipDates looks at both sides of each dated membership of the table of countries.
func TestMembershipDates(t *testing.T) {
	var table struct {
		Groups []struct {
			ID      string
			Source  string
			Members []struct {
				Country  string
				From, To moteur.Date
			}
		}
	}
	rules(t, "countries.json", &table)
	holds := func(country string, on moteur.Date) bool {
		got, _, err := points.Assimilation(points.Facts{People: []moteur.Person{{ID: "p", Nationality: country}}}, on)
		if err != nil {
			require.ErrorIs(t, err, law.ErrBefore)
			return false
		}
		return got[0].Holds
	}
	first := moteur.NewDate(2023, 2, 1)
	for _, g := range table.Groups {
		require.NotEmpty(t, g.Source, g.ID)
		for _, m := range g.Members {
			on := m.From
			if on.Before(first) {
				on = first
			}
			if m.To.IsZero() || !on.After(m.To) {
				assert.True(t, holds(m.Country, on), "%s in %s", m.Country, g.ID)
			}
		}
	}
	assert.False(t, holds("RU", first), "left the convention")
	assert.False(t, holds("US", first))
}
