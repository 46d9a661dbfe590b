package script

import (
	"fmt"

	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
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

// KindOf tells what the words of a printed line announce when it stands alone: Heading when it surely is one (see ReadHeading),
// Transition, or Cue for a line that may name who speaks; 0 when they announce nothing. A scene number in front is allowed. Titles,
// ranks and names may have small letters in a cue (Mme LEROUX, LE 2e HOMME, McALLISTER); hours, title cards and (SUITE) name nobody.
func KindOf(line string, french bool) Kind {
	t := trim(fr.Visible(line))
	if t == "" {
		return 0
	}
	if _, sure := readHeading(t, french && frenchEst(t)); sure == SureHeading {
		return Heading
	}
	switch {
	case transition(t), french && frenchTransition(t):
		return Transition
	case isCue(t, french, true):
		return Cue
	}
	return 0
}

// CueOf makes the Cue of a printed line: name and extension apart.
func CueOf(text string, line int) Element {
	e := cueOf(fr.Visible(text))
	e.Line = line
	return e
}

// HeadingOf makes the Heading of a printed line: its scene number apart, which stands in front, after it or in both margins.
func HeadingOf(text string, line int, french bool) Element {
	t := trim(fr.Visible(text))
	e, sure := readHeading(t, french && frenchEst(t))
	if sure != SureHeading { // a line that something else than its words makes a heading: a number in the margin
		if n, rest, _, ok := leadNumber(t); ok && rest != "" {
			e.Number, e.Text = n, rest
		}
	}
	e.Line = line
	return e
}
