package script

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// WriteFDX writes a screenplay as a minimal Final Draft document: content, numbers, lengths, dual dialogue, notes, and the parts
// kept from an FDX file. Nothing is invented. The report lists what FDX cannot hold (boneyards, the place of a note in a line).
func WriteFDX(w io.Writer, s Script) (moteur.Report, error) {
	f := &fdxWriter{w: bufio.NewWriter(w), s: &s, raw: map[int][]string{}, after: map[int][]string{}}
	f.document()
	return f.rep, f.w.Flush()
}

type fdxWriter struct {
	w   *bufio.Writer
	s   *Script
	rep moteur.Report
	raw map[int][]string // kept parts by element
	// after are the parts that stood after each element, in the content
	after map[int][]string
}

func (f *fdxWriter) put(parts ...string) {
	for _, p := range parts {
		f.w.WriteString(p)
	}
}

// esc writes a text as XML: what XML 1.0 forbids becomes U+FFFD, and the stroke that would join the ">" of a tag before it is a reference.
func esc(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // a Builder never fails
	return strings.NewReplacer("&#xA;", "\n", "\u0338", "&#x338;").Replace(b.String())
}

func (f *fdxWriter) document() {
	titlePage := ""
	tags := map[string]string{}
	root := `<FinalDraft DocumentType="Script" Template="No" Version="5">`
	var tail []RawPart
	for _, r := range f.s.Raw {
		switch {
		case r.After:
			f.after[r.Element] = append(f.after[r.Element], r.XML)
		case r.Element >= 0:
			f.raw[r.Element] = append(f.raw[r.Element], r.XML)
		case r.Name == "TitlePage":
			titlePage = r.XML
		case r.Name == rawRoot:
			root = r.XML
		case r.Name == rawTagData, r.Name == rawCategories:
			tags[r.Name] = r.XML
		case strings.HasPrefix(r.Name, rawInside):
			tags[rawInside] += r.XML + "\n"
		case strings.HasPrefix(r.Name, "TagData/"):
			tags[""] += r.XML + "\n"
		default:
			tail = append(tail, r)
		}
	}
	f.put(`<?xml version="1.0" encoding="UTF-8" standalone="no"?>`, "\n", root, "\n  <Content>\n")
	f.blocks(-1, 0)
	es := f.s.Elements
	for i := 0; i < len(es); {
		if es[i].Kind == Cue && es[i].Dual == Left {
			if end := f.dualEnd(i); end > 0 {
				f.put("    <Paragraph>\n      <DualDialogue>\n")
				from := i
				for i < end {
					one := i
					if i = f.run(i, i+1); i < end {
						f.blocks(one, i)
					}
				}
				f.put("      </DualDialogue>\n    </Paragraph>\n")
				f.blocks(from, i)
				continue
			}
		}
		from := i
		i = f.run(i, i+1)
		f.blocks(from, i)
	}
	f.put("  </Content>\n")
	for _, r := range tail {
		f.put("  ", r.XML, "\n")
	}
	if titlePage == "" {
		titlePage = f.titlePage()
	}
	f.put(titlePage)
	f.tagData(tags)
	f.put("</FinalDraft>\n")
}

// blocks writes the parts that stood after the elements from i to end.
func (f *fdxWriter) blocks(i, end int) {
	for ; i < end; i++ {
		for _, r := range f.after[i] {
			f.put("    ", r, "\n")
		}
		delete(f.after, i)
	}
}

// dualEnd finds the end of a dual dialogue that starts at element i, 0 when the second voice is missing. What stands between the two
// voices is inside; the speech of the second one ends it.
func (f *fdxWriter) dualEnd(i int) int {
	es := f.s.Elements
	j := i + 1
	for j < len(es) && es[j].Kind != Cue {
		j++
	}
	if j == len(es) || es[j].Dual != Right {
		return 0
	}
	for j++; j < len(es) && (es[j].Kind == Dialogue || es[j].Kind == Parenthetical || es[j].Kind == Lyrics || es[j].Kind == Note); j++ {
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
			f.rep.Warnf(f.s.Place(e.Line), ruleLost, "FDX ne garde pas le texte mis de côté : «\u00a0%s\u00a0».",
				fr.Clip(oneLine(e.Text)))
			i++
			continue
		case PageBreak:
			if i+1 < len(es) && es[i+1].Kind != PageBreak && es[i+1].Kind != Note && es[i+1].Kind != Boneyard &&
				es[i+1].Dual != Left {
				i = f.paragraph(i+1, true)
				continue
			}
			f.put("    <Paragraph StartsNewPage=\"Yes\" Type=\"Action\">\n      <Text></Text>\n    </Paragraph>\n")
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
			notes += scriptNote(m.Text, nil)
			f.rep.Notef(f.s.Place(m.Line), ruleLost, "FDX garde la note «\u00a0%s\u00a0», mais pas sa place dans la ligne.",
				fr.Clip(oneLine(m.Text)))
		} else {
			f.rep.Warnf(f.s.Place(m.Line), ruleLost, "FDX ne garde pas le texte mis de côté : «\u00a0%s\u00a0».",
				fr.Clip(oneLine(m.Text)))
		}
	}
	if e.After != "" || e.Level > 4 {
		f.rep.Notef(f.s.Place(e.Line), ruleLost, "FDX ne garde pas %s de «\u00a0%s\u00a0».",
			cmp.Or(e.After, "le niveau "+strconv.Itoa(e.Level)), fr.Clip(oneLine(e.Text)))
	}
	typ, align := fdxType(e)
	synopsis := ""
	if e.Kind == Heading && next < len(es) && es[next].Kind == Synopsis && es[next].Type == "" &&
		(e.Scene == nil || e.Scene.Summary == "") {
		synopsis = es[next].Text
		next++
	}
	for next < len(es) && es[next].Kind == Note {
		notes += scriptNote(es[next].Text, es[next].Attributes)
		next++
	}
	said := map[string]string{}
	if e.Kind != Note {
		maps.Copy(said, e.Attributes)
		said["Type"] = typ
	}
	if align {
		said["Alignment"] = "Center"
	}
	if e.Number != "" {
		said["Number"] = e.Number
	}
	if newPage {
		said["StartsNewPage"] = "Yes"
	}
	f.put("    <Paragraph", attributes(said), ">\n")
	if e.Kind == Note { // a note with nothing before it to hold it
		notes = scriptNote(e.Text, e.Attributes) + notes
	}
	f.properties(e.Scene, synopsis)
	for _, r := range f.raw[i] {
		f.put("      ", r, "\n")
	}
	if e.Kind != Note {
		f.text(e)
	}
	f.put(notes, "    </Paragraph>\n")
	return next
}

// attributes writes the attributes of an element in the order of their names, each after a space. A name that is none is left out.
func attributes(said map[string]string) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(said)) {
		if attributeName(k) {
			b.WriteString(" " + k + `="` + strings.ReplaceAll(esc(said[k]), "\n", "&#xA;") + `"`)
		}
	}
	return b.String()
}

// attributeName tells the names that a reader of XML takes.
func attributeName(s string) bool {
	t, err := xml.NewDecoder(strings.NewReader("<a " + s + `="">`)).RawToken()
	e, ok := t.(xml.StartElement)
	if err != nil || !ok || len(e.Attr) != 1 {
		return false
	}
	name := e.Attr[0].Name.Local
	if e.Attr[0].Name.Space != "" {
		name = e.Attr[0].Name.Space + ":" + name
	}
	return name == s
}

func scriptNote(s string, said map[string]string) string {
	var b strings.Builder
	b.WriteString("      <ScriptNote" + attributes(said) + ">")
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
	said := map[string]string{"Title": p.Title}
	maps.Copy(said, p.Attributes)
	if p.Eighths > 0 {
		said["Length"] = fr.Eighths(p.Eighths)
	}
	if p.Page != "" {
		said["Page"] = p.Page
	}
	if p.Colour != "" {
		said["Color"] = p.Colour
	}
	f.put("      <SceneProperties", attributes(said), ">")
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
	if len(p.Arc) > 0 && !strings.Contains(p.Rest, "<SceneArcBeats") {
		f.put("<SceneArcBeats>")
		for _, n := range p.Arc {
			f.put(`<CharacterArcBeat Name="`, esc(n), `"/>`)
		}
		f.put("</SceneArcBeats>")
	}
	f.put(p.Rest, "</SceneProperties>\n")
}

// text writes the runs of an element: a new one wherever the style or what is said of the words changes.
func (f *fdxWriter) text(e *Element) {
	spans := []Span{{Text: e.Printed()}}
	if e.Kind != Heading && e.Kind != Cue {
		spans = Spans(e.Text)
	}
	marked, lost := placed(e.Stretches, e.Printed())
	for _, s := range lost {
		f.rep.Warnf(f.s.Place(e.Line), ruleLost,
			"L'étiquette %s ne trouve plus de mots : «\u00a0%s\u00a0» a disparu du texte.",
			s.Tag, fr.Clip(s.Text))
	}
	at := 0
	for _, s := range spans {
		for s.Text != "" {
			n := min(nextEdge(marked, at)-at, len(s.Text))
			f.piece(s, s.Text[:n], said(marked, at))
			s.Text = s.Text[n:]
			at += n
		}
	}
}

// nextEdge is the first place after at where a stretch starts or ends.
func nextEdge(all []Stretch, at int) int {
	next := math.MaxInt
	for _, s := range all {
		for _, edge := range [...]int{s.From, s.To} {
			if edge > at {
				next = min(next, edge)
			}
		}
	}
	return next
}

// piece writes one run.
func (f *fdxWriter) piece(look Span, text string, mark Stretch) {
	style := styleOf(look)
	said := maps.Clone(mark.Attributes)
	if said == nil {
		said = map[string]string{}
	}
	if s := said["Style"]; s != "" {
		style = append(style, s)
	}
	if delete(said, "Style"); style != nil {
		said["Style"] = strings.Join(style, "+")
	}
	if mark.Tag != "" {
		said["TagNumber"] = mark.Tag
	}
	if mark.Revision != "" {
		said["RevisionID"] = mark.Revision
	}
	f.put("      <Text", attributes(said), ">", esc(text), "</Text>\n")
}

// styleOf lists the words that FDX has for a look.
func styleOf(look Span) []string {
	var style []string
	if look.Bold {
		style = append(style, "Bold")
	}
	if look.Italic {
		style = append(style, "Italic")
	}
	if look.Underline {
		style = append(style, "Underline")
	}
	return style
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

// tagData writes the categories and the parts kept, by name; those of no name stand behind the categories.
func (f *fdxWriter) tagData(parts map[string]string) {
	if len(f.s.TagCategories) == 0 && len(parts) == 0 {
		return
	}
	f.put("  ", cmp.Or(parts[rawTagData], "<TagData>"), "\n    ", cmp.Or(parts[rawCategories], "<TagCategories>"), "\n")
	for _, c := range f.s.TagCategories {
		said := maps.Clone(c.Attributes)
		if said == nil {
			said = map[string]string{}
		}
		for name, v := range map[string]string{"Color": c.Colour, "Style": c.Style} {
			if v != "" {
				said[name] = v
			}
		}
		said["Id"], said["Name"], said["Number"] = c.ID, c.Name, strconv.Itoa(c.Number)
		f.put("      <TagCategory", attributes(said))
		if c.Rest == "" {
			f.put("/>\n")
			continue
		}
		f.put(">", c.Rest, "</TagCategory>\n")
	}
	f.put(parts[rawInside], "    </TagCategories>\n", parts[""], "  </TagData>\n")
}
