package script

import (
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// AgeOf reads the age in the extension of a cue, in whole years rounded down: "8 ans", "huit ans et demi", "âgé de 7 ans, off", "8 years
// old", "une dizaine d'années", and a number of two digits alone, "17". Of two ages ("6-7 ans", "6 à 8 ans") it is the youngest, which
// binds. A child of less than two years given in months ("18 mois") is 1, so that 0 means that no age is written. A single digit alone
// is none: POLICIER (2) is the second of them.
func AgeOf(extension string) int {
	for p := range strings.SplitSeq(fr.Fold(extension), ",") {
		p = strings.Trim(p, "() \t")
		for cut := true; cut; {
			cut = false
			for _, said := range beforeAge {
				if rest, ok := strings.CutPrefix(p, said); ok {
					p, cut = rest, true
				}
			}
		}
		if age := aboutAge(p); age > 0 {
			return age
		}
		age, rest := countAt(p)
		if age == 0 {
			continue
		}
		if other, after := secondCount(rest); other > 0 {
			age, rest = min(age, other), after
		}
		digits := p != "" && p[0] >= '0' && p[0] <= '9'
		switch unit := strings.TrimSpace(rest); {
		case unit == "":
			if digits && age >= 10 && isDigits(p) {
				return age
			}
		case yearsOld(unit):
			return age
		case unit == "mois" || unit == "months" || unit == "months old":
			return max(1, age/12)
		}
	}
	return 0
}

// beforeAge are the words that stand before an age.
var beforeAge = [...]string{"agee de ", "age de ", "aged ", "age ", "environ ", "presque ", "bientot ", "a peine ", "tout juste ",
	"entre ", "moins de ", "plus de ", "au plus ", "a ", "de "}

// aboutAge reads an age that a word rounds: une dizaine d'années, la trentaine.
func aboutAge(p string) int {
	for _, one := range [...]string{"une ", "la ", "petite ", "bonne "} {
		p = strings.TrimPrefix(p, one)
	}
	w, rest := cutWord(p)
	switch strings.TrimSpace(rest) {
	case "", "d'annees", "passee", "d'annees environ":
	default:
		return 0
	}
	switch w {
	case "dizaine":
		return 10
	case "douzaine":
		return 12
	case "quinzaine":
		return 15
	case "vingtaine":
		return 20
	case "trentaine":
		return 30
	case "quarantaine":
		return 40
	case "cinquantaine":
		return 50
	case "soixantaine":
		return 60
	}
	return 0
}

// yearsOld tells the folded words that count the years of an age.
func yearsOld(unit string) bool {
	w, rest := cutWord(unit)
	switch w {
	case "an", "ans", "annees":
		switch rest = strings.TrimSpace(rest); rest {
		case "", "environ", "1/2", "½", "maximum", "max", "passes", "a peine", "tout juste", "max.":
			return true
		}
		return strings.HasPrefix(rest, "et ")
	case "year", "years", "yo":
		return rest == "" || rest == " old"
	}
	return unit == "y.o" || unit == "y.o."
}

// countAt reads a number below a hundred at the start of folded words, in digits or in letters, and gives what follows it; 0 when there is
// none.
func countAt(p string) (n int, rest string) {
	d := len(p) - len(strings.TrimLeft(p, "0123456789"))
	if d > 2 {
		return 0, p
	}
	if d > 0 {
		n, _ = strconv.Atoi(p[:d])
		return n, p[d:]
	}
	rest = p
	for {
		w, after := cutWord(rest)
		v := valueOf(w)
		switch {
		case w == "et" && n >= 20:
			if next, _ := cutWord(strings.TrimLeft(after, " ")); valueOf(next) == 0 {
				return n, rest
			}
		case v == 0:
			return n, rest
		case v == 20 && n == 4:
			n = 80
		default:
			n += v
		}
		rest = strings.TrimLeft(after, " -")
	}
}

// secondCount reads the second of two numbers: "-7", "/8", " à 8", " ou 8", " et 8"; 0 when there is none.
func secondCount(rest string) (n int, after string) {
	bare := strings.TrimLeft(rest, " ")
	for _, sign := range [...]string{"-", "–", "/", "a ", "ou ", "et "} {
		if tail, ok := strings.CutPrefix(bare, sign); ok {
			return countAt(strings.TrimLeft(tail, " "))
		}
	}
	return 0, rest
}

// valueOf gives the value of a folded word of number, French below a hundred; 0 when it is none.
func valueOf(w string) int {
	switch w {
	case "un", "une":
		return 1
	case "vingt", "vingts":
		return 20
	case "trente":
		return 30
	case "quarante":
		return 40
	case "cinquante":
		return 50
	case "soixante":
		return 60
	}
	for i, word := range [...]string{"deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
		"quatorze", "quinze", "seize"} {
		if w == word {
			return i + 2
		}
	}
	return 0
}

// ageBehind finds an age that stands right behind a name: byte 5 of "ANNA 8 ANS"; 0 when there is none, or when it belongs to the words
// before it: LA FILLE DE 8 ANS.
func ageBehind(t string) int {
	if n := len(t); n < 6 || !strings.EqualFold(t[n-3:], "ans") && !strings.EqualFold(t[n-4:], "mois") &&
		!strings.EqualFold(t[n-4:], "demi") {
		return 0
	}
	for i := len(t) - 1; i > 0; i-- {
		if t[i] != ' ' || AgeOf(t[i+1:]) == 0 {
			continue
		}
		head := strings.TrimRight(t[:i], " -–—")
		last := head[strings.LastIndexAny(head, " '’")+1:]
		w, _ := cutWord(t[i+1:])
		if belongs(last) || isDigits(last) || valueOf(fr.Fold(last)) > 0 || fr.Fold(w) == "de" {
			continue
		}
		return i + 1
	}
	return 0
}
