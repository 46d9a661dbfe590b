package closing

import (
	"fmt"
	"io"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// page is a document of the film, headed by its title and its company.
func page(title string, f moteur.Film, on moteur.Date) doc.Document {
	return doc.Document{Title: title, Film: f.Title, Company: f.Company.Name, Date: on}
}

// costTable prints the final cost against the devis, live in the workbook.
func (c Closing) costTable() doc.Table {
	t := doc.Table{Key: "cost", Title: "Coût définitif et devis", Sheet: "Coût",
		Columns: []doc.Column{{Key: "code", Title: "Poste", Width: 1}, {Key: "label", Title: "Intitulé", Width: 5},
			{Key: "budget", Title: "Devis", Width: 2.6, Kind: doc.Amount},
			{Key: "final", Title: "Coût définitif", Width: 2.6, Kind: doc.Amount},
			{Key: "variance", Title: "Écart", Width: 2.4, Kind: doc.Amount}, {Key: "france", Title: "France", Width: 2.6, Kind: doc.Amount},
			{Key: "abroad", Title: "Étranger", Width: 2.4, Kind: doc.Amount}, {Title: "Motif", Width: 5}}}
	row := func(key string, p PostCost) doc.Row {
		variance := doc.Eur(p.Variance).With("ROUND({@.final}-{@.budget},2)")
		reason := doc.S(p.Reason)
		if p.Reason == "" && !p.Variance.IsZero() && key != "total" {
			reason = doc.S("motif à donner").As(doc.Warning)
		}
		return doc.Row{Key: key, Cells: []doc.Cell{doc.S(p.Code), doc.S(p.Label), doc.Eur(p.Budget), doc.Eur(p.Final), variance,
			doc.Eur(p.France).With("ROUND({@.final}-{@.abroad},2)"), doc.Eur(p.Abroad), reason}}
	}
	for i, p := range c.Posts {
		t.Rows = append(t.Rows, row(fmt.Sprintf("p%d", i), p))
	}
	if n := len(c.Posts); n > 0 {
		total := row("total", c.Total)
		total.Style = doc.Total
		for k, col := range []string{"budget", "final", "", "", "abroad"} {
			if col != "" {
				total.Cells[2+k] = total.Cells[2+k].With(fmt.Sprintf("ROUND(SUM({p0.%s:p%d.%s}),2)", col, n-1, col))
			}
		}
		t.Rows = append(t.Rows, total)
	}
	return t
}

// Document is the closing report.
func (c Closing) Document() doc.Document {
	d := page("Clôture du film", c.Film, c.On)
	d.Page = doc.Landscape
	checks := doc.Table{Title: "À régler", Sheet: "Contrôles", Columns: []doc.Column{{Title: "Point", Width: 5},
		{Title: "Fait", Width: 1.2, Kind: doc.Centre}, {Title: "Constat", Width: 8}, {Title: "Texte", Width: 3}}}
	for _, x := range c.Checks {
		done := doc.C("non").As(doc.Alert)
		if x.Done {
			done = doc.C("oui").As(doc.Good)
		}
		checks.Rows = append(checks.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Label), done, doc.S(fr.Capital(x.Detail)),
			doc.S(x.Source.Text).As(doc.Muted)}})
	}
	d.Blocks = []doc.Block{
		doc.Fields{Columns: 2, Items: []doc.Field{{Label: "Devis", Value: fr.Euros(c.Total.Budget)},
			{Label: "Coût définitif", Value: fr.Euros(c.Total.Final)}, {Label: "Écart",
				Value: fr.Euros(c.Total.Variance) + " (" + fr.Percent(c.Variance(), 1) + ")"},
			{Label: "Points provisoires", Value: c.Provisional.Total.Label()}, {Label: "Points définitifs", Value: c.Final.Total.Label()},
			{Label: "Carbone, prévu et émis", Value: fr.Plain(c.Forecast) + " et " + fr.Plain(c.Emitted) + " kg éq. CO2"}}},
		c.costTable(), checks}
	compared := points.Comparison{Provisional: c.Provisional, Final: c.Final, Changed: c.Changed}
	d.Blocks = append(d.Blocks, doc.PageBreak{}, doc.Heading{Level: 2, Text: "Points provisoires et définitifs"})
	d.Blocks = append(d.Blocks, compared.Document().Blocks...)
	d.Blocks = append(d.Blocks, returnsTable(c.Returns))
	return d
}

// WritePDF prints the closing report.
func (c Closing) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the closing report as a workbook.
func (c Closing) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }

// CertifiedCost is the état that the auditor certifies: final cost by post in France and abroad, financing by group, statements
// to sign. The auditor's own opinion is left blank.
func (c Closing) CertifiedCost() cnc.Sheet {
	d := page("Coût définitif à certifier", c.Film, c.On)
	d.Page = doc.Landscape
	d.Blocks = []doc.Block{c.costTable()}
	if s := c.summary; s != nil {
		t := doc.Table{Key: "plan", Title: "Financement définitif", Sheet: "Financement",
			Columns: []doc.Column{{Title: "Ressources", Width: 6}, {Key: "amount", Title: "Montant", Width: 3, Kind: doc.Amount},
				{Title: "Part du coût", Width: 2, Kind: doc.Percent}}}
		for i, g := range s.Groups {
			share := money.Share(g.Amount, c.Total.Final, 6)
			t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("g%d", i),
				Cells: []doc.Cell{doc.S(g.Group.Label()), doc.Eur(g.Amount), doc.Pct(share, 2)}})
		}
		if n := len(s.Groups); n > 0 {
			t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"),
				doc.Eur(s.Total).With(fmt.Sprintf("ROUND(SUM({g0.amount:g%d.amount}),2)", n-1)), doc.S("")}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	auditor := c.Auditor
	if auditor == "" {
		auditor = "Le commissaire aux comptes"
	}
	d.Blocks = append(d.Blocks,
		doc.Para{Text: "État établi par la production à partir du suivi de coût. L'attestation du commissaire aux comptes est jointe " +
			"par lui."},
		doc.Signatures{Place: c.Film.Company.Address.City, Date: c.On, Names: []string{c.Film.Company.Signatory(), auditor}})
	return cnc.NewSheet(d)
}

// AuditBundle is the package for the auditor: the cost to certify (PDF and workbook), the comparison of points, and the papers
// given.
func (c Closing) AuditBundle(papers []cnc.Piece) Bundle {
	cost := c.CertifiedCost()
	pieces := []cnc.Piece{
		cnc.Print("", "cout-definitif.pdf", cost.WritePDF),
		cnc.Print("", "cout-definitif.xlsx", cost.WriteXLSX),
		cnc.Print("", "cloture.pdf", c.WritePDF),
	}
	return Bundle{Film: c.Film, Title: "Coût définitif, dossier du commissaire aux comptes", On: c.On, Pieces: append(pieces, papers...)}
}
