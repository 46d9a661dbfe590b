package xlsx

import (
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/money"
)

// board writes strips as filled rows.
func (b *book) board(s *sheet, bo doc.Board) error {
	row := s.next(1)
	for i, c := range bo.Columns {
		if err := b.put(s, row, i, c.Title, style{bold: true, ink: accent, align: alignOf(c.Kind), wrap: true, bottom: 2}); err != nil {
			return err
		}
		s.shown[i] = true
		s.widen(i, float64(longestWord(c.Title))*1.15+2)
	}
	s.opened(row, 0)
	row++
	for _, st := range bo.Strips {
		k := style{fill: colour(st.Fill), bottom: 1, unlocked: true}
		ink := st.Ink
		if st.Banner != "" && ink == "" {
			ink = "#FFFFFF"
		}
		k.ink = colour(doc.Readable(st.Fill, ink))
		if st.Banner != "" {
			k.bold = true
			if err := b.put(s, row, 0, st.Banner, k); err != nil {
				return err
			}
			for i := 1; i < len(bo.Columns); i++ {
				if err := b.put(s, row, i, nil, k); err != nil {
					return err
				}
			}
			row++
			continue
		}
		for i := range bo.Columns {
			k := k
			k.align = alignOf(bo.Columns[i].Kind)
			text := ""
			if i < len(st.Cells) {
				text = st.Cells[i]
			}
			k.wrap = len(text) > 40
			if err := b.put(s, row, i, text, k); err != nil {
				return err
			}
			s.fitText(i, doc.S(text))
		}
		row++
	}
	return nil
}

// grid writes a matrix of small filled cells under turned heads.
func (b *book) grid(s *sheet, g doc.Grid) error {
	row := s.next(1)
	if err := b.gridHeads(s, g, row); err != nil {
		return err
	}
	s.opened(row, 1)
	for i, r := range g.Rows {
		if err := b.gridRow(s, g, r, row+1+i); err != nil {
			return err
		}
	}
	return nil
}

// gridHeads writes the corner and the heads of a grid; heads longer than what stands under them are turned.
func (b *book) gridHeads(s *sheet, g doc.Grid, row int) error {
	head := style{bold: true, ink: accent, bottom: 2}
	if err := b.put(s, row, 0, g.Corner, head); err != nil {
		return err
	}
	s.shown[0] = true
	s.widen(0, 18)
	widest, longest := 1, 1
	for _, h := range g.Heads {
		longest = max(longest, utf8.RuneCountInString(h))
	}
	for _, r := range g.Rows {
		for _, c := range r.Cells {
			widest = max(widest, utf8.RuneCountInString(c.Text))
		}
	}
	turned := longest > widest+2
	wide := float64(widest) + 2
	if !turned {
		wide = max(wide, float64(longest)+1.5)
	}
	for i, h := range g.Heads {
		k := head
		k.turned, k.align = turned, "center"
		if err := b.put(s, row, 1+i, h, k); err != nil {
			return err
		}
		s.shown[1+i] = true
		s.widen(1+i, max(wide, 3.5))
	}
	if turned {
		s.heights[row] = min(float64(longest)*5.6+10, 160)
	}
	for i, h := range g.TailHeads {
		k := head
		k.align = "right"
		if err := b.put(s, row, 1+len(g.Heads)+i, h, k); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) gridRow(s *sheet, g doc.Grid, r doc.GridRow, row int) error {
	if err := b.put(s, row, 0, r.Label, style{bottom: 1, unlocked: true}); err != nil {
		return err
	}
	s.widen(0, min(float64(utf8.RuneCountInString(r.Label))+2, 40))
	for i := range g.Heads {
		c := doc.GridCell{}
		if i < len(r.Cells) {
			c = r.Cells[i]
		}
		k := style{fill: colour(c.Fill), align: "center", bottom: 1, unlocked: true}
		if k.fill != "" {
			k.ink = colour(doc.Readable(c.Fill, ""))
		}
		if err := b.put(s, row, 1+i, c.Text, k); err != nil {
			return err
		}
	}
	for i, t := range r.Tail {
		col := 1 + len(g.Heads) + i
		s.shown[col] = true
		s.widen(col, max(8, float64(utf8.RuneCountInString(t))+2))
		var v any = t
		if d, err := money.Parse(t); err == nil && !strings.ContainsAny(t, "€eE") {
			v = number(d)
		}
		if err := b.put(s, row, col, v, style{bold: true, align: "right", bottom: 1, unlocked: true}); err != nil {
			return err
		}
	}
	return nil
}

// gantt writes a table of labels and dates.
func (b *book) gantt(s *sheet, g doc.Gantt) error {
	t := doc.Table{Title: g.Title, Columns: []doc.Column{
		{Title: "Ligne"}, {Title: "Libellé"}, {Title: "Début", Kind: doc.Date}, {Title: "Fin", Kind: doc.Date}, {Title: "Jours",
			Kind: doc.Int},
	}}
	for _, r := range g.Rows {
		for i, bar := range r.Bars {
			label := doc.S(r.Label)
			if i > 0 {
				label = doc.S("")
			}
			days := doc.Cell{}
			if n := bar.Span.Days(); n > 0 {
				days = doc.N(n)
			}
			t.Rows = append(t.Rows, doc.Row{Style: r.Style, Cells: []doc.Cell{
				label, doc.S(bar.Label).On(bar.Fill), doc.D(bar.Span.From), doc.D(bar.Span.To), days,
			}})
		}
		if len(r.Bars) == 0 {
			t.Rows = append(t.Rows, doc.Row{Style: r.Style, Cells: []doc.Cell{doc.S(r.Label)}})
		}
	}
	return b.table(s, t)
}

// placedChart is a chart and the rows of its numbers.
type placedChart struct {
	c    doc.Chart
	head int // row of the series names, from 0
}

// chart writes the numbers of a chart as a small table; write adds the picture beside it.
func (b *book) chart(s *sheet, c doc.Chart) error {
	title := c.Title
	if c.Unit != "" {
		title += " (" + c.Unit + ")"
	}
	t := doc.Table{Title: title, Columns: []doc.Column{{Title: "Libellé"}}}
	for _, series := range c.Series {
		name := series.Name
		if name == "" {
			name = "Valeur"
		}
		t.Columns = append(t.Columns, doc.Column{Title: name, Kind: doc.Number})
	}
	for i, l := range c.Labels {
		row := doc.Row{Cells: []doc.Cell{doc.S(l)}}
		for _, series := range c.Series {
			cell := doc.Cell{}
			if i < len(series.Values) {
				if cell = doc.Num(series.Values[i], -1); c.Unit == "€" {
					cell = doc.Eur(series.Values[i])
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	start := s.next(1)
	if err := b.table(s, t); err != nil {
		return err
	}
	for _, m := range c.Marks {
		if m.Index >= 0 && m.Index < len(c.Labels) && m.Text != "" {
			if err := b.put(s, s.next(0), 0, c.Labels[m.Index]+" : "+m.Text, style{ink: grey}); err != nil {
				return err
			}
		}
	}
	if len(c.Labels) == 0 || len(c.Series) == 0 || len(c.Series) > 50 {
		return nil
	}
	head := start
	if title != "" {
		head++
	}
	s.charts = append(s.charts, placedChart{c: c, head: head})
	for len(s.rows) < head+17 { // room for the picture
		s.rows = append(s.rows, nil)
	}
	return nil
}
