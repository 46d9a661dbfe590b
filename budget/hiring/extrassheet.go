package hiring

import (
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// ExtrasSheet is the feuille d'émargement of a day of figuration: signed at arrival and departure.
type ExtrasSheet struct {
	Film  moteur.Film `json:"film"`
	Date  moteur.Date `json:"date"`
	Place string      `json:"place"`
	Rows  []ExtraRow  `json:"rows"`
}

// ExtraRow is one extra of the day.
type ExtraRow struct {
	Name string       `json:"name"`
	Job  string       `json:"job"` // figurant, silhouette, doublure
	Call labour.Clock `json:"call"`
}

// Document prints the sheet.
func (s ExtrasSheet) Document() doc.Document {
	t := doc.Table{Sheet: "Émargement", Columns: []doc.Column{{Title: "N°", Width: 1, Kind: doc.Int}, {Title: "Nom", Width: 4},
		{Title: "Emploi", Width: 3}, {Title: "Convocation", Width: 2, Kind: doc.Centre},
		{Title: "Arrivée (heure, signature)", Width: 4}, {Title: "Départ après restitution du costume (heure, signature)", Width: 5},
		{Title: "Repas", Width: 1}, {Title: "Suppléments", Width: 3}}}
	for i, r := range s.Rows {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.N(i + 1), doc.S(r.Name), doc.S(r.Job), doc.C(r.Call.String()), {}, {}, {},
			{}}})
	}
	return doc.Document{Title: "Feuille d'émargement de la figuration",
		Subtitle: strings.TrimSuffix(fr.LongDate(s.Date)+" – "+s.Place,
			" – "), Film: s.Film.Title, Company: s.Film.Company.Name, Date: s.Date, Page: doc.Landscape,
		Blocks: []doc.Block{t,
			doc.Para{Style: doc.Muted, Text: "Signature à l'arrivée et au départ (IDCC 3097, titre III, statut II, art. 4.3.3)."},
			doc.Signatures{Names: []string{"Chargé de la figuration", "Directeur de production"}}}}
}

// WritePDF writes the sheet on paper.
func (s ExtrasSheet) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteXLSX writes the sheet as a workbook.
func (s ExtrasSheet) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Document()) }
