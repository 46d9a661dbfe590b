package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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

func TestCase(t *testing.T) {
	dir := t.TempDir()
	plan, pdf := filepath.Join(dir, "plan.json"), filepath.Join(dir, "plan.pdf")
	var out, errs bytes.Buffer
	require.Equal(t, 0, run(context.Background(), []string{"-case", textFile(t, "tiny.case.json", tiny), "-time", "5s", "-json", plan, "-pdf", pdf}, &out, &errs), errs.String())
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

func TestScript(t *testing.T) {
	text := "INT. CUISINE - JOUR\n\nNORA\nBonjour.\n\nEXT. PORT - NUIT\n\nNORA\nBonsoir.\n\nLOU\nBonsoir.\n"
	var out, errs bytes.Buffer
	require.Equal(t, 0, run(context.Background(), []string{"-script", textFile(t, "film.fountain", text), "-first", "2027-05-03", "-time", "3s"}, &out, &errs), errs.String())
	assert.Contains(t, out.String(), `"status":"optimal"`)
}

func TestWrongUse(t *testing.T) {
	for name, args := range map[string][]string{
		"nothing":  nil,
		"flag":     {"-nope"},
		"absent":   {"-case", "absent.case.json"},
		"broken":   {"-case", textFile(t, "x.case.json", `{"scenes": [}`)},
		"empty":    {"-case", textFile(t, "y.case.json", `{"scenes": []}`)},
		"workers":  {"-case", "x", "-workers", "0"},
		"problem":  {"-problem", textFile(t, "p.json", `[]`)},
		"bad date": {"-script", "x", "-first", "demain"},
	} {
		var out, errs bytes.Buffer
		assert.Equal(t, 2, run(context.Background(), args, &out, &errs), name)
		assert.NotEmpty(t, errs.String(), name)
	}
}
