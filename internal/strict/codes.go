package strict

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Open lists kept by standards, named by the tag code of a field: "country" (ISO 3166-1 alpha-2), "region" (ISO 3166-2, or a country),
// "language" (ISO 639-1, or 639-3 for one that has no code of two letters). Names are those of the CLDR.

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

// regions lists the codes of the French regions and collectivities, ISO 3166-2:FR, with their French names.
var regions = []Value{{"FR-ARA", "Auvergne-Rhône-Alpes"}, {"FR-BFC", "Bourgogne-Franche-Comté"}, {"FR-BRE", "Bretagne"},
	{"FR-CVL", "Centre-Val de Loire"}, {"FR-COR", "Corse"}, {"FR-20R", "Corse"}, {"FR-GES", "Grand Est"}, {"FR-HDF", "Hauts-de-France"},
	{"FR-IDF", "Île-de-France"}, {"FR-NAQ", "Nouvelle-Aquitaine"}, {"FR-NOR", "Normandie"}, {"FR-OCC", "Occitanie"},
	{"FR-PAC", "Provence-Alpes-Côte d'Azur"}, {"FR-PDL", "Pays de la Loire"}, {"FR-971", "Guadeloupe"}, {"FR-972", "Martinique"},
	{"FR-973", "Guyane"}, {"FR-974", "La Réunion"}, {"FR-976", "Mayotte"}, {"FR-GP", "Guadeloupe"}, {"FR-MQ", "Martinique"},
	{"FR-GF", "Guyane"}, {"FR-RE", "La Réunion"}, {"FR-YT", "Mayotte"}, {"FR-GUA", "Guadeloupe"}, {"FR-MTQ", "Martinique"},
	{"FR-GUF", "Guyane"}, {"FR-LRE", "La Réunion"}, {"FR-MAY", "Mayotte"}, {"FR-BL", "Saint-Barthélemy"}, {"FR-MF", "Saint-Martin"},
	{"FR-PM", "Saint-Pierre-et-Miquelon"}, {"FR-WF", "Wallis-et-Futuna"}, {"FR-PF", "Polynésie française"},
	{"FR-NC", "Nouvelle-Calédonie"}, {"FR-TF", "Terres australes françaises"}, {"FR-CP", "Clipperton"}, {"FR-975",
		"Saint-Pierre-et-Miquelon"}, {"FR-977", "Saint-Barthélemy"}, {"FR-978", "Saint-Martin"}, {"FR-984", "Terres australes françaises"},
	{"FR-986", "Wallis-et-Futuna"}, {"FR-987", "Polynésie française"}, {"FR-988", "Nouvelle-Calédonie"}}

// isRegion tells whether a text is the code of a country, of a French region, collectivity or department, or has the form of a region's
// code of another country.
func isRegion(given string) bool {
	country, code, parts := strings.Cut(given, "-")
	if !has(countries(), country) {
		return false
	}
	if !parts {
		return true
	}
	department := len(code) == 2 && (code == "2A" || code == "2B" || code >= "01" && code <= "95" && code[1] >= '0' && code[1] <= '9')
	if country == "FR" {
		return department || has(regions, given)
	}
	plain := func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' }
	return code != "" && len(code) <= 3 && strings.IndexFunc(code, func(r rune) bool { return !plain(r) }) < 0
}

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

// Coded tells whether a text is a code of a standard ("country", "region", "language"), and the end of the sentence that refuses it.
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
	case "region":
		if isRegion(given) {
			return "", true
		}
		return Suggest(given, slices.Concat(regions, countries())), false
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
