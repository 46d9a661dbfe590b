// Package xlsx prints a document as a live workbook, and reads workbooks that people have edited.
//
// It is the only package that imports excelize. The totals of a written workbook are formulas that recompute to the same
// cents in another spreadsheet program; the value kept beside each formula is the decimal the library computed. Same
// document, same bytes.
package xlsx

import (
	"fmt"
	"io"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/moteur-film/moteur/internal/doc"
)

// Limits of the file format.
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
	maxText    = 32767 // UTF-16 units
	maxFormula = 8192
)

// Write prints the document as a workbook: one sheet for each sheet name its blocks give, the blocks of a name one under
// the other; prose stands on the sheet of the block that follows it. An unknown reference in a formula, or a text longer
// than a cell can hold, is an error that names the cell.
func Write(w io.Writer, d doc.Document) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("xlsx : défaut interne : %v", r)
		}
	}()
	b := newBook(d)
	defer b.f.Close()
	if err := b.lay(d.Blocks); err != nil {
		return err
	}
	if err := b.resolve(); err != nil {
		return err
	}
	for _, s := range b.sheets {
		if err := b.write(s); err != nil {
			return fmt.Errorf("xlsx : feuille %s : %w", s.name, err)
		}
	}
	if err := b.finish(); err != nil {
		return fmt.Errorf("xlsx : %w", err)
	}
	if err := b.f.Write(w); err != nil {
		return fmt.Errorf("xlsx : %w", err)
	}
	return nil
}

// book is a workbook being written.
type book struct {
	f      *excelize.File
	d      doc.Document
	sheets []*sheet
	byName map[string]*sheet // by the name the document gives
	taken  map[string]bool   // names in use, in lower case
	tables []*placedTable
	byKey  map[string][]*placedTable
	styles map[style]int
	recent [32]struct { // the last style of each column: most cells look like the one above
		style style
		id    int
	}
}

// sheet is one sheet being laid: its cells, row by row, then its dress.
type sheet struct {
	name      string
	rows      [][]excelize.Cell // a cell without style is absent
	heights   map[int]float64
	merges    [][4]int // row, column, row, column, from 0
	widths    []float64
	hidden    map[int]bool // columns that some table hides
	shown     map[int]bool // columns that some block shows
	prose     []int        // rows that hold a paragraph in their first cell
	wrapped   [][2]int     // row and column of the cells whose text wraps
	bodies    int          // tables, boards and grids laid
	headRow   int          // row of the first column heads, from 1
	headCol   int          // columns to freeze
	protected bool
	charts    []placedChart
	usual     int // columns of the rows being laid: room for them is taken at once
}

func newBook(d doc.Document) *book {
	f := excelize.NewFile()
	f.SetZipWriter(newZip)
	return &book{f: f, d: d, byName: map[string]*sheet{}, taken: map[string]bool{}, byKey: map[string][]*placedTable{},
		styles: map[style]int{}}
}

// sheetOf returns the sheet of a name, with its head when it is new.
func (b *book) sheetOf(name string) (*sheet, error) {
	if name == "" {
		name = b.d.Title
	}
	if s := b.byName[name]; s != nil {
		return s, nil
	}
	s := &sheet{name: b.sheetName(name), heights: map[int]float64{}, hidden: map[int]bool{}, shown: map[int]bool{}}
	b.byName[name] = s
	b.sheets = append(b.sheets, s)
	return s, b.head(s)
}

func (b *book) finish() error {
	stamp := b.d.Clock().Format("2006-01-02T15:04:05Z")
	if err := b.f.SetDocProps(&excelize.DocProperties{
		Title: cleanText(b.d.Title), Creator: cleanText(b.d.Company), Subject: cleanText(b.d.Film), Language: "fr-FR",
		Created: stamp, Modified: stamp, LastModifiedBy: "Moteur", Version: cleanText(b.d.Version),
	}); err != nil {
		return err
	}
	yes := true
	return b.f.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes})
}

// set puts a cell at a row and column, from 0. The text of a cell is checked here.
func (s *sheet) set(row, col int, c excelize.Cell) error {
	if row >= maxRows || col >= maxColumns {
		return fmt.Errorf("xlsx : feuille %s : plus de lignes ou de colonnes qu'une feuille n'en tient", s.name)
	}
	if t, ok := c.Value.(string); ok && len(t) > maxText && len(utf16.Encode([]rune(t))) > maxText {
		return fmt.Errorf("xlsx : %s : texte de plus de %d caractères", s.ref(row, col), maxText)
	}
	for len(s.rows) <= row {
		s.rows = append(s.rows, nil)
	}
	r := s.rows[row]
	switch {
	case col < len(r):
	case col < cap(r):
		r = r[:col+1]
	default:
		grown := make([]excelize.Cell, col+1, max(col+1, s.usual))
		copy(grown, r)
		r = grown
	}
	r[col] = c
	s.rows[row] = r
	return nil
}

// ref names a cell for people: "Devis!F12".
func (s *sheet) ref(row, col int) string { return s.name + "!" + cellName(row, col) }

// cellName is "F12" for row 11 and column 5.
func cellName(row, col int) string {
	n, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		return fmt.Sprintf("L%dC%d", row+1, col+1)
	}
	return n
}

// widen makes a column at least n characters wide.
func (s *sheet) widen(col int, n float64) {
	for len(s.widths) <= col {
		s.widths = append(s.widths, 0)
	}
	s.widths[col] = max(s.widths[col], min(n, 60))
}
