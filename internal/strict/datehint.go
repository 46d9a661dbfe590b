package strict

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

var (
	isoDate    = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	frenchDate = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)
)

// dateHint says what is wrong with a text that is no date: the day that does not exist, or how the date is written.
func dateHint(s string) string {
	var year, month, day int
	at := func(m []string, i int) int { n, _ := strconv.Atoi(m[i]); return n }
	if m := isoDate.FindStringSubmatch(s); m != nil {
		year, month, day = at(m, 1), at(m, 2), at(m, 3)
	} else if m := frenchDate.FindStringSubmatch(s); m != nil {
		year, month, day = at(m, 3), at(m, 2), at(m, 1)
	}
	d := moteur.NewDate(year, time.Month(month), day)
	switch {
	case !d.IsZero():
		return fmt.Sprintf("écrivez %q", d)
	case year > 0 && month >= 1 && month <= 12:
		return fmt.Sprintf("le %d %s %d n'existe pas", day, fr.Month(time.Month(month)), year)
	case year > 0:
		return fmt.Sprintf("le mois %d n'existe pas", month)
	}
	return `une date s'écrit AAAA-MM-JJ, par exemple "2027-03-08"`
}
