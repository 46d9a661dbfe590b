package office

import (
	"cmp"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

const osfName = "Open Screenplay Format"

// osf reads the document of a Fade In file, in Open Screenplay Format 1.2 to 5: the names of attributes changed their case and their
// length over the versions (basestylename, baseStyleName, basestyle).
type osf struct {
	text
	styles sheet
	old    bool // version 1: emphasis is markup inside the text
	pair   bool // the next cue is the right one of a dual dialogue
}

func readOSF(b []byte, set script.Settings) (script.Script, error) {
	root, err := tree(b, osfName, set.Name)
	if err != nil {
		return script.Script{}, err
	}
	if root.name != "document" || root.child("paragraphs") == nil {
		return script.Script{}, &script.FormatError{Format: osfName, Place: set.Name, Detail: "aucun élément paragraphs"}
	}
	o := &osf{text: textOf("osf", set), old: strings.HasPrefix(root.get("version"), "1")}
	o.styles = sheet{styles: map[string]*style{}, done: map[string]props{}}
	root.child("styles").each("style", func(n *node) {
		o.styles.styles[n.get("name")] = &style{name: n.get("name"), parent: osfBase(n), own: osfProps(n)}
	})
	var title []*node
	for _, k := range root.kids {
		switch k.name {
		case "paragraphs":
			k.each("para", o.paragraph)
		case "titlepage":
			k.each("para", func(p *node) { title = append(title, p) })
		case "info", "settings", "fadein_settings", "styles", "lists", "":
		default:
			o.aside("Partie <"+fr.Clip(k.name)+">", 0, k.words())
		}
	}
	o.titlePage(title)
	return o.script(set), nil
}

// osfBase gives the style that a style or a paragraph is made from.
func osfBase(n *node) string {
	for _, key := range []string{"basestylename", "basestyle"} {
		if v := n.get(key); v != "" {
			return v
		}
	}
	return ""
}

func osfProps(n *node) props {
	p := props{}
	for _, key := range []string{"allcaps", "align"} {
		if v := n.get(key); v != "" {
			p[key] = v
		}
	}
	return p
}

// flag reads an attribute that the style of a paragraph or the paragraph itself may carry.
func flag(para, style *node, names ...string) string {
	for _, name := range names {
		if v := style.get(name); v != "" && v != "0" && v != "false" {
			return v
		}
		if v := para.get(name); v != "" && v != "0" && v != "false" {
			return v
		}
	}
	return ""
}

// osfBuiltin are the styles of the format by their index, for paragraphs that name none.
var osfBuiltin = [...]string{
	"Normal Text", "Scene Heading", "Action", "Character", "Parenthetical", "Dialogue", "Transition", "Shot",
}

func (o *osf) paragraph(n *node) {
	own := n.child("style")
	id := osfBase(own)
	if id == "" {
		id = own.get("name")
	}
	if i := own.get("builtin_index") + own.get("builtinindex"); id == "" && len(i) == 1 && i[0]-'0' < byte(len(osfBuiltin)) {
		id = osfBuiltin[i[0]-'0']
	}
	look := osfProps(own).over(o.styles.props(id))
	p := paragraph{no: len(o.paragraphs) + 1, place: place{align: look["align"]}}
	if p.kind, p.style = o.styles.kind(id); p.style == "" {
		p.kind, p.style = kindOf(id), id
	}
	p.number = flag(n, own, "number")
	p.page = flag(n, own, "pagebreakbefore", "page_break") != ""
	if p.kind == script.Cue {
		switch {
		case o.pair:
			p.dual, o.pair = script.Right, false
		case flag(n, own, "dualdialogue", "dual_dialogue") != "":
			p.dual, o.pair = script.Left, true
		}
	}
	for _, k := range n.kids {
		switch k.name {
		case "text":
			o.run(&p, k, look.on("allcaps"))
		case "style":
		case "":
			o.aside("Texte hors de <text>", p.no, k.text)
		default:
			o.aside("Partie <"+fr.Clip(k.name)+">", p.no, k.words())
		}
	}
	o.paragraphs = append(o.paragraphs, p)
	for _, extra := range []struct {
		key  string
		kind script.Kind
	}{{"synopsis", script.Synopsis}, {"note", script.Note}} {
		if v := strings.TrimSpace(n.get(extra.key)); v != "" {
			q := paragraph{no: p.no, kind: extra.kind}
			q.add(script.Span{Text: v}, false)
			o.paragraphs = append(o.paragraphs, q)
		}
	}
}

// osfText is the text of a node, at any depth, with its line breaks.
func osfText(n *node) string {
	var b strings.Builder
	for _, k := range n.kids {
		if k.name == "br" {
			b.WriteByte('\n')
		}
		b.WriteString(k.text)
		b.WriteString(osfText(k))
	}
	return b.String()
}

// run reads a run of text.
func (o *osf) run(p *paragraph, n *node, capitals bool) {
	s := script.Span{Bold: n.get("bold") == "1", Italic: n.get("italic") == "1", Underline: n.get("underline") == "1"}
	text := osfText(n)
	capitals = capitals || n.get("allcaps") == "1"
	struck := n.get("strike") == "1" || n.get("strikeout") == "1" || n.get("strikethrough") == "1"
	add := func(words string) {
		if s.Text = words; struck && words != "" {
			o.strike(p, words)
			return
		}
		p.add(s, capitals)
	}
	if !o.old || !strings.Contains(text, "<") {
		add(text)
		return
	}
	for rest := text; rest != ""; { // "<b>bold</b>" inside the text
		from := strings.IndexByte(rest, '<')
		to := strings.IndexByte(rest[max(from, 0):], '>')
		if from < 0 || to < 0 {
			add(rest)
			return
		}
		add(rest[:from])
		tag := rest[from : from+to+1]
		on := rest[from+1] != '/'
		rest = rest[from+to+1:]
		switch name, _, _ := strings.Cut(strings.Trim(tag, "</>"), "="); strings.TrimSpace(name) {
		case "b":
			s.Bold = on
		case "i":
			s.Italic = on
		case "u":
			s.Underline = on
		case "br":
			p.add(script.Span{Text: "\n"}, false)
		case "s", "strike":
			struck = on
		case "font", "size", "color", "bgcolor":
		default: // no markup
			add(tag)
		}
	}
}

// osfKeys gives the keys of the title page by the bookmark of a paragraph.
var osfKeys = map[string]string{
	"title": "Title", "credit": "Credit", "author": "Author", "source": "Source", "copyright": "Copyright", "draft": "Draft date",
	"contact": "Contact",
}

// titlePage reads the paragraphs of the title page: a bookmark names what each holds, and the line above the author is the credit;
// without bookmarks, their order tells.
func (o *osf) titlePage(paras []*node) {
	var lines []script.TitleEntry
	marked := false
	for i, n := range paras {
		p := paragraph{no: i + 1}
		n.each("text", func(k *node) { o.run(&p, k, false) })
		if !p.printed() {
			continue
		}
		e := script.TitleEntry{Key: osfKeys[fr.Fold(n.get("bookmark"))], Value: strings.TrimSpace(p.plain()), Line: i + 1}
		marked = marked || e.Key != ""
		if k := len(lines) - 1; k >= 0 && e.Key == "Author" && lines[k].Key == "" {
			lines[k].Key = "Credit"
		}
		lines = append(lines, e)
	}
	if o.title = lines; !marked {
		o.title = script.TitleOf(lines)
	}
	for i := range o.title {
		o.title[i].Key = cmp.Or(o.title[i].Key, "Notes")
	}
}
