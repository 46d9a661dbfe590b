package script

import (
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// inFront judges what stands before INT or EXT: an omission (OMIS - INT. CAVE), a kind (INSERT LETTRE - INT. CAVE, TÉLÉVISION - ARCHIVE -
// EXT. PARIS), a transition (RETOUR À : INT. CAVE) or a part of the screenplay (ÉPISODE 2 - INT. CAVE) is no part of the décor, unless
// nothing else names one. It gives the décor and what follows it.
func (t *Slugline) inFront(before, after string) string {
	if omittedLine(before) {
		t.Omitted = true
		return after
	}
	bare := lightAndSet(after).Set == ""
	if head, tail, ok := lastPart(before); ok {
		if k, more := cutKind(tail); k != "" && more == "" {
			t.Kind = k
			return head + " - " + after
		}
	}
	if words := strings.Fields(before); !bare && len(words) > 1 { // PARIS 1979
		for _, w := range [...]string{words[0], words[len(words)-1]} {
			if year := strings.Trim(w, "(),."); isYear(year) {
				t.Story = year
				before = tidySet(strings.TrimLeft(strings.TrimSuffix(strings.TrimPrefix(before, w), w), ", "))
				break
			}
		}
	}
	k, more := cutKind(before)
	switch {
	case k != "" && !bare && (more == "" || k != Archive): // ARCHIVES NATIONALES is a place
		t.Kind = k
		return after
	case k == Insert && more != "":
		t.Kind = k
		return more + " - " + after
	case !bare && storyPart(before):
		t.Story = joinParts(before, t.Story)
		return after
	}
	t.Front = before
	if tokens := frontTokens(before); !bare && (frenchTransition(before) || transition(before+":") || strings.HasPrefix(before, "(") ||
		asideTokens(tokens) == len(tokens)) {
		return after
	}
	return before + " - " + after
}

// storyPart tells the parts of a screenplay that a heading names: GÉNÉRIQUE, PROLOGUE.
func storyPart(s string) bool {
	switch strings.ReplaceAll(fr.Fold(s), "-", " ") {
	case "generique", "pre generique", "generique de debut", "generique de fin", "prologue", "epilogue", "teaser", "cold open", "prelude",
		"opening", "post generique":
		return true
	}
	return false
}

// secondPlace takes the second INT or EXT out of a heading that joins two décors: VOITURE / EXT. RUE - JOUR. The light of the first is
// read with that of the second.
func (t *Slugline) secondPlace(body string) string {
	before, place, after, ok := innerPlace(body)
	if !ok || before == "" || t.Place == "" {
		return body
	}
	before = withoutJoin(before)
	first, rest := lightAndSet(before), lightAndSet(after)
	if rest.Set == "" { // CAVE - NUIT, EXT: the place comes late
		if place != t.Place {
			t.Place = Both
		}
		return joinParts(before, after)
	}
	if before = first.Set; before == "" || after == "" {
		return body
	}
	if place != t.Place {
		t.Place = Both
	}
	if fr.Fold(rest.Set) != fr.Fold(before) { // CAVE NUIT - INT CAVE NUIT
		before += " / " + rest.Set
	}
	if rest.LightText == "" {
		t.takeTime(first)
	} else {
		t.takeTime(rest)
		t.takeTime(first)
	}
	return before
}

// withoutJoin takes off the end of the first of two décors the sign or the word that joins the second: BAR - JOUR +, BAR - JOUR PUIS.
func withoutJoin(s string) string {
	s = strings.TrimRight(s, "+&>→ \u00a0")
	if i := strings.LastIndexAny(s, " \u00a0"); i > 0 && joinsPlaces(s[i+1:]) {
		return tidySet(s[:i])
	}
	return tidySet(s)
}

// lightAndSet reads the light and the décor of a part of a heading where no place is looked for.
func lightAndSet(s string) Slugline {
	var t Slugline
	t.trailing(&s)
	if t.LightText == "" && t.Story == "" {
		t.whole(&s)
	}
	t.Set = tidySet(s)
	return t
}

// plainSeparators writes as a dash the signs that stand between the parts of a heading, with a space on both sides: − ‑ | • · =.
func plainSeparators(s string) string {
	if strings.IndexFunc(s, separatorSign) < 0 {
		return s
	}
	for _, sign := range [...]string{" − ", " ‑ ", " ‐ ", " ‒ ", " | ", " • ", " · ", " = ", " -> ", " > ", " → "} {
		s = strings.ReplaceAll(s, sign, " - ")
	}
	return s
}

// separatorSign tells the signs that plainSeparators looks for.
func separatorSign(r rune) bool {
	switch r {
	case '−', '‑', '‐', '‒', '|', '•', '·', '=', '>', '→':
		return true
	}
	return false
}

// withoutTail takes off the end of a heading what the set and the light are not: a revision star, a sign left alone, and a length in the
// margin behind two spaces.
func withoutTail(s string) string {
	if s == "" {
		return s
	}
	if i := strings.LastIndex(s, "  "); i > 0 && strings.HasSuffix(s, "/8") {
		if _, ok := ParseEighths(trim(s[i:])); ok {
			s = trim(s[:i])
		}
	}
	bare := strings.TrimRight(s, " \t\u00a0\u202f*,:;-–—")
	if bare == "" {
		return s
	}
	return bare
}

// behindLight are the words of the season, of the weather and of the order of days behind a light: NUIT D'HIVER, SOIR MÊME.
var behindLight = [...]string{
	" d'hiver", " d'ete", " d'automne", " de printemps", " pile", " suivant", " suivante", " meme", "-la", " d'orage",
	" de pluie", " de neige", " de brouillard", " de brume", " de tempete", " de vent", " de grand vent", " de soleil",
	" de canicule", " sous la pluie", " sous la neige", " sous l'orage", " sous le soleil", " sous l'averse", " pluie", " neige",
	" brouillard", " orage", " tempete", " de lune", " de pleine lune", " sans lune", " pluvieux", " pluvieuse", " orageux",
	" orageuse", " neigeux", " neigeuse", " brumeux", " brumeuse", " ensoleille", " ensoleillee", " gris", " grise", " sombre",
	" clair", " claire", " noire", " etoilee",
}

// timeOfHour gives the light of an hour or a day with its part of the day, or of a light with its season: 3H DU MATIN, LUNDI MATIN, NUIT
// D'HIVER, MIDI PILE.
func timeOfHour(f string) Light {
	if strings.IndexByte(f, ' ') < 0 && strings.IndexByte(f, '-') < 0 {
		return ""
	}
	if w, rest, cut := strings.Cut(f, " "); cut && isWeekday(w) {
		l, _ := plainTime(rest)
		return l
	}
	for _, more := range behindLight {
		if head, ok := strings.CutSuffix(f, more); ok {
			l, _, _, _ := timeWord(head)
			return l
		}
	}
	for _, of := range [...]string{" du ", " de l'", " de la ", " de "} {
		if light, day, ok := strings.Cut(f, of); ok && (calendarDay(day) || isWeekday(day)) { // NUIT DU 24 DÉCEMBRE
			l, _ := plainTime(light)
			return l
		}
		if hour, part, ok := strings.Cut(f, of); ok && clock(hour) {
			l, _ := plainTime(part)
			if l == Morning && len(hour) > 1 && (hour[1] < '0' || hour[1] > '9') && hour[0] < '5' { // 3 h du matin: the night goes on
				return Night
			}
			return l
		}
	}
	return ""
}
