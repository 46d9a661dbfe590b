package script

import (
	"encoding/xml"
	"strconv"
)

// tagData reads the categories of the tagger and keeps the rest.
func (f *fdxReader) tagData() error {
	return f.children(func(e xml.StartElement) error {
		if e.Name.Local != "TagCategories" {
			return f.keep("TagData/"+e.Name.Local, -1)
		}
		return f.children(func(c xml.StartElement) error {
			t := TagCategory{ID: attr(c, "Id"), Name: attr(c, "Name"), Colour: attr(c, "Color"), Style: attr(c, "Style"),
				Attributes: f.attributes(c, "Id", "Name", "Color", "Style", "Number")}
			t.Number, _ = strconv.Atoi(attr(c, "Number"))
			f.s.TagCategories = append(f.s.TagCategories, t)
			return f.skip()
		}, nil)
	}, nil)
}
