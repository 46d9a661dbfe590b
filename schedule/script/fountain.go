package script

import (
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur"
)

// The rules of the issues found while reading Fountain.
const (
	ruleAlmost     = "script/almost-heading"
	ruleDual       = "script/dual-alone"
	ruleExtension  = "script/foreign-mark"
	ruleOpen       = "script/unclosed"
	ruleTransition = "script/almost-transition"
)

// Parse reads a Fountain screenplay. The text may be in UTF-8, UTF-16 or Windows-1252, with any line ends; what had to be
// repaired or looks doubtful is in Script.Issues. The error is only about reading and size: any text is a screenplay.
func Parse(r io.Reader, opt Options) (Script, error) {
	b, err := readAll(r, opt.MaxBytes)
	if err != nil {
		return Script{}, err
	}
	text, issues := decodeText(b, opt.Name)
	s := ParseText(text, opt)
	if len(issues) > 0 {
		s.Issues = append(issues, s.Issues...)
	}
	return s, nil
}

// ParseText reads a Fountain screenplay already in memory, in clean UTF-8.
func ParseText(text string, opt Options) Script {
	s := Script{Format: "fountain", French: opt.French, name: opt.Name}
	if opt.Dialect == Loose {
		parseLoose(&s, text, opt)
		return s
	}
	if opt.Markdown {
		text = fromMarkdown(text)
	}
	p := parser{src: text, lines: splitLines(text), french: opt.French, s: &s, lastCue: -1}
	n := 4
	for i := range p.lines {
		if !p.lines[i].blank {
			n++
		}
	}
	s.Elements = make([]Element, 0, n)
	p.titlePage()
	p.body()
	s.Issues = p.rep.Issues
	return s
}

// parser walks the lines of a Fountain text once.
type parser struct {
	src    string
	lines  []line
	i      int
	french bool
	s      *Script
	rep    moteur.Report
	// lastCue is the element of the last cue while nothing but its dialogue followed, for dual dialogue.
	lastCue int
}

func (p *parser) at(l line) string { return place(p.s.name, int(l.no)) }

func (p *parser) blankAt(i int) bool { return i < 0 || i >= len(p.lines) || p.lines[i].blank }

func (p *parser) emit(e Element) { p.s.Elements = append(p.s.Elements, e) }

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

func (p *parser) body() {
	for p.i < len(p.lines) {
		l := &p.lines[p.i]
		if l.blank || l.note {
			p.marksAlone(*l)
			p.i++
			continue
		}
		t := trim(l.text)
		if !p.marked(*l, t) {
			p.plain(*l, t)
		}
	}
}

// marksAlone emits the notes and boneyards of a line where nothing else is left.
func (p *parser) marksAlone(l line) {
	for _, m := range l.list() {
		p.emit(Element{Kind: m.Kind, Text: m.Text, Line: m.Line})
		if m.Kind == Note {
			p.foreignNote(l, m.Text)
		}
	}
}

// foreignNote reports the notes that other programs use as marks.
func (p *parser) foreignNote(l line, text string) {
	f := strings.ToLower(trim(text))
	if strings.HasPrefix(f, "color ") || strings.HasPrefix(f, "marker") {
		p.rep.Notef(p.at(l), ruleExtension, "La note [[%s]] est une marque propre à un logiciel : gardée comme note.", clip(text, 40))
	}
}

// marked reads the elements that a mark at the start of the line decides. It returns false when none does.
func (p *parser) marked(l line, t string) bool {
	before := p.blankAt(p.i - 1)
	switch t[0] {
	case '#':
		if p.french {
			if n, rest, _, ok := leadNumber(t); ok && before && p.blankAt(p.i+1) && (headingStart(rest) || frenchStart(rest)) {
				p.heading(l, rest, n, false)
				return true
			}
		}
		level := 1
		for level < len(t) && t[level] == '#' {
			level++
		}
		p.simple(Element{Kind: Section, Text: trim(t[level:]), Level: level}, l)
	case '=':
		if strings.Trim(t, "=") == "" && len(t) >= 3 {
			p.simple(Element{Kind: PageBreak}, l)
			return true
		}
		if strings.HasPrefix(t, "==") {
			return false
		}
		p.simple(Element{Kind: Synopsis, Text: trim(t[1:])}, l)
	case '!':
		p.forcedAction(l, t)
	case '.':
		r := rune(0)
		if len(t) > 1 {
			r = firstRune(t[1:])
		}
		if !before || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
		p.heading(l, t[1:], "", true)
	case '@':
		if !before || len(t) < 2 {
			return false
		}
		p.cue(l, t[1:], true)
	case '~':
		p.lyrics()
	case '>':
		if len(t) > 1 && strings.HasSuffix(t, "<") {
			p.simple(Element{Kind: Centred, Text: trim(t[1 : len(t)-1])}, l)
		} else {
			p.simple(Element{Kind: Transition, Text: trim(t[1:]), Forced: true}, l)
		}
	case '{':
		if strings.HasPrefix(strings.ToUpper(t), "{{INCLUDE:") {
			p.rep.Warnf(p.at(l), ruleExtension, "L'inclusion %s n'est pas suivie : le texte inclus manque.", clip(t, 60))
		}
		return false
	default:
		return false
	}
	return true
}

// simple emits an element of one line, with the marks that stood in it.
func (p *parser) simple(e Element, l line) {
	e.Line = int(l.no)
	e.Marks = moveMarks(l, e.Text)
	p.lastCue = -1
	p.emit(e)
	p.i++
}

// moveMarks sets the marks of a line at their offset in the text kept of it.
func moveMarks(l line, text string) []Mark {
	if l.marks == nil {
		return nil
	}
	shift := max(strings.Index(l.text, text), 0)
	out := make([]Mark, len(l.list()))
	for k, m := range l.list() {
		m.At = min(max(m.At-shift, 0), len(text))
		out[k] = m
	}
	return out
}

// plain reads headings, transitions, cues and action.
func (p *parser) plain(l line, t string) {
	before, after := p.blankAt(p.i-1), p.blankAt(p.i+1)
	if t[0] == '*' || t[0] == '_' {
		if bare := strings.Trim(t, "*_"); looksHeading(bare) && headingStart(bare) {
			p.rep.Warnf(p.at(l), ruleAlmost, "«\u00a0%s\u00a0» ressemble à un intitulé mais porte des marques de style : lu comme action (forcer avec un point, ou lire en Markdown).", clip(t, 60))
		}
	}
	if headingStart(t) && !(p.french && frenchEst(t)) {
		if before && after {
			p.heading(l, t, "", false)
			return
		}
		if looksHeading(t) {
			p.rep.Warnf(p.at(l), ruleAlmost, "«\u00a0%s\u00a0» ressemble à un intitulé mais n'a pas de ligne vide %s : lu comme action.", clip(t, 60), missing(before, after))
		}
		p.action(l)
		return
	}
	if p.french && before && after {
		if frenchStart(t) {
			p.heading(l, t, "", false)
			return
		}
		if n, rest, word, ok := leadNumber(t); ok && (headingStart(rest) || frenchStart(rest) || word && ParseHeading(rest).LightText != "") {
			p.heading(l, rest, n, false)
			return
		}
		if frenchTransition(t) {
			p.simple(Element{Kind: Transition, Text: t}, l)
			return
		}
	} else if p.french && frenchStart(t) && looksHeading(t) {
		p.rep.Warnf(p.at(l), ruleAlmost, "«\u00a0%s\u00a0» ressemble à un intitulé mais n'a pas de ligne vide %s : lu comme action.", clip(t, 60), missing(before, after))
	}
	if before && after && transition(t) {
		if r, _ := utf8.DecodeLastRuneInString(l.text); !unicode.IsSpace(r) {
			p.simple(Element{Kind: Transition, Text: t}, l)
			return
		}
	}
	if before && !after && isCue(t, p.french) {
		p.cue(l, t, false)
		return
	}
	p.action(l)
}

// fromMarkdown takes the "**" off the lines that hold a heading or a cue and nothing else. Lines keep their numbers.
func fromMarkdown(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for n, l := range strings.Split(unixLines(text), "\n") {
		if n > 0 {
			b.WriteByte('\n')
		}
		t := trim(l)
		if len(t) > 4 && strings.HasPrefix(t, "**") && strings.HasSuffix(t, "**") {
			if bare := trim(t[2 : len(t)-2]); bare != "" && !strings.Contains(bare, "**") {
				_, rest, _, numbered := leadNumber(bare)
				if headingStart(bare) || frenchStart(bare) || numbered && (headingStart(rest) || frenchStart(rest)) || isCue(bare, true) {
					l = bare
				}
			}
		}
		b.WriteString(l)
	}
	return b.String()
}

// frenchEst tells whether a French sentence starts with the verb "Est": only EST in capitals announces a place.
func frenchEst(t string) bool {
	return (t[0] == 'E' || t[0] == 'e') && t[1]|0x20 == 's' && t[:3] != "EST"
}

// looksHeading keeps the warnings for lines that were meant as headings: INT or EXT in capitals.
func looksHeading(t string) bool {
	w, _ := cutWord(t)
	return strings.ToUpper(w) == w && (w != "EST" || strings.HasPrefix(t, "EST."))
}

func missing(before, after bool) string {
	switch {
	case !before && !after:
		return "avant ni après"
	case !before:
		return "avant"
	}
	return "après"
}

// transition tells whether a line in capitals ends with TO:, or is one of the few that need no TO.
func transition(t string) bool {
	if !strings.HasSuffix(t, "TO:") {
		switch t {
		case "FADE TO BLACK.", "FADE OUT.", "CUT TO BLACK.", "FADE TO BLACK:", "FADE OUT:", "CUT TO BLACK:":
			return true
		}
		return false
	}
	return strings.ToUpper(t) == t
}

// heading emits a heading; t is the line without its forcing mark and without a number put in front.
func (p *parser) heading(l line, t, number string, forced bool) {
	text, n, after := cutNumber(t, p.french)
	if n != "" {
		number = n
	}
	p.simple(Element{Kind: Heading, Text: trim(text), Number: number, After: after, Forced: forced}, l)
}

// forcedAction reads "!" and the lines that follow it.
func (p *parser) forcedAction(l line, t string) {
	if strings.HasPrefix(t, "!!") {
		p.rep.Notef(p.at(l), ruleExtension, "«\u00a0%s\u00a0» est un plan marqué «\u00a0!!\u00a0», propre à un logiciel : lu comme action.", clip(t, 40))
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
		if looksHeading(n.text) && headingStart(n.text) {
			p.rep.Warnf(p.at(*n), ruleAlmost, "«\u00a0%s\u00a0» ressemble à un intitulé mais n'a pas de ligne vide avant : lu comme action.", clip(n.text, 60))
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
		if l.off < 0 || trimmed && len(trim(l.text)) != len(l.text) || k > from && int(l.off) != int(p.lines[k-1].off)+len(p.lines[k-1].text)+1 {
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
	name, ext, dual := cutCue(t)
	e := Element{Kind: Cue, Text: trim(t), Name: name, Extension: ext, Line: int(l.no), Forced: forced, Marks: moveMarks(l, trim(t))}
	if dual {
		e.Text = trim(strings.TrimRight(e.Text, "^ \t"))
		if p.lastCue >= 0 {
			p.s.Elements[p.lastCue].Dual = Left
			e.Dual = Right
		} else {
			e.Dual = Right
			p.rep.Warnf(p.at(l), ruleDual, "«\u00a0%s\u00a0» est marqué comme seconde voix d'un dialogue double, mais aucun dialogue ne précède.", clip(name, 40))
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
		}
		text, marks := p.join(from, p.i, true)
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
