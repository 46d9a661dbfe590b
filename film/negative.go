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

// negatives refuses the negative numbers of a folder: a number of people, a price, a rate, a duration. A discount lowers the price of
// its line.
func negatives(r *moteur.Report, f Folder) { negative(r, "", reflect.ValueOf(f)) }

func negative(r *moteur.Report, path string, v reflect.Value) {
	if d, ok := v.Interface().(decimal.Decimal); ok {
		if d.IsNegative() {
			r.Errorf(path, "film/negative", "Un nombre négatif n'est pas accepté ici : %s.", d)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			negative(r, path, v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			negative(r, fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		for _, k := range keys {
			negative(r, fmt.Sprintf("%s.%v", path, k), v.MapIndex(k))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			switch field := v.Type().Field(i); {
			case !field.IsExported(), key == "-", slices.Contains(signed, key):
			case field.Anonymous && key == "":
				negative(r, path, v.Field(i))
			default:
				negative(r, strings.TrimPrefix(path+"."+key, "."), v.Field(i))
			}
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if v.Int() < 0 {
			r.Errorf(path, "film/negative", "Un nombre négatif n'est pas accepté ici : %d.", v.Int())
		}
	}
}
