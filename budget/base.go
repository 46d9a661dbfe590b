package budget

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/expr"
	"github.com/moteur-film/moteur/internal/fr"
)

// term is a signed part of a base expression.
type term struct {
	minus   bool
	kind    termKind
	text    string // as written
	node    int    // termAccount
	to      int    // last account of a range; equals node otherwise
	line    int    // termLine
	percent int    // termPercent
}

type termKind uint8

const (
	termAccount termKind = iota
	termDirect           // all lines of the direct posts with their charges, no percent line
	termTotal            // everything, percent lines included: always a cycle
	termLine
	termPercent
)

// scope resolves the names of base expressions.
type scope struct {
	tree     *tree
	lines    map[string]int
	percents map[string]int
}

// parseBase reads a base expression: accounts ("21"), ranges of sibling accounts ("1..8"), "direct", IDs of lines and
// percents, joined by + and -, with parentheses. A hyphen inside a known ID belongs to it.
func (s scope) parseBase(text string) ([]term, error) {
	n, err := expr.Parse(text, s.word)
	if err != nil {
		return nil, err
	}
	return s.terms(nil, text, n, false)
}

// terms adds the terms of a part of a base expression, taken away when minus is set.
func (s scope) terms(out []term, text string, n expr.Node, minus bool) ([]term, error) {
	switch n.Op {
	case expr.Name:
		t, problem := s.resolve(n.Text)
		if problem != "" {
			return nil, &expr.Error{Text: text, At: n.At, Problem: problem}
		}
		t.minus = minus
		return append(out, t), nil
	case expr.Plus, expr.Minus, expr.Group:
		for i, a := range n.Args {
			var err error
			if out, err = s.terms(out, text, a, minus != (i == 1 && n.Op == expr.Minus)); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return nil, &expr.Error{Text: text, At: n.At, Problem: "compte, ligne ou pourcentage attendu, joints par + et -"}
}

// word gives the length of the longest name at the start of a text: letters of any language, digits, "_", "." and ":"; a
// hyphen is taken in only when the longer word is known.
func (s scope) word(text string) int {
	end := strings.IndexFunc(text, endsWord)
	if end < 0 {
		return len(text)
	}
	best := end
	for end < len(text) && text[end] == '-' {
		next := strings.IndexFunc(text[end+1:], endsWord)
		if next < 0 {
			end = len(text)
		} else {
			end += 1 + next
		}
		if s.known(text[:end]) {
			best = end
		}
	}
	return best
}

func endsWord(r rune) bool { return strings.ContainsRune(" \t()+-", r) }

func (s scope) known(word string) bool {
	_, line := s.lines[word]
	_, percent := s.percents[word]
	_, account := s.tree.byCode[word]
	return line || percent || account
}

func (s scope) resolve(word string) (term, string) {
	t := term{text: word}
	if i, ok := s.percents[word]; ok {
		t.kind, t.percent = termPercent, i
		return t, ""
	}
	if i, ok := s.lines[word]; ok {
		t.kind, t.line = termLine, i
		return t, ""
	}
	if i, ok := s.tree.byCode[word]; ok {
		t.kind, t.node, t.to = termAccount, i, i
		return t, ""
	}
	switch word {
	case "direct":
		t.kind = termDirect
		return t, ""
	case "total":
		t.kind = termTotal
		return t, ""
	}
	lo, hi, ok := strings.Cut(word, "..")
	if !ok {
		return t, fmt.Sprintf("%q n'est ni un compte, ni une ligne, ni un pourcentage%s", fr.Clip(word), s.near(word))
	}
	a, okA := s.tree.byCode[lo]
	b, okB := s.tree.byCode[hi]
	switch {
	case !okA:
		return t, fmt.Sprintf("compte %q inconnu%s", fr.Clip(lo), s.tree.near(lo))
	case !okB:
		return t, fmt.Sprintf("compte %q inconnu%s", fr.Clip(hi), s.tree.near(hi))
	case s.tree.nodes[a].parent != s.tree.nodes[b].parent || a > b:
		return t, fmt.Sprintf("%q n'est pas une suite de comptes de même niveau", fr.Clip(word))
	}
	t.kind, t.node, t.to = termAccount, a, b
	return t, ""
}

// accounts lists the sibling accounts of a term of kind termAccount.
func (s scope) accounts(t term) []int {
	if t.node == t.to {
		return []int{t.node}
	}
	var out []int
	for i := t.node; i <= t.to; i++ {
		if s.tree.nodes[i].parent == s.tree.nodes[t.node].parent {
			out = append(out, i)
		}
	}
	return out
}

// cycle returns the names along a cycle of percent lines, first name repeated at the end, or nil. bases[i] are the
// terms of percent i.
func cycle(ids []string, bases [][]term) []string {
	state := make([]uint8, len(ids)) // 1 on the way, 2 done
	var path []int
	var visit func(i int) []string
	visit = func(i int) []string {
		switch state[i] {
		case 2:
			return nil
		case 1:
			from := slices.Index(path, i)
			var names []string
			for _, k := range path[from:] {
				names = append(names, ids[k])
			}
			return append(names, ids[i])
		}
		state[i] = 1
		path = append(path, i)
		for _, t := range bases[i] {
			switch t.kind {
			case termTotal:
				return []string{ids[i], "total", ids[i]}
			case termPercent:
				if c := visit(t.percent); c != nil {
					return c
				}
			}
		}
		path = path[:len(path)-1]
		state[i] = 2
		return nil
	}
	for i := range ids {
		if c := visit(i); c != nil {
			return c
		}
	}
	return nil
}
