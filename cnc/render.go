package cnc

import (
	"io"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

// Sheet is a document of this package, ready to print: a note, a letter, a page of a dossier.
type Sheet struct{ document doc.Document }

// NewSheet makes a sheet of a document.
func NewSheet(d doc.Document) Sheet { return Sheet{d} }

// Document is the sheet in the document model.
func (s Sheet) Document() doc.Document { return s.document }

// WritePDF prints the sheet.
func (s Sheet) WritePDF(w io.Writer) error { return pdf.Write(w, s.document) }

// WriteXLSX writes the sheet as a workbook.
func (s Sheet) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.document) }

// WriteText writes the sheet as plain text.
func (s Sheet) WriteText(w io.Writer) error { return text.Write(w, s.document) }

// Pages counts the pages that WritePDF prints.
func (s Sheet) Pages() (int, error) { return pdf.Pages(s.document) }
