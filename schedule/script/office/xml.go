package office

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/schedule/script"
)

// The bounds of a part in XML. A feature film in Word holds some 100 000 elements.
const (
	maxDepth = 200
	maxNodes = 2 << 20
)

// node is an element of an XML or HTML tree, or a text when its name is empty. Names have no prefix: "p", "tbl".
type node struct {
	name string
	attr map[string]string // by local name, in small letters
	kids []*node
	text string
}

// tree reads the XML of a part.
func tree(b []byte, format, part string) (*node, error) {
	text, _ := decode.Text(b, part)
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // already UTF-8
	root := &node{}
	open := []*node{root}
	fail := func(detail string, args ...any) error {
		line, _ := d.InputPos()
		return &script.FormatError{Format: format, Place: decode.Place(part, line), Detail: fmt.Sprintf(detail, args...)}
	}
	for count := 0; ; {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fail(decode.BadXML)
		}
		top := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local, attr: make(map[string]string, len(t.Attr))}
			for _, a := range t.Attr {
				n.attr[strings.ToLower(a.Name.Local)] = a.Value
			}
			top.kids = append(top.kids, n)
			open = append(open, n)
			if count++; count > maxNodes {
				return nil, fail("plus de %d éléments", maxNodes)
			}
			if len(open) > maxDepth {
				return nil, fail("plus de %d éléments imbriqués", maxDepth)
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 1 {
				top.kids = append(top.kids, &node{text: string(t)})
			}
		}
	}
	if len(root.kids) == 0 {
		return nil, fail("aucun élément")
	}
	return root.kids[0], nil
}

// get returns an attribute, "" when it is absent or when the node is nil.
func (n *node) get(name string) string {
	if n == nil {
		return ""
	}
	return n.attr[name]
}

// child returns the first child of a name; nil when there is none.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// each calls fn for the children of a name.
func (n *node) each(name string, fn func(*node)) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		if k.name == name {
			fn(k)
		}
	}
}

// find calls fn for the nodes of a name at any depth, in the order of the text; it does not look inside what it found.
func (n *node) find(name string, fn func(*node)) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		if k.name == name {
			fn(k)
		} else {
			k.find(name, fn)
		}
	}
}

// words returns the text below a node on one line, for messages, notes and what is put aside.
func (n *node) words() string {
	var b strings.Builder
	var walk func(*node)
	walk = func(n *node) {
		switch n.name {
		case "":
			b.WriteString(n.text)
		case "p", "h", "br", "tab", "line-break", "tr", "s":
			b.WriteByte(' ')
		case "instrText", "annotation":
			return
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	if n != nil {
		walk(n)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
