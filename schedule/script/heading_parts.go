package script

import (
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
)

// inFront judges what stands before INT or EXT: a kind (INSERT LETTRE - INT. CAVE, TÉLÉVISION - ARCHIVE - EXT. PARIS) or a transition
// (RETOUR À : INT. CAVE) is no part of the décor, unless nothing else names one. It gives the décor and what follows it.
func (t *Slugline) inFront(before, after string) string {
	bare := lightAndSet(after).Set == ""
	if head, tail, ok := lastPart(before); ok {
		if k, more := cutKind(tail); k != "" && more == "" {
			t.Kind = k
			return head + " - " + after
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
	case !bare && (frenchTransition(before) || transition(before+":")):
		return after
	}
	return before + " - " + after
}

// secondPlace takes the second INT or EXT out of a heading that joins two décors: VOITURE / EXT. RUE - JOUR. The light of the first is
// read with that of the second.
func (t *Slugline) secondPlace(body string) string {
	before, place, after, ok := innerPlace(body)
	if !ok || before == "" || after == "" || t.Place == "" {
		return body
	}
	sign := " - "
	if i := strings.Index(body[len(before):], "/"); i >= 0 && i < 4 {
		sign = " / "
	}
	first := lightAndSet(before)
	before = first.Set
	var last Slugline
	if before == "" || last.time(after) { // CAVE - NUIT, EXT: the place comes late
		return body
	}
	if place != t.Place {
		t.Place = Both
	}
	rest := lightAndSet(after)
	switch {
	case rest.LightText == "": // VOITURE - JOUR / EXT. RUE
		t.takeTime(first)
	case first.Light != "" && first.Light != rest.Light:
		t.More = append(t.More, first.Light)
	}
	if fr.Fold(rest.Set) == fr.Fold(before) { // CAVE NUIT - INT CAVE NUIT
		return after
	}
	return before + sign + after
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
	if !strings.ContainsAny(s, "|=") && strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return s
	}
	for _, sign := range [...]string{" − ", " ‑ ", " ‐ ", " | ", " • ", " · ", " = "} {
		s = strings.ReplaceAll(s, sign, " - ")
	}
	return s
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

// timeOfHour gives the light of an hour with its part of the day, or of a light with its season: 3H DU MATIN, NUIT D'HIVER, MIDI PILE.
func timeOfHour(f string) Light {
	for _, season := range [...]string{" d'hiver", " d'ete", " d'automne", " de printemps", " pile"} {
		if head, ok := strings.CutSuffix(f, season); ok {
			l, _ := plainTime(head)
			return l
		}
	}
	for _, of := range [...]string{" du ", " de l'", " de la "} {
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
