package script

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldRune lowers a letter and takes its accent off, for comparison; œ and æ are two letters, given by second.
func foldRune(r rune) (first, second rune) {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r, 0
	}
	switch r {
	case 'à', 'â', 'ä', 'á', 'ã', 'å', 'À', 'Â', 'Ä', 'Á', 'Ã', 'Å':
		return 'a', 0
	case 'é', 'è', 'ê', 'ë', 'É', 'È', 'Ê', 'Ë':
		return 'e', 0
	case 'î', 'ï', 'í', 'ì', 'Î', 'Ï', 'Í', 'Ì':
		return 'i', 0
	case 'ô', 'ö', 'ó', 'ò', 'õ', 'Ô', 'Ö', 'Ó', 'Ò', 'Õ':
		return 'o', 0
	case 'û', 'ü', 'ù', 'ú', 'Û', 'Ü', 'Ù', 'Ú':
		return 'u', 0
	case 'ÿ', 'ý', 'Ÿ', 'Ý':
		return 'y', 0
	case 'ç', 'Ç':
		return 'c', 0
	case 'ñ', 'Ñ':
		return 'n', 0
	case 'œ', 'Œ':
		return 'o', 'e'
	case 'æ', 'Æ':
		return 'a', 'e'
	case '’', '‘', 'ʼ':
		return '\'', 0
	case '–', '—', '‑', '−':
		return '-', 0
	}
	return unicode.ToLower(r), 0
}

// fold lowers a text, drops accents, straightens quotes and dashes and squeezes white space.
func fold(s string) string {
	var buf [96]byte
	out := buf[:0]
	space := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = len(out) > 0
			continue
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		a, b := foldRune(r)
		out = utf8.AppendRune(out, a)
		if b != 0 {
			out = utf8.AppendRune(out, b)
		}
	}
	return string(out)
}

// blank tells whether a line holds nothing but white space.
func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r' {
			continue
		}
		return c >= utf8.RuneSelf && strings.TrimSpace(s[i:]) == ""
	}
	return true
}

// trim takes white space off both ends, no-break spaces too. ASCII ends cost nothing.
func trim(s string) string {
	if s == "" {
		return s
	}
	if a, b := s[0], s[len(s)-1]; a > ' ' && a < utf8.RuneSelf && b > ' ' && b < utf8.RuneSelf {
		return s
	}
	return strings.TrimSpace(s)
}

// wordRune tells whether a rune beyond ASCII belongs to a word.
func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isUpper(r rune) bool { return unicode.IsUpper(r) }
