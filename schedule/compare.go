package schedule

import (
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
)

// Comparison is two plans of one problem side by side: what each costs, and what moved.
type Comparison struct {
	Title string      `json:"title"`
	Date  moteur.Date `json:"date,omitzero"` // of the document
	Names [2]string   `json:"names"`
	// Figures of both plans.
	Figures [2]Figures `json:"figures"`
	Terms   []Term     `json:"terms"`
	Total   Term       `json:"total"`
	Moved   []Moved    `json:"moved"`
}

// Term is a term of the cost in both plans.
type Term struct {
	Label string             `json:"label"`
	Cost  [2]decimal.Decimal `json:"cost"`
}

// Moved is a scene that changes day: its day in each plan, as people name it; empty when the plan does not have it.
type Moved struct {
	Scene string    `json:"scene"`
	Days  [2]string `json:"days"`
}

// Compare sets two plans of a problem side by side.
func Compare(p Problem, a, b Plan) (Comparison, error) {
	out := Comparison{Title: p.Title, Names: [2]string{a.Title, b.Title}}
	if a.Title == b.Title {
		out.Names = [2]string{"Plan A", "Plan B"}
	}
	var where [2]map[string]string
	for i, plan := range []Plan{a, b} {
		cost, err := Cost(p, plan)
		if err != nil {
			return out, err
		}
		out.Figures[i] = plan.Figures(p)
		out.Total.Label = cost.Label
		out.Total.Cost[i] = cost.Value
		for k, t := range cost.Parts {
			if i == 0 {
				out.Terms = append(out.Terms, Term{Label: t.Label})
			}
			out.Terms[k].Cost[i] = t.Value
		}
		where[i] = map[string]string{}
		for _, d := range plan.Days {
			for _, id := range d.Scenes {
				where[i][id] = checkedDay{Day: d}.name()
			}
		}
	}
	for _, s := range p.Scenes {
		if x, y := where[0][s.ID], where[1][s.ID]; x != y {
			out.Moved = append(out.Moved, Moved{s.ID, [2]string{x, y}})
		}
	}
	return out, nil
}

// Document prints the comparison.
func (c Comparison) Document() doc.Document {
	t := doc.Table{Key: "compare", Sheet: "Comparaison", Title: "Coûts et comptes", Columns: []doc.Column{{Title: "", Width: 4},
		{Key: "a", Title: c.Names[0], Width: 2, Kind: doc.Amount}, {Key: "b", Title: c.Names[1], Width: 2, Kind: doc.Amount},
		{Key: "d", Title: "Écart", Width: 2, Kind: doc.Amount}}}
	for i, x := range append(slices.Clone(c.Terms), c.Total) {
		row := doc.Row{Key: fmt.Sprintf("t%d", i), Cells: []doc.Cell{doc.S(x.Label), doc.Eur(x.Cost[0]), doc.Eur(x.Cost[1]),
			doc.Eur(x.Cost[1].Sub(x.Cost[0])).With("ROUND({@.b}-{@.a},2)")}}
		if n := len(c.Terms); i == n && n > 0 {
			row.Style = doc.Total
			for k, col := range []string{"a", "b"} {
				row.Cells[k+1] = row.Cells[k+1].With(fmt.Sprintf("ROUND(SUM({t0.%s:t%d.%s}),2)", col, n-1, col))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	n := doc.Table{Sheet: "Comparaison", Columns: []doc.Column{{Title: "", Width: 4}, {Title: c.Names[0], Width: 2, Kind: doc.Int},
		{Title: c.Names[1], Width: 2, Kind: doc.Int}, {Title: "Écart", Width: 2, Kind: doc.Int}}}
	f := func(label string, get func(Figures) int) {
		a, b := get(c.Figures[0]), get(c.Figures[1])
		n.Rows = append(n.Rows, doc.Row{Cells: []doc.Cell{doc.S(label), doc.N(a), doc.N(b), doc.N(b - a)}})
	}
	f("Jours de tournage", func(f Figures) int { return f.Days })
	f("Jours de lieu", func(f Figures) int { return f.LocationDays })
	f("Déplacements", func(f Figures) int { return f.Moves })
	f("Jours de rôle payés", func(f Figures) int { return f.RoleDaysPaid })
	f("dont relâches", func(f Figures) int { return f.HoldDays })
	f("Nuits", func(f Figures) int { return f.Nights })
	if c.Figures[0].TravelDays+c.Figures[1].TravelDays > 0 {
		f("Jours de voyage des artistes", func(f Figures) int { return f.TravelDays })
	}
	if c.Figures[0].Kilometres+c.Figures[1].Kilometres > 0 {
		f("Kilomètres de l'équipe", func(f Figures) int { return f.Kilometres })
	}
	if c.Figures[0].CarbonKg+c.Figures[1].CarbonKg > 0 {
		f("Kilos de CO2", func(f Figures) int { return f.CarbonKg })
	}
	m := doc.Table{Sheet: "Séquences déplacées", Title: fr.Plural(len(c.Moved), "séquence déplacée", "séquences déplacées"),
		Columns: []doc.Column{{Title: "Séq.", Width: 1}, {Title: c.Names[0], Width: 3}, {Title: c.Names[1], Width: 3}}}
	for _, x := range c.Moved {
		m.Rows = append(m.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Scene), doc.S(fr.Capital(x.Days[0])), doc.S(fr.Capital(x.Days[1]))}})
	}
	return doc.Document{Title: "Comparaison de deux plans de travail", Subtitle: strings.Join(c.Names[:], " / "), Film: c.Title,
		Date: c.Date, Blocks: []doc.Block{t, n, m}}
}

// WritePDF prints the comparison.
func (c Comparison) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the comparison as a workbook.
func (c Comparison) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }
