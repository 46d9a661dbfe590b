package script

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
)

// headingWord tells whether s starts with an interior or exterior mark of Fountain, any case, and gives what follows it:
// INT EXT EST INT./EXT INT/EXT I/E then a dot or a space.
func headingStart(s string) bool {
	if len(s) < 4 {
		return false
	}
	switch s[0] | 0x20 {
	case 'i':
		if len(s) > 3 && (s[1] == '/' || s[1] == '.' && s[2] == '/') { // I/E I./E
			rest := s[2:]
			if s[1] == '.' {
				rest = s[3:]
			}
			return len(rest) > 1 && rest[0]|0x20 == 'e' && headingGap(rest[1:])
		}
		return s[1]|0x20 == 'n' && s[2]|0x20 == 't' && (headingGap(s[3:]) || s[3] == '/' && headingStart(s[4:]))
	case 'e':
		if s[1]|0x20 == 'x' && s[2]|0x20 == 't' {
			return headingGap(s[3:]) || s[3] == '/' && headingStart(s[4:])
		}
		return s[1]|0x20 == 's' && s[2]|0x20 == 't' && headingGap(s[3:])
	}
	return false
}

// headingGap tells whether s starts with a dot or white space.
func headingGap(s string) bool {
	if s == "" {
		return false
	}
	if s[0] == '.' || s[0] == ' ' || s[0] == '\t' {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r >= utf8.RuneSelf && unicode.IsSpace(r)
}

// frenchStart tells whether s starts with INTÉRIEUR or EXTÉRIEUR, with or without accent, alone or joined by a slash.
func frenchStart(s string) bool {
	if s == "" || s[0]|0x20 != 'i' && s[0]|0x20 != 'e' {
		return false
	}
	w, rest := cutWord(s)
	switch fr.Fold(w) {
	case "interieur", "exterieur", "interieurs", "exterieurs":
		return rest == "" || !unicode.IsLetter(firstRune(rest))
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// cutWord cuts the letters at the start of s.
func cutWord(s string) (word, rest string) {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// cutNumber takes the scene number off the end of a heading: "INT. HOUSE - DAY #1A#" gives the text before, the number and
// what follows it. spaces allows white space inside the number ("12 BIS"), a French habit.
func cutNumber(s string, spaces bool) (text, number, after string) {
	to := len(s)
	for {
		closing := strings.LastIndexByte(s[:to], '#')
		if closing < 1 {
			return s, "", ""
		}
		opening := strings.LastIndexByte(s[:closing], '#')
		if opening < 0 {
			return s, "", ""
		}
		n := s[opening+1 : closing]
		if sceneNumber(n, spaces) && (closing+1 == len(s) || headingGap(s[closing+1:])) {
			return s[:opening], trim(n), trim(s[closing+1:])
		}
		to = closing
	}
}

func sceneNumber(s string, spaces bool) bool {
	if s == "" || len(s) > 32 {
		return false
	}
	letter := false
	for i, r := range s {
		switch {
		case r == '-' || r == '.' || r == ')':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			letter = true
		case r == ' ' && spaces && i > 0 && i < len(s)-1:
		default:
			return false
		}
	}
	return letter
}

// leadNumber reads a scene number in front of a heading, as French screenplays write it: "12. INT.", "12A - INT.", "SÉQ. 12 BIS -
// INT.", "SCÈNE 4 :". word tells that a word such as SÉQ. announced it.
func leadNumber(s string) (number, rest string, word, ok bool) {
	rest = s
	if s == "" || !(s[0] >= '0' && s[0] <= '9') && s[0]|0x20 != 's' && s[0] != '#' {
		return "", s, false, false
	}
	if s[0] == '#' { // #12 BIS# INT. …
		end := strings.IndexByte(s[1:], '#')
		if end < 0 || !sceneNumber(s[1:1+end], true) {
			return "", s, false, false
		}
		return trim(s[1 : 1+end]), trim(strings.TrimLeft(s[2+end:], " .-–—:/")), false, true
	}
	if s[0]|0x20 == 's' {
		w, after := cutWord(s)
		switch fr.Fold(w) {
		case "seq", "sequence", "sequ", "scene", "sc", "sq":
		default:
			return "", s, false, false
		}
		word = true
		rest = strings.TrimLeft(after, " .\u00a0n°N")
	}
	i := 0
	for i < len(rest) && (rest[i] >= '0' && rest[i] <= '9' || rest[i] == '.' && i > 0 && i+1 < len(rest) && rest[i+1] >= '0' &&
		rest[i+1] <= '9') {
		i++
	}
	if i == 0 || i > 8 {
		return "", s, false, false
	}
	number = rest[:i]
	rest = rest[i:]
	if w, after := cutWord(rest); len(w) == 1 && !unicode.IsLetter(firstRune(after)) { // 12A
		number += w
		rest = after
	}
	if w, after := cutWord(strings.TrimLeft(rest, " \u00a0")); w != "" {
		switch f := fr.Fold(w); {
		case f == "bis" || f == "ter" || f == "quater" || f == "quinquies":
			number += " " + w
			rest = after
		// 12 A - INT.
		case len(w) == 1 && strings.ToUpper(w) == w && f != "i" && f != "e" && !strings.HasPrefix(after, "'") &&
			!strings.HasPrefix(after, "’"):
			number += " " + w
			rest = after
		}
	}
	trimmed := strings.TrimLeft(rest, " \t\u00a0\u202f.-–—:/)°")
	if trimmed == rest && rest != "" {
		return "", s, false, false
	}
	return number, trimmed, word, true
}
