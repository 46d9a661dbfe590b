package treasury

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// contract is an assigned contract while the credit runs.
type contract struct {
	id          string
	row         int32
	num         decimal.Decimal // rate
	left        int64           // instalments still to come, TTC
	from        moteur.Date     // first day it can be drawn on
	outstanding int64
}

// capacity is what can still be drawn on the contract, in cents.
func (k contract) capacity() int64 {
	c, _ := cents(money.Times(euros(k.left), k.num))
	return max(c-k.outstanding, 0)
}

// loan is the bank credit run day by day over the projected flows of a treasury. Amounts are cents.
type loan struct {
	out        *CashFlow
	led        *ledger
	book       law.Book
	ifcic      bool
	yearly     decimal.Decimal // rate of interest
	base       decimal.Decimal // days of the year of interest
	guaranteed decimal.Decimal
	keep       int64 // cash kept in hand
	commitment int64
	deals      []contract

	first    moteur.Date
	net      []int64         // all flows of each day
	paid     []map[int]int64 // instalments of the assigned contracts, by day
	rows     []loanRow
	row      int
	balance  int64
	accrued  decimal.Decimal // interest of the month, times the base
	short    int64           // the most that the credit did not cover
	shortDay moteur.Date
}

// loanRow is what the credit moves in a period.
type loanRow struct{ draws, repaid, interest, fees int64 }

// discount runs the bank credit of the settings over the projected flows and fills the rows with its moves. Each day, in order: the
// flows of the day, the contracts that pay repay what was drawn on them; at a month end the interest and the fee; then draws, while
// the balance is under the cash kept in hand.
func (c *CashFlow) discount(in Input, led *ledger, set settings, b law.Book) {
	if len(c.Rows) == 0 {
		return
	}
	f := *in.Settings.Facility
	k := loan{out: c, led: led, book: b, ifcic: f.IFCIC, balance: set.opening, rows: make([]loanRow, len(c.Rows))}
	k.terms(f)
	k.assign(f, in.Plan)
	if c.Report.Err() != nil {
		return
	}
	k.load(f)
	c.credit = k.bookOf(f, set.opening)
	for day := range k.net {
		k.run(k.first.AddDays(day), day)
	}
	k.close(set.opening)
}

// terms reads the rates of the credit and what it keeps in hand.
func (k *loan) terms(f Facility) {
	var margin decimal.Decimal
	if f.Margin != nil {
		margin = *f.Margin
	} else {
		margin = k.book.At("settings.facility.margin").Cited("bank/margin").Value
	}
	k.yearly = money.Sane(f.Reference).Add(money.Sane(margin))
	base := k.book.At("settings.facility").Int("bank/daycount")
	if k.yearly.IsNegative() || money.Guard(f.Reference) != nil || money.Guard(margin) != nil || money.Guard(f.Guaranteed) != nil ||
		base <= 0 {
		k.out.Report.Errorf("settings.facility", "financing/setting", "Le taux du crédit n'est pas recevable.")
	}
	plausible(&k.out.Report, "settings.facility.reference", "Le taux de référence", money.Sane(f.Reference))
	plausible(&k.out.Report, "settings.facility.margin", "La marge", money.Sane(margin))
	k.base, k.guaranteed = decimal.NewFromInt(int64(base)), f.Guaranteed
	if f.IFCIC && k.guaranteed.IsZero() {
		k.guaranteed = k.book.At("settings.facility.guaranteed").Cited("bank/ifcic.share").Value
	}
	var ok bool
	if k.keep, ok = cents(f.Keep); !ok {
		k.out.Report.Errorf("settings.facility.keep", "financing/amount", "La réserve n'est pas un montant au centime.")
	}
}

// assign finds the receipts of each assigned contract, its rate and the first day it can be drawn on.
func (k *loan) assign(f Facility, plan financing.Plan) {
	r := &k.out.Report
	for i, a := range f.Assigned {
		at := fmt.Sprintf("settings.facility.assigned[%d]", i)
		row, known := k.led.index[rowKey{a.Resource, true}]
		if !known || slices.ContainsFunc(k.deals, func(d contract) bool { return d.id == a.Resource }) {
			r.Errorf(at, "financing/assigned", "Le contrat cédé %q n'est pas une ressource du plan, ou est cédé deux fois.",
				fr.Clip(a.Resource))
			continue
		}
		x, _ := plan.Find(a.Resource)
		d := contract{id: a.Resource, row: row, num: advanceRate(a, x, k.book, at), from: x.Date}
		if d.num.IsNegative() || d.num.GreaterThan(decimal.NewFromInt(1)) {
			r.Errorf(at, "financing/assigned", "La quotité avancée sur %q n'est pas une fraction entre 0 et 1.", fr.Clip(a.Resource))
		}
		if d.from.IsZero() {
			d.from = k.out.Timeline[moteur.Contract]
		}
		if f.From.After(d.from) {
			d.from = f.From
		}
		k.deals = append(k.deals, d)
	}
}

// advanceRate is the share of a contract that the bank lends: the assignment's own, or the usual one.
func advanceRate(a Assignment, x financing.Resource, b law.Book, at string) decimal.Decimal {
	switch {
	case a.Rate != nil:
		return money.Sane(*a.Rate)
	case x.Kind == financing.TaxCredit:
		return b.At(at).Cited("bank/advance.credit").Value
	}
	return b.At(at).Cited("bank/advance").Value
}

// load adds up the flows of each day of the table, and the instalments of the assigned contracts.
func (k *loan) load(f Facility) {
	rows := k.out.Rows
	k.first = rows[0].Span.From
	n := rows[len(rows)-1].Span.To.Sub(k.first) + 1
	k.net, k.paid = make([]int64, n), make([]map[int]int64, n)
	for j := range k.led.flows {
		x := &k.led.flows[j]
		day := x.day.Sub(k.first)
		if day < 0 || day >= n {
			continue
		}
		v := x.net + x.vat
		if !x.in {
			k.net[day] -= v
			continue
		}
		k.net[day] += v
		for i := range k.deals {
			if k.deals[i].row != x.row {
				continue
			}
			k.deals[i].left += v
			if k.paid[day] == nil {
				k.paid[day] = map[int]int64{}
			}
			k.paid[day][i] += v
		}
	}
	for _, x := range k.led.vats {
		if day := x.day.Sub(k.first); day >= 0 && day < n {
			k.net[day] += x.net
		}
	}
	if k.commitment, _ = cents(f.Commitment); k.commitment <= 0 {
		for _, d := range k.deals {
			k.commitment += d.capacity()
		}
	}
}

// outstanding is what is lent, over all contracts.
func (k *loan) outstanding() (sum int64) {
	for _, d := range k.deals {
		sum += d.outstanding
	}
	return sum
}

// move notes a move of the credit and its effect on the balance.
func (k *loan) move(day moteur.Date, kind LoanKind, id string, v int64) {
	r := &k.rows[k.row]
	effect := -v
	switch kind {
	case Draw:
		effect = v
		r.draws += v
	case Repay:
		r.repaid += v
	case Interest:
		r.interest += v
	case Fee:
		r.fees += v
	}
	k.balance += effect
	k.led.loans = append(k.led.loans, flow{day: day, net: effect})
	k.out.Loans = append(k.out.Loans, LoanMove{Date: day, Kind: kind, Resource: id, Amount: euros(v), Outstanding: euros(k.outstanding())})
}

// bookOf are the terms of the credit as the workbook runs them again.
func (k *loan) bookOf(f Facility, opening int64) *creditBook {
	commitment, _ := cents(f.Commitment)
	b := &creditBook{opening: opening, keep: k.keep, commitment: k.commitment, reference: f.Reference, margin: k.yearly.Sub(f.Reference),
		base: k.base, guaranteed: k.guaranteed, ifcic: k.ifcic, capped: commitment > 0, deals: slices.Clone(k.deals)}
	if k.ifcic {
		at := k.book.At("facility")
		b.rate, b.share = at.Number("bank/ifcic.rate"), at.Number("bank/ifcic.undrawn")
	}
	return b
}

// note keeps a day when something may move: a flow, a month end, the first day of the table or of a contract.
func (k *loan) note(day moteur.Date, n int, before []int64, moves []LoanMove) {
	d := creditDay{date: day, month: day.AddDays(1).Day() == 1, net: k.net[n], balance: k.balance, before: before}
	kept := n == 0 || d.month || d.net != 0 || len(k.paid[n]) > 0
	for i, deal := range k.deals {
		kept = kept || deal.from == day
		d.paid, d.after = append(d.paid, k.paid[n][i]), append(d.after, deal.outstanding)
	}
	for _, m := range moves {
		v, _ := cents(m.Amount)
		switch m.Kind {
		case Draw:
			d.drawn += v
		case Repay:
			d.back += v
		case Interest:
			d.interest += v
		case Fee:
			d.fee += v
		}
	}
	if kept {
		k.out.credit.days = append(k.out.credit.days, d)
	}
}

// run is one day of the credit.
func (k *loan) run(day moteur.Date, n int) {
	moved := len(k.out.Loans)
	for k.row < len(k.rows)-1 && k.out.Rows[k.row].Span.To.Before(day) {
		k.row++
	}
	if lent := k.outstanding(); lent > 0 { // the night before: draws count from their day, repayments until theirs
		k.accrued = k.accrued.Add(euros(lent).Mul(k.yearly))
	}
	k.balance += k.net[n]
	for i := range k.deals {
		v, d := k.paid[n][i], &k.deals[i]
		d.left -= v
		if back := min(d.outstanding, v); back > 0 {
			d.outstanding -= back
			k.move(day, Repay, d.id, back)
		}
	}
	var owed []int64
	for _, d := range k.deals {
		owed = append(owed, d.outstanding)
	}
	if day.AddDays(1).Day() == 1 {
		k.monthEnd(day)
	}
	k.draw(day)
	k.note(day, n, owed, k.out.Loans[moved:])
	if k.balance < 0 && -k.balance > k.short {
		k.short, k.shortDay = -k.balance, day
	}
}

// monthEnd pays the interest of the month and the fee of the guarantee.
func (k *loan) monthEnd(day moteur.Date) {
	lent := k.outstanding()
	interest, _ := cents(money.Share(k.accrued, k.base, 2)) // the base is checked with the terms
	k.accrued = decimal.Zero
	if interest != 0 {
		k.move(day, Interest, "", interest)
	}
	room := int64(0)
	for _, d := range k.deals {
		if !day.Before(d.from) {
			room += d.capacity()
		}
	}
	room = min(room, max(k.commitment-lent, 0))
	if !k.ifcic || lent <= 0 && room <= 0 {
		return
	}
	fee := ifcicFee(euros(lent+room), euros(lent), k.guaranteed, k.book)
	if v, _ := cents(fee.Value); v != 0 {
		k.move(day, Fee, "", v)
	}
}

// draw lends on the contracts, in their order, until the balance is what is kept in hand.
func (k *loan) draw(day moteur.Date) {
	for i := 0; i < len(k.deals) && k.balance < k.keep; i++ {
		d := &k.deals[i]
		if day.Before(d.from) {
			continue
		}
		if v := min(k.keep-k.balance, d.capacity(), k.commitment-k.outstanding()); v > 0 {
			d.outstanding += v
			k.move(day, Draw, d.id, v)
		}
	}
}

// close says what the credit leaves open and writes its moves in the rows.
func (k *loan) close(opening int64) {
	c := k.out
	if k.short > 0 {
		c.Report.Warnf("settings.facility", "financing/uncovered", "Le crédit ne couvre pas tout : il manque %s le %s.",
			fr.Euros(euros(k.short)), fr.Date(k.shortDay))
	}
	if lent := k.outstanding(); lent > 0 {
		c.Report.Warnf("settings.facility", "financing/unrepaid", "Il reste %s à rembourser à la fin du tableau.", fr.Euros(euros(lent)))
	}
	balance := opening
	for i := range c.Rows {
		r, x := &c.Rows[i], k.rows[i]
		r.Opening = euros(balance)
		operations, _ := cents(r.Operations)
		vat, _ := cents(r.VAT)
		balance += operations + vat + x.draws - x.repaid - x.interest - x.fees
		r.Draws, r.Repaid, r.Interest, r.Fees = euros(x.draws), euros(x.repaid), euros(x.interest), euros(x.fees)
		r.Closing = euros(balance)
		c.Interest, c.Fees = c.Interest.Add(r.Interest), c.Fees.Add(r.Fees)
	}
	c.Closing = euros(balance)
}
