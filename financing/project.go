package financing

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// settings are CashSettings with every default read.
type settings struct {
	CashSettings
	vatDue, vatRefund, vatDay int
	chargesLag, chargesDay    int
	supplierLag               int
	payEvery                  Period
	employeeShare             decimal.Decimal
	vatNormal, vatRights      rate
	opening                   int64
	month                     bool
	lawDay                    moteur.Date
}

func readSettings(s CashSettings, b *rulebook) settings {
	out := settings{CashSettings: s, month: s.By != Week, payEvery: s.PayEvery, lawDay: b.on}
	pick := func(p *int, id string) int {
		if p == nil {
			return b.whole("bank/"+id, "settings")
		}
		if *p < 0 || *p > 120 {
			b.report.Errorf("settings", "financing/setting", "Le réglage %s est hors limites : %d.", id, *p)
			return 0
		}
		return *p
	}
	out.vatDue, out.vatRefund = pick(s.VATDueLag, "vat.due_lag"), pick(s.VATRefundLag, "vat.refund_lag")
	out.chargesLag, out.supplierLag = pick(s.ChargesLag, "payroll.charges_lag"), pick(s.SupplierLag, "supplier.lag_days")
	if out.vatDay = s.VATDay; s.VATDay < 1 {
		out.vatDay = b.whole("bank/vat.day", "settings")
	}
	if out.chargesDay = s.ChargesDay; s.ChargesDay < 1 {
		out.chargesDay = b.whole("bank/payroll.charges_day", "settings")
	}
	out.employeeShare = b.dec("bank/employee.share", "settings").Value
	out.vatNormal, out.vatRights = newRate(b.dec("bank/vat.normal", "settings").Value), newRate(b.dec("bank/vat.rights", "settings").Value)
	var ok bool
	if out.opening, ok = cents(s.Opening); !ok {
		b.report.Errorf("settings.opening", "financing/amount", "Le solde d'ouverture n'est pas un montant au centime.")
	}
	switch s.By {
	case "", Month, Week:
	default:
		b.report.Errorf("settings.by", "financing/setting", "Le pas %q est inconnu.", clip(string(s.By)))
	}
	return out
}

// Cash draws the plan de trésorerie of a film: the devis paid on the real dates of the plan de travail (curves only where no date
// exists), the resources received on their instalments, VAT with its lag, charges the month after the pay, the bank credit that
// discounts contracts. Amounts are exact to the cent. It refuses with a *moteur.ReportError what it cannot date or count.
func Cash(in CashInput) (CashFlow, error) {
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
		tl, rep = CompleteTimeline(tl, in.Schedule, in.Settings.YearEndMonth)
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
		d.led.flows = append(d.led.flows, flow{day: m.Date, in: m.In, net: net, vat: vat, row: row, line: d.led.note(m.Label, m.Line), instal: int32(m.Instalment), actual: m.Actual})
	}
}

// bucketing places days in rows.
type bucketing struct {
	from, to moteur.Date
	month    bool
	index    []int32 // row of each day from from
	spans    []moteur.Span
}

// maxPeriodDays bounds a treasury to about sixty years.
const maxPeriodDays = 22000

func newBucketing(from, to moteur.Date, month bool) (bucketing, bool) {
	b := bucketing{month: month}
	if month {
		b.from, b.to = moteur.NewDate(from.Year(), from.Month(), 1), lastDay(to.Year(), int(to.Month()))
	} else {
		b.from, b.to = from.Monday(), to.Monday().AddDays(6)
	}
	days := b.to.Sub(b.from) + 1
	if b.from.IsZero() || b.to.IsZero() || days <= 0 || days > maxPeriodDays {
		return b, false
	}
	b.index = make([]int32, days)
	for first := b.from; !first.After(b.to); {
		last := first.AddDays(6)
		if month {
			last = lastDay(first.Year(), int(first.Month()))
		}
		for k := first.Sub(b.from); k <= last.Sub(b.from); k++ {
			b.index[k] = int32(len(b.spans))
		}
		b.spans = append(b.spans, moteur.Span{From: first, To: last})
		first = last.AddDays(1)
	}
	return b, true
}

// row is the row of a day, false outside the table.
func (b bucketing) row(d moteur.Date) (int, bool) {
	k := d.Sub(b.from)
	if k < 0 || k >= len(b.index) {
		return 0, false
	}
	return int(b.index[k]), true
}

func (b bucketing) label(i int) string {
	if b.month {
		return fr.MonthYear(b.spans[i].From)
	}
	_, w := b.spans[i].From.ISOWeek()
	return fmt.Sprintf("sem. %d (%s)", w, fr.ShortDate(b.spans[i].From))
}

// vatFlows gives the flows with the State: the VAT of each month, received less paid, settled later.
func vatFlows(flows []flow, set settings) (out []flow) {
	if len(flows) == 0 {
		return nil
	}
	first, last, _ := dayRange(flows)
	months, ok := newBucketing(first, last, true)
	if !ok {
		return nil
	}
	net := make([]int64, len(months.spans))
	for k := range flows {
		f := &flows[k]
		if f.vat == 0 {
			continue
		}
		i, _ := months.row(f.day)
		if f.in {
			net[i] += f.vat
		} else {
			net[i] -= f.vat
		}
	}
	for i, v := range net {
		lag := set.vatDue
		if v < 0 {
			lag = set.vatRefund
		}
		day := months.spans[i].To // without lag, VAT is settled when its month ends
		if lag > 0 {
			day = monthDay(months.spans[i].From, lag, set.vatDay)
		}
		if v != 0 {
			out = append(out, flow{day: day, net: -v})
		}
	}
	sortFlows(out)
	return out
}

// project fills the rows from the flows, without any loan.
func (c *CashFlow) project(led *ledger, set settings, b *rulebook) {
	c.By, c.Opening, c.Closing = Month, euros(set.opening), euros(set.opening)
	c.VATDueLag, c.VATRefundLag = set.vatDue, set.vatRefund
	if !set.month {
		c.By = Week
	}
	if !set.Brief {
		sortFlows(led.flows)
	}
	vats := vatFlows(led.flows, set)
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
		c.Report.Errorf("settings", "financing/horizon", "La période de la trésorerie, du %s au %s, est impossible ou trop longue.", from, to)
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
		c.Report.Warnf("settings", "financing/horizon", "%s hors de la période du tableau.", fr.Plural(outside, "mouvement reste", "mouvements restent"))
	}
	c.VATPending = euros(pending)
	c.Rows = make([]CashRow, n)
	bal, balHT := set.opening, set.opening
	twelfth, negative := decimal.NewFromInt(12), int64(0)
	for i := range c.Rows {
		r := CashRow{Label: bk.label(i), Span: bk.spans[i], Opening: euros(bal), In: euros(inT[i]), Out: euros(outT[i]), Operations: euros(inT[i] - outT[i]), VAT: euros(vat[i]),
			VATNet: euros(inT[i] - inHT[i] - outT[i] + outHT[i]), InHT: euros(inHT[i]), OutHT: euros(outHT[i])}
		bal += inT[i] - outT[i] + vat[i]
		balHT += inHT[i] - outHT[i]
		r.Closing, r.ClosingHT = euros(bal), euros(balHT)
		if bal < 0 && set.month && !set.AnnualRate.IsZero() {
			r.MemoInterest, _ = money.Div(euros(-bal).Mul(set.AnnualRate), twelfth, 2)
			negative -= bal
		}
		c.Rows[i] = r
	}
	c.MemoInterest, _ = money.Div(euros(negative).Mul(set.AnnualRate), twelfth, 2)
	c.Closing = euros(bal)
	for k, row := range led.rows {
		l := CashLine{Key: row.key, Label: row.label, Amounts: make([]decimal.Decimal, n)}
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
	slices.SortStableFunc(c.Payments, func(x, y CashLine) int { return comparePosts(x.Key, y.Key) })
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

// comparePosts orders digits before letters.
func comparePosts(a, b string) int {
	da, db := a != "" && a[0] <= '9', b != "" && b[0] <= '9'
	switch {
	case da && !db:
		return -1
	case db && !da:
		return 1
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// lows finds the lowest period and day, and says what makes them low.
func (c *CashFlow) lows(led *ledger, set settings) {
	if len(c.Rows) == 0 {
		return
	}
	c.Lowest = Low{Row: 0, Date: c.Rows[0].Span.To, Amount: c.Rows[0].Closing}
	for i, r := range c.Rows {
		if r.Closing.LessThan(c.Lowest.Amount) {
			c.Lowest = Low{Row: i, Date: r.Span.To, Amount: r.Closing}
		}
	}
	if c.Lowest.Amount.IsNegative() {
		c.PeakNeed = c.Lowest.Amount.Neg()
	}
	c.mirrored = map[string]bool{}
	for k := range led.flows {
		if f := &led.flows[k]; f.basis == basisMirror {
			c.mirrored[led.rows[f.row].key] = true
		}
	}
	c.Lowest.Cause = c.cause(c.Lowest.Row)
	c.lowestDay(led, set)
	c.vats, c.loanFlows, c.mirrored = nil, nil, nil
}

// lowestDay finds the lowest end of day and what weighs most on it.
func (c *CashFlow) lowestDay(led *ledger, set settings) {
	first, last := c.Rows[0].Span.From, c.Rows[len(c.Rows)-1].Span.To
	n := last.Sub(first) + 1
	net, big, who := make([]int64, n), make([]int64, n), make([]int32, n)
	add := func(day moteur.Date, v int64, row int32) {
		k := day.Sub(first)
		if k < 0 || k >= n {
			return
		}
		net[k] += v
		if v < big[k] {
			big[k], who[k] = v, row
		}
	}
	for k := range led.flows {
		f := &led.flows[k]
		v := f.net + f.vat
		if !f.in {
			v = -v
		}
		add(f.day, v, f.row)
	}
	for _, f := range c.vats {
		add(f.day, f.net, -1)
	}
	for _, f := range c.loanFlows {
		add(f.day, f.net, -2)
	}
	bal, low, at := set.opening, set.opening, -1
	for k, v := range net {
		if bal += v; bal < low {
			low, at = bal, k
		}
	}
	c.LowestDay = Low{Date: first, Amount: euros(low), Cause: "ouverture"}
	if at < 0 {
		return
	}
	label := ""
	switch who[at] {
	case -1:
		label = "TVA à payer"
	case -2:
		label = "banque"
	default:
		label = led.rows[who[at]].label
	}
	day, row := first.AddDays(at), 0
	for row < len(c.Rows)-1 && c.Rows[row].Span.To.Before(day) {
		row++
	}
	c.LowestDay = Low{Row: row, Date: day, Amount: euros(low), Cause: label}
}

// cause tells what weighs on a period: its largest payments, and the next receipt still to come.
func (c *CashFlow) cause(row int) string {
	type part struct {
		label string
		v     decimal.Decimal
	}
	var parts []part
	for _, p := range c.Payments {
		if v := p.Amounts[row]; v.IsPositive() {
			parts = append(parts, part{p.Label, v})
		}
	}
	r := c.Rows[row]
	parts = append(parts, part{"remboursement du crédit bancaire", r.Repaid}, part{"intérêts et commissions", r.Interest.Add(r.Fees)}, part{"TVA à payer", r.VAT.Neg()})
	slices.SortStableFunc(parts, func(a, b part) int { return b.v.Cmp(a.v) })
	text := "aucun paiement dans la période"
	if parts[0].v.IsPositive() {
		sum := r.Out.Add(r.Repaid).Add(r.Interest).Add(r.Fees).Add(decimal.Max(r.VAT.Neg(), decimal.Zero))
		text = fmt.Sprintf("%s à payer, dont %s pour %s", fr.Euros(sum), parts[0].label, fr.Euros(parts[0].v))
	}
	for i := row + 1; i < len(c.Rows); i++ {
		best := part{}
		for _, r := range c.Receipts {
			if v := r.Amounts[i]; v.GreaterThan(best.v) && !c.mirrored[r.Key] {
				best = part{r.Label, v}
			}
		}
		if best.v.IsPositive() {
			return text + fmt.Sprintf(" ; prochaine recette : %s, %s en %s", best.label, fr.Euros(best.v), c.Rows[i].Label)
		}
	}
	return text + " ; aucune recette ensuite"
}
