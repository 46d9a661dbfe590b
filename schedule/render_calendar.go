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
	"github.com/moteur-film/moteur/internal/fr"
)

// colour is the colour of a kind of day in the calendar.
func (t dayType) colour() doc.Colour {
	switch t {
	case nightUnit:
		return nightInterior
	case mixedUnit:
		return "#D9C9EC"
	case dawnUnit, duskUnit:
		return dawnOrDusk
	}
	return dayExterior
}

// kinds is the legend of the calendar.
func (b *printer) kinds() doc.Table {
	t := doc.Table{Sheet: "Calendrier", Compact: true, Columns: make([]doc.Column, 6)}
	var cells []doc.Cell
	for i, k := range []dayType{dayUnit, mixedUnit, nightUnit, dawnUnit, duskUnit} {
		t.Columns[i].Kind = doc.Centre
		cells = append(cells, doc.C(k.label()).On(k.colour()))
	}
	t.Columns[5].Kind = doc.Centre
	t.Rows = []doc.Row{{Cells: append(cells, doc.C("sans tournage").On(restDay))}}
	return t
}

// restDay is the colour of days without shooting.
const restDay doc.Colour = "#ECEEF1"

// detail is how much a date of the calendar tells.
type detail uint8

const (
	everything detail = iota // hours, places and scenes
	fewScenes                // the same, with the number of scenes of a long day
	oneLine                  // hours, and on one line the places, cut, and the number of scenes
	hoursAlone
)

// calendar shows the weeks of the shoot, one a row: the days with their hours, places and scenes, the days off and the holidays by
// name, the days of building, in weeks before and after the shoot if need be.
func (b *printer) calendar(most detail) doc.Table {
	on := map[moteur.Date][]printed{}
	var first, last moteur.Date
	t := doc.Table{Sheet: "Calendrier", Compact: true, Columns: []doc.Column{{Title: "Semaine", Width: 0.7}}}
	for _, d := range b.days {
		if d.Date.IsZero() {
			return t
		}
		on[d.Date] = append(on[d.Date], d)
		if first.IsZero() || d.Date.Before(first) {
			first = d.Date
		}
		if d.Date.After(last) {
			last = d.Date
		}
	}
	built := b.beside()
	width := map[time.Weekday]float64{} // days that nobody ever works are narrow
	from, to := first, last
	for pos := range built {
		d := b.Problem.Calendar.First.AddDays(pos)
		width[d.Weekday()] = 1.4
		if d.Before(from) {
			from = d
		}
		if d.After(to) {
			to = d
		}
	}
	for _, d := range b.days {
		width[d.Date.Weekday()] = 2
	}
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		t.Columns = append(t.Columns, doc.Column{Title: fr.Capital(fr.Weekday(day)), Width: max(width[day], 0.9)})
	}
	for monday := from.Monday(); !monday.IsZero() && !monday.After(to) && len(t.Rows) < 200; monday = monday.AddDays(7) {
		week := fmt.Sprintf("S%d", monday.Sub(first.Monday())/7+1)
		if monday.Before(first.Monday()) {
			week = "Préparation"
		}
		if most != hoursAlone {
			week += "\n" + fr.MonthYear(monday)
		}
		row := doc.Row{Cells: []doc.Cell{doc.S(week)}}
		for i := range 7 {
			date := monday.AddDays(i)
			inside := !date.Before(first) && !date.After(last)
			row.Cells = append(row.Cells, b.square(date, on[date], built[date.Sub(b.Problem.Calendar.First)], inside, most))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// square is a date of the calendar, inside the shoot or beside it.
func (b *printer) square(date moteur.Date, days []printed, built []string, inside bool, most detail) doc.Cell {
	head := fr.DayMonth(date)
	if _, day, ok := strings.Cut(head, " "); ok { // the column says the day of the week
		head = day
	}
	var text []string
	fill := restDay
	for k, d := range days {
		kind := b.Problem.toldType(d.scenes)
		lines := b.dayLines(d, kind, most)
		if k == 0 {
			fill = kind.colour()
			head += fr.NBSP + "– " + lines[0]
			lines = lines[1:]
		}
		text = append(text, lines...)
	}
	k := b.Problem.Calendar.kindOf(date)
	switch {
	case k.holiday != "":
		text = append(text, k.holiday+" (férié)")
	case slices.Contains(b.Problem.Calendar.Off, date):
		text = append(text, "jour chômé")
	case len(days)+len(built) == 0 && inside && k.ok:
		text = append(text, "sans tournage")
	}
	lines, between := append(append([]string{head}, text...), built...), "\n"
	if most == hoursAlone {
		between = " – "
	}
	return doc.S(strings.Join(lines, between)).On(fill)
}

// dayLines tell a day of the calendar: its number and hours, its places, its scenes, its form.
func (b *printer) dayLines(d printed, kind dayType, most detail) []string {
	name := b.dayName(d.Day)
	if kind != dayUnit {
		name += " " + strings.ToUpper(kind.label())
	}
	lines := []string{fmt.Sprintf("%s, %s – %s", name, written(d.Call.Minutes()), written(d.Wrap.Minutes()))}
	if len(d.toFix) > 0 {
		lines[0] = name + ", " + hoursToFix
	}
	places, n := strings.Join(b.names(d.places()), ", "), len(d.scenes)
	switch most {
	case hoursAlone:
		return lines
	case oneLine:
		const room = 24
		return append(lines, fmt.Sprintf("%s, %d%sséq.", fr.Shorten(places, room), n, fr.NBSP))
	}
	const long = 6
	lines = append(lines, places)
	switch {
	case most == everything, n <= long:
		lines = append(lines, weekText(d))
	default:
		lines = append(lines, fr.Plural(n, "séquence", "séquences"))
	}
	if form := b.form(d.Day); form != "" {
		lines = append(lines, form)
	}
	return lines
}

// Weeks is the plan by weeks on one page: a grid of dates with the place, the scenes and the hours of each day, nights marked, days off
// and holidays named. A short shoot is printed large, a long one tells less of each day; beyond a year it may take a second page. A plan
// without dates has none.
func (b Paper) Weeks() doc.Document {
	p := b.printer()
	d := doc.Document{Title: "Plan par semaines", Film: b.title(), Company: b.Film.Company.Name, Date: b.Date, Version: b.Version,
		Page: doc.A3}
	for _, try := range []struct {
		most         detail
		large, dense bool
	}{{everything, true, false}, {everything, false, false}, {everything, false, true}, {fewScenes, false, true},
		{oneLine, false, true}, {hoursAlone, false, true}} {
		cal := p.calendar(try.most)
		if len(cal.Rows) == 0 {
			d.Blocks = []doc.Block{doc.Para{Text: "Plan sans dates."}}
			return d
		}
		d.Large, d.Dense, d.Blocks = try.large, try.dense, []doc.Block{p.kinds(), cal}
		if n, err := pdf.Pages(d); err != nil || n == 1 {
			break
		}
	}
	return d
}

// WriteWeeksPDF prints the plan by weeks.
func (b Paper) WriteWeeksPDF(w io.Writer) error { return pdf.Write(w, b.Weeks()) }
