package script

import (
	"encoding/xml"
	"strconv"
)

// tagData reads the categories of the tagger and keeps the rest.
func (f *fdxReader) tagData() error {
	return f.children(func(e xml.StartElement) error {
		if e.Name.Local != "TagCategories" {
			start := f.startOf()
			raw, err := f.raw(start)
			if err == nil {
				f.s.Raw = append(f.s.Raw, RawPart{Name: "TagData/" + e.Name.Local, XML: raw, Element: -1})
			}
			return err
		}
		return f.children(func(c xml.StartElement) error {
			t := TagCategory{ID: attr(c, "Id"), Name: attr(c, "Name"), Colour: attr(c, "Color"), Style: attr(c, "Style")}
			t.Number, _ = strconv.Atoi(attr(c, "Number"))
			f.s.TagCategories = append(f.s.TagCategories, t)
			return f.skip()
		}, nil)
	}, nil)
}
