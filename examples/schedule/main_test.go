package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/examples/internal/cli"
)

const tiny = `{"name": "tiny", "scenes": [
 {"id": "1", "eighths": 4, "minutes": 240, "location": "PORT", "set": "QUAI", "light": "day", "roles": ["A"]},
 {"id": "2", "eighths": 4, "minutes": 240, "location": "PORT", "set": "QUAI", "light": "day", "roles": ["B"]},
 {"id": "3", "eighths": 4, "minutes": 240, "location": "BAR", "set": "SALLE", "light": "day", "roles": ["A", "B"]}],
 "day": {"capacity_minutes": 480, "move_minutes": 60, "units": "mixed"},
 "roles": [{"id": "A", "day_rate": 500}, {"id": "B", "day_rate": 300}],
 "weights": {"day": 1000, "location_day": 100, "role_day": 0}}`

func textFile(t *testing.T, name, text string) string {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

func invoke(out, errs *bytes.Buffer, args ...string) int {
	return cli.Run(context.Background(), program(), args, out, errs)
}

func TestCase(t *testing.T) {
	dir := t.TempDir()
	plan, pdf := filepath.Join(dir, "plan", "plan.json"), filepath.Join(dir, "plan", "plan-de-travail.pdf")
	var out, errs bytes.Buffer
	require.Equal(t, 0, invoke(&out, &errs, "-time", "5s", "-out", filepath.Join(dir, "plan"), "-case", textFile(t, "tiny.case.json", tiny)), errs.String())
	var got line
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	assert.Equal(t, "tiny", got.Name)
	assert.Equal(t, 2, got.Days)
	assert.Equal(t, 2, got.LocationDays)
	assert.Equal(t, 0, got.Moves)
	assert.Equal(t, 4, got.RoleDaysPaid)
	assert.Equal(t, "3800", got.Cost.String())
	assert.EqualValues(t, "optimal", got.Status)
	b, err := os.ReadFile(plan)
	require.NoError(t, err)
	assert.Contains(t, string(b), `"scenes"`)
	b, err = os.ReadFile(pdf)
	require.NoError(t, err)
	assert.True(t, bytes.HasPrefix(b, []byte("%PDF")))
}

// A plan goes out to the workbook, comes back edited, is checked, and printed beside the one it was.
func TestEdited(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	c := textFile(t, "tiny.case.json", strings.Replace(tiny, `"capacity_minutes": 480`, `"capacity_minutes": 750`, 1))
	var out, errs bytes.Buffer
	require.Equal(t, 0, invoke(&out, &errs, "-time", "5s", "-out", at("plan"), "-worth", "-case", c), errs.String())
	assert.Contains(t, errs.String(), "Tourner 780 minutes par jour. Gain : ", "a longer day saves one")
	errs.Reset()
	require.Equal(t, 0, invoke(&out, &errs, "-plan", at("plan/plan.json"), "-edited", at("plan/plan-de-travail.xlsx"), "-out", at("new"), "-case", c), errs.String())
	for _, name := range []string{"new/plan-de-travail.pdf", "new/avant-apres.pdf"} {
		b, err := os.ReadFile(at(name))
		require.NoError(t, err)
		assert.True(t, bytes.HasPrefix(b, []byte("%PDF")), name)
	}
	assert.Equal(t, 2, invoke(&out, &errs, "-edited", at("plan/plan-de-travail.xlsx"), "-case", c))
	assert.Equal(t, 2, invoke(&out, &errs, "-plan", at("plan/plan.json"), "-edited", at("plan/plan.json"), "-case", c), "not a workbook")
}

func TestScript(t *testing.T) {
	text := "INT. CUISINE - JOUR\n\nNORA\nBonjour.\n\nEXT. PORT - NUIT\n\nNORA\nBonsoir.\n\nLOU\nBonsoir.\n"
	var out, errs bytes.Buffer
	require.Equal(t, 0, invoke(&out, &errs, "-json", "-script", textFile(t, "film.fountain", text), "-first", "2027-05-03", "-time", "3s"), errs.String())
	assert.Contains(t, out.String(), `"status":"optimal"`)
}

func TestWrongUse(t *testing.T) {
	for name, args := range map[string][]string{
		"no value": {"-case"},
		"argument": {"x.case.json"},
		"flag":     {"-nope"},
		"absent":   {"-case", "absent.case.json"},
		"broken":   {"-case", textFile(t, "x.case.json", `{"scenes": [}`)},
		"empty":    {"-case", textFile(t, "y.case.json", `{"scenes": []}`)},
		"workers":  {"-workers", "0", "-case", "x"},
		"problem":  {"-problem", textFile(t, "p.json", `[]`)},
		"bad date": {"-script", "x", "-first", "demain"},
	} {
		var out, errs bytes.Buffer
		assert.Equal(t, 2, invoke(&out, &errs, args...), name)
		assert.NotEmpty(t, errs.String(), name)
	}
}

// A key, a role, a word or an aim that a case does not have is refused by name.
func TestCaseFaults(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`"id": "A", "day_rate": 500`, `"id": "A", "day_rat": 500`, "day_rat"},
		{`"id": "A", "day_rate": 500`, `"id": "A", "day_rate": true`, "rôle 1"},
		{`{"id": "A", "day_rate": 500}`, `true`, "rôle 1"},
		{`[{"id": "A", "day_rate": 500}, {"id": "B", "day_rate": 300}]`, `{"A": {"day_rat": 500}}`, `rôle "A"`},
		{`[{"id": "A", "day_rate": 500}, {"id": "B", "day_rate": 300}]`, `{"A": 500, "A": 600}`, "« A »"},
		{`[{"id": "A", "day_rate": 500}, {"id": "B", "day_rate": 300}]`, `{"A": {"id": "B"}}`, `rôle "A"`},
		{`[{"id": "A", "day_rate": 500}, {"id": "B", "day_rate": 300}]`, `3`, "roles"},
		{`"id": "1", "eighths"`, `"id": "1", "eights"`, "eights"},
		{`"id": "1"`, `"id": [1]`, "scenes[0].id"},
		{`"light": "day"`, `"light": "nigth"`, "night"},
		{`"light": "day"`, `"place": "IN"`, "scenes[0].place"},
		{`"units": "mixed"`, `"units": "mixt"`, "mixed"},
		{`"location_day": 100`, `"location_day": "cent"`, "weights.location_day"},
		{`"weights": {`, `"objective": ["fewest dais"], "weights": {`, "but inconnu"},
	} {
		text := strings.Replace(tiny, c.old, c.new, 1)
		require.NotEqual(t, tiny, text, c.new)
		_, err := readBenchmark(strings.NewReader(text))
		require.Error(t, err, c.new)
		assert.Contains(t, strings.ReplaceAll(err.Error(), "\u00a0", " "), c.want, c.new)
	}
	for _, roles := range []string{`["A", "B"]`, `{"A": 500, "B": {"day_rate": "300"}}`, `null`, `[{"id": "A", "name": "Ann"}, 2]`} {
		text := strings.Replace(tiny, `[{"id": "A", "day_rate": 500}, {"id": "B", "day_rate": 300}]`, roles, 1)
		_, err := readBenchmark(strings.NewReader(text))
		assert.NoError(t, err, roles)
	}
}

func TestFilm(t *testing.T) {
	var out, errs bytes.Buffer
	require.Equal(t, 0, invoke(&out, &errs, "-json", "-time", "5s"), errs.String())
	var got line
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	assert.Equal(t, "Le Dernier Bac", got.Name)
	assert.Positive(t, got.Bound.Sign())
	assert.Equal(t, 2, invoke(&out, &errs, "-film", t.TempDir()))
}
