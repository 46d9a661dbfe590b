package moteur_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
)

func TestDateAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(rapid.IntRange(1, 9999).Draw(t, "y"), time.Month(rapid.IntRange(1, 12).Draw(t, "m")), rapid.IntRange(1, 28).Draw(t, "d"), 0, 0, 0, 0, time.UTC)
		n := rapid.IntRange(-4000, 4000).Draw(t, "n")
		d := moteur.DateOf(at)
		if !d.Time().Equal(at) || d.Weekday() != at.Weekday() || d.String() != at.Format("2006-01-02") {
			t.Fatalf("%v became %v", at, d)
		}
		later := at.AddDate(0, 0, n)
		if later.Year() < 1 || later.Year() > 9999 {
			return
		}
		if got := d.AddDays(n); !got.Time().Equal(later) || got.Sub(d) != n {
			t.Fatalf("%v + %d = %v, want %v", d, n, got, later)
		}
	})
}

func TestDateParse(t *testing.T) {
	for _, s := range []string{"2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "0000-01-01", "abcd-ef-gh", "2026-01-01T00:00:00Z"} {
		_, err := moteur.ParseDate(s)
		assert.ErrorIs(t, err, moteur.ErrDate, s)
	}
	assert.True(t, moteur.NewDate(2026, time.February, 29).IsZero())
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-10-31", 4, "2025-02-28"}, {"2024-10-31", 6, "2025-04-30"}, {"2024-02-29", 12, "2025-02-28"}, {"2025-01-15", -1, "2024-12-15"}, {"2025-12-31", 2, "2026-02-28"},
	} {
		d, err := moteur.ParseDate(c.from)
		require.NoError(t, err)
		assert.Equal(t, c.want, d.AddMonths(c.n).String(), c.from)
	}
}

func TestDateEdges(t *testing.T) {
	last := moteur.NewDate(9999, 12, 31)
	assert.True(t, last.AddDays(1).IsZero(), "beyond the calendar is unset")
	assert.True(t, moteur.Date{}.AddDays(3).IsZero())
	assert.Equal(t, "", moteur.Date{}.String())
	assert.Equal(t, "2026-11-23", moteur.NewDate(2026, 11, 29).Monday().String(), "Sunday belongs to the week of the Monday before")
	assert.Equal(t, "2026-11-23", moteur.NewDate(2026, 11, 23).Monday().String())
}

func TestDateJSON(t *testing.T) {
	type box struct {
		D moteur.Date `json:"d"`
		Z moteur.Date `json:"z,omitzero"`
	}
	b, err := json.Marshal(box{D: moteur.NewDate(2026, 3, 2)})
	require.NoError(t, err)
	assert.Equal(t, `{"d":"2026-03-02"}`, string(b))
	var back box
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, moteur.NewDate(2026, 3, 2), back.D)
	assert.Error(t, json.Unmarshal([]byte(`{"d":"2 mars"}`), &back))
}

func TestSpan(t *testing.T) {
	day := func(n int) moteur.Date { return moteur.NewDate(2026, 3, n) }
	s := moteur.Span{From: day(2), To: day(6)}
	assert.Equal(t, 5, s.Days())
	assert.True(t, s.Contains(day(2)) && s.Contains(day(6)))
	assert.False(t, s.Contains(day(1)) || s.Contains(day(7)) || s.Contains(moteur.Date{}))
	assert.True(t, s.Overlaps(moteur.Span{From: day(6)}))
	assert.False(t, s.Overlaps(moteur.Span{From: day(7)}))
	assert.True(t, moteur.Span{}.Contains(day(1)), "open on both sides")
	assert.Equal(t, 0, moteur.Span{From: day(6), To: day(2)}.Days())
}

func FuzzParseDate(f *testing.F) {
	f.Add("2026-03-02")
	f.Add("2026-02-30")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := moteur.ParseDate(s)
		if err == nil && d.String() != s {
			t.Fatalf("%q read as %s", s, d)
		}
	})
}
