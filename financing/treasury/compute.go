package treasury

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

// Cash draws the plan de trésorerie of a film: the devis paid on the real dates of the plan de travail (curves only where no date
// exists), the resources received on their instalments, VAT with its lag, charges the month after the pay, the bank credit that
// discounts contracts. Amounts are exact to the cent. It refuses with a *moteur.ReportError what it cannot date or count.
func Cash(in Input) (CashFlow, error) {
	out := CashFlow{Title: in.Title, Company: in.Company, Date: in.Plan.Date}
	if out.Title == "" {
		out.Title = in.Plan.Title
	}
	if !in.AsOf.IsZero() {
		out.Date = in.AsOf
	}
	if !in.onFilm() && len(in.Extra) == 0 && len(in.Actuals) == 0 {
		out.By, out.Opening, out.Closing = Month, in.Settings.Opening, in.Settings.Opening
		return out, nil
	}
	var rep moteur.Report
	out.Timeline, rep = in.timeline()
	out.Report.Merge("", rep)
	if rep.Err() != nil {
		return out, rep.Err()
	}
	b := openRules(in.lawDay(out.Timeline), in.Settings.Given, &out.Report)
	set := readSettings(in.Settings, b)
	if err := out.Report.Err(); err != nil {
		return out, err
	}
	led, late := in.ledger(out.Timeline, set, b)
	if err := out.Report.Err(); err != nil {
		return out, err
	}
	out.project(led, set)
	if !in.AsOf.IsZero() {
		out.Sources = sourceStates(led, in.AsOf)
	}
	for _, f := range late {
		out.Late = append(out.Late, led.movement(f))
	}
	if in.Settings.Facility != nil {
		out.discount(in, led, set, b)
		out.costly(euros(led.replaced))
	}
	if err := out.Report.Err(); err != nil {
		return out, err
	}
	out.lows(led, set)
	return out, nil
}

// costly says by how much the cost of the bank credit passes the frais financiers that the devis counts.
func (c *CashFlow) costly(counted decimal.Decimal) {
	if cost := c.Interest.Add(c.Fees); cost.GreaterThan(counted) {
		c.Report.Warnf("settings.facility", "financing/finance-costs-short", "Le crédit coûte %s d'intérêts et de commissions, le devis "+
			"compte %s de frais financiers (compte 94) : il en manque %s au devis.", fr.Euros(cost), fr.Euros(counted),
			fr.Euros(cost.Sub(counted)))
	}
}

// onFilm tells whether the treasury hangs on the events of a film: it has a plan or a devis.
func (in Input) onFilm() bool { return len(in.Plan.Resources) > 0 || in.Estimate != nil }

// timeline is the timeline of the plan with that of the input; every event of a film is dated.
func (in Input) timeline() (moteur.Timeline, moteur.Report) {
	tl := moteur.Timeline{}
	maps.Copy(tl, in.Plan.Timeline)
	maps.Copy(tl, in.Timeline)
	if !in.onFilm() {
		return tl, moteur.Report{}
	}
	return financing.CompleteTimeline(tl, shootDays(in.Schedule), in.Settings.YearEndMonth)
}

// lawDay is the day of the law used for rates: that of the settings, of the plan, of the first shooting day, else the first movement.
func (in Input) lawDay(tl moteur.Timeline) moteur.Date {
	on := in.Settings.Date
	if on.IsZero() {
		on = in.Plan.Date
	}
	if on.IsZero() {
		on = tl[moteur.ShootStart]
	}
	for _, m := range in.Extra {
		if on.IsZero() || !in.onFilm() && m.Date.Before(on) && !m.Date.IsZero() {
			on = m.Date
		}
	}
	return on
}

// ledger dates every movement of the input, and returns the forecasts that are late on the day of the accounts.
func (in Input) ledger(tl moteur.Timeline, set settings, b law.Book) (led *ledger, late []flow) {
	size := 256
	if in.Estimate != nil {
		size += 16 * len(in.Estimate.Lines)
	}
	led = newLedger(size)
	d := newDater(in, tl, set, b, led)
	d.lines()
	if in.Estimate != nil {
		d.estimate(*in.Estimate)
	}
	d.plan(in.Plan)
	d.extra(in.Extra)
	d.actuals()
	return led, d.late()
}

// sourceStates tells of each source what is received, late and still to come.
func sourceStates(led *ledger, asOf moteur.Date) []SourceState {
	at := map[int32]int{}
	var out []SourceState
	for _, f := range led.flows {
		if !f.in {
			continue
		}
		i, ok := at[f.row]
		if !ok {
			i = len(out)
			at[f.row] = i
			out = append(out, SourceState{Key: led.rows[f.row].key, Label: led.rows[f.row].label})
		}
		v := euros(f.net + f.vat)
		x := &out[i]
		x.Due = x.Due.Add(v)
		switch {
		case f.actual, f.noncash && !f.day.After(asOf):
			x.Received = x.Received.Add(v)
		case f.late:
			x.Late = x.Late.Add(v)
		default:
			x.ToCome = x.ToCome.Add(v)
		}
	}
	slices.SortStableFunc(out, func(a, b SourceState) int {
		return int(led.index[rowKey{a.Key, true}]) - int(led.index[rowKey{b.Key, true}])
	})
	return out
}

// extra adds movements given with their dates.
func (d *dater) extra(list []Movement) {
	for i, m := range list {
		at := fmt.Sprintf("extra[%d]", i)
		net, ok1 := cents(m.Net)
		vat, ok2 := cents(m.VAT)
		if !ok1 || !ok2 || m.Date.IsZero() {
			d.report.Errorf(at, "financing/amount", "Le mouvement %s n'a pas de date ou de montant au centime.", fr.Quote(m.Label))
			continue
		}
		key, label := m.Key, m.Label
		if key == "" {
			key = m.Label
		}
		row, known := d.led.index[rowKey{key, m.In}]
		if !known {
			row = d.led.row(key, label, m.In)
		}
		d.led.flows = append(d.led.flows, flow{day: m.Date, in: m.In, net: net, vat: vat, row: row, line: d.led.note(m.Label, m.Line),
			instal: int32(m.Instalment), actual: m.Actual})
	}
}

// project fills the rows from the flows, without any loan.
func (c *CashFlow) project(led *ledger, set settings) {
	c.By, c.Opening, c.Closing = Month, euros(set.opening), euros(set.opening)
	c.VATDueLag, c.VATRefundLag = set.vatDue, set.vatRefund
	if !set.month {
		c.By = Week
	}
	if !set.Brief {
		sortFlows(led.flows)
	}
	var ok bool
	if led.vats, ok = vatFlows(led.flows, set); !ok {
		c.Report.Errorf("settings", "financing/horizon", "Les mouvements s'étendent sur plus de %d jours.", maxPeriodDays)
		return
	}
	from, to := horizon(led, set)
	if from.IsZero() || to.IsZero() {
		return
	}
	bk, ok := newBucketing(from, to, set.month)
	if !ok {
		c.Report.Errorf("settings", "financing/horizon", "La période de la trésorerie, du %s au %s, est impossible ou trop longue.", from,
			to)
		return
	}
	t := totalsOf(led, bk)
	if t.outside > 0 {
		c.Report.Warnf("settings", "financing/horizon", "%s hors de la période du tableau.",
			fr.Plural(t.outside, "mouvement reste", "mouvements restent"))
	}
	c.VATPending = euros(t.pending)
	c.balances(t, bk, set)
	c.lines(t, led)
	if !set.Brief {
		c.listMovements(led)
	}
}

// horizon is the first and last day of the table: those of the settings, else of the first and last movement, VAT included.
func horizon(led *ledger, set settings) (from, to moteur.Date) {
	from, to = set.From, set.To
	if len(led.flows) == 0 {
		return from, to
	}
	first, last, _ := dayRange(led.flows)
	if from.IsZero() {
		from = first
	}
	if to.IsZero() {
		to = last
		if n := len(led.vats); n > 0 && led.vats[n-1].day.After(to) {
			to = led.vats[n-1].day
		}
	}
	return from, to
}

// totals are the flows added up by period, in cents.
type totals struct {
	inHT, outHT, inT, outT []int64 // receipts and payments, without VAT and with it
	vat                    []int64 // VAT settled
	cells                  []int64 // TTC, by row of the ledger then by period
	taxes                  []int64 // the VAT in them
	pending                int64   // VAT not yet settled
	outside                int     // movements outside the table
}

func totalsOf(led *ledger, bk bucketing) totals {
	n := len(bk.spans)
	t := totals{inHT: make([]int64, n), outHT: make([]int64, n), inT: make([]int64, n), outT: make([]int64, n), vat: make([]int64, n),
		cells: make([]int64, n*len(led.rows)), taxes: make([]int64, n*len(led.rows))}
	for k := range led.flows {
		f := &led.flows[k]
		i, inside := bk.row(f.day)
		if !inside {
			t.outside++
			continue
		}
		ttc := f.net + f.vat
		t.cells[int(f.row)*n+i] += ttc
		t.taxes[int(f.row)*n+i] += f.vat
		if f.in {
			t.inHT[i], t.inT[i] = t.inHT[i]+f.net, t.inT[i]+ttc
			t.pending += f.vat
		} else {
			t.outHT[i], t.outT[i] = t.outHT[i]+f.net, t.outT[i]+ttc
			t.pending -= f.vat
		}
	}
	for _, f := range led.vats {
		if i, inside := bk.row(f.day); inside {
			t.vat[i] += f.net
			t.pending += f.net
		}
	}
	return t
}

// balances fills the rows: opening, flows, closing, and the memo of interest on negative months.
func (c *CashFlow) balances(t totals, bk bucketing, set settings) {
	c.Rows = make([]Row, len(bk.spans))
	bal, balHT := set.opening, set.opening
	twelfth, negative := decimal.NewFromInt(12), int64(0)
	for i := range c.Rows {
		r := Row{Label: bk.label(i), Span: bk.spans[i], Opening: euros(bal), In: euros(t.inT[i]), Out: euros(t.outT[i]),
			Operations: euros(t.inT[i] - t.outT[i]), VAT: euros(t.vat[i]),
			VATNet: euros(t.inT[i] - t.inHT[i] - t.outT[i] + t.outHT[i]), InHT: euros(t.inHT[i]), OutHT: euros(t.outHT[i])}
		bal += t.inT[i] - t.outT[i] + t.vat[i]
		balHT += t.inHT[i] - t.outHT[i]
		r.Closing, r.ClosingHT = euros(bal), euros(balHT)
		if bal < 0 && set.month && !set.AnnualRate.IsZero() {
			r.MemoInterest = euros(-bal).Mul(set.AnnualRate).DivRound(twelfth, 2)
			negative -= bal
		}
		c.Rows[i] = r
	}
	c.yearly = set.AnnualRate
	c.MemoInterest = euros(negative).Mul(set.AnnualRate).DivRound(twelfth, 2)
	c.Closing = euros(bal)
}

// lines fills the receipts by source and the payments by post.
func (c *CashFlow) lines(t totals, led *ledger) {
	n := len(c.Rows)
	for k, row := range led.rows {
		l := Line{Key: row.key, Label: row.label, Amounts: make([]decimal.Decimal, n), VAT: make([]decimal.Decimal, n)}
		total := int64(0)
		for i := range n {
			v := t.cells[k*n+i]
			total += v
			l.Amounts[i], l.VAT[i] = euros(v), euros(t.taxes[k*n+i])
		}
		l.Total = euros(total)
		if row.in {
			c.Receipts = append(c.Receipts, l)
		} else {
			c.Payments = append(c.Payments, l)
		}
	}
	slices.SortStableFunc(c.Payments, func(x, y Line) int { return comparePosts(x.Key, y.Key) })
}

// listMovements lists every movement in order of date, the settlements of VAT among them.
func (c *CashFlow) listMovements(led *ledger) {
	c.Movements = make([]Movement, 0, len(led.flows)+len(led.vats))
	for _, f := range led.flows {
		c.Movements = append(c.Movements, led.movement(f))
	}
	for _, f := range led.vats {
		m := Movement{Date: f.day, Key: "TVA", Label: "Remboursement de TVA", Net: euros(f.net), In: true, Basis: "TVA du mois"}
		if f.net < 0 {
			m.In, m.Net, m.Label = false, euros(-f.net), "TVA à payer"
		}
		c.Movements = append(c.Movements, m)
	}
	slices.SortStableFunc(c.Movements, func(x, y Movement) int { return x.Date.Compare(y.Date) })
}
