package payroll

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// reduction holds the parameters of the réduction générale: the dégressive unique (RGDU) from 2026 on, the one before it until then.
type reduction struct {
	id, label               string
	tmin, tdelta, p, limit  decimal.Decimal
	leaveFund, deductionCap decimal.Decimal // zero when the tables give none on the date
	smic                    decimal.Decimal // of the hour, that the reduction refers to; zero when unknown
	source                  moteur.Source
}

// readReduction is nil on a date without the reduction. The book keeps the errors of the others.
func readReduction(b law.Book, staff int) *reduction {
	more := b.Has("staff.reduction") && staff >= b.Int("staff.reduction")
	pick := func(few, many string) decimal.Decimal {
		if more {
			return b.Number(many)
		}
		return b.Number(few)
	}
	switch {
	case b.Has("rgdu.tmin"):
		return &reduction{id: "rgdu", label: "Réduction générale dégressive unique", tmin: b.Number("rgdu.tmin"),
			tdelta: pick("rgdu.tdelta_lt50", "rgdu.tdelta_ge50"), p: b.Number("rgdu.p"), limit: b.Number("rgdu.limit"),
			leaveFund: b.Number("rgdu.leave_fund"), deductionCap: b.Number("rgdu.dfs_cap"), source: b.Source("rgdu.tmin")}
	case b.Has("fillon.limit"):
		return &reduction{id: "fillon", label: "Réduction générale", tdelta: pick("fillon.t_lt50", "fillon.t_ge50"), p: one,
			limit: b.Number("fillon.limit"), source: b.Source("fillon.limit")}
	}
	return nil
}

// reductionSMIC is the hourly SMIC that the reduction of a date refers to: that of one day of the year where the law says which,
// else that of the date; zero when it is not known.
func reductionSMIC(b law.Book, t law.Table, rep *moteur.Report) decimal.Decimal {
	on := b.On()
	if b.Has("rgdu.smic_day") {
		day, err := moteur.ParseDate(fmt.Sprintf("%04d-%s", on.Year(), b.Text("rgdu.smic_day")))
		if err != nil {
			return decimal.Zero
		}
		on = day
	}
	if s := law.Open(on, rep, t).At("rates"); s.Has("SMIC_hour") {
		return s.Number("SMIC_hour")
	}
	return decimal.Zero
}

// coefficient is (Tmin + Tdelta × ((limit × SMIC / pay − 1) / (limit − 1))^P), times the majoration of a paid-leave fund when one is
// compulsory, to 4 decimals, at most Tmin + Tdelta; zero from the limit on. Before 2026 Tmin is zero and P one.
func (r *reduction) coefficient(pay, smic decimal.Decimal, fund bool) decimal.Decimal {
	top := r.limit.Mul(smic)
	if !pay.IsPositive() || !smic.IsPositive() || !pay.LessThan(top) || !r.limit.GreaterThan(one) {
		return decimal.Zero
	}
	x := decimal.Min(one, top.DivRound(pay, 16).Sub(one).DivRound(r.limit.Sub(one), 16))
	c := r.tmin.Add(r.tdelta.Mul(power(x, r.p)))
	if fund && r.leaveFund.IsPositive() {
		c = c.Mul(r.leaveFund)
	}
	return decimal.Min(c.Round(4), r.tmin.Add(r.tdelta))
}

// Reduction is the coefficient of the réduction générale of a technician, who depends on a paid-leave fund, for a pay and the SMIC
// of the same hours, both in euros: a fraction of the pay, 4 decimals. Errors wrap law.ErrBefore on a date without the reduction.
func Reduction(pay, smic decimal.Decimal, on moteur.Date, staff int) (decimal.Decimal, error) {
	if err := errors.Join(money.Guard(pay), money.Guard(smic)); err != nil {
		return decimal.Zero, fmt.Errorf("payroll : %w", err)
	}
	t, err := chargesTable()
	if err != nil {
		return decimal.Zero, err
	}
	b := law.Open(on, nil, t)
	r := readReduction(b, staff)
	if err := b.Err(); err != nil {
		return decimal.Zero, fmt.Errorf("payroll : %w", err)
	}
	if r == nil {
		return decimal.Zero, fmt.Errorf("payroll : %w : réduction générale au %s", law.ErrBefore, on)
	}
	return r.coefficient(pay, smic, true), nil
}

// ReductionTerms are what the general reduction of a pay is computed from: none when Pays is zero. The coefficient is
// (Minimum + Slope × ((Pays / pay − 1) / (Limit − 1))^Exponent) × Fund to 4 decimals, at most Minimum + Slope, under Pays.
type ReductionTerms struct {
	Minimum, Slope, Exponent decimal.Decimal
	Limit                    decimal.Decimal // in SMIC
	Fund                     decimal.Decimal // majoration of the paid-leave funds; one when there is none
	Pays                     decimal.Decimal // the pay from which there is none, euros: Limit × SMIC × hours
}

// ReductionTerms gives the terms of the general reduction of a pay without flat deduction, whatever its gross. The zero value is no
// reduction: an artist, an author, hours that are not known, a date without it, or settings that leave it out.
func (r *Rates) ReductionTerms(p Pay) ReductionTerms {
	red := r.reduction
	if red == nil || !p.Hours.IsPositive() || p.Profile.artist() || len(r.profiles[p.Profile].lines) == 0 || p.Profile == Author {
		return ReductionTerms{}
	}
	out := ReductionTerms{Minimum: red.tmin, Slope: red.tdelta, Exponent: red.p, Limit: red.limit, Fund: one,
		Pays: red.limit.Mul(red.smic).Mul(p.Hours)}
	if p.Profile != Permanent && red.leaveFund.IsPositive() {
		out.Fund = red.leaveFund
	}
	return out
}

// reductionLine is the general reduction of a pay, and says that it is applied or why it is not.
func (r *Rates) reductionLine(p Pay, b bases, rep *moteur.Report) (ChargeLine, bool) {
	red := r.reduction
	switch {
	case !p.Hours.IsPositive() || red.smic.IsZero():
		rep.Notef("hours", "payroll/reduction-hours", "Heures payées inconnues : la réduction générale n'est pas calculée.")
		return ChargeLine{}, false
	case b.deducted.LessThan(b.gross) && red.deductionCap.IsZero():
		rep.Notef("deduction", "payroll/reduction-deduction",
			"Réduction générale non comptée : sa limite sous déduction forfaitaire n'a pas été relevée au %s.", r.on)
		return ChargeLine{}, false
	}
	fund := p.Profile != Permanent
	if fund && red.leaveFund.IsZero() {
		rep.Notef("", "payroll/reduction-fund",
			"Réduction générale : sa majoration pour les caisses de congés n'a pas été relevée au %s ; elle n'est pas comptée.", r.on)
	}
	smic := p.Hours.Mul(red.smic)
	coef := red.coefficient(b.deducted, smic, fund)
	amount := money.Times(b.deducted, coef)
	if b.deducted.LessThan(b.gross) {
		most := money.Times(money.Times(b.gross, red.coefficient(b.gross, smic, fund)), red.deductionCap)
		amount = decimal.Min(amount, most)
	}
	if amount.IsZero() {
		return ChargeLine{}, false
	}
	rep.Notef("", "payroll/reduction-applied", "%s appliquée aux salaires inférieurs à %s SMIC ; « no_general_reduction » l'enlève.",
		red.label, red.limit)
	return ChargeLine{ID: red.id, Label: red.label, Base: b.deducted, Rate: coef.Neg(), Amount: amount.Neg(), Source: red.source}, true
}

// power raises x (0 to 1) to p, to 16 decimals. Quarters of whole numbers, the usual exponents, go through exact powers
// and square roots; any other through the decimal library.
func power(x, p decimal.Decimal) decimal.Decimal {
	four := p.Mul(decimal.NewFromInt(4))
	if x.IsZero() {
		return decimal.Zero
	}
	if !four.IsInteger() || four.GreaterThan(decimal.NewFromInt(40)) {
		v, err := x.PowWithPrecision(p, 16)
		if err != nil {
			return decimal.Zero
		}
		return v.Round(16)
	}
	v := one
	for range four.IntPart() {
		v = v.Mul(x).Round(40)
	}
	return sqrt(sqrt(v, 40), 20).Round(16)
}

// sqrt is the square root of a positive decimal, truncated to the given number of decimals.
func sqrt(v decimal.Decimal, places int32) decimal.Decimal {
	n := v.Shift(2 * places).Truncate(0).BigInt()
	return decimal.NewFromBigInt(new(big.Int).Sqrt(n), -places)
}
