package breakdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
)

// Words and texts are hashed by FNV-1a (Fowler, Noll and Vo), 64 bits.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// word is a word of a text: its place, the hash of its folded letters, and how it is written.
type word struct {
	from, to int32
	hash     uint64
	capital  bool // starts with a capital
	upper    bool // two letters or more, all capitals
	digit    bool // digits only
	acute    bool // ends with é, ée, és or ées
	quoted   bool // stands between quotation marks
	italic   bool // stands between the marks of emphasis of Fountain
	gap      gap  // what stands before it
}

// gap is the strongest mark between a word and the one before.
type gap uint8

const (
	noGap     gap = iota
	spaceGap      // blanks, apostrophe, hyphen
	clauseGap     // comma, colon, bracket, dash, quotation mark
	stopGap       // full stop, line end
)

// wordClass says, for ASCII, what a byte is in a word: 0 a separator, else its folded form.
const wordClass = "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x000123456789\x00\x00\x00\x00\x00\x00" +
	"\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00" +
	"\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00"

// scanWords cuts a text into words: runs of letters and digits, folded and hashed. The buffer is reused.
func scanWords(s string, buf []word) []word {
	buf = buf[:0]
	before, quoted, italic := stopGap, false, false
	for i := 0; i < len(s); {
		if s[i] == ' ' { // most separators
			i++
			before = max(before, spaceGap)
			continue
		}
		n, between, quote := separator(s, i)
		if n > 0 {
			if s[i] == '-' && before == spaceGap && strings.HasPrefix(s[i+1:], " ") {
				between = clauseGap // a dash written as a hyphen
			}
			if s[i] == '*' {
				italic = !italic && strings.IndexByte(s[i+1:], '*') > 0
			}
			i += n
			before = max(before, between)
			if quote != 0 {
				quoted = quote > 0
			}
			continue
		}
		w := word{from: int32(i), hash: fnvOffset, gap: before, quoted: quoted, italic: italic}
		i = w.read(s, i)
		buf = append(buf, w)
		before = noGap
	}
	return buf
}

// accented tells whether a text holds letters beyond ASCII.
func accented(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// separator reads what stands between words at offset i: its length, 0 when a word begins there, how much it parts them, and 1 or -1 when
// it opens or closes quotation marks.
func separator(s string, i int) (n int, between gap, quote int) {
	c := s[i]
	if c < utf8.RuneSelf {
		if wordClass[c] != 0 {
			return 0, noGap, 0
		}
		switch c {
		case '.', '!', '?', '\n':
			return 1, stopGap, 0
		case ',', ';', ':', '(', ')', '"':
			return 1, clauseGap, 0
		}
		return 1, spaceGap, 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if wordRune(r) {
		return 0, noGap, 0
	}
	switch r {
	case '«', '“':
		return n, clauseGap, 1
	case '»', '”':
		return n, clauseGap, -1
	case '–', '—':
		return n, clauseGap, 0
	case '…':
		return n, stopGap, 0
	}
	return n, spaceGap, 0
}

// read reads the letters and digits of a word from offset i and returns the offset behind them.
func (w *word) read(s string, i int) int {
	letters, uppers, digits, runes, acute := 0, 0, 0, 0, -1
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			f := wordClass[c]
			if f == 0 {
				break
			}
			switch {
			case c <= '9':
				digits++
			case c <= 'Z':
				letters++
				uppers++
			default:
				letters++
			}
			w.hash = (w.hash ^ uint64(f)) * fnvPrime
			i++
			runes++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if fr.Invisible(r) { // a soft hyphen cuts no word
			i += n
			continue
		}
		if !wordRune(r) {
			break
		}
		a, b := fr.FoldRune(r)
		letters++
		if r == 'é' {
			acute = i
		}
		if a != r && unicode.IsUpper(r) {
			uppers++
		}
		w.hash = hashRune(w.hash, a)
		if b != 0 {
			w.hash = hashRune(w.hash, b)
		}
		i += n
		runes++
	}
	w.to = int32(i)
	if acute >= 0 {
		end := s[acute+len("é") : i]
		w.acute = end == "" || end == "e" || end == "s" || end == "es"
	}
	w.upper = letters > 1 && uppers == letters
	w.digit = digits == runes
	if uppers > 0 {
		first := s[w.from]
		w.capital = first >= 'A' && first <= 'Z' || first >= utf8.RuneSelf && startsUpper(s[w.from:])
	}
	return i
}

func hashRune(h uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		return (h ^ uint64(r)) * fnvPrime
	}
	var b [utf8.UTFMax]byte
	for _, c := range b[:utf8.EncodeRune(b[:], r)] {
		h = (h ^ uint64(c)) * fnvPrime
	}
	return h
}

// hashWords returns the hashes of the words of a term.
func hashWords(s string) []uint64 {
	ws := scanWords(s, nil)
	out := make([]uint64, len(ws))
	for i, w := range ws {
		out[i] = w.hash
	}
	return out
}

// wordRune tells whether a rune beyond ASCII belongs to a word.
func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// startsUpper tells whether a text starts with a capital.
func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
