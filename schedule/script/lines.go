package script

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// line is a logical line of a Fountain text: what is left of one or more lines once notes and boneyards are taken out.
type line struct {
	text  string
	marks *[]Mark // nil when the line holds none
	no    int32   // line of the original text it starts on, from 1
	// off is the offset of text in the source, or -1 when the line had to be put together.
	off   int32
	blank bool
	// note is set when nothing but notes is left: such a line is an element of its own and not a blank line.
	note bool
}

// offset keeps an offset in 32 bits; beyond, the line is put together from its text.
func offset(n int) int32 {
	if n > math.MaxInt32 {
		return -1
	}
	return int32(n)
}

// list gives the marks of a line.
func (l *line) list() []Mark {
	if l.marks == nil {
		return nil
	}
	return *l.marks
}

// splitLines cuts a text at LF, CRLF and lone CR, and takes boneyards and notes out. A boneyard may hold blank lines; a
// note ends at the first empty line, where two spaces keep it open. What is not closed is plain text.
func splitLines(src string) []line {
	if !strings.Contains(src, "/*") && !strings.Contains(src, "[[") {
		return splitPlain(src)
	}
	return splitMarked(src)
}

// cutter walks the lines of a text. It remembers where the next LF is, so that a text of lone CR is not searched again and again.
type cutter struct {
	src string
	cr  bool // the text holds CR
	lf  int  // offset of the first LF at or after the last line asked for
}

func newCutter(src string) cutter {
	return cutter{src: src, cr: strings.IndexByte(src, '\r') >= 0, lf: -1}
}

// next finds the end of the line that starts at from, and the start of the one after it. from never goes back.
func (c *cutter) next(from int) (end, next int) {
	if c.lf < from {
		if i := strings.IndexByte(c.src[from:], '\n'); i >= 0 {
			c.lf = from + i
		} else {
			c.lf = len(c.src)
		}
	}
	end, next = c.lf, min(c.lf+1, len(c.src))
	if !c.cr {
		return end, next
	}
	if j := strings.IndexByte(c.src[from:end], '\r'); j >= 0 {
		end = from + j
		next = end + 1
		if next < len(c.src) && c.src[next] == '\n' {
			next++
		}
	}
	return end, next
}

func splitPlain(src string) []line {
	c := newCutter(src)
	n := 1 + strings.Count(src, "\n")
	if c.cr {
		n += strings.Count(src, "\r")
	}
	lines := make([]line, 0, n)
	for from, no := 0, 1; from < len(src); no++ {
		end, next := c.next(from)
		text := src[from:end]
		lines = append(lines, line{text: text, no: int32(no), off: offset(from), blank: blank(text)})
		from = next
	}
	return lines
}

func splitMarked(src string) []line {
	c := newCutter(src)
	var lines []line
	noBoneyard := len(src) // from here on no "*/" is left
	deadNote := -1         // a "[[" before this offset has no end
	no := 1
	for from := 0; from < len(src); {
		end, next := c.next(from)
		l := line{no: int32(no), off: offset(from), text: src[from:end]}
		var marks []Mark
		var built strings.Builder
		pos, piece := from, from
		for {
			kind, at := nextMark(src[pos:end])
			if kind == 0 {
				break
			}
			at += pos
			var stop int // offset of the closing mark
			if kind == Boneyard {
				stop = -1
				if at < noBoneyard {
					if stop = strings.Index(src[at+2:], "*/"); stop >= 0 {
						stop += at + 2
					} else {
						noBoneyard = at
					}
				}
			} else {
				stop = -1
				if at >= deadNote {
					stop, deadNote = noteEnd(c, at, end, next)
				}
			}
			if stop < 0 {
				pos = at + 2
				continue
			}
			built.WriteString(src[piece:at])
			marks = append(marks, Mark{Kind: kind, Text: decode.UnixLines(src[at+2 : stop]), At: built.Len(), Line: no})
			inside := decode.Line(src[at:stop], stop-at) - 1
			pos, piece = stop+2, stop+2
			if inside > 0 {
				no += inside
				end, next = c.next(pos)
			}
		}
		if marks != nil {
			built.WriteString(src[piece:end])
			l.text, l.off, l.marks = built.String(), -1, &marks
		}
		l.blank = blank(l.text)
		if l.blank && marks != nil {
			for _, m := range marks {
				l.note = l.note || m.Kind == Note
			}
			l.blank = !l.note
		}
		lines = append(lines, l)
		no++
		from = next
	}
	return lines
}

// nextMark finds the first "/*" or "[[" of a text, in one walk. Of more than two brackets in a row, the last two open the note.
func nextMark(s string) (Kind, int) {
	for i := 0; i+1 < len(s); i++ {
		switch s[i] {
		case '/':
			if s[i+1] == '*' {
				return Boneyard, i
			}
		case '[':
			if s[i+1] == '[' && (i+2 == len(s) || s[i+2] != '[') {
				return Note, i
			}
		}
	}
	return 0, 0
}

// noteEnd finds the "]]" that closes a note opened at at, in a line that ends at end, before any empty line. When there is
// none it returns -1 and the offset up to which no note can close.
func noteEnd(c cutter, at, end, next int) (stop, dead int) {
	from := at + 2
	for {
		if i := strings.Index(c.src[from:end], "]]"); i >= 0 {
			return from + i, -1
		}
		if next >= len(c.src) || (from != at+2 && end == from) {
			return -1, end
		}
		from = next
		end, next = c.next(from)
	}
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

// clean makes a text of lines that end with LF, CR or CRLF, without what prints nothing. It keeps the original line numbers when other
// ends were there (vertical tab, form feed, NEL, U+2028, U+2029), and tells what it took out.
func (p *parser) clean(text string) string {
	ends, hidden := unusual(text)
	if hidden >= 0 {
		p.rep.Notef(decode.Place(p.s.name, decode.Line(text, hidden)), ruleInvisible,
			"Le texte contient des caractères invisibles (césure, largeur nulle, sens d'écriture) : ils sont ôtés.")
		text = fr.Visible(text)
	}
	if !ends {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	no := int32(1)
	p.numbers = append(p.numbers, 0, no)
	for i, r := range text {
		switch r {
		case '\v', '\f', '\u0085', '\u2028', '\u2029':
			r = '\n'
		case '\r':
			if strings.HasPrefix(text[i:], "\r\n") {
				continue
			}
			r = '\n'
			no++
		case '\n':
			no++
		}
		b.WriteRune(r)
		if r == '\n' {
			p.numbers = append(p.numbers, no)
		}
	}
	return b.String()
}

// unusual looks for line ends beyond LF and CR, and for the first character that prints nothing (-1 when there is none).
func unusual(text string) (ends bool, hidden int) {
	hidden = -1
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c > '\f' && c < utf8.RuneSelf {
			continue
		}
		if c <= '\f' {
			ends = ends || c == '\v' || c == '\f'
			continue
		}
		if c != 0xC2 && c != 0xE2 && c != 0xEF && c != 0xD8 && c != 0xE1 {
			continue
		}
		switch r, _ := utf8.DecodeRuneInString(text[i:]); {
		case r == '\u0085' || r == '\u2028' || r == '\u2029':
			ends = true
		case hidden < 0 && fr.Invisible(r):
			hidden = i
		}
	}
	return ends, hidden
}

// renumber gives lines and marks back the numbers they have in the original text.
func (p *parser) renumber() {
	if p.numbers == nil {
		return
	}
	for i := range p.lines {
		l := &p.lines[i]
		for k, m := range l.list() {
			(*l.marks)[k].Line = int(p.numbers[min(m.Line, len(p.numbers)-1)])
		}
		l.no = p.numbers[min(int(l.no), len(p.numbers)-1)]
	}
}
