package schedule

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// costTable prints the cost of a plan as a devis reads: the terms, and under each its lines with quantity and price. In the
// workbook every amount is a live formula.
func costTable(cost moteur.Step) doc.Table {
	t := doc.Table{Key: "cost", Sheet: costSheet, Title: "Coût du plan de travail", Compact: true,
		Columns: []doc.Column{{Title: "Poste", Width: 7},
			{Key: "n", Title: "Quantité", Width: 1.2, Kind: doc.Number}, {Title: "Unité", Width: 3}, {Key: "rate", Title: "Prix",
				Width: 1.6,
				Kind:  doc.Number},
			{Key: "sum", Title: "Montant", Width: 2, Kind: doc.Amount}}}
	var terms []string
	for i, term := range cost.Parts {
		lines := costLines(nil, "", term.Parts)
		key := fmt.Sprintf("t%d", i)
		terms = append(terms, "{"+key+".sum}")
		head := doc.Row{Key: key, Style: doc.Subtotal, Cells: []doc.Cell{doc.S(term.Label), {}, {}, {}, doc.Eur(term.Value)}}
		for k := range lines {
			lines[k].Key = fmt.Sprintf("t%d_%d", i, k)
			lines[k].Indent = 1
		}
		if n := len(lines); n > 0 {
			head.Cells[4] = doc.Eur(term.Value).With(fmt.Sprintf("ROUND(SUM({%s.sum:%s.sum}),2)", lines[0].Key, lines[n-1].Key))
		}
		t.Rows = append(append(t.Rows, head), lines...)
	}
	total := doc.Eur(cost.Value)
	if len(terms) > 0 {
		total = total.With("ROUND(" + strings.Join(terms, "+") + ",2)")
	}
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S(cost.Label), {}, {}, {}, total}})
	return t
}

// costLines are the lines below a term; a sum inside it lends its name to its own lines.
func costLines(out []doc.Row, of string, steps []moteur.Step) []doc.Row {
	for _, s := range steps {
		label := s.Label
		if of != "" {
			label = of + " : " + strings.ToLower(label[:1]) + label[1:]
		}
		if s.Op == moteur.OpSum {
			out = costLines(out, label, s.Parts)
			continue
		}
		cells := []doc.Cell{doc.S(label), {}, {}, {}, doc.Eur(s.Value)}
		switch {
		case s.Op == moteur.OpProduct && len(s.Parts) == 2:
			n, rate := s.Parts[0], s.Parts[1]
			cells[1], cells[2], cells[3] = doc.Num(n.Value, -1), doc.S(n.Label), doc.Num(rate.Value, 2)
			cells[4] = cells[4].With("ROUND({@.n}*{@.rate},2)")
		case s.Op == moteur.OpRatio && len(s.Parts) == 2 && len(s.Parts[0].Parts) == 3: // minutes of a premium, at the hour's price
			n, hour, premium := s.Parts[0].Parts[0], s.Parts[0].Parts[1], s.Parts[0].Parts[2]
			cells[1], cells[2], cells[3] = doc.Num(n.Value, -1), doc.S("minutes à "+fr.Percent(premium.Value,
				0)+" de l'heure"), doc.Num(hour.Value, 2)
			cells[4] = cells[4].With(fmt.Sprintf("ROUND({@.n}*{@.rate}*%s/60,2)", premium.Value))
		default:
			cells[2] = doc.S(doc.How(s))
		}
		out = append(out, doc.Row{Cells: cells})
	}
	return out
}

// worthTable prints what one day more of each thing is worth.
func worthTable(list []Relaxation) doc.Table {
	t := doc.Table{Sheet: "Valeur d'un jour", Title: "Ce que vaudrait une contrainte desserrée", Compact: true,
		Columns: []doc.Column{{Title: "Changement", Width: 7}, {Title: "Coût du plan", Width: 2, Kind: doc.Amount},
			{Title: "Gain", Width: 2, Kind: doc.Amount}}}
	for _, r := range list {
		if r.Saved.GreaterThan(decimal.Zero) {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(r.Text), doc.Eur(r.Cost), doc.Eur(r.Saved)}})
		}
	}
	return t
}

// costSheet is the sheet of the cost in the workbook of a costed copy.
const costSheet = "Coût"
