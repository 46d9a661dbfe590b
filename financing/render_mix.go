package financing

import (
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// Document prints the best mix: its options, the money it keeps with its derivation, the proof of each rule, the price of each limit.
func (r MixResult) Document() doc.Document {
	d := doc.Document{Title: "Meilleur montage", Film: r.Best.Plan.Title, Date: r.Best.Plan.Date, Page: doc.Landscape}
	if !r.Found {
		d.Blocks = append(d.Blocks, doc.Para{Text: "Aucun montage ne respecte toutes les règles.", Style: doc.Alert},
			doc.Bullets{Items: r.Conflict})
		return d
	}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{{Label: "Argent conservé, net", Value: fr.WholeEuros(r.Best.Kept),
		Style: doc.Good}, {Label: "Montages possibles", Value: fr.Int(r.Mixes)}, {Label: "Calculés en entier", Value: fr.Int(r.Examined)}}},
		doc.Para{Text: "Options retenues : " + strings.Join(r.Best.Names, " ; ") + "."})
	t := doc.Table{Key: "calcul", Sheet: "Montage", Title: "Ce qui reste",
		Columns: []doc.Column{{Key: "label", Title: "Étape", Width: 6}, {Key: "value", Title: "Valeur", Width: 2.4, Kind: doc.Number},
			{Key: "how", Title: "Opération", Width: 3}, {Key: "source", Title: "Texte", Width: 4}}}
	stepRows(&t, r.Best.Step, 0, nil)
	t.Rows[len(t.Rows)-1].Style = doc.Total
	proofs := doc.Table{Key: "regles", Sheet: "Règles", Title: "Preuve des règles",
		Columns: []doc.Column{{Key: "label", Title: "Règle", Width: 6}, {Key: "value", Title: "Montant", Width: 2, Kind: doc.Amount},
			{Key: "limit", Title: "Limite", Width: 2, Kind: doc.Amount}, {Key: "slack", Title: "Marge", Width: 2, Kind: doc.Amount},
			{Key: "ok", Title: "", Width: 1, Kind: doc.Centre}, {Key: "source", Title: "Texte", Width: 3}}}
	for i, p := range r.Best.Proofs {
		proofs.Rows = append(proofs.Rows, doc.Row{Key: key("r", i), Cells: []doc.Cell{doc.S(fr.Capital(p.Label)), doc.Eur(p.Value),
			doc.Eur(p.Limit), doc.Eur(p.Slack).With("ROUND({@.limit}-{@.value},2)"), doc.C("☑").As(doc.Good),
			doc.S(p.Source.String()).As(doc.Muted)}})
	}
	prices := doc.Table{Key: "prix", Sheet: "Règles", Title: "Prix de chaque limite",
		Columns: []doc.Column{{Title: "Limite", Width: 6}, {Title: "Gain net si elle n'existait pas", Width: 3, Kind: doc.Amount}}}
	for _, p := range r.Prices {
		c := doc.Eur(p.Gain)
		if p.Gain.GreaterThan(decimal.Zero) {
			c = c.As(doc.Warning)
		}
		prices.Rows = append(prices.Rows, doc.Row{Cells: []doc.Cell{doc.S(fr.Capital(p.Label)), c}})
	}
	d.Blocks = append(d.Blocks, t, proofs, prices)
	return d
}

// WritePDF prints the best mix. See Document.
func (r MixResult) WritePDF(w io.Writer) error { return pdf.Write(w, r.Document()) }

// WriteXLSX writes the best mix as a workbook. See Document.
func (r MixResult) WriteXLSX(w io.Writer) error { return xlsx.Write(w, r.Document()) }

// Document prints a support: slices, coefficient, derivation in live formulas.
func (s Support) Document() doc.Document {
	d := doc.Document{Title: "Soutien automatique généré", Subtitle: s.Origin, Date: s.Date}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{{Label: "Soutien", Value: fr.WholeEuros(s.Amount), Style: doc.Good},
		{Label: "Recettes", Value: fr.WholeEuros(s.Receipts)}, {Label: "Coefficient", Value: fr.Plain(s.Coefficient)}}})
	t := doc.Table{Key: "calcul", Sheet: "Calcul", Title: "Calcul", Columns: []doc.Column{{Key: "label", Title: "Étape", Width: 6},
		{Key: "value", Title: "Valeur", Width: 2.4, Kind: doc.Number}, {Key: "how", Title: "Opération", Width: 3},
		{Key: "source", Title: "Texte", Width: 4}}}
	if len(s.Slices) > 0 || !s.Step.Value.IsZero() {
		stepRows(&t, s.Step, 0, nil)
		t.Rows[len(t.Rows)-1].Style = doc.Total
	}
	d.Blocks = append(d.Blocks, t)
	return appendBlocks(d, findings("Contrôles", s.Report))
}

// WritePDF prints the support. See Document.
func (s Support) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteXLSX writes the support as a live workbook. See Document.
func (s Support) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Document()) }
