package follow

import (
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

const (
	maxFile    = 32 << 20 // bytes of a file of movements
	maxRecords = 500_000
	maxAbove   = 40 // rows looked at for the titles
	maxBreaks  = 20 // line breaks inside a quoted field
)

// record is a row of a table: its line in the file, from 1 (from 0 in a workbook), and its cells.
type record struct {
	line  int
	cells []string
}

func (r record) blank() bool { return strings.TrimSpace(strings.Join(r.cells, "")) == "" }

// table is a delimited text of unknown habits, once read: the titles, then the rows that are not empty lines.
type table struct {
	head  record
	rows  []record
	above []record // what stands above the titles
	sep   byte
}

// tableForm is what is known of a delimited text. With quotes, a quote opens a field if the first quote after it that is not
// doubled stands before a separator or the end of the line; without, a quote is a letter.
type tableForm struct {
	separators string
	quotes     bool
	isHead     func(cells []string) bool
}

// readTable reads a delimited text: a first line "sep=;" says its separator, the titles stand wherever isHead finds them in the
// first rows; UTF-8, UTF-16 or an older encoding.
func readTable(r io.Reader, name string, form tableForm) (table, moteur.Report, error) {
	var found moteur.Report
	raw, err := decode.All(r, maxFile)
	if err != nil {
		return table{}, found, fmt.Errorf("%s : %w : %w", name, ErrFile, err)
	}
	text, repairs := decode.Text(raw, name)
	found.Issues = repairs
	lines := strings.Split(text, "\n")
	if len(lines) > maxRecords {
		return table{}, found, fmt.Errorf("%s : %w : plus de %d lignes", name, ErrFile, maxRecords)
	}
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	t, start := form.head(lines)
	if start == 0 {
		return table{}, found, nil
	}
	t.body(lines, start, form.quotes)
	return t, found, nil
}

// head looks for the titles in the first lines and returns the index of the line after them, 0 when there are none.
func (form tableForm) head(lines []string) (table, int) {
	separators, from := form.separators, 0
	if s, ok := strings.CutPrefix(lines[0], "sep="); ok && len(s) == 1 {
		separators, from = s, 1
	}
	t := table{}
	for i := from; i < min(len(lines), from+maxAbove); i++ {
		for _, sep := range []byte(separators) {
			cells, _ := split(lines[i], sep, form.quotes)
			if form.isHead(cells) && len(cells) > len(t.head.cells) {
				t.head, t.sep = record{i + 1, cells}, sep
			}
		}
		if t.sep != 0 {
			return t, i + 1
		}
		if strings.TrimSpace(lines[i]) != "" {
			t.above = append(t.above, record{i + 1, []string{lines[i]}})
		}
	}
	return table{}, 0
}

// body reads the rows below the titles. A row narrower than them, with a quote left open, takes the lines that follow when they
// complete it exactly.
func (t *table) body(lines []string, start int, quotes bool) {
	for i := start; i < len(lines); i++ {
		row := record{line: i + 1}
		var open bool
		row.cells, open = split(lines[i], t.sep, quotes)
		if open && len(row.cells) < len(t.head.cells) {
			if cells, n := t.join(lines[i:]); n > 0 {
				row.cells = cells
				i += n
			}
		}
		if len(row.cells) > 1 || !row.blank() {
			t.rows = append(t.rows, row)
		}
	}
}

// join reads a row whose quoted field holds line breaks, and returns how many lines it adds to the first; 0 when nothing
// completes it.
func (t *table) join(lines []string) ([]string, int) {
	for n := 1; n <= maxBreaks && n < len(lines); n++ {
		cells, open := split(strings.Join(lines[:n+1], "\n"), t.sep, true)
		if !open && len(cells) == len(t.head.cells) {
			return cells, n
		}
	}
	return nil, 0
}

// split cuts a line into fields; open tells that a field starts with a quote that nothing closes.
func split(line string, sep byte, quotes bool) (cells []string, open bool) {
	for {
		if quotes && strings.HasPrefix(line, `"`) {
			text, rest, closed, unended := quoted(line, sep)
			open = open || unended
			if closed {
				cells = append(cells, text)
				if rest == "" {
					return cells, open
				}
				line = rest[1:]
				continue
			}
		}
		cell, rest, more := strings.Cut(line, string(rune(sep)))
		cells = append(cells, cell)
		if !more {
			return cells, open
		}
		line = rest
	}
}

// quoted reads the field that a quote opens: its text and what follows, from the separator on. It is closed when the first
// quote that is not doubled stands before a separator or the end; unended when there is no such quote.
func quoted(line string, sep byte) (text, rest string, closed, unended bool) {
	for i := 1; i < len(line); i++ {
		if line[i] != '"' {
			continue
		}
		switch next := line[i+1:]; {
		case strings.HasPrefix(next, `"`):
			i++
		case next == "" || next[0] == sep:
			return strings.ReplaceAll(line[1:i], `""`, `"`), next, true, false
		default:
			return "", "", false, false
		}
	}
	return "", "", false, true
}

// tellAbove notices the rows above the titles: nothing reads them.
func tellAbove(r *moteur.Report, above []record, place func(row, col int) string) {
	for _, row := range above {
		if text := strings.TrimSpace(strings.Join(row.cells, " ")); text != "" {
			r.Notef(place(row.line, 0), "budget/row-unread", "La ligne au-dessus des titres n'est pas lue : « %s ».", fr.Clip(text))
		}
	}
}
