package script

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
)

// frontToken is a word or a sign of what stands in front of INT or EXT, with its place in the line.
type frontToken struct {
	text     string
	from, to int
}

// frontSigns stand around the words in front of INT or EXT and say nothing: 12*, <12>, "12", (12).
const frontSigns = ".:;|_*<>\"«»“”()[]{}~=•·?!#→-–—―°º"

// frontTokens cuts a text at its blanks, and the signs off both ends of each word. What joins two numbers (12, 13; 12&13) is a word of its
// own.
func frontTokens(s string) []frontToken {
	var out []frontToken
	add := func(from, to int) {
		from += len(s[from:to]) - len(strings.TrimLeft(s[from:to], frontSigns))
		to = from + len(strings.TrimRight(s[from:to], frontSigns))
		if from < to {
			out = append(out, frontToken{s[from:to], from, to})
		}
	}
	start := 0
	for i, r := range s {
		if !unicode.IsSpace(r) && !strings.ContainsRune(",&+", r) {
			continue
		}
		add(start, i)
		start = i + utf8.RuneLen(r)
		if !unicode.IsSpace(r) {
			out = append(out, frontToken{s[i:start], i, start})
		}
	}
	add(start, len(s))
	return out
}

// frontNumber finds the number of the scene among the words before INT or EXT where leadNumber does not: "S-12", "SÉQUENCE DOUZE",
// "SCÈNE XII", "EP2 SC14", "AB12", "12*", "12 À 14". A word announces it (word), or nothing but signs, an episode or a version stand before
// it. left and after are the words around it.
func frontNumber(before string) (number, left, after string, word, ok bool) {
	if len(before) > maxMixed {
		return "", "", "", false, false
	}
	tokens := frontTokens(before)
	at := 0
	for k := range tokens {
		if w, rest := announces(tokens[k].text); w {
			at, word = k, true
			if rest == "" {
				at++
			} else {
				tokens[k].text = rest
			}
			left = before[:tokens[k].from]
			break
		}
	}
	if !word {
		at = asideTokens(tokens)
		if at < len(tokens) {
			left = before[:tokens[at].from]
		}
	}
	for word && at < len(tokens) && numeroWord(tokens[at].text) {
		at++
	}
	number, n := numberPhrase(tokens[at:], word)
	if n == 0 {
		return "", "", "", false, false
	}
	if strings.Trim(left, frontSigns+" \u00a0") == "" { // <12>
		left = ""
	}
	return number, tidySet(left), tidySet(strings.TrimLeft(before[tokens[at+n-1].to:], frontSigns+" \u00a0")), word, true
}

// announces tells a word that says that a number follows: SÉQUENCE, S, PLAN, N°; rest is the number when it is glued to it: SÉQ-12, SC14.
func announces(token string) (ok bool, rest string) {
	w, rest := cutWord(token)
	rest = strings.TrimLeft(rest, "°º.-–—_/#:")
	if rest != "" && (rest[0] < '0' || rest[0] > '9') {
		return false, ""
	}
	f := fr.Fold(w)
	switch f {
	case "s", "plan", "plans", "n", "no", "numero":
	default:
		if !sceneWord(f) {
			return false, ""
		}
	}
	return len(w) > 2 || rest != "" || len(token) > len(w) || strings.ToUpper(w) == w, rest
}

// numeroWord tells the word between the one that announces and its number: SÉQUENCE N° 12, SCÈNE NUMÉRO 12.
func numeroWord(s string) bool {
	switch fr.Fold(s) {
	case "n", "no", "numero", "number":
		return true
	}
	return false
}

// asideTokens counts the first words that say something of the scene which is neither its number nor its décor, with the number of an
// episode or of an act: EP. 2, ACTE I, V2, NOUVEAU.
func asideTokens(tokens []frontToken) int {
	n := 0
	for n < len(tokens) {
		w, rest := cutWord(tokens[n].text)
		switch fr.Fold(w) {
		case "ep", "episode", "episodes", "acte", "partie", "chapitre", "version", "v", "act", "part", "chapter":
			if n++; rest == "" && n < len(tokens) && (holdsDigit(tokens[n].text) || romanNumber(tokens[n].text)) {
				n++
			} else if rest != "" && !holdsDigit(rest) {
				return n - 1
			}
			continue
		}
		if !asideWord(tokens[n].text) {
			break
		}
		n++
	}
	return n
}

// asideWord tells the words of a revision or of the order of scenes, which name no décor.
func asideWord(w string) bool {
	switch fr.Fold(w) {
	case "suite", "retour", "nouvelle", "nouveau", "new", "modifie", "modifiee", "revised", "ajout", "ajoutee", "reprise", "puis", "and",
		"et", "then":
		return true
	}
	return false
}

// numberPhrase reads a number at the start of tokens, with its rank, its letter or the last of several: "12 BIS A", "12 À 14", "12 ET 13".
// A number in letters or in Roman figures wants a word before it. n is how many tokens it took.
func numberPhrase(tokens []frontToken, announced bool) (number string, n int) {
	if len(tokens) == 0 {
		return "", 0
	}
	first := tokens[0].text
	switch {
	case markedNumber(first):
		number, n = first, 1
	case len(first) <= 2 && len(tokens) > 1 && strings.Trim(first, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && isDigits(tokens[1].text) &&
		(announced || len(tokens) == 2): // AA 12
		number, n = first+" "+tokens[1].text, 2
	case announced && (romanNumber(first) || len(first) == 1 && first >= "A" && first <= "Z"):
		return first, 1
	case announced:
		return numberInLetters(tokens)
	default:
		return "", 0
	}
	for n < len(tokens) {
		t := tokens[n].text
		last := n+1 == len(tokens)
		sign := joins(t)
		switch {
		case sign != "" && !last && markedNumber(tokens[n+1].text):
			number = joinNumbers(number, sign, tokens[n+1].text)
			n += 2
		case latinRank(fr.Fold(t)), len(t) == 1 && t >= "A" && t <= "Z" && last:
			number += " " + t
			n++
		default:
			return number, n
		}
	}
	return number, n
}

// markedNumber tells the number of a scene in figures, with three letters at most around it and nothing that a file cannot keep: 12, AB12,
// 12ABC, 12', 23A-B.
func markedNumber(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters <= 3 && len(s) <= 12 && holdsDigit(s) && strings.ToUpper(s) == s && sceneNumber(s, true)
}

// joins gives the sign that joins two numbers in one: "-" between the first and the last, "/" between those of a list.
func joins(w string) string {
	switch fr.Fold(w) {
	case "a", "au", "to", "jusqu'a":
		return "-"
	case "et", "and", "&", "+", ",":
		return "/"
	}
	return ""
}

// joinNumbers joins two numbers; those that follow each other are a span: 12-13, 12-14, 12/14, 12A/12B.
func joinNumbers(number, sign, next string) string {
	at := strings.LastIndexAny(number, "-/") + 1
	a, errA := strconv.Atoi(number[at:])
	b, errB := strconv.Atoi(next)
	switch {
	case errA != nil || errB != nil || b != a+1:
		return number + sign + next
	case at > 0 && number[at-1] == '-':
		return number[:at] + next
	}
	return number + "-" + next
}

func romanNumber(s string) bool { return s != "" && len(s) <= 7 && strings.Trim(s, "IVXL") == "" }

// numberInLetters reads a number written out, in French or in English: DOUZE, VINGT ET UN, TWENTY-ONE.
func numberInLetters(tokens []frontToken) (number string, n int) {
	for n < len(tokens) {
		f := fr.Fold(tokens[n].text)
		known := true
		for w := range strings.SplitSeq(f, "-") {
			known = known && (wordOfNumber(w) || w == "et" && (n > 0 || f != "et"))
		}
		if !known || f == "et" && (n+1 == len(tokens) || !wordOfNumber(fr.Fold(tokens[n+1].text))) {
			break
		}
		if number != "" {
			number += " "
		}
		number += tokens[n].text
		n++
	}
	return number, n
}

func wordOfNumber(w string) bool {
	switch w {
	case "un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
		"quinze", "seize", "vingt", "vingts", "trente", "quarante", "cinquante", "soixante", "cent", "cents",
		"one", "two", "three", "four", "five", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
		"sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
		"hundred":
		return true
	}
	return false
}

// cutFront cuts the number off the front of a heading, wherever it stands before INT or EXT. Words of the time of the story are none, and
// stay in rest: 1979 - INT. BAR, 2 ANS PLUS TARD - INT. BAR.
func cutFront(s string) (number, rest string, word, ok bool) {
	number, rest, word, ok = leadNumber(s)
	if ok && !word && storyNumber(number, rest, s) {
		return "", s, false, true
	}
	if ok && startsPlace(rest) || !saysPlace(s) {
		return number, rest, word, ok
	}
	i, _, _ := placeAt(s)
	if i < 0 {
		return number, rest, word, ok
	}
	before := tidySet(s[:i])
	var story Slugline
	if !ok && story.time(before) {
		return "", s, false, false
	}
	n, left, after, announced, found := frontNumber(before)
	if !found || ok && after != "" && !strings.ContainsAny(strings.TrimPrefix(n, number), "-/") {
		return number, rest, word, ok
	}
	rest = s[i:]
	for _, words := range [...]string{after, left} {
		if words != "" {
			rest = words + " - " + rest
		}
	}
	return n, rest, announced, true
}

// storyNumber tells a number in front of a heading that is of the story: a year, unless it stands in the other margin too, an hour, a date
// or how long after: 1979 - CAVE, 15H30 - INT. CAVE, 6 JUIN - CAVE, 2 ANS PLUS TARD - CAVE.
func storyNumber(number, rest, s string) bool {
	if rest == "" {
		return false
	}
	if isYear(number) && number >= "1800" && number < "2100" || len(number) > 3 && clock(number) {
		return !strings.HasSuffix(strings.TrimRight(s, " .*)"), " "+number)
	}
	w, _ := cutWord(rest)
	if f := fr.Fold(w); !isMonth(f) && !unitOfTime(f) {
		return false
	}
	head, _, ok := firstPart(s)
	if i, _, _ := placeAt(s); i > 0 {
		head, ok = tidySet(s[:i]), true
	}
	var t Slugline
	return ok && t.time(head)
}

// unitOfTime tells the words that a number counts in the time of a story.
func unitOfTime(f string) bool {
	switch strings.TrimSuffix(f, "s") {
	case "an", "annee", "moi", "semaine", "jour", "heure", "minute", "seconde", "siecle", "year", "month", "week", "day", "hour", "nuit":
		return true
	}
	return false
}
