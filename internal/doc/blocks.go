package doc

import (
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/shopspring/decimal"
)

var opSigns = map[moteur.Op]string{
	moteur.OpGiven: "", moteur.OpSum: "somme", moteur.OpMinus: "différence", moteur.OpProduct: "produit", moteur.OpRatio: "rapport",
	moteur.OpLeast: "le plus petit", moteur.OpMost: "le plus grand", moteur.OpShare: "part",
}

// Derivation prints how an amount was obtained: one row a step, the result first, its parts indented below, each with
// the operation and the source.
func Derivation(title string, s moteur.Step) Table {
	t := Table{Title: title, Columns: []Column{
		{Title: "Étape", Width: 5}, {Title: "Calcul", Width: 2}, {Title: "Valeur", Width: 2, Kind: Number}, {Title: "Texte", Width: 4},
	}}
	s.Walk(func(depth int, s moteur.Step) {
		row := Row{Indent: min(depth, 4), Cells: []Cell{S(s.Label), S(opSigns[s.Op]), Num(s.Value, -1), S(s.Source.String()).As(Muted)}}
		if depth == 0 {
			row.Style = Total
		}
		t.Rows = append(t.Rows, row)
	})
	return t
}

// Findings prints a report: one row an issue, errors first; nothing found gives one line that says so.
func Findings(title string, r moteur.Report) Table {
	t := Table{Title: title, Columns: []Column{
		{Title: "Gravité", Width: 2}, {Title: "Où", Width: 3}, {Title: "Constat", Width: 9}, {Title: "Règle", Width: 3}, {Title: "Texte",
			Width: 4},
	}}
	styles := map[moteur.Severity]Style{moteur.Error: Alert, moteur.Warning: Warning, moteur.Notice: Normal}
	for _, sev := range []moteur.Severity{moteur.Error, moteur.Warning, moteur.Notice} {
		for _, i := range r.Of(sev) {
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				S(fr.Capital(sev.Label())).As(styles[sev]), S(i.Path), S(i.Message), S(i.Rule).As(Muted), S(i.Source.String()).As(Muted),
			}})
		}
	}
	if len(t.Rows) == 0 {
		t.Rows = []Row{{Cells: []Cell{S("Rien à signaler.").Over(len(t.Columns)).As(Good)}}}
	}
	return t
}

// Label is the text a cell prints, in French form.
func (c Cell) Label() string {
	switch {
	case c.Kind == Text || c.Kind == Centre:
		return c.Text
	case !c.IsValue:
		return c.Text
	case c.Kind == Amount:
		return strings.TrimSuffix(fr.Euros(c.Number), fr.NBSP+"€")
	case c.Kind == Percent:
		return fr.Percent(c.Number, max(c.Places, 0))
	case c.Kind == Date:
		return fr.ShortDate(c.Date)
	case c.Kind == Number && c.Places >= 0:
		return fr.Number(c.Number, c.Places)
	}
	return fr.Plain(c.Number)
}

// Extent is the span a Gantt covers: its own, an open end being closed by the outermost date of its bars.
func (g Gantt) Extent() moteur.Span {
	s := g.Span
	for _, r := range g.Rows {
		for _, b := range r.Bars {
			for _, d := range []moteur.Date{b.Span.From, b.Span.To} {
				if g.Span.From.IsZero() && !d.IsZero() && (s.From.IsZero() || d.Before(s.From)) {
					s.From = d
				}
				if g.Span.To.IsZero() && d.After(s.To) {
					s.To = d
				}
			}
		}
	}
	return s
}

// How tells in one line how a step was obtained: "commission × taux", "le plus petit de 3 000,00 et 2 500,00".
func How(s moteur.Step) string {
	if s.Op == moteur.OpGiven || len(s.Parts) == 0 {
		return ""
	}
	signs := map[moteur.Op]string{moteur.OpSum: " + ", moteur.OpMinus: " − ", moteur.OpProduct: " × ", moteur.OpRatio: " ÷ ",
		moteur.OpLeast: " ; ", moteur.OpMost: " ; ", moteur.OpShare: " ; "}
	parts := s.Parts
	more := ""
	if len(parts) > 4 {
		parts, more = parts[:4], " …"
	}
	var words []string
	for _, p := range parts {
		words = append(words, fr.Plain(p.Value))
	}
	text := strings.Join(words, signs[s.Op]) + more
	switch s.Op {
	case moteur.OpLeast:
		return "le plus petit : " + text
	case moteur.OpMost:
		return "le plus grand : " + text
	case moteur.OpShare:
		return "part de " + text
	}
	return text
}

// GapStyle is the look of a gap of cost: an overrun alerts, a saving is good.
func GapStyle(d decimal.Decimal) Style {
	switch {
	case d.IsPositive():
		return Alert
	case d.IsNegative():
		return Good
	}
	return Normal
}
