package strict

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
)

// Key is a key a file may have: its path without indices ("budget.lines[].status"), what it holds in French, the values of a
// closed list, and what an absent key stands for where that is not zero.
type Key struct {
	Path   string
	Holds  string
	Values []Value
	Unset  string
}

// Keys lists all keys of a type, in the order of the type. The keys inside a type that holds itself are listed once.
func Keys(t reflect.Type) []Key {
	var out []Key
	var walk func(t reflect.Type, path string, above []reflect.Type)
	walk = func(t reflect.Type, path string, above []reflect.Type) {
		t = target(t)
		switch {
		case slices.Contains(above, t), t == decimalType, readsJSON(t), readsText(t):
		case t.Kind() == reflect.Slice, t.Kind() == reflect.Array:
			walk(t.Elem(), path+"[]", above)
		case t.Kind() == reflect.Map:
			walk(t.Elem(), joinPath(path, "*"), above)
		case t.Kind() == reflect.Struct:
			for _, f := range shapeOf(t).fields {
				at := joinPath(path, f.name)
				out = append(out, Key{Path: at + brackets(f.typ), Holds: f.holds(), Values: f.values(), Unset: f.unset})
				walk(f.typ, at, append(slices.Clone(above), t))
			}
		}
	}
	walk(t, "", nil)
	return out
}

// Find lists the keys of a type that a user may mean by a name: the key of that path ("budget.lines.status", indices and brackets
// left out), else those that end with it ("status"). When there is none, the report names the nearest.
func Find(t reflect.Type, name string) ([]Key, moteur.Report) {
	bare := strings.NewReplacer("[]", "", ".*", "").Replace(name)
	all := Keys(t)
	var out []Key
	var names []Value
	for _, k := range all {
		path := strings.NewReplacer("[]", "", ".*", "").Replace(k.Path)
		if path == bare {
			return []Key{k}, moteur.Report{}
		}
		if strings.HasSuffix(path, "."+bare) {
			out = append(out, k)
		}
		last := path[strings.LastIndexByte(path, '.')+1:]
		if v := (Value{Code: last}); !slices.Contains(names, v) {
			names = append(names, v)
		}
	}
	var rep moteur.Report
	if len(out) == 0 {
		near := strings.Replace(Suggest(name, names), "valeurs acceptées", "clés", 1)
		rep.Errorf(name, RuleKey, "la clé %s n'existe pas%s", quote(name), near)
	}
	return out, rep
}

// Accepted lists the values of a type that declares them by moteur.Closed, with their French labels; nil for other types.
func Accepted(t reflect.Type) []Value { return acceptedBy(target(t)) }

// target is the type under pointers.
func target(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

func brackets(t reflect.Type) string {
	if t = target(t); (t.Kind() == reflect.Slice || t.Kind() == reflect.Array) && !readsText(t) && !readsJSON(t) {
		return "[]" + brackets(t.Elem())
	}
	return ""
}

// valuesOf is the closed list of a key: that of its values, of the values of its list, or of the keys of its object.
func valuesOf(t reflect.Type) []Value {
	t = target(t)
	if v := acceptedBy(t); v != nil {
		return v
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		return valuesOf(t.Elem())
	case reflect.Map:
		return acceptedBy(t.Key())
	}
	return nil
}

// holds says in French what a field holds.
func (f field) holds() string {
	switch f.code {
	case "country":
		return `un code de pays ("FR")`
	case "language":
		return `un code de langue ("fr")`
	}
	return expected(f.typ)
}

// expected says in French what a type holds.
func expected(t reflect.Type) string {
	t = target(t)
	switch {
	case t == decimalType:
		return `un nombre ("1234.50")`
	case t == dateType:
		return `une date ("2027-03-08")`
	case acceptedBy(t) != nil && t.Kind() == reflect.String:
		return "un mot de la liste"
	case readsJSON(t):
		return "une valeur"
	case readsText(t):
		return "un texte"
	}
	switch k := t.Kind(); {
	case k == reflect.Struct, k == reflect.Map:
		return "un objet { … }"
	case k == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return "un texte en base 64"
	case k == reflect.Array:
		return fmt.Sprintf("une liste [ … ] de %d", t.Len())
	case k == reflect.Slice:
		return "une liste [ … ]"
	case k == reflect.String:
		return "un texte"
	case k == reflect.Bool:
		return "true ou false"
	case k >= reflect.Int && k <= reflect.Uint64:
		return "un nombre entier"
	case k >= reflect.Float32 && k <= reflect.Float64:
		return "un nombre"
	}
	return "une valeur"
}
