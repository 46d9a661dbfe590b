// Package doc is the document model of every printable result: a title, and blocks in reading order. Three writers
// print it: doc/text for tests and terminals, doc/pdf for people, doc/xlsx for spreadsheets.
//
// Rooms build a Document from their result and never touch a writer's library. The model is closed: a writer is a
// switch over the few kinds of Block.
package doc

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// Document is one printable result.
type Document struct {
	Title    string
	Subtitle string
	// Film and Company are printed in the head of every page.
	Film    string
	Company string
	// Date is the date of the document, printed in its head and fixed in the file's metadata. It comes from the caller.
	Date moteur.Date
	// Version is printed beside the date ("v2", "projet").
	Version string
	// Footer is printed at the foot of every page beside "page x / y": a confidentiality line, a mention.
	Footer string
	// Watermark is printed pale across every page, under the text: whose copy it is.
	Watermark string
	Page      Page
	// Dense prints a small head, small type and narrow margins: forms that must stand on one page. Slides ignore it.
	Dense bool
	// Large prints in type half as large again: to be posted, or for those who read small type badly.
	Large  bool
	Blocks []Block
}

// Page is the paper of a document.
type Page uint8

// The papers. Slide is 16:9 (338 × 190 mm) for pitch decks, with large type.
const (
	Portrait  Page = iota // A4 upright
	Landscape             // A4 lying
	A3                    // A3 lying, for wide boards
	Slide
)

// Block is one of Heading, Para, Bullets, Fields, Figures, Table, Board, Grid, Chart, Gantt, Play, Signatures, Side, PageBreak.
type Block interface{ block() }

// Heading is a section title, level 1 to 3.
type Heading struct {
	Level int
	Text  string
}

// Style is the look of a paragraph or a row.
type Style uint8

// The styles.
const (
	Normal   Style = iota
	Strong         // bold
	Muted          // small grey: notes, sources
	Warning        // amber: deserves a look
	Alert          // red: error, missing
	Good           // green: satisfied
	Subtotal       // row: light band, bold
	Total          // row: dark band, bold
	Section        // row: a title across the table
)

// Para is a paragraph. Lines are broken at "\n".
type Para struct {
	Text  string
	Style Style
}

// Bullets is a list with dashes.
type Bullets struct{ Items []string }

// Fields is a block of labelled values, printed in one to three columns.
type Fields struct {
	Columns int // 0 means 2
	Items   []Field
}

// Field is a labelled value.
type Field struct {
	Label, Value string
	Style        Style
}

// Figures is a row of key figures in large type, with a small label above and a note below: days, cost, lowest cash.
type Figures struct{ Items []Figure }

// Figure is a key figure. Its Value is short: "42", "08:30", "1 234 567 €".
type Figure struct {
	Label, Value, Note string
	Style              Style
}

// Side sets columns of blocks side by side, with relative weights (none means equal).
// In text and in a workbook the columns follow one another.
type Side struct {
	Columns [][]Block
	Weights []float64
}

// Table is rows of typed cells under repeated column heads. In a workbook each Sheet holds the tables of that name, one
// under the other; its formulas are live.
type Table struct {
	// Key names the table in formulas of other tables; letters, digits and underscores. May be empty.
	Key string
	// Sheet is the workbook sheet's name; empty means the document title.
	Sheet   string
	Title   string
	Columns []Column
	Rows    []Row
	// Protected locks all cells but those marked Input, in the workbook.
	Protected bool
	// Compact prints smaller, for wide tables.
	Compact bool
}

// Column is a column of a Table.
type Column struct {
	Key   string
	Title string
	// Width is a relative weight; 0 means 1.
	Width float64
	Kind  Kind
	// PaperOnly columns are left out of the workbook; SheetOnly columns are left out of text and PDF.
	PaperOnly bool
	SheetOnly bool
	// Hidden columns are in the workbook but not shown there: identifiers that a reader finds again. They imply SheetOnly.
	Hidden bool
}

// OnPaper tells whether text and PDF print the column.
func (c Column) OnPaper() bool { return !c.SheetOnly && !c.Hidden }

// Kind is the kind of value of a column or a cell.
type Kind uint8

// The kinds. Amount, Percent, Number and Int are set right; Percent cells hold a fraction (0.3 for 30 %).
const (
	Text   Kind = iota
	Amount      // euros and cents
	Percent
	Number // a decimal with the places it has
	Int
	Date
	Centre // text set in the middle
)

// Row is a row of a Table.
type Row struct {
	// Key names the row in formulas.
	Key    string
	Cells  []Cell
	Style  Style
	Indent int // indents the first text cell, 0 to 4
}

// Cell is a typed value. The zero Cell is blank. Build cells with S, Eur, Pct, Num, N, D.
type Cell struct {
	Kind    Kind
	Text    string
	Number  decimal.Decimal
	Date    moteur.Date
	IsValue bool // a Number or Date is present
	// Places is the number of decimals printed for Number and Percent; -1 means as many as needed.
	Places int32
	// Formula is a live formula for the workbook, in the writer's notation: an English spreadsheet formula without "=",
	// where {row.col} stands for the cell of that row and column keys in this table, {@.col} for the same row, and
	// {table!row.col} for another table of the document. {a.col:b.col} is a range. The Number is its cached result
	// and must equal what the formula computes.
	Formula string
	// Input marks a cell that people may edit in a protected workbook.
	Input bool
	Style Style
	// Fill is a background colour, "" for none.
	Fill Colour
	// Span is the number of columns the cell covers; 0 means 1.
	Span int
}

// Colour is "#RRGGBB".
type Colour string

// S is a text cell.
func S(s string) Cell { return Cell{Kind: Text, Text: s} }

// C is a centred text cell.
func C(s string) Cell { return Cell{Kind: Centre, Text: s} }

// Eur is an amount in euros, printed to the cent.
func Eur(d decimal.Decimal) Cell { return Cell{Kind: Amount, Number: d, IsValue: true, Places: 2} }

// Pct is a percentage; fraction 0.3 prints 30 % with the given decimals.
func Pct(fraction decimal.Decimal, places int32) Cell {
	return Cell{Kind: Percent, Number: fraction, IsValue: true, Places: places}
}

// Num is a decimal printed with the given decimals; -1 prints as many as it has.
func Num(d decimal.Decimal, places int32) Cell {
	return Cell{Kind: Number, Number: d, IsValue: true, Places: places}
}

// N is a whole number.
func N(n int) Cell {
	return Cell{Kind: Int, Number: decimal.NewFromInt(int64(n)), IsValue: true}
}

// D is a date; unset is blank.
func D(d moteur.Date) Cell { return Cell{Kind: Date, Date: d, IsValue: !d.IsZero()} }

// With returns the cell with a live formula.
func (c Cell) With(formula string) Cell { c.Formula = formula; return c }

// As returns the cell with a style.
func (c Cell) As(s Style) Cell { c.Style = s; return c }

// On returns the cell with a background colour.
func (c Cell) On(fill Colour) Cell { c.Fill = fill; return c }

// Editable returns the cell marked as Input.
func (c Cell) Editable() Cell { c.Input = true; return c }

// Over returns the cell spanning n columns.
func (c Cell) Over(n int) Cell { c.Span = n; return c }

// Board is a stripboard (plan de travail en bandes): horizontal strips under a head, in the trade's colours.
type Board struct {
	Sheet   string
	Columns []Column
	Strips  []Strip
}

// Strip is one strip of a Board: a scene, or a day's banner.
type Strip struct {
	Fill   Colour
	Ink    Colour // "" means black
	Banner string // a banner takes the whole width instead of cells
	Cells  []string
}

// Grid is a matrix of small cells under vertical heads: day-out-of-days, permits by day, a calendar of people.
type Grid struct {
	Sheet  string
	Corner string   // title of the row heads
	Heads  []string // column heads, printed upright when short, rotated otherwise
	Rows   []GridRow
	// TailHeads are the titles of the totals at the end of each row.
	TailHeads []string
}

// GridRow is a row of a Grid.
type GridRow struct {
	Label string
	Cells []GridCell
	Tail  []string // totals at the end of the row, under TailHeads if any
}

// GridCell is a cell of a Grid.
type GridCell struct {
	Text string
	Fill Colour
}

// ChartKind is the form of a Chart.
type ChartKind uint8

// The chart forms.
const (
	Curve   ChartKind = iota // points joined by lines, zero line shown
	Bars                     // vertical bars
	HBars                    // horizontal bars, with label and value
	Stacked                  // stacked vertical bars
)

// Chart is a picture of numbers. The workbook shows its numbers as a small table with a native chart beside it.
type Chart struct {
	Sheet  string // the workbook sheet; empty means "Graphiques"
	Kind   ChartKind
	Title  string
	Unit   string // "€", "jours"
	Labels []string
	Series []Series
	// Marks point at one value each: the lowest month, a threshold passed.
	Marks  []Mark
	Height float64 // millimetres; 0 means 70
}

// Series is a line or a set of bars of a Chart.
type Series struct {
	Name   string
	Colour Colour
	Values []decimal.Decimal
}

// Mark points at a value of a Chart.
type Mark struct {
	Series, Index int
	Text          string
}

// Gantt is bars of time in rows: post-production, festival calendar, contracts, windows.
// In a workbook it is a table of labels and dates.
type Gantt struct {
	Sheet string
	Title string
	Span  moteur.Span
	Rows  []GanttRow
}

// GanttRow is a row of a Gantt.
type GanttRow struct {
	Label string
	Style Style
	Bars  []GanttBar
}

// GanttBar is a bar (or a milestone when it lasts one day and Milestone is set).
type GanttBar struct {
	Span      moteur.Span
	Label     string
	Fill      Colour
	Milestone bool
}

// Signatures prints frames to sign, side by side.
type Signatures struct {
	Place string
	Date  moteur.Date
	Names []string // "Pour la production : …", "Le salarié : …"
}

// PageBreak starts a new page.
type PageBreak struct{}

func (Heading) block()    {}
func (Para) block()       {}
func (Bullets) block()    {}
func (Fields) block()     {}
func (Figures) block()    {}
func (Side) block()       {}
func (Table) block()      {}
func (Board) block()      {}
func (Grid) block()       {}
func (Chart) block()      {}
func (Gantt) block()      {}
func (Signatures) block() {}
func (PageBreak) block()  {}

// Clock is the fixed time of the document's metadata: midnight UTC of its date, or 2000-01-01 when unset.
func (d Document) Clock() time.Time {
	if d.Date.IsZero() {
		return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return d.Date.Time()
}
