package treasury

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// BankFile is the dossier d'escompte for the bank: the contracts assigned with their instalments, the need with and without
// credit, the credit's moves and cost.
type BankFile struct {
	Company  string         `json:"company,omitempty"`
	Plan     financing.Plan `json:"plan"`
	Facility Facility       `json:"facility"`
	Without  CashFlow       `json:"without"` // treasury without credit
	With     CashFlow       `json:"with"`    // treasury with it
}

// Bank draws the file for the bank: the treasury of the input without and with its facility. It refuses an input without one.
func Bank(in Input) (BankFile, error) {
	if in.Settings.Facility == nil {
		return BankFile{}, fmt.Errorf("financing : dossier bancaire sans crédit demandé")
	}
	out := BankFile{Company: in.Company, Plan: in.Plan, Facility: *in.Settings.Facility}
	with, err := Cash(in)
	if err != nil {
		return out, err
	}
	in.Settings.Facility = nil
	without, err := Cash(in)
	if err != nil {
		return out, err
	}
	out.With, out.Without = with, without
	return out, nil
}

// Document prints the file.
func (f BankFile) Document() doc.Document {
	s := financing.Summarize(f.Plan)
	d := doc.Document{Title: "Dossier bancaire", Subtitle: fr.Dotted(f.Facility.Bank,
		"escompte de contrats (cession Dailly, CMF art. L313-23)"), Film: f.Plan.Title, Company: f.Company, Date: f.Plan.Date,
		Page: doc.Landscape}
	cost := f.With.Interest.Add(f.With.Fees)
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{
		{Label: "Besoin sans crédit", Value: fr.WholeEuros(f.Without.PeakNeed), Note: low(f.Without), Style: doc.Alert},
		{Label: "Point bas avec crédit", Value: fr.WholeEuros(f.With.Lowest.Amount), Note: low(f.With)},
		{Label: "Coût du crédit", Value: fr.WholeEuros(cost), Note: "intérêts et commissions"},
		{Label: "Acquis", Value: fr.WholeEuros(s.Secured), Note: fr.Percent(s.Share(s.Secured), 1) + " du coût"},
	}}, doc.Heading{Level: 2, Text: "Contrats cédés"}, f.contracts(), doc.Heading{Level: 2, Text: "Échéances des contrats cédés"}, f.due(),
		doc.Heading{Level: 2, Text: "Trésorerie avec le crédit"})
	if len(f.With.Rows) == 0 {
		d.Blocks = append(d.Blocks, doc.Para{Text: "Aucun mouvement.", Style: doc.Muted})
	} else {
		d.Blocks = append(d.Blocks, f.With.chart(), f.With.plainRows())
	}
	if len(f.With.Loans) > 0 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Mouvements du crédit"}, f.With.loanTable())
	}
	var pieces []string
	for _, a := range f.Facility.Assigned {
		if x, ok := f.Plan.Find(a.Resource); ok {
			for _, p := range piecesOf(x) {
				pieces = append(pieces, x.Label+" : "+p)
			}
		}
	}
	pieces = append(pieces, "devis détaillé", "plan de financement", "plan de trésorerie", "extrait Kbis de moins de 3 mois",
		"comptes des deux derniers exercices", "bordereaux de cession Dailly")
	d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Pièces à joindre"}, checklist("Pièces", pieces))
	return d.Plus(doc.Controls("Contrôles", f.With.Report)...)
}

func low(c CashFlow) string {
	if len(c.Rows) == 0 {
		return ""
	}
	return c.Rows[c.Lowest.Row].Label
}

// plainRows is the table of periods without links to the tables of receipts and payments, which the file does not print.
func (c CashFlow) plainRows() doc.Table {
	t := c.rowTable()
	for i := range t.Rows {
		for k := range t.Rows[i].Cells {
			if i < len(c.Rows) && k < len(t.Columns) && (t.Columns[k].Key == "in" || t.Columns[k].Key == "out") {
				t.Rows[i].Cells[k].Formula = ""
			}
		}
	}
	return t
}

func (f BankFile) contracts() doc.Table {
	t := doc.Table{Key: "contrats", Sheet: "Contrats", Columns: []doc.Column{{Key: "label", Title: "Contrat", Width: 4},
		{Key: "party", Title: "Débiteur", Width: 3}, {Key: "state", Title: "État", Width: 2}, {Key: "date", Title: "Date", Width: 1.5,
			Kind: doc.Date},
		{Key: "amount", Title: "Montant HT", Width: 2, Kind: doc.Amount}, {Key: "rate", Title: "Quotité", Width: 1, Kind: doc.Percent},
		{Key: "lend", Title: "Avance", Width: 2, Kind: doc.Amount}}}
	var amount, lend decimal.Decimal
	on := f.Plan.Date
	if on.IsZero() {
		on = f.With.Date
	}
	for i, a := range f.Facility.Assigned {
		x, ok := f.Plan.Find(a.Resource)
		if !ok {
			continue
		}
		var r moteur.Report // what it finds is already in the treasury's report
		rate := advanceRate(a, x, openRules(on, nil, &r), "")
		v := money.Times(x.Euros(), rate)
		amount, lend = amount.Add(x.Euros()), lend.Add(v)
		state := doc.S(x.State.Label())
		if !x.State.Firm() {
			state = state.As(doc.Warning)
		}
		t.Rows = append(t.Rows, doc.Row{Key: doc.Key("c", i), Cells: []doc.Cell{doc.S(x.Label), doc.S(x.Party), state, doc.D(x.Date),
			doc.Eur(x.Euros()).Editable(), doc.Pct(rate, 0).Editable(), doc.Eur(v).With("ROUND({@.amount}*{@.rate},2)")}})
	}
	fa, fl := "0", "0"
	if n := len(t.Rows); n > 0 {
		first, last := t.Rows[0].Key, t.Rows[n-1].Key
		fa, fl = "ROUND(SUM({"+first+".amount:"+last+".amount}),2)", "ROUND(SUM({"+first+".lend:"+last+".lend}),2)"
	}
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.S(""), doc.S(""), doc.S(""),
		doc.Eur(amount).With(fa), doc.S(""), doc.Eur(lend).With(fl)}})
	return t
}

func (f BankFile) due() doc.Table {
	t := doc.Table{Key: "echeances", Sheet: "Contrats", Columns: []doc.Column{{Key: "date", Title: "Date", Width: 1.5, Kind: doc.Date},
		{Key: "label", Title: "Échéance", Width: 6}, {Key: "amount", Title: "Montant TTC", Width: 2, Kind: doc.Amount},
		{Key: "basis", Title: "Source de la date", Width: 3}}}
	assigned := map[string]bool{}
	for _, a := range f.Facility.Assigned {
		assigned[a.Resource] = true
	}
	for _, m := range f.Without.Movements {
		if m.In && assigned[m.Key] {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.D(m.Date), doc.S(m.Label), doc.Eur(m.Net.Add(m.VAT)),
				doc.S(m.Basis).As(doc.Muted)}})
		}
	}
	return t
}

// piecesOf gives the pieces of a resource, or those usual for its kind.
func piecesOf(x financing.Resource) []string {
	if len(x.Pieces) > 0 {
		return x.Pieces
	}
	return x.Kind.Pieces()
}

func checklist(sheet string, items []string) doc.Table {
	t := doc.Table{Sheet: sheet, Columns: []doc.Column{{Title: "Fait", Width: 0.7, Kind: doc.Centre}, {Title: "Pièce", Width: 8},
		{Title: "Observations", Width: 5}}}
	for _, p := range items {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C("☐"), doc.S(p), doc.S("").Editable()}})
	}
	return t
}

// WritePDF prints the file for the bank. See Document.
func (f BankFile) WritePDF(w io.Writer) error { return pdf.Write(w, f.Document()) }

// WriteXLSX writes the file for the bank as a workbook. See Document.
func (f BankFile) WriteXLSX(w io.Writer) error { return xlsx.Write(w, f.Document()) }
