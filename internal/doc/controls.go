package doc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// controlsTitle heads the last section of a document, for the company alone.
const controlsTitle = "Contrôles"

// Controls prints a report as the last section of a document: what blocks or deserves a look first, then the values to confirm
// and the hypotheses. Sheet is the sheet of its table in the workbook.
func Controls(sheet string, r moteur.Report) []Block {
	var main, notes moteur.Report
	for _, i := range r.Issues {
		if i.Doubt() || i.Severity == moteur.Notice {
			notes.Add(i)
		} else {
			main.Add(i)
		}
	}
	t := Findings("Constats", main)
	t.Sheet = sheet
	out := []Block{Heading{Level: 2, Text: controlsTitle}, t}
	if len(notes.Issues) == 0 {
		return out
	}
	return append(out, Heading{Level: 3, Text: "À confirmer et hypothèses"}, Bullets{Items: groupNotes(notes.Issues)})
}

// Unconfirmed is the line under a document that leans on values to confirm, or on tables past the last day they were seen
// in force.
func Unconfirmed(r moteur.Report) []Block {
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
		said = append(said, fr.Plural(tables, "table légale est appliquée",
			"tables légales sont appliquées")+" au-delà du dernier jour vu en vigueur")
	}
	if len(said) == 0 {
		return nil
	}
	return []Block{Para{Text: strings.Join(said, " ; ") + " : voir la liste en fin de document.", Style: Warning}}
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

// internalWords are taken out of the cells of a piece that is sent.
var internalWords = strings.NewReplacer(" (à confirmer)", "", " (hypothèse)", "")

// Sent is a document as it leaves the company: without its Controls, which end it, without the line of values to confirm, and
// without the marks "(à confirmer)" and "(hypothèse)" in its cells. The document is not modified.
func Sent(d Document) Document {
	end := slices.IndexFunc(d.Blocks, func(b Block) bool {
		h, ok := b.(Heading)
		return ok && h.Text == controlsTitle
	})
	if end < 0 {
		end = len(d.Blocks)
	}
	var out []Block
	for _, b := range d.Blocks[:end] {
		switch x := b.(type) {
		case Para:
			if x.Style == Warning {
				continue
			}
		case Table:
			x.Rows = slices.Clone(x.Rows)
			for i := range x.Rows {
				x.Rows[i].Cells = slices.Clone(x.Rows[i].Cells)
				for k := range x.Rows[i].Cells {
					c := &x.Rows[i].Cells[k]
					if clean := internalWords.Replace(c.Text); clean != c.Text {
						c.Text = clean
						if c.Style == Warning {
							c.Style = Normal
						}
					}
				}
			}
			b = x
		}
		out = append(out, b)
	}
	d.Blocks = out
	return d
}
