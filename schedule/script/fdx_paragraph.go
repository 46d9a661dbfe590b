package script

import (
	"encoding/xml"
	"slices"
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// run is a Text run with its style, and what else it says of its words.
type run struct {
	text                    string
	bold, italic, underline bool
	said                    Stretch
}

// paragraphReader is a paragraph being read.
type paragraphReader struct {
	line  int
	runs  []run
	notes []Element
	props *Properties
	parts []RawPart
	omit  string // words of the omitted scene inside
	// omitted tells that the paragraph holds an omitted scene, with words or without.
	omitted bool
	dual    bool // it holds a dual dialogue
}

// paragraph reads one paragraph, its notes and its scene properties.
func (f *fdxReader) paragraph(p xml.StartElement, out *[]Element) error {
	r := paragraphReader{}
	r.line, _ = f.d.InputPos()
	start := f.startOf()
	err := f.children(func(e xml.StartElement) error { return f.part(e, &r, out) }, func(t []byte) {
		if text := trim(f.visible(string(t))); text != "" {
			f.rep.Warnf(f.at(), ruleFDXLoose, "Texte hors de <Text>, lu avec son paragraphe : «\u00a0%s\u00a0».", fr.Clip(text))
			r.runs = append(r.runs, run{text: text})
		}
	})
	if err != nil {
		return err
	}
	if n := len(*out); attr(p, "StartsNewPage") == "Yes" && (n == 0 || (*out)[n-1].Kind != PageBreak) {
		*out = append(*out, Element{Kind: PageBreak, Line: r.line})
	}
	if r.omitted && blankRuns(r.runs) {
		r.runs = append(r.runs, run{text: "OMIS"})
	}
	e, ok := f.element(p, r.runs, r.line)
	e.Scene = r.props
	e.Omitted = r.omitted && e.Kind == Heading && !analysed(e.Text).Omitted
	if e.Kind == Cue && !ok {
		whose := "n'est à personne"
		if name := speaking(*out); name != "" {
			whose = "reste à " + fr.Clip(name) + ", qui parlait avant"
		}
		f.rep.Warnf(decode.Place(f.s.name, r.line), ruleAlmostCue, "Nom de personnage vide : la réplique qui suit %s.", whose)
	}
	if r.dual {
		f.unread(p, "Type", "StartsNewPage")
	}
	if ok {
		*out = append(*out, e)
	} else if r.props != nil && !r.props.empty() {
		f.rep.Notef(decode.Place(f.s.name, r.line), ruleFDXKept, "Paragraphe vide qui porte des propriétés de séquence : gardé tel quel.")
		r.parts = []RawPart{{Name: "Paragraph", XML: f.src[start:f.d.InputOffset()]}} // with the rest of what it holds
		r.notes = nil
	}
	if r.omitted {
		kept := ""
		if r.omit != "" {
			kept = " : son texte est gardé de côté (" + fr.Shorten(r.omit, 120) + ")"
		}
		f.rep.Notef(decode.Place(f.s.name, r.line), ruleFDXOmit, "Séquence %s omise%s.", e.Number, kept)
	}
	for _, k := range r.parts {
		k.Element = holder(*out)
		f.s.Raw = append(f.s.Raw, k)
	}
	*out = append(*out, r.notes...)
	return nil
}

// speaking is the name of who speaks at the end of some elements, empty when nobody does.
func speaking(es []Element) string {
	for i := len(es) - 1; i >= 0; i-- {
		switch es[i].Kind {
		case Cue:
			return es[i].Name
		case Dialogue, Parenthetical, Lyrics, Note, PageBreak:
		default:
			return ""
		}
	}
	return ""
}

// blankRuns tells runs without a word.
func blankRuns(runs []run) bool {
	return !slices.ContainsFunc(runs, func(r run) bool { return trim(r.text) != "" })
}

// part reads one part of a paragraph.
func (f *fdxReader) part(e xml.StartElement, r *paragraphReader, out *[]Element) error {
	switch e.Name.Local {
	case "Text":
		text, err := f.characters()
		r.runs = append(r.runs, f.styled(e, text))
		return err
	case "SceneProperties":
		var err error
		r.props, err = f.properties(e)
		return err
	case "DualDialogue":
		from := len(*out)
		r.dual = true
		f.unread(e)
		err := f.content(out)
		sides((*out)[from:])
		return err
	case "ScriptNote":
		n := Element{Kind: Note, Line: r.line, Attributes: f.attributes(e)}
		text, err := f.nested(false)
		n.Text = text
		r.notes = append(r.notes, n)
		return err
	case "OmittedScene":
		start := f.startOf()
		text, err := f.nested(true)
		r.omitted = true
		r.omit = strings.Join(strings.Fields(text), " ")
		r.parts = append(r.parts, RawPart{Name: e.Name.Local, XML: f.src[start:f.d.InputOffset()]})
		return err
	}
	raw, err := f.raw()
	r.parts = append(r.parts, RawPart{Name: e.Name.Local, XML: raw})
	return err
}

// styled makes the run of a Text element. The style that emphasis marks cannot say stays among its attributes.
func (f *fdxReader) styled(e xml.StartElement, text string) run {
	r := run{text: text, said: Stretch{Tag: attr(e, "TagNumber"), Revision: attr(e, "RevisionID"),
		Attributes: f.attributes(e, "TagNumber", "RevisionID", "Style")}}
	if r.said.Revision == "0" { // no revision
		r.said.Revision = ""
	}
	var others []string
	for _, s := range strings.FieldsFunc(attr(e, "Style"), func(c rune) bool { return c == '+' || c == ' ' }) {
		switch s {
		case "Bold":
			r.bold = true
		case "Italic":
			r.italic = true
		case "Underline":
			r.underline = true
		default:
			others = append(others, s)
		}
	}
	if len(others) > 0 {
		if r.said.Attributes == nil {
			r.said.Attributes = map[string]string{}
		}
		r.said.Attributes["Style"] = strings.Join(others, "+")
		if slices.Contains(others, "Strikeout") && trim(text) != "" {
			f.rep.Warnf(f.at(), ruleFDXStruck, "Texte barré, lu comme le reste : «\u00a0%s\u00a0».", fr.Clip(trim(text)))
		}
	}
	return r
}

// sides marks the two voices of a dual dialogue: its first two cues.
func sides(es []Element) {
	var cues []int
	for i := range es {
		if es[i].Kind == Cue {
			cues = append(cues, i)
		}
	}
	if len(cues) > 1 {
		es[cues[0]].Dual, es[cues[1]].Dual = Left, Right
	}
}

// nested reads the text of the paragraphs inside a note or a summary; kept tells that they are kept as they are written besides.
func (f *fdxReader) nested(kept bool) (string, error) {
	var lines []string
	var b strings.Builder
	loose := func(t []byte) {
		if text := trim(f.visible(string(t))); text != "" {
			b.WriteString(text)
		}
	}
	var walk func(e xml.StartElement) error
	walk = func(e xml.StartElement) error {
		if !kept {
			f.unread(e)
		}
		switch e.Name.Local {
		case "Paragraph":
			if b.Len() > 0 {
				lines = append(lines, b.String())
			}
			b.Reset()
			if err := f.children(walk, loose); err != nil {
				return err
			}
			lines = append(lines, b.String())
			b.Reset()
			return nil
		case "Text":
			text, err := f.characters()
			b.WriteString(text)
			return err
		}
		return f.children(walk, loose)
	}
	err := f.children(walk, loose)
	if b.Len() > 0 {
		lines = append(lines, b.String())
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), err
}

func (f *fdxReader) properties(e xml.StartElement) (*Properties, error) {
	p := &Properties{Page: attr(e, "Page"), Title: attr(e, "Title"), Colour: attr(e, "Color"),
		Attributes: f.attributes(e, "Page", "Title", "Color", "Length")}
	if l := attr(e, "Length"); l != "" {
		n, ok := ParseEighths(l)
		if !ok {
			f.rep.Warnf(f.at(), ruleFDXLength, "Longueur de séquence illisible : %q.", fr.Shorten(l, 24))
		}
		p.Eighths = n
	}
	err := f.children(func(c xml.StartElement) error {
		switch c.Name.Local {
		case "Summary":
			var err error
			f.unread(c)
			p.Summary, err = f.nested(false)
			return err
		case "SceneArcBeats":
			return f.arcs(c, p)
		}
		raw, err := f.raw()
		p.Rest += raw
		return err
	}, nil)
	return p, err
}

// empty tells whether the properties say nothing.
func (p *Properties) empty() bool {
	return p.Summary == "" && p.Title == "" && p.Rest == "" && len(p.Arc) == 0 && len(p.Attributes) == 0
}

// arcs reads the roles of the arc beats of a scene. When a beat says more than a name, the beats are kept as they are written.
func (f *fdxReader) arcs(e xml.StartElement, p *Properties) error {
	start := f.startOf()
	more := len(e.Attr) > 0
	err := f.children(func(b xml.StartElement) error {
		if n := trim(attr(b, "Name")); b.Name.Local == "CharacterArcBeat" && n != "" {
			p.Arc = append(p.Arc, n)
		}
		text, err := f.nested(true)
		more = more || text != "" || len(b.Attr) > 1
		return err
	}, nil)
	if more {
		p.Rest += f.src[start:f.d.InputOffset()]
	}
	return err
}

// fdxKind gives the kind of a paragraph type of Final Draft, and the depth of a section.
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
	return 0, 0, false
}

// frenchType gives the type of Final Draft that a French template means, from its name alone; empty when it says nothing.
func frenchType(t string) string {
	switch fr.Fold(t) {
	case "scene heading", "intitule", "intitule de sequence", "intitule de scene", "en-tete de scene", "en-tete de sequence",
		"titre de scene",
		"sequence":
		return "Scene Heading"
	case "action", "description", "descriptif":
		return "Action"
	case "character", "personnage", "role":
		return "Character"
	case "parenthetical", "didascalie", "parenthese", "indication de jeu":
		return "Parenthetical"
	case "dialogue", "replique":
		return "Dialogue"
	case "transition":
		return "Transition"
	case "shot", "plan":
		return "Shot"
	case "lyrics", "paroles", "chant":
		return "Lyrics"
	}
	return ""
}

// kindOf gives the kind of a paragraph type: that of the type itself, of the one its settings paginate it as, else of its French name.
// A type that says nothing is told once and read as action.
func (f *fdxReader) kindOf(typ string) (Kind, int) {
	for _, t := range []string{typ, f.bases[typ], frenchType(typ)} {
		if kind, level, ok := fdxKind(t); ok {
			if t != typ && !f.types[typ] {
				f.types[typ] = true
				f.rep.Notef(f.at(), ruleFDXType, "Type de paragraphe de la production : %s, lu comme %s.", fr.Clip(typ), t)
			}
			return kind, level
		}
	}
	if typ != "" && !f.types[typ] {
		f.types[typ] = true
		f.rep.Notef(f.at(), ruleFDXType, "Type de paragraphe inconnu : %s, lu comme action.", fr.Clip(typ))
	}
	return Action, 0
}

// element makes the element of a paragraph; false when it holds nothing.
func (f *fdxReader) element(p xml.StartElement, runs []run, line int) (Element, bool) {
	typ := attr(p, "Type")
	e := Element{Line: line, Attributes: f.attributes(p, "Type", "StartsNewPage")}
	e.Kind, e.Level = f.kindOf(typ)
	take := func(name string) string { // an attribute that the element says in its own way
		v := e.Attributes[name]
		if delete(e.Attributes, name); len(e.Attributes) == 0 {
			e.Attributes = nil
		}
		return v
	}
	if t, _ := fdxType(&e); t != typ || typ == outlineBody {
		e.Type = typ
	}
	if e.Kind == Action && attr(p, "Alignment") == "Center" {
		take("Alignment")
		e.Kind = Centred
	}
	if e.Kind == Heading || e.Kind == Cue {
		var b strings.Builder
		for i := range runs {
			b.WriteString(runs[i].text)
			runs[i].beside()
		}
		e.Text = trim(b.String())
	} else {
		e.Text = markRuns(runs)
		if !faithful(e.Text, runs) { // styles that marks cannot say: they stay beside the text
			var b strings.Builder
			for i := range runs {
				b.WriteString(protect(runs[i].text))
				runs[i].beside()
			}
			e.Text = b.String()
		}
		if e.Kind != Action {
			e.Text = trim(e.Text)
		}
	}
	if trim(e.Text) == "" {
		if e.Kind == Heading {
			f.rep.Warnf(f.at(), ruleFDXEmpty, "Intitulé de séquence vide : ignoré.")
		}
		return e, false
	}
	switch e.Kind {
	case Heading:
		e.Number = trim(take("Number"))
		e.Text, e.Number = marginNumbers(e.Text, e.Number)
	case Cue:
		e.Name, e.Extension, _ = cutCue(e.Text)
	case Parenthetical:
		if !strings.HasPrefix(e.Text, "(") {
			e.Text = "(" + e.Text + ")"
		}
	}
	e.Stretches = stretches(runs, e.Printed())
	return e, true
}

// outlineBody is the type of a synopsis that stands as a paragraph, not in the properties of its scene.
const outlineBody = "Outline Body"

// marginNumbers takes off a heading the scene number that both margins print ("12 INT. CUISINE - JOUR 12"), in any language, and the one
// that repeats the number of the paragraph.
func marginNumbers(text, number string) (string, string) {
	first, rest, ok := strings.Cut(text, " ")
	first = strings.TrimRight(first, ".")
	if !ok || !sceneNumber(first, false) || !strings.ContainsAny(first, "0123456789") || number != "" && first != number {
		return text, number
	}
	rest = strings.TrimLeft(trim(rest), "-–— \u00a0")
	body, twice := strings.CutSuffix(strings.TrimRight(rest, "."), first)
	bare := strings.TrimRight(trim(body), "-–— \u00a0")
	if r := firstRune(bare); twice && body != bare && unicode.IsLetter(r) {
		return bare, first
	}
	if first == number && (headingStart(rest) || frenchStart(rest)) {
		return rest, number
	}
	return text, number
}

// beside moves the look of a run to the attributes of its stretch.
func (r *run) beside() {
	style := styleOf(Span{Bold: r.bold, Italic: r.italic, Underline: r.underline})
	if style == nil {
		return
	}
	if r.said.Attributes == nil {
		r.said.Attributes = map[string]string{}
	}
	if s := r.said.Attributes["Style"]; s != "" {
		style = append(style, s)
	}
	r.said.Attributes["Style"] = strings.Join(style, "+")
	r.bold, r.italic, r.underline = false, false, false
}

// faithful tells whether a text with emphasis marks is read as the runs it was made of; the look of white space does not count.
func faithful(text string, runs []run) bool {
	if strings.IndexByte(text, '*') < 0 && strings.IndexByte(text, '_') < 0 {
		return true
	}
	i, at := 0, 0 // run, byte in it
	for _, s := range Spans(text) {
		for _, c := range []byte(s.Text) {
			for i < len(runs) && at == len(runs[i].text) {
				i, at = i+1, 0
			}
			if i == len(runs) || runs[i].text[at] != c {
				return false
			}
			r := runs[i]
			if c != ' ' && c != '\t' && c != '\n' && (r.bold != s.Bold || r.italic != s.Italic || r.underline != s.Underline) {
				return false
			}
			at++
		}
	}
	return true
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
