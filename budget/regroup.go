package budget

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

//go:embed grids/maps/*.json
var mapFiles embed.FS

// GridMap is a table de passage from one nomenclature to another.
type GridMap struct {
	From  string     `json:"from"` // nomenclature IDs
	To    string     `json:"to"`
	Note  string     `json:"note,omitempty"`
	Rules []GridRule `json:"rules"`
}

// GridRule sends what stands on an account and below it to an account of the other nomenclature. The deepest account wins.
type GridRule struct {
	From string `json:"from"`
	To   string `json:"to"`
	// Charges sends the charges of those lines there too; empty lets them go by their own account.
	Charges string `json:"charges,omitempty"`
	// Axis restricts the rule to the part of the lines that this axis gives to a named value; the rest goes by the rule without
	// axis.
	Axis string `json:"axis,omitempty"`
}

// maxMap bounds a mapping file.
const maxMap = 1 << 20

// ReadGridMap reads a mapping file in the JSON form of GridMap.
func ReadGridMap(r io.Reader) (GridMap, error) {
	var m GridMap
	if err := readJSON(r, "table de passage", maxMap, &m); err != nil {
		return GridMap{}, err
	}
	return m, nil
}

// LoadGridMap returns an embedded mapping between two nomenclatures.
func LoadGridMap(from, to string) (GridMap, error) {
	if from == "" {
		from = DefaultGrid
	}
	if !slices.Contains(GridIDs(), from) || !slices.Contains(GridIDs(), to) {
		return GridMap{}, fmt.Errorf("table de passage inconnue : de %q à %q", fr.Clip(from), fr.Clip(to))
	}
	f, err := mapFiles.Open("grids/maps/" + from + "." + to + ".json")
	if err != nil {
		return GridMap{}, fmt.Errorf("table de passage inconnue : de %q à %q", fr.Clip(from), fr.Clip(to))
	}
	defer f.Close()
	return ReadGridMap(f)
}

// View is a devis regrouped on another nomenclature (devis au format d'un tiers).
type View struct {
	Title    string          `json:"title"`
	Version  string          `json:"version,omitempty"`
	Date     moteur.Date     `json:"date"`
	Grid     string          `json:"grid"`     // title of the nomenclature
	Accounts []AccountAmount `json:"accounts"` // all of them, in order
	Total    decimal.Decimal `json:"total"`    // that of the devis, what is not mapped included
	Unmapped []LineAmount    `json:"unmapped,omitempty"`
	Report   moteur.Report   `json:"report"`
}

// Regroup shows a computed devis on another nomenclature. Nothing is computed anew: every line, charge and percent line is
// sent whole (or by its share of an axis) to an account. What no rule takes is listed, never lost in silence: the total of
// the accounts plus Unmapped is the total of the devis. to is the nomenclature named by m.To.
func Regroup(e Estimate, m GridMap, to Grid) (View, error) {
	if err := e.Report.Err(); err != nil {
		return View{}, fmt.Errorf("devis refusé : %w", err)
	}
	target, err := newTree(to)
	if err != nil {
		return View{}, err
	}
	source := e.tree()
	if source == nil {
		return View{}, fmt.Errorf("nomenclature inconnue : %q", fr.Clip(e.Budget.Grid))
	}
	g := regrouper{e: e, m: m, source: source, target: target, sums: make([]decimal.Decimal, len(target.nodes)),
		abroad: make([]decimal.Decimal, len(target.nodes)), lines: map[string]int{}}
	g.out = View{Title: e.Budget.Title, Version: e.Budget.Version, Date: e.Budget.Date, Grid: to.Title, Total: e.Total}
	for _, r := range m.Rules {
		for _, code := range []string{r.To, r.Charges} {
			if _, ok := target.byCode[code]; !ok && code != "" {
				g.out.Report.Errorf("rules."+r.From, "budget/map-target", "La table de passage vise un compte inconnu : %q.", fr.Clip(code))
			}
		}
	}
	if g.out.Report.Err() != nil {
		return g.out, g.out.Report.Err()
	}
	g.run()
	return g.out, nil
}

type regrouper struct {
	e              Estimate
	m              GridMap
	source, target *tree
	out            View
	sums, abroad   []decimal.Decimal
	lines          map[string]int
}

// rule returns the rule of an account: that of the account itself, else of the nearest one above.
func (g *regrouper) rule(account string, axis bool) (GridRule, bool) {
	for n, ok := g.source.byCode[account], true; ok && n >= 0; n = g.source.nodes[n].parent {
		code := g.source.nodes[n].Code
		for _, r := range g.m.Rules {
			if r.From == code && (r.Axis != "") == axis {
				return r, true
			}
		}
	}
	return GridRule{}, false
}

func (g *regrouper) put(code string, amount, abroad decimal.Decimal) {
	i := g.target.byCode[code]
	g.sums[i] = g.sums[i].Add(amount)
	g.abroad[i] = g.abroad[i].Add(abroad)
}

func (g *regrouper) run() {
	for i, a := range g.e.Lines {
		g.lines[a.Line] = i
		if a.Active && !a.Amount.IsZero() {
			g.send(i, a.Account, a.Amount, func(r GridRule) string { return r.To })
		}
	}
	for _, c := range g.e.Charges {
		i := g.lines[c.Line]
		if r, ok := g.rule(g.e.Lines[i].Account, false); ok && r.Charges != "" {
			g.send(i, g.e.Lines[i].Account, c.Amount, func(r GridRule) string { return r.Charges })
			continue
		}
		g.send(i, c.Account, c.Amount, func(r GridRule) string { return r.To })
	}
	for k, a := range g.e.Percents {
		p := &g.e.Budget.Percents[k]
		r, ok := g.rule(p.Account, false)
		if !ok {
			g.lost(p.ID, p.Account, a.Amount)
			continue
		}
		abroad := decimal.Zero
		if w, ok := p.Shares[TerritoryAxis]; ok {
			c := &computer{b: &g.e.Budget}
			c.round, _ = newRounder(g.e.Budget.Rounding)
			abroad = a.Amount.Sub(c.parts(TerritoryAxis, a.Amount, w)[France])
		}
		g.put(r.To, a.Amount, abroad)
	}
	for i := len(g.target.nodes) - 1; i >= 0; i-- {
		if p := g.target.nodes[i].parent; p >= 0 {
			g.sums[p], g.abroad[p] = g.sums[p].Add(g.sums[i]), g.abroad[p].Add(g.abroad[i])
		}
	}
	for i, n := range g.target.nodes {
		a := AccountAmount{Code: n.Code, Label: n.Label, Parent: n.Parent, Depth: n.depth, Amount: g.sums[i], Abroad: g.abroad[i],
			France: g.sums[i].Sub(g.abroad[i]), Proposed: !n.Verified}
		g.out.Accounts = append(g.out.Accounts, a)
	}
}

// send puts an amount of line i where the rules of an account say.
func (g *regrouper) send(i int, account string, amount decimal.Decimal, to func(GridRule) string) {
	l := &g.e.Budget.Lines[i]
	r, ok := g.rule(account, false)
	if !ok {
		g.lost(l.ID, account, amount)
		return
	}
	abroad := amount.Sub(partOf(&g.e, TerritoryAxis, amount, l, France))
	if by, ok := g.rule(account, true); ok && to(by) != "" {
		part := decimal.Zero
		for value := range l.Shares[by.Axis] {
			if value != "" && value != "out" {
				part = part.Add(partOf(&g.e, by.Axis, amount, l, value))
			}
		}
		if !part.IsZero() {
			g.put(to(by), part, decimal.Zero)
			amount = amount.Sub(part)
		}
	}
	g.put(to(r), amount, abroad)
}

func (g *regrouper) lost(id, account string, amount decimal.Decimal) {
	g.out.Unmapped = append(g.out.Unmapped, LineAmount{Line: id, Account: account, Amount: amount, Computed: amount, Active: true})
	g.out.Report.Warnf("accounts."+account, "budget/unmapped", "Aucune règle ne prend « %s » (compte %s) : %s hors grille.", fr.Clip(id),
		fr.Clip(account), fr.Euros(amount.Round(2)))
}

// Document prints the view: one row an account, what is not mapped, the total.
func (v View) Document() doc.Document {
	t := doc.Table{Key: "grille", Sheet: "Grille", Columns: []doc.Column{
		{Key: "code", Title: "Compte", Width: 1}, {Key: "label", Title: "Intitulé", Width: 6}, {Key: "amount", Title: "Montant", Width: 2.2,
			Kind: doc.Amount},
		{Key: "france", Title: "France", Width: 2.2, Kind: doc.Amount}, {Key: "abroad", Title: "Étranger", Width: 2.2, Kind: doc.Amount},
		{Key: "share", Title: "Part", Width: 1.2, Kind: doc.Percent}}}
	styles := []doc.Style{doc.Subtotal, doc.Normal, doc.Muted}
	var roots []string
	for i, a := range v.Accounts {
		share := money.Share(a.Amount, v.Total, 6)
		key := fmt.Sprintf("g%d", i)
		amount := doc.Eur(a.Amount.Round(2))
		var below []string
		for k, b := range v.Accounts {
			if b.Parent == a.Code {
				below = append(below, fmt.Sprintf("{g%d.amount}", k))
			}
		}
		if len(below) > 0 && a.Amount.Equal(a.Amount.Round(2)) {
			amount = amount.With("ROUND(" + strings.Join(below, "+") + ",2)")
		}
		if a.Parent == "" {
			roots = append(roots, "{"+key+".amount}")
		}
		t.Rows = append(t.Rows, doc.Row{Key: key, Style: styles[min(a.Depth, 3)-1], Indent: min(a.Depth-1, 4), Cells: []doc.Cell{
			doc.S(a.Code), doc.S(a.title()), amount, doc.Eur(a.France.Round(2)), doc.Eur(a.Abroad.Round(2)), doc.Pct(share, 1)}})
	}
	lost := decimal.Zero
	for i, u := range v.Unmapped {
		lost = lost.Add(u.Amount)
		key := fmt.Sprintf("u%d", i)
		roots = append(roots, "{"+key+".amount}")
		t.Rows = append(t.Rows, doc.Row{Key: key, Style: doc.Warning, Cells: []doc.Cell{doc.S(u.Account), doc.S("Hors grille : " + u.Line),
			doc.Eur(u.Amount.Round(2))}})
	}
	total := doc.Eur(v.Total)
	if len(roots) > 0 && len(roots) < 60 {
		total = total.With("ROUND(" + strings.Join(roots, "+") + ",2)")
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{{}, doc.S("Total hors taxes"), total}})
	d := doc.Document{Title: "Devis regroupé", Subtitle: v.Grid, Film: v.Title, Date: v.Date, Version: v.Version, Blocks: []doc.Block{t}}
	if slices.ContainsFunc(v.Accounts, func(a AccountAmount) bool { return a.Proposed }) {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Muted,
			Text: "* Intitulé proposé : le financeur ou le diffuseur a sa propre grille."})
	}
	if len(v.Report.Issues) > 0 {
		d.Blocks = append(d.Blocks, doc.Findings("Points à vérifier", v.Report))
	}
	return d
}

// WritePDF prints the view.
func (v View) WritePDF(w io.Writer) error { return pdf.Write(w, v.Document()) }

// WriteXLSX writes the view as a workbook.
func (v View) WriteXLSX(w io.Writer) error { return xlsx.Write(w, v.Document()) }
