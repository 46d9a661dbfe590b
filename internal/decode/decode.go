// Package decode reads the text files that people send: bounded, whatever their encoding, with the line of what was repaired.
package decode

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/moteur-film/moteur"
)

// defaultMaxBytes bounds what a reader takes in when the caller gives no bound.
const defaultMaxBytes = 64 << 20

// BadXML says of an XML file that its syntax is broken, and what to do.
const BadXML = "XML mal formé : exporter de nouveau le scénario depuis le logiciel où il a été écrit"

// ErrTooLarge is the error of an input over its bound.
var ErrTooLarge = errors.New("fichier trop gros")

// All reads at most limit bytes (0 means 64 MiB); one byte more is ErrTooLarge.
func All(r io.Reader, limit int64) ([]byte, error) {
	if limit <= 0 {
		limit = defaultMaxBytes
	}
	var b bytes.Buffer
	if l, ok := r.(interface{ Len() int }); ok && int64(l.Len()) <= limit {
		b.Grow(l.Len() + bytes.MinRead)
	}
	if _, err := b.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, fmt.Errorf("lecture : %w", err)
	}
	if int64(b.Len()) > limit {
		return nil, fmt.Errorf("%w : plus de %d octets", ErrTooLarge, limit)
	}
	return b.Bytes(), nil
}

// The rules of the encoding issues.
const (
	ruleEncoding  = "file/encoding"
	ruleDecompose = "file/decomposed-accents"
)

// Text turns the bytes of a text file into clean UTF-8: BOM taken off, UTF-16 and older encodings converted, invalid bytes
// replaced, NUL replaced, other control characters taken out, decomposed accents composed. Line ends are left as they are. Each
// repair is an issue.
func Text(b []byte, name string) (string, []moteur.Issue) {
	var rep moteur.Report
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		b = b[3:]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		rep.Notef(Place(name, 1), ruleEncoding, "Le fichier est en UTF-16 : il a été converti.")
		b = fromUTF16(b)
	}
	if !utf8.Valid(b) {
		b = repair(b, name, &rep)
	}
	s := string(b)
	if i := strings.IndexFunc(s, control); i >= 0 {
		rep.Warnf(Place(name, Line(s, i)), ruleEncoding,
			"Le texte contient des caractères nuls ou de contrôle (U+%04X) : les nuls sont remplacés par «\u00a0\uFFFD\u00a0», les autres "+
				"retirés.", s[i])
		s = strings.Map(func(r rune) rune {
			switch {
			case r == 0:
				return utf8.RuneError
			case control(r):
				return -1
			}
			return r
		}, s)
	}
	if i := firstCombining(s); i >= 0 && !norm.NFC.IsNormalString(s) {
		rep.Notef(Place(name, Line(s, i)), ruleDecompose, "Le texte écrit les accents en deux caractères (NFD) : ils sont recomposés.")
		s = norm.NFC.String(s)
	}
	return s, rep.Issues
}

// control tells the control characters that no text has: those that end a line or leave a gap are kept.
func control(r rune) bool { return r < ' ' && (r < '\t' || r > '\r') }

// Place is the path of an issue in a text: "film.fountain:12", or "ligne 12" without a name.
func Place(name string, line int) string {
	if name == "" {
		return fmt.Sprintf("ligne %d", line)
	}
	return fmt.Sprintf("%s:%d", name, line)
}

// Line is the line (from 1) of a byte offset; CR, LF and CRLF end a line.
func Line(s string, offset int) int {
	s = s[:min(offset, len(s))]
	return 1 + strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}

// firstCombining finds the first combining diacritical mark (U+0300 to U+036F, bytes CC 80 to CD AF).
func firstCombining(s string) int {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == 0xCC || s[i] == 0xCD && s[i+1] <= 0xAF {
			return i
		}
	}
	return -1
}

func fromUTF16(b []byte) []byte {
	big := b[0] == 0xFE
	b = b[2:]
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		if big {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		} else {
			units = append(units, uint16(b[i+1])<<8|uint16(b[i]))
		}
	}
	return []byte(string(utf16.Decode(units)))
}

// repair reads bytes that are not UTF-8. A text with no multi-byte character at all is taken for Windows-1252 (which covers
// Latin-1), or for what makes more French of it (see fromLegacy); a text that is mostly UTF-8 keeps it and its bad bytes become U+FFFD.
func repair(b []byte, name string, rep *moteur.Report) []byte {
	good, bad, first := 0, 0, -1
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
			if first < 0 {
				first = i
			}
		} else {
			good++
		}
		i += n
	}
	line := Line(string(b[:first]), first)
	if good > bad {
		rep.Warnf(Place(name, line), ruleEncoding,
			"%d octet(s) illisibles en UTF-8, remplacés par «\u00a0\uFFFD\u00a0» : vérifier l'encodage du fichier.", bad)
		return bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	text, encoding := fromLegacy(b)
	rep.Notef(Place(name, line), ruleEncoding, "Le fichier n'est pas en UTF-8 : il a été lu en %s.", encoding)
	return text
}

// cp1252 gives the characters of bytes 0x80 to 0x9F; the five unassigned ones become U+FFFD.
var cp1252 = [32]rune{
	'€', '\uFFFD', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\uFFFD', 'Ž', '\uFFFD',
	'\uFFFD', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\uFFFD', 'ž', 'Ÿ',
}

func fromWindows1252(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, c := range b {
		switch {
		case c < utf8.RuneSelf:
			out = append(out, c)
		case c < 0xA0:
			out = utf8.AppendRune(out, cp1252[c-0x80])
		default:
			out = utf8.AppendRune(out, rune(c))
		}
	}
	return out
}

// Windows1252 writes a text in Windows-1252; characters it lacks become "?".
func Windows1252(s string) []byte {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case r < 0x80 || r >= 0xA0 && r <= 0xFF:
			out = append(out, byte(r))
		case r == '\u202f':
			out = append(out, 0xA0)
		default:
			c := byte('?')
			for i, x := range cp1252 {
				if x == r && x != '\uFFFD' {
					c = byte(0x80 + i)
				}
			}
			out = append(out, c)
		}
	}
	return out
}

// UnixLines writes line ends as "\n".
func UnixLines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
