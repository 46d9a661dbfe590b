package budget

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/money"
)

// blankLines is how many empty rows the workbook offers for new lines.
const blankLines = 20

// WriteXLSX writes the devis as a live workbook: what people type is open (lines, rates, variables, settings), what is
// computed is a protected formula that recomputes to the same cents. ReadWorkbook reads it back.
//
// Charges follow the pay of their line through the same bases, ceilings and rates; what moves a ceiling (days, dates,
// profile, a new line) is computed anew when the workbook is read back.
func (e Estimate) WriteXLSX(w io.Writer) error { return xlsx.Write(w, e.Workbook()) }

// Workbook is the document of the live workbook: the same figures as Document, laid out to be edited.
func (e Estimate) Workbook() doc.Document {
	b := &e.Budget
	d := doc.Document{Title: "Devis", Film: b.Title, Date: b.Date, Version: b.Version, Page: doc.Landscape}
	t := e.tree()
	if t == nil {
		d.Blocks = []doc.Block{doc.Findings("Points à vérifier", e.Report)}
		return d
	}
	s := sheet{e: &e, b: b, t: t, index: map[int]int{}, lineOf: map[string]int{}, rowOf: map[string]int{}}
	s.round, _ = newRounder(b.Rounding)
	s.c = &computer{b: b, t: t, round: s.round, e: e, names: scope{tree: t, lines: s.lineOf, percents: map[string]int{}}}
	for i := range b.Lines {
		s.lineOf[b.Lines[i].ID] = i
	}
	for k := range b.Percents {
		s.c.names.percents[b.Percents[k].ID] = k
	}
	s.choose()
	d.Blocks = append(d.Blocks, s.recap(), s.accounts(),
		doc.Para{Style: doc.Muted, Text: "Saisissez dans les cellules claires : les totaux suivent. Une ligne nouvelle se tape en bas ; ses charges, et l'effet d'un changement de durée ou de dates sur les plafonds, sont calculés à la relecture du classeur."},
		s.lines(), s.charges(), s.percents())
	d.Blocks = append(d.Blocks, s.settings()...)
	return d
}

// sheet builds the tables of the workbook.
type sheet struct {
	e      *Estimate
	b      *Budget
	t      *tree
	c      *computer
	round  rounder
	shown  []int       // nodes shown, in order
	index  map[int]int // node → its row among shown, from 1
	lineOf map[string]int
	rowOf  map[string]int // account code → row of e.Accounts
}

// choose lists the accounts of the workbook: the posts, what the devis touches, and the sub-posts a new line may go to.
func (s *sheet) choose() {
	show := make([]bool, len(s.t.nodes))
	for i, a := range s.e.Accounts {
		s.rowOf[a.Code] = i
		show[s.t.byCode[a.Code]] = true
	}
	for i := range s.e.Lines { // lines of a group switched off
		if n, ok := s.t.byCode[s.e.Lines[i].Account]; ok {
			show[n] = true
		}
	}
	for i := len(s.t.nodes) - 1; i >= 0; i-- {
		if s.t.nodes[i].depth <= 2 {
			show[i] = true
		}
		if p := s.t.nodes[i].parent; show[i] && p >= 0 {
			show[p] = true
		}
	}
	for i, yes := range show {
		if yes {
			s.shown = append(s.shown, i)
			s.index[i] = len(s.shown)
		}
	}
}

// R rounds an expression to the unit of the devis, as the library does.
func (s *sheet) R(x string) string {
	if !s.round.even {
		return fmt.Sprintf("ROUND(%s,%d)", x, s.round.places)
	}
	unit := "100"
	if s.round.places == 0 {
		unit = "1"
	}
	return fmt.Sprintf("IF(ROUND(MOD(ABS(%[1]s)*%[2]s,2),6)=0.5,ROUND(%[1]s-SIGN(%[1]s)*0.5/%[2]s,%[3]d),ROUND(%[1]s,%[3]d))", x, unit, s.round.places)
}

// line rounds an expression when lines are the level of rounding.
func (s *sheet) line(x string) string {
	if s.round.level == levelLine {
		return s.R(x)
	}
	return x
}

// own rounds what stands on an account itself. Level line adds rounded amounts: rounding again only drops binary noise.
func (s *sheet) own(x string) string {
	if s.round.level == levelTotal {
		return x
	}
	return s.R(x)
}

// plus adds references; none gives zero.
func plus(refs []string) string {
	if len(refs) == 0 {
		return "0"
	}
	return strings.Join(refs, "+")
}

// live gives a cell its formula, unless the formula is longer than a cell can hold.
func live(c doc.Cell, formula string) doc.Cell {
	if len(formula) > 6000 {
		return c
	}
	return c.With(formula)
}

func nodeKey(i int) string { return "a" + strconv.Itoa(i) }

func (s *sheet) account(i int) AccountAmount {
	if r, ok := s.rowOf[s.t.nodes[i].Code]; ok {
		return s.e.Accounts[r]
	}
	return AccountAmount{Code: s.t.nodes[i].Code, Label: s.t.nodes[i].Label}
}

// splits tells whether the split by territory and credit is live: only rounded lines can be recomputed by a sheet.
func (s *sheet) splits() bool { return s.round.level == levelLine }

// accounts is the sheet of the nomenclature.
func (s *sheet) accounts() doc.Table {
	t := doc.Table{Key: "devis", Sheet: "Devis", Protected: true, Columns: []doc.Column{
		{Key: "code", Title: "Compte", Width: 1}, {Key: "label", Title: "Intitulé", Width: 6}, {Key: "direct", Title: "Lignes et charges", Kind: doc.Amount, Hidden: true},
		{Key: "amount", Title: "Montant", Width: 2.4, Kind: doc.Amount}, {Key: "france", Title: "France", Width: 2.4, Kind: doc.Amount}, {Key: "abroad", Title: "Étranger", Width: 2.4, Kind: doc.Amount},
		{Key: "eligible", Title: "Éligible", Width: 2.4, Kind: doc.Amount},
	}}
	children := map[int][]int{}
	for _, i := range s.shown {
		if p := s.t.nodes[i].parent; p >= 0 {
			children[p] = append(children[p], i)
		}
	}
	percents := map[int][]int{}
	for k := range s.b.Percents {
		n := s.t.byCode[s.b.Percents[k].Account]
		percents[n] = append(percents[n], k)
	}
	styles := []doc.Style{doc.Total, doc.Subtotal, doc.Normal}
	for _, i := range s.shown {
		n, a := &s.t.nodes[i], s.account(i)
		at := strconv.Itoa(s.index[i])
		of := func(col string) []string {
			var out []string
			for _, k := range children[i] {
				out = append(out, "{"+nodeKey(k)+"."+col+"}")
			}
			return out
		}
		pick := func(table, col string) string {
			return fmt.Sprintf("SUMIF({%[1]s!first.at:last.at},%[2]s,{%[1]s!first.%[3]s:last.%[3]s})", table, at, col)
		}
		var pct []string
		for _, k := range percents[i] {
			pct = append(pct, "{pct!p"+strconv.Itoa(k)+".amount}")
		}
		// The percents below are what the children's amounts hold beyond their direct part.
		amount := append([]string{"{@.direct}"}, pct...)
		for _, k := range children[i] {
			amount = append(amount, "{"+nodeKey(k)+".amount}-{"+nodeKey(k)+".direct}")
		}
		direct := append([]string{s.own(pick("lignes", "amount") + "+" + pick("charges", "amount"))}, of("direct")...)
		france, abroad, eligible := doc.Eur(a.France), doc.Eur(a.Abroad), doc.Eur(a.Axes[CreditAxis][Eligible])
		if s.splits() {
			out := append([]string{s.R(pick("lignes", "abroad") + "+" + pick("charges", "abroad"))}, of("abroad")...)
			el := append([]string{s.R(pick("lignes", "eligible") + "+" + pick("charges", "eligible"))}, of("eligible")...)
			for _, k := range percents[i] {
				out = append(out, "{pct!p"+strconv.Itoa(k)+".abroad}")
				el = append(el, "{pct!p"+strconv.Itoa(k)+".eligible}")
			}
			abroad, eligible, france = live(abroad, s.R(plus(out))), live(eligible, s.R(plus(el))), live(france, s.R("{@.amount}-{@.abroad}"))
		}
		label := n.Label
		if a.Proposed {
			label += " *"
		}
		t.Rows = append(t.Rows, doc.Row{Key: nodeKey(i), Style: styles[min(n.depth, 3)-1], Indent: min(n.depth-1, 4), Cells: []doc.Cell{
			doc.S(n.Code), doc.S(label), live(doc.Eur(a.Amount.Sub(a.Percents)), s.own(plus(direct))), live(doc.Eur(a.Amount), s.own(plus(amount))), france, abroad, eligible,
		}})
	}
	missing := "{lignes!first.amount:last.amount}"
	var roots []string
	for _, i := range s.shown {
		if s.t.nodes[i].parent < 0 {
			roots = append(roots, "{"+nodeKey(i)+".amount}")
		}
	}
	t.Rows = append(t.Rows,
		doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{{}, doc.S("Total hors taxes"), {}, live(doc.Eur(s.e.Total), s.R(plus(roots)))}},
		doc.Row{Key: "lost", Style: doc.Muted, Cells: []doc.Cell{{}, doc.S("Contrôle : montant de lignes dont le compte n'est pas dans cette feuille (doit être nul)"), {},
			live(doc.Eur(decimal.Zero), "ROUND(SUM("+missing+")-SUMIF({lignes!first.at:last.at},\">0\","+missing+"),2)")}},
	)
	return t
}

// recap is the recap page, by reference to the accounts.
func (s *sheet) recap() doc.Table {
	t := s.e.recap()
	t.Protected = true
	tree := s.t
	col := map[string]string{"amount": "amount", "france": "france", "abroad": "abroad", "eligible": "eligible"}
	var direct, all []int
	for _, i := range s.shown {
		if tree.nodes[i].parent < 0 {
			all = append(all, i)
			if tree.nodes[i].direct {
				direct = append(direct, i)
			}
		}
	}
	for r := range t.Rows {
		row := &t.Rows[r]
		var nodes []int
		switch {
		case row.Key != "":
			nodes = []int{tree.byCode[row.Key]}
		case r == len(t.Rows)-1:
			nodes, row.Key = all, "total"
		default:
			nodes, row.Key = direct, "direct"
		}
		for k := range row.Cells {
			from := col[t.Columns[k].Key]
			if from != "" {
				var refs []string
				for _, i := range nodes {
					refs = append(refs, "{devis!"+nodeKey(i)+"."+from+"}")
				}
				row.Cells[k] = live(row.Cells[k], s.R(plus(refs)))
			}
			if t.Columns[k].Key == "share" && s.round.level != levelTotal {
				row.Cells[k] = live(row.Cells[k], "IF({total.amount}=0,0,ROUND({@.amount}/{total.amount},6))")
			}
		}
	}
	return t
}

// lineColumns are the columns of the sheet of lines: what ReadWorkbook looks for.
var lineColumns = []doc.Column{
	{Key: "id", Title: "Identifiant", Hidden: true}, {Key: "account", Title: "Compte", Width: 1}, {Key: "at", Title: "Rang du compte", Kind: doc.Int, Hidden: true},
	{Key: "label", Title: "Intitulé", Width: 5}, {Key: "number", Title: "Nb", Width: 0.9, Kind: doc.Number}, {Key: "quantity", Title: "Quantité", Width: 1.2, Kind: doc.Number},
	{Key: "formula", Title: "Formule de quantité", Width: 2}, {Key: "unit", Title: "Unité", Width: 1.3}, {Key: "per_episode", Title: "Par épisode", Width: 1},
	{Key: "rate", Title: "Tarif", Width: 1.8, Kind: doc.Number}, {Key: "currency", Title: "Devise", Width: 0.9}, {Key: "fx", Title: "Cours", Kind: doc.Number, Hidden: true},
	{Key: "computed", Title: "Montant calculé", Width: 2, Kind: doc.Amount}, {Key: "entered", Title: "Montant saisi", Width: 2, Kind: doc.Number},
	{Key: "active", Title: "Compté", Kind: doc.Int, Hidden: true}, {Key: "amount", Title: "Montant retenu", Width: 2, Kind: doc.Amount},
	{Key: "status", Title: "Statut", Width: 1.3}, {Key: "profile", Title: "Profil", Width: 1.6}, {Key: "rates", Title: "Taux de charges", Width: 1.6},
	{Key: "charges", Title: "Charges", Width: 2, Kind: doc.Amount},
	{Key: "share", Title: "Part France", Width: 1.1, Kind: doc.Percent}, {Key: "country", Title: "Hors de France", Width: 1.2}, {Key: "france", Title: "France", Width: 2, Kind: doc.Amount},
	{Key: "abroad", Title: "Étranger", Width: 2, Kind: doc.Amount}, {Key: "credit", Title: "Part éligible", Width: 1.1, Kind: doc.Percent}, {Key: "eligible", Title: "Éligible", Width: 2, Kind: doc.Amount},
	{Key: "group", Title: "Groupe", Width: 1.4}, {Key: "from", Title: "Du", Width: 1.4, Kind: doc.Date}, {Key: "to", Title: "Au", Width: 1.4, Kind: doc.Date},
	{Key: "person", Title: "Personne", Width: 1.5}, {Key: "role", Title: "Rôle", Width: 1.2}, {Key: "job", Title: "Fonction", Width: 2}, {Key: "basis", Title: "Base du tarif", Width: 1.2},
	{Key: "source", Title: "Source au plan", Width: 1.8}, {Key: "note", Title: "Note", Width: 3},
}

// simple tells whether an axis of a line fits the two cells of the sheet of lines: the home value and at most one other.
func simple(l *Line, axis string) (home decimal.Decimal, other string, said, ok bool) {
	if _, split := l.Split[axis]; split {
		return decimal.Zero, "", true, false
	}
	v, said := l.Shares[axis]
	if !said {
		return decimal.Zero, "", false, true
	}
	keys := axisKeys(axis, v)
	first := keys[0] == France || axis == CreditAxis && keys[0] == Eligible
	switch {
	case len(keys) == 1 && first:
		return one, "", true, true
	case len(keys) == 1:
		return decimal.Zero, keys[0], true, true
	case len(keys) == 2 && first:
		return v[keys[0]], keys[1], true, axis == TerritoryAxis || keys[1] == "out"
	}
	return decimal.Zero, "", true, false
}

// fraction is the weight of the home value over all weights, to 10 decimals.
func fraction(l *Line, axis, home string) decimal.Decimal {
	v := l.Shares[axis]
	if v == nil {
		v = l.Split[axis]
	}
	var total decimal.Decimal
	for _, d := range v {
		total = total.Add(d)
	}
	f, _ := money.Div(v[home], total, 10)
	return f
}

func editable(c doc.Cell) doc.Cell { return c.Editable() }

func typed(s string) doc.Cell {
	if s == "" {
		return editable(doc.Cell{})
	}
	return editable(doc.S(s))
}

func typedNumber(d decimal.Decimal, set bool) doc.Cell {
	if !set {
		return editable(doc.Cell{Kind: doc.Number})
	}
	return editable(doc.Num(d, -1))
}

func (s *sheet) lines() doc.Table {
	t := doc.Table{Key: "lignes", Sheet: "Lignes", Protected: true, Columns: lineColumns}
	t.Rows = append(t.Rows, doc.Row{Key: "first"}) // an empty row on each side of the ranges, so that they are never void
	chargesOf := map[string][]int{}
	for k := range s.e.Charges {
		chargesOf[s.e.Charges[k].Line] = append(chargesOf[s.e.Charges[k].Line], k)
	}
	for i := range s.b.Lines {
		t.Rows = append(t.Rows, s.lineRow(i, chargesOf[s.b.Lines[i].ID]))
	}
	for range blankLines {
		t.Rows = append(t.Rows, s.blankRow())
	}
	t.Rows = append(t.Rows, doc.Row{Key: "last"})
	return t
}

func (s *sheet) at() string {
	return "IFERROR(MATCH({@.account}&\"\",{devis!" + nodeKey(s.shown[0]) + ".code:" + nodeKey(s.shown[len(s.shown)-1]) + ".code},0),0)"
}

const (
	fxFormula       = `IF(OR({@.currency}="",{@.currency}="EUR"),1,SUMIF({cur!first.code:last.code},{@.currency},{cur!first.rate:last.rate}))`
	computedFormula = `IF({@.number}="",1,{@.number})*{@.quantity}*IF({@.per_episode}="oui",{params!episodes.value},1)*{@.rate}*{@.fx}`
	activeFormula   = `IF({@.group}="",1,IF(COUNTIFS({groups!first.name:last.name},{@.group},{groups!first.on:last.on},"non")>0,0,1))`
	shareFormula    = `IF({@.share}="",{@.amount},%s)`
	creditFormula   = `IF({@.credit}="",0,%s)`
)

func (s *sheet) lineRow(i int, charges []int) doc.Row {
	l, a := &s.b.Lines[i], s.e.Lines[i]
	node := s.t.byCode[l.Account]
	active := 1
	kept := a.Amount
	if !a.Active {
		active, kept = 0, decimal.Zero
	}
	quantity := typedNumber(l.Quantity, true)
	if l.QuantityFormula != "" {
		v, _ := Eval(l.QuantityFormula, s.b.Variables)
		quantity = live(doc.Num(v, -1), s.translate(l.QuantityFormula))
	}
	episode := typed("")
	if l.PerEpisode {
		episode = typed("oui")
	}
	var refs []string
	for _, k := range charges {
		refs = append(refs, "{charges!c"+strconv.Itoa(k)+".amount}")
	}
	chargeSum := doc.Eur(decimal.Zero)
	if len(refs) > 0 {
		chargeSum = live(doc.Eur(a.Charges), s.line(plus(refs)))
	}
	entered := typedNumber(decimal.Zero, false)
	if l.Entered != nil {
		entered = typedNumber(*l.Entered, true)
	}
	share, country := s.shareCells(l)
	credit := s.creditCell(l)
	own := func(axis, value string) decimal.Decimal {
		if !a.Active {
			return decimal.Zero
		}
		return partOf(s.e, axis, kept, l, value)
	}
	france, eligible := doc.Eur(own(TerritoryAxis, France)), doc.Eur(own(CreditAxis, Eligible))
	abroad := doc.Eur(kept.Sub(france.Number))
	if s.splits() {
		france = live(france, fmt.Sprintf(shareFormula, s.R("{@.amount}*{@.share}")))
		abroad = live(abroad, s.R("{@.amount}-{@.france}"))
		eligible = live(eligible, fmt.Sprintf(creditFormula, s.R("{@.amount}*{@.credit}")))
	}
	return doc.Row{Key: "l" + strconv.Itoa(i), Cells: []doc.Cell{
		doc.S(l.ID), typed(l.Account), live(doc.N(s.index[node]), s.at()), typed(l.Label), typedNumber(l.Number, !l.Number.IsZero()), quantity, typed(l.QuantityFormula),
		typed(UnitLabel(l.Unit)), episode, typedNumber(l.Rate, true), typed(l.Currency), live(doc.Num(s.b.fx(l.Currency), -1), fxFormula),
		live(doc.Eur(a.Computed), s.line(computedFormula)), entered, live(doc.N(active), activeFormula),
		live(doc.Eur(kept), `{@.active}*IF({@.entered}="",{@.computed},`+s.line("{@.entered}*{@.fx}")+`)`),
		typed(l.Status.Label()), typed(string(l.Profile)), typed(strings.Join(l.Charges, ", ")), chargeSum, share, country, france, abroad, credit, eligible,
		typed(l.Group), editable(doc.D(l.Span.From)), editable(doc.D(l.Span.To)), typed(l.Person), typed(l.Role), typed(l.Job), typed(string(l.Basis)), typed(l.From), typed(l.Note),
	}}
}

func (s *sheet) shareCells(l *Line) (share, country doc.Cell) {
	home, other, said, ok := simple(l, TerritoryAxis)
	switch {
	case !ok:
		return doc.Pct(fraction(l, TerritoryAxis, France), 2), doc.S("voir Répartitions")
	case said:
		return editable(doc.Pct(home, 2)), typed(other)
	case l.Status == Foreign:
		return editable(doc.Pct(decimal.Zero, 2)), typed("")
	}
	return editable(doc.Cell{Kind: doc.Percent}), typed("")
}

func (s *sheet) creditCell(l *Line) doc.Cell {
	home, _, said, ok := simple(l, CreditAxis)
	switch {
	case !ok:
		return doc.Pct(fraction(l, CreditAxis, Eligible), 2)
	case said:
		return editable(doc.Pct(home, 2))
	}
	return editable(doc.Cell{Kind: doc.Percent})
}

func (s *sheet) blankRow() doc.Row {
	zero := doc.Eur(decimal.Zero)
	france, abroad, eligible := zero, zero, zero
	if s.splits() {
		france = live(zero, fmt.Sprintf(shareFormula, s.R("{@.amount}*{@.share}")))
		abroad = live(zero, s.R("{@.amount}-{@.france}"))
		eligible = live(zero, fmt.Sprintf(creditFormula, s.R("{@.amount}*{@.credit}")))
	}
	none := typedNumber(decimal.Zero, false)
	return doc.Row{Cells: []doc.Cell{
		{}, typed(""), live(doc.N(0), s.at()), typed(""), none, none, typed(""), typed(""), typed(""), none, typed(""), live(doc.N(1), fxFormula),
		live(zero, s.line(computedFormula)), none, live(doc.N(1), activeFormula),
		live(zero, `{@.active}*IF({@.entered}="",{@.computed},`+s.line("{@.entered}*{@.fx}")+`)`),
		typed(""), typed(""), typed(""), zero, editable(doc.Cell{Kind: doc.Percent}), typed(""), france, abroad, editable(doc.Cell{Kind: doc.Percent}), eligible,
		typed(""), editable(doc.Cell{Kind: doc.Date}), editable(doc.Cell{Kind: doc.Date}), typed(""), typed(""), typed(""), typed(""), typed(""), typed(""),
	}}
}

// translate turns a quantity formula into a spreadsheet's: ceil(x) is -INT(-(x)).
func (s *sheet) translate(formula string) string {
	var out strings.Builder
	var closing []string // what closes each open parenthesis
	ceil := false
	for i := 0; i < len(formula); {
		switch c := formula[i]; {
		case c == '(' && ceil:
			out.WriteString("(-(")
			closing, ceil = append(closing, "))"), false
		case c == '(':
			out.WriteByte(c)
			closing = append(closing, ")")
		case c == ')' && len(closing) > 0:
			out.WriteString(closing[len(closing)-1])
			closing = closing[:len(closing)-1]
		case c == ';':
			out.WriteByte(',')
		case !isName(rune(c), true):
			out.WriteByte(c)
		default:
			start := i
			for i < len(formula) && isName(rune(formula[i]), true) {
				i++
			}
			switch word := formula[start:i]; {
			case word[0] >= '0' && word[0] <= '9' || word[0] == '.':
				out.WriteString(word)
			case word == "min" || word == "max":
				out.WriteString(strings.ToUpper(word))
			case word == "floor":
				out.WriteString("INT")
			case word == "ceil":
				out.WriteString("-INT")
				ceil = true
			default:
				out.WriteString("{vars!v_" + word + ".value}")
			}
			continue
		}
		i++
	}
	return out.String()
}

// charges is the sheet of charges: one row an amount of Estimate.Charges.
func (s *sheet) charges() doc.Table {
	t := doc.Table{Key: "charges", Sheet: "Charges", Protected: true, Columns: []doc.Column{
		{Key: "code", Title: "Compte", Width: 1}, {Key: "at", Title: "Rang du compte", Kind: doc.Int, Hidden: true}, {Key: "label", Title: "Ligne", Width: 5},
		{Key: "charge", Title: "Taux", Width: 2}, {Key: "base", Title: "Assiette", Width: 2.2, Kind: doc.Amount},
		{Key: "each", Title: "Par personne", Kind: doc.Amount, Hidden: true}, {Key: "people", Title: "Personnes", Kind: doc.Int, Hidden: true}, {Key: "amount", Title: "Charges", Width: 2.2, Kind: doc.Amount},
		{Key: "share", Title: "Part des salaires", Width: 1.4, Kind: doc.Percent}, {Key: "abroad", Title: "Étranger", Kind: doc.Amount, Hidden: true}, {Key: "eligible", Title: "Éligible", Kind: doc.Amount, Hidden: true},
	}}
	t.Rows = append(t.Rows, doc.Row{Key: "first"})
	rates := map[string]*Charge{}
	for k := range s.b.Charges {
		rates[s.b.Charges[k].ID] = &s.b.Charges[k]
	}
	used := map[string][]string{}
	bl := newBiller(s.b, s.t)
	for k, ch := range s.e.Charges {
		i := s.lineOf[ch.Line]
		l := &s.b.Lines[i]
		pay := "{lignes!l" + strconv.Itoa(i) + ".amount}"
		base, amount, label := live(doc.Eur(ch.Base), pay), doc.Eur(ch.Amount), "charges légales"
		var each, people doc.Cell
		if own := rates[ch.Charge]; own != nil {
			label = own.Label
			if own.Ceiling != nil {
				room := own.Ceiling.String()
				if key := own.key(l); key != "" {
					for _, before := range used[key] {
						room += "-" + before
					}
					used[key] = append(used[key], "{c"+strconv.Itoa(k)+".base}")
				}
				base = live(base, "MIN("+pay+","+room+")")
			}
			amount = live(amount, s.line("{@.base}*"+own.Rate.String()))
		} else if f, n := s.legal(bl, i); f != "" {
			number := "{lignes!l" + strconv.Itoa(i) + ".number}"
			people = live(doc.N(int(n)), "IF("+number+"=INT("+number+"),MAX(1,"+number+"),1)")
			each = live(doc.Eur(ch.Base.DivRound(decimal.NewFromInt(n), 2)), "ROUND({@.base}/{@.people},2)")
			amount = live(amount, s.line("{@.people}*("+f+")"))
		}
		share, _ := money.Div(ch.Amount, ch.Base, 4)
		abroad := ch.Amount.Sub(partOf(s.e, TerritoryAxis, ch.Amount, l, France))
		eligible := partOf(s.e, CreditAxis, ch.Amount, l, Eligible)
		abroadCell, eligibleCell := doc.Eur(abroad), doc.Eur(eligible)
		if s.splits() {
			line := "{lignes!l" + strconv.Itoa(i)
			abroadCell = live(abroadCell, `IF(`+line+`.share}="",0,`+s.R("{@.amount}-"+s.R("{@.amount}*"+line+".share}"))+`)`)
			eligibleCell = live(eligibleCell, `IF(`+line+`.credit}="",0,`+s.R("{@.amount}*"+line+".credit}")+`)`)
		}
		t.Rows = append(t.Rows, doc.Row{Key: "c" + strconv.Itoa(k), Cells: []doc.Cell{
			doc.S(ch.Account), doc.N(s.index[s.t.byCode[ch.Account]]), doc.S(l.Label), doc.S(label), base, each, people, amount,
			live(doc.Pct(share, 2), "IF({@.base}=0,0,ROUND({@.amount}/{@.base},4))"), abroadCell, eligibleCell,
		}})
	}
	t.Rows = append(t.Rows, doc.Row{Key: "last"})
	return t
}

// key names what a ceiling counts together, empty for a ceiling by line.
func (ch *Charge) key(l *Line) string {
	switch {
	case ch.Scope == "account":
		return ch.ID + "\x00account\x00" + l.Account
	case ch.Scope == "person" && l.Person != "":
		return ch.ID + "\x00person\x00" + l.Person
	}
	return ""
}

// percents is the sheet of percent lines.
func (s *sheet) percents() doc.Table {
	t := doc.Table{Key: "pct", Sheet: "Pourcentages", Protected: true, Columns: []doc.Column{
		{Key: "id", Title: "Identifiant", Width: 1.6}, {Key: "account", Title: "Compte", Width: 1}, {Key: "label", Title: "Intitulé", Width: 4}, {Key: "base_text", Title: "Base", Width: 3},
		{Key: "except", Title: "Sauf", Width: 2}, {Key: "base", Title: "Montant de la base", Width: 2.2, Kind: doc.Amount}, {Key: "rate", Title: "Taux", Width: 1.3, Kind: doc.Percent},
		{Key: "cap", Title: "Plafond", Width: 2, Kind: doc.Number}, {Key: "fixed", Title: "Forfait", Width: 2, Kind: doc.Number}, {Key: "computed", Title: "Montant calculé", Width: 2.2, Kind: doc.Amount},
		{Key: "entered", Title: "Montant saisi", Width: 2, Kind: doc.Number}, {Key: "amount", Title: "Montant retenu", Width: 2.2, Kind: doc.Amount},
		{Key: "abroad", Title: "Étranger", Kind: doc.Amount, Hidden: true}, {Key: "eligible", Title: "Éligible", Kind: doc.Amount, Hidden: true},
	}}
	opt := func(d *decimal.Decimal) doc.Cell {
		if d == nil {
			return typedNumber(decimal.Zero, false)
		}
		return typedNumber(*d, true)
	}
	for k, a := range s.e.Percents {
		p := &s.b.Percents[k]
		terms, _ := s.c.names.parseBase(p.Base)
		base := live(doc.Eur(a.Base), s.base(k, p, terms))
		abroad, eligible := doc.Eur(decimal.Zero), doc.Eur(decimal.Zero)
		if w, ok := p.Shares[TerritoryAxis]; ok {
			abroad = doc.Eur(a.Amount.Sub(s.c.parts(TerritoryAxis, a.Amount, w)[France]))
			f := w[France]
			abroad = live(abroad, s.R("{@.amount}-"+s.R("{@.amount}*"+f.String())))
		}
		if w, ok := p.Shares[CreditAxis]; ok {
			eligible = live(doc.Eur(s.c.parts(CreditAxis, a.Amount, w)[Eligible]), s.R("{@.amount}*"+w[Eligible].String()))
		}
		t.Rows = append(t.Rows, doc.Row{Key: "p" + strconv.Itoa(k), Cells: []doc.Cell{
			doc.S(p.ID), doc.S(p.Account), typed(p.Label), doc.S(p.Base), doc.S(strings.Join(p.Except, ", ")), base, editable(doc.Pct(p.Rate, 4)), opt(p.Cap), opt(p.Fixed),
			live(doc.Eur(a.Computed), s.own(`MIN(IF({@.fixed}="",{@.base}*{@.rate},{@.fixed}),IF({@.cap}="",1E+15,{@.cap}))`)), opt(p.Entered),
			live(doc.Eur(a.Amount), `IF({@.entered}="",{@.computed},`+s.own("{@.entered}")+`)`), abroad, eligible,
		}})
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{{}, {}, doc.S("Aucun frais en pourcentage.").As(doc.Muted)}}}
	}
	return t
}

// base is the formula of a base: the direct part of its accounts, the earlier percents that stand on them, lines, less
// what is excluded.
func (s *sheet) base(k int, p *Percent, terms []term) string {
	var out []string
	add := func(minus bool, ref string) {
		if minus {
			ref = "-" + ref
		}
		out = append(out, ref)
	}
	for _, t := range terms {
		switch t.kind {
		case termAccount:
			for _, i := range s.c.names.accounts(t) {
				if _, ok := s.index[i]; ok {
					add(t.minus, "{devis!"+nodeKey(i)+".direct}")
				}
				for j := 0; j < k; j++ {
					if s.t.under(s.t.byCode[s.b.Percents[j].Account], i) {
						add(t.minus, "{p"+strconv.Itoa(j)+".amount}")
					}
				}
			}
		case termDirect:
			for _, i := range s.shown {
				if s.t.nodes[i].parent < 0 && s.t.nodes[i].direct {
					add(t.minus, "{devis!"+nodeKey(i)+".direct}")
				}
			}
		case termLine:
			add(t.minus, "{lignes!l"+strconv.Itoa(t.line)+".amount}")
		case termPercent:
			add(t.minus, "{p"+strconv.Itoa(t.percent)+".amount}")
		}
	}
	if len(p.Except) > 0 {
		s.c.bases = make([][]term, len(s.b.Percents))
		s.c.bases[k] = terms
		s.c.nodeOf = make([]int, len(s.b.Lines))
		for i := range s.b.Lines {
			s.c.nodeOf[i] = s.t.byCode[s.b.Lines[i].Account]
		}
		s.c.exclude(k, p, func(kind byte, i int, n int64) {
			ref := map[byte]string{'l': "{lignes!l", 'c': "{charges!c", 'p': "{p"}[kind] + strconv.Itoa(i) + ".amount}"
			switch n {
			case 1:
				add(true, ref)
			case -1:
				add(false, ref)
			default:
				add(true, strconv.FormatInt(n, 10)+"*"+ref)
			}
		})
	}
	f := strings.ReplaceAll(plus(out), "+-", "-")
	if s.round.level == levelLine {
		f = "ROUND(" + f + "," + strconv.Itoa(int(max(s.round.places, 2))) + ")"
	}
	return f
}

// settings are the parameters, variables, currencies, groups, accounts and other shares.
func (s *sheet) settings() []doc.Block {
	b := s.b
	const page = "Paramètres"
	episodes := b.Variables["episodes"]
	payroll, _ := json.Marshal(b.Payroll)
	accident := doc.Cell{Kind: doc.Number, Input: true}
	if b.AccidentRate != nil {
		accident = typedNumber(*b.AccidentRate, true)
	}
	params := doc.Table{Key: "params", Sheet: page, Title: "Devis", Protected: true, Columns: []doc.Column{
		{Key: "key", Title: "Clé", Hidden: true}, {Key: "label", Title: "Paramètre", Width: 4}, {Key: "value", Title: "Valeur", Width: 5}}}
	add := func(key, label string, c doc.Cell) {
		params.Rows = append(params.Rows, doc.Row{Key: key, Cells: []doc.Cell{doc.S(key), doc.S(label), c}})
	}
	add("title", "Titre", typed(b.Title))
	add("version", "Version", typed(b.Version))
	add("date", "Date", editable(doc.D(b.Date)))
	add("grid", "Nomenclature", doc.S(b.Grid))
	add("kind", "Genre", typed(string(b.Kind)))
	add("minutes", "Durée en minutes", editable(doc.N(b.Minutes)))
	add("staff", "Effectif de la société", editable(doc.N(b.Staff)))
	add("accident_rate", "Taux d'accident du travail notifié (fraction)", accident)
	add("territory", "Lieu de la paie", typed(b.Territory))
	add("payroll", "Options de paie", doc.S(string(payroll)))
	add("unit", "Unité d'arrondi", doc.S(b.Rounding.Unit))
	add("mode", "Mode d'arrondi", doc.S(b.Rounding.Mode))
	add("level", "Niveau d'arrondi", doc.S(b.Rounding.Level))
	value := doc.Num(episodes, -1)
	if _, ok := b.Variables["episodes"]; ok {
		value = value.With("{vars!v_episodes.value}")
	}
	add("episodes", "Nombre d'épisodes", value)
	vars := doc.Table{Key: "vars", Sheet: page, Title: "Variables", Protected: true, Columns: []doc.Column{{Key: "name", Title: "Variable", Width: 4}, {Key: "value", Title: "Nombre", Width: 2, Kind: doc.Number}}}
	for _, name := range sortedKeys(b.Variables) {
		vars.Rows = append(vars.Rows, doc.Row{Key: "v_" + name, Cells: []doc.Cell{doc.S(name), typedNumber(b.Variables[name], true)}})
	}
	cur := doc.Table{Key: "cur", Sheet: page, Title: "Devises", Protected: true, Columns: []doc.Column{{Key: "code", Title: "Devise", Width: 2}, {Key: "rate", Title: "Euros pour une unité", Width: 2, Kind: doc.Number}}}
	cur.Rows = append(cur.Rows, doc.Row{Key: "first"})
	for _, code := range sortedKeys(b.Currencies) {
		cur.Rows = append(cur.Rows, doc.Row{Cells: []doc.Cell{typed(code), typedNumber(b.Currencies[code], true)}})
	}
	for range 5 {
		cur.Rows = append(cur.Rows, doc.Row{Cells: []doc.Cell{typed(""), typedNumber(decimal.Zero, false)}})
	}
	cur.Rows = append(cur.Rows, doc.Row{Key: "last"})
	groups := doc.Table{Key: "groups", Sheet: page, Title: "Groupes", Protected: true, Columns: []doc.Column{{Key: "name", Title: "Groupe", Width: 3}, {Key: "on", Title: "Dans le devis", Width: 2}}}
	groups.Rows = append(groups.Rows, doc.Row{Key: "first"})
	off := map[string]bool{}
	names := map[string]bool{}
	for _, g := range b.GroupsOff {
		off[g], names[g] = true, true
	}
	for i := range b.Lines {
		if b.Lines[i].Group != "" {
			names[b.Lines[i].Group] = true
		}
	}
	for _, g := range sortedKeys(names) {
		on := "oui"
		if off[g] {
			on = "non"
		}
		groups.Rows = append(groups.Rows, doc.Row{Cells: []doc.Cell{typed(g), typed(on)}})
	}
	groups.Rows = append(groups.Rows, doc.Row{Key: "last"})
	return append([]doc.Block{params, vars, cur, groups}, s.lists(page)...)
}

// lists are the user's accounts and charge rates, and the shares that do not fit the sheet of lines.
func (s *sheet) lists(page string) []doc.Block {
	b := s.b
	accounts := doc.Table{Sheet: page, Title: "Comptes ajoutés", Protected: true, Columns: []doc.Column{{Title: "Code du compte"}, {Title: "Nom du compte", Width: 3}, {Title: "Compte parent"}, {Title: "Catégorie sociale"}}}
	for _, a := range b.Accounts {
		accounts.Rows = append(accounts.Rows, doc.Row{Cells: []doc.Cell{typed(a.Code), typed(a.Label), typed(a.Parent), typed(a.Category)}})
	}
	rates := doc.Table{Sheet: page, Title: "Taux de charges du devis", Protected: true, Columns: []doc.Column{
		{Title: "Code du taux"}, {Title: "Nom du taux", Width: 3}, {Title: "Compte de charges"}, {Title: "Taux appliqué", Kind: doc.Percent}, {Title: "Plafond d'assiette", Kind: doc.Number}, {Title: "Portée du plafond"}}}
	for _, ch := range b.Charges {
		top := doc.Cell{}
		if ch.Ceiling != nil {
			top = doc.Num(*ch.Ceiling, -1)
		}
		rates.Rows = append(rates.Rows, doc.Row{Cells: []doc.Cell{doc.S(ch.ID), doc.S(ch.Label), doc.S(ch.Account), doc.Pct(ch.Rate, 4), top, doc.S(ch.Scope)}})
	}
	shares := doc.Table{Sheet: "Répartitions", Title: "Répartitions sur les autres axes", Protected: true, Columns: []doc.Column{
		{Title: "Identifiant de la ligne", Width: 2}, {Title: "Ligne", Width: 4}, {Title: "Axe", Width: 2}, {Title: "Valeur de l'axe", Width: 2}, {Title: "Fraction", Kind: doc.Percent}, {Title: "Euros", Kind: doc.Number}}}
	put := func(id, label string, list map[string]map[string]decimal.Decimal, amounts bool, skip func(axis string) bool) {
		for _, axis := range sortedKeys(list) {
			if skip(axis) {
				continue
			}
			for _, value := range sortedKeys(list[axis]) {
				row := []doc.Cell{doc.S(id), doc.S(label), doc.S(axis), doc.S(value), editable(doc.Pct(list[axis][value], 4)), {}}
				if amounts {
					row[4], row[5] = doc.Cell{}, typedNumber(list[axis][value], true)
				}
				shares.Rows = append(shares.Rows, doc.Row{Cells: row})
			}
		}
	}
	never := func(string) bool { return false }
	for i := range b.Lines {
		l := &b.Lines[i]
		put(l.ID, l.Label, l.Shares, false, func(axis string) bool {
			_, _, _, ok := simple(l, axis)
			return ok && (axis == TerritoryAxis || axis == CreditAxis)
		})
		put(l.ID, l.Label, l.Split, true, never)
	}
	for k := range b.Percents {
		put(b.Percents[k].ID, b.Percents[k].Label, b.Percents[k].Shares, false, never)
	}
	var out []doc.Block
	if len(accounts.Rows) > 0 {
		out = append(out, accounts)
	}
	if len(rates.Rows) > 0 {
		out = append(out, rates)
	}
	if len(shares.Rows) > 0 {
		out = append(out, shares)
	}
	return out
}
