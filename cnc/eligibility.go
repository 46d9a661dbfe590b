package cnc

import (
	"errors"
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/law"
)

// Verdict is the état of a condition.
type Verdict string

// The verdicts.
const (
	Met     Verdict = "remplie"
	Unmet   Verdict = "non_remplie"
	Unknown Verdict = "a_verifier"
	Void    Verdict = "sans_objet"
)

// Label returns the French words.
func (v Verdict) Label() string {
	switch v {
	case Unmet:
		return "non remplie"
	case Unknown:
		return "à vérifier"
	case Void:
		return "sans objet"
	}
	return string(v)
}

// Condition is a condition of an agrément or an aid, with what the film makes of it.
type Condition struct {
	ID      string  `json:"id"`
	Label   string  `json:"label"`
	Verdict Verdict `json:"verdict"`
	Detail  string  `json:"detail"` // the figures or the reason
	// Blocks are the procedures it keeps from going through while it is not met; empty for what only informs.
	Blocks   []Procedure   `json:"blocks"`
	Todo     string        `json:"todo,omitempty"`
	Deadline moteur.Date   `json:"deadline,omitzero"`
	Source   moteur.Source `json:"source"`
}

// Eligibility is the rapport d'éligibilité: every condition, what blocks which procedure, by when, by which article, what to do.
type Eligibility struct {
	Film       string      `json:"film"`
	On         moteur.Date `json:"on"`
	Conditions []Condition `json:"conditions"`
	// Due are the last days to make each request, of those that are dated.
	Due    map[Procedure]moteur.Date `json:"due,omitempty"`
	Report moteur.Report             `json:"report"`
}

type conditionRule struct {
	law.Dated
	ID       string      `json:"id"`
	Label    string      `json:"label"`
	When     string      `json:"when"`
	Blocks   []Procedure `json:"blocks"`
	Todo     string      `json:"todo"`
	Deadline string      `json:"deadline"`
	Info     bool        `json:"info"`
	// Doubt names a fact that, when it holds, makes the condition one to confirm.
	Doubt     string `json:"doubt"`
	DoubtNote string `json:"doubt_note"`
}

// Eligible checks every condition of the film on a date. It refuses facts from which a figure would be false, and a date before the
// texts (law.ErrBefore).
func Eligible(r Request, on moteur.Date) (Eligibility, error) {
	out := Eligibility{Film: r.Facts.Film.Title, On: on}
	table, err := conditionsTable()
	if err != nil {
		return out, err
	}
	if err := checkRequest(r).Err(); err != nil {
		return out, err
	}
	deadlines, err := Calendar(r, on)
	if err != nil {
		return out, err
	}
	b, err := openRules(on, &out.Report)
	if err != nil {
		return out, err
	}
	points, err := points.Count(r.Facts, on)
	var refused *moteur.ReportError
	if errors.As(err, &refused) || errors.Is(err, law.ErrBefore) {
		return out, err
	}
	c := checker{rulebook: b, r: r, points: points, pointsErr: err, plan: r.plan(on)}
	out.Report.Merge("points", points.Report)
	e := r.evaluator(b, "")
	for _, rule := range table.Conditions {
		if !rule.Holds(on) {
			continue
		}
		v, err := e.eval(rule.When)
		if err != nil {
			return out, fmt.Errorf("condition %s : %w", rule.ID, err)
		}
		cited := law.Cite(table.Title, "conditions/"+rule.ID, "condition", rule.Dated, on)
		e.doubt(&cited.Source, v, rule.Doubt, rule.DoubtNote)
		x := Condition{ID: rule.ID, Label: rule.Label, Verdict: Void, Detail: v.reason(), Blocks: rule.Blocks, Source: cited.Source}
		if v.holds {
			cited.Use(&out.Report, rule.ID)
			x.Verdict, x.Detail = c.check(rule.ID, v)
			if d, ok := deadlines.Find(rule.Deadline); ok {
				x.Deadline = d.By
			}
			if x.Verdict == Unmet || x.Verdict == Unknown {
				x.Todo = rule.Todo
			}
		}
		out.Conditions = append(out.Conditions, x)
	}
	out.Report.Merge("", c.planReport)
	out.Due, err = dueDates(deadlines)
	return out, err
}

// dueDates gives the last day to make each request.
func dueDates(calendar Deadlines) (map[Procedure]moteur.Date, error) {
	table, err := piecesTable()
	if err != nil {
		return nil, err
	}
	out := map[Procedure]moteur.Date{}
	for _, p := range table.Procedures {
		if d, ok := calendar.Find(p.Deadline); ok && !d.By.IsZero() {
			out[p.ID] = d.By
		}
	}
	return out, nil
}

// plan is the financing plan with what its checks need.
func (r Request) plan(on moteur.Date) financing.Plan {
	p := r.Plan
	if p.Date.IsZero() {
		p.Date = on
	}
	if p.Timeline == nil {
		p.Timeline = r.Facts.Film.Timeline
	}
	p.Documentary = p.Documentary || r.Facts.Film.Kind == moteur.Documentary
	rank := r.Facts.Film.DirectorRank
	p.DifficultFilm = p.DifficultFilm || rank == 1 || rank == 2
	return p
}

// Blocking lists the unmet conditions of a procedure, the nearest deadline first. A condition without a deadline of its own, or with
// a later one, takes the procedure's.
func (e Eligibility) Blocking(p Procedure) []Condition {
	out := slices.DeleteFunc(slices.Clone(e.Conditions), func(c Condition) bool {
		return c.Verdict != Unmet ||
			!slices.Contains(c.Blocks, p)
	})
	for i, c := range out {
		if due, ok := e.Due[p]; ok && (c.Deadline.IsZero() || c.Deadline.After(due)) {
			out[i].Deadline = due
		}
	}
	slices.SortStableFunc(out, func(a, b Condition) int {
		if a.Deadline.IsZero() != b.Deadline.IsZero() {
			if a.Deadline.IsZero() {
				return 1
			}
			return -1
		}
		return a.Deadline.Compare(b.Deadline)
	})
	return out
}

// Condition returns the condition of that ID.
func (e Eligibility) Condition(id string) (Condition, bool) {
	for _, c := range e.Conditions {
		if c.ID == id {
			return c, true
		}
	}
	return Condition{}, false
}
