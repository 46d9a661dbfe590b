package labour_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

func TestPlacesHaveHolidaysAndClocks(t *testing.T) {
	for _, c := range []struct {
		region, country string
		zone            string
		known           bool
		clock           labour.TimeZone
		told            bool
	}{
		{"", "", "", true, "", false},
		{"", "FR", "FR", true, "Europe/Paris", true},
		{"FR-57", "FR", "FR-57", true, "Europe/Paris", true},
		{"FR-IDF", "", "FR", true, "Europe/Paris", true},
		{"FR-GES", "FR", "", false, "Europe/Paris", true}, // Strasbourg or Reims
		{"FR-RE", "", "FR-974", true, "Indian/Reunion", true},
		{"", "RE", "FR-974", true, "Indian/Reunion", true},
		{"FR-974", "FR", "FR-974", true, "Indian/Reunion", true},
		{"FR-GF", "FR", "FR-973", true, "America/Cayenne", true},
		{"FR-PF", "FR", "FR-987", true, "", false}, // three legal times
		{"", "BE", "BE", true, "Europe/Brussels", true},
		{"BE-WAL", "", "BE", true, "Europe/Brussels", true},
		{"LU", "", "LU", true, "Europe/Luxembourg", true},
		{"CA-QC", "CA", "CA", true, "America/Toronto", true},
		{"", "CA", "CA", true, "", false},
		{"", "PT", "", false, "Europe/Lisbon", true},
		{"PT-20", "PT", "", false, "Atlantic/Azores", true},
		{"", "US", "", false, "", false},
	} {
		zone, known := labour.HolidayZone(c.region, c.country)
		assert.Equal(t, c.zone, zone, c)
		assert.Equal(t, c.known, known, c)
		clock, told := labour.TimeZoneOf(c.region, c.country, "")
		assert.Equal(t, c.clock, clock, c)
		assert.Equal(t, c.told, told, c)
		if known && zone != "" {
			_, err := labour.NewCalendar(labour.Place{Zone: zone})
			assert.NoError(t, err, c)
		}
		_, err := clock.Location()
		assert.NoError(t, err, c)
	}
}

// A rest from one clock to another is what passes: a wrap at 20:00 in Paris is 22:00 in La Réunion in June, 23:00 in January.
func TestRestFromAClockToAnother(t *testing.T) {
	day := moteur.NewDate(2027, 6, 15)
	for _, c := range []struct {
		day      moteur.Date
		from, to labour.TimeZone
		rest     int
	}{
		{day, "Europe/Paris", "Indian/Reunion", 11*60 - 120},
		{moteur.NewDate(2027, 1, 12), "Europe/Paris", "Indian/Reunion", 11*60 - 180},
		{day, "Indian/Reunion", "Europe/Paris", 11*60 + 120},
		{day, "Europe/Paris", "America/Toronto", 11*60 + 360},
		{moteur.NewDate(2027, 3, 27), "Europe/Paris", "Europe/Paris", 10 * 60}, // the clocks go forward
		{moteur.NewDate(2027, 3, 27), "Europe/Paris", "Indian/Reunion", 11*60 - 180},
	} {
		days := []labour.Day{{Date: c.day, RDV: labour.At(10, 0), Back: labour.At(20, 0), Clock: c.from},
			{Date: c.day.AddDays(1), RDV: labour.At(7, 0), Back: labour.At(15, 0), Clock: c.to}}
		found, err := labour.Check(labour.Regime{Zone: labour.Region}, labour.Before{}, days)
		require.NoError(t, err)
		short := false
		for _, f := range found {
			short = short || f.About == labour.AboutRest && f.Severity == moteur.Error
		}
		assert.Equal(t, c.rest < 11*60, short, c)
		n, err := labour.Elapsed(c.from, labour.Moment{Date: c.day, At: labour.At(20, 0)}, c.to, labour.Moment{Date: c.day.AddDays(1), At: labour.At(7, 0)})
		require.NoError(t, err)
		assert.Equal(t, c.rest, n, c)
	}
}
