package testkit

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/shopspring/decimal"
)

// Accounts is an invented fichier des écritures comptables and what it adds up to.
type Accounts struct {
	Text string
	Rows int
	// Costs is debit less credit of each account of class 6; Paid what the suppliers were paid, with VAT, and Unanswered the part of it
	// that answers no invoice.
	Costs            map[string]decimal.Decimal
	Paid, Unanswered decimal.Decimal
}

type accountsWriter struct {
	Accounts
	text strings.Builder
	rand *rand.Rand
	num  int
}

// FEC invents the accounts of a film over a year, of at least so many rows: invoices with VAT and their lettered payments, payments that
// answer nothing, avoirs, pay and its charges, petty cash, bank fees. Labels hold quotes, separators and figures. The same seed gives
// the same text.
func FEC(rows int, seed uint64) Accounts {
	w := accountsWriter{rand: rand.New(rand.NewPCG(seed, seed))}
	w.Costs = map[string]decimal.Decimal{}
	w.text.WriteString("JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|" +
		"EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n")
	for w.Rows < rows {
		switch n := w.rand.IntN(20); {
		case n < 12:
			w.invoice()
		case n < 14:
			w.pay()
		case n < 17:
			w.direct("CA", "530000")
		case n < 19:
			w.direct("BQ", "512000")
		default:
			w.alone()
		}
	}
	w.Text = w.text.String()
	return w.Accounts
}

// row writes a row; a positive amount is a debit.
func (w *accountsWriter) row(journal, account, supplier, letter string, amount decimal.Decimal) {
	labels := []string{"Location caméra", `"Le Phare" SAS`, `Écran 24"`, "Lot 1|2", "Facture; mai", `"`, "Repas équipe 12,50", "L'Escale"}
	debit, credit := amount, decimal.Zero
	if amount.IsNegative() {
		debit, credit = credit, amount.Neg()
	}
	day := fmt.Sprintf("2027%02d%02d", 1+w.num%12, 1+w.num%28)
	written := func(d decimal.Decimal) string { return strings.Replace(d.StringFixed(2), ".", ",", 1) }
	fmt.Fprintf(&w.text, "%s|Journal %s|%d|%s|%s|Compte %s|%s|%s|P%d|%s|%s|%s|%s|%s||%s||\n", journal, journal, w.num, day, account,
		account, supplier, supplier, w.num, day, labels[w.rand.IntN(len(labels))], written(debit), written(credit), letter, day)
	w.Rows++
	if account[0] == '6' {
		w.Costs[account] = w.Costs[account].Add(amount)
	}
}

func (w *accountsWriter) amount() decimal.Decimal { return decimal.New(w.rand.Int64N(500_000)+1, -2) }

func (w *accountsWriter) cost() string {
	accounts := []string{"604000", "606300", "613500", "613200", "615500", "621000", "623000", "625100"}
	return accounts[w.rand.IntN(len(accounts))]
}

// invoice writes an invoice of one to three costs, or an avoir, and most of the time its payment, in one or two parts.
func (w *accountsWriter) invoice() {
	w.num++
	supplier := fmt.Sprintf("F%03d", w.rand.IntN(200))
	letter := fmt.Sprintf("L%d", w.num)
	net := decimal.Zero
	sign := decimal.NewFromInt(1)
	if w.rand.IntN(20) == 0 {
		sign = decimal.NewFromInt(-1)
	}
	for range 1 + w.rand.IntN(3) {
		a := w.amount().Mul(sign)
		net = net.Add(a)
		w.row("AC", w.cost(), "", "", a)
	}
	tax := net.Mul(decimal.New([]int64{200, 100, 55, 0}[w.rand.IntN(4)], -3)).Round(2)
	if !tax.IsZero() {
		w.row("AC", "445660", "", "", tax)
	}
	owed := net.Add(tax)
	w.row("AC", "401000", supplier, letter, owed.Neg())
	if sign.IsNegative() || w.rand.IntN(5) == 0 {
		return
	}
	half := owed.DivRound(decimal.NewFromInt(2), 2)
	for _, part := range []decimal.Decimal{half, owed.Sub(half)} {
		w.num++
		w.Paid = w.Paid.Add(part)
		w.row("BQ", "401000", supplier, letter, part)
		w.row("BQ", "512000", "", "", part.Neg())
	}
}

// alone writes a payment that answers no invoice.
func (w *accountsWriter) alone() {
	w.num++
	a := w.amount()
	w.Paid, w.Unanswered = w.Paid.Add(a), w.Unanswered.Add(a)
	w.row("BQ", "401000", "F999", "", a)
	w.row("BQ", "512000", "", "", a.Neg())
}

// pay writes a pay and its charges.
func (w *accountsWriter) pay() {
	w.num++
	gross := w.amount()
	dues := gross.Mul(decimal.New(45, -2)).Round(2)
	w.row("PA", "641100", "", "", gross)
	w.row("PA", "645100", "", "", dues)
	w.row("PA", "421000", "", "", gross.Neg())
	w.row("PA", "431000", "", "", dues.Neg())
}

// direct writes a cost paid at once.
func (w *accountsWriter) direct(journal, account string) {
	w.num++
	a := w.amount()
	w.row(journal, w.cost(), "", "", a)
	w.row(journal, account, "", "", a.Neg())
}
