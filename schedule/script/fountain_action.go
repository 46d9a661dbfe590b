package script

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// forcedAction reads "!" and the lines that follow it.
func (p *parser) forcedAction(l line, t string) {
	if strings.HasPrefix(t, "!!") {
		p.rep.Notef(p.at(l), ruleExtension, "«\u00a0%s\u00a0» est un plan marqué «\u00a0!!\u00a0», propre à un logiciel : lu comme action.",
			fr.Clip(t))
	}
	at := strings.IndexByte(l.text, '!')
	cut := 1
	if strings.HasPrefix(t, "!!") {
		cut = 2
	}
	first := &p.lines[p.i]
	first.text = first.text[:at] + first.text[at+cut:]
	if first.marks != nil {
		moved := slices.Clone(first.list())
		for k := range moved {
			moved[k].At = max(0, moved[k].At-cut)
		}
		first.marks = &moved
	}
	if first.off >= 0 && at == 0 {
		first.off += int32(cut)
	} else {
		first.off = -1
	}
	start := len(p.s.Elements)
	p.action(*first)
	p.s.Elements[start].Forced = true
}

// action emits the lines up to the next blank one, or to one that a mark makes something else.
func (p *parser) action(l line) {
	from := p.i
	p.i++
	for p.i < len(p.lines) {
		n := &p.lines[p.i]
		if n.blank || n.note || breaksAction(n.text) {
			break
		}
		t := trim(n.text)
		if _, sure := p.readHeading(t, false, p.blankAt(p.i+1)); sure == AlmostHeading {
			p.almost(*n, t, false, true)
		}
		p.i++
	}
	text, marks := p.join(from, p.i, false)
	p.lastCue = -1
	p.emit(Element{Kind: Action, Text: text, Line: int(l.no), Marks: marks})
}

// breaksAction tells whether a line inside a paragraph of action starts another element.
func breaksAction(s string) bool {
	s = strings.TrimLeft(s, " \t")
	if s == "" {
		return false
	}
	switch s[0] {
	case '#', '=', '~', '>', '!':
		return true
	}
	return false
}

// join puts lines together. When they follow each other untouched in the source, the text is a slice of it.
func (p *parser) join(from, to int, trimmed bool) (string, []Mark) {
	first, last := &p.lines[from], &p.lines[to-1]
	whole := true
	for k := from; k < to; k++ {
		l := &p.lines[k]
		if l.off < 0 || trimmed && len(trim(l.text)) != len(l.text) || k > from &&
			int(l.off) != int(p.lines[k-1].off)+len(p.lines[k-1].text)+1 {
			whole = false
			break
		}
	}
	if whole {
		end := int(last.off) + len(last.text)
		if s := p.src[first.off:end]; strings.IndexByte(s, '\r') < 0 {
			return s, nil
		}
	}
	if to == from+1 && first.marks == nil {
		if trimmed {
			return trim(first.text), nil
		}
		return first.text, nil
	}
	var b strings.Builder
	var marks []Mark
	for k := from; k < to; k++ {
		l := &p.lines[k]
		if k > from {
			b.WriteByte('\n')
		}
		text, shift := l.text, 0
		if trimmed {
			text = trim(text)
			shift = max(strings.Index(l.text, text), 0)
		}
		for _, m := range l.list() {
			m.At = b.Len() + min(max(m.At-shift, 0), len(text))
			marks = append(marks, m)
		}
		b.WriteString(text)
	}
	return b.String(), marks
}
