package xlsx

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// placedTable is a table and the place of its cells.
type placedTable struct {
	t     doc.Table
	sheet *sheet
	cols  []int          // sheet column of each table column, -1 when it is for paper only
	first int            // sheet row of its first row
	byRow map[string]int // row number of each key; -1 when the key names several rows
	byCol map[string]int
}

// lay places the blocks on their sheets.
func (b *book) lay(blocks []doc.Block) error {
	var prose []doc.Block // waits for the sheet of the next table
	var last *sheet
	var walk func(blocks []doc.Block) error
	walk = func(blocks []doc.Block) error {
		for _, bl := range blocks {
			name, bears := "", true
			switch bl := bl.(type) {
			case doc.Side:
				for _, c := range bl.Columns {
					if err := walk(c); err != nil {
						return err
					}
				}
				continue
			case doc.Table:
				name = bl.Sheet
			case doc.Board:
				name = bl.Sheet
			case doc.Grid:
				name = bl.Sheet
			case doc.Gantt:
				name = bl.Sheet
			case doc.Chart:
				if name = bl.Sheet; name == "" {
					name = "Graphiques"
				}
			default:
				bears = false
			}
			if !bears {
				prose = append(prose, bl)
				continue
			}
			s, err := b.sheetOf(name)
			if err != nil {
				return err
			}
			last = s
			for _, p := range prose {
				if err := b.prose(s, p); err != nil {
					return err
				}
			}
			prose = nil
			if err := b.body(s, bl); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(blocks); err != nil {
		return err
	}
	if last == nil {
		s, err := b.sheetOf("")
		if err != nil {
			return err
		}
		last = s
	}
	for _, p := range prose {
		if err := b.prose(last, p); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) body(s *sheet, bl doc.Block) error {
	switch bl := bl.(type) {
	case doc.Table:
		return b.table(s, bl)
	case doc.Board:
		return b.board(s, bl)
	case doc.Grid:
		return b.grid(s, bl)
	case doc.Gantt:
		return b.gantt(s, bl)
	case doc.Chart:
		return b.chart(s, bl)
	}
	return nil
}

// put writes a text or value with a style.
func (b *book) put(s *sheet, row, col int, v any, k style) error {
	if t, ok := v.(string); ok {
		if t = cleanText(t); t == "" {
			v = nil
		} else {
			v, k.quote = t, risky(t)
		}
	}
	id, err := b.id(k)
	if err != nil {
		return err
	}
	if k.wrap {
		s.wrapped = append(s.wrapped, [2]int{row, col})
	}
	return s.set(row, col, excelize.Cell{StyleID: id, Value: v})
}

// head prints the title and identity on top of a sheet.
func (b *book) head(s *sheet) error {
	if err := b.put(s, 0, 0, b.d.Title, style{bold: true, size: 14, ink: accent}); err != nil {
		return err
	}
	date := ""
	if !b.d.Date.IsZero() {
		date = fr.Date(b.d.Date)
	}
	var facts []string
	for _, f := range []string{b.d.Film, b.d.Company, date, b.d.Version, b.d.Watermark} {
		if f != "" {
			facts = append(facts, f)
		}
	}
	if err := b.put(s, 1, 0, strings.Join(facts, " · "), style{ink: grey}); err != nil {
		return err
	}
	if len(b.sheets) == 1 && b.d.Subtitle != "" {
		return b.put(s, 2, 0, b.d.Subtitle, style{ink: grey})
	}
	return nil
}

// next is the row where the next block starts, one row left blank.
func (s *sheet) next(gap int) int { return len(s.rows) + gap }

func (b *book) prose(s *sheet, bl doc.Block) error {
	switch bl := bl.(type) {
	case doc.Heading:
		size := []float64{13, 12, 11}[min(max(bl.Level, 1), 3)-1]
		return b.put(s, s.next(1), 0, bl.Text, style{bold: true, size: size, ink: accent})
	case doc.Para:
		s.prose = append(s.prose, s.next(0))
		return b.put(s, s.next(0), 0, bl.Text, style{bold: bl.Style == doc.Strong, ink: inkOf(bl.Style), wrap: true})
	case doc.Bullets:
		for _, item := range bl.Items {
			s.prose = append(s.prose, s.next(0))
			if err := b.put(s, s.next(0), 0, "– "+item, style{wrap: true}); err != nil {
				return err
			}
		}
	case doc.Fields:
		for _, f := range bl.Items {
			if err := b.field(s, f.Label, f.Value, f.Style); err != nil {
				return err
			}
		}
	case doc.Figures:
		for _, f := range bl.Items {
			value := f.Value
			if f.Note != "" {
				value += " (" + f.Note + ")"
			}
			if err := b.field(s, f.Label, value, f.Style); err != nil {
				return err
			}
		}
	case doc.Play:
		for _, para := range bl.Paras {
			s.prose = append(s.prose, s.next(0))
			text := strings.TrimSpace(para.Margin + " " + para.Text() + " " + para.Edge)
			if err := b.put(s, s.next(0), 0, text, style{wrap: true}); err != nil {
				return err
			}
		}
	case doc.Signatures:
		place, date := bl.Place, "……"
		if place == "" {
			place = "……"
		}
		if !bl.Date.IsZero() {
			date = fr.Date(bl.Date)
		}
		if err := b.put(s, s.next(1), 0, "Fait à "+place+", le "+date, style{}); err != nil {
			return err
		}
		for _, n := range bl.Names {
			if err := b.put(s, s.next(0), 0, strings.ReplaceAll(n, "\n", " "), style{}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *book) field(s *sheet, label, value string, st doc.Style) error {
	row := s.next(0)
	if err := b.put(s, row, 0, label+" : "+value, style{ink: inkOf(st), bold: st == doc.Strong || st == doc.Alert}); err != nil {
		return err
	}
	return nil
}

// opened notes that a block with column heads starts at a row.
func (s *sheet) opened(headRow, freezeCols int) {
	s.bodies++
	if s.bodies == 1 {
		s.headRow, s.headCol = headRow+1, freezeCols
	}
}

func (b *book) table(s *sheet, t doc.Table) error {
	pt, n := place(s, t)
	b.tables = append(b.tables, pt)
	if t.Key != "" {
		b.byKey[t.Key] = append(b.byKey[t.Key], pt)
	}
	s.protected = s.protected || t.Protected
	if n == 0 {
		return nil
	}
	row := s.next(1)
	if t.Title != "" {
		if err := b.put(s, row, 0, t.Title, style{bold: true, size: 11}); err != nil {
			return err
		}
		row++
	}
	row, err := b.heads(pt, row)
	if err != nil {
		return err
	}
	pt.first = row
	s.usual = n
	for i, r := range t.Rows {
		once(pt.byRow, r.Key, i)
		if err := b.row(pt, r, row+i, n); err != nil {
			return err
		}
	}
	return nil
}

// place gives each column of a table that the workbook holds its column of the sheet, and counts them.
func place(s *sheet, t doc.Table) (*placedTable, int) {
	pt := &placedTable{t: t, sheet: s, cols: make([]int, len(t.Columns)), byRow: map[string]int{}, byCol: map[string]int{}}
	n := 0
	for i, c := range t.Columns {
		if c.PaperOnly {
			pt.cols[i] = -1
			continue
		}
		pt.cols[i] = n
		once(pt.byCol, c.Key, i)
		if c.Hidden {
			s.hidden[n] = true
		} else {
			s.shown[n] = true
		}
		n++
	}
	return pt, n
}

// once indexes a key; a key given twice names nothing.
func once(index map[string]int, key string, i int) {
	if key == "" {
		return
	}
	if _, twice := index[key]; twice {
		i = -1
	}
	index[key] = i
}

// heads writes the titles of the columns, where there are any, and returns the row after them.
func (b *book) heads(pt *placedTable, row int) (int, error) {
	s, t := pt.sheet, pt.t
	if !slices.ContainsFunc(t.Columns, func(c doc.Column) bool { return c.Title != "" && !c.PaperOnly }) {
		return row, nil
	}
	for i, c := range t.Columns {
		if pt.cols[i] < 0 {
			continue
		}
		head := style{bold: true, ink: accent, align: alignOf(c.Kind), wrap: true, bottom: 2}
		if err := b.put(s, row, pt.cols[i], c.Title, head); err != nil {
			return row, err
		}
		s.widen(pt.cols[i], float64(longestWord(c.Title))*1.15+2)
	}
	s.opened(row, 0)
	return row + 1, nil
}

// row writes the cells of a table row; blank cells of a band are filled too.
func (b *book) row(pt *placedTable, r doc.Row, row, width int) error {
	s := pt.sheet
	col := 0
	covered := 0 // sheet columns written
	indented := false
	for _, c := range r.Cells {
		if col >= len(pt.t.Columns) {
			break
		}
		span := max(c.Span, 1)
		end := len(pt.t.Columns)
		if span < end-col {
			end = col + span
		}
		first, count := -1, 0
		for k := col; k < end; k++ {
			if pt.cols[k] >= 0 {
				if first < 0 {
					first = pt.cols[k]
				}
				count++
			}
		}
		if count == 0 {
			col = end
			continue
		}
		k := rowStyle(pt.t, r, c, pt.t.Columns[col].Kind, span)
		if !indented && c.Kind == doc.Text && k.align == "" {
			k.indent, indented = min(max(r.Indent, 0), 4), true
		}
		if err := b.cell(s, row, first, c, k); err != nil {
			return err
		}
		for i := 1; i < count; i++ {
			k := k
			k.quote = false
			if err := b.put(s, row, first+i, nil, k); err != nil {
				return err
			}
		}
		if count > 1 {
			s.merges = append(s.merges, [4]int{row, first, row, first + count - 1})
		} else if len(s.rows) < 2000 || c.IsValue {
			s.fitText(first, c)
		}
		covered = first + count
		col = end
	}
	if r.Style == doc.Subtotal || r.Style == doc.Total || r.Style == doc.Section {
		for ; covered < width; covered++ {
			if err := b.put(s, row, covered, nil, rowStyle(pt.t, r, doc.Cell{}, doc.Text, 1)); err != nil {
				return err
			}
		}
	}
	for len(s.rows) <= row { // a row without cells still takes its place
		s.rows = append(s.rows, nil)
	}
	return nil
}

// fitText widens a column for the text of a cell, within reason: longer texts wrap.
func (s *sheet) fitText(col int, c doc.Cell) {
	n := 0
	switch {
	case !c.IsValue || c.Kind == doc.Text || c.Kind == doc.Centre:
		for l := range strings.SplitSeq(c.Text, "\n") {
			n = max(n, min(utf8.RuneCountInString(l)+2, 46))
		}
	case c.Kind == doc.Date:
		n = 12
	default: // whole digits and their spaces, sign and air, decimals, the euro sign
		whole := min(max(c.Number.NumDigits()+int(c.Number.Exponent()), 1), 40)
		n = whole + whole/3 + 3
		switch c.Kind {
		case doc.Amount:
			n += 5
		case doc.Percent:
			n += 4
		case doc.Number:
			n += 1 + places(c, c.Number)
		}
	}
	s.widen(col, float64(n))
}

func rowStyle(t doc.Table, r doc.Row, c doc.Cell, column doc.Kind, span int) style {
	kind := c.Kind
	if kind == doc.Text && span == 1 {
		kind = column
	}
	st := c.Style
	if st == doc.Normal {
		st = r.Style
	}
	k := style{align: alignOf(kind), ink: inkOf(st), bottom: 1, bold: st == doc.Strong || st == doc.Alert, unlocked: !t.Protected ||
		c.Input}
	switch r.Style {
	case doc.Subtotal:
		k.fill, k.bold = band, true
	case doc.Total:
		k.fill, k.bold, k.ink, k.bottom = accent, true, white, 0
	case doc.Section:
		k.bold, k.ink = true, accent
	}
	if c.Input {
		k.fill = tint
		if k.ink == white {
			k.ink = ""
		}
	}
	if f := colour(c.Fill); f != "" {
		k.fill = f
		wish := doc.Colour("")
		if k.ink != "" {
			wish = doc.Colour("#" + k.ink)
		}
		k.ink = colour(doc.Readable(c.Fill, wish))
	}
	k.format = formatOf(c)
	k.wrap = c.Kind == doc.Text && len(c.Text) > 40 || strings.Contains(c.Text, "\n")
	return k
}

func alignOf(k doc.Kind) string {
	switch k {
	case doc.Amount, doc.Percent, doc.Number, doc.Int:
		return "right"
	case doc.Centre, doc.Date:
		return "center"
	}
	return ""
}

// cell writes a typed cell. Its formula is put in the notation of the document; resolve translates it.
func (b *book) cell(s *sheet, row, col int, c doc.Cell, k style) error {
	v := value(c)
	if t, ok := v.(string); ok && risky(t) {
		k.quote = true
	}
	recent := &b.recent[col%len(b.recent)]
	if recent.id == 0 || recent.style != k {
		id, err := b.id(k)
		if err != nil {
			return err
		}
		recent.style, recent.id = k, id
	}
	if k.wrap {
		s.wrapped = append(s.wrapped, [2]int{row, col})
	}
	return s.set(row, col, excelize.Cell{StyleID: recent.id, Value: v, Formula: c.Formula})
}

// value is what the file keeps: numbers as numbers, dates as serial days, the rest as text.
func value(c doc.Cell) any {
	if !c.IsValue || c.Kind == doc.Text || c.Kind == doc.Centre {
		if c.Text == "" || c.Formula != "" {
			return nil
		}
		return cleanText(c.Text)
	}
	if c.Kind == doc.Date {
		if n, ok := serial(c.Date); ok {
			return n
		}
		return c.Date.String()
	}
	return number(c.Number)
}

// number is a decimal as a spreadsheet holds it; one that no spreadsheet holds is kept as text.
func number(d decimal.Decimal) any {
	if e := d.Exponent(); e > 300 || e < -300 {
		return d.Coefficient().String() + "e" + decimal.NewFromInt32(e).String()
	}
	f := d.InexactFloat64()
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return d.String()
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return int64(f)
	}
	return f
}

// serial is the number of days that a spreadsheet writes for a date; false before March 1900, where they disagree.
func serial(d moteur.Date) (int, bool) {
	n := d.Sub(moteur.NewDate(1899, 12, 30))
	return n, !d.IsZero() && n >= 61
}

func longestWord(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		n = max(n, utf8.RuneCountInString(w))
	}
	return n
}
