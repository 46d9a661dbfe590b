package script

import (
	"encoding/xml"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

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
			runs = append(runs, run{b.String(), strings.Contains(style, "Bold"), strings.Contains(style, "Italic"),
				strings.Contains(style, "Underline")})
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
			f.rep.Warnf(f.at(), ruleFDXLength, "Longueur de séquence illisible : %q.", fr.Shorten(l, 24))
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
			f.rep.Notef(f.at(), ruleFDXType, "Type de paragraphe inconnu : %s, lu comme action.", fr.Clip(typ))
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
