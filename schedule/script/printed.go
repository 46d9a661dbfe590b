package script

import (
	"fmt"

	"github.com/moteur-film/moteur/internal/decode"
)

// pageStep is the step between two pages in Element.Line for a format with pages: line 5 of page 12 is 12005.
const pageStep = 1000

// New returns an empty screenplay of a format ("pdf", "docx"), for the readers that stand in packages of their own.
func New(format string, set Settings) Script {
	return Script{Format: format, French: set.French, name: set.Name}
}

// PageLine is the Element.Line of a printed line of a format with pages: line 5 of page 12 is 12005. Both count from 1; line 0 is the
// page itself, and a line beyond 999 counts as 999.
func PageLine(page, line int) int { return page*pageStep + min(line, pageStep-1) }

// Place names the place of a line for messages: "film.fountain:128", and for a format with pages (PDF, see PageLine)
// "film.pdf, page 12, ligne 5".
func (s Script) Place(line int) string {
	if s.Format != "pdf" {
		return decode.Place(s.name, line)
	}
	place := fmt.Sprintf("page %d", line/pageStep)
	if n := line % pageStep; n > 0 {
		place += fmt.Sprintf(", ligne %d", n)
	}
	if s.name != "" {
		place = s.name + ", " + place
	}
	return place
}

// KindOf tells what the words of a printed line announce when it stands alone: Heading, Transition, or Cue for capitals that may
// name who speaks; 0 when they announce nothing. A scene number in front is allowed.
func KindOf(line string, french bool) Kind {
	t := trim(line)
	if t == "" {
		return 0
	}
	if headingStart(t) && !(french && frenchEst(t)) || french && frenchStart(t) {
		return Heading
	}
	if n, rest, word, ok := leadNumber(t); ok && n != "" && (headingStart(rest) || french && frenchStart(rest) || word &&
		ParseHeading(rest).LightText != "") {
		return Heading
	}
	switch {
	case transition(t), french && frenchTransition(t):
		return Transition
	case isCue(t, french):
		return Cue
	}
	return 0
}

// CueOf makes the Cue of a printed line: name and extension apart.
func CueOf(text string, line int) Element {
	e := Element{Kind: Cue, Text: trim(text), Line: line}
	e.Name, e.Extension, _ = cutCue(e.Text)
	return e
}

// HeadingOf makes the Heading of a printed line: its scene number apart, which stands in front or after it.
func HeadingOf(text string, line int, french bool) Element {
	e := Element{Kind: Heading, Text: trim(text), Line: line}
	if n, rest, _, ok := leadNumber(e.Text); ok && rest != "" {
		e.Number, e.Text = n, rest
	}
	if t, n, after := cutNumber(e.Text, french); n != "" {
		e.Text, e.Number, e.After = trim(t), n, after
	}
	return e
}
