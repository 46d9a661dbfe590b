package strict

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
)

// schema is a node of a JSON Schema (draft 2020-12): the few words of it that Go types need.
type schema struct {
	Dialect     string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Ref         string             `json:"$ref,omitempty"`
	Type        any                `json:"type,omitempty"` // a name, or several
	Format      string             `json:"format,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	Enum        []any              `json:"enum,omitempty"`
	Default     string             `json:"default,omitempty"`
	AnyOf       []*schema          `json:"anyOf,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Names       *schema            `json:"propertyNames,omitempty"`
	Others      any                `json:"additionalProperties,omitempty"` // false, or the schema of a map's values
	Items       *schema            `json:"items,omitempty"`
	MinItems    int                `json:"minItems,omitempty"`
	MaxItems    int                `json:"maxItems,omitempty"`
	Minimum     json.Number        `json:"minimum,omitempty"`
	Maximum     json.Number        `json:"maximum,omitempty"`
	Defs        map[string]*schema `json:"$defs,omitempty"`
}

// Schema writes the JSON Schema of a type, for editors that check and complete a file while it is written. It is made from the
// types and closed lists that Decode reads: what Decode accepts as plain UTF-8 fits the schema. The same type gives the same bytes.
func Schema(t reflect.Type, title string) ([]byte, error) {
	w := schemaWriter{defs: map[string]*schema{}, names: map[string]reflect.Type{}}
	root := *w.of(t)
	root.Dialect, root.Title, root.Defs = "https://json-schema.org/draft/2020-12/schema", title, w.defs
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(root)
	return out.Bytes(), err
}

// schemaWriter gathers the named types met: each is described once.
type schemaWriter struct {
	defs  map[string]*schema
	names map[string]reflect.Type
}

// of describes a type. Lists, objects and pointers may be null, which Go writes for an absent one.
func (w schemaWriter) of(t reflect.Type) *schema {
	if t.Kind() == reflect.Pointer {
		return &schema{AnyOf: []*schema{w.of(t.Elem()), {Type: "null"}}}
	}
	if t.Name() == "" || t.PkgPath() == "" {
		return w.make(t)
	}
	name := t.String()
	for w.names[name] != nil && w.names[name] != t { // two packages of one name
		name += "_"
	}
	if w.names[name] == nil {
		w.names[name] = t // before make: a type may hold itself
		w.defs[name] = w.make(t)
	}
	return &schema{Ref: "#/$defs/" + name}
}

func (w schemaWriter) make(t reflect.Type) *schema {
	switch accepted := acceptedBy(t); {
	case accepted != nil:
		return listed(t, accepted)
	case t == decimalType:
		return &schema{Type: []string{"string", "number"}, Pattern: `^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$`,
			Description: `nombre exact, en texte : "1234.50"`}
	case t == dateType:
		return &schema{Description: `date : "2027-03-08"`, AnyOf: []*schema{
			{Type: "string", Format: "date", Pattern: `^\d{4}-\d{2}-\d{2}$`}, {Enum: []any{""}}}}
	case readsJSON(t):
		return &schema{}
	case readsText(t):
		return &schema{Type: "string"}
	}
	switch k := t.Kind(); {
	case k == reflect.Struct:
		out := &schema{Type: "object", Properties: map[string]*schema{}, Others: false}
		for _, f := range shapeOf(t).fields {
			s := w.of(f.typ)
			if f.accepts != nil {
				s = listed(f.typ, f.accepts)
				if f.typ.Kind() == reflect.Slice {
					s = &schema{Type: []string{"array", "null"}, Items: listed(f.typ.Elem(), f.accepts)}
				}
			}
			if f.code != "" {
				s = w.coded(f)
			}
			if f.unset != "" {
				s = &schema{AnyOf: []*schema{s}, Default: f.unset}
			}
			out.Properties[f.name] = s
		}
		return out
	case k == reflect.Map:
		out := &schema{Type: []string{"object", "null"}, Others: w.of(t.Elem())}
		if t.Key().Kind() == reflect.String {
			if accepted := acceptedBy(t.Key()); accepted != nil {
				names := listed(t.Key(), accepted)
				names.Enum = names.Enum[:len(accepted)] // a key is never unset
				out.Names = names
			}
		}
		return out
	case k == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return &schema{Type: []string{"string", "null"}}
	case k == reflect.Slice:
		return &schema{Type: []string{"array", "null"}, Items: w.of(t.Elem())}
	case k == reflect.Array:
		return &schema{Type: "array", Items: w.of(t.Elem()), MinItems: t.Len(), MaxItems: t.Len()}
	case k == reflect.String:
		return &schema{Type: "string"}
	case k == reflect.Bool:
		return &schema{Type: "boolean"}
	case k >= reflect.Int && k <= reflect.Int64:
		top := int64(1)<<(t.Bits()-1) - 1
		text := func(n int64) json.Number { return json.Number(strconv.FormatInt(n, 10)) }
		return &schema{Type: "integer", Minimum: text(-top - 1), Maximum: text(top)}
	case k >= reflect.Uint && k <= reflect.Uint64:
		return &schema{Type: "integer", Minimum: "0"}
	case k == reflect.Float32 || k == reflect.Float64:
		return &schema{Type: "number"}
	}
	return &schema{}
}

// coded is a code of a standard, described once, or a list of them. A language without code of two letters has one of three.
func (w schemaWriter) coded(f field) *schema {
	if w.defs[f.code] == nil {
		values := countries()
		if f.code == "language" {
			values = languages()
		}
		codes := listed(reflect.TypeFor[string](), values)
		w.defs[f.code] = codes
		if f.code == "language" {
			w.defs[f.code] = &schema{AnyOf: []*schema{codes, {Type: "string", Pattern: `^[a-z]{3}$`}}}
		}
	}
	ref := &schema{Ref: "#/$defs/" + f.code}
	if f.typ.Kind() == reflect.Slice {
		return &schema{Type: []string{"array", "null"}, Items: ref}
	}
	return ref
}

// listed is a closed list: its codes, and the unset value, which checks judge; the description gives the French words.
func listed(t reflect.Type, accepted []Value) *schema {
	out := &schema{Description: strings.ReplaceAll(join(accepted), ", ", "\n")}
	var zero any = ""
	if t.Kind() != reflect.String && !readsText(t) {
		zero = 0
	}
	for _, v := range accepted {
		if zero == 0 {
			out.Enum = append(out.Enum, json.Number(v.Code))
			continue
		}
		out.Enum = append(out.Enum, v.Code)
	}
	out.Enum = append(out.Enum, zero)
	return out
}
