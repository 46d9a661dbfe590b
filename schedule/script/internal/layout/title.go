package layout

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/schedule/script"
)

// titlePage reads what stands on the first page before the screenplay begins: what is mostly centred, what holds a line such as "Écrit
// par", or a page of its own with a few short lines.
func (d *document) titlePage() {
	end := 0
	for end < len(d.rows) && d.rows[end].Page == d.rows[0].Page && !d.begins(end) {
		end++
	}
	if end == 0 || end == len(d.rows) {
		return
	}
	middles, lefts := modal{}, modal{}
	for i := range d.rows[:end] {
		middles.add(middle(d.rows[i]))
		lefts.add(d.rows[i].x)
	}
	centre, n := middles.top()
	_, flush := lefts.top()
	alone := d.rows[end].Page != d.rows[0].Page
	credit := d.credit(end)
	switch {
	case alone && (5*n >= 2*end && !(flush >= n && described(d.rows[0])) || credit > 0 && end <= maxTitleRows || d.sparse(end)):
	case !alone && 2*n >= end && n > flush:
		for end > 1 && math.Abs(middle(d.rows[end-1])-centre) > 2*bin && described(d.rows[end-1]) {
			end--
		}
	case credit > 0:
		end = d.titleEnd(credit, end)
	default:
		return
	}
	d.first = end
	d.title = titleEntries(d.rows[:end], centre, credit > 0)
}

func middle(r row) float64 { return (r.x + r.right) / 2 }

// The bounds of a title page that is not centred.
const (
	maxTitleRows  = 40
	maxSparse     = 8  // rows of a page of its own without a credit
	maxTitleWidth = 50 // letters of its rows
)

// credit gives the row under the title that announces who wrote ("Écrit par"), among the first rows; 0 when there is none.
func (d *document) credit(end int) int {
	for i := 1; i < end; i++ {
		if holds(d.rows[i].text, "Credit") {
			return i
		}
	}
	return 0
}

// holds tells whether a line under a title holds an entry of a key: a Credit ("Écrit par"), with or without the Author, a Draft date.
func holds(text, key string) bool {
	under := script.TitleOf([]script.TitleEntry{{Value: ".", Line: 1}, {Value: text, Line: 2}})
	return slices.ContainsFunc(under, func(e script.TitleEntry) bool { return e.Key == key })
}

// sparse tells whether the first rows are a few short lines, the first in capitals or large: a title and a name, wherever they stand.
func (d *document) sparse(end int) bool {
	return end <= maxSparse && (Capitals(d.rows[0].text) || d.rows[0].Large) && !slices.ContainsFunc(d.rows[:end], described)
}

// described tells whether a row reads as a description: a long line, or the end of a sentence.
func described(r row) bool { return utf8.RuneCountInString(r.text) > maxTitleWidth || ends(r.text) }

// titleEnd gives the end of a title page that no page break ends: the name under the credit, the names that go on from it, how to reach
// people, the version.
func (d *document) titleEnd(credit, end int) int {
	at := d.rows[credit]
	i := credit + 1
	if !holds(at.text, "Author") {
		i++ // who wrote stands under it
	}
	for ; i < end; i++ {
		r := d.rows[i]
		known := !holds(r.text, "Contact") || strings.ContainsAny(r.text, "@©&") || strings.HasPrefix(strings.ToLower(r.text), "et ")
		if !known && (math.Abs(middle(r)-middle(at)) > 2*bin || near(r.x, at.x)) {
			break
		}
	}
	return min(i, end)
}

// begins tells whether a row opens the screenplay: a heading, a transition, or a cue above its dialogue; what stands above a credit is
// the title.
func (d *document) begins(i int) bool {
	r := &d.rows[i]
	if i+1 < len(d.rows) && holds(d.rows[i+1].text, "Credit") {
		return false
	}
	switch kind := script.KindOf(r.main().Text, d.set.French); kind {
	case script.Heading:
		return true
	case script.Transition:
		return r.Blank
	case script.Cue:
		return r.Blank && d.follows(i+1) && d.rows[i+1].x < r.x-bin && d.rows[i+1].right > r.right+bin && !Capitals(d.rows[i+1].text)
	}
	return false
}

// titleEntries names the parts of a title page (script.TitleOf), a title on several lines being one. Without a credit, what is centred
// comes first: the title is there, the rest is a date or how to reach people.
func titleEntries(rows []row, centre float64, credit bool) []script.TitleEntry {
	var titles, rest []script.TitleEntry
	size := false // of the row above
	for i := range rows {
		r := &rows[i]
		n := len(titles)
		switch apart := math.Abs(middle(*r)-centre) > 2*bin; {
		case apart:
			for _, p := range r.Pieces {
				e := script.TitleEntry{Value: p.Text, Line: r.At}
				if credit {
					titles = append(titles, e)
				} else {
					rest = append(rest, e)
				}
			}
		case n > 0 && r.Large == size && (!r.Blank || r.Large) && len(rest) == 0 && Capitals(titles[n-1].Value) && Capitals(r.text):
			titles[n-1].Value += "\n" + r.text
		default:
			titles = append(titles, script.TitleEntry{Value: r.text, Line: r.At})
		}
		size = r.Large
	}
	return script.TitleOf(append(titles, rest...))
}
