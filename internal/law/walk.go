package law

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
)

// Found is a legal value found in a table of any shape.
type Found struct {
	ID    string // its place: "film.rate.french", "com-form", "eu/AT"
	Label string
	Unit  string
	Value string // empty when the row itself is the rule
	Dated
}

// Read reads a table whose rows are not entries and values: a scale, a list of pieces, a grid. It refuses an unknown field, and a
// value that lacks its source or its dates. A row inherits what it does not say from the row it stands in: the line of a scale has
// the dates of its scale, a member of a group the source of the group.
func Read(fsys fs.FS, name string, into any) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("table légale %s : %w", name, err)
	}
	_, values, err := Walk(b)
	if err != nil {
		return fmt.Errorf("table légale %s : %w", name, err)
	}
	for _, v := range values {
		if err := v.Check(); err != nil {
			return fmt.Errorf("table légale %s : %s %w", name, v.ID, err)
		}
	}
	if err := strict(b, into); err != nil {
		return fmt.Errorf("table légale %s : %w", name, err)
	}
	return nil
}

// Walk gives the title of a table of any shape and its values, in the order they are written: the objects that say whether they are
// verified.
func Walk(table []byte) (title string, values []Found, err error) {
	var root node
	if err := json.Unmarshal(table, &root); err != nil {
		return "", nil, err
	}
	err = root.walk(Found{}, 0, func(f Found) {
		if f.ID == "" { // a row without a name of its own
			f.ID = root.word("id")
		}
		values = append(values, f)
	})
	return root.word("title"), values, err
}

// maxDepth bounds the nesting of a table.
const maxDepth = 32

// node is an object or a list of a table, whatever its keys.
type node struct {
	keys   []string
	fields map[string]json.RawMessage
	items  []json.RawMessage
}

// UnmarshalJSON reads an object or a list; any other value is an empty node.
func (n *node) UnmarshalJSON(b []byte) error {
	switch {
	case bytes.HasPrefix(b, []byte("[")):
		return json.Unmarshal(b, &n.items)
	case bytes.HasPrefix(b, []byte("{")):
		if err := json.Unmarshal(b, &n.fields); err != nil {
			return err
		}
		for k := range n.fields {
			n.keys = append(n.keys, k)
		}
		slices.Sort(n.keys)
	}
	return nil
}

func (n node) walk(in Found, depth int, visit func(Found)) error {
	if depth > maxDepth {
		return fmt.Errorf("table trop profonde")
	}
	for _, item := range n.items {
		if err := descend(item, in, depth, visit); err != nil {
			return err
		}
	}
	if n.fields == nil {
		return nil
	}
	f, err := n.found(in, depth == 0)
	if err != nil {
		return err
	}
	src := n.source()
	slot := src.Verified != nil && !*src.Verified && f.Source == "" // a row that waits for its text
	if _, ok := n.fields["verified"]; ok || src.Verified != nil && !slot {
		visit(f)
	}
	for _, k := range n.keys {
		if k == "source" {
			continue
		}
		if err := descend(n.fields[k], f, depth, visit); err != nil {
			return err
		}
	}
	return nil
}

func descend(raw json.RawMessage, in Found, depth int, visit func(Found)) error {
	var child node
	if err := json.Unmarshal(raw, &child); err != nil {
		return err
	}
	return child.walk(in, depth+1, visit)
}

// source is the source of the row, written as a text or as an object with its own flag and dates.
func (n node) source() (src struct {
	Text     string      `json:"text"`
	Verified *bool       `json:"verified"`
	Checked  moteur.Date `json:"checked"`
}) {
	if json.Unmarshal(n.fields["source"], &src.Text) != nil {
		_ = json.Unmarshal(n.fields["source"], &src) // another shape is no source: the check of the value says it
	}
	return src
}

// found is what a row says, completed by the row it stands in. The names of the table itself are not part of a place.
func (n node) found(in Found, root bool) (Found, error) {
	f := in
	f.Value = ""
	if !root {
		if name := n.word("id", "code", "country", "kind"); name != "" {
			f.ID = strings.TrimPrefix(in.ID+"/"+name, "/")
		}
	}
	if label := n.word("label", "title", "rule"); label != "" {
		f.Label = label
	}
	if unit := n.word("unit"); unit != "" {
		f.Unit = unit
	}
	src := n.source()
	if src.Text != "" {
		f.Source = src.Text
	}
	if src.Verified != nil {
		f.Verified, f.Checked = *src.Verified, src.Checked
	}
	f.Value = n.word("value", "max", "total")
	for _, k := range []string{"from", "start_unknown", "timeless"} {
		if _, ok := n.fields[k]; ok { // its own time: nothing of it is inherited
			f.From, f.To, f.StartUnknown, f.Timeless = moteur.Date{}, moteur.Date{}, false, false
		}
	}
	for _, k := range []string{"seen", "unseen", "timeless"} {
		if _, ok := n.fields[k]; ok {
			f.Seen, f.Unseen = moteur.Date{}, false
		}
	}
	f.Note = ""
	own := struct {
		From         *moteur.Date `json:"from"`
		To           *moteur.Date `json:"to"`
		Seen         *moteur.Date `json:"seen"`
		Checked      *moteur.Date `json:"checked"`
		StartUnknown *bool        `json:"start_unknown"`
		Timeless     *bool        `json:"timeless"`
		Unseen       *bool        `json:"unseen"`
		Verified     *bool        `json:"verified"`
		Note         *string      `json:"note"`
	}{From: &f.From, To: &f.To, Seen: &f.Seen, Checked: &f.Checked, StartUnknown: &f.StartUnknown, Timeless: &f.Timeless,
		Unseen: &f.Unseen, Verified: &f.Verified, Note: &f.Note}
	return f, n.into(&own)
}

// into reads the fields of the row that are there.
func (n node) into(own any) error {
	b, err := json.Marshal(n.fields)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, own)
}

// word is the first of the fields that is a text or a number.
func (n node) word(keys ...string) string {
	for _, k := range keys {
		raw := n.fields[k]
		var s string
		if json.Unmarshal(raw, &s) == nil && s != "" {
			return s
		}
		var number json.Number
		if json.Unmarshal(raw, &number) == nil && number != "" {
			return number.String()
		}
	}
	return ""
}
