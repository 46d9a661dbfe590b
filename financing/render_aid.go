package financing

import (
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

// AidList is the answer of the finder, ready to print: the aids in a table, then one checklist for each aid that fits or can.
type AidList struct {
	Title   string        `json:"title,omitempty"`
	Date    moteur.Date   `json:"date"`
	Matches []AidMatch    `json:"matches"`
	Report  moteur.Report `json:"report"`
}

// ListAids runs FindAids and keeps its answer with its title and date. The aids that are in the plan are marked: those whose ID a resource
// has, and those of the kind and of the body of a resource; of several of one body, the one whose name it has when there is one.
func ListAids(p Profile, plan Plan, extra []AidSheet, on moteur.Date) AidList {
	out := AidList{Title: p.Title, Date: on}
	out.Matches, out.Report = FindAids(p, extra, on)
	for i := range out.Matches {
		out.Matches[i].InPlan = plan.asks(out.Matches[i].Sheet, out.Matches)
	}
	return out
}

// asks tells whether a resource of the plan is the aid of a sheet, among all those found.
func (p Plan) asks(s AidSheet, all []AidMatch) bool {
	if _, ok := p.Find(s.ID); ok {
		return true
	}
	return slices.ContainsFunc(p.Resources, func(r Resource) bool {
		same := func(o AidSheet) bool { return o.Kind == r.Kind && o.Body != "" && fr.Fold(o.Body) == fr.Fold(r.Party) }
		named := func(o AidSheet) bool { return fr.Fold(o.Label) == fr.Fold(r.Label) }
		return same(s) && (named(s) || !slices.ContainsFunc(all, func(m AidMatch) bool { return same(m.Sheet) && named(m.Sheet) }))
	})
}

// Document prints the list and the checklists.
func (l AidList) Document() doc.Document {
	d := doc.Document{Title: "Aides possibles", Film: l.Title, Date: l.Date, Page: doc.Landscape}
	t := doc.Table{Key: "aides", Sheet: "Aides", Columns: []doc.Column{{Title: "Aide", Width: 4}, {Title: "Guichet", Width: 2.5},
		{Key: "verdict", Title: "Réponse", Width: 1.5}, {Title: "Au plan", Width: 0.8, Kind: doc.Centre}, {Key: "amount", Title: "Au plus",
			Width: 1.6, Kind: doc.Amount}, {Title: "À demander avant", Width: 1.6, Kind: doc.Date},
		{Title: "Manque ou fait obstacle", Width: 5}, {Title: "Texte", Width: 3}}}
	styles := map[Verdict]doc.Style{Fits: doc.Good, Unknown: doc.Warning, Excluded: doc.Muted}
	sum := decimal.Zero
	for i, m := range l.Matches {
		amount := doc.S("")
		if !m.Amount.IsZero() {
			amount = doc.Eur(m.Amount)
		}
		inPlan := ""
		if m.InPlan {
			inPlan = "oui"
		}
		if m.Verdict == Fits {
			sum = sum.Add(m.Amount)
		}
		t.Rows = append(t.Rows, doc.Row{Key: doc.Key("a", i), Cells: []doc.Cell{doc.S(m.Sheet.Label), doc.S(m.Sheet.Body),
			doc.S(m.Verdict.Label()).As(styles[m.Verdict]), doc.C(inPlan), amount, doc.D(m.By),
			doc.S(strings.Join(append(append([]string{}, m.Failed...), m.Missing...), " ; ")),
			doc.S(m.Sheet.Source.String()).As(doc.Muted)}})
	}
	f := "0"
	if n := len(l.Matches); n > 0 {
		last := doc.Key("a", n-1)
		f = "ROUND(SUMIF({a1.verdict:" + last + ".verdict},\"" + Fits.Label() + "\",{a1.amount:" + last + ".amount}),2)"
	}
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S("Aides qui conviennent, au plus"), doc.S(""),
		doc.S(""), doc.S(""), doc.Eur(sum).With(f), doc.S(""), doc.S("le guichet décide"), doc.S("")}})
	d.Blocks = append(d.Blocks, t)
	for _, m := range l.Matches {
		if m.Verdict == Excluded {
			continue
		}
		d.Blocks = append(d.Blocks, m.blocks()...)
	}
	return d.Plus(doc.Controls("Contrôles", l.Report)...)
}

// blocks is the dossier checklist of an aid: conditions, then pieces.
func (m AidMatch) blocks() []doc.Block {
	out := []doc.Block{doc.Heading{Level: 2, Text: m.Sheet.Label}, doc.Fields{Items: []doc.Field{
		{Label: "Guichet", Value: m.Sheet.Body}, {Label: "À demander", Value: fr.Dotted(m.Sheet.Deadline.Text, fr.ShortDate(m.By))},
		{Label: "Versement", Value: m.Sheet.Payment}, {Label: "Texte", Value: m.Sheet.Source.String()}}}}
	t := doc.Table{Sheet: "Dossiers", Columns: []doc.Column{{Title: "", Width: 0.7, Kind: doc.Centre},
		{Title: "Condition ou pièce", Width: 8}, {Title: "Observations", Width: 5}}}
	add := func(mark string, text string, style doc.Style) {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(mark), doc.S(text).As(style), doc.S("").Editable()}})
	}
	for _, c := range m.Met {
		add("☑", c, doc.Good)
	}
	for _, c := range m.Missing {
		add("☐", c+" (à renseigner)", doc.Warning)
	}
	for _, p := range m.Sheet.Pieces {
		add("☐", p, doc.Normal)
	}
	if len(t.Rows) > 0 {
		t.Title = "Conditions et pièces, " + m.Sheet.Label
		out = append(out, t)
	}
	if m.Sheet.Note != "" {
		out = append(out, doc.Para{Text: fr.Capital(m.Sheet.Note) + ".", Style: doc.Muted})
	}
	return out
}

// WritePDF prints the list of aids. See Document.
func (l AidList) WritePDF(w io.Writer) error { return pdf.Write(w, l.Document()) }

// WriteXLSX writes the list of aids as a workbook. See Document.
func (l AidList) WriteXLSX(w io.Writer) error { return xlsx.Write(w, l.Document()) }
