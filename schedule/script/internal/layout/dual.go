package layout

import (
	"strings"

	"github.com/moteur-film/moteur/schedule/script"
)

// dual tells whether two roles speak at once: two names side by side after a blank, then words in one column at least.
func (d *document) dual(i int) bool {
	r := &d.rows[i]
	return r.Blank && d.follows(i+1) && r.number == "" && d.sideBySide(r)
}

// sideBySide tells whether a row is two names.
func (d *document) sideBySide(r *row) bool {
	return len(r.Pieces) == 2 && script.KindOf(r.Pieces[0].Text, d.set.French) == script.Cue &&
		script.KindOf(r.Pieces[1].Text, d.set.French) == script.Cue
}

// dualDialogue emits the left speech, then the right one. The columns part at the leftmost piece that stands second on its row.
func (d *document) dualDialogue(i int) int {
	end, split := i, d.rows[i].Pieces[1].X
	for end = i + 1; d.follows(end) && d.rows[end].number == ""; end++ {
		if p := d.rows[end].Pieces; len(p) > 1 {
			split = min(split, p[1].X)
		}
	}
	for side, name := range [...]script.Side{script.Left, script.Right} {
		e := script.CueOf(d.rows[i].Pieces[side].Text, d.rows[i].At)
		e.Dual = name
		d.emit(e, i)
		from := len(d.out)
		for j := i + 1; j < end; j++ {
			for _, p := range d.rows[j].Pieces {
				if (p.X >= split-2*bin) == (name == script.Right) {
					d.saidAside(p.Text, j, from)
				}
			}
		}
	}
	return end
}

// saidAside adds a line of one column to what its role already said, from an element on.
func (d *document) saidAside(text string, row, from int) {
	n := len(d.out) - 1
	open := n >= from && d.out[n].Kind == script.Parenthetical && strings.Count(d.out[n].Text, "(") > strings.Count(d.out[n].Text, ")")
	switch {
	case open, n >= from && d.out[n].Kind == script.Dialogue && !strings.HasPrefix(text, "("):
		d.out[n].Text = d.join(d.out[n].Text, text)
	case strings.HasPrefix(text, "("):
		d.emit(script.Element{Kind: script.Parenthetical, Text: text}, row)
	default:
		d.emit(script.Element{Kind: script.Dialogue, Text: text}, row)
	}
}
