package script

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// The rules of the issues found while reading FDX.
const (
	ruleFDXType   = "script/fdx-unknown-type"
	ruleFDXKept   = "script/fdx-unknown-element"
	ruleFDXLength = "script/fdx-length"
	ruleFDXEmpty  = "script/fdx-empty-heading"
	ruleFDXLoose  = "script/fdx-loose-text"
	ruleFDXOmit   = "script/fdx-omitted-scene"
	ruleFDXStruck = "script/struck-text"
)

const maxDepth = 200 // nesting of XML elements read

// ParseFDX reads a Final Draft document (FDX, versions 2 to 6). It reads by path: what stands elsewhere under the same name is
// not script. Characters that XML forbids are repaired and told; a file that is still malformed is a *FormatError. A type of
// paragraph that the production named itself is read as the type it is paginated as. What is not read is kept in Script.Raw, in the
// attributes and stretches of the elements, or named in Script.Issues.
func ParseFDX(r io.Reader, opt Settings) (Script, error) {
	b, err := decode.All(r, opt.MaxBytes)
	if err != nil {
		return Script{}, fmt.Errorf("script: %w", err)
	}
	text, issues := decode.Text(b, opt.Name)
	text, repairs := mend(text, opt.Name)
	issues = append(issues, repairs...)
	f, err := readFDX(text, opt, nil)
	if err != nil {
		if again, repairs := mendTexts(text, opt.Name); repairs != nil {
			if f2, err2 := readFDX(again, opt, nil); err2 == nil {
				f, err, text = f2, nil, again
				issues = append(issues, repairs...)
			}
		}
	}
	if err == nil && f.renamed() {
		f, err = readFDX(text, opt, f.paginated)
	}
	if err != nil {
		return Script{}, err
	}
	f.s.Issues = append(issues, f.rep.Issues...)
	f.s.Doubts()
	return f.s, nil
}

// readFDX reads a well-formed document; bases gives the type that each type of the production is paginated as.
func readFDX(text string, opt Settings, bases map[string]string) (*fdxReader, error) {
	f := &fdxReader{src: text, d: xml.NewDecoder(strings.NewReader(text)), s: Script{Format: "fdx", French: opt.French, name: opt.Name},
		bases: bases, types: map[string]bool{}, paginated: map[string]string{}}
	f.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // already UTF-8
	return f, f.document()
}

type fdxReader struct {
	src       string
	d         *xml.Decoder
	s         Script
	rep       moteur.Report
	depth     int
	hidden    bool              // characters that print nothing are already told
	prefixes  map[string]string // namespace → its prefix
	bases     map[string]string // type of the production → type it is read as
	types     map[string]bool   // unknown paragraph types already told
	paginated map[string]string // what ElementSettings say: type → type it is paginated as
	dropped   map[string]bool   // attributes that nothing keeps, with their element: "Alignment (Paragraph)"
}

// renamed tells whether a paragraph has a type of the production that the settings, which come after the text, give a known one.
func (f *fdxReader) renamed() bool {
	for t := range f.types {
		if _, _, ok := fdxKind(f.paginated[t]); ok && f.bases == nil {
			return true
		}
	}
	return false
}

func (f *fdxReader) fail(format string, args ...any) error {
	line, _ := f.d.InputPos()
	return &FormatError{Format: "FDX", Place: decode.Place(f.s.name, line), Detail: fmt.Sprintf(format, args...)}
}

func (f *fdxReader) at() string {
	line, _ := f.d.InputPos()
	return decode.Place(f.s.name, line)
}

// next reads a token and keeps the depth.
func (f *fdxReader) next() (xml.Token, error) {
	t, err := f.d.Token()
	if err == io.EOF {
		return nil, err
	}
	if err != nil {
		return nil, f.fail(decode.BadXML)
	}
	switch t.(type) {
	case xml.StartElement:
		if f.depth++; f.depth > maxDepth {
			return nil, f.fail("plus de %d éléments imbriqués", maxDepth)
		}
	case xml.EndElement:
		f.depth--
	}
	return t, nil
}

// children calls fn for each child of the current element, and text for its own characters; fn must read its child to the end.
func (f *fdxReader) children(fn func(xml.StartElement) error, text func([]byte)) error {
	for {
		t, err := f.next()
		if err == io.EOF {
			return f.fail(decode.BadXML)
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := fn(t); err != nil {
				return err
			}
		case xml.CharData:
			if text != nil {
				text(t)
			}
		case xml.EndElement:
			return nil
		}
	}
}

// skip reads the current element to its end.
func (f *fdxReader) skip() error {
	return f.children(func(xml.StartElement) error { return f.skip() }, nil)
}

// raw reads the element just opened to its end and returns it as written.
func (f *fdxReader) raw() (string, error) {
	start := f.startOf()
	if err := f.skip(); err != nil {
		return "", err
	}
	return f.src[start:f.d.InputOffset()], nil
}

// startOf finds where the element just opened starts in the source.
func (f *fdxReader) startOf() int64 {
	return int64(strings.LastIndexByte(f.src[:f.d.InputOffset()], '<'))
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (f *fdxReader) document() error {
	head := ""
	for {
		t, err := f.next()
		if err == io.EOF {
			return f.fail("aucun élément FinalDraft : exporter de nouveau le scénario en Final Draft (.fdx)")
		}
		if err != nil {
			return err
		}
		root, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "FinalDraft" {
			return f.fail("la racine est <%s>, pas <FinalDraft> : exporter de nouveau le scénario en Final Draft (.fdx)",
				fr.Clip(root.Name.Local))
		}
		head = f.src[f.startOf():f.d.InputOffset()]
		f.namespaces(root)
		break
	}
	content := false
	err := f.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Content":
			content = true
			f.unread(e)
			return f.content(&f.s.Elements)
		case "TagData":
			return f.tagData(e)
		case "TitlePage":
			start := f.startOf()
			if err := f.titlePage(); err != nil {
				return err
			}
			f.s.Raw = append(f.s.Raw, RawPart{Name: "TitlePage", XML: f.src[start:f.d.InputOffset()], Element: -1})
			return nil
		case "ElementSettings":
			return f.elementSettings(e)
		}
		return f.keep(e.Name.Local, -1)
	}, nil)
	if err != nil {
		return err
	}
	for { // what follows the root must be well formed too
		if _, err := f.next(); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
	}
	if !content {
		return f.fail("aucun élément Content : ce n'est pas un scénario Final Draft")
	}
	f.s.Raw = append(f.s.Raw, RawPart{Name: rawRoot, XML: head, Element: -1})
	if len(f.dropped) > 0 {
		f.rep.Notef(f.s.name, ruleFDXKept, "Attributs qui ne sont pas gardés : %s.",
			strings.Join(slices.Sorted(maps.Keys(f.dropped)), ", "))
	}
	return nil
}

// rawRoot names the part that holds the first tag of the document, with its version and namespaces.
const rawRoot = "FinalDraft"

// elementSettings keeps the settings of a type of paragraph, and notes the type it is paginated as.
func (f *fdxReader) elementSettings(e xml.StartElement) error {
	start := f.startOf()
	base := ""
	err := f.children(func(c xml.StartElement) error {
		if c.Name.Local == "Behavior" {
			base = attr(c, "PaginateAs")
		}
		return f.skip()
	}, nil)
	if base == "" {
		base = attr(e, "BaseType")
	}
	f.paginated[attr(e, "Type")] = base
	f.s.Raw = append(f.s.Raw, RawPart{Name: e.Name.Local, XML: f.src[start:f.d.InputOffset()], Element: -1})
	return err
}

// keep keeps the element just opened as it is written, under a name.
func (f *fdxReader) keep(name string, element int) error {
	raw, err := f.raw()
	if err == nil {
		f.s.Raw = append(f.s.Raw, RawPart{Name: name, XML: raw, Element: element})
	}
	return err
}

// content reads the paragraphs of Content.
func (f *fdxReader) content(out *[]Element) error {
	loose := func(t string) {
		if text := trim(f.visible(t)); text != "" {
			line, _ := f.d.InputPos()
			f.rep.Warnf(f.at(), ruleFDXLoose, "Texte hors de tout paragraphe, lu comme action : «\u00a0%s\u00a0».", fr.Clip(text))
			*out = append(*out, Element{Kind: Action, Text: protect(text), Line: line})
		}
	}
	return f.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Paragraph":
			return f.paragraph(e, out)
		case "Text":
			text, err := f.characters()
			loose(text)
			return err
		}
		f.rep.Notef(f.at(), ruleFDXKept, "Élément <%s> inconnu dans le contenu : gardé tel quel.", fr.Clip(e.Name.Local))
		if err := f.keep(e.Name.Local, holder(*out)); err != nil {
			return err
		}
		f.s.Raw[len(f.s.Raw)-1].After = true
		return nil
	}, func(t []byte) { loose(string(t)) })
}

// holder is the last element that is written as a paragraph of its own, so that it can hold what has no text; -1 when there is none.
func holder(es []Element) int {
	i := len(es) - 1
	for i >= 0 && (es[i].Kind == Note || es[i].Kind == PageBreak) {
		i--
	}
	return i
}

// titlePage reads the paragraphs of the title page.
func (f *fdxReader) titlePage() error {
	var lines []TitleEntry
	err := f.children(func(e xml.StartElement) error {
		if e.Name.Local != "Content" {
			return f.skip()
		}
		return f.children(func(p xml.StartElement) error {
			line, _ := f.d.InputPos()
			text, err := f.paragraphText()
			for _, l := range strings.Split(text, "\n") {
				if t := trim(l); t != "" {
					lines = append(lines, TitleEntry{Value: t, Line: line})
				}
			}
			return err
		}, nil)
	}, nil)
	f.s.TitlePage = append(f.s.TitlePage, TitleOf(lines)...)
	return err
}

// paragraphText reads the text of the paragraph just opened.
func (f *fdxReader) paragraphText() (string, error) {
	var b strings.Builder
	err := f.children(func(e xml.StartElement) error {
		if e.Name.Local != "Text" {
			return f.skip()
		}
		text, err := f.characters()
		b.WriteString(text)
		return err
	}, nil)
	return b.String(), err
}

// characters reads the characters of the current element to its end, those of the elements inside it too, which are told.
func (f *fdxReader) characters() (string, error) {
	var b strings.Builder
	var inside func(e xml.StartElement) error
	collect := func(t []byte) { b.Write(t) }
	inside = func(e xml.StartElement) error {
		f.rep.Notef(f.at(), ruleFDXKept, "Élément <%s> inconnu dans un texte : ses mots sont lus, pas sa mise en forme.",
			fr.Clip(e.Name.Local))
		return f.children(inside, collect)
	}
	err := f.children(inside, collect)
	return f.visible(b.String()), err
}

// visible takes out of a text what prints nothing, which is told once, and makes its line ends those of this package.
func (f *fdxReader) visible(text string) string {
	if v := fr.Visible(text); v != text {
		if text = v; !f.hidden {
			f.hidden = true
			f.rep.Notef(f.at(), ruleInvisible,
				"Le texte contient des caractères invisibles (césure, largeur nulle, sens d'écriture) : ils sont ôtés.")
		}
	}
	return lineEnds.Replace(text)
}

// lineEnds makes line ends of the separators of lines and paragraphs.
var lineEnds = strings.NewReplacer("\u2028", "\n", "\u2029", "\n", "\u0085", "\n")

// unread notes the attributes of an element that nothing keeps, but those that are read.
func (f *fdxReader) unread(e xml.StartElement, read ...string) {
	for name := range f.attributes(e, read...) {
		if f.dropped == nil {
			f.dropped = map[string]bool{}
		}
		if len(f.dropped) < maxDropped {
			f.dropped[fr.Clip(name)+" ("+fr.Clip(e.Name.Local)+")"] = true
		}
	}
}

const maxDropped = 40 // attributes that are named

// namespaces notes the prefixes that the root declares.
func (f *fdxReader) namespaces(root xml.StartElement) {
	f.prefixes = map[string]string{}
	for _, a := range root.Attr {
		if a.Name.Space == "xmlns" {
			f.prefixes[a.Value] = a.Name.Local
		}
	}
}

// attributes returns the attributes of an element but those that are read, under the names they are written with; nil when there is
// none. Those of a namespace that nothing declares are told.
func (f *fdxReader) attributes(e xml.StartElement, read ...string) map[string]string {
	var out map[string]string
	for _, a := range e.Attr {
		name := a.Name.Local
		if a.Name.Space == "" && slices.Contains(read, name) || a.Name.Space == "xmlns" || name == "xmlns" {
			continue
		}
		if a.Name.Space != "" {
			prefix, ok := f.prefixes[a.Name.Space]
			if !ok {
				f.rep.Notef(f.at(), ruleFDXKept, "L'attribut %s d'un espace de noms inconnu n'est pas gardé.", fr.Clip(name))
				continue
			}
			name = prefix + ":" + name
		}
		if out == nil {
			out = map[string]string{}
		}
		out[name] = a.Value
	}
	return out
}
