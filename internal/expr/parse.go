package expr

import (
	"fmt"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Parse reads an expression. word cuts the name at the start of a text and returns its length in bytes: it lets a room
// have names with signs in them (an ID with a hyphen, "since:2025-01-01"); every word is then a name. Without it, words are
// letters, digits, "_" and ".": those that begin with a digit or a point are numbers, and functions may be called. The error
// is an *Error.
func Parse(text string, word func(text string) int) (Node, error) {
	p := parser{text: text, word: word}
	if len(text) > Max {
		return Node{}, p.fail(0, fmt.Sprintf("plus de %d caractères", Max))
	}
	n, err := p.binary(0, 0)
	if err != nil {
		return Node{}, err
	}
	if p.skip(); p.at < len(p.text) {
		return Node{}, p.fail(p.at, "signe inattendu")
	}
	return n, nil
}

type parser struct {
	text string
	at   int
	word func(string) int
}

func (p *parser) fail(at int, problem string) error {
	return &Error{Text: p.text, At: at, Problem: problem}
}

func (p *parser) skip() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
}

// take passes one of the signs, when it comes next.
func (p *parser) take(signs string) bool {
	p.skip()
	if p.at < len(p.text) && strings.IndexByte(signs, p.text[p.at]) >= 0 {
		p.at++
		return true
	}
	return false
}

// operator passes an operator of a level, when it comes next.
func (p *parser) operator(level int) (Op, int, bool) {
	p.skip()
	for _, s := range signs {
		if strings.HasPrefix(p.text[p.at:], s.text) {
			if s.level != level {
				return 0, 0, false
			}
			p.at += len(s.text)
			return s.op, p.at - len(s.text), true
		}
	}
	return 0, 0, false
}

// binary reads values of one level of precedence, joined from the left; comparisons are not chained.
func (p *parser) binary(level, depth int) (Node, error) {
	if level > tightest {
		return p.value(depth)
	}
	n, err := p.binary(level+1, depth)
	for err == nil {
		op, at, ok := p.operator(level)
		if !ok {
			break
		}
		var right Node
		if right, err = p.binary(level+1, depth); err != nil {
			break
		}
		n = Node{Op: op, At: at, Args: []Node{n, right}}
		if level == compared {
			break
		}
	}
	return n, err
}

// value reads a number, a name, a call, a group, or one of them after - or !.
func (p *parser) value(depth int) (Node, error) {
	p.skip()
	start := p.at
	switch {
	case depth > maxDepth:
		return Node{}, p.fail(start, "trop de parenthèses")
	case p.take("-"):
		n, err := p.value(depth + 1)
		return Node{Op: Negate, At: start, Args: []Node{n}}, err
	case p.take("!"):
		n, err := p.value(depth + 1)
		return Node{Op: Not, At: start, Args: []Node{n}}, err
	case p.take("("):
		n, err := p.binary(0, depth+1)
		if err == nil && !p.take(")") {
			err = p.fail(p.at, "parenthèse non fermée")
		}
		return Node{Op: Group, At: start, Args: []Node{n}}, err
	}
	cut := p.word
	if cut == nil {
		cut = plainWord
	}
	p.at += cut(p.text[start:])
	word := p.text[start:p.at]
	switch {
	case word == "" && p.word != nil:
		return Node{}, p.fail(start, "nom attendu")
	case word == "":
		return Node{}, p.fail(start, "nombre ou nom attendu")
	case p.word != nil:
		return Node{Op: Name, At: start, Text: word}, nil
	case word[0] >= '0' && word[0] <= '9' || word[0] == '.':
		return p.number(word, start)
	case functions[word] > 0:
		return p.call(word, start, depth)
	}
	return Node{Op: Name, At: start, Text: word}, nil
}

func (p *parser) number(word string, start int) (Node, error) {
	if strings.IndexFunc(word, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }) >= 0 {
		return Node{}, p.fail(start, fmt.Sprintf("nombre illisible %q", fr.Clip(word)))
	}
	d, err := money.Parse(word)
	if err != nil {
		return Node{}, p.fail(start, err.Error())
	}
	return Node{Op: Number, At: start, Number: d, Text: word}, nil
}

func (p *parser) call(name string, start, depth int) (Node, error) {
	n := Node{Op: Call, At: start, Text: name}
	if !p.take("(") {
		return n, p.fail(p.at, "parenthèse attendue après "+name)
	}
	for i := range functions[name] {
		if i > 0 && !p.take(",;") {
			return n, p.fail(p.at, name+" veut deux valeurs")
		}
		a, err := p.binary(0, depth+1)
		if err != nil {
			return n, err
		}
		n.Args = append(n.Args, a)
	}
	if !p.take(")") {
		return n, p.fail(p.at, "parenthèse non fermée")
	}
	return n, nil
}

// plainWord cuts a word of letters, digits, "_" and ".".
func plainWord(text string) int {
	n := strings.IndexFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '.')
	})
	if n < 0 {
		return len(text)
	}
	return n
}
