package cnc

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Formality is an échéance of the CNC's calendar, counted from an event of the film.
type Formality struct {
	moteur.Deadline
	// Anchor is the event it is counted from; AnchorDate is unset when the film has no date for it.
	Anchor     string      `json:"anchor"`
	AnchorDate moteur.Date `json:"anchor_date,omitzero"`
	// Extended is the last day with the extension that may be asked for.
	Extended moteur.Date `json:"extended,omitzero"`
	Blocks   []Procedure `json:"blocks"`
	Todo     string      `json:"todo"`
	Owner    string      `json:"owner"`
	Reason   string      `json:"reason"` // why it applies to the film
}

// Deadlines is the calendrier des échéances of a film.
type Deadlines struct {
	Film   string        `json:"film"`
	On     moteur.Date   `json:"on"`
	Items  []Formality   `json:"items"` // dated first, in order
	Report moteur.Report `json:"report"`
}

type deadlineRule struct {
	law.Dated
	ID        string      `json:"id"`
	Label     string      `json:"label"`
	Anchor    string      `json:"anchor"`
	Months    int         `json:"months"`
	Days      int         `json:"days"`
	Before    bool        `json:"before"` // the last good day is the day before the anchor
	Extension int         `json:"extension_months"`
	When      string      `json:"when"`
	Blocks    []Procedure `json:"blocks"`
	Todo      string      `json:"todo"`
	Owner     string      `json:"owner"`
}

// anchorLabels are the events that the film's timeline does not name.
var anchorLabels = map[string]string{"avance_notice": "décision provisoire d'avance", "prep_notice": "autorisation de préparation",
	"last_french_work": "derniers travaux en France", "first_showing": "première représentation publique"}

// Calendar computes every deadline that applies to the film on a date, from the shoot, the approvals, the visa and the release. A
// deadline whose event has no date is listed undated. It refuses a date before the first text (law.ErrBefore).
func Calendar(r Request, on moteur.Date) (Deadlines, error) {
	out := Deadlines{Film: r.Facts.Film.Title, On: on}
	table, err := deadlinesTable()
	if err != nil {
		return out, err
	}
	b, err := openRules(on, &out.Report)
	if err != nil {
		return out, err
	}
	e := r.evaluator(b, "")
	for _, rule := range table.Deadlines {
		if !rule.Holds(on) {
			continue
		}
		v, err := e.eval(rule.When)
		if err != nil {
			return out, fmt.Errorf("échéance %s : %w", rule.ID, err)
		}
		anchor := r.anchor(rule)
		if !v.holds || anchor.IsZero() && (rule.Anchor == "prep_notice" || rule.Anchor == "avance_notice" ||
			rule.Anchor == "last_french_work") {
			continue
		}
		cited := law.Cite(table.Title, "deadlines/"+rule.ID, rule.Months, rule.Dated, on)
		cited.Use(&out.Report, rule.ID)
		d := Formality{Deadline: moteur.Deadline{Rule: rule.ID, Label: rule.Label, Source: cited.Source}, Anchor: rule.Anchor,
			AnchorDate: anchor, Blocks: rule.Blocks, Todo: rule.Todo, Owner: rule.Owner, Reason: v.reason()}
		days := rule.Days
		if rule.ID == "vhss-crew" {
			duties, err := labour.Duties(e.shoot, &out.Report)
			if err != nil {
				return out, fmt.Errorf("cnc : %w", err)
			}
			days = duties.At(rule.ID).Int(onSiteDays)
		}
		d.By = anchor.AddMonths(rule.Months).AddDays(days)
		if rule.Before {
			d.By = d.By.AddDays(-1)
		}
		if rule.Extension > 0 {
			d.Extended = d.By.AddMonths(rule.Extension)
		}
		out.Items = append(out.Items, d)
	}
	slices.SortStableFunc(out.Items, func(a, b Formality) int {
		switch {
		case a.By.IsZero() == b.By.IsZero():
			return a.By.Compare(b.By)
		case a.By.IsZero():
			return 1
		}
		return -1
	})
	return out, nil
}

// evaluator answers the conditions of tables that are not those of one procedure.
func (r Request) evaluator(b *rulebook, p Procedure) evaluator {
	e := evaluator{facts: b.conditions(r, p), asked: map[string]bool{}, on: b.On(), shoot: r.shootStart()}
	if e.shoot.IsZero() {
		e.shoot = b.On()
	}
	for _, id := range r.Situation.Asked {
		e.asked[id] = true
	}
	return e
}

func (r Request) anchor(rule deadlineRule) moteur.Date {
	if d, ok := r.Situation.Dates[rule.Anchor]; ok {
		return d
	}
	if rule.ID == "visa-request" {
		if d, ok := r.Situation.Dates["first_showing"]; ok {
			return d
		}
	}
	return r.Facts.Film.Timeline[moteur.Event(rule.Anchor)]
}

// Find returns the deadline of that ID.
func (d Deadlines) Find(id string) (Formality, bool) {
	for _, x := range d.Items {
		if x.Rule == id {
			return x, true
		}
	}
	return Formality{}, false
}
