package treasury

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule"
)

// dater spreads amounts of the devis over dates.
type dater struct {
	in       Input
	tl       moteur.Timeline
	set      settings
	book     law.Book
	report   *moteur.Report
	led      *ledger
	shoot    []moteur.Date
	byRole   map[string][]moteur.Date
	byPlace  map[string][]moteur.Date
	byNeed   map[string][]moteur.Date
	labels   map[string]string // of accounts
	vatByAcc map[string]decimal.Decimal
	curves   map[string][]slot
	spans    map[moteur.Span][]slot
	accounts map[string]string  // of lines, for mirrors
	own      map[string]ownCash // of lines and percents that say how they are paid
	amounts  []int64            // scratch
	weights  []int64
}

func newDater(in Input, tl moteur.Timeline, set settings, book law.Book, led *ledger) *dater {
	d := &dater{in: in, tl: tl, set: set, book: book, report: book.Report(), led: led, shoot: shootDays(in.Schedule),
		labels: map[string]string{}, vatByAcc: map[string]decimal.Decimal{}, curves: map[string][]slot{}, spans: map[moteur.Span][]slot{},
		own: map[string]ownCash{}}
	if in.Estimate != nil {
		for _, a := range in.Estimate.Accounts {
			d.labels[a.Code] = a.Label
		}
	}
	for part := range strings.SplitSeq(book.At("settings").Text("bank/vat.accounts"), ";") {
		code, rate, _ := strings.Cut(part, ":")
		if v, err := money.Parse(rate); err == nil {
			d.vatByAcc[code] = v
		}
	}
	d.planDays()
	return d
}

// planDays finds the days of each role, each location and each equipment in the plan de travail.
func (d *dater) planDays() {
	d.byRole, d.byPlace, d.byNeed = map[string][]moteur.Date{}, map[string][]moteur.Date{}, map[string][]moteur.Date{}
	if d.in.Schedule == nil || d.in.Problem == nil {
		return
	}
	scenes := make(map[string]schedule.Scene, len(d.in.Problem.Scenes))
	for _, s := range d.in.Problem.Scenes {
		scenes[s.ID] = s
	}
	for _, day := range d.in.Schedule.Days {
		if day.Date.IsZero() {
			continue
		}
		for _, id := range day.Scenes {
			s, ok := scenes[id]
			if !ok {
				continue
			}
			for _, r := range s.Roles {
				d.byRole[r] = append(d.byRole[r], day.Date)
			}
			for _, n := range s.Needs {
				d.byNeed[n] = append(d.byNeed[n], day.Date)
			}
			place := s.Location
			if place == "" {
				place = s.Set
			}
			d.byPlace[place] = append(d.byPlace[place], day.Date)
		}
	}
	for _, m := range []map[string][]moteur.Date{d.byRole, d.byPlace, d.byNeed} {
		for k, v := range m {
			slices.SortFunc(v, moteur.Date.Compare)
			m[k] = slices.Compact(v)
		}
	}
}

// post is the code and label of the post an account belongs to.
func (d *dater) post(account string) (string, string) {
	code := account
	if len(account) > 0 && account[0] >= '0' && account[0] <= '9' {
		code = account[:1]
	}
	label := d.labels[code]
	if label == "" {
		if label = d.book.Label("curve/" + code); label == "" {
			label = "poste " + code
		}
	}
	return code, strings.TrimSpace(code + " " + label)
}

// estimate turns every line and percent line of the devis into payments.
func (d *dater) estimate(est budget.Estimate) {
	lines := make(map[string]*budget.Line, len(est.Budget.Lines))
	for i := range est.Budget.Lines {
		lines[est.Budget.Lines[i].ID] = &est.Budget.Lines[i]
	}
	for i, a := range est.Lines {
		if !a.Active {
			continue
		}
		l := lines[a.Line]
		if l == nil {
			l = &budget.Line{ID: a.Line, Account: a.Account, Label: a.Line}
		}
		amount, ok1 := cents(a.Amount)
		charges, ok2 := cents(a.Charges)
		if !ok1 || !ok2 {
			d.report.Errorf(fmt.Sprintf("estimate.lines[%d]", i), "financing/amount", "Le montant de la ligne %s n'est pas au centime.",
				fr.Quote(l.Label))
			continue
		}
		if d.replaced(a.Account, amount) {
			continue
		}
		d.line(l, a.Account, amount, charges)
	}
	percents := make(map[string]budget.Percent, len(est.Budget.Percents))
	for _, p := range est.Budget.Percents {
		percents[p.ID] = p
	}
	for i, a := range est.Percents {
		amount, ok := cents(a.Amount)
		if !ok {
			d.report.Errorf(fmt.Sprintf("estimate.percents[%d]", i), "financing/amount", "Le montant de la ligne %q n'est pas au centime.",
				a.ID)
			continue
		}
		p := percents[a.ID]
		if p.Account == "" {
			p.Account = "9"
		}
		if d.replaced(p.Account, amount) {
			continue
		}
		slots, why, _ := d.dated(a.ID, d.curve(p.Account), basisCurve)
		d.pay(p.Account, p.Label, a.ID, amount, slots, why, d.taxed(a.ID, d.vat(p.Account, budget.Invoice)), 0)
	}
}

// replaced tells that a line of finance costs is left out because the bank credit computes its own: counting both would pay twice.
func (d *dater) replaced(account string, amount int64) bool {
	if d.in.Settings.Facility == nil || !strings.HasPrefix(account, "94") {
		return false
	}
	d.report.Notef("settings.facility", "financing/finance-costs",
		"Les frais financiers du devis (poste %s, %s) sont remplacés par les intérêts et commissions du crédit.", account,
		fr.Euros(euros(amount)))
	d.led.replaced += amount
	return true
}

// line pays one line of the devis on its dates, and its charges after.
func (d *dater) line(l *budget.Line, account string, amount, charges int64) {
	slots, why := d.slots(l, account)
	slots, why, own := d.dated(l.ID, slots, why)
	status := l.Status
	if status == "" {
		status = usualStatus(account)
	}
	lag := 0
	if status == budget.Invoice && !own {
		lag = d.set.supplierLag
	}
	pay := amount
	withheld := int64(0)
	if status == budget.Salaried && d.set.employeeShare.IsPositive() {
		withheld, _ = cents(money.Times(euros(amount), d.set.employeeShare))
		pay -= withheld
	}
	d.pay(account, l.Label, l.ID, pay, slots, why, d.taxed(l.ID, d.vat(account, status)), lag)
	if charges+withheld != 0 {
		d.charges(l, account, charges, withheld, slots)
	}
}

// charges pays social charges the month after the pay they follow, on post 4, and what was withheld from the pay on its
// own post.
func (d *dater) charges(l *budget.Line, account string, charges, withheld int64, slots []slot) {
	d.weigh(slots)
	when := func(day moteur.Date) moteur.Date { return monthDay(day, d.set.chargesLag, d.set.chargesDay) }
	for _, part := range []struct {
		account string
		amount  int64
	}{{"4", charges}, {account, withheld}} {
		if part.amount == 0 {
			continue
		}
		code, label := d.post(part.account)
		row, n := d.led.row(code, label, false), d.led.note("Charges : "+l.Label, l.ID)
		d.amounts = splitCents(d.amounts, part.amount, d.weights)
		for i, v := range d.amounts {
			if v != 0 {
				d.led.flows = append(d.led.flows, flow{day: when(slots[i].day), net: v, row: row, line: n, basis: basisCharges})
			}
		}
	}
}

func (d *dater) weigh(slots []slot) {
	d.weights = d.weights[:0]
	for _, s := range slots {
		d.weights = append(d.weights, s.weight)
	}
}

// pay adds the payments of an amount over slots.
func (d *dater) pay(account, label, line string, amount int64, slots []slot, why basis, vat rate, lag int) {
	if amount == 0 {
		return
	}
	if len(slots) == 0 {
		d.report.Errorf("estimate", "financing/undated", "La dépense %s n'a pu être datée.", fr.Quote(label))
		return
	}
	code, postLabel := d.post(account)
	row, n := d.led.row(code, postLabel, false), d.led.note(label, line)
	d.weigh(slots)
	d.amounts = splitCents(d.amounts, amount, d.weights)
	for i, v := range d.amounts {
		if v != 0 {
			d.led.flows = append(d.led.flows, flow{day: slots[i].day.AddDays(lag), net: v, vat: vat.of(v), row: row, line: n, basis: why})
		}
	}
}

// rate is a VAT rate, with its numerator over 10 000 when it has at most four decimals, to count in whole cents.
type rate struct {
	d   decimal.Decimal
	num int64
}

func newRate(d decimal.Decimal) rate {
	r := rate{d: d, num: -1}
	if s := d.Shift(4); s.IsInteger() && s.Abs().LessThan(decimal.NewFromInt(100_000)) && !s.IsNegative() {
		r.num = s.IntPart()
	}
	return r
}

// of is the tax on an amount, rounded to the cent half away from zero.
func (r rate) of(v int64) int64 {
	switch {
	case r.num == 0:
		return 0
	case r.num > 0:
		p := v * r.num // below 1e17 × 1e5: checked by maxCents only for usual rates
		if v > 1e12 || v < -1e12 {
			break
		}
		if p >= 0 {
			return (p + 5000) / 10000
		}
		return -((-p + 5000) / 10000)
	}
	c, _ := cents(money.Times(euros(v), r.d))
	return c
}

// vat is the rate of a payment: the account's own usage, else the status: normal rate on invoices, none on pay.
func (d *dater) vat(account string, s budget.Status) rate {
	for n := len(account); n > 0; n-- {
		if v, ok := d.vatByAcc[account[:n]]; ok {
			return newRate(v)
		}
	}
	if s == budget.Invoice {
		return d.set.vatNormal
	}
	return rate{}
}
