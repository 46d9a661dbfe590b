package follow

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// entry is a row of the accounts (ligne d'écriture).
type entry struct {
	line                                             int
	journal, num, account, aux, party, label, letter string
	piece                                            string
	date                                             moteur.Date
	debit, credit                                    decimal.Decimal
}

func (e *entry) amount() decimal.Decimal { return e.debit.Sub(e.credit) }

// ledger turns rows of the accounts into movements. An écriture is the rows of one journal and number: the accounts that stand
// against a cost (contrepartie) tell whether it is owed to a supplier, or paid at once in cash or by the bank; a supplier's account
// against the bank is a payment, which answers the invoices that its lettering or its piece names.
type ledger struct {
	place                                     func(line int) string
	r                                         moteur.Report
	cost, payroll, dues, supplier, bank, cash string
	rows                                      []entry
}

// accounts reads the accounts of the plan comptable that the rows are told by.
func (l *ledger) accounts() error {
	t, err := accountsTable()
	if err != nil {
		return err
	}
	b := law.Open(moteur.Date{}, &l.r, t).At("accounts") // the plan of accounts is read without a date
	l.cost, l.payroll, l.dues = b.Text("fec.cost"), b.Text("fec.payroll"), b.Text("fec.charges")
	l.supplier, l.bank, l.cash = b.Text("fec.supplier"), b.Text("fec.bank"), b.Text("fec.cash")
	return b.Err()
}

// piece is an écriture: its rows, and which kinds of account it holds.
type piece struct {
	rows                          []*entry
	costs, suppliers, banks, till bool
	debit, credit                 *entry // the largest of each side
	balance                       decimal.Decimal
	party                         string // the supplier's name
}

// bills are the costs that a supplier invoiced, and what is owed for them with VAT.
type bills struct {
	costs []*entry
	owed  decimal.Decimal
}

// movements gives the movements of the rows, in their order.
func (l *ledger) movements() []Movement {
	pieces, of := l.pieces()
	owed := l.owed(pieces)
	var out []Movement
	if i := slices.IndexFunc(l.rows, func(e entry) bool { return e.num == "" && strings.HasPrefix(e.account, l.supplier) }); i >= 0 {
		l.r.Notef(l.place(l.rows[i].line), "budget/payments-unread",
			"Sans numéro d'écriture ou de pièce, les règlements des fournisseurs ne sont pas lus.")
	}
	for i := range l.rows {
		e := &l.rows[i]
		p := pieces[of[i]]
		tellBoth(&l.r, l.place(e.line), e.debit, e.credit)
		switch {
		case e.amount().IsZero():
		case strings.HasPrefix(e.account, l.cost):
			out = append(out, l.expense(e, p))
		case l.pays(e, p):
			out = append(out, l.payment(e, p, owed)...)
		}
	}
	return out
}

// pieces groups the rows by écriture, and gives the place of each row's. A row without a number stands alone. An écriture that does
// not balance is told.
func (l *ledger) pieces() (pieces []*piece, of []int) {
	at := map[string]int{}
	of = make([]int, len(l.rows))
	for i := range l.rows {
		e := &l.rows[i]
		key := e.journal + "\x00" + e.num
		n, ok := at[key]
		if !ok || e.num == "" {
			n = len(pieces)
			at[key] = n
			pieces = append(pieces, &piece{})
		}
		of[i] = n
		pieces[n].add(e, l)
	}
	for _, p := range pieces {
		if first := p.rows[0]; first.num != "" && !p.balance.IsZero() {
			l.r.Warnf(l.place(first.line), "budget/fec-balance", "L'écriture %s du journal %s n'est pas équilibrée : écart %s.",
				fr.Clip(first.num), fr.Clip(first.journal), fr.Euros(p.balance))
		}
	}
	return pieces, of
}

func (p *piece) add(e *entry, l *ledger) {
	p.rows = append(p.rows, e)
	p.costs = p.costs || strings.HasPrefix(e.account, l.cost)
	if strings.HasPrefix(e.account, l.supplier) {
		p.suppliers, p.party = true, e.party
	}
	p.banks = p.banks || strings.HasPrefix(e.account, l.bank)
	p.till = p.till || strings.HasPrefix(e.account, l.cash)
	p.balance = p.balance.Add(e.amount())
	if side := &p.debit; e.amount().IsPositive() && (*side == nil || e.amount().GreaterThan((*side).amount())) {
		*side = e
	}
	if side := &p.credit; e.amount().IsNegative() && (*side == nil || e.amount().LessThan((*side).amount())) {
		*side = e
	}
}

// against is the account that stands against a row: the largest of the other side.
func (p *piece) against(e *entry) string {
	other := p.credit
	if e.amount().IsNegative() {
		other = p.debit
	}
	if other == nil || other == e {
		return ""
	}
	return other.account
}

// movement is the movement of a row, of no kind yet.
func (l *ledger) movement(e *entry, p *piece) Movement {
	return Movement{ID: fmt.Sprintf("%s/%s/%d", e.journal, e.num, e.line), Date: e.date, Account: e.account, Against: p.against(e),
		Journal: e.journal, Label: e.label, Party: e.party, Amount: e.amount(), Ref: e.piece, Place: l.place(e.line)}
}

// expense is the movement of a row of a cost account.
func (l *ledger) expense(e *entry, p *piece) Movement {
	m := l.movement(e, p)
	m.Party = cmp.Or(m.Party, p.party)
	switch {
	case strings.HasPrefix(e.account, l.payroll):
		m.Kind = PayrollPay
	case strings.HasPrefix(e.account, l.dues):
		m.Kind = BookedDues
	case p.suppliers:
		m.Kind = Invoiced
	case p.till:
		m.Kind = PettyCash
	case p.banks:
		m.Kind = Card
	default:
		m.Kind = Invoiced
	}
	return m
}

// pays tells whether a row of a supplier's account is a payment: the bank or the till stands in its écriture; beside costs, what
// credits the supplier is their invoice.
func (l *ledger) pays(e *entry, p *piece) bool {
	return strings.HasPrefix(e.account, l.supplier) && (p.banks || p.till) && (!p.costs || e.amount().IsPositive())
}

// keys are the names under which a supplier's row finds those that it answers: its lettering, else its piece.
func (e *entry) keys() []string {
	var out []string
	who := e.account + "\x00" + e.aux + "\x00"
	if e.letter != "" {
		out = append(out, who+"l"+e.letter)
	}
	if e.piece != "" {
		out = append(out, who+"p"+e.piece)
	}
	return out
}

// owed gives the invoices of suppliers by the keys of their rows.
func (l *ledger) owed(pieces []*piece) map[string]*bills {
	out := map[string]*bills{}
	for _, p := range pieces {
		if !p.costs || !p.suppliers {
			continue
		}
		var costs []*entry
		for _, e := range p.rows {
			if strings.HasPrefix(e.account, l.cost) {
				costs = append(costs, e)
			}
		}
		told := map[string]bool{}
		for _, e := range p.rows {
			if !strings.HasPrefix(e.account, l.supplier) || l.pays(e, p) {
				continue
			}
			for _, key := range e.keys() {
				b := out[key]
				if b == nil {
					b = &bills{}
					out[key] = b
				}
				b.owed = b.owed.Sub(e.amount())
				if !told[key] {
					b.costs = append(b.costs, costs...)
					told[key] = true
				}
			}
		}
	}
	return out
}

// payment gives the movements of a payment: one for each cost of the invoices it answers, without its VAT. One that answers none is
// told, and counts with its VAT.
func (l *ledger) payment(e *entry, p *piece, owed map[string]*bills) []Movement {
	m := l.movement(e, p)
	m.Kind = Paid
	for _, key := range e.keys() {
		if b := owed[key]; b != nil && b.owed.IsPositive() {
			if out := b.share(m); out != nil {
				return out
			}
		}
	}
	l.r.Warnf(l.place(e.line), "budget/payment-alone",
		"Le règlement « %s » de %s ne répond à aucune facture du fichier (lettrage, pièce) : il est compté TVA comprise.", fr.Clip(e.label),
		fr.Euros(m.Amount))
	return []Movement{m}
}

// share spreads a payment over the costs of the invoices it answers, in proportion to those that are positive; nil without such costs.
func (b *bills) share(m Movement) []Movement {
	net := decimal.Zero
	weights := make([]decimal.Decimal, len(b.costs))
	for i, c := range b.costs {
		net = net.Add(c.amount())
		weights[i] = decimal.Max(decimal.Zero, c.amount())
	}
	paid := m.Amount.Mul(net).DivRound(b.owed, 2)
	parts, err := money.Split(paid, weights)
	if err != nil {
		return nil
	}
	taxes, err := money.Split(m.Amount.Sub(paid), weights)
	if err != nil {
		return nil
	}
	var out []Movement
	for i, c := range b.costs {
		if weights[i].IsZero() {
			continue
		}
		part := m
		part.ID, part.Amount, part.Tax = fmt.Sprintf("%s/%d", m.ID, i+1), parts[i], taxes[i]
		part.Settles = fmt.Sprintf("%s/%s/%d", c.journal, c.num, c.line)
		out = append(out, part)
	}
	return out
}
