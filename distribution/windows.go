package distribution

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
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
	b := law.Open(release, &rep, rules)
	var out []Window
	for _, e := range rules.Entries {
		if e.Unit != "mois" {
			continue
		}
		months := b.At(e.ID).Int(e.ID)
		if err := b.Err(); err != nil {
			return nil, rep, err
		}
		out = append(out, Window{ID: e.ID, Label: e.Label, Opens: release.AddMonths(months), Months: months, Source: b.Source(e.ID),
			Note: b.Source(e.ID).Note})
	}
	if ok, w, err := derogation(b, admissions); err != nil {
		return nil, rep, err
	} else if ok {
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b Window) int { return a.Opens.Compare(b.Opens) })
	return out, rep, nil
}

// derogation is the window of video brought forward, when there is one on the date and the film may ask for it.
func derogation(b law.Book, admissions int) (bool, Window, error) {
	if !b.Has("derogation.admissions") {
		return false, Window{}, nil
	}
	most, days, video := b.At("derogation.admissions").Int("derogation.admissions"), b.At("derogation.days").Int("derogation.days"),
		b.At("video").Int("video")
	w := Window{ID: Derogation, Label: "Vidéo avancée par dérogation du président du CNC", Source: b.Source("derogation.admissions"),
		Opens: b.On().AddMonths(video).AddDays(-days)}
	if admissions < 0 {
		w.Note = fmt.Sprintf("à condition de %d entrées au plus en fin de quatrième semaine", most)
	}
	return b.Err() == nil && admissions <= most, w, b.Err()
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
