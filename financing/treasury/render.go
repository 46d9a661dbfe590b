package treasury

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// periodsAcross is how many periods stand side by side in the tables of receipts and payments.
const periodsAcross = 8

// Document lays the treasury out: key figures, the curve with its lowest point, the table by period in live formulas, receipts by
// source and payments by post, the bank credit, late movements, hypotheses.
func (c CashFlow) Document() doc.Document {
	title := "Plan de trésorerie mensuel"
	if c.By == Week {
		title = "Plan de trésorerie hebdomadaire"
	}
	d := doc.Document{Title: title, Film: c.Title, Company: c.Company, Date: c.Date, Page: doc.Landscape}
	if len(c.Rows) == 0 {
		d.Blocks = append(d.Blocks, doc.Para{Text: "Aucun mouvement.", Style: doc.Muted})
		return d
	}
	low := doc.Figure{Label: "Point bas", Value: fr.WholeEuros(c.Lowest.Amount), Note: c.Rows[c.Lowest.Row].Label, Style: doc.Good}
	if c.Lowest.Amount.IsNegative() {
		low.Style = doc.Alert
	}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{
		low,
		{Label: "Besoin de trésorerie", Value: fr.WholeEuros(c.PeakNeed), Note: "au plus bas d'une période"},
		{Label: "Au jour le jour", Value: fr.WholeEuros(c.LowestDay.Amount), Note: fr.Date(c.LowestDay.Date)},
		{Label: "Coût de l'argent", Value: fr.WholeEuros(c.Interest.Add(c.Fees).Add(c.MemoInterest)), Note: c.costNote()},
	}}, doc.Para{Text: "Point bas de " + c.Rows[c.Lowest.Row].Label + " : " + c.Lowest.Cause + "."})
	d.Blocks = append(d.Blocks, doc.Unconfirmed(c.Report)...)
	d.Blocks = append(d.Blocks, c.chart(), c.rowTable())
	typed := func(l Line, _, i int) doc.Cell { return doc.Eur(l.Amounts[i]).Editable() }
	d.Blocks = append(d.Blocks, c.matrix("recettes", "Recettes par source", "Recettes", c.Receipts, typed)...)
	d.Blocks = append(d.Blocks, c.matrix("depenses", "Paiements par poste", "Paiements", c.Payments, typed)...)
	if len(c.Loans) > 0 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Crédit bancaire"}, c.loanTable())
	}
	if len(c.Sources) > 0 {
		t := doc.Table{Key: "sources", Sheet: "Sources", Title: "Sources au jour de l'arrêté, TTC",
			Columns: []doc.Column{{Key: "label", Title: "Source", Width: 5}, {Key: "due", Title: "Dû", Width: 2, Kind: doc.Amount},
				{Key: "got", Title: "Reçu", Width: 2, Kind: doc.Amount},
				{Key: "late", Title: "En retard", Width: 2, Kind: doc.Amount}, {Key: "left", Title: "À venir", Width: 2, Kind: doc.Amount}}}
		for i, s := range c.Sources {
			late := doc.Eur(s.Late)
			if s.Late.IsPositive() {
				late = late.As(doc.Alert)
			}
			t.Rows = append(t.Rows, doc.Row{Key: doc.Key("s", i), Cells: []doc.Cell{doc.S(s.Label),
				doc.Eur(s.Due).With("ROUND({@.got}+{@.late}+{@.left},2)"), doc.Eur(s.Received), late, doc.Eur(s.ToCome)}})
		}
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Dû, reçu, en retard"}, t)
	}
	if len(c.Late) > 0 {
		t := doc.Table{Sheet: "Retards", Title: "Mouvements en retard",
			Columns: []doc.Column{{Title: "Attendu le", Width: 1.5, Kind: doc.Date}, {Title: "Mouvement", Width: 6},
				{Title: "Montant TTC", Width: 2, Kind: doc.Amount}}}
		for _, m := range c.Late {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.D(m.Date), doc.S(m.Label), doc.Eur(m.Net.Add(m.VAT)).As(doc.Alert)}})
		}
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "En retard"}, t)
	}
	return d.Plus(doc.Controls("Contrôles", c.Report)...)
}

func (c CashFlow) costNote() string {
	if c.MemoInterest.IsPositive() && c.Interest.IsZero() {
		return "intérêts pour mémoire"
	}
	return "intérêts et commissions"
}

func (c CashFlow) chart() doc.Chart {
	ch := doc.Chart{Kind: doc.Curve, Title: "Solde en fin de période", Unit: "€", Height: 62, Series: []doc.Series{{Name: "Solde TTC"}}}
	if len(c.Rows) > 0 {
		ch.Marks = []doc.Mark{{Index: c.Lowest.Row,
			Text: "point bas : " + fr.WholeEuros(c.Lowest.Amount) + ", " + c.Rows[c.Lowest.Row].Label}}
	}
	for _, r := range c.Rows {
		label := r.Span.From.Time().Format("01/06")
		if c.By == Week {
			label = r.Span.From.Time().Format("02/01")
		}
		ch.Labels = append(ch.Labels, label)
		ch.Series[0].Values = append(ch.Series[0].Values, r.Closing)
	}
	return ch
}

// rowTable is the treasury by period. In and Out read the tables of receipts and payments; by the month, the VAT settled reads
// the VAT of the earlier rows.
func (c CashFlow) rowTable() doc.Table {
	loans, memo := !c.Interest.IsZero() || !c.Fees.IsZero() || len(c.Loans) > 0, c.MemoInterest.IsPositive()
	t := doc.Table{Key: "tresorerie", Sheet: "Trésorerie", Title: "Trésorerie par période", Columns: rowColumns(loans, memo), Compact: true}
	for i := range c.Rows {
		t.Rows = append(t.Rows, c.periodRow(i, loans, memo))
	}
	last := doc.Key("p", len(c.Rows)-1)
	t.Rows = append(t.Rows, c.totalRow(last, loans, memo))
	low := make([]doc.Cell, len(t.Columns))
	for i, col := range t.Columns {
		low[i] = doc.S("")
		if col.Key == "closing" {
			low[i] = doc.Eur(c.Lowest.Amount).With("MIN({p1.closing:" + last + ".closing})").As(doc.Strong)
		}
	}
	low[0] = doc.S("Point bas")
	t.Rows = append(t.Rows, doc.Row{Key: "low", Style: doc.Subtotal, Cells: low})
	return t
}

// rowColumns are the columns of the treasury: with the moves of the bank credit, with the memo of interest.
func rowColumns(loans, memo bool) []doc.Column {
	amount := func(key, title string, width float64) doc.Column {
		return doc.Column{Key: key, Title: title, Width: width, Kind: doc.Amount}
	}
	cols := []doc.Column{{Key: "label", Title: "Période", Width: 2.2}, amount("opening", "Ouverture", 1.8),
		amount("in", "Recettes TTC", 1.8), amount("out", "Paiements TTC", 1.8), amount("net", "TVA du mois", 1.6),
		amount("vat", "TVA réglée", 1.6)}
	if loans {
		cols = append(cols, amount("draws", "Tirages", 1.6), amount("repaid", "Remboursé", 1.6), amount("cost", "Intérêts et frais", 1.5))
	}
	cols = append(cols, amount("closing", "Clôture", 1.8), amount("ht", "Clôture HT", 1.8))
	if memo {
		cols = append(cols, amount("memo", "Intérêts (mémoire)", 1.5))
	}
	return cols
}

// periodRow is one period in live formulas.
func (c CashFlow) periodRow(i int, loans, memo bool) doc.Row {
	r := c.Rows[i]
	open := doc.Eur(r.Opening)
	if i > 0 {
		open = open.With("{" + doc.Key("p", i-1) + ".closing}")
	} else {
		open = open.Editable()
	}
	cells := []doc.Cell{doc.S(r.Label), open, doc.Eur(r.In).With(c.cellOf("recettes", c.Receipts, i)),
		doc.Eur(r.Out).With(c.cellOf("depenses", c.Payments, i)), doc.Eur(r.VATNet), c.vatCell(i)}
	f := "{@.opening}+{@.in}-{@.out}+{@.vat}"
	if loans {
		cells = append(cells, doc.Eur(r.Draws), doc.Eur(r.Repaid), doc.Eur(r.Interest.Add(r.Fees)))
		f += "+{@.draws}-{@.repaid}-{@.cost}"
	}
	closing := doc.Eur(r.Closing).With("ROUND(" + f + ",2)")
	if r.Closing.IsNegative() {
		closing = closing.As(doc.Alert)
	}
	style := doc.Normal
	if i == c.Lowest.Row {
		style = doc.Subtotal
	}
	cells = append(cells, closing, doc.Eur(r.ClosingHT))
	if memo {
		cells = append(cells, doc.Eur(r.MemoInterest).With("ROUND(MAX(0,-{@.closing})*"+c.yearly.String()+"/12,2)"))
	}
	return doc.Row{Key: doc.Key("p", i), Style: style, Cells: cells}
}

// vatCell is the VAT settled in a period; by the month it reads the VAT of the months it settles.
func (c CashFlow) vatCell(i int) doc.Cell {
	vat := doc.Eur(c.Rows[i].VAT)
	if c.By != Month {
		return vat
	}
	f := ""
	if k := i - c.VATDueLag; k >= 0 {
		f += "-MAX(0,{" + doc.Key("p", k) + ".net})"
	}
	if k := i - c.VATRefundLag; k >= 0 {
		f += "-MIN(0,{" + doc.Key("p", k) + ".net})"
	}
	if f == "" {
		return vat
	}
	return vat.With("ROUND(0" + f + ",2)")
}

// totalRow adds the periods up.
func (c CashFlow) totalRow(last string, loans, memo bool) doc.Row {
	var in, out, net, vat, draws, repaid decimal.Decimal
	for _, r := range c.Rows {
		in, out, net, vat = in.Add(r.In), out.Add(r.Out), net.Add(r.VATNet), vat.Add(r.VAT)
		draws, repaid = draws.Add(r.Draws), repaid.Add(r.Repaid)
	}
	sum := func(v decimal.Decimal, col string) doc.Cell {
		return doc.Eur(v).With("ROUND(SUM({p1." + col + ":" + last + "." + col + "}),2)")
	}
	total := []doc.Cell{doc.S("Total"), doc.S(""), sum(in, "in"), sum(out, "out"), sum(net, "net"), sum(vat, "vat")}
	if loans {
		total = append(total, sum(draws, "draws"), sum(repaid, "repaid"), sum(c.Interest.Add(c.Fees), "cost"))
	}
	total = append(total, doc.Eur(c.Closing).With("{"+last+".closing}"), doc.S(""))
	if memo {
		below := "SUMIF({p1.closing:" + last + ".closing},\"<0\")"
		total = append(total, doc.Eur(c.MemoInterest).With("ROUND(-"+below+"*"+c.yearly.String()+"/12,2)"))
	}
	return doc.Row{Key: "total", Style: doc.Total, Cells: total}
}

// cellOf is the formula that reads the total of a period in the tables of receipts or payments.
func (c CashFlow) cellOf(k string, lines []Line, i int) string {
	if len(lines) == 0 {
		return "0"
	}
	return fmt.Sprintf("{%s_%d!total.%s}", k, i/periodsAcross+1, doc.Key("m", i))
}

// matrix prints lines over periods, some periods at a time: the cell of the j-th line in a period is what cell gives where the line has an
// amount.
func (c CashFlow) matrix(k, title, sheet string, lines []Line, cell func(l Line, j, i int) doc.Cell) []doc.Block {
	if len(lines) == 0 {
		return nil
	}
	out := []doc.Block{doc.Heading{Level: 2, Text: title}}
	for from := 0; from < len(c.Rows); from += periodsAcross {
		to := min(from+periodsAcross, len(c.Rows))
		t := doc.Table{Key: fmt.Sprintf("%s_%d", k, from/periodsAcross+1), Sheet: sheet,
			Title: "De " + c.Rows[from].Label + " à " + c.Rows[to-1].Label, Compact: true,
			Columns: []doc.Column{{Key: "label", Title: "Ligne", Width: 4}}}
		for i := from; i < to; i++ {
			t.Columns = append(t.Columns, doc.Column{Key: doc.Key("m", i), Title: strings.TrimPrefix(c.Rows[i].Label, "sem. "), Width: 1.6,
				Kind: doc.Amount})
		}
		t.Columns = append(t.Columns, doc.Column{Key: "sum", Title: "Total", Width: 1.8, Kind: doc.Amount})
		totals := make([]decimal.Decimal, to-from)
		first, last := "", ""
		for j, l := range lines {
			cells := []doc.Cell{doc.S(l.Label)}
			sum := decimal.Zero
			used := false
			for i := from; i < to; i++ {
				if l.Amounts[i].IsZero() {
					cells = append(cells, doc.Cell{Kind: doc.Amount})
					continue
				}
				used = true
				v := cell(l, j, i)
				sum, totals[i-from] = sum.Add(v.Number), totals[i-from].Add(v.Number)
				cells = append(cells, v)
			}
			if !used {
				continue
			}
			row := doc.Key("l", j)
			if first == "" {
				first = row
			}
			last = row
			cells = append(cells, doc.Eur(sum).With(fmt.Sprintf("ROUND(SUM({@.%s:@.%s}),2)", doc.Key("m", from), doc.Key("m", to-1))))
			t.Rows = append(t.Rows, doc.Row{Key: row, Cells: cells})
		}
		cells := []doc.Cell{doc.S("Total")}
		all := decimal.Zero
		for i := from; i < to; i++ {
			f := "0"
			if first != "" {
				f = fmt.Sprintf("ROUND(SUM({%s.%s:%s.%s}),2)", first, doc.Key("m", i), last, doc.Key("m", i))
			}
			all = all.Add(totals[i-from])
			cells = append(cells, doc.Eur(totals[i-from]).With(f))
		}
		cells = append(cells, doc.Eur(all).With(fmt.Sprintf("ROUND(SUM({@.%s:@.%s}),2)", doc.Key("m", from), doc.Key("m", to-1))))
		t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: cells})
		out = append(out, t)
	}
	return out
}

func (c CashFlow) loanTable() doc.Table {
	t := doc.Table{Key: "credit", Sheet: "Crédit bancaire", Title: "Tirages, remboursements, intérêts", Compact: true,
		Columns: []doc.Column{{Key: "date", Title: "Date", Width: 1.5, Kind: doc.Date}, {Key: "kind", Title: "Mouvement", Width: 2},
			{Key: "res", Title: "Contrat", Width: 4},
			{Key: "amount", Title: "Montant", Width: 2, Kind: doc.Amount}, {Key: "left", Title: "Encours", Width: 2, Kind: doc.Amount}}}
	labels := map[string]string{}
	for _, r := range c.Receipts {
		labels[r.Key] = r.Label
	}
	prev := ""
	for i, m := range c.Loans {
		k := doc.Key("l", i)
		left := doc.Eur(m.Outstanding)
		before := "0"
		if prev != "" {
			before = "{" + prev + ".left}"
		}
		switch m.Kind {
		case Draw:
			left = left.With("ROUND(" + before + "+{@.amount},2)")
		case Repay:
			left = left.With("ROUND(" + before + "-{@.amount},2)")
		default:
			left = left.With("ROUND(" + before + ",2)")
		}
		t.Rows = append(t.Rows, doc.Row{Key: k, Cells: []doc.Cell{doc.D(m.Date), doc.S(m.Kind.Label()), doc.S(labels[m.Resource]),
			doc.Eur(m.Amount), left}})
		prev = k
	}
	return t
}

// WritePDF prints the treasury with its curve. See Document.
func (c CashFlow) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the treasury as a live workbook: Document, and the bank credit run day by day in formulas, which its draws,
// repayments, interest and fees by period follow.
func (c CashFlow) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.workbook()) }

func (c CashFlow) workbook() doc.Document {
	d := c.Document()
	if len(c.Rows) == 0 {
		return d
	}
	credited := c.credit != nil && len(c.credit.days) > 0
	for b, block := range d.Blocks {
		if t, ok := block.(doc.Table); ok && t.Key == "tresorerie" {
			c.tax(&t)
			if credited {
				c.follow(&t)
			}
			d.Blocks[b] = t
		}
	}
	d = d.Plus(c.matrix("tva_recettes", "TVA des recettes", "TVA", c.Receipts, taxIn("recettes"))...)
	d = d.Plus(c.matrix("tva_depenses", "TVA des paiements", "TVA", c.Payments, taxIn("depenses"))...)
	if !credited {
		return d
	}
	labels := map[string]string{}
	for _, r := range c.Receipts {
		labels[r.Key] = r.Label
	}
	return d.Plus(c.credit.tables(labels)...)
}

// taxIn is the VAT of a line in a period: the part of the amount of its cell in the tables of receipts or of payments that it is here.
func taxIn(k string) func(l Line, j, i int) doc.Cell {
	return func(l Line, j, i int) doc.Cell {
		vat := doc.Eur(l.VAT[i])
		if l.VAT[i].IsZero() {
			return vat
		}
		part := l.VAT[i].DivRound(l.Amounts[i], 15) // that of the cent, whatever the amount
		return vat.With(fmt.Sprintf("ROUND({%s_%d!%s.%s}*%s,2)", k, i/periodsAcross+1, doc.Key("l", j), doc.Key("m", i), part))
	}
}

// tax gives the VAT of each period the formula that adds up that of the lines.
func (c CashFlow) tax(t *doc.Table) {
	net := slices.IndexFunc(t.Columns, func(col doc.Column) bool { return col.Key == "net" })
	for i := range c.Rows {
		cell := &t.Rows[i].Cells[net]
		*cell = cell.With("ROUND(" + c.cellOf("tva_recettes", c.Receipts, i) + "-" + c.cellOf("tva_depenses", c.Payments, i) + ",2)")
	}
}

// follow gives the moves of the credit of each period the formulas that add up its days.
func (c CashFlow) follow(t *doc.Table) {
	last := doc.Key("d", len(c.credit.days)-1)
	for i := range c.Rows {
		day := func(d moteur.Date) string { return fmt.Sprintf("DATE(%d,%d,%d)", d.Year(), int(d.Month()), d.Day()) }
		sum := func(col string) string {
			dates := "{jours!d1.date:" + last + ".date}"
			return fmt.Sprintf(`SUMIFS({jours!d1.%[1]s:%[2]s.%[1]s},%[3]s,">="&%[4]s,%[3]s,"<="&%[5]s)`, col, last, dates,
				day(c.Rows[i].Span.From), day(c.Rows[i].Span.To))
		}
		for n, col := range t.Columns {
			cell := &t.Rows[i].Cells[n]
			switch col.Key {
			case "draws":
				*cell = cell.With("ROUND(" + sum("draws") + ",2)")
			case "repaid":
				*cell = cell.With("ROUND(" + sum("repaid") + ",2)")
			case "cost":
				*cell = cell.With("ROUND(" + sum("interest") + "+" + sum("fee") + ",2)")
			}
		}
	}
}
