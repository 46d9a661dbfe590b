package labour_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/labour"
)

func moment(t testing.TB, s string) labour.Moment {
	t.Helper()
	var m labour.Moment
	require.NoError(t, m.UnmarshalText([]byte(s)), s)
	return m
}

func TestElapsedOnTheNightsClocksChange(t *testing.T) {
	for _, c := range []struct {
		zone     labour.TimeZone
		from, to string
		want     int
	}{
		{"", "2027-03-28T02:00", "2027-03-28T13:00", 600}, // the hour clocks jump over
		{"", "2027-03-27T26:00", "2027-03-28T13:00", 600}, // the same, as an hour of the working day before
		{"", "2027-03-28T01:59", "2027-03-28T03:00", 1},   // one minute passes
		{"", "2027-03-28T03:00", "2027-03-28T13:00", 600}, // the new time
		{"", "2026-10-25T02:00", "2026-10-25T13:00", 720}, // the hour that comes twice: its first passage
		{"", "2026-10-25T03:00", "2026-10-25T13:00", 600}, // after it
		{"", "2026-10-25T01:59", "2026-10-25T03:00", 121}, // two hours and one minute
		{"", "2026-10-24T22:00", "2026-10-24T29:00", 8 * 60},
		{"", "2027-03-27T22:00", "2027-03-27T29:00", 6 * 60},
		{"", "2026-11-10T20:00", "2026-11-11T07:00", 660},
		{"", "2026-11-11T07:00", "2026-11-10T20:00", -660},
		{"Europe/Paris", "2027-03-28T02:00", "2027-03-28T13:00", 600},
		{"UTC", "2027-03-28T02:00", "2027-03-28T13:00", 660},
		{"Indian/Reunion", "2027-03-28T02:00", "2027-03-28T13:00", 660},
		{"America/Montreal", "2027-03-14T02:00", "2027-03-14T13:00", 600},
		{"America/Montreal", "2026-11-01T01:00", "2026-11-01T13:00", 780},
	} {
		got, err := c.zone.Elapsed(moment(t, c.from), moment(t, c.to))
		require.NoError(t, err, c)
		assert.Equal(t, c.want, got, c)
	}
}

func TestUnknownTimeZone(t *testing.T) {
	m := moment(t, "2026-11-10T20:00")
	for _, z := range []labour.TimeZone{"Paris", "Europe/Pari", "Local", "../etc", "CEST+1", labour.TimeZone(strings.Repeat("x", 300))} {
		_, err := z.Elapsed(m, m)
		assert.ErrorIs(t, err, labour.ErrTimeZone, z)
		_, err = z.Location()
		assert.ErrorIs(t, err, labour.ErrTimeZone, z)
	}
	for _, pair := range [][2]labour.Moment{{{}, m}, {m, {}}, {m, {Date: m.Date}}, {{At: m.At}, m}} {
		_, err := labour.TimeZone("").Elapsed(pair[0], pair[1])
		assert.ErrorIs(t, err, labour.ErrMoment)
	}
}

func TestMomentText(t *testing.T) {
	assert.Equal(t, "2026-06-15T00:00", moment(t, "2026-06-15T00:00").String())
	assert.Equal(t, "2026-06-15T27:30", moment(t, "2026-06-15T3h30+1").String())
	assert.True(t, moment(t, "").IsZero())
	for _, bad := range []string{"2026-06-15", "2026-06-15T", "2026-06-15T48:00", "2026-02-30T10:00", "T10:00", "2026-06-15T10:00+02:00", "2026-06-15T10:00 de Paris"} {
		var m labour.Moment
		assert.ErrorIs(t, m.UnmarshalText([]byte(bad)), labour.ErrMoment, bad)
	}
}

var zones = []string{"", "Europe/London", "America/Montreal", "Indian/Reunion", "Pacific/Auckland", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"}

// Minutes add up, whatever the night; and away from a change of clocks they are those on the wall.
func TestElapsedIsAdditive(t *testing.T) {
	drawn := func(t *rapid.T, name string) labour.Moment {
		day := moteur.NewDate(2011, 12, 1).AddDays(rapid.IntRange(0, 6000).Draw(t, name+" day"))
		if rapid.Bool().Draw(t, name+" change") {
			day = rapid.SampledFrom([]moteur.Date{moteur.NewDate(2027, 3, 27), moteur.NewDate(2026, 10, 24), moteur.NewDate(2027, 3, 13)}).Draw(t, name+" date")
		}
		return labour.Moment{Date: day, At: labour.ClockOf(rapid.IntRange(0, 48*60-1).Draw(t, name))}
	}
	rapid.Check(t, func(t *rapid.T) {
		z := labour.TimeZone(rapid.SampledFrom(zones).Draw(t, "zone"))
		a, b, c := drawn(t, "a"), drawn(t, "b"), drawn(t, "c")
		ab, err1 := z.Elapsed(a, b)
		bc, err2 := z.Elapsed(b, c)
		ac, err3 := z.Elapsed(a, c)
		ba, err4 := z.Elapsed(b, a)
		require.NoError(t, err1)
		require.NoError(t, err2)
		require.NoError(t, err3)
		require.NoError(t, err4)
		require.Equal(t, ac, ab+bc)
		require.Equal(t, -ab, ba)
		wall := b.Date.Sub(a.Date)*1440 + b.At.Sub(a.At)
		if z == "Indian/Reunion" {
			require.Equal(t, wall, ab)
		}
		if z == "" {
			require.LessOrEqual(t, max(ab-wall, wall-ab), 60)
		}
	})
}

func TestRestCases(t *testing.T) {
	rows := found(t, "rest.tsv", "end", "next", "rest_minutes")
	for _, row := range rows {
		want, err := strconv.Atoi(row[2])
		require.NoError(t, err, row)
		var at [2]labour.Moment
		for i, s := range row[:2] {
			stamp, err := time.Parse("2006-01-02T15:04Z07:00", s)
			require.NoError(t, err, s)
			at[i] = moment(t, s[:len("2006-01-02T15:04")])
			got, err := labour.TimeZone("").Instant(at[i])
			require.NoError(t, err, s)
			assert.True(t, got.Equal(stamp), "%s is read as %s", s, got)
		}
		got, err := labour.TimeZone("").Elapsed(at[0], at[1])
		require.NoError(t, err, row)
		assert.Equal(t, want, got, row)
	}
}

// found reads the lines of a case file below its titles, which must be those named; a file without a line fails.
func found(t *testing.T, name string, titles ...string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(testkit.Cases(t, "found"), name))
	require.NoError(t, err)
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	rows, err := r.ReadAll()
	require.NoError(t, err)
	require.Greater(t, len(rows), 1, "%s holds no case", name)
	require.Equal(t, titles, rows[0], name)
	return rows[1:]
}
