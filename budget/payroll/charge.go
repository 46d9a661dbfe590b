package payroll

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// bases are the assiettes of one pay, in euros to the cent.
type bases struct {
	gross, deducted            decimal.Decimal // before and after the flat deduction
	t1Security, t1, t2         decimal.Decimal
	unemployment, cet, apec    decimal.Decimal
	paidLeave                  decimal.Decimal
	flat                       decimal.Decimal // assiette forfaitaire of extras; zero when it does not apply
	securityCap, retirementCap decimal.Decimal
	capped                     bool
}

// Charge computes the employer charges of one pay with these rates. Pay.Date is not read: the rates are those of
// RatesOn. Every line is its base times its rate, rounded to the cent half away from zero; a line whose base is zero is
// left out. Errors: an unknown profile, an impossible pay, or a rate that the table does not hold at that date.
func (r *Rates) Charge(p Pay) (Charged, error) {
	if err := p.check(); err != nil {
		return Charged{}, err
	}
	pr := r.profiles[p.Profile]
	if pr.err != nil {
		return Charged{}, pr.err
	}
	out := Charged{Gross: p.Gross, Report: moteur.Report{Issues: slices.Clone(pr.report.Issues)}}
	if len(pr.lines) == 0 {
		out.Cost = p.Gross
		return out, nil
	}
	b := bases{gross: p.Gross, deducted: p.Gross}
	if p.Profile != Author {
		out.Report.Issues = append(out.Report.Issues, r.notes.Issues...)
		var err error
		if b, err = r.bases(p, &out.Report); err != nil {
			return Charged{}, err
		}
	}
	ratio, known := r.payToSMIC(p)
	out.Lines = make([]ChargeLine, 0, len(pr.lines)+1)
	for i := range pr.lines {
		l := &pr.lines[i]
		base := b.of(l.kind)
		if l.flat && b.flat.IsPositive() {
			base = b.flat
		}
		if base.IsZero() || l.id == extraApprenticeship && l.rate.IsZero() || (l.id == shortContract && !r.shortCDDU(p.Span)) {
			continue
		}
		rate := l.rate
		if !l.reducedMax.IsZero() {
			switch {
			case !known:
				out.Report.Notef("charges."+l.id, "payroll/smic-ratio-unknown",
					"%s : rapport du salaire au SMIC inconnu, taux plein retenu par prudence (taux réduit jusqu'à %s SMIC).", l.label,
					l.reducedMax)
			case ratio.LessThanOrEqual(l.reducedMax):
				rate = l.reduced
			}
		}
		amount := money.Times(base, rate)
		out.Total = out.Total.Add(amount)
		out.Lines = append(out.Lines, ChargeLine{ID: l.id, Label: l.label, Base: base, Rate: rate, Amount: amount, Source: l.source})
	}
	if r.reduction != nil && !p.Profile.artist() && p.Profile != Author {
		if l, ok := r.reductionLine(p, b, &out.Report); ok {
			out.Lines = append(out.Lines, l)
			out.Reduction = l.Amount
			out.Total = out.Total.Add(l.Amount)
		}
	}
	out.Cost = p.Gross.Add(out.Total)
	return out, nil
}

func (b *bases) of(kind string) decimal.Decimal {
	switch kind {
	case baseGross:
		return b.deducted
	case baseGrossBefore:
		return b.paidLeave
	case baseT1Security:
		return b.t1Security
	case baseT1:
		return b.t1
	case baseT2:
		return b.t2
	case baseUnemployment:
		return b.unemployment
	case baseCET:
		return b.cet
	case baseAPEC:
		return b.apec
	}
	return b.gross
}

func (r *Rates) bases(p Pay, rep *moteur.Report) (bases, error) {
	b := bases{gross: p.Gross, deducted: p.Gross, paidLeave: p.Gross}
	if c := r.opts.PaidLeaveCap; c != nil && c.LessThan(b.paidLeave) {
		b.paidLeave = *c
	}
	r.deduct(p, &b, rep)
	if p.Profile == Extra && r.extra.hours.IsPositive() {
		b.flat = r.flatBase(p, rep)
	}
	if err := r.ceilings(p, &b, rep); err != nil {
		return b, err
	}
	b.t1Security, b.t1 = b.deducted, b.deducted
	b.unemployment, b.apec = b.gross, b.deducted
	if !b.capped {
		return b, nil
	}
	b.t1Security = decimal.Min(b.deducted, b.securityCap)
	tranche2 := b.retirementCap.Mul(r.limits.retirement)
	b.unemployment = decimal.Min(b.gross, b.retirementCap.Mul(r.limits.unemployment))
	if b.deducted.GreaterThan(b.retirementCap) {
		b.t1 = b.retirementCap
		b.t2 = decimal.Min(b.deducted, tranche2).Sub(b.t1)
		b.cet = decimal.Min(b.deducted, tranche2)
		b.apec = decimal.Min(b.deducted, b.retirementCap.Mul(r.limits.apec))
	}
	return b, nil
}

// deduct applies the flat expense deduction, with consent only and within the yearly cap.
func (r *Rates) deduct(p Pay, b *bases, rep *moteur.Report) {
	if !r.opts.FlatDeduction {
		return
	}
	group := p.Deduction
	if group == "" {
		switch p.Profile {
		case Performer:
			group = Deduction25
		case Musician:
			group = Deduction20
		}
	}
	rate, ok := r.dfs[group]
	if p.DeductionRate != nil {
		rate, ok = *p.DeductionRate, true
	}
	if !ok || rate.IsZero() {
		return
	}
	off := p.Gross.Mul(rate)
	if left := decimal.Max(decimal.Zero, r.dfsCap.Sub(p.DeductionUsed)); off.GreaterThan(left) {
		off = left
		rep.Notef("deduction", "payroll/deduction-cap", "Déduction forfaitaire limitée à %s € par an et par salarié.", r.dfsCap)
	}
	b.deducted = r.floored(p, money.Cents(p.Gross.Sub(off)), rep)
}

// floored keeps the base left by the flat deduction at the SMIC of the hours paid at least, and never above the pay.
func (r *Rates) floored(p Pay, base decimal.Decimal, rep *moteur.Report) decimal.Decimal {
	if !p.Hours.IsPositive() || r.smic.IsZero() {
		rep.Notef("hours", "payroll/deduction-floor",
			"Déduction forfaitaire : heures payées ou SMIC inconnus, le plancher de l'assiette n'est pas vérifié.")
		return base
	}
	floor := decimal.Min(p.Gross, money.Cents(p.Hours.Mul(r.smic).Mul(r.dfsFloor)))
	if !base.LessThan(floor) {
		return base
	}
	rep.Notef("deduction", "payroll/deduction-floor",
		"Déduction forfaitaire limitée : l'assiette reste au SMIC des heures payées (%s €).", floor)
	return floor
}

// flatBase is the assiette forfaitaire of an extra paid by the day, zero when the pay of a day is not under its limit.
func (r *Rates) flatBase(p Pay, rep *moteur.Report) decimal.Decimal {
	month, err := r.pmss(r.on)
	if p.Days == 0 || err != nil || r.smic.IsZero() {
		rep.Notef("days", "payroll/flat-base", "Jours payés, plafond ou SMIC inconnus : l'assiette forfaitaire n'est pas appliquée.")
		return decimal.Zero
	}
	days := decimal.NewFromInt(int64(p.Days))
	if !p.Gross.LessThan(month.Mul(r.extra.limit).Mul(days)) {
		return decimal.Zero
	}
	return money.Cents(r.smic.Mul(r.extra.hours).Mul(days))
}

// ceilings finds the ceilings of the engagement; without any fact to compute them, the whole pay is tranche 1.
func (r *Rates) ceilings(p Pay, b *bases, rep *moteur.Report) error {
	if p.Ceiling != nil {
		b.capped, b.securityCap, b.retirementCap = true, *p.Ceiling, *p.Ceiling
		if p.RetirementCeiling != nil {
			b.retirementCap = *p.RetirementCeiling
		}
		return nil
	}
	byDay := p.Profile.artist() && p.Profile != Director && !r.artist.day.IsZero() &&
		(p.Isolated || (p.Days > 0 && p.Days < r.artist.from) || (p.Days == 0 && p.Span.Days() > 0 && p.Span.Days() < r.artist.from))
	days := p.Days
	if days == 0 {
		days = p.Span.Days()
	}
	switch {
	case p.Span.Days() > 0:
		prorated, full, err := r.Ceilings(p.Span)
		if err != nil {
			return err
		}
		b.capped, b.securityCap, b.retirementCap = true, prorated, prorated
		if !p.Profile.cadre() && p.Profile != Permanent && !r.opts.ProratedRetirement {
			b.retirementCap = full
		}
	case byDay:
		month, err := r.pmss(r.on)
		if err != nil {
			return err
		}
		b.capped, b.retirementCap = true, month
	case p.Days > 0 && !r.pjss.IsZero():
		b.capped, b.securityCap = true, r.pjss.Mul(decimal.NewFromInt(int64(p.Days)))
		b.retirementCap = b.securityCap
	default:
		rep.Notef("span", "payroll/ceiling-unknown", "Dates de l'engagement inconnues : tout le salaire est compté en tranche 1.")
	}
	if byDay {
		b.securityCap = r.artist.day.Mul(decimal.NewFromInt(int64(days)))
	}
	if p.RetirementCeiling != nil {
		b.retirementCap = *p.RetirementCeiling
	}
	return nil
}

// payToSMIC is the ratio of pay to the SMIC that the reduced rates refer to.
func (r *Rates) payToSMIC(p Pay) (decimal.Decimal, bool) {
	switch {
	case p.PayToSMIC != nil:
		return *p.PayToSMIC, true
	case p.Hours.IsPositive() && r.smicRef.IsPositive():
		ratio, err := money.Div(p.Gross, p.Hours.Mul(r.smicRef), 6)
		return ratio, err == nil
	}
	return decimal.Zero, false
}

// String gives the line as "Maladie : 1000 × 0.13 = 130".
func (l ChargeLine) String() string {
	return fmt.Sprintf("%s : %s × %s = %s", l.Label, l.Base, l.Rate, l.Amount)
}
