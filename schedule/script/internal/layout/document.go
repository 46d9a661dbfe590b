package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/schedule/script"
)

// row is a line on its way to an element.
type row struct {
	Line
	text   string
	x      float64 // left edge of the text
	right  float64
	number string  // scene number printed in a margin
	whole  []Piece // the pieces with the number and its twin
	again  bool    // a name repeated at the top of a page, in the middle of a speech
	top    bool    // first row of its page that is no furniture
	name   bool    // names who speaks, in a loose text
	small  bool    // names who speaks, in small letters: see smallNames
	kind   script.Kind
}

// document is the state of one reading.
type document struct {
	set  Settings
	rows []row
	m    margins
	// first is the first row that is no title page.
	first int
	// loose tells that blanks do not part the speeches: see spacing.
	loose bool
	// names counts how often each name stands above words, with or without a blank.
	names map[string]int
	pitch float64 // the step between two lines of a paragraph, in points
	// doubts are the rows of each action, from one to another.
	doubts [][2]int
	title  []script.TitleEntry
	out    []script.Element
	// from holds, for each element, the row it starts on.
	from []int
	rep  moteur.Report
	// resumed holds the names repeated at the top of a page, in the middle of a speech.
	resumed aside
	// unsure holds the rows that go on with a speech, or are description: on one margin nothing on the page tells.
	unsure aside
	known  map[string]bool // see words
	cuts   bool            // many lines end inside a word
}

func newDocument(lines []Line, set Settings) *document {
	if set.Place == nil {
		set.Place = func(at int) string { return decode.Place("", at) }
	}
	d := &document{set: set, rows: make([]row, 0, len(lines))}
	for _, l := range lines {
		pieces := make([]Piece, 0, len(l.Pieces))
		for _, p := range l.Pieces {
			if p.Text = strings.TrimSpace(p.Text); p.Text != "" {
				pieces = append(pieces, p)
			}
		}
		if len(pieces) > 0 {
			l.Pieces = pieces
			d.rows = append(d.rows, row{Line: l})
		}
	}
	d.settle()
	return d
}

// settle computes what a row is as a whole from the pieces it has left, and drops the rows that have none.
func (d *document) settle() {
	kept := d.rows[:0]
	blank, page := false, -1
	for _, r := range d.rows {
		if len(r.Pieces) == 0 {
			blank = blank || r.Blank && !r.Large // display type stands apart from the steps of the text
			continue
		}
		r.top = r.Page != page
		r.Blank = blank || r.Blank || r.top
		blank, page = false, r.Page
		r.measure()
		kept = append(kept, r)
	}
	d.rows = kept
}

// measure joins the pieces.
func (r *row) measure() {
	r.x, r.right = r.Pieces[0].X, r.Pieces[len(r.Pieces)-1].Right
	r.text = r.Pieces[0].Text
	for _, p := range r.Pieces[1:] {
		r.text += " " + p.Text
	}
	r.kind = 0
}

// follows tells whether row i goes on from the row above without a blank, on the same page.
func (d *document) follows(i int) bool {
	return i > 0 && i < len(d.rows) && !d.rows[i].Blank
}

// Capitals tells whether a text has letters and no small one outside brackets.
func Capitals(s string) bool {
	depth, letter := 0, false
	for _, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case unicode.IsLower(r) && depth <= 0:
			return false
		case unicode.IsUpper(r):
			letter = true
		}
	}
	return letter
}

// letterWidth is the mean width of the letters of a row.
func (r *row) letterWidth() float64 {
	n := 0
	w := 0.0
	for _, p := range r.Pieces {
		n += utf8.RuneCountInString(p.Text)
		w += p.Right - p.X
	}
	if n == 0 || w <= 0 {
		return Width
	}
	return w / float64(n)
}
