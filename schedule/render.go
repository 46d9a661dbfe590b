package schedule

import (
	"fmt"
	"io"
	"slices"
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
// calendar. As it is sent to the crew it tells no price, no salary, no wish and nothing of the search.
type Paper struct {
	Film    moteur.Film
	Problem Problem
	Plan    Plan
	// Costed makes the exemplaire chiffré, for the production alone: with salaries, prices, cost, near-misses, all that Check found,
	// and what was proved.
	Costed bool
	// Result adds to a costed copy what was proved of the plan; zero leaves it out.
	Result Result
	// Worth adds to a costed copy what one day more of each thing is worth, as Worth found it.
	Worth   []Relaxation
	Date    moteur.Date // of the document
	Version string
}

// WritePDF prints the whole plan.
func (b Paper) WritePDF(w io.Writer) error { return pdf.Write(w, b.Document()) }

// WriteXLSX writes the whole plan as a workbook; its sheet of strips can be edited and read back by ReadPlan.
func (b Paper) WriteXLSX(w io.Writer) error {
	d := b.Document()
	d.Blocks = append([]doc.Block{b.printer().strips()}, d.Blocks...)
	return xlsx.Write(w, d)
}

// WriteICS writes the shooting days as a calendar, one all-day event a day.
func (b Paper) WriteICS(w io.Writer) error {
	var events []ics.Event
	p := b.printer()
	for _, d := range p.days {
		if d.Date.IsZero() {
			continue
		}
		places := strings.Join(p.names(d.places()), ", ")
		events = append(events, ics.Event{UID: fmt.Sprintf("jour-%s-%s@%s", d.Date, fr.Slug("u "+d.Unit), fr.Slug(b.title())), Day: d.Date,
			Summary:  fmt.Sprintf("%s – %s", b.dayName(d.Day), places),
			Location: places,
			Description: fmt.Sprintf("%s %s. %s.", map[bool]string{true: "Séquence", false: "Séquences"}[len(d.scenes) == 1],
				strings.Join(d.labels(), ", "), fr.Capital(p.hoursOf(d)))})
	}
	return ics.Write(w, "Plan de travail – "+b.title(), doc.Document{Date: b.Date}.Clock(), events)
}

// printer is a paper with its days looked up.
type printer struct {
	Paper
	x        index
	sky      sky
	days     []printed
	ranked   []checkedDay // in order of dates
	journeys []Journey
}

// printed is a day of a plan with its scenes as it shoots them: a part of a scene has the minutes, the pages and the time on screen of
// the part.
type printed struct {
	Day
	pos    int // place on the calendar axis
	scenes []*Scene
	slots  []Slot   // one a scene
	toFix  []string // the scenes whose hours wait for a sun that is unknown
}

// printer looks up the scenes of every day.
func (b Paper) printer() *printer {
	p := &printer{Paper: b, x: b.Problem.index()}
	lit := b.Problem
	lit.Light.Off = false // papers tell the sun all the same
	p.sky = lit.sky()
	c := costing{p: b.Problem, x: p.x, book: rulebook{off: true}}
	if c.read(b.Plan) == nil {
		p.ranked, p.journeys = c.days, b.Plan.Journeys(b.Problem)
	}
	shot := map[string]int{} // minutes of each scene on the days before
	for _, d := range b.Plan.Days {
		day := printed{Day: d, pos: d.at(b.Problem.Calendar), slots: b.Problem.Timetable(d), toFix: b.Problem.SunUnknown(d)}
		for _, slot := range day.slots {
			s := p.x.scene[slot.Scene]
			if part := slot.Part; part.Of > 0 {
				whole, before := b.Problem.shootMinutes(*s), shot[s.ID]
				shot[s.ID] += part.Minutes
				cut := *s
				cut.Minutes, cut.Eighths = part.Minutes, part.Eighths
				if whole > 0 { // shares that add up to the whole
					cut.Seconds = s.Seconds*min(before+part.Minutes, whole)/whole - s.Seconds*min(before, whole)/whole
				}
				s = &cut
			}
			day.scenes = append(day.scenes, s)
		}
		p.days = append(p.days, day)
	}
	return p
}

// places lists the distinct locations of a day, in its order.
func (d printed) places() []string {
	var out []string
	for _, s := range d.scenes {
		if !slices.Contains(out, s.place()) {
			out = append(out, s.place())
		}
	}
	return out
}

// labels are the numbers of the scenes of a day, with their parts.
func (d printed) labels() []string {
	out := make([]string, len(d.slots))
	for i, s := range d.slots {
		out[i] = s.Part.label(s.Scene)
	}
	return out
}

// minutes is the time a day takes from its capacity: shooting and moves.
func (p *printer) minutes(d printed) int {
	n := 0
	for _, s := range d.slots {
		n += p.Problem.minutesIn(d.Day, p.x.scene[s.Scene]) + s.Move
	}
	return n
}

// names are the names of places.
func (p *printer) names(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = placeName(p.x, id)
	}
	return out
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

// confidential stands at the foot of every page of a costed copy.
const confidential = "Exemplaire de la production, avec coûts et salaires : ne pas diffuser"

// Document is the whole plan as one document.
func (b Paper) Document() doc.Document {
	p := b.printer()
	d := doc.Document{Title: "Plan de travail", Film: b.title(), Company: b.Film.Company.Name, Date: b.Date, Version: b.Version,
		Page: doc.A3}
	if b.Costed {
		d.Title, d.Footer = "Plan de travail chiffré", confidential
	}
	add := func(blocks ...doc.Block) {
		for _, x := range blocks {
			if t, ok := x.(doc.Table); !ok || len(t.Rows) > 0 {
				d.Blocks = append(d.Blocks, x)
			}
		}
	}
	add(b.summary(), p.colours(), p.cast(), p.board(), doc.PageBreak{}, p.byDay())
	rows := 0
	for i, g := range b.OutOfDays() {
		if rows += len(g.Rows); i == 0 || rows > gridRows {
			add(doc.PageBreak{}, doc.Heading{Level: 1, Text: "Jours travaillés (day out of days)"},
				doc.Para{Text: codesLegend, Style: doc.Muted})
			rows = len(g.Rows)
		}
		add(g)
	}
	add(doc.PageBreak{}, p.byPlace(), p.byRole(), p.byEquipment(), p.byExtras(), p.covers())
	if cal := p.calendar(everything); len(cal.Rows) > 0 {
		add(doc.PageBreak{}, doc.Heading{Level: 1, Text: "Calendrier"}, p.kinds(), cal)
	}
	found := Check(b.Problem, b.Plan)
	if !b.Costed {
		add(p.toSettle(found))
		return d
	}
	if cost, err := Cost(b.Problem, b.Plan); err == nil {
		add(doc.PageBreak{}, costTable(cost))
	}
	add(marginTable(Margins(b.Problem, b.Plan)), worthTable(b.Worth), p.controls(found))
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
		doc.Field{Label: "Nuits", Value: fr.Int(f.Nights)})
	if f.Kilometres > 0 {
		text := fr.Int(f.Kilometres) + fr.NBSP + "km"
		if f.CarbonKg > 0 {
			text += ", " + fr.Int(f.CarbonKg) + fr.NBSP + "kg de CO2"
		}
		items = append(items, doc.Field{Label: "Trajets de l'équipe", Value: text})
	}
	if b.Costed {
		items = append(items, b.figures(f)...)
	}
	return doc.Fields{Columns: 3, Items: items}
}

// figures are what a costed copy says more: paid days, cost, what the search proved.
func (b Paper) figures(f Figures) []doc.Field {
	items := []doc.Field{{Label: "Jours de rôle payés", Value: fmt.Sprintf("%s, dont %s de relâche", fr.Int(f.RoleDaysPaid),
		fr.Int(f.HoldDays))}}
	if cost, err := Cost(b.Problem, b.Plan); err == nil {
		items = append(items, doc.Field{Label: "Coût", Value: fr.Euros(cost.Value)})
	}
	if r := b.Result; r.Status != "" {
		items = append(items, doc.Field{Label: "Recherche", Value: r.Status.Label()},
			doc.Field{Label: "Coût minimal prouvé", Value: fr.Euros(r.Bound)},
			doc.Field{Label: "Écart prouvé", Value: fr.Percent(r.Gap, 1)})
	}
	return items
}

// onScreen is a length of film: minutes and seconds, or hours and minutes from one hour on.
func onScreen(seconds int) string {
	d := time.Duration(seconds) * time.Second
	if d < time.Hour {
		return fr.Timing(d)
	}
	return fr.Hours(d)
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
