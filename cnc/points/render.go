package points

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// OwnSheet is the mention of a sheet that stands in for a form whose official fields are not known.
const OwnSheet = "Fiche établie par la production avec les données exigées par les textes ; elle ne reproduit pas le formulaire " +
	"officiel du CNC."

// pointPlaces are the decimals of points in a workbook: its totals are sums of cells of this scale.
const pointPlaces = 4

func pointCell(s Score) doc.Cell { return doc.Num(s.Decimal(pointPlaces), -1) }

// Document is the points sheet to send: lines, basis, totals, tests. It names no rule that remains to be confirmed.
func (r Result) Document() doc.Document {
	d := doc.Document{Title: "Fiche des points", Subtitle: r.Title, Film: r.Film, Date: r.On}
	t := doc.Table{Key: "points", Sheet: "Points", Columns: []doc.Column{{Key: "code", Title: "Ligne", Width: 1.3},
		{Key: "label", Title: "Poste", Width: 6}, {Key: "max", Title: "Max.", Width: 1.2, Kind: doc.Number},
		{Key: "got", Title: "Obtenu", Width: 1.5, Kind: doc.Number}, {Key: "why", Title: "Motif", Width: 8},
		{Key: "rule", Title: "Texte", Width: 2.4}}}
	var all, outside []string
	var total, free decimal.Decimal
	var most decimal.Decimal
	for _, g := range r.Groups {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Section, Cells: []doc.Cell{doc.S(g.Code + ". " + g.Label).Over(len(t.Columns))}})
		var first, last string
		var sum decimal.Decimal
		for i, l := range r.Lines {
			if l.Group != g.Code {
				continue
			}
			key := fmt.Sprintf("l%d", i)
			if first == "" {
				first = key
			}
			last = key
			why := l.Reason
			if l.Deemed {
				why = "[réputé obtenu] " + why
			}
			got := pointCell(l.Obtained)
			if !l.Missing().IsZero() {
				got = got.As(doc.Warning)
			}
			sum = sum.Add(l.Obtained.Decimal(pointPlaces))
			t.Rows = append(t.Rows, doc.Row{Key: key, Cells: []doc.Cell{doc.S(l.Code), doc.S(l.Label), doc.Num(l.Max, -1), got, doc.S(why),
				doc.S(l.Source.Text).As(doc.Muted)}})
		}
		key := "g" + g.Code
		t.Rows = append(t.Rows, doc.Row{Key: key, Style: doc.Subtotal,
			Cells: []doc.Cell{doc.S(""), doc.S("Total du groupe " + g.Code), doc.Num(g.Max, -1),
				doc.Num(sum, -1).With(fmt.Sprintf("ROUND(SUM({%s.got:%s.got}),%d)", first, last, pointPlaces)), doc.S(""), doc.S("")}})
		all = append(all, "{"+key+".got}")
		total, most = total.Add(sum), most.Add(g.Max)
		if !g.Language {
			outside = append(outside, "{"+key+".got}")
			free = free.Add(sum)
		}
	}
	row := func(key, label string, v decimal.Decimal, parts []string) {
		t.Rows = append(t.Rows, doc.Row{Key: key, Style: doc.Total, Cells: []doc.Cell{doc.S(""), doc.S(label), doc.S(""),
			doc.Num(v, -1).With(fmt.Sprintf("ROUND(%s,%d)", join(parts, "+"), pointPlaces)), doc.S(""), doc.S("")}})
	}
	row("total", "Total sur "+fr.Plain(most), total, all)
	row("outside", "Total hors langue", free, outside)
	d.Blocks = []doc.Block{
		doc.Para{Text: OwnSheet, Style: doc.Muted},
		doc.Fields{Columns: 2, Items: []doc.Field{
			{Label: "Total", Value: r.Total.Label() + " points"}, {Label: "Arrondi", Value: fmt.Sprintf("%d points", r.TotalRounded)},
			{Label: "Hors langue", Value: r.Outside.Label() + " points"}, {Label: "Coefficient du soutien", Value: fr.Plain(r.Coefficient)},
			{Label: "Initiative", Value: r.InitiativeLabel() + " : " + fr.Uncapital(r.Initiative.Reason)},
			{Label: "Expression originale française", Value: fr.YesNo(r.Expression.Holds) + " : " + fr.Uncapital(r.Expression.Reason)},
		}},
		t, r.tests(),
	}
	if basis := r.basis(); len(basis.Rows) > 0 {
		d.Blocks = append(d.Blocks, doc.PageBreak{}, basis)
	}
	return d
}

func join(parts []string, sep string) string {
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += sep
		}
		out += p
	}
	return out
}

// InitiativeLabel is the initiative of the film in French: "française" or "étrangère".
func (r Result) InitiativeLabel() string {
	if r.Initiative.Holds {
		return "française"
	}
	return "étrangère"
}

func (r Result) tests() doc.Table {
	t := doc.Table{Title: "Épreuves", Sheet: "Points", Columns: []doc.Column{{Title: "Épreuve", Width: 4},
		{Title: "Seuil", Width: 1.2, Kind: doc.Number}, {Title: "Résultat", Width: 2}, {Title: "Motif", Width: 8},
		{Title: "Texte", Width: 2.4}}}
	for _, x := range []Test{r.Minimum, r.Direct} {
		t.Rows = append(t.Rows, testRow(x))
	}
	return t
}

func testRow(x Test) doc.Row {
	verdict := doc.S("atteint").As(doc.Good)
	switch {
	case !x.Applies:
		verdict = doc.S("non exigé")
	case !x.Passed:
		verdict = doc.S("non atteint").As(doc.Alert)
	case x.OnExact != x.OnRounded:
		verdict = doc.S("atteint par arrondi").As(doc.Warning)
	}
	return doc.Row{Cells: []doc.Cell{doc.S(x.Label), doc.Num(x.Threshold, -1), verdict, doc.S(x.Reason),
		doc.S(x.Source.Text).As(doc.Muted)}}
}

// basis prints what each line rests on: person, contract, spend, days.
func (r Result) basis() doc.Table { return basisTable(r.Lines) }

func basisTable(lines []Line) doc.Table {
	t := doc.Table{Title: "Base de chaque ligne", Sheet: "Base", Compact: true,
		Columns: []doc.Column{{Title: "Ligne", Width: 1.2}, {Title: "Élément", Width: 5}, {Title: "Quantité", Width: 2, Kind: doc.Number},
			{Title: "Retenu", Width: 1.2, Kind: doc.Centre}, {Title: "Motif", Width: 6}}}
	for _, l := range lines {
		for _, b := range l.Basis {
			amount := doc.Cell{}
			if !b.Amount.IsZero() {
				amount = doc.Num(b.Amount, -1)
			}
			kept := doc.C("oui").As(doc.Good)
			if !b.Counts {
				kept = doc.C("non").As(doc.Alert)
			}
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(l.Code), doc.S(b.Who), amount, kept, doc.S(b.Reason)}})
		}
	}
	return t
}

// WritePDF prints the points sheet.
func (r Result) WritePDF(w io.Writer) error { return pdf.Write(w, r.Document()) }

// WriteXLSX writes the points sheet as a workbook whose totals are live, to four decimals.
func (r Result) WriteXLSX(w io.Writer) error { return xlsx.Write(w, r.Document()) }

// Document is the European sheet.
func (e European) Document() doc.Document {
	d := doc.Document{Title: "Fiche de qualification européenne", Subtitle: e.Title, Film: e.Film, Date: e.On}
	t := doc.Table{Key: "european", Sheet: "Europe", Columns: []doc.Column{{Key: "code", Title: "Ligne", Width: 1},
		{Key: "label", Title: "Poste", Width: 5}, {Key: "max", Title: "Max.", Width: 1.2, Kind: doc.Number},
		{Key: "got", Title: "Obtenu", Width: 1.4, Kind: doc.Number}, {Key: "why", Title: "Motif", Width: 8}}}
	var sum decimal.Decimal
	for i, l := range e.Lines {
		sum = sum.Add(l.Obtained.Decimal(pointPlaces))
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("l%d", i), Cells: []doc.Cell{doc.S(l.Code), doc.S(l.Label), doc.Num(l.Max, -1),
			pointCell(l.Obtained), doc.S(l.Reason)}})
	}
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S(""), doc.S("Total"),
		doc.Num(e.Max.Decimal(0), -1), doc.Num(sum, -1).With(fmt.Sprintf("ROUND(SUM({l0.got:l%d.got}),%d)", len(e.Lines)-1, pointPlaces)),
		doc.S("")}})
	tests := doc.Table{Title: "Épreuve", Sheet: "Europe", Columns: []doc.Column{{Title: "Épreuve", Width: 4},
		{Title: "Seuil", Width: 1.2, Kind: doc.Number}, {Title: "Résultat", Width: 2}, {Title: "Motif", Width: 8},
		{Title: "Texte", Width: 4}}, Rows: []doc.Row{testRow(e.Test)}}
	d.Blocks = []doc.Block{doc.Para{Text: OwnSheet, Style: doc.Muted}, t, tests, basisTable(e.Lines)}
	return d
}

// WritePDF prints the European sheet.
func (e European) WritePDF(w io.Writer) error { return pdf.Write(w, e.Document()) }

// WriteXLSX writes the European sheet as a workbook.
func (e European) WriteXLSX(w io.Writer) error { return xlsx.Write(w, e.Document()) }

// Document is the parity sheet.
func (p ParityResult) Document() doc.Document {
	d := doc.Document{Title: "Fiche des points de parité", Film: p.Film, Date: p.On}
	t := doc.Table{Key: "parity", Sheet: "Parité", Columns: []doc.Column{{Key: "label", Title: "Poste", Width: 6},
		{Key: "points", Title: "Points", Width: 1.2, Kind: doc.Int}, {Key: "got", Title: "Femme", Width: 1.2, Kind: doc.Int}}}
	for i, l := range p.Lines {
		got := 0
		if l.Woman {
			got = l.Points
		}
		cell := doc.N(got)
		if l.Extra {
			cell = doc.C(fr.YesNo(l.Woman))
		}
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("l%d", i), Cells: []doc.Cell{doc.S(l.Label), doc.N(l.Points), cell}})
	}
	last := 0
	for i, l := range p.Lines {
		if !l.Extra {
			last = i
		}
	}
	got := doc.N(p.Points)
	if len(p.Lines) > 0 {
		got = got.With(fmt.Sprintf("SUM({l0.got:l%d.got})", last))
	}
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.N(p.Total), got}})
	verdict := doc.Field{Label: "Majoration", Value: "ouverte", Style: doc.Good}
	if !p.Passed {
		verdict = doc.Field{Label: "Majoration", Value: "non ouverte", Style: doc.Alert}
	}
	extra := p.Extra
	if extra == "" {
		extra = "aucun"
	}
	d.Blocks = []doc.Block{doc.Para{Text: OwnSheet, Style: doc.Muted}, t, doc.Fields{Items: []doc.Field{verdict,
		{Label: "Seuil", Value: fmt.Sprintf("%d points, ou %d avec un poste complémentaire", p.Threshold, p.Reduced)},
		{Label: "Poste complémentaire", Value: extra}}}}
	return d
}

// WritePDF prints the parity sheet.
func (p ParityResult) WritePDF(w io.Writer) error { return pdf.Write(w, p.Document()) }

// WriteXLSX writes the parity sheet as a workbook.
func (p ParityResult) WriteXLSX(w io.Writer) error { return xlsx.Write(w, p.Document()) }
