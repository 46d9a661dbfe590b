package sun_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/sun"
	"github.com/moteur-film/moteur/internal/testkit"
)

// Paris at both solstices, within two minutes of the published tables.
func TestOn(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	june := sun.On(moteur.NewDate(2026, 6, 21), 48_857, 2_352, paris)
	assert.InDelta(t, 5*60+47, june.Rise, 2)
	assert.InDelta(t, 21*60+58, june.Set, 2)
	assert.Less(t, june.Dawn, june.Rise)
	assert.Greater(t, june.Dusk, june.Set)
	december := sun.On(moteur.NewDate(2026, 12, 21), 48_857, 2_352, paris)
	assert.InDelta(t, 8*60+41, december.Rise, 2)
	assert.InDelta(t, 16*60+56, december.Set, 2)
}

// Where the sun does not cross the horizon its side is told, and twilight has a course of its own.
func TestCourse(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Oslo")
	require.NoError(t, err)
	night := sun.On(moteur.NewDate(2026, 12, 21), 69_600, 18_900, zone) // Tromsø
	assert.Equal(t, sun.Times{Dawn: night.Dawn, Dusk: night.Dusk, Day: sun.Never}, night)
	assert.Less(t, night.Dawn, night.Dusk)
	day := sun.On(moteur.NewDate(2026, 6, 21), 69_600, 18_900, zone)
	assert.Equal(t, sun.Times{Day: sun.Always, Twilight: sun.Always}, day)
	white := sun.On(moteur.NewDate(2026, 6, 21), 63_400, 10_400, zone) // Trondheim: the sun sets, no dark
	assert.Equal(t, sun.Times{Rise: white.Rise, Set: white.Set, Twilight: sun.Always}, white)
	pole := sun.On(moteur.NewDate(2026, 12, 21), 90_000, 0, zone)
	assert.Equal(t, sun.Times{Day: sun.Never, Twilight: sun.Never}, pole)
	reykjavik, err := time.LoadLocation("Atlantic/Reykjavik")
	require.NoError(t, err)
	late := sun.On(moteur.NewDate(2026, 6, 21), 64_147, -21_943, reykjavik)
	assert.InDelta(t, 24*60+4, late.Set, 2, "the sun of a day sets after its midnight")
}

// TestOnCases keeps to published hours, to the minute.
func TestOnCases(t *testing.T) {
	file, err := os.Open(filepath.Join(testkit.Cases(t, "found"), "sun.tsv"))
	require.NoError(t, err)
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma, reader.Comment = '\t', '#'
	rows, err := reader.ReadAll()
	require.NoError(t, err)
	require.Greater(t, len(rows), 1)
	for _, row := range rows[1:] {
		name, text := row[0]+" "+row[2], row
		zone, err := time.LoadLocation(row[1])
		require.NoError(t, err, name)
		date, err := moteur.ParseDate(row[2])
		require.NoError(t, err, name)
		number := func(i int) int {
			v, err := strconv.ParseFloat(text[i], 64)
			require.NoError(t, err, name)
			return int(math.Round(v * 1000))
		}
		hour := func(i int) int {
			v, err := time.Parse("15:04", text[i])
			require.NoError(t, err, name)
			return v.Hour()*60 + v.Minute()
		}
		got := sun.On(date, number(3), number(4), zone)
		assert.InDelta(t, hour(5), got.Rise, 1, name)
		assert.InDelta(t, hour(6), got.Set, 1, name)
	}
}

// On any date, anywhere on the globe with the hour of its meridian or one of the other side of the date line, hours that exist stand in
// order around noon of the civil day.
func TestOnProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := moteur.NewDate(2020, 1, 1).AddDays(rapid.IntRange(0, 20_000).Draw(t, "day"))
		lon := rapid.IntRange(-180_000, 180_000).Draw(t, "lon")
		offset := int(math.Round(float64(lon)/15_000))*3600 + rapid.SampledFrom([]int{-86_400, 0, 0, 0, 86_400}).Draw(t, "date line")
		s := sun.On(date, rapid.IntRange(-90_000, 90_000).Draw(t, "lat"), lon, time.FixedZone("", offset))
		if s.Day == sun.Crosses {
			require.Less(t, s.Rise, s.Set)
			require.InDelta(t, 720, (s.Rise+s.Set)/2, 180)
		}
		if s.Twilight == sun.Crosses {
			require.Less(t, s.Dawn, s.Dusk)
			require.InDelta(t, 720, (s.Dawn+s.Dusk)/2, 180)
		}
		if s.Day == sun.Crosses && s.Twilight == sun.Crosses {
			require.Less(t, s.Dawn, s.Rise)
			require.Less(t, s.Set, s.Dusk)
		}
		if s.Twilight == sun.Never {
			require.Equal(t, sun.Never, s.Day)
		}
		if s.Day == sun.Always {
			require.Equal(t, sun.Always, s.Twilight)
		}
	})
}
