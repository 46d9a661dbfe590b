package script

import (
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

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

// Slugline takes the heading of an element apart. The text is searched for a number only when the element holds none: it may
// stand in front, in a file read without French mode.
func (e *Element) Slugline() Slugline {
	if e.Number == "" {
		return ParseHeading(Plain(e.Text))
	}
	var t Slugline
	t.split(Plain(e.Text))
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
	t.Location, t.SubSet = CutSet(t.Set)
}

// CutSet cuts a décor at its first dash: "APPARTEMENT - CUISINE" gives the location "APPARTEMENT" and "CUISINE".
func CutSet(set string) (location, sub string) {
	if i, n := dash(set); i > 0 {
		return trim(set[:i]), trim(set[i+n:])
	}
	return set, ""
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
	switch fr.Fold(word) {
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
			joined := strings.HasPrefix(at, "/") || strings.HasPrefix(at, "-") || strings.HasPrefix(at, "&") ||
				strings.HasPrefix(at, "+") ||
				strings.HasPrefix(at, "–")
			if !joined {
				if w, after := cutWord(at); fr.Fold(w) == "et" {
					at, joined = after, true
				}
			}
			if !joined {
				break
			}
			at = strings.TrimLeft(at, " \t\u00a0./-–&+")
		}
		w, after := cutWord(at)
		f := fr.Fold(w)
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

// LightOf reads a word of light alone, as schedules and spreadsheets write it: "NIGHT", "Nuit", "N", "D". Empty when unknown.
func LightOf(s string) Light {
	switch fr.Fold(s) {
	case "d", "j":
		return Day
	case "n":
		return Night
	}
	var t Slugline
	t.time(s)
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
