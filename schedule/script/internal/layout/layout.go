// Package layout makes the elements of a screenplay out of lines that only know where they stand: a PDF, or a word processor's file
// without styles. What a line is comes from its indentation, its capitals and the blank above it, as a reader's eye does.
//
//	result := layout.Read(lines, layout.Settings{French: true, Place: place})
//	s.TitlePage, s.Elements, s.Issues = result.TitlePage, result.Elements, result.Issues
//
// [Read] goes one way: page furniture is put aside (running heads, page numbers, (SUITE), revision marks), the margins of action,
// dialogue and cues are measured, each line gets its role, and headings on real pages get their measured length in eighths.
//
// Nothing is lost: a piece is in an element, in the title page, or in an issue that quotes it.
package layout

import (
	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/script"
)

// Line is a printed line, or a whole paragraph of a word processor's file (see Hard). Lines come in reading order.
type Line struct {
	// At is what the elements of the line carry as their Line: script.PageLine for a PDF, the number of the paragraph for a text
	// without pages. It grows from line to line.
	At int
	// Page counts from 1; 0 is a text without pages: it has no furniture and no measured lengths.
	Page int
	// Y is the baseline in points down from the top of the page. It is read only when Page is set.
	Y float64
	// Blank tells that more than the usual step separates the line from the one above: a blank line, a space before the paragraph.
	// The first line of a text or a page needs none.
	Blank bool
	// Hard tells that the writer ended the line: what follows without a blank is another line, not the rest of the sentence. The
	// lines of a PDF are not hard, the paragraphs of a word processor are.
	Hard bool
	// Large tells a size well above that of the text: a title, a watermark.
	Large bool
	// Pieces are the parts of the line with a wide gap between them, from left to right; at least one, none empty.
	Pieces []Piece
}

// Piece is a part of a line: where it starts and ends, in points from the left edge of the page, and its words.
type Piece struct {
	X, Right float64
	Text     string
}

// Settings says how the lines are read.
type Settings struct {
	// French reads French headings, transitions and cues too.
	French bool
	// Place names the place of a Line.At for messages; nil prints "ligne 12".
	Place func(at int) string
}

// Result is what the lines hold.
type Result struct {
	TitlePage []script.TitleEntry
	Elements  []script.Element
	// Issues names what was put aside and what may be a heading.
	Issues []moteur.Issue
}

// Width is the width of a letter of Courier 12, in points: what a reader without measures of letters gives to each one.
const Width = 7.2

// Read makes the elements of lines. It never fails: a line that is nothing else is action.
func Read(lines []Line, set Settings) Result {
	d := newDocument(lines, set)
	d.furniture()
	d.titlePage()
	d.margins()
	d.numbers()
	d.roles()
	d.tell(&d.resumed, ruleGoesOn, "Noms répétés au milieu d'une réplique, en haut de page")
	d.lengths()
	return Result{TitlePage: d.title, Elements: d.out, Issues: d.rep.Issues}
}
