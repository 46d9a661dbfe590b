package office

import (
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// grid reads a table of a document, each cell on its own: rows and cells have the names given, blocks reads what a cell holds.
func (t *text) grid(no int, row, cell string, blocks func(*node), n *node) {
	before := t.paragraphs
	var rows [][][]paragraph
	n.find(row, func(r *node) {
		var cells [][]paragraph
		r.find(cell, func(c *node) {
			t.paragraphs = nil
			blocks(c)
			cells = append(cells, t.paragraphs)
		})
		rows = append(rows, cells)
	})
	t.paragraphs = before
	t.table(no, rows)
}

// table reads the rows of a table, each cell given as its paragraphs. Two cells that each hold a name and its speech are a dual dialogue.
// Any other table is read cell by cell, from left to right, and named; a cell that holds a name and its speech is one.
func (t *text) table(no int, rows [][][]paragraph) {
	columns, duals := 0, 0
	for _, cells := range rows {
		var full [][]paragraph
		for _, c := range cells {
			if anyPrinted(c) {
				full = append(full, c)
			}
		}
		columns = max(columns, len(full))
		dual := len(full) == 2 && speaks(full[0]) && speaks(full[1])
		if dual {
			duals++
		}
		for i, c := range full {
			if speaks(c) {
				speech(c)
			}
			for k := range c {
				c[k].cell = k == 0
				if dual && c[k].kind == script.Cue {
					c[k].dual = [...]script.Side{script.Left, script.Right}[i]
				}
			}
			t.paragraphs = append(t.paragraphs, c...)
		}
	}
	switch {
	case columns < 2:
	case duals > 0:
		t.rep.Notef(t.at(no), ruleTable, "Tableau de deux colonnes lu comme dialogue double.")
	default:
		t.rep.Warnf(t.at(no), ruleTable, "Tableau de %s et %s lu case par case, de gauche à droite : vérifier l'ordre du texte.",
			fr.Plural(len(rows), "rangée", "rangées"), fr.Plural(columns, "colonne", "colonnes"))
	}
}

func anyPrinted(ps []paragraph) bool {
	for i := range ps {
		if ps[i].printed() || len(ps[i].marks) > 0 {
			return true
		}
	}
	return false
}

// speaks tells whether a cell holds a name and its speech.
func speaks(cell []paragraph) bool {
	full := printed(cell)
	if len(full) == 0 {
		return false
	}
	return full[0].kind == script.Cue || len(full) > 1 && full[0].names()
}

// names tells whether a paragraph without a kind can be the name of who speaks.
func (p *paragraph) names() bool {
	text := p.plain()
	return p.kind == 0 && layout.Capitals(text) && script.KindOf(text, true) == script.Cue
}

// speech gives the kinds of a cell that speaks to its paragraphs that have none.
func speech(cell []paragraph) {
	full := printed(cell)
	for i, p := range full {
		switch {
		case p.kind != 0:
		case p.names() && i+1 < len(full) && !full[i+1].names():
			p.kind = script.Cue
		case strings.HasPrefix(strings.TrimSpace(p.plain()), "("):
			p.kind = script.Parenthetical
		default:
			p.kind = script.Dialogue
		}
	}
}

// printed gives the paragraphs of a cell that have words.
func printed(cell []paragraph) []*paragraph {
	var full []*paragraph
	for i := range cell {
		if cell[i].printed() {
			full = append(full, &cell[i])
		}
	}
	return full
}
