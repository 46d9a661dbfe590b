package text

import (
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
)

const sep = "  "

// side is the setting of a text in its column.
type side uint8

const (
	left side = iota
	right
	centre
)

// entry is one text of a sheet of aligned texts.
type entry struct {
	text string
	span int
	side side
}

// sheet is aligned texts: heads, and rows that are either entries or a line across.
type sheet struct {
	heads []entry
	rows  [][]entry
	// cut tells, by row, whether a rule stands above it.
	cut map[int]bool
}

func (p *printer) table(t doc.Table) {
	if t.Title != "" {
		p.line(t.Title)
	}
	var cols []int
	for i, c := range t.Columns {
		if c.OnPaper() {
			cols = append(cols, i)
		}
	}
	s := sheet{cut: map[int]bool{}}
	for _, i := range cols {
		s.heads = append(s.heads, entry{t.Columns[i].Title, 1, sideOf(doc.Cell{}, t.Columns[i].Kind)})
	}
	for _, r := range t.Rows {
		if r.Style == doc.Total {
			s.cut[len(s.rows)] = true
		}
		s.rows = append(s.rows, tableRow(t, r))
	}
	p.sheet(s)
}

// tableRow lays the cells of a row on the printed columns.
func tableRow(t doc.Table, r doc.Row) []entry {
	var out []entry
	col := 0
	indented := false
	for _, c := range r.Cells {
		if col >= len(t.Columns) {
			break
		}
		span := max(c.Span, 1)
		shown := 0
		for k := col; k < min(col+span, len(t.Columns)); k++ {
			if t.Columns[k].OnPaper() {
				shown++
			}
		}
		if shown > 0 {
			e := entry{marks[c.Style] + c.Label(), shown, sideOf(c, t.Columns[col].Kind)}
			if !indented && c.Kind == doc.Text && e.side == left {
				e.text, indented = strings.Repeat("  ", min(max(r.Indent, 0), 4))+e.text, true
			}
			if r.Style == doc.Section && len(out) == 0 {
				e.text = "▪ " + e.text
			}
			out = append(out, e)
		}
		col += span
	}
	return out
}

// sideOf is where a cell stands: figures right, centred texts in the middle, a text in a column of figures right too.
func sideOf(c doc.Cell, column doc.Kind) side {
	k := c.Kind
	if k == doc.Text && c.Span <= 1 {
		k = column
	}
	switch k {
	case doc.Amount, doc.Percent, doc.Number, doc.Int:
		return right
	case doc.Centre:
		return centre
	}
	return left
}

func (p *printer) sheet(s sheet) {
	w := make([]int, len(s.heads))
	for i, h := range s.heads {
		w[i] = width(h.text)
	}
	for _, r := range s.rows {
		col := 0
		for _, e := range r {
			if e.span == 1 && col < len(w) {
				w[col] = max(w[col], width(e.text))
			}
			col += e.span
		}
	}
	total := max(0, len(w)-1) * len(sep)
	for _, n := range w {
		total += n
	}
	if len(w) > 0 && width(headText(s.heads)) > 0 {
		p.entries(s.heads, w)
		p.line(strings.Repeat("─", total))
	}
	for i, r := range s.rows {
		if s.cut[i] {
			p.line(strings.Repeat("─", total))
		}
		p.entries(r, w)
	}
}

func headText(heads []entry) string {
	var b strings.Builder
	for _, h := range heads {
		b.WriteString(h.text)
	}
	return b.String()
}

// entries prints one row, on as many lines as its tallest entry.
func (p *printer) entries(row []entry, w []int) {
	height := 1
	for _, e := range row {
		height = max(height, strings.Count(e.text, "\n")+1)
	}
	for l := range height {
		var b strings.Builder
		col := 0
		for _, e := range row {
			n := (min(e.span, len(w)-col) - 1) * len(sep)
			for k := col; k < min(col+e.span, len(w)); k++ {
				n += w[k]
			}
			if col > 0 {
				b.WriteString(sep)
			}
			b.WriteString(set(nth(e.text, l), n, e.side))
			col += e.span
		}
		p.line(b.String())
	}
}

func set(s string, n int, to side) string {
	if to == centre {
		s = strings.Repeat(" ", max(0, n-width(s))/2) + s
	}
	return pad(s, n, to == right)
}

// nth returns line n of a text, or "".
func nth(s string, n int) string {
	lines := strings.Split(s, "\n")
	if n < len(lines) {
		return lines[n]
	}
	return ""
}

func (p *printer) board(b doc.Board) {
	s := sheet{}
	for _, c := range b.Columns {
		s.heads = append(s.heads, entry{c.Title, 1, sideOf(doc.Cell{}, c.Kind)})
	}
	for _, st := range b.Strips {
		var row []entry
		if st.Banner != "" {
			row = append(row, entry{"■ " + st.Banner, max(1, len(b.Columns)), left})
		} else {
			for i, c := range st.Cells {
				if i < len(b.Columns) {
					row = append(row, entry{c, 1, sideOf(doc.Cell{}, b.Columns[i].Kind)})
				}
			}
		}
		s.rows = append(s.rows, row)
	}
	p.sheet(s)
}

func (p *printer) grid(g doc.Grid) {
	tails := len(g.TailHeads)
	for _, r := range g.Rows {
		tails = max(tails, len(r.Tail))
	}
	s := sheet{heads: []entry{{g.Corner, 1, left}}}
	for _, h := range g.Heads {
		s.heads = append(s.heads, entry{strings.ReplaceAll(h, " ", "\n"), 1, centre}) // a day "lun. 02/03" on two lines
	}
	for i := range tails {
		s.heads = append(s.heads, entry{at(g.TailHeads, i), 1, right})
	}
	for _, r := range g.Rows {
		row := []entry{{r.Label, 1, left}}
		for i := range g.Heads {
			text := ""
			if i < len(r.Cells) {
				if text = r.Cells[i].Text; text == "" && r.Cells[i].Fill != "" {
					text = "■"
				}
			}
			row = append(row, entry{text, 1, centre})
		}
		for i := range tails {
			row = append(row, entry{at(r.Tail, i), 1, right})
		}
		s.rows = append(s.rows, row)
	}
	p.sheet(s)
}

func at(s []string, i int) string {
	if i < len(s) {
		return s[i]
	}
	return ""
}
