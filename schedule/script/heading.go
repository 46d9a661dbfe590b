package script

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
)

// Certainty says how sure it is that a line is a heading.
type Certainty uint8

// The certainties. An AlmostHeading looks like one: a person must see the line.
const (
	NotHeading Certainty = iota
	AlmostHeading
	SureHeading
)

// ReadHeading reads a line that stands alone as a heading, in every form the trade writes, in French or in English: "INT. CAFÉ - JOUR",
// "INT/JOUR - CUISINE", "12A INT. BAR - JOUR 12A", "SÉQ. 12 BIS - EXTÉRIEUR NUIT", "CUISINE - INT - JOUR", "12 OMIS". The element is a
// Heading with its text and number; Element.Slugline takes it apart. When the certainty is NotHeading the element is empty.
//
// What is no heading by the letter must be in capitals to be one. In capitals, a line that holds INT, EXT or a number and that nothing
// else explains is an AlmostHeading.
func ReadHeading(line string) (Element, Certainty) {
	t := trim(Plain(fr.Visible(line)))
	if t == "" || len(t) > maxHeading {
		return Element{}, NotHeading
	}
	e, sure := readHeading(t, frenchEst(t))
	if sure == NotHeading {
		if t = trim(fr.Visible(line)); len(t) <= maxHeading && disguised(t) { // INT_CAVE_NUIT: no emphasis
			return Element{Kind: Heading, Text: t}, AlmostHeading
		}
		return Element{}, NotHeading
	}
	return e, sure
}

// maxHeading is the longest line read as a heading that the letter of Fountain does not make one, in bytes.
const maxHeading = 400

// readHeading reads a trimmed line. est tells that a first word "Est" is a verb. The number between signs (#13#) is that of the scene:
// another one in front stays in the text, where Slugline finds it.
func readHeading(t string, est bool) (Element, Certainty) {
	e := Element{Kind: Heading, Text: t}
	hashed := false
	if strings.IndexByte(t, '#') > 0 {
		e.Text, e.Number, e.After = cutNumber(t, true)
		e.Text, hashed = trim(e.Text), e.Number != ""
	}
	e.Text = withoutSigns(e.Text)
	if headingStart(e.Text) && !est {
		if !hashed {
			e.Text, e.Number = cutTwin(e.Text, "")
		}
		return e, SureHeading
	}
	whole := e.Text
	another := func(number string) bool { return hashed && number != "" && !strings.EqualFold(number, e.Number) }
	if number, text, ok := cutOmission(e.Text); ok {
		if another(number) {
			return e, SureHeading
		}
		if e.Text = text; !hashed {
			e.Number = number
		}
		e.Text, e.Number = cutTwin(e.Text, e.Number)
		return e, SureHeading
	}
	number, rest, word, numbered := cutFront(e.Text)
	if numbered = numbered && (word && !hashed || rest != ""); numbered { // SÉQ. 12 #3#: the first is no number but the words
		if e.Text = rest; !hashed {
			e.Number = number
		}
	}
	e.Text, e.Number = cutTwin(e.Text, e.Number)
	sure := certainty(e.Text, est, numbered || hashed, word || hashed)
	if sure == NotHeading {
		alone := (number != "" && rest == "" || len(t) <= 6 && markedNumber(t)) && !isYear(number) && !clock(t) // 12. 12'
		sure = almostIf(disguised(t) || alone)
	}
	if last := spanOfNumbers(e.Text); sure == SureHeading && numbered && last != "" && last != e.Number {
		e.Number += "-" + last
		e.Text = withoutSpan(e.Text)
	}
	switch {
	case sure != SureHeading: // nothing is cut from a line that is only shown
		e.Text, e.Number, e.After = t, "", ""
	case another(number):
		e.Text, _ = cutTwin(whole, e.Number)
	}
	return e, sure
}

// certainty judges a line without its number. numbered tells that it had one, announced that a word or signs said so.
func certainty(t string, est, numbered, announced bool) Certainty {
	capital := inCapitals(t)
	switch {
	case t == "":
		return sureIf(announced, AlmostHeading)
	case est:
		return NotHeading
	case headingStart(t):
		return SureHeading
	case frenchStart(t):
		return sureIf(capital || !strings.HasSuffix(t, ".") || analysed(t).Light != "", AlmostHeading)
	}
	if omittedLine(t) {
		capital = inCapitals(strings.Trim(t, "()[] "))
		return sureIf(numbered || capital && saysScene(t), almostIf(capital || saysScene(t)))
	}
	if !capital {
		if startsPlace(t) { // Int/Jour - Cuisine
			return sureIf(analysed(t).Light != "", NotHeading)
		}
		h := analysed(t)
		if h.Place != "" && h.Light != "" && len(t) <= maxMixed { // Plage - Ext - Jour
			return sureIf(numbered, AlmostHeading)
		}
		return sureIf(announced && h.LightText != "", NotHeading)
	}
	h := analysed(t)
	switch {
	case startsPlace(t):
		return SureHeading
	case h.Place != "": // CUISINE - INT - JOUR
		return sureIf(numbered || h.LightText != "" || h.Story != "" || h.Omitted, AlmostHeading)
	case numbered:
		return sureIf(announced || h.Set != "" && h.LightText != "" || h.Kind != "", almostIf(!clockOrDate(t)))
	case h.Kind != "":
		return sureIf(h.Light != "" && h.Set != "", AlmostHeading)
	}
	lit := h.Set != "" && h.Light != "" && !h.Loose // CUISINE - JOUR
	if _, tail, ok := lastPart(t); ok && !lit {     // TÉLÉPHONE - INSERT
		k, more := cutKind(tail)
		lit = k != "" && more == ""
	}
	return almostIf(lit || holdsDigit(t) && !clockOrDate(t) && !titleCard(t))
}

func sureIf(sure bool, other Certainty) Certainty {
	if sure {
		return SureHeading
	}
	return other
}

func almostIf(almost bool) Certainty {
	if almost {
		return AlmostHeading
	}
	return NotHeading
}

// headingStart tells whether s starts with an interior or exterior mark of Fountain, any case: INT EXT EST INT./EXT INT/EXT I/E then a
// dot or a space.
func headingStart(s string) bool {
	if len(s) < 4 {
		return false
	}
	switch s[0] | 0x20 {
	case 'i':
		if letterOfPlace(s) { // I/E I./E
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

// startsPlace tells whether s starts with a place in any form, EST aside: INT/JOUR, INT-EXT, INT:, I/E, INTÉRIEUR.
func startsPlace(s string) bool {
	if s == "" || s[0]|0x20 != 'i' && s[0]|0x20 != 'e' {
		return false
	}
	w, _ := cutWord(s)
	if fr.Fold(w) == "est" {
		return false
	}
	p, _ := cutPlace(s)
	return p != ""
}

// frenchEst tells whether a French sentence starts with the verb "Est": only EST in capitals announces a place.
func frenchEst(t string) bool {
	return len(t) > 2 && (t[0] == 'E' || t[0] == 'e') && t[1]|0x20 == 's' && t[2]|0x20 == 't' && t[:3] != "EST"
}

// inCapitals tells whether a text holds capitals and no small letter; brackets, ordinals (2e) and bis aside.
func inCapitals(s string) bool {
	upper, depth := false, 0
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case depth > 0:
		case unicode.IsLower(r):
			w, _ := cutWord(s[i:])
			if i == 0 || !(isDigits(s[i-1:i]) && ordinal(w)) && !(upper && (w == "bis" || w == "ter")) {
				return false
			}
			n = len(w)
		case unicode.IsUpper(r):
			upper = true
		}
		i += n
	}
	return upper
}

// ordinal tells the ends of written ranks: 1er, 2e, 3ème, 4th.
func ordinal(w string) bool {
	switch fr.Fold(w) {
	case "e", "er", "re", "ere", "eme", "nd", "nde", "st", "rd", "th", "ieme":
		return true
	}
	return false
}

func holdsDigit(t string) bool { return strings.ContainsAny(t, "0123456789") }

// clockOrDate tells the lines that are an hour, a year or a time of the story: 15H30, 1979, TROIS ANS PLUS TARD.
func clockOrDate(t string) bool {
	var s Slugline
	return clock(t) || s.time(t)
}

// clock tells an hour: 15H30, 15 h 30, 8:05, 20H, 15 HEURES 30, QUINZE HEURES.
func clock(t string) bool {
	if len(t) > 32 {
		return false
	}
	if !holdsDigit(t) {
		n, rest := 0, ""
		if last := lastRune(t) | 0x20; last == 's' || last == 'e' { // HEURES, QUINZE
			n, rest = countAt(fr.Fold(t))
		}
		w, minutes := cutWord(strings.TrimLeft(rest, " "))
		more, after := countAt(strings.TrimLeft(minutes, " "))
		return n > 0 && n <= 24 && (w == "heure" || w == "heures") && (minutes == "" || more > 0 && after == "")
	}
	f := strings.ReplaceAll(fr.Fold(t), " ", "")
	if i := strings.Index(f, "heure"); i > 0 {
		f = f[:i] + "h" + strings.TrimPrefix(f[i+len("heure"):], "s")
	}
	i := strings.IndexAny(f, "h:")
	if i < 1 || i > 2 || !isDigits(f[:i]) {
		return false
	}
	tail := strings.TrimRight(f[i+1:], ".,")
	return tail == "" && f[i] == 'h' || len(tail) == 2 && isDigits(tail)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
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
