package financing

import (
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// WritePDF prints the plan de financement. See Document.
func (p Plan) WritePDF(w io.Writer) error { return pdf.Write(w, p.Document()) }

// WriteXLSX writes the plan as a live workbook: totals, shares and limits are formulas. See Document.
func (p Plan) WriteXLSX(w io.Writer) error { return xlsx.Write(w, p.Document()) }

// WritePDF prints the calculation of the credit. See Document.
func (c Credit) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the calculation as a live workbook. See Document.
func (c Credit) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }

// WritePDF prints the treasury with its curve. See Document.
func (c CashFlow) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the treasury as a live workbook. See Document.
func (c CashFlow) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }

// key makes a formula key out of a rank.
func key(prefix string, i int) string { return fmt.Sprintf("%s%d", prefix, i+1) }

// controlsTitle heads the last section of a document, for the company alone.
const controlsTitle = "Contrôles"

// findings prints a report: what blocks or deserves a look first, then the values to confirm, then the hypotheses.
func findings(sheet string, r moteur.Report) []doc.Block {
	var main, notes moteur.Report
	for _, i := range r.Issues {
		if i.Doubt() || i.Severity == moteur.Notice {
			notes.Add(i)
		} else {
			main.Add(i)
		}
	}
	t := doc.Findings("Constats", main)
	t.Sheet = sheet
	out := []doc.Block{doc.Heading{Level: 2, Text: controlsTitle}, t}
	if len(notes.Issues) == 0 {
		return out
	}
	items := groupNotes(notes.Issues)
	return append(out, doc.Heading{Level: 3, Text: "À confirmer et hypothèses"}, doc.Bullets{Items: items})
}

// unverifiedNote is the line under a document that leans on values to confirm, or on tables past the last day they were seen
// in force.
func unverifiedNote(r moteur.Report) []doc.Block {
	values, tables := 0, 0
	for _, i := range r.Doubts() {
		if i.Rule == moteur.RuleSeen {
			tables++
		} else {
			values++
		}
	}
	var said []string
	if values > 0 {
		said = append(said, fr.Plural(values, "valeur légale ou d'usage reste", "valeurs légales ou d'usage restent")+" à confirmer")
	}
	if tables > 0 {
		said = append(said, fr.Plural(tables, "table légale est appliquée", "tables légales sont appliquées")+" au-delà du dernier jour vu en vigueur")
	}
	if len(said) == 0 {
		return nil
	}
	return []doc.Block{doc.Para{Text: strings.Join(said, " ; ") + " : voir la liste en fin de document.", Style: doc.Warning}}
}

func words(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// groupNotes prints notices in order; beyond three of one rule, the others are counted. Values to confirm are all named.
func groupNotes(issues []moteur.Issue) []string {
	const most = 3
	count := map[string]int{}
	for _, i := range issues {
		count[i.Rule]++
	}
	seen := map[string]int{}
	var items []string
	for _, i := range issues {
		if seen[i.Rule]++; i.Doubt() || seen[i.Rule] <= most {
			items = append(items, i.Message)
		} else if seen[i.Rule] == count[i.Rule] {
			items = append(items, fmt.Sprintf("De même pour %s (%s).", fr.Plural(count[i.Rule]-most, "autre", "autres"), i.Rule))
		}
	}
	return items
}
