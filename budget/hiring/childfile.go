package hiring

import (
	"fmt"
	"io"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// ChildFile is the dossier of a child under 16: what the commission des enfants du spectacle asks, and by when.
type ChildFile struct {
	Film     moteur.Film `json:"film"`
	Child    Employee    `json:"child"`
	FirstDay moteur.Date `json:"first_day"`
	// Commission is the day the commission sits; unset, the file is counted back from the first day.
	Commission moteur.Date `json:"commission,omitzero"`
	// Held names the papers already gathered, by the last word of their rule: "consent", "medical", "consent13"…
	Held map[string]string `json:"held,omitempty"`
}

// ChildPaper is one paper of the file.
type ChildPaper struct {
	ID     string        `json:"id"`
	Label  string        `json:"label"`
	Held   string        `json:"held,omitempty"`
	Source moteur.Source `json:"source"`
}

// childPapers are the papers of every file, by the last word of their rule.
var childPapers = []struct{ id, label string }{
	{"civil_status", "Acte d'état civil"},
	{"consent", "Accord écrit des représentants légaux, avec la liste des emplois passés et présents"},
	{"script", "Documents sur la difficulté et la moralité du travail (scénario)"},
	{"conditions", "Conditions de travail, rémunération et scolarité"},
	{"medical", "Examen médical à la charge de l'employeur"},
}

// Papers lists the papers of the file; from an age that the law gives the child's own written opinion is one.
func (f ChildFile) Papers() ([]ChildPaper, error) {
	r := dutiesOn(f.FirstDay, nil)
	var out []ChildPaper
	add := func(id, short, label string) {
		if text := r.Text(id); label == "" {
			label = text
		}
		out = append(out, ChildPaper{ID: short, Label: fr.Capital(label), Held: f.Held[short], Source: r.Source(id)})
	}
	for _, p := range childPapers {
		add("minor.file."+p.id, p.id, p.label)
	}
	if age := ageIn(f.Child.Person.Birth, f.FirstDay); age >= r.Int("minor.consent13.from") && !f.Child.Person.Birth.IsZero() {
		add("minor.consent13", "consent13", "")
	}
	return out, failed(r)
}

// Deadlines counts back from the commission (from the first day when it is not known): the filing, then the commission
// itself before the first day.
func (f ChildFile) Deadlines() ([]moteur.Deadline, error) {
	sits := f.Commission
	if sits.IsZero() {
		sits = f.FirstDay
	}
	d, err := childFileDeadline(sits)
	if err != nil {
		return nil, err
	}
	return []moteur.Deadline{d, {Rule: "minor.authorisation",
		Label: "Commission et autorisation du préfet, avant le premier jour de l'enfant",
		By:    f.FirstDay.AddDays(-1), Source: d.Source}}, nil
}

// Check says what the file lacks on a day and, while the authorisation is not given, whether its deadlines can still be kept.
func (f ChildFile) Check(today moteur.Date) (moteur.Report, error) {
	var rep moteur.Report
	name := f.Child.CivilName()
	r := dutiesOn(f.FirstDay, nil)
	below := r.Int("minor.authorisation.below")
	if err := failed(r); err != nil {
		return rep, err
	}
	if age := ageIn(f.Child.Person.Birth, f.FirstDay); f.Child.Person.Birth.IsZero() || age >= below {
		rep.Errorf("child", "child/age", "%s : pas de dossier d'enfant sans date de naissance, ni à partir de %d ans.", name, below)
		return rep, nil
	}
	papers, err := f.Papers()
	if err != nil {
		return rep, err
	}
	for _, p := range papers {
		if p.Held == "" {
			rep.Add(moteur.Issue{Path: p.ID, Severity: labour.SeverityOf("minor.file"), Rule: "minor.file", Source: p.Source,
				Message: fmt.Sprintf("%s : pièce manquante : %s.", name, p.Label)})
		}
	}
	if m := f.Child.Minor; m != nil && m.Authorisation != nil { // the commission has sat
		return rep, nil
	}
	deadlines, err := f.Deadlines()
	if err != nil {
		return rep, err
	}
	if d := deadlines[0]; !today.IsZero() && today.After(d.By) {
		rep.Add(moteur.Issue{Path: "commission", Severity: moteur.Warning, Rule: d.Rule, Source: d.Source,
			Message: fmt.Sprintf("%s : le dossier devait être déposé le %s.", name, fr.Date(d.By))})
	}
	if !f.Commission.IsZero() && !f.Commission.Before(f.FirstDay) {
		rep.Add(moteur.Issue{Path: "commission", Severity: moteur.Error, Rule: "minor.authorisation", Source: deadlines[0].Source,
			Message: fmt.Sprintf("%s : la commission du %s siège après le premier jour (%s).", name, fr.Date(f.Commission),
				fr.Date(f.FirstDay))})
	}
	return rep, nil
}

// Document prints the list of papers and the deadlines.
func (f ChildFile) Document() doc.Document {
	p := f.Child.Redacted(PaperChildFile)
	d := doc.Document{Title: "Dossier d'autorisation d'un enfant", Subtitle: p.CivilName(), Film: f.Film.Title,
		Company: f.Film.Company.Name, Date: f.FirstDay, Footer: "Confidentiel – contient des données personnelles",
		Blocks: []doc.Block{doc.Fields{Items: []doc.Field{{Label: "Né(e) le", Value: fr.Date(p.Person.Birth)},
			{Label: "Premier jour", Value: fr.LongDate(f.FirstDay)}, {Label: "Adresse", Value: addressLine(p.Address)},
			{Label: "Commission", Value: fr.Date(f.Commission)}}}}}
	papers, err := f.Papers()
	if err != nil {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Alert, Text: err.Error()})
		return d
	}
	t := doc.Table{Title: "Pièces", Columns: []doc.Column{{Title: "Fait", Width: 1, Kind: doc.Centre}, {Title: "Pièce", Width: 6},
		{Title: "Au dossier", Width: 3}, {Title: "Texte", Width: 4}}}
	for _, x := range papers {
		mark, style := "☐", doc.Warning
		if x.Held != "" {
			mark, style = "☑", doc.Good
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(mark).As(style), doc.S(x.Label), doc.S(x.Held),
			doc.S(x.Source.String()).As(doc.Muted)}})
	}
	d.Blocks = append(d.Blocks, t)
	if deadlines, err := f.Deadlines(); err == nil {
		e := doc.Table{Title: "Échéances", Columns: []doc.Column{{Title: "Au plus tard", Width: 2, Kind: doc.Date},
			{Title: "Étape", Width: 8}, {Title: "Texte", Width: 4}}}
		for _, x := range deadlines {
			e.Rows = append(e.Rows, doc.Row{Cells: []doc.Cell{doc.D(x.By), doc.S(x.Label), doc.S(x.Source.String()).As(doc.Muted)}})
		}
		d.Blocks = append(d.Blocks, e)
	}
	return d
}

// WritePDF writes the list on paper.
func (f ChildFile) WritePDF(w io.Writer) error { return pdf.Write(w, f.Document()) }
