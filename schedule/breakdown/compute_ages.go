package breakdown

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// The rules of the issues about ages.
const (
	ruleAge  = "breakdown/age-unread"
	ruleAges = "breakdown/two-ages"
)

// ages are what the text says of ages and is decided once every role is known.
type ages struct {
	// small are those written beside a name in small letters: "Lucie, 8 ans, entre."
	small []smallAge
	// digits are the cues that end with a digit alone, by role: LUCIE (8); nil for POLICIER (1) and POLICIER (2).
	digits map[int32]*script.Element
	order  []int32
}

type smallAge struct {
	name      string
	age, line int
}

// toldAge is an age that the text gives a role, and its line.
type toldAge struct{ age, line int }

// tellAge gives a role an age that the text tells. The first is that of the role; another is kept beside it for the scenes that tell it,
// and named.
func (d *breaker) tellAge(k int32, age, line int) {
	r := &d.out.Roles[k]
	if r.Age == 0 {
		r.Age, r.AgeLine = age, line
	}
	if r.Age == age && d.severalAges[k] == nil {
		return
	}
	if d.severalAges == nil {
		d.severalAges = map[int32][]toldAge{}
	}
	if d.severalAges[k] == nil {
		d.severalAges[k] = []toldAge{{r.Age, r.AgeLine}}
	}
	if !slices.ContainsFunc(d.severalAges[k], func(o toldAge) bool { return o.age == age }) {
		d.rep.Warnf(d.place(line), ruleAges, "«\u00a0%s\u00a0» a %s ici et %s ailleurs (%s) : deux rôles peut-être, ou deux époques ; "+
			"le premier âge lu est retenu.", r.Name, fr.Plural(age, "an", "ans"), fr.Plural(r.Age, "an", "ans"), d.elsewhere(r.AgeLine))
	}
	d.severalAges[k] = append(d.severalAges[k], toldAge{age, line})
}

// minorIn tells whether role k is a child in the scene whose elements lie from one line up to another, and whether that is sure: of
// several ages, the one told in the scene is the right one there.
func (d *breaker) minorIn(k int32, from, to int) (minor, sure bool) {
	all := d.severalAges[k]
	if all == nil {
		age := d.out.Roles[k].Age
		return age > 0 && age < adultAge, true
	}
	adult := false
	for _, a := range all {
		switch here := a.line >= from && a.line <= to; {
		case here && a.age < adultAge:
			return true, true
		case here:
			adult = true
		case a.age < adultAge:
			minor = true
		}
	}
	return minor && !adult, slices.IndexFunc(all, func(a toldAge) bool { return a.age >= adultAge }) < 0
}

// cueAge reads the age that cue i, of role k, writes beside the name or between brackets under it.
func (d *breaker) cueAge(k int32, i int, all *ages) {
	e := &d.s.Elements[i]
	age, line := 0, e.Line
	if e.Extension != "" {
		age = script.AgeOf(e.Extension)
	} else if _, of, ok := strings.Cut(e.Name, " DE "); ok { // LA FILLE DE 8 ANS
		age = script.AgeOf(of)
	}
	if i+1 < len(d.s.Elements) && age == 0 {
		if next := &d.s.Elements[i+1]; next.Kind == script.Parenthetical && len(next.Text) <= 64 {
			age, line = script.AgeOf(strings.Trim(script.Plain(next.Text), "() .")), next.Line
		}
	}
	if age > 0 {
		d.tellAge(k, age, line)
		return
	}
	if len(e.Extension) != 1 || e.Extension < "1" || e.Extension > "9" {
		return
	}
	switch first, known := all.digits[k]; {
	case !known:
		if all.digits == nil {
			all.digits = map[int32]*script.Element{}
		}
		all.digits[k], all.order = e, append(all.order, k)
	case first != nil && first.Extension != e.Extension:
		all.digits[k] = nil
	}
}

// tellAges gives the roles the ages written beside their name in small letters, and tells the digits that were read as none.
func (d *breaker) tellAges(all *ages) {
	for _, a := range all.small {
		if k, ok := d.keys[roleKey(a.name)]; ok {
			d.tellAge(k, a.age, a.line)
		}
	}
	for _, k := range all.order {
		if e := all.digits[k]; e != nil && d.out.Roles[k].Age == 0 {
			d.rep.Notef(d.place(e.Line), ruleAge, "«\u00a0%s\u00a0» : un chiffre seul n'est pas lu comme un âge (écrire "+
				"«\u00a0%s ans\u00a0» si c'en est un).", fr.Clip(e.Text), e.Extension)
		}
	}
}

// introduced looks for a name in capitals followed by an age, "EVA (8 ans)", "EVA, huit ans,", and makes a role of it: proposed if it never
// speaks. A name in small letters must be that of a role.
func (d *breaker) introduced(e *script.Element, all *ages) {
	if !mayTellAge(e.Text) {
		return
	}
	d.words = scanWords(e.Text, d.words)
	ws := d.words
	lines := lineIn(e)
	for i := range ws {
		start, age := ageAt(e.Text, ws, i)
		if age == 0 || start == 0 || d.m.passed(ws, i+1) { // trois ans plus tard
			continue
		}
		// The capitals right before, at most three words away.
		end := start - 1
		for end >= 0 && end > start-4 && !ws[end].upper {
			if strings.ContainsAny(e.Text[ws[end].to:ws[end+1].from], ".!?;") || tellsTime(e.Text[ws[end].from:ws[end].to]) {
				end = -1
				break
			}
			end--
		}
		if end < 0 || !ws[end].upper || ws[end].digit {
			if w := ws[start-1]; w.capital && strings.ContainsAny(e.Text[w.to:ws[start].from], ",(–—") {
				all.small = append(all.small, smallAge{e.Text[w.from:w.to], age, lines.of(max(int(w.from), lines.at))})
			}
			continue
		}
		first := end
		for first > 0 && end-first < maxTermWords && ws[first-1].upper &&
			!strings.ContainsAny(e.Text[ws[first-1].to:ws[first].from], ".,;:!?()\n") {
			first--
		}
		name := e.Text[ws[first].from:ws[end].to]
		if script.KindOf(name, true) != script.Cue { // CARTON : « TROIS ANS »
			continue
		}
		line := lines.of(max(int(ws[first].from), lines.at))
		d.tellAge(d.role(name, line), age, line)
	}
}

// tellsTime tells the words that make of a number of years something else than an age: PAUL attend depuis huit ans.
func tellsTime(w string) bool {
	switch fr.Fold(w) {
	case "depuis", "pendant", "dans", "apres", "avant", "durant", "a", "ont", "avait", "avaient", "pour", "en", "prend", "ago", "for",
		"since":
		return true
	}
	return false
}

// mayTellAge tells whether a text holds the words of an age, or "(8": an opening bracket and a digit.
func mayTellAge(s string) bool {
	for _, unit := range [...]string{" ans", "\u00a0ans", "d'ann", "d’ann", "aine", "year", " mois"} {
		if strings.Contains(s, unit) {
			return true
		}
	}
	for {
		i := strings.IndexByte(s, '(')
		if i < 0 || i+1 >= len(s) {
			return false
		}
		if s[i+1] >= '0' && s[i+1] <= '9' {
			return true
		}
		s = s[i+1:]
	}
}

// ageAt reads the age whose last word is word i: what counts years or months, a dizaine, or a number alone between brackets. start is its
// first word. Of two numbers (6-7 ans) the youngest is the age.
func ageAt(text string, ws []word, i int) (start, age int) {
	w := ws[i]
	if w.digit {
		if w.to-w.from > 2 || w.from == 0 || text[w.from-1] != '(' || int(w.to) >= len(text) || text[w.to] != ')' && text[w.to] != ',' {
			return 0, 0
		}
		for _, c := range text[w.from:w.to] {
			age = age*10 + int(c-'0')
		}
		return i, age
	}
	if n := w.to - w.from; n < 2 || n > 12 {
		return 0, 0
	}
	switch f := fr.Fold(text[w.from:w.to]); f {
	case "an", "ans", "mois", "annees", "year", "years", "yo":
	default:
		if !strings.HasSuffix(f, "aine") || script.AgeOf(f) == 0 {
			return 0, 0
		}
	}
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		if strings.ContainsAny(text[ws[j].to:ws[j+1].from], ".!?;:,()\n") {
			break
		}
		if n := script.AgeOf(text[ws[j].from:w.to]); n > 0 {
			start, age = j, n
		}
	}
	return start, age
}
