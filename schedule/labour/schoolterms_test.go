package labour_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

func TestSchoolDays(t *testing.T) {
	for _, c := range []struct {
		zone          labour.SchoolZone
		date          string
		school, known bool
	}{
		{"A", "2025-08-31", false, false}, {"A", "2025-09-01", true, true},
		{"A", "2026-02-06", true, true}, {"A", "2026-02-07", false, true}, {"A", "2026-02-22", false, true}, {"A", "2026-02-23", true, true},
		{"B", "2026-02-13", true, true}, {"B", "2026-02-14", false, true}, {"B", "2026-03-01", false, true}, {"B", "2026-03-02", true, true},
		{"C", "2026-02-20", true, true}, {"C", "2026-02-21", false, true}, {"C", "2026-03-08", false, true}, {"C", "2026-03-09", true, true},
		{"A", "2026-05-15", false, true}, {"B", "2026-07-03", true, true}, {"C", "2026-07-04", false, true}, {"C", "2026-08-31", false, true}, {"C", "2026-09-01", true, true},
		{"A", "2026-10-17", false, true}, {"A", "2026-11-02", true, true}, {"B", "2026-12-18", true, true}, {"B", "2027-01-03", false, true},
		{"A", "2027-02-12", true, true}, {"A", "2027-02-13", false, true}, {"A", "2027-03-01", true, true}, {"A", "2027-04-25", false, true}, {"A", "2027-04-26", true, true},
		{"B", "2027-02-20", false, true}, {"B", "2027-03-08", true, true}, {"B", "2027-05-02", false, true}, {"B", "2027-05-03", true, true},
		{"C", "2027-02-05", true, true}, {"C", "2027-02-06", false, true}, {"C", "2027-04-18", false, true}, {"C", "2027-04-19", true, true},
		{"A", "2027-05-07", false, true}, {"A", "2027-09-01", false, true}, {"A", "2027-09-02", true, true},
		{"A", "2028-05-08", false, true}, {"A", "2028-05-09", true, true}, {"B", "2028-04-24", true, true}, {"C", "2028-05-01", false, true},
		{"a", "2028-06-30", true, true}, {"A", "2028-07-01", false, false}, {"A", "2031-01-01", false, false},
		{"Corse", "2026-10-20", false, false}, {"Martinique", "2026-10-20", false, false}, {"la reunion", "2026-10-20", false, false},
	} {
		d, err := moteur.ParseDate(c.date)
		require.NoError(t, err)
		var r moteur.Report
		school, known, err := labour.SchoolDay(c.zone, d, &r, "child")
		require.NoError(t, err)
		assert.Equal(t, []bool{c.school, c.known}, []bool{school, known}, "%s %s", c.zone, c.date)
		require.NotEmpty(t, r.Issues, "a doubt is said: %s %s", c.zone, c.date)
		assert.Equal(t, "child", r.Issues[0].Path)
		if !known {
			assert.Equal(t, "labour/school-unknown", r.Issues[0].Rule)
		}
	}
	for _, zone := range []labour.SchoolZone{"", "D", "FR", "Paris", "\xff"} {
		_, _, err := labour.SchoolDay(zone, moteur.NewDate(2026, 10, 20), nil, "")
		assert.ErrorIs(t, err, labour.ErrSchoolZone, zone)
	}
}

// The known years have no hole, terms begin on working days and holidays on Saturdays but for Ascension.
func TestSchoolTermsHaveNoHole(t *testing.T) {
	for _, zone := range []labour.SchoolZone{"A", "B", "C"} {
		before, weeks := false, 0
		for d := moteur.NewDate(2025, 9, 1); d.Before(moteur.NewDate(2028, 7, 1)); d = d.AddDays(1) {
			school, known, err := labour.SchoolDay(zone, d, nil, "")
			require.NoError(t, err)
			require.True(t, known, "%s %s", zone, d)
			if school && !before {
				assert.NotContains(t, []time.Weekday{time.Saturday, time.Sunday}, d.Weekday(), "%s %s", zone, d)
			}
			if !school && before {
				assert.Contains(t, []time.Weekday{time.Saturday, time.Thursday}, d.Weekday(), "%s %s", zone, d)
			}
			if school && d.Weekday() == time.Tuesday && d.Before(moteur.NewDate(2027, 9, 1)) {
				weeks++
			}
			before = school
		}
		assert.Equal(t, 72, weeks, "thirty-six weeks a year in zone %s", zone)
	}
}
