package labour

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

// ErrSchoolZone is the error of a school zone that does not exist.
var ErrSchoolZone = errors.New("zone scolaire inconnue")

//go:embed rules/school_terms.json
var schoolFiles embed.FS

// schoolTable reads the school calendar once; it is never modified.
var schoolTable = sync.OnceValues(func() (law.Table, error) { return law.Load(schoolFiles, "rules/school_terms.json") })

// termTime is the value of the table on the days of a term; on the others it is the name of the holidays.
const termTime = "classe"

// SchoolZone is a zone scolaire, or an académie whose rector sets the calendar.
type SchoolZone string

// The school zones.
const (
	SchoolA          SchoolZone = "A"
	SchoolB          SchoolZone = "B"
	SchoolC          SchoolZone = "C"
	SchoolCorse      SchoolZone = "Corse"
	SchoolGuadeloupe SchoolZone = "Guadeloupe"
	SchoolGuyane     SchoolZone = "Guyane"
	SchoolReunion    SchoolZone = "La Réunion"
	SchoolMartinique SchoolZone = "Martinique"
	SchoolMayotte    SchoolZone = "Mayotte"
	SchoolMiquelon   SchoolZone = "Saint-Pierre-et-Miquelon"
	SchoolBarthelemy SchoolZone = "Saint-Barthélemy"
	SchoolMartin     SchoolZone = "Saint-Martin"
)

// Accepted lists the codes of the zones.
func (SchoolZone) Accepted() []string {
	return moteur.Codes(SchoolA, SchoolB, SchoolC, SchoolCorse, SchoolGuadeloupe, SchoolGuyane, SchoolReunion, SchoolMartinique,
		SchoolMayotte, SchoolMiquelon, SchoolBarthelemy, SchoolMartin)
}

// Label returns the French words, "" for a zone that is not set.
func (z SchoolZone) Label() string {
	if len(z) == 1 {
		return "zone " + string(z)
	}
	return string(z)
}

// check tells whether the table holds the zone. The error wraps ErrSchoolZone and names the zones.
func (z SchoolZone) check() error {
	t, err := schoolTable()
	if err != nil {
		return err
	}
	if _, ok := schoolZone(t, string(z)); !ok {
		return fmt.Errorf("%w : %q ; zones : %s", ErrSchoolZone, z[:min(len(z), 40)], strings.Join(z.Accepted(), ", "))
	}
	return nil
}

// SchoolDay tells whether a date is in école time (période scolaire) in a school zone, whatever the case and accents of its name. The
// weekends and Wednesdays of a term are in it: the hours of a child go by
// period. Known is false where the table says nothing, and a doubt in the report, at the path, says so; the caller then keeps the
// shorter hours. The report also gets the doubts on what the table says; it may be nil. The error wraps ErrSchoolZone and names the
// zones.
func SchoolDay(zone SchoolZone, d moteur.Date, r *moteur.Report, path string) (school, known bool, err error) {
	if err := zone.check(); err != nil {
		return false, false, err
	}
	t, err := schoolTable()
	if err != nil {
		return false, false, err
	}
	entry, _ := schoolZone(t, string(zone))
	c, err := t.Text(entry.ID, d)
	if errors.Is(err, law.ErrBefore) || errors.Is(err, law.ErrEmpty) {
		if r != nil {
			r.Notef(path, "labour/school-unknown",
				"Calendrier scolaire (%s) inconnu le %s : jour d'école à confirmer.", entry.ID, fr.Date(d))
		}
		return false, false, nil
	}
	if err != nil {
		return false, false, err
	}
	return c.Use(r, path) == termTime, true, nil
}

// schoolZone finds a zone by its name, whatever its case and accents.
func schoolZone(t law.Table, zone string) (law.Entry, bool) {
	for _, e := range t.Entries {
		if fr.Fold(e.ID) == fr.Fold(zone) {
			return e, true
		}
	}
	return law.Entry{}, false
}
