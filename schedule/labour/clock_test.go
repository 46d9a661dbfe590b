package labour_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

func TestParseClock(t *testing.T) {
	tuesday := moteur.NewDate(2026, 6, 16)
	for _, c := range []struct{ text, want, label string }{
		{"7:30", "07:30", "07:30"}, {"07:30", "07:30", "07:30"}, {"7h30", "07:30", "07:30"}, {"7H30", "07:30", "07:30"}, {"7h", "07:00", "07:00"},
		{"7\u00a0h\u00a030", "07:30", "07:30"}, {" 7 h ", "07:00", "07:00"}, {"0h", "00:00", "00:00"}, {"00:00", "00:00", "00:00"},
		{"23:59", "23:59", "23:59"}, {"24:00", "24:00", "00:00 (mer.)"}, {"25:30", "25:30", "01:30 (mer.)"}, {"27:30", "27:30", "03:30 (mer.)"},
		{"03:30+1", "27:30", "03:30 (mer.)"}, {"3h30 +1", "27:30", "03:30 (mer.)"}, {"03:30 (+1)", "27:30", "03:30 (mer.)"}, {"47:59", "47:59", "23:59 (mer.)"},
		{"", "", "à confirmer"}, {"à confirmer", "", "à confirmer"}, {"À confirmer", "", "à confirmer"},
	} {
		got, err := labour.ParseClock(c.text)
		require.NoError(t, err, c.text)
		assert.Equal(t, c.want, got.String(), c.text)
		assert.Equal(t, c.label, got.Label(tuesday), c.text)
		assert.Equal(t, c.want != "", got.Known(), c.text)
	}
	for _, bad := range []string{"7", "25", "7:", "7:3", "7:60", "7h60", "7h3", "48:00", "30:00+1", "24:00+1", "+1", "(+1)", "h30", ":30", "-1:00", "+7:30", "7:-1", "7:300",
		"12:30:00", "7hh30", "7h30h", "aa:bb", "midi", "١٢:٠٠", "7:30+2", "mer.", "\xff", strings.Repeat("1", 1000)} {
		_, err := labour.ParseClock(bad)
		assert.ErrorIs(t, err, labour.ErrClock, bad)
	}
}

func TestUnknownIsNotMidnight(t *testing.T) {
	unknown, midnight := labour.Clock{}, labour.At(0, 0)
	assert.NotEqual(t, unknown, midnight)
	assert.False(t, unknown.Known())
	assert.True(t, midnight.Known())
	assert.Equal(t, "00:00 00:00", midnight.String()+" "+midnight.Label(moteur.Date{}))
	assert.Equal(t, "01:30 (+1)", labour.At(25, 30).Label(moteur.Date{}))
	for _, c := range []labour.Clock{labour.At(-1, 0), labour.At(48, 0), labour.At(7, 60), labour.At(7, -1), labour.ClockOf(-1), labour.ClockOf(48 * 60), labour.ClockOf(1 << 40),
		unknown.Add(10), midnight.Add(-1), labour.At(47, 59).Add(1), midnight.Add(1 << 62), midnight.Add(-1 << 63)} {
		assert.Equal(t, unknown, c)
	}
	assert.Zero(t, unknown.Minutes())
	assert.Zero(t, labour.At(8, 0).Sub(unknown)+unknown.Sub(labour.At(8, 0)))
	assert.False(t, unknown.Before(midnight) || unknown.After(midnight) || midnight.Before(unknown) || midnight.After(unknown))
	assert.Negative(t, unknown.Compare(midnight), "the unknown hour comes first in a list")
	assert.True(t, midnight.Before(labour.At(0, 1)) && labour.At(24, 0).After(labour.At(23, 59)) && !midnight.After(midnight))

	var day struct {
		Call labour.Clock `json:"call"`
		Wrap labour.Clock `json:"wrap,omitzero"`
	}
	require.NoError(t, json.Unmarshal([]byte(`{"call": "00:00"}`), &day))
	b, err := json.Marshal(day)
	require.NoError(t, err)
	assert.JSONEq(t, `{"call": "00:00"}`, string(b))
	require.Error(t, json.Unmarshal([]byte(`{"call": 480}`), &day), "bare minutes are not an hour")
	require.Error(t, json.Unmarshal([]byte(`{"call": "25"}`), &day))
}

func TestClocksRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minutes := rapid.IntRange(0, 48*60-1).Draw(t, "minutes")
		c := labour.ClockOf(minutes)
		require.Equal(t, minutes, c.Minutes())
		got, err := labour.ParseClock(c.String())
		require.NoError(t, err)
		require.Equal(t, c, got)
		got, err = labour.ParseClock(c.Label(moteur.Date{}))
		require.NoError(t, err)
		require.Equal(t, c, got)
		d := labour.ClockOf(rapid.IntRange(0, 48*60-1).Draw(t, "other"))
		require.Equal(t, c, d.Add(c.Sub(d)))
		require.Equal(t, c.Before(d), c.Compare(d) < 0)
	})
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"07:30", "7 h 30", "27:30", "05:00+1", "à confirmer", "2026-06-15T19:10", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := labour.ParseClock(s); err == nil {
			back, err := labour.ParseClock(c.String())
			require.NoError(t, err)
			require.Equal(t, c, back)
		}
		var m labour.Moment
		if m.UnmarshalText([]byte(s)) == nil {
			var back labour.Moment
			require.NoError(t, back.UnmarshalText([]byte(m.String())))
			require.Equal(t, m, back)
		}
	})
}
