package cnc

import (
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/ics"
)

// Document is the eligibility report.
func (e Eligibility) Document() doc.Document {
	d := doc.Document{Title: "Rapport d'éligibilité", Film: e.Film, Date: e.On, Page: doc.Landscape}
	t := doc.Table{Sheet: "Conditions", Compact: true, Columns: []doc.Column{{Title: "Condition", Width: 5}, {Title: "Verdict", Width: 2},
		{Title: "Constat", Width: 7}, {Title: "Bloque", Width: 4}, {Title: "Avant le", Width: 1.8, Kind: doc.Date},
		{Title: "À faire", Width: 5}, {Title: "Texte", Width: 3.4}}}
	styles := map[Verdict]doc.Style{Met: doc.Good, Unmet: doc.Alert, Unknown: doc.Warning, Void: doc.Muted}
	for _, c := range e.Conditions {
		var blocks []string
		if c.Verdict == Unmet {
			for _, p := range c.Blocks {
				blocks = append(blocks, p.Label())
			}
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(c.Label), doc.S(c.Verdict.Label()).As(styles[c.Verdict]), doc.S(c.Detail),
			doc.S(strings.Join(blocks, " ; ")), doc.D(c.Deadline), doc.S(c.Todo), doc.S(c.Source.String()).As(doc.Muted)}})
	}
	d.Blocks = []doc.Block{t}
	return d
}

// WritePDF prints the eligibility report.
func (e Eligibility) WritePDF(w io.Writer) error { return pdf.Write(w, e.Document()) }

// WriteXLSX writes the eligibility report as a workbook.
func (e Eligibility) WriteXLSX(w io.Writer) error { return xlsx.Write(w, e.Document()) }

func (d Formality) anchorLabel() string {
	if l, ok := anchorLabels[d.Anchor]; ok {
		return l
	}
	return moteur.Event(d.Anchor).Label()
}

// Document is the calendar of deadlines.
func (d Deadlines) Document() doc.Document {
	out := doc.Document{Title: "Calendrier des échéances", Film: d.Film, Date: d.On, Page: doc.Landscape}
	t := doc.Table{Sheet: "Échéances", Columns: []doc.Column{{Title: "Dernier jour", Width: 2, Kind: doc.Date},
		{Title: "Échéance", Width: 6}, {Title: "Comptée depuis", Width: 4}, {Title: "À faire", Width: 5}, {Title: "Par", Width: 2.4},
		{Title: "Texte", Width: 3.4}}}
	for _, x := range d.Items {
		due, from := doc.D(x.By), x.anchorLabel()
		if x.AnchorDate.IsZero() {
			due, from = doc.S("à dater").As(doc.Warning), from+" non daté(e)"
		} else {
			from += " du " + fr.ShortDate(x.AnchorDate)
		}
		if x.Passed(d.On) {
			due = due.As(doc.Alert)
		}
		label := x.Label
		if !x.Extended.IsZero() {
			label += " (prolongation possible jusqu'au " + fr.ShortDate(x.Extended) + ")"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{due, doc.S(label), doc.S(from), doc.S(x.Todo), doc.S(x.Owner),
			doc.S(x.Source.String()).As(doc.Muted)}})
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucune échéance.").Over(6)}}}
	}
	out.Blocks = []doc.Block{t}
	return out
}

// WritePDF prints the calendar.
func (d Deadlines) WritePDF(w io.Writer) error { return pdf.Write(w, d.Document()) }

// WriteXLSX writes the calendar as a workbook.
func (d Deadlines) WriteXLSX(w io.Writer) error { return xlsx.Write(w, d.Document()) }

// WriteICS writes the dated deadlines as all-day events that every agenda reads; UIDs are stable from version to version.
func (d Deadlines) WriteICS(w io.Writer) error {
	var events []ics.Event
	for _, x := range d.Items {
		if x.By.IsZero() {
			continue
		}
		events = append(events, ics.Event{UID: x.Rule + "@" + fr.Slug(d.Film), Day: x.By, Summary: d.Film + " : " + x.Label,
			Description: x.Todo + "\n" + x.Reason + "\n" + x.Source.String()})
	}
	return ics.Write(w, "Échéances, "+d.Film, doc.Document{Date: d.On}.Clock(), events)
}
