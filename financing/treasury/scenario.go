package treasury

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// Scenario is a variante of a plan: sources lost, sources gained, amounts changed, the shoot moved.
type Scenario struct {
	Name string                     `json:"name"`
	Lose []string                   `json:"lose,omitempty"` // IDs of resources
	Add  []financing.Resource       `json:"add,omitempty"`
	Set  map[string]decimal.Decimal `json:"set,omitempty"` // new amounts by ID
	// Shift moves the first shooting day by a number of days.
	Shift int `json:"shift,omitempty"`
}

// Apply gives the plan of a scenario; the input is not modified. An ID that the plan does not have is an error of the report.
func (s Scenario) Apply(p financing.Plan) (financing.Plan, moteur.Report) {
	var r moteur.Report
	out := p
	out.Resources = slices.Clone(p.Resources)
	known := func(id string) bool {
		_, ok := p.Find(id)
		if !ok {
			r.Errorf("scenario", "financing/id", "Le plan n'a pas de ressource %q.", fr.Clip(id))
		}
		return ok
	}
	for _, id := range s.Lose {
		if known(id) {
			out.Resources = slices.DeleteFunc(out.Resources, func(x financing.Resource) bool { return x.ID == id })
		}
	}
	for i, x := range out.Resources {
		if v, ok := s.Set[x.ID]; ok {
			out.Resources[i].Amount = v
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.Set)) {
		known(id)
	}
	out.Resources = append(out.Resources, s.Add...)
	out.Timeline = shiftTimeline(p.Timeline, s.Shift)
	return out, r
}

// Outcome is what a scenario gives.
type Outcome struct {
	Name    string            `json:"name"`
	Summary financing.Summary `json:"summary"`
	Cash    CashFlow          `json:"cash"`
	Report  moteur.Report     `json:"report"` // what the checks of the plan find
}

// Comparison is scenarios side by side, the first one as it stands.
type Comparison struct {
	Title    string      `json:"title,omitempty"`
	Date     moteur.Date `json:"date,omitzero"`
	Outcomes []Outcome   `json:"outcomes"`
}

// Compare computes the plan as it stands and each scenario: totals, public aid, treasury. The tax credit of the treasury is
// spread by the claims of in.Credit; its amount stays that of the plan. It refuses a scenario whose sources are unknown.
func Compare(in Input, scenarios ...Scenario) (Comparison, error) {
	out := Comparison{Title: in.Title, Date: in.Plan.Date}
	if out.Title == "" {
		out.Title = in.Plan.Title
	}
	for i, s := range append([]Scenario{{Name: "Plan actuel"}}, scenarios...) {
		x := in
		if s.Shift != 0 {
			x = Shift(in, s.Shift)
		}
		base := s
		base.Shift = 0 // already moved
		p, rep := base.Apply(x.Plan)
		if err := rep.Err(); err != nil {
			return out, err
		}
		x.Plan = p
		if f := x.Settings.Facility; f != nil && len(s.Lose) > 0 {
			g := *f
			g.Assigned = slices.DeleteFunc(slices.Clone(f.Assigned), func(a Assignment) bool { return slices.Contains(s.Lose, a.Resource) })
			x.Settings.Facility = &g
		}
		cash, err := Cash(x)
		if err != nil {
			return out, fmt.Errorf("financing : scénario %d (%s) : %w", i, fr.Clip(s.Name), err)
		}
		out.Outcomes = append(out.Outcomes, Outcome{Name: s.Name, Summary: financing.Summarize(p), Cash: cash, Report: financing.Check(p)})
	}
	return out, nil
}

// Document prints the scenarios side by side.
func (c Comparison) Document() doc.Document {
	d := doc.Document{Title: "Scénarios", Film: c.Title, Date: c.Date, Page: doc.Landscape}
	t := doc.Table{Key: "scenarios", Sheet: "Scénarios", Title: "Côte à côte", Columns: []doc.Column{{Key: "label", Title: "", Width: 4}}}
	for i, o := range c.Outcomes {
		t.Columns = append(t.Columns, doc.Column{Key: doc.Key("o", i), Title: o.Name, Width: 2, Kind: doc.Amount})
	}
	add := func(k, label string, f func(Outcome) doc.Cell) {
		cells := []doc.Cell{doc.S(label)}
		for _, o := range c.Outcomes {
			cells = append(cells, f(o))
		}
		t.Rows = append(t.Rows, doc.Row{Key: k, Cells: cells})
	}
	alert := func(c doc.Cell, bad bool) doc.Cell {
		if bad {
			return c.As(doc.Alert)
		}
		return c
	}
	add("cost", "Coût", func(o Outcome) doc.Cell { return doc.Eur(o.Summary.Cost) })
	add("total", "Ressources", func(o Outcome) doc.Cell { return doc.Eur(o.Summary.Total) })
	add("secured", "Acquis", func(o Outcome) doc.Cell { return doc.Eur(o.Summary.Secured) })
	add("gap", "Reste à trouver", func(o Outcome) doc.Cell { return alert(doc.Eur(o.Summary.Gap), o.Summary.Gap.IsPositive()) })
	for i := range c.Outcomes {
		row := &t.Rows[len(t.Rows)-1]
		k := doc.Key("o", i)
		row.Cells[i+1] = row.Cells[i+1].With("ROUND({cost." + k + "}-{total." + k + "},2)")
	}
	add("french", "Participation française", func(o Outcome) doc.Cell { return doc.Eur(o.Summary.French) })
	add("aid", "Aides publiques", func(o Outcome) doc.Cell { return doc.Eur(o.Summary.Intensity.Amount) })
	add("ratio", "Intensité", func(o Outcome) doc.Cell {
		return alert(doc.Pct(o.Summary.Intensity.Ratio, 1), o.Summary.Intensity.Passed())
	})
	add("low", "Trésorerie au plus bas", func(o Outcome) doc.Cell {
		return alert(doc.Eur(o.Cash.Lowest.Amount), o.Cash.Lowest.Amount.IsNegative())
	})
	add("when", "Date du point bas", func(o Outcome) doc.Cell { return doc.C(fr.ShortDate(o.Cash.Lowest.Date)) })
	add("need", "Besoin de trésorerie", func(o Outcome) doc.Cell { return doc.Eur(o.Cash.PeakNeed) })
	add("money", "Coût de l'argent", func(o Outcome) doc.Cell { return doc.Eur(o.Cash.Interest.Add(o.Cash.Fees)) })
	add("end", "Solde final", func(o Outcome) doc.Cell { return doc.Eur(o.Cash.Closing) })
	d.Blocks = append(d.Blocks, t)
	if ch, ok := c.chart(); ok {
		d.Blocks = append(d.Blocks, ch)
	}
	for _, o := range c.Outcomes {
		var r moteur.Report
		r.Add(o.Report.Of(moteur.Error)...)
		r.Add(o.Report.Of(moteur.Warning)...)
		if len(r.Issues) > 0 {
			f := doc.Findings(o.Name, r)
			f.Sheet = "Contrôles"
			d.Blocks = append(d.Blocks, f)
		}
		if o.Cash.Lowest.Cause != "" {
			d.Blocks = append(d.Blocks, doc.Para{Text: o.Name + ", point bas de " + o.Cash.Rows[o.Cash.Lowest.Row].Label + " : " +
				o.Cash.Lowest.Cause + ".", Style: doc.Muted})
		}
	}
	return d
}

// chart draws the curves on the months of all scenarios.
func (c Comparison) chart() (doc.Chart, bool) {
	var from, to moteur.Date
	for _, o := range c.Outcomes {
		if n := len(o.Cash.Rows); n > 0 {
			a, b := o.Cash.Rows[0].Span.From, o.Cash.Rows[n-1].Span.From
			if from.IsZero() || a.Before(from) {
				from = a
			}
			if b.After(to) {
				to = b
			}
		}
	}
	if from.IsZero() {
		return doc.Chart{}, false
	}
	ch := doc.Chart{Kind: doc.Curve, Title: "Solde en fin de période", Unit: "€", Height: 70}
	step := func(d moteur.Date) moteur.Date {
		if c.Outcomes[0].Cash.By == Week {
			return d.AddDays(7)
		}
		return d.AddMonths(1)
	}
	var starts []moteur.Date
	for d := from; !d.After(to) && len(starts) < 2000; d = step(d) {
		starts = append(starts, d)
		ch.Labels = append(ch.Labels, d.Time().Format("01/06"))
	}
	for k, o := range c.Outcomes {
		s := doc.Series{Name: o.Name}
		rows := o.Cash.Rows
		last, i := o.Cash.Opening, 0
		low := 0
		for n, d := range starts {
			for i < len(rows) && !rows[i].Span.From.After(d) {
				last = rows[i].Closing
				if i == o.Cash.Lowest.Row {
					low = n
				}
				i++
			}
			s.Values = append(s.Values, last)
		}
		ch.Series = append(ch.Series, s)
		ch.Marks = append(ch.Marks, doc.Mark{Series: k, Index: low, Text: fr.WholeEuros(o.Cash.Lowest.Amount)})
	}
	return ch, true
}

// WritePDF prints the scenarios. See Document.
func (c Comparison) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the scenarios as a workbook. See Document.
func (c Comparison) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }
