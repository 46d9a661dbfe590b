package xlsx

import (
	"fmt"
	"strings"
)

// resolve translates the references of every formula.
func (b *book) resolve() error {
	for _, pt := range b.tables {
		for i, r := range pt.t.Rows {
			col := 0
			for _, c := range r.Cells {
				if col >= len(pt.t.Columns) {
					break
				}
				span := max(c.Span, 1)
				if at := pt.place(col, span); c.Formula != "" && at >= 0 {
					row := pt.first + i
					f, err := b.formula(c.Formula, pt, i)
					if err != nil {
						return fmt.Errorf("xlsx : %s (ligne %q, colonne %q) : %w", pt.sheet.ref(row, at), r.Key, pt.t.Columns[col].Key, err)
					}
					pt.sheet.rows[row][at].Formula = f
				}
				if span >= len(pt.t.Columns)-col {
					break
				}
				col += span
			}
		}
	}
	return nil
}

// place is the sheet column of a cell that starts at a table column: that of the first column it covers in the workbook,
// -1 when all are for paper only.
func (pt *placedTable) place(col, span int) int {
	for k := col; k < len(pt.cols) && k-col < span; k++ {
		if pt.cols[k] >= 0 {
			return pt.cols[k]
		}
	}
	return -1
}

// formula translates a formula: {row.col}, {@.col}, {table!row.col} and ranges {a.col:b.col} become cells. What stands
// between double quotes is text and is left alone.
func (b *book) formula(f string, pt *placedTable, row int) (string, error) {
	f = strings.TrimPrefix(strings.TrimSpace(f), "=")
	if f == "" {
		return "", fmt.Errorf("formule vide")
	}
	var out strings.Builder
	quoted := false
	for i := 0; i < len(f); i++ {
		switch c := f[i]; {
		case c == '"':
			quoted = !quoted
			out.WriteByte(c)
		case c == '{' && !quoted:
			end := strings.IndexByte(f[i:], '}')
			if end < 0 {
				return "", fmt.Errorf("accolade ouverte dans la formule %q", short(f))
			}
			ref, err := b.reference(f[i+1:i+end], pt, row)
			if err != nil {
				return "", err
			}
			out.WriteString(ref)
			i += end
		case c == '}' && !quoted:
			return "", fmt.Errorf("accolade fermée sans être ouverte dans la formule %q", short(f))
		case c < ' ' && c != '\n':
			return "", fmt.Errorf("caractère de contrôle dans la formule %q", short(f))
		default:
			out.WriteByte(c)
		}
	}
	if quoted {
		return "", fmt.Errorf("guillemet ouvert dans la formule %q", short(f))
	}
	if out.Len() > maxFormula {
		return "", fmt.Errorf("formule de plus de %d caractères", maxFormula)
	}
	return strings.ToValidUTF8(out.String(), "\uFFFD"), nil
}

// reference translates what stands between braces.
func (b *book) reference(ref string, pt *placedTable, row int) (string, error) {
	from, to, ranged := strings.Cut(ref, ":")
	t, r1, c1, err := b.find(from, pt, row, ref)
	if err != nil {
		return "", err
	}
	sheet := ""
	if t.sheet != pt.sheet {
		sheet = quoted(t.sheet.name) + "!"
	}
	cell := sheet + cellName(r1, c1)
	if !ranged {
		return cell, nil
	}
	t2, r2, c2, err := b.find(to, t, row, ref)
	if err != nil {
		return "", err
	}
	if t2.sheet != t.sheet {
		return "", fmt.Errorf("la plage {%s} est sur deux feuilles", short(ref))
	}
	return cell + ":" + cellName(r2, c2), nil
}

// find returns the table, row and column of the sheet that one end of a reference names.
func (b *book) find(ref string, pt *placedTable, row int, whole string) (*placedTable, int, int, error) {
	unknown := func(what string) (*placedTable, int, int, error) {
		return nil, 0, 0, fmt.Errorf("référence inconnue {%s} : %s", short(whole), what)
	}
	t := pt
	if key, rest, other := strings.Cut(ref, "!"); other {
		switch found := b.byKey[key]; len(found) {
		case 0:
			return unknown(fmt.Sprintf("aucun tableau %q", short(key)))
		case 1:
			t, ref = found[0], rest
		default:
			return unknown(fmt.Sprintf("plusieurs tableaux %q", short(key)))
		}
	}
	dot := strings.LastIndexByte(ref, '.')
	if dot < 0 {
		return unknown("attendu ligne.colonne")
	}
	rowKey, colKey := ref[:dot], ref[dot+1:]
	at := row
	if rowKey == "@" {
		if t != pt {
			return unknown("{@} ne vaut que dans le même tableau")
		}
	} else {
		n, ok := t.byRow[rowKey]
		if !ok || rowKey == "" {
			return unknown(fmt.Sprintf("aucune ligne %q", short(rowKey)))
		}
		if n < 0 {
			return unknown(fmt.Sprintf("plusieurs lignes %q", short(rowKey)))
		}
		at = n
	}
	col, ok := t.byCol[colKey]
	switch {
	case !ok:
		return unknown(fmt.Sprintf("aucune colonne %q dans le classeur", short(colKey)))
	case col < 0:
		return unknown(fmt.Sprintf("plusieurs colonnes %q", short(colKey)))
	}
	return t, t.first + at, t.cols[col], nil
}

func short(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:80], "") + "…"
	}
	return s
}
