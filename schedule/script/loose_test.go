package script_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/schedule/script"
)

// The loose reader is how the screenplay-tools programs read Fountain, written from their published behaviour: their suite is what
// they print of it, and the strict reader is held against it. It reads line by line, as the screenplay-tools programs do, with their rules:
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
	s    *script.Script
	tags bool
	// tagged are the tags at the end of the lines of each element, an extension of those programs.
	tagged [][]string

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

	open     script.Kind // script.Note or script.Boneyard while one is open
	openLine int
	before   string
	openText []string
	marks    []script.Mark
	// more are the lines to be joined to the last element, put together once the next one comes.
	more []string
}

type loosePending struct {
	kind            script.Kind
	element, backup script.Element
}

// parseLoose reads a text as the screenplay-tools programs do; tags takes the #tags at the end of lines apart and gives them by
// element.
func parseLoose(text string, tags bool) (script.Script, [][]string) {
	text = strings.ReplaceAll(text, "\x00", "\uFFFD")
	s := script.Script{Format: "fountain"}
	p := &looseReader{
		s: &s, tags: tags, inTitle: true, lastEmpty: true,
		title: regexp.MustCompile(looseTitle), contd: regexp.MustCompile(looseContd), cue: regexp.MustCompile(looseCue),
		name:    regexp.MustCompile(looseName),
		heading: regexp.MustCompile(looseHeading), number: regexp.MustCompile(looseNumber), transition: regexp.MustCompile(looseTransition),
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	for n, l := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		p.add(l, n+1)
	}
	if p.open != 0 { // never closed: plain text
		p.open, p.line = 0, p.before+map[script.Kind]string{script.Note: "[[", script.Boneyard: "/*"}[p.open]+strings.Join(p.openText, "\n")
		p.trimmed = strings.TrimSpace(p.line)
		p.read()
	}
	p.line, p.trimmed = "", ""
	p.titleEnd()
	p.resolve()
	p.flush()
	for i := range s.Elements {
		p.settle(&s.Elements[i])
	}
	return s, p.tagged
}

func (p *looseReader) add(raw string, no int) {
	p.last, p.lastEmpty = p.line, strings.TrimSpace(p.line) == ""
	p.line = raw
	if p.open == 0 {
		p.lineNo = no
	}
	if p.take(script.Boneyard, "/*", "*/", no) || p.take(script.Note, "[[", "]]", no) {
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
	p.trimmed = strings.TrimSpace(p.line)
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
		p.push(script.Element{Kind: script.Section, Level: n, Text: strings.TrimSpace(t[n:])})
	case strings.HasPrefix(t, "!"):
		p.push(script.Element{Kind: script.Action, Text: untab(strings.TrimSpace(t[1:])), Forced: true})
	case len(t) > 1 && t[0] == '.' && asciiWord(t[1]):
		p.pushHeading(t[1:], true)
	case strings.HasPrefix(t, "@") && p.forcedCue(t[1:]):
	case strings.HasPrefix(t, ">") && !strings.HasSuffix(t, "<"):
		p.push(script.Element{Kind: script.Transition, Text: strings.TrimSpace(t[1:]), Forced: true})
	case len(t) >= 3 && strings.Trim(t, "=") == "":
		p.push(script.Element{Kind: script.PageBreak})
	case strings.HasPrefix(t, "~"):
		p.push(script.Element{Kind: script.Lyrics, Text: strings.TrimSpace(t[1:])})
	case strings.HasPrefix(t, "=") && !strings.HasPrefix(t, "=="):
		p.push(script.Element{Kind: script.Synopsis, Text: strings.TrimSpace(t[1:])})
	case len(t) > 1 && t[0] == '>' && strings.HasSuffix(t, "<"):
		p.push(script.Element{Kind: script.Centred, Text: untab(t[1 : len(t)-1])})
	case p.heading.MatchString(t):
		p.pushHeading(t, false)
	case strings.TrimSpace(p.last) == "" && p.transition.MatchString(p.line):
		p.wait(script.Transition, script.Element{Kind: script.Transition, Text: t})
	case p.parenthetical():
	case p.lastEmpty && p.waitCue():
	case p.dialogue():
	default:
		p.push(script.Element{Kind: script.Action, Text: untab(p.line)})
	}
}

func untab(s string) string { return strings.ReplaceAll(s, "\t", "    ") }

func asciiWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// top is the last element, nil when there is none.
func (p *looseReader) top() *script.Element {
	if n := len(p.s.Elements); n > 0 {
		return &p.s.Elements[n-1]
	}
	return nil
}

// push adds an element; action joins the action before it, with the blank lines between.
func (p *looseReader) push(e script.Element) {
	if e.Line == 0 {
		e.Line = p.lineNo
	}
	tags := p.lineTags
	p.lineTags = nil
	top := p.top()
	if e.Kind == script.Action && strings.TrimSpace(e.Text) == "" {
		p.inDialogue = false
		if top != nil && (top.Kind == script.Action || top.Kind == script.Centred) {
			p.pads = append(p.pads, e.Text)
		}
		return
	}
	pads := p.pads
	p.pads = nil
	if e.Kind == script.Action && top != nil && top.Kind == script.Action {
		p.more = append(append(p.more, pads...), e.Text)
		last := len(p.tagged) - 1
		p.tagged[last] = append(p.tagged[last], tags...)
		top.Forced = top.Forced || e.Forced
		return
	}
	p.flush()
	p.s.Elements = append(p.s.Elements, e)
	p.tagged = append(p.tagged, slices.Clone(tags))
	p.inDialogue = e.Kind == script.Cue || e.Kind == script.Parenthetical || e.Kind == script.Dialogue
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
	p.push(script.Element{Kind: script.Heading, Text: strings.TrimSpace(m[1]), Number: m[2], Forced: forced})
}

// wait keeps an element until the next line says whether it is one.
func (p *looseReader) wait(kind script.Kind, e script.Element) {
	e.Line = p.lineNo
	p.pending = &loosePending{kind: kind, element: e, backup: script.Element{Kind: script.Action, Text: untab(p.trimmed), Line: p.lineNo}}
}

// resolve decides on the element that waits: a transition wants a blank line after it, a cue does not.
func (p *looseReader) resolve() {
	w := p.pending
	if w == nil {
		return
	}
	p.pending = nil
	if (w.kind == script.Transition) == (strings.TrimSpace(p.line) == "") {
		p.push(w.element)
	} else {
		p.push(w.backup)
	}
}

func (p *looseReader) titlePage() bool {
	if m := p.title.FindStringSubmatch(p.line); m != nil {
		p.titleEnd()
		p.s.TitlePage = append(p.s.TitlePage, script.TitleEntry{Key: m[1], Value: m[2], Line: p.lineNo})
		p.multiTitle = m[2] == ""
		return true
	}
	if p.multiTitle && (strings.HasPrefix(p.line, "   ") || strings.HasPrefix(p.line, "\t")) {
		p.titleMore = append(p.titleMore, strings.TrimSpace(p.line))
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
func (p *looseReader) decode(t string) (e script.Element, ok bool) {
	m := p.name.FindStringSubmatch(strings.TrimSpace(p.contd.ReplaceAllString(t, "")))
	if m == nil {
		return e, false
	}
	e = script.Element{Kind: script.Cue, Name: strings.TrimSpace(m[1]), Extension: strings.TrimSpace(m[2]), Text: t}
	if strings.HasSuffix(strings.TrimSpace(t), "^") {
		e.Dual = script.Right
		e.Text = strings.TrimSpace(strings.TrimRight(t, "^ \t"))
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
	if !p.cue.MatchString(strings.TrimSpace(p.contd.ReplaceAllString(p.trimmed, ""))) {
		return false
	}
	e, ok := p.decode(p.trimmed)
	if ok {
		p.pair(&e)
		p.wait(script.Cue, e)
	}
	return ok
}

// pair marks the cue before a second voice as the first one.
func (p *looseReader) pair(e *script.Element) {
	if e.Dual != script.Right {
		return
	}
	for i := len(p.s.Elements) - 1; i >= 0; i-- {
		switch f := &p.s.Elements[i]; f.Kind {
		case script.Dialogue, script.Parenthetical, script.Lyrics:
			continue
		case script.Cue:
			if f.Dual == "" {
				f.Dual = script.Left
			}
		}
		return
	}
}

func (p *looseReader) parenthetical() bool {
	top := p.top()
	t := p.trimmed
	if !p.inDialogue || top == nil || top.Kind != script.Cue && top.Kind != script.Dialogue || len(t) < 2 || t[0] != '(' || t[len(t)-1] != ')' {
		return false
	}
	p.push(script.Element{Kind: script.Parenthetical, Text: "(" + strings.TrimSpace(strings.Trim(t, "()")) + ")"})
	return true
}

func (p *looseReader) dialogue() bool {
	top := p.top()
	if top == nil {
		return false
	}
	if p.line != "" && (top.Kind == script.Cue || top.Kind == script.Parenthetical) {
		p.push(script.Element{Kind: script.Dialogue, Text: p.trimmed})
		return true
	}
	if top.Kind != script.Dialogue {
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

// take takes the notes or boneyards of a line out, and tells whether the line goes on inside one. A mark is left at their
// place: its number between two NUL bytes.
func (p *looseReader) take(kind script.Kind, opening, closing string, no int) bool {
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
	case kind == script.Note && p.line == "":
		p.line = p.before + p.mark(kind, strings.Join(p.openText, "\n"), p.openLine)
	default:
		p.openText = append(p.openText, p.line)
		return true
	}
	p.open, p.before = 0, ""
	return false
}

func (p *looseReader) mark(kind script.Kind, text string, no int) string {
	p.marks = append(p.marks, script.Mark{Kind: kind, Text: text, Line: no})
	return "\x00" + strconv.Itoa(len(p.marks)-1) + "\x00"
}

// settle turns the marks left in the text of an element into Marks.
func (p *looseReader) settle(e *script.Element) {
	if e.Kind == script.Cue {
		for _, s := range []*string{&e.Name, &e.Extension} {
			if t, marks := p.unmark(*s); marks != nil {
				*s, e.Marks = strings.TrimSpace(t), append(e.Marks, marks...)
			}
		}
		e.Text, _ = p.unmark(e.Text)
		return
	}
	if t, marks := p.unmark(e.Text); marks != nil {
		e.Text, e.Marks = t, marks
	}
}

func (p *looseReader) unmark(s string) (string, []script.Mark) {
	if strings.IndexByte(s, 0) < 0 {
		return s, nil
	}
	var b strings.Builder
	var marks []script.Mark
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
