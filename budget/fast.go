package budget

import (
	"math/bits"

	"github.com/shopspring/decimal"
)

// Devis amounts nearly always fit in 64 bits, once counted in units of rounding. This file computes those without the
// allocations of big decimals; whatever does not fit goes the plain way, and a test holds the two ways equal.

var powers = func() (p [20]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// small splits a decimal into sign, magnitude and exponent when its digits fit in 64 bits.
func small(d decimal.Decimal) (negative bool, magnitude uint64, exp int32, ok bool) {
	if d.NumDigits() > 18 {
		return false, 0, 0, false
	}
	v := d.CoefficientInt64()
	if v < 0 {
		return true, uint64(-v), d.Exponent(), true
	}
	return false, uint64(v), d.Exponent(), true
}

// product multiplies two or three decimals (the third is skipped when zero) and rounds to units, in one go; false when
// something does not fit in 64 bits.
func (r rounder) product(a, b, c decimal.Decimal) (units int64, ok bool) {
	na, ma, ea, ok := small(a)
	if !ok {
		return 0, false
	}
	nb, mb, eb, ok := small(b)
	if !ok {
		return 0, false
	}
	negative, exp := na != nb, ea+eb
	hi, lo := bits.Mul64(ma, mb)
	if !c.IsZero() {
		nc, mc, ec, ok := small(c)
		if !ok || hi != 0 {
			return 0, false
		}
		hi, lo = bits.Mul64(lo, mc)
		negative, exp = negative != nc, exp+ec
	}
	return r.settle(hi, lo, exp, negative)
}

// settle rounds hi·2⁶⁴+lo, at a power of ten, to units.
func (r rounder) settle(hi, lo uint64, exp int32, negative bool) (int64, bool) {
	drop := -exp - r.places
	var q uint64
	switch {
	case drop < 0:
		if hi != 0 || drop <= -int32(len(powers)) {
			return 0, false
		}
		var over uint64
		if over, q = bits.Mul64(lo, powers[-drop]); over != 0 {
			return 0, false
		}
	case drop >= int32(len(powers)) || hi >= powers[drop]:
		return 0, false
	default:
		var rest uint64
		q, rest = bits.Div64(hi, lo, powers[drop])
		half := powers[drop] / 2
		if drop > 0 && (rest > half || rest == half && (!r.even || q&1 == 1)) {
			q++
		}
	}
	if q >= 1<<62 {
		return 0, false
	}
	if negative {
		return -int64(q), true
	}
	return int64(q), true
}

// decimal is an amount of units.
func (r rounder) decimal(units int64) decimal.Decimal { return decimal.New(units, -r.places) }

// addUnits adds an amount of units to the account itself.
func (c *computer) addUnits(node int, units int64) {
	sum := c.units[node] + units
	if sum >= 1<<62 || sum <= -1<<62 {
		c.own[node] = c.own[node].Add(c.round.decimal(c.units[node]))
		sum = units
	}
	c.units[node] = sum
	c.touched[node] = true
}

// settleUnits moves the counted units into the decimals of the accounts.
func (c *computer) settleUnits() {
	for i, u := range c.units {
		if u != 0 {
			c.own[i] = c.own[i].Add(c.round.decimal(u))
		}
	}
}
