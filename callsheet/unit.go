package callsheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// UnitList is a liste d'équipe: who works on the film, in which department, how to reach them.
type UnitList struct {
	Film    string      `json:"film"`
	Company string      `json:"company,omitempty"`
	Date    moteur.Date `json:"date,omitzero"`
	Version string      `json:"version,omitempty"`
	Members []Member    `json:"members"`
}

// Member is a line of the unit list.
type Member struct {
	// ID survives the journey through a workbook, in a hidden column.
	ID         string      `json:"id"`
	Department string      `json:"department"`
	Job        string      `json:"job"`
	Name       string      `json:"name"`
	Phone      string      `json:"phone,omitempty"`
	Email      string      `json:"email,omitempty"`
	From       moteur.Date `json:"from,omitzero"`
	To         moteur.Date `json:"to,omitzero"`
	Diet       string      `json:"diet,omitempty"` // régime alimentaire, for the catering
	Note       string      `json:"note,omitempty"`
}

// Document prints the list with phones and mails, for the direction: it is restricted.
func (u UnitList) Document() doc.Document { return u.document(true) }

// Posted prints the list without phones, mails and diets, for everybody.
func (u UnitList) Posted() doc.Document { return u.document(false) }

// WritePDF writes the restricted list.
func (u UnitList) WritePDF(w io.Writer) error { return pdf.Write(w, u.Document()) }

func (u UnitList) document(restricted bool) doc.Document {
	d := doc.Document{Title: "Liste d'équipe", Film: u.Film, Company: u.Company, Date: u.Date, Version: u.Version,
		Footer: "Liste affichée : noms et fonctions."}
	t := doc.Table{Key: "unit", Sheet: "Équipe", Columns: []doc.Column{{Title: "Fonction", Width: 4}, {Title: "Nom", Width: 4},
		{Title: "Du", Kind: doc.Date, Width: 1.4}, {Title: "Au", Kind: doc.Date, Width: 1.4}}}
	if restricted {
		d.Footer = "Liste restreinte : coordonnées personnelles, ne pas diffuser."
		t.Columns = append(t.Columns, doc.Column{Title: "Téléphone", Width: 2.6}, doc.Column{Title: "Courriel", Width: 4.4},
			doc.Column{Title: "Régime, note", Width: 3})
	}
	for _, dep := range u.departments() {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Section, Cells: []doc.Cell{doc.S(fr.Capital(dep)).Over(len(t.Columns))}})
		for _, m := range u.Members {
			if m.Department != dep {
				continue
			}
			row := doc.Row{Cells: []doc.Cell{doc.S(m.Job), doc.S(m.Name).As(doc.Strong), doc.D(m.From), doc.D(m.To)}}
			if restricted {
				row.Cells = append(row.Cells, doc.S(m.Phone), doc.S(m.Email), doc.S(join(" ; ", m.Diet, m.Note)).As(doc.Muted))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	d.Blocks = []doc.Block{t}
	return d
}

// departments lists the departments in the usual order, those without a rank last, in the order they come.
func (u UnitList) departments() []string {
	var out []string
	seen := map[string]bool{}
	for rank := 0; rank <= len(departments); rank++ {
		for _, m := range u.Members {
			if departmentRank(m.Department) == rank && !seen[m.Department] {
				seen[m.Department] = true
				out = append(out, m.Department)
			}
		}
	}
	return out
}

// The titles of the workbook's columns, as ReadUnitList finds them again.
const (
	colDepartment = "Département"
	colJob        = "Fonction"
	colName       = "Nom"
	colPhone      = "Téléphone"
	colEmail      = "Courriel"
	colFrom       = "Du"
	colTo         = "Au"
	colDiet       = "Régime"
	colNote       = "Note"
	colID         = "Clé"
)

// WriteXLSX writes the list as a workbook to edit: one flat table, a hidden column of keys.
func (u UnitList) WriteXLSX(w io.Writer) error {
	t := doc.Table{Key: "unit", Sheet: "Équipe", Columns: []doc.Column{
		{Title: colDepartment}, {Title: colJob}, {Title: colName}, {Title: colPhone}, {Title: colEmail}, {Title: colFrom,
			Kind: doc.Date}, {Title: colTo, Kind: doc.Date},
		{Title: colDiet}, {Title: colNote}, {Title: colID, Hidden: true},
	}}
	for _, m := range u.Members {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.S(m.Department), doc.S(m.Job), doc.S(m.Name), doc.S(m.Phone), doc.S(m.Email), doc.D(m.From), doc.D(m.To), doc.S(m.Diet),
			doc.S(m.Note), doc.S(m.ID),
		}})
	}
	return xlsx.Write(w, doc.Document{Title: "Liste d'équipe", Film: u.Film, Company: u.Company, Date: u.Date, Version: u.Version,
		Blocks: []doc.Block{t}})
}

// ReadUnitList reads an edited workbook: columns are found by their titles, whatever their order. A line without a key gets
// one from the name. The report names each cell that cannot be read; the error is for a file that is no list at all.
func ReadUnitList(r io.Reader) ([]Member, moteur.Report, error) {
	wb, err := xlsx.Read(r, xlsx.Limits{Rows: 5000})
	if err != nil {
		return nil, moteur.Report{}, fmt.Errorf("callsheet : %w", err)
	}
	for _, s := range wb.Sheets {
		if h, ok := s.Find(colDepartment, colJob, colName); ok {
			members, rep := readMembers(h)
			return members, rep, nil
		}
	}
	return nil, moteur.Report{}, fmt.Errorf("callsheet : aucune feuille n'a les colonnes « %s », « %s » et « %s »", colDepartment, colJob,
		colName)
}

func readMembers(h xlsx.Head) ([]Member, moteur.Report) {
	var out []Member
	var rep moteur.Report
	used := map[string]bool{}
	department := ""
	for row := h.Row + 1; row < h.End(); row++ {
		m := Member{ID: h.Text(row, colID), Department: h.Text(row, colDepartment), Job: h.Text(row, colJob), Name: h.Text(row, colName),
			Phone: h.Text(row, colPhone), Email: h.Text(row, colEmail),
			Diet: h.Text(row, colDiet), Note: h.Text(row, colNote)}
		if m.Department == "" { // a line under its department's first
			m.Department = department
		}
		department = m.Department
		if m.Name == "" && m.Job == "" {
			continue
		}
		for _, d := range []struct {
			title string
			to    *moteur.Date
		}{{colFrom, &m.From}, {colTo, &m.To}} {
			v, err := h.Date(row, d.title)
			if err != nil {
				rep.Errorf(h.Ref(row, d.title), "callsheet/unit-date", "%s.", err)
			}
			*d.to = v
		}
		switch {
		case m.Name == "":
			rep.Warnf(h.Ref(row, colName), "callsheet/unit-name", "%s : personne n'est nommé.", m.Job)
		case m.Department == "":
			rep.Warnf(h.Ref(row, colDepartment), "callsheet/unit-department", "%s : département à confirmer.", m.Name)
		}
		if m.Email != "" && !looksLikeMail(m.Email) {
			rep.Errorf(h.Ref(row, colEmail), "callsheet/unit-mail", "%s : courriel illisible, %q.", m.Name, m.Email)
		}
		if !m.From.IsZero() && !m.To.IsZero() && m.To.Before(m.From) {
			rep.Errorf(h.Ref(row, colTo), "callsheet/unit-date", "%s : l'engagement finit avant de commencer.", m.Name)
		}
		if m.ID == "" {
			m.ID = fr.Slug(join(" ", m.Name, m.Job))
		}
		if used[m.ID] {
			rep.Errorf(h.Ref(row, colName), "callsheet/unit-twice", "%s : inscrit deux fois.", m.Name)
		}
		used[m.ID] = true
		out = append(out, m)
	}
	return out, rep
}

func looksLikeMail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && strings.Contains(domain, ".") && !strings.ContainsAny(s, " ,;<>") && !strings.Contains(domain, "@")
}
