package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

// style is a way of laying a screenplay out. The zero value is the common one: Letter, Courier 12, 54 lines.
type style struct {
	numbers   string  // "both" margins, "left", "inside" the line of the heading, "" for none
	more      bool    // (SUITE) under and above a speech cut by a page
	going     bool    // SUITE : at the foot and the head of a scene cut by a page
	stars     int     // a revision mark on every nth line
	watermark string  // across the page
	flat      string  // horizontal, large, in the middle of the page
	head      string  // running head, with the page number
	centred   bool    // cues and parentheticals in the middle
	level     bool    // cues on the margin of the dialogue
	order     bool    // headings in the order CUISINE – INT. NUIT
	tight     bool    // no blank between a heading and what follows
	turn      int     // pages written lying down
	width     float64 // of the page; Letter when 0
	height    float64
}

// The columns, in points, and the width of a letter.
const (
	colAction, colSpeech, colParen, colCue = 108.0, 180.0, 208.8, 252.0
	letter                                 = 7.2
	topLine                                = 72.0
)

// setter lays lines on sheets.
type setter struct {
	style
	sheets []testkit.Sheet
	row    int
	rows   int
	lines  int
}

func (s *setter) page() {
	s.sheets = append(s.sheets, testkit.Sheet{Width: s.width, Height: s.height, Turn: s.turn})
	s.row = 0
	n := len(s.sheets)
	if n > 1 {
		s.ink(s.width-72-letter*5, 36, 12, fmt.Sprintf("%d.", n))
	}
	if s.head != "" {
		s.ink(colAction, 36, 12, s.head)
	}
	if s.watermark != "" {
		i := s.sheets[n-1].Ink
		s.sheets[n-1].Ink = append(i, testkit.Ink{X: 150, Y: 600, Size: 60, Text: s.watermark, Slant: 50})
	}
	if s.flat != "" {
		s.ink(130, 401, 40, s.flat)
	}
}

func (s *setter) ink(x, y, size float64, text string) {
	sheet := &s.sheets[len(s.sheets)-1]
	sheet.Ink = append(sheet.Ink, testkit.Ink{X: x, Y: y, Size: size, Text: text})
}

// at prints a text on the current row.
func (s *setter) at(x float64, text string) { s.ink(x, topLine+12*float64(s.row), 12, text) }

// line prints a text on the current row and goes to the next.
func (s *setter) line(x float64, text string) {
	s.at(x, text)
	if s.lines++; s.stars > 0 && s.lines%s.stars == 0 {
		s.at(s.width-60, "*")
	}
	s.row++
}

// need starts a page when fewer than n rows are left, and tells it did.
func (s *setter) need(n int) bool {
	if s.row+n <= s.rows {
		return false
	}
	s.page()
	return true
}

// gap leaves blank rows, none at the top of a page.
func (s *setter) gap(n int) {
	if s.row > 0 {
		s.row += n
	}
}

// wrap breaks a text at spaces.
func wrap(text string, width int) []string {
	var out []string
	for _, para := range strings.Split(text, "\n") {
		line := ""
		for _, w := range strings.Fields(para) {
			switch {
			case line == "":
				line = w
			case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > width:
				out = append(out, line)
				line = w
			default:
				line += " " + w
			}
		}
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

// typeset lays a screenplay out as the programs of the trade do.
func typeset(es []script.Element, st style) []testkit.Sheet {
	if st.width == 0 {
		st.width, st.height = 612, 792
	}
	s := &setter{style: st, rows: int((st.height - 2*topLine) / 12)}
	s.page()
	number := ""
	for i := 0; i < len(es); i++ {
		e := es[i]
		text := strings.Join(strings.Fields(script.Plain(e.Text)), " ")
		if e.Kind == script.Action || e.Kind == script.Dialogue {
			text = script.Plain(e.Text)
		}
		switch e.Kind {
		case script.Heading:
			number = e.Number
			s.gap(2)
			s.need(4)
			s.heading(text, e.Number)
		case script.Action:
			s.gap(1)
			if st.tight && i > 0 && es[i-1].Kind == script.Heading && s.row > 0 {
				s.row--
			}
			s.paragraph(wrap(text, 60), number)
		case script.Centred:
			s.gap(1)
			s.need(1)
			s.line(colAction+(60*letter-letter*float64(utf8.RuneCountInString(text)))/2, text)
		case script.Transition:
			s.gap(1)
			s.need(1)
			s.line(colAction+letter*float64(60-utf8.RuneCountInString(text)), text)
		case script.Cue:
			j := i + 1
			for j < len(es) && (es[j].Kind == script.Dialogue || es[j].Kind == script.Parenthetical || es[j].Kind == script.Lyrics) {
				j++
			}
			s.gap(1)
			s.speech(es[i:j], number)
			i = j - 1
		}
	}
	return s.sheets
}

func (s *setter) heading(text, number string) {
	if s.order {
		h := script.ParseHeading(text)
		text = fmt.Sprintf("%s – %s. %s", h.Set, h.Place, h.LightText)
	}
	switch {
	case number == "":
	case s.numbers == "both":
		s.at(54, number)
		s.at(s.width-90, number)
	case s.numbers == "left":
		s.at(72, number+".")
	case s.numbers == "inside":
		text = number + ". " + text
	}
	for _, l := range wrap(text, 57) {
		s.line(colAction, l)
	}
}

// cut ends a page inside a scene.
func (s *setter) cut(number string) {
	if s.going {
		s.ink(s.width-160, topLine+12*float64(s.rows+1), 12, "(SUITE)")
	}
	s.page()
	if s.going {
		s.ink(colAction, 54, 12, strings.TrimSpace(number+" SUITE :"))
	}
}

// paragraph prints description; it may go on over a page, two lines at least on each side.
func (s *setter) paragraph(lines []string, number string) {
	for k, l := range lines {
		if s.row >= s.rows {
			s.cut(number)
		} else if s.row == s.rows-1 && k == 0 && len(lines) > 1 {
			s.cut(number)
		}
		s.line(colAction, l)
	}
}

// speech prints a cue and what is said.
func (s *setter) speech(es []script.Element, number string) {
	cue := strings.Join(strings.Fields(script.Plain(es[0].Text)), " ")
	if s.row+3 > s.rows {
		s.cut(number)
	}
	s.cueLine(cue)
	for _, e := range es[1:] {
		x, width := colSpeech, 35
		if e.Kind == script.Parenthetical {
			x, width = colParen, 25
		}
		for _, l := range wrap(script.Plain(e.Text), width) {
			if s.row+1 >= s.rows {
				if s.more {
					s.at(colCue, "(SUITE)")
				}
				s.cut(number)
				if s.more {
					s.cueLine(es[0].Name + " (SUITE)")
				}
			}
			if s.centred && e.Kind == script.Parenthetical {
				x = s.middle(l)
			}
			s.line(x, l)
		}
	}
}

func (s *setter) cueLine(cue string) {
	switch {
	case s.centred:
		s.line(s.middle(cue), cue)
	case s.level:
		s.line(colSpeech, cue)
	default:
		s.line(colCue, cue)
	}
}

// middle is where a text starts that stands in the middle of the dialogue.
func (s *setter) middle(text string) float64 {
	return colSpeech + letter*(35-float64(utf8.RuneCountInString(text)))/2
}

// printed keeps the elements that stand on paper, with their words alone. What no page tells is levelled: the extension (suite) of a cue,
// how a paragraph is broken in lines.
func printed(es []script.Element) []string {
	var out []string
	for _, e := range es {
		if !slices.Contains([]script.Kind{script.Heading, script.Action, script.Cue, script.Dialogue, script.Parenthetical, script.Transition,
			script.Centred}, e.Kind) {
			continue
		}
		text := strings.Join(strings.Fields(script.Plain(e.Text)), " ")
		if e.Number != "" {
			text += " #" + e.Number + "#"
		}
		out = append(out, e.Kind.String()+": "+text)
	}
	return out
}
