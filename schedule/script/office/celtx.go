package office

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

const celtxName = "Celtx"

const maxHTML = 16 << 20 // bytes of a page

// isHTML tells whether a text starts as a page of the web.
func isHTML(head string) bool {
	head = strings.ToLower(head)
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") || strings.Contains(head, "<html ") ||
		strings.Contains(head, "<html>")
}

// localFile finds the files that a Celtx project names, in order.
var localFile = regexp.MustCompile(`localFile="(script-[^"]*\.html?)"`)

// readCeltx reads a Celtx project: an archive with the text of each script as a page of HTML. The longest script is read, the others are
// named.
func readCeltx(a *archive, set script.Settings) (script.Script, error) {
	a.format = celtxName
	project, err := a.read("project.rdf")
	if err != nil {
		return script.Script{}, err
	}
	var texts []string
	for _, m := range localFile.FindAllSubmatch(project, -1) {
		texts = append(texts, string(m[1]))
	}
	for name := range a.files {
		if strings.HasPrefix(name, "script") && strings.Contains(name, ".htm") && !slices.Contains(texts, name) {
			texts = append(texts, name)
		}
	}
	slices.Sort(texts)
	var best []byte
	chosen := ""
	for _, name := range texts {
		b, err := a.read(name)
		if err != nil {
			return script.Script{}, err
		}
		if len(b) > len(best) {
			best, chosen = b, name
		}
	}
	if best == nil {
		return script.Script{}, a.fail("aucun scénario dans le projet (script-….html)")
	}
	s, err := readHTML(best, set)
	if err != nil {
		return s, err
	}
	var rest found
	for _, name := range texts {
		if name != chosen {
			rest.rep.Warnf(set.Name, ruleParts, "Le projet contient plusieurs textes : %s est lu, pas %s.", fr.Clip(chosen), fr.Clip(name))
		}
	}
	s.Issues = append(rest.rep.Issues, s.Issues...)
	return s, nil
}

// page reads a page of HTML whose classes name the elements, as Celtx writes it.
type page struct {
	text
	numbers bool // scene numbers are printed
	known   bool // a class named an element
	meta    map[string]string
}

func readHTML(b []byte, set script.Settings) (script.Script, error) {
	if len(b) > maxHTML {
		return script.Script{}, &script.FormatError{Format: celtxName, Place: set.Name, Detail: decode.ErrTooLarge.Error()}
	}
	text, issues := decode.Text(b, set.Name)
	root, err := html.Parse(bytes.NewReader([]byte(text)))
	if err != nil {
		return script.Script{}, &script.FormatError{Format: "HTML", Place: set.Name, Detail: "HTML illisible : " + err.Error()}
	}
	p := &page{text: textOf("celtx", set), meta: map[string]string{}}
	p.rep.Issues = issues
	p.walk(root)
	if !p.known {
		return script.Script{}, &script.FormatError{Format: "HTML", Place: set.Name,
			Detail: "page dont aucun paragraphe ne dit ce qu'il est (class=\"sceneheading\"…) : exporter en .fdx ou en Fountain"}
	}
	p.titlePage()
	return p.script(set), nil
}

// value reads an attribute of a node of HTML.
func value(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// block tells whether a node is a paragraph.
func block(n *html.Node) bool {
	switch n.Data {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "dt", "dd", "td", "th", "center", "div", "blockquote", "figcaption":
		return n.Type == html.ElementNode
	}
	return false
}

// walk reads the paragraphs below a node.
func (p *page) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			if strings.TrimSpace(c.Data) != "" && n.Data != "head" {
				bare := &html.Node{Type: html.TextNode, Data: c.Data} // c knows what follows it
				p.paragraph(&html.Node{Type: html.ElementNode, Data: "p", FirstChild: bare, LastChild: bare})
			}
		case c.Type != html.ElementNode:
			if c.Type == html.DocumentNode {
				p.walk(c)
			}
		case c.Data == "meta":
			if name := value(c, "name"); name != "" {
				p.meta[strings.ToLower(name)] = strings.TrimSpace(value(c, "content"))
			}
			p.numbers = p.meta["cx.scenenumbering"] != "" && p.meta["cx.scenenumbering"] != "none"
		case c.Data == "title":
			p.meta["title"] = strings.Join(strings.Fields(words(c)), " ")
		case c.Data == "script" || c.Data == "style" || c.Data == "template":
		case block(c) && !holdsBlock(c):
			p.paragraph(c)
		default:
			p.walk(c)
		}
	}
}

func holdsBlock(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if block(c) || c.Data == "table" || holdsBlock(c) {
			return true
		}
	}
	return false
}

// words is the text below a node of HTML.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// paragraph reads a paragraph. Headings, names, transitions and shots are shown in capitals.
func (p *page) paragraph(n *html.Node) {
	q := paragraph{no: len(p.paragraphs) + 1, style: value(n, "class")}
	for _, class := range strings.Fields(q.style) {
		if q.kind == 0 {
			q.kind = kindOf(class)
		}
	}
	p.known = p.known || q.kind == script.Heading
	capitals := false
	switch q.kind {
	case script.Heading, script.Transition, script.Shot:
		capitals = true
	case script.Cue:
		capitals = !written.MatchString(words(n))
	}
	if p.numbers {
		if q.number = value(n, "scenestr"); q.number == "" {
			q.number = value(n, "scenenumber")
		}
	}
	space := true
	p.inline(n, &q, script.Span{}, capitals, &space)
	if q.printed() || len(q.marks) > 0 {
		p.paragraphs = append(p.paragraphs, q)
	}
}

// written finds a name that is written as it is to be read: small letters beside capitals (Mme LEROUX, LE 2e HOMME, McALLISTER).
var written = regexp.MustCompile(`^[^(]*\p{Lu}{2}`)

func (p *page) inline(n *html.Node, q *paragraph, look script.Span, capitals bool, space *bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			look.Text = collapse(c.Data, space)
			q.add(look, capitals)
			continue
		}
		if c.Type != html.ElementNode {
			continue
		}
		own := look
		switch c.Data {
		case "br":
			q.add(script.Span{Text: "\n"}, false)
			*space = true
			continue
		case "b", "strong":
			own.Bold = true
		case "i", "em":
			own.Italic = true
		case "u":
			own.Underline = true
		case "s", "strike", "del":
			p.strike(q, collapse(words(c), space))
			continue
		case "img":
			p.images.add(q.no)
			continue
		case "script", "style", "template":
			continue
		}
		switch class := value(c, "class"); {
		case strings.Contains(value(c, "style"), "line-through"):
			p.strike(q, collapse(words(c), space))
			continue
		case strings.Contains(class, "softbreak"), strings.Contains(class, "dpage"):
			p.aside("Saut de page", q.no, words(c))
			continue
		case class == "note" || class == "scriptnote":
			text := value(c, "text") + words(c)
			p.note(q, text)
			continue
		}
		p.inline(c, q, own, capitals, space)
	}
}

// collapse makes one space of each run of white space; space tells that one came before.
func collapse(s string, space *bool) string {
	var b strings.Builder
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			if !*space {
				b.WriteByte(' ')
			}
			*space = true
			continue
		}
		*space = false
		b.WriteRune(r)
	}
	return b.String()
}

// titlePage reads what the head of the page says of the screenplay.
func (p *page) titlePage() {
	for _, k := range []struct{ name, key string }{
		{"title", "Title"}, {"cx.byline", "Credit"}, {"author", "Author"}, {"dc.source", "Source"}, {"dc.rights", "Copyright"},
		{"cx.contact", "Contact"},
	} {
		v := p.meta[k.name]
		if v == "" || k.name == "cx.byline" && p.meta["author"] == "" {
			continue
		}
		p.title = append(p.title, script.TitleEntry{Key: k.key, Value: decode.UnixLines(v)})
	}
}
