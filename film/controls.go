package film

import (
	"io"
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

// Controls gathers the report of the chain by severity and document.
func (c Chain) Controls() Controls {
	out := Controls{Film: c.Folder.Film, Date: c.Date()}
	for _, severity := range []moteur.Severity{moteur.Error, moteur.Warning, moteur.Notice} {
		at := map[string]int{}
		for _, i := range c.Report.Of(severity) {
			name, rest := documentOf(i.Path)
			k, ok := at[name]
			if !ok {
				k = len(out.Groups)
				at[name] = k
				out.Groups = append(out.Groups, Group{Severity: severity, Document: name})
			}
			i.Path = rest
			out.Groups[k].Issues = append(out.Groups[k].Issues, i)
		}
	}
	return out
}

// documentOf splits a path of the chain's report into the document and the place in it.
func documentOf(path string) (document, place string) {
	document, place, _ = strings.Cut(path, ".")
	return fr.Capital(document), place
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
