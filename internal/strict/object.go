package strict

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
)

// fields checks the members of an object against the keys of a struct type.
func (w *walker) fields(n *node, t reflect.Type, path string) {
	s := w.shape(t)
	w.once(n, path)
	for i := range n.items {
		item := &n.items[i]
		at := joinPath(path, item.key)
		f, ok := s.byName[item.key]
		if !ok {
			w.unknown(item, s, at)
			continue
		}
		before := len(w.report.Issues)
		w.value(item, f.typ, at)
		if f.accepts != nil {
			w.among(item, f.accepts, at)
		}
		if f.unset != "" && before == len(w.report.Issues) && w.zero(item) {
			w.told(item, at, RuleZero, "%s serait lu comme « non précisé », qui vaut %s ; retirez la clé, ou écrivez la valeur voulue",
				quote(item.raw(w.text)), f.unset)
		}
	}
}

// among refuses the texts of a value, or of its list, outside the closed list of its field.
func (w *walker) among(n *node, accepted []Value, path string) {
	if n.sort == text && n.text != "" && !has(accepted, n.text) {
		w.told(n, path, RuleValue, "%s n'est pas accepté%s", quote(n.text), Suggest(n.text, accepted))
	}
	for i := range n.items {
		w.among(&n.items[i], accepted, fmt.Sprintf("%s[%d]", path, i))
	}
}

// zero tells whether a value is the number zero, as a number or in a text.
func (w *walker) zero(n *node) bool {
	raw := n.text
	if n.sort == number {
		raw = n.raw(w.text)
	}
	d, err := decimal.NewFromString(raw)
	return err == nil && d.IsZero()
}

// entries checks the members of an object against a map type: its keys may be a closed list.
func (w *walker) entries(n *node, t reflect.Type, path string) {
	w.once(n, path)
	for i := range n.items {
		item := &n.items[i]
		at := joinPath(path, item.key)
		key := &node{sort: text, at: item.keyAt, end: item.at, text: item.key}
		switch kt := t.Key(); {
		case readsText(kt):
			err := reflect.New(kt).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(item.key))
			if err != nil {
				near := Suggest(item.key, acceptedBy(kt))
				w.told(key, at, RuleKey, "la clé %s n'est pas acceptée : %s%s", quote(item.key), cause(err), near)
			}
		case kt.Kind() == reflect.String:
			if accepted := acceptedBy(kt); accepted != nil && !has(accepted, item.key) {
				w.told(key, at, RuleKey, "la clé %s n'est pas acceptée%s", quote(item.key), Suggest(item.key, accepted))
			}
		default:
			if json.Unmarshal([]byte(item.key), reflect.New(kt).Interface()) != nil {
				w.told(key, at, RuleKey, "la clé %s n'est pas un nombre entier", quote(item.key))
			}
		}
		w.value(item, t.Elem(), at)
	}
}

func has(values []Value, code string) bool {
	return slices.ContainsFunc(values, func(v Value) bool { return v.Code == code })
}

// once tells the keys given twice in one object: encoding/json keeps the last one in silence.
func (w *walker) once(n *node, path string) {
	seen := make(map[string]int, len(n.items))
	for i := range n.items {
		item := &n.items[i]
		if first, twice := seen[item.key]; twice {
			w.fault(w.lines.of(item.keyAt), joinPath(path, item.key), RuleDuplicate, "la clé %s est déjà donnée ligne %d ; gardez-en une",
				quote(item.key), w.lines.of(first))
			continue
		}
		seen[item.key] = item.keyAt
	}
}

// unknown tells a key the type does not have: how it is spelled, where it belongs, or which ones are near.
func (w *walker) unknown(item *node, s *shape, at string) {
	line := w.lines.of(item.keyAt)
	var names []Value
	for _, f := range s.fields {
		if f.name != item.key && fr.Fold(f.name) == fr.Fold(item.key) {
			w.fault(line, at, RuleKey, "la clé %s s'écrit %s", quote(item.key), quote(f.name))
			return
		}
		names = append(names, Value{Code: f.name})
	}
	hint := ""
	if near := Nearest(item.key, names, 3); len(near) > 0 {
		hint = " ; clés acceptées les plus proches : " + join(near)
	}
	if elsewhere := w.elsewhere(item.key); elsewhere != "" {
		hint += " ; cette clé se place sous " + elsewhere
	}
	w.fault(line, at, RuleKey, "la clé %s est inconnue ici%s", quote(item.key), hint)
}

// elsewhere names at most two objects of the file that have the key.
func (w *walker) elsewhere(key string) string {
	if w.places == nil {
		w.places = map[string][]string{}
		for _, k := range Keys(w.root) {
			parent, name := "", k.Path
			if i := strings.LastIndexByte(k.Path, '.'); i >= 0 {
				parent, name = k.Path[:i], k.Path[i+1:]
			}
			w.places[strings.TrimSuffix(name, "[]")] = append(w.places[strings.TrimSuffix(name, "[]")], parent)
		}
	}
	var out []string
	for _, p := range w.places[key] {
		if p == "" {
			p = "la racine du fichier"
		} else {
			p = quote(p)
		}
		out = append(out, p)
	}
	return strings.Join(out[:min(2, len(out))], " ou ")
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return fmt.Sprintf("%s.%s", path, key)
}
