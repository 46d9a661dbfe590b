package script

import (
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// saysOmitted tells whether a line may hold a word that takes a scene out.
func saysOmitted(t string) bool {
	for _, stem := range [...]string{"OMI", "SUPPRIM", "ANNUL", "DELETED", "Omi", "omi", "Supprim", "supprim", "Annul", "annul", "mitted"} {
		if strings.Contains(t, stem) {
			return true
		}
	}
	return false
}

// takenOut tells the words that take a scene out and mean nothing else in front of a décor. COUPÉ is a car too.
func takenOut(w string) bool { return takesOut(fr.Fold(w)) }

// takesOut is takenOut of a folded word.
func takesOut(f string) bool {
	switch f {
	case "omis", "omise", "omises", "omitted", "omit", "supprime", "supprimee", "supprimees", "supprimes", "annule", "annulee", "annulees",
		"annules", "deleted":
		return true
	}
	return false
}

// cutOmission reads a line that takes scenes out, whatever the order of its words: "12 OMIS - INT. CUISINE - JOUR", "OMIS 12",
// "SÉQUENCES 12 ET 13 SUPPRIMÉES", "(OMIS)". number is theirs, "12-14" or "12/13" when there are several; text is the word that says so,
// with what the line holds of the heading.
func cutOmission(t string) (number, text string, ok bool) {
	if len(t) > maxHeading || !saysOmitted(t) {
		return "", "", false
	}
	head, tail := t, ""
	if i, _, _ := placeAt(t); i > 0 {
		head, tail = t[:i], t[i:]
	} else if startsPlace(t) {
		return "", "", false
	}
	tokens, said, n := frontTokens(head), "", 0
	sign := ""
	for n < len(tokens) {
		w := tokens[n].text
		announced, glued := announces(w)
		switch {
		case takenOut(w):
			if said == "" {
				said = w
			}
			n++
			continue
		case announced && glued != "":
			tokens[n].text = glued
		case announced, fillsOmission(w):
			n++
			continue
		case number != "" && joins(w) != "":
			sign = joins(w)
			n++
			continue
		}
		read, taken := numberPhrase(tokens[n:], len(w) > 1 && romanNumber(w))
		if taken == 0 {
			break
		}
		if strings.EqualFold(read, number) { // 12 OMIS 12
			read, number = number, ""
		}
		if number != "" {
			if sign == "" {
				sign = "/"
			}
			read = joinNumbers(number, sign, read)
		}
		number, sign, n = read, "", n+taken
	}
	if said == "" {
		return "", "", false
	}
	if n < len(tokens) {
		tail = strings.TrimLeft(strings.TrimSuffix(head[tokens[n].from:], "-"), " ") + tail
	}
	tail = strings.Trim(tail, " \u00a0")
	switch {
	case tail == "" && number == "" && !saysScene(head):
		return "", "", false // SUPPRIMÉE alone
	case tail != "" && number == "" && (analysed(tail).Light == "" && !startsPlace(tail)):
		return "", "", false
	case tail != "" && !inCapitals(head) && !startsPlace(tail): // Les 12 supprimés dorment.
		return "", "", false
	}
	return number, joinParts(said, tail), true
}

// fillsOmission tells the small words of an omission: LES SÉQUENCES 12 ET 13 ONT ÉTÉ SUPPRIMÉES.
func fillsOmission(w string) bool {
	switch fr.Fold(w) {
	case "la", "les", "est", "sont", "ont", "ete", "de", "du", "des", "numero", "numeros", "no", "n":
		return true
	}
	return false
}

// afterOmission cuts the word that takes a scene out off the front of a heading: OMIS - CUISINE - JOUR.
func afterOmission(s string) (rest string, ok bool) {
	w, rest := cutWord(s)
	if len(w) < 4 || rest == "" || strings.IndexByte("oOsSaAdD", w[0]) < 0 || !takenOut(w) {
		return s, false
	}
	if rest = strings.TrimLeft(rest, numberMarks+"(]["); strings.IndexByte(rest, '(') < 0 { // OMIS (CUISINE - JOUR)
		rest = strings.TrimSuffix(rest, ")")
	}
	return rest, true
}
