package financing

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
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
	d.Blocks = append(d.Blocks, unverifiedNote(c.Report)...)
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
	return appendBlocks(d, findings("Contrôles", c.Report))
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
		t.Rows = append(t.Rows, doc.Row{Key: key("l", i), Cells: []doc.Cell{doc.S(l.Label),
			doc.S(string(l.Category) + ") " + l.Category.Label()), doc.Eur(l.Amount).Editable(), doc.Eur(l.Lost).Editable(),
			doc.Eur(l.Eligible).With("ROUND({@.amount}-{@.lost},2)"), doc.S(strings.Join(why, " ; ")).As(doc.Muted)}})
	}
	last := key("l", len(c.Lines)-1)
	sum := func(col string) string { return "ROUND(SUM({l1." + col + ":" + last + "." + col + "}),2)" }
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.S(""),
		doc.Eur(amount).With(sum("amount")), doc.Eur(lost).With(sum("lost")), doc.Eur(c.Eligible).With(sum("eligible")), doc.S("")}})
	return t
}

// calculation prints the derivation as a column of live formulas: each step over the rows of its parts.
func (c Credit) calculation() doc.Table {
	t := doc.Table{Key: "calcul", Sheet: "Calcul", Title: "Chaque étape suit celles dont elle se calcule",
		Columns: []doc.Column{{Key: "label", Title: "Étape", Width: 6}, {Key: "value", Title: "Valeur", Width: 2.4, Kind: doc.Number},
			{Key: "how", Title: "Opération", Width: 3}, {Key: "source", Title: "Texte", Width: 4}}}
	total := ""
	if len(c.Lines) > 0 {
		total = "{depenses!total.eligible}"
	}
	stepRows(&t, c.Step, 0, map[string]string{"dépenses éligibles": total})
	t.Rows[len(t.Rows)-1].Style = doc.Total
	return t
}

// stepRows writes the rows of a step after those of its parts, so that formulas read upward, and returns the step's key. Steps
// named in given take that formula instead of their parts.
func stepRows(t *doc.Table, s moteur.Step, depth int, given map[string]string) string {
	f, how := "", map[moteur.Op]string{moteur.OpGiven: "donnée", moteur.OpSum: "somme", moteur.OpMinus: "différence",
		moteur.OpProduct: "produit", moteur.OpRatio: "rapport", moteur.OpLeast: "le plus petit", moteur.OpMost: "le plus grand",
		moteur.OpShare: "part"}[s.Op]
	if g, ok := given[s.Label]; ok && g != "" {
		f = g
	} else {
		var parts []string
		for _, p := range s.Parts {
			parts = append(parts, "{"+stepRows(t, p, depth+1, given)+".value}")
		}
		f = stepFormula(s, parts)
	}
	k := key("s", len(t.Rows))
	c := doc.Num(s.Value, -1)
	if s.Value.Exponent() < -4 {
		c = doc.Num(s.Value, 6)
	} else if s.Op != moteur.OpGiven || s.Value.Abs().GreaterThan(decimal.NewFromInt(100)) {
		c = doc.Eur(s.Value)
	}
	if f != "" {
		c = c.With(f)
	} else {
		c = c.Editable()
	}
	t.Rows = append(t.Rows, doc.Row{Key: k, Indent: min(depth, 4), Cells: []doc.Cell{doc.S(fr.Capital(s.Label)), c, doc.S(how),
		doc.S(s.Source.String()).As(doc.Muted)}})
	return k
}

func stepFormula(s moteur.Step, parts []string) string {
	f := ""
	switch s.Op {
	case moteur.OpSum:
		f = strings.Join(parts, "+")
	case moteur.OpMinus:
		f = strings.Join(parts, "-")
	case moteur.OpProduct:
		f = strings.Join(parts, "*")
	case moteur.OpRatio:
		if len(parts) == 2 {
			f = "IF(" + parts[1] + "=0,0," + parts[0] + "/" + parts[1] + ")"
		}
	case moteur.OpLeast:
		f = "MIN(" + strings.Join(parts, ",") + ")"
	case moteur.OpMost:
		f = "MAX(" + strings.Join(parts, ",") + ")"
	default:
		return ""
	}
	if len(parts) == 0 {
		return "0"
	}
	if s.Places != moteur.Exact {
		return "ROUND(" + f + "," + decimal.NewFromInt(int64(s.Places)).String() + ")"
	}
	if s.Op == moteur.OpSum || s.Op == moteur.OpMinus {
		return "ROUND(" + f + ",6)"
	}
	return f
}

func (c Credit) claimTable() doc.Table {
	t := doc.Table{Key: "creances", Sheet: "Calcul", Title: "Une créance par exercice",
		Columns: []doc.Column{{Key: "year", Title: "Exercice clos le", Width: 3, Kind: doc.Date},
			{Key: "spend", Title: "Dépenses", Width: 2, Kind: doc.Amount}, {Key: "amount", Title: "Créance", Width: 2, Kind: doc.Amount}}}
	for i, x := range c.Claims {
		t.Rows = append(t.Rows, doc.Row{Key: key("c", i), Cells: []doc.Cell{doc.D(x.YearEnd), doc.Eur(x.Spend), doc.Eur(x.Amount)}})
	}
	last := key("c", len(c.Claims)-1)
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S("Total"),
		doc.Eur(c.Eligible).With("ROUND(SUM({c1.spend:" + last + ".spend}),2)"),
		doc.Eur(c.Amount).With("ROUND(SUM({c1.amount:" + last + ".amount}),2)")}})
	return t
}
