package strict

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// closing gives the signs that close a text opened by a sign that is no JSON quote; "" for other signs.
func closing(open rune) string {
	switch open {
	case '\'', '‘', '’':
		return "'’"
	case '“', '”', '„':
		return "”“\""
	case '«':
		return "»"
	}
	return ""
}

// quoted reads a text between quotes; other quotes than "…" are told.
func (p *parser) quoted() node {
	n := node{sort: text, at: p.i}
	open := p.rune()
	p.step()
	if open == '"' {
		p.plain(&n)
		return n
	}
	n.sort, n.text = bad, strings.Trim(p.until(closing(open)+"\n"), " \u00a0\u202f")
	p.told(n.at, RuleSyntax, "un texte s'écrit entre guillemets droits : %s", strconv.Quote(n.text))
	if !p.end() && p.rune() != '\n' {
		p.step()
	}
	n.end = p.i
	return n
}

// plain reads up to the closing quote. A text that goes on over the end of its line has lost its quote: it ends there.
func (p *parser) plain(n *node) {
	var out []byte
	for !p.end() {
		switch c := p.text[p.i]; {
		case c == '"':
			p.i++
			n.end, n.text = p.i, string(out)
			return
		case c == '\\':
			out = p.escape(n, out)
		case c == '\n' || c == '\r':
			p.unclosed(n, out)
			return
		case c < ' ':
			p.told(p.i, RuleSyntax, "caractère de contrôle (U+%04X) dans un texte : une tabulation s'écrit \\t", c)
			n.sort = bad
			p.i++
		default:
			out = append(out, c)
			p.i++
		}
	}
	p.unclosed(n, out)
}

func (p *parser) unclosed(n *node, out []byte) {
	p.told(n.at, RuleSyntax, "il manque le guillemet qui ferme le texte %s", quote(string(out)))
	n.sort, n.end, n.text = bad, p.i, string(out)
}

// escape reads \n, \u00e9 and the like.
func (p *parser) escape(n *node, out []byte) []byte {
	at := p.i
	p.i += 2
	if at+1 >= len(p.text) {
		p.i = len(p.text)
		return out
	}
	c := p.text[at+1]
	if i := strings.IndexByte(`"\/bfnrt`, c); i >= 0 {
		return append(out, "\"\\/\b\f\n\r\t"[i])
	}
	if c == 'u' {
		if u, ok := p.hex(at); ok {
			p.i = at + 6
			lone := utf16.IsSurrogate(u)
			if low, ok := p.hex(p.i); ok && lone {
				u = utf16.DecodeRune(u, low)
				p.i += 6
				lone = u == utf8.RuneError
			}
			if !lone {
				return utf8.AppendRune(out, u)
			}
		}
	}
	p.told(at, RuleSyntax, "« \\%s » n'est pas un caractère ; une barre oblique inverse s'écrit \\\\", clean(string(p.text[at+1:at+2])))
	n.sort = bad
	p.i = max(at+1, p.i-1)
	return out
}

// clean shows a sign that may be cut in its middle.
func clean(s string) string { return strings.TrimSpace(strings.ToValidUTF8(s, "?")) }

// hex reads \uXXXX at a place.
func (p *parser) hex(at int) (rune, bool) {
	if at+6 > len(p.text) || p.text[at] != '\\' || p.text[at+1] != 'u' {
		return 0, false
	}
	u, err := strconv.ParseUint(string(p.text[at+2:at+6]), 16, 16)
	return rune(u), err == nil
}

// number reads a number, and takes with it the signs of people: 12€, 50%.
func (p *parser) number() node {
	n := node{sort: number, at: p.i}
	p.until(" \t\r\n,]}:\"/#")
	n.end = p.i
	token := string(p.text[n.at:n.end])
	if !json.Valid([]byte(token)) {
		n.sort = bad
		p.badNumber(n.at, token)
	}
	return n
}

func (p *parser) badNumber(at int, token string) {
	if d, err := money.Parse(token); err == nil {
		p.told(at, RuleNumber, "%s : un nombre s'écrit avec un point et sans espace : %s", quote(token), d)
		return
	}
	if percent, ok := strings.CutSuffix(token, "%"); ok {
		if d, err := money.Parse(percent); err == nil {
			p.told(at, RuleNumber, "%s : un taux s'écrit en fraction de 1 : %s", quote(token), d.Shift(-2))
			return
		}
	}
	p.told(at, RuleNumber, "%s n'est pas un nombre", quote(token))
}

var words = map[string]string{
	"vrai": "true", "oui": "true", "yes": "true", "true": "true", "faux": "false", "non": "false", "no": "false", "false": "false",
	"none": "null", "nil": "null", "null": "null", "undefined": "null", "rien": "null",
}

// word reads true, false and null; other words are told, with what was probably meant.
func (p *parser) word() node {
	n := node{at: p.i}
	word := p.until(",]}\n\r\t#")
	n.end = n.at + len(word)
	p.i = n.end
	switch word {
	case "true", "false":
		n.sort = truth
	case "null":
		n.sort = null
	default:
		if meant := words[fr.Fold(word)]; meant != "" {
			p.told(n.at, RuleSyntax, "%s s'écrit %s", quote(word), meant)
		} else {
			p.told(n.at, RuleSyntax, "un texte s'écrit entre guillemets : %s", strconv.Quote(strings.Trim(word, `"'`)))
		}
	}
	return n
}

// raw is the text of a value as it stands in the file.
func (n node) raw(file []byte) string { return string(bytes.TrimSpace(file[n.at:n.end])) }
