package expr

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Decimal computes an expression over named numbers. A division is kept to 10 decimals, half away from zero. A comparison, and,
// or, not give 1 or 0, and a number other than 0 is true. An unknown name, a division by zero, a value out of bounds
// are an *Error.
func Decimal(text string, names map[string]decimal.Decimal) (decimal.Decimal, error) {
	n, err := Parse(text, nil)
	if err != nil {
		return decimal.Zero, err
	}
	return walk{text, names}.value(n)
}

type walk struct {
	text  string
	names map[string]decimal.Decimal
}

func (w walk) fail(n Node, problem string) (decimal.Decimal, error) {
	return decimal.Zero, &Error{Text: w.text, At: n.At, Problem: problem}
}

func (w walk) value(n Node) (decimal.Decimal, error) {
	switch n.Op {
	case Number:
		return n.Number, nil
	case Name:
		v, ok := w.names[n.Text]
		switch {
		case !ok:
			problem := fmt.Sprintf("variable inconnue %q", fr.Clip(n.Text))
			return decimal.Zero, &Error{Text: w.text, At: n.At, Problem: problem, Unknown: n.Text}
		case money.Guard(v) != nil:
			return w.fail(n, fmt.Sprintf("variable %q hors limites", fr.Clip(n.Text)))
		}
		return v, nil
	}
	a, err := w.value(n.Args[0])
	if err != nil {
		return a, err
	}
	b := a
	if len(n.Args) > 1 {
		if b, err = w.value(n.Args[1]); err != nil {
			return b, err
		}
	}
	v := a
	switch n.Op {
	case Call:
		v = call(n.Text, a, b)
	case Negate:
		v = a.Neg()
	case Plus:
		v = a.Add(b)
	case Minus:
		v = a.Sub(b)
	case Times:
		v = a.Mul(b)
	case Divide:
		if b.IsZero() {
			return w.fail(n, "division par zéro")
		}
		v = a.DivRound(b, 10)
	case Group:
	default:
		v = truth(holds(n.Op, a, b))
	}
	if money.Guard(v) != nil {
		return w.fail(n, "résultat hors limites")
	}
	return v, nil
}

func call(name string, a, b decimal.Decimal) decimal.Decimal {
	switch name {
	case "min":
		return decimal.Min(a, b)
	case "max":
		return decimal.Max(a, b)
	case "ceil":
		return a.Ceil()
	}
	return a.Floor()
}

func holds(op Op, a, b decimal.Decimal) bool {
	switch op {
	case Not:
		return a.IsZero()
	case And:
		return !a.IsZero() && !b.IsZero()
	case Or:
		return !a.IsZero() || !b.IsZero()
	case Less:
		return a.LessThan(b)
	case AtMost:
		return a.LessThanOrEqual(b)
	case More:
		return a.GreaterThan(b)
	case AtLeast:
		return a.GreaterThanOrEqual(b)
	case Equal:
		return a.Equal(b)
	}
	return !a.Equal(b)
}

func truth(b bool) decimal.Decimal {
	if b {
		return decimal.NewFromInt(1)
	}
	return decimal.Zero
}
