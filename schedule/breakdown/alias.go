package breakdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
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

// introduced looks for a name in capitals followed by an age, "EVA (8 ans)", and makes a role of it: proposed if it never
// speaks.
func (d *breaker) introduced(e *script.Element) {
	if !strings.Contains(e.Text, " ans") && !strings.Contains(e.Text, "\u00a0ans") && !strings.Contains(e.Text, "year") &&
		!bracketedDigit(e.Text) {
		return
	}
	d.words = scanWords(e.Text, d.words)
	ws := d.words
	lines := lineIn(e)
	for i, w := range ws {
		if !w.digit || w.to-w.from > 2 || i == 0 {
			continue
		}
		age := 0
		for _, c := range e.Text[w.from:w.to] {
			age = age*10 + int(c-'0')
		}
		if age < 0 || age > 99 || !isAge(e.Text, ws, i) {
			continue
		}
		// The capitals right before, at most three words away.
		end := i - 1
		for end >= 0 && end > i-4 && !ws[end].upper {
			if strings.ContainsAny(e.Text[ws[end].to:ws[end+1].from], ".!?;") {
				end = -1
				break
			}
			end--
		}
		if end < 0 || !ws[end].upper || ws[end].digit {
			continue
		}
		start := end
		for start > 0 && end-start < maxTermWords && ws[start-1].upper &&
			!strings.ContainsAny(e.Text[ws[start-1].to:ws[start].from], ".,;:!?()\n") {
			start--
		}
		line := lines.of(max(int(ws[start].from), lines.at))
		r := &d.out.Roles[d.role(e.Text[ws[start].from:ws[end].to], line)]
		if r.Age == 0 {
			r.Age, r.AgeLine = age, line
		}
	}
}

// bracketedDigit tells whether a text holds "(8": an opening bracket and a digit.
func bracketedDigit(s string) bool {
	for {
		i := strings.IndexByte(s, '(')
		if i < 0 || i+1 >= len(s) {
			return false
		}
		if s[i+1] >= '0' && s[i+1] <= '9' {
			return true
		}
		s = s[i+1:]
	}
}

// isAge tells whether the number at word i is an age: "8 ans", "8 years", "(8)".
func isAge(text string, ws []word, i int) bool {
	w := ws[i]
	if i+1 < len(ws) {
		switch fr.Fold(text[ws[i+1].from:ws[i+1].to]) {
		case "ans", "an", "years", "year", "yo":
			return true
		}
	}
	return w.from > 0 && text[w.from-1] == '(' && int(w.to) < len(text) && (text[w.to] == ')' || text[w.to] == ',')
}

// digits tells whether a text is a number in digits.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
