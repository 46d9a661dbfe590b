package layout

import (
	"math"
	"strings"

	"github.com/moteur-film/moteur/schedule/script"
)

// titlePage reads what stands on the first page before the screenplay begins, when it is mostly centred.
func (d *document) titlePage() {
	end := 0
	for end < len(d.rows) && d.rows[end].Page == d.rows[0].Page && !d.begins(end) {
		end++
	}
	if end == 0 || end == len(d.rows) {
		return
	}
	centre, n := 0.0, 0
	middles := modal{}
	for i := range d.rows[:end] {
		middles.add(middle(d.rows[i]))
	}
	if centre, n = middles.top(); 5*n < 2*end || d.rows[end].Page == d.rows[0].Page && 2*n < end {
		return
	}
	d.first = end
	d.title = titleEntries(d.rows[:end], centre)
}

func middle(r row) float64 { return (r.x + r.right) / 2 }

// begins tells whether a row opens the screenplay: a heading, a transition, or a cue above its dialogue.
func (d *document) begins(i int) bool {
	r := &d.rows[i]
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

// titleEntries names the parts of a title page: what is centred is the title and who wrote it, a title on several lines being one; the
// rest is a date or how to reach people.
func titleEntries(rows []row, centre float64) []script.TitleEntry {
	var titles, rest []script.TitleEntry
	size := false // of the row above
	for i := range rows {
		r := &rows[i]
		e := script.TitleEntry{Value: r.text, Line: r.At}
		switch n := len(titles); {
		case math.Abs(middle(*r)-centre) > 2*bin && date(r.text):
			e.Key = "Draft date"
			rest = append(rest, e)
		case math.Abs(middle(*r)-centre) > 2*bin:
			e.Key = "Contact"
			if k := len(rest); k > 0 && rest[k-1].Key == e.Key {
				rest[k-1].Value += "\n" + r.text
			} else {
				rest = append(rest, e)
			}
		case n > 0 && r.Large == size && (!r.Blank || r.Large) && len(rest) == 0 && Capitals(titles[n-1].Value) && Capitals(r.text):
			titles[n-1].Value += "\n" + r.text
		default:
			titles = append(titles, e)
		}
		size = r.Large
	}
	return append(script.TitleOf(titles), rest...)
}

// date tells whether a line of the title page is mostly a date or a version: it holds a digit and is short.
func date(s string) bool {
	return len(s) <= 40 && strings.ContainsAny(s, "0123456789") && !strings.ContainsAny(s, "@") && (strings.Contains(s, "/") ||
		strings.Contains(s, "19") || strings.Contains(s, "20"))
}
