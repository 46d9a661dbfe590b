// Package expr reads the small expressions that people and tables write: quantities ("max(shoot_weeks, 2) + prep"), bases of
// percent lines ("1..9 - 1"), conditions ("fiction & !animation"). It has one grammar and two stages: Parse makes a tree, whose
// places are kept for messages, and a walk gives it a meaning: Decimal for numbers, a room's own for anything else.
//
// From the loosest to the tightest: | or, & and, = <> < <= > >= (never chained), + -, * /, then ! not and - before a value.
// Parentheses, min(a, b), max(a, b), ceil(a) and floor(a); arguments are parted by , or ;. Length and depth are bounded.
package expr

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
)

// Max is the longest expression, in bytes; maxDepth bounds its parentheses and the signs before a value.
const (
	Max      = 256
	maxDepth = 32
)

// Op is what a part of an expression is.
type Op uint8

// The parts.
const (
	Number  Op = iota + 1
	Name       // looked up by the walk
	Call       // min, max, ceil, floor
	Group      // parentheses, kept so that a tree prints as it was written
	Negate     // - before a value
	Not        // !
	Times      // *
	Divide     // /
	Plus       // +
	Minus      // -
	Less       // <
	AtMost     // <=
	More       // >
	AtLeast    // >=
	Equal      // =
	Differs    // <>
	And        // &
	Or         // |
)

// signs are how operators are written; a longer one stands before what it begins with.
var signs = []struct {
	text  string
	op    Op
	level int
}{
	{"|", Or, 0}, {"&", And, 1}, {"<>", Differs, 2}, {"<=", AtMost, 2}, {">=", AtLeast, 2}, {"<", Less, 2}, {">", More, 2}, {"=", Equal, 2},
	{"+", Plus, 3}, {"-", Minus, 3}, {"*", Times, 4}, {"/", Divide, 4},
}

const (
	compared = 2 // level of comparisons
	tightest = 4
)

// Sign is how an operator between two values is written, empty for the other parts.
func (o Op) Sign() string {
	for _, s := range signs {
		if s.op == o {
			return s.text
		}
	}
	return ""
}

// Node is a part of an expression. An operator between two values has two Args, Negate, Not and Group have one.
type Node struct {
	Op     Op
	At     int             // place in the text, bytes from 0
	Text   string          // of a Name or a Call
	Number decimal.Decimal // of a Number
	Args   []Node
}

// Error is what is wrong in an expression, and where.
type Error struct {
	Text    string
	At      int // bytes from 0
	Problem string
	Unknown string // the name that no variable has, when that is the problem
}

// Error quotes the expression and names the place.
func (e *Error) Error() string {
	return fmt.Sprintf("formule %q, caractère %d : %s", fr.Clip(e.Text), e.At+1, e.Problem)
}

// functions gives the number of values of each function.
var functions = map[string]int{"min": 2, "max": 2, "ceil": 1, "floor": 1}
