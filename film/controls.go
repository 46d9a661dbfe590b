package film

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

// Controls are the contrôles of a film: all that the rooms' checks found, errors first, then warnings, then information, each
// group by document.
type Controls struct {
	Film moteur.Film
	Date moteur.Date
	// Groups follow the severities, then the order of the work.
	Groups []Group
}

// Group is what was found of one severity in one document.
type Group struct {
	Severity moteur.Severity
	Document string // "Plan de travail", "Feuille de service J3"
	Issues   []moteur.Issue
}

// Controls gathers the report of the chain by severity and document. What is found alike in several documents, such as every call
// sheet without a delegate, is told once, under all their names.
func (c Chain) Controls() Controls {
	out := Controls{Film: c.Folder.Film, Date: c.Date()}
	for _, severity := range []moteur.Severity{moteur.Error, moteur.Warning, moteur.Notice} {
		type finding struct{ rule, path, message string }
		documents := map[finding][]string{}
		var order []moteur.Issue
		for _, i := range c.Report.Of(severity) {
			var document string
			document, i.Path = documentOf(i.Path)
			key := finding{i.Rule, i.Path, i.Message}
			if documents[key] == nil {
				order = append(order, i)
			}
			if !slices.Contains(documents[key], document) {
				documents[key] = append(documents[key], document)
			}
		}
		at := map[string]int{}
		for _, i := range order {
			name := fr.Capital(together(documents[finding{i.Rule, i.Path, i.Message}]))
			k, ok := at[name]
			if !ok {
				k = len(out.Groups)
				at[name] = k
				out.Groups = append(out.Groups, Group{Severity: severity, Document: name})
			}
			out.Groups[k].Issues = append(out.Groups[k].Issues, i)
		}
	}
	return out
}

// documentOf splits a path of the chain's report into the document and the place in it.
func documentOf(path string) (document, place string) {
	document, place, _ = strings.Cut(path, ".")
	return document, place
}

// sheetName starts the name of each call sheet, before the number of its day.
const sheetName = "feuille de service J"

// together names several documents: "points et agrément", "feuilles de service J3 à J30, J32".
func together(documents []string) string {
	var names []string
	var days []int
	for _, d := range documents {
		number, ok := strings.CutPrefix(d, sheetName)
		day, err := strconv.Atoi(number)
		if ok && err == nil {
			days = append(days, day)
		} else {
			names = append(names, d)
		}
	}
	switch {
	case len(days) == 1:
		names = append(names, sheetName+strconv.Itoa(days[0]))
	case len(days) > 1:
		names = append(names, "feuilles de service "+runs(days))
	}
	return fr.List(names)
}

// runs writes sorted days in runs: "J3 à J7, J9".
func runs(days []int) string {
	var out []string
	for i := 0; i < len(days); {
		k := i
		for k+1 < len(days) && days[k+1] == days[k]+1 {
			k++
		}
		text := "J" + strconv.Itoa(days[i])
		if k > i {
			text += " à J" + strconv.Itoa(days[k])
		}
		out = append(out, text)
		i = k + 1
	}
	return strings.Join(out, ", ")
}

// Of returns the groups of one severity.
func (c Controls) Of(s moteur.Severity) []Group {
	var out []Group
	for _, g := range c.Groups {
		if g.Severity == s {
			out = append(out, g)
		}
	}
	return out
}

// headings are the titles of the severities.
var headings = map[moteur.Severity]string{moteur.Error: "Erreurs", moteur.Warning: "Avertissements", moteur.Notice: "Informations"}

// Document prints the controls.
func (c Controls) Document() doc.Document {
	d := doc.Document{Title: "Contrôles", Film: c.Film.Title, Company: c.Film.Company.Name, Date: c.Date}
	if len(c.Groups) == 0 {
		d.Blocks = append(d.Blocks, doc.Para{Text: "Rien à signaler.", Style: doc.Good})
	}
	last := moteur.Severity(0)
	for _, g := range c.Groups {
		if g.Severity != last {
			d.Blocks = append(d.Blocks, doc.Heading{Level: 1, Text: headings[g.Severity]})
			last = g.Severity
		}
		d.Blocks = append(d.Blocks, doc.Findings(g.Document, moteur.Report{Issues: g.Issues}))
	}
	return d
}

// WritePDF prints the controls.
func (c Controls) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// WriteXLSX writes the controls as a workbook.
func (c Controls) WriteXLSX(w io.Writer) error { return xlsx.Write(w, c.Document()) }
