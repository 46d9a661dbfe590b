package script

import (
	"encoding/xml"
	"fmt"
	"io"
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
)

const maxDepth = 200 // nesting of XML elements read

// ParseFDX reads a Final Draft document (FDX, versions 2 to 6). It reads by path: what stands elsewhere under the same name is
// not script. Malformed XML is a *FormatError; unknown parts are kept in Script.Raw.
func ParseFDX(r io.Reader, opt Settings) (Script, error) {
	b, err := decode.All(r, opt.MaxBytes)
	if err != nil {
		return Script{}, fmt.Errorf("script: %w", err)
	}
	text, issues := decode.Text(b, opt.Name)
	f := &fdxReader{src: text, d: xml.NewDecoder(strings.NewReader(text)), s: Script{Format: "fdx", French: opt.French, name: opt.Name}}
	f.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // already UTF-8
	f.rep.Issues = issues
	if err := f.document(); err != nil {
		return Script{}, err
	}
	f.s.Issues = f.rep.Issues
	return f.s, nil
}

type fdxReader struct {
	src   string
	d     *xml.Decoder
	s     Script
	rep   moteur.Report
	depth int
	types map[string]bool // unknown paragraph types already told
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
		return nil, f.fail("XML mal formé : %s", err)
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
			return f.fail("XML mal formé : fin de fichier inattendue")
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

// raw reads the current element to its end and returns it as written. start is the offset of its first "<".
func (f *fdxReader) raw(start int64) (string, error) {
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
	for {
		t, err := f.next()
		if err == io.EOF {
			return f.fail("aucun élément FinalDraft")
		}
		if err != nil {
			return err
		}
		root, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "FinalDraft" {
			return f.fail("la racine est <%s>, pas <FinalDraft>", fr.Clip(root.Name.Local))
		}
		break
	}
	content := false
	err := f.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Content":
			content = true
			return f.content(&f.s.Elements)
		case "TagData":
			return f.tagData()
		case "TitlePage":
			start := f.startOf()
			if err := f.titlePage(); err != nil {
				return err
			}
			f.s.Raw = append(f.s.Raw, RawPart{Name: "TitlePage", XML: f.src[start:f.d.InputOffset()], Element: -1})
			return nil
		}
		return f.keep(e, -1)
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
	return nil
}

// keep keeps an element as it is written.
func (f *fdxReader) keep(e xml.StartElement, element int) error {
	raw, err := f.raw(f.startOf())
	if err == nil {
		f.s.Raw = append(f.s.Raw, RawPart{Name: e.Name.Local, XML: raw, Element: element})
	}
	return err
}

// content reads the paragraphs of Content.
func (f *fdxReader) content(out *[]Element) error {
	return f.children(func(e xml.StartElement) error {
		if e.Name.Local == "Paragraph" {
			return f.paragraph(e, out)
		}
		f.rep.Notef(f.at(), ruleFDXKept, "Élément <%s> inconnu dans le contenu : gardé tel quel.", fr.Clip(e.Name.Local))
		return f.keep(e, len(*out)-1)
	}, nil)
}

// titlePage reads the paragraphs of the title page: the first one is the title; after "written by" comes the author.
func (f *fdxReader) titlePage() error {
	var lines []Element
	err := f.children(func(e xml.StartElement) error {
		if e.Name.Local != "Content" {
			return f.skip()
		}
		return f.children(func(p xml.StartElement) error {
			line, _ := f.d.InputPos()
			text, err := f.paragraphText()
			if t := trim(text); t != "" {
				lines = append(lines, Element{Text: t, Line: line})
			}
			return err
		}, nil)
	}, nil)
	author := false
	var rest []string
	restLine := 0
	for i, l := range lines {
		switch {
		case i == 0:
			f.s.TitlePage = append(f.s.TitlePage, TitleEntry{Key: "Title", Value: l.Text, Line: l.Line})
		case isCredit(l.Text):
			f.s.TitlePage = append(f.s.TitlePage, TitleEntry{Key: "Credit", Value: l.Text, Line: l.Line})
			author = true
		case author:
			f.s.TitlePage = append(f.s.TitlePage, TitleEntry{Key: "Author", Value: l.Text, Line: l.Line})
			author = false
		default:
			if restLine == 0 {
				restLine = l.Line
			}
			rest = append(rest, l.Text)
		}
	}
	if len(rest) > 0 {
		f.s.TitlePage = append(f.s.TitlePage, TitleEntry{Key: "Contact", Value: strings.Join(rest, "\n"), Line: restLine})
	}
	return err
}

func isCredit(s string) bool {
	switch fr.Fold(s) {
	case "by", "written by", "screenplay by", "ecrit par", "scenario", "scenario de", "un film de", "de", "par",
		"un scenario de", "story by":
		return true
	}
	return false
}

// paragraphText reads the text of the paragraph just opened.
func (f *fdxReader) paragraphText() (string, error) {
	var b strings.Builder
	err := f.children(func(e xml.StartElement) error {
		if e.Name.Local == "Text" {
			return f.children(func(xml.StartElement) error { return f.skip() }, func(t []byte) { b.Write(t) })
		}
		return f.skip()
	}, nil)
	return b.String(), err
}
