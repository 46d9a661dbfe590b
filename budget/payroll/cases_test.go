package payroll_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/testkit"
)

// labourCase is one case of the shared labour files: loosely shaped, so inputs and expectations stay raw.
type labourCase struct {
	ID        string                     `json:"id"`
	Input     map[string]json.RawMessage `json:"input"`
	Expected  map[string]json.RawMessage `json:"expected"`
	Tolerance decimal.Decimal            `json:"tolerance"`
	Source    string                     `json:"source"`
	Status    string                     `json:"status"`
	Check     string                     `json:"check"`
	file      string
}

// labourCases reads every file of cases of the labour folder whose name starts with the prefix or, when none does, every
// file; the hidden set uses other names.
func labourCases(t *testing.T, match func(labourCase) bool) []labourCase {
	t.Helper()
	dir := testkit.Cases(t, "labour")
	var out []labourCase
	for _, path := range testkit.Glob(t, dir, "*.json") {
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		var f struct {
			Cases []labourCase `json:"cases"`
		}
		if json.Unmarshal(b, &f) != nil {
			continue
		}
		for _, c := range f.Cases {
			if c.file = filepath.Base(path); match(c) {
				out = append(out, c)
			}
		}
	}
	require.NotEmpty(t, out, "no case of this shape in %s", dir)
	return out
}

// readElsewhere are the keys of the cases of papers and filings, which the rooms of hiring and of the call sheet read.
var readElsewhere = []string{"latest", "aem_before", "crew", "nationality", "minimum_garanti", "delegates_election_by", "latest_filing"}

// TestEveryCaseHasAReader fails on a case of the charges, overtime and schedule files that no test reads.
func TestEveryCaseHasAReader(t *testing.T) {
	readers := []func(labourCase) bool{chargesShape, publishedShape, overtimeShape, scheduleShape}
	mine := map[string]bool{}
	everything := labourCases(t, func(labourCase) bool { return true })
	reads := func(c labourCase) bool {
		return slices.ContainsFunc(readers, func(match func(labourCase) bool) bool { return match(c) })
	}
	for _, c := range everything {
		mine[c.file] = mine[c.file] || reads(c)
	}
	for _, c := range everything {
		other := slices.ContainsFunc(readElsewhere, func(key string) bool { return c.in(key) || c.wants(key) })
		if mine[c.file] && !reads(c) && !other {
			t.Errorf("%s: case %s has a shape no test reads", c.file, c.ID)
		}
	}
}

func (c labourCase) in(key string) bool { _, ok := c.Input[key]; return ok }

func (c labourCase) wants(key string) bool { _, ok := c.Expected[key]; return ok }

func get[T any](t *testing.T, m map[string]json.RawMessage, key string) T {
	t.Helper()
	var v T
	raw, ok := m[key]
	require.True(t, ok, "key %q absent", key)
	require.NoError(t, json.Unmarshal(raw, &v), "key %q", key)
	return v
}

func opt[T any](t *testing.T, m map[string]json.RawMessage, key string) *T {
	t.Helper()
	if _, ok := m[key]; !ok {
		return nil
	}
	v := get[T](t, m, key)
	return &v
}

func date(s string) moteur.Date {
	d, err := moteur.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func within(t *testing.T, want, got, tolerance decimal.Decimal, what string, args ...any) {
	t.Helper()
	if want.Sub(got).Abs().GreaterThan(tolerance) {
		t.Errorf(what+" = %s, want %s (± %s)", append(args, got, want, tolerance)...)
	}
}
