package hiring

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/law"
)

// Duty is an obligation of the employer, with the proof to keep.
type Duty struct {
	ID     string        `json:"id"`
	Label  string        `json:"label"`
	Proof  string        `json:"proof"`
	Source moteur.Source `json:"source"`
	// Held is the proof on file, as the caller names it; empty when it is still missing.
	Held string `json:"held,omitempty"`
}

// DutyFacts decide which duties apply.
type DutyFacts struct {
	Staff   int  `json:"staff"`
	Foreign bool `json:"foreign"` // someone needs a permit, or its exemption
	Minors  bool `json:"minors"`  // someone is under 16
	// Proofs names the proofs on file, by duty id.
	Proofs map[string]string `json:"proofs,omitempty"`
}

// Duties lists the employer's duties on a date (equality, disability, anti-discrimination, harassment, safety, hiring), each
// with its proof. The report says the doubts on the list.
func Duties(f DutyFacts, on moteur.Date) ([]Duty, moteur.Report, error) {
	var report moteur.Report
	t, err := dutiesTable()
	if err != nil {
		return nil, report, err
	}
	b := law.Open(on, &report, t).At("duties")
	r := dutiesOn(on, &report).At("duties")
	staff := map[string]int{"staff20": r.Int("disability.staff"), "staff250": r.Int("harassment.staff")}
	if err := r.Err(); err != nil {
		return nil, report, fmt.Errorf("hiring : %w", err)
	}
	var out []Duty
	for _, e := range t.Entries {
		switch e.Kind {
		case "all":
		case "foreign":
			if !f.Foreign {
				continue
			}
		case "minor":
			if !f.Minors {
				continue
			}
		default:
			if f.Staff < staff[e.Kind] {
				continue
			}
		}
		if !b.Has(e.ID) {
			continue // not yet due on that date
		}
		c := b.CitedText(e.ID)
		out = append(out, Duty{ID: e.ID, Label: e.Label, Proof: c.Value, Source: c.Source, Held: f.Proofs[e.ID]})
	}
	return out, report, nil
}

// CheckDuties says which proofs are missing.
func CheckDuties(duties []Duty) moteur.Report {
	var rep moteur.Report
	for _, d := range duties {
		if d.Held == "" {
			rep.Add(moteur.Issue{Path: d.ID, Severity: moteur.Warning, Rule: "duty/" + d.ID, Source: d.Source,
				Message: fmt.Sprintf("%s : preuve à réunir (%s).", d.Label, d.Proof)})
		}
	}
	return rep
}

// DutiesDocument prints the checklist.
func DutiesDocument(film moteur.Film, duties []Duty, on moteur.Date) doc.Document {
	t := doc.Table{Columns: []doc.Column{{Title: "Fait", Width: 1, Kind: doc.Centre}, {Title: "Obligation", Width: 6},
		{Title: "Preuve à garder", Width: 5}, {Title: "Pièce au dossier", Width: 3}, {Title: "Texte", Width: 4}}}
	for _, d := range duties {
		mark, style := "☐", doc.Warning
		if d.Held != "" {
			mark, style = "☑", doc.Good
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(mark).As(style), doc.S(d.Label), doc.S(d.Proof), doc.S(d.Held),
			doc.S(d.Source.String()).As(doc.Muted)}})
	}
	return doc.Document{Title: "Obligations de l'employeur et preuves", Film: film.Title, Company: film.Company.Name, Date: on,
		Page: doc.Landscape, Blocks: []doc.Block{t}}
}
