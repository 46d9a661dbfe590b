package office

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// text is a document on its way to a screenplay.
type text struct {
	found
	format     string
	paragraphs []paragraph
	title      []script.TitleEntry // what the format itself says of the title page
}

func textOf(format string, set script.Settings) text {
	return text{format: format, found: found{name: set.Name}}
}

// script makes the screenplay of a document.
func (t *text) script(set script.Settings) script.Script {
	s := script.New(t.format, set)
	t.outlines()
	s.TitlePage = t.title
	styled := t.styled()
	if s.TitlePage == nil {
		s.TitlePage = t.titlePage(styled)
	}
	if styled {
		s.Elements = t.known(t.paragraphs)
	} else {
		t.unstyled(&s)
	}
	t.summary()
	s.Issues = t.rep.Issues
	if styled {
		s.Doubts()
	} else {
		s.InlineCues()
	}
	return s
}

// known gives the elements of paragraphs whose styles name their kinds; one whose style says nothing is action.
func (t *text) known(paragraphs []paragraph) []script.Element {
	var out []script.Element
	speech := false // under a cue
	for i := range paragraphs {
		p := &paragraphs[i]
		if p.page && i > 0 {
			out = append(out, script.Element{Kind: script.PageBreak, Line: p.no})
		}
		if !p.printed() {
			out = append(out, p.alone()...)
			continue
		}
		t.unknown(p)
		if p.kind == script.Parenthetical && !speech && !strings.HasPrefix(strings.TrimSpace(p.plain()), "(") {
			p.kind = script.Action // the didascalies of a French template: description as well
		}
		out = append(out, p.elements()...)
		switch p.kind {
		case script.Cue, script.Dialogue, script.Parenthetical, script.Lyrics:
			speech = true
		default:
			speech = false
		}
	}
	return out
}

// outlines decides what the title styles of a word processor ("Titre 1") are: headings when most of those that have the same style read
// as headings, else parts of the story.
func (t *text) outlines() {
	all, headings := map[int]int{}, map[int]int{}
	for i := range t.paragraphs {
		p := &t.paragraphs[i]
		if (p.kind == script.Heading || p.kind == 0 && p.outline > 0) && part(p.words()) {
			p.kind, p.level = script.Section, max(p.outline, 1)
		}
	}
	for i := range t.paragraphs {
		if p := &t.paragraphs[i]; p.kind == 0 && p.outline > 0 && p.printed() {
			all[p.outline]++
			if h := script.ParseHeading(p.plain()); h.Place != "" || h.Number != "" && h.LightText != "" {
				headings[p.outline]++
			}
		}
	}
	for i := range t.paragraphs {
		p := &t.paragraphs[i]
		if p.kind != 0 || p.outline == 0 {
			continue
		}
		if p.kind = script.Heading; 2*headings[p.outline] <= all[p.outline] {
			p.kind, p.level = script.Section, p.outline
			if p.auto != "" {
				p.spans = append([]script.Span{{Text: p.auto + " "}}, p.spans...)
			}
		}
	}
}

// styled tells whether the styles of a document name both headings and speeches: what has another style is then action.
func (t *text) styled() bool {
	heading, cue := false, false
	for i := range t.paragraphs {
		if p := &t.paragraphs[i]; p.printed() {
			heading = heading || p.kind == script.Heading
			cue = cue || p.kind == script.Cue || p.kind == script.Dialogue
		}
	}
	return heading && cue
}

// unknown decides the kind of a paragraph whose style says nothing.
func (t *text) unknown(p *paragraph) {
	if p.kind == 0 {
		p.kind = script.Action
		if name := fr.Fold(p.style); p.style != "" && !plainStyle(name) {
			t.once(p.no, ruleStyle, "Style «\u00a0%s\u00a0» inconnu : lu comme action.", fr.Clip(p.style))
		}
	}
	if p.kind == script.Action && p.align == "center" {
		p.kind = script.Centred
	}
}

// plainStyle tells whether a style is that of a text without style.
func plainStyle(name string) bool {
	switch name {
	case "normal", "normal text", "standard", "default", "default style", "par defaut", "body text", "corps de texte", "text body",
		"text", "no spacing", "sans interligne", "normal (web)", "default paragraph style":
		return true
	}
	return false
}

// elements gives the elements of a paragraph of a known kind. The lines in brackets of a speech are parentheticals.
func (p *paragraph) elements() []script.Element {
	if p.kind != script.Dialogue || !strings.Contains(p.plain(), "\n") {
		return []script.Element{p.element()}
	}
	var out []script.Element
	var speech []string
	end := func() {
		if len(speech) > 0 {
			out = append(out, script.NewElement(script.Dialogue, strings.Join(speech, "\n"), p.no))
		}
		speech = nil
	}
	whole := p.element()
	if len(whole.Marks) > 0 {
		return []script.Element{whole}
	}
	for _, l := range strings.Split(whole.Text, "\n") {
		l = strings.TrimSpace(l)
		if strings.HasPrefix(l, "(") && strings.HasSuffix(l, ")") {
			end()
			out = append(out, script.NewElement(script.Parenthetical, l, p.no))
			continue
		}
		speech = append(speech, l)
	}
	end()
	return out
}

// titlePage takes the title page off the paragraphs: what stands before the first page break, or before the first paragraph whose
// style names a kind when a credit ("Écrit par") says that it is one.
func (t *text) titlePage(styled bool) []script.TitleEntry {
	end, broken := 0, false
	for ; end < len(t.paragraphs); end++ {
		p := &t.paragraphs[end]
		if end > 0 && p.page {
			broken = true
			break
		}
		if p.printed() && (p.kind != 0 || script.KindOf(p.words(), true) == script.Heading) {
			break
		}
	}
	if end == len(t.paragraphs) || !broken && !styled {
		return nil
	}
	var lines []script.TitleEntry
	for i := range t.paragraphs[:end] {
		p := &t.paragraphs[i]
		for l := range strings.SplitSeq(strings.ReplaceAll(p.plain(), string(anchor), ""), "\n") {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, script.TitleEntry{Value: l, Line: p.no})
			}
		}
	}
	entries := script.TitleOf(lines)
	credit := slices.ContainsFunc(entries, func(e script.TitleEntry) bool { return e.Key == "Credit" })
	if len(entries) == 0 || !broken && !credit {
		return nil
	}
	t.paragraphs = t.paragraphs[end:]
	t.paragraphs[0].page = false
	return entries
}
