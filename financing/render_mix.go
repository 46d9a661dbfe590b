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
	t := doc.LiveSteps(doc.Table{Key: "calcul", Sheet: "Montage", Title: "Ce qui reste"}, r.Best.Step, nil)
	proofs := doc.Table{Key: "regles", Sheet: "Règles", Title: "Preuve des règles",
		Columns: []doc.Column{{Key: "label", Title: "Règle", Width: 6}, {Key: "value", Title: "Montant", Width: 2, Kind: doc.Amount},
			{Key: "limit", Title: "Limite", Width: 2, Kind: doc.Amount}, {Key: "slack", Title: "Marge", Width: 2, Kind: doc.Amount},
			{Key: "ok", Title: "", Width: 1, Kind: doc.Centre}, {Key: "source", Title: "Texte", Width: 3}}}
	for i, p := range r.Best.Proofs {
		proofs.Rows = append(proofs.Rows, doc.Row{Key: doc.Key("r", i), Cells: []doc.Cell{doc.S(fr.Capital(p.Label)), doc.Eur(p.Value),
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
