package script

import (
	"strings"
	"unicode/utf8"
)

// The page of the estimate: Courier 12 on A4, 56 lines, action on 61 columns, dialogue on 35. A heading stands two blank lines
// below what comes before, a paragraph, a cue or a transition one.
const (
	PageLines = 56

	actionColumns     = 61
	dialogueColumns   = 35
	parenthesisColums = 26
)

// PrintedLines counts the printed lines of an element on a page of PageLines lines, with the blank lines put before it; 0 for
// what is not printed.
func (e *Element) PrintedLines() int {
	switch e.Kind {
	case Heading:
		return 2 + wrapped(e.Text, actionColumns)
	case Action, Centred, Shot, CastList:
		return 1 + wrapped(e.Text, actionColumns)
	case Cue, Transition:
		return 2
	case Dialogue, Lyrics:
		return wrapped(e.Text, dialogueColumns)
	case Parenthetical:
		return wrapped(e.Text, parenthesisColums)
	}
	return 0
}

// wrapped counts the lines of a text broken at spaces in a column of the given width, in characters.
func wrapped(s string, width int) int {
	if len(s) <= width && strings.IndexByte(s, '\n') < 0 {
		return 1
	}
	lines, column, wordAt := 1, 0, 0 // column is where the pen is; wordAt where the current word began
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= utf8.RuneSelf {
			switch {
			case c == '\n':
				lines++
				column, wordAt = 0, 0
				continue
			case c == ' ':
				if column > 0 {
					column++
				}
				wordAt = column
				continue
			case c >= utf8.RuneSelf && c < 0xC0: // a continuation byte takes no room
				continue
			}
		}
		column++
		if column > width {
			lines++
			if wordAt == 0 || column-wordAt >= width {
				column, wordAt = 1, 0 // a word wider than the column is cut
			} else {
				column -= wordAt
				wordAt = 0
			}
		}
	}
	return lines
}
