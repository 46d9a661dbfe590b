package ics_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/ics"
)

func TestWrite(t *testing.T) {
	paris := time.FixedZone("CEST", 2*3600)
	events := []ics.Event{
		{UID: "j1@film", Day: moteur.NewDate(2027, 5, 3), Summary: "J1 ; port, « quai »", Description: strings.Repeat("élève à l'aube ", 20)},
		{UID: "appel@film", Start: time.Date(2027, 5, 3, 8, 0, 0, 0, paris), End: time.Date(2027, 5, 3, 18, 0, 0, 0, paris), Summary: "Appel\x07", Sequence: 2, Cancelled: true},
	}
	var a, b bytes.Buffer
	stamp := time.Date(2027, 4, 1, 0, 0, 0, 0, time.UTC)
	require.NoError(t, ics.Write(&a, "Film", stamp, events))
	require.NoError(t, ics.Write(&b, "Film", stamp, events))
	assert.Equal(t, a.String(), b.String(), "same events, same bytes")
	for _, line := range strings.Split(strings.TrimSuffix(a.String(), "\r\n"), "\r\n") {
		assert.LessOrEqual(t, len(line), 75, "folded at 75 octets: %q", line)
	}
	cal, err := ical.ParseCalendar(&a)
	require.NoError(t, err)
	require.Len(t, cal.Events(), 2)
	at, err := cal.Events()[1].GetStartAt()
	require.NoError(t, err)
	assert.Equal(t, 6, at.UTC().Hour())
	assert.Equal(t, "J1 ; port, « quai »", strings.ReplaceAll(strings.ReplaceAll(cal.Events()[0].GetProperty(ical.ComponentPropertySummary).Value, `\;`, ";"), `\,`, ","))
}

func TestWriteRefuses(t *testing.T) {
	assert.Error(t, ics.Write(&bytes.Buffer{}, "Film", time.Time{}, []ics.Event{{Summary: "sans date", UID: "x"}}))
	assert.Error(t, ics.Write(&bytes.Buffer{}, "Film", time.Time{}, []ics.Event{{Day: moteur.NewDate(2027, 5, 3)}}))
}
