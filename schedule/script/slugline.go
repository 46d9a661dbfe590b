package script

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
)

// Slugline is an intitulé de séquence taken apart. Every part keeps the writer's spelling.
type Slugline struct {
	Number string `json:"number,omitempty"`
	// Text is the heading without its number.
	Text  string `json:"text,omitempty"`
	Place Place  `json:"place,omitempty"`
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
	// DayForNight tells a nuit américaine: a night of the story shot by day.
	DayForNight bool `json:"day_for_night,omitempty"`
	// Relative tells that the light goes on from the scene before: CONTINU, PLUS TARD, MÊME, LATER.
	Relative bool `json:"relative,omitempty"`
	// Story is a mark of story time or mode: FLASHBACK, RÊVE, 1979.
	Story string `json:"story,omitempty"`
	// Kind tells a scene that is no ordinary one: archive, carton, insert, montage.
	Kind SceneKind `json:"kind,omitempty"`
	// Omitted tells a scene taken out of the screenplay whose number is kept: OMIS, SUPPRIMÉE, ANNULÉE, OMITTED.
	Omitted bool `json:"omitted,omitempty"`
	// Front is what stood in front of INT or EXT and is no number, light, story word nor kind: MARSEILLE - INT. BAR. The set starts with
	// it, unless it names no décor (RETOUR, ÉPISODE 2) while other words do. A year there is both Front and Story.
	Front string `json:"front,omitempty"`
	// Other is a second number of a heading, which is not that of the scene: 45A INT. BAR - JOUR 45B, 12 INT. BAR - JOUR #13#. The first
	// wins, unless the last stands between two signs (#13#).
	Other string `json:"other,omitempty"`
	// Loose tells that the light was read without a separator before it ("INT HOUSE DAY"): worth a look.
	Loose bool `json:"loose,omitempty"`
}

// ParseHeading takes a heading apart, with or without its number: place, set, location, light. It reads French and
// English words alike and never fails: what it does not know stays in the set.
func ParseHeading(s string) Slugline {
	s = trim(fr.Visible(s))
	var t Slugline
	if e, sure := readHeading(s, false); sure == SureHeading {
		t.Number = e.Number
		s = t.behindNumber(e.Text)
	} else if head, n, _ := cutNumber(s, true); n != "" {
		t.Number, s = n, trim(head)
	}
	t.split(s)
	return t
}

// analysed is what a heading without its number says.
func analysed(text string) Slugline {
	var t Slugline
	t.split(text)
	return t
}

// Slugline takes the heading of an element apart. A number may stand in the text too: in front, or in both margins.
func (e *Element) Slugline() Slugline {
	text := trim(fr.Visible(Plain(e.Text)))
	if e.Number == "" {
		t := ParseHeading(text)
		t.Omitted = t.Omitted || e.Omitted
		return t
	}
	t := Slugline{Number: e.Number}
	text = t.behindNumber(text)
	if bare, _ := cutTwin(text, e.Number); endsInTime(bare) { // JOUR 12, and not CHAMBRE 12
		text = bare
	}
	t.split(text)
	t.Omitted = t.Omitted || e.Omitted
	return t
}

// behindNumber gives the words of a heading behind a number in front of them: that of the scene, or another one in front of a place or
// announced by a word.
func (t *Slugline) behindNumber(text string) string {
	if t.Number == "" || headingStart(text) {
		return text
	}
	n, rest, word, ok := cutFront(text)
	switch {
	case !ok || n == "" || rest == "" && !omittedLine(text):
		return text
	case strings.EqualFold(n, t.Number):
		return rest
	case word || startsPlace(rest) || omittedLine(rest):
		t.Other = n
		return rest
	}
	return text
}

// split reads place, set and light of a heading without its number.
func (t *Slugline) split(s string) {
	t.Text = s
	if bare, _ := cutRemark(s); omittedLine(bare) {
		t.Omitted = true
		return
	}
	if rest, ok := afterOmission(s); ok {
		t.Omitted, s = true, rest
	}
	body, glued := t.place(t.otherNumber(withoutTail(plainSeparators(s))))
	t.leading(&body, glued)
	lead := *t
	t.trailing(&body)
	t.cutDelay(&body)
	if t.Light == "" {
		if t.whole(&body); t.LightText != "" && strings.HasSuffix(body, ")") && !t.tailMark(&body) { // CAVE (1943) NUIT
			t.tailBracket(&body)
		}
	}
	if w := body[strings.LastIndexAny(body, " -\u00a0")+1:]; len(w) == len("suite") && fr.Fold(w) == "suite" { // SALON JOUR SUITE
		t.lightBefore(strings.TrimRight(body[:len(body)-len(w)], "- \u00a0"), w, &body)
	}
	if t.LightText == "" && t.Place != "" { // INT JOUR CUISINE
		if first, rest, ok := leadTime(body, false); ok {
			t.takeTime(first)
			body, t.Loose = rest, true
		} else if w, rest := cutWord(body); (w == "J" || w == "N") && headingGap(rest) && first.letter(w) { // INT J CAVE
			t.takeTime(first)
			body, t.Loose = strings.TrimLeft(rest, ". \u00a0"), true
		}
	}
	t.inOrder(&lead)
	if t.Set = tidySet(body); len(t.Set) < 12 && saysOmitted(t.Set) && takenOut(t.Set) { // INT. OMIS
		t.Omitted, t.Set = true, ""
	}
	t.Location, t.SubSet = CutSet(t.Set)
	t.DayForNight = DayForNight(t.LightText)
}

// inOrder puts the light that came before the décor, in lead, ahead of those that came after it: JOUR - INT. CAVE - NUIT.
func (t *Slugline) inOrder(lead *Slugline) {
	after, ok := strings.CutSuffix(t.LightText, " - "+lead.LightText)
	if lead.LightText == "" || !ok {
		return
	}
	t.LightText = lead.LightText + " - " + after
	if i := slices.Index(t.More, lead.Light); i >= 0 {
		t.Light, t.More = lead.Light, append([]Light{t.Light}, slices.Delete(t.More, i, i+1)...)
	}
}

// place reads INT or EXT, in front or inside, and gives the rest of the heading. glued tells that a sign stood behind the place.
func (t *Slugline) place(s string) (body string, glued bool) {
	var rest string
	if t.Place, rest = cutPlace(s); t.Place == "" {
		before, place, after, ok := innerPlace(s)
		if !ok {
			return t.kindFirst(s), false
		}
		t.Place = place
		var first Slugline
		switch {
		case first.time(before):
			if t.takeTime(first); isDigits(before) {
				t.Front = before
			}
			return after, true
		case storyStart(before):
			t.Story = before
			return after, true
		case after == "":
			return before, false
		}
		return t.secondPlace(t.inFront(before, after)), false
	}
	mark := strings.TrimLeft(rest, ". \t\u00a0")
	body = t.secondPlace(strings.TrimLeft(rest, " \t\u00a0\u202f.-–—―:;/,"))
	return body, mark != "" && strings.ContainsRune("/-–—―:,;", firstRune(mark))
}

// leading takes a time that comes first: INT. JOUR - CUISINE, INT/JOUR CUISINE.
func (t *Slugline) leading(body *string, glued bool) {
	if head, tail, ok := firstPart(*body); ok {
		var first Slugline
		if (first.time(head) || glued && first.letter(head)) && (first.Light != "" || t.Place == "" && first.Story != "") {
			t.takeTime(first)
			*body = tail
			return
		}
	}
	if !glued {
		return
	}
	var alone Slugline
	if alone.letter(*body) { // E/N
		t.takeTime(alone)
		*body = ""
		return
	}
	if first, rest, ok := leadTime(*body, true); ok {
		t.takeTime(first)
		*body = rest
	}
}

// leadTime reads the words of a light, at most three, at the start of a text. letters allows J and N.
func leadTime(s string, letters bool) (first Slugline, rest string, ok bool) {
	ends := make([]int, 0, 3)
	for i, r := range s {
		if len(ends) == cap(ends) {
			break
		}
		if r == ' ' || r == '\u00a0' || r == '(' || r == '.' || r == '/' || r == ':' || letters && strings.ContainsRune("-/,:;", r) {
			ends = append(ends, i)
		}
	}
	for k := len(ends) - 1; k >= 0; k-- {
		head, tail := strings.TrimRight(s[:ends[k]], "-/,:;"), strings.TrimLeft(s[ends[k]:], " \t\u00a0.-–—―:/,")
		if w, _ := cutWord(tail); tail == "" || belongs(w) {
			continue
		}
		first = Slugline{}
		if (first.time(head) || letters && first.letter(head)) && first.Light != "" {
			return first, tail, true
		}
	}
	return Slugline{}, s, false
}

// belongs tells the small words that tie the next word to the one before: JOUR DE FÊTE, CAFÉ DU MATIN, BELLE DE NUIT.
func belongs(w string) bool {
	switch fr.Fold(w) {
	case "de", "du", "des", "d", "le", "la", "les", "l", "un", "une", "a", "au", "aux", "en", "et", "of", "the", "and", "ce", "cette",
		"last",
		"par", "sans", "avec", "pour", "chaque", "mille", "trois", "deux", "premier", "dernier", "beau", "grand", "club", "clubs", "shop":
		return true
	}
	return false
}

// trailing takes times, marks of the story, kinds and omissions off the end.
func (t *Slugline) trailing(body *string) {
	for range 6 {
		head, tail, ok := lastPart(*body)
		var last Slugline
		switch {
		case t.tailMark(body):
			continue
		case ok && (last.time(tail) || (t.LightText == "" || countedDay(tail)) && last.letter(tail)):
			t.takeTime(last)
		case ok && omittedLine(tail) && (endsInTime(head) || !strings.EqualFold(tail, "coupé")): // GARAGE - COUPÉ is a car
			t.Omitted = true
		case ok && t.LightText == "" && t.omittedBehind(tail):
		case ok && t.LightText == "" && endsInTime(head) && kindOf(tail) != "":
			t.Kind = kindOf(tail)
		case t.tailBracket(body), t.tailSlash(body):
			continue
		case ok && weather(fr.Fold(tail)) && (t.Light != "" || endsInTime(head)):
			t.sky(tail, &head)
		case ok && noLight(fr.Fold(tail)) && t.LightText == "":
			t.LightText = tail
		case ok && aboutShooting(fr.Fold(tail)) && t.lightBefore(head, tail, body):
			return
		case ok && t.LightText == "":
			if head, ok = t.lightInside(*body, head, tail); !ok {
				return
			}
		default:
			return
		}
		*body = head
	}
}

// lightBefore takes the light that ends head, with or without a sign before it, and the words behind it that say how the scene is shot:
// SALON JOUR - SUITE, SALON NUIT - DRONE, SALON JOUR SUITE. It leaves in body what stands before the light.
func (t *Slugline) lightBefore(head, words string, body *string) bool {
	var last Slugline
	if t.LightText != "" {
		return false
	}
	if last.trailing(&head); last.LightText == "" {
		last.whole(&head)
	}
	if last.Light == "" {
		return false
	}
	last.LightText = joinParts(last.LightText, words)
	t.takeTime(last)
	*body = head
	return true
}

// lightInside takes a light that words of something else follow: DAY - SOMEBODY'S DREAM, JOUR - CUISINE, NUIT - DRONE, NUIT - LÉO, PAUL.
// head and tail are the last two parts of body; what it gives is the body without the light.
func (t *Slugline) lightInside(body, head, tail string) (rest string, ok bool) {
	for range 3 {
		before, mid, two := lastPart(head)
		var inner Slugline
		switch {
		case !two:
			return "", false
		case inner.time(mid+" "+tail) && inner.Light != "": // NUIT - US
			t.takeTime(inner)
			return before, true
		case !inner.time(mid) || inner.Light == "":
			head, tail = before, strings.TrimLeft(body[len(before):], " -–—―.,/\u00a0")
			continue
		}
		t.takeTime(inner)
		switch f := fr.Fold(tail); {
		case storyStart(tail):
			t.Story = joinParts(t.Story, tail)
			return before, true
		case aboutShooting(f):
			t.LightText = joinParts(t.LightText, tail)
			return before, true
		}
		t.Loose = true
		return joinParts(before, tail), true
	}
	return "", false
}

// sky takes words of the weather, behind the light that ends head or in front of the one that is read: JOUR - PLUIE, PLUIE - JOUR.
func (t *Slugline) sky(tail string, head *string) {
	if t.Light == "" {
		var light Slugline
		before, mid, ok := lastPart(*head)
		if !ok {
			before, mid = "", *head
		}
		if light.time(mid) {
			t.takeTime(light)
			t.LightText, *head = joinParts(t.LightText, tail), before
			return
		}
	}
	t.LightText = joinParts(tail, t.LightText)
}

// omittedBehind takes a light with the word that takes the scene out behind it, without a sign between: JOUR OMIS.
func (t *Slugline) omittedBehind(tail string) bool {
	i := strings.LastIndexAny(tail, " \u00a0")
	var last Slugline
	if i <= 0 || !takenOut(trim(tail[i:])) || !last.time(tail[:i]) {
		return false
	}
	t.takeTime(last)
	t.Omitted = true
	return true
}

// endsInTime tells whether the last part of a text, or all of it, is a time.
func endsInTime(s string) bool {
	var t Slugline
	if _, tail, ok := lastPart(s); ok {
		s = tail
	}
	return t.time(s)
}

// cutBracket cuts the last bracket off a text that ends with one.
func cutBracket(s string) (head, inner string, ok bool) {
	s = trim(s)
	i := strings.LastIndexAny(s, "([")
	if i < 0 || !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "]") {
		return s, "", false
	}
	return strings.TrimRight(trim(s[:i]), " -–—―"), trim(strings.Trim(s[i:], "()[] \u00a0")), true
}

// tailMark takes a last bracket that is a kind, an omission or a mark of the story: CUISINE - JOUR (OMIS), PORT - NUIT (RÊVE).
func (t *Slugline) tailMark(body *string) bool {
	head, inner, ok := cutBracket(*body)
	switch {
	case !ok:
		return false
	case omittedLine(inner):
		t.Omitted = true
	case storyStart(inner):
		t.Story = joinParts(inner, t.Story)
	case kindOf(inner) != "":
		t.Kind = kindOf(inner)
	default:
		return false
	}
	*body = head
	return true
}

// tailBracket takes a last bracket that is a time: SALLE DE BAIN (NUIT), CUISINE (1979), CUISINE (SUITE).
func (t *Slugline) tailBracket(body *string) bool {
	head, inner, ok := cutBracket(*body)
	var last Slugline
	switch {
	case !ok || head == "":
		return false
	case fr.Fold(inner) == "suite": // of the scene before
		last = Slugline{Relative: true, LightText: "(" + inner + ")"}
	case !last.time(inner) && !last.letter(inner):
		return false
	}
	t.takeTime(last)
	*body = head
	return true
}

// tailSlash takes a light behind a slash or a dot without spaces: CUISINE/JOUR, CUISINE /N, CUISINE.NUIT.
func (t *Slugline) tailSlash(body *string) bool {
	i := strings.LastIndexAny(*body, "/.")
	if i <= 0 || t.LightText != "" {
		return false
	}
	head, tail := strings.TrimRight(trim((*body)[:i]), " -–—―"), trim((*body)[i+1:])
	var last Slugline
	if !last.time(tail) && !((*body)[i] == '/' && last.letter(tail)) || last.Light == "" {
		return false
	}
	if endsPlain(head[strings.LastIndexAny(head, " \u00a0")+1:]) != "" { // BAR JOUR/NUIT
		return false
	}
	t.takeTime(last)
	*body = head
	return true
}

// CutSet cuts a décor at its first dash: "APPARTEMENT - CUISINE" gives the location "APPARTEMENT" and "CUISINE". A hyphen or a short
// dash inside a word cuts nothing (HÔTEL-DIEU, HÔTEL–DIEU).
func CutSet(set string) (location, sub string) {
	set = plainSeparators(set)
	for i := 1; i < len(set); i++ {
		if c := set[i]; c != '-' && (c < 0x93 || c > 0x95) {
			continue
		}
		if at, width := separatorAt(set, i); width > 0 && at > 0 {
			if set[i] == 0x93 && unicode.IsLetter(lastRune(set[:at])) && unicode.IsLetter(firstRune(set[at+width:])) {
				continue
			}
			sub = strings.TrimLeft(trim(set[at+width:]), "-–—― ")
			if location = trim(set[:at]); location != "" && sub != "" {
				return location, sub
			}
		}
	}
	return set, ""
}

// whole reads a body that is nothing but a time ("INT. NUIT"), or that ends with a light without a separator: CUISINE JOUR.
func (t *Slugline) whole(body *string) {
	var last Slugline
	if last.time(*body) {
		t.takeTime(last)
		*body = ""
		return
	}
	s := trim(*body)
	if i := strings.LastIndexByte(s, '-'); i > 1 && !strings.ContainsAny(s[i:], " \u00a0") && endsPlain(s[i+1:]) != "" { // CAVE-NUIT
		before := s[strings.LastIndexAny(s[:i], " -\u00a0")+1 : i]
		if len(before) > 1 && !belongs(before) && last.time(s[i+1:]) {
			t.takeTime(last)
			t.Loose = true
			*body = trim(s[:i])
			return
		}
	}
	for words, i := 0, len(s); words < 3 && i > 0; words++ {
		if i = strings.LastIndexAny(s[:i], " \u00a0"); i <= 0 {
			return
		}
		head, tail := trim(s[:i]), trim(s[i:])
		before := head[strings.LastIndexAny(head, " '’\u00a0")+1:]
		last = Slugline{}
		if w, _ := cutWord(tail); belongs(before) || belongs(w) && !articleOfTime(tail) || !last.time(tail) || last.Light == "" ||
			endsPlain(withoutBracket(tail)) == "" {
			continue
		}
		t.takeTime(last)
		t.Loose = true
		*body = head
		return
	}
}

// withoutBracket is a text without the bracket that ends it: JOUR (SUITE).
func withoutBracket(s string) string {
	if head, _, ok := cutBracket(s); ok {
		return head
	}
	return s
}

// articleOfTime tells the parts of the day that end a heading with their article: PLAGE LA NUIT, RUE AU PETIT MATIN.
func articleOfTime(s string) bool {
	switch fr.Fold(s) {
	case "la nuit", "le soir", "le matin", "au matin", "au petit matin", "au crepuscule", "a l'aube", "en pleine nuit", "en plein jour":
		return true
	}
	return false
}

// endsPlain gives the light of the words that may end a heading without a separator: DAY, NUIT, FIN DE JOURNÉE. Words that names of
// places are made of (MIDI, AURORE) want one.
func endsPlain(s string) Light {
	s, _, _ = strings.Cut(s, "/")
	if articleOfTime(s) {
		var t Slugline
		t.time(s)
		return t.Light
	}
	switch f := fr.Fold(s); f {
	case "midi", "aurore", "midnight", "minuit", "noon", "journee", "matinee", "soiree", "sunset", "sunrise", "twilight",
		"golden hour", "dawn":
		return ""
	default:
		l, _ := plainTime(f)
		return l
	}
}

// takeTime adds what a part said about time; an earlier part of the heading comes before what is already there.
func (t *Slugline) takeTime(p Slugline) {
	t.Story = joinParts(p.Story, t.Story)
	if p.LightText == "" {
		return
	}
	first, then := countedDay(p.LightText), countedDay(t.LightText)
	t.LightText = joinParts(p.LightText, t.LightText)
	t.Loose = t.Loose || p.Loose
	switch {
	case first && !then && t.Light != "": // J3 - AUBE
	case then && !first && p.Light != "": // AUBE - J3
		t.Light, t.More = p.Light, p.More
	case p.Light != "":
		later, more := t.Light, t.More
		t.Light, t.More, t.Relative = p.Light, p.More, false
		t.addLight(later)
		for _, l := range more {
			t.addLight(l)
		}
	case t.Light == "":
		t.Relative = t.Relative || p.Relative
	}
}

// countedDay tells a day of the story by its number, beside which another word says the light: JOUR 3, J3, N2, DAY 3.
func countedDay(part string) bool {
	f := strings.Trim(fr.Fold(part), "(). ")
	for _, w := range [...]string{"jour", "nuit", "day", "night", "j", "n"} {
		if rest, ok := strings.CutPrefix(f, w); ok {
			rest = strings.TrimLeft(rest, " #")
			return rest != "" && isDigits(rest)
		}
	}
	return false
}

func joinParts(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	return a + " - " + b
}

func tidySet(s string) string {
	return strings.TrimRight(strings.TrimLeft(trim(s), " \u00a0-–—―:/,"), " \t\u00a0.,-–—―:/")
}

// lastPart cuts a heading at its last separator: a dash with a space on one side at least, a slash between spaces, a dot or
// a comma before a space. What stands in the last brackets is not cut.
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
				return strings.TrimRight(trim(s[:at]), " -–—―"), tail, true
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
	case 0x93, 0x94, 0x95: // –, — and ―
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

// placeWord tells what a word says of the place.
func placeWord(w string) (in, out bool) {
	if w == "" || w[0]|0x20 != 'i' && w[0]|0x20 != 'e' && w[0] < utf8.RuneSelf {
		return false, false
	}
	switch fr.Fold(w) {
	case "int", "interieur", "interieurs", "interieure", "interior", "interiors":
		return true, false
	case "ext", "exterieur", "exterieurs", "exterieure", "exterior", "exteriors":
		return false, true
	case "inter":
		return len(w) > len("inter"), false // INTÉR., with its accent: INTER is a name
	case "exter":
		return false, len(w) > len("exter")
	}
	return false, false
}

// cutPlace reads INT, EXT and their forms at the start of a heading, joined by any sign: INT./EXT, INT-EXT, INT.EXT, INT ET EXT, I/E.
func cutPlace(s string) (Place, string) {
	in, out := false, false
	rest := s
	for n := 0; n < 4; n++ {
		at := rest
		if n > 0 {
			at = strings.TrimLeft(rest, " \t\u00a0./-–—―&+,>→")
			if w, after := cutWord(at); joinsPlaces(w) {
				at = strings.TrimLeft(after, " \t\u00a0.")
			}
		}
		w, after := cutWord(at)
		i, o := placeWord(w)
		switch f := fr.Fold(w); {
		case i || o:
		case f == "est" && n == 0 && headingGap(after):
			o = true
		case (f == "i" || f == "e") && (n == 0 && strings.HasPrefix(strings.TrimLeft(after, ". "), "/") && halfPlace(after) ||
			n > 0 && strings.HasPrefix(strings.TrimLeft(rest, ". "), "/") && len(w) == len(at)-len(after)):
			i, o = f == "i", f == "e"
		default:
			return placeOf(in, out), rest
		}
		if after != "" && !headingGap(after) && !strings.ContainsRune("/-–—―&+:;,()", firstRune(after)) {
			return placeOf(in, out), rest
		}
		in, out, rest = in || i, out || o, after
	}
	return placeOf(in, out), rest
}

// joinsPlaces tells the words between two places of one heading: INT. ET EXT., EXT PUIS INT.
func joinsPlaces(w string) bool {
	switch strings.ToUpper(w) {
	case "ET", "AND", "PUIS", "THEN", "OU", "OR", "VERS", "TO":
		return true
	}
	return false
}

// halfPlace tells whether what follows the letter of a place is the slash and the other half: I/E, E./INT.
func halfPlace(after string) bool {
	w, _ := cutWord(strings.TrimLeft(after, "./ "))
	i, o := placeWord(w)
	f := fr.Fold(w)
	return i || o || f == "i" || f == "e" || f == "j" || f == "n" // I/J CAVE: intérieur, jour
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

// innerPlace finds INT or EXT as a word inside a line: CUISINE - INT - JOUR, FLASHBACK - INT. CUISINE, CUISINE (EXT/NUIT). In small
// letters it must stand behind a sign and before a light: Plage - Ext - Jour.
func innerPlace(s string) (before string, place Place, after string, ok bool) {
	i, place, rest := placeAt(s)
	if i < 0 {
		return "", "", "", false
	}
	before, rest = trim(s[:i]), trim(rest)
	inner, behind, ok := strings.Cut(rest, ")")
	if ok && strings.HasSuffix(before, "(") && strings.Trim(inner, ". ") == "" { // VAISSEAU (INT.)
		before, rest = before[:len(before)-1], behind
	} else if strings.HasSuffix(before, "(") && strings.HasSuffix(rest, ")") {
		before, rest = before[:len(before)-1], rest[:len(rest)-1]
	}
	return tidySet(before), place, strings.TrimLeft(rest, " \t\u00a0.-–—―:;/,"), true
}

// placeAt finds the byte where the place of innerPlace starts, -1 when there is none, and what follows the place.
func placeAt(s string) (at int, place Place, rest string) {
	letter := false
	for i, r := range s {
		start := !letter
		letter = unicode.IsLetter(r) || unicode.IsDigit(r)
		if i == 0 || i > maxHeading || !start || r|0x20 != 'i' && r|0x20 != 'e' {
			continue
		}
		w, _ := cutWord(s[i:])
		in, out := placeWord(w)
		if !in && !out && !letterOfPlace(s[i:]) {
			continue
		}
		p, rest := cutPlace(s[i:])
		if p == "" || strings.ToUpper(w) != w && !smallPlace(s[:i], rest) {
			continue
		}
		return i, p, rest
	}
	return -1, "", ""
}

// LightOf reads a word of light alone, as schedules and spreadsheets write it: "NIGHT", "Nuit", "N", "D". Empty when unknown.
func LightOf(s string) Light {
	var t Slugline
	if !t.time(s) {
		t.letter(s)
	}
	return t.Light
}

// PlaceOf reads a word of place alone: "INT", "Extérieur", "I/E". Empty when unknown.
func PlaceOf(s string) Place {
	switch fr.Fold(s) {
	case "i":
		return Interior
	case "e":
		return Exterior
	}
	p, _ := cutPlace(trim(s))
	return p
}
