package breakdown

import (
	"cmp"
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// Tag returns the screenplay with the elements and extras kept in the breakdown tagged in its text, as the tagger of Final Draft does
// (TagData); script.WriteFDX writes them. What a person added, which no words of the text name, is tagged on the heading of its scene.
// Tags of what was rejected or taken off a scene are taken off it; tags of cast and notes stay. The report tells what is only proposed,
// and scenes that the screenplay does not have.
func (b Breakdown) Tag(s script.Script) (script.Script, moteur.Report) {
	w := tagWriter{s: s, t: readTagger(&s)}
	w.s.Elements = slices.Clone(s.Elements)
	for i := range w.s.Elements {
		w.s.Elements[i].Stretches = slices.Clone(w.s.Elements[i].Stretches)
		for _, m := range w.s.Elements[i].Stretches {
			w.used(m.Tag)
		}
	}
	for _, n := range w.t.numbers {
		w.used(n)
	}
	fresh := New(s, Settings{NoProposals: true})
	match := matchScenes(b.Scenes, fresh.Scenes)
	scene, proposed := -1, 0
	for i := 0; i < len(w.s.Elements); {
		end := i + 1
		for end < len(w.s.Elements) && w.s.Elements[end].Kind != script.Heading {
			end++
		}
		if w.s.Elements[i].Kind == script.Heading && !takesOutAbove(w.s.Elements, i) {
			if scene++; match[scene] >= 0 {
				proposed += w.scene(&b.Scenes[match[scene]], i, end)
			}
		}
		i = end
	}
	for o := range b.Scenes {
		if !slices.Contains(match, o) && len(b.Scenes[o].Elements)+len(b.Scenes[o].Extras) > 0 {
			w.rep.Warnf("scenes."+b.Scenes[o].Number, ruleTagPlace,
				"La séquence %s n'est pas dans le scénario : ses éléments ne sont pas étiquetés.", b.Scenes[o].Number)
		}
	}
	if proposed > 0 {
		w.rep.Notef("scenes", ruleTagPlace, "%s : gardés, ils seraient étiquetés dans le texte.",
			fr.Plural(proposed, "élément seulement proposé", "éléments seulement proposés"))
	}
	w.parts()
	return w.s, w.rep
}

// tagWriter tags a script.
type tagWriter struct {
	s     script.Script
	t     tagger
	rep   moteur.Report
	added []definition // definitions to write
	news  []string     // numbers of tags to write
	top   int          // the highest number of a tag, those that nothing defines too
}

// used notes a number that no new tag may take.
func (w *tagWriter) used(number string) {
	if v, err := strconv.Atoi(number); err == nil && v < 1<<30 {
		w.top = max(w.top, v)
	}
}

// wish is an element to tag in a scene: its name, the label of a definition made for it, the words and the line it was found at, and the
// key of what a tag may call it still, when a person gave it another name or category.
type wish struct {
	category          Category
	name, label, text string
	line              int
	from              string
}

// scene tags the elements of a scene that stand from its heading up to end, and counts those that are only proposed.
func (w *tagWriter) scene(sc *Scene, from, end int) (proposed int) {
	var wanted []wish
	want := func(state State, n wish) {
		switch state {
		case Rejected:
		case Proposed:
			proposed++
		default:
			wanted = append(wanted, n)
		}
	}
	for _, n := range sc.Elements {
		want(n.State, wish{n.Category, n.Name, n.Name, n.Text, n.Line, n.proposal().from})
	}
	for _, x := range sc.Extras {
		label := x.Kind
		if x.Count > 0 {
			label = fmt.Sprintf("%s (%d)", x.Kind, x.Count)
		}
		want(x.State, wish{Extras, x.Kind, label, x.Text, x.Line, needKey(Extras, cmp.Or(x.FromKind, x.Kind))})
	}
	done := w.sweep(wanted, from, end)
	for i, n := range wanted {
		if done[i] {
			continue
		}
		w.put(n, from, end)
		for k := i + 1; k < len(wanted); k++ {
			done[k] = done[k] || wanted[k].key() == n.key() && wanted[k].text == n.text
		}
	}
	return proposed
}

func (n wish) key() string { return needKey(n.category, n.name) }

// sweep takes off the tags of a scene that nobody wants there any more, gives those of renamed elements their new definition, and tells
// which wishes are tagged already.
func (w *tagWriter) sweep(wanted []wish, from, end int) []bool {
	done := make([]bool, len(wanted))
	wants := map[string][]int{} // wishes by what a tag may call them
	for i, n := range wanted {
		if wants[n.key()] = append(wants[n.key()], i); n.from != n.key() {
			wants[n.from] = append(wants[n.from], i)
		}
	}
	for i := from; i < end; i++ {
		e := &w.s.Elements[i]
		for k := range e.Stretches {
			m := &e.Stretches[k]
			defs, ok := w.t.of(*m)
			if m.Tag == "" || !ok {
				continue
			}
			var stay []definition
			for _, d := range defs {
				n := wish{category: w.t.category(d), name: cmp.Or(d.label, strings.TrimSpace(m.Text)), text: strings.TrimSpace(m.Text)}
				if n.category == Extras {
					n.name, _ = cutCount(n.name)
				}
				at := wants[n.key()]
				if len(at) > 1 { // several words for one name: those that the tag is on
					if same := slices.IndexFunc(at, func(i int) bool { return fr.Fold(wanted[i].text) == fr.Fold(n.text) }); same >= 0 {
						at = at[same : same+1]
					}
				}
				switch {
				case n.category == "":
					stay = append(stay, d)
				case len(at) > 0:
					if now := wanted[at[0]]; now.key() != n.key() {
						d = w.definition(now)
					}
					stay = append(stay, d)
					for _, i := range at {
						done[i] = true
					}
				}
			}
			if !slices.Equal(stay, defs) {
				m.Tag = w.numbered(stay)
			}
		}
		e.Stretches = slices.DeleteFunc(e.Stretches, func(m script.Stretch) bool {
			return m.Tag == "" && m.Revision == "" && len(m.Attributes) == 0
		})
		if len(e.Stretches) == 0 {
			e.Stretches = nil
		}
	}
	return done
}

// put tags the words of a wish where they stand in its scene, else the heading of the scene.
func (w *tagWriter) put(n wish, from, end int) {
	d := w.definition(n)
	if text := script.Plain(n.text); text != "" {
		for _, near := range []bool{true, false} {
			for i := from; i < end; i++ {
				e := &w.s.Elements[i]
				printed := e.Printed()
				if near && (n.line < e.Line || n.line > e.Line+strings.Count(printed, "\n")) || !printedWords(e.Kind) {
					continue
				}
				if at := strings.Index(printed, text); at >= 0 && w.mark(e, at, at+len(text), d) {
					return
				}
			}
		}
	}
	e := &w.s.Elements[from]
	for k := range e.Stretches {
		if m := &e.Stretches[k]; m.Tag != "" {
			defs, _ := w.t.of(*m)
			m.Tag = w.numbered(append(defs, d))
			return
		}
	}
	w.mark(e, 0, len(e.Printed()), d)
}

// printedWords tells the kinds whose words can be tagged.
func printedWords(k script.Kind) bool {
	switch k {
	case script.Note, script.Boneyard, script.PageBreak, script.Section, script.Synopsis:
		return false
	}
	return true
}

// mark tags the words from one offset to another; false when a tag of other words is in the way. Marks of revision below are cut so
// that each word keeps its own.
func (w *tagWriter) mark(e *script.Element, from, to int, d definition) bool {
	for k := range e.Stretches {
		m := &e.Stretches[k]
		if m.Tag == "" || m.To <= from || m.From >= to {
			continue
		}
		if m.From > from || m.To < to {
			return false
		}
		defs, _ := w.t.of(*m)
		m.Tag = w.numbered(append(defs, d))
		return true
	}
	printed := e.Printed()
	number := w.numbered([]definition{d})
	var out []script.Stretch
	at := from
	piece := func(m script.Stretch, from, to int) {
		if from < to {
			m.From, m.To, m.Text = from, to, printed[from:to]
			out = append(out, m)
		}
	}
	for _, m := range e.Stretches {
		if m.To <= from || m.From >= to {
			out = append(out, m)
			continue
		}
		piece(m, m.From, from)
		piece(script.Stretch{Tag: number}, at, m.From)
		over := m
		over.Tag = number
		piece(over, max(m.From, from), min(m.To, to))
		at = min(m.To, to)
		piece(m, to, m.To)
	}
	piece(script.Stretch{Tag: number}, at, to)
	slices.SortStableFunc(out, func(a, b script.Stretch) int { return a.From - b.From })
	e.Stretches = out
	return true
}

// definition finds or makes the definition of a wish.
func (w *tagWriter) definition(n wish) definition {
	for _, d := range w.t.definitions {
		if w.t.category(d) == n.category && fr.Fold(d.label) == fr.Fold(n.label) {
			return d
		}
	}
	d := definition{id: identifier("définition", string(n.category), fr.Fold(n.label)), category: w.categoryID(n.category), label: n.label}
	w.t.define(d)
	w.added = append(w.added, d)
	return d
}

// categoryID finds or makes the category of the tagger of one of ours.
func (w *tagWriter) categoryID(c Category) string {
	top := 0
	for _, t := range w.t.categories {
		if w.t.category(definition{category: t.ID}) == c {
			return t.ID
		}
		top = max(top, t.Number)
	}
	id, name := taggerCategory(c)
	if id == "" {
		id = identifier("catégorie", string(c))
	}
	r, g, b, _ := c.Fill().RGB()
	w.t.categories = append(w.t.categories, script.TagCategory{ID: id, Name: name, Number: top + 1, Style: "Bold",
		Colour: fmt.Sprintf("#%02X%02X%02X%02X%02X%02X", r, r, g, g, b, b)})
	return id
}

// numbered gives the number of the tag that stands for some definitions, a new one when the file has none; empty for none.
func (w *tagWriter) numbered(defs []definition) string {
	if len(defs) == 0 {
		return ""
	}
	var ids []string
	for _, d := range defs {
		if !slices.Contains(ids, key(d.id)) {
			ids = append(ids, key(d.id))
		}
	}
	for _, n := range w.t.numbers {
		if slices.Equal(w.t.tags[n], ids) {
			return n
		}
	}
	w.top++
	n := strconv.Itoa(w.top)
	w.t.number(n, ids)
	w.news = append(w.news, n)
	return n
}

// identifier makes an identifier out of words: the same words, the same identifier.
func identifier(words ...string) string {
	h := sha1.Sum([]byte(strings.Join(words, "\x00")))
	h[6], h[8] = h[6]&0x0F|0x50, h[8]&0x3F|0x80 // a name-based identifier (RFC 9562, version 5)
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// parts writes the new definitions and tags behind those that the file has.
func (w *tagWriter) parts() {
	w.s.TagCategories = w.t.categories
	w.s.Raw = slices.Clone(w.s.Raw)
	carried := map[string]bool{}
	for i := range w.s.Elements {
		for _, m := range w.s.Elements[i].Stretches {
			carried[m.Tag] = true
		}
	}
	var defs, tags strings.Builder
	for _, d := range w.added {
		fmt.Fprintf(&defs, `<TagDefinition CatId="%s" Id="%s" Label="%s" Number="%d"/>`, escaped(d.category), d.id, escaped(d.label),
			1+slices.IndexFunc(w.t.definitions, func(o definition) bool { return o.id == d.id }))
	}
	for _, n := range w.news {
		if !carried[n] { // another has taken its place
			continue
		}
		fmt.Fprintf(&tags, `<Tag Number="%s">`, n)
		for _, id := range w.t.tags[n] {
			fmt.Fprintf(&tags, "<DefId>%s</DefId>", escaped(w.t.defs[id].id))
		}
		tags.WriteString("</Tag>")
	}
	w.part(rawDefinitions, "TagDefinitions", defs.String())
	w.part(rawTags, "Tags", tags.String())
}

// part adds elements at the end of a raw part, which is made when there is none.
func (w *tagWriter) part(name, element, more string) {
	if more == "" {
		return
	}
	for i, r := range w.s.Raw {
		if r.Name != name {
			continue
		}
		if at := strings.LastIndex(r.XML, "</"); at >= 0 {
			w.s.Raw[i].XML = r.XML[:at] + more + r.XML[at:]
		} else {
			w.s.Raw[i].XML = "<" + element + ">" + more + "</" + element + ">"
		}
		return
	}
	w.s.Raw = append(w.s.Raw, script.RawPart{Name: name, XML: "<" + element + ">" + more + "</" + element + ">", Element: -1})
}

func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // a Builder never fails
	return b.String()
}
