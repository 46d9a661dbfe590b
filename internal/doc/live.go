package doc

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// Key makes the key of a row or column out of a prefix and a rank from 0: Key("r", 0) is "r1".
func Key(prefix string, i int) string { return fmt.Sprintf("%s%d", prefix, i+1) }

// Plus is the document with more blocks at its end.
func (d Document) Plus(blocks ...Block) Document {
	d.Blocks = append(d.Blocks[:len(d.Blocks):len(d.Blocks)], blocks...)
	return d
}

// LiveSteps is a table whose rows compute a derivation in live formulas: the rows of the parts come before the row of their
// step, the result is the last row. Steps named in given take that formula instead of their parts.
func LiveSteps(t Table, s moteur.Step, given map[string]string) Table {
	t.Columns = []Column{{Key: "label", Title: "Étape", Width: 6}, {Key: "value", Title: "Valeur", Width: 2.4, Kind: Number},
		{Key: "how", Title: "Opération", Width: 3}, {Key: "source", Title: "Texte", Width: 4}}
	t.stepRows(s, 0, given)
	t.Rows[len(t.Rows)-1].Style = Total
	return t
}

// stepRows writes the rows of a step after those of its parts, so that formulas read upward, and returns the step's key.
func (t *Table) stepRows(s moteur.Step, depth int, given map[string]string) string {
	f, how := "", opSigns[s.Op]
	if s.Op == moteur.OpGiven {
		how = "donnée"
	}
	if g, ok := given[s.Label]; ok && g != "" {
		f = g
	} else {
		var parts []string
		for _, p := range s.Parts {
			parts = append(parts, "{"+t.stepRows(p, depth+1, given)+".value}")
		}
		f = stepFormula(s, parts)
	}
	k := Key("s", len(t.Rows))
	c := Num(s.Value, -1)
	if s.Value.Exponent() < -4 {
		c = Num(s.Value, 6)
	} else if s.Op != moteur.OpGiven || s.Value.Abs().GreaterThan(decimal.NewFromInt(100)) {
		c = Eur(s.Value)
	}
	if f != "" {
		c = c.With(f)
	} else {
		c = c.Editable()
	}
	t.Rows = append(t.Rows, Row{Key: k, Indent: min(depth, 4), Cells: []Cell{S(fr.Capital(s.Label)), c, S(how),
		S(s.Source.String()).As(Muted)}})
	return k
}

// stepFormula is the formula of a step over the cells of its parts; empty for a given value or a share.
func stepFormula(s moteur.Step, parts []string) string {
	f := ""
	switch s.Op {
	case moteur.OpSum:
		f = strings.Join(parts, "+")
	case moteur.OpMinus:
		f = strings.Join(parts, "-")
	case moteur.OpProduct:
		f = strings.Join(parts, "*")
	case moteur.OpRatio:
		if len(parts) == 2 {
			f = "IF(" + parts[1] + "=0,0," + parts[0] + "/" + parts[1] + ")"
		}
	case moteur.OpLeast:
		f = "MIN(" + strings.Join(parts, ",") + ")"
	case moteur.OpMost:
		f = "MAX(" + strings.Join(parts, ",") + ")"
	default:
		return ""
	}
	if len(parts) == 0 {
		return "0"
	}
	if s.Places != moteur.Exact {
		return "ROUND(" + f + "," + decimal.NewFromInt(int64(s.Places)).String() + ")"
	}
	if s.Op == moteur.OpSum || s.Op == moteur.OpMinus {
		return "ROUND(" + f + ",6)"
	}
	return f
}
