package script

import (
	"strings"
	"unicode"
)

// titlePage reads "Key: value" from the first line on. A first line in capitals that ends with a colon and has nothing under
// it (FADE IN:) is a transition.
func (p *parser) titlePage() {
	if len(p.lines) == 0 || !p.opensTitle() {
		return
	}
	var more []string
	end := func() {
		if n := len(p.s.TitlePage); n > 0 && len(more) > 0 {
			e := &p.s.TitlePage[n-1]
			if e.Value != "" {
				more = append([]string{e.Value}, more...)
			}
			e.Value = strings.Join(more, "\n")
		}
		more = nil
	}
	defer end()
	for p.i < len(p.lines) {
		l := p.lines[p.i]
		indented := strings.HasPrefix(l.text, "\t") || strings.HasPrefix(l.text, "   ")
		if l.blank && !indented {
			return
		}
		page := p.s.TitlePage
		if indented && len(page) > 0 {
			if !l.blank {
				more = append(more, trim(l.text))
			}
			p.i++
			continue
		}
		key, value, ok := titleKey(l.text)
		if !ok {
			return
		}
		end()
		p.s.TitlePage = append(page, TitleEntry{Key: key, Value: value, Line: int(l.no)})
		p.i++
	}
}

func (p *parser) opensTitle() bool {
	l := p.lines[0]
	key, value, ok := titleKey(l.text)
	if !ok || l.marks != nil && l.blank {
		return false
	}
	if value != "" {
		_, rest, _, numbered := leadNumber(trim(l.text))
		return !headingStart(trim(l.text)) && !(numbered && (headingStart(rest) || frenchStart(rest)))
	}
	if len(p.lines) > 1 && !p.lines[1].blank {
		next := p.lines[1].text
		_, _, follows := titleKey(next)
		return follows || strings.HasPrefix(next, "\t") || strings.HasPrefix(next, "   ")
	}
	return strings.ToUpper(key) != key
}

// titleKey reads "Key: value". A key holds no colon and does not start with white space or a mark of the format.
func titleKey(s string) (key, value string, ok bool) {
	i := strings.IndexByte(s, ':')
	if i < 1 || i > 64 {
		return "", "", false
	}
	key = s[:i]
	if r := firstRune(key); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return "", "", false
	}
	return trim(key), trim(s[i+1:]), true
}
