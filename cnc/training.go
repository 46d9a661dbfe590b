package cnc

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Trainee is a person who must hold the certificate of the crew training against harassment (RGA art. 122-17-1).
type Trainee struct {
	Person string `json:"person"`
	Name   string `json:"name"`
	Why    string `json:"why"`
}

// trainingRule is who must be trained for shoots from a date on.
type trainingRule struct {
	law.Dated
	Crew    []points.Post       `json:"crew"`
	Authors []points.AuthorRole `json:"authors"`
}

// Training lists who must be trained for a shoot that starts on a date: the posts named by the text, which grew for shoots from
// 2026-01-01, and the performers of a quarter of the scenes or more. The report says that whoever works on the day of the set module
// is added, which the facts do not tell. It refuses a shoot before the duty (law.ErrBefore).
func Training(f points.Facts, shoot moteur.Date) ([]Trainee, moteur.Report, error) {
	var report moteur.Report
	table, err := trainingTable()
	if err != nil {
		return nil, report, err
	}
	i := len(table.Values) - 1
	for i >= 0 && !table.Values[i].Holds(shoot) {
		i--
	}
	if i < 0 {
		return nil, report, fmt.Errorf("cnc : formation des équipes : %w : tournage du %s", law.ErrBefore, shoot)
	}
	v := table.Values[i]
	law.Cite(table.Title, "training", "postes", v.Dated, shoot).Use(&report, "crew")
	duties, err := labour.Duties(shoot, &report)
	if err != nil {
		return nil, report, fmt.Errorf("cnc : %w", err)
	}
	share := duties.At("scenes").Number("vhss.performer_share")
	if err := duties.Err(); err != nil {
		return nil, report, fmt.Errorf("cnc : %w", err)
	}
	var out []Trainee
	add := func(id, why string) {
		if !slices.ContainsFunc(out, func(t Trainee) bool { return t.Person == id }) {
			out = append(out, Trainee{id, f.Person(id).Name(), why})
		}
	}
	for _, a := range f.Authors {
		if slices.Contains(v.Authors, a.Role) {
			add(a.Person, a.Role.Label())
		}
	}
	for _, c := range f.Crew {
		if slices.Contains(v.Crew, c.Post) {
			add(c.Person, c.Post.Label())
		}
	}
	need := share.Mul(decimal.NewFromInt(int64(f.Scenes)))
	for _, c := range f.Cast {
		if f.Scenes > 0 && c.Kind == points.OnScreen && decimal.NewFromInt(int64(c.Scenes)).GreaterThanOrEqual(need) {
			add(c.Person, fmt.Sprintf("%s : %d scènes sur %d", c.Role, c.Scenes, f.Scenes))
		}
	}
	if f.Scenes == 0 && len(f.Cast) > 0 {
		report.Warnf("scenes", "cnc/training/scenes", "Nombre de scènes non renseigné : les interprètes à former ne sont pas désignés.")
	}
	report.Notef("crew", "cnc/training/day", "S'y ajoutent toutes les personnes au plan de travail le jour du module de plateau.")
	if duties.Has("vhss.training.onsite.validity_months") {
		report.Notef("crew", "cnc/training/validity", "Un module suivi vaut %d mois.",
			duties.At("crew").Int("vhss.training.onsite.validity_months"))
	}
	return out, report, nil
}

// crewTraining answers whether the training of crews is due for the shoot of the film: a feature of fiction, or a fiction of television
// of more shooting days than its threshold, from the day the room of working time holds the duty on.
func (b *rulebook) crewTraining(r Request, shoot moteur.Date, days int) (bool, string) {
	duties, err := labour.Duties(shoot, b.report)
	if err != nil {
		return false, err.Error()
	}
	duties = duties.At("shooting")
	kind := r.Facts.Film.Kind
	switch {
	case !duties.Has(onSiteDays):
		return false, "tournage du " + fr.Date(shoot) + ", avant la formation des équipes"
	case kind == moteur.Feature:
		return true, kind.Label()
	case kind != moteur.TVFilm && kind != moteur.Series:
		return false, kind.Label()
	case !duties.Has(televisionDays):
		return false, kind.Label() + ", tournage du " + fr.Date(shoot) + ", avant la formation des équipes de la fiction audiovisuelle"
	}
	least := duties.Int(televisionDays)
	return days > least, fmt.Sprintf("%s de %s, pour un seuil de %d dépassé", kind.Label(), fr.Plural(days, "jour", "jours"), least)
}

// Values of the room of working time: the last day of the set module after the start of the shoot, and the shooting days over which a
// fiction of television is trained.
const (
	onSiteDays     = "vhss.training.onsite.latest_day_after_start"
	televisionDays = "vhss.training.tv_fiction"
)
