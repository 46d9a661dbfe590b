package fr

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold lowers case, drops accents, straightens quotes and dashes and makes each run of white space one space, none at the
// ends, so that "Décor" and "DECOR " compare equal: for headers, names and words, not for print.
func Fold(s string) string {
	if folded(s) {
		return s
	}
	var buf [96]byte
	out := buf[:0]
	space := false
	for _, r := range s {
		if r > ' ' && r < utf8.RuneSelf { // most of what is folded
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			if space {
				out = append(out, ' ')
				space = false
			}
			out = append(out, byte(r))
			continue
		}
		if unicode.IsSpace(r) {
			space = len(out) > 0
			continue
		}
		a, b := FoldRune(r)
		if a == 0 {
			continue
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		out = utf8.AppendRune(out, a)
		if b != 0 {
			out = utf8.AppendRune(out, b)
		}
	}
	return string(out)
}

// folded tells the texts that Fold leaves as they are: small ASCII letters, figures and signs with one space between two words.
func folded(s string) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

// FoldRune is Fold for one character. The second letter is 0 except for œ and æ, which become two; the first is 0 for an
// accent that stands apart from its letter and for what prints nothing.
func FoldRune(r rune) (first, second rune) {
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
	case '’', '‘', 'ʼ', '´', '′', '＇', '‛', 'ʹ':
		return '\'', 0
	case '–', '—', '‑', '−', '‐', '―':
		return '-', 0
	}
	if Invisible(r) {
		return 0, 0
	}
	if r < 0x100 {
		return unicode.ToLower(r), 0
	}
	return foldRare(r), 0
}

// foldRare folds a character beyond Latin-1: the letter that its canonical decomposition puts accents on, in lower case.
func foldRare(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return 0
	}
	var b [utf8.UTFMax]byte
	parts := norm.NFD.Properties(b[:utf8.EncodeRune(b[:], r)]).Decomposition()
	base, n := utf8.DecodeRune(parts)
	for _, accent := range string(parts[n:]) {
		if !unicode.Is(unicode.Mn, accent) {
			return unicode.ToLower(r)
		}
	}
	if n > 0 {
		r = base
	}
	return unicode.ToLower(r)
}

// Invisible tells the characters that print nothing and only join, cut or turn what stands beside them: soft hyphen, zero-width
// spaces and joiners, marks of direction, byte order mark.
func Invisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x061C, r == 0x180E, r == 0xFEFF:
		return true
	case r < 0x200B || r > 0x206F:
		return false
	}
	return r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060
}

// Visible takes out of a text what prints nothing (see Invisible). A joiner stays where a letter beyond Latin, Greek and Cyrillic
// stands beside it: it changes how such letters look.
func Visible(s string) string {
	first := strings.IndexFunc(s, Invisible)
	if first < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:first])
	before, _ := utf8.DecodeLastRuneInString(s[:first])
	for i := first; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		after, _ := utf8.DecodeRuneInString(s[i+n:])
		joins := (r == 0x200C || r == 0x200D) && (shaped(before) || shaped(after))
		if !Invisible(r) || joins {
			b.WriteString(s[i : i+n])
			before = r
		}
		i += n
	}
	return b.String()
}

// shaped tells the letters and signs whose look depends on joiners: those of scripts beyond Cyrillic, and emoji.
func shaped(r rune) bool { return r >= 0x0590 && !(r >= 0x1E00 && r < 0x2300) && r != utf8.RuneError }
