package distribution

import (
	"io"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"

	"github.com/moteur-film/moteur/internal/fr"
)

// Document lays the statement out: box office by week, every step, the shares with their bars, the break-even, what is to be
// confirmed.
func (s Statement) Document() doc.Document {
	d := doc.Document{Title: "Relevé de recettes", Subtitle: s.Title, Film: s.Title, Date: s.On}
	if s.Forecast() {
		d.Title += " prévisionnel"
	}
	d.Blocks = append(d.Blocks, doc.Heading{Level: 1, Text: "Salles, par semaine de cinéma"}, s.weeksTable(),
		doc.Heading{Level: 1, Text: "Du guichet aux ayants droit"}, s.stepsTable())
	d.Blocks = append(d.Blocks, doc.Heading{Level: 1, Text: "Partage"}, s.sharesTable(), s.sharesChart(), s.breakEvenFields())
	if len(s.Report.Issues) > 0 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 1, Text: "Contrôles"}, doc.Findings("", s.Report))
	}
	return d
}

// WritePDF writes the statement as PDF.
func (s Statement) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteXLSX writes the statement as a workbook whose box office and shares recompute.
func (s Statement) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Document()) }

func (s Statement) weeksTable() doc.Table {
	t := doc.Table{Key: "salles", Sheet: "Salles", Columns: []doc.Column{
		{Key: "n", Title: "Semaine", Kind: doc.Int}, {Key: "e", Title: "Entrées", Kind: doc.Int, Width: 1.4}, {Key: "g",
			Title: "Recette TTC", Kind: doc.Amount, Width: 2},
		{Key: "v", Title: "TVA", Kind: doc.Amount, Width: 1.6}, {Key: "t", Title: "TSA", Kind: doc.Amount, Width: 1.6}, {Key: "b",
			Title: "Base film", Kind: doc.Amount, Width: 2},
		{Key: "x", Title: "Taux", Kind: doc.Percent}, {Key: "r", Title: "Part distributeur", Kind: doc.Amount, Width: 2}}}
	var sum [5]decimal.Decimal
	entries := 0
	for _, w := range s.Weeks {
		t.Rows = append(t.Rows, doc.Row{Key: key(w.Week), Cells: []doc.Cell{doc.N(w.Week), doc.N(w.Admissions), doc.Eur(w.Gross),
			doc.Eur(w.VAT), doc.Eur(w.TSA),
			doc.Eur(w.Base).With("{@.g}-{@.v}-{@.t}"), doc.Pct(w.RentalRate, 0), doc.Eur(w.Rental).With("ROUND({@.b}*{@.x},2)")}})
		entries += w.Admissions
		for i, a := range []decimal.Decimal{w.Gross, w.VAT, w.TSA, w.Base, w.Rental} {
			sum[i] = sum[i].Add(a)
		}
	}
	if len(s.Weeks) == 0 {
		return t
	}
	col := func(c string) string { return "SUM({" + key(1) + "." + c + ":" + key(len(s.Weeks)) + "." + c + "})" }
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.N(entries).With(col("e")),
		doc.Eur(sum[0]).With(col("g")), doc.Eur(sum[1]).With(col("v")),
		doc.Eur(sum[2]).With(col("t")), doc.Eur(sum[3]).With(col("b")), doc.S(""), doc.Eur(sum[4]).With(col("r"))}})
	return t
}

func key(week int) string { return "s" + decimal.NewFromInt(int64(week)).String() }

var stages = map[byte]string{'T': "Salles", 'M': "Autres modes", 'R': "Recettes nettes part producteur", 'A': "Avance sur recettes",
	'S': "Soutien et amortissement", 'U': "Auteurs et artistes", 'P': "Partage"}

func (s Statement) stepsTable() doc.Table {
	t := doc.Table{Sheet: "Cascade", Columns: []doc.Column{{Title: "Étape", Width: 1.2}, {Title: "Intitulé", Width: 6},
		{Title: "Comment", Width: 5}, {Title: "Montant", Kind: doc.Amount, Width: 2}}}
	var stage byte
	for _, l := range s.Steps {
		if l.ID[0] != stage && l.ID != "T14" { // T14 closes the modes
			stage = l.ID[0]
			t.Rows = append(t.Rows, doc.Row{Style: doc.Section, Cells: []doc.Cell{doc.S(stages[stage]).Over(4)}})
		}
		row := doc.Row{Cells: []doc.Cell{doc.S(l.ID).As(doc.Muted), doc.S(l.Step.Label), doc.S(doc.How(l.Step)).As(doc.Muted),
			doc.Eur(l.Step.Value)}}
		switch l.ID {
		case "S5":
			row.Cells[3] = doc.Num(l.Step.Value, 2)
		case "T5", "R2", "R3", "P5":
			row.Style = doc.Strong
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s Statement) sharesTable() doc.Table {
	t := doc.Table{Sheet: "Partage", Columns: []doc.Column{{Title: "Ayant droit", Width: 6},
		{Key: "a", Title: "Montant", Kind: doc.Amount, Width: 2}, {Title: "Part", Kind: doc.Percent}}}
	var total decimal.Decimal
	for i, p := range s.Shares {
		total = total.Add(p.Amount)
		t.Rows = append(t.Rows, doc.Row{Key: key(i), Cells: []doc.Cell{doc.S(p.Party), doc.Eur(p.Amount), share(p.Amount, s.Shareable)}})
	}
	cell := doc.Eur(total)
	if n := len(s.Shares); n > 0 {
		cell = cell.With("SUM({" + key(0) + ".a:" + key(n-1) + ".a})")
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Recettes à partager"), cell, share(total, s.Shareable)}})
	return t
}

func share(part, whole decimal.Decimal) doc.Cell {
	if whole.IsZero() {
		return doc.S("")
	}
	return doc.Pct(part.DivRound(whole, 6), 1)
}

func (s Statement) sharesChart() doc.Chart {
	c := doc.Chart{Kind: doc.HBars, Title: "Partage des recettes", Unit: "€", Height: 50}
	serie := doc.Series{Name: "Part"}
	for _, p := range s.Shares {
		c.Labels = append(c.Labels, p.Party)
		serie.Values = append(serie.Values, p.Amount)
	}
	c.Series = []doc.Series{serie}
	return c
}

func (s Statement) breakEvenFields() doc.Fields {
	b := s.BreakEven
	count := func(n int) string {
		if n == 0 {
			return "non atteint"
		}
		return fr.Plural(n, "entrée", "entrées")
	}
	return doc.Fields{Items: []doc.Field{{Label: "Net par entrée après commission", Value: fr.Number(b.NetPerAdmission, 4) + fr.NBSP + "€"},
		{Label: "Point mort, frais d'édition (moyenne)", Value: count(b.Costs)}, {Label: "Point mort, frais et minimum garanti (moyenne)",
			Value: count(b.CostsAndMG)},
		{Label: "Point mort, frais d'édition (semaine par semaine)", Value: count(b.CostsByWeek)}}}
}
