package uss

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// object is a JSON object being read; what is not asked for is foreign.
type object struct {
	u    *reader
	path string
	m    map[string]json.RawMessage
}

func (u *reader) object(path string, raw json.RawMessage) object {
	o := object{u: u, path: path}
	if json.Unmarshal(raw, &o.m) != nil {
		u.rep.Warnf(path, ruleType, "Un objet était attendu.")
	}
	return o
}

// take returns a key and forgets it; false when it is missing or null.
func (o *object) take(key string) (json.RawMessage, bool) {
	raw, ok := o.m[key]
	delete(o.m, key)
	return raw, ok && string(raw) != "null"
}

// text reads a text; a number or a boolean is taken as it is written.
func (o *object) text(key string) *string {
	raw, ok := o.take(key)
	if !ok {
		return nil
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		s = fr.Shorten(string(raw), 200)
		o.u.rep.Notef(o.path+"."+key, ruleType, "Un texte était attendu, lu «\u00a0%s\u00a0».", fr.Clip(s))
	}
	return &s
}

func (o *object) str(key string) string {
	if s := o.text(key); s != nil {
		return *s
	}
	return ""
}

// number reads a number, written as such or as a text.
func (o *object) number(key string) *json.Number {
	raw, ok := o.take(key)
	if !ok {
		return nil
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil && n != "" {
		if raw[0] == '"' {
			o.u.rep.Notef(o.path+"."+key, ruleType, "Un nombre était attendu, lu le texte «\u00a0%s\u00a0».", fr.Clip(string(n)))
		}
		return &n
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		if e, ok := script.ParseEighths(s); ok && s != "" {
			o.u.rep.Notef(o.path+"."+key, ruleType, "Un nombre était attendu, lu le texte «\u00a0%s\u00a0».", fr.Clip(s))
			n = Pages(e)
			return &n
		}
	}
	o.u.rep.Warnf(o.path+"."+key, ruleType, "Un nombre était attendu : ignoré.")
	return nil
}

func (o *object) whole(key string) int {
	n := o.number(key)
	if n == nil {
		return 0
	}
	i, err := n.Int64()
	if err != nil || i < -1e9 || i > 1e9 {
		o.u.rep.Warnf(o.path+"."+key, ruleType, "Nombre entier illisible : %s.", fr.Clip(string(*n)))
		return 0
	}
	return int(i)
}

func (o *object) flag(key string) bool {
	raw, ok := o.take(key)
	return ok && (string(raw) == "true" || string(raw) == `"true"` || string(raw) == "1")
}

func (o *object) list(key string) []json.RawMessage {
	raw, ok := o.take(key)
	if !ok {
		return nil
	}
	var l []json.RawMessage
	if json.Unmarshal(raw, &l) != nil {
		o.u.rep.Warnf(o.path+"."+key, ruleType, "Une liste était attendue : ignorée.")
	}
	return l
}

func (o *object) texts(key string) []string {
	out := []string{}
	for i, raw := range o.list(key) {
		var s string
		if json.Unmarshal(raw, &s) != nil {
			o.u.rep.Warnf(fmt.Sprintf("%s.%s[%d]", o.path, key, i), ruleType, "Un identifiant était attendu : ignoré.")
			continue
		}
		out = append(out, s)
	}
	return out
}

func (o *object) days(key string) []int {
	out := []int{}
	for i, raw := range o.list(key) {
		var d int
		if json.Unmarshal(raw, &d) != nil || d < 0 || d > 6 {
			o.u.rep.Warnf(fmt.Sprintf("%s.%s[%d]", o.path, key, i), ruleType, "Un jour de 0 (dimanche) à 6 était attendu : ignoré.")
			continue
		}
		if !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// older reads a key under the name that published files give it.
func (o *object) older(right, wrong string) {
	raw, ok := o.m[wrong]
	if !ok {
		return
	}
	delete(o.m, wrong)
	o.u.repeat(o.path+"."+wrong, ruleName, "La clé "+wrong+" s'appelle "+right+".")
	if _, has := o.m[right]; !has {
		o.m[right] = raw
	}
}

// rest gives the keys nobody asked for.
func (o *object) rest() Foreign {
	if len(o.m) == 0 {
		return nil
	}
	for _, k := range slices.Sorted(maps.Keys(o.m)) {
		if !strings.HasPrefix(k, "_") {
			o.u.repeat(o.path+"."+fr.Clip(k), ruleName, "La clé "+fr.Clip(k)+" est inconnue du standard : gardée.")
		}
	}
	return Foreign(o.m)
}

// Pages writes a length in eighths of a page as the decimal of the standard: 2 is 0.25.
func Pages(eighths int) json.Number {
	s := fmt.Sprintf("%d.%03d", eighths/8, eighths%8*125)
	return json.Number(strings.TrimRight(strings.TrimRight(s, "0"), "."))
}
