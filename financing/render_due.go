package financing

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// instalmentTable lists the instalments of every resource with their dates, when a date of shoot is known.
func (p Plan) instalmentTable() (doc.Table, bool) {
	t := doc.Table{Key: "echeances", Sheet: "Échéances", Title: "Échéancier des ressources",
		Columns: []doc.Column{{Key: "label", Title: "Ressource", Width: 5}, {Key: "event", Title: "Événement", Width: 3},
			{Key: "share", Title: "Part", Width: 1, Kind: doc.Percent}, {Key: "euros", Title: "Euros", Width: 2, Kind: doc.Amount},
			{Key: "date", Title: "Date", Width: 1.5, Kind: doc.Date}, {Key: "base", Title: "Source", Width: 2.5}}}
	tl, rep := CompleteTimeline(p.Timeline, nil, 0)
	if rep.Err() != nil {
		tl = p.Timeline
	}
	for i, x := range p.Resources {
		list := x.due()
		amounts, err := x.Amounts()
		if err != nil {
			continue
		}
		base := doc.S("contrat")
		if len(x.Instalments) == 0 {
			base = doc.S("usage (hypothèse)").As(doc.Warning)
		}
		for k, n := range list {
			label := n.Event.Label()
			if n.LagDays != 0 {
				label += fmt.Sprintf(" %+d j", n.LagDays)
			}
			if n.Needs != "" {
				label += " (" + n.Needs + ")"
			}
			c := doc.Eur(amounts[k])
			t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("e%d_%d", i+1, k+1),
				Cells: []doc.Cell{doc.S(x.Label), doc.S(label), doc.Pct(money.Sane(n.Share), 0), c, doc.D(n.DueOn(tl, x)), base}})
		}
	}
	return t, len(t.Rows) > 0
}

// subTables prints the own plans of co-producers.
func (p Plan) subTables() (out []doc.Block) {
	for i, x := range p.Resources {
		if x.Sub == nil {
			continue
		}
		t := doc.Table{Key: doc.Key("sub", i), Sheet: "Coproducteurs", Title: "Plan de " + fr.Dotted(x.Label, x.Party),
			Columns: []doc.Column{{Key: "label", Title: "Ressource", Width: 5}, {Key: "kind", Title: "Nature", Width: 3},
				{Key: "euros", Title: "Euros", Width: 2, Kind: doc.Amount}, {Key: "state", Title: "État", Width: 2}}}
		sum := decimal.Zero
		for k, y := range x.Sub.Resources {
			sum = sum.Add(y.Euros())
			t.Rows = append(t.Rows, doc.Row{Key: doc.Key("r", k), Cells: []doc.Cell{doc.S(fr.Dotted(y.Label, y.Party)),
				doc.S(y.Kind.Label()),
				doc.Eur(y.Euros()), doc.S(y.State.Label())}})
		}
		f := "0"
		if n := len(x.Sub.Resources); n > 0 {
			f = "ROUND(SUM({r1.euros:" + doc.Key("r", n-1) + ".euros}),2)"
		}
		t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total,
			Cells: []doc.Cell{doc.S("Total"), doc.S(""), doc.Eur(sum).With(f), doc.S("")}})
		out = append(out, doc.Heading{Level: 2, Text: "Plan du coproducteur"}, t)
	}
	return out
}
