package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Cell returns the raw text of a cell, "" beyond the sheet. Rows and columns count from 0.
func (s Sheet) Cell(row, col int) string {
	if row < 0 || row >= len(s.Rows) || col < 0 || col >= len(s.Rows[row]) {
		return ""
	}
	return s.Rows[row][col]
}

// Ref names a cell for people: "Devis!F12".
func (s Sheet) Ref(row, col int) string { return s.Name + "!" + cellName(row, col) }

// Head is the row of column titles of a table in a sheet, found by Find.
type Head struct {
	Sheet Sheet
	Row   int // from 0
	cols  map[string]int
}

// Find looks for the row that holds all the titles, whatever their order, case and accents; other columns may stand between
// them. A title that occurs twice names its first column. False when no row holds them all.
func (s Sheet) Find(titles ...string) (Head, bool) { return s.FindFrom(0, titles...) }

// FindFrom is Find from a row on, for sheets that hold several tables.
func (s Sheet) FindFrom(row int, titles ...string) (Head, bool) {
	for r := max(row, 0); r < len(s.Rows) && len(titles) > 0; r++ {
		cols := make(map[string]int, len(s.Rows[r]))
		for c, text := range s.Rows[r] {
			if key := fr.Fold(text); key != "" {
				if _, twice := cols[key]; !twice {
					cols[key] = c
				}
			}
		}
		all := true
		for _, t := range titles {
			_, ok := cols[fr.Fold(t)]
			all = all && ok
		}
		if all {
			return Head{Sheet: s, Row: r, cols: cols}, true
		}
	}
	return Head{}, false
}

// Has tells whether the head has a column of that title.
func (h Head) Has(title string) bool { _, ok := h.cols[fr.Fold(title)]; return ok }

// End is the first row after the table: the first wholly blank row below the head, or the end of the sheet.
func (h Head) End() int {
	r := h.Row + 1
	for r < len(h.Sheet.Rows) && len(h.Sheet.Rows[r]) > 0 {
		r++
	}
	return r
}

// Text is the text of a cell, spaces trimmed; "" when the column is absent.
func (h Head) Text(row int, title string) string {
	c, ok := h.cols[fr.Fold(title)]
	if !ok {
		return ""
	}
	return strings.TrimSpace(h.Sheet.Cell(row, c))
}

// Ref names the cell of a row and title; the sheet and row when the column is absent.
func (h Head) Ref(row int, title string) string {
	c, ok := h.cols[fr.Fold(title)]
	if !ok {
		return fmt.Sprintf("%s!%d (%s)", h.Sheet.Name, row+1, title)
	}
	return h.Sheet.Ref(row, c)
}

// CellError is the error of a cell that cannot be read: it names sheet and cell.
type CellError struct {
	Ref  string // "Devis!F12"
	Text string // what the cell holds
	Want string // what was expected: "un nombre", "une date"
}

// Error is one French sentence.
func (e *CellError) Error() string {
	return fmt.Sprintf("%s : attendu %s, trouvé %q", e.Ref, e.Want, short(e.Text))
}

// Decimal reads a number, as a spreadsheet keeps it or as a person types it ("1 234,50 €", "30 %"); the noise of binary
// numbers beyond 10 decimals is rounded away. A blank cell gives zero and false. The error is a *CellError.
func (h Head) Decimal(row int, title string) (decimal.Decimal, bool, error) {
	t := h.Text(row, title)
	if t == "" {
		return decimal.Zero, false, nil
	}
	body, percent := strings.CutSuffix(t, "%")
	d, err := money.Parse(strings.TrimSpace(body))
	if err != nil {
		return decimal.Zero, false, &CellError{Ref: h.Ref(row, title), Text: t, Want: "un nombre"}
	}
	if percent {
		d = d.Shift(-2)
	}
	return d.Round(10), true, nil
}

// Int reads a whole number. A blank cell gives 0 and false. The error is a *CellError.
func (h Head) Int(row int, title string) (int, bool, error) {
	d, ok, err := h.Decimal(row, title)
	if err != nil || !ok {
		return 0, false, err
	}
	if !d.IsInteger() || d.Abs().GreaterThan(decimal.NewFromInt(1<<40)) {
		return 0, false, &CellError{Ref: h.Ref(row, title), Text: h.Text(row, title), Want: "un nombre entier"}
	}
	return int(d.IntPart()), true, nil
}

// Date reads a date: a serial day, "03/03/2026" or "2026-03-03". A blank cell gives the unset date. The error is a *CellError.
func (h Head) Date(row int, title string) (moteur.Date, error) {
	t := h.Text(row, title)
	if t == "" || t == "–" {
		return moteur.Date{}, nil
	}
	if d, err := moteur.ParseDate(t); err == nil {
		return d, nil
	}
	if len(t) == 10 && t[2] == '/' && t[5] == '/' {
		if d, err := moteur.ParseDate(t[6:] + "-" + t[3:5] + "-" + t[:2]); err == nil {
			return d, nil
		}
	}
	if n, err := strconv.ParseFloat(t, 64); err == nil && n >= 1 && n < 2_958_466 {
		base := moteur.NewDate(1899, 12, 30)
		switch {
		case h.Sheet.from1904:
			base = moteur.NewDate(1904, 1, 1)
		case n < 60:
			base = moteur.NewDate(1899, 12, 31) // before the 29 February 1900 that spreadsheets believe in
		}
		return base.AddDays(int(n)), nil
	}
	return moteur.Date{}, &CellError{Ref: h.Ref(row, title), Text: t, Want: "une date"}
}
