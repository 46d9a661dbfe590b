package credit

import (
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// Document lays the calculation of the credit out: the result, the spend line by line with what cut it, the calculation in live
// formulas with the article of each step, the claims by financial year, what the limits cost.
func (c Credit) Document() doc.Document {
	d := doc.Document{Title: c.Regime.Label(), Subtitle: "Calcul estimatif", Film: c.Title, Date: c.Date}
	lost := decimal.Zero
	for _, l := range c.Losses {
		lost = lost.Add(l.Credit)
	}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{{Label: "Crédit d'impôt", Value: fr.WholeEuros(c.Amount), Style: doc.Good},
		{Label: "Dépenses éligibles", Value: fr.WholeEuros(c.Eligible)},
		{Label: "Taux", Value: fr.Percent(c.Rate, 0)}, {Label: "Crédit perdu aux plafonds", Value: fr.WholeEuros(lost)}}})
	d.Blocks = append(d.Blocks, doc.Unconfirmed(c.Report)...)
	if len(c.Lines) > 0 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Dépenses éligibles"}, c.lineTable())
	}
	d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Calcul"}, c.calculation())
	if len(c.Losses) > 0 {
		t := doc.Table{Sheet: "Calcul", Title: "Ce que coûtent les plafonds",
			Columns: []doc.Column{{Title: "Plafond", Width: 6}, {Title: "Dépense perdue", Width: 2, Kind: doc.Amount},
				{Title: "Crédit perdu", Width: 2, Kind: doc.Amount}}}
		for _, l := range c.Losses {
			spend := doc.S("")
			if !l.Spend.IsZero() {
				spend = doc.Eur(l.Spend)
			}
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(fr.Capital(l.Limit)), spend, doc.Eur(l.Credit)}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	if len(c.Claims) > 0 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Créances par exercice"}, c.claimTable())
	}
	if len(c.Shares) > 0 {
		t := doc.Table{Sheet: "Calcul", Title: "Partage entre producteurs délégués",
			Columns: []doc.Column{{Title: "Producteur", Width: 5}, {Title: "Dépenses", Width: 2, Kind: doc.Amount},
				{Title: "Crédit", Width: 2, Kind: doc.Amount}}}
		for _, p := range c.Shares {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(p.Name), doc.Eur(p.Spend), doc.Eur(p.Amount)}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	return d.Plus(doc.Controls("Contrôles", c.Report)...)
}

func (c Credit) lineTable() doc.Table {
	t := doc.Table{Key: "depenses", Sheet: "Dépenses", Title: "Ligne à ligne",
		Columns: []doc.Column{{Key: "label", Title: "Dépense", Width: 5}, {Key: "cat", Title: "Catégorie", Width: 3},
			{Key: "amount", Title: "Devis", Width: 2, Kind: doc.Amount},
			{Key: "lost", Title: "Écarté", Width: 2, Kind: doc.Amount}, {Key: "eligible", Title: "Éligible", Width: 2, Kind: doc.Amount},
			{Key: "why", Title: "Motif", Width: 5}}}
	var amount, lost decimal.Decimal
	for i, l := range c.Lines {
		var why []string
		for _, x := range l.Cuts {
			limit := ""
			if x.By != nil {
				limit = x.By.Label + " ; "
			}
			why = append(why, x.Reason+" : "+fr.Euros(x.Lost)+" ("+limit+x.Source.String()+")")
		}
		amount, lost = amount.Add(l.Amount), lost.Add(l.Lost)
		t.Rows = append(t.Rows, doc.Row{Key: doc.Key("l", i), Cells: []doc.Cell{doc.S(l.Label),
			doc.S(string(l.Category) + ") " + l.Category.Label()), doc.Eur(l.Amount).Editable(), doc.Eur(l.Lost).Editable(),
			doc.Eur(l.Eligible).With("ROUND({@.amount}-{@.lost},2)"), doc.S(strings.Join(why, " ; ")).As(doc.Muted)}})
	}
	last := doc.Key("l", len(c.Lines)-1)
	sum := func(col string) string { return "ROUND(SUM({l1." + col + ":" + last + "." + col + "}),2)" }
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.S(""),
		doc.Eur(amount).With(sum("amount")), doc.Eur(lost).With(sum("lost")), doc.Eur(c.Eligible).With(sum("eligible")), doc.S("")}})
	return t
}

// calculation prints the derivation as a column of live formulas: each step over the rows of its parts.
func (c Credit) calculation() doc.Table {
	total := ""
	if len(c.Lines) > 0 {
		total = "{depenses!total.eligible}"
	}
	return doc.LiveSteps(doc.Table{Key: "calcul", Sheet: "Calcul", Title: "Chaque étape suit celles dont elle se calcule"}, c.Step,
		map[string]string{"dépenses éligibles": total})
}

func (c Credit) claimTable() doc.Table {
	t := doc.Table{Key: "creances", Sheet: "Calcul", Title: "Une créance par exercice",
		Columns: []doc.Column{{Key: "year", Title: "Exercice clos le", Width: 3, Kind: doc.Date},
			{Key: "spend", Title: "Dépenses", Width: 2, Kind: doc.Amount}, {Key: "amount", Title: "Créance", Width: 2, Kind: doc.Amount}}}
	for i, x := range c.Claims {
		t.Rows = append(t.Rows, doc.Row{Key: doc.Key("c", i), Cells: []doc.Cell{doc.D(x.YearEnd), doc.Eur(x.Spend), doc.Eur(x.Amount)}})
	}
	last := doc.Key("c", len(c.Claims)-1)
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S("Total"),
		doc.Eur(c.Eligible).With("ROUND(SUM({c1.spend:" + last + ".spend}),2)"),
		doc.Eur(c.Amount).With("ROUND(SUM({c1.amount:" + last + ".amount}),2)")}})
	return t
}

// WritePDF prints the calculation of the credit. See Document.
func (c Credit) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the calculation as a live workbook. See Document.
func (c Credit) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }

// SentDocument is the calculation as it is sent: Document without the internal remarks.
func (c Credit) SentDocument() doc.Document { return doc.Sent(c.Document()) }

// WriteSentPDF prints the calculation as it is sent. See SentDocument.
func (c Credit) WriteSentPDF(w io.Writer) error { return pdf.Write(w, c.SentDocument()) }
