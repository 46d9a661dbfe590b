package film

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// signed are the keys whose number may be negative: places on the globe, the agreement that stands for none, days before an event, an
// overdrawn account, what a person typed over a computed amount.
var signed = []string{"lat_milli", "lon_milli", "agreement", "lag_days", "opening", "entered", "fixed", "variables", "split", "given"}

// numbers refuses the negative numbers of a folder (a number of people, a price, a rate, a duration: a discount lowers the price of its
// line) and tells those that read like thousands.
func numbers(r *moteur.Report, f Folder) { number(r, "", false, reflect.ValueOf(f)) }

// number walks a value; free tells that a number below it may be negative.
func number(r *moteur.Report, path string, free bool, v reflect.Value) {
	if d, ok := v.Interface().(decimal.Decimal); ok {
		if d.IsNegative() && !free {
			r.Errorf(path, "film/negative", "Un nombre négatif n'est pas accepté ici : %s.", d)
		}
		thousands(r, path, d)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			number(r, path, free, v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			number(r, fmt.Sprintf("%s[%d]", path, i), free, v.Index(i))
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		for _, k := range keys {
			number(r, fmt.Sprintf("%s.%v", path, k), free, v.MapIndex(k))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			switch field := v.Type().Field(i); {
			case !field.IsExported(), key == "-":
			case field.Anonymous && key == "":
				number(r, path, free, v.Field(i))
			default:
				number(r, strings.TrimPrefix(path+"."+key, "."), free || slices.Contains(signed, key), v.Field(i))
			}
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if v.Int() < 0 && !free {
			r.Errorf(path, "film/negative", "Un nombre négatif n'est pas accepté ici : %d.", v.Int())
		}
	}
}
