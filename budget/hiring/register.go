package hiring

import (
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

// Register is the registre des engagements of a film, in the order of the first days.
type Register struct {
	Film        moteur.Film  `json:"film"`
	Date        moteur.Date  `json:"date"`
	Engagements []Engagement `json:"engagements"`
}

// NewRegister sorts engagements by first day, then by name; the input is not modified.
func NewRegister(film moteur.Film, engagements []Engagement, on moteur.Date) Register {
	list := slices.Clone(engagements)
	slices.SortStableFunc(list, func(a, b Engagement) int {
		if c := a.Span.From.Compare(b.Span.From); c != 0 {
			return c
		}
		return strings.Compare(a.Employee.CivilName(), b.Employee.CivilName())
	})
	return Register{Film: film, Date: on, Engagements: list}
}

// Document prints the register with the data that it may show.
func (r Register) Document() doc.Document {
	t := doc.Table{Sheet: "Registre", Compact: true, Columns: []doc.Column{
		{Title: "N°", Width: 1, Kind: doc.Int}, {Title: "Nom", Width: 4}, {Title: "Sexe", Width: 1, Kind: doc.Centre}, {Title: "Naissance",
			Width: 2, Kind: doc.Date}, {Title: "Nationalité", Width: 2},
		{Title: "Fonction", Width: 5}, {Title: "Catégorie", Width: 3}, {Title: "Contrat", Width: 2},
		{Title: "Entrée", Width: 2, Kind: doc.Date}, {Title: "Sortie", Width: 2, Kind: doc.Date}, {Title: "Titre de travail", Width: 3}}}
	for i, e := range r.Engagements {
		p := e.Employee.Redacted(PaperRegister)
		category, nature := "", "CDDU"
		if j, err := e.JobOf(); err == nil {
			category = j.Category.Label()
		}
		if e.ProfileOf() == payroll.Permanent {
			nature = "CDI"
		}
		permit := strings.TrimSpace(p.PermitKind + " " + p.PermitNumber)
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.N(i + 1), doc.S(p.CivilName()), doc.C(string(p.Sex)), doc.D(p.Person.Birth),
			doc.S(p.Person.Nationality),
			doc.S(e.Job), doc.S(category), doc.S(nature), doc.D(e.Span.From), doc.D(e.Span.To), doc.S(permit)}})
	}
	return doc.Document{Title: "Registre des engagements", Film: r.Film.Title, Company: r.Film.Company.Name, Date: r.Date,
		Page:   doc.Landscape,
		Footer: "Confidentiel – contient des données personnelles", Blocks: []doc.Block{t}}
}

// WritePDF writes the register on paper.
func (r Register) WritePDF(w io.Writer) error { return pdf.Write(w, r.Document()) }

// WriteXLSX writes the register as a workbook.
func (r Register) WriteXLSX(w io.Writer) error { return xlsx.Write(w, r.Document()) }
