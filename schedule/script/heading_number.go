package script

import (
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/fr"
)

// cutNumber takes the scene number off the end of a heading: "INT. HOUSE - DAY #1A#" gives the text before, the number and
// what follows it. spaces allows white space in the number ("12 BIS", "3 "), a French habit.
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
		if spaces {
			n = trim(n)
		}
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
		case r == '-' || r == '.' || r == ')' || r == '/' && spaces:
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			letter = true
		case r == ' ' && spaces && i > 0 && i < len(s)-1:
		case (r == '\'' || r == '’') && spaces && letter: // 12'
		default:
			return false
		}
	}
	return letter
}

// numberMarks are the signs and spaces that stand between a number and what it numbers.
const numberMarks = " \t\u00a0\u202f.-–—―:;,/)°|_*"

// leadNumber reads a scene number in front of a heading, as screenplays write it: "12. INT.", "12A - INT.", "SÉQ. 12 BIS - INT.",
// "SCÈNE 4 :", "S12 -", "A12 INT.". word tells that a word such as SÉQ. announced it.
func leadNumber(s string) (number, rest string, word, ok bool) {
	if s == "" {
		return "", s, false, false
	}
	c := s[0] | 0x20
	switch {
	case s[0] == '#': // #12 BIS# INT. …
		end := strings.IndexByte(s[1:], '#')
		if end < 0 || !sceneNumber(s[1:1+end], true) {
			return "", s, false, false
		}
		return trim(s[1 : 1+end]), trim(strings.TrimLeft(s[2+end:], numberMarks)), false, true
	case s[0] >= '0' && s[0] <= '9':
		number, rest, ok = digitsNumber(s)
	case strings.IndexByte("([nNpPIVXivx", s[0]) >= 0:
		number, rest, ok = oddNumber(s)
	case c == 's':
		if rest, word = numberWord(s); word {
			number, rest, ok = digitsNumber(rest)
		} else if loose := strings.TrimLeft(s[1:], " .-_#\u00a0"); loose != s[1:] && len(loose) > 1 { // S 12 - INT. …
			number, rest, ok = digitsNumber(loose)
		}
	case c >= 'a' && c <= 'z' && len(s) > 1 && s[1] >= '0' && s[1] <= '9': // A12 INT. …
		if number, rest, ok = digitsNumber(s[1:]); ok && startsPlace(rest) {
			number = s[:1] + number
		} else {
			ok = false
		}
	}
	if !ok {
		return "", s, false, false
	}
	return number, rest, word, true
}

// numberWord cuts the word that announces a number: SÉQ. 12, SCÈNE N° 4, S12.
func numberWord(s string) (rest string, ok bool) {
	const signs = " .-–_/#\u00a0\u202f"
	w, after := cutWord(s)
	switch f := fr.Fold(w); {
	case sceneWord(f):
	case f == "s":
		if after = strings.TrimPrefix(after, "."); after == "" || after[0] < '0' || after[0] > '9' {
			return s, false
		}
	default:
		return s, false
	}
	after = strings.TrimLeft(after, signs)
	for _, p := range [...]string{"n°", "N°", "nº", "Nº", "no ", "No ", "NO ", "numéro ", "Numéro ", "NUMÉRO ", "NUMERO "} {
		if strings.HasPrefix(after, p) {
			return strings.TrimLeft(after[len(p):], signs), true
		}
	}
	return after, true
}

// sceneWord tells the folded words for a scene that announce its number.
func sceneWord(f string) bool {
	switch f {
	case "seq", "sequence", "sequences", "sequ", "seqs", "scene", "scenes", "sc", "sq":
		return true
	}
	return false
}

// digitsNumber reads a number that starts with a digit, and what follows it once the signs between are passed.
func digitsNumber(s string) (number, rest string, ok bool) {
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' && i > 0 && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9') {
		i++
	}
	if i == 0 || i > 8 {
		return "", s, false
	}
	number, rest = s[:i], s[i:]
	next := func(s string) bool { return startsPlace(strings.TrimLeft(s, numberMarks)) }
	if w, after := cutWord(rest); len(w) == 1 && !unicode.IsLetter(firstRune(after)) && !letterOfPlace(rest) { // 12A
		number, rest = number+w, after
	} else if w != "" && len(w) <= 2 && strings.ToUpper(w) == w && after != "" && next(after) { // 12AB
		number, rest = number+w, after
	}
	if rest != "" && strings.IndexByte("-./", rest[0]) >= 0 { // 2-B, 3-1, 23A-B, 23A/23B before a place
		end := 1
		for end < len(rest) && (isDigits(rest[end:end+1]) || rest[end] >= 'A' && rest[end] <= 'Z') {
			end++
		}
		if end > 1 && end <= 5 && end < len(rest) && !startsPlace(rest[1:]) && next(rest[end:]) {
			number, rest = number+rest[:end], rest[end:]
		}
	}
	if w, after := cutWord(strings.TrimLeft(rest, " \u00a0")); w != "" {
		switch f := fr.Fold(w); {
		case latinRank(f):
			number, rest = joinRank(number, rest, w), after
		// 12 A - INT.
		case len(w) == 1 && strings.ToUpper(w) == w && f != "i" && f != "e" && !strings.HasPrefix(after, "'") &&
			!strings.HasPrefix(after, "’") && !(f == "a" && isDigits(firstField(after))):
			number, rest = number+" "+w, after
		}
	}
	trimmed := strings.TrimLeft(rest, numberMarks)
	if trimmed == rest && rest != "" && !startsPlace(rest) {
		return "", s, false
	}
	return number, trimmed, true
}

// latinRank tells the folded words that follow the numbers of the scenes put between two others: 12 BIS, 12 TER.
func latinRank(f string) bool { return f == "bis" || f == "ter" || f == "quater" || f == "quinquies" }

// joinRank joins a number and its rank as they were written: "12 BIS", "12bis".
func joinRank(number, rest, w string) string {
	if strings.HasPrefix(rest, w) {
		return number + w
	}
	return number + " " + w
}

// letterOfPlace tells whether a text starts with the I/E of a place.
func letterOfPlace(s string) bool {
	return len(s) > 2 && (s[0]|0x20 == 'i' || s[0]|0x20 == 'e') && (s[1] == '/' || s[1] == '.' && s[2] == '/')
}

func firstField(s string) string {
	if f := strings.Fields(s); len(f) > 0 {
		return f[0]
	}
	return ""
}

// cutTwin takes the number of the other margin off the end of a heading, with the signs and the word around it: "INT. BAR - JOUR 12A" for
// the scene 12A, "– 17", "18.", "S21". Right behind a word for what is numbered (CHAMBRE 12) it belongs to the set. Without a number in
// front, what stands far from the text, behind a tab or three spaces, is one.
func cutTwin(s, number string) (text, found string) {
	if n := inBrackets(s); n != "" && (number == "" || strings.EqualFold(n, number)) {
		return trim(s[:strings.LastIndexByte(s, '[')]), n
	}
	at := strings.LastIndexAny(s, " \t")
	switch {
	case at <= 0:
		return s, number
	case number == "":
		return cutFar(s, at)
	}
	bare := strings.TrimRight(s, ".-–—―:/)]* \t\u00a0")
	n := len(bare) - len(number)
	if n <= 0 || !strings.EqualFold(bare[n:], number) {
		return s, number
	}
	head := bare[:n]
	if i := strings.LastIndexAny(head, " \t\u00a0"); i >= 0 { // S21, (21, .21
		if w := trim(head[i:]); len(w) == 1 && strings.Contains("S([.*#-", w) {
			head = head[:len(head)-1]
		}
	}
	if !strings.ContainsRune(" \t\u00a0", lastRune(head)) {
		return s, number
	}
	gap := len(head) - len(strings.TrimRight(head, " \t"))
	head = strings.TrimRight(head, " \t\u00a0.-–—―|")
	before := head[strings.LastIndexAny(head, " \t\u00a0")+1:]
	if rest, ok := numberWord(before); ok && rest == "" { // SÉQ. 21
		head = strings.TrimRight(head[:len(head)-len(before)], " \t\u00a0.-–—―|")
	} else if gap == 1 && bare == s && isNumbered(before) {
		return s, number
	}
	return trim(head), number
}

// cutFar takes off the end of a heading a number that stands far from the text; last is the place of the last blank of s.
func cutFar(s string, last int) (text, number string) {
	head, tail, far := lastWord(s, last)
	if far && tail != "" && tail[0] >= '0' && tail[0] <= '9' && sceneNumber(tail, false) {
		return head, strings.TrimRight(tail, ".")
	}
	if letteredNumber(tail) && endsInTime(head) {
		return head, strings.TrimRight(tail, ".*")
	}
	return s, ""
}

// lastWord cuts the last word off a heading, whose last blank is at byte last; far tells that it stands behind a tab or three spaces.
func lastWord(s string, last int) (head, tail string, far bool) {
	head = strings.TrimRight(s[:last], " \t")
	gap := s[len(head) : last+1]
	return head, s[last+1:], strings.IndexByte(gap, '\t') >= 0 || len(gap) >= 3
}

// letteredNumber tells a word that can be but the number of a scene, behind a light: 45B, A12. 10H is an hour, J3 a day of the story.
func letteredNumber(w string) bool {
	w = strings.TrimRight(strings.TrimLeft(w, ".(["), ".*)]")
	var day Slugline
	return len(w) > 1 && holdsDigit(w) && !isDigits(w) && markedNumber(w) && !clock(w) && !day.letter(w)
}

// otherNumber takes off the end of a heading a number that stands behind its light, or far from the text, and is not that of the scene.
func (t *Slugline) otherNumber(s string) string {
	if strings.HasSuffix(s, "#") { // #12# INT. BAR #13#
		if head, n, _ := cutNumber(s, true); n != "" {
			if !strings.EqualFold(n, t.Number) {
				t.Other = n
			}
			return trim(head)
		}
	}
	at := strings.LastIndexAny(s, " \t")
	if at <= 0 || !holdsDigit(s[at:]) {
		return s
	}
	head, tail, far := lastWord(s, at)
	if strings.HasSuffix(tail, "/8") { // a length, and no number
		if i := strings.LastIndexByte(head, ' '); i > 0 && isDigits(head[i+1:]) && endsInTime(head[:i]) {
			head = head[:i]
		}
		if _, ok := ParseEighths(tail); ok && endsInTime(head) {
			return head
		}
		return s
	}
	if bare := strings.TrimRight(head, " \t"); strings.HasSuffix(bare, " "+tail) { // 12B 12B
		head = strings.TrimRight(strings.TrimSuffix(bare, tail), " \t")
	}
	if !(letteredNumber(tail) || far && isDigits(tail)) || !endsInTime(head) {
		return s
	}
	if t.Other = strings.Trim(tail, ".*()[]"); strings.EqualFold(t.Other, t.Number) {
		t.Other = ""
	}
	return head
}

// isNumbered tells the words that a number follows in the name of a place.
func isNumbered(w string) bool {
	switch fr.Fold(w) {
	case "chambre", "salle", "appartement", "studio", "bureau", "quai", "voie", "porte", "plateau", "hangar", "etage", "niveau", "cellule",
		"cabine", "box", "bloc", "batiment", "escalier", "entrepot", "couloir", "loge", "suite", "room", "apartment", "flat", "floor",
		"gate", "stage", "cell", "platform", "n°", "numero":
		return true
	}
	return false
}

// inBrackets gives the number in square brackets that ends a heading, behind its light: INT. CAVE - NUIT [12].
func inBrackets(s string) string {
	i := strings.LastIndexByte(s, '[')
	if i < 1 || len(s)-i > 8 || !strings.HasSuffix(s, "]") {
		return ""
	}
	n := trim(s[i+1 : len(s)-1])
	if !sceneNumber(n, true) || n[0] < '0' || n[0] > '9' || isYear(n) || clock(n) || lightAndSet(s[:i]).LightText == "" {
		return ""
	}
	return n
}
