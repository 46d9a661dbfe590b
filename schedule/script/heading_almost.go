package script

import (
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/fr"
)

// maxMixed is the longest line in small letters read as a heading that INT or EXT does not open, in bytes.
const maxMixed = 100

// listSigns open the lines of a list.
const listSigns = "-–—−•·▪►●◦‣* \u00a0"

// withoutSigns takes the signs of a list off a heading in capitals: "- INT. CAVE", "• 12. INT. CAVE".
func withoutSigns(t string) string {
	bare := strings.TrimLeft(t, listSigns)
	if len(bare) == len(t) || t[0] == '*' && (len(t) < 2 || t[1] != ' ') {
		return t
	}
	if _, rest, _, ok := leadNumber(bare); !startsPlace(bare) && !(ok && startsPlace(rest)) || !inCapitals(bare) {
		return t
	}
	return bare
}

// disguised tells a line that would be a heading without the signs around it, the underscores between its words, or the small L that
// stands for a capital I: (INT. CAVE - NUIT), INT_CAVE_NUIT, lNT. CAVE.
func disguised(t string) bool {
	if len(t) > maxMixed || !saysPlace(t) {
		return false
	}
	bare := trim(strings.Trim(t, listSigns+"()[]{}<>|_~=\"«»“”"))
	bare = strings.ReplaceAll(bare, "_", " ")
	for _, w := range [...]string{"lNT", "1NT", "|NT"} {
		if i := strings.Index(bare, w); i == 0 || i > 0 && bare[i-1] == ' ' {
			bare = bare[:i] + "INT" + bare[i+len(w):]
		}
	}
	if bare == t || bare == "" {
		return false
	}
	_, sure := readHeading(bare, frenchEst(bare))
	return sure != NotHeading && inCapitals(bare)
}

// saysPlace tells whether a line holds the letters of a place in capitals, as a word or inside one.
func saysPlace(t string) bool {
	for i := 1; i+1 < len(t); i++ {
		before, after := t[i-1], t[i+1]
		switch t[i] {
		case 'N':
			if after == 'T' && (before == 'I' || before == 'l' || before == '1' || before == '|') {
				return true
			}
		case 'X':
			if before == 'E' && after == 'T' {
				return true
			}
		case '/':
			if before == 'I' && after == 'E' || before == 'E' && after == 'I' {
				return true
			}
		}
	}
	return false
}

// smallPlace tells whether a place in small letters, inside a line, is one: behind a sign, and with nothing but a light after it.
func smallPlace(before, rest string) bool {
	before = trim(before)
	if before == "" || !strings.ContainsRune("-–—/,.:;(|", lastRune(before)) {
		return false
	}
	var light Slugline
	rest = strings.Trim(rest, " \t\u00a0\u202f.-–—:;/,()")
	return (light.time(rest) || light.letter(rest)) && light.Light != ""
}

// smallLetters tells whether a short line in small letters holds what may be a place: Plage - Ext - Jour.
func smallLetters(t string) bool {
	if len(t) > maxMixed || !unicode.IsUpper(firstRune(t)) {
		return false
	}
	for i := 1; i+2 < len(t); i++ {
		if c := t[i] | 0x20; c != 'i' && c != 'e' || letterByte(t[i-1]|0x20) {
			continue
		}
		after := byte(0)
		if i+3 < len(t) {
			after = t[i+3] | 0x20
		}
		w := t[i : i+3]
		if (strings.EqualFold(w, "int") || strings.EqualFold(w, "ext")) && (!letterByte(after) || after == 'e') {
			return true // int, inter… and not into
		}
	}
	return false
}

// oddNumber reads the numbers that want a place behind them to be those of a scene: N°12 INT., (12) INT., [12] INT., PLAN 12 - INT.,
// XII. INT.
func oddNumber(s string) (number, rest string, ok bool) {
	switch s[0] {
	case '(', '[':
		closing := ")"
		if s[0] == '[' {
			closing = "]"
		}
		inner, after, closed := strings.Cut(s[1:], closing)
		if number = trim(inner); !closed || !sceneNumber(number, true) || number[0] < '0' || number[0] > '9' {
			return "", s, false
		}
		rest = after
	default:
		w, after := cutWord(s)
		switch f := fr.Fold(w); {
		case f == "n" || f == "plan" || f == "plans":
			after = strings.TrimLeft(after, "°º \u00a0\u202f")
			if number, rest, ok = digitsNumber(after); !ok {
				return "", s, false
			}
		case len(w) <= 7 && strings.Trim(w, "IVX") == "" && after != "" && strings.IndexByte(".-)", after[0]) >= 0:
			number, rest = w, after
		default:
			return "", s, false
		}
	}
	rest = strings.TrimLeft(rest, numberMarks+"]")
	return number, rest, startsPlace(rest)
}

// styledHeading tells whether a line that a mark of emphasis opens was meant as a heading; alone tells that it stands between blank lines.
func (p *parser) styledHeading(t string, alone bool) bool {
	bare := trim(strings.Trim(Plain(t), "*_"))
	if bare == "" || len(bare) > maxHeading {
		return false
	}
	if headingStart(bare) && looksHeading(bare) {
		return true
	}
	_, sure := readHeading(bare, frenchEst(bare))
	return alone && sure != NotHeading
}

// placeFirst tells a heading that its place opens, behind its number.
func placeFirst(t string) bool {
	e, sure := readHeading(t, false)
	return sure == SureHeading && startsPlace(e.Text)
}

// markedHeading warns of a heading in capitals that a mark of Fountain makes something else; as says what, in French.
func (p *parser) markedHeading(l line, t, as string) {
	if !saysPlace(t) {
		return
	}
	if t = trim(Plain(t)); inCapitals(t) && placeFirst(t) {
		p.rep.Warnf(p.at(l), ruleAlmost, "«\u00a0%s\u00a0» ressemble à un intitulé de séquence, mais le signe devant en fait %s "+
			"(ôter le signe, ou forcer avec un point).", fr.Shorten(t, 60), as)
	}
}

// spokenHeading warns of a heading in capitals inside a speech: no blank line parts it from the name above.
func (p *parser) spokenHeading(l line, t string) {
	if t == "" || len(t) > maxHeading || !unicode.IsUpper(firstRune(t)) && !isDigits(t[:1]) || !inCapitals(t) || !saysPlace(t) {
		return
	}
	if placeFirst(t) {
		p.rep.Warnf(p.at(l), ruleAlmost, "«\u00a0%s\u00a0» ressemble à un intitulé mais suit un nom de personnage sans ligne vide : lu "+
			"comme réplique.", fr.Shorten(t, 60))
	}
}

// summaryUnder tells whether line i is a synopsis or a section: what stands above is no name of who speaks.
func (p *parser) summaryUnder(i int) bool { return !p.lines[i].note && p.headingTail(i) }
