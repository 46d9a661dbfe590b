package office

import (
	"path"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

const docxName = "Word"

// docx reads a Word document (Office Open XML).
type docx struct {
	text
	parts    *archive
	styles   sheet
	lists    lists
	footnote map[string]string // text of a footnote or an endnote: "footnote 2"
	comment  map[string]string
	// boxes are the text boxes of the paragraph being read: they follow it.
	boxes []*node
	// merge holds a paragraph whose end was deleted: the next one goes on from it.
	merge *paragraph
	count int // paragraphs read
	page  bool
}

func readDOCX(a *archive, set script.Settings) (script.Script, error) {
	a.format = docxName
	d := &docx{text: textOf("docx", set), parts: a, footnote: map[string]string{}, comment: map[string]string{}}
	main := "word/document.xml"
	links, err := d.links("_rels/.rels", "")
	if err != nil {
		return script.Script{}, err
	}
	if names := links["officeDocument"]; len(names) > 0 {
		main = names[0]
	}
	root, err := a.tree(main)
	if err != nil {
		return script.Script{}, err
	}
	body := root.child("body")
	if body == nil {
		return script.Script{}, a.fail("aucun texte : la partie %s manque", main)
	}
	if links, err = d.links(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), path.Dir(main)); err != nil {
		return script.Script{}, err
	}
	if err := d.read(links); err != nil {
		return script.Script{}, err
	}
	d.blocks(body)
	if d.merge != nil {
		d.paragraphs = append(d.paragraphs, *d.merge)
	}
	return d.script(set), nil
}

// links reads the relations of a part: the names of other parts by the last word of their type ("styles", "header").
func (d *docx) links(name, dir string) (map[string][]string, error) {
	out := map[string][]string{}
	root, err := d.parts.tree(name)
	root.each("Relationship", func(r *node) {
		if kind := path.Base(r.get("type")); r.get("targetmode") != "External" {
			target := r.get("target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			out[kind] = append(out[kind], target)
		}
	})
	return out, err
}

// read reads the parts that the body leans on, and puts heads and feet of pages aside.
func (d *docx) read(links map[string][]string) error {
	var failed error
	each := func(kind string, fn func(*node)) {
		for _, name := range links[kind] {
			root, err := d.parts.tree(name)
			if err != nil && failed == nil {
				failed = err
			}
			if root != nil {
				fn(root)
			}
		}
	}
	d.styles = sheet{styles: map[string]*style{}, base: props{}, done: map[string]props{}}
	each("styles", d.readStyles)
	d.lists = newLists()
	each("numbering", d.lists.readWord)
	for _, kind := range []string{"footnote", "endnote"} {
		each(kind+"s", func(root *node) {
			root.each(kind, func(n *node) { d.footnote[kind+n.get("id")] = n.words() })
		})
	}
	each("comments", func(root *node) {
		root.each("comment", func(n *node) {
			text := n.words()
			if who := strings.TrimSpace(n.get("author")); who != "" && text != "" {
				text = who + "\u00a0: " + text
			}
			d.comment[n.get("id")] = text
		})
	})
	each("header", func(root *node) { d.aside("En-tête de page", 0, root.words()) })
	each("footer", func(root *node) { d.aside("Pied de page", 0, root.words()) })
	return failed
}

func (d *docx) readStyles(root *node) {
	if def := root.child("docDefaults"); def != nil {
		d.styles.base = wordRun(def.child("rPrDefault").child("rPr")).over(wordParagraph(def.child("pPrDefault").child("pPr")))
	}
	root.each("style", func(n *node) {
		id := n.get("styleid")
		s := &style{id: id, name: n.child("name").get("val"), parent: n.child("basedOn").get("val")}
		s.own = wordRun(n.child("rPr")).over(wordParagraph(n.child("pPr")))
		if n.get("type") == "paragraph" && n.get("default") == "1" {
			d.styles.styles[""] = s // the style of paragraphs that name none
		}
		if id != "" {
			d.styles.styles[id] = s
		}
	})
}

// wordRun reads the properties of a run.
func wordRun(n *node) props {
	p := props{}
	if n == nil {
		return p
	}
	for _, k := range n.kids {
		key := ""
		switch k.name {
		case "caps", "smallCaps":
			key = "caps"
		case "b":
			key = "bold"
		case "i":
			key = "italic"
		case "vanish", "specVanish":
			key = "hidden"
		case "strike", "dstrike":
			key = "strike"
		case "u":
			key = "underline"
		}
		if key == "" || k.name == "smallCaps" && p.on("caps") {
			continue
		}
		switch k.get("val") {
		case "0", "false", "off", "none":
			if k.name != "smallCaps" {
				p[key] = "0"
			}
		default:
			p[key] = "1"
		}
	}
	return p
}

// wordParagraph reads the properties of a paragraph; lengths stay in twentieths of a point.
func wordParagraph(n *node) props {
	p := props{}
	if n == nil {
		return p
	}
	if ind := n.child("ind"); ind != nil {
		p.put("left", ind.get("left")+ind.get("start"))
		p.put("first", ind.get("firstline"))
		if h := ind.get("hanging"); h != "" {
			p["first"] = "-" + h
		}
	}
	switch n.child("jc").get("val") {
	case "center":
		p["align"] = "center"
	case "right", "end":
		p["align"] = "right"
	case "left", "start", "both":
		p["align"] = "left"
	}
	if b := n.child("pageBreakBefore"); b != nil {
		p["page"] = "1"
		if v := b.get("val"); v == "0" || v == "false" {
			p["page"] = "0"
		}
	}
	if s := n.child("spacing"); s != nil {
		p.put("before", s.get("before"))
		p.put("after", s.get("after"))
	}
	n.child("tabs").each("tab", func(t *node) {
		if t.get("val") != "clear" {
			p.tab(t.get("pos"))
		}
	})
	if l := n.child("numPr"); l != nil {
		p.put("list", l.child("numId").get("val"))
		p.put("level", l.child("ilvl").get("val"))
	}
	return p
}

// points reads a length in twentieths of a point.
func points(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v > 1e5 || v < -1e5 {
		return 0
	}
	return v / 20
}

// blocks reads paragraphs and tables.
func (d *docx) blocks(n *node) {
	for _, k := range n.kids {
		switch k.name {
		case "p":
			d.paragraph(k)
		case "tbl":
			d.grid(d.count+1, "tr", "tc", d.blocks, k)
		case "AlternateContent":
			d.blocks(choice(k))
		case "altChunk":
			d.rep.Warnf(d.at(d.count), ruleAside, "Un document inséré n'est pas lu : l'ouvrir dans Word et enregistrer de nouveau.")
		case "sdt":
			if k.child("sdtPr").child("docPartObj").child("docPartGallery").get("val") == "Table of Contents" {
				d.aside("Table des matières", d.count+1, k.child("sdtContent").words())
				continue
			}
			d.blocks(k)
		case "sectPr", "sdtPr", "sdtEndPr", "":
		default:
			d.blocks(k)
		}
	}
}

// choice takes the first form of a content written twice: the newer one, for programs that know it, then the older.
func choice(n *node) *node {
	if c := n.child("Choice"); c != nil {
		return c
	}
	if f := n.child("Fallback"); f != nil {
		return f
	}
	return &node{}
}

// paragraph reads a paragraph and the text boxes anchored in it.
func (d *docx) paragraph(n *node) {
	d.count++
	pr := n.child("pPr")
	id := pr.child("pStyle").get("val")
	look := wordParagraph(pr).over(d.styles.props(id))
	p := paragraph{no: d.count, page: look.on("page") || d.page, place: place{align: look["align"]}}
	p.left = points(look["left"]) + points(look["first"])
	p.before, p.after = points(look["before"]), points(look["after"])
	p.tabs = tabs(look, points)
	p.kind, p.style = d.styles.kind(id)
	p.outline = outlineOf(p.style)
	d.page = false
	if sect := pr.child("sectPr"); sect != nil && sect.child("type").get("val") != "continuous" {
		d.page = true
	}
	if d.merge != nil {
		p.spans, p.marks, p.page = d.merge.spans, d.merge.marks, p.page || d.merge.page
		d.merge = nil
	}
	d.numbered(&p, d.lists.next(look["list"], look["level"]))
	d.inline(n, &p, look, look)
	if mark := pr.child("rPr"); mark.child("del") != nil || mark.child("moveFrom") != nil {
		if p.printed() {
			d.merge = &p
		} else {
			d.paragraphs = append(d.paragraphs, p)
		}
	} else {
		d.paragraphs = append(d.paragraphs, p)
	}
	boxes := d.boxes
	d.boxes = nil
	for _, b := range boxes {
		d.boxed(p.no, b)
		d.blocks(b)
	}
}

// inline reads what a paragraph or a run holds. run are the properties of the run, para those of the paragraph.
func (d *docx) inline(n *node, p *paragraph, run, para props) {
	for _, k := range n.kids {
		switch k.name {
		case "r":
			own := wordRun(k.child("rPr"))
			if id := k.child("rPr").child("rStyle").get("val"); id != "" {
				own = own.over(d.styles.chain(id, nil))
			}
			d.inline(k, p, own.over(para), para)
		case "t":
			d.put(p, spaced(k), run, para)
		case "tab", "ptab":
			d.put(p, "\t", run, para)
		case "cr":
			d.put(p, "\n", run, para)
		case "br":
			if k.get("type") == "page" {
				d.turn(p)
				continue
			}
			d.put(p, "\n", run, para)
		case "noBreakHyphen":
			d.put(p, "-", run, para)
		case "sym":
			d.put(p, d.symbol(k, p.no), run, para)
		case "del", "moveFrom":
			if words := deleted(k); words != "" {
				d.changes.add(p.no)
				p.mark(script.Boneyard, words)
			}
		case "footnoteReference", "endnoteReference":
			d.note(p, d.footnote[strings.TrimSuffix(k.name, "Reference")+k.get("id")])
		case "commentReference":
			d.note(p, d.comment[k.get("id")])
		case "AlternateContent":
			d.inline(choice(k), p, run, para)
		case "txbxContent":
			d.boxes = append(d.boxes, k)
		case "pic", "imagedata", "OLEObject", "chart":
			d.images.add(p.no)
		case "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "delText", "":
		default:
			d.inline(k, p, run, para)
		}
	}
}

// turn starts a new page inside a paragraph.
func (d *docx) turn(p *paragraph) {
	if !p.printed() && len(p.marks) == 0 {
		p.page = true
		return
	}
	d.paragraphs = append(d.paragraphs, *p)
	p.spans, p.marks, p.number, p.page, p.struck = nil, nil, "", true, false
}

// spaced is the text of a run: spaces at its ends count only where the file says so.
func spaced(n *node) string {
	var b strings.Builder
	for _, k := range n.kids {
		b.WriteString(k.text)
	}
	if n.get("space") == "preserve" {
		return b.String()
	}
	return strings.Trim(b.String(), " \t\r\n")
}

// deleted is the text of a tracked deletion.
func deleted(n *node) string {
	var b strings.Builder
	var walk func(*node)
	walk = func(n *node) {
		for _, k := range n.kids {
			switch k.name {
			case "":
				b.WriteString(k.text)
			case "tab":
				b.WriteByte('\t')
			case "br", "cr":
				b.WriteByte('\n')
			case "rPr", "instrText", "delInstrText":
			default:
				walk(k)
			}
		}
	}
	walk(n)
	return strings.TrimSpace(b.String())
}

// arrows are the signs of the font Wingdings that Word puts by itself while people type.
var arrows = map[string]string{"F0E0": "→", "F0DF": "←", "F0F3": "↔", "F04A": "☺", "F04C": "☹", "F0E8": "➔", "F0FC": "✓"}

// symbol reads a sign of a font of signs.
func (d *docx) symbol(n *node, no int) string {
	code := strings.ToUpper(n.get("char"))
	if s, ok := arrows[code]; ok && fr.Fold(n.get("font")) == "wingdings" {
		return s
	}
	if v, err := strconv.ParseUint(code, 16, 16); err == nil && v >= 0x20 && (v < 0xD800 || v > 0xF8FF) {
		return string(rune(v))
	}
	d.aside("Signe d'une police de symboles", no, fr.Clip(n.get("font"))+" "+fr.Clip(code))
	return "\uFFFD"
}
