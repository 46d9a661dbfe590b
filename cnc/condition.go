package cnc

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// ErrCondition is the error of a condition of the tables that cannot be read.
var ErrCondition = errors.New("condition illisible")

// evaluator answers the atoms of a condition: names of facts, "since:DATE" (date of the request), "shoot:DATE" (first
// shooting day).
type evaluator struct {
	facts map[string]Fact
	piece string
	asked map[string]bool
	on    moteur.Date
	shoot moteur.Date
}

// verdict is the answer of a condition with the facts that made it, in the order read.
type verdict struct {
	holds bool
	why   []string // facts that hold
	not   []string // facts that do not
}

// settle keeps the reasons of the answer alone, each once: what holds when it holds, what fails when it fails.
func (v verdict) settle() verdict {
	once := func(list []string) []string {
		var out []string
		for _, s := range list {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
		return out
	}
	if v.holds {
		return verdict{holds: true, why: once(v.why)}
	}
	return verdict{not: once(v.not)}
}

func (v verdict) reason() string {
	if v.holds {
		return fr.Capital(strings.Join(v.why, " ; ")) + "."
	}
	return "Sans objet : " + strings.Join(v.not, " ; ") + "."
}

// eval reads "a & !b | c & (d | e)": & binds tighter than |. Depth and length are bounded.
func (e evaluator) eval(text string) (verdict, error) {
	if len(text) > 500 {
		return verdict{}, fmt.Errorf("cnc : %w : trop longue", ErrCondition)
	}
	p := conditionParser{text: text, e: e}
	v, err := p.or(0)
	if err == nil && p.next() != "" {
		err = fmt.Errorf("cnc : %w : %q", ErrCondition, text)
	}
	return v, err
}

type conditionParser struct {
	text string
	pos  int
	e    evaluator
}

// next looks at the next token.
func (p *conditionParser) next() string {
	for p.pos < len(p.text) && p.text[p.pos] == ' ' {
		p.pos++
	}
	rest := p.text[p.pos:]
	if rest == "" {
		return ""
	}
	if strings.ContainsRune("&|!()", rune(rest[0])) {
		return rest[:1]
	}
	if i := strings.IndexAny(rest, "&|!() "); i >= 0 {
		return rest[:i]
	}
	return rest
}

func (p *conditionParser) take(token string) bool {
	if p.next() != token {
		return false
	}
	p.pos += len(token)
	return true
}

func (p *conditionParser) or(depth int) (verdict, error) {
	v, err := p.and(depth)
	for err == nil && p.take("|") {
		var w verdict
		if w, err = p.and(depth); err == nil {
			v = verdict{v.holds || w.holds, append(v.why, w.why...), append(v.not, w.not...)}.settle()
		}
	}
	return v, err
}

func (p *conditionParser) and(depth int) (verdict, error) {
	v, err := p.unary(depth)
	for err == nil && p.take("&") {
		var w verdict
		if w, err = p.unary(depth); err == nil {
			v = verdict{v.holds && w.holds, append(v.why, w.why...), append(v.not, w.not...)}.settle()
		}
	}
	return v, err
}

func (p *conditionParser) unary(depth int) (verdict, error) {
	if depth > 20 {
		return verdict{}, fmt.Errorf("cnc : %w : trop profonde", ErrCondition)
	}
	switch token := p.next(); {
	case p.take("!"):
		v, err := p.unary(depth + 1)
		return verdict{!v.holds, v.not, v.why}, err // the reasons say what is, whatever is asked
	case p.take("("):
		v, err := p.or(depth + 1)
		if err == nil && !p.take(")") {
			err = fmt.Errorf("cnc : %w : parenthèse", ErrCondition)
		}
		return v, err
	case token == "" || strings.ContainsAny(token, "&|)"):
		return verdict{}, fmt.Errorf("cnc : %w : %q", ErrCondition, p.text)
	default:
		p.pos += len(token)
		return p.e.atom(token)
	}
}

func (e evaluator) atom(name string) (verdict, error) {
	if kind, date, dated := strings.Cut(name, ":"); dated {
		d, err := moteur.ParseDate(date)
		if err != nil {
			return verdict{}, fmt.Errorf("cnc : %w : %w", ErrCondition, err)
		}
		on, what := e.on, "demande"
		switch kind {
		case "since":
		case "shoot":
			on, what = e.shoot, "tournage"
		default:
			return verdict{}, fmt.Errorf("cnc : %w : %q", ErrCondition, name)
		}
		if on.Before(d) {
			return verdict{not: []string{fmt.Sprintf("%s du %s, règle applicable à partir du %s", what, fr.Date(on), fr.Date(d))}}, nil
		}
		return verdict{holds: true, why: []string{fmt.Sprintf("%s du %s, règle applicable depuis le %s", what, fr.Date(on),
			fr.Date(d))}}, nil
	}
	if name == "asked" {
		if e.asked[e.piece] {
			return verdict{holds: true, why: []string{"demandée par le CNC"}}, nil
		}
		return verdict{not: []string{"non demandée par le CNC"}}, nil
	}
	f, ok := e.facts[name]
	switch {
	case !ok:
		return verdict{}, fmt.Errorf("cnc : %w : fait inconnu %q", ErrCondition, name)
	case f.Holds:
		return verdict{holds: true, why: []string{f.Reason}}, nil
	}
	return verdict{not: []string{f.Reason}}, nil
}
