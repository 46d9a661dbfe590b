package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/moteur-film/moteur/internal/doc"
)

// write sends one sheet to the file. The order of the calls is the one excelize needs: the stream's settings, the rows, the
// merges, then the dress of the sheet, then Flush.
func (b *book) write(s *sheet) error {
	if s == b.sheets[0] {
		if err := b.f.SetSheetName("Sheet1", s.name); err != nil {
			return err
		}
	} else if _, err := b.f.NewSheet(s.name); err != nil {
		return err
	}
	b.fitProse(s)
	s.fitRows()
	no := false
	fit := true
	if err := b.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := b.f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
		return err
	}
	sw, err := b.f.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	if err := s.columns(sw); err != nil {
		return err
	}
	if err := s.cells(sw); err != nil {
		return err
	}
	for _, m := range s.merges {
		if err := sw.MergeCell(cellName(m[0], m[1]), cellName(m[2], m[3])); err != nil {
			return err
		}
	}
	if err := b.dress(s); err != nil {
		return err
	}
	return sw.Flush()
}

// columns freezes the heads of a sheet and sets the widths of its columns.
func (s *sheet) columns(sw *excelize.StreamWriter) error {
	if s.bodies == 1 && s.headRow > 0 && s.headRow <= 14 {
		p := &excelize.Panes{Freeze: true, YSplit: s.headRow, XSplit: s.headCol, TopLeftCell: cellName(s.headRow, s.headCol),
			ActivePane: "bottomLeft"}
		if s.headCol > 0 {
			p.ActivePane = "bottomRight"
		}
		if err := sw.SetPanes(p); err != nil {
			return err
		}
	}
	// The last column first: excelize puts each column before the others, and spreadsheets want them in order.
	for i := len(s.widths) - 1; i >= 0; i-- {
		if s.widths[i] > 0 {
			if err := sw.SetColWidth(i+1, i+1, min(max(s.widths[i], 3), 60)); err != nil {
				return err
			}
		}
		if s.hidden[i] && !s.shown[i] {
			if err := sw.SetColVisible(i+1, i+1, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// cells writes the rows of a sheet.
func (s *sheet) cells(sw *excelize.StreamWriter) error {
	var values []any
	for i, r := range s.rows {
		if len(r) == 0 {
			continue
		}
		var opts []excelize.RowOpts
		if h := s.heights[i]; h > 0 {
			opts = append(opts, excelize.RowOpts{Height: min(h, 400)})
		}
		values = values[:0]
		for k := range r {
			if r[k].StyleID == 0 {
				values = append(values, nil)
			} else {
				values = append(values, &r[k])
			}
		}
		if err := sw.SetRow("A"+strconv.Itoa(i+1), values, opts...); err != nil {
			return err
		}
	}
	return nil
}

// fitProse gives paragraphs the width of the sheet's columns and the height they need there.
func (b *book) fitProse(s *sheet) {
	last, total := 0, 0.0
	for i, w := range s.widths {
		if s.hidden[i] && !s.shown[i] {
			continue
		}
		if last = i; w == 0 {
			w = 9
		}
		total += w
	}
	for ; total < 80 && last < 8; total += 9 {
		if last++; last < len(s.widths) && s.widths[last] > 0 {
			total += s.widths[last] - 9
		}
	}
	for _, row := range s.prose {
		text, _ := s.rows[row][0].Value.(string)
		lines := 0.0
		for l := range strings.SplitSeq(text, "\n") {
			lines += max(1, math.Ceil(float64(utf8.RuneCountInString(l))/max(total*1.05, 20)))
		}
		s.heights[row] = 13.5*lines + 1
		if last > 0 {
			s.merges = append(s.merges, [4]int{row, 0, row, last})
		}
	}
}

// fitRows gives rows the height of their wrapped texts: not every program does it on opening.
func (s *sheet) fitRows() {
	merged := map[[2]int]bool{}
	for _, m := range s.merges {
		merged[[2]int{m[0], m[1]}] = true
	}
	for _, at := range s.wrapped {
		row, col := at[0], at[1]
		text, ok := s.rows[row][col].Value.(string)
		if !ok || merged[at] || col >= len(s.widths) || s.widths[col] == 0 {
			continue
		}
		lines := 0.0
		for l := range strings.SplitSeq(text, "\n") {
			lines += max(1, math.Ceil(float64(utf8.RuneCountInString(l))/max(s.widths[col]*1.25, 3))) // a letter is narrower than a digit
		}
		if lines > 1 {
			s.heights[row] = max(s.heights[row], 13.5*lines+1.5)
		}
	}
}

// dress adds the pictures, the protection and the print settings of a sheet.
func (b *book) dress(s *sheet) error {
	for _, c := range s.charts {
		if err := b.addChart(s, c); err != nil {
			return err
		}
	}
	if s.protected {
		if err := b.f.ProtectSheet(s.name, &excelize.SheetProtectionOptions{
			SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
		}); err != nil {
			return err
		}
	}
	paper, across, down := 9, 1, 0
	orientation := "portrait"
	wide := 0.0
	for i, w := range s.widths {
		if !s.hidden[i] || s.shown[i] {
			wide += w
		}
	}
	if b.d.Page == doc.A3 {
		paper = 8
	}
	if b.d.Page != doc.Portrait || wide > 110 {
		orientation = "landscape"
	}
	if err := b.f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &across,
		FitToHeight: &down}); err != nil {
		return err
	}
	foot := b.d.Footer
	if foot == "" {
		foot = b.d.Film
	}
	foot = strings.ReplaceAll(clip(cleanText(strings.ReplaceAll(foot, "\n", " ")), 100), "&", "&&")
	if err := b.f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&L&8" + lead(foot) + "&R&8 page &P / &N"}); err != nil {
		return err
	}
	rows := "$1:$2"
	if s.bodies == 1 && s.headRow > 0 {
		rows = fmt.Sprintf("$%d:$%d", s.headRow, s.headRow)
	}
	return b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quoted(s.name) + "!" + rows, Scope: s.name})
}

// lead keeps a footer that starts with a digit from being read as a type size.
func lead(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}

// addChart draws the numbers of a chart beside their table.
func (b *book) addChart(s *sheet, pc placedChart) error {
	kinds := map[doc.ChartKind]excelize.ChartType{doc.Curve: excelize.Line, doc.Bars: excelize.Col, doc.HBars: excelize.Bar,
		doc.Stacked: excelize.ColStacked}
	n := len(pc.c.Labels)
	cells := func(col int) string {
		at := func(row int) string {
			name, _ := excelize.CoordinatesToCellName(col+1, row+1, true)
			return name
		}
		return quoted(s.name) + "!" + at(pc.head+1) + ":" + at(pc.head+n)
	}
	varied := false
	chart := &excelize.Chart{VaryColors: &varied, Type: kinds[pc.c.Kind], Legend: excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: 560, Height: 300}}
	if pc.c.Kind == doc.HBars {
		chart.XAxis.ReverseOrder = true // the first label on top, as on paper
	}
	if len(pc.c.Series) == 1 {
		chart.Legend.Position = "none"
	}
	for i, series := range pc.c.Series {
		name, _ := excelize.CoordinatesToCellName(i+2, pc.head+1, true)
		c := colour(series.Colour)
		if c == "" {
			c = palette[i%len(palette)]
		}
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c}}
		line := excelize.LineOptions{Fill: fill, Width: 2}
		chart.Series = append(chart.Series, excelize.ChartSeries{Name: quoted(s.name) + "!" + name, Categories: cells(0),
			Values: cells(i + 1), Fill: fill, Line: line})
	}
	return b.f.AddChart(s.name, cellName(pc.head, len(pc.c.Series)+2), chart)
}
