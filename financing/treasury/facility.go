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

// Facility is a crédit de production (escompte): the bank lends on assigned contracts (cession Dailly) and is repaid by them.
type Facility struct {
	Bank string `json:"bank,omitempty"`
	// Assigned are the contracts assigned to the bank, by the ID of their resource.
	Assigned []Assignment `json:"assigned"`
	// From is the first day of the credit; a contract can be drawn on from its own date at the earliest, or from the usual date of
	// contracts when it has none.
	From moteur.Date `json:"from,omitzero"`
	// Reference and Margin add up to the yearly rate; interest is counted on actual days over 360 and paid at each month end.
	// A nil margin is read in the tables, where its slot is empty: the caller gives it.
	Reference decimal.Decimal  `json:"reference" fraction:"1"`
	Margin    *decimal.Decimal `json:"margin,omitempty" fraction:"1"`
	// Commitment is the total of the credit; unset means the sum of the advances.
	Commitment decimal.Decimal `json:"commitment,omitzero" unset:"la somme des avances"`
	// IFCIC adds the fee of the guarantee; Guaranteed is the guaranteed share, unset means the usual one.
	IFCIC      bool            `json:"ifcic,omitempty"`
	Guaranteed decimal.Decimal `json:"guaranteed,omitzero" unset:"la part usuelle" fraction:"1"`
	// Keep is the cash kept in hand: the credit is drawn when the balance would go under it.
	Keep decimal.Decimal `json:"keep,omitzero"`
}

// Assignment is a contract assigned to the bank. A nil rate takes the usual share of the contract or of the tax credit.
type Assignment struct {
	Resource string           `json:"resource"`
	Rate     *decimal.Decimal `json:"rate,omitempty" fraction:"1"` // fraction advanced
}

// LoanKind is the nature of a LoanMove.
type LoanKind string

// The kinds.
const (
	Draw     LoanKind = "draw"     // tirage
	Repay    LoanKind = "repay"    // remboursement
	Interest LoanKind = "interest" // intérêts
	Fee      LoanKind = "fee"      // commission IFCIC
)

// Label returns the French word.
func (k LoanKind) Label() string {
	switch k {
	case Draw:
		return "tirage"
	case Repay:
		return "remboursement"
	case Interest:
		return "intérêts"
	case Fee:
		return "commission IFCIC"
	}
	return string(k)
}

// LoanMove is a mouvement of the bank credit. A draw names the contract that repays it.
type LoanMove struct {
	Date        moteur.Date     `json:"date"`
	Kind        LoanKind        `json:"kind"`
	Resource    string          `json:"resource,omitempty"`
	Amount      decimal.Decimal `json:"amount"`
	Outstanding decimal.Decimal `json:"outstanding"` // of the whole credit, after the move
}

// IFCICFee is the monthly commission of the guarantee: the yearly rate over twelve × guaranteed share × (amount used + half of
// the undrawn amount), rounded to the cent (IFCIC terms).
func IFCICFee(credit, used, guaranteed decimal.Decimal, on moteur.Date) (moteur.Step, moteur.Report) {
	var r moteur.Report
	return ifcicFee(money.Sane(credit), money.Sane(used), money.Sane(guaranteed), openRules(on, nil, &r)), r
}

func ifcicFee(credit, used, guaranteed decimal.Decimal, b law.Book) moteur.Step {
	undrawn := moteur.Most("montant non tiré", moteur.Minus("montant non tiré", moteur.Given("crédit", credit),
		moteur.Given("montant utilisé", used)), moteur.Given("zéro", decimal.Zero))
	base := moteur.Sum("assiette", moteur.Given("montant utilisé", used),
		moteur.TimesExact("part du non tiré", undrawn, b.At("facility").Quote("part comptée", "bank/ifcic.undrawn")))
	year := moteur.TimesExact("commission d'une année", b.At("facility").Quote("taux annuel", "bank/ifcic.rate"),
		moteur.Given("quotité garantie", guaranteed), base)
	return moteur.Ratio("commission du mois", year, moteur.Given("mois", decimal.NewFromInt(12)), 2)
}

// ActualInterest is interest on an amount over a number of days, actual days over the year's base, to the cent. A base of no days
// is an error.
func ActualInterest(amount, yearly decimal.Decimal, days, base int) (decimal.Decimal, error) {
	return money.Div(money.Sane(amount).Mul(money.Sane(yearly)).Mul(decimal.NewFromInt(int64(days))), decimal.NewFromInt(int64(base)), 2)
}

// contract is an assigned contract while the credit runs.
type contract struct {
	id          string
	row         int32
	num         decimal.Decimal // rate
	left        int64           // instalments still to come, TTC
	from        moteur.Date     // first day it can be drawn on
	outstanding int64
}

func (k contract) capacity() int64 {
	c, _ := cents(money.Times(euros(k.left), k.num))
	return max(c-k.outstanding, 0)
}

// discount runs the bank credit day by day over the projected flows.
func (c *CashFlow) discount(in Input, led *ledger, set settings, b law.Book) {
	f := *in.Settings.Facility
	if len(c.Rows) == 0 {
		return
	}
	var margin decimal.Decimal
	if f.Margin != nil {
		margin = *f.Margin
	} else {
		margin = b.At("settings.facility.margin").Cited("bank/margin").Value
	}
	yearly := money.Sane(f.Reference).Add(money.Sane(margin))
	base := b.At("settings.facility").Int("bank/daycount")
	if yearly.IsNegative() || money.Guard(f.Reference) != nil || money.Guard(margin) != nil || money.Guard(f.Guaranteed) != nil ||
		base <= 0 {
		c.Report.Errorf("settings.facility", "financing/setting", "Le taux du crédit n'est pas recevable.")
	}
	guaranteed := f.Guaranteed
	if f.IFCIC && guaranteed.IsZero() {
		guaranteed = b.At("settings.facility.guaranteed").Cited("bank/ifcic.share").Value
	}
	keep, ok := cents(f.Keep)
	if !ok {
		c.Report.Errorf("settings.facility.keep", "financing/amount", "La réserve n'est pas un montant au centime.")
	}
	var deals []contract
	for i, a := range f.Assigned {
		at := fmt.Sprintf("settings.facility.assigned[%d]", i)
		row, known := led.index[rowKey{a.Resource, true}]
		if !known || slices.ContainsFunc(deals, func(k contract) bool { return k.id == a.Resource }) {
			c.Report.Errorf(at, "financing/assigned", "Le contrat cédé %q n'est pas une ressource du plan, ou l'est deux fois.",
				fr.Clip(a.Resource))
			continue
		}
		k := contract{id: a.Resource, row: row}
		x, _ := in.Plan.Find(a.Resource)
		k.num = advanceRate(a, x, b, at)
		if k.num.IsNegative() || k.num.GreaterThan(decimal.NewFromInt(1)) {
			c.Report.Errorf(at, "financing/assigned", "La quotité avancée sur %q n'est pas une fraction entre 0 et 1.", fr.Clip(a.Resource))
		}
		if k.from = x.Date; k.from.IsZero() {
			k.from = c.Timeline[moteur.Contract]
		}
		if f.From.After(k.from) {
			k.from = f.From
		}
		deals = append(deals, k)
	}
	if c.Report.Err() != nil {
		return
	}
	c.run(f, deals, led, set, b, yearly, base, guaranteed, keep)
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

// run is the day-by-day engine of the credit.
func (c *CashFlow) run(f Facility, deals []contract, led *ledger, set settings, b law.Book, yearly decimal.Decimal, base int,
	guaranteed decimal.Decimal, keep int64) {
	first, last := c.Rows[0].Span.From, c.Rows[len(c.Rows)-1].Span.To
	n := last.Sub(first) + 1
	net := make([]int64, n)          // all flows of the day
	paid := make([]map[int]int64, n) // instalments of assigned contracts
	for j := range led.flows {
		x := &led.flows[j]
		k := x.day.Sub(first)
		if k < 0 || k >= n {
			continue
		}
		v := x.net + x.vat
		if !x.in {
			net[k] -= v
			continue
		}
		net[k] += v
		for i := range deals {
			if deals[i].row == x.row {
				deals[i].left += v
				if paid[k] == nil {
					paid[k] = map[int]int64{}
				}
				paid[k][i] += v
			}
		}
	}
	for _, x := range c.vats {
		if k := x.day.Sub(first); k >= 0 && k < n {
			net[k] += x.net
		}
	}
	commitment, _ := cents(f.Commitment)
	if commitment <= 0 {
		for _, k := range deals {
			commitment += k.capacity()
		}
	}
	rows := make([][4]int64, len(c.Rows)) // draws, repaid, interest, fees
	row := 0
	bal := set.opening
	accrued := decimal.Zero
	daily := decimal.NewFromInt(int64(base))
	short := int64(0)
	var shortDay moteur.Date
	flows := func(day moteur.Date, v int64) { c.loanFlows = append(c.loanFlows, flow{day: day, net: v}) }
	total := func() int64 {
		s := int64(0)
		for _, k := range deals {
			s += k.outstanding
		}
		return s
	}
	move := func(day moteur.Date, kind LoanKind, id string, v int64) {
		c.Loans = append(c.Loans, LoanMove{Date: day, Kind: kind, Resource: id, Amount: euros(v), Outstanding: euros(total())})
	}
	for k := range n {
		day := first.AddDays(k)
		for row < len(c.Rows)-1 && c.Rows[row].Span.To.Before(day) {
			row++
		}
		if out := total(); out > 0 { // the night before: draws count from their day, repayments until theirs
			accrued = accrued.Add(euros(out).Mul(yearly))
		}
		bal += net[k]
		for i := range deals {
			v := paid[k][i]
			if v == 0 {
				continue
			}
			d := &deals[i]
			d.left -= v
			if back := min(d.outstanding, v); back > 0 {
				d.outstanding -= back
				bal -= back
				rows[row][1] += back
				flows(day, -back)
				move(day, Repay, d.id, back)
			}
		}
		out := total()
		if monthEnd := day.AddDays(1).Day() == 1; monthEnd {
			interest := money.Share(accrued, daily, 2) // the base is checked with the settings
			accrued = decimal.Zero
			if v, _ := cents(interest); v != 0 {
				bal -= v
				rows[row][2] += v
				flows(day, -v)
				move(day, Interest, "", v)
			}
			room := int64(0)
			for _, d := range deals {
				if !day.Before(d.from) {
					room += d.capacity()
				}
			}
			room = min(room, max(commitment-out, 0))
			if f.IFCIC && (out > 0 || room > 0) {
				fee := ifcicFee(euros(out+room), euros(out), guaranteed, b)
				if v, _ := cents(fee.Value); v != 0 {
					bal -= v
					rows[row][3] += v
					flows(day, -v)
					move(day, Fee, "", v)
				}
			}
		}
		for i := 0; i < len(deals) && bal < keep; i++ {
			d := &deals[i]
			if day.Before(d.from) {
				continue
			}
			v := min(keep-bal, d.capacity(), commitment-total())
			if v <= 0 {
				continue
			}
			d.outstanding += v
			bal += v
			rows[row][0] += v
			flows(day, v)
			move(day, Draw, d.id, v)
		}
		if bal < 0 && -bal > short {
			short, shortDay = -bal, day
		}
	}
	if short > 0 {
		c.Report.Warnf("settings.facility", "financing/uncovered", "Le crédit ne couvre pas tout : il manque %s le %s.",
			fr.Euros(euros(short)), fr.Date(shortDay))
	}
	if t := total(); t > 0 {
		c.Report.Warnf("settings.facility", "financing/unrepaid", "Il reste %s à rembourser à la fin du tableau.", fr.Euros(euros(t)))
	}
	bal = set.opening
	for i := range c.Rows {
		r := &c.Rows[i]
		x := rows[i]
		r.Opening = euros(bal)
		op, _ := cents(r.Operations)
		vat, _ := cents(r.VAT)
		bal += op + vat + x[0] - x[1] - x[2] - x[3]
		r.Draws, r.Repaid, r.Interest, r.Fees, r.Closing = euros(x[0]), euros(x[1]), euros(x[2]), euros(x[3]), euros(bal)
		c.Interest, c.Fees = c.Interest.Add(r.Interest), c.Fees.Add(r.Fees)
	}
	c.Closing = euros(bal)
}
