package callsheet_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/schedule/labour"
)

// On the nights when clocks change the rest is what really passes.
func TestRestOnTheNightsClocksChange(t *testing.T) {
	for _, c := range []struct {
		name string
		zone labour.TimeZone
		date moteur.Date // of the sheet
		wrap labour.Clock
		call labour.Clock
		lack bool // of the crew's eleven hours
	}{
		{"clocks go forward, eleven hours on the wall", "", moteur.NewDate(2027, 3, 28), labour.At(26, 0), labour.At(13, 0), true},
		{"an hour later", "", moteur.NewDate(2027, 3, 28), labour.At(26, 0), labour.At(14, 0), false},
		{"clocks go back, ten hours on the wall", "", moteur.NewDate(2026, 10, 25), labour.At(26, 0), labour.At(12, 0), false},
		{"a minute less", "", moteur.NewDate(2026, 10, 25), labour.At(26, 0), labour.At(11, 59), true},
		{"nine hours on the wall", "", moteur.NewDate(2026, 10, 25), labour.At(27, 0), labour.At(12, 0), true},
		{"where no clock changes", "Indian/Reunion", moteur.NewDate(2027, 3, 28), labour.At(26, 0), labour.At(13, 0), false},
	} {
		s := day(c.date.String())
		s.Zone, s.PreviousWrap = c.zone, labour.Moment{Date: c.date.AddDays(-1), At: c.wrap}
		s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = c.call, c.call.Add(60), c.call.Add(300), c.call.Add(360), c.call.Add(480)
		r := callsheet.Check(s, callsheet.Settings{})
		assert.Equal(t, c.lack, r.Has("t2.rest.daily"), "%s: %v", c.name, r.Issues)
	}
}

func TestUnknownZonesAreErrors(t *testing.T) {
	s := day("2026-06-16")
	s.Zone = "Europe/Pari"
	r := callsheet.Check(s, callsheet.Settings{})
	require.Error(t, r.Err())
	assert.True(t, r.Has("callsheet/zone"))

	in := input()
	in.Zone = "Europe/Pari"
	_, err := callsheet.Make(in, 0)
	require.ErrorIs(t, err, labour.ErrTimeZone)
	in = input()
	in.Problem.Calendar.Zone = "FR-99"
	_, err = callsheet.Make(in, 0)
	require.ErrorIs(t, err, labour.ErrZone)
	_, _, err = callsheet.Deadlines(moteur.NewDate(2026, 6, 16), 5, labour.Place{Zone: "FR-99"})
	require.ErrorIs(t, err, labour.ErrZone)
}
