package breakdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

const maxAliasRoles = 600 // beyond, only whole words are compared: the rest would take too long

// proposeAliases finds roles that may be one: a name inside another, spellings one letter apart, accents and hyphens.
func proposeAliases(roles []Role) []Alias {
	var out []Alias
	byWord := map[string][]int{}
	keys := make([][]string, len(roles))
	for i := range roles {
		keys[i] = strings.FieldsFunc(fr.Fold(roles[i].Name), func(r rune) bool { return r == ' ' || r == '-' || r == '\'' || r == '.' })
		if len(keys[i]) > maxTermWords {
			keys[i] = nil // a paragraph in capitals, not a name
		}
		for _, w := range keys[i] {
			if len(w) > 2 && !aliasStop(w) {
				byWord[w] = append(byWord[w], i)
			}
		}
	}
	done := map[[2]int]bool{}
	add := func(i, j int, reason string) {
		if j < i {
			i, j = j, i
		}
		if i == j || done[[2]int{i, j}] {
			return
		}
		done[[2]int{i, j}] = true
		a, b := i, j
		if roles[b].Words > roles[a].Words || roles[b].Words == roles[a].Words && len(roles[b].Scenes) > len(roles[a].Scenes) {
			a, b = b, a
		}
		out = append(out, Alias{Role: roles[a].ID, Other: roles[b].ID, Reason: reason, State: Proposed})
	}
	for i := range roles {
		for _, w := range keys[i] {
			same := byWord[w]
			if len(same) > 12 {
				continue // a word this common names nobody
			}
			for _, j := range same {
				if j != i && inside(keys[i], keys[j]) && !numbered(keys[i], keys[j]) {
					add(i, j, fmt.Sprintf("«\u00a0%s\u00a0» est dans «\u00a0%s\u00a0»", roles[i].ID, roles[j].ID))
				}
			}
		}
	}
	if len(roles) <= maxAliasRoles {
		for i := range roles {
			a := strings.Join(keys[i], "")
			for j := i + 1; j < len(roles); j++ {
				b := strings.Join(keys[j], "")
				switch {
				case a == b && a != "":
					add(i, j, "même nom à un espace ou un trait d'union près")
				case len(a) >= 5 && len(b) >= 5 && oneApart(a, b):
					add(i, j, "une lettre d'écart")
				}
			}
		}
	}
	return out
}

// aliasStop tells the words of names that join nobody: titles and articles.
func aliasStop(w string) bool {
	switch w {
	case "the", "and", "les", "des", "une", "monsieur", "madame", "mademoiselle", "mme", "docteur", "capitaine", "commissaire",
		"old", "young", "man", "woman", "homme", "femme", "vieux", "vieille", "jeune", "petit", "petite", "premier", "deuxieme",
		"first", "second", "voix", "voice", "policier", "officer", "mrs", "miss", "master", "uncle", "aunt", "oncle", "tante":
		return true
	}
	return false
}

// inside tells whether all the words of a are among those of b, and b has more.
func inside(a, b []string) bool {
	if len(a) >= len(b) {
		return false
	}
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}

// numbered tells whether the two names differ only by a number: POLICIER and POLICIER 2 are two people.
func numbered(a, b []string) bool {
	for _, w := range b {
		if !slices.Contains(a, w) && !digits(strings.TrimRight(strings.TrimLeft(w, "#n°"), "eè")) {
			return false
		}
	}
	return true
}

// oneApart tells whether one letter added, dropped or changed turns a into b. A digit never counts.
func oneApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	digit := func(s string) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
	if digit(a) || digit(b) {
		return false
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// digits tells whether a text is a number in digits.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
