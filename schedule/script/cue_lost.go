package script

import (
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// maxLostCue is the longest line taken for a lost cue, in bytes.
const maxLostCue = 60

// lostCues warns of the lines of description that were meant to name who speaks: a name in capitals inside a paragraph with words under
// it, or the name of a role of the screenplay alone on its line, in capitals or not.
func (p *parser) lostCues() {
	names := map[string]bool{}
	for i := range p.s.Elements {
		if e := &p.s.Elements[i]; e.Kind == Cue {
			names[fr.Fold(e.Name)] = true
		}
	}
	for i := range p.s.Elements {
		e := &p.s.Elements[i]
		if e.Kind != Action || e.Forced {
			continue
		}
		line := 0
		for text := e.Text; text != ""; line++ {
			l, rest, more := strings.Cut(text, "\n")
			p.lostCue(e, trim(l), line, more && trim(rest) != "", names)
			text = rest
		}
	}
}

// lostCue judges a line of a paragraph; followed tells that the paragraph goes on under it.
func (p *parser) lostCue(e *Element, t string, line int, followed bool, names map[string]bool) {
	if t == "" || len(t) > maxLostCue || !(followed || line == 0) || !unicode.IsUpper(firstRune(t)) {
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
	case followed && line > 0 && isCue(t, p.french, p.any) && (known || len(strings.Fields(name)) <= 3 && lettersOnly(name)):
		why = "n'a pas de ligne vide avant"
	case known && !followed && inCapitals(name):
		why = "est suivi d'une ligne vide"
	default:
		return
	}
	p.rep.Warnf(decode.Place(p.s.name, e.Line+line), ruleAlmostCue,
		"«\u00a0%s\u00a0» ressemble au nom de qui parle mais %s : lu comme action.", fr.Clip(t), why)
}

// lettersOnly tells a name that is letters, spaces, hyphens and apostrophes: no sentence.
func lettersOnly(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(" -'’", r) }) < 0
}
