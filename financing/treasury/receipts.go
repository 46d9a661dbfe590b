package treasury

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// plan turns every resource of the plan into receipts on its instalments.
func (d *dater) plan(p financing.Plan) {
	for i, x := range p.Resources {
		at := fmt.Sprintf("plan.resources[%d]", i)
		amount, ok := cents(x.Euros())
		if !ok || x.Amount.IsNegative() {
			d.report.Errorf(at+".amount", "financing/amount", "Le montant de %s n'est pas recevable.", fr.Quote(x.Label))
			continue
		}
		if amount == 0 {
			continue
		}
		id := x.Key(i)
		row := d.led.row(id, x.Label, true)
		switch {
		case (x.Kind == financing.ProducerInKind || x.Kind == financing.InKind) && len(x.Instalments) == 0:
			d.mirror(x, row, amount, at)
		case x.Kind == financing.TaxCredit && len(x.Instalments) == 0 && d.in.Credit != nil && len(d.in.Credit.Claims) > 0:
			d.claims(x, row, amount)
		default:
			d.instalments(x, row, amount, at)
		}
	}
}

// vatOf is the VAT rate of a resource: its own, or the rate of rights for the kinds that sell rights in France.
func (d *dater) vatOf(x financing.Resource) rate {
	if x.VATRate != nil {
		return newRate(money.Sane(*x.VATRate))
	}
	if x.Kind.SellsRights() && (x.Country == "" || x.Country == "FR") {
		return d.set.vatRights
	}
	return rate{}
}

func (d *dater) instalments(x financing.Resource, row int32, amount int64, at string) {
	list, why := x.Instalments, basisInstalment
	if len(list) == 0 {
		list, _ = financing.Template(x.Kind)
		why = basisTemplate
		d.report.Notef(at+".instalments", "financing/hypothesis", "L'échéancier de %s est une hypothèse d'usage.", fr.Quote(x.Label))
	}
	weights, ok := d.shares(list, x.Label, at)
	if !ok {
		return
	}
	if x.VATRate != nil {
		plausible(d.report, at+".vat_rate", "La TVA", money.Sane(*x.VATRate))
	}
	vat := d.vatOf(x)
	for k, v := range splitCents(nil, amount, weights) {
		n := list[k]
		day := n.DueOn(d.tl, x)
		if day.IsZero() {
			d.report.Errorf(fmt.Sprintf("%s.instalments[%d]", at, k), "financing/instalment", "L'échéance %d de %s (%s) ne se date pas.",
				k+1, fr.Quote(x.Label), n.Event.Label())
			continue
		}
		if v == 0 {
			continue
		}
		label := x.Label + ", " + n.Event.Label()
		if n.Event == "" {
			label = x.Label
		}
		d.led.flows = append(d.led.flows, flow{day: day, in: true, net: v, vat: vat.of(v), row: row, line: d.led.note(label, ""),
			instal: int32(k + 1), basis: why})
	}
}

// claims pays the tax credit by financial year.
func (d *dater) claims(x financing.Resource, row int32, amount int64) {
	var weights []int64
	for _, c := range d.in.Credit.Claims {
		w, _ := cents(c.Amount)
		weights = append(weights, max(w, 0))
	}
	for k, v := range splitCents(nil, amount, weights) {
		if v != 0 {
			c := d.in.Credit.Claims[k]
			d.led.flows = append(d.led.flows, flow{day: credit.RefundDate(c.YearEnd, d.report), in: true, net: v, row: row,
				instal: int32(k + 1),
				basis:  basisClaim,
				line:   d.led.note(x.Label+", exercice clos le "+fr.Date(c.YearEnd), "")})
		}
	}
}

// mirror gives an in-kind contribution the dates of the payments it stands for: money that never moves enters and leaves the
// same day. What the contribution exceeds these payments by is dated on the last of them, and said.
func (d *dater) mirror(x financing.Resource, row int32, amount int64, at string) {
	keys := x.Mirror
	if len(keys) == 0 && x.Kind == financing.ProducerInKind {
		keys = []string{"FG", "PD", "21"}
	}
	var days []moteur.Date
	var weights []int64
	var from []int
	var total int64
	mirrored := make([]bool, len(d.led.notes))
	for i, n := range d.led.notes {
		account := d.accountOf(n.line)
		mirrored[i] = n.line != "" && slices.ContainsFunc(keys, func(k string) bool {
			return k == n.line || k != "" &&
				strings.HasPrefix(account, k)
		})
	}
	for i := range d.led.flows {
		f := &d.led.flows[i]
		if f.in || f.noncash || f.line < 0 || f.net <= 0 || !mirrored[f.line] {
			continue
		}
		days, weights, from, total = append(days, f.day), append(weights, f.net), append(from, i), total+f.net
	}
	note := d.led.note(x.Label, "")
	add := func(day moteur.Date, v int64) {
		if v != 0 {
			d.led.flows = append(d.led.flows, flow{day: day, in: true, net: v, row: row, line: note, basis: basisMirror, noncash: true})
		}
	}
	if total == 0 {
		slots := d.curve("FG")
		if len(slots) == 0 {
			d.report.Errorf(at, "financing/undated", "L'apport en nature %s n'a pu être daté.", fr.Quote(x.Label))
			return
		}
		d.report.Warnf(at+".mirror", "financing/in-kind",
			"L'apport %s n'a pas de contrepartie trouvée dans le devis : daté selon la courbe des frais généraux.", fr.Quote(x.Label))
		d.weigh(slots)
		for i, v := range splitCents(nil, amount, d.weights) {
			add(slots[i].day, v)
		}
		return
	}
	if amount > total {
		d.report.Warnf(at+".mirror", "financing/in-kind", "L'apport %s (%s) dépasse ses lignes du devis (%s).", fr.Quote(x.Label),
			fr.Euros(euros(amount)), fr.Euros(euros(total)))
	}
	for i, v := range splitCents(nil, min(amount, total), weights) {
		add(days[i], v)
		if p := &d.led.flows[from[i]]; v != 0 { // the part of the payment that never moves stands apart from the rest
			part := *p
			part.net, part.vat, part.noncash = v, 0, true
			p.net -= v
			d.led.flows = append(d.led.flows, part)
		}
	}
	if amount > total {
		add(slices.MaxFunc(days, moteur.Date.Compare), amount-total)
	}
	d.led.flows = slices.DeleteFunc(d.led.flows, func(f flow) bool { return f.net == 0 && f.vat == 0 })
}

// accountOf is the account of a line or percent line of the devis.
func (d *dater) accountOf(line string) string {
	if d.in.Estimate == nil || line == "" {
		return ""
	}
	if d.accounts == nil {
		d.accounts = map[string]string{}
		for _, l := range d.in.Estimate.Lines {
			d.accounts[l.Line] = l.Account
		}
		for _, p := range d.in.Estimate.Budget.Percents {
			d.accounts[p.ID] = p.Account
		}
	}
	return d.accounts[line]
}
