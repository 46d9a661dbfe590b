package points

import (
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// Difference is a line of the points that changed between two sheets.
type Difference struct {
	Code        string `json:"code"`
	Label       string `json:"label"`
	Provisional Score  `json:"provisional"`
	Final       Score  `json:"final"`
	Reason      string `json:"reason"` // the final sheet's
}

// Comparison sets the provisional and the final sheet side by side, with the lines that changed.
type Comparison struct {
	Provisional Result       `json:"provisional"`
	Final       Result       `json:"final"`
	Changed     []Difference `json:"changed"`
}

// Compare sets two sheets side by side. It refuses sheets of two scales.
func Compare(provisional, final Result) (Comparison, error) {
	out := Comparison{Provisional: provisional, Final: final}
	if provisional.Scale != final.Scale {
		return out, fmt.Errorf("cnc : barèmes différents : %s et %s", provisional.Scale, final.Scale)
	}
	for _, l := range final.Lines {
		if before, _ := provisional.Line(l.Code); !before.Obtained.Equal(l.Obtained) {
			out.Changed = append(out.Changed, Difference{l.Code, l.Label, before.Obtained, l.Obtained, l.Reason})
		}
	}
	return out, nil
}

// Document prints the provisional and final sheets side by side, the lines that changed marked.
func (c Comparison) Document() doc.Document {
	provisional, final := c.Provisional, c.Final
	d := doc.Document{Title: "Points provisoires et définitifs", Subtitle: final.Title, Film: final.Film, Date: final.On}
	t := doc.Table{Key: "compare", Sheet: "Comparaison", Columns: []doc.Column{{Key: "code", Title: "Ligne", Width: 1.2},
		{Key: "label", Title: "Poste", Width: 6}, {Key: "max", Title: "Max.", Width: 1.2, Kind: doc.Number},
		{Key: "a", Title: "Provisoire", Width: 1.6, Kind: doc.Number}, {Key: "b", Title: "Définitif", Width: 1.6, Kind: doc.Number},
		{Key: "d", Title: "Écart", Width: 1.4, Kind: doc.Number}, {Key: "why", Title: "Motif du définitif", Width: 7}}}
	var a, b decimal.Decimal
	for i, l := range final.Lines {
		before, _ := provisional.Line(l.Code)
		x, y := before.Obtained.Decimal(pointPlaces), l.Obtained.Decimal(pointPlaces)
		a, b = a.Add(x), b.Add(y)
		diff := doc.Num(y.Sub(x), -1).With(fmt.Sprintf("ROUND({@.b}-{@.a},%d)", pointPlaces))
		if slices.ContainsFunc(c.Changed, func(x Difference) bool { return x.Code == l.Code }) {
			diff = diff.As(doc.Warning)
		}
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("l%d", i), Cells: []doc.Cell{doc.S(l.Code), doc.S(l.Label), doc.Num(l.Max, -1),
			doc.Num(x, -1), doc.Num(y, -1), diff, doc.S(l.Reason)}})
	}
	last := len(final.Lines) - 1
	sum := func(col string, v decimal.Decimal) doc.Cell {
		return doc.Num(v, -1).With(fmt.Sprintf("ROUND(SUM({l0.%s:l%d.%s}),%d)", col, last, col, pointPlaces))
	}
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S(""), doc.S("Total"), doc.S(""), sum("a", a),
		sum("b", b), sum("d", b.Sub(a)), doc.S("")}})
	d.Blocks = []doc.Block{doc.Fields{Items: []doc.Field{{Label: "Provisoire",
		Value: provisional.Total.Label() + " points au " + fr.Date(provisional.On)},
		{Label: "Définitif", Value: final.Total.Label() + " points au " + fr.Date(final.On)},
		{Label: "Coefficient provisoire", Value: fr.Plain(provisional.Coefficient)},
		{Label: "Coefficient définitif", Value: fr.Plain(final.Coefficient)}}}, t}
	return d
}

// WritePDF prints the comparison.
func (c Comparison) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the comparison as a workbook.
func (c Comparison) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }
