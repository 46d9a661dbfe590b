package schedule

import (
	"fmt"
	"io"
	"strings"
	"time"

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
	Result Result
	// Worth adds what one day more of each thing is worth, as Worth found it.
	Worth   []Relaxation
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
			Summary:  fmt.Sprintf("%s – %s", b.dayName(d), strings.Join(places, ", ")),
			Location: strings.Join(places, ", "),
			Description: fmt.Sprintf("%s %s. %s.", map[bool]string{true: "Séquence", false: "Séquences"}[len(d.Scenes) == 1],
				strings.Join(d.Scenes, ", "), fr.Capital(b.hoursOf(lookedUp(d))))})
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
	d := doc.Document{Title: "Plan de travail", Film: b.title(), Company: b.Film.Company.Name, Date: b.Date, Version: b.Version,
		Page: doc.A3}
	add := func(blocks ...doc.Block) {
		for _, x := range blocks {
			if t, ok := x.(doc.Table); !ok || len(t.Rows) > 0 {
				d.Blocks = append(d.Blocks, x)
			}
		}
	}
	add(b.summary(), b.colours(), b.cast(), b.Board(), doc.PageBreak{}, b.byDay())
	for _, g := range b.OutOfDays() {
		add(doc.PageBreak{}, doc.Heading{Level: 1, Text: "Jours travaillés (day out of days)"},
			doc.Para{Text: codesLegend, Style: doc.Muted}, g)
	}
	add(doc.PageBreak{}, b.byPlace(), b.byRole(), b.byEquipment(), b.byExtras(), b.covers())
	if cal := b.calendar(); len(cal.Rows) > 0 {
		add(doc.PageBreak{}, doc.Heading{Level: 1, Text: "Calendrier"}, b.kinds(), cal)
	}
	if cost, err := Cost(b.Problem, b.Plan); err == nil {
		add(doc.PageBreak{}, costTable(cost))
	}
	add(marginTable(Margins(b.Problem, b.Plan)), worthTable(b.Worth), doc.Findings("Contrôle", Check(b.Problem, b.Plan)))
	return d
}

func (b Paper) summary() doc.Block {
	f := b.Plan.Figures(b.Problem)
	pages, seconds := 0, 0
	for _, s := range b.Problem.Scenes {
		pages += s.Eighths
		seconds += s.Seconds
	}
	length := fmt.Sprintf("%s, %s pages", fr.Int(len(b.Problem.Scenes)), fr.Eighths(pages))
	if seconds > 0 {
		length += ", " + onScreen(seconds) + " à l'écran"
	}
	items := []doc.Field{{Label: "Jours de tournage", Value: fr.Int(f.Days)}}
	if n := len(b.Plan.Days); n > 0 && !b.Problem.Calendar.Dateless {
		first, last := b.Plan.Days[0].Date, b.Plan.Days[0].Date
		for _, d := range b.Plan.Days {
			if d.Date.Before(first) {
				first = d.Date
			}
			if d.Date.After(last) {
				last = d.Date
			}
		}
		items = append(items, doc.Field{Label: "Dates", Value: "du " + fr.Date(first) + " au " + fr.Date(last)})
	}
	for _, u := range b.Problem.Units {
		n := 0
		for _, d := range b.Plan.Days {
			if d.Unit == u.ID {
				n++
			}
		}
		items = append(items, doc.Field{Label: u.label(), Value: fr.Plural(n, "jour", "jours")})
	}
	items = append(items,
		doc.Field{Label: "Séquences", Value: length},
		doc.Field{Label: "Jours de lieu", Value: fr.Int(f.LocationDays)},
		doc.Field{Label: "Déplacements", Value: fr.Int(f.Moves)},
		doc.Field{Label: "Jours de rôle payés", Value: fmt.Sprintf("%s, dont %s de relâche", fr.Int(f.RoleDaysPaid), fr.Int(f.HoldDays))},
		doc.Field{Label: "Nuits", Value: fr.Int(f.Nights)})
	if f.Kilometres > 0 {
		text := fr.Int(f.Kilometres) + fr.NBSP + "km"
		if f.CarbonKg > 0 {
			text += ", " + fr.Int(f.CarbonKg) + fr.NBSP + "kg de CO2"
		}
		items = append(items, doc.Field{Label: "Trajets de l'équipe", Value: text})
	}
	if cost, err := Cost(b.Problem, b.Plan); err == nil {
		items = append(items, doc.Field{Label: "Coût", Value: fr.Euros(cost.Value)})
	}
	if r := b.Result; r.Status != "" {
		items = append(items, doc.Field{Label: "Recherche", Value: r.Status.Label()},
			doc.Field{Label: "Coût minimal prouvé", Value: fr.Euros(r.Bound)},
			doc.Field{Label: "Écart prouvé", Value: fr.Percent(r.Gap, 1)})
	}
	return doc.Fields{Columns: 3, Items: items}
}

// onScreen is a length of film: minutes and seconds, or hours and minutes from one hour on.
func onScreen(seconds int) string {
	d := time.Duration(seconds) * time.Second
	if d < time.Hour {
		return fr.Timing(d)
	}
	return fr.Hours(d)
}

func (b Paper) look(x index, d Day) checkedDay {
	out := lookedUp(d)
	out.pos = d.at(b.Problem.Calendar)
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

// dayName is the short name of a day: "J12", with its unit when there are several.
func (b Paper) dayName(d Day) string {
	if len(b.Problem.Units) > 1 {
		return fmt.Sprintf("J%d %s", d.Number, d.Unit)
	}
	return fmt.Sprintf("J%d", d.Number)
}

func (u Unit) label() string {
	if u.Name == "" {
		return "Équipe " + u.ID
	}
	return u.Name
}
