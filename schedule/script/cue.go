package script

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
)

// isCue tells whether a line can name who speaks: no small letter outside brackets, at least one letter, and not a heading
// or a transition.
func isCue(t string, french bool) bool {
	if t == "" || t[0] == '(' { // brackets alone name nobody
		return false
	}
	depth, letter := 0, false
	for i := 0; i < len(t); {
		c := t[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '(':
				depth++
			case c == ')':
				depth--
			case 'a' <= c && c <= 'z':
				if depth <= 0 {
					return false
				}
			case 'A' <= c && c <= 'Z':
				letter = true
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(t[i:])
		i += n
		if depth <= 0 && unicode.IsLower(r) {
			return false
		}
		letter = letter || unicode.IsUpper(r)
	}
	return letter && !headingStart(t) && !strings.HasSuffix(t, "TO:") && !(french && (frenchStart(t) || frenchTransition(t)))
}

// cutCue takes a cue apart: name, extension without its brackets, and whether a caret makes it the second of a dual
// dialogue. Several brackets are joined: "V.O.) (CONT'D" reads "V.O., CONT'D".
func cutCue(t string) (name, extension string, dual bool) {
	t = trim(t)
	if strings.HasSuffix(t, "^") {
		t, dual = trim(strings.TrimRight(t, "^ \t")), true
	}
	name = t
	if i := strings.IndexByte(t, '('); i >= 0 {
		name, extension = trim(t[:i]), t[i:]
		if strings.HasSuffix(extension, ")") && strings.Count(extension, "(") == 1 {
			extension = trim(extension[1 : len(extension)-1])
		} else {
			parts := strings.FieldsFunc(extension, func(r rune) bool { return r == '(' || r == ')' })
			kept := parts[:0]
			for _, p := range parts {
				if p = trim(p); p != "" {
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

// Voice tells how an extension says a role is heard.
type Voice string

// The voices. The empty Voice is a role who speaks in the picture.
const (
	OffVoice   Voice = "off"   // voix off, hors champ: heard, not seen
	PhoneVoice Voice = "phone" // heard through a telephone, a radio, a door
)

// Voice reads the extension of a cue. In French mode "VO" is the original version (version originale), not a voice over.
func (e *Element) Voice(french bool) Voice {
	extension := e.Extension
	if extension == "" {
		return ""
	}
	f := fr.Fold(extension)
	for _, p := range strings.FieldsFunc(f, func(r rune) bool { return r == ',' || r == ';' || r == '/' }) {
		p = strings.TrimSpace(p)
		switch strings.ReplaceAll(strings.ReplaceAll(p, ".", ""), " ", "") {
		case "vo":
			if !french || strings.Contains(p, ".") && strings.Contains(strings.ToLower(extension), "v.o") {
				return OffVoice
			}
		case "os", "oc", "off", "voixoff", "horschamp", "hc", "invoff", "offscreen", "offcamera", "voiceover", "voix", "inoff",
			"enoff", "offchamp":
			return OffVoice
		}
		switch {
		case strings.HasPrefix(p, "voix off"), strings.HasPrefix(p, "hors champ"), strings.HasPrefix(p, "hors-champ"),
			strings.HasPrefix(p, "off "), strings.HasPrefix(p, "voice over"):
			return OffVoice
		case strings.Contains(p, "telephone"), strings.Contains(p, "phone"), strings.Contains(p, "radio"),
			strings.Contains(p, "message vocal"), strings.Contains(p, "repondeur"), strings.Contains(p, "haut-parleur"),
			strings.Contains(p, "interphone"), strings.Contains(p, "intercom"):
			return PhoneVoice
		}
	}
	return ""
}
