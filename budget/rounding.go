package budget

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
)

type level uint8

const (
	levelLine level = iota
	levelAccount
	levelTotal
)

// rounder applies a Rounding.
type rounder struct {
	places int32
	even   bool
	level  level
}

func newRounder(r Rounding) (rounder, error) {
	var out rounder
	switch r.Unit {
	case "", "cent":
		out.places = 2
	case "euro":
	default:
		return rounder{places: 2}, fmt.Errorf("unité d'arrondi inconnue : %q (cent ou euro)", fr.Clip(r.Unit))
	}
	switch r.Mode {
	case "", "half-up":
	case "half-even":
		out.even = true
	default:
		return out, fmt.Errorf("mode d'arrondi inconnu : %q (half-up ou half-even)", fr.Clip(r.Mode))
	}
	switch r.Level {
	case "", "line":
	case "account":
		out.level = levelAccount
	case "total":
		out.level = levelTotal
	default:
		return out, fmt.Errorf("niveau d'arrondi inconnu : %q (line, account ou total)", fr.Clip(r.Level))
	}
	return out, nil
}

// to rounds to the unit, as a printed figure is.
func (r rounder) to(d decimal.Decimal) decimal.Decimal {
	if d.Exponent() >= -r.places {
		return d
	}
	if r.even {
		return d.RoundBank(r.places)
	}
	return d.Round(r.places)
}

// line rounds the amount of a line, or keeps it exact when lines are not the level of rounding.
func (r rounder) line(d decimal.Decimal) decimal.Decimal {
	if r.level != levelLine {
		return d
	}
	return r.to(d)
}

// row rounds what stands on its own on an account, a percent line: exact only when nothing but the total is rounded.
func (r rounder) row(d decimal.Decimal) decimal.Decimal {
	if r.level == levelTotal {
		return d
	}
	return r.to(d)
}

// Print rounds an exact amount as the declared rounding prints it. An amount out of bounds is returned as it is.
func (r Rounding) Print(d decimal.Decimal) decimal.Decimal {
	if e := d.Exponent(); e < -1000 || e > 1000 {
		return d
	}
	rounder, err := newRounder(r)
	if err != nil {
		return d.Round(2)
	}
	return rounder.to(d)
}
