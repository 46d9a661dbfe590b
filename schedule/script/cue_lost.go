package script

import (
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// maxLostCue is the longest line taken for a lost cue, in bytes.
const maxLostCue = 60

// speakers gives the folded names of who speaks.
func (s *Script) speakers() map[string]bool {
	names, written := map[string]bool{}, map[string]bool{}
	for i := range s.Elements {
		if e := &s.Elements[i]; e.Kind == Cue && !written[e.Name] {
			names[fr.Fold(e.Name)], written[e.Name] = true, true
		}
	}
	return names
}

// lostCues warns of the lines of description that were meant to name who speaks: a name in capitals inside a paragraph with words under
// it, the name of a role of the screenplay alone on its line, in capitals or not, and what is written as a name above what is written as
// a speech.
func (p *parser) lostCues() {
	names := p.s.speakers()
	for i := range p.s.Elements {
		e := &p.s.Elements[i]
		if e.Kind != Action || e.Forced {
			continue
		}
		line := 0
		for text := e.Text; text != ""; line++ {
			l, rest, _ := strings.Cut(text, "\n")
			p.lostCue(e, trim(l), line, trim(rest), names)
			text = rest
		}
	}
}

// lostCue judges a line of a paragraph; under is what the paragraph holds under it.
func (p *parser) lostCue(e *Element, t string, line int, under string, names map[string]bool) {
	followed := under != ""
	if t == "" || len(t) > maxLostCue || !(followed || line == 0) {
		return
	}
	if !(followed && line == 0) && !inCapitals(t) && !(p.any && mixedCue(t)) {
		return
	}
	name, _, _ := cutCue(t)
	known := names[fr.Fold(name)]
	why := ""
	switch {
	case known && followed && line == 0: // Marie, small letters, above her words
		why = "n'est pas en capitales"
		if inCapitals(name) {
			why = "n'a pas de ligne vide avant"
		}
	case followed && line > 0 && unicode.IsUpper(firstRune(t)) && isCue(t, p.french, p.any) &&
		(known || shortName(name) && !strings.HasSuffix(t, "!")):
		why = "n'a pas de ligne vide avant"
	case known && !followed && inCapitals(name):
		why = "est suivi d'une ligne vide"
	case p.any && line == 0 && followed && p.french && frenchTransition(t): // NOIR
		p.rep.Warnf(decode.Place(p.s.name, e.Line), ruleTransition,
			"«\u00a0%s\u00a0» ressemble à un raccord mais n'a pas de ligne vide après : lu comme action.", fr.Clip(t))
		return
	case p.any && line == 0 && (namesSpeaker(name, names) || partlyNamed(name)) && reads(under):
		why = "n'est pas en capitales"
	case p.any && line == 0 && inBracketsAlone(t, p.french) && reads(under): // [ANNA]
		why = "est entre parenthèses ou crochets"
	case p.any && line == 0 && followed && isDigits(name) && len(name) <= 4 && !isYear(name) && reads(under): // 007
		why = "n'a pas de lettre"
	default:
		return
	}
	p.rep.Warnf(decode.Place(p.s.name, e.Line+line), ruleAlmostCue,
		"«\u00a0%s\u00a0» ressemble au nom de qui parle mais %s : lu comme action.", fr.Clip(t), why)
}

// namesSpeaker tells a line written as a name is, without capitals all along: Marie, Le gardien, Jean-Claude VAN DAMME, de GAULLE,
// MARIE, bas. A title card or an hour is none.
func namesSpeaker(name string, names map[string]bool) bool {
	if printedWords(name) { // PARIS, 1979
		return false
	}
	if head, _, manner := strings.Cut(name, ","); manner { // MARIE, bas
		if inCapitals(head) || names[fr.Fold(head)] {
			name = head
		}
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == ',' || r == '.' })
	if len(words) == 0 || len(words) > 4 || printedWords(name) || strings.HasSuffix(name, ".") || storyStart(name) {
		return false
	}
	capitals, small := 0, 0
	for _, w := range words {
		switch {
		case !lettersOnly(w):
			return false
		case unicode.IsUpper(firstRune(w)):
			capitals++
		case particle(w):
		default:
			small++
		}
	}
	if small == 0 {
		return capitals > 0
	}
	return small == 1 && len(words) == 2 && article(words[0]) // Le gardien
}

// inBracketsAlone tells a name in capitals that brackets hold whole.
func inBracketsAlone(t string, french bool) bool {
	inner := strings.Trim(t, "()[]{} \u00a0")
	return len(inner) < len(t) && strings.IndexByte("([{", t[0]) >= 0 && inCapitals(inner) && shortName(inner) &&
		isCue(inner, french, true)
}

// shouts tells the lines that are read as names and may be shouts or sounds: a name that speaks once, with its exclamation mark.
func (p *parser) shouts() {
	times := map[string]int{}
	for i := range p.s.Elements {
		if e := &p.s.Elements[i]; e.Kind == Cue {
			times[e.Name]++
		}
	}
	for i := range p.s.Elements {
		if e := &p.s.Elements[i]; e.Kind == Cue && !e.Forced && strings.HasSuffix(e.Text, "!") && times[e.Name] == 1 {
			p.rep.Notef(decode.Place(p.s.name, e.Line), ruleAlmostCue, "«\u00a0%s\u00a0» est lu comme le nom de qui parle (si c'est un "+
				"cri ou un bruit, mettre un point d'exclamation devant).", fr.Clip(e.Text))
		}
	}
}

// partlyNamed tells a line whose capitals name who speaks and whose other words say more: La vieille DAME, LA DAME au chapeau, HOMME à la
// moto.
func partlyNamed(name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '\u00a0' })
	if len(words) < 2 || len(words) > 6 || !lettersOnly(name) {
		return false
	}
	first, last := -1, -1
	for i, w := range words {
		if inCapitals(w) && len(w) > 1 {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	if first < 0 || printedWords(name) || storyStart(name) || first > 0 && (!article(words[0]) || first > 3) {
		return false
	}
	return last == len(words)-1 || particle(words[last+1]) || words[last+1] == "aux" || words[last+1] == "sans"
}

// article tells the words that stand before the name of a trade.
func article(w string) bool {
	switch fr.Fold(w) {
	case "le", "la", "les", "un", "une", "the":
		return true
	}
	return false
}

// reads tells whether the lines under a name are written as a speech is: a capital, a bracket or a dash first, the end of a sentence last.
func reads(under string) bool {
	first := firstRune(under)
	if !unicode.IsUpper(first) && !strings.ContainsRune("(-–—«\"“¿¡…", first) && !strings.HasPrefix(under, "..") {
		return false
	}
	last := lastRune(strings.TrimRight(under, " \u00a0\u202f\n"))
	return strings.ContainsRune(".!?…»”\")", last)
}

// shortName tells a name of three words at most, of letters only.
func shortName(s string) bool { return len(strings.Fields(s)) <= 3 && lettersOnly(s) }

// lettersOnly tells a name that is letters, spaces, hyphens and apostrophes: no sentence.
func lettersOnly(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(" -'’", r) }) < 0
}
