package script

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// WriteFDX writes a screenplay as a minimal Final Draft document: content, numbers, lengths, dual dialogue, notes, and the parts
// kept from an FDX file. Nothing is invented. The report lists what FDX cannot hold (boneyards, the place of a note in a line).
func WriteFDX(w io.Writer, s Script) (moteur.Report, error) {
	f := &fdxWriter{w: bufio.NewWriter(w), s: &s, raw: map[int][]string{}}
	f.document()
	return f.rep, f.w.Flush()
}

type fdxWriter struct {
	w   *bufio.Writer
	s   *Script
	rep moteur.Report
	raw map[int][]string // kept parts by element
}

func (f *fdxWriter) put(parts ...string) {
	for _, p := range parts {
		f.w.WriteString(p)
	}
}

// esc writes a text as XML: what XML 1.0 forbids becomes U+FFFD.
func esc(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // a Builder never fails
	return strings.ReplaceAll(b.String(), "&#xA;", "\n")
}

func (f *fdxWriter) document() {
	f.put(`<?xml version="1.0" encoding="UTF-8" standalone="no"?>`, "\n",
		`<FinalDraft DocumentType="Script" Template="No" Version="5">`, "\n  <Content>\n")
	titlePage, tagParts := "", ""
	var tail []RawPart
	for _, r := range f.s.Raw {
		switch {
		case r.Element >= 0:
			f.raw[r.Element] = append(f.raw[r.Element], r.XML)
		case r.Name == "TitlePage":
			titlePage = r.XML
		case strings.HasPrefix(r.Name, "TagData/"):
			tagParts += r.XML + "\n"
		default:
			tail = append(tail, r)
		}
	}
	es := f.s.Elements
	for i := 0; i < len(es); {
		if es[i].Kind == Cue && es[i].Dual == Left {
			if end := f.dualEnd(i); end > 0 {
				f.put("    <Paragraph>\n      <DualDialogue>\n")
				i = f.run(i, end)
				f.put("      </DualDialogue>\n    </Paragraph>\n")
				continue
			}
		}
		i = f.run(i, i+1)
	}
	f.put("  </Content>\n")
	for _, r := range tail {
		f.put("  ", r.XML, "\n")
	}
	if titlePage == "" {
		titlePage = f.titlePage()
	}
	f.put(titlePage)
	f.tagData(tagParts)
	f.put("</FinalDraft>\n")
}

// dualEnd finds the end of a dual dialogue that starts at element i, 0 when the second voice is missing.
func (f *fdxWriter) dualEnd(i int) int {
	es := f.s.Elements
	right := false
	j := i + 1
	for ; j < len(es); j++ {
		switch es[j].Kind {
		case Dialogue, Parenthetical, Lyrics, Note:
			continue
		case Cue:
			if !right && es[j].Dual == Right {
				right = true
				continue
			}
		}
		break
	}
	if !right {
		return 0
	}
	return j
}

// run writes the elements from i to end, each as a paragraph with the notes that follow it.
func (f *fdxWriter) run(i, end int) int {
	es := f.s.Elements
	for i < end {
		e := &es[i]
		switch e.Kind {
		case Boneyard:
			f.rep.Warnf(decode.Place(f.s.name, e.Line), ruleLost, "FDX ne garde pas le texte mis de côté : «\u00a0%s\u00a0».",
				fr.Clip(oneLine(e.Text)))
			i++
			continue
		case PageBreak:
			if i+1 < len(es) && es[i+1].Kind != PageBreak && es[i+1].Kind != Note && es[i+1].Kind != Boneyard {
				i = f.paragraph(i+1, true)
				continue
			}
			f.rep.Notef(decode.Place(f.s.name, e.Line), ruleLost, "FDX ne garde pas un saut de page que rien ne suit.")
			i++
			continue
		}
		i = f.paragraph(i, false)
	}
	return i
}

// paragraph writes element i and gives the index of the next one to write.
func (f *fdxWriter) paragraph(i int, newPage bool) int {
	es := f.s.Elements
	e := &es[i]
	next := i + 1
	notes := ""
	for _, m := range e.Marks {
		if m.Kind == Note {
			notes += scriptNote(m.Text)
			f.rep.Notef(decode.Place(f.s.name, m.Line), ruleLost, "FDX garde la note «\u00a0%s\u00a0», mais pas sa place dans la ligne.",
				fr.Clip(oneLine(m.Text)))
		} else {
			f.rep.Warnf(decode.Place(f.s.name, m.Line), ruleLost, "FDX ne garde pas le texte mis de côté : «\u00a0%s\u00a0».",
				fr.Clip(oneLine(m.Text)))
		}
	}
	typ, align := fdxType(e)
	synopsis := ""
	if e.Kind == Heading && next < len(es) && es[next].Kind == Synopsis && (e.Scene == nil || e.Scene.Summary == "") {
		synopsis = es[next].Text
		next++
	}
	for next < len(es) && es[next].Kind == Note {
		notes += scriptNote(es[next].Text)
		next++
	}
	f.put("    <Paragraph")
	if align {
		f.put(` Alignment="Center"`)
	}
	if e.Number != "" {
		f.put(` Number="`, esc(e.Number), `"`)
	}
	if newPage {
		f.put(` StartsNewPage="Yes"`)
	}
	if e.Kind != Note {
		f.put(` Type="`, esc(typ), `"`)
	}
	f.put(">\n")
	if e.Kind == Note { // a note with nothing before it to hold it
		notes = scriptNote(e.Text) + notes
	}
	if e.Kind == Heading {
		f.properties(e.Scene, synopsis)
	}
	for _, r := range f.raw[i] {
		f.put("      ", r, "\n")
	}
	if e.Kind != Note {
		f.text(e)
	}
	f.put(notes, "    </Paragraph>\n")
	return next
}

func scriptNote(s string) string {
	var b strings.Builder
	b.WriteString("      <ScriptNote>")
	for _, l := range strings.Split(s, "\n") {
		b.WriteString("<Paragraph><Text>" + esc(l) + "</Text></Paragraph>")
	}
	b.WriteString("</ScriptNote>\n")
	return b.String()
}

func (f *fdxWriter) properties(p *Properties, synopsis string) {
	if p == nil {
		if synopsis == "" {
			return
		}
		p = &Properties{}
	}
	f.put("      <SceneProperties")
	if p.Eighths > 0 {
		f.put(` Length="`, fr.Eighths(p.Eighths), `"`)
	}
	if p.Page != "" {
		f.put(` Page="`, esc(p.Page), `"`)
	}
	f.put(` Title="`, esc(p.Title), `"`)
	if p.Colour != "" {
		f.put(` Color="`, esc(p.Colour), `"`)
	}
	f.put(">")
	if synopsis == "" {
		synopsis = p.Summary
	}
	if synopsis != "" {
		f.put("<Summary>")
		for _, l := range strings.Split(synopsis, "\n") {
			f.put("<Paragraph><Text>", esc(l), "</Text></Paragraph>")
		}
		f.put("</Summary>")
	}
	if len(p.Arc) > 0 {
		f.put("<SceneArcBeats>")
		for _, n := range p.Arc {
			f.put(`<CharacterArcBeat Name="`, esc(n), `"/>`)
		}
		f.put("</SceneArcBeats>")
	}
	f.put("</SceneProperties>\n")
}

// text writes the runs of an element.
func (f *fdxWriter) text(e *Element) {
	text := e.Text
	if e.Kind == Cue && e.Text == "" {
		text = e.Name
		if e.Extension != "" {
			text += " (" + e.Extension + ")"
		}
	}
	if e.Kind == Heading || e.Kind == Cue {
		f.put("      <Text>", esc(text), "</Text>\n")
		return
	}
	for _, s := range Spans(text) {
		var style []string
		if s.Bold {
			style = append(style, "Bold")
		}
		if s.Italic {
			style = append(style, "Italic")
		}
		if s.Underline {
			style = append(style, "Underline")
		}
		f.put("      <Text")
		if style != nil {
			f.put(` Style="`, strings.Join(style, "+"), `"`)
		}
		f.put(">", esc(s.Text), "</Text>\n")
	}
}

// fdxType gives the paragraph type of an element, and whether it is centred.
func fdxType(e *Element) (string, bool) {
	if e.Type != "" {
		return e.Type, e.Kind == Centred && e.Type != "End of Act"
	}
	switch e.Kind {
	case Heading:
		return "Scene Heading", false
	case Cue:
		return "Character", false
	case Dialogue:
		return "Dialogue", false
	case Parenthetical:
		return "Parenthetical", false
	case Transition:
		return "Transition", false
	case Shot:
		return "Shot", false
	case CastList:
		return "Cast List", false
	case Lyrics:
		return "Lyrics", false
	case Section:
		return "Outline " + strconv.Itoa(min(max(e.Level, 1), 4)), false
	case Synopsis:
		return "Outline Body", false
	case Centred:
		return "Action", true
	}
	return "Action", false
}

// titlePage writes the title page as paragraphs, title first.
func (f *fdxWriter) titlePage() string {
	if len(f.s.TitlePage) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("  <TitlePage>\n    <Content>\n")
	for _, e := range f.s.TitlePage {
		for _, l := range strings.Split(Plain(e.Value), "\n") {
			b.WriteString("      <Paragraph Alignment=\"Center\" Type=\"General\"><Text>" + esc(l) + "</Text></Paragraph>\n")
		}
	}
	b.WriteString("    </Content>\n  </TitlePage>\n")
	return b.String()
}

func (f *fdxWriter) tagData(parts string) {
	if len(f.s.TagCategories) == 0 && parts == "" {
		return
	}
	f.put("  <TagData>\n    <TagCategories>\n")
	for _, c := range f.s.TagCategories {
		f.put(`      <TagCategory Color="`, esc(c.Colour), `" Id="`, esc(c.ID), `" Name="`, esc(c.Name), `" Number="`,
			strconv.Itoa(c.Number), `" Style="`, esc(c.Style), "\"/>\n")
	}
	f.put("    </TagCategories>\n", parts, "  </TagData>\n")
}
