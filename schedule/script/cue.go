package script

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
)

// maxCue is the longest line looked at for an extension without brackets, in bytes.
const maxCue = 200

// cueOf makes the cue of a line.
func cueOf(t string) Element {
	e := Element{Kind: Cue, Text: trim(t)}
	var dual bool
	if e.Name, e.Extension, dual = cutCue(t); dual {
		e.Text, e.Dual = trim(strings.TrimRight(e.Text, "^ \t")), Right
	}
	return e
}

// isCue tells whether a line can name who speaks: no small letter outside brackets, at least one letter, and not a heading
// or a transition. any allows the small letters of titles, ranks and names (Mme, 2e, McALLISTER), and refuses what is read on the screen.
func isCue(t string, french, any bool) bool {
	if t == "" || t[0] == '(' || t[0] == '[' { // brackets alone name nobody
		return false
	}
	depth, letter := 0, false
	for i := 0; i < len(t); {
		r, n := rune(t[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(t[i:])
		}
		i += n
		switch {
		case r == '(', r == '[':
			depth++
		case r == ')', r == ']':
			depth--
		case depth <= 0 && unicode.IsLower(r):
			if !any || !mixedCue(t) {
				return false
			}
			letter, i = true, len(t)
		case unicode.IsUpper(r):
			letter = true
		}
	}
	if !letter || headingStart(t) || strings.HasSuffix(t, "TO:") ||
		french && (frenchStart(t) || frenchTransition(t) && !strings.HasPrefix(t, "IRIS")) { // IRIS is a name too
		return false
	}
	return !any || !printedWords(t) && !otherHeading(t) && !spokenAfter(t)
}

// spokenAfter tells a line of capitals that holds a name and what it says: PAUL : BONJOUR.
func spokenAfter(t string) bool {
	if strings.IndexByte(t, ':') < 0 {
		return false
	}
	name, _, _ := cutCue(t)
	return strings.IndexByte(name, ':') >= 0
}

// otherHeading tells the headings that the letter of Fountain does not make: INT/JOUR - CUISINE.
func otherHeading(t string) bool {
	_, sure := readHeading(t, false)
	return sure == SureHeading
}

// printedWords tells the lines of capitals that are words on the screen or on the page, and no name: title cards, hours, dates, SUITE.
func printedWords(t string) bool {
	name, _, _ := cutCue(t)
	switch fr.Fold(name) {
	case "suite", "a suivre", "more", "continued", "cont'd", "fin", "the end", "jour", "nuit", "soir", "matin", "day", "night", "morning",
		"evening", "later", "continuous", "midi", "minuit", "midnight", "noon", "lendemain", "surlendemain", "flashback", "flash-back",
		"flashforward", "flash-forward", "flash", "cut to", "debut", "silence", "reve", "cauchemar", "souvenir", "crepuscule", "apres-midi":
		return true
	}
	if titleCard(name) || clock(name) || screenWords(name) || dateLine(name) || isWeekday(fr.Fold(name)) || kindOf(name) != "" ||
		cameraWords(name) {
		return true
	}
	var time Slugline
	if strings.ContainsAny(name, " 0123456789") && time.time(name) {
		return true
	}
	year := name[strings.LastIndexAny(name, " ,")+1:]
	return isYear(year) && len(year) < len(name)
}

// screenWords tells what a screen or a wall shows and nobody says: ÉCRAN NOIR, SMS DE MARIE, SUR L'AFFICHE : « PARIS ».
func screenWords(name string) bool {
	w, rest, more := strings.Cut(fr.Fold(name), " ")
	switch w {
	case "sms", "texto", "mms":
		return true
	case "sur":
		return more
	case "a":
		return strings.HasPrefix(rest, "l'ecran") || strings.HasPrefix(rest, "l'image")
	case "ecran":
		return rest == "noir" || rest == "blanc"
	}
	return false
}

// cameraWords tells what a line says of the picture, the sound or the parts of the film: GROS PLAN, BRUIT DE PAS, CHAPITRE 3, PREMIÈRE
// PARTIE.
func cameraWords(name string) bool {
	f := fr.Fold(name)
	w, rest, more := strings.Cut(f, " ")
	switch w {
	case "plan", "plans", "travelling", "panoramique", "contrechamp", "contre-champ", "pov", "ralenti", "zoom", "bruit", "bruits",
		"bruitage":
		return true
	case "musique", "son", "champ":
		return !more || rest == "off" || rest == "in" || strings.HasPrefix(rest, "de ") || strings.HasPrefix(rest, "d'")
	case "acte", "chapitre", "episode", "partie", "saison", "tableau", "volet":
		return !more || holdsDigit(rest) || romanNumber(strings.ToUpper(rest)) || wordOfNumber(rest) || strings.HasPrefix(rest, "premier")
	case "fin", "debut", "titre":
		return strings.HasPrefix(rest, "d")
	}
	return strings.HasPrefix(f, "gros plan") || strings.HasPrefix(f, "tres gros plan") || strings.HasSuffix(f, "ieme partie") ||
		f == "premiere partie" || f == "seconde partie" || f == "derniere partie"
}

// dateLine tells a day of the calendar: MARDI 12 MAI, LE 3 AVRIL, 1ER MAI 1968, SAMEDI 12.
func dateLine(name string) bool {
	day, month, week := false, false, false
	for w := range strings.FieldsSeq(fr.Fold(name)) {
		w = strings.Trim(w, ",.")
		switch {
		case isDigits(w), w == "1er":
			day = true
		case isMonth(w):
			month = true
		case isWeekday(w):
			week = true
		case w != "le":
			return false
		}
	}
	return day && (month || week)
}

// mixedCue tells whether the small letters of a line are those of titles, ranks, particles and names: Mme LEROUX, LE 2e HOMME, McALLISTER.
func mixedCue(t string) bool {
	name, _, _ := cutCue(t)
	capitals, small := false, false // a word in capitals was seen; the last word was a particle
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune(" \u00a0\u202f,&", r) }) {
		small = false
		switch {
		case strings.IndexFunc(w, unicode.IsLower) < 0:
			capitals = capitals || strings.IndexFunc(w, unicode.IsUpper) >= 0
		case mixedName(w):
			capitals = true
		case rankWord(w), titleWord(strings.TrimSuffix(w, ".")), w == "n." && holdsDigit(name):
		case capitals && particle(w):
			small = true
		default:
			return false
		}
	}
	return capitals && !small
}

// mixedName tells a name whose first letters alone are small: McALLISTER, MacDONALD, O'Neil is none, d'ARTAGNAN, DeNIRO.
func mixedName(w string) bool {
	i := strings.LastIndexFunc(w, unicode.IsLower)
	head, tail := w[:i], w[i:]
	_, n := utf8.DecodeRuneInString(tail)
	head, tail = head+tail[:n], strings.TrimLeft(tail[n:], "'’-")
	return utf8.RuneCountInString(head) <= 4 && utf8.RuneCountInString(tail) >= 2 && strings.IndexFunc(tail, unicode.IsUpper) == 0
}

// rankWord tells a written rank or number: 2e, 1er, n°2, bis.
func rankWord(w string) bool {
	n := strings.TrimLeft(w, "0123456789")
	if len(n) < len(w) {
		return ordinal(n)
	}
	f := fr.Fold(w)
	rest := strings.TrimLeft(strings.TrimPrefix(f, "n"), "°ºo")
	return f[0] == 'n' && len(rest) < len(f)-1 && (rest == "" || isDigits(rest)) || f == "bis" || f == "ter"
}

// titleWord tells the titles that stand before a name.
func titleWord(w string) bool {
	switch w {
	case "Mme", "Mlle", "Mmes", "Mlles", "Mr", "Mrs", "Ms", "Dr", "Dre", "Pr", "Prof", "Me", "Mgr", "St", "Ste", "Lt", "Cdt", "Cpt", "Cne",
		"Col", "Gal", "Sgt", "Adj", "Jr", "Sr", "Madame", "Monsieur", "Mademoiselle", "Docteur", "Maître", "Miss", "Sir", "Lady", "Lord",
		"Sœur", "Soeur", "Frère", "Père", "Mère", "Tante", "Oncle", "Tonton", "Tata", "Papi", "Papy", "Mamie", "Mamy", "Cousin", "Cousine",
		"Commissaire", "Lieutenant", "Sergent", "Capitaine", "Colonel", "Général", "Commandant", "Major", "Adjudant", "Brigadier",
		"Caporal", "Inspecteur", "Inspectrice", "Juge", "Prince", "Princesse", "Roi", "Reine", "Comte", "Comtesse", "Duc", "Duchesse",
		"Abbé", "Professeur", "Président", "Présidente", "Directeur", "Directrice", "Agent", "Chef", "Saint", "Sainte":
		return true
	}
	return false
}

// particle tells the small words inside a name: LE CHEF de GARE, PAUL et MARIE.
func particle(w string) bool {
	switch w {
	case "de", "du", "des", "d", "la", "le", "les", "à", "au", "aux", "et", "of", "the", "and", "von", "van", "der", "den", "di", "da",
		"del", "avec", "en", "y":
		return true
	}
	return false
}

// cutCue takes a cue apart: name without the signs around it, extension without its brackets, and whether a caret makes it the second of
// a dual dialogue. Several brackets are joined: "V.O.) (CONT'D" reads "V.O., CONT'D".
func cutCue(t string) (name, extension string, dual bool) {
	t = trim(t)
	if strings.HasSuffix(t, "^") {
		t, dual = trim(strings.TrimRight(t, "^ \t")), true
	}
	var manner string
	if t, manner = cutSigns(t); manner != "" {
		return trimName(t), manner, dual
	}
	if t, extension = cutSaid(t); extension != "" {
		if bare, more := cutSaid(t); more != "" { // JULES, 12 ans, off
			t, extension = bare, more+", "+extension
		}
		return trimName(t), extension, dual
	}
	name = trimName(t)
	if i := strings.IndexByte(t, '('); i >= 0 {
		name, extension = trimName(t[:i]), t[i:]
		if strings.HasSuffix(extension, ")") && strings.Count(extension, "(") == 1 {
			extension = trim(extension[1 : len(extension)-1])
		} else {
			parts := strings.FieldsFunc(extension, func(r rune) bool { return r == '(' || r == ')' })
			kept := parts[:0]
			for _, p := range parts {
				if p = strings.Trim(p, "*_ \u00a0"); p != "" {
					kept = append(kept, p)
				}
			}
			extension = strings.Join(kept, ", ")
		}
		if name == "" {
			name, extension = t, ""
		}
	}
	return name, extension, dual
}

// cutSigns takes off the end of a cue the signs that are no part of it: a colon, a dash, the star of a revision, a bracket that nothing
// opens. Square brackets are written as round ones. manner is what stands between a comma and a colon: MARIE, bas :
func cutSigns(t string) (bare, manner string) {
	if strings.IndexByte(t, '[') > 0 {
		t = roundBrackets.Replace(t)
	}
	if t == "" || t[len(t)-1] != ')' && letterByte(t[len(t)-1]|0x20) {
		return t, ""
	}
	if strings.HasSuffix(t, ")") && strings.IndexByte(t, '(') < 0 { // ANNA off), ANNA tout bas)
		t = strings.TrimRight(t, ") ")
		for i := 1; i < len(t); i++ {
			if t[i] == ' ' && saidSo(t[i+1:]) {
				return t[:i], t[i+1:]
			}
		}
	}
	bare = strings.TrimRight(t, ":-–—* \t\u00a0\u202f")
	end := t[len(bare):]
	if bare == "" || end == "" || strings.Trim(end, "*") == "" && t[0] == '*' { // *ANNA* is emphasis
		return t, ""
	}
	if strings.ContainsAny(end, "-–—") { // PAUL. —
		bare = strings.TrimRight(bare, ".")
	}
	if i := strings.IndexByte(bare, ','); i > 0 && strings.ContainsAny(end, ":-–—") && saidSo(bare[i+1:]) &&
		(inCapitals(bare[:i]) || mixedCue(bare[:i])) {
		return bare[:i], trim(bare[i+1:])
	}
	return bare, ""
}

// saidSo tells whether the words behind a name and its comma say how it speaks: small letters only, and few.
func saidSo(s string) bool {
	return len(s) <= 40 && strings.IndexFunc(s, unicode.IsLower) >= 0 && strings.IndexFunc(s, unicode.IsUpper) < 0 && !holdsDigit(s)
}

// trimName takes off what stands before or behind a name and is not of it: dashes, a colon, the mark of a shout, the quotes around the
// whole of it: "PAUL -", "-- PAUL", "ANNA :", "ANNA !", "« ANNA »".
func trimName(s string) string {
	bare := strings.TrimRight(strings.Trim(s, "-–—: \u00a0\u202f"), "!?:,; \u00a0\u202f")
	if head, ok := strings.CutSuffix(bare, " *"); ok { // ANNA *(bas)*
		bare = trim(head)
	}
	if head, ok := strings.CutSuffix(bare, "."); ok && len(head) > 2 && !strings.ContainsAny(head, ". ") { // ANNA.
		bare = head
	}
	switch firstRune(bare) {
	case '«', '“', '"', '<':
		if inner := strings.Trim(bare, "«»“”\"<> \u00a0\u202f"); !strings.ContainsAny(inner, "«»“”\"<>") {
			bare = inner
		}
	}
	if bare != "" {
		return bare
	}
	return s
}

// saidWords are the extensions that need no brackets, the longer first.
var saidWords = [...]string{"voix off", "hors champ", "hors-champ", "off", "v.o.", "v. o.", "o.s.", "o.c.", "h.c.", "suite"}

// cutSaid cuts an extension written without brackets: "ANNA off", "ANNA, VOIX OFF", "LUCIE, 8 ans", "LUCIE 8 ANS".
func cutSaid(t string) (name, extension string) {
	if strings.IndexByte(t, '(') >= 0 || len(t) > maxCue {
		return t, ""
	}
	for _, words := range saidWords {
		at := len(t) - len(words)
		if at <= 1 || !strings.EqualFold(t[at:], words) || strings.IndexByte(" ,-", t[at-1]) < 0 ||
			words == "suite" && t[at:] != words { // LE CLIENT DE LA SUITE
			continue
		}
		name = strings.TrimRight(t[:at], " ,-–—:")
		if last := fr.Fold(name[strings.LastIndexByte(name, ' ')+1:]); name != "" && last != "voix" && last != "voice" && !article(last) {
			return name, t[at:]
		}
	}
	if i := strings.LastIndexByte(t, ','); i > 0 && AgeOf(t[i+1:]) > 0 && !isDigits(trim(t[i+1:])) {
		return trim(t[:i]), trim(t[i+1:])
	}
	if i := ageBehind(t); i > 0 {
		return strings.TrimRight(t[:i], " -–—/\u00a0"), t[i:]
	}
	return t, ""
}

// Voice tells how an extension says a role is heard.
type Voice string

// The voices. The empty Voice is a role who speaks in the picture.
const (
	OffVoice   Voice = "off"   // voix off, hors champ: heard, not seen
	PhoneVoice Voice = "phone" // heard through a telephone, a radio, a door
)

// voiceLetters takes out what stands between the letters of a voice: "V.O.", "hors-champ".
var voiceLetters = strings.NewReplacer(".", "", " ", "", "-", "")

// Voice reads the extension of a cue, or a parenthetical under it: (off), (voix off). In French mode "VO" is the original version
// (version originale), not a voice over.
func (e *Element) Voice(french bool) Voice {
	extension := e.Extension
	if e.Kind == Parenthetical {
		extension = strings.Trim(e.Text, "() \u00a0")
		if len(extension) > 40 || strings.HasPrefix(extension, "off ") { // a direction that happens to begin so
			return ""
		}
	}
	if extension == "" {
		return ""
	}
	f := fr.Fold(extension)
	for _, p := range strings.FieldsFunc(f, func(r rune) bool { return r == ',' || r == ';' || r == '/' }) {
		p = strings.TrimSpace(p)
		switch voiceLetters.Replace(p) {
		case "vo":
			if !french || strings.Contains(p, ".") && strings.Contains(strings.ToLower(extension), "v.o") {
				return OffVoice
			}
		case "os", "oc", "off", "voixoff", "horschamp", "hc", "invoff", "offscreen", "offcamera", "voiceover", "voix", "inoff",
			"enoff", "offchamp":
			return OffVoice
		case "tel", "autel", "partel":
			return PhoneVoice
		}
		switch {
		case strings.HasPrefix(p, "voix off"), strings.HasPrefix(p, "hors champ"), strings.HasPrefix(p, "hors-champ"),
			strings.HasPrefix(p, "off "), strings.HasPrefix(p, "voice over"):
			return OffVoice
		case e.Kind == Parenthetical && !strings.HasPrefix(p, "au ") && !strings.HasPrefix(p, "a l'") && !strings.HasPrefix(p, "a la "):
			// (il raccroche le téléphone)
		case strings.Contains(p, "telephone"), strings.Contains(p, "phone"), strings.Contains(p, "radio"),
			strings.Contains(p, "message vocal"), strings.Contains(p, "repondeur"), strings.Contains(p, "haut-parleur"),
			strings.Contains(p, "interphone"), strings.Contains(p, "intercom"):
			return PhoneVoice
		}
	}
	return ""
}
