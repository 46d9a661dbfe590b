package budget

import (
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Depth says how far a printed devis goes into its nomenclature.
type Depth int

// The depths of print.
const (
	Posts    Depth = 1 // posts
	SubPosts Depth = 2 // sub-posts too
	Entries  Depth = 3 // the lines of the nomenclature too
	Full     Depth = 4 // and the lines of the devis under each
)

// Document is the devis as one sends it: recap by post, percent lines, detail down to the lines, findings.
func (e Estimate) Document() doc.Document { return e.DocumentAt(Full) }

// Sent is the devis as it is sent to the CNC, a bank or a partner: the same figures without the remarks kept for the production.
// The errors of a refused devis stay.
func (e Estimate) Sent() Estimate {
	e.Report = moteur.Report{Issues: e.Report.Of(moteur.Error)}
	return e
}

// WritePDF prints the devis in full.
func (e Estimate) WritePDF(w io.Writer) error { return pdf.Write(w, e.Document()) }

// WriteText prints the devis in full, for terminals.
func (e Estimate) WriteText(w io.Writer) error { return text.Write(w, e.Document()) }

// DocumentAt is the devis printed down to a depth. The total does not depend on it.
func (e Estimate) DocumentAt(depth Depth) doc.Document {
	b := e.Budget
	d := doc.Document{Title: "Devis", Subtitle: "Devis estimatif, montants en euros hors taxes", Film: b.Title,
		Company: b.Company, Date: b.Date, Version: b.Version, Page: doc.Landscape}
	if e.Report.Err() != nil { // a refused devis prints what is wrong with it
		d.Blocks = []doc.Block{doc.Findings("Points à corriger", e.Report)}
		return d
	}
	grid, _ := LoadGrid(b.Grid)
	fields := []doc.Field{{Label: "Œuvre", Value: b.Title}, {Label: "Nomenclature", Value: grid.Title},
		{Label: "Arrondi", Value: b.Rounding.Label()}}
	if b.Kind != "" {
		fields = append(fields, doc.Field{Label: "Genre", Value: fr.Capital(b.Kind.Label())})
	}
	fields = append(fields, doc.Field{Label: "Total hors taxes", Value: fr.Euros(e.Total), Style: doc.Strong})
	if b.Minutes > 0 {
		perMinute := e.Exact.DivRound(decimal.NewFromInt(int64(b.Minutes)), 2)
		fields = append(fields, doc.Field{Label: "Coût par minute", Value: fr.Euros(perMinute)})
	}
	if len(b.GroupsOff) > 0 {
		fields = append(fields, doc.Field{Label: "Hors devis", Value: strings.Join(b.GroupsOff, ", "), Style: doc.Warning})
	}
	d.Blocks = append(d.Blocks, doc.Fields{Columns: 2, Items: fields}, doc.Heading{Level: 1, Text: "Récapitulatif"}, e.recap())
	if e.eligible() {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Muted,
			Text: "Éligible : dépenses en France des catégories du crédit d'impôt, avant les plafonds de la loi."})
	}
	if e.Gap.Sign() != 0 {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Muted, Text: "Le total imprimé diffère de " + fr.Euros(e.Gap) +
			" de la somme des postes imprimés : le devis est arrondi " + b.Rounding.Label() + "."})
	}
	if len(e.Percents) > 0 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 1, Text: "Frais calculés en pourcentage"}, e.percentTable())
	}
	if r := Ratios(e); r.TechnicianPay.IsPositive() || r.ArtistPay.IsPositive() {
		d.Blocks = append(d.Blocks, doc.Fields{Columns: 2, Items: []doc.Field{
			{Label: "Salaires des techniciens et ouvriers", Value: fr.Euros(r.TechnicianPay.Round(2))},
			{Label: "Rapportés aux dépenses en France", Value: fr.Percent(r.TechnicianShare, 1)},
			{Label: "Salaires des artistes", Value: fr.Euros(r.ArtistPay.Round(2))},
			{Label: "Charges des techniciens sur leurs salaires", Value: fr.Percent(r.TechnicianCharges, 1)}}})
	}
	if depth > Posts {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 1, Text: "Détail"}, e.detail(depth))
	}
	if e.proposed() {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Muted, Text: "* Intitulé proposé, qui n'a pas été lu dans le texte du devis type."})
	}
	d.Blocks = append(d.Blocks, doc.Signatures{Date: b.Date, Names: []string{signer("Pour la production", b.Company),
		"La direction de production"}})
	if len(e.Report.Issues) > 0 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 1, Text: "Points à vérifier"}, doc.Findings("", e.Report))
	}
	return d
}

// signer is who signs, with the name of the company when it is known.
func signer(who, company string) string {
	if company == "" {
		return who
	}
	return who + " : " + company
}

// eligible tells whether the devis splits for the tax credit.
func (e Estimate) eligible() bool { _, ok := e.Axes[CreditAxis]; return ok }

func (e Estimate) proposed() bool {
	for _, a := range e.Accounts {
		if a.Proposed && !a.Amount.IsZero() {
			return true
		}
	}
	return false
}

func (a AccountAmount) title() string {
	if a.Proposed {
		return a.Label + " *"
	}
	return a.Label
}

// print rounds a figure as the devis prints it.
func (e Estimate) print(d decimal.Decimal) decimal.Decimal { return e.Budget.Rounding.Print(d) }

// some is an amount, blank when it is nothing.
func (e Estimate) some(d decimal.Decimal) doc.Cell {
	if d = e.print(d); d.IsZero() {
		return doc.Cell{}
	}
	return doc.Eur(d)
}

// recap is the recap page: one row a post, sub-total of the direct posts, total.
func (e Estimate) recap() doc.Table {
	t := doc.Table{Key: "recap", Sheet: "Récapitulatif", Columns: []doc.Column{
		{Key: "code", Title: "Poste", Width: 1}, {Key: "label", Title: "Intitulé", Width: 6}, {Key: "amount", Title: "Montant", Width: 2.4,
			Kind: doc.Amount},
		{Key: "france", Title: "France", Width: 2.4, Kind: doc.Amount}, {Key: "abroad", Title: "Étranger", Width: 2.4, Kind: doc.Amount},
	}}
	if e.eligible() {
		t.Columns = append(t.Columns, doc.Column{Key: "eligible", Title: "Éligible", Width: 2.4, Kind: doc.Amount})
	}
	t.Columns = append(t.Columns, doc.Column{Key: "share", Title: "Part", Width: 1.2, Kind: doc.Percent})
	row := func(code, label string, amount, france, abroad, eligible decimal.Decimal, style doc.Style) doc.Row {
		share := money.Share(amount, e.Exact, 6)
		r := doc.Row{Key: code, Style: style, Cells: []doc.Cell{doc.S(code), doc.S(label), doc.Eur(e.print(amount)),
			doc.Eur(e.print(france)), doc.Eur(e.print(abroad))}}
		if e.eligible() {
			r.Cells = append(r.Cells, doc.Eur(e.print(eligible)))
		}
		r.Cells = append(r.Cells, doc.Pct(share, 2))
		return r
	}
	tree := e.tree()
	var direct, other []doc.Row
	var sum, france, abroad, eligible, allFrance, allAbroad, allEligible decimal.Decimal
	for _, a := range e.Accounts {
		if a.Parent != "" {
			continue
		}
		allFrance, allAbroad, allEligible = allFrance.Add(a.France), allAbroad.Add(a.Abroad), allEligible.Add(a.Axes[CreditAxis][Eligible])
		if tree != nil && !tree.nodes[tree.byCode[a.Code]].direct {
			if !a.Amount.IsZero() {
				other = append(other, row(a.Code, a.title(), a.Amount, a.France, a.Abroad, a.Axes[CreditAxis][Eligible], doc.Normal))
			}
			continue
		}
		sum, france, abroad, eligible = sum.Add(a.Amount), france.Add(a.France), abroad.Add(a.Abroad),
			eligible.Add(a.Axes[CreditAxis][Eligible])
		direct = append(direct, row(a.Code, a.title(), a.Amount, a.France, a.Abroad, a.Axes[CreditAxis][Eligible], doc.Normal))
	}
	t.Rows = append(t.Rows, direct...)
	if len(other) > 0 {
		t.Rows = append(t.Rows, row("", "Total des postes", sum, france, abroad, eligible, doc.Subtotal))
		t.Rows = append(t.Rows, other...)
	}
	t.Rows = append(t.Rows, row("", "Total hors taxes", e.Exact, allFrance, allAbroad, allEligible, doc.Total))
	return t
}

// Grid is the nomenclature of the devis with the user's own accounts in their places, and false when it is unknown.
func (e Estimate) Grid() (Grid, bool) {
	t := e.tree()
	if t == nil {
		return Grid{}, false
	}
	g := t.grid
	g.Accounts = make([]Account, len(t.nodes))
	for i := range t.nodes {
		g.Accounts[i] = t.nodes[i].Account
	}
	return g, true
}

// tree is the nomenclature of the estimate, nil when it is unknown.
func (e Estimate) tree() *tree {
	t, err := gridTree(e.Budget.Grid)
	if err != nil {
		return nil
	}
	t, _ = t.with(e.Budget.Accounts)
	return t
}

func (e Estimate) percentTable() doc.Table {
	t := doc.Table{Compact: true, Columns: []doc.Column{
		{Title: "Compte", Width: 1}, {Title: "Intitulé", Width: 4}, {Title: "Base", Width: 3}, {Title: "Montant de la base", Width: 2.4,
			Kind: doc.Amount},
		{Title: "Taux", Width: 1.4, Kind: doc.Percent}, {Title: "Montant", Width: 2.4, Kind: doc.Amount}, {Title: "Calcul", Width: 4},
	}}
	for k, a := range e.Percents {
		p := &e.Budget.Percents[k]
		base := p.Base
		if len(p.Except) > 0 {
			base += ", sauf " + strings.Join(p.Except, ", ")
		}
		rate := doc.Pct(p.Rate, 2)
		if p.Fixed != nil {
			rate, base = doc.S("forfait"), "–"
		}
		how := ""
		switch {
		case p.Entered != nil:
			how = "saisi ; calculé : " + fr.Euros(e.print(a.Computed))
		case p.Cap != nil && a.Computed.Equal(*p.Cap):
			how = "plafonné"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(p.Account), doc.S(p.Label), doc.S(base), doc.Eur(e.print(a.Base)), rate,
			doc.Eur(e.print(a.Amount)), doc.S(how).As(doc.Muted)}})
	}
	return t
}

// detail is the table of accounts, with the lines under each at full depth.
func (e Estimate) detail(depth Depth) doc.Table {
	t := doc.Table{Compact: true, Columns: []doc.Column{
		{Title: "Compte", Width: 1.1}, {Title: "Intitulé", Width: 6}, {Title: "Nb", Width: 0.9, Kind: doc.Number}, {Title: "Quantité",
			Width: 1.3, Kind: doc.Number},
		{Title: "Unité", Width: 1.4}, {Title: "Tarif", Width: 1.9, Kind: doc.Amount}, {Title: "Montant", Width: 2.2, Kind: doc.Amount},
		{Title: "France", Width: 2.2, Kind: doc.Amount}, {Title: "Étranger", Width: 2, Kind: doc.Amount},
	}}
	if e.eligible() {
		t.Columns = append(t.Columns, doc.Column{Title: "Éligible", Width: 2.2, Kind: doc.Amount})
	}
	lines, percents, charges := map[string][]int{}, map[string][]int{}, map[string][]int{}
	for i := range e.Lines {
		lines[e.Lines[i].Account] = append(lines[e.Lines[i].Account], i)
	}
	for k := range e.Percents {
		percents[e.Budget.Percents[k].Account] = append(percents[e.Budget.Percents[k].Account], k)
	}
	for k := range e.Charges {
		charges[e.Charges[k].Account] = append(charges[e.Charges[k].Account], k)
	}
	styles := []doc.Style{doc.Section, doc.Subtotal, doc.Strong, doc.Strong, doc.Strong, doc.Strong, doc.Strong, doc.Strong}
	for _, a := range e.Accounts {
		if a.Depth > int(depth) && depth < Full || a.Amount.IsZero() && len(lines[a.Code]) == 0 {
			continue
		}
		row := doc.Row{Style: styles[min(a.Depth, len(styles))-1], Indent: min(a.Depth-1, 3), Cells: []doc.Cell{
			doc.S(a.Code), doc.S(a.title()), {}, {}, {}, {}, doc.Eur(e.print(a.Amount)), e.some(a.France), e.some(a.Abroad)}}
		if row.Style == doc.Section {
			row.Style = doc.Total
		}
		if e.eligible() {
			row.Cells = append(row.Cells, e.some(a.Axes[CreditAxis][Eligible]))
		}
		t.Rows = append(t.Rows, row)
		if depth < Full {
			continue
		}
		for _, i := range lines[a.Code] {
			t.Rows = append(t.Rows, e.lineRow(i))
		}
		if n := len(charges[a.Code]); n > 0 && len(lines[a.Code]) == 0 {
			var base, amount decimal.Decimal
			for _, k := range charges[a.Code] {
				base, amount = base.Add(e.Charges[k].Base), amount.Add(e.Charges[k].Amount)
			}
			t.Rows = append(t.Rows, e.plainRow("Charges calculées sur "+fr.Euros(e.print(base))+" ("+fr.Plural(n, "ligne", "lignes")+")",
				amount))
		}
		for _, k := range percents[a.Code] {
			p := &e.Budget.Percents[k]
			t.Rows = append(t.Rows, e.plainRow(p.Label, e.Percents[k].Amount))
		}
	}
	var france, abroad decimal.Decimal
	for _, a := range e.At(1) {
		france, abroad = france.Add(a.France), abroad.Add(a.Abroad)
	}
	total := doc.Row{Style: doc.Total, Cells: []doc.Cell{{}, doc.S("Total hors taxes"), {}, {}, {}, {}, doc.Eur(e.Total), e.some(france),
		e.some(abroad)}}
	if e.eligible() {
		total.Cells = append(total.Cells, e.some(e.Axes[CreditAxis][Eligible]))
	}
	t.Rows = append(t.Rows, total)
	return t
}

func (e Estimate) plainRow(label string, amount decimal.Decimal) doc.Row {
	return doc.Row{Indent: 3, Cells: []doc.Cell{{}, doc.S(label), {}, {}, {}, {}, doc.Eur(e.print(amount))}}
}

func (e Estimate) lineRow(i int) doc.Row {
	l, a := &e.Budget.Lines[i], e.Lines[i]
	label := l.Label
	rate := doc.Eur(l.Rate)
	if l.Currency != "" && l.Currency != "EUR" {
		label += " (" + l.Currency + ")"
	}
	row := doc.Row{Indent: 3}
	if !a.Active {
		label += " (hors devis)"
		row.Style = doc.Muted
	}
	amount := doc.Eur(e.print(a.Amount))
	if l.Entered != nil && !a.Amount.Equal(a.Computed) && !(l.Rate.IsZero() && a.Quantity.IsZero()) {
		amount = amount.As(doc.Warning)
		label += ", montant saisi"
	}
	number := doc.Cell{}
	if !l.Number.IsZero() {
		number = doc.Num(l.Number, -1)
	}
	quantity := doc.Num(a.Quantity, -1)
	if l.Rate.IsZero() && a.Quantity.IsZero() {
		quantity, rate = doc.Cell{}, doc.Cell{}
	}
	shares := e.LineShares(i)
	own := func(axis, value string) doc.Cell {
		v := shares[axis][value]
		if l.charged() || len(l.Charges) > 0 { // the printed row is the line without its charges
			v = partOf(&e, axis, a.Amount, l, value)
		}
		if v.IsZero() {
			return doc.Cell{}
		}
		return e.some(v)
	}
	france := own(TerritoryAxis, France)
	abroad := doc.Cell{}
	if v := a.Amount.Sub(france.Number); a.Active && !e.print(v).IsZero() {
		abroad = doc.Eur(e.print(v))
	}
	row.Cells = []doc.Cell{{}, doc.S(label), number, quantity, doc.S(UnitLabel(l.Unit)), rate, amount, france, abroad}
	if e.eligible() {
		row.Cells = append(row.Cells, own(CreditAxis, Eligible))
	}
	return row
}

// partOf is the part of an amount that a line gives to a value of an axis.
func partOf(e *Estimate, axis string, amount decimal.Decimal, l *Line, value string) decimal.Decimal {
	c := &computer{b: &e.Budget}
	c.round, _ = newRounder(e.Budget.Rounding)
	w, ok := l.Shares[axis]
	if !ok {
		if w, ok = l.Split[axis]; !ok {
			switch {
			case axis == TerritoryAxis && l.Status == Foreign:
				w = values{Abroad: one}
			case axis == TerritoryAxis:
				w = values{France: one}
			}
		}
	}
	return c.parts(axis, amount, w)[value]
}

// DocumentAt prints a nomenclature down to a depth: what is not verified is marked.
func (g Grid) DocumentAt(depth Depth) doc.Document {
	t := doc.Table{Sheet: "Nomenclature", Columns: []doc.Column{{Title: "Compte", Width: 1}, {Title: "Intitulé", Width: 6},
		{Title: "En anglais", Width: 5}, {Title: "Catégorie sociale", Width: 2}}}
	proposed := false
	if tree, err := newTree(g); err == nil {
		for _, n := range tree.nodes {
			if n.depth > int(depth) {
				continue
			}
			label := n.Label
			if !n.Verified {
				label, proposed = label+" *", true
			}
			style := doc.Normal
			if n.depth == 1 {
				style = doc.Subtotal
			}
			t.Rows = append(t.Rows, doc.Row{Style: style, Indent: min(n.depth-1, 4),
				Cells: []doc.Cell{doc.S(n.Code), doc.S(label), doc.S(n.LabelEN), doc.S(n.Category)}})
		}
	}
	d := doc.Document{Title: "Nomenclature", Subtitle: g.Title, Blocks: []doc.Block{t}}
	if proposed {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Muted,
			Text: "* Code ou intitulé proposé, qui n'a pas été lu dans le texte d'origine."})
	}
	return d
}

// WritePDF prints the whole nomenclature.
func (g Grid) WritePDF(w io.Writer) error { return pdf.Write(w, g.DocumentAt(Full)) }
