package budget

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

// Document prints the comparison: by cause, by post, line by line.
func (c Comparison) Document() doc.Document {
	change := c.After.Sub(c.Before)
	d := doc.Document{Title: "Comparaison de devis", Subtitle: fmt.Sprintf("De %s à %s", versionName(c.From), versionName(c.To)),
		Film: c.Title, Date: c.Date, Version: c.To, Page: doc.Landscape}
	d.Blocks = append(d.Blocks, doc.Fields{Columns: 3, Items: []doc.Field{
		{Label: "Avant", Value: fr.Euros(c.Before)}, {Label: "Après", Value: fr.Euros(c.After)},
		{Label: "Écart (positif : plus cher)", Value: fr.SignedEuros(change), Style: doc.GapStyle(change)}}})
	causes := doc.Table{Sheet: "Causes", Title: "Par cause", Key: "causes",
		Columns: []doc.Column{{Key: "cause", Title: "Cause", Width: 4}, {Key: "amount", Title: "Écart", Width: 2, Kind: doc.Amount}}}
	by := c.ByCause()
	for _, k := range sortedCauses(by) {
		causes.Rows = append(causes.Rows, doc.Row{Key: string(k), Cells: []doc.Cell{doc.S(fr.Capital(k.Label())), doc.Eur(by[k])}})
	}
	total := doc.Eur(change)
	if n := len(causes.Rows); n > 0 {
		total = total.With(fmt.Sprintf("ROUND(SUM({%s.amount:%s.amount}),2)", causes.Rows[0].Key, causes.Rows[n-1].Key))
	}
	causes.Rows = append(causes.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), total}})
	posts := doc.Table{Sheet: "Postes", Title: "Par poste", Key: "postes",
		Columns: []doc.Column{{Key: "code", Title: "Compte", Width: 1}, {Key: "label", Title: "Intitulé", Width: 6},
			{Key: "before", Title: "Avant", Width: 2, Kind: doc.Amount}, {Key: "after", Title: "Après", Width: 2, Kind: doc.Amount},
			{Key: "change", Title: "Écart", Width: 2, Kind: doc.Amount}}}
	for i, a := range c.Accounts {
		if a.Depth > 2 || a.Depth == 2 && a.Change.IsZero() || a.Before.IsZero() && a.After.IsZero() {
			continue
		}
		style := doc.Normal
		if a.Depth == 1 {
			style = doc.Subtotal
		}
		posts.Rows = append(posts.Rows, doc.Row{Key: fmt.Sprintf("a%d", i), Style: style, Indent: min(a.Depth-1, 4),
			Cells: []doc.Cell{doc.S(a.Code), doc.S(a.Label),
				doc.Eur(a.Before), doc.Eur(a.After), doc.Eur(a.Change).With("ROUND({@.after}-{@.before},2)")}})
	}
	lines := doc.Table{Sheet: "Lignes", Title: "Ligne à ligne", Columns: []doc.Column{{Title: "Compte", Width: 1},
		{Title: "Ligne", Width: 5}, {Title: "Cause", Width: 2},
		{Title: "Avant", Width: 2}, {Title: "Après", Width: 2}, {Title: "Écart", Width: 2, Kind: doc.Amount}}}
	for _, x := range c.Differences {
		lines.Rows = append(lines.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Account), doc.S(x.Label), doc.S(x.Cause.Label()), doc.S(x.Before),
			doc.S(x.After), doc.Eur(x.Amount)}})
	}
	if len(lines.Rows) == 0 {
		lines.Rows = []doc.Row{{Cells: []doc.Cell{{}, doc.S("Aucune différence de montant.").As(doc.Good)}}}
	}
	d.Blocks = append(d.Blocks, causes, posts, lines)
	return d
}

// WritePDF prints the comparison.
func (c Comparison) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the comparison as a workbook.
func (c Comparison) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }

func versionName(v string) string {
	if v == "" {
		return "sans numéro"
	}
	return v
}

func sortedCauses(by map[Cause]decimal.Decimal) []Cause {
	var out []Cause
	for c := range by {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Cause) int {
		if x := by[b].Abs().Cmp(by[a].Abs()); x != 0 {
			return x
		}
		if a < b {
			return -1
		}
		return 1
	})
	return out
}
