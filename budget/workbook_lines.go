package budget

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/expr"
	"github.com/moteur-film/moteur/internal/money"
)

// lineColumns are the columns of the sheet of lines: what ReadWorkbook looks for.
var lineColumns = []doc.Column{
	{Key: "id", Title: "Identifiant", Hidden: true}, {Key: "account", Title: "Compte", Width: 1}, {Key: "at", Title: "Rang du compte",
		Kind: doc.Int, Hidden: true},
	{Key: "label", Title: "Intitulé", Width: 5}, {Key: "number", Title: "Nb", Width: 0.9, Kind: doc.Number}, {Key: "quantity",
		Title: "Quantité", Width: 1.2, Kind: doc.Number},
	{Key: "formula", Title: "Formule de quantité", Width: 2}, {Key: "unit", Title: "Unité", Width: 1.3}, {Key: "per_episode",
		Title: "Par épisode", Width: 1},
	{Key: "rate", Title: "Tarif", Width: 1.8, Kind: doc.Number}, {Key: "currency", Title: "Devise", Width: 0.9}, {Key: "fx", Title: "Cours",
		Kind: doc.Number, Hidden: true},
	{Key: "computed", Title: "Montant calculé", Width: 2, Kind: doc.Amount}, {Key: "entered", Title: "Montant saisi", Width: 2,
		Kind: doc.Number},
	{Key: "active", Title: "Compté", Kind: doc.Int, Hidden: true}, {Key: "amount", Title: "Montant retenu", Width: 2, Kind: doc.Amount},
	{Key: "status", Title: "Statut", Width: 1.3}, {Key: "profile", Title: "Profil", Width: 1.6}, {Key: "rates", Title: "Taux de charges",
		Width: 1.6},
	{Key: "charges", Title: "Charges", Width: 2, Kind: doc.Amount},
	{Key: "share", Title: "Part France", Width: 1.1, Kind: doc.Percent}, {Key: "country", Title: "Hors de France",
		Width: 1.2}, {Key: "france", Title: "France", Width: 2, Kind: doc.Amount},
	{Key: "abroad", Title: "Étranger", Width: 2, Kind: doc.Amount}, {Key: "credit", Title: "Part éligible", Width: 1.1,
		Kind: doc.Percent}, {Key: "eligible", Title: "Éligible", Width: 2, Kind: doc.Amount},
	{Key: "group", Title: "Groupe", Width: 1.4}, {Key: "from", Title: "Du", Width: 1.4, Kind: doc.Date}, {Key: "to", Title: "Au",
		Width: 1.4, Kind: doc.Date},
	{Key: "person", Title: "Personne", Width: 1.5}, {Key: "role", Title: "Rôle", Width: 1.2}, {Key: "job", Title: "Fonction",
		Width: 2}, {Key: "basis", Title: "Base du tarif", Width: 1.2},
	{Key: "source", Title: "Source au plan", Width: 1.8}, {Key: "note", Title: "Note", Width: 3},
}

// simple tells whether an axis of a line fits the two cells of the sheet of lines: the home value and at most one other.
func simple(l *Line, axis string) (home decimal.Decimal, other string, said, ok bool) {
	if _, split := l.Split[axis]; split {
		return decimal.Zero, "", true, false
	}
	v, said := l.Shares[axis]
	if !said {
		return decimal.Zero, "", false, true
	}
	keys := axisKeys(axis, v)
	first := keys[0] == France || axis == CreditAxis && keys[0] == Eligible
	switch {
	case len(keys) == 1 && first:
		return one, "", true, true
	case len(keys) == 1:
		return decimal.Zero, keys[0], true, true
	case len(keys) == 2 && first:
		return v[keys[0]], keys[1], true, axis == TerritoryAxis || keys[1] == "out"
	}
	return decimal.Zero, "", true, false
}

// fraction is the weight of the home value over all weights, to 10 decimals.
func fraction(l *Line, axis, home string) decimal.Decimal {
	v := l.Shares[axis]
	if v == nil {
		v = l.Split[axis]
	}
	var total decimal.Decimal
	for _, d := range v {
		total = total.Add(d)
	}
	return money.Share(v[home], total, 10)
}

func editable(c doc.Cell) doc.Cell { return c.Editable() }

func typed(s string) doc.Cell {
	if s == "" {
		return editable(doc.Cell{})
	}
	return editable(doc.S(s))
}

func typedNumber(d decimal.Decimal, set bool) doc.Cell {
	if !set {
		return editable(doc.Cell{Kind: doc.Number})
	}
	return editable(doc.Num(d, -1))
}

func (s *sheet) lines() doc.Table {
	t := doc.Table{Key: "lignes", Sheet: "Lignes", Protected: true, Columns: lineColumns}
	t.Rows = append(t.Rows, doc.Row{Key: "first"}) // an empty row on each side of the ranges, so that they are never void
	chargesOf := map[string][]int{}
	for k := range s.e.Charges {
		chargesOf[s.e.Charges[k].Line] = append(chargesOf[s.e.Charges[k].Line], k)
	}
	for i := range s.b.Lines {
		t.Rows = append(t.Rows, s.lineRow(i, chargesOf[s.b.Lines[i].ID]))
	}
	for range blankLines {
		t.Rows = append(t.Rows, s.blankRow())
	}
	t.Rows = append(t.Rows, doc.Row{Key: "last"})
	return t
}

func (s *sheet) at() string {
	return "IFERROR(MATCH({@.account}&\"\",{devis!" + nodeKey(s.shown[0]) + ".code:" + nodeKey(s.shown[len(s.shown)-1]) + ".code},0),0)"
}

const (
	fxFormula = `IF(OR({@.currency}="",{@.currency}="EUR"),1,` +
		`SUMIF({cur!first.code:last.code},{@.currency},{cur!first.rate:last.rate}))`
	computedFormula = `IF({@.number}="",1,{@.number})*{@.quantity}*IF({@.per_episode}="oui",{params!episodes.value},1)*{@.rate}*{@.fx}`
	activeFormula   = `IF({@.group}="",1,IF(COUNTIFS({groups!first.name:last.name},{@.group},{groups!first.on:last.on},"non")>0,0,1))`
	shareFormula    = `IF({@.share}="",{@.amount},%s)`
	creditFormula   = `IF({@.credit}="",0,%s)`
)

func (s *sheet) lineRow(i int, charges []int) doc.Row {
	l, a := &s.b.Lines[i], s.e.Lines[i]
	node := s.t.byCode[l.Account]
	active := 1
	kept := a.Amount
	if !a.Active {
		active, kept = 0, decimal.Zero
	}
	quantity := typedNumber(l.Quantity, true)
	if l.QuantityFormula != "" {
		v, _ := expr.Decimal(l.QuantityFormula, s.b.Variables)
		quantity = doc.Num(v, -1)
		if tree, err := expr.Parse(l.QuantityFormula, nil); err == nil {
			quantity = live(quantity, translate(tree))
		}
	}
	episode := typed("")
	if l.PerEpisode {
		episode = typed("oui")
	}
	var refs []string
	for _, k := range charges {
		refs = append(refs, "{charges!c"+strconv.Itoa(k)+".amount}")
	}
	chargeSum := doc.Eur(decimal.Zero)
	if len(refs) > 0 {
		chargeSum = live(doc.Eur(a.Charges), s.line(plus(refs)))
	}
	entered := typedNumber(decimal.Zero, false)
	if l.Entered != nil {
		entered = typedNumber(*l.Entered, true)
	}
	share, country := s.shareCells(l)
	credit := s.creditCell(l)
	own := func(axis, value string) decimal.Decimal {
		if !a.Active {
			return decimal.Zero
		}
		return partOf(s.e, axis, kept, l, value)
	}
	france, eligible := doc.Eur(own(TerritoryAxis, France)), doc.Eur(own(CreditAxis, Eligible))
	abroad := doc.Eur(kept.Sub(france.Number))
	if s.splits() {
		france = live(france, fmt.Sprintf(shareFormula, s.R("{@.amount}*{@.share}")))
		abroad = live(abroad, s.R("{@.amount}-{@.france}"))
		eligible = live(eligible, fmt.Sprintf(creditFormula, s.R("{@.amount}*{@.credit}")))
	}
	return doc.Row{Key: "l" + strconv.Itoa(i), Cells: []doc.Cell{
		doc.S(l.ID), typed(l.Account), live(doc.N(s.index[node]), s.at()), typed(l.Label), typedNumber(l.Number,
			!l.Number.IsZero()), quantity, typed(l.QuantityFormula),
		typed(UnitLabel(l.Unit)), episode, typedNumber(l.Rate, true), typed(l.Currency), live(doc.Num(s.b.ExchangeRate(l.Currency), -1),
			fxFormula),
		live(doc.Eur(a.Computed), s.line(computedFormula)), entered, live(doc.N(active), activeFormula),
		live(doc.Eur(kept), `{@.active}*IF({@.entered}="",{@.computed},`+s.line("{@.entered}*{@.fx}")+`)`),
		typed(l.Status.Label()), typed(string(l.Profile)), typed(strings.Join(l.Charges,
			", ")), chargeSum, share, country, france, abroad, credit, eligible,
		typed(l.Group), editable(doc.D(l.Span.From)), editable(doc.D(l.Span.To)), typed(l.Person), typed(l.Role), typed(l.Job),
		typed(string(l.Basis)), typed(l.From), typed(l.Note),
	}}
}

func (s *sheet) shareCells(l *Line) (share, country doc.Cell) {
	home, other, said, ok := simple(l, TerritoryAxis)
	switch {
	case !ok:
		return doc.Pct(fraction(l, TerritoryAxis, France), 2), doc.S("voir Répartitions")
	case said:
		return editable(doc.Pct(home, 2)), typed(other)
	case l.Status == Foreign:
		return editable(doc.Pct(decimal.Zero, 2)), typed("")
	}
	return editable(doc.Cell{Kind: doc.Percent}), typed("")
}

func (s *sheet) creditCell(l *Line) doc.Cell {
	home, _, said, ok := simple(l, CreditAxis)
	switch {
	case !ok:
		return doc.Pct(fraction(l, CreditAxis, Eligible), 2)
	case said:
		return editable(doc.Pct(home, 2))
	}
	return editable(doc.Cell{Kind: doc.Percent})
}

func (s *sheet) blankRow() doc.Row {
	zero := doc.Eur(decimal.Zero)
	france, abroad, eligible := zero, zero, zero
	if s.splits() {
		france = live(zero, fmt.Sprintf(shareFormula, s.R("{@.amount}*{@.share}")))
		abroad = live(zero, s.R("{@.amount}-{@.france}"))
		eligible = live(zero, fmt.Sprintf(creditFormula, s.R("{@.amount}*{@.credit}")))
	}
	none := typedNumber(decimal.Zero, false)
	return doc.Row{Cells: []doc.Cell{
		{}, typed(""), live(doc.N(0), s.at()), typed(""), none, none, typed(""), typed(""), typed(""), none, typed(""), live(doc.N(1),
			fxFormula),
		live(zero, s.line(computedFormula)), none, live(doc.N(1), activeFormula),
		live(zero, `{@.active}*IF({@.entered}="",{@.computed},`+s.line("{@.entered}*{@.fx}")+`)`),
		typed(""), typed(""), typed(""), zero, editable(doc.Cell{Kind: doc.Percent}), typed(""), france, abroad,
		editable(doc.Cell{Kind: doc.Percent}), eligible,
		typed(""), editable(doc.Cell{Kind: doc.Date}), editable(doc.Cell{Kind: doc.Date}), typed(""), typed(""), typed(""), typed(""),
		typed(""), typed(""),
	}}
}

// translate writes a quantity formula as a spreadsheet's: ceil(x) is -INT(-(x)), a truth is 1 or 0.
func translate(n expr.Node) string {
	var args []string
	for _, a := range n.Args {
		args = append(args, translate(a))
	}
	switch n.Op {
	case expr.Number:
		return n.Text
	case expr.Name:
		return "{vars!v_" + n.Text + ".value}"
	case expr.Group:
		return "(" + args[0] + ")"
	case expr.Negate:
		return "-" + args[0]
	case expr.Not:
		return "IF(" + args[0] + "=0,1,0)"
	case expr.And:
		return "IF(AND(" + args[0] + "<>0," + args[1] + "<>0),1,0)"
	case expr.Or:
		return "IF(OR(" + args[0] + "<>0," + args[1] + "<>0),1,0)"
	case expr.Less, expr.AtMost, expr.More, expr.AtLeast, expr.Equal, expr.Differs:
		return "IF(" + args[0] + n.Op.Sign() + args[1] + ",1,0)"
	case expr.Call:
		switch n.Text {
		case "ceil":
			return "-INT(-(" + args[0] + "))"
		case "floor":
			return "INT(" + args[0] + ")"
		}
		return strings.ToUpper(n.Text) + "(" + args[0] + ", " + args[1] + ")"
	}
	return args[0] + " " + n.Op.Sign() + " " + args[1]
}
