package xlsx

import (
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/moteur-film/moteur/internal/doc"
)

// The colours of a workbook: those of the printed page.
const (
	accent = "1F3F5B"
	grey   = "646C75"
	hair   = "D5D9DD"
	band   = "EEF1F4"
	white  = "FFFFFF"
	tint   = "FFF9E3" // cells that people may edit
)

// palette gives colours to the series of a chart that have none.
var palette = []string{"2F5D82", "C98A2B", "5E8C6A", "A4493D", "7A6A9B", "8A8F96"}

// Formats: the language tag comes before the sign, else some programs print it.
const (
	fmtEuro = `[$-40C]#,##0.00\ "€";[Red][$-40C]\-#,##0.00\ "€"`
	fmtInt  = `[$-40C]#,##0`
	fmtDate = `dd/mm/yyyy`
)

// style is the look of a cell; equal styles share one entry of the workbook.
type style struct {
	format   string
	bold     bool
	size     float64
	ink      string
	fill     string
	align    string // left, right, center
	wrap     bool
	indent   int
	bottom   uint8 // 1 hairline, 2 accent
	unlocked bool
	quote    bool
	turned   bool
}

// id returns the workbook's number of a style.
func (b *book) id(k style) (int, error) {
	if n, ok := b.styles[k]; ok {
		return n, nil
	}
	if k.size == 0 {
		k.size = 10
	}
	s := excelize.Style{
		Font:      &excelize.Font{Family: "Liberation Sans", Size: k.size, Bold: k.bold, Color: k.ink},
		Alignment: &excelize.Alignment{Horizontal: k.align, Vertical: "top", WrapText: k.wrap, Indent: k.indent},
	}
	if k.turned {
		s.Alignment.TextRotation, s.Alignment.Vertical = 90, "bottom"
	}
	if k.format != "" {
		s.CustomNumFmt = &k.format
	}
	if k.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{k.fill}}
	}
	switch k.bottom {
	case 1:
		s.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: hair}}
	case 2:
		s.Border = []excelize.Border{{Type: "bottom", Style: 2, Color: accent}}
	}
	s.Protection = &excelize.Protection{Locked: !k.unlocked}
	n, err := b.f.NewStyle(&s)
	if err != nil {
		return 0, err
	}
	if k.quote { // two looks that differ by the quote alone would share an entry
		x := b.f.Styles.CellXfs
		x.Xf = append(x.Xf, x.Xf[n])
		x.Count = len(x.Xf)
		n = len(x.Xf) - 1
		yes := true
		x.Xf[n].QuotePrefix = &yes
	}
	key := k
	if k.size == 10 {
		key.size = 0
	}
	b.styles[key] = n
	return n, nil
}

// colour is a colour of the model as the file writes it, "" when it cannot be read.
func colour(c doc.Colour) string {
	if _, _, _, ok := c.RGB(); !ok {
		return ""
	}
	return strings.ToUpper(string(c[1:]))
}

func inkOf(s doc.Style) string {
	switch s {
	case doc.Muted:
		return grey
	case doc.Warning:
		return "9A5B00"
	case doc.Alert:
		return "B3261E"
	case doc.Good:
		return "256B3E"
	}
	return ""
}

// formatOf is the number format of a cell.
func formatOf(c doc.Cell) string {
	switch c.Kind {
	case doc.Amount:
		return fmtEuro
	case doc.Int:
		return fmtInt
	case doc.Date:
		return fmtDate
	case doc.Percent:
		return zeros("0", places(c, c.Number.Shift(2))) + "%"
	case doc.Number:
		if c.Places < 0 && c.Formula != "" {
			return ""
		}
		return zeros(fmtInt, places(c, c.Number))
	}
	return ""
}

// places is the number of decimals to print: those asked for, or those the value has.
func places(c doc.Cell, v decimal.Decimal) int {
	if c.Places >= 0 {
		return int(min(c.Places, 10))
	}
	return int(min(max(-v.Exponent(), 0), 10))
}

func zeros(whole string, n int) string {
	if n == 0 {
		return whole
	}
	return whole + "." + strings.Repeat("0", n)
}
