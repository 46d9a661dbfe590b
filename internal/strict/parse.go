package strict

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sort is the sort of a value in the text.
type sort uint8

const (
	bad sort = iota // a value whose fault is already told
	object
	list
	text
	number
	truth // true or false
	null
)

// node is a value of the file with its place: byte offsets of its first sign and of the one after its last.
type node struct {
	sort    sort
	at, end int
	key     string // of a member of an object
	keyAt   int
	text    string // of a text, without quotes and escapes
	items   []node
}

// line numbers are found by the offsets of line starts.
type lineStarts []int

func newLines(text []byte) lineStarts {
	out := lineStarts{0}
	for i, c := range text {
		if c == '\n' {
			out = append(out, i+1)
		}
	}
	return out
}

// of is the line, from 1, of a byte offset.
func (l lineStarts) of(at int) int {
	i, found := slices.BinarySearch(l, at)
	if found {
		return i + 1
	}
	return i
}

// parser reads JSON with recovery: it tells a fault and goes on where the meaning is plain (a missing comma, a comment, a text
// without quotes), so that one pass tells them all; where it is not, lost is set and reading ends.
type parser struct {
	*reader
	text   []byte
	lines  lineStarts
	i      int
	steps  []string // keys and indices down to the present value
	values int
	lost   bool
}

func (p *parser) path() string { return strings.TrimPrefix(strings.Join(p.steps, ""), ".") }

func (p *parser) told(at int, rule, format string, args ...any) {
	p.fault(p.lines.of(at), p.path(), rule, format, args...)
}

func (p *parser) end() bool { return p.lost || p.i >= len(p.text) }

func (p *parser) rune() rune {
	c, _ := utf8.DecodeRune(p.text[p.i:])
	return c
}

// file reads the whole text: one value.
func (p *parser) file() *node {
	p.skip()
	if p.end() {
		p.told(0, RuleSyntax, "le fichier est vide")
		p.lost = true
		return nil
	}
	n := p.value()
	p.skip()
	if !p.end() {
		p.told(p.i, RuleSyntax, "le fichier contient autre chose après la fin de ses données : %s", quote(p.upTo("\n")))
		p.lost = true
	}
	return &n
}

// step goes behind the present sign.
func (p *parser) step() {
	_, n := utf8.DecodeRune(p.text[p.i:])
	p.i += n
}

// until goes to the first of the stop signs, or to the end, and returns what it passed.
func (p *parser) until(stops string) string {
	at := p.i
	for !p.end() && !strings.ContainsRune(stops, p.rune()) {
		p.step()
	}
	return string(bytes.TrimSpace(p.text[at:p.i]))
}

// upTo is the text from here to the first of the stop signs, at most four hundred bytes, to show it.
func (p *parser) upTo(stops string) string {
	rest := p.text[p.i:min(len(p.text), p.i+400)]
	if n := bytes.IndexAny(rest, stops); n >= 0 {
		rest = rest[:n]
	}
	return string(bytes.TrimSpace(rest))
}

// skip passes white space, and tells comments and spaces that JSON does not know.
func (p *parser) skip() {
	for !p.end() {
		switch c := p.rune(); {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			p.i++
		case c == '#', bytes.HasPrefix(p.text[p.i:], []byte("//")):
			p.told(p.i, RuleSyntax, "un fichier JSON n'a pas de commentaires : %s", quote(p.upTo("\n")))
			p.pass("\n")
		case bytes.HasPrefix(p.text[p.i:], []byte("/*")):
			p.told(p.i, RuleSyntax, "un fichier JSON n'a pas de commentaires : %s", quote(p.upTo("\n")))
			p.pass("*/")
		case unicode.IsSpace(c), c == '\ufeff', c == '\u200b':
			p.told(p.i, RuleSyntax, "espace spéciale (U+%04X) hors d'un texte : remplacez-la par une espace ordinaire", c)
			p.step()
		default:
			return
		}
	}
}

// pass goes behind the next stop, or to the end.
func (p *parser) pass(stop string) {
	n := bytes.Index(p.text[p.i:], []byte(stop))
	if n < 0 {
		p.i = len(p.text)
		return
	}
	p.i += n + len(stop)
}

// value reads one value; the caller has skipped to its first sign.
func (p *parser) value() node {
	p.values++
	switch {
	case len(p.steps) > maxDepth:
		p.told(p.i, RuleSize, "plus de %d niveaux de listes et d'objets", maxDepth)
		p.lost = true
	case p.values > maxValues:
		p.told(p.i, RuleSize, "plus de %d valeurs", maxValues)
		p.lost = true
	}
	if p.end() {
		return node{at: p.i, end: p.i}
	}
	switch c := p.rune(); {
	case c == '{':
		return p.object()
	case c == '[':
		return p.list()
	case c == '"' || closing(c) != "":
		return p.quoted()
	case c == '-' || c == '+' || c == '.' || c >= '0' && c <= '9':
		return p.number()
	case unicode.IsLetter(c):
		return p.word()
	}
	p.told(p.i, RuleSyntax, "une valeur est attendue, trouvé %s", quote(p.upTo("\n,")))
	if c := p.text[p.i]; c == ',' || c == '}' || c == ']' {
		return node{at: p.i, end: p.i} // a key without value: go on
	}
	p.lost = true
	return node{at: p.i, end: p.i}
}

// object reads { key : value, … }.
func (p *parser) object() node {
	n := node{sort: object, at: p.i}
	for next := p.members(&n, '}'); next(); {
		item, ok := p.member()
		if !ok {
			break
		}
		n.items = append(n.items, item)
	}
	n.end = p.i
	return n
}

func (p *parser) member() (node, bool) {
	at := p.i
	key := p.key()
	if p.lost {
		return node{}, false
	}
	p.steps = append(p.steps, "."+key)
	defer func() { p.steps = p.steps[:len(p.steps)-1] }()
	p.skip()
	switch {
	case p.end():
		p.told(at, RuleSyntax, "la clé %s n'a pas de valeur", quote(key))
		p.lost = true
		return node{}, false
	case p.text[p.i] == ':':
		p.i++
	case p.text[p.i] == '=':
		p.told(p.i, RuleSyntax, "« : » est attendu après la clé %s, trouvé « = »", quote(key))
		p.i++
	default:
		p.told(p.i, RuleSyntax, "« : » est attendu après la clé %s, trouvé %s", quote(key), quote(p.upTo("\n")))
		p.lost = true
		return node{}, false
	}
	p.skip()
	if p.end() {
		p.told(at, RuleSyntax, "la clé %s n'a pas de valeur", quote(key))
		p.lost = true
		return node{}, false
	}
	v := p.value()
	v.key, v.keyAt = key, at
	return v, !p.lost
}

// key reads the name of a member, with quotes or, told as a fault, without.
func (p *parser) key() string {
	c := p.rune()
	if c == '"' || closing(c) != "" {
		return p.quoted().text
	}
	if !unicode.IsLetter(c) && c != '_' {
		p.told(p.i, RuleSyntax, "une clé entre guillemets est attendue, trouvé %s", quote(p.upTo("\n")))
		p.lost = true
		return ""
	}
	at := p.i
	for !p.end() && (unicode.IsLetter(p.rune()) || unicode.IsDigit(p.rune()) || strings.ContainsRune("_-.", p.rune())) {
		p.step()
	}
	key := string(p.text[at:p.i])
	p.told(at, RuleSyntax, "la clé %s s'écrit entre guillemets : %q", quote(key), key)
	return key
}

// list reads [ value, … ].
func (p *parser) list() node {
	n := node{sort: list, at: p.i}
	for next := p.members(&n, ']'); next(); {
		p.steps = append(p.steps, fmt.Sprintf("[%d]", len(n.items)))
		item := p.value()
		p.steps = p.steps[:len(p.steps)-1]
		if p.lost {
			break
		}
		n.items = append(n.items, item)
	}
	n.end = p.i
	return n
}

// members walks what stands between brackets: each call of the returned function goes to the next member and tells what is
// wrong with the commas; it returns false behind the closing bracket, or when reading is lost.
func (p *parser) members(n *node, closer byte) func() bool {
	opener := p.i
	p.i++
	comma := -1
	return func() bool {
		for {
			p.skip()
			if p.end() {
				if !p.lost {
					p.told(opener, RuleSyntax, "« %c » ouvert ici n'est jamais fermé par « %c »", p.text[opener], closer)
				}
				p.lost = true
				return false
			}
			last := len(n.items) - 1
			switch c := p.text[p.i]; {
			case c == closer:
				if comma >= 0 {
					p.told(comma, RuleSyntax, "virgule en trop avant « %c »", closer)
				}
				p.i++
				return false
			case c == '}' || c == ']':
				p.told(p.i, RuleSyntax, "« %c » ferme « %c » ouvert ligne %d", c, p.text[opener], p.lines.of(opener))
				p.lost = true
				return false
			case c == ',':
				if comma >= 0 || last < 0 {
					p.told(p.i, RuleSyntax, "virgule en trop")
				}
				comma = p.i
				p.i++
			case closer == '}' && c >= '0' && c <= '9' && last >= 0 && p.numeric(n.items[last]):
				comma = -1
				p.broken(&n.items[last])
			default:
				if last >= 0 && comma < 0 {
					p.missingComma(n.items[last])
				}
				comma = -1
				return true
			}
		}
	}
}

// missingComma is told on the line of the value that the comma should follow. A text that lost its closing quote has lost its
// comma with it: one fault is told, not two.
func (p *parser) missingComma(last node) {
	if last.sort == bad && bytes.HasSuffix(bytes.TrimSpace(p.text[last.at:last.end]), []byte(",")) {
		return
	}
	p.told(max(last.at, last.end-1), RuleSyntax, "virgule manquante après %s", quote(string(p.text[max(last.at, last.end-40):last.end])))
}

// numeric tells whether a value was written as a number, good or bad.
func (p *parser) numeric(n node) bool {
	return n.at < n.end && (p.text[n.at] >= '0' && p.text[n.at] <= '9' || p.text[n.at] == '-')
}

// broken joins to a number the digits that follow it behind a decimal comma or a space: 12,50 or 12 000.
func (p *parser) broken(n *node) {
	p.until(",}]\n\"")
	if p.i+1 < len(p.text) && p.text[p.i] == ',' && p.text[p.i+1] >= '0' && p.text[p.i+1] <= '9' {
		p.i++
		p.until(",}]\n\"")
	}
	n.end = p.i
	if n.sort == number {
		p.steps = append(p.steps, "."+n.key)
		p.badNumber(n.at, n.raw(p.text))
		p.steps = p.steps[:len(p.steps)-1]
	}
	n.sort = bad
}
