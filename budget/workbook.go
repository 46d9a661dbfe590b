package budget

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
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
	d := doc.Document{Title: "Devis", Film: b.Title, Company: b.Company, Date: b.Date, Version: b.Version, Page: doc.Landscape}
	t := e.tree()
	if t == nil || e.Report.Err() != nil { // a refused devis prints what is wrong with it
		d.Blocks = []doc.Block{doc.Findings("Points à corriger", e.Report)}
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
		doc.Para{Style: doc.Muted,
			Text: "Saisissez dans les cellules claires : les totaux suivent. Une ligne nouvelle se tape en bas ; ses charges, et " +
				"l'effet d'un changement de durée ou de dates sur les plafonds, sont calculés à la relecture du classeur."},
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
	return fmt.Sprintf("IF(ROUND(MOD(ABS(%[1]s)*%[2]s,2),6)=0.5,ROUND(%[1]s-SIGN(%[1]s)*0.5/%[2]s,%[3]d),ROUND(%[1]s,%[3]d))", x, unit,
		s.round.places)
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
		{Key: "code", Title: "Compte", Width: 1}, {Key: "label", Title: "Intitulé", Width: 6}, {Key: "direct", Title: "Lignes et charges",
			Kind: doc.Amount, Hidden: true},
		{Key: "amount", Title: "Montant", Width: 2.4, Kind: doc.Amount}, {Key: "france", Title: "France", Width: 2.4,
			Kind: doc.Amount}, {Key: "abroad", Title: "Étranger", Width: 2.4, Kind: doc.Amount},
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
	for _, i := range s.shown {
		t.Rows = append(t.Rows, s.accountRow(i, children[i], percents[i]))
	}
	missing := "{lignes!first.amount:last.amount}"
	var roots []string
	for _, i := range s.shown {
		if s.t.nodes[i].parent < 0 {
			roots = append(roots, "{"+nodeKey(i)+".amount}")
		}
	}
	t.Rows = append(t.Rows,
		doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{{}, doc.S("Total hors taxes"), {},
			live(doc.Eur(s.e.Total), s.R(plus(roots)))}},
		doc.Row{Key: "lost", Style: doc.Muted, Cells: []doc.Cell{{},
			doc.S("Contrôle : montant de lignes dont le compte n'est pas dans cette feuille (doit être nul)"), {},
			live(doc.Eur(decimal.Zero), "ROUND(SUM("+missing+")-SUMIF({lignes!first.at:last.at},\">0\","+missing+"),2)")}},
	)
	return t
}

// accountRow is the row of an account: its lines and charges, the percents that stand on it, and the accounts below it.
func (s *sheet) accountRow(i int, children, percents []int) doc.Row {
	n, a := &s.t.nodes[i], s.account(i)
	at := strconv.Itoa(s.index[i])
	of := func(col string) []string {
		var out []string
		for _, k := range children {
			out = append(out, "{"+nodeKey(k)+"."+col+"}")
		}
		return out
	}
	pick := func(table, col string) string {
		return fmt.Sprintf("SUMIF({%[1]s!first.at:last.at},%[2]s,{%[1]s!first.%[3]s:last.%[3]s})", table, at, col)
	}
	var pct []string
	for _, k := range percents {
		pct = append(pct, "{pct!p"+strconv.Itoa(k)+".amount}")
	}
	// The percents below are what the children's amounts hold beyond their direct part.
	amount := append([]string{"{@.direct}"}, pct...)
	for _, k := range children {
		amount = append(amount, "{"+nodeKey(k)+".amount}-{"+nodeKey(k)+".direct}")
	}
	direct := append([]string{s.own(pick("lignes", "amount") + "+" + pick("charges", "amount"))}, of("direct")...)
	france, abroad, eligible := doc.Eur(a.France), doc.Eur(a.Abroad), doc.Eur(a.Axes[CreditAxis][Eligible])
	if s.splits() {
		out := append([]string{s.R(pick("lignes", "abroad") + "+" + pick("charges", "abroad"))}, of("abroad")...)
		el := append([]string{s.R(pick("lignes", "eligible") + "+" + pick("charges", "eligible"))}, of("eligible")...)
		for _, k := range percents {
			out = append(out, "{pct!p"+strconv.Itoa(k)+".abroad}")
			el = append(el, "{pct!p"+strconv.Itoa(k)+".eligible}")
		}
		abroad, eligible, france = live(abroad, s.R(plus(out))), live(eligible, s.R(plus(el))), live(france,
			s.R("{@.amount}-{@.abroad}"))
	}
	label := n.Label
	if a.Proposed {
		label += " *"
	}
	styles := []doc.Style{doc.Total, doc.Subtotal, doc.Normal}
	return doc.Row{Key: nodeKey(i), Style: styles[min(n.depth, 3)-1], Indent: min(n.depth-1, 4), Cells: []doc.Cell{
		doc.S(n.Code), doc.S(label), live(doc.Eur(a.Amount.Sub(a.Percents)), s.own(plus(direct))), live(doc.Eur(a.Amount),
			s.own(plus(amount))), france, abroad, eligible,
	}}
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
