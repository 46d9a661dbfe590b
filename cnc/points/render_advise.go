package points

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// Document is the advice: what to change, its cost, the points before and after, and the frontier.
func (a Advice) Document() doc.Document {
	d := doc.Document{Title: "Ce qui changerait la réponse", Film: a.Before.Film, Date: a.Before.On}
	words := "hors langue"
	if a.Goal.Language {
		words = "langue comprise"
	}
	verdict := doc.Field{Label: "Seuil de " + fr.Plain(a.Goal.Points) + " points, " + words, Value: "atteint pour " + fr.Euros(a.Cost),
		Style: doc.Good}
	if !a.Reached {
		verdict.Value, verdict.Style = "hors d'atteinte avec les choix proposés", doc.Alert
	}
	t := doc.Table{Key: "choices", Title: "Choix à faire", Sheet: "Choix",
		Columns: []doc.Column{{Title: "Choix", Width: 8}, {Key: "cost", Title: "Coût", Width: 3, Kind: doc.Amount}}}
	for i, c := range a.Choices {
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("c%d", i), Cells: []doc.Cell{doc.S(c.Label), doc.Eur(c.Cost)}})
	}
	if n := len(a.Choices); n > 0 {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"),
			doc.Eur(a.Cost).With(fmt.Sprintf("ROUND(SUM({c0.cost:c%d.cost}),2)", n-1))}})
	} else {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucun."), doc.Eur(decimal.Zero)}}}
	}
	front := doc.Table{Title: "Le moins cher à chaque niveau de points", Sheet: "Choix",
		Columns: []doc.Column{{Title: "Points", Width: 2, Kind: doc.Number}, {Title: "Coût", Width: 3, Kind: doc.Amount},
			{Title: "Choix", Width: 8}}}
	for _, p := range a.Frontier {
		front.Rows = append(front.Rows, doc.Row{Cells: []doc.Cell{pointCell(p.Points), doc.Eur(p.Cost),
			doc.S(fr.Dash(strings.Join(p.Choices, ", ")))}})
	}
	d.Blocks = []doc.Block{doc.Fields{Items: []doc.Field{verdict, {Label: "Points avant et après",
		Value: a.Goal.of(a.Before).Label() + " et " + a.Goal.of(a.After).Label()}}}, t, front}
	return d
}

// WritePDF prints the advice.
func (a Advice) WritePDF(w io.Writer) error { return pdf.Write(w, a.Document()) }

// WriteXLSX writes the advice as a workbook.
func (a Advice) WriteXLSX(w io.Writer) error { return xlsx.Write(w, a.Document()) }

// Document prints the levels and the lines.
func (w Worth) Document() doc.Document {
	d := doc.Document{Title: "Valeur des points", Subtitle: "Soutien automatique pour " + fr.WholeEuros(w.Receipts) +
		" de recettes en salles", Film: w.Film, Date: w.On}
	levels := doc.Table{Title: "Soutien selon les points", Sheet: "Points",
		Columns: []doc.Column{{Title: "Points", Width: 1.4, Kind: doc.Int}, {Title: "Coefficient", Width: 2, Kind: doc.Number},
			{Title: "Soutien", Width: 3, Kind: doc.Amount}, {Title: "Écart", Width: 3, Kind: doc.Amount}}}
	for _, l := range w.Levels {
		row := doc.Row{Cells: []doc.Cell{doc.N(l.Points), doc.Num(l.Coefficient, -1), doc.Eur(l.Support), doc.Eur(l.Gain)}}
		if l.Points == w.Points {
			row.Style = doc.Subtotal
		}
		levels.Rows = append(levels.Rows, row)
	}
	d.Blocks = []doc.Block{doc.Fields{Items: []doc.Field{{Label: "Points du film", Value: fmt.Sprintf("%d", w.Points)},
		{Label: "Soutien", Value: fr.Euros(w.Support)}}}, levels}
	if len(w.Lines) > 0 {
		lines := doc.Table{Title: "Ce que rapporterait chaque ligne", Sheet: "Points",
			Columns: []doc.Column{{Title: "Ligne", Width: 1.4}, {Title: "Poste", Width: 6},
				{Title: "Points manquants", Width: 2.4, Kind: doc.Number}, {Title: "Total", Width: 1.4, Kind: doc.Int},
				{Title: "Gain", Width: 3, Kind: doc.Amount}}}
		for _, l := range w.Lines {
			lines.Rows = append(lines.Rows, doc.Row{Cells: []doc.Cell{doc.S(l.Code), doc.S(l.Label), pointCell(l.Missing), doc.N(l.Points),
				doc.Eur(l.Gain)}})
		}
		d.Blocks = append(d.Blocks, lines)
	}
	return d
}

// WritePDF prints the worth of the points.
func (w Worth) WritePDF(out io.Writer) error { return pdf.Write(out, w.Document()) }

// WriteXLSX writes the worth of the points as a workbook.
func (w Worth) WriteXLSX(out io.Writer) error { return xlsx.Write(out, w.Document()) }
