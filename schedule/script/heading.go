package script

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headingWord tells whether s starts with an interior or exterior mark of Fountain, any case, and gives what follows it:
// INT EXT EST INT./EXT INT/EXT I/E then a dot or a space.
func headingStart(s string) bool {
	if len(s) < 4 {
		return false
	}
	switch s[0] | 0x20 {
	case 'i':
		if len(s) > 3 && (s[1] == '/' || s[1] == '.' && s[2] == '/') { // I/E I./E
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
	switch fold(w) {
	case "interieur", "exterieur", "interieurs", "exterieurs":
		return rest == "" || !unicode.IsLetter(firstRune(rest))
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
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

// cutNumber takes the scene number off the end of a heading: "INT. HOUSE - DAY #1A#" gives the text before, the number and
// what follows it. spaces allows white space inside the number ("12 BIS"), a French habit.
func cutNumber(s string, spaces bool) (text, number, after string) {
	to := len(s)
	for {
		closing := strings.LastIndexByte(s[:to], '#')
		if closing < 1 {
			return s, "", ""
		}
		opening := strings.LastIndexByte(s[:closing], '#')
		if opening < 0 {
			return s, "", ""
		}
		n := s[opening+1 : closing]
		if sceneNumber(n, spaces) && (closing+1 == len(s) || headingGap(s[closing+1:])) {
			return s[:opening], trim(n), trim(s[closing+1:])
		}
		to = closing
	}
}

func sceneNumber(s string, spaces bool) bool {
	if s == "" || len(s) > 32 {
		return false
	}
	letter := false
	for i, r := range s {
		switch {
		case r == '-' || r == '.' || r == ')':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			letter = true
		case r == ' ' && spaces && i > 0 && i < len(s)-1:
		default:
			return false
		}
	}
	return letter
}

// leadNumber reads a scene number in front of a heading, as French screenplays write it: "12. INT.", "12A - INT.", "SÉQ. 12 BIS -
// INT.", "SCÈNE 4 :". word tells that a word such as SÉQ. announced it.
func leadNumber(s string) (number, rest string, word, ok bool) {
	rest = s
	if s == "" || !(s[0] >= '0' && s[0] <= '9') && s[0]|0x20 != 's' && s[0] != '#' {
		return "", s, false, false
	}
	if s[0] == '#' { // #12 BIS# INT. …
		end := strings.IndexByte(s[1:], '#')
		if end < 0 || !sceneNumber(s[1:1+end], true) {
			return "", s, false, false
		}
		return trim(s[1 : 1+end]), trim(strings.TrimLeft(s[2+end:], " .-–—:/")), false, true
	}
	if s[0]|0x20 == 's' {
		w, after := cutWord(s)
		switch fold(w) {
		case "seq", "sequence", "sequ", "scene", "sc", "sq":
		default:
			return "", s, false, false
		}
		word = true
		rest = strings.TrimLeft(after, " .\u00a0n°N")
	}
	i := 0
	for i < len(rest) && (rest[i] >= '0' && rest[i] <= '9' || rest[i] == '.' && i > 0 && i+1 < len(rest) && rest[i+1] >= '0' && rest[i+1] <= '9') {
		i++
	}
	if i == 0 || i > 8 {
		return "", s, false, false
	}
	number = rest[:i]
	rest = rest[i:]
	if w, after := cutWord(rest); len(w) == 1 && !unicode.IsLetter(firstRune(after)) { // 12A
		number += w
		rest = after
	}
	if w, after := cutWord(strings.TrimLeft(rest, " \u00a0")); w != "" {
		switch f := fold(w); {
		case f == "bis" || f == "ter" || f == "quater" || f == "quinquies":
			number += " " + w
			rest = after
		case len(w) == 1 && strings.ToUpper(w) == w && f != "i" && f != "e" && !strings.HasPrefix(after, "'") && !strings.HasPrefix(after, "’"): // 12 A - INT.
			number += " " + w
			rest = after
		}
	}
	trimmed := strings.TrimLeft(rest, " \t\u00a0\u202f.-–—:/)°")
	if trimmed == rest && rest != "" {
		return "", s, false, false
	}
	return number, trimmed, word, true
}

// Slugline is an intitulé de séquence taken apart. Every part keeps the writer's spelling.
type Slugline struct {
	Number string `json:"number,omitempty"`
	Place  Place  `json:"place,omitempty"`
	// Set is the whole décor, "APPARTEMENT - CUISINE"; Location its first part, SubSet the rest.
	Set      string `json:"set"`
	Location string `json:"location,omitempty"`
	SubSet   string `json:"sub_set,omitempty"`
	// Light is the effet, empty when none is written or when it refers to the scene before (Relative).
	Light Light `json:"light,omitempty"`
	// More holds the other effets of a heading that names several (JOUR/NUIT).
	More []Light `json:"more,omitempty"`
	// LightText is what was written: "JOUR (Crépuscule)", "CONTINUOUS".
	LightText string `json:"light_text,omitempty"`
	// Relative tells that the light goes on from the scene before: CONTINU, PLUS TARD, MÊME, LATER.
	Relative bool `json:"relative,omitempty"`
	// Story is a mark of story time or mode: FLASHBACK, RÊVE, (1979).
	Story string `json:"story,omitempty"`
	// Loose tells that the light was read without a separator before it ("INT HOUSE DAY"): worth a look.
	Loose bool `json:"loose,omitempty"`
}

// ParseHeading takes a heading apart, with or without its number: place, set, location, light. It reads French and
// English words alike and never fails: what it does not know stays in the set.
func ParseHeading(s string) Slugline {
	var t Slugline
	s, t.Number, _ = cutNumber(trim(s), true)
	s = trim(s)
	if t.Number == "" {
		if n, rest, word, ok := leadNumber(s); ok && (word || headingStart(rest) || frenchStart(rest)) {
			t.Number, s = n, rest
		}
	}
	t.split(s)
	return t
}

// split reads place, set and light of a heading without its number.
func (t *Slugline) split(s string) {
	t.Place, s = cutPlace(s)
	body := strings.TrimLeft(s, " \t\u00a0\u202f.-–—:/,")
	if t.Place == "" {
		body = trim(s)
	}
	// The time may come first: INT. JOUR - CUISINE.
	if head, tail, ok := firstPart(body); ok {
		var first Slugline
		if first.time(head) && first.Light != "" {
			t.takeTime(first, head)
			body = tail
		}
	}
	for range 4 {
		head, tail, ok := lastPart(body)
		if !ok {
			break
		}
		var last Slugline
		if !last.time(tail) {
			// DAY - SOMEBODY'S DREAM: the light is the part before
			before, mid, ok := lastPart(head)
			var inner Slugline
			if t.LightText == "" && t.Story == "" && ok && inner.time(mid) && inner.Light != "" {
				t.Story, t.Loose = tail, true
				t.takeTime(inner, mid)
				body = before
				continue
			}
			break
		}
		t.takeTime(last, tail)
		body = head
	}
	if t.LightText == "" && t.Story == "" {
		t.whole(&body)
	}
	t.Set = tidySet(body)
	t.Location, t.SubSet = t.Set, ""
	if i, n := dash(t.Set); i > 0 {
		t.Location, t.SubSet = trim(t.Set[:i]), trim(t.Set[i+n:])
	}
}

// whole reads a body that is nothing but a time ("INT. NUIT"), or that ends with DAY or NIGHT without a separator.
func (t *Slugline) whole(body *string) {
	var last Slugline
	if last.time(*body) {
		t.takeTime(last, *body)
		*body = ""
		return
	}
	i := strings.LastIndexAny(*body, " \u00a0")
	if i <= 0 {
		return
	}
	word := trim((*body)[i:])
	switch fold(word) {
	case "day", "night", "jour", "nuit":
		last = Slugline{}
		last.time(word)
		t.takeTime(last, word)
		t.Loose = true
		*body = (*body)[:i]
	}
}

// takeTime adds what a part said about time; an earlier part of the heading comes before what is already there.
func (t *Slugline) takeTime(p Slugline, text string) {
	text = trim(text)
	if p.Light == "" && !p.Relative {
		t.Story = joinParts(text, t.Story)
		return
	}
	t.LightText = joinParts(text, t.LightText)
	t.Story = joinParts(p.Story, t.Story)
	if p.Light != "" {
		t.Light, t.More, t.Relative = p.Light, p.More, false
	} else if t.Light == "" {
		t.Relative = true
	}
}

func joinParts(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " - " + b
}

func tidySet(s string) string {
	return strings.TrimRight(trim(s), " \t\u00a0.,-–—:/")
}

// dash finds the first " - " (or en or em dash) of a set.
func dash(s string) (at, width int) {
	at = -1
	for _, d := range [...]string{" - ", " – ", " — "} {
		if i := strings.Index(s, d); i >= 0 && (at < 0 || i < at) {
			at, width = i, len(d)
		}
	}
	return at, width
}

// lastPart cuts a heading at its last separator: a dash with a space on one side at least, a slash between spaces, a dot or a comma before a
// space. What stands in the last brackets is not cut.
func lastPart(s string) (head, tail string, ok bool) {
	limit := len(s)
	if strings.HasSuffix(s, ")") {
		if i := strings.LastIndexByte(s, '('); i > 0 {
			limit = i
		}
	}
	for i := limit - 1; i > 0; i-- {
		if at, width := separatorAt(s, i); width > 0 {
			if tail = trim(s[at+width:]); tail != "" {
				return strings.TrimRight(trim(s[:at]), " -–—"), tail, true
			}
		}
	}
	return s, "", false
}

// firstPart cuts a heading at its first separator.
func firstPart(s string) (head, tail string, ok bool) {
	for i := 1; i < len(s) && i < 40; i++ {
		if at, width := separatorAt(s, i); width > 0 && at > 0 {
			return trim(s[:at]), trim(s[at+width:]), true
		}
	}
	return "", s, false
}

// separatorAt tells whether byte i ends a separator, and gives the place and width of its sign.
func separatorAt(s string, i int) (at, width int) {
	spaceAfter := i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == 0xC2)
	switch s[i] {
	case '-':
		if spaceAfter || s[i-1] == ' ' || s[i-1] == 0xA0 || s[i-1] == '-' {
			at = i
			for at > 0 && s[at-1] == '-' {
				at--
			}
			return at, i + 1 - at
		}
	case 0x93, 0x94: // – and —
		if i >= 2 && s[i-1] == 0x80 && s[i-2] == 0xE2 {
			return i - 2, 3
		}
	case '/':
		if spaceAfter && s[i-1] == ' ' {
			return i, 1
		}
	case '.', ',':
		if spaceAfter {
			return i, 1
		}
	}
	return 0, 0
}

// cutPlace reads INT, EXT and their forms at the start of a heading.
func cutPlace(s string) (Place, string) {
	in, out := false, false
	rest := s
	for n := 0; n < 4; n++ {
		at := rest
		if n > 0 {
			at = strings.TrimLeft(rest, " \t\u00a0.")
			joined := strings.HasPrefix(at, "/") || strings.HasPrefix(at, "-") || strings.HasPrefix(at, "&") || strings.HasPrefix(at, "+") ||
				strings.HasPrefix(at, "–")
			if !joined {
				if w, after := cutWord(at); fold(w) == "et" {
					at, joined = after, true
				}
			}
			if !joined {
				break
			}
			at = strings.TrimLeft(at, " \t\u00a0./-–&+")
		}
		w, after := cutWord(at)
		f := fold(w)
		switch f {
		case "int", "interieur", "interieurs", "interior":
			in = true
		case "ext", "exterieur", "exterieurs", "exterior":
			out = true
		case "est":
			if n > 0 {
				return placeOf(in, out), rest
			}
			out = true
		case "i", "e":
			if n == 0 && !strings.HasPrefix(strings.TrimLeft(after, ". "), "/") || n > 0 && !in && !out {
				return placeOf(in, out), rest
			}
			if f == "i" {
				in = true
			} else {
				out = true
			}
		default:
			return placeOf(in, out), rest
		}
		if after != "" && !headingGap(after) && !strings.ContainsRune("/-–&+:,", firstRune(after)) {
			return placeOf(in, out), rest
		}
		rest = after
	}
	return placeOf(in, out), rest
}

func placeOf(in, out bool) Place {
	switch {
	case in && out:
		return Both
	case in:
		return Interior
	case out:
		return Exterior
	}
	return ""
}
