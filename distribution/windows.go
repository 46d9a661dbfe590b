package distribution

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
)

// Window is a fenêtre of the chronologie des médias: the first lawful day of a way of showing the film.
type Window struct {
	ID    string      `json:"id"`
	Label string      `json:"label"`
	Opens moteur.Date `json:"opens"`
	// Months counted from the release; 0 when the date comes from a derogation.
	Months int           `json:"months,omitempty"`
	Source moteur.Source `json:"source"`
	Note   string        `json:"note,omitempty"`
}

// Derogation is the id of the window of video brought forward.
const Derogation = "video_derogation_earliest"

// Windows gives every window of a film released in French cinemas on a date, earliest first. Delays in months end on the
// same day number, or on the last day of a shorter month (code de procédure civile, art. 641, by analogy). The window of
// video brought forward is given when the derogation is open to the film: admissions is the number of entries at the end
// of the fourth cinema week, previews left out; below zero it is not known and the window is given with its condition.
// The rules are those of the release date; a date under no known regime is an error.
func Windows(release moteur.Date, admissions int) ([]Window, moteur.Report, error) {
	var rep moteur.Report
	if release.IsZero() {
		return nil, rep, fmt.Errorf("chronologie des médias : la date de sortie manque")
	}
	rules, err := windowRules()
	if err != nil {
		return nil, rep, err
	}
	var out []Window
	for _, e := range rules.Entries {
		if e.Unit != "mois" {
			continue
		}
		c, err := rules.Int(e.ID, release)
		if err != nil {
			return nil, rep, err
		}
		months := c.Use(&rep, e.ID)
		out = append(out, Window{ID: e.ID, Label: e.Label, Opens: release.AddMonths(months), Months: months, Source: c.Source,
			Note: c.Source.Note})
	}
	if ok, w, err := derogation(release, admissions, &rep); err != nil {
		return nil, rep, err
	} else if ok {
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b Window) int { return a.Opens.Compare(b.Opens) })
	return out, rep, nil
}

func derogation(release moteur.Date, admissions int, rep *moteur.Report) (bool, Window, error) {
	rules, err := windowRules()
	if err != nil {
		return false, Window{}, err
	}
	limit, err := rules.Int("derogation.admissions", release)
	if err != nil {
		return false, Window{}, nil // no such derogation on that date
	}
	days, err := rules.Int("derogation.days", release)
	if err != nil {
		return false, Window{}, err
	}
	video, err := rules.Int("video", release)
	if err != nil {
		return false, Window{}, err
	}
	w := Window{ID: Derogation, Label: "Vidéo avancée par dérogation du président du CNC", Source: limit.Source,
		Opens: release.AddMonths(video.Use(rep, "video")).AddDays(-days.Use(rep, "derogation.days"))}
	switch most := limit.Use(rep, "derogation.admissions"); {
	case admissions > most:
		return false, Window{}, nil
	case admissions < 0:
		w.Note = fmt.Sprintf("à condition de %d entrées au plus en fin de quatrième semaine", most)
	}
	return true, w, nil
}

// FourthWeekEnds is the last day of the fourth cinema week: weeks run from Wednesday to Tuesday by custom (à confirmer), and
// the week of the release is the first.
func FourthWeekEnds(release moteur.Date) moteur.Date {
	return CinemaWeek(release).From.AddDays(27)
}

// CinemaWeek is the cinema week that holds a date, Wednesday to Tuesday.
func CinemaWeek(d moteur.Date) moteur.Span {
	const wednesday = 3
	start := d.AddDays(-(int(d.Weekday()) + 7 - wednesday) % 7)
	return moteur.Span{From: start, To: start.AddDays(6)}
}

// SVODResumes is the day SVOD may resume after the free-to-air window: one month after the first free showing (co-exploitation
// of 2023, folded into the 2025 agreement).
func SVODResumes(firstFreeShowing moteur.Date) moteur.Date { return firstFreeShowing.AddMonths(1) }
