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

// reduction holds the parameters of the réduction générale dégressive unique (RGDU).
type reduction struct {
	tmin, tdelta, p, limit, leaveFund, deductionCap decimal.Decimal
	source                                          moteur.Source
}

// readReduction is nil on a date without the reduction. The book keeps the errors of the others.
func readReduction(b law.Book, staff int) *reduction {
	if !b.Has("rgdu.tmin") {
		return nil
	}
	delta := "rgdu.tdelta_lt50"
	if b.Has("staff.reduction") && staff >= b.Int("staff.reduction") {
		delta = "rgdu.tdelta_ge50"
	}
	return &reduction{tmin: b.Number("rgdu.tmin"), tdelta: b.Number(delta), p: b.Number("rgdu.p"), limit: b.Number("rgdu.limit"),
		leaveFund: b.Number("rgdu.leave_fund"), deductionCap: b.Number("rgdu.dfs_cap"), source: b.Source("rgdu.dfs_cap")}
}

// coefficient is (Tmin + Tdelta × (½ × (limit × SMIC / pay − 1))^P) × leave-fund factor, to 4 decimals, at most Tmin + Tdelta;
// zero from the limit on.
func (r *reduction) coefficient(pay, smic decimal.Decimal) decimal.Decimal {
	top := r.limit.Mul(smic)
	if !pay.IsPositive() || !smic.IsPositive() || !pay.LessThan(top) {
		return decimal.Zero
	}
	x := top.DivRound(pay, 16).Sub(one).Mul(decimal.New(5, -1))
	most := r.tmin.Add(r.tdelta)
	if x.GreaterThan(one) {
		x = one
	}
	c := r.tmin.Add(r.tdelta.Mul(power(x, r.p))).Mul(r.leaveFund).Round(4)
	return decimal.Min(c, most)
}

// Reduction is the coefficient of the réduction générale (RGDU) of a technician for a pay and the SMIC of the same
// hours, both in euros: a fraction of the pay, 4 decimals.
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
		return decimal.Zero, fmt.Errorf("payroll : %w : réduction générale unique au %s", law.ErrBefore, on)
	}
	return r.coefficient(pay, smic), nil
}

func (r *Rates) reductionLine(p Pay, b bases, rep *moteur.Report) (ChargeLine, bool) {
	if !p.Hours.IsPositive() || r.smic.IsZero() {
		rep.Notef("hours", "payroll/reduction-hours", "Heures payées inconnues : la réduction générale n'est pas calculée.")
		return ChargeLine{}, false
	}
	smic := p.Hours.Mul(r.smic)
	coef := r.rgdu.coefficient(b.deducted, smic)
	amount := money.Times(b.deducted, coef)
	if b.deducted.LessThan(b.gross) {
		most := money.Times(money.Times(b.gross, r.rgdu.coefficient(b.gross, smic)), r.rgdu.deductionCap)
		amount = decimal.Min(amount, most)
	}
	if amount.IsZero() {
		return ChargeLine{}, false
	}
	return ChargeLine{ID: "rgdu", Label: "Réduction générale dégressive unique", Base: b.deducted, Rate: coef.Neg(), Amount: amount.Neg(),
		Source: r.rgdu.source}, true
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
