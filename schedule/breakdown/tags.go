package breakdown

import (
	"encoding/xml"
	"slices"
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// The rules of the issues of the Final Draft tagger.
const (
	ruleTagUnknown = "breakdown/tag-unknown"
	ruleTagNote    = "breakdown/tag-note"
	ruleTagPlace   = "breakdown/tag-place"
)

// The parts of an FDX file that tell what its tags mean, and the categories of the tagger that are no elements.
const (
	rawDefinitions = "TagData/TagDefinitions"
	rawTags        = "TagData/Tags"
	rawRevisions   = "Revisions"

	castID  = "01fc9642-84ff-4366-b37c-a3068dee57e8"
	notesID = "15b6f4fd-4e74-4ad8-9971-b239d88c2997"
)

// tagXML is an element of the tagger's data: TagDefinition, Tag, Revision.
type tagXML struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	DefIDs  []string   `xml:"DefId"`
	Inner   string     `xml:",innerxml"`
}

func (t tagXML) attr(name string) string {
	for _, a := range t.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// tagList reads the elements of a raw part; what is no XML has none.
func tagList(raw string) []tagXML {
	var list struct {
		Items []tagXML `xml:",any"`
	}
	if xml.Unmarshal([]byte(raw), &list) != nil {
		return nil
	}
	return list.Items
}

// definition is an élément étiqueté: what a tag of Final Draft stands for.
type definition struct {
	id, category, label string
}

// tagger is the data of the Final Draft tagger of a script.
type tagger struct {
	categories  []script.TagCategory
	definitions []definition
	defs        map[string]definition // by identifier
	tags        map[string][]string   // number of a tag → identifiers of its definitions
	numbers     []string              // of the tags, in the order of the file
	revisions   map[string]string     // number of a revision → its name
}

// readTagger reads the raw parts of the tagger and of the revisions.
func readTagger(s *script.Script) tagger {
	t := tagger{categories: slices.Clone(s.TagCategories), defs: map[string]definition{}, tags: map[string][]string{},
		revisions: map[string]string{}}
	for _, r := range s.Raw {
		switch r.Name {
		case rawDefinitions:
			for _, x := range tagList(r.XML) {
				t.define(definition{x.attr("Id"), x.attr("CatId"), strings.TrimSpace(x.attr("Label"))})
			}
		case rawTags:
			for _, x := range tagList(r.XML) {
				t.number(x.attr("Number"), x.DefIDs)
			}
		case rawRevisions:
			for _, x := range tagList(r.XML) {
				t.revisions[x.attr("ID")] = x.attr("Name")
			}
		}
	}
	return t
}

func (t *tagger) define(d definition) {
	t.definitions = append(t.definitions, d)
	t.defs[key(d.id)] = d
}

func (t *tagger) number(n string, ids []string) {
	if _, twice := t.tags[n]; !twice {
		t.numbers = append(t.numbers, n)
	}
	for _, id := range ids {
		t.tags[n] = append(t.tags[n], key(id))
	}
}

// key is an identifier as it is compared.
func key(id string) string { return strings.ToLower(strings.TrimSpace(id)) }

// of lists what a stretch is tagged with; ok is false when a number of it means nothing.
func (t *tagger) of(m script.Stretch) (out []definition, ok bool) {
	ok = true
	for _, n := range strings.FieldsFunc(m.Tag, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		ids, known := t.tags[n]
		ok = ok && known
		for _, id := range ids {
			d, defined := t.defs[id]
			if ok = ok && defined; defined {
				out = append(out, d)
			}
		}
	}
	return out, ok
}

// category gives our category of a definition; cast and notes are none.
func (t *tagger) category(d definition) Category {
	if t.cast(d) {
		return ""
	}
	for _, c := range t.categories {
		if key(c.ID) != key(d.category) {
			continue
		}
		if ours := CategoryOf(c); ours != "" || key(c.ID) == notesID {
			return ours
		}
		return Category(c.Name) // a category of the production
	}
	if c := CategoryOf(script.TagCategory{ID: d.category}); c != "" || key(d.category) == notesID {
		return c
	}
	return Other
}

// cast tells a definition of the category of the roles, by its identifier or its name.
func (t *tagger) cast(d definition) bool {
	return key(d.category) == castID || slices.ContainsFunc(t.categories, func(c script.TagCategory) bool {
		return key(c.ID) == key(d.category) && fr.Fold(c.Name) == "cast members"
	})
}

// castTags makes roles of the words tagged as cast.
func (d *breaker) castTags(e *script.Element) {
	for _, m := range e.Stretches {
		defs, _ := d.tags.of(m)
		for _, def := range defs {
			if d.tags.cast(def) && def.label != "" {
				d.role(def.label, e.Line)
			}
		}
	}
}

// tagged adds to the scene being read what the tagger of Final Draft says of its words: a person tagged them, so it is kept, and wins
// over what the lexicon proposes of the same words. It notes the revisions too.
func (d *breaker) tagged(sc *Scene, from, to int) {
	clear(d.tagCount)
	for i := from; i < to; i++ {
		e := &d.s.Elements[i]
		for _, m := range e.Stretches {
			if m.Revision != "" {
				name := d.tags.revisions[m.Revision]
				if name == "" {
					name = "n° " + m.Revision
				}
				if !slices.Contains(sc.Revised, name) {
					sc.Revised = append(sc.Revised, name)
				}
			}
			if m.Tag == "" {
				continue
			}
			defs, ok := d.tags.of(m)
			if !ok {
				d.rep.Warnf(d.place(e.Line), ruleTagUnknown, "«\u00a0%s\u00a0» porte l'étiquette %s, que le fichier ne définit pas.",
					fr.Clip(m.Text), fr.Clip(m.Tag))
			}
			for _, def := range defs {
				d.tag(e, m, def)
			}
		}
	}
}

// tag adds one tagged element.
func (d *breaker) tag(e *script.Element, m script.Stretch, def definition) {
	line := e.Line + strings.Count(e.Printed()[:min(m.From, len(e.Printed()))], "\n")
	text, name := strings.TrimSpace(m.Text), def.label
	if name == "" {
		name = text
	}
	if e.Kind == script.Heading && !strings.Contains(fr.Fold(text), fr.Fold(name)) { // added to the scene, not found in its words
		text, line = "", 0
	}
	switch c := d.tags.category(def); {
	case d.tags.cast(def):
		at := d.present(d.role(name, e.Line), Silent, text, line)
		d.presences[at].State = Kept
	case key(def.category) == notesID:
		d.rep.Notef(d.place(e.Line), ruleTagNote, "Note étiquetée, qui n'est pas un élément : «\u00a0%s\u00a0».", fr.Clip(name))
	case c == Extras:
		kind, count := cutCount(name)
		d.tagExtra(Extra{Kind: kind, Count: count, Text: text, Line: line, State: Kept})
	default:
		d.tagNeed(Need{Category: c, Name: name, Text: text, Line: line, Count: 1, State: Kept})
	}
}

// tagNeed adds a tagged element, or keeps the one that the lexicon proposed: of the same name, of the same words, or of some of them.
func (d *breaker) tagNeed(n Need) {
	if d.tagCount == nil {
		d.tagCount = map[string]int{}
	}
	d.tagCount[needKey(n.Category, n.Name)]++
	same := func(o Need) bool { return o.Category == n.Category && fr.Fold(o.Name) == fr.Fold(n.Name) }
	if i := slices.IndexFunc(d.needs, same); i >= 0 {
		if o := &d.needs[i]; o.State == Kept {
			o.Count = max(o.Count, d.tagCount[needKey(n.Category, n.Name)])
		} else {
			o.State = Kept
		}
		return
	}
	if i := slices.IndexFunc(d.needs, func(o Need) bool {
		return o.State == Proposed && n.Text != "" && fr.Fold(o.Text) == fr.Fold(n.Text)
	}); i >= 0 {
		d.needs[i].Category, d.needs[i].Name, d.needs[i].State = n.Category, n.Name, Kept
		return
	}
	words := " " + plainWords(n.Text) + " "
	d.needs = slices.DeleteFunc(d.needs, func(o Need) bool { // the words proposed are part of those tagged
		return o.State == Proposed && o.Count <= 1 && o.Line == n.Line && o.Text != "" &&
			strings.Contains(words, " "+plainWords(o.Text)+" ")
	})
	d.needs = append(d.needs, n)
}

// plainWords are the words of a text as they are compared, with a space between.
func plainWords(text string) string {
	return strings.Join(strings.FieldsFunc(fr.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

func (d *breaker) tagExtra(x Extra) {
	if i := slices.IndexFunc(d.extras, func(o Extra) bool {
		return fr.Fold(o.Kind) == fr.Fold(x.Kind) || x.Text != "" && fr.Fold(o.Text) == fr.Fold(x.Text)
	}); i >= 0 {
		o := &d.extras[i]
		o.Kind, o.Count, o.State = x.Kind, max(x.Count, o.Count), Kept
		return
	}
	d.extras = append(d.extras, x)
}
