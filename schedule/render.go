package schedule

import (
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/ics"
)

// Paper is a plan ready to print: the stripboard, the plan by day, the day-out-of-days, the lists by place and by role, the
// calendar and the cost.
type Paper struct {
	Film    moteur.Film
	Problem Problem
	Plan    Plan
	// Result adds what was proved of the plan; zero leaves it out.
	Result  Result
	Date    moteur.Date // of the document
	Version string
}

// WritePDF prints the whole plan.
func (b Paper) WritePDF(w io.Writer) error { return pdf.Write(w, b.Document()) }

// WriteXLSX writes the whole plan as a workbook; its sheet of strips can be edited and read back by ReadPlan.
func (b Paper) WriteXLSX(w io.Writer) error {
	d := b.Document()
	d.Blocks = append([]doc.Block{b.strips()}, d.Blocks...)
	return xlsx.Write(w, d)
}

// WriteICS writes the shooting days as a calendar, one all-day event a day.
func (b Paper) WriteICS(w io.Writer) error {
	var events []ics.Event
	x := b.Problem.index()
	for _, d := range b.Plan.Days {
		if d.Date.IsZero() {
			continue
		}
		var places []string
		for _, id := range b.look(x, d).places() {
			places = append(places, placeName(x, id))
		}
		events = append(events, ics.Event{UID: fmt.Sprintf("jour-%s-%s@%s", d.Date, fr.Slug("u "+d.Unit), fr.Slug(b.title())), Day: d.Date,
			Summary:     fmt.Sprintf("J%d – %s", d.Number, strings.Join(places, ", ")),
			Location:    strings.Join(places, ", "),
			Description: fmt.Sprintf("Séquences %s. Convocation %s, prêt à tourner %s, fin %s.", strings.Join(d.Scenes, ", "), fr.Clock(d.Call), fr.Clock(d.Ready), fr.Clock(d.Wrap))})
	}
	return ics.Write(w, "Plan de travail – "+b.title(), doc.Document{Date: b.Date}.Clock(), events)
}

func (b Paper) title() string {
	switch {
	case b.Film.Title != "":
		return b.Film.Title
	case b.Plan.Title != "":
		return b.Plan.Title
	}
	return b.Problem.Title
}

// Document is the whole plan as one document.
func (b Paper) Document() doc.Document {
	d := doc.Document{Title: "Plan de travail", Film: b.title(), Company: b.Film.Company.Name, Date: b.Date, Version: b.Version, Page: doc.A3}
	d.Blocks = append(d.Blocks, b.summary(), b.Board(), doc.PageBreak{}, b.byDay())
	for _, g := range b.OutOfDays() {
		d.Blocks = append(d.Blocks, doc.PageBreak{}, doc.Heading{Level: 1, Text: "Jours travaillés (day out of days)"},
			doc.Para{Text: "SW premier jour, W jour travaillé, WF dernier jour, SWF jour unique, H relâche payée, D début de la coupure, P reprise.", Style: doc.Muted}, g)
	}
	d.Blocks = append(d.Blocks, doc.PageBreak{}, b.byPlace(), b.byRole())
	if cal := b.calendar(); len(cal) > 0 {
		d.Blocks = append(append(d.Blocks, doc.PageBreak{}, doc.Heading{Level: 1, Text: "Calendrier"}), cal...)
	}
	if cost, err := Cost(b.Problem, b.Plan); err == nil {
		d.Blocks = append(d.Blocks, doc.PageBreak{}, doc.Derivation("Coût du plan de travail", cost))
	}
	d.Blocks = append(d.Blocks, doc.Findings("Contrôle", Check(b.Problem, b.Plan)))
	return d
}

func (b Paper) summary() doc.Block {
	f := b.Plan.Figures(b.Problem)
	items := []doc.Field{
		{Label: "Jours de tournage", Value: fr.Int(f.Days)},
		{Label: "Séquences", Value: fr.Int(len(b.Problem.Scenes))},
		{Label: "Jours de lieu", Value: fr.Int(f.LocationDays)},
		{Label: "Déplacements", Value: fr.Int(f.Moves)},
		{Label: "Jours de rôle payés", Value: fmt.Sprintf("%s, dont %s de relâche", fr.Int(f.RoleDaysPaid), fr.Int(f.HoldDays))},
		{Label: "Nuits", Value: fr.Int(f.Nights)},
	}
	if cost, err := Cost(b.Problem, b.Plan); err == nil {
		items = append(items, doc.Field{Label: "Coût", Value: fr.Euros(cost.Value)})
	}
	if r := b.Result; r.Status != "" {
		items = append(items, doc.Field{Label: "Recherche", Value: r.Status.Label()},
			doc.Field{Label: "Coût minimal prouvé", Value: fr.Euros(r.Bound)}, doc.Field{Label: "Écart prouvé", Value: fr.Percent(r.Gap, 1)})
	}
	return doc.Fields{Columns: 3, Items: items}
}

func (b Paper) look(x index, d Day) checkedDay {
	out := checkedDay{Day: d, pos: d.at(b.Problem.Calendar)}
	for _, id := range d.Scenes {
		if s := x.scene[id]; s != nil {
			out.scenes = append(out.scenes, s)
		}
	}
	return out
}

func placeName(x index, id string) string {
	if l := x.location[id]; l != nil {
		return l.label()
	}
	return id
}
