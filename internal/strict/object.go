package strict

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// fields checks the members of an object against the keys of a struct type.
func (w *walker) fields(n *node, t reflect.Type, path string) {
	s, found := w.shape(t), len(w.report.Issues)
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
		if before == len(w.report.Issues) {
			w.tagged(item, f, at)
		}
	}
	if t == spanType && found == len(w.report.Issues) {
		w.ordered(n, path)
	}
}

// ordered refuses a span that ends before it begins.
func (w *walker) ordered(n *node, path string) {
	var s moteur.Span
	if json.Unmarshal(w.text[n.at:n.end], &s) == nil && !s.To.IsZero() && s.To.Before(s.From) {
		w.told(n, path, RuleOrder, "la fin, le %s, précède le début, le %s", fr.Date(s.To), fr.Date(s.From))
	}
}

// tagged holds a value that its type accepts against what the tags of its field say.
func (w *walker) tagged(n *node, f field, at string) {
	if f.accepts != nil {
		w.among(n, f.accepts, at)
	}
	if f.code != "" {
		w.standard(n, f.code, at)
	}
	d, ok := w.decimal(n)
	switch {
	case !ok:
	case f.unset != "" && d.IsZero():
		w.told(n, at, RuleZero, "%s serait lu comme « non précisé », qui vaut %s ; retirez la clé, ou écrivez la valeur voulue",
			quote(n.raw(w.text)), f.unset)
	case f.fraction && d.Abs().GreaterThan(decimal.NewFromInt(1)):
		meant := d.Shift(-2)
		w.told(n, at, RuleRate, "%s est un taux de %s ; un taux s'écrit en fraction de 1 : %q pour %s", quote(n.raw(w.text)),
			fr.Percent(d, 0), meant.String(), fr.Percent(meant, 0))
	}
}

// standard refuses the texts of a value, or of its list, that are no code of a standard.
func (w *walker) standard(n *node, code, path string) {
	if n.sort == text && n.text != "" {
		if near, ok := Coded(code, n.text); !ok {
			w.told(n, path, RuleValue, "%s n'est pas un code de %s%s", quote(n.text), standards[code], near)
		}
	}
	for i := range n.items {
		w.standard(&n.items[i], code, fmt.Sprintf("%s[%d]", path, i))
	}
}

var standards = map[string]string{"country": "pays", "language": "langue"}

// decimal is the number a value writes, as a number or in a text.
func (w *walker) decimal(n *node) (decimal.Decimal, bool) {
	raw := n.text
	if n.sort == number {
		raw = n.raw(w.text)
	}
	if len(raw) > 64 || raw == "" || n.sort != text && n.sort != number {
		return decimal.Zero, false
	}
	d, err := decimal.NewFromString(raw)
	return d, err == nil && money.Guard(d) == nil
}

// among refuses the texts and numbers of a value, or of its list, outside the closed list of its field.
func (w *walker) among(n *node, accepted []Value, path string) {
	given := n.text
	if n.sort == number && n.raw(w.text) != "0" {
		given = n.raw(w.text)
	}
	if given != "" && !has(accepted, given) {
		w.told(n, path, RuleValue, "%s n'est pas accepté%s", quote(given), Suggest(given, accepted))
	}
	for i := range n.items {
		w.among(&n.items[i], accepted, fmt.Sprintf("%s[%d]", path, i))
	}
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
