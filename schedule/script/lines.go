package script

import "strings"

// line is a logical line of a Fountain text: what is left of one or more lines once notes and boneyards are taken out.
type line struct {
	text string
	no   int // line of the original text it starts on, from 1
	// off is the offset of text in the source, or -1 when the line had to be put together.
	off   int
	marks []Mark
	blank bool
	// note is set when nothing but notes is left: such a line is an element of its own and not a blank line.
	note bool
}

// splitLines cuts a text at LF, CRLF and lone CR, and takes boneyards and notes out. A boneyard may hold blank lines; a
// note ends at the first empty line, where two spaces keep it open. What is not closed is plain text.
func splitLines(src string) []line {
	if !strings.Contains(src, "/*") && !strings.Contains(src, "[[") {
		return splitPlain(src)
	}
	return splitMarked(src)
}

// nextEnd finds the end of the line that starts at from: the offset of its end and of the start of the next one.
func nextEnd(src string, from int, cr bool) (end, next int) {
	i := strings.IndexByte(src[from:], '\n')
	if i < 0 {
		i = len(src) - from
		next = len(src)
	} else {
		next = from + i + 1
	}
	end = from + i
	if !cr {
		return end, next
	}
	if j := strings.IndexByte(src[from:end], '\r'); j >= 0 {
		end = from + j
		next = end + 1
		if next < len(src) && src[next] == '\n' {
			next++
		}
	}
	return end, next
}

func splitPlain(src string) []line {
	cr := strings.IndexByte(src, '\r') >= 0
	n := 1 + strings.Count(src, "\n")
	if cr {
		n += strings.Count(src, "\r")
	}
	lines := make([]line, 0, n)
	for from, no := 0, 1; from < len(src); no++ {
		end, next := nextEnd(src, from, cr)
		text := src[from:end]
		lines = append(lines, line{text: text, no: no, off: from, blank: blank(text)})
		from = next
	}
	return lines
}

func splitMarked(src string) []line {
	cr := strings.IndexByte(src, '\r') >= 0
	var lines []line
	noBoneyard := len(src) // from here on no "*/" is left
	deadNote := -1         // a "[[" before this offset has no end
	no := 1
	for from := 0; from < len(src); {
		end, next := nextEnd(src, from, cr)
		l := line{no: no, off: from, text: src[from:end]}
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
					stop, deadNote = noteEnd(src, at, cr)
				}
			}
			if stop < 0 {
				pos = at + 2
				continue
			}
			built.WriteString(src[piece:at])
			l.marks = append(l.marks, Mark{Kind: kind, Text: unixLines(src[at+2 : stop]), At: built.Len(), Line: no})
			inside := lineAt(src[at:stop], stop-at) - 1
			pos, piece = stop+2, stop+2
			if inside > 0 {
				no += inside
				end, next = nextEnd(src, pos, cr)
			}
		}
		if l.marks != nil {
			built.WriteString(src[piece:end])
			l.text, l.off = built.String(), -1
		}
		l.blank = blank(l.text)
		if l.blank && l.marks != nil {
			for _, m := range l.marks {
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

// nextMark finds the first "/*" or "[[" of a text, in one walk.
func nextMark(s string) (Kind, int) {
	for i := 0; i+1 < len(s); i++ {
		switch s[i] {
		case '/':
			if s[i+1] == '*' {
				return Boneyard, i
			}
		case '[':
			if s[i+1] == '[' {
				return Note, i
			}
		}
	}
	return 0, 0
}

// noteEnd finds the "]]" that closes a note opened at at, before any empty line. When there is none it returns -1 and the
// offset up to which no note can close.
func noteEnd(src string, at int, cr bool) (stop, dead int) {
	from := at + 2
	for {
		end, next := nextEnd(src, from, cr)
		if i := strings.Index(src[from:end], "]]"); i >= 0 {
			return from + i, -1
		}
		if next >= len(src) || (from != at+2 && end == from) {
			return -1, end
		}
		from = next
	}
}

// unixLines writes line ends as "\n".
func unixLines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
