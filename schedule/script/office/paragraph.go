package office

import (
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/schedule/script"
)

// paragraph is a paragraph of a document as it is printed, whatever the format.
type paragraph struct {
	no    int         // its number in the document, from 1
	kind  script.Kind // what its style says; 0 when the style says nothing
	level int         // depth of a section
	style string      // the name of its style, as people see it
	// outline is the level of a title style of a word processor ("Titre 1"), 0 for other styles.
	outline int
	// spans are the runs of text; the character anchor stands where each mark goes.
	spans  []script.Span
	marks  []script.Mark
	number string // the scene number, when it is not in the text
	auto   string // the automatic number of a heading, as printed
	page   bool   // starts a new page
	dual   script.Side
	struck bool // the last mark is a passage crossed out, at the end of the spans
	place
}

// place is where a paragraph stands on the page, in points; a tab or a leading space of its text comes on top of it.
type place struct {
	left          float64 // of the first line, from the left margin of the text
	before, after float64 // space above and below
	align         string  // "center", "right"; else the left
	tabs          []float64
	cell          bool // it opens a cell of a table
}

// anchor stands in the text of a paragraph for the marks that go there. It is no character: a document that holds it reads U+FFFD.
const anchor = '\uFDD0'

// add puts a run of text at the end of the paragraph. Soft hyphens are not printed: they are left out.
func (p *paragraph) add(s script.Span, capitals bool) {
	s.Text = clean.Replace(s.Text)
	if capitals {
		s.Text = strings.ToUpper(s.Text)
	}
	if s.Text != "" {
		p.spans, p.struck = append(p.spans, s), false
	}
}

var clean = strings.NewReplacer(string(anchor), "\uFFFD", "\u00AD", "", "\r\n", "\n", "\r", "\n", "\v", "\n",
	"\u2028", "\n", "\u2029", "\n")

// mark puts a note or a boneyard at the end of the paragraph.
func (p *paragraph) mark(kind script.Kind, text string) {
	if text = strings.TrimSpace(clean.Replace(text)); text != "" {
		p.spans, p.struck = append(p.spans, script.Span{Text: string(anchor)}), false
		p.marks = append(p.marks, script.Mark{Kind: kind, Text: text, Line: p.no})
	}
}

// plain is the text of the paragraph, with anchors.
func (p *paragraph) plain() string {
	var b strings.Builder
	for _, s := range p.spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// words is the text of the paragraph without anchors, on one line.
func (p *paragraph) words() string {
	return strings.Join(strings.Fields(strings.ReplaceAll(p.plain(), string(anchor), "")), " ")
}

// printed tells whether the paragraph shows anything.
func (p *paragraph) printed() bool {
	for _, s := range p.spans {
		if strings.Trim(s.Text, string(anchor)+" \t\n\u00a0\u202f\u200b") != "" {
			return true
		}
	}
	return false
}

// element makes the element of a paragraph of a known kind.
func (p *paragraph) element() script.Element {
	var text string
	if p.kind == script.Heading || p.kind == script.Cue {
		text = strings.Join(strings.Split(p.plain(), "\n"), " ")
	} else {
		text = script.Emphasis(p.spans)
	}
	if p.kind == script.Action {
		text = strings.Trim(text, "\n")
	}
	bare := strings.ReplaceAll(text, string(anchor), "")
	e := script.NewElement(p.kind, bare, p.no)
	if p.number != "" {
		e.Number = p.number
	} else if p.kind == script.Heading && p.auto != "" {
		e.Number = sceneNumber(p.auto)
	}
	e.Level, e.Dual = p.level, p.dual
	shift := max(strings.Index(bare, e.Text), 0)
	before := 0
	for _, m := range p.marks {
		i := strings.IndexRune(text, anchor)
		if i < 0 {
			break
		}
		before += i
		text = text[i+len(string(anchor)):]
		m.At, m.Text = min(max(before-shift, 0), len(e.Text)), strings.TrimSpace(m.Text)
		e.Marks = append(e.Marks, m)
	}
	return e
}

// alone gives the marks of a paragraph that shows nothing as elements.
func (p *paragraph) alone() []script.Element {
	var out []script.Element
	for _, m := range p.marks {
		out = append(out, script.Element{Kind: m.Kind, Text: strings.TrimSpace(m.Text), Line: m.Line})
	}
	return out
}

// put adds a text as its run shows it.
func (t *text) put(p *paragraph, s string, run, para props) {
	if run.on("hidden") {
		t.aside("Texte masqué", p.no, s)
		return
	}
	if run.on("strike") {
		t.strike(p, s)
		return
	}
	// emphasis is what stands out of the style of the paragraph
	p.add(script.Span{Text: s, Bold: run.on("bold") && !para.on("bold"), Italic: run.on("italic") && !para.on("italic"),
		Underline: run.on("underline") && !para.on("underline")}, run.on("caps"))
}

// strike keeps a passage that the writer crossed out as a boneyard: it is shown and no longer meant. The runs of one passage are one.
func (t *text) strike(p *paragraph, s string) {
	if p.struck {
		m, last := &p.marks[len(p.marks)-1], &t.found.struck[len(t.found.struck)-1]
		m.Text += clean.Replace(s)
		last.text += s
		return
	}
	if strings.TrimSpace(s) == "" {
		p.add(script.Span{Text: s}, false)
		return
	}
	p.mark(script.Boneyard, s)
	p.marks[len(p.marks)-1].Text = clean.Replace(s) // its spaces part it from the next run
	p.struck = true
	t.found.struck = append(t.found.struck, passage{p.no, s})
}

// note keeps a comment or a footnote at its place.
func (t *text) note(p *paragraph, text string) {
	if text != "" {
		t.comments.add(p.no)
		p.mark(script.Note, text)
	}
}

// numbered puts the automatic number or the bullet of a paragraph: the number of a heading, else in front of the text. Those of speeches
// are put aside.
func (t *text) numbered(p *paragraph, label string) {
	switch {
	case label == "":
	case p.kind == script.Cue, p.kind == script.Dialogue, p.kind == script.Parenthetical:
		t.numbers.add(p.no)
	case p.kind == script.Heading, p.outline > 0:
		p.auto = label
	default:
		p.add(script.Span{Text: label + " "}, false)
	}
}

// sceneNumber reads the automatic number of a heading: "12.", "Séq. 12".
func sceneNumber(label string) string {
	if n := script.ParseHeading(label + " INT. X").Number; n != "" {
		return n
	}
	return strings.TrimFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
