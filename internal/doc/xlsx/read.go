package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"github.com/moteur-film/moteur/internal/fr"
)

// Limits bounds what Read accepts; zero fields take the defaults.
type Limits struct {
	Bytes  int64 // size of the file; 20 MB
	Sheets int   // 64
	Rows   int   // rows of a sheet that hold something; 50,000
	Cols   int   // columns of a row that hold something; 256
	Text   int   // bytes of a cell; 32,767
}

const (
	maxUnzipped = 64 << 20
	maxCells    = 8_000_000 // cells of the whole workbook, blank ones between two others counted
)

func (l Limits) defaults() Limits {
	if l.Bytes <= 0 {
		l.Bytes = 20 << 20
	}
	if l.Sheets <= 0 {
		l.Sheets = 64
	}
	if l.Rows <= 0 {
		l.Rows = 50_000
	}
	if l.Cols <= 0 {
		l.Cols = 256
	}
	if l.Text <= 0 {
		l.Text = maxText
	}
	return l
}

// ErrTooBig is the error of a workbook beyond the limits.
var ErrTooBig = errors.New("classeur trop grand")

// Workbook is an edited workbook (classeur) that was read: its sheets, in order.
type Workbook struct{ Sheets []Sheet }

// Sheet is a sheet (feuille) that was read. Values are raw: numbers as the file writes them, dates as serial days, formulas
// as the value the last program computed.
type Sheet struct {
	Name string
	Rows [][]string
	// from1904 tells that dates count from 1904 (old Macintosh files).
	from1904 bool
}

// Read reads a workbook written by a person or a program. Formulas are never evaluated. Errors are French and wrap ErrTooBig
// when a limit is passed; nothing in a file makes it panic.
func Read(r io.Reader, l Limits) (wb Workbook, err error) {
	defer func() {
		if p := recover(); p != nil { // the library panics on some crafted files
			wb, err = Workbook{}, fmt.Errorf("classeur illisible : %v", p)
		}
	}()
	l = l.defaults()
	content, err := io.ReadAll(io.LimitReader(r, l.Bytes+1))
	if err != nil {
		return Workbook{}, fmt.Errorf("classeur : %w", err)
	}
	if int64(len(content)) > l.Bytes {
		return Workbook{}, fmt.Errorf("%w : plus de %d octets", ErrTooBig, l.Bytes)
	}
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped, RawCellValue: true,
	})
	if err != nil {
		return Workbook{}, fmt.Errorf("classeur illisible : %w", err)
	}
	defer f.Close()
	names := f.GetSheetList()
	if len(names) > l.Sheets {
		return Workbook{}, fmt.Errorf("%w : %d feuilles", ErrTooBig, len(names))
	}
	from1904 := false
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		from1904 = *props.Date1904
	}
	budget := maxCells
	for _, name := range names {
		rows, err := readSheet(f, name, l, &budget)
		if err != nil {
			return Workbook{}, err
		}
		wb.Sheets = append(wb.Sheets, Sheet{Name: name, Rows: rows, from1904: from1904})
	}
	return wb, nil
}

func readSheet(f *excelize.File, name string, l Limits, budget *int) ([][]string, error) {
	it, err := f.Rows(name)
	if err != nil {
		return nil, fmt.Errorf("feuille %s illisible : %w", name, err)
	}
	defer it.Close()
	var rows [][]string
	blank := 0 // rows without any text since the last one that has some
	for n := 0; it.Next(); n++ {
		cols, err := it.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, fmt.Errorf("feuille %s, ligne %d illisible : %w", name, n+1, err)
		}
		if *budget -= len(cols) + 1; *budget < 0 {
			return nil, fmt.Errorf("%w : feuille %s, trop de cellules", ErrTooBig, name)
		}
		last := len(cols)
		for last > 0 && cols[last-1] == "" {
			last--
		}
		if last == 0 {
			blank++
			continue
		}
		if n >= l.Rows {
			return nil, fmt.Errorf("%w : feuille %s, plus de %d lignes", ErrTooBig, name, l.Rows)
		}
		if last > l.Cols {
			return nil, fmt.Errorf("%w : feuille %s, ligne %d, plus de %d colonnes", ErrTooBig, name, n+1, l.Cols)
		}
		for ; blank > 0; blank-- {
			rows = append(rows, nil)
		}
		for i, c := range cols[:last] {
			if len(c) > l.Text {
				return nil, fmt.Errorf("%w : %s!%s, texte de plus de %d octets", ErrTooBig, name, cellName(n, i), l.Text)
			}
		}
		rows = append(rows, append([]string(nil), cols[:last]...))
	}
	if err := it.Error(); err != nil {
		return nil, fmt.Errorf("feuille %s illisible : %w", name, err)
	}
	return rows, nil
}

// Sheet returns the sheet of a name, whatever the case and accents; false when there is none.
func (w Workbook) Sheet(name string) (Sheet, bool) {
	for _, s := range w.Sheets {
		if fr.Fold(s.Name) == fr.Fold(name) {
			return s, true
		}
	}
	return Sheet{}, false
}
