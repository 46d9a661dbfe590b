package treasury

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
)

// creditBook is what the workbook needs to run the bank credit again in formulas: its terms, its contracts, and the days when something
// may move. Between them nothing does.
type creditBook struct {
	opening, keep, commitment                        int64
	reference, margin, base, guaranteed, rate, share decimal.Decimal // of the fee: its yearly rate, the part of the undrawn that counts
	ifcic                                            bool
	capped                                           bool // the commitment is given; else it is the sum of the advances
	deals                                            []contract
	days                                             []creditDay
}

// creditDay is a day of the credit: what flows, what each contract pays, and what the credit does.
type creditDay struct {
	date           moteur.Date
	month          bool // the last day of a month
	net            int64
	paid           []int64
	before, after  []int64 // outstanding of each contract once repaid, and once drawn
	interest, fee  int64
	balance, drawn int64
	back           int64
}

// dayColumn is a column of the day table of contract i.
func dayColumn(name string, i int) string { return fmt.Sprintf("%s%d", name, i+1) }

// tables are the terms of the credit, which are open to be changed, and its days in live formulas.
func (k creditBook) tables(labels map[string]string) []doc.Block {
	const sheet = "Calcul du crédit"
	terms := doc.Table{Key: "termes", Sheet: sheet, Title: "Termes du crédit", Columns: []doc.Column{
		{Key: "label", Title: "Terme", Width: 5}, {Key: "value", Title: "Valeur", Width: 2, Kind: doc.Number}}}
	term := func(key, label string, v decimal.Decimal) {
		terms.Rows = append(terms.Rows, doc.Row{Key: key, Cells: []doc.Cell{doc.S(label), doc.Num(v, -1).Editable()}})
	}
	term("opening", "Solde d'ouverture", euros(k.opening))
	term("reference", "Taux de référence annuel (fraction)", k.reference)
	term("margin", "Marge annuelle (fraction)", k.margin)
	term("base", "Jours de l'année d'intérêts", k.base)
	term("keep", "Réserve gardée", euros(k.keep))
	term("commitment", "Engagement total", euros(k.commitment))
	if k.ifcic {
		term("guaranteed", "Quotité garantie IFCIC (fraction)", k.guaranteed)
		term("rate", "Commission IFCIC annuelle (fraction)", k.rate)
		term("share", "Part du non tiré comptée (fraction)", k.share)
	}
	deals := doc.Table{Key: "cedes", Sheet: sheet, Title: "Contrats cédés", Columns: []doc.Column{
		{Key: "label", Title: "Contrat", Width: 5}, {Key: "rate", Title: "Quotité avancée (fraction)", Width: 2, Kind: doc.Number},
		{Key: "from", Title: "Tirable dès le", Width: 2, Kind: doc.Date},
		{Key: "due", Title: "À recevoir", Width: 2, Kind: doc.Amount}}}
	var advances []string
	last := doc.Key("d", len(k.days)-1)
	for i, d := range k.deals {
		row, paid := doc.Key("k", i), dayColumn("paid", i)
		deals.Rows = append(deals.Rows, doc.Row{Key: row, Cells: []doc.Cell{doc.S(labels[d.id]), doc.Num(d.num, -1).Editable(),
			doc.D(d.from), doc.Eur(euros(k.due(i))).With(fmt.Sprintf("ROUND(SUM({jours!d1.%[1]s:%[2]s.%[1]s}),2)", paid, last))}})
		advances = append(advances, "MAX(0,ROUND({cedes!"+row+".due}*{cedes!"+row+".rate},2))")
	}
	if !k.capped {
		cell := &terms.Rows[5].Cells[1]
		*cell = doc.Num(cell.Number, -1).With("ROUND(" + strings.Join(append(advances, "0"), "+") + ",2)")
	}
	return []doc.Block{terms, deals, k.dayTable(sheet)}
}

// due is all that contract i pays.
func (k creditBook) due(i int) (sum int64) {
	for _, d := range k.days {
		sum += d.paid[i]
	}
	return sum
}

// dayTable runs the credit day by day, in the order of loan.run: flows, repayments, interest and fee at a month end, draws.
func (k creditBook) dayTable(sheet string) doc.Table {
	amount := func(key, title string) doc.Column {
		return doc.Column{Key: key, Title: title, Width: 1.6, Kind: doc.Amount}
	}
	t := doc.Table{Key: "jours", Sheet: sheet, Title: "Le crédit jour à jour", Columns: []doc.Column{
		{Key: "date", Title: "Date", Width: 1.5, Kind: doc.Date}, amount("net", "Flux du jour")}}
	for i := range k.deals {
		for _, c := range [][2]string{{"paid", "Payé"}, {"left", "À venir"}, {"back", "Remboursé"}, {"draw", "Tiré"}, {"out", "Encours"}} {
			t.Columns = append(t.Columns, amount(dayColumn(c[0], i), fmt.Sprintf("%s, contrat %d", c[1], i+1)))
		}
	}
	t.Columns = append(t.Columns, doc.Column{Key: "accrued", Title: "Encours × taux, du mois", Width: 1.6, Kind: doc.Number},
		amount("interest", "Intérêts"), amount("fee", "Commission"), amount("repaid", "Remboursements"), amount("draws", "Tirages"),
		amount("balance", "Solde"))
	left, accrued := make([]int64, len(k.deals)), decimal.Zero
	for i := range left {
		left[i] = k.due(i)
	}
	for n := range k.days {
		t.Rows = append(t.Rows, k.dayRow(n, left, &accrued))
	}
	return t
}

func (k creditBook) dayRow(n int, left []int64, accrued *decimal.Decimal) doc.Row {
	d := k.days[n]
	prev := func(col string) string { return "{" + doc.Key("d", n-1) + "." + col + "}" }
	before := "{termes!opening.value}"
	if n > 0 {
		before = prev("balance")
	}
	cells := []doc.Cell{doc.D(d.date), doc.Eur(euros(d.net)).Editable()}
	var repaid, draws, lent, rooms []string
	at := func(name string, i int) string { return "{@." + dayColumn(name, i) + "}" }
	for i := range k.deals {
		deal := "{cedes!" + doc.Key("k", i)
		outBefore, leftBefore := "0", deal+".due}"
		if n > 0 {
			outBefore, leftBefore = prev(dayColumn("out", i)), prev(dayColumn("left", i))
		}
		left[i] -= d.paid[i]
		was := int64(0)
		if n > 0 {
			was = k.days[n-1].after[i]
		}
		due := "(" + outBefore + "-" + at("back", i) + ")"
		room := fmt.Sprintf("IF({@.date}<%s.from},0,MAX(0,ROUND(%s*%s.rate},2)-%s))", deal, at("left", i), deal, due)
		hand := fmt.Sprintf("{termes!keep.value}-(%s+{@.net}-{@.repaid}-{@.interest}-{@.fee}%s)", before, plusAll(draws))
		free := fmt.Sprintf("{termes!commitment.value}-(%s)%s", k.lent(n), minusAll(draws))
		draw := fmt.Sprintf("ROUND(MAX(0,MIN(%s,%s,%s)),2)", hand, room, free)
		cells = append(cells, doc.Eur(euros(d.paid[i])).Editable(),
			doc.Eur(euros(left[i])).With("ROUND("+leftBefore+"-"+at("paid", i)+",2)"),
			doc.Eur(euros(was-d.before[i])).With("ROUND(MAX(0,MIN("+outBefore+","+at("paid", i)+")),2)"),
			doc.Eur(euros(d.after[i]-d.before[i])).With(draw),
			doc.Eur(euros(d.after[i])).With("ROUND("+due+"+"+at("draw", i)+",2)"))
		repaid, draws = append(repaid, at("back", i)), append(draws, at("draw", i))
		lent, rooms = append(lent, outBefore), append(rooms, room)
	}
	return doc.Row{Key: doc.Key("d", n), Cells: append(cells, k.totals(n, accrued, lent, rooms, repaid, draws, before)...)}
}

// totals are the cells of a day after those of its contracts.
func (k creditBook) totals(n int, accrued *decimal.Decimal, lent, rooms, repaid, draws []string, before string) []doc.Cell {
	d := k.days[n]
	text := "0"
	if n > 0 {
		last := k.days[n-1]
		sum := int64(0)
		for _, v := range last.after {
			sum += v
		}
		days := decimal.NewFromInt(int64(d.date.Sub(last.date)))
		if last.month {
			*accrued = decimal.Zero
		} else {
			text = "{" + doc.Key("d", n-1) + ".accrued}"
		}
		*accrued = accrued.Add(euros(sum).Mul(days).Mul(k.reference.Add(k.margin)))
		text += fmt.Sprintf("+(%s)*({@.date}-{%s.date})*({termes!reference.value}+{termes!margin.value})",
			strings.Join(append(lent, "0"), "+"), doc.Key("d", n-1))
	}
	interest, fee := doc.Eur(euros(d.interest)), doc.Eur(euros(d.fee))
	if d.month {
		interest = interest.With("ROUND({@.accrued}/{termes!base.value},2)")
	}
	if d.month && k.ifcic {
		room := fmt.Sprintf("MIN(%s,MAX(0,{termes!commitment.value}-(%s)))", strings.Join(append(rooms, "0"), "+"), k.lent(n))
		fee = fee.With(fmt.Sprintf("ROUND({termes!rate.value}*{termes!guaranteed.value}*((%s)+{termes!share.value}*%s)/12,2)",
			k.lent(n), room))
	}
	return []doc.Cell{doc.Num(*accrued, -1).With(text), interest, fee,
		doc.Eur(euros(d.back)).With("ROUND(" + strings.Join(append(repaid, "0"), "+") + ",2)"),
		doc.Eur(euros(d.drawn)).With("ROUND(" + strings.Join(append(draws, "0"), "+") + ",2)"),
		doc.Eur(euros(d.balance)).With("ROUND(" + before + "+{@.net}-{@.repaid}-{@.interest}-{@.fee}+{@.draws},2)")}
}

// lent is the formula of what is lent on day n once the contracts of the day have repaid.
func (k creditBook) lent(n int) string {
	var out []string
	for i := range k.deals {
		if n > 0 {
			out = append(out, "{"+doc.Key("d", n-1)+"."+dayColumn("out", i)+"}")
		}
		out = append(out, "-{@."+dayColumn("back", i)+"}")
	}
	return "0" + strings.ReplaceAll("+"+strings.Join(out, "+"), "+-", "-")
}

func plusAll(refs []string) string {
	if len(refs) == 0 {
		return ""
	}
	return "+" + strings.Join(refs, "+")
}

func minusAll(refs []string) string { return strings.ReplaceAll(plusAll(refs), "+", "-") }
