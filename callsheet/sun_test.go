package callsheet_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// almanac is another way to the sun: the older almanac algorithm of the US Naval Observatory, in UTC minutes.
func almanac(d moteur.Date, lat, lon float64, rising bool) (float64, bool) {
	const rad = math.Pi / 180
	turn := func(x, full float64) float64 { return math.Mod(math.Mod(x, full)+full, full) }
	n := float64(d.Sub(moteur.NewDate(d.Year(), 1, 1)) + 1)
	hour := lon / 15
	base := 18.0
	if rising {
		base = 6
	}
	t := n + (base-hour)/24
	m := 0.9856*t - 3.289
	l := turn(m+1.916*math.Sin(m*rad)+0.020*math.Sin(2*m*rad)+282.634, 360)
	ra := turn(math.Atan(0.91764*math.Tan(l*rad))/rad, 360)
	ra = (ra + math.Floor(l/90)*90 - math.Floor(ra/90)*90) / 15
	sin := 0.39782 * math.Sin(l*rad)
	cosH := (math.Cos(90.833*rad) - sin*math.Sin(lat*rad)) / (math.Cos(math.Asin(sin)) * math.Cos(lat*rad))
	if cosH > 1 || cosH < -1 {
		return 0, false
	}
	h := math.Acos(cosH) / rad
	if rising {
		h = 360 - h
	}
	return turn(h/15+ra-0.06571*t-6.622-hour, 24) * 60, true
}

func TestSunAgainstAnAlmanac(t *testing.T) {
	for _, lat := range []float64{-50, -21.1, 0, 16.2, 43.3, 48.7, 51, 60} {
		for _, lon := range []float64{-4.5, 0.1, 7.7} {
			for n := 0; n < 365*3; n += 11 {
				d := moteur.NewDate(2025, 1, 1).AddDays(n)
				got, err := callsheet.SunOn(d, int(lat*1000), int(lon*1000), "Etc/GMT")
				require.NoError(t, err)
				rise, ok1 := almanac(d, lat, lon, true)
				set, ok2 := almanac(d, lat, lon, false)
				require.True(t, ok1 && ok2)
				require.InDelta(t, rise, float64(got.Rise.Minutes()), 3, "%s %v %v", d, lat, lon)
				require.InDelta(t, set, float64(got.Set.Minutes()), 3, "%s %v %v", d, lat, lon)
				require.True(t, got.Dawn.Before(got.Rise) && got.Rise.Before(got.Set) && got.Set.Before(got.Dusk), "%+v", got)
			}
		}
	}
}

func TestSunWhereThereIsNone(t *testing.T) {
	polar, err := callsheet.SunOn(moteur.NewDate(2026, 12, 21), 69_600, 18_900, "Europe/Oslo")
	require.NoError(t, err)
	assert.False(t, polar.Known())
	assert.Equal(t, "à confirmer", polar.Label())
	nowhere, err := callsheet.SunOn(moteur.NewDate(2026, 6, 21), 0, 0, "")
	require.NoError(t, err)
	assert.False(t, nowhere.Known())
	_, err = callsheet.SunOn(moteur.NewDate(2026, 6, 21), 91_000, 0, "")
	require.Error(t, err)
	_, err = callsheet.SunOn(moteur.NewDate(2026, 6, 21), 48_000, 2_000, "Mars/Olympus")
	require.Error(t, err)
}

func TestSunFollowsTheLegalClock(t *testing.T) {
	before, err := callsheet.SunOn(moteur.NewDate(2026, 3, 28), 48_857, 2_352, "")
	require.NoError(t, err)
	after, err := callsheet.SunOn(moteur.NewDate(2026, 3, 29), 48_857, 2_352, "")
	require.NoError(t, err)
	assert.InDelta(t, 60-2, after.Rise.Sub(before.Rise), 1, "summer time starts on 29 March 2026")
	reunion, err := callsheet.SunOn(moteur.NewDate(2026, 6, 21), -20_880, 55_450, "Indian/Reunion")
	require.NoError(t, err)
	assert.InDelta(t, 6*60+52, reunion.Rise.Minutes(), 5)
}

// A day whose exteriors wait for a sun that nobody knows says so on its sheet, in French and in English, and gives them no hour.
func TestSheetWithoutASun(t *testing.T) {
	date := moteur.NewDate(2027, 3, 1)
	for _, known := range []bool{false, true} {
		p := schedule.Problem{
			Scenes: []schedule.Scene{{ID: "14", Set: "RUE", Location: "rue", Place: script.Exterior, Light: script.Day, Minutes: 60},
				{ID: "15", Set: "CUISINE", Location: "rue", Place: script.Interior, Light: script.Night, Minutes: 60}},
			Locations: []schedule.Location{{ID: "rue", Name: "La rue"}}, Calendar: schedule.Calendar{First: date}}
		if known {
			p.Home = schedule.Position{LatMilli: 48_857, LonMilli: 2_352}
		}
		plan := schedule.Plan{Days: []schedule.Day{{Number: 1, Date: date, Scenes: []string{"14", "15"}, Call: labour.At(9, 30),
			Ready: labour.At(10, 30), Wrap: labour.At(13, 0)}}}
		s, err := callsheet.Make(callsheet.Input{Problem: p, Plan: plan}, 0)
		require.NoError(t, err)
		french, english := text.String(s.Document()), text.String(s.English())
		assert.Equal(t, !known, strings.Contains(french, "Heures à fixer : soleil inconnu"), french)
		assert.Equal(t, !known, strings.Contains(french, "à fixer"), french)
		assert.Equal(t, !known, strings.Contains(english, "the sun is unknown"), english)
		assert.Contains(t, french, "11:30", "the interior keeps its hour")
		told := callsheet.Check(s, callsheet.Settings{}).Of(moteur.Warning)
		assert.Equal(t, !known, slices.ContainsFunc(told, func(i moteur.Issue) bool { return i.Rule == "callsheet/sun-unknown" }), told)
	}
}
