package script

import (
	"regexp"
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
		title: regexp.MustCompile(looseTitle), contd: regexp.MustCompile(looseContd), cue: regexp.MustCompile(looseCue),
		name:    regexp.MustCompile(looseName),
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
