package decode

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// legacy are the encodings of texts from before Unicode besides Windows-1252: those of old Macintoshes and of DOS.
var legacy = []struct {
	name    string
	charmap *charmap.Charmap
}{{"Mac Roman", charmap.Macintosh}, {"cp850 (DOS)", charmap.CodePage850}}

// fromLegacy converts bytes that are no UTF-8: as Windows-1252, unless another encoding makes more French of them. It names the encoding.
func fromLegacy(b []byte) (text []byte, name string) {
	text, name = fromWindows1252(b), "Windows-1252 (Latin-1)"
	best := frenchness(string(text))
	for _, l := range legacy {
		other, err := l.charmap.NewDecoder().Bytes(b)
		if err != nil {
			continue
		}
		if n := frenchness(string(other)); n > best {
			text, name, best = other, l.name, n
		}
	}
	return text, name
}

// French letters and signs that are not ASCII.
const (
	frenchSmall   = "éèêëàâùûüçîïôœ"
	frenchCapital = "ÉÈÊËÀÂÙÛÜÇÎÏÔŒ"
	frenchSigns   = "«»’‘“”–—…°€\u00a0"
)

// frenchness counts the characters beyond ASCII that stand where French has them, less those that do not: small letters beside letters,
// but not behind two capitals; capitals not behind a small letter.
func frenchness(s string) int {
	n := 0
	before, last := rune(0), rune(0) // the two characters before
	for _, r := range s {
		switch {
		case r < 0x80:
		case strings.ContainsRune(frenchSmall, r) && !(unicode.IsUpper(before) && unicode.IsUpper(last)),
			strings.ContainsRune(frenchCapital, r) && !unicode.IsLower(last), strings.ContainsRune(frenchSigns, r):
			n++
		default:
			n--
		}
		before, last = last, r
	}
	return n
}
