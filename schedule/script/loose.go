package script

import (
	"regexp"
	"strconv"
	"strings"
)

// The Loose dialect reads line by line, as the screenplay-tools programs do, with their rules:
//   - the line before decides, not the line after: a heading needs no blank line, a transition and a cue wait one line;
//   - a cue starts with A to Z, and (CONT'D) is taken off it; two parentheticals in a row make the second a dialogue;
//   - action runs on through blank lines until another element comes;
//   - a note that meets an empty line ends there.

// Patterns of the dialect. They are compiled at each reading: this is not the fast path.
const (
	looseTitle      = `^\s*([A-Za-z0-9 ]+?)\s*:\s*(.*?)\s*$`
	looseContd      = `(?i)\(\s*CONT[’']D\s*\)`
	looseCue        = `^[A-Z][^a-z]*?\s*(?:\(.*\))?(?:\s*\^\s*)?$`
	looseName       = `^([^(\^]+?)\s*(?:\((.*)\))?(?:\s*\^\s*)?$`
	looseHeading    = `(?i)^((INT|EXT|EST|INT\./EXT|INT/EXT|I/E)(\.|\s))|^(FADE IN:\s*)`
	looseNumber     = `^(.*?)(?:\s*#([a-zA-Z0-9\-.]+)#)?$`
	looseTransition = `^\s*[A-Z\s]+TO:\s*$`
)

type looseReader struct {
	s    *Script
	tags bool
	src  []line

	title, contd, cue, name, heading, number, transition *regexp.Regexp

	inTitle, multiTitle bool
	titleMore           []string
	line, trimmed, last string
	lastEmpty           bool
	lineNo              int
	lineTags            []string
	inDialogue          bool
	pads                []string
	pending             *loosePending

	open     Kind // Note or Boneyard while one is open
	openLine int
	before   string
	openText []string
	marks    []Mark
	// more are the lines to be joined to the last element, put together once the next one comes.
	more []string
}

type loosePending struct {
	kind            Kind
	element, backup Element
}

// parseLoose reads a text in the Loose dialect.
func parseLoose(s *Script, text string, opt Options) {
	text = strings.ReplaceAll(text, "\x00", "\uFFFD")
	p := &looseReader{
		s: s, tags: opt.Tags, inTitle: true, lastEmpty: true,
		title: regexp.MustCompile(looseTitle), contd: regexp.MustCompile(looseContd), cue: regexp.MustCompile(looseCue), name: regexp.MustCompile(looseName),
		heading: regexp.MustCompile(looseHeading), number: regexp.MustCompile(looseNumber), transition: regexp.MustCompile(looseTransition),
	}
	for _, l := range splitPlain(text) {
		p.add(l.text, int(l.no))
	}
	if p.open != 0 { // never closed: plain text
		p.open, p.line = 0, p.before+map[Kind]string{Note: "[[", Boneyard: "/*"}[p.open]+strings.Join(p.openText, "\n")
		p.trimmed = trim(p.line)
		p.read()
	}
	p.line, p.trimmed = "", ""
	p.titleEnd()
	p.resolve()
	p.flush()
	for i := range s.Elements {
		p.settle(&s.Elements[i])
	}
}

func (p *looseReader) add(raw string, no int) {
	p.last, p.lastEmpty = p.line, trim(p.line) == ""
	p.line = raw
	if p.open == 0 {
		p.lineNo = no
	}
	if p.take(Boneyard, "/*", "*/", no) || p.take(Note, "[[", "]]", no) {
		return
	}
	p.read()
}

// read gives a whole line to the rules, in their order.
func (p *looseReader) read() {
	var tags []string
	if p.tags {
		p.line, tags = cutTags(p.line)
	}
	p.trimmed = trim(p.line)
	p.resolve()
	p.lineTags = tags
	if p.inTitle && p.titlePage() {
		return
	}
	t := p.trimmed
	switch {
	case strings.HasPrefix(t, "#"):
		n := 0
		for n < len(t) && n < 7 && t[n] == '#' {
			n++
		}
		p.push(Element{Kind: Section, Level: n, Text: trim(t[n:])})
	case strings.HasPrefix(t, "!"):
		p.push(Element{Kind: Action, Text: untab(trim(t[1:])), Forced: true})
	case len(t) > 1 && t[0] == '.' && asciiWord(t[1]):
		p.pushHeading(t[1:], true)
	case strings.HasPrefix(t, "@") && p.forcedCue(t[1:]):
	case strings.HasPrefix(t, ">") && !strings.HasSuffix(t, "<"):
		p.push(Element{Kind: Transition, Text: trim(t[1:]), Forced: true})
	case len(t) >= 3 && strings.Trim(t, "=") == "":
		p.push(Element{Kind: PageBreak})
	case strings.HasPrefix(t, "~"):
		p.push(Element{Kind: Lyrics, Text: trim(t[1:])})
	case strings.HasPrefix(t, "=") && !strings.HasPrefix(t, "=="):
		p.push(Element{Kind: Synopsis, Text: trim(t[1:])})
	case len(t) > 1 && t[0] == '>' && strings.HasSuffix(t, "<"):
		p.push(Element{Kind: Centred, Text: untab(t[1 : len(t)-1])})
	case p.heading.MatchString(t):
		p.pushHeading(t, false)
	case trim(p.last) == "" && p.transition.MatchString(p.line):
		p.wait(Transition, Element{Kind: Transition, Text: t})
	case p.parenthetical():
	case p.lastEmpty && p.waitCue():
	case p.dialogue():
	default:
		p.push(Element{Kind: Action, Text: untab(p.line)})
	}
}

func untab(s string) string { return strings.ReplaceAll(s, "\t", "    ") }

func asciiWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// take takes the notes or boneyards of a line out, and tells whether the line goes on inside one. A mark is left at their
// place: its number between two NUL bytes.
func (p *looseReader) take(kind Kind, opening, closing string, no int) bool {
	if p.open != 0 && p.open != kind {
		return false
	}
	if p.open == 0 {
		var b strings.Builder
		rest := p.line
		for {
			i := strings.Index(rest, opening)
			if i < 0 {
				break
			}
			j := strings.Index(rest[i+2:], closing)
			if j < 0 {
				b.WriteString(rest[:i])
				p.open, p.before, p.openText, p.openLine = kind, b.String(), []string{rest[i+2:]}, no
				return true
			}
			b.WriteString(rest[:i])
			b.WriteString(p.mark(kind, rest[i+2:i+2+j], no))
			rest = rest[i+4+j:]
		}
		if b.Len() > 0 {
			b.WriteString(rest)
			p.line = b.String()
		}
		return false
	}
	i := strings.Index(p.line, closing)
	switch {
	case i >= 0:
		tag := p.mark(kind, strings.Join(append(p.openText, p.line[:i]), "\n"), p.openLine)
		p.line = p.before + tag + p.line[i+2:]
	case kind == Note && p.line == "":
		p.line = p.before + p.mark(kind, strings.Join(p.openText, "\n"), p.openLine)
	default:
		p.openText = append(p.openText, p.line)
		return true
	}
	p.open, p.before = 0, ""
	return false
}

func (p *looseReader) mark(kind Kind, text string, no int) string {
	p.marks = append(p.marks, Mark{Kind: kind, Text: text, Line: no})
	return "\x00" + strconv.Itoa(len(p.marks)-1) + "\x00"
}

// settle turns the marks left in the text of an element into Marks.
func (p *looseReader) settle(e *Element) {
	if e.Kind == Cue {
		for _, s := range []*string{&e.Name, &e.Extension} {
			if t, marks := p.unmark(*s); marks != nil {
				*s, e.Marks = trim(t), append(e.Marks, marks...)
			}
		}
		e.Text, _ = p.unmark(e.Text)
		return
	}
	if t, marks := p.unmark(e.Text); marks != nil {
		e.Text, e.Marks = t, marks
	}
}

func (p *looseReader) unmark(s string) (string, []Mark) {
	if strings.IndexByte(s, 0) < 0 {
		return s, nil
	}
	var b strings.Builder
	var marks []Mark
	for {
		i := strings.IndexByte(s, 0)
		if i < 0 {
			break
		}
		j := strings.IndexByte(s[i+1:], 0)
		if j < 0 {
			break
		}
		b.WriteString(s[:i])
		if n, err := strconv.Atoi(s[i+1 : i+1+j]); err == nil && n >= 0 && n < len(p.marks) {
			m := p.marks[n]
			m.At = b.Len()
			marks = append(marks, m)
		}
		s = s[i+2+j:]
	}
	b.WriteString(s)
	return b.String(), marks
}

// cutTags takes the #tags at the end of a line off it.
func cutTags(s string) (string, []string) {
	var tags []string
	cut := -1
	for i := 0; i+2 < len(s); i++ {
		if s[i] != ' ' && s[i] != '\t' || s[i+1] != '#' {
			continue
		}
		j := i + 2
		for j < len(s) && s[j] != ' ' && s[j] != '\t' && s[j] != '#' {
			j++
		}
		if j == i+2 || j < len(s) && s[j] == '#' {
			continue
		}
		if cut < 0 {
			cut = i
		}
		tags = append(tags, s[i+2:j])
		i = j - 1
	}
	if cut < 0 {
		return s, nil
	}
	return strings.TrimRight(s[:cut], " \t"), tags
}

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
