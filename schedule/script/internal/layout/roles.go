package layout

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// roles walks the rows once; each construct says where it ends.
func (d *document) roles() {
	for i := d.first; i < len(d.rows); {
		switch {
		case d.isHeading(i):
			i = d.heading(i)
		case d.dual(i):
			i = d.dualDialogue(i)
		case d.isCue(i):
			i = d.speech(i)
		case d.isTransition(i):
			i = d.one(i, script.Transition)
		case d.centred(i) > i:
			end := d.centred(i)
			d.doubts = append(d.doubts, [2]int{i, end})
			for i < end {
				i = d.one(i, script.Centred)
			}
		default:
			i = d.action(i)
		}
	}
	d.possible()
}

func (d *document) emit(e script.Element, row int) {
	e.Line = d.rows[row].At
	d.out = append(d.out, e)
	d.from = append(d.from, row)
}

func (d *document) one(i int, kind script.Kind) int {
	d.emit(script.Element{Kind: kind, Text: d.rows[i].text}, i)
	return i + 1
}

func (d *document) kind(i int) script.Kind {
	r := &d.rows[i]
	switch {
	case r.small:
		return script.Cue
	case r.kind == 0:
		r.kind = script.KindOf(r.text, d.set.French)
	}
	return r.kind
}

// isHeading: a numbered row in capitals whatever its words; else the words of a heading at the action margin.
func (d *document) isHeading(i int) bool {
	r := &d.rows[i]
	if r.number != "" && Capitals(r.text) {
		return true
	}
	if d.kind(i) != script.Heading || r.x > d.m.action+deep {
		return false
	}
	word, _, _ := strings.Cut(strings.TrimLeft(r.text, "0123456789.-–—: \u00a0"), " ")
	switch {
	case r.number != "":
		return true
	case !r.Blank, r.top && i > d.first && !ends(d.rows[i-1].text): // in the middle of a sentence, perhaps
		return Capitals(r.text) && (placed(word) || (d.loose || startsWithDigit(r.text)) && d.closed(i-1))
	case Capitals(r.text), strings.ToUpper(word) == word:
		return true
	}
	return !d.follows(i + 1)
}

// closed tells whether row i, over a row that may be a heading, is whole: it ends a sentence, or is a heading.
func (d *document) closed(i int) bool {
	return i >= d.first && (ends(d.rows[i].text) || d.kind(i) == script.Heading)
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// placed tells whether a word says inside or outside.
func placed(word string) bool {
	f := fr.Fold(word)
	for _, start := range [...]string{"int", "ext", "i/e", "e/i", "est."} {
		if strings.HasPrefix(f, start) {
			return true
		}
	}
	return false
}

// ends tells whether a line ends a sentence.
func ends(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \u00a0»”\")"))
	return strings.ContainsRune(".!?…:", last)
}

// heading emits a heading and its second printed line.
func (d *document) heading(i int) int {
	r := &d.rows[i]
	e := script.HeadingOf(r.text, r.At, d.set.French)
	if r.number != "" && e.Number != r.number {
		e = script.Element{Kind: script.Heading, Text: r.text, Number: r.number}
	}
	j := i + 1
	for d.follows(j) && Capitals(d.rows[j].text) && d.rows[j].number == "" && math.Abs(d.rows[j].x-r.x) <= deep &&
		d.kind(j) != script.Heading && !d.ended(j-1, d.m.right) {
		e.Text = d.join(e.Text, d.rows[j].text)
		j++
	}
	d.emit(e, i)
	return j
}

// ended tells whether the writer ended row i: the first word of the next row would have fitted before the right edge.
func (d *document) ended(i int, edge float64) bool {
	r, n := &d.rows[i], &d.rows[i+1]
	if last, _ := utf8.DecodeLastRuneInString(r.text); r.Hard || last == '-' || last == '\u00ad' {
		return r.Hard
	}
	word, _, _ := strings.Cut(n.text, " ")
	return r.right+float64(utf8.RuneCountInString(word)+2)*n.letterWidth() < edge
}

// isTransition: capitals alone between blanks, with the words of a transition or set to the right.
func (d *document) isTransition(i int) bool {
	r := &d.rows[i]
	if !r.Blank || d.follows(i+1) || !Capitals(r.text) {
		return false
	}
	half := d.m.action + (d.m.right-d.m.action)/2
	return d.kind(i) == script.Transition || r.x > half && (strings.HasSuffix(r.text, ":") || !d.middle(i))
}

// middle tells whether a row stands in the middle of the column of description, as wide as its rows or, where they are short, as a page.
func (d *document) middle(i int) bool {
	r := &d.rows[i]
	centre := func(right float64) bool { return math.Abs(middle(*r)-(d.m.action+right)/2) <= 3*Width }
	return r.x > d.m.action+2*indent && (r.Large || centre(d.m.right) || centre(max(d.m.right, d.m.action+61*Width)))
}

// centred gives the end of the rows in the middle that follow from row i on, between blanks; i when there is none.
func (d *document) centred(i int) int {
	end := i
	if !d.rows[i].Blank {
		return i
	}
	for end == i || d.follows(end) {
		if end >= len(d.rows) || !d.middle(end) {
			return i
		}
		end++
	}
	return end
}

// action emits a paragraph of description. It goes on over a page when the new page starts with a small letter.
func (d *document) action(i int) int {
	r := &d.rows[i]
	text := r.text
	j := i + 1
	for ; j < len(d.rows); j++ {
		n := &d.rows[j]
		if n.top && n.Page != d.rows[j-1].Page && !d.goesOn(j) || n.Blank && !n.top || d.isHeading(j) || d.isCue(j) {
			break
		}
		if d.ended(j-1, d.m.right) && !n.top {
			text += "\n" + n.text
		} else {
			text = d.join(text, n.text)
		}
	}
	d.emit(script.Element{Kind: script.Action, Text: text}, i)
	d.doubts = append(d.doubts, [2]int{i, j})
	return j
}

// goesOn tells whether the first row of a page is the rest of a sentence of description.
func (d *document) goesOn(j int) bool {
	return startsSmall(&d.rows[j]) && math.Abs(d.rows[j].x-d.m.action) <= 2*bin
}
