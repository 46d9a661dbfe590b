package script

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// The parts that hold the first tags of the tagger's data, when they carry something.
const (
	rawTagData    = "TagData"
	rawCategories = "TagData/TagCategories"
	rawInside     = "TagData/TagCategories/" // what stands among the categories and is none
)

// tagData reads the categories of the tagger and keeps the rest.
func (f *fdxReader) tagData(e xml.StartElement) error {
	f.head(rawTagData, e)
	return f.children(func(e xml.StartElement) error {
		if e.Name.Local != "TagCategories" {
			return f.keep("TagData/"+e.Name.Local, -1)
		}
		f.head(rawCategories, e)
		return f.children(func(c xml.StartElement) error {
			if c.Name.Local != "TagCategory" {
				return f.keep(rawInside+c.Name.Local, -1)
			}
			return f.tagCategory(c)
		}, f.looseIn("TagCategories"))
	}, f.looseIn("TagData"))
}

// head keeps the first tag of an element that carries attributes.
func (f *fdxReader) head(name string, e xml.StartElement) {
	said := attributes(f.attributes(e))
	if said == "" {
		return
	}
	for _, r := range f.s.Raw {
		if r.Name == name {
			f.rep.Notef(f.at(), ruleFDXKept, "Deuxième élément <%s> : ses attributs ne sont pas gardés :%s.", e.Name.Local, fr.Clip(said))
			return
		}
	}
	f.s.Raw = append(f.s.Raw, RawPart{Name: name, XML: "<" + e.Name.Local + said + ">", Element: -1})
}

// looseIn tells a text that stands where only elements do.
func (f *fdxReader) looseIn(element string) func([]byte) {
	return func(t []byte) {
		if text := strings.TrimSpace(string(t)); text != "" {
			f.rep.Warnf(f.at(), ruleFDXLoose, "Texte dans <%s>, qui n'est pas gardé : «\u00a0%s\u00a0».", element, fr.Clip(text))
		}
	}
}

// tagCategory reads a category of the tagger, with what it holds as it is written.
func (f *fdxReader) tagCategory(e xml.StartElement) error {
	t := TagCategory{ID: attr(e, "Id"), Name: attr(e, "Name"), Colour: attr(e, "Color"), Style: attr(e, "Style"),
		Attributes: f.attributes(e, "Id", "Name", "Color", "Style", "Number")}
	var err error
	if n := attr(e, "Number"); n != "" {
		if t.Number, err = strconv.Atoi(n); err != nil {
			f.rep.Notef(f.at(), ruleFDXKept, "Numéro illisible de la catégorie «\u00a0%s\u00a0» : «\u00a0%s\u00a0».",
				fr.Clip(t.Name), fr.Clip(n))
		}
	}
	start := f.d.InputOffset()
	if err := f.skip(); err != nil {
		return err
	}
	inside := f.src[start:f.d.InputOffset()]
	if end := strings.LastIndex(inside, "</"); end > 0 && strings.TrimSpace(inside[:end]) != "" {
		t.Rest = inside[:end]
	}
	f.s.TagCategories = append(f.s.TagCategories, t)
	return nil
}
