package moteur

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Op is the opération of a Step.
type Op string

// The operations. Each says how Value follows from the Parts, before rounding to Places decimals.
const (
	OpGiven   Op = "given"   // a figure that comes from outside; no parts
	OpSum     Op = "sum"     // all parts added
	OpMinus   Op = "minus"   // the first part less all the others
	OpProduct Op = "product" // all parts multiplied
	OpRatio   Op = "ratio"   // the first part divided by the second
	OpLeast   Op = "least"   // the smallest part
	OpMost    Op = "most"    // the largest part
	OpShare   Op = "share"   // a share of the first part fixed by a split that adds up; Value is given by the split
)

// Exact is the Places of a step that is not rounded.
const Exact int32 = -1

// ratioScale is the scale a ratio that is not rounded is kept at.
const ratioScale = 16

// Step is an étape de calcul: an amount with the way it was obtained, so that it can print its own derivation.
// Steps are built by the functions below and not modified afterwards.
type Step struct {
	Op    Op              `json:"op"`
	Label string          `json:"label"`
	Value decimal.Decimal `json:"value"`
	// Places is the number of decimals the value was rounded to (half away from zero), or Exact.
	Places int32  `json:"places"`
	Parts  []Step `json:"parts,omitempty"`
	// Source is the text that gives the figure or imposes the operation; empty for plain arithmetic.
	Source Source `json:"source,omitzero"`
}

// Given is a figure that comes from outside: a devis line, a count, an amount typed by the user.
func Given(label string, v decimal.Decimal) Step {
	return Step{Op: OpGiven, Label: label, Value: v, Places: Exact}
}

// Quote is a figure read in a legal table, with its source.
func Quote(label string, c Cited[decimal.Decimal]) Step {
	return Step{Op: OpGiven, Label: label, Value: c.Value, Places: Exact, Source: c.Source}
}

// Sum adds the parts, exactly.
func Sum(label string, parts ...Step) Step { return build(OpSum, label, Exact, parts) }

// Minus takes from the first part all the others, exactly.
func Minus(label string, from Step, parts ...Step) Step {
	return build(OpMinus, label, Exact, append([]Step{from}, parts...))
}

// Times multiplies the parts and rounds the product to the cent, half away from zero.
func Times(label string, parts ...Step) Step { return build(OpProduct, label, 2, parts) }

// TimesExact multiplies the parts without rounding.
func TimesExact(label string, parts ...Step) Step { return build(OpProduct, label, Exact, parts) }

// Ratio divides num by den and rounds to the given number of decimals. The caller makes sure that den is not zero: a ratio to
// zero has no value, and Verify refuses it.
func Ratio(label string, num, den Step, places int32) Step {
	return build(OpRatio, label, places, []Step{num, den})
}

// Least is the smallest of the parts: a cap.
func Least(label string, parts ...Step) Step { return build(OpLeast, label, Exact, parts) }

// Most is the largest of the parts: a floor.
func Most(label string, parts ...Step) Step { return build(OpMost, label, Exact, parts) }

// Share is the amount that a split gave out of the whole; it never exceeds the whole.
func Share(label string, whole Step, v decimal.Decimal) Step {
	return Step{Op: OpShare, Label: label, Value: v, Places: Exact, Parts: []Step{whole}}
}

// Round rounds a step to the given number of decimals, half away from zero, as a sum of one part.
func Round(label string, s Step, places int32) Step { return build(OpSum, label, places, []Step{s}) }

// Because returns the step with the source that imposes it.
func (s Step) Because(src Source) Step {
	s.Source = src
	return s
}

func build(op Op, label string, places int32, parts []Step) Step {
	s := Step{Op: op, Label: label, Places: places, Parts: parts}
	s.Value = s.compute()
	return s
}

func (s Step) compute() decimal.Decimal {
	var v decimal.Decimal
	for i, p := range s.Parts {
		switch {
		case i == 0:
			v = p.Value
		case s.Op == OpSum:
			v = v.Add(p.Value)
		case s.Op == OpMinus:
			v = v.Sub(p.Value)
		case s.Op == OpProduct:
			v = v.Mul(p.Value)
		case s.Op == OpLeast && p.Value.LessThan(v), s.Op == OpMost && p.Value.GreaterThan(v):
			v = p.Value
		case s.Op == OpRatio:
			scale := s.Places
			if scale == Exact {
				scale = ratioScale
			}
			if p.Value.IsZero() {
				return decimal.Zero
			}
			v = v.DivRound(p.Value, scale)
		}
	}
	if s.Places != Exact {
		v = v.Round(s.Places)
	}
	return v
}

// StepError is the error of a Step whose value does not follow from its parts.
type StepError struct {
	Label string
	Want  decimal.Decimal // the value recomputed from the parts
	Got   decimal.Decimal // the value the step holds
}

// Error names the step and both values.
func (e *StepError) Error() string {
	return fmt.Sprintf("étape %q : %s annoncé, %s recalculé", e.Label, e.Got, e.Want)
}

// Verify recomputes the whole derivation and returns a *StepError for the first step that does not follow from its parts.
func (s Step) Verify() error {
	for _, p := range s.Parts {
		if err := p.Verify(); err != nil {
			return err
		}
	}
	switch s.Op {
	case OpGiven:
		return nil
	case OpShare:
		if len(s.Parts) == 1 && !s.Value.Abs().GreaterThan(s.Parts[0].Value.Abs()) {
			return nil
		}
		return &StepError{Label: s.Label, Got: s.Value}
	case OpRatio:
		if len(s.Parts) != 2 || s.Parts[1].Value.IsZero() {
			return fmt.Errorf("étape %q : division par zéro", s.Label)
		}
	case OpSum, OpMinus, OpProduct, OpLeast, OpMost:
	default:
		return fmt.Errorf("étape %q : opération inconnue %q", s.Label, s.Op)
	}
	if want := s.compute(); !want.Equal(s.Value) {
		return &StepError{Label: s.Label, Want: want, Got: s.Value}
	}
	return nil
}

// Walk visits the derivation from the result down to the given figures; depth is 0 for the result.
func (s Step) Walk(visit func(depth int, s Step)) { s.walk(0, visit) }

func (s Step) walk(depth int, visit func(int, Step)) {
	visit(depth, s)
	for _, p := range s.Parts {
		p.walk(depth+1, visit)
	}
}
