package breakdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/fr"
)

// number gives a number to the scenes that have none: 1, 2, 3… when none has any, else one between the written ones beside it
// (12A after 12, A1 before 1). Written numbers are locked: they are kept as they are, and told when they come twice.
func (d *breaker) number() {
	used := make(map[string]bool, len(d.out.Scenes))
	first := make(map[string]int, len(d.out.Scenes))
	written := 0
	for i := range d.out.Scenes {
		sc := &d.out.Scenes[i]
		if sc.Number == "" {
			sc.Invented = true
			continue
		}
		written++
		twice := false
		for _, n := range numbersOf(sc) {
			key := numberKey(n)
			if at, known := first[key]; known {
				if old := &d.out.Scenes[at]; !twice {
					d.rep.Warnf(d.place(sc.Line), ruleNumberTwice, "Le numéro de séquence %s sert deux fois (aussi %s%s).", n,
						d.elsewhere(old.Line), otherSpelling(old.Number, n))
				}
				twice = true
				continue
			}
			first[key], used[key] = i, true
		}
	}
	if written == 0 {
		for i := range d.out.Scenes {
			d.out.Scenes[i].Number = strconv.Itoa(i + 1)
		}
	} else {
		fillNumbers(d.out.Scenes, used)
	}
	if invented := len(d.out.Scenes) - written; invented > 0 {
		d.rep.Notef(d.s.Name(), ruleNoNumber, "%d séquence(s) sans numéro dans le texte : numéro donné par ordre d'apparition.", invented)
	}
}

// numberKey is what two spellings of a number share: 12bis and 12 BIS, 13a and 13A.
func numberKey(number string) string { return strings.ReplaceAll(fr.Fold(number), " ", "") }

// otherSpelling says how the other scene writes the number, when it is another way: ", écrit 12bis".
func otherSpelling(other, number string) string {
	if other == number {
		return ""
	}
	return ", écrit " + fr.Shorten(other, 24)
}

// maxOmitted is how many scenes one line takes out at most: beyond, it is a mistake of typing.
const maxOmitted = 500

// numbersOf gives the numbers that a scene stands for: its own, or each of those that one line takes out, 14-16 and 14/15.
func numbersOf(sc *Scene) []string {
	first, last, span := strings.Cut(sc.Number, "-")
	from, errFrom := strconv.Atoi(first)
	to, errTo := strconv.Atoi(last)
	switch {
	case !sc.Omitted:
	case span && errFrom == nil && errTo == nil && from < to && to-from < maxOmitted:
		var all []string
		for n := from; n <= to; n++ {
			all = append(all, strconv.Itoa(n))
		}
		return all
	case strings.Contains(sc.Number, "/"):
		return strings.Split(sc.Number, "/")
	}
	return []string{sc.Number}
}

// elsewhere names another line of the screenplay, without the name of its file: "ligne 12", "page 3, ligne 5".
func (d *breaker) elsewhere(line int) string {
	place := strings.TrimPrefix(strings.TrimPrefix(d.place(line), d.s.Name()), ", ")
	if strings.HasPrefix(place, "page") {
		return place
	}
	return "ligne " + strconv.Itoa(line)
}

// fillNumbers gives the scenes without number one between the numbers beside them, that no other scene has.
func fillNumbers(scenes []Scene, used map[string]bool) {
	following := make([]string, len(scenes)) // the next number after each scene
	for i := len(scenes) - 2; i >= 0; i-- {
		if following[i] = numbersOf(&scenes[i+1])[0]; following[i] == "" {
			following[i] = following[i+1]
		}
	}
	before := ""
	for i := range scenes {
		if scenes[i].Number != "" {
			all := numbersOf(&scenes[i])
			before = all[len(all)-1]
			continue
		}
		scenes[i].Number = numberBetween(before, following[i], used)
		used[numberKey(scenes[i].Number)] = true
		if before != "" {
			before = scenes[i].Number
		}
	}
}

// numberBetween makes a number that stands between two others and is not used: 12A between 12 and 13, 12B after 12A, 12 TER after 12 BIS,
// A12A between 12 and 12A, A12B between 12A and 12B, A1 before 1. What stands before the first number written takes a smaller
// whole number when there is one.
func numberBetween(before, after string, used map[string]bool) string {
	if before == "" {
		for n := 1; after == "" || n < leadingNumber(after); n++ {
			if number := strconv.Itoa(n); !used[number] {
				return number
			}
		}
	}
	if before == "" || after != "" && (follows(before, after) || strings.HasSuffix(before, after)) {
		return numberAhead(after, used)
	}
	base, n := before, 1
	if i := len(before) - 1; i > 0 && before[i] >= 'A' && before[i] <= 'Z' && unicode.IsDigit(rune(before[i-1])) {
		base, n = before[:i], int(before[i]-'A')+2
	}
	if head, rank, ok := strings.Cut(before, " "); ok {
		if k := slices.Index(ranks, fr.Fold(rank)); k >= 0 && k+1 < len(ranks) && !used[numberKey(head+ranks[k+1])] {
			return head + " " + strings.ToUpper(ranks[k+1])
		}
		base += " "
	}
	for ; ; n++ {
		switch number := base + letters(n); {
		case numberKey(number) == numberKey(after): // between 12A and 12B
			return numberAhead(after, used)
		case !used[numberKey(number)]:
			return number
		}
	}
}

// numberAhead makes the number of a scene right in front of the one numbered after: A12B, then B12B.
func numberAhead(after string, used map[string]bool) string {
	for n := 1; ; n++ {
		if number := letters(n) + after; !used[numberKey(number)] {
			return number
		}
	}
}

// ranks are the words that follow the number of a scene put after another.
var ranks = []string{"bis", "ter", "quater", "quinquies"}

// follows tells whether the number after opens with the number before and letters: nothing that follows before comes ahead of it.
func follows(before, after string) bool {
	rest, ok := strings.CutPrefix(after, before)
	return ok && rest != "" && strings.IndexFunc(rest, unicode.IsDigit) < 0
}

// leadingNumber is the whole number that the number of a scene starts with, 0 when it starts with none.
func leadingNumber(s string) int {
	n, _ := strconv.Atoi(s[:len(s)-len(strings.TrimLeft(s, "0123456789"))])
	return n
}

// letters writes 1, 2… 26, 27 as A, B… Z, AA.
func letters(n int) string {
	s := ""
	for n > 0 {
		n--
		s = string(rune('A'+n%26)) + s
		n /= 26
	}
	return s
}

// Renumber numbers the scenes anew, 1, 2, 3…, as a production asks when it unlocks them: nothing else changes the number of a scene.
// Omitted scenes go, for a number was all they kept. was gives the number that each new one replaces.
func (b Breakdown) Renumber() (out Breakdown, was map[string]string) {
	out, was = b, map[string]string{}
	out.Scenes, out.Roles = b.Played(), slices.Clone(b.Roles)
	for i := range out.Scenes {
		s := &out.Scenes[i]
		number := strconv.Itoa(i + 1)
		was[number] = s.Number
		s.Number, s.Invented = number, false
	}
	settle(&out)
	return out, was
}
