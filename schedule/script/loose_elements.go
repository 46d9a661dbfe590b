package script

import (
	"strings"
)

// top is the last element, nil when there is none.
func (p *looseReader) top() *Element {
	if n := len(p.s.Elements); n > 0 {
		return &p.s.Elements[n-1]
	}
	return nil
}

// push adds an element; action joins the action before it, with the blank lines between.
func (p *looseReader) push(e Element) {
	if e.Line == 0 {
		e.Line = p.lineNo
	}
	e.Tags = append(e.Tags, p.lineTags...)
	p.lineTags = nil
	top := p.top()
	if e.Kind == Action && trim(e.Text) == "" {
		p.inDialogue = false
		if top != nil && (top.Kind == Action || top.Kind == Centred) {
			p.pads = append(p.pads, e.Text)
		}
		return
	}
	pads := p.pads
	p.pads = nil
	if e.Kind == Action && top != nil && top.Kind == Action {
		p.more = append(append(p.more, pads...), e.Text)
		top.Tags = append(top.Tags, e.Tags...)
		top.Forced = top.Forced || e.Forced
		return
	}
	p.flush()
	p.s.Elements = append(p.s.Elements, e)
	p.inDialogue = e.Kind == Cue || e.Kind == Parenthetical || e.Kind == Dialogue
}

// flush joins the lines kept for the last element.
func (p *looseReader) flush() {
	if top := p.top(); top != nil && len(p.more) > 0 {
		top.Text = strings.Join(append([]string{top.Text}, p.more...), "\n")
	}
	p.more = p.more[:0]
}

func (p *looseReader) pushHeading(t string, forced bool) {
	m := p.number.FindStringSubmatch(t)
	if m == nil {
		m = []string{"", t, ""}
	}
	p.push(Element{Kind: Heading, Text: trim(m[1]), Number: m[2], Forced: forced})
}

// wait keeps an element until the next line says whether it is one.
func (p *looseReader) wait(kind Kind, e Element) {
	e.Line = p.lineNo
	p.pending = &loosePending{kind: kind, element: e, backup: Element{Kind: Action, Text: untab(p.trimmed), Line: p.lineNo}}
}

// resolve decides on the element that waits: a transition wants a blank line after it, a cue does not.
func (p *looseReader) resolve() {
	w := p.pending
	if w == nil {
		return
	}
	p.pending = nil
	if (w.kind == Transition) == (trim(p.line) == "") {
		p.push(w.element)
	} else {
		p.push(w.backup)
	}
}

func (p *looseReader) titlePage() bool {
	if m := p.title.FindStringSubmatch(p.line); m != nil {
		p.titleEnd()
		p.s.TitlePage = append(p.s.TitlePage, TitleEntry{Key: m[1], Value: m[2], Line: p.lineNo})
		p.multiTitle = m[2] == ""
		return true
	}
	if p.multiTitle && (strings.HasPrefix(p.line, "   ") || strings.HasPrefix(p.line, "\t")) {
		p.titleMore = append(p.titleMore, trim(p.line))
		return true
	}
	p.titleEnd()
	p.inTitle = false
	return false
}

// titleEnd gives the last key the lines found under it.
func (p *looseReader) titleEnd() {
	if n := len(p.s.TitlePage); n > 0 && len(p.titleMore) > 0 {
		p.s.TitlePage[n-1].Value = strings.Join(p.titleMore, "\n")
	}
	p.titleMore = nil
}

// decode takes a cue apart; ok is false when its form is wrong.
func (p *looseReader) decode(t string) (e Element, ok bool) {
	m := p.name.FindStringSubmatch(trim(p.contd.ReplaceAllString(t, "")))
	if m == nil {
		return e, false
	}
	e = Element{Kind: Cue, Name: trim(m[1]), Extension: trim(m[2]), Text: t}
	if strings.HasSuffix(trim(t), "^") {
		e.Dual = Right
		e.Text = trim(strings.TrimRight(t, "^ \t"))
	}
	return e, true
}

func (p *looseReader) forcedCue(t string) bool {
	e, ok := p.decode(t)
	if ok {
		e.Forced = true
		p.pair(&e)
		p.push(e)
	}
	return ok
}

func (p *looseReader) waitCue() bool {
	if !p.cue.MatchString(trim(p.contd.ReplaceAllString(p.trimmed, ""))) {
		return false
	}
	e, ok := p.decode(p.trimmed)
	if ok {
		p.pair(&e)
		p.wait(Cue, e)
	}
	return ok
}

// pair marks the cue before a second voice as the first one.
func (p *looseReader) pair(e *Element) {
	if e.Dual != Right {
		return
	}
	for i := len(p.s.Elements) - 1; i >= 0; i-- {
		switch f := &p.s.Elements[i]; f.Kind {
		case Dialogue, Parenthetical, Lyrics:
			continue
		case Cue:
			if f.Dual == "" {
				f.Dual = Left
			}
		}
		return
	}
}

func (p *looseReader) parenthetical() bool {
	top := p.top()
	t := p.trimmed
	if !p.inDialogue || top == nil || top.Kind != Cue && top.Kind != Dialogue || len(t) < 2 || t[0] != '(' || t[len(t)-1] != ')' {
		return false
	}
	p.push(Element{Kind: Parenthetical, Text: "(" + trim(strings.Trim(t, "()")) + ")"})
	return true
}

func (p *looseReader) dialogue() bool {
	top := p.top()
	if top == nil {
		return false
	}
	if p.line != "" && (top.Kind == Cue || top.Kind == Parenthetical) {
		p.push(Element{Kind: Dialogue, Text: p.trimmed})
		return true
	}
	if top.Kind != Dialogue {
		return false
	}
	switch {
	case p.lastEmpty && p.last != "":
		p.more = append(p.more, "", p.trimmed)
	case !p.lastEmpty && p.trimmed != "":
		p.more = append(p.more, p.trimmed)
	default:
		return false
	}
	return true
}
