package follow

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// Document prints the cost report: contingency, one row a line, the sign of the variance said once.
func (c CostReport) Document() doc.Document {
	d := doc.Document{Title: "Suivi budgétaire",
		Subtitle: "Montants en euros hors taxes. Écart = coût final estimé moins devis : positif, il est un dépassement.", Film: c.Title,
		Date: c.Date, Version: c.Version, Page: doc.A3}
	d.Blocks = append(d.Blocks, doc.Fields{Columns: 3, Items: []doc.Field{
		{Label: "Devis", Value: fr.Euros(c.Total.Budget)}, {Label: "Coût final estimé", Value: fr.Euros(c.Total.Final),
			Style: doc.Strong}, {Label: "Écart", Value: fr.SignedEuros(c.Total.Variance), Style: doc.GapStyle(c.Total.Variance)},
		{Label: "Imprévus au devis", Value: fr.Euros(c.Contingency)}, {Label: "Imprévus pris", Value: fr.Euros(c.Used)},
		{Label: "Imprévus restants", Value: fr.Euros(c.Left), Style: doc.GapStyle(c.Left.Neg())}}})
	if !c.PaidTax.IsZero() {
		d.Blocks = append(d.Blocks, doc.Fields{Columns: 3, Items: []doc.Field{{Label: "Payé hors taxes", Value: fr.Euros(c.Total.Paid)},
			{Label: "TVA réglée", Value: fr.Euros(c.PaidTax)}, {Label: "Payé avec la TVA", Value: fr.Euros(c.Total.Paid.Add(c.PaidTax))}}})
	}
	t := doc.Table{Key: "suivi", Sheet: "Suivi", Compact: true, Columns: []doc.Column{
		{Key: "account", Title: "Compte", Width: 1}, {Key: "label", Title: "Ligne", Width: 5.5}, {Key: "budget", Title: "Devis", Width: 2,
			Kind: doc.Amount}, {Key: "committed", Title: "Engagé", Width: 2, Kind: doc.Amount},
		{Key: "actual", Title: "Réalisé", Width: 2, Kind: doc.Amount}, {Key: "paid", Title: "Payé", Width: 2,
			Kind: doc.Amount}, {Key: "to_come", Title: "Reste à dépenser", Width: 2, Kind: doc.Amount},
		{Key: "final", Title: "Coût final estimé", Width: 2, Kind: doc.Amount},
		{Key: "variance", Title: "Écart", Width: 2, Kind: doc.Amount}, {Key: "abroad", Title: "Dont étranger", Width: 2, Kind: doc.Amount},
		{Key: "closed", Title: "Soldé", Width: 0.8, Kind: doc.Centre}}}
	for i, r := range c.Rows {
		row := doc.Row{Key: fmt.Sprintf("r%d", i), Cells: r.cells()}
		switch {
		case r.Kind == RowUnplanned:
			row.Style = doc.Warning
		case r.Kind == RowPercent || r.Kind == RowReserve:
			row.Style = doc.Muted
		}
		if r.Kind != RowReserve {
			row.Cells[7] = row.Cells[7].With("ROUND({@.committed}+{@.actual}+{@.to_come},2)")
			row.Cells[8] = row.Cells[8].With("ROUND({@.final}-{@.budget},2)")
		}
		if r.Kind == RowLine {
			row.Cells[6] = row.Cells[6].Editable()
		}
		row.Cells[8].Style = doc.GapStyle(r.Variance)
		t.Rows = append(t.Rows, row)
	}
	total := doc.Row{Style: doc.Total, Cells: c.Total.cells()}
	if n := len(c.Rows); n > 0 {
		for k, key := range []string{"budget", "committed", "actual", "paid", "to_come", "final", "variance", "abroad"} {
			total.Cells[k+2] = total.Cells[k+2].With(fmt.Sprintf("ROUND(SUM({r0.%[1]s:r%[2]d.%[1]s}),2)", key, n-1))
		}
	}
	t.Rows = append(t.Rows, total)
	d.Blocks = append(d.Blocks, t)
	if len(c.Proposals) > 0 {
		p := doc.Table{Sheet: "Mesures", Title: "Mesures possibles, de la plus grande à la plus petite",
			Columns: []doc.Column{{Title: "Mesure", Width: 8}, {Title: "Ligne ou groupe", Width: 2},
				{Title: "Économie", Width: 2, Kind: doc.Amount}}}
		for _, x := range c.Proposals {
			p.Rows = append(p.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Label), doc.S(x.ID), doc.Eur(x.Amount)}})
		}
		d.Blocks = append(d.Blocks, p)
	}
	if len(c.Report.Issues) > 0 {
		d.Blocks = append(d.Blocks, doc.Findings("Points à vérifier", few(c.Report)))
	}
	return d
}

// mostFindings is how many findings of one rule a paper prints.
const mostFindings = 10

// few keeps the first findings of each rule, all errors among them, and tells how many more there are and where they stand: a year of
// accounts has thousands.
func few(r moteur.Report) moteur.Report {
	var out moteur.Report
	kept, more := map[string]int{}, map[string][]moteur.Issue{}
	for _, i := range r.Issues {
		if i.Severity != moteur.Error && kept[i.Rule] == mostFindings {
			more[i.Rule] = append(more[i.Rule], i)
			continue
		}
		kept[i.Rule]++
		out.Issues = append(out.Issues, i)
	}
	for _, rule := range sorted(more) {
		list := more[rule]
		first, last := list[0], list[len(list)-1]
		out.Add(moteur.Issue{Path: first.Path, Severity: first.Severity, Rule: rule,
			Message: fmt.Sprintf("Autres constats de cette règle : %d, jusqu'à %s ; le rapport les tient tous.", len(list), last.Path)})
	}
	return out
}

func (r CostRow) cells() []doc.Cell {
	closed := ""
	if r.Closed {
		closed = "oui"
	}
	return []doc.Cell{doc.S(r.Account), doc.S(r.Label), doc.Eur(r.Budget), doc.Eur(r.Committed), doc.Eur(r.Actual), doc.Eur(r.Paid),
		doc.Eur(r.ToCome), doc.Eur(r.Final), doc.Eur(r.Variance), doc.Eur(r.Abroad), doc.C(closed)}
}

// WritePDF prints the cost report.
func (c CostReport) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the cost report as a workbook.
func (c CostReport) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }

// Document prints the hot cost.
func (h HotCost) Document() doc.Document {
	t := doc.Table{Key: "veille", Sheet: "Coût de la veille", Columns: []doc.Column{{Key: "account", Title: "Compte", Width: 1},
		{Key: "label", Title: "Ligne", Width: 5},
		{Key: "planned", Title: "Prévu", Width: 2, Kind: doc.Amount}, {Key: "actual", Title: "Réalisé", Width: 2,
			Kind: doc.Amount}, {Key: "extra", Title: "Dont heures et majorations", Width: 2, Kind: doc.Amount},
		{Key: "gap", Title: "Écart", Width: 2, Kind: doc.Amount}, {Key: "note", Title: "Note", Width: 3}}}
	for i, r := range h.Rows {
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("r%d", i), Cells: []doc.Cell{doc.S(r.Account), doc.S(r.Label), doc.Eur(r.Planned),
			doc.Eur(r.Actual), doc.Eur(r.Extra),
			doc.Eur(r.Gap).With("ROUND({@.actual}-{@.planned},2)").As(doc.GapStyle(r.Gap)), doc.S(r.Note)}})
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{{}, doc.S("Total"), doc.Eur(h.Planned), doc.Eur(h.Actual), {},
		doc.Eur(h.Gap).As(doc.GapStyle(h.Gap))}})
	subtitle := "Charges comprises. Écart = réalisé moins prévu : positif, il est un dépassement."
	if h.Number > 0 {
		subtitle = fmt.Sprintf("Jour de tournage n° %d. ", h.Number) + subtitle
	}
	return doc.Document{Title: "Coût de la veille", Subtitle: subtitle, Film: h.Title, Date: h.Date, Page: doc.Landscape,
		Blocks: []doc.Block{t}}
}

// WritePDF prints the hot cost.
func (h HotCost) WritePDF(w io.Writer) error { return pdf.Write(w, h.Document()) }

// Document prints the final cost beside the devis.
func (f FinalCost) Document() doc.Document {
	d := doc.Document{Title: "Coût définitif",
		Subtitle: "Rapproché du devis. Écart = coût définitif moins devis : positif, il est un dépassement.", Film: f.Title, Date: f.Date,
		Page: doc.Landscape}
	if !f.Settled {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Alert, Text: "Provisoire : des lignes ne sont pas soldées."})
	}
	t := doc.Table{Key: "definitif", Sheet: "Coût définitif", Columns: []doc.Column{{Key: "code", Title: "Compte", Width: 1},
		{Key: "label", Title: "Intitulé", Width: 6}, {Key: "budget", Title: "Devis", Width: 2, Kind: doc.Amount},
		{Key: "final", Title: "Coût définitif", Width: 2, Kind: doc.Amount}, {Key: "gap", Title: "Écart", Width: 2,
			Kind: doc.Amount}, {Key: "change", Title: "Écart en %", Width: 1.2, Kind: doc.Percent},
		{Key: "france", Title: "France", Width: 2, Kind: doc.Amount}, {Key: "abroad", Title: "Étranger", Width: 2, Kind: doc.Amount}}}
	styles := []doc.Style{doc.Subtotal, doc.Normal, doc.Muted}
	for i, r := range f.Rows {
		change := doc.C("") // nothing was planned: no share of it
		if !r.Budget.IsZero() {
			change = doc.Pct(r.Change, 1)
		}
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("r%d", i), Style: styles[min(r.Depth, 3)-1], Indent: min(r.Depth-1, 4),
			Cells: []doc.Cell{doc.S(r.Code), doc.S(r.Label), doc.Eur(r.Budget), doc.Eur(r.Final),
				doc.Eur(r.Gap).With("ROUND({@.final}-{@.budget},2)"), change, doc.Eur(r.France), doc.Eur(r.Abroad)}})
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{{}, doc.S("Total hors taxes"), doc.Eur(f.Budget), doc.Eur(f.Final),
		doc.Eur(f.Final.Sub(f.Budget)), {}, doc.Eur(f.France), doc.Eur(f.Abroad)}})
	d.Blocks = append(d.Blocks, t)
	if len(f.Report.Issues) > 0 {
		d.Blocks = append(d.Blocks, doc.Findings("Points à vérifier", f.Report))
	}
	return d
}

// WritePDF prints the final cost.
func (f FinalCost) WritePDF(w io.Writer) error { return pdf.Write(w, f.Document()) }

// WriteXLSX writes the final cost as a workbook.
func (f FinalCost) WriteXLSX(w io.Writer) error { return xlsx.Write(w, f.Document()) }

// QuotesDocument prints suppliers' quotes beside the estimate.
func QuotesDocument(e budget.Estimate, rows []QuoteRow) doc.Document {
	t := doc.Table{Key: "quotes", Sheet: "Devis prestataires", Columns: []doc.Column{{Title: "Devis", Width: 2},
		{Title: "Prestataire", Width: 3}, {Title: "Lignes", Width: 4}, {Title: "Valable jusqu'au", Width: 1.6, Kind: doc.Date},
		{Key: "estimate", Title: "Estimation", Width: 2, Kind: doc.Amount}, {Key: "quote", Title: "Demandé", Width: 2, Kind: doc.Amount},
		{Key: "gap", Title: "Écart", Width: 2, Kind: doc.Amount}, {Title: "Choix", Width: 1.6, Kind: doc.Centre}}}
	labels := map[string]string{}
	for i := range e.Budget.Lines {
		labels[e.Budget.Lines[i].ID] = e.Budget.Lines[i].Label
	}
	for i, q := range rows {
		var names []string
		for _, id := range q.Quote.Lines {
			names = append(names, labels[id])
		}
		choice := ""
		switch {
		case q.Quote.Retained:
			choice = "retenu"
		case q.Best:
			choice = "le moins cher"
		}
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("q%d", i), Cells: []doc.Cell{doc.S(q.Quote.ID), doc.S(q.Quote.Supplier),
			doc.S(fr.List(names)), doc.D(q.Quote.Valid), doc.Eur(q.Estimate), doc.Eur(q.Quote.Amount),
			doc.Eur(q.Gap).With("ROUND({@.quote}-{@.estimate},2)").As(doc.GapStyle(q.Gap)), doc.C(choice)}})
	}
	return doc.Document{Title: "Devis des prestataires", Subtitle: "Écart = demandé moins estimé : positif, l'offre est plus chère.",
		Film: e.Budget.Title, Date: e.Budget.Date, Version: e.Budget.Version, Page: doc.Landscape, Blocks: []doc.Block{t}}
}

// InstalmentsDocument prints an échéancier: one row a month, one column a post, and the running total.
func InstalmentsDocument(e budget.Estimate, list []Instalment) doc.Document {
	d := doc.Document{Title: "Échéancier du devis", Film: e.Budget.Title, Date: e.Budget.Date, Version: e.Budget.Version,
		Page: doc.Landscape}
	tree := accountsOf(e)
	months := map[string]map[string]decimal.Decimal{}
	posts := map[string]bool{}
	labels := map[string]moteur.Date{}
	for _, i := range list {
		m := ""
		if !i.Date.IsZero() {
			m = i.Date.String()[:7]
		}
		if months[m] == nil {
			months[m], labels[m] = map[string]decimal.Decimal{}, i.Date
		}
		p := tree.post(i.Account)
		posts[p] = true
		months[m][p] = months[m][p].Add(i.Amount)
	}
	table := doc.Table{Key: "echeancier", Sheet: "Échéancier", Compact: true,
		Columns: []doc.Column{{Key: "month", Title: "Mois", Width: 2}}}
	names := sorted(posts)
	for k, p := range names {
		table.Columns = append(table.Columns, doc.Column{Key: fmt.Sprintf("p%d", k), Title: "Poste " + p, Width: 1.8, Kind: doc.Amount})
	}
	table.Columns = append(table.Columns, doc.Column{Key: "total", Title: "Total du mois", Width: 2, Kind: doc.Amount},
		doc.Column{Key: "running", Title: "Cumul", Width: 2, Kind: doc.Amount})
	running := decimal.Zero
	for i, m := range sorted(months) {
		row := doc.Row{Key: fmt.Sprintf("m%d", i), Cells: []doc.Cell{doc.S(fr.MonthYear(labels[m]))}}
		total := decimal.Zero
		for _, p := range names {
			total = total.Add(months[m][p])
			row.Cells = append(row.Cells, doc.Eur(months[m][p].Round(2)))
		}
		running = running.Add(total)
		sum, cumul := doc.Eur(total.Round(2)), doc.Eur(running.Round(2))
		if total.Equal(total.Round(2)) && len(names) > 0 {
			sum = sum.With(fmt.Sprintf("ROUND(SUM({@.p0:@.p%d}),2)", len(names)-1))
			cumul = cumul.With("ROUND({@.total},2)")
			if i > 0 {
				cumul = cumul.With(fmt.Sprintf("ROUND({m%d.running}+{@.total},2)", i-1))
			}
		}
		row.Cells = append(row.Cells, sum, cumul)
		table.Rows = append(table.Rows, row)
	}
	d.Blocks = []doc.Block{table}
	return d
}
