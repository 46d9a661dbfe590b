package payroll

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Overrun is the dépassement allowed beyond the planned end of a technician's contract of so many weeks, in days: the
// person is then held to stay (titre II art. 19).
func Overrun(weeks int, on moteur.Date) (days int, src moteur.Source, err error) {
	r, err := labour.Duties(on, nil)
	if err != nil {
		return 0, src, err
	}
	if weeks < 1 {
		return 0, src, fmt.Errorf("payroll : %w : contrat de %d semaine(s)", labour.ErrDay, weeks)
	}
	id := "t2.overrun.other_per_week"
	switch {
	case weeks == 6:
		id = "t2.overrun.contract_6_weeks"
	case weeks >= 7 && weeks <= 12:
		id = "t2.overrun.contract_7_12_weeks"
	}
	n := r.Int(id)
	if id == "t2.overrun.other_per_week" {
		n *= weeks
	}
	return n, r.Source(id), r.Err()
}

// PerformerOverrun is the same for a performer (titre III st. I art. 2.3): a part role, or a role for the whole film.
func PerformerOverrun(weeks int, wholeFilm bool, on moteur.Date) (days int, src moteur.Source, err error) {
	r, err := labour.Duties(on, nil)
	if err != nil {
		return 0, src, err
	}
	if weeks < 1 {
		return 0, src, fmt.Errorf("payroll : %w : contrat de %d semaine(s)", labour.ErrDay, weeks)
	}
	id := "t3.overrun.partial_role_per_week"
	switch {
	case wholeFilm && weeks <= 8:
		id = "t3.overrun.full_role_le_8_weeks"
	case wholeFilm:
		id = "t3.overrun.full_role_gt_8_weeks"
	}
	n := r.Int(id)
	if !wholeFilm {
		n *= weeks
	}
	return n, r.Source(id), r.Err()
}
