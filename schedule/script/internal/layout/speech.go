package layout

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// near tells whether two left edges are of one column.
func near(a, b float64) bool { return math.Abs(a-b) <= 2*bin }

// indented tells whether a row stands in the columns of dialogue: right of the action, or anywhere when all stand on one margin.
func (d *document) indented(r *row) bool {
	return d.m.speech <= d.m.action+indent || r.x > d.m.action+indent
}

// inSpeech tells whether a row stands in the column of dialogue.
func (d *document) inSpeech(r *row) bool {
	if d.m.poem {
		return d.underCue(r) && (r.x > d.m.action+bin || !r.top && !d.loose)
	}
	return near(r.x, d.m.speech)
}

// underCue tells whether a row has the middle of the centred names.
func (d *document) underCue(r *row) bool { return math.Abs(middle(*r)-d.m.centre) <= 2*bin }

// spoken tells whether a row can stand right under a cue: at the margin of dialogue, or in brackets.
func (d *document) spoken(r *row) bool {
	return d.indented(r) && (d.inSpeech(r) || strings.HasPrefix(r.text, "("))
}

// isCue tells whether a row names who speaks: capitals after a blank, then dialogue further left; the dialogue may start on the next
// page.
func (d *document) isCue(i int) bool {
	m, r := &d.m, &d.rows[i]
	if !m.spoken || i+1 >= len(d.rows) || r.number != "" || !d.indented(r) {
		return false
	}
	n := &d.rows[i+1]
	if n.Blank && !n.top || !d.spoken(n) && !(m.poem && d.underCue(n)) || d.loose && !d.m.farther() && !r.name {
		return false
	}
	column := near(r.x, m.cue)
	if m.centred {
		column = d.underCue(r)
	}
	if !m.distinct {
		column = near(r.x, m.speech)
		if m.speech <= m.action+indent && n.top && !r.name {
			return false
		}
	}
	if !r.Blank && !(m.distinct && column && m.cue > m.speech+indent) {
		return false
	}
	switch d.kind(i) {
	case script.Cue:
		return column || m.distinct && r.x > m.speech+2*bin && r.x < m.action+0.8*(m.right-m.action)
	case script.Transition:
		return column && m.distinct && !strings.HasSuffix(r.text, ":")
	}
	return false
}

// speech emits a cue and what is said under it, over pages too.
func (d *document) speech(i int) int {
	e := script.CueOf(d.rows[i].text, d.rows[i].At)
	d.emit(e, i)
	return d.said(i+1, e.Name)
}

// said emits the dialogue and the brackets from row i on.
func (d *document) said(i int, name string) int {
	start := i
	for i < len(d.rows) {
		r := &d.rows[i]
		fresh := i == start
		switch {
		case r.top && !fresh && d.again(i, name):
			i++
			start = i
			continue
		case fresh:
		case r.top:
			if !d.m.farther() && !d.midSentence(i) && !d.underBracket(i) || !d.spoken(r) || d.opens(i) {
				return i
			}
		case r.Blank:
			if !d.m.distinct || d.m.poem || !d.inSpeech(r) || d.opens(i) {
				return i
			}
		case !d.indented(r) || d.opens(i):
			return i
		}
		if strings.HasPrefix(r.text, "(") {
			i = d.brackets(i, name)
		} else {
			i = d.dialogue(i)
		}
	}
	return i
}

// midSentence tells whether row i goes on with the sentence above.
func (d *document) midSentence(i int) bool { return startsSmall(&d.rows[i]) && !ends(d.rows[i-1].text) }

// underBracket tells whether row i stands under a bracket that says how its words are spoken.
func (d *document) underBracket(i int) bool {
	return d.out[len(d.out)-1].Kind == script.Parenthetical && strings.HasSuffix(d.rows[i-1].text, ")")
}

// opens tells whether a row is the start of something else than what is said.
func (d *document) opens(i int) bool {
	return d.isHeading(i) || d.isCue(i) || d.dual(i) || d.isTransition(i)
}

// farther tells whether dialogue has a margin of its own.
func (m *margins) farther() bool { return m.poem || m.speech > m.action+indent }

// again tells whether the first row of a page says that a speech goes on: the same name, with (SUITE) or nothing. It is put aside.
func (d *document) again(i int, name string) bool {
	r := &d.rows[i]
	if i+1 >= len(d.rows) || d.rows[i+1].Blank || !d.indented(&d.rows[i+1]) || d.kind(i) != script.Cue {
		return false
	}
	e := script.CueOf(r.text, r.At)
	if fr.Fold(e.Name) != fr.Fold(name) || !resumes(e.Extension) {
		return false
	}
	d.resumed.add(r.text, r)
	r.again = true
	return true
}

// resumes tells whether an extension says that the same speech goes on.
func resumes(extension string) bool {
	for _, part := range strings.Split(extension, ",") {
		switch strings.Trim(fr.Fold(part), " .") {
		case "suite", "cont'd", "contd", "cont", "continued", "continuing", "suite et fin":
			return true
		}
	}
	return false
}

// brackets emits a parenthetical: it goes on to its closing bracket, over a page too, or to the next blank.
func (d *document) brackets(i int, name string) int {
	text, j := d.rows[i].text, i+1
	for ; j < len(d.rows) && strings.Count(text, "(") > strings.Count(text, ")"); j++ {
		n := &d.rows[j]
		if n.top && d.again(j, name) {
			continue
		}
		if n.Blank && !n.top || !d.indented(n) || n.number != "" {
			break
		}
		text = d.join(text, d.rows[j].text)
	}
	d.emit(script.Element{Kind: script.Parenthetical, Text: text}, i)
	return j
}

// runsOn tells whether row j of a speech is the rest of a sentence although its first word would have fitted above: letters of many widths
// broken by their number. It starts with a small letter under a row that fills most of the column and ends without a sign.
func (d *document) runsOn(j int) bool {
	above, r := &d.rows[j-1], &d.rows[j]
	last, _ := utf8.DecodeLastRuneInString(above.text)
	return !above.Hard && startsSmall(r) && (unicode.IsLetter(last) || unicode.IsDigit(last)) &&
		above.right > above.x+0.6*(d.m.speechRight-above.x)
}

// dialogue emits the rows said in one go.
func (d *document) dialogue(i int) int {
	text, j := d.rows[i].text, i+1
	for ; d.follows(j); j++ {
		n := &d.rows[j]
		bracket := strings.HasPrefix(n.text, "(") && (!near(n.x, d.rows[j-1].x) || strings.HasSuffix(n.text, ")"))
		if bracket || !d.indented(n) || d.opens(j) {
			break
		}
		if d.ended(j-1, d.m.speechRight) && !d.runsOn(j) {
			text += "\n" + n.text
		} else {
			text = d.join(text, n.text)
		}
	}
	if n := len(d.out) - 1; n >= 0 && d.out[n].Kind == script.Dialogue && (d.rows[i].top || d.rows[i-1].again) {
		d.out[n].Text = d.join(d.out[n].Text, text)
		return j
	} else if n >= 0 && d.out[n].Kind == script.Dialogue {
		d.out[n].Text += "\n" + text
		return j
	}
	d.emit(script.Element{Kind: script.Dialogue, Text: text}, i)
	return j
}
