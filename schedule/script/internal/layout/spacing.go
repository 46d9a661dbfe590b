package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

const ruleSpacing = "script/spacing"

// maxName is the longest name that is told without the help of blanks, in letters.
const maxName = 40

// pair gives the first words under row i of the body, over a bracket, when the row can name who says them; else nil.
func (d *document) pair(i int) *row {
	rows := d.body()
	if i < 0 || i+1 >= len(rows) || len(rows[i].Pieces) > 1 || d.kind(d.first+i) != script.Cue {
		return nil
	}
	n := &rows[i+1]
	if strings.HasPrefix(n.text, "(") && i+2 < len(rows) && (d.loose || !rows[i+2].Blank) {
		n = &rows[i+2]
	}
	if d.loose && (utf8.RuneCountInString(rows[i].text) > maxName || script.KindOf(n.main().Text, d.set.French) == script.Heading ||
		Capitals(n.text) && !d.cried(i, n)) {
		return nil
	}
	return n
}

// cried tells whether words in capitals under row i are said by it: it is a name met more often than they are.
func (d *document) cried(i int, words *row) bool {
	count := func(text string) int { return d.names[fr.Fold(script.CueOf(text, 0).Name)] }
	return count(d.body()[i].text) > count(words.text)
}

// named tells whether row i of the body, which can be a name, is one in a text that stands on one margin: the name comes back, or a
// bracket says how it speaks.
func (d *document) named(i int) bool {
	rows := d.body()
	e := script.CueOf(rows[i].text, 0)
	return d.names[fr.Fold(e.Name)] > 1 || e.Extension != "" || strings.HasPrefix(rows[i+1].text, "(")
}

// spacing tells whether blanks part the speeches: most names have one above and none under. In a text with the same space after every
// paragraph, or with blanks above the headings alone, they say nothing: it is loose, and only indentation, capitals and what follows
// tell.
func (d *document) spacing() {
	d.loose = true
	d.names = map[string]int{}
	var told, all [2]int // of those on the action margin, of those right of it
	rows := d.body()
	for i := range rows {
		n := d.pair(i)
		if n == nil {
			continue
		}
		side := 0
		if rows[i].x > d.m.action+indent {
			side = 1
		}
		switch {
		case rows[i].top: // the top of a page says nothing
		case rows[i].Blank && (!rows[i+1].Blank || rows[i+1].top):
			told[side]++
			all[side]++
		default:
			all[side]++
		}
		d.names[fr.Fold(script.CueOf(rows[i].text, 0).Name)]++
	}
	side := 0
	if all[1] > 2 || all[1] >= all[0] {
		side = 1
	}
	d.loose = all[side] > 0 && 2*told[side] < all[side]
	if d.loose && side == 0 {
		again := 0
		for _, n := range d.names {
			if n > 1 {
				again += n
			}
		}
		d.loose = 2*again >= all[0] // titles in capitals do not come back
	}
}

// respace gives a loose text the blanks that its columns tell: above a name, none in its speech, above what follows.
func (d *document) respace() {
	if !d.loose || !d.m.spoken {
		d.loose = false
		return
	}
	rows := d.body()
	edge := d.saidEdge()
	if !d.m.farther() {
		d.m.speechRight = edge
	}
	speech, first, both, at := false, false, false, -1
	for i := range rows {
		r := &rows[i]
		fresh := r.Hard && r.At != at || r.Blank
		at = r.At
		switch {
		case d.isHeading(d.first + i):
			r.Blank, speech, both = true, false, false
		case d.sideBySide(r):
			r.Blank, speech, both = true, false, true
		case both && (len(r.Pieces) == 2 || !near(r.x, d.m.action) && !d.isName(i)):
			r.Blank = r.top
		case d.isName(i):
			r.Blank, r.name, speech, first, both = true, true, true, true, false
			continue
		case speech && (first || d.goesOnSaid(i, fresh, edge)):
			first = strings.HasPrefix(r.text, "(")
			r.Blank = r.top
			continue
		default:
			r.Blank = r.Blank || speech || r.Hard && fresh || i > 0 && d.isHeading(d.first+i-1) && !Capitals(r.text)
			speech, both = false, false
		}
		first = false
	}
	d.rep.Notef(d.set.Place(rows[0].At), ruleSpacing,
		"Les blancs ne séparent pas les répliques : noms et répliques reconnus à leur place et à leurs capitales.")
	if d.m.farther() {
		return
	}
	d.rep.Notef(d.set.Place(rows[0].At), ruleSpacing, "Noms, répliques et descriptions ont la même marge : une réplique est lue jusqu'à "+
		"la fin de son paragraphe, ce qui la suit est lu comme description (vers, répliques de plusieurs paragraphes : à revoir).")
	if u := &d.unsure; u.count != nil {
		d.rep.Warnf(d.set.Place(u.at), ruleSpacing,
			"%s dans une réplique, que rien sur la page ne distingue d'une description qui la suivrait : %s.",
			fr.Plural(len(u.texts), "phrase commence une ligne", "phrases commencent une ligne"), u)
	}
}

// isName tells whether row i of the body names who speaks, by its column and what stands under it.
func (d *document) isName(i int) bool {
	rows := d.body()
	if d.pair(i) == nil {
		return false
	}
	r, n := &rows[i], &rows[i+1]
	switch {
	case !d.m.farther():
		return near(r.x, d.m.action) && near(n.x, d.m.action) && d.named(i)
	case !d.m.distinct:
		return near(r.x, d.m.speech) && d.spoken(n)
	case d.m.centred:
		return r.x > d.m.action+indent && d.underCue(r) && (d.spoken(n) || d.underCue(n))
	}
	return near(r.x, d.m.cue) && d.spoken(n)
}

// goesOnSaid tells whether a row of the body goes on with the speech above; fresh tells that it opens a paragraph. On one margin only the
// end of the lines tells, at the right edge of what is said.
func (d *document) goesOnSaid(i int, fresh bool, edge float64) bool {
	r := &d.body()[i]
	if d.m.farther() {
		return !r.top && d.spoken(r) && !d.isTransition(d.first+i)
	}
	at := d.first + i
	switch {
	case fresh && !(r.top && d.midSentence(at)):
		return false
	case startsSmall(r) || strings.HasPrefix(r.text, "("):
		return true
	case r.right > edge+bin || d.ended(at-1, edge):
		return false
	}
	if ends(d.rows[at-1].text) {
		d.unsure.add(fr.Shorten(r.text, 40), r)
	}
	return true
}

// saidEdge is the right edge of what is said on one margin: that of the text, unless the lines under names are cut before it, in the middle
// of a sentence.
func (d *document) saidEdge() float64 {
	rows := d.body()
	edge, cut := 0.0, 0
	for i := 1; i+1 < len(rows); i++ {
		if rows[i].Hard || !startsSmall(&rows[i+1]) || !d.isName(i-1) {
			continue
		}
		if edge = max(edge, rows[i].right); d.ended(d.first+i, d.m.right) {
			cut++
		}
	}
	if cut < 2 {
		return d.m.right
	}
	return edge + Width
}

// startsSmall tells whether a row starts with a small letter.
func startsSmall(r *row) bool {
	first, _ := utf8.DecodeRuneInString(r.text)
	return unicode.IsLower(first)
}
