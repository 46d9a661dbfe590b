package payroll

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Document prints the sheet: days, pay lines with live totals, findings with their price.
func (s TimeSheet) Document() doc.Document {
	d := doc.Document{Title: "Relevé d'heures et décompte", Subtitle: s.Who, Film: s.Film, Company: s.Company, Date: s.Date,
		Page: doc.Landscape, Footer: "Confidentiel – remis au salarié",
		Blocks: []doc.Block{doc.Fields{Columns: 3, Items: []doc.Field{{Label: "Fonction", Value: s.Terms.Job},
			{Label: "Salaire brut", Value: fr.Euros(s.Gross), Style: doc.Strong}, {Label: "Indemnités", Value: fr.Euros(s.Allowances)}}}}}
	d.Blocks = append(d.Blocks, s.dayTable(), s.lineTable())
	if len(s.Findings) > 0 {
		d.Blocks = append(d.Blocks, s.findingTable())
	}
	if u := s.Report.Doubts(); len(u) > 0 {
		var items []string
		for _, i := range u {
			items = append(items, i.Message)
		}
		d.Blocks = append(d.Blocks, doc.Heading{Level: 3, Text: "À confirmer"}, doc.Bullets{Items: items})
	}
	return d
}

// hm writes minutes as a cell, blank when zero.
func hm(n int) doc.Cell {
	if n == 0 {
		return doc.C("")
	}
	return doc.C(minutes(n))
}

func (s TimeSheet) dayTable() doc.Table {
	t := doc.Table{Sheet: "Jours", Title: "Jours", Compact: true, Columns: []doc.Column{{Title: "Date", Width: 2, Kind: doc.Date},
		{Title: "Jour", Width: 2}, {Title: "Rendez-vous", Width: 2, Kind: doc.Centre}, {Title: "Retour", Width: 2, Kind: doc.Centre},
		{Title: "Amplitude", Width: 2, Kind: doc.Centre}, {Title: "Travail", Width: 2, Kind: doc.Centre}, {Title: "Trajet", Width: 2,
			Kind: doc.Centre}, {Title: "Nuit", Width: 2, Kind: doc.Centre}, {Title: "Dimanche", Width: 2, Kind: doc.Centre},
		{Title: "Férié", Width: 2, Kind: doc.Centre}, {Title: "Au-delà de 10 h", Width: 2, Kind: doc.Centre},
		{Title: "Repos manquant", Width: 2, Kind: doc.Centre}}}
	for _, d := range s.Days {
		day := fr.Weekday(d.Date.Weekday())
		if d.SixthDay {
			day += " (6e jour)"
		}
		rdv, back := doc.C(d.RDV.String()), doc.C("")
		if d.Back.Known() {
			back = doc.C(d.Back.Label(moteur.Date{}))
		}
		if d.Kind == labour.HolidayOff {
			rdv, back = doc.C("férié chômé"), doc.C("")
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.D(d.Date), doc.S(day), rdv, back, hm(d.Span), hm(d.Effective),
			hm(d.Transport), hm(d.Night), hm(d.Sunday), hm(d.Holiday), hm(d.Over10), hm(d.MissingRest)}})
	}
	return t
}

func (s TimeSheet) lineTable() doc.Table {
	t := doc.Table{Key: "pay", Sheet: "Paie", Title: "Lignes de paie",
		Columns: []doc.Column{{Title: "Semaine du", Width: 2, Kind: doc.Date}, {Title: "Rubrique", Width: 3}, {Title: "Libellé", Width: 6},
			{Key: "n", Title: "Nombre", Width: 2, Kind: doc.Number}, {Key: "rate", Title: "Taux", Width: 2, Kind: doc.Percent},
			{Key: "base", Title: "Base", Width: 2, Kind: doc.Number}, {Key: "amount", Title: "Montant", Width: 2, Kind: doc.Amount}}}
	part := func(allowance bool, title, key string, total decimal.Decimal) {
		var rows []doc.Row
		sum := ""
		for i, l := range s.Lines {
			if l.Allowance != allowance {
				continue
			}
			row := fmt.Sprintf("l%d", i+1)
			amount := doc.Eur(l.Amount)
			// under the cap, or at a rounded rate, the amount is not the product
			if l.Hours.Mul(l.Rate).Mul(l.Hourly).Round(2).Equal(l.Amount) {
				amount = amount.With("ROUND({@.n}*{@.rate}*{@.base},2)")
			}
			rows = append(rows, doc.Row{Key: row, Cells: []doc.Cell{doc.D(l.Week), doc.S(l.Rule).As(doc.Muted), doc.S(l.Label),
				doc.Num(l.Hours, -1), doc.Pct(l.Rate, 0), doc.Num(l.Hourly, -1), amount}})
			sum = row
		}
		if len(rows) == 0 {
			return
		}
		t.Rows = append(t.Rows, rows...)
		t.Rows = append(t.Rows, doc.Row{Key: key, Style: doc.Total, Cells: []doc.Cell{doc.S(title), {}, {}, {}, {}, {},
			doc.Eur(total).With(fmt.Sprintf("ROUND(SUM({%s.amount:%s.amount}),2)", rows[0].Key, sum))}})
	}
	part(false, "Salaire brut", "gross", s.Gross)
	part(true, "Indemnités", "allowances", s.Allowances)
	return t
}

func (s TimeSheet) findingTable() doc.Table {
	t := doc.Table{Sheet: "Constats", Title: "Constats", Columns: []doc.Column{{Title: "Date", Width: 2, Kind: doc.Date},
		{Title: "Gravité", Width: 2}, {Title: "Constat", Width: 8}, {Title: "Règle", Width: 3}, {Title: "Texte", Width: 5},
		{Title: "Prix", Width: 2, Kind: doc.Amount}}}
	for _, f := range s.Findings {
		price := doc.Cell{}
		if !f.Price.IsZero() {
			price = doc.Eur(f.Price)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.D(f.Date), doc.S(f.Severity.Label()), doc.S(f.Message),
			doc.S(f.Rule).As(doc.Muted), doc.S(f.Source.String()).As(doc.Muted), price}})
	}
	return t
}

// WritePDF writes the sheet on paper.
func (s TimeSheet) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteXLSX writes the sheet as a live workbook.
func (s TimeSheet) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Document()) }
