package treasury

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// actuals lets real movements replace forecasts: each one consumes the forecasts of its key, oldest first. In-kind money is settled
// on its day.
func (d *dater) actuals() {
	for i, a := range d.in.Actuals {
		d.actual(a, fmt.Sprintf("actuals[%d]", i))
	}
	if len(d.in.Actuals) > 0 {
		d.led.flows = slices.DeleteFunc(d.led.flows, func(f flow) bool { return f.net == 0 && f.vat == 0 })
	}
}

// actual takes one real movement.
func (d *dater) actual(a Actual, at string) {
	net, ok1 := cents(a.Net)
	vat, ok2 := cents(a.VAT)
	if !ok1 || !ok2 || a.Date.IsZero() {
		d.report.Errorf(at, "financing/amount", "Le mouvement réel %s n'a pas de date ou de montant recevable.", fr.Quote(a.Label))
		return
	}
	if !d.in.AsOf.IsZero() && a.Date.After(d.in.AsOf) {
		d.report.Warnf(at, "financing/actual-date", "Le mouvement réel %s est daté du %s, après la date d'arrêté.", fr.Quote(a.Label),
			fr.Date(a.Date))
	}
	row, known := d.led.index[rowKey{a.Key, a.In}]
	if !known {
		label := a.Label
		if label == "" {
			label = a.Key
		}
		row = d.led.row(a.Key, label, a.In)
		d.report.Warnf(at+".key", "financing/actual-key", "Le mouvement réel %s ne correspond à aucune prévision.", fr.Quote(label))
	}
	if left, found := d.consume(row, net); left > 0 && known && found {
		d.report.Notef(at, "financing/actual-over", "Le mouvement réel %s dépasse les prévisions de %s.",
			fr.Quote(d.led.rows[row].label), fr.Euros(euros(left)))
	}
	n := int32(-1)
	if a.Label != "" {
		n = d.led.note(a.Label, "")
	}
	d.led.flows = append(d.led.flows, flow{day: a.Date, in: a.In, net: net, vat: vat, row: row, line: n, basis: basisActual, actual: true})
}

// consume takes an amount from the forecasts of a row, the oldest first, with their share of VAT. It returns what no forecast covers,
// and whether there was any forecast.
func (d *dater) consume(row int32, left int64) (over int64, found bool) {
	var open []int
	for j, f := range d.led.flows {
		if f.row == row && !f.actual && !f.noncash && f.net > 0 {
			open = append(open, j)
		}
	}
	slices.SortStableFunc(open, func(x, y int) int { return d.led.flows[x].day.Compare(d.led.flows[y].day) })
	for _, j := range open {
		f := &d.led.flows[j]
		take := min(left, f.net)
		if take <= 0 {
			break
		}
		tax, _ := cents(mulDiv(f.vat, take, f.net))
		f.net, f.vat, left = f.net-take, f.vat-tax, left-take
	}
	return left, len(open) > 0
}

// late puts off to AsOf + LateLag the forecasts due by AsOf that did not come, and returns the receipts among them as they were.
func (d *dater) late() []flow {
	in := d.in
	if in.AsOf.IsZero() {
		return nil
	}
	lag := in.Settings.LateLag
	if lag <= 0 {
		lag = 30
	}
	var late []flow
	for j := range d.led.flows {
		f := &d.led.flows[j]
		if f.actual || f.noncash || f.day.After(in.AsOf) {
			continue
		}
		was := *f
		f.day, f.late = in.AsOf.AddDays(lag), true
		if f.in {
			late = append(late, was)
			d.report.Warnf("actuals", "financing/late", "Recette en retard : %s, %s attendus le %s, reportés au %s.",
				d.led.rows[f.row].label, fr.Euros(euros(f.net+f.vat)), fr.Date(was.day), fr.Date(f.day))
		}
	}
	slices.SortStableFunc(late, func(x, y flow) int { return cmp.Or(x.day.Compare(y.day), cmp.Compare(x.row, y.row)) })
	return late
}

// mulDiv is a × b ÷ c to the cent; a whole c of nothing has no part.
func mulDiv(a, b, c int64) decimal.Decimal {
	return money.Share(decimal.NewFromInt(a).Mul(decimal.NewFromInt(b)), decimal.NewFromInt(c), 0).Shift(-2)
}

// sortFlows sorts flows by day, keeping the order of those of one day. Days within a treasury are few: they are counted.
func sortFlows(fs []flow) {
	first, last, sorted := dayRange(fs)
	n := last.Sub(first) + 1
	if sorted || len(fs) < 2 {
		return
	}
	if n > maxPeriodDays {
		slices.SortStableFunc(fs, func(a, b flow) int { return a.day.Compare(b.day) })
		return
	}
	at := make([]int32, n+1)
	for i := range fs {
		at[fs[i].day.Sub(first)+1]++
	}
	for k := range n {
		at[k+1] += at[k]
	}
	out := make([]flow, len(fs))
	for i := range fs {
		k := fs[i].day.Sub(first)
		out[at[k]] = fs[i]
		at[k]++
	}
	copy(fs, out)
}

// dayRange gives the first and last day of flows, and whether they are in order.
func dayRange(fs []flow) (first, last moteur.Date, sorted bool) {
	sorted = true
	for i := range fs {
		d := fs[i].day
		if i == 0 || d.Before(first) {
			first = d
		}
		if i > 0 && d.Before(last) {
			sorted = false
		} else {
			last = d
		}
	}
	return first, last, sorted
}
