package strict

import (
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Open lists kept by standards, named by the tag code of a field: "country" (ISO 3166-1 alpha-2), "language" (ISO 639-1, or 639-3 for
// one that has no code of two letters). Names are those of the CLDR.

// countries lists the codes in force, with French names.
var countries = sync.OnceValue(func() []Value {
	var out []Value
	names := display.Regions(language.French)
	letters('A', func(code string) {
		r, err := language.ParseRegion(code)
		if err == nil && r.IsCountry() && r.Canonicalize().String() == code && names.Name(r) != "" {
			out = append(out, Value{Code: code, Label: names.Name(r)})
		}
	})
	return out
})

// languages lists the codes of two letters, with French names.
var languages = sync.OnceValue(func() []Value {
	var out []Value
	names := display.Languages(language.French)
	letters('a', func(code string) {
		if b, err := language.ParseBase(code); err == nil && b.String() == code && names.Name(b) != "" {
			out = append(out, Value{Code: code, Label: names.Name(b)})
		}
	})
	return out
})

// letters calls f on all pairs of letters from a first one.
func letters(first byte, f func(code string)) {
	for a := range byte(26) {
		for b := range byte(26) {
			f(string([]byte{first + a, first + b}))
		}
	}
}

// Coded tells whether a text is a code of a standard ("country", "language"), and the end of the sentence that refuses it.
func Coded(standard, given string) (near string, ok bool) {
	switch standard {
	case "country":
		if has(countries(), given) {
			return "", true
		}
		if r, err := language.ParseRegion(given); err == nil { // FRA, UK
			given = display.Regions(language.French).Name(r)
		}
		return Suggest(given, countries()), false
	case "language":
		if has(languages(), given) {
			return "", true
		}
		b, err := language.ParseBase(given)
		if err == nil && b.String() == given && len(given) == 3 {
			return "", true
		}
		if err == nil { // fra
			given = display.Languages(language.French).Name(b)
		}
		return Suggest(given, languages()), false
	}
	return "", true
}
