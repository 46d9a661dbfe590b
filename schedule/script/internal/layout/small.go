package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

const ruleSmall = "script/small-names"

// smallNames tells the names of who speaks that are typed in small letters ("Anna"), by their column: the rows right of the description,
// above words that stand between both, when they share one left edge or one middle and a name comes back. Where other names are in
// capitals, only theirs are told.
func (d *document) smallNames() {
	rows, columns, middles, times := d.body(), modal{}, modal{}, map[string]int{}
	capitals := map[string]bool{}
	var found []int
	for i := range rows {
		switch {
		case !d.overWords(i):
		case d.kind(d.first+i) == script.Cue:
			capitals[speaker(rows[i].text)] = true
		case d.smallName(i):
			found = append(found, i)
			columns.add(rows[i].x)
			middles.add(middle(rows[i]))
			times[speaker(rows[i].text)]++
		}
	}
	column, n := columns.top()
	centre, k := middles.top()
	if len(capitals) == 0 && (len(found) < 3 || len(times) == len(found) || 3*max(n, k) < 2*len(found)) {
		return
	}
	var names, first int
	for _, i := range found {
		r := &rows[i]
		if len(capitals) > 0 {
			r.small = capitals[speaker(r.text)]
		} else {
			r.small = n >= k && near(r.x, column) || k > n && near(middle(*r), centre)
		}
		if r.small {
			if names++; names == 1 {
				first = r.At
			}
		}
	}
	if names > 0 {
		d.rep.Notef(d.set.Place(first), ruleSmall, "%s en petites lettres, à la place d'un nom.",
			fr.Plural(names, "nom de qui parle lu", "noms de qui parle lus"))
	}
}

// overWords tells whether row i of the body stands right of the description, above words that stand between both.
func (d *document) overWords(i int) bool {
	rows := d.body()
	if i+1 >= len(rows) || len(rows[i].Pieces) > 1 || rows[i].number != "" {
		return false
	}
	r, n := &rows[i], &rows[i+1]
	return r.x > d.m.action+deep && n.x > d.m.action+indent && n.x < r.x-bin
}

// smallName tells whether the words of a row of the body can be a name in small letters: four words at most, a capital first, no sign of a
// sentence.
func (d *document) smallName(i int) bool {
	text := d.body()[i].text
	first, _ := utf8.DecodeRuneInString(text)
	name := script.CueOf(text, 0).Name
	return unicode.IsUpper(first) && !Capitals(text) && !strings.ContainsAny(name, ".!?…;:«»\"") && len(strings.Fields(name)) <= 4 &&
		utf8.RuneCountInString(text) <= maxName && script.KindOf(strings.ToUpper(text), d.set.French) == script.Cue
}

// speaker is the folded name of a row that names who speaks.
func speaker(text string) string { return fr.Fold(script.CueOf(text, 0).Name) }
