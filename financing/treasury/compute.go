package treasury

import (
	"fmt"
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
	out := CashFlow{Title: in.Title, Company: in.Company}
	if out.Title == "" {
		out.Title = in.Plan.Title
	}
	on := in.Settings.Date
	if on.IsZero() {
		on = in.Plan.Date
	}
	needsTimeline := len(in.Plan.Resources) > 0 || in.Estimate != nil
	if !needsTimeline && len(in.Extra) == 0 && len(in.Actuals) == 0 {
		out.By, out.Opening, out.Closing = Month, in.Settings.Opening, in.Settings.Opening
		return out, nil
	}
	tl := moteur.Timeline{}
	for e, d := range in.Plan.Timeline {
		tl[e] = d
	}
	for e, d := range in.Timeline {
		tl[e] = d
	}
	if needsTimeline {
		var rep moteur.Report
		tl, rep = financing.CompleteTimeline(tl, shootDays(in.Schedule), in.Settings.YearEndMonth)
		out.Report.Merge("", rep)
		if rep.Err() != nil {
			return out, rep.Err()
		}
	}
	if on.IsZero() {
		on = tl[moteur.ShootStart]
	}
	for _, m := range in.Extra {
		if on.IsZero() || (!needsTimeline && m.Date.Before(on) && !m.Date.IsZero()) {
			on = m.Date
		}
	}
	out.Timeline = tl
	if out.Date = in.Plan.Date; !in.AsOf.IsZero() {
		out.Date = in.AsOf
	}
	b := openRules(on, in.Settings.Given, &out.Report)
	set := readSettings(in.Settings, b)
	if err := out.Report.Err(); err != nil {
		return out, err
	}
	size := 256
	if in.Estimate != nil {
		size += 16 * len(in.Estimate.Lines)
	}
	led := newLedger(size)
	d := newDater(in, tl, set, b, led)
	if in.Estimate != nil {
		d.estimate(*in.Estimate)
	}
	d.plan(in.Plan)
	d.extra(in.Extra)
	late := d.actuals()
	if err := out.Report.Err(); err != nil {
		return out, err
	}
	out.project(led, set, b)
	if !in.AsOf.IsZero() {
		out.Sources = sourceStates(led, in.AsOf)
	}
	for _, f := range late {
		out.Late = append(out.Late, led.movement(f))
	}
	if in.Settings.Facility != nil {
		out.discount(in, led, set, b)
	}
	if err := out.Report.Err(); err != nil {
		return out, err
	}
	out.lows(led, set)
	return out, nil
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
func (c *CashFlow) project(led *ledger, set settings, b law.Book) {
	c.By, c.Opening, c.Closing = Month, euros(set.opening), euros(set.opening)
	c.VATDueLag, c.VATRefundLag = set.vatDue, set.vatRefund
	if !set.month {
		c.By = Week
	}
	if !set.Brief {
		sortFlows(led.flows)
	}
	vats, ok := vatFlows(led.flows, set)
	if !ok {
		c.Report.Errorf("settings", "financing/horizon", "Les mouvements s'étendent sur plus de %d jours.", maxPeriodDays)
		return
	}
	from, to := set.From, set.To
	if len(led.flows) > 0 {
		first, last, _ := dayRange(led.flows)
		if from.IsZero() {
			from = first
		}
		if to.IsZero() {
			to = last
			if len(vats) > 0 && vats[len(vats)-1].day.After(to) {
				to = vats[len(vats)-1].day
			}
		}
	}
	if from.IsZero() || to.IsZero() {
		return
	}
	bk, ok := newBucketing(from, to, set.month)
	if !ok {
		c.Report.Errorf("settings", "financing/horizon", "La période de la trésorerie, du %s au %s, est impossible ou trop longue.", from,
			to)
		return
	}
	n := len(bk.spans)
	inHT, outHT, inT, outT, vat := make([]int64, n), make([]int64, n), make([]int64, n), make([]int64, n), make([]int64, n)
	cells := make([]int64, n*len(led.rows))
	pending, outside := int64(0), 0
	for k := range led.flows {
		f := &led.flows[k]
		i, inside := bk.row(f.day)
		if !inside {
			outside++
			continue
		}
		ttc := f.net + f.vat
		cells[int(f.row)*n+i] += ttc
		if f.in {
			inHT[i], inT[i] = inHT[i]+f.net, inT[i]+ttc
			pending += f.vat
		} else {
			outHT[i], outT[i] = outHT[i]+f.net, outT[i]+ttc
			pending -= f.vat
		}
	}
	for _, f := range vats {
		if i, inside := bk.row(f.day); inside {
			vat[i] += f.net
			pending += f.net
		}
	}
	if outside > 0 {
		c.Report.Warnf("settings", "financing/horizon", "%s hors de la période du tableau.",
			fr.Plural(outside, "mouvement reste", "mouvements restent"))
	}
	c.VATPending = euros(pending)
	c.Rows = make([]Row, n)
	bal, balHT := set.opening, set.opening
	twelfth, negative := decimal.NewFromInt(12), int64(0)
	for i := range c.Rows {
		r := Row{Label: bk.label(i), Span: bk.spans[i], Opening: euros(bal), In: euros(inT[i]), Out: euros(outT[i]),
			Operations: euros(inT[i] - outT[i]), VAT: euros(vat[i]),
			VATNet: euros(inT[i] - inHT[i] - outT[i] + outHT[i]), InHT: euros(inHT[i]), OutHT: euros(outHT[i])}
		bal += inT[i] - outT[i] + vat[i]
		balHT += inHT[i] - outHT[i]
		r.Closing, r.ClosingHT = euros(bal), euros(balHT)
		if bal < 0 && set.month && !set.AnnualRate.IsZero() {
			r.MemoInterest = euros(-bal).Mul(set.AnnualRate).DivRound(twelfth, 2)
			negative -= bal
		}
		c.Rows[i] = r
	}
	c.MemoInterest = euros(negative).Mul(set.AnnualRate).DivRound(twelfth, 2)
	c.Closing = euros(bal)
	for k, row := range led.rows {
		l := Line{Key: row.key, Label: row.label, Amounts: make([]decimal.Decimal, n)}
		total := int64(0)
		for i := range n {
			v := cells[k*n+i]
			total += v
			l.Amounts[i] = euros(v)
		}
		l.Total = euros(total)
		if row.in {
			c.Receipts = append(c.Receipts, l)
		} else {
			c.Payments = append(c.Payments, l)
		}
	}
	slices.SortStableFunc(c.Payments, func(x, y Line) int { return comparePosts(x.Key, y.Key) })
	if !set.Brief {
		c.Movements = make([]Movement, 0, len(led.flows))
		for _, f := range led.flows {
			c.Movements = append(c.Movements, led.movement(f))
		}
		for _, f := range vats {
			m := Movement{Date: f.day, Key: "TVA", Label: "Remboursement de TVA", Net: euros(f.net), In: true, Basis: "TVA du mois"}
			if f.net < 0 {
				m.In, m.Net, m.Label = false, euros(-f.net), "TVA à payer"
			}
			c.Movements = append(c.Movements, m)
		}
		slices.SortStableFunc(c.Movements, func(x, y Movement) int { return x.Date.Compare(y.Date) })
	}
	c.vats = vats
}
