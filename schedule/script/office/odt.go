package office

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/schedule/script"
)

const odtName = "OpenDocument"

// odt reads a text in OpenDocument format.
type odt struct {
	text
	styles  sheet // by family and name: "paragraph:Scene_20_Heading"
	lists   lists
	deleted map[string]string // text of a tracked deletion
	boxes   []*node
	count   int
	// item is the number to print in front of the next paragraph.
	item string
	// space tells that the paragraph being read ends with a space that may not be doubled.
	space bool
}

func readODT(a *archive, set script.Settings) (script.Script, error) {
	a.format = odtName
	manifest, err := a.read("META-INF/manifest.xml")
	if err != nil {
		return script.Script{}, err
	}
	if bytes.Contains(manifest, []byte("encryption-data")) {
		return script.Script{}, a.fail("document protégé par un mot de passe : l'enregistrer sans mot de passe")
	}
	content, err := a.tree("content.xml")
	if err != nil {
		return script.Script{}, err
	}
	styles, err := a.tree("styles.xml")
	if err != nil {
		return script.Script{}, err
	}
	return newODT("odt", set).read(content, styles, set)
}

// readFlatODT reads the one XML file of a flat OpenDocument text.
func readFlatODT(b []byte, set script.Settings) (script.Script, error) {
	root, err := tree(b, odtName, set.Name)
	if err != nil {
		return script.Script{}, err
	}
	return newODT("odt", set).read(root, nil, set)
}

func newODT(format string, set script.Settings) *odt {
	return &odt{
		text:    textOf(format, set),
		styles:  sheet{styles: map[string]*style{}, base: props{}, done: map[string]props{}},
		lists:   newLists(),
		deleted: map[string]string{},
	}
}

func (o *odt) read(content, styles *node, set script.Settings) (script.Script, error) {
	body := content.child("body").child("text")
	if body == nil {
		return script.Script{}, &script.FormatError{Format: odtName, Place: set.Name, Detail: "aucun texte"}
	}
	for _, root := range []*node{styles, content} {
		o.readStyles(root.child("styles"), true)
		o.readStyles(root.child("automatic-styles"), false)
		root.child("master-styles").each("master-page", func(page *node) {
			for _, k := range page.kids {
				switch {
				case strings.HasPrefix(k.name, "header"):
					o.aside("En-tête de page", 0, k.words())
				case strings.HasPrefix(k.name, "footer"):
					o.aside("Pied de page", 0, k.words())
				}
			}
		})
	}
	o.blocks(body)
	return o.script(set), nil
}

// readStyles reads the styles of a part; named tells that people see their names.
func (o *odt) readStyles(root *node, named bool) {
	if root == nil {
		return
	}
	for _, n := range root.kids {
		switch n.name {
		case "default-style":
			if n.get("family") == "paragraph" {
				o.styles.base = openProps(n).over(o.styles.base)
			}
		case "style":
			s := &style{id: n.get("family") + ":" + n.get("name"), own: openProps(n)}
			if named {
				if s.name = n.get("display-name"); s.name == "" {
					s.name = n.get("name")
				}
			}
			if parent := n.get("parent-style-name"); parent != "" {
				s.parent = n.get("family") + ":" + parent
			}
			o.styles.styles[s.id] = s
		case "list-style", "outline-style":
			name := n.get("name")
			if n.name == "outline-style" {
				name = "outline"
			}
			o.lists.readOpen(name, n)
		}
	}
}

// openProps reads the properties of a style.
func openProps(n *node) props {
	p := props{}
	if t := n.child("text-properties"); t != nil {
		p.put("bold", truth(t.get("font-weight"), "bold", "700", "800", "900"))
		p.put("italic", truth(t.get("font-style"), "italic", "oblique"))
		if u := t.get("text-underline-style"); u != "" {
			p["underline"] = truth(u, u)
			if u == "none" {
				p["underline"] = "0"
			}
		}
		p.put("caps", truth(t.get("font-variant"), "small-caps"))
		if v := truth(t.get("text-transform"), "uppercase"); v != "" && !p.on("caps") {
			p["caps"] = v
		}
		p.put("hidden", truth(t.get("display"), "none"))
		for _, key := range []string{"text-line-through-style", "text-line-through-type"} {
			if v := t.get(key); v != "" {
				p["strike"] = truth(v, v)
				if v == "none" {
					p["strike"] = "0"
				}
			}
		}
	}
	if t := n.child("paragraph-properties"); t != nil {
		p.put("left", t.get("margin-left"))
		p.put("first", t.get("text-indent"))
		p.put("before", t.get("margin-top"))
		p.put("after", t.get("margin-bottom"))
		switch align := t.get("text-align"); align {
		case "center":
			p["align"] = "center"
		case "end", "right":
			p["align"] = "right"
		case "":
		default:
			p["align"] = "left"
		}
		p.put("page", truth(t.get("break-before"), "page"))
		t.child("tab-stops").each("tab-stop", func(s *node) { p.tab(s.get("position")) })
	}
	if master, ok := n.attr["master-page-name"]; ok && master != "" {
		p["page"] = "1"
	}
	p.put("list", n.get("list-style-name"))
	return p
}

// truth gives "1" when a value is one of those, "0" when it is another, "" when there is none.
func truth(value string, those ...string) string {
	if value == "" {
		return ""
	}
	for _, t := range those {
		if value == t {
			return "1"
		}
	}
	return "0"
}

// units are the lengths of OpenDocument in points.
var units = []struct {
	name   string
	points float64
}{{"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"in", 72}, {"pt", 1}, {"pc", 12}, {"px", 0.75}}

// length reads a length with its unit, in points.
func length(s string) float64 {
	for _, u := range units {
		if number, ok := strings.CutSuffix(s, u.name); ok {
			if v, err := strconv.ParseFloat(number, 64); err == nil && v < 1e4 && v > -1e4 {
				return v * u.points
			}
		}
	}
	return 0
}

// blocks reads paragraphs, lists and tables.
func (o *odt) blocks(n *node) {
	for _, k := range n.kids {
		switch k.name {
		case "p", "h":
			o.paragraph(k)
		case "list":
			o.list(k, "", 1)
		case "table":
			o.grid(o.count+1, "table-row", "table-cell", o.blocks, k)
		case "tracked-changes":
			k.each("changed-region", func(r *node) {
				o.deleted[r.get("id")] = deletedLines(r.child("deletion"))
			})
		case "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index", "bibliography":
			o.aside("Table", o.count+1, k.words())
		case "frame", "custom-shape", "rect", "g", "object":
			o.frame(k, o.count+1)
			o.unbox()
		case "", "forms", "sequence-decls", "variable-decls", "user-field-decls", "soft-page-break", "desc", "title":
		case "change":
			o.change(k)
		default:
			o.blocks(k)
		}
	}
}

// change emits a deletion that stood between two paragraphs.
func (o *odt) change(k *node) {
	if words := o.deleted[k.get("change-id")]; words != "" {
		p := paragraph{no: o.count + 1}
		o.changes.add(p.no)
		p.mark(script.Boneyard, words)
		o.paragraphs = append(o.paragraphs, p)
	}
}

// deletedLines is the text of a deletion, a line for each paragraph.
func deletedLines(n *node) string {
	var lines []string
	for _, k := range nodes(n) {
		if k.name == "p" || k.name == "h" || k.name == "list" || k.name == "table" {
			lines = append(lines, k.words())
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func nodes(n *node) []*node {
	if n == nil {
		return nil
	}
	return n.kids
}

// list reads the items of a list, each with its number.
func (o *odt) list(n *node, name string, depth int) {
	if s := n.get("style-name"); s != "" {
		name = s
	}
	if depth == 1 && n.get("continue-numbering") != "true" && n.get("continue-list") == "" {
		delete(o.lists.count, name)
	}
	for _, item := range n.kids {
		if item.name != "list-item" && item.name != "list-header" {
			continue
		}
		o.item = ""
		if first := item.child("p"); item.name == "list-item" && (first != nil || item.child("h") != nil) {
			if v := item.get("start-value"); v != "" {
				o.lists.start[name] = map[int]int{depth - 1: whole(v, 1)}
			}
			o.item = o.lists.next(name, strconv.Itoa(depth-1))
		}
		for _, k := range item.kids {
			switch k.name {
			case "list":
				o.list(k, name, depth+1)
			case "number", "":
			default:
				o.blocks(&node{kids: []*node{k}})
			}
		}
		o.item = ""
	}
}

func (o *odt) paragraph(n *node) {
	o.count++
	id := "paragraph:" + n.get("style-name")
	look := o.styles.props(id)
	p := paragraph{no: o.count, page: look.on("page"), place: place{align: look["align"]}}
	p.left = length(look["left"]) + length(look["first"])
	p.before, p.after = length(look["before"]), length(look["after"])
	p.tabs = tabs(look, length)
	p.kind, p.style = o.styles.kind(id)
	if p.outline = outlineOf(p.style); n.name == "h" && p.outline == 0 {
		p.outline = whole(n.get("outline-level"), 1)
	}
	label := o.item
	if n.name == "h" && label == "" && n.get("is-list-header") != "true" {
		label = o.lists.next("outline", strconv.Itoa(whole(n.get("outline-level"), 1)-1))
	}
	o.item = ""
	o.numbered(&p, label)
	o.space = true
	o.inline(n, &p, look, look)
	o.paragraphs = append(o.paragraphs, p)
	o.unbox()
}

// unbox reads the text boxes anchored in the paragraph just read.
func (o *odt) unbox() {
	boxes := o.boxes
	o.boxes = nil
	for _, b := range boxes {
		o.boxed(o.count, b)
		o.blocks(b)
	}
}

// inline reads what a paragraph or a span holds.
func (o *odt) inline(n *node, p *paragraph, run, para props) {
	for _, k := range n.kids {
		switch k.name {
		case "":
			if s := collapse(k.text, &o.space); s != "" {
				o.put(p, s, run, para)
			}
		case "s":
			o.put(p, strings.Repeat(" ", min(whole(k.get("c"), 1), 1000)), run, para)
		case "tab":
			o.put(p, "\t", run, para)
			o.space = false
		case "line-break":
			o.put(p, "\n", run, para)
			o.space = true
		case "span":
			own := run
			if s := o.styles.styles["text:"+k.get("style-name")]; s != nil {
				own = o.styles.chain(s.id, nil).over(run)
			}
			o.inline(k, p, own, para)
		case "note":
			o.note(p, k.child("note-body").words())
		case "annotation":
			o.note(p, annotation(k))
		case "change":
			if words := o.deleted[k.get("change-id")]; words != "" {
				o.changes.add(p.no)
				p.mark(script.Boneyard, words)
			}
		case "frame", "custom-shape", "rect", "g":
			o.frame(k, p.no)
		case "number", "note-citation", "soft-page-break", "annotation-end":
		default:
			o.inline(k, p, run, para)
		}
	}
}

// annotation is the text of a comment, with who wrote it.
func annotation(n *node) string {
	var b strings.Builder
	for _, k := range n.kids {
		if k.name == "p" || k.name == "list" {
			b.WriteString(k.words() + " ")
		}
	}
	text := strings.TrimSpace(b.String())
	if who := n.child("creator").words(); who != "" && text != "" {
		return who + "\u00a0: " + text
	}
	return text
}

// frame keeps the text of a frame for after its paragraph; a frame without text is an image.
func (o *odt) frame(n *node, no int) {
	text := false
	var walk func(*node)
	walk = func(n *node) {
		for _, k := range n.kids {
			switch k.name {
			case "text-box":
				text = true
				o.boxes = append(o.boxes, k)
			case "p", "h", "list":
				text = true
				o.boxes = append(o.boxes, &node{kids: []*node{k}})
			case "desc", "title":
			default:
				walk(k)
			}
		}
	}
	walk(n)
	if !text {
		o.images.add(no)
	}
}
