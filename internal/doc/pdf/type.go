package pdf

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/text/unicode/norm"
)

// replaced are the characters that documents use and the font lacks.
var replaced = map[rune]string{
	'☐': "[\u00a0]", '☑': "[x]", '☒': "[x]", '✓': "√", '✔': "√", '✗': "×", '✘': "×", '✕': "×", '⚠': "!", '★': "*", '☆': "*",
	'▸': "►", '▶': "►", '◂': "◄", '◀': "◄", '⇒': "→", '➜': "→", '➔': "→", '⟶': "→", '⇐': "←", '☎': "tél.", '✉': "@", '☀': "soleil",
	'☾': "lune",
	'◆': "◊", '◇': "◊", '⬛': "■", '⬜': "□", '⁃': "-", '‣': "•", '∙': "·", '⩾': "≥", '⩽': "≤", '₣': "F", '‑': "-", '‒': "–",
	'\u2000': " ", '\u2001': " ", '\u2002': " ", '\u2003': " ", '\u2004': " ", '\u2005': " ", '\u2006': " ", '\u2007': "\u00a0",
	'\u2008': "\u202f", '\u2009': "\u202f", '\u200a': "\u202f", '\u205f': " ", '\u3000': " ", '\u2028': "\n", '\u2029': "\n",
}

// missing is printed for a character that has no readable twin in the font.
const missing = '□'

// clean prepares a text for the font: composed form, no control characters, every rune one that the font draws.
// Emoji and scripts the font lacks become □: they show that something stood there.
func (p *page) clean(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\n' || c >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, string(missing)))
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case r == '\t' || r == '\r':
			b.WriteByte(' ')
		case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r >= 0xfe00 && r <= 0xfe0f:
		case unicode.Is(unicode.Co, r):
			b.WriteRune(missing)
		case p.cover.has(r):
			b.WriteRune(r)
		case replaced[r] != "":
			b.WriteString(replaced[r])
		default:
			b.WriteString(p.near(r))
		}
	}
	return b.String()
}

// regular is what the letters of documents draw.
var regular = sync.OnceValue(func() coverage { return covered(liberationsansregular.TTF) })

// Missing lists the signs of a text that the letters do not draw and that have no readable twin, each once: they are printed □.
func Missing(text string) []rune {
	p := page{cover: regular()}
	var out []rune
	for _, r := range text {
		if r >= utf8.RuneSelf && r != missing && !slices.Contains(out, r) && strings.ContainsRune(p.clean(string(r)), missing) {
			out = append(out, r)
		}
	}
	return out
}

// near is the base letter of a composed one that the font lacks, else the missing sign. A mark alone is dropped.
func (p *page) near(r rune) string {
	if unicode.Is(unicode.Mn, r) {
		return ""
	}
	if base, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r))); base != r && p.cover.has(base) {
		return string(base)
	}
	return string(missing)
}

// coverage is the ranges of runes a font draws, in order.
type coverage [][2]rune

func (c coverage) has(r rune) bool {
	lo, hi := 0, len(c)
	for lo < hi {
		m := (lo + hi) / 2
		switch {
		case r < c[m][0]:
			hi = m
		case r > c[m][1]:
			lo = m + 1
		default:
			return true
		}
	}
	return false
}

// covered reads the character map (format 4) of a TrueType font; nil when there is none.
func covered(ttf []byte) coverage {
	u16 := func(i int) int {
		if i < 0 || i+2 > len(ttf) {
			return 0
		}
		return int(ttf[i])<<8 | int(ttf[i+1])
	}
	u32 := func(i int) int { return u16(i)<<16 | u16(i+2) }
	cmap := 0
	for t := range u16(4) {
		if e := 12 + 16*t; e+16 <= len(ttf) && string(ttf[e:e+4]) == "cmap" {
			cmap = u32(e + 8)
		}
	}
	var c coverage
	for t := range u16(cmap + 2) {
		at := cmap + u32(cmap+4+8*t+4)
		if cmap == 0 || u16(at) != 4 {
			continue
		}
		n := u16(at+6) / 2
		ends, starts := at+14, at+16+2*n
		for s := range n {
			from, to := u16(starts+2*s), u16(ends+2*s)
			if from <= to && from != 0xffff {
				c = append(c, [2]rune{rune(from), rune(to)})
			}
		}
		break
	}
	return c
}

// font selects a weight and a size in points of the family of documents.
func (p *page) font(bold bool, points float64) { p.face(family, bold, points) }

// face selects a family, a weight and a size in points.
func (p *page) face(family string, bold bool, points float64) {
	if family == p.family && bold == p.bold && points == p.points {
		return
	}
	style := ""
	if bold {
		style = "B"
	}
	p.p.SetFont(family, style, points)
	p.family, p.bold, p.points = family, bold, points
}

// measure is the width of a cleaned text in the current font, in millimetres.
func (p *page) measure(s string) float64 { return p.p.GetStringWidth(s) }

// base is the baseline of a text of the current font set in a line of height h at y.
func (p *page) base(y, h float64) float64 { return y + h/2 + p.points*0.3528*0.36 }

func (p *page) text(x, y, h float64, s string) {
	if s != "" {
		p.p.Text(x, p.base(y, h), s)
	}
}

func (p *page) textRight(x, y, h float64, s string) { p.text(x-p.measure(s), y, h, s) }

func (p *page) textCentre(x, y, h float64, s string) { p.text(x-p.measure(s)/2, y, h, s) }

// fit shortens a cleaned text of one line with "…" until it is no wider than w.
func (p *page) fit(s string, w float64) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if p.measure(s) <= w {
		return s
	}
	w -= p.measure("…")
	used := 0.0
	for i, r := range s {
		if used += p.measure(string(r)); used > w {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}

// shrink returns the largest size, down to least, at which a text of one line is no wider than w; the text is then fitted.
func (p *page) shrink(s string, bold bool, points, least, w float64) (float64, string) {
	p.font(bold, points)
	if got := p.measure(s); got > w && got > 0 {
		points = max(least, points*w/got*0.995)
		p.font(bold, points)
	}
	return points, p.fit(s, w)
}

// wrap breaks a cleaned text in lines no wider than w, at "\n" and at plain spaces only: no-break spaces hold. A word wider
// than the line is cut by rune.
func (p *page) wrap(s string, w float64) []string {
	if s == "" {
		return nil
	}
	if strings.IndexByte(s, '\n') < 0 && p.measure(s) <= w {
		return []string{s}
	}
	var out []string
	space := p.measure(" ")
	for part := range strings.SplitSeq(s, "\n") {
		line, used := "", 0.0
		for i, word := range bound(strings.Split(part, " ")) {
			ww := p.measure(word)
			if i > 0 && used+space+ww <= w {
				line += " " + word
				used += space + ww
				continue
			}
			if i > 0 {
				out = append(out, strings.TrimRight(line, " "))
			}
			for ww > w {
				cut := p.cut(word, w)
				out = append(out, word[:cut])
				word = word[cut:]
				ww = p.measure(word)
			}
			line, used = word, ww
		}
		out = append(out, strings.TrimRight(line, " "))
	}
	return out
}

// cut is the length in bytes of the longest beginning of a word no wider than w; at least one rune.
func (p *page) cut(word string, w float64) int {
	used, n := 0.0, 0
	for i, r := range word {
		used += p.measure(string(r))
		if used > w && i > 0 {
			return i
		}
		n = i + utf8.RuneLen(r)
	}
	return n
}

// longestWord is the width of the widest word.
func (p *page) longestWord(s string) float64 {
	w := 0.0
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '\n' }) {
		w = max(w, p.measure(f))
	}
	return w
}

// bound ties the signs that French sets off by a space to the word that they follow, or that they open: no line begins with « : ».
func bound(words []string) []string {
	var out []string
	open := false
	for _, w := range words {
		tied := len(out) > 0 && (open || w == ":" || w == ";" || w == "?" || w == "!" || strings.HasPrefix(w, "»"))
		if tied {
			out[len(out)-1] += " " + w
		} else {
			out = append(out, w)
		}
		open = w == "«"
	}
	return out
}
