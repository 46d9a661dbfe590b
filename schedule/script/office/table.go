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
// Any other table is read cell by cell, from left to right, and named.
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

// speaks tells whether a cell holds a name and its speech, and gives their kinds to paragraphs that have none.
func speaks(cell []paragraph) bool {
	var full []*paragraph
	for i := range cell {
		if cell[i].printed() {
			full = append(full, &cell[i])
		}
	}
	if len(full) == 0 {
		return false
	}
	first := full[0]
	if first.kind == script.Cue {
		return true
	}
	if len(full) < 2 || first.kind != 0 || !layout.Capitals(first.plain()) {
		return false
	}
	for i, p := range full {
		switch {
		case i == 0:
			p.kind = script.Cue
		case strings.HasPrefix(strings.TrimSpace(p.plain()), "("):
			p.kind = script.Parenthetical
		default:
			p.kind = script.Dialogue
		}
	}
	return true
}
