package breakdown

import (
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
	before, quoted := stopGap, false
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && wordClass[c] == 0 {
			i++
			switch c {
			case '.', '!', '?', '\n':
				before = stopGap
			case ',', ';', ':', '(', ')', '"':
				before = max(before, clauseGap)
			default:
				before = max(before, spaceGap)
			}
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if !wordRune(r) {
				i += n
				before = max(before, spaceGap)
				switch r {
				case '«', '“', '»', '”':
					quoted = r == '«' || r == '“'
					before = max(before, clauseGap)
				case '–', '—':
					before = max(before, clauseGap)
				case '…':
					before = stopGap
				}
				continue
			}
		}
		w := word{from: int32(i), hash: fnvOffset, gap: before, quoted: quoted}
		before = noGap
		acute := -1
		letters, uppers, digits, runes := 0, 0, 0, 0
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
		buf = append(buf, w)
	}
	return buf
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
