package testkit

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// CaseFiles decodes the shared cases of one shape into fresh values of T, by file name. The shape is told by the "kind" of a
// file; every file of a shape is read whatever its name.
func CaseFiles[T any](t testing.TB, folder, kind string) map[string]T {
	t.Helper()
	out := map[string]T{}
	for _, f := range Glob(t, Cases(t, folder), "*.json") {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		var head struct {
			Kind string `json:"kind"`
		}
		if json.Unmarshal(b, &head) != nil || head.Kind != kind {
			continue
		}
		var v T
		require.NoError(t, json.Unmarshal(b, &v), f)
		out[filepath.Base(f)] = v
	}
	require.NotEmpty(t, out, "no case of kind %s", kind)
	return out
}

// Amount reads an amount of a case.
func Amount(t testing.TB, s string) decimal.Decimal {
	t.Helper()
	v, err := money.Parse(s)
	require.NoError(t, err)
	return v
}

// Same compares an amount with that of a case; an empty text asks nothing.
func Same(t testing.TB, want string, got decimal.Decimal, what string) {
	t.Helper()
	if want != "" {
		assert.True(t, Amount(t, want).Equal(got), "%s = %s, want %s", what, got, want)
	}
}

// Tables reads every table of rules/*.json of the package under test around its dates (see Boundaries). It counts the values, and the
// slots that wait for a value.
func Tables(t testing.TB) (values, empty int) {
	t.Helper()
	for _, name := range Glob(t, "rules", "*.json") {
		table, _ := Boundaries(t, filepath.ToSlash(name))
		for _, e := range table.Entries {
			values += len(e.Values)
			if len(e.Values) == 0 {
				empty++
				_, err := table.Text(e.ID, moteur.NewDate(2023, 12, 6))
				require.ErrorIs(t, err, law.ErrEmpty)
			}
		}
	}
	return values, empty
}
