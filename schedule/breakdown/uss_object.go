package breakdown

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

const maxNesting = 200 // levels of JSON read

// jsonDepth refuses texts nested too deep before they are read.
func jsonDepth(s string) error {
	depth, in := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case in:
			if c == '\\' {
				i++
			} else if c == '"' {
				in = false
			}
		case c == '"':
			in = true
		case c == '{' || c == '[':
			if depth++; depth > maxNesting {
				return fmt.Errorf("plus de %d niveaux imbriqués", maxNesting)
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}

// jsonPlace gives the line of a JSON error.
func jsonPlace(text, name string, err error) string {
	if e, ok := err.(*json.SyntaxError); ok {
		return decode.Place(name, decode.Line(text, int(e.Offset)))
	}
	return name
}

// object is a JSON object being read; what is not asked for is foreign.
type object struct {
	u    *ussReader
	path string
	m    map[string]json.RawMessage
}

func (u *ussReader) object(path string, raw json.RawMessage) object {
	o := object{u: u, path: path}
	if json.Unmarshal(raw, &o.m) != nil {
		u.rep.Warnf(path, ruleUSSType, "Un objet était attendu.")
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
		o.u.rep.Notef(o.path+"."+key, ruleUSSType, "Un texte était attendu, lu «\u00a0%s\u00a0».", fr.Clip(s))
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
			o.u.rep.Notef(o.path+"."+key, ruleUSSType, "Un nombre était attendu, lu le texte «\u00a0%s\u00a0».", fr.Clip(string(n)))
		}
		return &n
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		if e, ok := script.ParseEighths(s); ok && s != "" {
			o.u.rep.Notef(o.path+"."+key, ruleUSSType, "Un nombre était attendu, lu le texte «\u00a0%s\u00a0».", fr.Clip(s))
			n = json.Number(eighthsDecimal(e))
			return &n
		}
	}
	o.u.rep.Warnf(o.path+"."+key, ruleUSSType, "Un nombre était attendu : ignoré.")
	return nil
}

func (o *object) whole(key string) int {
	n := o.number(key)
	if n == nil {
		return 0
	}
	i, err := n.Int64()
	if err != nil || i < -1e9 || i > 1e9 {
		o.u.rep.Warnf(o.path+"."+key, ruleUSSType, "Nombre entier illisible : %s.", fr.Clip(string(*n)))
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
		o.u.rep.Warnf(o.path+"."+key, ruleUSSType, "Une liste était attendue : ignorée.")
	}
	return l
}

func (o *object) texts(key string) []string {
	out := []string{}
	for i, raw := range o.list(key) {
		var s string
		if json.Unmarshal(raw, &s) != nil {
			o.u.rep.Warnf(fmt.Sprintf("%s.%s[%d]", o.path, key, i), ruleUSSType, "Un identifiant était attendu : ignoré.")
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
			o.u.rep.Warnf(fmt.Sprintf("%s.%s[%d]", o.path, key, i), ruleUSSType, "Un jour de 0 (dimanche) à 6 était attendu : ignoré.")
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
	o.u.repeat(o.path+"."+wrong, ruleUSSName, "La clé "+wrong+" s'appelle "+right+".")
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
			o.u.repeat(o.path+"."+fr.Clip(k), ruleUSSName, "La clé "+fr.Clip(k)+" est inconnue du standard : gardée.")
		}
	}
	return Foreign(o.m)
}

// eighthsDecimal writes eighths as the decimal of the standard: 2 is 0.25.
func eighthsDecimal(n int) string {
	s := fmt.Sprintf("%d.%03d", n/8, n%8*125)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}
