package labour_test

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/it"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

func calendar(t testing.TB, zone string) labour.Calendar {
	t.Helper()
	c, err := labour.NewCalendar(labour.Place{Zone: zone})
	require.NoError(t, err, zone)
	return c
}

func TestHolidayCases(t *testing.T) {
	for _, row := range found(t, "holidays.tsv", "zone", "date", "name") {
		d, err := moteur.ParseDate(row[1])
		require.NoError(t, err, row)
		assert.Equal(t, row[2], calendar(t, row[0]).Holiday(d), row)
	}
}

// Every holiday of a zone in a year, in order.
func TestHolidaysOfAYear(t *testing.T) {
	for zone, want := range map[string]string{
		"FR": "2027-01-01 Nouvel an, 2027-03-29 Lundi de Pâques, 2027-05-01 Fête du Travail, 2027-05-06 Ascension, 2027-05-08 Fête de la Victoire, 2027-05-17 Lundi de Pentecôte, " +
			"2027-07-14 Fête nationale, 2027-08-15 Assomption, 2027-11-01 Toussaint, 2027-11-11 Armistice de 1918, 2027-12-25 Noël",
		"BE": "2027-01-01 Nouvel an, 2027-03-29 Lundi de Pâques, 2027-05-01 Fête du Travail, 2027-05-06 Ascension, 2027-05-17 Lundi de Pentecôte, 2027-07-21 Fête nationale, 2027-08-15 Assomption, " +
			"2027-11-01 Toussaint, 2027-11-11 Armistice de 1918, 2027-12-25 Noël",
		"LU": "2027-01-01 Nouvel an, 2027-03-29 Lundi de Pâques, 2027-05-01 Fête du Travail, 2027-05-06 Ascension, 2027-05-09 Journée de l'Europe, 2027-05-17 Lundi de Pentecôte, 2027-06-23 Fête nationale, " +
			"2027-08-15 Assomption, 2027-11-01 Toussaint, 2027-12-25 Noël, 2027-12-26 Saint-Étienne",
		"GB": "2027-01-01 Nouvel an, 2027-03-26 Vendredi saint, 2027-03-29 Lundi de Pâques, 2027-05-03 Jour férié de début mai, 2027-05-31 Jour férié de printemps, 2027-08-30 Jour férié d'été, " +
			"2027-12-25 Noël, 2027-12-26 Lendemain de Noël, 2027-12-27 Noël (report), 2027-12-28 Lendemain de Noël (report)",
		"CH": "2027-01-01 Nouvel an, 2027-05-06 Ascension, 2027-08-01 Fête nationale, 2027-12-25 Noël",
		"CA": "2027-01-01 Nouvel an, 2027-03-26 Vendredi saint, 2027-05-24 Fête de Victoria, 2027-07-01 Fête du Canada, 2027-09-06 Fête du Travail, 2027-09-30 Journée nationale de la vérité et de la réconciliation, " +
			"2027-10-11 Action de grâce, 2027-11-11 Jour du Souvenir, 2027-12-25 Noël, 2027-12-26 Lendemain de Noël",
	} {
		assert.Equal(t, want, yearOf(calendar(t, zone), 2027), zone)
	}
	fr := yearOf(calendar(t, "FR"), 2026)
	assert.Equal(t, fr, yearOf(calendar(t, ""), 2026))
	for _, zone := range []string{"FR-01", "FR-29", "FR-2A", "FR-2B", "FR-75", "FR-95", "FR-975"} {
		assert.Equal(t, fr, yearOf(calendar(t, zone), 2026), zone)
	}
	assert.Empty(t, yearOf(calendar(t, "none"), 2026))
}

func yearOf(c labour.Calendar, year int) string {
	out := ""
	for d := moteur.NewDate(year, 1, 1); d.Year() == year; d = d.AddDays(1) {
		if name := c.Holiday(d); name != "" {
			if out != "" {
				out += ", "
			}
			out += d.String() + " " + name
		}
	}
	return out
}

// The table agrees with the lists of a public library, year by year, but where it is known to say more.
func TestHolidaysAgainstTheLibrary(t *testing.T) {
	more := map[string]string{"10-04": "IT"} // a law of 2025, later than the library
	for zone, list := range map[string][]*cal.Holiday{"FR": fr.Holidays, "BE": be.Holidays, "DE": de.Holidays, "ES": es.Holidays, "IT": it.Holidays, "GB": gb.Holidays, "CA": ca.Holidays} {
		c := calendar(t, zone)
		for year := 2024; year <= 2035; year++ {
			theirs := map[moteur.Date]bool{}
			for _, h := range list {
				if zone == "CA" && (h.Name == "Easter Monday" || h.Name == "Civic/Provincial Day") {
					continue // not in the federal code
				}
				if day, _ := h.Calc(year); !day.IsZero() {
					theirs[moteur.NewDate(day.Date())] = true
				}
			}
			for d := moteur.NewDate(year, 1, 1); d.Year() == year; d = d.AddDays(1) {
				name := c.Holiday(d)
				if more[d.String()[5:]] == zone || zone == "GB" && len(name) > 9 && name[len(name)-8:] == "(report)" {
					continue
				}
				assert.Equal(t, theirs[d], name != "", "%s %s %q", zone, d, name)
			}
		}
	}
}

func TestLocalHolidays(t *testing.T) {
	date := moteur.NewDate
	good, stephen := date(2027, 3, 26), date(2027, 12, 26)
	for _, zone := range []string{"FR-57", "FR-67", "FR-68"} {
		assert.Equal(t, "Vendredi saint", calendar(t, zone).Holiday(good), zone)
		c, err := labour.NewCalendar(labour.Place{Zone: zone, NoGoodFriday: true, Local: []moteur.Date{date(2027, 6, 1)}})
		require.NoError(t, err)
		assert.Empty(t, c.Holiday(good), zone)
		assert.Equal(t, "Saint-Étienne", c.Holiday(stephen), zone)
		assert.Equal(t, "jour chômé local", c.Holiday(date(2027, 6, 1)))
		assert.Equal(t, "Vendredi saint", calendar(t, zone).Holiday(good), "the other calendars of the zone keep it")
	}
	assert.Empty(t, calendar(t, "FR-29").Holiday(good))
	for zone, d := range map[string]moteur.Date{"FR-971": date(2027, 5, 27), "FR-972": date(2027, 5, 22), "FR-973": date(2027, 6, 10), "FR-974": date(2027, 12, 20), "FR-976": date(2027, 4, 27),
		"FR-977": date(2027, 10, 9), "FR-978": date(2027, 5, 28)} {
		assert.Equal(t, "Abolition de l'esclavage", calendar(t, zone).Holiday(d), zone)
		assert.Empty(t, calendar(t, "FR").Holiday(d), zone)
		assert.Empty(t, calendar(t, zone).Holiday(d.AddDays(1))+calendar(t, zone).Holiday(d.AddDays(-1)), zone)
	}
	assert.Empty(t, calendar(t, "FR").Gaps())
	assert.NotEmpty(t, calendar(t, "FR-976").Gaps())
	for _, zone := range []string{"CH", "DE", "ES", "IT", "GB", "CA"} {
		assert.Len(t, calendar(t, zone).Gaps(), 1, zone)
	}
	assert.Empty(t, labour.Calendar{}.Holiday(date(2027, 1, 1))+calendar(t, "FR").Holiday(moteur.Date{}))
}

// The doubts of a holiday reach the report, the plain name says none.
func TestHolidaysSayTheirDoubts(t *testing.T) {
	var r moteur.Report
	assert.Equal(t, "Vendredi saint", calendar(t, "FR-57").Use(moteur.NewDate(2027, 3, 26), &r, "days[0]"))
	require.Len(t, r.Unverified(), 1)
	assert.Equal(t, "days[0]", r.Unverified()[0].Path)
	var plain moteur.Report
	assert.Empty(t, calendar(t, "FR").Use(moteur.NewDate(2027, 3, 26), &plain, ""))
	assert.Empty(t, plain.Issues)
	assert.Equal(t, "Toussaint", calendar(t, "FR").Use(moteur.NewDate(2023, 11, 1), &plain, ""))
	assert.Empty(t, plain.Issues, "read in its text and still seen in force")
}

func TestUnknownZone(t *testing.T) {
	for _, zone := range []string{"FRANCE", "fr", "FR-", "FR-0", "FR-00", "FR-1", "FR-20", "FR-96", "FR-970", "FR-979", "FR-999", "FR-2C", "FR-BRE", "FR-985", "BE-BRU", "US", "75", "Bretagne", " FR", "\xff"} {
		_, err := labour.NewCalendar(labour.Place{Zone: zone})
		assert.ErrorIs(t, err, labour.ErrZone, zone)
	}
	_, err := labour.NewCalendar(labour.Place{Zone: "FR-29", NoGoodFriday: true})
	assert.ErrorIs(t, err, labour.ErrZone, "a commune without Good Friday is in Alsace or Moselle")
}

func TestWorkingDays(t *testing.T) {
	c := calendar(t, "FR")
	date := moteur.NewDate
	assert.Equal(t, date(2027, 5, 7), c.Ahead(date(2027, 5, 5), 1), "over Ascension")
	assert.Equal(t, date(2027, 5, 10), c.Ahead(date(2027, 5, 5), 2))
	assert.Equal(t, date(2027, 5, 4), c.Back(date(2027, 5, 7), 2))
	assert.Equal(t, date(2027, 5, 10), c.BusinessAhead(date(2027, 5, 7), 1), "8 May is a Saturday off")
	assert.Equal(t, date(2027, 5, 5), c.BusinessBack(date(2027, 5, 7), 1))
	assert.Equal(t, date(2027, 5, 7), c.Ahead(date(2027, 5, 7), 0))
	assert.True(t, c.Ahead(moteur.Date{}, 3).IsZero())
	rapid.Check(t, func(t *rapid.T) {
		d := date(2020, 1, 1).AddDays(rapid.IntRange(0, 8000).Draw(t, "day"))
		n := rapid.IntRange(1, 40).Draw(t, "n")
		ahead := c.Ahead(d, n)
		require.True(t, c.Working(ahead))
		counted := 0
		for x := d.AddDays(1); !x.After(ahead); x = x.AddDays(1) {
			if c.Working(x) {
				counted++
				require.True(t, c.Business(x) && x.Weekday() != time.Saturday)
			}
		}
		require.Equal(t, n, counted)
		if c.Working(d) {
			require.Equal(t, d, c.Back(ahead, n))
		}
	})
}

func TestCollectivities(t *testing.T) {
	for _, zone := range []string{"FR-984", "FR-986", "FR-987", "FR-988"} {
		c, err := labour.NewCalendar(labour.Place{Zone: zone})
		require.NoError(t, err, zone)
		assert.Equal(t, "Fête nationale", c.Holiday(date("2027-07-14")), zone)
		require.Len(t, c.Gaps(), 1, zone)
		assert.Contains(t, c.Gaps()[0], "non renseignés")
	}
	for _, zone := range []string{"FR-0972", "FR-0987", "FR-979", "FR-985", "FR-+97", "FR-029"} {
		_, err := labour.NewCalendar(labour.Place{Zone: zone})
		assert.ErrorIs(t, err, labour.ErrZone, zone)
	}
}
