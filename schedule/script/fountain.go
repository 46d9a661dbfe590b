package script

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// The rules of the issues found while reading Fountain.
const (
	ruleAlmost     = "script/almost-heading"
	ruleAlmostCue  = "script/almost-cue"
	ruleInvisible  = "script/invisible"
	ruleDual       = "script/dual-alone"
	ruleExtension  = "script/foreign-mark"
	ruleOpen       = "script/unclosed"
	ruleTransition = "script/almost-transition"
)

// Parse reads a Fountain screenplay. The text may be in UTF-8, UTF-16 or Windows-1252, with any line ends; what had to be
// repaired or looks doubtful is in Script.Issues. The error is only about reading and size: any text is a screenplay.
func Parse(r io.Reader, opt Settings) (Script, error) {
	b, err := decode.All(r, opt.MaxBytes)
	if err != nil {
		return Script{}, fmt.Errorf("script: %w", err)
	}
	text, issues := decode.Text(b, opt.Name)
	s := ParseText(text, opt)
	if len(issues) > 0 {
		s.Issues = append(issues, s.Issues...)
	}
	return s, nil
}

// ParseText reads a Fountain screenplay already in memory, in clean UTF-8.
func ParseText(text string, opt Settings) Script {
	s := Script{Format: "fountain", French: opt.French, AnyHeading: opt.AnyHeading, name: opt.Name}
	p := parser{french: opt.French, any: opt.French || opt.AnyHeading, s: &s, lastCue: -1, cues: map[string]bool{}}
	text = p.clean(text)
	if opt.Markdown {
		text = fromMarkdown(text)
	}
	p.src, p.lines = text, splitLines(text)
	p.renumber()
	n := 4
	for i := range p.lines {
		if !p.lines[i].blank {
			n++
		}
	}
	s.Elements = make([]Element, 0, n)
	p.titlePage()
	p.body()
	s.inlineCues(&p.rep, p.any)
	p.lostCues()
	if p.any {
		p.shouts()
	}
	s.Issues = p.rep.Issues
	return s
}

// parser walks the lines of a Fountain text once.
type parser struct {
	src    string
	lines  []line
	i      int
	french bool
	any    bool // headings and cues in every form the trade writes
	s      *Script
	rep    moteur.Report
	// numbers gives the line of the original text of each line, when the text held other line ends than LF, CR and CRLF.
	numbers []int32
	headed  bool // a heading was read
	// cues holds the lines found to name who speaks: the same names come again and again.
	cues map[string]bool
	// lastCue is the element of the last cue while nothing but its dialogue followed, for dual dialogue.
	lastCue int
}

func (p *parser) at(l line) string { return decode.Place(p.s.name, int(l.no)) }

func (p *parser) blankAt(i int) bool { return i < 0 || i >= len(p.lines) || p.lines[i].blank }

func (p *parser) emit(e Element) { p.s.Elements = append(p.s.Elements, e) }

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
		p.rep.Notef(p.at(l), ruleExtension, "La note [[%s]] est une marque propre à un logiciel : gardée comme note.", fr.Clip(text))
	}
}

// marked reads the elements that a mark at the start of the line decides. It returns false when none does.
func (p *parser) marked(l line, t string) bool {
	before := p.blankAt(p.i - 1)
	switch t[0] {
	case '#':
		numbered := len(t) > 1 && t[1] != '#' && t[1] != ' ' && strings.IndexByte(t[1:], '#') > 0
		if p.any && numbered && before && p.blankAt(p.i+1) { // #12 BIS# INT. …
			if e, sure := readHeading(t, false); sure == SureHeading && startsPlace(e.Text) {
				p.simple(e, l)
				return true
			}
		}
		level := 1
		for level < len(t) && t[level] == '#' {
			level++
		}
		p.markedHeading(l, trim(t[level:]), "une section")
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
		if !(before || p.any && p.underMark()) || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
		p.heading(l, t[1:])
	case '@':
		if !before || len(t) < 2 {
			return false
		}
		p.cue(l, t[1:], true)
	case '~':
		p.lyrics()
	case '>':
		if len(t) > 1 && strings.HasSuffix(t, "<") {
			p.markedHeading(l, trim(t[1:len(t)-1]), "un texte centré")
			p.simple(Element{Kind: Centred, Text: trim(t[1 : len(t)-1])}, l)
		} else {
			p.markedHeading(l, trim(t[1:]), "un raccord")
			p.simple(Element{Kind: Transition, Text: trim(t[1:]), Forced: true}, l)
		}
	case '{':
		if strings.HasPrefix(strings.ToUpper(t), "{{INCLUDE:") {
			p.rep.Warnf(p.at(l), ruleExtension, "L'inclusion %s n'est pas suivie : le texte inclus manque.", fr.Shorten(t, 60))
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
	p.headed = p.headed || e.Kind == Heading
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
	if t[0] == '_' || t[0] == '*' && !strings.HasPrefix(t, "* ") {
		if p.styledHeading(t, before && after) {
			p.rep.Warnf(p.at(l), ruleAlmost,
				"«\u00a0%s\u00a0» ressemble à un intitulé mais porte des marques de style : lu comme action "+
					"(forcer avec un point, ou lire en Markdown).", fr.Shorten(t, 60))
		}
	}
	switch e, sure := p.readHeading(t, before || p.any && p.underMark(), after || p.any && p.headingTail(p.i+1)); sure {
	case SureHeading:
		p.simple(e, l)
		return
	case AlmostHeading:
		p.almost(l, t, before, after)
		if p.byLetter(t) || !after && p.any && p.summaryUnder(p.i+1) {
			p.action(l)
			return
		}
	}
	if before && after && p.french && frenchTransition(t) {
		p.simple(Element{Kind: Transition, Text: t}, l)
		return
	}
	if before && after && transition(t) {
		if r, _ := utf8.DecodeLastRuneInString(l.text); !unicode.IsSpace(r) {
			p.simple(Element{Kind: Transition, Text: t}, l)
			return
		}
	}
	if before && after && p.any {
		p.dated(l, t)
	}
	if before && !after {
		switch cue := p.isCue(t); {
		case cue && p.any && p.announcesTitle():
			p.rep.Notef(p.at(l), ruleAlmostCue, "«\u00a0%s\u00a0» est lu comme un titre, au-dessus de qui a écrit, pas comme le nom de "+
				"qui parle (forcer avec @).", fr.Clip(t))
		case cue:
			p.cue(l, t, false)
			return
		case p.any && p.onScreen(t):
			p.rep.Notef(p.at(l), ruleAlmostCue, "«\u00a0%s\u00a0» est lu comme un carton, une heure, une date ou une indication, pas "+
				"comme le nom de qui parle (forcer avec @).", fr.Clip(t))
		}
	}
	p.action(l)
}

// isCue tells whether a line can name who speaks.
func (p *parser) isCue(t string) bool {
	if p.cues[t] {
		return true
	}
	cue := isCue(t, p.french, p.any) || p.any && p.isDayName(t)
	if cue {
		p.cues[t] = true
	}
	return cue
}

// dated tells a date in capitals that stands alone, which is read as words on the screen: 1979, JUIN 1944.
func (p *parser) dated(l line, t string) {
	var date Slugline
	if holdsDigit(t) && strings.ToUpper(t) == t && date.time(t) && date.Story != "" && !clock(t) {
		p.rep.Notef(p.at(l), ruleAlmost, "«\u00a0%s\u00a0», seul sur sa ligne, est lu comme une date ou un carton, pas comme un intitulé.",
			fr.Clip(t))
	}
}

// onScreen tells a line of capitals or figures, above words, that is to be read on the screen or says something of the film: 10:30, PLUS
// TARD, PERSONNAGE : ANNA.
func (p *parser) onScreen(t string) bool {
	if !inCapitals(t) {
		return holdsDigit(t) && strings.ToUpper(t) == t && clockOrDate(t)
	}
	if !isCue(t, p.french, false) {
		return false
	}
	_, speech := spokenLine(t)
	return printedWords(t) || spokenAfter(t) && !speech
}

// isDayName tells the day of a week that is the name of who speaks, for it stands above words three times: VENDREDI, of Robinson.
func (p *parser) isDayName(t string) bool {
	return len(t) <= len("vendredi") && inCapitals(t) && isWeekday(fr.Fold(t)) && p.above(t) > 2
}

// above counts the lines that stand as t does: after a blank, with words under them.
func (p *parser) above(t string) int {
	n := 0
	for i := range p.lines {
		if trim(p.lines[i].text) == t && p.blankAt(i-1) && !p.blankAt(i+1) {
			n++
		}
	}
	return n
}

// byLetter tells whether the letter of Fountain makes a heading of a line, once the blank lines are there.
func (p *parser) byLetter(t string) bool { return headingStart(t) && !(p.french && frenchEst(t)) }

// readHeading decides what a line is. Without French nor AnyHeading, only the letter of Fountain makes a heading; what the trade would
// take for one is an AlmostHeading.
func (p *parser) readHeading(t string, before, after bool) (Element, Certainty) {
	if !mayHead(t) && !(p.any && before && after && (smallLetters(t) || len(t) < 24 && saysOmitted(t) && omittedLine(t))) {
		return Element{}, NotHeading
	}
	letter := p.byLetter(t)
	if !p.any && letter {
		e := Element{Kind: Heading}
		e.Text, e.Number, e.After = cutNumber(t, false)
		e.Text = trim(e.Text)
		return e, sureIf(before && after, almostIf(looksHeading(t)))
	}
	if len(t) > maxHeading && !letter || !letter && !(before && after) && !hints(t) {
		return Element{}, NotHeading
	}
	e, sure := readHeading(t, p.french && frenchEst(t))
	switch {
	case sure == NotHeading, sure == SureHeading && p.any && before && after:
		return e, sure
	case before && after: // alone
		return e, AlmostHeading
	case sure == SureHeading:
		return e, almostIf(looksHeading(t))
	}
	return e, NotHeading
}

// mayHead rejects at once the lines that cannot be headings: no place, number or word of the trade in front, and small letters.
func mayHead(t string) bool {
	switch t[0] {
	case '#', '=', '!', '.', '@', '~', '>', '/', '_':
		return false
	case '*': // a bullet, no emphasis
		return len(t) > 1 && t[1] == ' ' && saysPlace(t)
	case '[', '-':
		return saysPlace(t) || saysOmitted(t)
	}
	if t[0] >= '0' && t[0] <= '9' {
		return true
	}
	if len(t) > 2 {
		second := t[1] | 0x20
		switch t[0] | 0x20 {
		case 'i', 'e':
			if second == '/' || second == '.' || t[2]|0x20 == 't' && (second == 'n' || second == 'x' || second == 's') {
				return true
			}
		case 's':
			if second == 'e' || second == 'c' || second == 'q' || t[1] == 0xC3 || t[1] == '.' || t[1] >= '0' && t[1] <= '9' ||
				(t[1] == ' ' || t[1] == '-') && t[2] >= '0' && t[2] <= '9' {
				return true
			}
		}
	}
	for i := 0; i < len(t); i++ { // a small letter after a letter: ordinary text
		if t[i] >= 'a' && t[i] <= 'z' && i > 0 && letterByte(t[i-1]|0x20) {
			return false
		}
		if i > 24 {
			break
		}
	}
	return true
}

// hints tells whether a line that does not stand alone holds something that headings are made of.
func hints(t string) bool {
	return isDigits(t[:1]) || t[0] == '#' || saysPlace(t) || omittedLine(t)
}

// headingTail tells whether line i is a synopsis, a note or a section: what Highland and Slugline put right under a heading.
func (p *parser) headingTail(i int) bool {
	l := &p.lines[i]
	t := strings.TrimLeft(l.text, " \t")
	return l.note || t != "" && (t[0] == '#' || t[0] == '=' && !strings.HasPrefix(t, "=="))
}

// underMark tells whether the line before is a section, a synopsis, a note or a page break.
func (p *parser) underMark() bool {
	n := len(p.s.Elements)
	if n == 0 {
		return false
	}
	switch p.s.Elements[n-1].Kind {
	case Section, Synopsis, Note, PageBreak:
		return true
	}
	return false
}

// almost tells a line that looks like a heading and is read as something else.
func (p *parser) almost(l line, t string, before, after bool) {
	switch {
	case !before || !after:
		p.rep.Warnf(p.at(l), ruleAlmost, "«\u00a0%s\u00a0» ressemble à un intitulé mais n'a pas de ligne vide %s : lu comme action.",
			fr.Shorten(t, 60), missing(before, after))
	default:
		p.rep.Warnf(p.at(l), ruleAlmost, "«\u00a0%s\u00a0» ressemble à un intitulé de séquence, seul sur sa ligne : lu comme action "+
			"(commencer par INT. ou EXT., ou forcer avec un point).", fr.Shorten(t, 60))
	}
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

// heading emits a forced heading; t is the line without its mark.
func (p *parser) heading(l line, t string) {
	text, number, after := cutNumber(t, p.any)
	p.simple(Element{Kind: Heading, Text: trim(text), Number: number, After: after, Forced: true}, l)
}
