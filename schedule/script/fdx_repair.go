package script

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// ruleFDXRepair is the rule of what was made well formed in an FDX file.
const ruleFDXRepair = "script/fdx-repaired"

const maxRepairsTold = 40 // kinds of repair told one by one

// mender makes an FDX file well formed: it copies the source and replaces what XML forbids. It puts no line end in, so that lines keep
// their numbers.
type mender struct {
	src, name string
	out       strings.Builder
	copied    int // offset up to which the source is in out
	rep       moteur.Report
	told      map[string]bool
	entities  bool // the file declares entities of its own, which are left to be refused
}

// mend repairs what programs and people leave wrong in a file, so that one character does not lose it: control characters, "&" and "<"
// that stand for themselves, "]]>" in a text, entities of HTML. Each kind of repair is told where it first comes.
func mend(src, name string) (string, []moteur.Issue) {
	m := mender{src: src, name: name, told: map[string]bool{}, entities: strings.Contains(src, "<!ENTITY")}
	for i := 0; i < len(src); {
		i = m.step(i)
	}
	return m.mended()
}

// mended gives the text with its repairs, and what was told of them; nothing is told of a text without repairs.
func (m *mender) mended() (string, []moteur.Issue) {
	if m.rep.Issues == nil {
		return m.src, nil
	}
	m.out.WriteString(m.src[m.copied:])
	return m.out.String(), m.rep.Issues
}

// step looks at the byte at i and returns where to go on.
func (m *mender) step(i int) int {
	switch c := m.src[i]; {
	case c == '&':
		return m.ampersand(i)
	case c == '<':
		return m.less(i)
	case c == ']' && strings.HasPrefix(m.src[i:], "]]>"):
		m.replace(i, i+3, "]]&gt;", "«\u00a0]]>\u00a0» dans un texte")
		return i + 3
	case c >= utf8.RuneSelf || c < ' ':
		return m.character(i, true)
	}
	return i + 1
}

// character drops the character at i when XML forbids it. A vertical tab or a form feed in a text is a line end.
func (m *mender) character(i int, text bool) int {
	r, n := utf8.DecodeRuneInString(m.src[i:])
	if legal(r) {
		return i + n
	}
	with := ""
	if text && (r == '\v' || r == '\f') {
		with = "&#10;"
	}
	m.replace(i, i+n, with, fmt.Sprintf("le caractère interdit U+%04X", r))
	return i + n
}

// legal tells whether XML 1.0 allows a character.
func legal(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
}

func (m *mender) replace(from, to int, with, what string) {
	m.out.WriteString(m.src[m.copied:from])
	m.out.WriteString(with)
	m.copied = to
	if len(m.told) >= maxRepairsTold {
		what = "d'autres fautes"
	}
	if !m.told[what] {
		m.told[what] = true
		m.rep.Warnf(decode.Place(m.name, decode.Line(m.src, from)), ruleFDXRepair, "XML mal formé, réparé : %s.", what)
	}
}

// ampersand reads a reference: those of XML stay, those of HTML become their character, the rest is a plain "&".
func (m *mender) ampersand(i int) int {
	end := i + 1
	for end < len(m.src) && end-i < 32 && (m.src[end] == '#' && end == i+1 || letterOrDigit(m.src[end])) {
		end++
	}
	if end == i+1 || end >= len(m.src) || m.src[end] != ';' {
		m.replace(i, i+1, "&amp;", "un «\u00a0&\u00a0» seul")
		return i + 1
	}
	name := m.src[i+1 : end]
	end++
	if name[0] == '#' {
		return m.reference(i, end, name[1:])
	}
	switch name {
	case "amp", "lt", "gt", "quot", "apos":
		return end
	}
	if char, ok := xml.HTMLEntity[name]; ok {
		m.replace(i, end, char, "l'entité HTML &"+name+";")
		return end
	}
	if !m.entities {
		m.replace(i, i+1, "&amp;", "l'entité inconnue &"+fr.Clip(name)+";")
	}
	return end
}

// reference reads the number of a character.
func (m *mender) reference(i, end int, digits string) int {
	base := 10
	if strings.HasPrefix(digits, "x") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	switch {
	case err != nil:
		m.replace(i, i+1, "&amp;", "un «\u00a0&#\u00a0» sans numéro de caractère")
	case n == '\v' || n == '\f':
		m.replace(i, end, "&#10;", fmt.Sprintf("le caractère interdit U+%04X", n))
	case n > unicode.MaxRune || !legal(rune(n)):
		m.replace(i, end, "", fmt.Sprintf("le caractère interdit U+%04X", n))
	}
	return end
}

func letterOrDigit(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// less steps over the "<" of a tag, over a comment and a CDATA section, and makes the others a character.
func (m *mender) less(i int) int {
	rest := m.src[i+1:]
	for _, part := range [...]struct{ open, shut string }{{"!--", "-->"}, {"![CDATA[", "]]>"}} {
		if strings.HasPrefix(rest, part.open) {
			end := strings.Index(rest, part.shut)
			if end < 0 {
				return len(m.src) // never closed: the XML reader says so
			}
			end += i + 1 + len(part.shut)
			for k := i; k < end; {
				if c := m.src[k]; c >= utf8.RuneSelf || c < ' ' {
					k = m.character(k, false)
				} else {
					k++
				}
			}
			return end
		}
	}
	name := strings.TrimPrefix(rest, "/")
	if strings.HasPrefix(rest, "!DOCTYPE") || strings.HasPrefix(rest, "!ENTITY") || strings.HasPrefix(rest, "!ELEMENT") ||
		strings.HasPrefix(rest, "?xml") {
		return i + 1
	}
	if r := firstRune(name); !unicode.IsLetter(r) && r != '_' && r != ':' {
		m.replace(i, i+1, "&lt;", "un «\u00a0<\u00a0» seul")
	}
	return i + 1
}

// mendTexts makes characters of the "<" inside the Text runs of a file, when what they open is not XML: "INT. <BAR> - JOUR". It is the
// last resort for a file that is not well formed.
func mendTexts(src, name string) (string, []moteur.Issue) {
	m := mender{src: src, name: name, told: map[string]bool{}}
	for i := 0; ; {
		at := strings.Index(src[i:], "<Text")
		if at < 0 {
			break
		}
		i += at + len("<Text")
		open := strings.IndexByte(src[i:], '>')
		if open < 0 {
			break
		}
		from := i + open + 1
		i = from
		if src[from-2] == '/' {
			continue
		}
		end := strings.Index(src[from:], "</Text>")
		if end < 0 {
			break
		}
		for k := from; k < from+end; k++ {
			if src[k] == '<' {
				m.replace(k, k+1, "&lt;", "un «\u00a0<\u00a0» seul")
			}
		}
		i = from + end
	}
	return m.mended()
}
