// Package money holds the arithmetic that every room does on amounts: the guarded parser, rounding, division and
// sharing. Amounts are shopspring decimals; euros unless said otherwise; never floats.
package money

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Errors of Parse and Guard.
var (
	ErrSyntax  = errors.New("nombre illisible")
	ErrTooLong = errors.New("nombre trop long")
	ErrRange   = errors.New("nombre hors limites")
)

const (
	maxText   = 64
	maxDigits = 40
	minExp    = -30
	maxExp    = 15
)

var spaces = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\u2009", "", "€", "")

// Parse reads an amount written by a person or a program: "1234.5", "1 234,50 €", "-12". Spaces of every kind and the
// euro sign are dropped; a decimal comma is read when there is no point. It bounds length, digits and exponent before
// any arithmetic, so that "1e1000000000" is refused, not computed.
func Parse(s string) (decimal.Decimal, error) {
	if len(s) > maxText {
		return decimal.Decimal{}, fmt.Errorf("%w : %d caractères", ErrTooLong, len(s))
	}
	t := spaces.Replace(strings.TrimSpace(s))
	switch commas := strings.Count(t, ","); {
	case commas == 1 && !strings.Contains(t, "."):
		t = strings.Replace(t, ",", ".", 1)
	case commas > 0:
		return decimal.Decimal{}, fmt.Errorf("%w : %q", ErrSyntax, s)
	}
	d, err := decimal.NewFromString(t)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("%w : %q", ErrSyntax, s)
	}
	return d, Guard(d)
}

// Guard refuses a decimal whose digits or exponent are beyond any amount of the trade. It costs nothing even on a
// hostile value and is called on every decimal that comes from outside.
func Guard(d decimal.Decimal) error {
	if e := d.Exponent(); e < minExp || e > maxExp || d.NumDigits() > maxDigits {
		return ErrRange
	}
	return nil
}

// Cents rounds to the cent, half away from zero.
func Cents(d decimal.Decimal) decimal.Decimal { return d.Round(2) }

// ErrZero is the error of a division by zero.
var ErrZero = errors.New("division par zéro")

// Div divides and rounds half away from zero to the given number of decimals. Dividing by zero is ErrZero.
func Div(a, b decimal.Decimal, places int32) (decimal.Decimal, error) {
	if b.IsZero() {
		return decimal.Zero, ErrZero
	}
	return a.DivRound(b, places), nil
}

// Share is a part as a fraction of a whole, rounded half away from zero, to print or to compare. An empty whole has no parts: the
// share is then zero.
func Share(part, whole decimal.Decimal, places int32) decimal.Decimal {
	if whole.IsZero() {
		return decimal.Zero
	}
	return part.DivRound(whole, places)
}

// Times multiplies an amount by a rate and rounds to the cent.
func Times(a, rate decimal.Decimal) decimal.Decimal { return a.Mul(rate).Round(2) }

// Sum adds amounts.
func Sum(ds ...decimal.Decimal) decimal.Decimal {
	var s decimal.Decimal
	for _, d := range ds {
		s = s.Add(d)
	}
	return s
}

// Split shares an amount (rounded to the cent first) in proportion to the weights by largest remainder: the parts add up
// to the amount exactly, and each differs from its exact share by less than a cent. Ties go to the earlier part.
// It refuses an empty list, a negative weight and weights that are all zero.
func Split(amount decimal.Decimal, weights []decimal.Decimal) ([]decimal.Decimal, error) {
	var total decimal.Decimal
	for i, w := range weights {
		if w.IsNegative() {
			return nil, fmt.Errorf("partage : part %d négative (%s)", i+1, w)
		}
		total = total.Add(w)
	}
	if total.IsZero() {
		return nil, errors.New("partage : aucune part positive")
	}
	amount = Cents(amount)
	sign := decimal.NewFromInt(int64(amount.Sign()))
	abs := amount.Abs()
	parts := make([]decimal.Decimal, len(weights))
	rest := make([]decimal.Decimal, len(weights))
	left := abs
	for i, w := range weights {
		q, r := abs.Mul(w).QuoRem(total, 2) // r has the sign of the dividend: never negative here
		parts[i], rest[i] = q, r
		left = left.Sub(q)
	}
	cent := decimal.New(1, -2)
	for left.IsPositive() {
		best := -1
		for i := range rest {
			if weights[i].IsPositive() && (best < 0 || rest[i].GreaterThan(rest[best])) {
				best = i
			}
		}
		parts[best] = parts[best].Add(cent)
		rest[best] = decimal.NewFromInt(-1)
		left = left.Sub(cent)
	}
	for i := range parts {
		parts[i] = parts[i].Mul(sign)
	}
	return parts, nil
}

// Sane gives a decimal from outside, or zero when its digits or exponent are beyond any amount: no arithmetic is done on it.
func Sane(d decimal.Decimal) decimal.Decimal {
	if Guard(d) != nil {
		return decimal.Zero
	}
	return d
}

// SaneCents is an amount from outside to the cent, zero when it is not one.
func SaneCents(d decimal.Decimal) decimal.Decimal { return Cents(Sane(d)) }
