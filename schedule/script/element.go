package script

import "strings"

// NewElement makes an element of a kind from its text as a page shows it, for the readers of formats whose styles name the kinds. The
// number of a heading is taken off (see HeadingOf), the one in the other margin too; a cue is cut into name and extension; a
// parenthetical gets its brackets.
func NewElement(kind Kind, text string, line int) Element {
	if kind != Action {
		text = trim(text)
	}
	switch kind {
	case Heading:
		e := HeadingOf(text, line, true)
		e.Text = trim(strings.TrimSuffix(e.Text, "\t"+e.Number))
		return e
	case Cue:
		return CueOf(text, line)
	case Parenthetical:
		if !strings.HasPrefix(text, "(") {
			text = "(" + text + ")"
		}
	}
	return Element{Kind: kind, Text: text, Line: line}
}

// Emphasis writes runs of text with the marks that Spans reads; a mark of the text itself is protected.
func Emphasis(spans []Span) string {
	runs := make([]run, len(spans))
	for i, s := range spans {
		runs[i] = run{text: s.Text, bold: s.Bold, italic: s.Italic, underline: s.Underline}
	}
	return markRuns(runs)
}
