package strict

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// Value is an accepted value of a closed list: its code in the file and its French label, empty when the code says it.
type Value struct{ Code, Label string }

// field is a key of a struct type.
type field struct {
	name  string
	typ   reflect.Type
	unset string // what an absent key stands for, where a zero cannot be written
	// accepts is the closed list of a plain text or number that has no type of its own, nil for other fields.
	accepts []Value
	// fraction marks a rate or share written as a fraction of 1: more than 1 is a percentage typed as it is spoken.
	fraction bool
	code     string // the standard whose codes the field holds: country, language
}

// values is the closed list of a field: its own or that of its type.
func (f field) values() []Value {
	if f.accepts != nil {
		return f.accepts
	}
	return valuesOf(f.typ)
}

// fieldOf reads what the tags of a field say.
func fieldOf(name string, f reflect.StructField) field {
	out := field{name: name, typ: f.Type, unset: f.Tag.Get("unset"), fraction: f.Tag.Get("fraction") != "", code: f.Tag.Get("code")}
	if list := f.Tag.Get("accepts"); list != "" {
		for code := range strings.SplitSeq(list, ",") {
			out.accepts = append(out.accepts, Value{Code: code})
		}
	}
	return out
}

// shape is how a struct type is written in JSON: its keys in the order of the type, those of embedded types among them.
type shape struct {
	fields []field
	byName map[string]field
}

var (
	decimalType = reflect.TypeFor[decimal.Decimal]()
	dateType    = reflect.TypeFor[moteur.Date]()
	spanType    = reflect.TypeFor[moteur.Span]()
	closedType  = reflect.TypeFor[moteur.Closed]()
	textType    = reflect.TypeFor[encoding.TextUnmarshaler]()
	jsonType    = reflect.TypeFor[json.Unmarshaler]()
)

func readsText(t reflect.Type) bool { return reflect.PointerTo(t).Implements(textType) }

func readsJSON(t reflect.Type) bool { return reflect.PointerTo(t).Implements(jsonType) }

// shapeOf lists the keys of a struct type by the rules of encoding/json: the least embedded field of a name wins, then the
// tagged one; two equals hide each other.
func shapeOf(t reflect.Type) *shape {
	type candidate struct {
		field
		index  []int
		tagged bool
	}
	var all []candidate
	var gather func(t reflect.Type, index []int, seen []reflect.Type)
	gather = func(t reflect.Type, index []int, seen []reflect.Type) {
		for i := range t.NumField() {
			f := t.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			inner := f.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			at := append(slices.Clone(index), i)
			switch {
			case f.Tag.Get("json") == "-", !f.IsExported() && !(f.Anonymous && inner.Kind() == reflect.Struct):
			case f.Anonymous && name == "" && inner.Kind() == reflect.Struct:
				if !slices.Contains(seen, inner) {
					gather(inner, at, append(slices.Clone(seen), inner))
				}
			case name == "":
				all = append(all, candidate{fieldOf(f.Name, f), at, false})
			default:
				all = append(all, candidate{fieldOf(name, f), at, true})
			}
		}
	}
	gather(t, nil, []reflect.Type{t})
	out := &shape{byName: map[string]field{}}
	for i, c := range all {
		best, equals := true, 0
		for j, o := range all {
			if i == j || o.name != c.name {
				continue
			}
			switch {
			case len(o.index) < len(c.index), len(o.index) == len(c.index) && o.tagged && !c.tagged:
				best = false
			case len(o.index) == len(c.index) && o.tagged == c.tagged:
				equals++
			}
		}
		if best && equals == 0 {
			out.fields = append(out.fields, c.field)
			out.byName[c.name] = c.field
		}
	}
	return out
}

// acceptedBy lists the values of a type that declares them; nil for other types.
func acceptedBy(t reflect.Type) []Value {
	if !t.Implements(closedType) {
		return nil
	}
	codes := reflect.Zero(t).Interface().(moteur.Closed).Accepted()
	out := make([]Value, len(codes))
	for i, code := range codes {
		out[i] = Value{Code: code, Label: labelOf(t, code)}
	}
	return out
}

// labelOf is the French label of a code, empty when the type has none or it is the code itself.
func labelOf(t reflect.Type, code string) string {
	v := reflect.New(t)
	switch {
	case readsText(t):
		if v.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(code)) != nil {
			return ""
		}
	case json.Unmarshal([]byte(code), v.Interface()) == nil: // a number
	case t.Kind() == reflect.String:
		v.Elem().SetString(code)
	}
	labelled, ok := v.Elem().Interface().(interface{ Label() string })
	if !ok || labelled.Label() == code {
		return ""
	}
	return labelled.Label()
}
