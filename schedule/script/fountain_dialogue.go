package script

import (
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// lyrics emits the lines that follow each other with "~".
func (p *parser) lyrics() {
	e := Element{Kind: Lyrics, Line: int(p.lines[p.i].no)}
	var b strings.Builder
	for n := 0; p.i < len(p.lines); n++ {
		l := &p.lines[p.i]
		t := trim(l.text)
		if t == "" || t[0] != '~' {
			break
		}
		if n > 0 {
			b.WriteByte('\n')
		}
		text := trim(t[1:])
		for _, m := range moveMarks(*l, text) {
			m.At += b.Len()
			e.Marks = append(e.Marks, m)
		}
		b.WriteString(text)
		p.i++
	}
	e.Text = b.String()
	p.emit(e)
}

// cue emits who speaks and the dialogue that follows.
func (p *parser) cue(l line, t string, forced bool) {
	e := cueOf(t)
	dual := e.Dual == Right
	e.Line, e.Forced, e.Marks = int(l.no), forced, moveMarks(l, trim(t))
	if dual {
		if p.lastCue >= 0 {
			p.s.Elements[p.lastCue].Dual = Left
		} else {
			p.rep.Warnf(p.at(l), ruleDual,
				"«\u00a0%s\u00a0» est marqué comme seconde voix d'un dialogue double, mais aucun dialogue ne précède.", fr.Clip(e.Name))
		}
	}
	p.emit(e)
	here := len(p.s.Elements) - 1
	p.i++
	p.dialogue()
	p.lastCue = here
	if dual {
		p.lastCue = -1
	}
}

// dialogue reads the block under a cue: parentheticals, lyrics and speech, up to a blank line. A line of two spaces or more
// keeps the block open.
func (p *parser) dialogue() {
	for p.i < len(p.lines) {
		l := &p.lines[p.i]
		if l.note {
			p.marksAlone(*l)
			p.i++
			continue
		}
		if l.blank && !p.keepsOpen(p.i) {
			return
		}
		t := trim(l.text)
		if t != "" {
			switch t[0] {
			case '(':
				if strings.HasSuffix(t, ")") {
					p.emit(Element{Kind: Parenthetical, Text: t, Line: int(l.no), Marks: moveMarks(*l, t)})
					p.i++
					continue
				}
			case '~':
				p.lyrics()
				continue
			}
			if breaksDialogue(t) {
				return
			}
		}
		from := p.i
		p.spokenHeading(*l, t)
		for p.i++; p.i < len(p.lines); p.i++ {
			n := &p.lines[p.i]
			if n.note || n.blank && !p.keepsOpen(p.i) {
				break
			}
			if n.blank {
				continue
			}
			nt := trim(n.text)
			if nt[0] == '(' && strings.HasSuffix(nt, ")") || nt[0] == '~' || breaksDialogue(nt) {
				break
			}
			p.spokenHeading(*n, nt)
		}
		to := p.i
		for to > from+1 && p.lines[to-1].blank { // what kept the speech open for something else
			to--
		}
		text, marks := p.join(from, to, true)
		if blank(text) { // the line that kept the block open, before a mark that ends it
			continue
		}
		p.emit(Element{Kind: Dialogue, Text: text, Line: int(l.no), Marks: marks})
	}
}

// keepsOpen tells whether a blank line of two spaces or more stands inside a dialogue: something must follow it.
func (p *parser) keepsOpen(i int) bool {
	for i < len(p.lines) && p.lines[i].blank {
		if l := &p.lines[i]; l.marks != nil || len(l.text) < 2 {
			return false
		}
		i++
	}
	return i < len(p.lines)
}

// breaksDialogue tells whether a line ends a dialogue without a blank line before it: forced action, forced cue, page break.
func breaksDialogue(t string) bool {
	switch t[0] {
	case '!', '@':
		return len(t) > 1
	case '=':
		return len(t) >= 3 && strings.Trim(t, "=") == ""
	}
	return false
}
