package strict

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/money"
)

// walker compares the tree of a file with the Go type it is to fill.
type walker struct {
	*reader
	text   []byte
	lines  lineStarts
	shapes map[reflect.Type]*shape
	root   reflect.Type
	places map[string][]string // paths of every key of the root type, made when a misplaced key is met
}

func (w *walker) told(n *node, path, rule, format string, args ...any) {
	w.fault(w.lines.of(n.at), path, rule, format, args...)
}

func (w *walker) shape(t reflect.Type) *shape {
	s := w.shapes[t]
	if s == nil {
		s = shapeOf(t)
		w.shapes[t] = s
	}
	return s
}

// value checks one value of the file against its type.
func (w *walker) value(n *node, t reflect.Type, path string) {
	if n.sort == bad {
		return
	}
	if n.sort == null {
		w.null(n, t, path)
		return
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == decimalType:
		w.amount(n, path)
	case readsJSON(t):
		if err := json.Unmarshal(w.text[n.at:n.end], reflect.New(t).Interface()); err != nil {
			w.told(n, path, RuleType, "%s est illisible : %s", quote(n.raw(w.text)), cause(err))
		}
	case readsText(t):
		w.formatted(n, t, path)
	default:
		w.kind(n, t, path)
	}
}

func (w *walker) kind(n *node, t reflect.Type, path string) {
	switch k := t.Kind(); {
	case k == reflect.Struct:
		if w.is(n, object, path, t) {
			w.fields(n, t, path)
		}
	case k == reflect.Map:
		if w.is(n, object, path, t) {
			w.entries(n, t, path)
		}
	case k == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		if w.is(n, text, path, t) {
			if _, err := base64.StdEncoding.DecodeString(n.text); err != nil {
				w.told(n, path, RuleFormat, "%s n'est pas en base 64", quote(n.text))
			}
		}
	case k == reflect.Slice, k == reflect.Array:
		if w.is(n, list, path, t) {
			w.items(n, t, path)
		}
	case k == reflect.String:
		if w.is(n, text, path, t) {
			w.closed(n, n.text, t, path)
		}
	case k == reflect.Bool:
		w.is(n, truth, path, t)
	case k == reflect.Interface && t.NumMethod() == 0:
		w.free(n, path)
	case k >= reflect.Int && k <= reflect.Float64 && k != reflect.Uintptr:
		if w.is(n, number, path, t) {
			w.number(n, t, path)
		}
	default:
		w.told(n, path, RuleType, "%s ne peut pas être lu ici", quote(n.raw(w.text)))
	}
}

// is tells whether a value is of the expected sort, and says it when it is not.
func (w *walker) is(n *node, want sort, path string, t reflect.Type) bool {
	if n.sort == want {
		return true
	}
	given := quote(n.raw(w.text))
	switch _, err := strconv.ParseFloat(n.text, 64); {
	case n.sort == text && want == number && err == nil:
		w.told(n, path, RuleType, "%s est un texte ; un nombre s'écrit sans guillemets : %s", given, n.text)
	case n.sort == number && want == text:
		raw := n.raw(w.text)
		w.told(n, path, RuleType, "%s est un nombre ; un texte est attendu, entre guillemets : %q%s", given, raw, suggestAll(raw, t))
	case n.sort == text && want == truth && words[strings.ToLower(n.text)] != "":
		w.told(n, path, RuleType, "%s est un texte ; écrivez %s, sans guillemets", given, words[strings.ToLower(n.text)])
	default:
		w.told(n, path, RuleType, "%s est attendu, trouvé %s%s", expected(t), given, suggestAll(n.raw(w.text), t))
	}
	return false
}

func suggestAll(given string, t reflect.Type) string {
	return Suggest(strings.Trim(given, `"`), acceptedBy(t))
}

// null stands for an absent list, object or pointer; elsewhere encoding/json would leave what was there.
func (w *walker) null(n *node, t reflect.Type, path string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Interface:
		return
	}
	if t != decimalType && readsJSON(t) {
		if err := json.Unmarshal([]byte("null"), reflect.New(t).Interface()); err == nil {
			return
		}
	}
	w.told(n, path, RuleNull, "null n'est pas une valeur : %s est attendu ; retirez la clé si la valeur n'est pas connue", expected(t))
}

// amount reads an amount of money, a rate or a quantity: a text ("1234.50") or a number.
func (w *walker) amount(n *node, path string) {
	raw := n.raw(w.text)
	switch n.sort {
	case text:
		raw = raw[1 : len(raw)-1]
	case number:
	default:
		w.told(n, path, RuleType, "un nombre est attendu, trouvé %s", quote(raw))
		return
	}
	if raw == "" {
		w.told(n, path, RuleNumber, "le nombre est vide ; retirez la clé si la valeur n'est pas connue")
		return
	}
	d, err := decimal.Decimal{}, money.ErrTooLong
	if len(raw) <= 64 {
		d, err = decimal.NewFromString(raw)
	}
	if err == nil {
		err = money.Guard(d)
	}
	if err == nil {
		return
	}
	percent, isPercent := strings.CutSuffix(strings.TrimSpace(raw), "%")
	switch meant, mistyped := money.Parse(raw); {
	case mistyped == nil:
		w.told(n, path, RuleNumber, "%s : un nombre s'écrit avec un point et sans espace : %q", quote(raw), meant.String())
	case isPercent && readable(percent):
		meant, _ = money.Parse(percent)
		w.told(n, path, RuleNumber, "%s : un taux s'écrit en fraction de 1 : %q", quote(raw), meant.Shift(-2).String())
	case err == money.ErrTooLong || err == money.ErrRange:
		w.told(n, path, RuleNumber, "%s a trop de chiffres", quote(raw))
	default:
		w.told(n, path, RuleNumber, "%s n'est pas un nombre", quote(raw))
	}
}

func readable(s string) bool {
	_, err := money.Parse(s)
	return err == nil
}

// formatted reads a text that its type understands: a date, an hour, a number of social security, or a code of a closed list.
func (w *walker) formatted(n *node, t reflect.Type, path string) {
	if !w.is(n, text, path, t) {
		return
	}
	err := reflect.New(t).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(n.text))
	switch {
	case err == nil:
	case t.Implements(closedType):
		w.told(n, path, RuleValue, "%s n'est pas accepté%s", quote(n.text), Suggest(n.text, acceptedBy(t)))
	case t == dateType:
		w.told(n, path, RuleFormat, "%s n'est pas une date : %s", quote(n.text), dateHint(n.text))
	default:
		w.told(n, path, RuleFormat, "%s : %s", quote(n.text), cause(err))
	}
}

// closed refuses a value outside the list its type declares. The empty text is the unset value, which checks judge.
func (w *walker) closed(n *node, given string, t reflect.Type, path string) {
	accepted := acceptedBy(t)
	if given == "" || accepted == nil {
		return
	}
	for _, v := range accepted {
		if v.Code == given {
			return
		}
	}
	w.told(n, path, RuleValue, "%s n'est pas accepté%s", quote(given), Suggest(given, accepted))
}

// number reads a Go number: whole for an int, inside its range.
func (w *walker) number(n *node, t reflect.Type, path string) {
	raw, v := n.raw(w.text), reflect.New(t).Elem()
	if json.Unmarshal([]byte(raw), v.Addr().Interface()) != nil {
		switch d, err := money.Parse(raw); {
		case t.Kind() >= reflect.Float32:
			w.told(n, path, RuleNumber, "%s est hors limites", quote(raw))
		case err == nil && !d.IsInteger():
			w.told(n, path, RuleNumber, "%s n'est pas un nombre entier", quote(raw))
		case err == nil && strings.ContainsAny(raw, ".eE"):
			w.told(n, path, RuleNumber, "%s : un nombre entier s'écrit %s", quote(raw), d)
		case d.IsNegative() && v.CanUint():
			w.told(n, path, RuleNumber, "%s : un nombre positif est attendu", quote(raw))
		default:
			w.told(n, path, RuleNumber, "%s est hors limites", quote(raw))
		}
		return
	}
	if !v.IsZero() {
		w.closed(n, raw, t, path)
	}
}

// free is a value of any sort; its numbers must be readable.
func (w *walker) free(n *node, path string) {
	if n.sort == number {
		w.number(n, reflect.TypeFor[float64](), path)
	}
	for i := range n.items {
		w.free(&n.items[i], path)
	}
}

func (w *walker) items(n *node, t reflect.Type, path string) {
	if t.Kind() == reflect.Array && len(n.items) != t.Len() {
		w.told(n, path, RuleType, "la liste a %d valeurs, il en faut %d", len(n.items), t.Len())
	}
	for i := range n.items {
		w.value(&n.items[i], t.Elem(), fmt.Sprintf("%s[%d]", path, i))
	}
}
