package script

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
)

// The rules of the issues found while reading FDX.
const (
	ruleFDXType   = "script/fdx-unknown-type"
	ruleFDXKept   = "script/fdx-unknown-element"
	ruleFDXLength = "script/fdx-length"
	ruleFDXEmpty  = "script/fdx-empty-heading"
)

const maxDepth = 200 // nesting of XML elements read

// ErrFormat is the error of a file that is not what it should be.
var ErrFormat = errors.New("format de fichier non reconnu")

// FormatError is a fault of form in a file, with its place.
type FormatError struct {
	Format string // "FDX", "USS", "CSV"
	Place  string // "film.fdx:12"
	Detail string
}

// Error returns the place and the fault in French.
func (e *FormatError) Error() string {
	if e.Place == "" {
		return fmt.Sprintf("script: %s : %s", e.Format, e.Detail)
	}
	return fmt.Sprintf("script: %s : %s : %s", e.Format, e.Place, e.Detail)
}

// Unwrap makes the error match ErrFormat.
func (e *FormatError) Unwrap() error { return ErrFormat }

// ParseFDX reads a Final Draft document (FDX, versions 2 to 6). It reads by path: what stands elsewhere under the same name is
// not script. Malformed XML is a *FormatError; unknown parts are kept in Script.Raw.
func ParseFDX(r io.Reader, opt Options) (Script, error) {
	b, err := readAll(r, opt.MaxBytes)
	if err != nil {
		return Script{}, err
	}
	text, issues := decodeText(b, opt.Name)
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
	return &FormatError{Format: "FDX", Place: place(f.s.name, line), Detail: fmt.Sprintf(format, args...)}
}

func (f *fdxReader) at() string {
	line, _ := f.d.InputPos()
	return place(f.s.name, line)
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
			return f.fail("la racine est <%s>, pas <FinalDraft>", clip(root.Name.Local, 40))
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
		f.rep.Notef(f.at(), ruleFDXKept, "Élément <%s> inconnu dans le contenu : gardé tel quel.", clip(e.Name.Local, 40))
		return f.keep(e, len(*out)-1)
	}, nil)
}

// run is a Text run with its style.
type run struct {
	text                    string
	bold, italic, underline bool
}

// paragraph reads one paragraph, its notes and its scene properties.
func (f *fdxReader) paragraph(p xml.StartElement, out *[]Element) error {
	line, _ := f.d.InputPos()
	var runs []run
	var notes []Element
	var props *Properties
	var dual []Element
	type kept struct {
		name, xml string
	}
	var parts []kept
	err := f.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Text":
			style := attr(e, "Style")
			var b strings.Builder
			err := f.children(func(xml.StartElement) error { return f.skip() }, func(t []byte) { b.Write(t) })
			runs = append(runs, run{b.String(), strings.Contains(style, "Bold"), strings.Contains(style, "Italic"), strings.Contains(style, "Underline")})
			return err
		case "SceneProperties":
			var err error
			props, err = f.properties(e)
			return err
		case "DualDialogue":
			return f.content(&dual)
		case "ScriptNote":
			n := Element{Kind: Note, Line: line}
			text, err := f.nested()
			n.Text = text
			notes = append(notes, n)
			return err
		}
		raw, err := f.raw(f.startOf())
		parts = append(parts, kept{e.Name.Local, raw})
		return err
	}, nil)
	if err != nil {
		return err
	}
	if len(dual) > 0 {
		sides(dual)
		*out = append(*out, dual...)
	}
	if attr(p, "StartsNewPage") == "Yes" {
		*out = append(*out, Element{Kind: PageBreak, Line: line})
	}
	e, ok := f.element(p, runs, line)
	e.Scene = props
	if ok {
		*out = append(*out, e)
	}
	for _, k := range parts {
		f.s.Raw = append(f.s.Raw, RawPart{Name: k.name, XML: k.xml, Element: len(*out) - 1})
	}
	*out = append(*out, notes...)
	return nil
}

// sides marks the two voices of a dual dialogue.
func sides(es []Element) {
	side := Left
	for i := range es {
		if es[i].Kind == Cue {
			es[i].Dual = side
			side = Right
		}
	}
}

// nested reads the text of the paragraphs inside a note or a summary.
func (f *fdxReader) nested() (string, error) {
	var lines []string
	var b strings.Builder
	var walk func(e xml.StartElement) error
	walk = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Paragraph":
			b.Reset()
			if err := f.children(walk, nil); err != nil {
				return err
			}
			lines = append(lines, b.String())
			b.Reset()
			return nil
		case "Text":
			return f.children(func(xml.StartElement) error { return f.skip() }, func(t []byte) { b.Write(t) })
		}
		return f.children(walk, nil)
	}
	err := f.children(walk, nil)
	if b.Len() > 0 {
		lines = append(lines, b.String())
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), err
}

func (f *fdxReader) properties(e xml.StartElement) (*Properties, error) {
	p := &Properties{Page: attr(e, "Page"), Title: attr(e, "Title"), Colour: attr(e, "Color")}
	if l := attr(e, "Length"); l != "" {
		n, ok := ParseEighths(l)
		if !ok {
			f.rep.Warnf(f.at(), ruleFDXLength, "Longueur de séquence illisible : %q.", clip(l, 24))
		}
		p.Eighths = n
	}
	err := f.children(func(c xml.StartElement) error {
		switch c.Name.Local {
		case "Summary":
			var err error
			p.Summary, err = f.nested()
			return err
		case "SceneArcBeats":
			return f.children(func(b xml.StartElement) error {
				if n := trim(attr(b, "Name")); b.Name.Local == "CharacterArcBeat" && n != "" {
					p.Arc = append(p.Arc, n)
				}
				return f.skip()
			}, nil)
		}
		return f.skip()
	}, nil)
	return p, err
}

// fdxKinds gives the kinds of the paragraph types.
func fdxKind(t string) (Kind, int, bool) {
	switch t {
	case "Scene Heading":
		return Heading, 0, true
	case "Action", "General":
		return Action, 0, true
	case "Character":
		return Cue, 0, true
	case "Parenthetical":
		return Parenthetical, 0, true
	case "Dialogue":
		return Dialogue, 0, true
	case "Transition":
		return Transition, 0, true
	case "Shot":
		return Shot, 0, true
	case "Cast List":
		return CastList, 0, true
	case "Lyrics", "Singing":
		return Lyrics, 0, true
	case "New Act":
		return Section, 1, true
	case "End of Act":
		return Centred, 0, true
	case "Outline Body":
		return Synopsis, 0, true
	case "Outline 1", "Outline 2", "Outline 3", "Outline 4":
		return Section, int(t[len(t)-1] - '0'), true
	}
	return Action, 0, false
}

// element makes the element of a paragraph; false when it holds nothing.
func (f *fdxReader) element(p xml.StartElement, runs []run, line int) (Element, bool) {
	typ := attr(p, "Type")
	kind, level, known := fdxKind(typ)
	e := Element{Kind: kind, Level: level, Line: line}
	if !known && typ != "" {
		e.Type = typ
		if !f.types[typ] {
			f.rep.Notef(f.at(), ruleFDXType, "Type de paragraphe inconnu : %s, lu comme action.", clip(typ, 40))
			if f.types == nil {
				f.types = map[string]bool{}
			}
			f.types[typ] = true
		}
	}
	switch typ {
	case "General", "New Act", "End of Act":
		e.Type = typ
	}
	if kind == Action && attr(p, "Alignment") == "Center" {
		e.Kind = Centred
	}
	if kind == Heading || kind == Cue {
		var b strings.Builder
		for _, r := range runs {
			b.WriteString(r.text)
		}
		e.Text = trim(b.String())
	} else {
		e.Text = markRuns(runs)
		if kind != Action {
			e.Text = trim(e.Text)
		}
	}
	if trim(e.Text) == "" {
		if kind == Heading {
			f.rep.Warnf(f.at(), ruleFDXEmpty, "Intitulé de séquence vide : ignoré.")
		}
		return e, false
	}
	switch kind {
	case Heading:
		e.Number = trim(attr(p, "Number"))
	case Cue:
		e.Name, e.Extension, _ = cutCue(e.Text)
	case Parenthetical:
		if !strings.HasPrefix(e.Text, "(") {
			e.Text = "(" + e.Text + ")"
		}
	}
	return e, true
}

// markRuns joins the runs of a paragraph, with emphasis marks around the styled ones. A mark of the text itself is protected.
func markRuns(runs []run) string {
	if len(runs) == 1 && !runs[0].bold && !runs[0].italic && !runs[0].underline && !strings.ContainsAny(runs[0].text, "*_") {
		return runs[0].text
	}
	var b strings.Builder
	for i := 0; i < len(runs); {
		r := runs[i]
		var t strings.Builder
		for ; i < len(runs) && runs[i].bold == r.bold && runs[i].italic == r.italic && runs[i].underline == r.underline; i++ {
			t.WriteString(runs[i].text) // runs may cut a word in two
		}
		open := ""
		switch {
		case r.bold && r.italic:
			open = "***"
		case r.bold:
			open = "**"
		case r.italic:
			open = "*"
		}
		shut := open
		if r.underline {
			open, shut = "_"+open, shut+"_"
		}
		for k, l := range strings.Split(t.String(), "\n") {
			if k > 0 {
				b.WriteByte('\n')
			}
			body := strings.TrimSpace(l)
			if open == "" || body == "" {
				b.WriteString(protect(l))
				continue
			}
			at := strings.Index(l, body)
			b.WriteString(l[:at] + open + protect(body) + shut + l[at+len(body):])
		}
	}
	return b.String()
}

func protect(s string) string {
	if !strings.ContainsAny(s, "*_") {
		return s
	}
	return strings.NewReplacer("*", `\*`, "_", `\_`).Replace(s)
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
	switch fold(s) {
	case "by", "written by", "screenplay by", "ecrit par", "scenario", "scenario de", "un film de", "de", "par", "un scenario de", "story by":
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
			t.Category = tagCategory(t.ID, t.Name)
			f.s.TagCategories = append(f.s.TagCategories, t)
			return f.skip()
		}, nil)
	}, nil)
}

// tagCategory finds our category of a tagger category: by its identifier, the same in all files, else by its name.
func tagCategory(id, name string) Category {
	switch strings.ToLower(id) {
	case "028a4e2b-b507-4d09-88ab-90e3edae9071":
		return Extras
	case "0377dbe6-77a3-41af-bda8-86eb2468fdbf":
		return Stunts
	case "04721a56-f54b-49c8-80ad-d53887d6b851":
		return Vehicles
	case "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa":
		return Props
	case "069e18b8-2109-4f3d-94e7-d802027a60a8", "135cc9d1-c4d5-4d00-83d9-571f584ea9cd":
		return Effects
	case "0726fa85-1e65-4ab8-87de-bf21d09b01f0":
		return Costumes
	case "08ae1eef-32ce-415f-9a9b-0982d2453ec4":
		return Makeup
	case "09cb0d1c-ce01-4f22-bb64-b5f2e6c491c6", "0ae40617-cc7c-48e6-ae2b-5aaecc09986f":
		return Animals
	case "0b0b44c9-aa4b-4c40-88b1-d94472ad7a26":
		return Music
	case "0ce7d308-096d-4603-8fe8-349f72cd89ff":
		return Sound
	case "0debb71b-5743-4c53-80cc-e17e841ce645", "0e7a8fc5-5441-4bad-a9bf-5ddd3fe51c69":
		return SetDress
	case "0ff5cda4-4d43-4cfe-940f-91380c46fdad", "47b02ff1-5161-4137-b736-f36eebba7643":
		return Equipment
	case "12ab0932-e3b9-4b4a-bcd0-3da1b4e61d5e":
		return VFX
	case "01fc9642-84ff-4366-b37c-a3068dee57e8", "15b6f4fd-4e74-4ad8-9971-b239d88c2997":
		return "" // cast and notes are not elements
	case "109d0eaa-0334-4823-ac0c-b44d3f209dc4", "1179a4b1-70ee-4011-b4a2-809a0af09e92", "148267ae-50ae-4746-8202-659fb7447b55":
		return Other
	}
	return categoryNamed(name)
}

// categoryNamed finds the category that a column or a category of another program means, in French or English.
func categoryNamed(name string) Category {
	switch fold(name) {
	case "props", "prop", "accessoires", "accessoire", "hand props":
		return Props
	case "set dressing", "set_dressing", "decoration", "deco", "greenery", "art department", "meubles", "ensembliage", "greens":
		return SetDress
	case "vehicles", "vehicle", "vehicules", "vehicules de jeu", "vehicule", "picture vehicles":
		return Vehicles
	case "animals", "animal", "animaux", "animal handler", "animal wrangler", "livestock":
		return Animals
	case "weapons", "armes", "armory", "armurerie":
		return Weapons
	case "stunts", "stunt", "cascades", "cascade":
		return Stunts
	case "effects", "sfx", "special effects", "effets speciaux", "mechanical effects", "mfx", "effets", "fx":
		return Effects
	case "vfx", "visual effects", "effets visuels", "trucages", "effets numeriques":
		return VFX
	case "wardrobe", "costumes", "costume", "habillage":
		return Costumes
	case "makeup", "makeup/hair", "make-up", "hair", "maquillage", "coiffure", "maquillage et coiffure", "maquillage / coiffure", "hair & makeup", "makeup & hair":
		return Makeup
	case "music", "musique":
		return Music
	case "sound", "son":
		return Sound
	case "minors", "mineurs", "enfants", "children":
		return Minors
	case "intimacy", "intimite":
		return Intimacy
	case "equipment", "special equipment", "materiel special", "materiel", "camera", "grip", "electric", "machinerie", "camera equipment":
		return Equipment
	case "extras", "background", "background actors", "figuration", "figurants", "atmosphere":
		return Extras
	case "other", "divers", "misc", "misc.", "miscellaneous", "autres", "autre", "security", "additional labor":
		return Other
	}
	return ""
}
