package hiring_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/labour"
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

func hiringShape(c labourCase) bool {
	for _, k := range []string{"start", "shoot", "paid", "crew", "nationality", "minimum_garanti"} {
		if c.in(k) {
			return c.wants("violations") || c.wants("latest") || c.wants("aem_before") || c.wants("permit_needed") || c.wants("penalty")
		}
	}
	return false
}

func TestHiringCases(t *testing.T) {
	sampleDay := date("2026-06-03")
	calendar, err := labour.NewCalendar(labour.Place{})
	require.NoError(t, err)
	for _, c := range labourCases(t, hiringShape) {
		t.Run(c.ID, func(t *testing.T) {
			switch {
			case c.wants("latest"):
				start := get[moteur.Date](t, c.Input, "start")
				all, err := hiring.Deadlines(hiring.HireFacts{ShootDays: []moteur.Date{start}, Kind: moteur.Feature})
				require.NoError(t, err)
				i := slices.IndexFunc(all, func(d moteur.Deadline) bool { return d.Rule == "cchsct.days" })
				assert.Equal(t, get[moteur.Date](t, c.Expected, "latest"), all[i].By)
			case c.wants("aem_before"):
				paid := get[moteur.Date](t, c.Input, "paid")
				all, err := hiring.Deadlines(hiring.HireFacts{ShootDays: []moteur.Date{paid}, Paid: []moteur.Date{paid}})
				require.NoError(t, err)
				i := slices.IndexFunc(all, func(d moteur.Deadline) bool { return d.Rule == "aem.day" })
				assert.Equal(t, get[moteur.Date](t, c.Expected, "aem_before"), all[i].By)
			case c.in("crew"):
				kind := moteur.Feature
				if k := opt[moteur.Kind](t, c.Input, "kind"); k != nil {
					kind = *k
				}
				rep, err := hiring.CheckCrew(get[[]string](t, c.Input, "crew"), kind, sampleDay)
				require.NoError(t, err)
				assert.Equal(t, violations(t, c), rules(rep))
			case c.in("nationality"):
				from := date("2026-05-04")
				stay := moteur.Span{From: from, To: from.AddDays(get[int](t, c.Input, "stay_days") - 1)}
				p, err := hiring.WorkPermit(get[string](t, c.Input, "nationality"), stay, get[bool](t, c.Input, "film_crew"), calendar)
				require.NoError(t, err)
				assert.Equal(t, get[bool](t, c.Expected, "permit_needed"), p.Needed)
				if c.wants("rule") {
					assert.Equal(t, get[string](t, c.Expected, "rule"), p.Rule)
				}
			case c.in("minimum_garanti"):
				got, err := hiring.Hire{Start: date("2026-06-01")}.Penalty()
				require.NoError(t, err)
				require.NoError(t, got.Verify())
				ratio := get[decimal.Decimal](t, c.Input, "minimum_garanti").Div(dec("4.25"))
				within(t, get[decimal.Decimal](t, c.Expected, "penalty"), got.Value.Mul(ratio), dec("0.01"), "penalty")
			}
		})
	}
}

// rules lists the rules of errors and warnings, once each.
func rules(rep moteur.Report) []string {
	var out []string
	for _, i := range rep.Issues {
		if i.Severity != moteur.Notice && !slices.Contains(out, i.Rule) {
			out = append(out, i.Rule)
		}
	}
	slices.Sort(out)
	return out
}

func violations(t *testing.T, c labourCase) []string {
	t.Helper()
	v := get[[]string](t, c.Expected, "violations")
	slices.Sort(v)
	return v
}

func within(t *testing.T, want, got, tolerance decimal.Decimal, what string) {
	t.Helper()
	assert.True(t, want.Sub(got).Abs().LessThanOrEqual(tolerance), "%s: want %s got %s", what, want, got)
}

// Every change of every table: the value of the day before, the value of the day, and nothing before the first day.
func TestBoundaries(t *testing.T) {
	var golden strings.Builder
	for _, id := range []string{"mentions", "duties", "privacy", "performer"} {
		_, changes := testkit.Boundaries(t, "rules/"+id+".json")
		for _, c := range changes {
			fmt.Fprintln(&golden, c)
		}
	}
	testkit.Golden(t, "boundaries.txt", golden.String())
}
