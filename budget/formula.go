package budget

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// maxFormula bounds the text of a formula, in bytes; maxNest its parentheses.
const (
	maxFormula = 256
	maxNest    = 32
)

// FormulaError is the error of a formula: its text, the place (in bytes from 0) and what is wrong there.
type FormulaError struct {
	Formula string
	At      int
	Problem string
}

// Error quotes the formula and names the place.
func (e *FormulaError) Error() string {
	return fmt.Sprintf("formule %q, caractère %d : %s", fr.Clip(e.Formula), e.At+1, e.Problem)
}

// Eval computes a formula over named variables: numbers with a decimal point, + - * / and parentheses, min(a, b),
// max(a, b), ceil(a), floor(a). A division is kept to 10 decimals, half away from zero. Unknown names, divisions by
// zero and results out of bounds are a *FormulaError.
func Eval(formula string, variables map[string]decimal.Decimal) (decimal.Decimal, error) {
	p := parser{text: formula, variables: variables}
	if len(formula) > maxFormula {
		return decimal.Zero, p.fail(fmt.Sprintf("plus de %d caractères", maxFormula))
	}
	v, err := p.sum(0)
	if err != nil {
		return decimal.Zero, err
	}
	if p.skip(); p.at < len(p.text) {
		return decimal.Zero, p.fail("signe inattendu")
	}
	return v, nil
}

// Names lists the variables a formula uses, in order of appearance.
func Names(formula string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(formula, func(r rune) bool { return !isName(r, false) }) {
		switch {
		case w[0] >= '0' && w[0] <= '9', w == "min", w == "max", w == "ceil", w == "floor":
		default:
			out = append(out, w)
		}
	}
	return out
}

type parser struct {
	text      string
	at        int
	variables map[string]decimal.Decimal
}

func (p *parser) fail(problem string) error {
	return &FormulaError{Formula: p.text, At: p.at, Problem: problem}
}

func (p *parser) skip() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
}

func (p *parser) take(signs string) (byte, bool) {
	p.skip()
	if p.at < len(p.text) && strings.IndexByte(signs, p.text[p.at]) >= 0 {
		p.at++
		return p.text[p.at-1], true
	}
	return 0, false
}

func (p *parser) sum(nest int) (decimal.Decimal, error) {
	if nest > maxNest {
		return decimal.Zero, p.fail("trop de parenthèses")
	}
	v, err := p.product(nest)
	for err == nil {
		op, ok := p.take("+-")
		if !ok {
			break
		}
		var w decimal.Decimal
		if w, err = p.product(nest); err != nil {
			break
		}
		if op == '-' {
			w = w.Neg()
		}
		v, err = p.guard(v.Add(w))
	}
	return v, err
}

func (p *parser) product(nest int) (decimal.Decimal, error) {
	v, err := p.factor(nest)
	for err == nil {
		op, ok := p.take("*/")
		if !ok {
			break
		}
		var w decimal.Decimal
		if w, err = p.factor(nest); err != nil {
			break
		}
		if op == '*' {
			v, err = p.guard(v.Mul(w))
			continue
		}
		q, ok := money.Div(v, w, 10)
		if !ok {
			return v, p.fail("division par zéro")
		}
		v, err = p.guard(q)
	}
	return v, err
}

func (p *parser) guard(d decimal.Decimal) (decimal.Decimal, error) {
	if money.Guard(d) != nil {
		return decimal.Zero, p.fail("résultat hors limites")
	}
	return d, nil
}

func (p *parser) factor(nest int) (decimal.Decimal, error) {
	if nest > maxNest {
		return decimal.Zero, p.fail("trop de parenthèses")
	}
	if _, ok := p.take("-"); ok {
		v, err := p.factor(nest + 1)
		return v.Neg(), err
	}
	if _, ok := p.take("("); ok {
		v, err := p.sum(nest + 1)
		if err != nil {
			return v, err
		}
		if _, ok := p.take(")"); !ok {
			return v, p.fail("parenthèse non fermée")
		}
		return v, nil
	}
	p.skip()
	start := p.at
	for p.at < len(p.text) && isName(rune(p.text[p.at]), true) {
		p.at++
	}
	word := p.text[start:p.at]
	switch {
	case word == "":
		return decimal.Zero, p.fail("nombre ou nom attendu")
	case word[0] >= '0' && word[0] <= '9' || word[0] == '.':
		if strings.IndexFunc(word, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }) >= 0 {
			p.at = start
			return decimal.Zero, p.fail(fmt.Sprintf("nombre illisible %q", fr.Clip(word)))
		}
		d, err := money.Parse(word)
		if err != nil {
			p.at = start
			return decimal.Zero, p.fail(err.Error())
		}
		return d, nil
	case word == "min" || word == "max" || word == "ceil" || word == "floor":
		return p.call(word, nest)
	}
	v, ok := p.variables[word]
	if !ok {
		p.at = start
		return decimal.Zero, p.fail(fmt.Sprintf("variable inconnue %q", fr.Clip(word)))
	}
	if money.Guard(v) != nil {
		p.at = start
		return decimal.Zero, p.fail(fmt.Sprintf("variable %q hors limites", fr.Clip(word)))
	}
	return v, nil
}

func (p *parser) call(name string, nest int) (decimal.Decimal, error) {
	if _, ok := p.take("("); !ok {
		return decimal.Zero, p.fail("parenthèse attendue après " + name)
	}
	a, err := p.sum(nest + 1)
	if err != nil {
		return a, err
	}
	if name == "min" || name == "max" {
		if _, ok := p.take(",;"); !ok {
			return a, p.fail(name + " veut deux valeurs")
		}
		b, err := p.sum(nest + 1)
		if err != nil {
			return b, err
		}
		if (name == "min") == b.LessThan(a) {
			a = b
		}
	}
	if _, ok := p.take(")"); !ok {
		return a, p.fail("parenthèse non fermée")
	}
	switch name {
	case "ceil":
		a = a.Ceil()
	case "floor":
		a = a.Floor()
	}
	return a, nil
}

// isName tells whether a rune may stand in a name (or in a number, when digits with a point are wanted).
func isName(r rune, point bool) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || point && r == '.'
}
