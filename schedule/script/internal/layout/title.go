package layout

import (
	"math"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
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
		return r.Blank && d.follows(i+1) && d.rows[i+1].x < r.x-bin && d.rows[i+1].right > r.right+bin && !capitals(d.rows[i+1].text) &&
			credit(d.rows[i+1].text) == ""
	}
	return false
}

// titleEntries names the parts of a title page: the title stands above "écrit par", the author under it.
func titleEntries(rows []row, centre float64) []script.TitleEntry {
	var out []script.TitleEntry
	add := func(key string, r *row) {
		text := r.text
		if n := len(out); n > 0 && out[n-1].Key == key && key != "Credit" {
			out[n-1].Value += "\n" + text
			return
		}
		out = append(out, script.TitleEntry{Key: key, Value: text, Line: r.At})
	}
	written := slices.IndexFunc(rows, func(r row) bool { return credit(r.text) == "Credit" })
	title := 0 // the block above the credit, else the first
	if written > 0 {
		for title = written - 1; title > 0 && !rows[title].Blank; title-- {
		}
	}
	key := "Notes"
	for i := range rows {
		r := &rows[i]
		centred := math.Abs(middle(*r)-centre) <= 2*bin
		switch {
		case i == title:
			key = "Title"
		case credit(r.text) != "":
			key = credit(r.text)
		case key == "Credit":
			key = "Author"
		case !centred && date(r.text):
			key = "Draft date"
		case !centred && r.Blank, key == "Draft date":
			key = "Contact"
		case r.Blank && key != "Contact" && key != "Author":
			key = "Notes"
		}
		add(key, r)
	}
	return out
}

// credit names the line of a title page that announces who wrote it, or what it is drawn from.
func credit(s string) string {
	f := strings.TrimRight(fr.Fold(s), " :")
	switch f {
	case "by", "written by", "screenplay by", "written and directed by", "ecrit par", "ecrit et realise par", "scenario", "scenario de",
		"un film de", "de", "par", "un scenario de", "scenario et dialogues", "scenario et dialogues de", "un film ecrit et realise par":
		return "Credit"
	}
	for _, start := range [...]string{"based on ", "story by", "adapted from ", "d'apres ", "adapte ", "librement adapte ",
		"une histoire de"} {
		if strings.HasPrefix(f, start) || f == strings.TrimSpace(start) {
			return "Source"
		}
	}
	return ""
}

// date tells whether a line of the title page is mostly a date or a version: it holds a digit and is short.
func date(s string) bool {
	return len(s) <= 40 && strings.ContainsAny(s, "0123456789") && !strings.ContainsAny(s, "@") && (strings.Contains(s, "/") ||
		strings.Contains(s, "19") || strings.Contains(s, "20"))
}
