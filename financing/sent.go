package financing

import (
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
)

// A piece that leaves the company does not carry its internal remarks: what is to be confirmed and what the checks found stay in
// Document, which the company reads, and in the Report.

// SentDocument is the plan as it is sent to the CNC, a bank or a partner: Document without the internal remarks.
func (p Plan) SentDocument() doc.Document { return sent(p.Document()) }

// SentDocument is the calculation as it is sent: Document without the internal remarks.
func (c Credit) SentDocument() doc.Document { return sent(c.Document()) }

// WriteSentPDF prints the plan as it is sent. See SentDocument.
func (p Plan) WriteSentPDF(w io.Writer) error { return pdf.Write(w, p.SentDocument()) }

// WriteSentPDF prints the calculation as it is sent. See SentDocument.
func (c Credit) WriteSentPDF(w io.Writer) error { return pdf.Write(w, c.SentDocument()) }

// internalWords are taken out of the cells of a piece that is sent.
var internalWords = strings.NewReplacer(" (à confirmer)", "", " (hypothèse)", "")

// sent drops the controls, which end a document, the line of values to confirm, and the marks in cells.
func sent(d doc.Document) doc.Document {
	end := slices.IndexFunc(d.Blocks, func(b doc.Block) bool {
		h, ok := b.(doc.Heading)
		return ok && h.Text == controlsTitle
	})
	if end < 0 {
		end = len(d.Blocks)
	}
	var out []doc.Block
	for _, b := range d.Blocks[:end] {
		switch x := b.(type) {
		case doc.Para:
			if x.Style == doc.Warning {
				continue
			}
		case doc.Table:
			x.Rows = slices.Clone(x.Rows)
			for i := range x.Rows {
				x.Rows[i].Cells = slices.Clone(x.Rows[i].Cells)
				for k := range x.Rows[i].Cells {
					c := &x.Rows[i].Cells[k]
					if clean := internalWords.Replace(c.Text); clean != c.Text {
						c.Text = clean
						if c.Style == doc.Warning {
							c.Style = doc.Normal
						}
					}
				}
			}
			b = x
		}
		out = append(out, b)
	}
	d.Blocks = out
	return d
}
