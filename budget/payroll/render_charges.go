package payroll

import (
	"fmt"
	"io"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

// ChargeSheet is the coût employeur of a crew: one Charged a person.
type ChargeSheet struct {
	Film moteur.Film `json:"film"`
	Date moteur.Date `json:"date"`
	Rows []ChargeRow `json:"rows"`
}

// ChargeRow is one person of a ChargeSheet.
type ChargeRow struct {
	Name    string  `json:"name"`
	Job     string  `json:"job"`
	Profile Profile `json:"profile"`
	Charged Charged `json:"charged"`
}

// Document prints a summary with live totals, then the lines of each person, then what is to be confirmed.
func (s ChargeSheet) Document() doc.Document {
	sum := doc.Table{Key: "cost", Sheet: "Coûts", Title: "Coût employeur",
		Columns: []doc.Column{{Title: "Nom", Width: 4}, {Title: "Fonction", Width: 4}, {Title: "Profil", Width: 3},
			{Key: "gross", Title: "Brut", Width: 2, Kind: doc.Amount}, {Key: "charges", Title: "Charges", Width: 2, Kind: doc.Amount},
			{Key: "cost", Title: "Coût", Width: 2, Kind: doc.Amount}, {Title: "Taux", Width: 2, Kind: doc.Percent}}}
	var total Charged
	var rep moteur.Report
	details := []doc.Block{doc.Heading{Level: 2, Text: "Détail par personne"}}
	for i, r := range s.Rows {
		key := fmt.Sprintf("p%d", i+1)
		c := r.Charged
		lines := doc.Table{Key: "d" + key, Sheet: "Détail", Compact: true, Title: r.Name + " – " + r.Job,
			Columns: []doc.Column{{Title: "Ligne", Width: 5}, {Key: "base", Title: "Assiette", Width: 2, Kind: doc.Amount},
				{Key: "rate", Title: "Taux", Width: 2, Kind: doc.Percent}, {Key: "amount", Title: "Montant", Width: 2, Kind: doc.Amount},
				{Title: "Texte", Width: 5, PaperOnly: true}}}
		for k, l := range c.Lines {
			amount := doc.Eur(l.Amount)
			if l.Base.Mul(l.Rate).Round(2).Equal(l.Amount) { // a capped reduction is not the product
				amount = amount.With("ROUND({@.base}*{@.rate},2)")
			}
			lines.Rows = append(lines.Rows, doc.Row{Key: fmt.Sprintf("l%d", k+1),
				Cells: []doc.Cell{doc.S(l.Label), doc.Eur(l.Base), doc.Pct(l.Rate, 3), amount, doc.S(l.Source.String()).As(doc.Muted)}})
		}
		charges := doc.Eur(c.Total)
		if n := len(c.Lines); n > 0 {
			charges = charges.With(fmt.Sprintf("ROUND(SUM({l1.amount:l%d.amount}),2)", n))
			lines.Rows = append(lines.Rows, doc.Row{Key: "total", Style: doc.Total,
				Cells: []doc.Cell{doc.S("Total des charges"), {}, {}, charges, {}}})
			charges = doc.Eur(c.Total).With(fmt.Sprintf("{d%s!total.amount}", key))
		}
		sum.Rows = append(sum.Rows, doc.Row{Key: key, Cells: []doc.Cell{doc.S(r.Name), doc.S(r.Job), doc.S(r.Profile.Label()),
			doc.Eur(c.Gross), charges,
			doc.Eur(c.Cost).With("ROUND({@.gross}+{@.charges},2)"), doc.Pct(c.Percent(), 2)}})
		total.Gross, total.Total, total.Cost = total.Gross.Add(c.Gross), total.Total.Add(c.Total), total.Cost.Add(c.Cost)
		rep.Merge("", c.Report)
		if len(c.Lines) > 0 {
			details = append(details, lines)
		}
	}
	if n := len(s.Rows); n > 0 {
		col := func(name string) string { return fmt.Sprintf("ROUND(SUM({p1.%s:p%d.%s}),2)", name, n, name) }
		sum.Rows = append(sum.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), {}, {},
			doc.Eur(total.Gross).With(col("gross")), doc.Eur(total.Total).With(col("charges")),
			doc.Eur(total.Cost).With(col("cost")), doc.Pct(total.Percent(), 2)}})
	}
	d := doc.Document{Title: "Charges patronales", Film: s.Film.Title, Company: s.Film.Company.Name, Date: s.Date, Page: doc.Landscape,
		Footer: "Confidentiel – rémunérations", Blocks: []doc.Block{sum}}
	d.Blocks = append(d.Blocks, details...)
	d.Blocks = append(d.Blocks, doc.Findings("À confirmer et hypothèses", dedupe(rep)))
	return d
}

// dedupe keeps each issue once, whatever the person.
func dedupe(r moteur.Report) moteur.Report {
	var out moteur.Report
	for _, i := range r.Issues {
		if !slices.ContainsFunc(out.Issues, func(j moteur.Issue) bool { return j.Rule == i.Rule && j.Message == i.Message }) {
			out.Add(i)
		}
	}
	return out
}

// WritePDF writes the sheet on paper.
func (s ChargeSheet) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteXLSX writes the sheet as a live workbook.
func (s ChargeSheet) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Document()) }
