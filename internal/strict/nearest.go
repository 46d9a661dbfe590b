package strict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// Nearest returns at most n of the accepted values, nearest to the one given first: by code or French label, without case,
// accents, spaces and hyphens, by the number of letters to insert, drop, replace or swap (optimal string alignment, Damerau 1964).
func Nearest(given string, accepted []Value, n int) []Value {
	type scored struct {
		Value
		far int
	}
	all := make([]scored, len(accepted))
	for i, v := range accepted {
		all[i] = scored{v, far(given, v.Code)}
		if v.Label != "" {
			all[i].far = min(all[i].far, far(given, v.Label))
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(a.far, b.far) })
	out := make([]Value, 0, n)
	for _, v := range all {
		if len(out) < n && !slices.ContainsFunc(out, func(o Value) bool { return o.Code == v.Code }) {
			out = append(out, v.Value)
		}
	}
	return out
}

// Suggest is the end of a sentence that refuses a value: " ; valeurs acceptées les plus proches : a (libellé), b, c".
func Suggest(given string, accepted []Value) string {
	const shown = 3
	switch near := Nearest(given, accepted, shown); {
	case len(near) == 0:
		return ""
	case len(accepted) <= shown:
		return " ; valeurs acceptées : " + join(near)
	default:
		return " ; valeurs acceptées les plus proches : " + join(near)
	}
}

// Word reads a text that a person wrote for a value of a closed list: its code or French label, without regard to case, accents,
// spaces and hyphens. The empty text is the unset value.
func Word(text string, accepted []Value) (code string, ok bool) {
	if strings.TrimSpace(text) == "" {
		return "", true
	}
	for _, v := range accepted {
		if far(text, v.Code) == 0 || v.Label != "" && far(text, v.Label) == 0 {
			return v.Code, true
		}
	}
	return "", false
}

// SuggestCodes is Suggest for codes without label: identifiers that the same file gives.
func SuggestCodes(given string, codes []string) string {
	values := make([]Value, len(codes))
	for i, code := range codes {
		values[i] = Value{Code: code}
	}
	return Suggest(given, values)
}

// Quote shows a text that a person typed, at most forty characters of it, between French quotes; spaces around it are told.
func Quote(text string) string { return quote(text) }

func join(values []Value) string {
	var parts []string
	for _, v := range values {
		parts = append(parts, v.String())
	}
	return strings.Join(parts, ", ")
}

// String returns "salarie (salarié)", or the code alone when it is its own label.
func (v Value) String() string {
	if v.Label == "" {
		return v.Code
	}
	return fmt.Sprintf("%s (%s)", v.Code, v.Label)
}

// plain is a text as it is compared.
func plain(s string) []rune {
	if len(s) > 200 {
		s = s[:200]
	}
	return []rune(strings.NewReplacer("_", "", "-", "", " ", "", ".", "", "'", "", "’", "").Replace(fr.Fold(s)))
}

// far is the distance of two texts, from 0 (the same but for case, accents and hyphens) to 1000 (nothing in common). A text inside the
// other is near.
func far(a, b string) int {
	x, y := plain(a), plain(b)
	longest := max(len(x), len(y))
	if longest == 0 {
		return 0
	}
	d := 1000 * distance(x, y) / longest
	if len(x) >= 3 && len(y) >= 3 && (strings.Contains(string(x), string(y)) || strings.Contains(string(y), string(x))) {
		d = min(d, 100+d/10)
	}
	return d
}

// distance is the optimal string alignment distance.
func distance(a, b []rune) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next[0] = i + 1
		for j := range b {
			swap := 1
			if a[i] == b[j] {
				swap = 0
			}
			d := min(row[j]+swap, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			next[j+1] = d
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
