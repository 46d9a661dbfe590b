package papers

import (
	"io"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

// Cross is the tableau séquences × rôles: who is in which scene, and how.
type Cross struct{ Book }

// manyRoles is the number of roles from which the table takes the larger paper.
const manyRoles = 30

// WritePDF prints the table.
func (c Cross) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the table as a workbook; the workbook of the breakdown holds it too.
func (c Cross) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }

// Document is the table on paper.
func (c Cross) Document() doc.Document {
	d := c.frame("Séquences et rôles")
	g := c.Breakdown.RoleGrid()
	if d.Page = doc.Landscape; len(g.Heads) > manyRoles {
		d.Page = doc.A3
	}
	d.Blocks = []doc.Block{g, doc.Para{Text: "P : parle. M : à l'image, muet. O : entendu seulement. « ? » : proposé.", Style: doc.Muted}}
	return d
}
