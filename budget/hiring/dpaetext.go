package hiring

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// transformer puts texts into the characters of the layout and notes each change.
type transformer struct{ changes *[]Change }

// ligatures and letters that do not decompose.
var plainLetters = strings.NewReplacer("œ", "oe", "Œ", "OE", "æ", "ae", "Æ", "AE", "ß", "ss", "ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ",
	"d", "Đ", "D", "ð", "d", "Ð", "D", "þ", "th", "Þ", "TH", "ı", "i", "’", "'", "‘", "'", "‐", "-", "‑", "-", "–", "-", "—", "-", "\u00a0",
	" ", "\u202f", " ")

// bare drops the accents and writes Greek and Cyrillic letters in Latin ones.
func bare(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(plainLetters.Replace(s)) {
		if r >= 0x300 && r <= 0x36f {
			continue
		}
		if latin, ok := romanised[unicode.ToLower(r)]; ok {
			if unicode.IsUpper(r) {
				latin = strings.ToUpper(latin)
			}
			b.WriteString(latin)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// romanised gives the Latin letters of the Greek (ELOT 743) and Cyrillic alphabets, as passports write them: the name on the
// identity paper wins, and the change is reported as one to verify.
var romanised = map[rune]string{
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m", 'ν': "n",
	'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r",
	'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n",
	'о': "o", 'п': "p", 'р': "r", 'с': "s",
	'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "iu",
	'я': "ia", 'і': "i", 'є': "ie", 'ґ': "g",
}

// foreignScript tells whether a text holds letters of another alphabet.
func foreignScript(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Greek, unicode.Cyrillic) })
}

// clean keeps the allowed characters, joins spaces and cuts at the limit, at a word if it can.
func (t transformer) clean(path, before, text string, allowed func(rune) bool) string {
	text = strings.Map(func(r rune) rune {
		if allowed(r) {
			return r
		}
		return ' '
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	cut := false
	if r := []rune(text); len(r) > dpaeLimit {
		cut = true
		text = strings.TrimRight(string(r[:dpaeLimit]), " -'")
	}
	if t.changes != nil && text != before {
		*t.changes = append(*t.changes, Change{Path: path, Before: before, After: text, Cut: cut, Romanised: foreignScript(before)})
	}
	return text
}

// name is the form of a person's name: capitals without accents, apostrophe, dash, dot, ampersand.
func (t transformer) name(path, s string) string {
	return t.clean(path, s, strings.ToUpper(bare(s)), func(r rune) bool {
		return (r >= 'A' && r <= 'Z') || strings.ContainsRune("' .&-", r)
	})
}

// town is the form of a place of birth: a name that may hold digits.
func (t transformer) town(path, s string) string {
	return t.clean(path, s, strings.ToUpper(bare(s)), func(r rune) bool {
		return (r >= 'A' && r <= 'Z') || (r >= '0' && r <= '9') || strings.ContainsRune("' .-", r)
	})
}

// employerAccents are the accented letters that the layout admits in the employer's texts.
const employerAccents = "éèêëâàäöôûüîïç°²"

// employer is the form of the employer's texts: lower case and the usual accents stay.
func (t transformer) employer(path, s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		if r < 0x80 || strings.ContainsRune(employerAccents, r) {
			b.WriteRune(r)
		} else {
			b.WriteString(bare(string(r)))
		}
	}
	return t.clean(path, s, b.String(), employerRune)
}

func employerRune(r rune) bool {
	return (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') || (r >= '0' && r <= '9') ||
		strings.ContainsRune("!#$%&'()*+,-./:;<=>?@ ", r) || strings.ContainsRune(employerAccents, r)
}

// phoneDigits keeps the digits of a telephone number, +33 written 0.
func phoneDigits(s string) string {
	digits := strings.Map(func(r rune) rune {
		if (r >= '0' && r <= '9') || r == '+' {
			return r
		}
		return -1
	}, s)
	if rest, ok := strings.CutPrefix(digits, "+33"); ok {
		digits = "0" + strings.TrimPrefix(rest, "0")
	}
	return strings.ReplaceAll(digits, "+", "00")
}

func sortChanges(c []Change) {
	slices.SortFunc(c, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
}

// toLatin1 encodes UTF-8 in ISO-8859-1.
func toLatin1(b []byte) ([]byte, error) {
	out := make([]byte, 0, len(b))
	for _, r := range string(b) {
		if r > 0xff {
			return nil, fmt.Errorf("hiring : caractère %q hors de l'ISO-8859-1", r)
		}
		out = append(out, byte(r))
	}
	return out, nil
}
