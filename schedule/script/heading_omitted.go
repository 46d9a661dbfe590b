package script

import (
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// saysOmitted tells whether a line may hold a word that takes a scene out.
func saysOmitted(t string) bool {
	for _, stem := range [...]string{"OMI", "SUPPRIM", "ANNUL", "DELETED", "Omi", "omi", "Supprim", "supprim", "Annul", "annul", "mitted",
		"COUPÉE", "COUPEE", "oupée", "RETIR", "etirée"} {
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

// cutOut tells the words that take a scene out where another has named it: SÉQUENCE COUPÉE, SCÈNE RETIRÉE.
func cutOut(w string) bool {
	switch fr.Fold(w) {
	case "coupee", "coupees", "retiree", "retirees":
		return true
	}
	return false
}

// cutRemark takes off the end of an omission what it says of other scenes: (voir 14), REMPLACÉE PAR 14, déplacée en 3B, → 14.
func cutRemark(s string) (bare, remark string) {
	if !saysOmitted(s) {
		return s, ""
	}
	for i, r := range s {
		if i == 0 || s[i-1] != ' ' && s[i-1] != '(' {
			continue
		}
		w, _ := cutWord(s[i:])
		switch f := fr.Fold(w); {
		case r == '→', f == "voir", f == "cf", f == "remplace", f == "remplacee", f == "remplacees", f == "deplace", f == "deplacee",
			f == "deplacees", f == "fusionnee", f == "fusionnees", f == "fusionne", f == "regroupee", f == "regroupees", f == "devenue",
			f == "reportee", f == "see":
			if bare = strings.TrimRight(s[:i], " ([,;:-–—\u00a0"); bare != "" {
				return bare, s[len(bare):]
			}
		}
	}
	return s, ""
}

// cutOmission reads a line that takes scenes out, whatever the order of its words: "12 OMIS - INT. CUISINE - JOUR", "OMIS 12",
// "SÉQUENCES 12 ET 13 SUPPRIMÉES", "(OMIS)". number is theirs, "12-14" or "12/13" when there are several; text is the word that says so,
// with what the line holds of the heading.
func cutOmission(t string) (number, text string, ok bool) {
	if len(t) > maxHeading || !saysOmitted(t) {
		return "", "", false
	}
	bare, remark := cutRemark(t)
	if number, text, ok = cutBareOmission(bare); ok || remark == "" {
		return number, text + remark, ok
	}
	if n, rest, _, lead := leadNumber(bare); lead && omittedLine(rest) { // 12 OMIS (voir 14)
		return n, rest + remark, true
	}
	return "", "", false
}

// cutBareOmission is cutOmission of a line that says nothing of other scenes.
func cutBareOmission(t string) (number, text string, ok bool) {
	head, tail, named := t, "", false
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
		named = named || announced
		switch {
		case takenOut(w), named && cutOut(w):
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
	s, _ = cutRemark(s)
	w, rest := cutWord(s)
	if len(w) < 4 || rest == "" || strings.IndexByte("oOsSaAdD", w[0]) < 0 || !takenOut(w) {
		return s, false
	}
	if rest = strings.TrimLeft(rest, numberMarks+"(]["); strings.IndexByte(rest, '(') < 0 { // OMIS (CUISINE - JOUR)
		rest = strings.TrimSuffix(rest, ")")
	}
	return rest, true
}
