package financing

import (
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Document lays the plan de financement out: key figures, the resources by group with their states, the totals by state and by
// territory, the test of public aid, the instalments, what the checks found.
func (p Plan) Document() doc.Document {
	s := Summarize(p)
	d := doc.Document{Title: "Plan de financement", Film: p.Title, Date: p.Date, Page: doc.Landscape}
	gap := doc.Figure{Label: "Reste à trouver", Value: fr.WholeEuros(s.Gap), Note: fr.Percent(share(s.Gap, s.Cost), 1) + " du coût",
		Style: doc.Alert}
	switch {
	case s.Gap.IsZero():
		gap.Style, gap.Note = doc.Good, "plan équilibré"
	case s.Gap.IsNegative():
		gap.Label, gap.Value, gap.Note = "Excédent", fr.WholeEuros(s.Gap.Neg()), "ressources au-delà du coût"
	}
	aid := doc.Figure{Label: "Aides publiques", Value: fr.Percent(s.Intensity.Ratio, 1), Note: "plafond non vérifié", Style: doc.Warning}
	if s.Intensity.Known {
		aid.Note, aid.Style = "plafond "+fr.Percent(s.Intensity.Rate, 0), doc.Good
		if s.Intensity.Passed() {
			aid.Style = doc.Alert
		}
	}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{
		{Label: "Coût", Value: fr.WholeEuros(s.Cost)},
		{Label: "Acquis", Value: fr.WholeEuros(s.Secured), Note: fr.Percent(share(s.Secured, s.Cost), 1)},
		gap, aid,
	}})
	d.Blocks = append(d.Blocks, doc.Unconfirmed(s.Report)...)
	d.Blocks = append(d.Blocks, p.resourceTable(s), p.stateTable(s), p.sideTable(s), p.aidTable(s))
	if t, ok := p.instalmentTable(); ok {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Échéances"}, t)
	}
	d.Blocks = append(d.Blocks, p.subTables()...)
	d.Blocks = append(d.Blocks, doc.Chart{Kind: doc.HBars, Title: "Ressources par famille", Unit: "€", Labels: groupLabels(s),
		Series: []doc.Series{{Name: "Montant", Values: groupValues(s)}}, Height: 45})
	return d.Plus(doc.Controls("Contrôles", Check(p))...)
}

func groupLabels(s Summary) (out []string) {
	for _, g := range s.Groups {
		out = append(out, g.Group.Label())
	}
	return out
}

func groupValues(s Summary) (out []decimal.Decimal) {
	for _, g := range s.Groups {
		out = append(out, g.Amount)
	}
	return out
}

func currency(x Resource) string {
	if x.Currency == "" {
		return "EUR"
	}
	return x.Currency
}

// resourceTable is the plan itself.
func (p Plan) resourceTable(s Summary) doc.Table {
	t := doc.Table{Key: "plan", Sheet: "Plan", Title: "Ressources", Columns: []doc.Column{
		{Key: "label", Title: "Ressource", Width: 5}, {Key: "kind", Title: "Nature", Width: 3}, {Key: "side", Title: "Part", Width: 0.8,
			Kind: doc.Centre},
		{Key: "public", Title: "Aide", Width: 0.8, Kind: doc.Centre}, {Key: "amount", Title: "Montant", Width: 2, Kind: doc.Number},
		{Key: "currency", Title: "Devise", Width: 0.9, Kind: doc.Centre}, {Key: "rate", Title: "Cours", Width: 1, Kind: doc.Number},
		{Key: "euros", Title: "Euros", Width: 2, Kind: doc.Amount}, {Key: "share", Title: "% du coût", Width: 1.2, Kind: doc.Percent},
		{Key: "state", Title: "État", Width: 1.6}, {Key: "note", Title: "Conditions", Width: 3.5},
	}}
	if !slices.ContainsFunc(p.Resources, func(x Resource) bool { return currency(x) != "EUR" }) {
		for i := range t.Columns {
			switch t.Columns[i].Key {
			case "amount", "currency", "rate":
				t.Columns[i].SheetOnly = true
			}
		}
	}
	blank := doc.S("")
	total := ""
	for gi, g := range groups {
		rows, sum := p.groupRows(g, s)
		if len(rows) == 0 {
			continue
		}
		t.Rows = append(t.Rows, doc.Row{Style: doc.Section, Cells: []doc.Cell{doc.S(g.Label()).Over(len(t.Columns))}})
		t.Rows = append(t.Rows, rows...)
		k := doc.Key("g", gi)
		if total != "" {
			total += "+"
		}
		total += "{" + k + ".euros}"
		t.Rows = append(t.Rows, doc.Row{Key: k, Style: doc.Subtotal, Cells: []doc.Cell{doc.S("Sous-total " + g.Label()), blank, blank,
			blank, blank, blank, blank,
			doc.Eur(sum).With("ROUND(SUM({" + rows[0].Key + ".euros:" + rows[len(rows)-1].Key + ".euros}),2)"), ofCost(sum, s), blank,
			blank}})
	}
	line := func(k, label string, v decimal.Decimal, formula string, style doc.Style) {
		c := doc.Eur(v)
		if formula != "" {
			c = c.With(formula)
		} else {
			c = c.Editable()
		}
		t.Rows = append(t.Rows, doc.Row{Key: k, Style: style, Cells: []doc.Cell{doc.S(label), blank, blank, blank, blank, blank, blank, c,
			ofCost(v, s), blank, blank}})
	}
	if total == "" {
		total = "0"
	}
	line("total", "Total des ressources", s.Total, "ROUND("+total+",2)", doc.Total)
	line("cost", "Coût du film", s.Cost, "", doc.Subtotal)
	line("gap", "Reste à trouver", s.Gap, "ROUND({cost.euros}-{total.euros},2)", doc.Total)
	return t
}

// ofCost is an amount as a share of the cost of the table.
func ofCost(v decimal.Decimal, s Summary) doc.Cell {
	return doc.Pct(share(v, s.Cost), 1).With("IF({cost.euros}=0,0,ROUND({@.euros}/{cost.euros},6))")
}

// groupRows are the rows of the resources of a group, and their sum in euros.
func (p Plan) groupRows(g Group, s Summary) (rows []doc.Row, sum decimal.Decimal) {
	for i, x := range p.Resources {
		if x.Kind.Group() != g {
			continue
		}
		sum = sum.Add(x.Euros())
		rate := money.Sane(x.Rate)
		if rate.IsZero() {
			rate = decimal.NewFromInt(1)
		}
		state := doc.S(x.State.Label())
		if x.State.Secured() {
			state = state.As(doc.Good)
		} else if x.State == Expected {
			state = state.As(doc.Warning)
		}
		rows = append(rows, doc.Row{Key: doc.Key("r", i), Indent: 1, Cells: []doc.Cell{
			doc.S(fr.Dotted(x.Label, x.Party)), doc.S(x.Kind.Label()), doc.C(x.BroughtBy()), doc.C(fr.YesNo(x.IsPublic())),
			doc.Num(money.Sane(x.Amount), 2).Editable(), doc.C(currency(x)), doc.Num(rate, -1).Editable(),
			doc.Eur(x.Euros()).With("ROUND({@.amount}*{@.rate},2)"), ofCost(x.Euros(), s), state, doc.S(x.Conditions).As(doc.Muted)}})
	}
	return rows, sum
}

// span gives the range of a column of the resource rows for SUMIF; the rows between are sections and sub-totals without state.
func (p Plan) span(col string) string {
	first, last := "", ""
	for _, g := range groups {
		for i, x := range p.Resources {
			if x.Kind.Group() == g {
				if first == "" {
					first = doc.Key("r", i)
				}
				last = doc.Key("r", i)
			}
		}
	}
	return "{plan!" + first + "." + col + ":" + last + "." + col + "}"
}

func (p Plan) sumIf(col, value string) string {
	if len(p.Resources) == 0 {
		return "0"
	}
	return "ROUND(SUMIF(" + p.span(col) + ",\"" + value + "\"," + p.span("euros") + "),2)"
}

func totalTable(k, title, head string) doc.Table {
	return doc.Table{Key: k, Sheet: "Plan", Title: title, Columns: []doc.Column{{Key: "label", Title: head, Width: 5},
		{Key: "euros", Title: "Euros", Width: 2, Kind: doc.Amount},
		{Key: "share", Title: "% du coût", Width: 1.2, Kind: doc.Percent}, {Key: "note", Title: "", Width: 6}}}
}

// stateTable totals acquis, en cours, pressenti.
func (p Plan) stateTable(s Summary) doc.Table {
	t := totalTable("etats", "Avancement", "État")
	pct := func(v decimal.Decimal) doc.Cell {
		return doc.Pct(share(v, s.Cost), 1).With("IF({plan!cost.euros}=0,0,ROUND({@.euros}/{plan!cost.euros},6))")
	}
	sum := map[State]decimal.Decimal{}
	for _, x := range p.Resources {
		sum[x.State] = sum[x.State].Add(x.Euros())
	}
	for i, st := range states {
		t.Rows = append(t.Rows, doc.Row{Key: doc.Key("s", i), Indent: 1, Cells: []doc.Cell{doc.S(fr.Capital(st.Label())),
			doc.Eur(sum[st]).With(p.sumIf("state", st.Label())), pct(sum[st]), doc.S("")}})
	}
	for _, r := range []struct {
		k, label string
		v        decimal.Decimal
		f, note  string
	}{
		{"acquis", "Acquis", s.Secured, "ROUND(SUM({s3.euros:s6.euros}),2)",
			"confirmé par lettre ou mieux ; dont contrat, inscription ou paiement : " + fr.Euros(s.Firm)},
		{"encours", "En cours", s.Pending, "{s2.euros}", "demandé"},
		{"pressenti", "Pressenti", s.Expected, "{s1.euros}", ""},
		{"manque", "Reste à trouver", s.Gap, "{plan!gap.euros}", ""},
	} {
		t.Rows = append(t.Rows, doc.Row{Key: r.k, Style: doc.Subtotal,
			Cells: []doc.Cell{doc.S(r.label), doc.Eur(r.v).With(r.f), pct(r.v), doc.S(r.note)}})
	}
	return t
}

// sideTable totals what each country's producers bring.
func (p Plan) sideTable(s Summary) doc.Table {
	t := totalTable("parts", "Participation par pays", "Pays du producteur")
	for i, c := range s.Territories {
		note := "participation étrangère"
		if c.Country == "FR" {
			note = "participation française (RGA art. 211-8)"
		}
		t.Rows = append(t.Rows, doc.Row{Key: doc.Key("p", i), Cells: []doc.Cell{doc.S(c.Country),
			doc.Eur(c.Amount).With(p.sumIf("side", c.Country)),
			doc.Pct(c.Share, 1).With("IF({plan!cost.euros}=0,0,ROUND({@.euros}/{plan!cost.euros},6))"), doc.S(note)}})
	}
	return t
}

// aidTable is the test of public aid, aid by aid.
func (p Plan) aidTable(s Summary) doc.Table {
	in := s.Intensity
	t := doc.Table{Key: "aides", Sheet: "Aides publiques", Title: "Intensité des aides publiques",
		Columns: []doc.Column{{Key: "label", Title: "Aide", Width: 5},
			{Key: "euros", Title: "Euros", Width: 2, Kind: doc.Amount}, {Key: "run", Title: "Cumul", Width: 2, Kind: doc.Amount},
			{Key: "over", Title: "Au-delà du plafond", Width: 2, Kind: doc.Amount}}}
	prev := ""
	for i, a := range in.Aids {
		k := doc.Key("a", i)
		run := "{@.euros}"
		if prev != "" {
			run = "ROUND({" + prev + ".run}+{@.euros},2)"
		}
		style := doc.Normal
		if a.Over.IsPositive() {
			style = doc.Alert
		}
		over := doc.Eur(a.Over).As(style)
		if in.Known {
			over = over.With("MAX(0,ROUND({@.run}-{plafond.euros},2))")
		}
		idx := 0
		for j, x := range p.Resources {
			if x.Key(j) == a.Resource {
				idx = j
			}
		}
		t.Rows = append(t.Rows, doc.Row{Key: k, Indent: 1, Cells: []doc.Cell{doc.S(a.Label),
			doc.Eur(a.Amount).With("{plan!" + doc.Key("r", idx) + ".euros}"), doc.Eur(a.Running).With(run), over}})
		prev = k
	}
	total := "0"
	if prev != "" {
		total = "ROUND(SUM({a1.euros:" + prev + ".euros}),2)"
	}
	foreign := "{plan!cost.euros}"
	if p.International() {
		foreign = "MAX(0,ROUND({plan!cost.euros}-(" + p.foreignSum() + "),2))"
	}
	t.Rows = append(t.Rows,
		doc.Row{Key: "total", Style: doc.Subtotal, Cells: []doc.Cell{doc.S("Total des aides publiques"), doc.Eur(in.Amount).With(total)}},
		doc.Row{Key: "base", Cells: []doc.Cell{doc.S("Base (" + in.Why + ")"), doc.Eur(in.Base).With(foreign)}},
		doc.Row{Key: "taux", Cells: []doc.Cell{doc.S("Intensité"), doc.Pct(in.Ratio,
			2).With("IF({base.euros}=0,0,ROUND({total.euros}/{base.euros},6))")}})
	if !in.Known {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S("Plafond non vérifié : le plan n'a pas de date.").As(doc.Warning)}})
		return t
	}
	limit := doc.Pct(in.Rate, 0)
	t.Rows = append(t.Rows,
		doc.Row{Key: "limite", Cells: []doc.Cell{doc.S("Intensité maximale, " + in.Step.Parts[1].Source.String()), limit}},
		doc.Row{Key: "plafond", Style: doc.Subtotal, Cells: []doc.Cell{doc.S("Plafond"),
			doc.Eur(in.Max).With("ROUND({base.euros}*{limite.euros},2)")}},
		doc.Row{Key: "place", Style: doc.Total, Cells: []doc.Cell{doc.S("Place restante"),
			doc.Eur(in.Room).With("ROUND({plafond.euros}-{total.euros},2)")}})
	return t
}

// foreignSum adds what other countries' producers bring.
func (p Plan) foreignSum() string {
	return "SUM(" + p.span("euros") + ")-SUMIF(" + p.span("state") + ",\"\"," + p.span("euros") + ")-SUMIF(" + p.span("side") + ",\"FR\"," +
		p.span("euros") + ")"
}

// WritePDF prints the plan de financement. See Document.
func (p Plan) WritePDF(w io.Writer) error { return pdf.Write(w, p.Document()) }

// WriteXLSX writes the plan as a live workbook: totals, shares and limits are formulas. See Document.
func (p Plan) WriteXLSX(w io.Writer) error { return xlsx.Write(w, p.Document()) }

// SentDocument is the plan as it is sent to the CNC, a bank or a partner: Document without the internal remarks.
func (p Plan) SentDocument() doc.Document { return doc.Sent(p.Document()) }

// WriteSentPDF prints the plan as it is sent. See SentDocument.
func (p Plan) WriteSentPDF(w io.Writer) error { return pdf.Write(w, p.SentDocument()) }
