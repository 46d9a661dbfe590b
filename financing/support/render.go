package support

import (
	"io"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// Document prints a support: slices, coefficient, derivation in live formulas.
func (s Support) Document() doc.Document {
	d := doc.Document{Title: "Soutien automatique généré", Subtitle: s.Origin, Date: s.Date}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{{Label: "Soutien", Value: fr.WholeEuros(s.Amount), Style: doc.Good},
		{Label: "Recettes", Value: fr.WholeEuros(s.Receipts)}, {Label: "Coefficient", Value: fr.Plain(s.Coefficient)}}})
	t := doc.LiveSteps(doc.Table{Key: "calcul", Sheet: "Calcul", Title: "Calcul"}, s.Step, nil)
	if len(s.Slices) == 0 && s.Step.Value.IsZero() {
		t.Rows = nil
	}
	d.Blocks = append(d.Blocks, t)
	return d.Plus(doc.Controls("Contrôles", s.Report)...)
}

// WritePDF prints the support. See Document.
func (s Support) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteXLSX writes the support as a live workbook. See Document.
func (s Support) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Document()) }
