package payroll

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// Agreement is a convention collective, by its IDCC. Each has its own engine; they are never mixed.
type Agreement int

// The agreements.
const (
	Cinema      Agreement = 3097 // production cinématographique
	Audiovisual Agreement = 2642 // production audiovisuelle
)

// AgreementOf is the agreement that governs a kind of work. Animation (IDCC 2412) and other kinds give an error.
func AgreementOf(k moteur.Kind) (Agreement, error) {
	switch k {
	case moteur.Feature, moteur.Short:
		return Cinema, nil
	case moteur.Documentary: // a cinema documentary; a television one is a programme of IDCC 2642, which the caller names
		return Cinema, nil
	case moteur.Series, moteur.TVFilm:
		return Audiovisual, nil
	}
	return 0, fmt.Errorf("payroll : aucune convention tenue pour %q", k.Label())
}

// Label returns the French name.
func (a Agreement) Label() string {
	switch a {
	case Cinema:
		return "convention collective nationale de la production cinématographique (IDCC 3097)"
	case Audiovisual:
		return "convention collective nationale de la production audiovisuelle (IDCC 2642)"
	}
	return fmt.Sprintf("IDCC %d", int(a))
}

// JobCategory is the catégorie of a job.
type JobCategory string

// The categories.
const (
	CreativeCadre     JobCategory = "cadre_createur" // cadre collaborateur de création
	CadreCategory     JobCategory = "cadre"
	NonCadre          JobCategory = "non_cadre"
	PerformerCategory JobCategory = "performer" // artiste-interprète, titre III statut I
	ExtraCategory     JobCategory = "extra"     // acteur de complément, titre III statut II
)

// Label returns the French words.
func (c JobCategory) Label() string {
	switch c {
	case CreativeCadre:
		return "cadre collaborateur de création"
	case CadreCategory:
		return "cadre"
	case NonCadre:
		return "non-cadre"
	case PerformerCategory:
		return "artiste-interprète"
	case ExtraCategory:
		return "acteur de complément"
	}
	return string(c)
}

// Job is a fonction of IDCC 3097: one of the 103 of titre II, or a performer's or extra's of titre III.
type Job struct {
	ID       string      `json:"id"`   // "1er-assistant-realisateur"
	Name     string      `json:"name"` // as the agreement writes it: "1er assistant réalisateur cinéma"
	Branch   string      `json:"branch,omitempty"`
	Category JobCategory `json:"category"`
	// Class is the class of equivalence hours, "43/46": hours paid and hours of presence of a five-day shooting week; empty
	// when the job has none.
	Class string `json:"class,omitempty"`
	// Title is the titre of the agreement: 2 for technicians, 3 for performers and extras.
	Title int `json:"title"`

	grid string // prefix of its minima, titre III
}

// Profile is the profile of charges that goes with the job.
func (j Job) Profile() Profile {
	switch {
	case j.Category == PerformerCategory:
		return Performer
	case j.Category == ExtraCategory:
		return Extra
	case j.ID == "realisateur" || j.ID == "realisateur-de-films-publicitaires":
		return Director
	case j.Category == NonCadre:
		return Technician
	}
	return Cadre
}

// ErrJob is the error of a text that names no job.
var ErrJob = errors.New("fonction inconnue")

// Jobs lists the 103 jobs of titre II in the order of the agreement.
func Jobs() ([]Job, error) {
	t, err := jobsTable()
	if err != nil {
		return nil, err
	}
	out := make([]Job, 0, len(t.Entries))
	for _, e := range t.Entries {
		f := strings.Fields(e.Values[0].Value)
		if len(f) != 3 {
			return nil, fmt.Errorf("payroll : fonction %s : %q illisible", e.ID, e.Values[0].Value)
		}
		j := Job{ID: e.ID, Name: e.Label, Branch: f[0], Category: JobCategory(f[1]), Title: 2}
		if f[2] != "-" {
			j.Class = f[2]
		}
		out = append(out, j)
	}
	return out, nil
}

// JobsOfTitle3 lists the performer and the extras: figuration, silhouettes, doubles.
func JobsOfTitle3() ([]Job, error) {
	t, err := jobs3Table()
	if err != nil {
		return nil, err
	}
	out := make([]Job, 0, len(t.Entries))
	for _, e := range t.Entries {
		out = append(out, Job{ID: e.ID, Name: e.Label, Category: JobCategory(e.Kind), Title: 3, grid: e.Values[0].Value})
	}
	return out, nil
}

// jobIndex holds every job by its id and by the key of its name, read once.
var jobIndex = sync.OnceValues(func() (map[string]Job, error) {
	jobs, err := Jobs()
	if err != nil {
		return nil, err
	}
	third, err := JobsOfTitle3()
	if err != nil {
		return nil, err
	}
	index := make(map[string]Job, 2*len(jobs))
	for _, j := range append(jobs, third...) {
		index[j.ID], index[jobKey(j.Name)] = j, j
	}
	return index, nil
})

// FindJob finds a job by its id or its name, without regard to case, accents, dashes or the word "cinéma". The error wraps
// ErrJob and quotes the text.
func FindJob(text string) (Job, error) {
	index, err := jobIndex()
	if err != nil {
		return Job{}, err
	}
	if j, ok := index[text]; ok {
		return j, nil
	}
	if len(text) > 200 {
		return Job{}, fmt.Errorf("payroll : %w : texte de %d octets", ErrJob, len(text))
	}
	if j, ok := index[jobKey(text)]; ok {
		return j, nil
	}
	return Job{}, fmt.Errorf("payroll : %w : %q", ErrJob, text)
}

// jobKey is the slug of a job's name without "cinéma".
func jobKey(s string) string {
	s = fr.Slug(s)
	s = strings.TrimSuffix(s, "-cinema")
	return strings.ReplaceAll(s, "-cinema-", "-")
}
