package callsheet

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Deadlines are the last days that follow from the first shooting day: declaration to the CCHSCT, election of the
// delegates, permits of the street (Paris, prefecture, Lyon). workDays is 5 or 6 shooting days a week (0 means 5); the
// place gives the public holidays. Unverified delays are said to be so in the report. The error wraps labour.ErrZone for an unknown
// zone.
func Deadlines(start moteur.Date, workDays int, place labour.Place) ([]moteur.Deadline, moteur.Report, error) {
	var report moteur.Report
	duties, err := labour.Duties(start, &report)
	if err != nil {
		return nil, report, err
	}
	cal, err := labour.NewCalendar(place)
	if err != nil {
		return nil, moteur.Report{}, fmt.Errorf("callsheet : %w", err)
	}
	var out []moteur.Deadline
	add := func(rule, id, what string, by func(n int) moteur.Date) {
		if duties.Has(id) { // before the rule starts there is no deadline
			out = append(out, moteur.Deadline{Rule: rule, Label: what, By: by(duties.Int(id)), Source: duties.Source(id)})
		}
	}
	add("agate", "agate.working_days", "Demande de tournage sur la voie publique à Paris (Agate)",
		func(n int) moteur.Date { return cal.Back(start, n) })
	add("prefpolice", "prefpolice.working_days", "Demande à la préfecture de police de Paris",
		func(n int) moteur.Date { return cal.Back(start, n) })
	add("lyon", "lyon.working_days", "Demande de tournage à Lyon", func(n int) moteur.Date { return cal.Back(start, n) })
	add("cchsct", "cchsct.days", "Déclaration du tournage au CCHSCT", func(n int) moteur.Date { return start.AddDays(-n) })
	add("t2.delegates", "t2.delegates.election_within_first_days", "Élection des délégués de plateau", func(n int) moteur.Date {
		d := start
		for k := 1; k < n; {
			if d = d.AddDays(1); d.IsZero() {
				return d
			}
			if shootsOn(d, workDays, cal) {
				k++
			}
		}
		return d
	})
	if err := duties.Err(); err != nil {
		return nil, moteur.Report{}, fmt.Errorf("callsheet : échéances au %s : %w", start, err)
	}
	return out, report, nil
}

// shootsOn tells whether an ordinary week shoots on a date: the last days of the week and holidays are off.
func shootsOn(d moteur.Date, workDays int, cal labour.Calendar) bool {
	if workDays != 6 {
		workDays = 5
	}
	weekday := (int(d.Weekday()) + 6) % 7 // Monday is 0
	return weekday < workDays && cal.Holiday(d) == ""
}
